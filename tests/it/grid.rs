//! The evidence files of the thread grids.

use std::cell::RefCell;

use lol_html::{Settings, element, rewrite_str};
use serde_json::Value;

use crate::site::{build, repository, tree};

/// A cell with words to lead to: its row, its column among those of reports, and the address.
#[derive(Clone, Debug, Default)]
struct Cells {
    row: usize,
    cell: usize,
    links: Vec<(usize, usize, String)>,
    evidence: String,
}

fn cells(html: &str) -> Cells {
    let cells = RefCell::new(Cells::default());
    let settings = Settings::new()
        .append_element_content_handler(element!("table.grid", |e| {
            cells.borrow_mut().evidence = e.get_attribute("data-evidence").unwrap();
            Ok(())
        }))
        .append_element_content_handler(element!("table.grid tbody tr", |_| {
            let mut cells = cells.borrow_mut();
            (cells.row, cells.cell) = (cells.row + 1, 0);
            Ok(())
        }))
        .append_element_content_handler(element!("table.grid tbody td[class^=c-]", |_| {
            cells.borrow_mut().cell += 1;
            Ok(())
        }))
        .append_element_content_handler(element!("table.grid tbody td[class^=c-] > a", |e| {
            let mut cells = cells.borrow_mut();
            let (row, cell) = (cells.row - 1, cells.cell - 1);
            cells.links.push((row, cell, e.get_attribute("href").unwrap()));
            Ok(())
        }));
    rewrite_str(html, settings).unwrap();
    cells.into_inner()
}

#[test]
fn the_evidence_file_holds_every_cell_that_has_words() {
    let out = tempfile::tempdir().unwrap();
    build(&repository(), &out.path().join("public"));
    let files = tree(&out.path().join("public"));
    let text = |name: &str| std::str::from_utf8(&files[name]).unwrap();
    let mut seen = 0;
    for name in files.keys().filter(|n| n.starts_with("authorities/") && n.ends_with(".html")) {
        let cells = cells(text(name));
        let Some((file, version)) = cells.evidence.split_once('?') else { continue };
        assert_eq!(version.len(), 10, "{version}");
        // Beside the page: a further page of an authority lies in a folder of its own.
        let (folder, _) = name.rsplit_once('/').unwrap();
        let script = text(&format!("{folder}/{file}"));
        let json = script.strip_prefix("throughline(\"grid\",").and_then(|s| s.strip_suffix(")\n")).unwrap();
        let held: Value = serde_json::from_str(json).unwrap();
        let in_file: usize = held["rows"].as_array().unwrap().iter().map(|r| r.as_object().unwrap().len()).sum();
        assert_eq!(in_file, cells.links.len(), "{name}: a cell without words is in the file, or one with words is not");
        for (row, cell, href) in &cells.links {
            let says = held["rows"][row][cell.to_string()].as_array().unwrap();
            let finding = &held["findings"][usize::try_from(says[0]["finding"].as_u64().unwrap()).unwrap()];
            assert_eq!(finding["href"], href.as_str(), "{name}: row {row}, column {cell}");
            assert!(!finding["words"].as_str().unwrap().is_empty());
            assert!(!says[0]["says"].as_str().unwrap().is_empty());
            seen += 1;
        }
    }
    assert!(seen > 200, "{seen} cells");
}
