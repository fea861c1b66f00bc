//! Title, legal basis and scope.

use super::Why;
use super::fact_words::{FactWord, find, says};
use super::opening::{Opening, folded};
use super::plan::words::{PaperWord, holds};
use crate::import::extract::{Block, BlockKind};
use crate::source::{Framework, Nature};

/// Nearly every framework's name holds a short heading such as `Inspection`, so a title is longer, in letters.
const LONGER_THAN_A_WORD: usize = 12;

/// A line of more words that holds a cue is a sentence: no title of the reports read has so many.
const MOST_WORDS_OF_A_TITLE: usize = 25;

/// Where a text has lost its headings, the title is one of so many first blocks; below stands the letter.
const TITLE_WITHIN: usize = 8;

/// What is longer, in letters, has run into the next sentence.
const LONGEST_LAW: usize = 120;

/// No list of what a visit looked at has more items; a longer one is of something else.
const MOST_OF_A_SCOPE: usize = 10;

/// The title: the first heading that is or holds one of the framework's names or cues.
pub(super) fn title(opening: &Opening<'_>, framework: &Framework) -> Option<String> {
    let marks: Vec<String> = framework
        .cues
        .iter()
        .chain(std::iter::once(&framework.name))
        .chain(&framework.names)
        .map(|m| folded(m))
        .collect();
    let is_heading = |kind: &BlockKind| matches!(kind, BlockKind::Heading { .. });
    let fits = |text: &str| {
        let text = folded(text);
        text.len() > LONGER_THAN_A_WORD && marks.iter().any(|m| text.contains(m.as_str()) || m.contains(&text))
    };
    let headings = opening.blocks.iter().filter(|b| is_heading(&b.kind));
    let short = |text: &str| text.split_whitespace().nth(MOST_WORDS_OF_A_TITLE).is_none();
    let lines = opening.blocks.iter().take(TITLE_WITHIN).filter(|b| b.kind == BlockKind::Paragraph && short(&b.text));
    let best = headings.clone().chain(lines).find(|b| fits(&b.text));
    // What makes a paper of it is its title.
    let is_paper = framework.nature() == Nature::Update;
    let paper = headings.clone().find(|b| is_paper && short(&b.text) && holds(PaperWord::Title, &b.text).is_some());
    let best = best.or(paper);
    let general = headings.clone().find(|b| says(FactWord::ReportTitle, &b.text));
    // The digit of a footnote mark is no part of the title.
    best.or(general).map(|b| b.text.trim_end_matches(|c: char| c.is_ascii_digit()).trim().to_owned())
}

/// The law: `section 136 of the Education and Inspections Act 2006`.
pub(super) fn legal_basis(opening: &Opening<'_>, why: &mut Vec<Why>) -> Option<String> {
    opening.all.iter().find_map(|block| {
        let mut found = find(&[FactWord::Law, FactWord::LawFromLastWord], &block.text);
        found.sort_by_key(|found| found.rank);
        found.into_iter().find_map(|found| {
            let phrase = block.text.get(found.range.clone())?;
            let start = match found.meaning {
                FactWord::LawFromLastWord => found.range.end - phrase.rsplit(' ').next().map_or(0, str::len),
                _ => found.range.end,
            };
            let (law, behind) = block.text.get(start..)?.split_once(" Act ")?;
            let year = behind.get(..4).filter(|y| y.bytes().all(|b| b.is_ascii_digit()))?;
            if law.len() >= LONGEST_LAW || law.contains(". ") {
                return None;
            }
            why.push(Why::fact(block, "legal_basis", &found));
            Some(format!("{} Act {year}", law.trim_start().replace(['’', '‘'], "'")))
        })
    })
}

/// What a narrow visit looked at, in the report's words, to the end of the sentence; with the list below it where
/// the sentence ends in a colon.
pub(super) fn scope_text(opening: &Opening<'_>, why: &mut Vec<Why>) -> Option<String> {
    opening.blocks.iter().enumerate().find_map(|(n, block)| {
        find(&[FactWord::Scope, FactWord::ScopeFromThe], &block.text).into_iter().find_map(|found| {
            let phrase = block.text.get(found.range.clone())?;
            let start = match found.meaning {
                FactWord::ScopeFromThe => found.range.start + phrase.to_lowercase().find("the ")?,
                _ => found.range.end,
            };
            let below = opening.blocks.get(n + 1..).unwrap_or_default();
            let mut rest = block.text.get(start..)?.to_owned();
            // A sentence that nothing ends goes on in the next block; a title is none.
            let is_open =
                found.tokens_before == 0 && !rest.contains(". ") && !rest.trim_end().ends_with(['.', ':', ';']);
            if let Some(next) = below.first().filter(|b| is_open && b.kind == BlockKind::Paragraph) {
                rest = format!("{rest} {}", next.text);
            }
            let sentence = first_sentence(&rest);
            let text = if sentence.ends_with(':') { with_list(sentence, below) } else { sentence.to_owned() };
            let text = text.trim_end_matches(['.', ':', ' ', ',']).trim().to_owned();
            if text.is_empty() {
                return None;
            }
            why.push(Why::fact(block, "scope_text", &found));
            Some(text)
        })
    })
}

/// Up to the full stop that ends a sentence; a list that has run into the paragraph ends at its colon.
fn first_sentence(text: &str) -> &str {
    text.split_once(". ").map_or(text, |(sentence, _)| sentence).trim()
}

/// A sentence that ends in a colon with the items below it: `care leavers, with a focus on: plans; homes`.
fn with_list(sentence: &str, below: &[&Block]) -> String {
    let items: Vec<&str> = below
        .iter()
        .take_while(|b| matches!(b.kind, BlockKind::Item { .. }))
        .take(MOST_OF_A_SCOPE)
        .map(|b| {
            let item = b.text.trim().trim_end_matches(['.', ';', ',']);
            item.strip_suffix(" and").unwrap_or(item).trim_end_matches([';', ','])
        })
        .collect();
    format!("{sentence} {}", items.join("; "))
}
