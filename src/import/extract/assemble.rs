//! Names the passages and turns them into blocks.
//!
//! The order of work: furniture first, so that it takes part in nothing else;
//! then marks that stand on a line of their own go to the passage they belong
//! to, sentences that a page break parts are joined, and each passage becomes
//! one block.

use super::furniture;
use super::headings::{self, Headings};
use super::joining::{Vocabulary, join};
use super::lists::Lists;
use super::passage::{Hint, Passage};
use super::{Block, BlockKind, FurnitureKind, marks};
use crate::terms;

/// A passage with what was found out about it.
pub(crate) struct NamedPassage {
    pub(crate) passage: Passage,
    pub(crate) why: Option<FurnitureKind>,
}

pub(crate) fn blocks(passages: Vec<Passage>, pages: u32) -> Vec<Block> {
    let passages: Vec<Passage> = passages.into_iter().filter(|p| !p.is_blank() || !p.raised.is_empty()).collect();
    let mut vocabulary = Vocabulary::default();
    for line in passages.iter().flat_map(|p| p.lines.iter().chain(p.cells.iter().flatten())) {
        vocabulary.add(line);
    }
    let mut named = furniture::name_furniture(passages, pages);
    headings::demote(&mut named);
    // Marks first: a number on a line of its own would part the two halves of its paragraph.
    let named = join_rows(join_pages(join_marks(named)));
    let headings = Headings::in_passages(&named);
    let mut lists = Lists::default();
    let mut blocks = Vec::new();
    for NamedPassage { passage, why } in named {
        let raised = passage.raised.join(" ");
        let page = passage.page;
        // A bullet with nothing behind it holds no word.
        let is_void = marks::bullet(&passage.flat()).is_some_and(|(_, words)| words.is_empty());
        if !passage.is_blank() && !is_void {
            blocks.push(block(passage, why, &headings, &mut lists, &vocabulary));
        }
        if !raised.is_empty() {
            blocks.push(Block { kind: BlockKind::Furniture { why: FurnitureKind::FootnoteMark }, text: raised, page });
        }
    }
    blocks
}

fn block(
    passage: Passage,
    why: Option<FurnitureKind>,
    headings: &Headings,
    lists: &mut Lists,
    vocabulary: &Vocabulary,
) -> Block {
    let page = passage.page;
    if let Some(why) = why {
        let lines = passage.lines.iter().chain(passage.cells.iter().flatten());
        let text = join(lines.map(String::as_str), vocabulary);
        let lead = passage.lead.map_or(text.clone(), |lead| format!("{lead} {text}"));
        return Block { kind: BlockKind::Furniture { why }, text: lead, page };
    }
    if !passage.cells.is_empty() {
        lists.depths.interrupt();
        let place = |n: usize| passage.places.get(n).copied().unwrap_or(u32::try_from(n).unwrap_or(u32::MAX));
        let (places, cells): (Vec<u32>, Vec<String>) = passage
            .cells
            .iter()
            .enumerate()
            .map(|(n, lines)| (place(n), join(lines.iter().map(String::as_str), vocabulary)))
            .filter(|(_, cell)| !cell.is_empty())
            .unzip();
        return Block { text: cells.join(" "), kind: BlockKind::Row { cells, places }, page };
    }
    let mut text = join(passage.lines.iter().map(String::as_str), vocabulary);
    if let Some(lead) = &passage.lead {
        text = format!("{lead} {text}");
    }
    let (kind, text) = kind(&passage, text, headings, lists);
    Block { kind, text, page }
}

fn kind(passage: &Passage, text: String, headings: &Headings, lists: &mut Lists) -> (BlockKind, String) {
    let Lists { depths, counter } = lists;
    let is_heading = matches!(passage.hint, Hint::Heading(_));
    if let Some((level, words)) = marks::bullet(&text).filter(|_| !is_heading || text.starts_with(marks::is_bullet)) {
        if let Some((number, words)) = marks::number(words).filter(|(number, _)| counter.is_next(number)) {
            counter.count(number);
            return (BlockKind::Numbered { number: number.to_owned() }, words.to_owned());
        }
        // In a text file a dash is the plainest bullet, in print it is the second.
        let dash = passage.page.is_some() && text.trim_start().starts_with(['-', '–', '—', '−']);
        let depth = depths.item(passage, level, dash);
        return (BlockKind::Item { depth }, words.to_owned());
    }
    if let Some(level) = headings.level(passage, &text) {
        depths.interrupt();
        return (BlockKind::Heading { level }, text);
    }
    let without_dot = || marks::bare_number(&text).filter(|(number, _)| counter.is_next(number) && !passage.bold);
    if let Some((number, words)) = marks::number(&text).or_else(without_dot) {
        depths.interrupt();
        counter.count(number);
        return (BlockKind::Numbered { number: number.to_owned() }, words.to_owned());
    }
    if passage.dot || matches!(passage.hint, Hint::Item(_)) {
        let depth = depths.item(passage, 0, false);
        return (BlockKind::Item { depth }, text);
    }
    depths.interrupt();
    (BlockKind::Paragraph, text)
}

/// A bullet or a number on a line of its own belongs to what follows.
fn join_marks(named: Vec<NamedPassage>) -> Vec<NamedPassage> {
    let mut joined: Vec<NamedPassage> = Vec::new();
    for mut next in named {
        let is_free = next.why.is_none() && next.passage.cells.is_empty();
        if is_free
            && let Some(last) = joined.last()
            && last.why.is_none()
            && last.passage.cells.is_empty()
            && is_only_mark(&last.passage.flat())
            && let Some(mark) = joined.pop()
        {
            let passage = &mut next.passage;
            if let Some(line) = passage.lines.first_mut() {
                *line = format!("{} {}", mark.passage.flat(), line.trim_start());
            }
            if passage.hint == Hint::None {
                passage.hint = mark.passage.hint;
            }
            passage.page = mark.passage.page;
            passage.x = mark.passage.x;
            passage.dot |= mark.passage.dot;
        }
        joined.push(next);
    }
    joined
}

fn is_only_mark(text: &str) -> bool {
    marks::bullet(text).is_some_and(|(_, rest)| rest.is_empty())
        || marks::number(text).is_some_and(|(_, rest)| rest.is_empty())
}

/// A paragraph that stops in the middle of a sentence at the end of a page goes on on the next.
fn join_pages(named: Vec<NamedPassage>) -> Vec<NamedPassage> {
    let mut joined: Vec<NamedPassage> = Vec::new();
    let mut open: Option<usize> = None;
    for next in named {
        match open.and_then(|index| joined.get_mut(index)) {
            Some(last) if next.why.is_none() && goes_on(&last.passage, &next.passage) => {
                last.passage.lines.extend(next.passage.lines);
                last.passage.raised.extend(next.passage.raised);
            }
            _ => {
                if next.why.is_none() {
                    open = Some(joined.len());
                }
                joined.push(next);
            }
        }
    }
    joined
}

fn goes_on(last: &Passage, next: &Passage) -> bool {
    let turned = match (last.page, next.page) {
        // A page of pictures may lie between.
        (Some(before), Some(after)) => before < after && after - before <= 2,
        // Text files that were cut into pages keep a blank line at the cut.
        (None, None) => true,
        _ => false,
    };
    let beside = !turned && last.page.is_some() && last.page == next.page && last.full && next.hint == Hint::None;
    let is_free = |p: &Passage| p.cells.is_empty() && !matches!(p.hint, Hint::Heading(_));
    if !(turned || beside) || !is_free(last) || !is_free(next) || next.dot || next.lead.is_some() || next.is_whole {
        return false;
    }
    // A sentence does not change its size or weight at the end of a page.
    if (last.size - next.size).abs() > 0.1 * last.size || last.bold != next.bold {
        return false;
    }
    let (before, after) = (last.flat(), next.flat());
    let number = marks::number(&before);
    let follows = |(mark, _): (&str, &str)| {
        let digit = |mark: &str| mark.parse::<u32>().ok();
        number.and_then(|(n, _)| digit(n)).zip(digit(mark)).is_none_or(|(a, b)| b == a + 1)
    };
    if marks::bullet(&after).is_some() || marks::number(&after).is_some_and(follows) {
        return false;
    }
    // An item without its mark is the rest of the item on the page before.
    if turned && matches!(next.hint, Hint::Item(_)) && (marks::bullet(&before).is_some() || number.is_some()) {
        return true;
    }
    let unfinished = !before.ends_with(['.', '!', '?', ':', ';', '\u{201d}', '"']);
    let begins = after.trim_start_matches(['\'', '\u{2018}', '\u{201c}', '(']);
    let last_word = before.rsplit(' ').next().unwrap_or_default().to_lowercase();
    // A short line without a full stop is more often a heading or a label than half a sentence.
    let long = before.chars().count() > 60;
    let small = begins.starts_with(char::is_lowercase);
    let is_open = terms::is_open(&last_word);
    let tied = small || turned && (last.full || is_open);
    unfinished && tied && (long || small && is_open)
}

/// A table row that a page break cut in two.
fn join_rows(named: Vec<NamedPassage>) -> Vec<NamedPassage> {
    let mut joined: Vec<NamedPassage> = Vec::new();
    let mut open: Option<usize> = None;
    for next in named {
        match open.and_then(|index| joined.get_mut(index)) {
            Some(last) if next.why.is_none() && row_goes_on(&last.passage, &next.passage) => {
                for (cell, rest) in last.passage.cells.iter_mut().zip(next.passage.cells) {
                    cell.extend(rest);
                }
                last.passage.raised.extend(next.passage.raised);
            }
            _ => {
                if next.why.is_none() {
                    open = Some(joined.len());
                }
                joined.push(next);
            }
        }
    }
    joined
}

fn row_goes_on(last: &Passage, next: &Passage) -> bool {
    let turned = last.page.zip(next.page).is_some_and(|(before, after)| after == before + 1);
    let small = |cell: &Vec<String>| cell.first().is_some_and(|line| line.trim_start().starts_with(char::is_lowercase));
    turned && !last.cells.is_empty() && last.cells.len() == next.cells.len() && next.cells.iter().any(small)
}
