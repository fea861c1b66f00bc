//! Cells of a table that were written as one line, as OCR does: the second begins where other cells begin.

use super::lines::PrintedLine;

/// A gap inside a line where it may be cut.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Break {
    /// Where the words behind it begin in the text.
    pub(crate) at: usize,
    /// The end of the words before it.
    pub(crate) end: f32,
    /// The place of the words behind it.
    pub(crate) x: f32,
}

// Spaces of justified lines are stretched to a whole size now and then, cells stand further apart.
/// Words so many sizes apart may be two cells.
pub(crate) const GAP: f32 = 1.2;
/// A line has no more cells than this.
pub(crate) const BREAKS: usize = 8;
/// Cells of one column begin so near to each other, in points.
const EDGE: f32 = 1.5;
// One may be chance, where words stand below words.
/// So many other lines that begin at a place make it the edge of a column.
const LINES: usize = 3;

/// The lines of a page, cut where a column of the page begins inside of one.
pub(crate) fn cut(lines: Vec<PrintedLine>) -> Vec<PrintedLine> {
    if lines.iter().all(|line| line.breaks.is_empty()) {
        return lines;
    }
    let mut edges: Vec<f32> = lines.iter().filter(|line| !line.sideways).map(|line| line.x).collect();
    edges.sort_by(f32::total_cmp);
    let is_edge = |x: f32| {
        let from = edges.partition_point(|edge| *edge < x - EDGE);
        let to = edges.partition_point(|edge| *edge <= x + EDGE);
        to - from >= LINES
    };
    let mut cut = Vec::with_capacity(lines.len());
    for mut line in lines {
        let breaks = std::mem::take(&mut line.breaks);
        let mut behind = Vec::new();
        for place in breaks.into_iter().rev().filter(|place| is_edge(place.x)) {
            let Some(text) = line.text.get(place.at..).map(str::to_owned) else { continue };
            let letters = text.chars().filter(|c| !c.is_whitespace()).count();
            let letters = u32::try_from(letters).unwrap_or(u32::MAX).min(line.letters);
            // Cells of one row look alike: what is heavy is shared by their letters.
            let heavy = if line.is_bold() { letters } else { letters.min(line.heavy) };
            let cell =
                PrintedLine { text, x: place.x, letters, heavy, is_cell: true, lead: None, dot: false, ..line.clone() };
            line.text.truncate(place.at);
            line.end = place.end;
            line.letters -= letters;
            line.heavy = line.heavy.saturating_sub(heavy);
            line.raised.clear();
            behind.push(cell);
        }
        cut.push(line);
        // Each line is taken apart from its end.
        cut.extend(behind.into_iter().rev());
    }
    cut
}
