//! A council's action plan: each row, or what stands in its place, becomes one claim or one plan.
//!
//! Start at [`read`]. A plan is a table with a head (`columns.rs`), or lines with labels (`Lead: ...`), or bullets and
//! paragraphs below a heading that says what was asked. Each makes a [`record::Record`], whose words say whether it is
//! a claim or a plan. What is none of these is left to the sections. The words stand in `tables/papers.txt`.

mod columns;
mod record;
pub(super) mod words;

use std::collections::{BTreeMap, BTreeSet};

use self::columns::Columns;
use self::record::{Part, Record, is_aside, is_number, kind_of};
use self::words::{PaperWord, begins, behind, column, label};
use super::unsure::RowDoubt;
use super::{Item, Unsure};
use crate::import::extract::{Block, BlockKind};

/// What a row without anything beside what was asked needs to be a request and not a heading of the rows below, in
/// words.
// Names of sections that were read have up to five.
const SHORTEST_REQUEST: usize = 6;

/// What was read of a paper's blocks.
#[derive(Debug, Default)]
pub(super) struct PlanRows {
    items: BTreeMap<usize, Item>,
    /// Blocks whose words stand in an item.
    taken: BTreeSet<usize>,
}

impl PlanRows {
    /// The item that begins with a block, if its words stand in one at all.
    pub(super) fn at(&mut self, block: usize) -> Option<Option<Item>> {
        self.taken.contains(&block).then(|| self.items.remove(&block))
    }
}

/// Whether a text has the table of an action plan, with who does what by when.
pub(super) fn has_plan(blocks: &[Block]) -> bool {
    blocks.iter().any(|block| match &block.kind {
        BlockKind::Row { cells, places } => {
            Columns::of_head(cells, places).is_some_and(|columns| columns.is_surely_a_plan())
        }
        _ => false,
    })
}

/// Reads the rows of a council's paper.
pub(super) fn read(blocks: &[&Block], unsure: &mut Vec<Unsure>) -> PlanRows {
    let mut walk = Walk {
        columns: None,
        is_legend: false,
        carried: None,
        unused: None,
        ask: None,
        under: None,
        above: None,
        open: None,
        records: Vec::new(),
        taken: BTreeSet::new(),
        unsure,
    };
    for (n, block) in blocks.iter().enumerate() {
        walk.block(n, block);
    }
    walk.close();
    walk.end()
}

/// What was asked, above what was done about it.
struct Ask {
    text: String,
    /// The level of its heading, or the depth of its item.
    level: u8,
    is_item: bool,
}

struct Walk<'u> {
    columns: Option<Columns>,
    is_legend: bool,
    /// What the row above asked: a cell that several rows share.
    carried: Option<String>,
    /// A row that asks and says no more, until a row below it is read.
    unused: Option<(Option<u32>, String)>,
    ask: Option<Ask>,
    /// What the heading right above says of its bullets.
    under: Option<(PaperWord, String)>,
    /// The block right above, which lines with labels speak of.
    above: Option<String>,
    /// The lines with labels that are being read, and their blocks.
    open: Option<(Vec<usize>, Record)>,
    records: Vec<(usize, Record)>,
    taken: BTreeSet<usize>,
    unsure: &'u mut Vec<Unsure>,
}

impl Walk<'_> {
    fn block(&mut self, n: usize, block: &Block) {
        let text = block.text.trim();
        match &block.kind {
            BlockKind::Row { cells, places } if cells.len() > 1 => self.row(n, block, cells, places),
            BlockKind::Heading { level } => self.heading(text, *level),
            BlockKind::Furniture { .. } => {}
            BlockKind::Item { depth } => {
                if !self.labelled(n, block) {
                    self.line(n, block, Some(*depth));
                }
            }
            _ => {
                if !self.labelled(n, block) {
                    self.line(n, block, None);
                }
            }
        }
    }

    fn heading(&mut self, text: &str, level: u8) {
        self.close();
        (self.carried, self.is_legend, self.under) = (None, false, None);
        if self.ask.as_ref().is_some_and(|ask| ask.is_item || ask.level >= level) {
            self.ask = None;
        }
        if let Some(request) = request(text) {
            self.ask = Some(Ask { text: request, level, is_item: false });
        } else if self.ask.is_some()
            && let Some(means @ (PaperWord::Deed | PaperWord::Progress)) = column(text)
        {
            self.under = Some((means, text.to_owned()));
        }
        self.above = Some(text.to_owned());
    }

    /// A line with a label, or what stands below a label on its own.
    fn labelled(&mut self, n: usize, block: &Block) -> bool {
        let Some((means, head, words)) = label(&block.text) else {
            // `Progress:` and its bullets.
            let waits = self.open.as_ref().is_some_and(|(_, r)| r.parts.last().is_some_and(|p| p.text.is_empty()));
            let goes_on = waits || matches!(block.kind, BlockKind::Item { .. }) && self.in_bullets();
            if let Some((blocks, record)) = self.open.as_mut().filter(|_| goes_on)
                && let Some(part) = record.parts.last_mut()
            {
                let joint = if part.text.is_empty() { "" } else { " " };
                part.text = format!("{}{joint}{}", part.text, block.text.trim());
                blocks.push(n);
                return true;
            }
            return false;
        };
        if begins(PaperWord::AsksMembers, words).is_some() || means == PaperWord::Legend {
            return false;
        }
        let again = self.open.as_ref().is_some_and(|(_, r)| {
            r.has(means) && matches!(means, PaperWord::Ask | PaperWord::Deed | PaperWord::Number)
                || means == PaperWord::Ask && r.says()
        });
        if again {
            self.close();
        }
        // What is labelled alone and asks nothing is a line of any letter: `Reference: 12`.
        let starts = matches!(means, PaperWord::Ask | PaperWord::Deed | PaperWord::Progress | PaperWord::Number)
            || self.ask.is_some();
        if self.open.is_none() && !starts {
            return false;
        }
        let (blocks, record) =
            self.open.get_or_insert_with(|| (Vec::new(), Record { page: block.page, parts: Vec::new() }));
        blocks.push(n);
        record.parts.push(Part { means: Some(means), head: head.to_owned(), text: words.to_owned() });
        true
    }

    fn in_bullets(&self) -> bool {
        self.open.as_ref().is_some_and(|(blocks, r)| blocks.len() > r.parts.len())
    }

    /// A bullet or a paragraph: below what was asked it says what was done about it.
    fn line(&mut self, n: usize, block: &Block, depth: Option<u8>) {
        self.close();
        let text = block.text.trim();
        let (words, tail) = tail(text);
        if self.ask.as_ref().is_some_and(|ask| ask.is_item && depth.is_none_or(|d| d <= ask.level)) {
            self.ask = None;
        }
        if begins(PaperWord::AsksMembers, text).is_some() {
            return;
        }
        if tail.is_empty()
            && let Some(request) = request(text)
        {
            self.ask = Some(Ask { text: request, level: depth.unwrap_or(0), is_item: depth.is_some() });
            return;
        }
        let head = self.under.clone();
        let asked = self.ask.as_ref().map(|ask| ask.text.clone());
        let below = asked.is_some() && (head.is_some() || kind_of(words).is_some());
        if !below && tail.is_empty() {
            self.above = Some(text.to_owned());
            return;
        }
        let mut record = Record { page: block.page, parts: Vec::new() };
        record.parts.extend(asked.map(|text| Part { means: Some(PaperWord::Ask), head: String::new(), text }));
        let means = head.map_or(PaperWord::Deed, |(means, _)| means);
        record.parts.push(Part { means: Some(means), head: String::new(), text: words.to_owned() });
        if let BlockKind::Numbered { number } = &block.kind {
            let text = number.clone();
            record.parts.insert(0, Part { means: Some(PaperWord::Number), head: String::new(), text });
        }
        record.parts.extend(tail);
        self.taken.insert(n);
        self.records.push((n, record));
    }

    /// Ends the lines with labels.
    fn close(&mut self) {
        let Some((blocks, mut record)) = self.open.take() else { return };
        record.parts.retain(|part| !part.text.is_empty());
        if !record.says() {
            // What was asked, for what follows.
            if let Some(text) = record.text(PaperWord::Ask) {
                self.ask = Some(Ask { text, level: 0, is_item: false });
            }
            return;
        }
        if record.has(PaperWord::Ask) {
            let text = record.text(PaperWord::Ask).unwrap_or_default();
            self.ask = Some(Ask { text, level: u8::MAX, is_item: false });
        } else if let Some(text) = self.ask.as_ref().map(|ask| ask.text.clone()).or_else(|| self.above.clone()) {
            record.parts.insert(0, Part { means: Some(PaperWord::Ask), head: String::new(), text });
        }
        if let Some(first) = blocks.first() {
            self.records.push((*first, record));
        }
        self.taken.extend(blocks);
    }

    fn row(&mut self, n: usize, block: &Block, cells: &[String], places: &[u32]) {
        if let Some(columns) = Columns::of_head(cells, places) {
            self.close();
            self.is_legend = columns.is_legend();
            // The head of the next page's part is no new table.
            self.columns = Some(columns);
            return;
        }
        if let [head, words] = cells
            && self.columns.is_none()
            && label(&format!("{head}: {words}")).is_some()
        {
            let as_line = Block { text: format!("{head}: {words}"), ..block.clone() };
            self.labelled(n, &as_line);
            return;
        }
        self.close();
        let Some(columns) = self.columns.as_mut() else { return };
        if self.is_legend || is_aside(cells, columns.list.len()) {
            return;
        }
        let Some(placed) = columns.place(cells, places) else {
            self.say(block, RowDoubt::Columns);
            return;
        };
        let parts: Vec<Part> = placed
            .into_iter()
            .filter_map(|(at, text)| {
                let column = columns.list.get(at)?;
                Some(Part { means: column.means, head: column.head.clone(), text })
            })
            .collect();
        let has_asks = columns.has(PaperWord::Ask);
        self.record(n, block, Record { page: block.page, parts }, has_asks);
    }

    fn record(&mut self, n: usize, block: &Block, mut record: Record, has_asks: bool) {
        let is_small = |p: &Part| p.text.starts_with(char::is_lowercase);
        let goes_on = record.parts.iter().all(|p| is_small(p) || is_number(&p.text))
            || !record.has(PaperWord::Ask)
                && !record.has(PaperWord::Deed)
                && !record.has(PaperWord::Who)
                && !record.has(PaperWord::When)
                && has_asks;
        // The rest of a row that a page cut off, or a second paragraph of its progress.
        if goes_on && let Some((_, last)) = self.records.last_mut().filter(|(at, _)| self.taken.contains(at)) {
            for part in record.parts {
                match last.parts.iter_mut().rfind(|p| p.head == part.head && p.means == part.means) {
                    Some(known) => known.text = format!("{} {}", known.text, part.text),
                    None => last.parts.push(part),
                }
            }
            self.taken.insert(n);
            return;
        }
        let asked = record.text(PaperWord::Ask);
        if !record.is_more_than_ask() {
            self.say_unused();
            match asked {
                Some(text) => {
                    self.unused = Some((block.page, text.clone()));
                    self.carried = Some(text);
                }
                None => self.say(block, RowDoubt::Nothing),
            }
            return;
        }
        if asked.is_none() && !record.says() {
            self.say(block, RowDoubt::Nothing);
            return;
        }
        match asked {
            Some(text) => {
                self.say_unused();
                self.carried = Some(text);
            }
            None => {
                self.unused = None;
                let above = self.carried.clone().or_else(|| self.ask.as_ref().map(|ask| ask.text.clone()));
                if let Some(text) = above {
                    record.parts.insert(0, Part { means: Some(PaperWord::Ask), head: String::new(), text });
                }
            }
        }
        self.taken.insert(n);
        self.records.push((n, record));
    }

    fn say(&mut self, block: &Block, doubt: RowDoubt) {
        self.unsure.push(Unsure::row(block, doubt));
    }

    fn say_unused(&mut self) {
        if let Some((page, text)) = self.unused.take().filter(|(_, t)| t.split_whitespace().count() >= SHORTEST_REQUEST)
        {
            self.unsure.push(Unsure::row_of(page, &text, RowDoubt::OnlyAsked));
        }
    }

    fn end(mut self) -> PlanRows {
        self.say_unused();
        let guessed = self.records.iter().filter(|(_, record)| !record.kind().1).count();
        if !self.records.is_empty() {
            self.unsure.push(Unsure::Plan { rows: self.records.len(), guessed });
        }
        let items = self.records.into_iter().map(|(n, record)| (n, record.item())).collect();
        PlanRows { items, taken: self.taken }
    }
}

/// What a heading or a paragraph says was asked; what members are asked to do is none of it.
fn request(text: &str) -> Option<String> {
    // `2. Area for improvement: ...`
    let counted = text.split_once(' ').filter(|(number, _)| is_number(number));
    let text = counted.map_or(text, |(_, words)| words);
    begins(PaperWord::AskHeading, text)?;
    let rest = text.get(behind(PaperWord::AskHeading, text)?..)?;
    let rest = rest.trim_start_matches(|c: char| c == ':' || c == '.' || c == '-' || c == '–' || c.is_whitespace());
    if begins(PaperWord::AsksMembers, rest).is_some() {
        return None;
    }
    Some(if rest.is_empty() { text } else { rest }.to_owned())
}

/// The words of an item, and what stands in brackets behind them: `(Lead: head of service; by May 2025)`.
fn tail(text: &str) -> (&str, Vec<Part>) {
    let bare = text.trim_end().trim_end_matches('.');
    let inside = bare.strip_suffix(')').and_then(|t| t.rsplit_once('('));
    let Some((words, inside)) = inside else { return (text, Vec::new()) };
    let parts: Option<Vec<Part>> = inside
        .split([';', ','])
        .map(|piece| {
            let piece = piece.trim();
            let by =
                || behind(PaperWord::When, piece).and_then(|at| piece.get(at..)).or_else(|| piece.strip_prefix("by "));
            let labelled =
                label(piece).filter(|(m, ..)| matches!(m, PaperWord::Who | PaperWord::When | PaperWord::Rating));
            let (means, words) = match labelled {
                Some((means, _, words)) => (means, words),
                None => (PaperWord::When, by()?),
            };
            Some(Part { means: Some(means), head: String::new(), text: words.trim().to_owned() })
        })
        .collect();
    parts.map_or((text, Vec::new()), |parts| (words.trim(), parts))
}
