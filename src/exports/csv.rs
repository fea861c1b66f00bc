//! Tables as CSV after RFC 4180: commas, CRLF, quotes where they are needed, a line with the names of the
//! columns, UTF-8.
//!
//! Spreadsheets run a cell that begins with one of `= + - @` as a formula. Such a cell gets an apostrophe in
//! front; the JSON has it as it is.

use super::Filled;
use crate::diagnostics::{Diagnostic, unwritten};
use crate::site::dictionary::Cell;

pub(super) fn files(tables: &[Filled]) -> Result<Vec<(String, Vec<u8>)>, Diagnostic> {
    let file = |table: &Filled| {
        let path = format!("data/{}.csv", table.table.name());
        match written(table) {
            Ok(bytes) => Ok((path, bytes)),
            Err(error) => Err(unwritten(&path, &error)),
        }
    };
    tables.iter().map(file).collect()
}

fn written(table: &Filled) -> Result<Vec<u8>, csv::Error> {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    // The names come first even of a table without rows, so that a program reads an empty table and no empty file.
    writer.write_record(table.columns.iter().map(|c| c.name))?;
    for row in &table.rows {
        writer.write_record(row.iter().map(cell))?;
    }
    writer.into_inner().map_err(|error| error.into_error().into())
}

fn cell(value: &Cell) -> String {
    match value {
        Cell::Nothing => String::new(),
        Cell::Text(text) => defused(text),
        Cell::Number(number) => number.to_string(),
        Cell::Bool(yes) => yes.to_string(),
        Cell::List(list) => defused(&list.join("; ")),
    }
}

fn defused(text: &str) -> String {
    // A tab or a line end before the sign is passed over by some spreadsheets.
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}") } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_with_a_cell_too_few_is_told_and_not_written() {
        let mut table = crate::exports::filled(&crate::model::Knowledge::build(Default::default()).0).remove(0);
        table.rows.extend([vec![Cell::Nothing]]);
        let problem = files(&[table]).unwrap_err();
        assert_eq!(problem.code, crate::diagnostics::Code::T0703);
        assert!(problem.message.starts_with("`data/") && problem.message.contains("fields"), "{}", problem.message);
    }

    #[test]
    fn no_cell_is_a_formula() {
        for formula in ["=1+1", "+1", "-1", "@x", "\tx"] {
            assert_eq!(cell(&Cell::Text(formula.to_owned())), format!("'{formula}"));
        }
        assert_eq!(cell(&Cell::List(vec!["a".to_owned(), "b".to_owned()])), "a; b");
        assert_eq!(cell(&Cell::Nothing), "");
    }
}
