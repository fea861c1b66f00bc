//! Reads the tables: from text to rows, saying which line is wrong.

/// A case: reports, and what is expected of them.
#[derive(Debug)]
pub(super) struct Row {
    /// What it shows.
    pub name: String,
    /// Where its name stands: file and line.
    pub place: String,
    /// Its reports in the order in which they are written.
    pub reports: Vec<ReportLine>,
    /// What is expected.
    pub expected: Vec<Expected>,
}

/// A line that says what is expected.
#[derive(Debug)]
pub(super) struct Expected {
    /// Its line in the file.
    pub line: usize,
    /// As written.
    pub text: String,
}

/// A report of a row.
#[derive(Debug)]
pub(super) struct ReportLine {
    /// What the row calls it: its date, with a letter when there are several of one date.
    pub label: String,
    /// Its date.
    pub date: String,
    /// Its framework.
    pub framework: String,
    /// Whose it is.
    pub authority: String,
    /// Whether somebody has read it.
    pub reviewed: bool,
    /// Whether its text is here.
    pub held: bool,
    /// What a narrow visit looked at.
    pub scope: Option<Vec<String>>,
    /// When it was published, when that is said as well.
    pub published: Option<String>,
    /// Whether the date is that of publication and the visit has none.
    pub visit_unknown: bool,
    /// What it says.
    pub statements: Vec<Statement>,
}

/// One thing that a report says.
#[derive(Debug, Default)]
pub(super) struct Statement {
    /// Whether it asks, and at what level.
    pub asks: Option<&'static str>,
    /// The id that the row gives it.
    pub id: Option<String>,
    /// Links: key and target.
    pub links: Vec<(String, Target)>,
    /// Other attributes: key and value.
    pub attributes: Vec<(&'static str, String)>,
    /// The report whose conclusion it repeats.
    pub via: Option<String>,
    /// The family, when not the framework's.
    pub family: Option<String>,
    /// Whether the program read its links, and no file holds them.
    pub by_program: bool,
    /// Whether it stood on the page of the known-only inspection before.
    pub taken_over: bool,
}

/// What a link names.
#[derive(Debug)]
pub(super) enum Target {
    /// Recommendations by the row's ids.
    Ones(Vec<String>),
    /// `all of`, `most priority-action of` and a report.
    Group(String, String),
    /// A report.
    Report(String),
}

const LINKS: &[&str] =
    &["met", "partly-met", "missed", "again", "remains", "supersedes", "done", "under-way", "plans", "mentions"];

/// Reads a table; lines that cannot be read come back beside the rows.
pub(super) fn read(file: &str, text: &str) -> (Vec<Row>, Vec<String>) {
    let mut rows: Vec<Row> = Vec::new();
    let mut wrong = Vec::new();
    for (line, written) in (1..).zip(text.lines()) {
        let text = written.split('#').next().unwrap_or("").trim();
        if text.is_empty() {
            continue;
        }
        if let Some(name) = text.strip_prefix("== ") {
            let place = format!("{file}:{line}");
            rows.push(Row { name: name.to_owned(), place, reports: Vec::new(), expected: Vec::new() });
            continue;
        }
        let read = match rows.last_mut() {
            Some(row) => add(row, line, text),
            None => Err("it stands before the first row".to_owned()),
        };
        if let Err(why) = read {
            wrong.push(format!("{file}:{line}: `{text}` cannot be read: {why}"));
        }
    }
    (rows, wrong)
}

fn add(row: &mut Row, line: usize, text: &str) -> Result<(), String> {
    if let Some(more) = text.strip_prefix(':') {
        let report = row.reports.last_mut().ok_or("no report stands above it")?;
        report.statements.extend(statements(more)?);
    } else if text.starts_with(|c: char| c.is_ascii_digit()) {
        row.reports.push(report(text)?);
    } else {
        row.expected.push(Expected { line, text: text.to_owned() });
    }
    Ok(())
}

fn report(text: &str) -> Result<ReportLine, String> {
    let (head, said) = text.split_once(':').ok_or("a report needs a colon, even if it says nothing")?;
    let mut words = head.split_whitespace();
    let label = words.next().ok_or("a report begins with its date")?.to_owned();
    let mut report = ReportLine {
        date: label.trim_end_matches(|c: char| c.is_ascii_lowercase()).to_owned(),
        label,
        framework: words.next().ok_or("a framework stands behind the date")?.to_owned(),
        authority: "marrowby".to_owned(),
        reviewed: true,
        held: true,
        scope: None,
        published: None,
        visit_unknown: false,
        statements: statements(said)?,
    };
    while let Some(word) = words.next() {
        let mut value = || words.next().ok_or(format!("`{word}` needs a value"));
        match word {
            "unreviewed" => report.reviewed = false,
            "not-held" => report.held = false,
            "visit-unknown" => report.visit_unknown = true,
            "scope" => report.scope = Some(value()?.split(',').map(str::to_owned).collect()),
            "published" => report.published = Some(value()?.to_owned()),
            "at" => value()?.clone_into(&mut report.authority),
            _ => return Err(format!("`{word}` is not said of a report")),
        }
    }
    Ok(report)
}

fn statements(text: &str) -> Result<Vec<Statement>, String> {
    text.split(';').map(str::trim).filter(|s| !s.is_empty()).map(statement).collect()
}

fn statement(text: &str) -> Result<Statement, String> {
    let mut statement = Statement::default();
    let mut words = text.split_whitespace();
    while let Some(word) = words.next() {
        if word == "program" || word == "taken-over" {
            statement.by_program |= word == "program";
            statement.taken_over |= word == "taken-over";
            continue;
        }
        if matches!(word, "stated" | "answered") {
            statement.attributes.push(("basis", word.to_owned()));
            continue;
        }
        let value = words.next().ok_or(format!("`{word}` needs a value"))?.to_owned();
        match word {
            "ask" => (statement.asks, statement.id) = (Some("recommendation"), Some(value)),
            "priority" => (statement.asks, statement.id) = (Some("priority-action"), Some(value)),
            "part" => statement.attributes.push(("part", value)),
            "theme" => statement.attributes.push(("theme", value.replace(',', ", "))),
            "suggested" => statement.attributes.push(("suggested-theme", value)),
            "family" => statement.family = Some(value),
            "via" => statement.via = Some(value),
            "mentions" => statement.links.push((word.to_owned(), Target::Report(value))),
            key if LINKS.contains(&key) => {
                statement.links.push((key.to_owned(), target(value, &mut words)?));
            }
            _ => return Err(format!("`{word}` is not a word of a statement")),
        }
    }
    Ok(statement)
}

fn target<'a>(first: String, words: &mut impl Iterator<Item = &'a str>) -> Result<Target, String> {
    let is_count = first.bytes().all(|b| b.is_ascii_digit());
    if !is_count && !matches!(first.as_str(), "all" | "none" | "most" | "some") {
        return Ok(Target::Ones(first.split('+').map(str::to_owned).collect()));
    }
    let mut group = first;
    for word in words.by_ref() {
        group.push(' ');
        group.push_str(word);
        if word == "of" {
            let report = words.next().ok_or("`of` needs a report")?;
            return Ok(Target::Group(group, report.to_owned()));
        }
    }
    Err("a group needs `of` and a report".to_owned())
}
