//! What each column must hold, told from an invented site in which no two columns of a row hold the same
//! unless they mean the same. The expected cells are read from the content below, by the design's rules.

use super::{Cell, Content, Parts, TABLES};
use crate::diagnostics::Code;
use crate::model::Knowledge;
use crate::source::{Documents, Files};

const SITE: &[(&str, &str)] = &[
    ("site.toml", "title = \"T\"\nbase_url = \"https://example.org/x\"\n"),
    ("content/authorities/marrowby.md", MARROWBY),
    ("content/authorities/old-marrowby.md", "+++\nname = \"Old Marrowby\"\n+++\n"),
    ("content/themes/plans.md", "+++\ntitle = \"Care plans\"\nterms = [\"care plan\"]\ngroup = true\n+++\n"),
    ("content/inspections/marrowby/2014-06-sif.md", SIF),
    ("content/inspections/marrowby/2016-03-monitoring-visit.md", KNOWN_ONLY),
    ("content/inspections/marrowby/2018-11-ilacs.md", ILACS),
    ("content/inspections/marrowby/2021-03-focused-visit.md", VISIT),
    ("content/inspections/marrowby/2022-05-ilacs.md", UNREAD),
];

const MARROWBY: &str = r#"+++
name = "Marrowby"
other_names = ["Marrowby Borough", "Marrowby Town"]
region = "The Levels"
succeeds = ["old-marrowby"]
reports = "https://example.org/reports"

[[code]]
scheme = "Ofsted URN"
value = "80001"

[[code]]
scheme = "ONS GSS"
value = "E00000000"
to = 2012-03-31

[[code]]
scheme = "ONS GSS"
value = "E00000001"
+++
"#;

const SIF: &str = r#"+++
title = "Inspection of all services"
framework = "sif"
inspected = { from = 2014-06-02, to = 2014-06-20 }
published = 2014-08-01
inspectors = ["A. Lead", "B. Second"]
wording = "verbatim"
scope = ["plans"]
legal_basis = "Section 136"
not_stated = ["grades"]

[source]
title = "Report of 1 August 2014"
url = "https://example.org/report.pdf"
licence = "Crown copyright"
file = "report.pdf"
sha256 = "0123abcd"

[[judgement]]
name = "Leadership"
grade = "Good"
+++

## Priority actions {kind=priority-action label="immediate action"}

- Write care plans in time. {#write-plans theme=plans at="page 3" by="within a month" to="the board" tag="Outcome 4"}

## Recommendations

- Train the partners. {#train-partners}
"#;

const KNOWN_ONLY: &str = r#"+++
title = "Monitoring visit"
framework = "monitoring-visit"
inspected = "2016-03"
wording = "summary"
held = false
+++
"#;

const ILACS: &str = r#"+++
title = "Inspection of services"
framework = "ilacs"
inspected = { from = 2018-11-12, to = 2018-11-23 }
wording = "summary"
+++

## What needs to improve

- Care plans are still late. {#late-plans missed=2014-06-sif#write-plans}
"#;

const VISIT: &str = r#"+++
title = "Visit to the front door"
framework = "focused-visit"
inspected = "2021-03"
wording = "summary"
scope = ["plans"]
reviewed = true
+++

All that was asked in 2014 is under way. {#all-under-way partly-met="all of 2014-06-sif"}

As was found in 2018, the first plans come in time. {#in-time met=2018-11-ilacs#late-plans part="first plans" basis=answered via=2014-06-sif at="paragraph 7"}

One of them was done at once. {#one-at-once met="1 priority-action of 2014-06-sif"}

Care plans are written in time. {#on-time met=2018-11-ilacs#late-plans basis=stated}
"#;

/// A draft: what asks for something has to be seen from reports of both kinds.
const UNREAD: &str = r#"+++
title = "Second inspection of services"
framework = "ilacs"
inspected = "2022-05"
wording = "summary"
reviewed = false
+++

## What needs to improve

- Answer the telephone. {#answer}
"#;

/// The row of a table whose column `key` holds `value`, as pairs of column and cell.
fn row(table: &str, key: &str, value: &str) -> Vec<(&'static str, Cell)> {
    let (documents, mut problems) = Documents::read(Files::from_texts(SITE.iter().copied()));
    let (knowledge, more) = Knowledge::build(documents);
    problems.extend(more);
    // That nobody has read the draft is as it should be.
    problems.retain(|p| p.code != Code::T0317);
    assert!(problems.is_empty(), "{problems:?}");
    let content = Content { knowledge: &knowledge, base: "https://example.org/x/" };
    let table = TABLES.iter().find(|t| t.name() == table).unwrap();
    let names: Vec<&str> = table.columns().iter().map(|c| c.name).collect();
    let mut rows: Vec<Vec<(&str, Cell)>> = Vec::new();
    // However it is cut, the parts have the same rows.
    for part in &Parts::cut_at(&content, 1).document {
        table.each(&content, part, &mut |cells| rows.push(names.iter().copied().zip(cells.iter().cloned()).collect()));
    }
    let mut found =
        rows.into_iter().filter(|row| row.contains(&(names.iter().copied().find(|n| *n == key).unwrap(), text(value))));
    let row = found.next().unwrap();
    assert!(found.next().is_none(), "one row only has {key} {value}");
    row
}

fn text(text: &str) -> Cell {
    Cell::Text(text.to_owned())
}

fn list(texts: &[&str]) -> Cell {
    Cell::List(texts.iter().map(|t| (*t).to_owned()).collect())
}

#[test]
fn authorities() {
    let expected = vec![
        ("id", text("marrowby")),
        ("name", text("Marrowby")),
        ("other_names", list(&["Marrowby Borough", "Marrowby Town"])),
        ("region", text("The Levels")),
        ("ofsted_urn", text("80001")),
        ("ons_code", text("E00000001")),
        ("succeeds", list(&["old-marrowby"])),
        ("page", text("https://example.org/x/authorities/marrowby.html")),
    ];
    assert_eq!(row("authorities", "id", "marrowby"), expected);
}

#[test]
fn themes() {
    let expected = vec![
        ("id", text("plans")),
        ("title", text("Care plans")),
        ("group", Cell::Bool(true)),
        ("terms", list(&["care plan"])),
        ("page", text("https://example.org/x/themes/plans.html")),
    ];
    assert_eq!(row("themes", "id", "plans"), expected);
}

#[test]
fn inspections() {
    let expected = vec![
        ("id", text("marrowby/2014-06-sif")),
        ("authority", text("marrowby")),
        ("ofsted_urn", text("80001")),
        ("ons_code", text("E00000001")),
        ("nature", text("inspection")),
        ("framework", text("sif")),
        (
            "framework_name",
            text(
                "Inspection of services for children in need of help and protection, children looked after and care leavers, \
                 and review of the Local Safeguarding Children Board",
            ),
        ),
        ("title", text("Inspection of all services")),
        ("inspected_from", text("2014-06-02")),
        ("inspected_to", text("2014-06-20")),
        ("published", text("2014-08-01")),
        ("inspectors", list(&["A. Lead", "B. Second"])),
        ("held", Cell::Bool(true)),
        ("reviewed", Cell::Bool(true)),
        ("wording", text("verbatim")),
        ("legal_basis", text("Section 136")),
        ("scope", list(&["plans"])),
        ("not_stated", list(&["grades"])),
        ("source_title", text("Report of 1 August 2014")),
        ("source_url", text("https://example.org/report.pdf")),
        ("source_list", Cell::Nothing),
        ("source_licence", text("Crown copyright")),
        ("source_file", text("report.pdf")),
        ("source_sha256", text("0123abcd")),
        ("recommendations", Cell::Number(2)),
        ("page", text("https://example.org/x/inspections/marrowby/2014-06-sif.html")),
    ];
    assert_eq!(row("inspections", "id", "marrowby/2014-06-sif"), expected);
    let known_only = row("inspections", "id", "marrowby/2016-03-monitoring-visit");
    for cell in [("held", Cell::Bool(false)), ("reviewed", Cell::Bool(true)), ("scope", Cell::Nothing)]
        .into_iter()
        .chain([("source_list", text("https://example.org/reports"))])
    {
        assert!(known_only.contains(&cell), "{cell:?} in {known_only:?}");
    }
}

#[test]
fn judgements() {
    let expected = vec![
        ("inspection", text("marrowby/2014-06-sif")),
        ("authority", text("marrowby")),
        ("date", text("2014-06-20")),
        ("framework", text("sif")),
        ("name", text("Leadership")),
        ("grade", text("Good")),
        ("page", text("https://example.org/x/inspections/marrowby/2014-06-sif.html")),
    ];
    assert_eq!(row("judgements", "name", "Leadership"), expected);
}

/// Missed in 2018 in the editor's reading, and raised again there; the visit of 2021 speaks of it in a
/// group, and says of the newer one that it is met.
#[test]
fn recommendations() {
    let expected = vec![
        ("id", text("marrowby/2014-06-sif#write-plans")),
        ("inspection", text("marrowby/2014-06-sif")),
        ("authority", text("marrowby")),
        ("ofsted_urn", text("80001")),
        ("ons_code", text("E00000001")),
        ("date", text("2014-06-20")),
        ("kind", text("priority-action")),
        ("label", text("immediate action")),
        ("words", text("Write care plans in time.")),
        ("wording", text("verbatim")),
        ("at", text("page 3")),
        ("original", text("https://example.org/report.pdf#page=3")),
        ("by", text("within a month")),
        ("to", text("the board")),
        ("tag", text("Outcome 4")),
        ("themes", list(&["plans"])),
        ("outcome", text("partly-met")),
        ("reader", text("inspector")),
        ("decided_by", text("marrowby/2021-03-focused-visit#all-under-way")),
        ("decided_on", text("2021-03")),
        ("raised", Cell::Number(2)),
        ("thread", text("marrowby/2014-06-sif#write-plans")),
        ("thread_outcome", text("met")),
        ("thread_reader", text("inspector")),
        ("thread_since", text("2014-06-20")),
        ("page", text("https://example.org/x/recommendations/marrowby/2014-06-sif/write-plans.html")),
    ];
    assert_eq!(row("recommendations", "id", "marrowby/2014-06-sif#write-plans"), expected);
    let newer = row("recommendations", "id", "marrowby/2018-11-ilacs#late-plans");
    for cell in [
        ("inspection", text("marrowby/2018-11-ilacs")),
        ("outcome", text("met")),
        ("decided_by", text("marrowby/2021-03-focused-visit#on-time")),
        ("thread", text("marrowby/2014-06-sif#write-plans")),
        ("thread_since", text("2014-06-20")),
        ("at", Cell::Nothing),
        ("original", text("https://example.org/reports")),
        ("wording", text("summary")),
    ] {
        assert!(newer.contains(&cell), "{cell:?} in {newer:?}");
    }
    // Nobody has said anything of what was asked last.
    let last = row("recommendations", "id", "marrowby/2022-05-ilacs#answer");
    for cell in [("outcome", text("awaiting")), ("reader", Cell::Nothing), ("thread_reader", Cell::Nothing)] {
        assert!(last.contains(&cell), "{cell:?} in {last:?}");
    }
}

#[test]
fn follow_ups() {
    let expected = vec![
        ("finding", text("marrowby/2021-03-focused-visit#in-time")),
        ("report", text("marrowby/2021-03-focused-visit")),
        ("authority", text("marrowby")),
        ("date", text("2021-03")),
        ("says", text("met")),
        ("target", text("one")),
        ("quantity", Cell::Nothing),
        ("count", Cell::Nothing),
        ("on", text("marrowby/2018-11-ilacs#late-plans")),
        ("basis", text("answered")),
        ("reader", text("editor")),
        ("part", text("first plans")),
        ("via", text("marrowby/2014-06-sif")),
        ("words", text("As was found in 2018, the first plans come in time.")),
        ("wording", text("summary")),
        ("at", text("paragraph 7")),
        ("original", text("https://example.org/reports")),
        ("page", text("https://example.org/x/inspections/marrowby/2021-03-focused-visit.html#in-time")),
    ];
    assert_eq!(row("follow-ups", "part", "first plans"), expected);
    let counted = row("follow-ups", "finding", "marrowby/2021-03-focused-visit#one-at-once");
    for cell in [("quantity", text("counted")), ("count", Cell::Number(1)), ("target", text("group"))] {
        assert!(counted.contains(&cell), "{cell:?} in {counted:?}");
    }
    let group = row("follow-ups", "finding", "marrowby/2021-03-focused-visit#all-under-way");
    for cell in [
        ("says", text("partly-met")),
        ("target", text("group")),
        ("quantity", text("all")),
        ("on", text("marrowby/2014-06-sif")),
        ("basis", text("group")),
        ("reader", text("inspector")),
    ] {
        assert!(group.contains(&cell), "{cell:?} in {group:?}");
    }
}

#[test]
fn findings() {
    let expected = vec![
        ("id", text("marrowby/2014-06-sif#write-plans")),
        ("report", text("marrowby/2014-06-sif")),
        ("authority", text("marrowby")),
        ("date", text("2014-06-20")),
        ("kind", text("priority-action")),
        ("words", text("Write care plans in time.")),
        ("wording", text("verbatim")),
        ("at", text("page 3")),
        ("original", text("https://example.org/report.pdf#page=3")),
        ("tag", text("Outcome 4")),
        ("themes", list(&["plans"])),
        ("page", text("https://example.org/x/inspections/marrowby/2014-06-sif.html#write-plans")),
    ];
    assert_eq!(row("findings", "id", "marrowby/2014-06-sif#write-plans"), expected);
}

#[test]
fn no_name_stands_twice_in_a_table() {
    for table in TABLES {
        let mut names: Vec<&str> = table.columns().iter().map(|c| c.name).collect();
        names.sort_unstable();
        let all = names.len();
        names.dedup();
        assert_eq!(names.len(), all, "{}", table.name());
    }
}
