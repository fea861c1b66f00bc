//! What the program makes of a row, in the words of the tables.

use std::collections::{BTreeMap, BTreeSet};

use throughline::diagnostics::{Code, Diagnostic, Severity};
use throughline::model::grid::{CellState, grid};
use throughline::model::thread::marks_with_thread;
use throughline::model::{FindingId, Knowledge, Mark, ReportId};
use throughline::source::words::{Basis, Kind};
use throughline::source::{Documents, Files};

use super::content::{Site, named};

/// What the program knows of a row.
pub(super) struct Seen {
    knowledge: Knowledge,
    problems: Vec<Diagnostic>,
    site: Site,
    labels: BTreeMap<String, String>,
    recommendations: BTreeMap<String, FindingId>,
}

/// A difference, in words.
pub(super) struct Difference {
    /// What the row says.
    pub expected: String,
    /// What the program says.
    pub got: String,
}

impl Seen {
    /// Reads and joins the site of a row.
    pub(super) fn new(site: Site) -> Self {
        let texts = site.files.iter().map(|(path, text)| (path.as_str(), text.as_str()));
        let (documents, mut problems) = Documents::read(Files::from_texts(texts));
        let (knowledge, more) = Knowledge::build(documents);
        problems.extend(more);
        let labels = site.reports.iter().map(|(label, id)| (id.clone(), label.clone())).collect();
        let ids: BTreeMap<String, FindingId> =
            knowledge.recommendations().map(|id| (knowledge.finding_name(id), id)).collect();
        let recommendations = site
            .recommendations
            .iter()
            .filter_map(|(name, full)| ids.get(full).map(|id| (name.clone(), *id)))
            .collect();
        Self { knowledge, problems, site, labels, recommendations }
    }

    /// Whether a line of a row is so; `Err` when it cannot be read.
    pub(super) fn compare(&self, line: &str) -> Result<Option<Difference>, String> {
        if let Some((id, value)) = line.split_once(" -> ") {
            return Ok(differ(unordered(value), unordered(&self.standing(self.one(id)?))));
        }
        let (what, value) = line.split_once(' ').ok_or("it is no report and expects nothing")?;
        if what == "warns" || what == "errors" {
            return Ok(None);
        }
        let (of, value) = value.split_once(':').ok_or("a colon is missing")?;
        let got = match what {
            "thread" => return self.compare_thread(of, value),
            "grid" => self.row(of)?,
            "verdicts" => self.verdicts(self.one(of)?),
            "claims" => self.claims(self.one(of)?),
            "evidence" => self.evidence(self.one(of)?),
            _ => return Err(format!("`{what}` is not a word of expectations")),
        };
        Ok(differ(ordered(value), ordered(&got)))
    }

    /// What no line says but must be said: claims, and what `check` finds wrong.
    pub(super) fn unsaid(&self, lines: &[&str]) -> Vec<Difference> {
        let said = |start: String| lines.iter().any(|l| l.starts_with(&start));
        let claims = self.recommendations.iter().filter_map(|(name, id)| {
            let got = self.claims(*id);
            (!got.is_empty() && !said(format!("claims {name}:"))).then(|| Difference {
                expected: format!("claims {name}: (none)"),
                got: format!("claims {name}: {got}"),
            })
        });
        let levels = [("warns", Severity::Warning), ("errors", Severity::Error)].into_iter();
        let codes = levels.filter_map(|(word, severity)| {
            let expected: BTreeSet<&str> =
                lines.iter().filter_map(|l| l.strip_prefix(word)).flat_map(str::split_whitespace).collect();
            let got: BTreeSet<&str> = self
                .problems
                .iter()
                .filter(|p| p.severity() == severity && p.code != Code::T0317)
                .map(|p| p.code.name())
                .collect();
            let list = |codes: BTreeSet<&str>| Vec::from_iter(codes).join(" ");
            differ(format!("{word} {}", list(expected)), format!("{word} {}", list(got)))
        });
        claims.chain(codes).collect()
    }

    fn one(&self, name: &str) -> Result<FindingId, String> {
        self.recommendations
            .get(name.trim())
            .copied()
            .ok_or_else(|| format!("there is no recommendation `{}`", name.trim()))
    }

    fn label(&self, report: ReportId) -> &str {
        &self.labels[&self.knowledge.report(report).id()]
    }

    fn names(&self, members: &[FindingId]) -> String {
        let names: BTreeSet<&str> =
            self.recommendations.iter().filter(|(_, id)| members.contains(id)).map(|(name, _)| name.as_str()).collect();
        Vec::from_iter(names).join(", ")
    }

    fn standing(&self, id: FindingId) -> String {
        let mut parts = vec![self.knowledge.standings[&id].outcome.word().to_owned()];
        parts.extend(marks_with_thread(&self.knowledge, id).iter().map(|m| self.mark(m)));
        let thread = self.knowledge.thread(self.knowledge.thread_of[&id]);
        let carried_on: BTreeSet<&str> =
            thread.carried_on.get(&id).into_iter().flatten().map(|newer| self.label(newer.report)).collect();
        parts.extend(carried_on.iter().map(|label| format!("carried on in {label}")));
        parts.join("; ")
    }

    fn mark(&self, mark: &Mark) -> String {
        match mark {
            Mark::Raised(times) => format!("raised {times} times"),
            Mark::EditorsReading => "by the editor's reading".to_owned(),
            Mark::FellBack => "fell back".to_owned(),
            Mark::MetAgain => "met again".to_owned(),
            Mark::LastHeardOf(report) => format!("last heard of in {}", self.label(*report)),
            Mark::LaterReportNotRead(_) => "later report not yet read".to_owned(),
            Mark::InPart => "in part".to_owned(),
        }
    }

    fn compare_thread(&self, of: &str, value: &str) -> Result<Option<Difference>, String> {
        let mut ids = of.split(',').map(|name| self.one(name));
        let first = ids.next().ok_or("a thread has members")??;
        let members: BTreeSet<FindingId> = ids.collect::<Result<_, _>>()?;
        let members: Vec<FindingId> = members.into_iter().chain([first]).collect();
        let thread = self.knowledge.thread(self.knowledge.thread_of[&first]);
        let since = self
            .knowledge
            .report_ids()
            .find(|r| self.knowledge.date(*r) == thread.since && thread.members.iter().any(|m| m.report == *r));
        let since = since.map_or_else(|| thread.since.in_words(), |r| self.label(r).to_owned());
        let mut parts =
            vec![thread.outcome.word().to_owned(), format!("since {since}"), format!("raised {}", thread.raised)];
        parts.extend(thread.awaiting_after.map(|r| format!("awaiting after {}", self.label(r))));
        parts.extend(thread.by_reading.then(|| "by the editor's reading".to_owned()));
        parts.extend(thread.missed_to_met.then(|| "from missed to met".to_owned()));
        let expected = format!("{}: {}", self.names(&members), unordered(value));
        Ok(differ(expected, format!("{}: {}", self.names(&thread.members), unordered(&parts.join("; ")))))
    }

    fn verdicts(&self, id: FindingId) -> String {
        let verdicts = self.knowledge.standings[&id].verdicts.iter().map(|v| {
            let again = if v.raised_again && v.basis != Basis::RaisedAgain { " again" } else { "" };
            format!("{} {} {}{again}", self.label(v.report), v.verdict.word(), basis(v.basis))
        });
        Vec::from_iter(verdicts).join(" | ")
    }

    fn claims(&self, id: FindingId) -> String {
        let claims = self.knowledge.standings[&id].claims.iter().map(|claim| {
            let answered = claim.answered_in.map(|r| format!(" in {}", self.label(r))).unwrap_or_default();
            format!("{} {}, {}{answered}", self.label(claim.by.report), claim.key.word(), claim.status.shown())
        });
        Vec::from_iter(claims).join(" | ")
    }

    fn evidence(&self, id: FindingId) -> String {
        let standing = &self.knowledge.standings[&id];
        let by = standing.deciding_verdict().map_or(&standing.decided_by, |v| &v.by);
        let reports: BTreeSet<&str> = by.iter().map(|f| self.label(f.report)).collect();
        Vec::from_iter(reports).join(" | ")
    }

    /// The row of a recommendation's thread in the grid of its authority, or `of` another.
    fn row(&self, of: &str) -> Result<String, String> {
        let (authority, id) = match of.trim().strip_prefix("of ").and_then(|o| o.split_once(' ')) {
            Some((authority, id)) => (authority.to_owned(), self.one(id)?),
            None => {
                let id = self.one(of)?;
                (self.knowledge.report(id.report).authority.clone(), id)
            }
        };
        let grid = grid(&self.knowledge, &authority);
        let thread = self.knowledge.thread_of[&id];
        let Some(row) = grid.rows.iter().find(|r| r.thread == thread) else {
            return Ok("(no row)".to_owned());
        };
        let cells = grid.columns.iter().zip(&row.cells);
        Ok(Vec::from_iter(cells.map(|(r, cell)| format!("{} {}", self.label(*r), words(cell.state)))).join(" | "))
    }

    /// Whether every date in an expectation is that of a report, so that a slip in one is found.
    pub(super) fn check_labels(&self, line: &str) -> Result<(), String> {
        let is_date = |w: &&str| w.len() >= 4 && w.starts_with(|c: char| c.is_ascii_digit());
        let mut labels = line.split([' ', ';', '|', ',']).filter(is_date);
        labels.try_for_each(|label| named(&self.site.reports, label).map(|_| ()))
    }
}

fn words(state: CellState) -> String {
    match state {
        CellState::Empty => "-".to_owned(),
        CellState::Unread => "unread".to_owned(),
        CellState::Raised(kind) => format!("raised{}", level(kind)),
        CellState::Verdict { verdict, basis: rung, raised_again } => {
            let again = raised_again.map(|kind| format!(" again{}", level(kind)));
            let rung = if rung == Basis::RaisedAgain { String::new() } else { format!(" {}", basis(rung)) };
            format!("{}{rung}{}", verdict.word(), again.unwrap_or_default())
        }
        CellState::Superseded => "superseded".to_owned(),
        CellState::Claimed(key) => format!("claimed {}", key.word()),
        CellState::Planned => "planned".to_owned(),
        CellState::NotSaidWhich => "not said which".to_owned(),
        CellState::OutOfScope => "out of scope".to_owned(),
        CellState::Silent => "silent".to_owned(),
        CellState::NotHeld => "not held".to_owned(),
    }
}

fn level(kind: Kind) -> &'static str {
    if kind == Kind::PriorityAction { " as priority action" } else { "" }
}

fn basis(basis: Basis) -> &'static str {
    if basis == Basis::RaisedAgain { "again" } else { basis.word() }
}

fn differ(expected: String, got: String) -> Option<Difference> {
    (expected != got).then_some(Difference { expected, got })
}

/// The first part, then the others in one order.
fn unordered(value: &str) -> String {
    let mut parts: Vec<&str> = value.split(';').map(str::trim).filter(|p| !p.is_empty()).collect();
    if let Some(rest) = parts.get_mut(1..) {
        rest.sort_unstable();
    }
    parts.join("; ")
}

/// Cells with single spaces.
fn ordered(value: &str) -> String {
    let cells = value.split('|').map(|c| Vec::from_iter(c.split_whitespace()).join(" "));
    Vec::from_iter(cells).join(" | ")
}
