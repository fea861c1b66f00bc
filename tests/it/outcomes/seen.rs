//! What the program makes of a row, in the words of the tables.

use std::collections::{BTreeMap, BTreeSet};

use throughline::diagnostics::{Code, Diagnostic, Severity};
use throughline::model::changes::changes;
use throughline::model::grid::{CellState, grid};
use throughline::model::{
    Because, ClaimStatus, FindingId, Knowledge, Linked, Mark, On, Reader, Reading, Recommendation, RecommendationId,
    ReportId,
};
use throughline::source::words::{Basis, Kind, LinkKey, Quantity};
use throughline::source::{Documents, Files};

use super::content::{ProgramReads, Site, named};

/// What the program knows of a row.
pub(super) struct Seen {
    knowledge: Knowledge,
    problems: Vec<Diagnostic>,
    site: Site,
    labels: BTreeMap<String, String>,
    recommendations: BTreeMap<String, RecommendationId>,
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
        let (linked, more) = Linked::build(documents);
        problems.extend(more);
        let readings = readings(&linked, &site);
        let (knowledge, more) = Knowledge::conclude(linked, readings);
        problems.extend(more);
        let labels = site.reports.iter().map(|(label, id)| (id.clone(), label.clone())).collect();
        let ids: BTreeMap<String, RecommendationId> =
            knowledge.recommendations.iter().map(|r| (knowledge.finding_name(r.finding), r.id)).collect();
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
            "words" => self.words(self.one(of)?),
            "because" => Self::because(&self.one(of)?.because, |r| self.label(r).to_owned()),
            "thread-because" => {
                let thread = self.knowledge.thread(self.one(of)?.thread);
                Self::because(&thread.because, |r| self.label(r).to_owned())
            }
            "silent-on" => self.silent_on(of)?,
            _ => return Err(format!("`{what}` is not a word of expectations")),
        };
        Ok(differ(ordered(value), ordered(&got)))
    }

    /// What no line says but must be said: claims, and what `check` finds wrong.
    pub(super) fn unsaid(&self, lines: &[&str]) -> Vec<Difference> {
        let said = |start: String| lines.iter().any(|l| l.starts_with(&start));
        let claims = self.recommendations.iter().filter_map(|(name, id)| {
            let got = self.claims(self.knowledge.recommendation(*id));
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

    fn one(&self, name: &str) -> Result<&Recommendation, String> {
        self.recommendations
            .get(name.trim())
            .map(|id| self.knowledge.recommendation(*id))
            .ok_or_else(|| format!("there is no recommendation `{}`", name.trim()))
    }

    fn label(&self, report: ReportId) -> &str {
        &self.labels[&self.knowledge.report(report).id()]
    }

    fn names(&self, members: &[RecommendationId]) -> String {
        let names: BTreeSet<&str> =
            self.recommendations.iter().filter(|(_, id)| members.contains(id)).map(|(name, _)| name.as_str()).collect();
        Vec::from_iter(names).join(", ")
    }

    fn standing(&self, recommendation: &Recommendation) -> String {
        let mut parts = vec![recommendation.outcome().word().to_owned()];
        parts.extend(recommendation.marks.iter().map(|m| self.mark(m)));
        parts.extend(reading(recommendation.reader()));
        let newer = recommendation.ties.carried_on_by.iter().map(|newer| self.knowledge.report_of(*newer));
        let carried_on: BTreeSet<&str> = newer.map(|report| self.label(report)).collect();
        parts.extend(carried_on.iter().map(|label| format!("carried on in {label}")));
        parts.join("; ")
    }

    fn mark(&self, mark: &Mark) -> String {
        match mark {
            Mark::Raised(times) => format!("raised {times} times"),
            Mark::FellBack => "fell back".to_owned(),
            Mark::MetAgain => "met again".to_owned(),
            Mark::LastHeardOf(report) => format!("last heard of in {}", self.label(*report)),
            Mark::LaterReportNotRead(_) => "later report not yet read".to_owned(),
            Mark::OnPartOnly => "on a part only".to_owned(),
            Mark::RaisedByProgram(times) => format!("raised {times} more by the program's reading"),
            Mark::ReadByProgram(report, verdict) => {
                format!("the program reads {} in {}", verdict.word(), self.label(*report))
            }
        }
    }

    fn compare_thread(&self, of: &str, value: &str) -> Result<Option<Difference>, String> {
        let mut ids = of.split(',').map(|name| self.one(name));
        let first = ids.next().ok_or("a thread has members")??;
        let members: BTreeSet<RecommendationId> = ids.map(|one| one.map(|r| r.id)).collect::<Result<_, _>>()?;
        let members: Vec<RecommendationId> = members.into_iter().chain([first.id]).collect();
        let thread = self.knowledge.thread(first.thread);
        let since = self.knowledge.report_of(thread.first);
        let mut parts = vec![
            thread.outcome().word().to_owned(),
            format!("since {}", self.label(since)),
            format!("raised {}", thread.raised()),
        ];
        if thread.raised_by_program > 0 {
            parts.push(format!("raised {} more by the program's reading", thread.raised_by_program));
        }
        parts.extend(thread.awaiting_after().map(|r| format!("awaiting after {}", self.label(r))));
        parts.extend(reading(thread.because.reader()));
        parts.extend(thread.missed_before.is_some().then(|| "from missed to met".to_owned()));
        parts.extend((!thread.is_read).then(|| "not read".to_owned()));
        let expected = format!("{}: {}", self.names(&members), unordered(value));
        Ok(differ(expected, format!("{}: {}", self.names(&thread.members), unordered(&parts.join("; ")))))
    }

    fn verdicts(&self, recommendation: &Recommendation) -> String {
        let verdicts = recommendation.verdicts.iter().map(|v| {
            let again = if v.raised_again && v.basis != Basis::RaisedAgain { " again" } else { "" };
            format!("{} {} {}{again}", self.label(v.report), v.verdict.word(), basis(v.basis))
        });
        Vec::from_iter(verdicts).join(" | ")
    }

    fn claims(&self, recommendation: &Recommendation) -> String {
        let claims = recommendation.claims.iter().map(|claim| {
            let answered = claim.answer.as_ref().map(|v| format!(" in {}", self.label(v.report))).unwrap_or_default();
            let status = claim.status.map_or("no mark", ClaimStatus::shown);
            format!("{} {}, {status}{answered}", self.label(claim.by.report), claim.key.word())
        });
        Vec::from_iter(claims).join(" | ")
    }

    fn evidence(&self, recommendation: &Recommendation) -> String {
        let by = recommendation.because.deciding();
        let reports: BTreeSet<&str> = by.iter().map(|f| self.label(f.report)).collect();
        Vec::from_iter(reports).join(" | ")
    }

    /// The statements that decide, in the words of the row.
    fn words(&self, recommendation: &Recommendation) -> String {
        let by = recommendation.because.deciding();
        let words = by.iter().map(|f| self.knowledge.finding(*f).id.as_ref().map_or("", |id| id.value.as_str()));
        let words: Vec<String> = words.zip(&by).map(|(id, f)| format!("{} {id}", self.label(f.report))).collect();
        words.join(" | ")
    }

    /// Why it stands there: the report that decides, and of what slipped or fell back the one before.
    fn because(because: &Because, label: impl Fn(ReportId) -> String) -> String {
        let decided = because.decided_in().map_or_else(|| "nothing".to_owned(), &label);
        let met = because.met_before().map(|v| format!(" | met before in {}", label(v.report)));
        format!("{decided}{}", met.unwrap_or_default())
    }

    /// The row of a recommendation's thread in the grid of its authority, or `of` another.
    fn row(&self, of: &str) -> Result<String, String> {
        let (authority, one) = match of.trim().strip_prefix("of ").and_then(|o| o.split_once(' ')) {
            Some((authority, id)) => (authority.to_owned(), self.one(id)?),
            None => {
                let one = self.one(of)?;
                (self.knowledge.report(one.finding.report).authority.clone(), one)
            }
        };
        let grid = grid(&self.knowledge, &authority);
        let Some(row) = grid.rows.iter().find(|r| r.thread == one.thread) else {
            return Ok("(no row)".to_owned());
        };
        let cells = grid.columns.iter().zip(&row.cells);
        Ok(Vec::from_iter(cells.map(|(r, cell)| format!("{} {}", self.label(*r), words(cell.state)))).join(" | "))
    }

    /// What a report covers and says nothing of, by the row's ids.
    fn silent_on(&self, label: &str) -> Result<String, String> {
        let id = named(&self.site.reports, label.trim())?;
        let changes = changes(&self.knowledge);
        let of_report = changes.iter().find(|(report, _)| self.knowledge.report(**report).id() == id);
        let silent: Vec<RecommendationId> = of_report.map(|(_, c)| c.silent_on.clone()).unwrap_or_default();
        Ok(if silent.is_empty() { "nothing".to_owned() } else { self.names(&silent) })
    }

    /// Whether every date in an expectation is that of a report, so that a slip in one is found.
    pub(super) fn check_labels(&self, line: &str) -> Result<(), String> {
        let is_date = |w: &&str| w.len() >= 4 && w.starts_with(|c: char| c.is_ascii_digit());
        let mut labels = line.split([' ', ';', '|', ',', ':']).filter(is_date);
        labels.try_for_each(|label| named(&self.site.reports, label).map(|_| ()))
    }
}

/// What the row says that the program reads: links that stand in no file.
fn readings(linked: &Linked, site: &Site) -> Vec<Reading> {
    let report = |id: &str| linked.catalogue.report(id).map(|named| named.is);
    let finding = |id: &str| -> Option<FindingId> {
        let (of, name) = id.split_once('#')?;
        Some(linked.catalogue.finding(report(of)?, name)?.is)
    };
    let reading = |read: &ProgramReads| {
        let key = LinkKey::parse(&read.key).expect("a link key");
        let on = match read.target.split_once(" of ") {
            Some((quantity, of)) => On::Group {
                quantity: Quantity::parse(quantity).expect("a quantity"),
                kind: None,
                report: report(of).expect("a report of the row"),
            },
            None => On::One(linked.recommendation_of(finding(&read.target).expect("a finding")).expect("it asks")),
        };
        let basis = match key {
            LinkKey::Again | LinkKey::Remains => Basis::RaisedAgain,
            _ => Basis::Stated,
        };
        let by = finding(&read.by).expect("the finding that was read");
        Reading { by, key, on, basis, part: None, via: None }
    };
    site.program.iter().map(reading).collect()
}

fn words(state: CellState) -> String {
    match state {
        CellState::Empty => "-".to_owned(),
        CellState::Unread => "unread".to_owned(),
        CellState::Raised { kind, unread } => format!("raised{}{}", level(kind), if unread { " unread" } else { "" }),
        CellState::Verdict { verdict, basis: rung, reader, raised_again } => {
            let again = raised_again.map(|kind| format!(" again{}", level(kind)));
            let rung = if rung == Basis::RaisedAgain { String::new() } else { format!(" {}", basis(rung)) };
            let program = if reader == Reader::Program { " by the program" } else { "" };
            format!("{}{rung}{}{program}", verdict.word(), again.unwrap_or_default())
        }
        CellState::Superseded => "superseded".to_owned(),
        CellState::Claimed(key) => format!("claimed {}", key.word()),
        CellState::Planned => "planned".to_owned(),
        CellState::NotSaidWhich => "not said which".to_owned(),
        CellState::OutOfScope => "out of scope".to_owned(),
        CellState::ScopeNotStated => "scope not stated".to_owned(),
        CellState::Silent => "silent".to_owned(),
        CellState::NotHeld => "not held".to_owned(),
    }
}

/// Who says where it stands, unless the report itself does.
fn reading(reader: Option<Reader>) -> Option<String> {
    match reader? {
        Reader::Inspector => None,
        Reader::Editor => Some("by the editor's reading".to_owned()),
        Reader::Program => Some("by the program's reading".to_owned()),
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
