//! The head of a plan's table, and which of its columns the cells of a row stand in.

use super::words::{PaperWord, column};

/// A column.
#[derive(Clone, Debug)]
pub(super) struct Column {
    pub(super) means: Option<PaperWord>,
    /// Its head, as printed.
    pub(super) head: String,
    /// Where its cells begin.
    place: u32,
}

/// The columns of a table.
#[derive(Clone, Debug)]
pub(super) struct Columns {
    pub(super) list: Vec<Column>,
}

/// A cell, and the number of its column.
pub(super) type Placed = (usize, String);

impl Columns {
    /// Reads the head of a table: most of its cells name a column, and one of these what is asked or done.
    pub(super) fn of_head(cells: &[String], places: &[u32]) -> Option<Self> {
        let list: Vec<Column> = cells
            .iter()
            .zip(places)
            .map(|(head, place)| (once(head), place))
            .map(|(head, place)| Column { means: column(&head), head, place: *place })
            .collect();
        let mut known: Vec<PaperWord> = Vec::new();
        for means in list.iter().filter_map(|c| c.means) {
            if !known.contains(&means) {
                known.push(means);
            }
        }
        let named = list.iter().filter(|c| c.means.is_some()).count();
        let says = [PaperWord::Ask, PaperWord::Deed, PaperWord::Progress];
        let is_plan = known.len() >= 2 && known.iter().any(|k| says.contains(k));
        let is_legend = known.len() >= 2 && known.contains(&PaperWord::Legend);
        // More than half: a row of short cells may hold one such word.
        ((is_plan || is_legend) && named * 2 > cells.len()).then_some(Self { list })
    }

    pub(super) fn has(&self, means: PaperWord) -> bool {
        self.list.iter().any(|c| c.means == Some(means))
    }

    /// A table that explains ratings.
    pub(super) fn is_legend(&self) -> bool {
        self.has(PaperWord::Legend) && !self.has(PaperWord::Deed) && !self.has(PaperWord::Progress)
    }

    /// Whether it has what no report of an inspectorate has: who does what by when, and how it stands.
    pub(super) fn is_surely_a_plan(&self) -> bool {
        let steered = self.has(PaperWord::Who) || self.has(PaperWord::When);
        steered && (self.has(PaperWord::Deed) || self.has(PaperWord::Progress))
    }

    /// The cells of a row in their columns; nothing where they fit none.
    pub(super) fn place(&mut self, cells: &[String], places: &[u32]) -> Option<Vec<Placed>> {
        if cells.len() == self.list.len() {
            // A head may be centred above cells that are not: where these begin is learned from a whole row.
            for (column, place) in self.list.iter_mut().zip(places) {
                column.place = *place;
            }
            return Some(cells.iter().cloned().enumerate().collect());
        }
        if cells.len() > self.list.len() {
            return None;
        }
        let mut placed: Vec<Placed> = Vec::new();
        let mut from = 0;
        for (n, (cell, place)) in cells.iter().zip(places).enumerate() {
            // Those behind it need columns too.
            let until = self.list.len() - (cells.len() - n) + 1;
            let near =
                self.list.iter().enumerate().take(until).skip(from).min_by_key(|(_, c)| c.place.abs_diff(*place));
            let (at, _) = near?;
            placed.push((at, cell.clone()));
            from = at + 1;
        }
        Some(placed)
    }
}

/// A head that the pages of its table repeat comes as one cell, as often as there are pages.
fn once(head: &str) -> String {
    let words: Vec<&str> = head.split_whitespace().collect();
    let count = words.len();
    let length = (1..=count / 2)
        .filter(|length| count.is_multiple_of(*length))
        .find(|length| words.iter().zip(words.iter().skip(*length)).all(|(a, b)| a == b));
    words.iter().take(length.unwrap_or(count)).copied().collect::<Vec<_>>().join(" ")
}
