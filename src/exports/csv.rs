//! Tables as CSV after RFC 4180: commas, CRLF, quotes where they are needed, a line with the names of the
//! columns, UTF-8.
//!
//! Spreadsheets run a cell that begins with one of `= + - @` as a formula. Such a cell gets an apostrophe in
//! front; the JSON has it as it is. A file begins with a byte order mark, unless the site's settings say otherwise.

use std::borrow::Cow;

use crate::site::dictionary::{Cell, Meaning};

/// What a file begins with that spreadsheets shall take for UTF-8: without it, Excel reads a file that was opened by a click as
/// Windows-1252.
const MARK: &str = "\u{feff}";

/// Rows that are being written.
pub(super) struct Lines {
    writer: csv::Writer<Vec<u8>>,
    /// The first failure, which makes the rows worth nothing.
    failed: csv::Result<()>,
}

impl Lines {
    pub(super) fn new() -> Self {
        let writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
        Self { writer, failed: Ok(()) }
    }

    /// The same, with a byte order mark before the first row.
    pub(super) fn marked() -> Self {
        let writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(MARK.as_bytes().to_vec());
        Self { writer, failed: Ok(()) }
    }

    /// Writes the names, which come first even of a table without rows, so that a program reads an empty table and no
    /// empty file.
    pub(super) fn head(&mut self, columns: &[Meaning]) {
        self.failed = self.writer.write_record(columns.iter().map(|c| c.name));
    }

    pub(super) fn row(&mut self, cells: &[Cell]) {
        if self.failed.is_ok() {
            let all = cells.iter().try_for_each(|cell| field(&mut self.writer, cell));
            // Ends the line, and compares its length with that of those before.
            self.failed = all.and_then(|()| self.writer.write_record(None::<&[u8]>));
        }
    }

    pub(super) fn finish(self) -> csv::Result<Vec<u8>> {
        self.failed?;
        self.writer.into_inner().map_err(|error| error.into_error().into())
    }
}

fn field(writer: &mut csv::Writer<Vec<u8>>, value: &Cell) -> csv::Result<()> {
    match value {
        Cell::Nothing => writer.write_field(""),
        Cell::Text(text) => writer.write_field(&*defused(text)),
        Cell::Number(number) => writer.write_field(number.to_string()),
        Cell::Bool(yes) => writer.write_field(if *yes { "true" } else { "false" }),
        Cell::List(list) => writer.write_field(&*defused(&list.join("; "))),
    }
}

/// A text that no spreadsheet runs.
pub(crate) fn defused(text: &str) -> Cow<'_, str> {
    // A tab or a line end before the sign is passed over by some spreadsheets.
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        Cow::Owned(format!("'{text}"))
    } else {
        Cow::Borrowed(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_with_a_cell_too_few_is_told_and_not_written() {
        let mut lines = Lines::new();
        lines.head(&crate::site::dictionary::TABLES[0].columns());
        lines.row(&[Cell::Nothing]);
        let problem = lines.finish().unwrap_err();
        assert!(problem.to_string().contains("fields"), "{problem}");
    }

    #[test]
    fn no_cell_is_a_formula() {
        let written = |cell: &Cell| {
            let mut lines = Lines::new();
            lines.row(&[cell.clone(), Cell::Bool(true)]);
            String::from_utf8(lines.finish().unwrap()).unwrap()
        };
        for formula in ["=1+1", "+1", "-1", "@x", "\tx"] {
            assert_eq!(written(&Cell::Text(formula.to_owned())), format!("'{formula},true\r\n"));
        }
        assert_eq!(written(&Cell::List(vec!["a".to_owned(), "b".to_owned()])), "a; b,true\r\n");
        assert_eq!(written(&Cell::Nothing), ",true\r\n");
        assert_eq!(written(&Cell::Number(12)), "12,true\r\n");
    }
}
