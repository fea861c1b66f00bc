//! What abbreviations stand for, from the files of frameworks and themes: *ILACS* is told by a name whose words begin
//! with its letters. The first on a page is written as `abbr`.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use super::context::escape;
use crate::source::Documents;
use crate::source::body::Piece;
use crate::terms::is_stop_word;

/// How many letters an abbreviation has at least.
// Two letters are as often a number of a list, or a name's.
const LEAST: usize = 3;

/// Elements whose text holds no markup, or is no running text.
const LEFT_OUT: &[&str] = &["svg", "script", "style", "select", "button", "textarea", "abbr", "code"];

/// What each abbreviation stands for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Abbreviations(BTreeMap<String, String>);

impl Abbreviations {
    /// Those that the files explain themselves.
    pub(super) fn of(documents: &Documents) -> Self {
        let mut found = BTreeMap::new();
        for framework in documents.frameworks.values() {
            let names = std::iter::once(&framework.name).chain(&framework.names).map(String::as_str);
            explain(&mut found, &framework.short_name, names);
        }
        for theme in documents.themes.values() {
            let description: String = theme.body.pieces.iter().filter_map(text).collect();
            // A term is written in small letters, whatever a report prints.
            let capitals: Vec<String> = theme.terms.iter().map(|term| term.to_uppercase()).collect();
            let names = || theme.terms.iter().map(String::as_str).chain([theme.title.as_str(), description.as_str()]);
            for short in capitals.iter().filter(|term| !term.contains(' ')).chain([&description]) {
                explain(&mut found, short, names());
            }
        }
        // What several frameworks are called after one name is told by any of them.
        let all: Vec<&str> = documents.frameworks.values().flat_map(|f| f.names.iter().map(String::as_str)).collect();
        for framework in documents.frameworks.values() {
            explain(&mut found, &framework.short_name, all.iter().copied());
        }
        Self(found)
    }

    /// The page with the first of each in its main part explained.
    pub(crate) fn explain(&self, page: &str) -> String {
        let Some((head, main)) = page.split_once("<main") else { return page.to_owned() };
        let (main, foot) = main.split_once("</main>").map_or((main, None), |(main, foot)| (main, Some(foot)));
        let mut out = String::with_capacity(page.len() + 512);
        out.push_str(head);
        out.push_str("<main");
        let mut told = BTreeSet::new();
        let mut inside = 0_usize;
        for (n, part) in main.split('<').enumerate() {
            // What stands before the first is the rest of the tag `main`.
            let (tag, text) = part.split_once('>').unwrap_or((part, ""));
            if n > 0 {
                out.push('<');
                let name: String =
                    tag.trim_start_matches('/').chars().take_while(char::is_ascii_alphanumeric).collect();
                if LEFT_OUT.contains(&name.as_str()) {
                    inside = if tag.starts_with('/') { inside.saturating_sub(1) } else { inside + 1 };
                }
            }
            out.push_str(tag);
            if part.len() > tag.len() {
                out.push('>');
            }
            if inside == 0 { self.explain_in(text, &mut told, &mut out) } else { out.push_str(text) }
        }
        for rest in foot.into_iter().flat_map(|foot| ["</main>", foot]) {
            out.push_str(rest);
        }
        out
    }

    /// Adds text, with what is not told yet explained.
    fn explain_in<'p>(&self, text: &'p str, told: &mut BTreeSet<&'p str>, out: &mut String) {
        for word in text.split_inclusive(|c: char| !c.is_alphanumeric()) {
            let bare = word.trim_end_matches(|c: char| !c.is_alphanumeric());
            let letters = bare.strip_suffix('s').unwrap_or(bare);
            match self.0.get(letters).filter(|_| !told.contains(letters)) {
                Some(meaning) => {
                    told.insert(letters);
                    let rest = word.strip_prefix(letters).unwrap_or_default();
                    // Writing to a text cannot fail.
                    let _ = write!(out, "<abbr title=\"{}\">{letters}</abbr>{rest}", escape(meaning));
                }
                None => out.push_str(word),
            }
        }
    }
}

/// The words of a piece.
fn text(piece: &Piece) -> Option<&str> {
    if let Piece::Html(html) = piece { Some(html) } else { None }
}

/// Looks in some names for what the abbreviations of another stand for.
fn explain<'n>(found: &mut BTreeMap<String, String>, short: &str, names: impl Iterator<Item = &'n str> + Clone) {
    for word in short.split(|c: char| !c.is_alphanumeric()) {
        let letters = word.strip_suffix('S').filter(|l| l.len() >= LEAST);
        for letters in [Some(word), letters].into_iter().flatten() {
            let is_short = letters.len() >= LEAST && letters.chars().all(|c| c.is_ascii_uppercase());
            if is_short
                && !found.contains_key(letters)
                // A little word stands for a letter only where no name tells it otherwise.
                && let Some(meaning) =
                    [false, true].iter().find_map(|little| names.clone().find_map(|name| spelt(name, letters, *little)))
            {
                found.insert(letters.to_owned(), meaning);
            }
        }
    }
}

/// The part of a name whose words begin with these letters, one after the other. Little words are passed over, unless they
/// may count as well.
fn spelt(name: &str, letters: &str, little: bool) -> Option<String> {
    let words: Vec<&str> = name.split_whitespace().collect();
    (0..words.len()).find_map(|from| {
        let mut wanted = letters.chars().peekable();
        let mut taken: Vec<&str> = Vec::new();
        for word in words.iter().skip(from) {
            let Some(letter) = wanted.peek() else { break };
            let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
            let is_little = bare.split('/').all(|part| is_stop_word(&part.to_lowercase()));
            let begins = (little || !is_little) && bare.chars().next().is_some_and(|c| c.eq_ignore_ascii_case(letter));
            if begins {
                wanted.next();
            } else if taken.is_empty() || !is_little {
                break;
            }
            taken.push(word);
        }
        let words = taken.join(" ");
        wanted.peek().is_none().then(|| words.trim_matches(|c: char| !c.is_alphanumeric()).to_owned())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_tells_what_its_letters_stand_for() {
        assert_eq!(
            spelt("Mending and looked after moles", "MLAM", true).as_deref(),
            Some("Mending and looked after moles")
        );
        assert_eq!(
            spelt("Joint special mole needs and/or dens visit", "SMND", false).as_deref(),
            Some("special mole needs and/or dens")
        );
        assert_eq!(spelt("digging, review and answers", "DRA", false).as_deref(), Some("digging, review and answers"));
        assert_eq!(spelt("Mending and looked after moles", "MLAM", false), None);
        assert_eq!(spelt("Inspection of local authority moles", "ILAX", true), None);
    }

    #[test]
    fn the_first_of_each_is_explained_in_running_text() {
        let all = Abbreviations([("MOL".to_owned(), "meadow \"or\" lawn".to_owned())].into());
        assert_eq!(
            all.explain("<title>MOL</title><main id=\"MOL\"><svg><text>MOL</text></svg><p>A MOL, two MOLs.</p><p>MOL</p></main>MOL"),
            "<title>MOL</title><main id=\"MOL\"><svg><text>MOL</text></svg><p>A \
             <abbr title=\"meadow &quot;or&quot; lawn\">MOL</abbr>, two MOLs.</p><p>MOL</p></main>MOL"
        );
        // Nothing within a longer word, and a page without a main part stays as it is.
        assert_eq!(all.explain("<main>MOLE, xMOL; &MOLT;</main>"), "<main>MOLE, xMOL; &MOLT;</main>");
        assert_eq!(all.explain("<p>MOL</p>"), "<p>MOL</p>");
    }
}
