//! The twenty reports that careful readers annotated, field by field and item by item. What
//! became of earlier findings is the readers' to say as well; where they inferred it from
//! neighbouring sentences, it is printed and does not fail the test.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use throughline::import::recognise::{Item, LookBackLine, Recognised, ReportPart, Section};
use throughline::looks_back::Extent;
use throughline::source::date::PartialDate;
use throughline::source::words::{Kind, Verdict};
use toml::{Table, Value};

use super::{Imported, name, real};
use crate::site::shared;

/// What was right, by document and field.
#[derive(Default)]
struct Score {
    rows: BTreeMap<(String, String), (usize, usize)>,
    wrong: Vec<String>,
    inferred: Vec<(String, bool)>,
}

impl Score {
    fn note(&mut self, document: &str, field: &str, right: bool, said: impl FnOnce() -> String) {
        let row = self.rows.entry((document.to_owned(), field.to_owned())).or_default();
        row.0 += usize::from(right);
        row.1 += 1;
        if !right {
            self.wrong.push(format!("{document}: {field}: {}", said()));
        }
    }

    fn same<T: PartialEq + std::fmt::Debug>(&mut self, document: &str, field: &str, found: &T, expected: &T) {
        self.note(document, field, found == expected, || format!("found {found:?}, expected {expected:?}"));
    }

    fn table(&self) -> String {
        let mut table = String::new();
        for ((document, field), (right, all)) in &self.rows {
            let _ = writeln!(table, "{document:<72} {field:<14} {right:>3} of {all:>3}");
        }
        let (right, all) = self.rows.values().fold((0, 0), |sum, row| (sum.0 + row.0, sum.1 + row.1));
        let _ = writeln!(table, "{:<72} {:<14} {right:>3} of {all:>3}", "all", "");
        for (sentence, right) in &self.inferred {
            let _ = writeln!(table, "inferred, not counted: {} {sentence}", if *right { "right" } else { "other" });
        }
        table
    }
}

#[test]
fn everything_that_readers_noted_is_found() {
    let (Some(shared), Some(real)) = (shared(), real()) else { return };
    let mut score = Score::default();
    let (founding, mut pdfs) = (tables(&shared.join("expected")), tables(&shared.join("expected/pdf")));
    pdfs.extend(tables(&shared.join("expected-2")));
    assert_eq!((founding.len(), pdfs.len()), (5, 15));
    for (stem, table) in &founding {
        let report = one(&real.founding, |path| path.file_stem().is_some_and(|s| s == stem.as_str()));
        founding_document(&mut score, stem, table, report);
    }
    for (stem, table) in &pdfs {
        let document = word(table, "document");
        let report = match document.split_once("documents-2/") {
            Some((_, path)) => one(&real.second, |found| found.ends_with(path)),
            None => one(&real.pdfs, |found| found.ends_with(document.rsplit("documents/").next().unwrap())),
        };
        annotated_pdf(&mut score, &format!("{stem}.pdf"), table, report);
    }
    println!("{}", score.table());
    assert!(score.wrong.is_empty(), "{}\n{}", score.table(), score.wrong.join("\n"));
}

fn one(imported: &Imported, is: impl Fn(&Path) -> bool) -> &Recognised {
    let fate = imported.fates.iter().find(|f| is(&f.path)).unwrap();
    fate.recognised.as_ref().unwrap_or_else(|| panic!("{}: {:?}", name(&fate.path), fate.outcome))
}

fn tables(folder: &Path) -> BTreeMap<String, Table> {
    let paths = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let tables = paths.filter(|p| p.extension().is_some_and(|e| e == "toml"));
    let stem = |path: &Path| path.file_stem().unwrap().to_str().unwrap().to_owned();
    tables.map(|p| (stem(&p), fs::read_to_string(&p).unwrap().parse().unwrap())).collect()
}

fn founding_document(score: &mut Score, name: &str, table: &Table, report: &Recognised) {
    let framework = if word(table, "kind") == "update" { "update" } else { word(table, "framework") };
    score.same(name, "framework", &report.framework.as_str(), &framework);
    score.same(name, "authority", &report.authority.name.as_deref(), &table.get("authority").and_then(Value::as_str));
    let visit = report.inspected.map(|v| (v.from.to_string(), v.to.to_string()));
    let days = |inspected: &Value| (date(inspected.get("from")).unwrap(), date(inspected.get("to")).unwrap());
    score.same(name, "inspected", &visit, &table.get("inspected").map(days));
    score.same(name, "published", &report.published.map(|p| p.to_string()), &date(table.get("published")));
    score.same(name, "inspectors", &report.inspectors, &texts(table, "inspectors"));
    for (field, found) in [("legal_basis", &report.legal_basis), ("scope", &report.scope_text)] {
        if let Some(expected) = table.get(field).and_then(Value::as_str) {
            score.same(name, field, &found.as_deref().map(plain), &Some(plain(expected)));
        }
    }
    judgements(score, name, table, report);
    for (kind, count) in table["counts"].as_table().unwrap() {
        let count = usize::try_from(count.as_integer().unwrap()).unwrap();
        if kind == "numbered-paragraphs" {
            let numbered = report.sections.iter().flat_map(|s| &s.items).filter(|i| i.paragraph.is_some()).count();
            score.same(name, "paragraphs", &numbered, &count);
            continue;
        }
        let items = items_of(&report.sections, design_kind(kind));
        let first = table.get("first_words").and_then(Value::as_table).map(|t| texts(t, kind)).unwrap_or_default();
        compare_items(score, name, &items, count, &first, kind);
    }
    for (by, count) in table.get("deadlines").and_then(Value::as_table).into_iter().flatten() {
        let items = report.sections.iter().flat_map(|s| &s.items);
        let found = items.filter(|i| i.by.as_deref().is_some_and(|b| plain(b) == plain(by))).count();
        score.same(name, "deadlines", &i64::try_from(found).unwrap(), &count.as_integer().unwrap());
    }
    for entry in entries(table, "looks_back") {
        let found = report.looks_back.iter().any(|line| founding_look_back(entry, line, &report.sections));
        score.note(name, "looks back", found, || format!("{entry:?} in {:#?}", report.looks_back));
    }
}

fn annotated_pdf(score: &mut Score, name: &str, table: &Table, report: &Recognised) {
    let framework = match word(table, "kind") {
        "single-inspection" => "sif",
        "jtai-letter" => "jtai",
        "looked-after-children-inspection" => "lac",
        "joint-area-review-progress-inspection" => "jar-progress",
        other => other,
    };
    score.same(name, "framework", &report.framework.as_str(), &framework);
    let found = report.authority.name.clone().unwrap_or_default();
    for key in ["authority", "authority_short"] {
        let (found, said) = (compared(&found), compared(word(table, key)));
        score.same(name, "authority", &found, &said);
    }
    let visit = report.inspected.map(|v| (v.from.to_string(), v.to.to_string()));
    let noted = date(table.get("inspection_start")).zip(date(table.get("inspection_end")));
    score.same(name, "inspected", &visit, &noted);
    let in_text = table.get("published_in_text").and_then(Value::as_bool).unwrap_or(true);
    score.same(
        name,
        "published",
        &report.published.map(|p| p.to_string()),
        &date(table.get("published")).filter(|_| in_text),
    );
    if table.contains_key("inspectors") {
        score.same(name, "inspectors", &report.inspectors, &texts(table, "inspectors"));
    } else {
        let lead = table.get("lead_inspector").and_then(Value::as_str);
        let fits = match (lead, report.inspectors.first()) {
            (Some(lead), Some(found)) => plain(lead).starts_with(&plain(found)),
            (None, None) => true,
            _ => false,
        };
        score.note(name, "lead", fits, || format!("found {:?}, expected {lead:?}", report.inspectors));
    }
    judgements(score, name, table, report);
    for section in entries(table, "section") {
        pdf_section(score, name, section, report);
    }
    // A report on progress says of each part how much was made; only what states a verdict is a look-back.
    let on_progress = report.framework == "jar-progress";
    for entry in entries(table, "earlier").filter(|e| !on_progress || word(e, "verdict") != "unstated") {
        pdf_look_back(score, name, entry, report);
    }
}

fn pdf_section(score: &mut Score, name: &str, noted: &Table, report: &Recognised) {
    let kind = design_kind(word(noted, "kind"));
    let heading = bare(word(noted, "heading"));
    let part = noted.get("scope").and_then(Value::as_str).map(part_of);
    let fits = |s: &&Section| s.kind == kind && bare(&s.heading) == heading && (part.is_none() || s.part == part);
    let sections: Vec<&Section> = report.sections.iter().filter(fits).collect();
    score.note(name, "headings", !sections.is_empty(), || format!("`{heading}` is not there"));
    let by = noted.get("deadline").and_then(Value::as_str).map(plain);
    // One heading may stand above several deadlines, and is noted once for each.
    let several = by.is_some() && noted.get("groups").is_none();
    let items = sections.iter().flat_map(|s| &s.items);
    let items: Vec<&Item> = items.filter(|i| !several || i.by.as_deref().map(plain) == by).collect();
    let count = usize::try_from(noted["count"].as_integer().unwrap()).unwrap();
    compare_items(score, name, &items, count, &texts(noted, "items_begin"), &heading);
    if let Some(by) = noted.get("deadline").and_then(Value::as_str) {
        let fits = items.iter().all(|i| i.by.as_deref().map(plain) == Some(plain(by)));
        score.note(name, "deadlines", fits, || by.to_owned());
    }
    for group in entries(noted, "groups") {
        let all = items.iter().filter(|i| i.group.as_deref().map(plain) == Some(plain(word(group, "heading")))).count();
        score.same(name, "groups", &Some(i64::try_from(all).unwrap()), &group.get("items").and_then(Value::as_integer));
    }
}

fn compare_items(score: &mut Score, name: &str, items: &[&Item], count: usize, first: &[String], what: &str) {
    let begins: Vec<&String> = items.iter().map(|i| &i.text).collect();
    score.note(name, "counts", items.len() == count, || {
        format!("`{what}` has {} items instead of {count}: {begins:#?}", items.len())
    });
    for (n, words) in first.iter().enumerate() {
        let found = items.get(n).map(|i| i.text.as_str()).unwrap_or_default();
        let right = plain(found).starts_with(&plain(words));
        score.note(name, "items", right, || format!("`{what}` {}: found `{found}`, expected `{words}`", n + 1));
    }
}

fn judgements(score: &mut Score, name: &str, table: &Table, report: &Recognised) {
    let mut expected: Vec<(String, String)> =
        entries(table, "judgement").map(|j| (plain(word(j, "name")), plain(word(j, "grade")))).collect();
    let mut found: Vec<(String, String)> =
        report.judgements.iter().map(|j| (plain(&j.name), plain(&j.grade))).collect();
    expected.sort();
    found.sort();
    for judgement in &expected {
        let right = found.contains(judgement);
        score.note(name, "judgements", right, || format!("{judgement:?} is not among {found:?}"));
    }
    score.same(name, "judgements", &found.len(), &expected.len());
}

fn pdf_look_back(score: &mut Score, name: &str, noted: &Table, report: &Recognised) {
    let begins = plain(word(noted, "sentence_begins"));
    let verdict = match word(noted, "verdict") {
        "partly" => Some(Verdict::PartlyMet),
        "unstated" => None,
        other => Some(Verdict::parse(other).unwrap()),
    };
    let said = noted.get("extent").and_then(Value::as_str).map(extent);
    let hit = report.looks_back.iter().find(|line| plain(&line.text).starts_with(&begins));
    let right = hit.is_some_and(|l| l.verdict == verdict && said.is_none_or(|said| l.extent == said));
    if noted.contains_key("inferred") {
        score.inferred.push((format!("{name}: {begins}"), right));
    } else {
        score.note(name, "looks back", right, || format!("`{begins}` {verdict:?} {said:?}: {hit:?}"));
    }
}

/// Whether a line is the one that a reader of a founding document noted.
fn founding_look_back(noted: &Table, found: &LookBackLine, sections: &[Section]) -> bool {
    if noted.contains_key("mentions") {
        return found.verdict.is_none();
    }
    let verdict = noted.get("verdict").and_then(Value::as_str).map(|word| Verdict::parse(word).unwrap());
    let on = date(noted.get("on")).map(|date| PartialDate::parse(&date).unwrap());
    let dates = &found.about.dates;
    let quantity = noted.get("quantity").and_then(Value::as_str).and_then(extent);
    let in_item = noted.get("item").and_then(Value::as_str).is_none_or(|item| {
        let items: Vec<&Item> = sections.iter().flat_map(|s| &s.items).collect();
        let at = items.iter().position(|i| plain(&i.text).starts_with(&plain(item))).unwrap();
        items[at].text.contains(&found.text)
    });
    found.verdict == verdict
        && on.is_none_or(|on| dates.is_empty() || dates.contains(&on))
        && (quantity.is_none() || found.extent == quantity)
        && in_item
}

/// The readers' words for how much, in the design's.
fn extent(words: &str) -> Option<Extent> {
    match words.split([':', ',', '(']).next().unwrap_or_default().trim() {
        "most" | "mainly" | "almost all" | "all but a very small number" => Some(Extent::Most),
        "some" => Some(Extent::Some),
        "one" => Some(Extent::One),
        words if words == "all" || words.starts_with("both") => Some(Extent::All),
        _ => None,
    }
}

/// The readers' words for what items are, in the design's.
fn design_kind(word: &str) -> Kind {
    let word = match word {
        "area-for-development"
        | "areas-for-development"
        | "area-for-improvement"
        | "what-needs-to-improve"
        | "recommendations" => "recommendation",
        "strengths" => "strength",
        "weaknesses-summary"
        | "findings"
        | "findings-mixed"
        | "findings-positive"
        | "progress-since-last-inspection" => "finding",
        same => same,
    };
    Kind::parse(word).unwrap()
}

/// The readers' words for whose part a section is.
fn part_of(words: &str) -> ReportPart {
    match words {
        "LSCB" => ReportPart::Board,
        "local authority" => ReportPart::LocalAuthority,
        other => panic!("whose part is `{other}`?"),
    }
}

fn items_of(sections: &[Section], kind: Kind) -> Vec<&Item> {
    sections.iter().filter(|s| s.kind == kind).flat_map(|s| &s.items).collect()
}

fn compared(name: &str) -> String {
    throughline::import::names::compared(name)
}

/// Lower case, plain quotes and dashes, single spaces.
fn plain(text: &str) -> String {
    let text = text.to_lowercase().replace(['’', '‘'], "'").replace(['–', '—', '‑'], "-");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A heading without what may stand at its end.
fn bare(heading: &str) -> String {
    plain(heading).trim_end_matches(['?', ':', '1', ' ']).to_owned()
}

fn date(value: Option<&Value>) -> Option<String> {
    value.and_then(Value::as_datetime).map(ToString::to_string)
}

fn entries<'a>(table: &'a Table, key: &str) -> impl Iterator<Item = &'a Table> {
    table.get(key).and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_table)
}

fn texts(table: &Table, key: &str) -> Vec<String> {
    let list = table.get(key).and_then(Value::as_array).into_iter().flatten();
    list.filter_map(Value::as_str).map(str::to_owned).collect()
}

fn word<'a>(table: &'a Table, key: &str) -> &'a str {
    table.get(key).and_then(Value::as_str).unwrap_or_default()
}
