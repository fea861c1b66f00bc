//! Where the full lines of a page end, which tells a line that was wrapped
//! from one that its author ended.

use std::collections::BTreeMap;

use super::lines::PrintedLine;

/// So many long lines tell where those of their page end.
const ENOUGH: usize = 6;
/// A line has this many characters at least to be called long.
const LONG: usize = 50;

/// The right margin of each page.
pub(crate) struct Margins {
    pages: BTreeMap<u32, f32>,
    usual: f32,
}

impl Margins {
    pub(crate) fn of<'a>(lines: impl Iterator<Item = &'a PrintedLine>) -> Self {
        let mut ends: BTreeMap<u32, Vec<f32>> = BTreeMap::new();
        for line in lines.filter(|line| line.text.len() > LONG && !line.sideways) {
            ends.entry(line.page).or_default().push(line.end);
        }
        let usual = reach(ends.values().flatten().copied().collect());
        let pages = ends.into_iter().filter(|(_, ends)| ends.len() >= ENOUGH).map(|(page, ends)| (page, reach(ends)));
        Self { pages: pages.collect(), usual }
    }

    /// Whether a line reaches as far as lines of running text do.
    pub(crate) fn is_full(&self, line: &PrintedLine) -> bool {
        // The word that did not fit may be long: seven sizes are about fourteen letters.
        line.end + 7.0 * line.size > self.of_page(line.page)
    }

    fn of_page(&self, page: u32) -> f32 {
        self.pages.get(&page).copied().unwrap_or(self.usual)
    }

    /// Cuts lines where their author ended one.
    pub(crate) fn cut(&self, lines: Vec<PrintedLine>) -> Vec<Vec<PrintedLine>> {
        let own = lines.iter().map(|line| line.end).fold(0.0, f32::max);
        let broken = |margin: f32| {
            lines.windows(2).filter(|p| p.iter().zip(p.iter().skip(1)).any(|(a, b)| is_broken(a, b, margin))).count()
        };
        // Running text in a narrow box breaks at the edge of the box, not at that of the page.
        let is_narrow = lines.len() >= 3 && broken(own) * 5 < lines.len();
        let mut pieces: Vec<Vec<PrintedLine>> = Vec::new();
        for line in lines {
            let margin = if is_narrow { own } else { self.of_page(line.page) };
            match pieces.last_mut() {
                Some(piece) if !piece.last().is_some_and(|last| is_broken(last, &line, margin)) => piece.push(line),
                _ => pieces.push(vec![line]),
            }
        }
        pieces
    }
}

/// Whether a line ends early although the next word would have fitted.
fn is_broken(last: &PrintedLine, next: &PrintedLine, margin: f32) -> bool {
    let word = next.text.split_whitespace().next().map_or(0, |word| word.chars().count());
    let width = (last.end - last.x) / (last.text.chars().count().max(1) as f32) * word as f32;
    let begins = !next.text.starts_with(char::is_lowercase);
    // The next word would have needed its own width, a space, and some slack for letters of unlike width.
    begins && last.end + width + 2.5 * last.size < margin && last.page == next.page
}

/// Nearly all lines of running text reach so far at most.
fn reach(mut ends: Vec<f32>) -> f32 {
    ends.sort_by(f32::total_cmp);
    // One line in twenty may stick out: a long address, a table.
    ends.get(ends.len() * 19 / 20).copied().unwrap_or(0.0)
}
