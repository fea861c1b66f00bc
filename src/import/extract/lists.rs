//! What goes on from one block to the next: how deep an item is nested (by the
//! structure of the file, else by its bullet and how far it stands from the
//! left edge), and which number the next numbered paragraph has.

use super::passage::{Hint, Passage};

// Lists are indented by some 18 points a level; within one level places differ by rounding.
/// Items nearer to one another than this stand on one level.
const STEP: f32 = 6.0;

/// Lists and numbers as far as the document was read.
#[derive(Debug, Default)]
pub(crate) struct Lists {
    pub(crate) depths: Depths,
    pub(crate) counter: Counter,
}

/// The number of the last numbered paragraph.
#[derive(Debug, Default)]
pub(crate) struct Counter(Option<u32>);

impl Counter {
    pub(crate) fn count(&mut self, number: &str) {
        // Of `2.3` nobody can say what comes next; the last whole number stays.
        self.0 = number.parse().ok().or(self.0);
    }

    /// Whether the number is the one that must come next.
    pub(crate) fn is_next(&self, number: &str) -> bool {
        self.0.zip(number.parse().ok()).is_some_and(|(last, next): (u32, u32)| next == last + 1)
    }
}

/// The open levels of the list that is being read.
#[derive(Debug, Default)]
pub(crate) struct Depths {
    open: Vec<f32>,
    /// Whether the list began with a dash: among other bullets, a dash is one level deeper.
    dashed: bool,
}

impl Depths {
    /// Something that is no item ends the list.
    pub(crate) fn interrupt(&mut self) {
        self.open.clear();
    }

    /// The depth of the next item.
    pub(crate) fn item(&mut self, passage: &Passage, level: u8, dash: bool) -> u8 {
        if self.open.is_empty() {
            self.dashed = dash;
        }
        let level = if dash && !self.dashed { level.max(1) } else { level };
        let place = match passage.hint {
            // Levels of the structure lie further apart than any indentation, so that the two never mix.
            Hint::Item(depth) => f32::from(depth) * 100.0,
            _ => passage.x,
        };
        let place = place + f32::from(level) * STEP * 2.0;
        while self.open.last().is_some_and(|last| *last > place + STEP) {
            self.open.pop();
        }
        if self.open.last().is_none_or(|last| *last < place - STEP) {
            self.open.push(place);
        }
        u8::try_from(self.open.len().saturating_sub(1)).unwrap_or(u8::MAX)
    }
}
