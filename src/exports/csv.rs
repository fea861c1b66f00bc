//! Tables as CSV after RFC 4180: commas, CRLF, quotes where they are needed, a line with the names of the
//! columns, UTF-8.
//!
//! Spreadsheets run a cell that begins with one of `= + - @` as a formula. Such a cell gets an apostrophe in
//! front; the JSON has it as it is.

use super::tables::{Table, Value};
use super::unmade;
use crate::diagnostics::Diagnostic;

pub(super) fn files(tables: &[Table]) -> Result<Vec<(String, Vec<u8>)>, Diagnostic> {
    let file = |table: &Table| {
        let name = format!("data/{}.csv", table.of.name);
        let bytes = written(table).map_err(|error| unmade(&name, error.as_ref()))?;
        Ok((name, bytes))
    };
    tables.iter().map(file).collect()
}

/// Fails where a row has more or fewer cells than the table has columns.
fn written(table: &Table) -> Result<Vec<u8>, Box<dyn std::error::Error>> {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    writer.write_record(table.of.columns.iter().map(|c| c.name))?;
    for row in &table.rows {
        writer.write_record(row.iter().map(cell))?;
    }
    Ok(writer.into_inner()?)
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
    fn a_row_with_a_cell_too_few_is_told_and_not_written() {
        let site = crate::exports::tables::all(&crate::model::Knowledge::build(Default::default()).0);
        let mut table = site.into_iter().next().unwrap();
        table.rows.push(vec![Value::Nothing]);
        let problem = files(&[table]).unwrap_err();
        assert_eq!(problem.code, crate::diagnostics::Code::T1005);
        assert!(problem.message.starts_with("`data/") && problem.message.contains("fields"), "{}", problem.message);
    }

    #[test]
    fn no_cell_is_a_formula() {
        for formula in ["=1+1", "+1", "-1", "@x", "\tx"] {
            assert_eq!(cell(&Value::Text(formula.to_owned())), format!("'{formula}"));
        }
        assert_eq!(cell(&Value::List(vec!["a".to_owned(), "b".to_owned()])), "a; b");
        assert_eq!(cell(&Value::Nothing), "");
    }
}
