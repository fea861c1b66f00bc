//! Tables as CSV after RFC 4180: commas, CRLF, quotes where they are needed, a line with the names of the
//! columns, UTF-8.
//!
//! Spreadsheets run a cell that begins with one of `= + - @` as a formula. Such a cell gets an apostrophe in
//! front; the JSON has it as it is.

use super::Filled;
use crate::site::dictionary::Cell;

pub(super) fn files(tables: &[Filled]) -> Vec<(String, Vec<u8>)> {
    tables.iter().map(|table| (format!("data/{}.csv", table.table.name()), written(table))).collect()
}

fn written(table: &Filled) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    // A vector takes everything.
    let _ = writer.write_record(table.columns.iter().map(|c| c.name));
    for row in &table.rows {
        let _ = writer.write_record(row.iter().map(cell));
    }
    writer.into_inner().unwrap_or_default()
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
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}") } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_is_a_formula() {
        for formula in ["=1+1", "+1", "-1", "@x", "\tx"] {
            assert_eq!(cell(&Cell::Text(formula.to_owned())), format!("'{formula}"));
        }
        assert_eq!(cell(&Cell::List(vec!["a".to_owned(), "b".to_owned()])), "a; b");
        assert_eq!(cell(&Cell::Nothing), "");
    }
}
