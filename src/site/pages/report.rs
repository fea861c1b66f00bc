//! An inspection or an update: its facts, what it said of earlier
//! recommendations, what later reports said of its own, and its text with
//! every finding linked.

use serde::Serialize;

use crate::model::{FindingId, ReportId};
use crate::site::cite::{self, CiteView};
use crate::site::desk::{Anchor, Desk, OutcomeView};
use crate::site::pages::changes::{self, BroughtView};
use crate::site::rows::{ClaimRow, RecommendationRow, SaidRow};
use crate::site::who::WhoView;
use crate::source::body::Piece;
use crate::source::{Nature, Report};

#[derive(Debug, Serialize)]
pub(crate) struct ReportView {
    title: String,
    name: String,
    authority: Anchor,
    update: bool,
    held: bool,
    reviewed: bool,
    summary: bool,
    speaker: String,
    framework: String,
    pilot: bool,
    full: bool,
    inspected: Option<String>,
    published: Option<String>,
    inspectors: Vec<String>,
    scope: Vec<Anchor>,
    scope_text: Option<String>,
    legal_basis: Option<String>,
    not_stated: Vec<String>,
    source: SourceView,
    judgements: Vec<(String, String)>,
    /// What it asked for, and what became of it.
    asked: Vec<RecommendationRow>,
    /// What it said of earlier recommendations.
    said: Vec<SaidRow>,
    /// What later reports say of it as a whole.
    said_of_it: Vec<SaidRow>,
    /// An update's claims beside the later verdicts.
    claims: Vec<ClaimRow>,
    /// What it changed.
    brought: Option<BroughtView>,
    cite: CiteView,
    text: Vec<TextPiece>,
    newer: Option<Anchor>,
    older: Option<Anchor>,
}

#[derive(Debug, Serialize)]
struct SourceView {
    title: Option<String>,
    url: Option<String>,
    licence: Option<String>,
    file: Option<String>,
}

/// A stretch of the report's text.
#[derive(Debug, Serialize)]
#[serde(tag = "is", rename_all = "lowercase")]
enum TextPiece {
    Html { html: String },
    Open { id: Option<String>, item: bool, kind: &'static str, links: bool },
    Notes { finding: Box<NoteView> },
    Close { item: bool },
}

/// What stands below a finding's words.
#[derive(Debug, Serialize)]
struct NoteView {
    id: Option<String>,
    label: String,
    kind: &'static str,
    at: Option<String>,
    by: Option<String>,
    to: Option<String>,
    themes: Vec<Anchor>,
    page: Option<String>,
    outcome: Option<OutcomeView>,
    who: Option<WhoView>,
    says: Vec<SaidRow>,
}

pub(crate) fn view(desk: &Desk<'_>, id: ReportId, said_of_it: &[usize]) -> ReportView {
    let knowledge = desk.knowledge;
    let report = knowledge.report(id);
    let framework = knowledge.framework(id);
    let own: Vec<FindingId> = knowledge.findings_of(id).filter(|f| knowledge.standings.contains_key(f)).collect();
    let (older, newer) = neighbours(desk, id);
    ReportView {
        title: report.title.clone(),
        name: desk.report_name(id),
        authority: desk.authority(&report.authority),
        update: report.nature == Nature::Update,
        held: report.held,
        reviewed: report.reviewed,
        summary: desk.is_summary(id),
        speaker: desk.speaker(id),
        framework: framework.map_or_else(|| report.framework.value.clone(), |f| f.name.clone()),
        pilot: framework.is_some_and(|f| f.pilot),
        full: framework.is_some_and(|f| f.full),
        inspected: report.inspected.as_ref().map(|i| i.value.in_words()),
        published: report.published.as_ref().map(|p| p.value.in_words()),
        inspectors: report.inspectors.clone(),
        scope: report.scope.iter().flatten().map(|t| desk.theme(&t.value)).collect(),
        scope_text: report.scope_text.clone(),
        legal_basis: report.legal_basis.clone(),
        not_stated: report.not_stated.clone(),
        source: source(report),
        judgements: report.judgements.iter().map(|j| (j.name.value.clone(), j.grade.value.clone())).collect(),
        asked: own.iter().map(|f| desk.recommendation_row(*f)).collect(),
        said: knowledge.said_by(id).iter().map(|s| desk.said_row(s)).collect(),
        said_of_it: said_of_it.iter().map(|n| desk.said_row(&knowledge.said[*n])).collect(),
        claims: claims(desk, id),
        brought: changes::brought(desk, id),
        cite: cite::report(desk, id),
        text: text(desk, id, report),
        newer,
        older,
    }
}

fn source(report: &Report) -> SourceView {
    let origin = &report.origin;
    SourceView {
        title: origin.title.clone(),
        url: origin.url.clone(),
        licence: origin.licence.clone(),
        file: origin.file.clone(),
    }
}

/// The reports before and after it.
fn neighbours(desk: &Desk<'_>, id: ReportId) -> (Option<Anchor>, Option<Anchor>) {
    let list = desk.knowledge.catalogue.reports_of(&desk.knowledge.report(id).authority);
    let Some(at) = list.iter().position(|r| *r == id) else { return (None, None) };
    let older = at.checked_sub(1).and_then(|n| list.get(n)).map(|r| desk.report(*r));
    (older, list.get(at + 1).map(|r| desk.report(*r)))
}

/// The claims that this update makes, each beside what came after.
fn claims(desk: &Desk<'_>, id: ReportId) -> Vec<ClaimRow> {
    let knowledge = desk.knowledge;
    if knowledge.report(id).nature == Nature::Inspection {
        return Vec::new();
    }
    let mut rows = Vec::new();
    for (target, standing) in &knowledge.standings {
        if standing.claims.iter().any(|c| c.by.report == id) {
            let of_it = desk.claims_of(*target).into_iter().zip(&standing.claims);
            rows.extend(of_it.filter(|(_, c)| c.by.report == id).map(|(row, _)| row));
        }
    }
    rows
}

fn text(desk: &Desk<'_>, id: ReportId, report: &Report) -> Vec<TextPiece> {
    let mut pieces = Vec::new();
    let mut html = String::new();
    let flush = |html: &mut String, pieces: &mut Vec<TextPiece>| {
        if !html.is_empty() {
            pieces.push(TextPiece::Html { html: std::mem::take(html) });
        }
    };
    for piece in &report.body.pieces {
        let special = match piece {
            Piece::Open(n) => open(desk, FindingId { report: id, number: number(*n) }),
            Piece::Notes(n) => {
                let note = note(desk, FindingId { report: id, number: number(*n) });
                TextPiece::Notes { finding: Box::new(note) }
            }
            Piece::Close(n) => TextPiece::Close { item: report.body.findings[*n].is_item },
            other => {
                desk.push_piece(&mut html, report.file, &report.body, other);
                continue;
            }
        };
        flush(&mut html, &mut pieces);
        pieces.push(special);
    }
    flush(&mut html, &mut pieces);
    pieces
}

fn number(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

fn open(desk: &Desk<'_>, id: FindingId) -> TextPiece {
    let finding = desk.knowledge.finding(id);
    TextPiece::Open {
        id: finding.id.as_ref().map(|i| i.value.clone()),
        item: finding.is_item,
        kind: finding.kind.word(),
        links: !finding.links.is_empty(),
    }
}

fn note(desk: &Desk<'_>, id: FindingId) -> NoteView {
    let knowledge = desk.knowledge;
    let finding = knowledge.finding(id);
    let asks = knowledge.standings.contains_key(&id);
    NoteView {
        id: finding.id.as_ref().map(|i| i.value.clone()),
        label: desk.label(id),
        kind: finding.kind.word(),
        at: finding.at.clone(),
        by: finding.by.clone().filter(|_| asks),
        to: finding.to.clone().filter(|_| asks),
        themes: finding.themes.iter().map(|t| desk.theme(&t.value)).collect(),
        page: asks.then(|| desk.recommendation(id).href),
        outcome: asks.then(|| desk.outcome_of(id)),
        who: if asks { desk.who(id) } else { None },
        says: knowledge.said_by(id.report).iter().filter(|s| s.by == id).map(|s| desk.said_row(s)).collect(),
    }
}

#[derive(Debug, Serialize)]
pub(crate) struct ReportsView {
    authorities: Vec<AuthorityReports>,
    held: usize,
    known_only: usize,
    updates: usize,
}

#[derive(Debug, Serialize)]
struct AuthorityReports {
    authority: Anchor,
    reports: Vec<ReportLine>,
}

#[derive(Debug, Serialize)]
struct ReportLine {
    link: Anchor,
    title: String,
    speaker: String,
    published: Option<String>,
    update: bool,
    held: bool,
    reviewed: bool,
    asks: usize,
}

/// All inspections and updates, by authority and date.
pub(crate) fn all(desk: &Desk<'_>) -> ReportsView {
    let knowledge = desk.knowledge;
    let line = |id: &ReportId| {
        let report = knowledge.report(*id);
        ReportLine {
            link: desk.report(*id),
            title: report.title.clone(),
            speaker: desk.speaker(*id),
            published: report.published.as_ref().map(|p| p.value.in_words()),
            update: report.nature == Nature::Update,
            held: report.held,
            reviewed: report.reviewed,
            asks: knowledge.findings_of(*id).filter(|f| knowledge.standings.contains_key(f)).count(),
        }
    };
    let authorities = knowledge
        .documents
        .authorities
        .keys()
        .map(|id| AuthorityReports {
            authority: desk.authority(id),
            reports: knowledge.catalogue.reports_of(id).iter().map(line).collect(),
        })
        .collect();
    let reports = &knowledge.documents.reports;
    let count = |fits: fn(&Report) -> bool| reports.iter().filter(|r| fits(r)).count();
    ReportsView {
        authorities,
        held: count(|r| r.held && r.nature == Nature::Inspection),
        known_only: count(|r| !r.held && r.nature == Nature::Inspection),
        updates: count(|r| r.nature == Nature::Update),
    }
}
