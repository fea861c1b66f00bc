//! Finds what stands side by side on a page: the columns of the text, which
//! are read one after the other, and the cells of a table row.

use super::lines::PrintedLine;
use crate::import::extract::marks;

/// A part of a page in reading order.
pub(crate) enum PagePart {
    /// Lines one below the other.
    Stack(Vec<PrintedLine>),
    /// The lines of each cell of a row.
    Row(Vec<Vec<PrintedLine>>),
}

/// Two stacks of so many lines side by side are columns, not cells.
const COLUMN: usize = 6;

pub(crate) fn parts(lines: Vec<PrintedLine>, leading: f32) -> Vec<PagePart> {
    let mut parts: Vec<PagePart> = Vec::new();
    for stack in stacks(lines) {
        match parts.pop() {
            Some(PagePart::Row(mut cells)) if is_beside(cells.last(), &stack, leading) => {
                cells.push(stack);
                parts.push(PagePart::Row(cells));
            }
            Some(PagePart::Stack(mut above)) => {
                let tail = tail(&above, &stack, leading);
                let lines = (above.len() - tail).min(stack.len());
                // A short column cannot be told from a cell by its length, but by a sentence that goes on.
                let is_column = lines >= COLUMN || lines >= 3 && reads_on(&above, &stack);
                if tail == above.len() || is_column {
                    parts.push(PagePart::Stack(above));
                    parts.push(PagePart::Stack(stack));
                } else {
                    let cell = above.split_off(tail);
                    if !above.is_empty() {
                        parts.push(PagePart::Stack(above));
                    }
                    parts.push(PagePart::Row(vec![cell, stack]));
                }
            }
            Some(other) => {
                parts.push(other);
                parts.push(PagePart::Stack(stack));
            }
            None => parts.push(PagePart::Stack(stack)),
        }
    }
    join_rows(parts, leading)
}

/// Whether a sentence goes on at the head of the next stack.
fn reads_on(above: &[PrintedLine], stack: &[PrintedLine]) -> bool {
    let is_open = above.last().is_some_and(|line| !line.text.trim_end().ends_with(['.', ':', ';', '!', '?']));
    is_open && stack.first().is_some_and(|line| line.text.starts_with(char::is_lowercase))
}

/// Runs of lines that go down the page.
fn stacks(lines: Vec<PrintedLine>) -> Vec<Vec<PrintedLine>> {
    let mut stacks: Vec<Vec<PrintedLine>> = Vec::new();
    let mut is_aside = false;
    let mut edge = f32::INFINITY;
    for line in lines {
        let Some(stack) = stacks.last_mut() else {
            edge = line.x;
            stacks.push(vec![line]);
            continue;
        };
        let Some(last) = stack.last_mut() else { continue };
        // Baselines of one printed line differ a little where its fonts do; those of two lines by a whole size.
        let is_level = (last.y - line.y).abs() < 0.4 * last.size.min(line.size) && line.x > last.x;
        let gap = line.x - last.end;
        // A bullet or a number stands well apart from its words, and still belongs to them.
        if is_level && (gap < 1.6 * last.size && !line.is_cell || is_mark(last)) {
            last.append(&line);
            continue;
        }
        let goes_up = line.y > last.y + 0.5 * line.size;
        // What follows a cell or a column at the side begins left of it.
        let goes_left = is_aside && line.x < edge - 2.0 * line.size;
        if is_level || goes_up || goes_left {
            is_aside = !goes_left;
            edge = line.x;
            stacks.push(vec![line]);
        } else {
            edge = edge.min(line.x);
            stack.push(line);
        }
    }
    stacks
}

fn is_mark(line: &PrintedLine) -> bool {
    marks::bullet(&line.text).is_some_and(|(_, rest)| rest.is_empty())
        || marks::number(&line.text).is_some_and(|(_, rest)| rest.is_empty())
}

/// Where in a stack the lines begin that stand left of the next stack and at its height.
fn tail(above: &[PrintedLine], stack: &[PrintedLine], leading: f32) -> usize {
    let (Some(top), Some(edge)) = (stack.first(), stack.iter().map(|line| line.x).min_by(f32::total_cmp)) else {
        return above.len();
    };
    let bottom = stack.last().map_or(top.y, |line| line.y);
    // Programs round places, so a point of overlap is none.
    let beside = |line: &PrintedLine| line.end < edge + 1.0 && line.y < top.y + 0.6 * line.size;
    let mut start = above.len();
    while start > 0 && above.get(start - 1).is_some_and(beside) {
        start -= 1;
    }
    let reaches = above.get(start).is_some_and(|line| line.y > bottom - 1.6 * line.size * leading);
    if start == above.len() || !reaches {
        return above.len();
    }
    // A single line in the middle of a taller cell: what stands close above belongs to it.
    while start > 0
        && above.get(start - 1).zip(above.get(start)).is_some_and(|(upper, lower)| {
            upper.y - lower.y < leading * 1.15 * lower.size
                && upper.end < edge
                && (upper.size - lower.size).abs() < 0.5
                && upper.is_bold() == lower.is_bold()
        })
    {
        start -= 1;
    }
    start
}

/// Whether a stack is the next cell of a row.
fn is_beside(last: Option<&Vec<PrintedLine>>, stack: &[PrintedLine], leading: f32) -> bool {
    let (Some(last), Some(first)) = (last, stack.first()) else { return false };
    let right = last.iter().map(|line| line.end).fold(f32::NEG_INFINITY, f32::max);
    // Cells may be set higher or lower than their neighbours, but hardly by two lines.
    let reach = 1.5 * leading * first.size;
    let top = last.first().map_or(0.0, |line| line.y) + reach;
    let bottom = last.last().map_or(0.0, |line| line.y) - reach;
    first.x > right - 1.0 && first.y < top && first.y > bottom
}

/// Cells that were written line by line come as one row a line; they are one.
fn join_rows(parts: Vec<PagePart>, leading: f32) -> Vec<PagePart> {
    let mut joined: Vec<PagePart> = Vec::new();
    for part in parts {
        match (joined.last_mut(), part) {
            (Some(PagePart::Row(last)), PagePart::Row(next)) if is_wrapped(last, &next, leading) => {
                for cell in next {
                    let x = cell.first().map_or(0.0, |line| line.x);
                    let nearest = last.iter_mut().min_by(|a, b| distance(a, x).total_cmp(&distance(b, x)));
                    if let Some(slot) = nearest {
                        slot.extend(cell);
                    }
                }
            }
            (Some(PagePart::Row(last)), PagePart::Stack(lines)) => {
                let rest = continue_cells(last, lines, leading);
                if !rest.is_empty() {
                    joined.push(PagePart::Stack(rest));
                }
            }
            (_, part) => joined.push(part),
        }
    }
    joined
}

/// Takes the lines below a row that go on with one of its cells into it: OCR reads a table line by line, and
/// the longest cell has lines of its own. Returns the lines that do not.
fn continue_cells(row: &mut [Vec<PrintedLine>], lines: Vec<PrintedLine>, leading: f32) -> Vec<PrintedLine> {
    let mut rest = Vec::new();
    for line in lines {
        let edges: Vec<f32> = row.iter().filter_map(|cell| cell.first()).map(|first| first.x).collect();
        let is_own = |cell: &&mut Vec<PrintedLine>| {
            let (Some(first), Some(last)) = (cell.first(), cell.last()) else { return false };
            let drop = last.y - line.y;
            let next_edge = edges.iter().copied().filter(|x| *x > first.x + 1.0).fold(f32::INFINITY, f32::min);
            (line.x - first.x).abs() < 0.5 * line.size
                && drop > 0.5 * line.size
                && drop < leading * 1.2 * line.size
                && line.end < next_edge
                && line.is_bold() == last.is_bold()
        };
        let small = rest.is_empty() && line.text.trim_start().starts_with(char::is_lowercase);
        match row.iter_mut().find(is_own).filter(|_| small) {
            Some(cell) => cell.push(line),
            None => rest.push(line),
        }
    }
    rest
}

fn distance(cell: &[PrintedLine], x: f32) -> f32 {
    cell.first().map_or(f32::INFINITY, |line| (line.x - x).abs())
}

fn is_wrapped(last: &[Vec<PrintedLine>], next: &[Vec<PrintedLine>], leading: f32) -> bool {
    let low = last.iter().flatten().map(|line| line.y).fold(f32::INFINITY, f32::min);
    let Some(top) = next.iter().flatten().max_by(|a, b| a.y.total_cmp(&b.y)) else { return false };
    let near = low - top.y < leading * 1.2 * top.size && low > top.y;
    near && next
        .iter()
        .any(|cell| cell.first().is_some_and(|line| line.text.trim_start().starts_with(char::is_lowercase)))
}
