//! One row of a plan, or what stands in its place: what was asked, what is done about it, who does it by when, and
//! how it stands.

use super::words::{PaperWord, begins, first_at, holds, is_rating};
use crate::import::recognise::Item;
use crate::source::words::Kind;

/// A number of a row has no more letters than this: `1`, `2.14`, `A3(b)`.
const LONGEST_NUMBER: usize = 8;

/// What a cell says.
#[derive(Clone, Debug)]
pub(super) struct Part {
    pub(super) means: Option<PaperWord>,
    /// The head of its column or its label, as printed; empty for what has none.
    pub(super) head: String,
    pub(super) text: String,
}

/// One row.
#[derive(Clone, Debug, Default)]
pub(super) struct Record {
    pub(super) page: Option<u32>,
    pub(super) parts: Vec<Part>,
}

impl Record {
    pub(super) fn has(&self, means: PaperWord) -> bool {
        self.parts.iter().any(|p| p.means == Some(means))
    }

    /// The words of a column.
    pub(super) fn text(&self, means: PaperWord) -> Option<String> {
        let texts: Vec<&str> = self.parts.iter().filter(|p| p.means == Some(means)).map(|p| p.text.as_str()).collect();
        (!texts.is_empty()).then(|| texts.join("; "))
    }

    /// Whether it says what is done or how it stands.
    pub(super) fn says(&self) -> bool {
        [PaperWord::Deed, PaperWord::Progress].into_iter().any(|means| self.has(means))
    }

    /// Whether it has what a row of a plan has beside what was asked.
    pub(super) fn is_more_than_ask(&self) -> bool {
        self.says() || self.has(PaperWord::Rating) || self.has(PaperWord::Who) || self.has(PaperWord::When)
    }

    /// What it is, by its words, and whether it is only taken for it.
    pub(super) fn kind(&self) -> (Kind, bool) {
        let stands: Vec<&Part> = self
            .parts
            .iter()
            .filter(|p| matches!(p.means, Some(PaperWord::Progress | PaperWord::Rating)) && !is_rating(&p.text))
            .collect();
        for part in &stands {
            if let Some(kind) = kind_of(&part.text) {
                return (kind, true);
            }
        }
        // What stands below `Progress` is progress, whatever its words.
        if stands.iter().any(|p| p.means == Some(PaperWord::Progress)) {
            return (Kind::Claim, true);
        }
        let deed = self.parts.iter().filter(|p| p.means.is_none() || p.means == Some(PaperWord::Deed));
        for part in deed {
            if let Some(kind) = kind_of(&part.text) {
                return (kind, true);
            }
        }
        // An action with nothing beside it is what is meant to be done. A colour alone says nothing.
        (Kind::Plan, self.has(PaperWord::Deed) && !self.has(PaperWord::Rating))
    }

    /// The finding that it becomes.
    pub(super) fn item(self) -> Item {
        let (kind, _) = self.kind();
        let number = self.text(PaperWord::Number).filter(|n| is_number(n));
        let (to, by) = (self.text(PaperWord::Who), self.text(PaperWord::When));
        let mut text = String::new();
        for part in &self.parts {
            let apart = matches!(part.means, Some(PaperWord::Who | PaperWord::When))
                || part.means == Some(PaperWord::Number) && number.is_some();
            if apart {
                continue;
            }
            let head = part.head.trim_end_matches([':', '.', ' ']);
            if !text.is_empty() {
                text.push_str(if text.ends_with(['.', '!', '?', ':', ';', '”', '"']) { " " } else { ". " });
            }
            // What was asked and the first words speak for themselves.
            if !text.is_empty() && !head.is_empty() {
                text.push_str(head);
                text.push_str(if head.ends_with('?') { " " } else { ": " });
            }
            text.push_str(part.text.trim());
        }
        Item { text, by, to, page: self.page, paragraph: number, kind: Some(kind), ..Item::default() }
    }
}

/// A claim or a plan, by the words of a text; the first sentence that says either decides.
pub(super) fn kind_of(text: &str) -> Option<Kind> {
    let sentences = text.split_inclusive(['.', ';', '!']).filter(|s| !s.trim().is_empty());
    sentences.into_iter().find_map(|sentence| {
        if holds(PaperWord::NotYet, sentence).is_some() {
            return Some(Kind::Plan);
        }
        // `We will review what was agreed`: the first verb is the sentence's own.
        let will = first_at(PaperWord::Will, sentence);
        let done = [PaperWord::Done, PaperWord::UnderWay].into_iter().filter_map(|m| first_at(m, sentence)).min();
        match (done, will) {
            (Some(done), Some(will)) => Some(if done <= will { Kind::Claim } else { Kind::Plan }),
            (Some(_), None) => Some(Kind::Claim),
            (None, Some(_)) => Some(Kind::Plan),
            (None, None) => None,
        }
    })
}

/// Whether a cell is a number as rows are counted by.
pub(super) fn is_number(text: &str) -> bool {
    let text = text.trim();
    text.len() <= LONGEST_NUMBER && !text.contains(char::is_whitespace) && text.contains(|c: char| c.is_ascii_digit())
}

/// Whether a row says nothing of a plan: sums, a rating explained.
pub(super) fn is_aside(cells: &[String], columns: usize) -> bool {
    let first = cells.first().map_or("", String::as_str);
    let legend = cells.len() == 2 && columns > 2 && is_rating(first);
    begins(PaperWord::Total, first).is_some() || legend
}
