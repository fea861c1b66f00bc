//! The charts of a built site, read back: what is drawn and what the table
//! beside it says are the same.

use std::cell::RefCell;
use std::collections::BTreeMap;

use lol_html::{Settings, element, rewrite_str, text};

use crate::site::{build, tree, write_all};

const HEAD: &str = "wording = \"summary\"\n";

/// An invented authority: asked in a month that is known no more exactly, asked again, then met.
fn content() -> BTreeMap<String, Vec<u8>> {
    let report = |framework: &str, more: &str, body: &str| {
        format!("+++\ntitle = \"A report\"\nframework = \"{framework}\"\n{HEAD}{more}+++\n\n{body}\n")
    };
    let grade = |grade: &str| format!("[[judgement]]\nname = \"Overall effectiveness\"\ngrade = \"{grade}\"\n");
    let files = [
        ("site.toml", "title = \"Try\"\n".to_owned()),
        ("content/authorities/marrowby.md", "+++\nname = \"Marrowby\"\n+++\n".to_owned()),
        ("content/themes/kites.md", "+++\ntitle = \"Kites\"\n+++\n".to_owned()),
        (
            "content/inspections/marrowby/2011-03-cra.md",
            report(
                "cra",
                "inspected = \"2011-03\"\nheld = false\n",
                "## Areas for development\n\n- Mend the kites. {#kites theme=kites}\n- Count the strings. {#strings theme=kites}",
            ),
        ),
        (
            "content/inspections/marrowby/2014-06-sif.md",
            report(
                "sif",
                &format!("inspected = 2014-06-10\n{}", grade("Requires improvement")),
                "## Recommendations\n\n- Mend the kites at last. {#kites theme=kites missed=2011-03-cra#kites basis=stated}\n- Name the winds. {#winds theme=kites}",
            ),
        ),
        (
            "content/inspections/marrowby/2018-11-ilacs.md",
            report(
                "ilacs",
                &format!("inspected = 2018-11-16\n{}", grade("Good")),
                "Every kite flies. {#flying theme=kites met=2014-06-sif#kites basis=answered}",
            ),
        ),
    ];
    files.into_iter().map(|(name, text)| (name.to_owned(), text.into_bytes())).collect()
}

fn page(name: &str) -> String {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("public");
    write_all(&folder.path().join("site"), &content());
    build(&folder.path().join("site"), &out);
    String::from_utf8(tree(&out).remove(name).unwrap()).unwrap()
}

/// For each element that fits: the values of an attribute of those that fit inside it.
fn inside(html: &str, outer: &str, inner: &str, attribute: &str) -> Vec<Vec<String>> {
    let found: RefCell<Vec<Vec<String>>> = RefCell::default();
    let settings = Settings::new()
        .append_element_content_handler(element!(outer, |_| {
            found.borrow_mut().push(Vec::new());
            Ok(())
        }))
        .append_element_content_handler(element!(format!("{outer} {inner}"), |e| {
            let value = e.get_attribute(attribute).unwrap_or_default();
            found.borrow_mut().last_mut().unwrap().push(value);
            Ok(())
        }));
    rewrite_str(html, settings).unwrap();
    found.into_inner()
}

/// The text of each element that fits.
fn texts(html: &str, selector: &str) -> Vec<String> {
    let found: RefCell<Vec<String>> = RefCell::default();
    let settings = Settings::new()
        .append_element_content_handler(element!(selector, |_| {
            found.borrow_mut().push(String::new());
            Ok(())
        }))
        .append_element_content_handler(text!(selector, |t| {
            found.borrow_mut().last_mut().unwrap().push_str(t.as_str());
            Ok(())
        }));
    rewrite_str(html, settings).unwrap();
    found.into_inner().into_iter().map(|t| Vec::from_iter(t.split_whitespace()).join(" ")).collect()
}

/// What the marks on a line say, in the words of the table.
fn in_words(marks: &[String]) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut again = false;
    for mark in marks.iter().map(|m| m.trim_start_matches("#m_")) {
        if mark == "again" {
            again = true;
            continue;
        }
        let (verdict, reader) = match mark.strip_suffix("_r") {
            Some(verdict) => (verdict, " (read)"),
            None if ["met", "partly-met", "missed"].contains(&mark) => (mark, " (Ofsted says)"),
            None => (mark, ""),
        };
        let more = if std::mem::take(&mut again) { " and asked again" } else { "" };
        words.push(format!("{}{more}{reader}", verdict.replace('-', " ").replace("raised", "asked for")));
    }
    words
}

#[test]
fn the_table_of_threads_says_what_is_drawn() {
    let html = page("authorities/marrowby.html");
    let drawn: Vec<Vec<String>> = inside(&html, ".timeline g.row", "use", "href").iter().map(|m| in_words(m)).collect();
    let table = texts(&html, "table.threads td.said");
    let said: Vec<Vec<String>> = table
        .iter()
        .map(|cell| cell.split("; ").map(|one| one.split(" in ").next().unwrap_or("").to_owned()).collect())
        .collect();
    assert_eq!(drawn, said, "{table:?}");
    assert_eq!(
        said,
        [vec!["asked for", "missed and asked again (Ofsted says)", "met (read)"], vec!["asked for"], vec!["asked for"],]
    );
    let signs = texts(&html, ".timeline text.stands");
    let open = texts(&html, "table.threads td.stands").into_iter().filter(|o| !o.contains(" met")).count();
    assert_eq!(signs.len(), open, "a sign for each that is open");
}

#[test]
fn the_table_of_reports_says_what_is_drawn() {
    let html = page("authorities/marrowby.html");
    let drawn: Vec<usize> = inside(&html, ".timeline g.reports", "use", "href").iter().map(Vec::len).collect();
    assert_eq!(drawn, [1, 1, 1], "a lane for each framework");
    assert_eq!(texts(&html, ".timeline g.reports a > text"), ["Requires improvement", "Good"]);
    assert_eq!(texts(&html, "table.reports td.grade"), ["none given", "Requires improvement", "Good"]);
    let spans = inside(&html, ".timeline g.reports", ".span", "d");
    assert_eq!(spans.iter().map(Vec::len).collect::<Vec<_>>(), [1, 0, 0], "only the month is known of the first");
    assert!(texts(&html, "table.reports td.when")[0].starts_with("March 2011"), "and the table says no more");
    assert!(!html.contains("class=\"join\""), "two scales are not joined");
}

#[test]
fn bars_say_their_numbers() {
    let html = page("authorities/marrowby.html");
    let widths = inside(&html, "table.bars td", "svg", "width");
    let widths: Vec<&String> = widths.iter().flatten().collect();
    assert_eq!(texts(&html, "table.bars td b"), ["1", "2"]);
    assert_eq!(widths, ["43%", "86%"]);
}

#[test]
fn the_map_counts_threads_by_year() {
    let html = page("themes/kites.html");
    assert_eq!(
        texts(&html, "table.map thead th"),
        ["Authority", "2011", "2012", "2013", "2014", "2015", "2016", "2017", "2018"]
    );
    let cells = texts(&html, "table.map td");
    assert!(cells[0].contains("asked for: 2 in CRA, March 2011"), "{cells:?}");
    assert!(cells[3].contains("asked for: 1 in SIF") && cells[3].contains("missed: 1 in SIF"), "{cells:?}");
    assert!(cells[7].contains("met: 1 in ILACS"), "{cells:?}");
    assert_eq!(cells[1], "", "a year without a report");
}
