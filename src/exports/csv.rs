//! Tables as CSV after RFC 4180: commas, CRLF, quotes where they are needed, a line with the names of the
//! columns, UTF-8.
//!
//! Spreadsheets run a cell that begins with one of `= + - @` as a formula. Such a cell gets an apostrophe in
//! front; the JSON has it as it is.

use super::tables::{Table, Value};

pub(super) fn files(tables: &[Table]) -> Vec<(String, Vec<u8>)> {
    tables.iter().map(|table| (format!("data/{}.csv", table.of.name), written(table))).collect()
}

fn written(table: &Table) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    // A vector takes everything.
    let _ = writer.write_record(table.of.columns.iter().map(|c| c.name));
    for row in &table.rows {
        let _ = writer.write_record(row.iter().map(cell));
    }
    writer.into_inner().unwrap_or_default()
}

fn cell(value: &Value) -> String {
    match value {
        Value::Nothing => String::new(),
        Value::Text(text) => defused(text),
        Value::Number(number) => number.to_string(),
        Value::Bool(yes) => yes.to_string(),
        Value::List(list) => defused(&list.join("; ")),
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
            assert_eq!(cell(&Value::Text(formula.to_owned())), format!("'{formula}"));
        }
        assert_eq!(cell(&Value::List(vec!["a".to_owned(), "b".to_owned()])), "a; b");
        assert_eq!(cell(&Value::Nothing), "");
    }
}
