//! Turns a row into the content files of a small invented site.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::row::{ReportLine, Row, Statement, Target};

/// Files of every row: path and text. `new-marrowby` took over from `marrowby`, `greater-marrowby`
/// from that; `otherton` has to do with none of them.
const SURROUNDINGS: &[(&str, &str)] = &[
    ("site.toml", "title = \"Rows\"\n"),
    ("content/authorities/marrowby.md", "+++\nname = \"Marrowby\"\nreports = \"https://example.org/reports\"\n+++\n"),
    (
        "content/authorities/new-marrowby.md",
        "+++\nname = \"New Marrowby\"\nreports = \"https://example.org/reports\"\nsucceeds = [\"marrowby\"]\n+++\n",
    ),
    (
        "content/authorities/greater-marrowby.md",
        "+++\nname = \"Greater Marrowby\"\nreports = \"https://example.org/reports\"\nsucceeds = [\"new-marrowby\"]\n+++\n",
    ),
    ("content/authorities/otherton.md", "+++\nname = \"Otherton\"\nreports = \"https://example.org/reports\"\n+++\n"),
    ("content/themes/care-leavers.md", "+++\ntitle = \"Care leavers\"\ngroup = true\n+++\n"),
    ("content/themes/children-in-need.md", "+++\ntitle = \"Children in need\"\ngroup = true\n+++\n"),
    ("content/themes/plans.md", "+++\ntitle = \"Plans\"\n+++\n"),
    ("content/themes/assessments.md", "+++\ntitle = \"Assessments\"\n+++\n"),
    ("content/frameworks/full.toml", "name = \"Full inspection\"\nfamily = \"care\"\nfull = true\n"),
    ("content/frameworks/narrow.toml", "name = \"Narrow visit\"\nfamily = \"care\"\n"),
    (
        "content/frameworks/old-full.toml",
        "name = \"Former full inspection\"\nfamily = \"care\"\nfull = true\nended = 2012-12-31\n",
    ),
    (
        "content/frameworks/board.toml",
        "name = \"Review of the board\"\nfamily = \"board\"\nfull = true\nended = 2018-12-31\n",
    ),
    ("content/frameworks/school.toml", "name = \"School inspection\"\nfamily = \"school\"\nfull = true\n"),
    ("content/frameworks/school-visit.toml", "name = \"School visit\"\nfamily = \"school\"\n"),
];

/// The site of a row, and what the program calls what the row speaks of.
#[derive(Debug, Default)]
pub(super) struct Site {
    /// Files: path and text.
    pub files: Vec<(String, String)>,
    /// Full ids of reports, by the row's label.
    pub reports: BTreeMap<String, String>,
    /// Full ids of recommendations, by the row's id.
    pub recommendations: BTreeMap<String, String>,
    /// What the program reads.
    pub program: Vec<ProgramReads>,
}

/// A link that the program reads: the finding's full id, its key and its target.
#[derive(Debug)]
pub(super) struct ProgramReads {
    /// The finding.
    pub by: String,
    /// The link's key.
    pub key: String,
    /// As a link would name it: an id, or a group of a report.
    pub target: String,
}

/// The site of a row.
pub(super) fn site(row: &Row) -> Result<Site, String> {
    let mut site = Site { files: owned(SURROUNDINGS), ..Site::default() };
    let mut names: BTreeMap<String, usize> = BTreeMap::new();
    for report in &row.reports {
        let stem = format!("{}/{}-{}", report.authority, month(&report.date), report.framework);
        let count = names.entry(stem.clone()).or_insert(0);
        *count += 1;
        let id = if *count == 1 { stem } else { format!("{stem}-{count}") };
        for name in report.statements.iter().filter_map(|s| s.id.as_ref()) {
            if site.recommendations.insert(name.clone(), format!("{id}#{name}")).is_some() {
                return Err(format!("two recommendations are called `{name}`"));
            }
        }
        if site.reports.insert(report.label.clone(), id).is_some() {
            return Err(format!("two reports are called `{}`; put a letter behind one", report.label));
        }
    }
    for report in &row.reports {
        let folder = if is_update(report) { "updates" } else { "inspections" };
        let path = format!("content/{folder}/{}.md", site.reports[&report.label]);
        let text = format!("+++\n{}+++\n\n{}", front_matter(report), body(&site, report)?);
        let read = program(&site, report)?;
        site.files.push((path, text));
        site.program.extend(read);
    }
    Ok(site)
}

fn owned(files: &[(&str, &str)]) -> Vec<(String, String)> {
    files.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect()
}

fn is_update(report: &ReportLine) -> bool {
    report.framework == "update"
}

/// The date as far as the month: what a report's id begins with.
fn month(date: &str) -> &str {
    date.get(..7).unwrap_or(date)
}

/// A full date as it is, one known only in part as a string.
fn toml_date(date: &str) -> String {
    if date.len() == 10 { date.to_owned() } else { format!("\"{date}\"") }
}

fn front_matter(report: &ReportLine) -> String {
    let mut toml = format!(
        "title = \"A report\"\nframework = \"{}\"\nwording = \"summary\"\nsource = {{ list = \"https://example.org/papers\" }}\nreviewed = {}\nheld = {}\n",
        report.framework, report.reviewed, report.held
    );
    let date = toml_date(&report.date);
    if is_update(report) || report.visit_unknown {
        writeln!(toml, "published = {date}").unwrap();
    } else {
        writeln!(toml, "inspected = {{ to = {date} }}").unwrap();
    }
    if let Some(published) = &report.published {
        writeln!(toml, "published = {}", toml_date(published)).unwrap();
    }
    let taken_over = (1..).zip(&report.statements).filter(|(_, s)| s.taken_over).map(|(n, s)| id_of(n, s));
    let taken_over: Vec<String> = taken_over.collect();
    if !taken_over.is_empty() {
        writeln!(toml, "taken_over = {taken_over:?}").unwrap();
    }
    if let Some(scope) = &report.scope {
        writeln!(toml, "scope = {scope:?}").unwrap();
    }
    toml
}

/// The id of a statement in its report.
fn id_of(number: usize, statement: &Statement) -> String {
    statement.id.clone().unwrap_or_else(|| format!("said-{number}"))
}

fn program(site: &Site, report: &ReportLine) -> Result<Vec<ProgramReads>, String> {
    let mut read = Vec::new();
    for (number, statement) in (1..).zip(&report.statements).filter(|(_, s)| s.by_program) {
        let by = format!("{}#{}", site.reports[&report.label], id_of(number, statement));
        for (key, target) in &statement.links {
            for target in written(site, target)?.split(", ") {
                read.push(ProgramReads { by: by.clone(), key: key.clone(), target: target.to_owned() });
            }
        }
    }
    Ok(read)
}

fn body(site: &Site, report: &ReportLine) -> Result<String, String> {
    let mut text = String::new();
    for (number, statement) in (1..).zip(&report.statements) {
        let kind = kind(report, statement);
        let family = statement.family.as_ref().map_or_else(String::new, |f| format!(" family={f}"));
        let id = id_of(number, statement);
        write!(text, "## Part {number} {{kind={kind}{family}}}\n\n- Words of point {number}. {{#{id}").unwrap();
        for (key, target) in statement.links.iter().filter(|_| !statement.by_program) {
            write!(text, " {key}=\"{}\"", written(site, target)?).unwrap();
        }
        for (key, value) in &statement.attributes {
            write!(text, " {key}=\"{value}\"").unwrap();
        }
        if let Some(via) = &statement.via {
            write!(text, " via={}", named(&site.reports, via)?).unwrap();
        }
        text.push_str("}\n\n");
    }
    Ok(text)
}

fn kind(report: &ReportLine, statement: &Statement) -> &'static str {
    match statement.asks {
        Some(asks) => asks,
        None if !is_update(report) => "finding",
        None if statement.links.iter().any(|(key, _)| key == "plans") => "plan",
        None => "claim",
    }
}

fn written(site: &Site, target: &Target) -> Result<String, String> {
    match target {
        Target::Ones(ids) => {
            let full: Result<Vec<&str>, String> = ids.iter().map(|id| named(&site.recommendations, id)).collect();
            Ok(full?.join(", "))
        }
        Target::Group(group, report) => Ok(format!("{group} {}", named(&site.reports, report)?)),
        Target::Report(report) => Ok(named(&site.reports, report)?.to_owned()),
    }
}

/// The full id of what the row calls so.
pub(super) fn named<'a>(names: &'a BTreeMap<String, String>, name: &str) -> Result<&'a str, String> {
    names.get(name).map(String::as_str).ok_or_else(|| format!("the row has no `{name}`"))
}
