//! Which council a report is about.
//!
//! The framework says how its reports name it: `focused visit to {} children's
//! services`. Where no such phrase stands, the first heading that is no title
//! does.

use super::opening::{Opening, folded};
use crate::import::extract::BlockKind;
use crate::import::names;
use crate::source::{Framework, NamePhrase};

/// The council's name as printed.
pub(super) fn council_name(opening: &Opening<'_>, framework: &Framework) -> Option<String> {
    // A heading may be anything, so it is asked only when no phrase of such reports stands there.
    let by_phrase = framework.authority.iter().find_map(|phrase| by_phrase(opening, phrase));
    by_phrase.or_else(|| by_heading(opening, framework))
}

/// The words that stand where a phrase has the council's name.
fn by_phrase(opening: &Opening<'_>, phrase: &NamePhrase) -> Option<String> {
    let (before, after) = (folded(phrase.before()), folded(phrase.after()));
    let text = Plain::new(&opening.text());
    // `match_indices` goes on by itself, whatever it looks for: no phrase can keep it at one place.
    text.lower.match_indices(&before).find_map(|(at, found)| {
        let start = at + found.len();
        let rest = text.lower.get(start..)?;
        let length = if after.is_empty() { rest.find('\n').unwrap_or(rest.len()) } else { rest.find(&after)? };
        let name = (1..=LONGEST).contains(&length).then(|| text.printed(start, start + length))?;
        is_name(&name).then_some(name)
    })
}

/// In bytes. Joint boroughs with their titles come near it; what is longer is a sentence.
const LONGEST: usize = 90;

/// A text, and its lower-case form in which each character stands for one of the text.
struct Plain {
    printed: Vec<char>,
    lower: String,
    /// For each byte of `lower`, the character it belongs to.
    at: Vec<usize>,
}

impl Plain {
    fn new(text: &str) -> Self {
        let mut plain = Self { printed: Vec::new(), lower: String::new(), at: Vec::new() };
        for c in text.chars() {
            let folded = match c {
                '’' | '‘' => '\'',
                '–' | '—' | '‑' => '-',
                '\n' => '\n',
                c if c.is_whitespace() => ' ',
                // Only the first letter where lower case has two: the name is cut from the printed text by place.
                c => c.to_lowercase().next().unwrap_or(c),
            };
            let length = folded.len_utf8();
            plain.lower.push(folded);
            plain.at.extend(std::iter::repeat_n(plain.printed.len(), length));
            plain.printed.push(if c == '\n' { ' ' } else { c });
        }
        plain
    }

    fn printed(&self, from: usize, to: usize) -> String {
        let first = self.at.get(from).copied().unwrap_or(self.printed.len());
        let last = self.at.get(to).copied().unwrap_or(self.printed.len());
        let text: String = self.printed.iter().take(last).skip(first).collect();
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

/// A few words of which the first that counts has a capital, without dates.
fn is_name(text: &str) -> bool {
    let bare = names::compared(text);
    let capital = text.split_whitespace().any(|w| w.starts_with(char::is_uppercase));
    capital && !bare.is_empty() && bare.split(' ').count() <= 8 && !bare.contains(|c: char| c.is_ascii_digit())
}

/// The first heading or short line that is neither a title of the framework nor a phrase of its
/// reports.
fn by_heading(opening: &Opening<'_>, framework: &Framework) -> Option<String> {
    let titles: Vec<String> =
        std::iter::once(&framework.name).chain(&framework.names).chain(&framework.cues).map(|t| folded(t)).collect();
    let is_title = |text: &str| {
        let text = folded(text);
        text.contains("inspection")
            || text.contains("report")
            || titles.iter().any(|t| t.contains(&text) || text.contains(t.as_str()))
    };
    opening
        .blocks
        .iter()
        .filter(|b| matches!(b.kind, BlockKind::Heading { .. } | BlockKind::Paragraph))
        .take(8)
        .map(|b| b.text.as_str())
        .find(|text| text.len() <= LONGEST && is_name(text) && !is_title(text))
        .map(str::to_owned)
}
