//! The rules of outcomes, threads and the grid (design, sections 4 and 5), row by row.
//!
//! The tables are the `*.txt` files beside this one, for anybody to read and
//! add to; `README.txt` says how. A row is a few reports and what is expected
//! of them. [`row`] reads the tables, [`content`] makes a small invented site
//! of each row, [`seen`] says what the program makes of it in the same words.

mod content;
mod row;
mod seen;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use row::Row;
use seen::Seen;

#[test]
fn every_row_stands_as_written() {
    let mut failures = Vec::new();
    let mut names = BTreeSet::new();
    let mut count = 0;
    for (file, text) in tables() {
        let (rows, wrong) = row::read(&file, &text);
        failures.extend(wrong);
        for row in rows {
            count += 1;
            if !names.insert(row.name.clone()) {
                failures.push(format!("{}: a second row is called `{}`", row.place, row.name));
            }
            failures.extend(check(&row));
        }
    }
    assert!(count >= 75, "only {count} rows were found");
    assert!(failures.is_empty(), "of {count} rows:\n\n{}\n", failures.join("\n\n"));
}

#[test]
fn a_row_that_is_wrong_is_found() {
    let text = "== wrong\n2010-03 full : ask a\n2014-05 full : met a stated ; missed a stated\na -> met\n";
    let (rows, wrong) = row::read("wrong.txt", text);
    assert!(wrong.is_empty());
    let failures = check(&rows[0]).expect("the row is wrong");
    assert!(failures.contains("wrong.txt:1: wrong"), "{failures}");
    assert!(failures.contains("line 4\n    expected: met\n    got:      missed"), "{failures}");
    assert!(failures.contains("expected: warns \n    got:      warns T0511"), "{failures}");
}

#[test]
fn a_row_that_cannot_be_read_is_found() {
    let (_, wrong) = row::read("wrong.txt", "== wrong\n2010-03 full : aks a\n");
    assert_eq!(wrong, ["wrong.txt:2: `2010-03 full : aks a` cannot be read: `aks` is not a word of a statement"]);
    let (rows, _) = row::read("wrong.txt", "== wrong\n2010-03 full : ask a\na -> met; last heard of in 2011-03\n");
    assert!(check(&rows[0]).is_some_and(|f| f.contains("the row has no `2011-03`")));
}

fn tables() -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/outcomes");
    let mut tables: Vec<(String, String)> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap())
        .map(|entry| (entry.file_name().into_string().unwrap(), entry.path()))
        .filter(|(name, _)| name.ends_with(".txt") && name != "README.txt")
        .map(|(name, path)| (name, fs::read_to_string(path).unwrap()))
        .collect();
    tables.sort();
    tables
}

/// What is wrong with a row, in words.
fn check(row: &Row) -> Option<String> {
    let mut wrong = Vec::new();
    if row.expected.is_empty() {
        wrong.push("  it expects nothing".to_owned());
    }
    match content::site(row) {
        Err(why) => wrong.push(format!("  {why}")),
        Ok(site) => {
            let seen = Seen::new(site);
            for expected in &row.expected {
                let line = format!("  line {}", expected.line);
                match seen.check_labels(&expected.text).and_then(|()| seen.compare(&expected.text)) {
                    Ok(None) => {}
                    Ok(Some(d)) => wrong.push(difference(&line, &d)),
                    Err(why) => wrong.push(format!("{line}\n    `{}`: {why}", expected.text)),
                }
            }
            let lines: Vec<&str> = row.expected.iter().map(|e| e.text.as_str()).collect();
            wrong.extend(seen.unsaid(&lines).iter().map(|d| difference("  the whole row", d)));
        }
    }
    (!wrong.is_empty()).then(|| format!("{}: {}\n{}", row.place, row.name, wrong.join("\n")))
}

fn difference(place: &str, difference: &seen::Difference) -> String {
    format!("{place}\n    expected: {}\n    got:      {}", difference.expected, difference.got)
}
