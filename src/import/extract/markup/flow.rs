//! Paragraphs one after the other, and the rows of tables among them.

use crate::import::extract::marks;
use crate::import::extract::passage::{Hint, Passage};

/// What the markup says that a paragraph is.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) enum Kind {
    #[default]
    Plain,
    Heading(u8),
    Item(u8),
    /// A number is printed in front of it, which its text does not hold.
    Numbered(String),
    Note(String),
    Contents,
    Header,
    Footer,
}

/// A heading that is only heavy stands below all that the markup calls headings.
const HEAVY: u8 = 7;
/// A heavy paragraph with more words than this is emphasis, not a heading.
const WORDS: usize = 25;

/// One paragraph; nothing where it has no words.
pub(super) fn passage(text: &str, kind: Kind, is_bold: bool, raised: Vec<String>) -> Option<Passage> {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.is_empty() && raised.is_empty() {
        return None;
    }
    let is_marked = marks::bullet(&text).is_some() || marks::number(&text).is_some();
    let is_title = is_bold
        && !is_marked
        && text.split(' ').count() <= WORDS
        && !text.ends_with(['.', ';', ',', ':'])
        && text.starts_with(|c: char| c.is_uppercase() || c.is_numeric());
    let mut passage = Passage { raised, is_whole: true, ..Passage::default() };
    let (hint, line) = match kind {
        Kind::Plain if is_title => (Hint::Heading(HEAVY), text),
        Kind::Plain => (Hint::None, text),
        Kind::Heading(level) => (Hint::Heading(level), text),
        // The mark says what the paragraph is, and the place how deep it stands.
        Kind::Item(depth) if is_marked => (Hint::Item(depth), text),
        Kind::Item(depth) => (Hint::Item(depth), format!("• {text}")),
        Kind::Numbered(number) => (Hint::None, format!("{number}. {text}")),
        Kind::Note(mark) => {
            passage.lead = Some(mark);
            (Hint::Note, text)
        }
        Kind::Contents => (Hint::Contents, text),
        Kind::Header => (Hint::Header, text),
        Kind::Footer => (Hint::Footer, text),
    };
    Some(Passage { hint, lines: vec![line], ..passage })
}

/// What was read so far.
#[derive(Default)]
pub(super) struct Flow {
    pub(super) passages: Vec<Passage>,
    /// How many tables are open; those inside a cell are read as part of it.
    tables: usize,
    row: Vec<Vec<Passage>>,
    /// The number of the column in which each cell of the row begins.
    places: Vec<u32>,
    cell: Vec<Passage>,
    columns: Columns,
}

/// The columns of a table, of which a cell may take several, over several rows.
#[derive(Default)]
struct Columns {
    /// The next column.
    next: usize,
    /// How many columns and rows the open cell takes.
    open: Option<(usize, usize)>,
    /// Of each column, how many further rows a cell of an earlier one takes.
    taken: Vec<usize>,
}

/// No table that people read has more columns, nor a cell that takes more rows.
const MOST: usize = 1000;

impl Columns {
    fn cell_begins(&mut self, columns: usize, rows: usize) {
        while let Some(rows) = self.taken.get_mut(self.next).filter(|rows| **rows > 0) {
            *rows -= 1;
            self.next += 1;
        }
        self.open = Some((columns.clamp(1, MOST), rows.clamp(1, MOST)));
    }

    /// The column in which the open cell began.
    fn cell_ends(&mut self) -> Option<usize> {
        let (columns, rows) = self.open.take()?;
        let at = self.next;
        self.next = (at + columns).min(MOST);
        if rows > 1 {
            self.taken.resize(self.taken.len().max(self.next), 0);
            self.taken.iter_mut().skip(at).take(columns).for_each(|taken| *taken = rows - 1);
        }
        Some(at)
    }

    fn row_ends(&mut self) {
        // Both the beginning and the end of a row end the one before.
        if self.next == 0 {
            return;
        }
        self.taken.iter_mut().skip(self.next).for_each(|rows| *rows = rows.saturating_sub(1));
        (self.next, self.open) = (0, None);
    }
}

impl Flow {
    pub(super) fn add(&mut self, passage: Option<Passage>) {
        let open = if self.tables > 0 { &mut self.cell } else { &mut self.passages };
        open.extend(passage);
    }

    pub(super) fn table_begins(&mut self) {
        if self.tables == 0 {
            self.cell.clear();
            self.columns = Columns::default();
        }
        self.tables += 1;
    }

    pub(super) fn table_ends(&mut self) {
        if self.tables == 1 {
            self.row_ends();
        }
        self.tables = self.tables.saturating_sub(1);
    }

    /// A cell begins that takes so many columns and rows.
    pub(super) fn cell_begins(&mut self, columns: usize, rows: usize) {
        self.cell_ends();
        if self.tables == 1 {
            self.columns.cell_begins(columns, rows);
        }
    }

    /// The open cell takes so many columns, which its marks say only inside of it.
    pub(super) fn cell_takes(&mut self, columns: usize) {
        if let Some((taken, _)) = self.columns.open.as_mut().filter(|_| self.tables == 1) {
            *taken = columns.clamp(1, MOST);
        }
    }

    pub(super) fn cell_ends(&mut self) {
        if self.tables != 1 {
            return;
        }
        let place = self.columns.cell_ends().unwrap_or(self.columns.next);
        if !self.cell.is_empty() {
            self.places.push(u32::try_from(place).unwrap_or(u32::MAX));
            self.row.push(std::mem::take(&mut self.cell));
        }
    }

    /// Text in two cells or more is a row; one cell alone only frames its text.
    pub(super) fn row_ends(&mut self) {
        self.cell_ends();
        if self.tables > 1 {
            return;
        }
        self.columns.row_ends();
        let (cells, places) = (std::mem::take(&mut self.row), std::mem::take(&mut self.places));
        if cells.len() < 2 {
            self.passages.extend(cells.into_iter().flatten());
            return;
        }
        let raised = cells.iter().flatten().flat_map(|passage| passage.raised.iter().cloned()).collect();
        let text = |passage: Passage| {
            let line = passage.lines.concat();
            marks::bullet(&line).map_or(line.clone(), |(_, words)| words.to_owned())
        };
        let cells = cells.into_iter().map(|cell| cell.into_iter().map(text).collect()).collect();
        self.passages.push(Passage { cells, places, raised, is_whole: true, ..Passage::default() });
    }

    /// All that was read.
    pub(super) fn end(mut self) -> Vec<Passage> {
        self.tables = self.tables.min(1);
        self.row_ends();
        self.passages
    }
}
