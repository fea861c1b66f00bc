//! Long lists in pages of thirty rows.
//!
//! A list's first page is the list itself; [`Page::Sheet`] are the others. Nothing is left out: the pages together
//! hold every row, and each says which of how many it shows.

use serde::Serialize;

use super::address::Page;
use super::context::{Anchor, PageContext};

/// How many rows of a list stand on one page.
// A row takes a fifth to a quarter of a phone's screen, so that a page of them stays well below twelve screens.
pub(super) const ROWS: usize = 30;

/// Numbers beside the present one that are always shown.
const NEAR: usize = 2;

/// Which rows a page shows, and the way to the others.
#[derive(Debug, Serialize)]
pub(crate) struct SheetView {
    /// How many rows the list has.
    rows: usize,
    /// Which page this is.
    number: usize,
    first: usize,
    last: usize,
    previous: Option<Anchor>,
    next: Option<Anchor>,
    /// The pages that are named; only one where all rows stand on it.
    numbers: Vec<NumberView>,
}

#[derive(Debug, Serialize)]
struct NumberView {
    href: String,
    number: usize,
    here: bool,
    /// Whether some are left out before it.
    gap: bool,
}

/// How many pages a list of so many rows takes, of so many a page.
pub(super) fn sheet_count(rows: usize, each: usize) -> usize {
    // A list without rows is a page all the same: it says that there are none.
    rows.div_ceil(each.max(1)).max(1)
}

/// The rows that a page shows of all, by its number.
pub(super) fn rows_of<T>(all: impl IntoIterator<Item = T>, each: usize, number: usize) -> Vec<T> {
    all.into_iter().skip(number.saturating_sub(1) * each).take(each).collect()
}

/// A page of a list, by its number; 1 is the list itself.
pub(super) fn sheet(list: &Page, number: usize) -> Page {
    // The first page has one address, the list's own; there is no `page-1.html`.
    if number == 1 { list.clone() } else { Page::Sheet { list: Box::new(list.clone()), number } }
}

impl PageContext<'_> {
    /// The rows of a page, of all rows in order, and the way to the others.
    pub(super) fn sheet_of<T: Copy>(&self, all: &[T], list: &Page, number: usize) -> (Vec<T>, SheetView) {
        let pages = sheet_count(all.len(), ROWS);
        self.sheet_among(all, ROWS, list, (number, pages))
    }

    /// The same of a page that holds several lists, with so many rows of this one, and is one of so many pages.
    pub(super) fn sheet_among<T: Copy>(
        &self,
        all: &[T],
        each: usize,
        list: &Page,
        (number, pages): (usize, usize),
    ) -> (Vec<T>, SheetView) {
        let rows = all.len();
        let skipped = number.saturating_sub(1) * each;
        let shown = rows_of(all.iter().copied(), each, number);
        let (first, last) = (skipped + 1, skipped + shown.len());
        let anchor = |to: usize, text: &str| Anchor { href: self.href(&sheet(list, to)), text: text.to_owned() };
        let named = |n: &usize| *n == 1 || *n == pages || n.abs_diff(number) <= NEAR;
        let mut before = 0;
        let numbers = (1..=pages)
            .filter(named)
            .map(|n| {
                let gap = n > before + 1;
                before = n;
                NumberView { href: self.href(&sheet(list, n)), number: n, here: n == number, gap }
            })
            .collect();
        let previous = (number > 1).then(|| anchor(number - 1, "Previous"));
        let next = (number < pages).then(|| anchor(number + 1, "Next"));
        (shown, SheetView { rows, number, first, last, previous, next, numbers })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Knowledge;
    use crate::site::index::Index;
    use crate::source::{Documents, Files};

    #[test]
    fn the_sheets_together_hold_every_row_once() {
        let (documents, _) = Documents::read(Files::from_texts([("site.toml", "title = \"T\"\n")]));
        let (knowledge, _) = Knowledge::build(documents);
        let index = Index::new(&knowledge);
        let context = PageContext::new(&knowledge, &index, "outcomes/met/page-2.html");
        for rows in [0, 1, ROWS - 1, ROWS, ROWS + 1, 1_234] {
            let all: Vec<usize> = (0..rows).collect();
            let mut met = Vec::new();
            for number in 1..=sheet_count(rows, ROWS) {
                let (shown, view) = context.sheet_of(&all, &Page::Recommendations, number);
                assert_eq!((view.first, view.last), (met.len() + 1, met.len() + shown.len()));
                assert_eq!(view.next.is_some(), number < sheet_count(rows, ROWS));
                assert_eq!(view.numbers.iter().filter(|n| n.here).count(), 1);
                met.extend(shown);
            }
            assert_eq!(met, all);
        }
        let (_, view) = context.sheet_of(&(0..1_234).collect::<Vec<_>>(), &Page::Recommendations, 7);
        let shown: Vec<(usize, bool)> = view.numbers.iter().map(|n| (n.number, n.gap)).collect();
        assert_eq!(
            shown,
            [(1, false), (5, true), (6, false), (7, false), (8, false), (9, false), (1_234_usize.div_ceil(ROWS), true)]
        );
        assert_eq!(view.numbers[0].href, "../../recommendations/index.html");
        assert_eq!(view.numbers[1].href, "../../recommendations/page-5.html");
    }
}
