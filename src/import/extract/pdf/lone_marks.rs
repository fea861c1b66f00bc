//! Marks that are drawn apart from their words: a bullet or a number alone on a line belongs to the words on
//! its baseline, whenever it was drawn.

use super::glyphs::{ARTIFACT, UNTAGGED};
use super::lines::PrintedLine;
use crate::import::extract::marks;

// Items are indented by one to three sizes; the next column of a page begins further off.
/// Words begin so many sizes behind their mark at most.
const REACH: f32 = 5.0;
// Fonts of symbols have baselines of their own, which differ by a third; two lines differ by a whole size.
/// A mark and its words differ in height by so many sizes at most.
const LEVEL: f32 = 0.4;
/// More comparisons than this on one page mean that the marks are a picture.
const COMPARISONS: usize = 2_000_000;

/// The lines of one page, each mark with its words.
pub(crate) fn attach(mut lines: Vec<PrintedLine>) -> Vec<PrintedLine> {
    let marks: Vec<usize> =
        lines.iter().enumerate().filter(|(_, line)| is_lone_mark(line)).map(|(index, _)| index).collect();
    if marks.is_empty() || marks.len() * lines.len() > COMPARISONS {
        return lines;
    }
    let mut taken = vec![false; lines.len()];
    for mark in marks {
        let Some(words) = words_of(&lines, mark).filter(|words| *words != mark + 1) else { continue };
        let Some(found) = lines.get(mark).cloned() else { continue };
        if let Some(line) = lines.get_mut(words) {
            line.text = format!("{} {}", found.text.trim(), line.text);
            line.x = found.x;
        }
        if let Some(slot) = taken.get_mut(mark) {
            *slot = true;
        }
    }
    lines.into_iter().zip(taken).filter(|(_, taken)| !taken).map(|(line, _)| line).collect()
}

fn is_lone_mark(line: &PrintedLine) -> bool {
    let number = || line.leaf == UNTAGGED && marks::number(&line.text).is_some_and(|(_, rest)| rest.is_empty());
    line.leaf != ARTIFACT
        && !line.sideways
        && (marks::bullet(&line.text).is_some_and(|(_, rest)| rest.is_empty()) || number())
}

/// The nearest words to the right of a mark, on its baseline.
fn words_of(lines: &[PrintedLine], mark: usize) -> Option<usize> {
    let mark = lines.get(mark)?;
    let fits = |line: &PrintedLine| {
        let size = mark.size.max(line.size);
        (line.y - mark.y).abs() < LEVEL * size
            && line.x >= mark.end - 1.0
            && line.x - mark.end < REACH * size
            && line.leaf != ARTIFACT
            && !line.sideways
    };
    let nearest = lines.iter().enumerate().filter(|(_, line)| fits(line)).min_by(|a, b| a.1.x.total_cmp(&b.1.x))?;
    // What has a mark of its own needs no other.
    let is_marked = marks::bullet(&nearest.1.text).is_some() || nearest.1.dot;
    (!is_marked).then_some(nearest.0)
}
