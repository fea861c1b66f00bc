//! A report: an inspection or an update, front matter and body.

use super::body::{Body, Headings, parse_report};
use super::date::{PartialDate, Period};
use super::front_matter;
use super::published;
use super::schema::{CorrectionKey, InspectedKey, JudgementKey, ReportKey, SourceKey};
use super::showing::{Showing, ShowingKeys};
use super::toml_table::{DateOrTable, Placed, Table, parse};
use super::words::{Nature, Wording};
use crate::diagnostics::{Code, Diagnostic, FileId, Span};

/// A graded strand of an inspection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judgement {
    /// As printed.
    pub name: Placed<String>,
    /// As printed.
    pub grade: Placed<String>,
}

/// Where the text comes from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Origin {
    /// What the document is.
    pub title: Option<String>,
    /// Where it can be read; of a document that lies with the site, seen from the site's root.
    pub url: Option<String>,
    /// The same where it lies with the site, with its place: the file has to be there.
    pub own: Option<Placed<String>>,
    /// A page that lists it among others.
    pub list: Option<String>,
    /// Under what terms.
    pub licence: Option<String>,
    /// The file it was taken from.
    pub file: Option<String>,
    /// That file's fingerprint.
    pub sha256: Option<String>,
    /// The fingerprint of the draft as it was written.
    pub draft_sha256: Option<String>,
}

/// Something that was corrected here without a new report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correction {
    /// The day that it is dated by.
    pub date: Placed<PartialDate>,
    /// What was wrong and is right now.
    pub note: String,
    /// The findings that it is about, by their ids.
    pub findings: Vec<Placed<String>>,
}

/// The document of an inspection, or an update.
#[derive(Clone, Debug)]
pub struct Report {
    /// Its authority's id: the folder it lies in.
    pub authority: String,
    /// Its id within the authority.
    pub name: String,
    /// Who speaks.
    pub nature: Nature,
    /// Its file.
    pub file: FileId,
    /// The place for what is wrong with it as a whole.
    pub top: Span,
    /// As printed.
    pub title: String,
    /// The framework's id.
    pub framework: Placed<String>,
    /// The days of the visit.
    pub inspected: Option<Placed<Period>>,
    /// The date of the report.
    pub published: Option<Placed<PartialDate>>,
    /// Names, the lead first.
    pub inspectors: Vec<String>,
    /// Whose words the body is in.
    pub wording: Wording,
    /// Whether somebody has read it; its silence counts for nothing before.
    pub reviewed: bool,
    /// Whether its text is here.
    pub held: bool,
    /// What a narrow visit looked at; nothing when the key is missing.
    pub scope: Option<Vec<Placed<String>>>,
    /// The same as somebody has to confirm it.
    pub suggested_scope: Vec<Placed<String>>,
    /// What it looked at in the report's terms.
    pub scope_text: Option<String>,
    /// The law it was done under.
    pub legal_basis: Option<String>,
    /// Fields that the report does not state.
    pub not_stated: Vec<String>,
    /// Ids of findings that a draft took over from the page of a known-only inspection: their links
    /// count for nothing until the report has been reviewed.
    pub taken_over: Vec<Placed<String>>,
    /// Old ids.
    pub aliases: Vec<Placed<String>>,
    /// Old ids of findings and the present ones.
    pub renamed: Vec<(Placed<String>, Placed<String>)>,
    /// Whether it is on the site.
    pub showing: Showing,
    /// Ids of findings that were taken off the site, each with why.
    pub withdrawn_findings: Vec<(Placed<String>, Placed<String>)>,
    /// What was corrected without a new report, in the order of the file.
    pub corrections: Vec<Correction>,
    /// Where the text comes from.
    pub origin: Origin,
    /// The graded strands.
    pub judgements: Vec<Judgement>,
    /// The text.
    pub body: Body,
}

impl Report {
    /// The full id: `authority/name`.
    #[must_use]
    pub fn id(&self) -> String {
        format!("{}/{}", self.authority, self.name)
    }

    /// The date by which it is earlier or later than others: an inspection's last day, else its
    /// publication; an update's publication.
    #[must_use]
    pub fn date(&self) -> Option<PartialDate> {
        let visit = self.inspected.as_ref().map(|i| i.value.to);
        let published = self.published.as_ref().map(|p| p.value);
        match self.nature {
            Nature::Inspection => visit.or(published),
            Nature::Update => published,
        }
    }
}

/// Where a report lies.
pub(super) struct ReportFile<'a> {
    pub(super) nature: Nature,
    pub(super) authority: &'a str,
    pub(super) name: &'a str,
    pub(super) file: FileId,
}

/// Reads a report; `headings` gives a framework's headings by its id.
pub(super) fn read_report<'h>(
    place: &ReportFile<'_>,
    text: &str,
    headings: impl Fn(&str) -> Option<&'h Headings>,
) -> (Option<Report>, Vec<Diagnostic>) {
    let file = place.file;
    let split = match front_matter::split(text, file) {
        Ok(split) => split,
        Err(problem) => return (None, vec![problem]),
    };
    let (sink, at) = front_matter::sink(&split, file);
    let toml = parse(split.toml_of(text), &sink);
    let report = toml.as_ref().map(|toml| {
        let table = Table::new(toml, &sink, at);
        from_table(place, &table)
    });
    let none = Headings::default();
    let own = report.as_ref().and_then(|r| headings(&r.framework.value)).unwrap_or(&none);
    let (body, mut problems) = parse_report(text, split.body, file, own);
    problems.extend(sink.into_list());
    (report.map(|r| Report { body, ..r }), problems)
}

fn from_table(place: &ReportFile<'_>, table: &Table<'_, ReportKey>) -> Report {
    let text = |key| table.text(key).map(|t: Placed<String>| t.value);
    let wording = table.word(ReportKey::Wording, Wording::parse, Wording::WORDS);
    let (inspected, published) = (inspected(table), table.date(ReportKey::Published));
    // A visit whose days cannot be read must not be dated by its letter.
    let undated = place.nature == Nature::Inspection && table.has(ReportKey::Inspected) && inspected.is_none();
    let report = Report {
        authority: place.authority.to_owned(),
        name: place.name.to_owned(),
        nature: place.nature,
        file: place.file,
        top: table.at(),
        title: text(ReportKey::Title).unwrap_or_else(|| place.name.to_owned()),
        // Without one there is an error already, and nobody looks for the empty id.
        framework: table.text(ReportKey::Framework).unwrap_or(Placed { value: String::new(), span: table.at() }),
        inspected,
        published: published.filter(|_| !undated),
        inspectors: table.plain_texts(ReportKey::Inspectors),
        // Without one there is an error already, so nobody is told that these are the editor's words.
        wording: wording.map_or(Wording::Summary, |w| w.value),
        // Whoever writes a report by hand has read it; an import says that nobody has.
        reviewed: table.flag(ReportKey::Reviewed).unwrap_or(true),
        // Whoever writes the key, even wrongly, means `false`.
        held: table.flag(ReportKey::Held).unwrap_or(!table.has(ReportKey::Held)),
        // An empty list says that the visit looked at none of the themes; no list, that nobody knows.
        scope: table.has(ReportKey::Scope).then(|| table.texts(ReportKey::Scope)),
        suggested_scope: table.texts(ReportKey::SuggestedScope),
        scope_text: text(ReportKey::ScopeText),
        legal_basis: text(ReportKey::LegalBasis),
        not_stated: table.plain_texts(ReportKey::NotStated),
        taken_over: table.texts(ReportKey::TakenOver),
        aliases: table.texts(ReportKey::Aliases),
        renamed: table.pairs(ReportKey::Renamed),
        showing: Showing::read(
            table,
            ShowingKeys {
                draft: ReportKey::Draft,
                withdrawn: ReportKey::Withdrawn,
                withdrawn_on: ReportKey::WithdrawnOn,
            },
        ),
        withdrawn_findings: table.pairs(ReportKey::WithdrawnFindings),
        corrections: table.tables(ReportKey::Correction).iter().filter_map(correction).collect(),
        origin: table.table(ReportKey::Source).map(|s| origin(&s)).unwrap_or_default(),
        judgements: table.tables(ReportKey::Judgement).iter().filter_map(judgement).collect(),
        body: Body::default(),
    };
    check_dates(&report, table);
    report
}

fn inspected(table: &Table<'_, ReportKey>) -> Option<Placed<Period>> {
    match table.date_or_table(ReportKey::Inspected)? {
        DateOrTable::Date(date) => Some(Placed::new(Period { from: None, to: date.value }, date.span)),
        DateOrTable::Table(days, span) => {
            let from = days.date(InspectedKey::From);
            let to = days.date(InspectedKey::To)?;
            if let Some(from) = from.as_ref().filter(|f| f.value.is_later_than(to.value)) {
                days.push(
                    Diagnostic::at(Code::T0305, to.span, "the visit ends before it begins")
                        .other(from.span, "it begins here")
                        .hint("exchange the two, or mend the wrong one"),
                );
            }
            Some(Placed::new(Period { from: from.map(|f| f.value), to: to.value }, span))
        }
    }
}

fn check_dates(report: &Report, table: &Table<'_, ReportKey>) {
    let inspection = report.nature == Nature::Inspection;
    // Written, not read: a date that cannot be read has been reported as such.
    let (wanted, written) = if inspection {
        ("`inspected` or `published`", table.has(ReportKey::Inspected) || table.has(ReportKey::Published))
    } else {
        ("`published`", table.has(ReportKey::Published))
    };
    if !written {
        table.push(
            Diagnostic::at(Code::T0307, table.at(), "the report has no date")
                .hint(format!("add {wanted}; one known only in part is a text: \"2014-03\"")),
        );
    }
    if let (Some(visit), Some(published)) = (&report.inspected, &report.published)
        && visit.value.to.is_later_than(published.value)
    {
        table.push(
            Diagnostic::at(Code::T0306, published.span, "the report is dated before the visit's last day")
                .other(visit.span, "the visit")
                .hint("mend the wrong date"),
        );
    }
}

fn judgement(table: &Table<'_, JudgementKey>) -> Option<Judgement> {
    let (name, grade) = (table.text(JudgementKey::Name), table.text(JudgementKey::Grade));
    Some(Judgement { name: name?, grade: grade? })
}

fn correction(table: &Table<'_, CorrectionKey>) -> Option<Correction> {
    let (date, note) = (table.date(CorrectionKey::Date), table.text(CorrectionKey::Note));
    let findings = table.texts(CorrectionKey::Findings);
    if let Some(place) = table.place(CorrectionKey::Findings).filter(|_| findings.is_empty()) {
        table.push(
            Diagnostic::at(Code::T0208, place, "`findings` names nothing")
                .hint("name what was corrected: findings = [\"id-of-a-finding\"]"),
        );
    }
    Some(Correction { date: date?, note: note?.value, findings })
}

fn origin(table: &Table<'_, SourceKey>) -> Origin {
    let url = table.document(SourceKey::Url);
    let text = |key| table.text(key).map(|t: Placed<String>| t.value);
    Origin {
        title: text(SourceKey::Title),
        url: url.as_ref().map(|url| url.value.clone()),
        own: url.filter(|url| published::is_own(&url.value)),
        list: table.address(SourceKey::List),
        licence: text(SourceKey::Licence),
        file: text(SourceKey::File),
        sha256: text(SourceKey::Sha256),
        draft_sha256: text(SourceKey::DraftSha256),
    }
}
