//! Passages of a PDF without structure, from the places of its lines alone.
//!
//! The file's own order is trusted where it runs down the page, since every
//! program writes a column after the other and a table cell after the other;
//! [`order`] puts right what is drawn late. [`stacks`] finds what stands
//! side by side; this cuts what stands one below the other into paragraphs.

use super::glyphs::ARTIFACT;
use super::lines::PrintedLine;
use super::margins::Margins;
use super::order;
use super::stacks::{self, PagePart};
use super::tagged::{artifacts, from_lines, left_edge, with_full};
use crate::import::extract::marks;
use crate::import::extract::passage::Passage;

/// The passages of the lines of one document or of a part of it.
pub(crate) fn passages(lines: Vec<PrintedLine>) -> Vec<Passage> {
    let margins = Margins::of(lines.iter());
    let leading = leading(&lines);
    let mut passages = Vec::new();
    let mut page: Vec<PrintedLine> = Vec::new();
    for line in lines {
        if page.last().is_some_and(|last| last.page != line.page || (last.leaf == ARTIFACT) != (line.leaf == ARTIFACT))
        {
            passages.extend(passages_of_page(std::mem::take(&mut page), leading, &margins));
        }
        page.push(line);
    }
    passages.extend(passages_of_page(page, leading, &margins));
    passages
}

fn passages_of_page(lines: Vec<PrintedLine>, leading: f32, margins: &Margins) -> Vec<Passage> {
    if lines.first().is_some_and(|line| line.leaf == ARTIFACT) {
        return artifacts(lines);
    }
    let mut passages: Vec<Passage> = Vec::new();
    for part in stacks::parts(order::lines_downward(lines), leading) {
        match part {
            PagePart::Stack(lines) => passages.extend(paragraphs(lines, leading, margins)),
            PagePart::Row(cells) => {
                let all: Vec<PrintedLine> = cells.iter().flatten().cloned().collect();
                let places = cells.iter().map(|lines| left_edge(lines)).collect();
                let cells = cells.into_iter().map(|lines| lines.into_iter().map(|line| line.text).collect()).collect();
                passages.push(Passage { lines: Vec::new(), cells, places, ..from_lines(&all) });
            }
        }
    }
    passages
}

/// The usual distance between the lines of a paragraph, in sizes of their letters.
fn leading(lines: &[PrintedLine]) -> f32 {
    // A line that begins small goes on with its paragraph; between others there may be a paragraph's space.
    let wrapped = usual_drop(lines, |next| next.text.starts_with(char::is_lowercase));
    // Where no two lines tell, the distance is what word processors set.
    wrapped.or_else(|| usual_drop(lines, |_| true)).unwrap_or(1.2)
}

fn usual_drop(lines: &[PrintedLine], counts_for: fn(&PrintedLine) -> bool) -> Option<f32> {
    let mut counts: Vec<(i32, u32)> = Vec::new();
    for pair in lines.windows(2) {
        let [last, next] = pair else { continue };
        let drop = (last.y - next.y) / last.size.max(1.0);
        // Short lines are headings and cells, which are set wider.
        let alike = (last.size - next.size).abs() < 0.1 && last.page == next.page && next.letters > 20;
        if alike && counts_for(next) && (0.8..2.2).contains(&drop) {
            // Rounded to a twentieth of the size, so that nearly equal distances are counted together.
            let step = (drop * 20.0).round() as i32;
            match counts.iter_mut().find(|(known, _)| *known == step) {
                Some((_, count)) => *count += 1,
                None => counts.push((step, 1)),
            }
        }
    }
    counts.sort_unstable();
    counts.iter().max_by_key(|(_, count)| *count).map(|(step, _)| *step as f32 / 20.0)
}

/// Cuts lines that stand one below the other into paragraphs.
fn paragraphs(lines: Vec<PrintedLine>, leading: f32, margins: &Margins) -> Vec<Passage> {
    let mut pieces: Vec<Vec<PrintedLine>> = Vec::new();
    for line in lines {
        match pieces.last_mut() {
            Some(piece) if !begins_paragraph(piece, &line, leading, margins) => piece.push(line),
            _ => pieces.push(vec![line]),
        }
    }
    let cut = pieces.into_iter().flat_map(|piece| {
        // An item or a title may end a line early; only plain text is cut there.
        let is_plain = piece.first().is_some_and(|line| !is_marked(line) && !line.is_bold());
        if is_plain { margins.cut(piece) } else { vec![piece] }
    });
    cut.map(|lines| {
        let passage = with_full(from_lines(&lines), &lines, margins);
        Passage { full: passage.full || fills_its_box(&lines), ..passage }
    })
    .collect()
}

/// A column or a box has a right margin of its own, which shows in a paragraph of several lines.
fn fills_its_box(lines: &[PrintedLine]) -> bool {
    let own = lines.iter().map(|line| line.end).fold(0.0, f32::max);
    lines.len() > 2 && lines.last().is_some_and(|line| line.end + 7.0 * line.size > own)
}

/// Whether a line begins a new paragraph below the open one.
fn begins_paragraph(open: &[PrintedLine], next: &PrintedLine, leading: f32, margins: &Margins) -> bool {
    let (Some(first), Some(last)) = (open.first(), open.last()) else { return true };
    let size = last.size.max(next.size);
    let drop = (last.y - next.y) / size.max(1.0);
    // A heavy word at the end of a sentence may fill its last line.
    let heavier = last.is_bold() != next.is_bold() && !next.text.starts_with(char::is_lowercase);
    // Text of 11 and of 12 points is not one paragraph, text of 11 and 11.04 is.
    let differs = (last.size - next.size).abs() > 0.08 * size || heavier;
    let far = drop > (leading * 1.2).max(leading + 0.18);
    // The lines of one paragraph begin at one edge; only its first may stand out.
    let shifted = open.len() > 1 && (next.x - last.x).abs() > size;
    let outdented =
        is_marked(first) && next.x < first.x + 0.3 * size && open.len() == 1 && last.sideways == next.sideways;
    let outdented = outdented && first.text.chars().count() < 60 && !next.text.starts_with(char::is_lowercase);
    drop < 0.2
        || differs
        || far
        || shifted
        || outdented
        || is_marked(next) && !is_wrapped(open, next, margins)
        || next.lead.is_some()
        || last.sideways != next.sideways
}

/// Whether a line begins with a number only because the sentence before was broken there.
fn is_wrapped(open: &[PrintedLine], next: &PrintedLine, margins: &Margins) -> bool {
    let (Some(first), Some(last)) = (open.first(), open.last()) else { return false };
    let Some((number, _)) = marks::number(&next.text).filter(|_| !next.dot) else { return false };
    // A paragraph that stands out to the left begins where the one before begins, its other lines further in.
    let hangs = open.len() > 1 && last.x > first.x + 0.5 * last.size;
    let in_column = if hangs { (next.x - last.x).abs() < 0.5 * last.size } else { true };
    in_column && margins.is_full(last) && marks::is_inside(&first.text, &last.text, number)
}

fn is_marked(line: &PrintedLine) -> bool {
    line.dot || marks::bullet(&line.text).is_some() || marks::number(&line.text).is_some()
}
