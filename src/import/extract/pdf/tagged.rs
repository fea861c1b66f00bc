//! Passages of a PDF that carries its own structure: one a block, one a table
//! row, in the order in which the pages draw them.

use std::collections::{BTreeMap, BTreeSet};

use super::glyphs::{ARTIFACT, UNTAGGED};
use super::layout;
use super::lines::PrintedLine;
use super::margins::Margins;
use super::order::{self, Place};
use super::tags::{Leaf, Tags};
use crate::import::extract::passage::{Hint, Passage};

/// What one passage is made from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum LineGroup {
    Leaf(u32),
    Row(u32),
    /// Lines outside the structure, by the page and the place of the first.
    Loose(usize),
    Artifact(u32, usize),
}

pub(crate) fn passages(lines: Vec<PrintedLine>, tags: &Tags) -> Vec<Passage> {
    let rows = rows(&lines, tags);
    let mut order: Vec<LineGroup> = Vec::new();
    let mut groups: BTreeMap<LineGroup, Vec<PrintedLine>> = BTreeMap::new();
    let mut last = None;
    for (index, line) in lines.into_iter().enumerate() {
        let group = match line.leaf {
            ARTIFACT => continue_or(last, line.page, index, true),
            UNTAGGED => continue_or(last, line.page, index, false),
            leaf => match tags.leaf(leaf).row.filter(|row| rows.contains(row)) {
                Some(row) => LineGroup::Row(row),
                None => LineGroup::Leaf(leaf),
            },
        };
        last = Some((group, line.page));
        groups.entry(group).or_insert_with(|| {
            order.push(group);
            Vec::new()
        });
        if let Some(lines) = groups.get_mut(&group) {
            lines.push(line);
        }
    }
    // Order is that of the first line of each group: tags say what belongs together, the page says where it stands.
    let margins = Margins::of(groups.values().flatten());
    in_order(order, &groups)
        .into_iter()
        .filter_map(|g| Some((g, groups.remove(&g)?)))
        .flat_map(|(g, lines)| passage(g, lines, tags, &margins))
        .collect()
}

/// The groups in the order of their pages. Where drawing jumps back up a page, the structure decides if it runs
/// downward, else the places on the page do.
fn in_order(order: Vec<LineGroup>, groups: &BTreeMap<LineGroup, Vec<PrintedLine>>) -> Vec<LineGroup> {
    let page = |group: &LineGroup| groups.get(group).and_then(|lines| lines.first()).map(|line| line.page);
    order.chunk_by(|a, b| page(a) == page(b)).flat_map(|of_page| page_in_order(of_page, groups)).collect()
}

fn page_in_order(order: &[LineGroup], groups: &BTreeMap<LineGroup, Vec<PrintedLine>>) -> Vec<LineGroup> {
    let lines = |group: &LineGroup| groups.get(group).map(Vec::as_slice).unwrap_or_default();
    let place = |group: &LineGroup| {
        let lines = lines(group);
        // What goes on overleaf is no part of this page.
        let page = lines.first().map(|line| line.page);
        let here = lines.iter().take_while(|line| Some(line.page) == page).count();
        Place::of(lines.get(..here).unwrap_or_default())
    };
    let is_text = |group: &&LineGroup| !matches!(group, LineGroup::Artifact(..));
    let text: Vec<LineGroup> = order.iter().filter(is_text).copied().collect();
    let places: Vec<Place> = text.iter().map(place).collect();
    let Some(downward) = order::downward(&places) else { return order.to_vec() };
    let mut last = 0;
    let mut keyed: Vec<(u32, LineGroup)> = Vec::new();
    for group in &text {
        // Lines outside the structure stay behind what they follow.
        last = match group {
            LineGroup::Leaf(id) | LineGroup::Row(id) => *id,
            LineGroup::Loose(_) | LineGroup::Artifact(..) => last,
        };
        keyed.push((last, *group));
    }
    keyed.sort_by_key(|(id, _)| *id);
    let tree: Vec<LineGroup> = keyed.into_iter().map(|(_, group)| group).collect();
    let runs_down = order::jumps(&tree.iter().map(place).collect::<Vec<_>>()) == 0;
    let sorted = if runs_down { tree } else { downward.iter().filter_map(|at| text.get(*at).copied()).collect() };
    // What is no part of the text keeps its end of the page.
    let head = order.iter().take_while(|group| !is_text(group)).copied();
    let foot = order.iter().skip_while(|group| !is_text(group)).filter(|group| !is_text(group)).copied();
    head.chain(sorted).chain(foot).collect()
}

/// Lines outside the structure that follow one another on a page are one group.
fn continue_or(last: Option<(LineGroup, u32)>, page: u32, index: usize, artifact: bool) -> LineGroup {
    match last {
        Some((group @ LineGroup::Artifact(..), on)) if artifact && on == page => group,
        Some((group @ LineGroup::Loose(_), on)) if !artifact && on == page => group,
        _ if artifact => LineGroup::Artifact(page, index),
        _ => LineGroup::Loose(index),
    }
}

/// What stands in the rows of a table: their cells, and the blocks in these.
#[derive(Default)]
struct RowContent {
    table: Option<u32>,
    cells: BTreeSet<u32>,
    blocks: BTreeSet<u32>,
    is_plain: bool,
    letters: u32,
    heavy: u32,
}

/// The table rows with text in two cells or more, and those of tables with one named column and rows
/// of one paragraph each. The others only frame their text.
fn rows(lines: &[PrintedLine], tags: &Tags) -> BTreeSet<u32> {
    let mut rows: BTreeMap<u32, RowContent> = BTreeMap::new();
    for line in lines.iter().filter(|line| line.leaf < ARTIFACT && !line.is_blank()) {
        let leaf = tags.leaf(line.leaf);
        if let Leaf { row: Some(row), cell: Some(cell), .. } = leaf {
            let content = rows.entry(row).or_insert_with(|| RowContent { is_plain: true, ..RowContent::default() });
            content.table = leaf.table;
            content.cells.insert(cell);
            content.blocks.insert(line.leaf);
            content.letters += line.letters;
            content.heavy += line.heavy;
            // Lists and headings in a row show that the table only serves the layout.
            content.is_plain &= leaf.item.is_none() && leaf.heading == 0 && !leaf.note;
        }
    }
    let is_column = |table: Option<u32>| {
        let mut of_table = rows.values().filter(|row| row.table == table);
        let is_single = |row: &RowContent| row.cells.len() == 1 && row.blocks.len() == 1 && row.is_plain;
        // A short heavy first row names the column; without one the table only serves the layout.
        let names = |row: &RowContent| row.heavy * 10 >= row.letters * 9 && row.letters < 40;
        let has_head = of_table.clone().next().is_some_and(names);
        let has_body = of_table.clone().skip(1).any(|row| row.heavy * 2 < row.letters);
        has_head && has_body && of_table.all(is_single)
    };
    rows.iter().filter(|(_, row)| row.cells.len() > 1 || is_column(row.table)).map(|(id, _)| *id).collect()
}

fn passage(group: LineGroup, lines: Vec<PrintedLine>, tags: &Tags, margins: &Margins) -> Vec<Passage> {
    match group {
        LineGroup::Row(_) => vec![row(lines, tags)],
        LineGroup::Leaf(leaf) => block(leaf, on_baselines(lines), &tags.leaf(leaf), margins),
        LineGroup::Loose(_) => layout::passages(lines),
        LineGroup::Artifact(..) => artifacts(lines),
    }
}

/// Lines that the file calls no part of the text.
pub(super) fn artifacts(lines: Vec<PrintedLine>) -> Vec<Passage> {
    let hint = |line: &PrintedLine| if line.y > line.page_height / 2.0 { Hint::Header } else { Hint::Footer };
    on_baselines(lines).into_iter().map(|line| Passage { hint: hint(&line), ..from_lines(&[line]) }).collect()
}

/// Joins the pieces that stand on one baseline.
fn on_baselines(lines: Vec<PrintedLine>) -> Vec<PrintedLine> {
    let mut joined: Vec<PrintedLine> = Vec::new();
    for line in lines {
        match joined.last_mut() {
            Some(last) if last.page == line.page && is_level(last, &line) => last.append(&line),
            _ => joined.push(line),
        }
    }
    joined
}

fn is_level(last: &PrintedLine, next: &PrintedLine) -> bool {
    let small = last.size.min(next.size);
    (last.y - next.y).abs() < 0.4 * small && next.x > last.x && !last.sideways && !next.sideways
}

pub(super) fn from_lines(lines: &[PrintedLine]) -> Passage {
    let first = lines.first();
    let size = lines.iter().max_by_key(|line| line.letters).map_or(0.0, |line| line.size);
    let (letters, heavy) = lines.iter().fold((0, 0), |(l, h), line| (l + line.letters, h + line.heavy));
    Passage {
        lines: lines.iter().map(|line| line.text.clone()).collect(),
        page: first.map(|line| line.page),
        size,
        bold: letters > 0 && heavy * 10 >= letters * 9,
        x: first.map_or(0.0, |line| line.x),
        dot: first.is_some_and(|line| line.dot),
        raised: lines.iter().flat_map(|line| line.raised.iter().cloned()).collect(),
        lead: first.and_then(|line| line.lead.clone()),
        height: first.map_or(0.0, |line| line.y / line.page_height.max(1.0)),
        ..Passage::default()
    }
}

fn block(id: u32, lines: Vec<PrintedLine>, leaf: &Leaf, margins: &Margins) -> Vec<Passage> {
    let hint = match leaf {
        Leaf { note: true, .. } => Hint::Note,
        Leaf { contents: true, .. } => Hint::Contents,
        Leaf { heading, .. } if *heading > 0 => Hint::Heading(*heading),
        Leaf { item: Some(item), depth, .. } if *item == id => Hint::Item(depth.saturating_sub(1)),
        _ => Hint::None,
    };
    // What the file calls a heading, an item or a note is believed to be one; any other block may hold several
    // paragraphs.
    if hint != Hint::None || leaf.cell.is_some() {
        return vec![Passage { hint, ..with_full(from_lines(&lines), &lines, margins) }];
    }
    margins.cut(lines).iter().map(|lines| with_full(from_lines(lines), lines, margins)).collect()
}

/// Where the lines of a cell begin, in whole points from the page's left edge.
pub(super) fn left_edge(lines: &[PrintedLine]) -> u32 {
    lines.iter().map(|line| line.x).min_by(f32::total_cmp).map_or(0, |x| x.max(0.0).round() as u32)
}

pub(super) fn with_full(passage: Passage, lines: &[PrintedLine], margins: &Margins) -> Passage {
    Passage { full: lines.last().is_some_and(|line| margins.is_full(line)), ..passage }
}

fn row(lines: Vec<PrintedLine>, tags: &Tags) -> Passage {
    let mut cells: Vec<(Option<u32>, Vec<PrintedLine>)> = Vec::new();
    for line in &lines {
        let cell = tags.leaf(line.leaf).cell;
        match cells.iter_mut().find(|(id, _)| *id == cell) {
            Some((_, lines)) => lines.push(line.clone()),
            None => cells.push((cell, vec![line.clone()])),
        }
    }
    // The tags number cells in the order in which they are read; the page may draw them in another.
    cells.sort_by_key(|(id, _)| *id);
    let places = cells.iter().map(|(_, lines)| left_edge(lines)).collect();
    let cells =
        cells.into_iter().map(|(_, lines)| on_baselines(lines).into_iter().map(|line| line.text).collect()).collect();
    Passage { lines: Vec::new(), cells, places, ..from_lines(&lines) }
}
