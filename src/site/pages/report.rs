//! An inspection or an update: its facts, what it said of earlier
//! recommendations, what later reports said of its own, and its text with
//! every finding linked.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::model::{Claim, FindingId, FollowUp, Outcome, Recommendation, RecommendationId, ReportId};
use crate::site::apart::ApartView;
use crate::site::cite::{self, CiteView};
use crate::site::context::{Anchor, OutcomeView, PageContext};
use crate::site::corrected::{self, CorrectionView};
use crate::site::fold::{PartView, ROOM, fold};
use crate::site::pages::changes::{self, BroughtView};
use crate::site::pages::chapters::{Chapter, Chapters};
use crate::site::place::PlaceView;
use crate::site::rows::{ClaimRow, FollowUpRow, RecommendationRow, asks_again_and_waits};
use crate::site::sentences;
use crate::site::who::WhoView;
use crate::source::body::Piece;
use crate::source::origin::Original;
use crate::source::published::seen_from;
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
    /// What became of what it asked, or of what it claimed, in one sentence.
    became: Option<String>,
    /// What it asked for, and what became of it.
    asked: Vec<RecommendationRow>,
    /// How those fold, and what stands below.
    asked_fold: Vec<PartView>,
    /// How often it looked back, by who says so.
    looked_back: Option<String>,
    /// What it said of earlier recommendations.
    said: Vec<FollowUpRow>,
    said_fold: Vec<PartView>,
    /// What later reports say of it as a whole.
    said_of_it: Vec<FollowUpRow>,
    /// An update's claims beside the later verdicts.
    claims: Vec<ClaimRow>,
    claims_fold: Vec<PartView>,
    /// What it changed.
    brought: Option<BroughtView>,
    cite: CiteView,
    text: Vec<TextPiece>,
    /// Whether the text folds.
    chapters: bool,
    /// What was corrected here without a new report, the newest first.
    corrections: Vec<CorrectionView>,
    /// Findings that were taken off: the id, and why.
    withdrawn: Vec<(String, String)>,
    newer: Option<Anchor>,
    older: Option<Anchor>,
}

#[derive(Debug, Serialize)]
struct SourceView {
    title: Option<String>,
    url: Option<String>,
    /// A page that lists it, where it has no known address.
    listed: Option<String>,
    licence: Option<String>,
    file: Option<String>,
}

/// A stretch of the report's text.
#[derive(Debug, Serialize)]
#[serde(tag = "is", rename_all = "lowercase")]
enum TextPiece {
    Html {
        html: String,
    },
    Open {
        id: Option<String>,
        /// Its old ids, which others may have cited as places on this page.
        old: Vec<String>,
        item: bool,
        kind: &'static str,
        links: bool,
    },
    Notes {
        finding: Box<NoteView>,
    },
    Close {
        item: bool,
    },
    /// The beginning of what folds; without a heading of its own, what stands before the first.
    Chapter {
        heading: String,
        asks: usize,
        findings: usize,
    },
    #[serde(rename = "chapter-end")]
    ChapterEnd,
}

/// What stands below a finding's words.
#[derive(Debug, Serialize)]
struct NoteView {
    id: Option<String>,
    label: String,
    kind: &'static str,
    place: Option<PlaceView>,
    by: Option<String>,
    to: Option<String>,
    tag: Option<String>,
    themes: Vec<Anchor>,
    page: Option<String>,
    outcome: Option<OutcomeView>,
    who: Option<WhoView>,
    /// Where its thread stands, where that is elsewhere.
    apart: Option<ApartView>,
    says: Vec<FollowUpRow>,
}

pub(crate) fn view(context: &PageContext<'_>, id: ReportId, said_of_it: &[&FollowUp]) -> ReportView {
    let knowledge = context.knowledge;
    let report = knowledge.report(id);
    let framework = knowledge.framework(id);
    let (older, newer) = neighbours(context, id);
    let text = text_pieces(context, id, report);
    let mut asked: Vec<RecommendationRow> = knowledge.recommendations_of(id).map(|r| asked_row(context, r)).collect();
    let mut said: Vec<FollowUpRow> = knowledge.said_by(id).iter().map(|s| context.follow_up_row(s)).collect();
    let mut claims = claims(context, id);
    let answer = |claim: &ClaimRow| claim.who.as_ref().and_then(|who| who.verdict).and_then(Outcome::parse);
    ReportView {
        title: report.title.clone(),
        name: context.report_name(id),
        authority: context.authority(&report.authority),
        update: report.nature == Nature::Update,
        held: report.held,
        reviewed: report.reviewed,
        summary: context.is_summary(id),
        speaker: context.speaker(id),
        framework: framework.map_or_else(|| report.framework.value.clone(), |f| f.name.clone()),
        pilot: framework.is_some_and(|f| f.pilot),
        full: framework.is_some_and(|f| f.full),
        inspected: report.inspected.as_ref().map(|i| i.value.in_words()),
        published: report.published.as_ref().map(|p| p.value.in_words()),
        inspectors: report.inspectors.clone(),
        scope: report.scope.iter().flatten().map(|t| context.theme(&t.value)).collect(),
        scope_text: report.scope_text.clone(),
        legal_basis: report.legal_basis.clone(),
        not_stated: report.not_stated.clone(),
        source: source(context, report),
        judgements: report.judgements.iter().map(|j| (j.name.value.clone(), j.grade.value.clone())).collect(),
        looked_back: context.report_looked_back(id),
        became: if report.nature == Nature::Update {
            let now = |on: RecommendationId| knowledge.thread(knowledge.recommendation(on).thread).outcome();
            let claims = context.index.claims_in(id).iter().map(|(on, claim)| (claim.status, now(*on)));
            sentences::claims(&claims.collect::<Vec<_>>())
        } else {
            // Of a report that nobody has read no figure is given.
            sentences::became(context, id).filter(|_| report.reviewed)
        },
        asked_fold: fold(&mut asked, ROOM, |row| row.outcome.outcome()),
        asked,
        // A verdict has the word of the outcome that it sets.
        said_fold: fold(&mut said, ROOM, |row| row.verdict.and_then(Outcome::parse)),
        said,
        said_of_it: said_of_it.iter().map(|s| context.follow_up_row(s)).collect(),
        claims_fold: fold(&mut claims, ROOM, answer),
        claims,
        brought: changes::brought(context, id),
        cite: cite::report(context, id),
        chapters: text.iter().any(|piece| matches!(piece, TextPiece::Chapter { .. })),
        text,
        corrections: corrected::of_report(context, id),
        withdrawn: withdrawn(context, id),
        newer,
        older,
    }
}

/// The findings of a report that were taken off, by their ids and old ids.
fn withdrawn(context: &PageContext<'_>, id: ReportId) -> Vec<(String, String)> {
    let findings = &context.knowledge.report(id).withdrawn_findings;
    let reasons: BTreeMap<&str, &str> =
        findings.iter().map(|(id, why)| (id.value.as_str(), why.value.as_str())).collect();
    let gone = context.knowledge.catalogue.withdrawn_of(id);
    gone.filter_map(|(old, last)| Some((old.to_owned(), (*reasons.get(last)?).to_owned()))).collect()
}

/// What the report asked for. Where it asked again for what was missed and no verdict has come since, its thread says
/// where that stands.
fn asked_row(context: &PageContext<'_>, recommendation: &Recommendation) -> RecommendationRow {
    let thread = context.knowledge.thread(recommendation.thread);
    let row = context.recommendation_row(recommendation);
    if !asks_again_and_waits(recommendation, thread) {
        return row;
    }
    let outcome = OutcomeView::new(&thread.because);
    RecommendationRow { outcome, who: context.who(&thread.because), apart: None, ..row }
}

fn source(context: &PageContext<'_>, report: &Report) -> SourceView {
    let origin = &report.origin;
    let original = context.knowledge.documents.original(report, None);
    SourceView {
        title: origin.title.clone(),
        url: origin.url.as_deref().map(|url| seen_from(&context.root, url)),
        listed: original.and_then(|original| match original {
            Original::Listed(address) => Some(address),
            Original::Document(_) => None,
        }),
        licence: origin.licence.clone(),
        file: origin.file.clone(),
    }
}

/// The reports before and after it.
fn neighbours(context: &PageContext<'_>, id: ReportId) -> (Option<Anchor>, Option<Anchor>) {
    let list = context.knowledge.reports_of(&context.knowledge.report(id).authority);
    let Some(at) = list.iter().position(|r| *r == id) else { return (None, None) };
    let older = at.checked_sub(1).and_then(|n| list.get(n)).map(|r| context.report(*r));
    (older, list.get(at + 1).map(|r| context.report(*r)))
}

/// The claims that this update makes, each beside what came after.
fn claims(context: &PageContext<'_>, id: ReportId) -> Vec<ClaimRow> {
    let knowledge = context.knowledge;
    if knowledge.report(id).nature == Nature::Inspection {
        return Vec::new();
    }
    let row = |(on, claim): &(_, &Claim)| context.claim_row(knowledge.recommendation(*on), claim);
    context.index.claims_in(id).iter().map(row).collect()
}

fn text_pieces(context: &PageContext<'_>, id: ReportId, report: &Report) -> Vec<TextPiece> {
    let chapters = Chapters::of(&report.body);
    let mut old: BTreeMap<FindingId, Vec<String>> = BTreeMap::new();
    for (name, finding) in context.knowledge.catalogue.old_findings(id) {
        old.entry(finding).or_default().push(name.to_owned());
    }
    let mut pieces = Vec::new();
    let mut html = String::new();
    let mut is_open = chapters.before.is_some();
    pieces.extend(chapters.before.map(|before| before.begin(String::new())));
    let mut heading: Option<Chapter> = None;
    // The template needs a piece only where a finding begins or ends; all between is one stretch of HTML.
    let flush = |html: &mut String, pieces: &mut Vec<TextPiece>| {
        if !html.is_empty() {
            pieces.push(TextPiece::Html { html: std::mem::take(html) });
        }
    };
    for piece in &report.body.pieces {
        let special = match piece {
            Piece::Open(n) => {
                let id = FindingId { report: id, number: finding_number(*n) };
                finding_start(context, id, old.remove(&id).unwrap_or_default())
            }
            Piece::Notes(n) => {
                let note = finding_note(context, FindingId { report: id, number: finding_number(*n) });
                TextPiece::Notes { finding: Box::new(note) }
            }
            Piece::Heading(n) => {
                let Some(chapter) = chapters.at(*n) else { continue };
                flush(&mut html, &mut pieces);
                if std::mem::take(&mut is_open) {
                    pieces.push(TextPiece::ChapterEnd);
                }
                heading = Some(chapter).filter(|c| c.has_words);
                continue;
            }
            Piece::HeadingEnd(_) => {
                // A heading without words below it leads to no fold.
                let Some(chapter) = heading.take() else { continue };
                pieces.push(chapter.begin(std::mem::take(&mut html)));
                is_open = true;
                continue;
            }
            Piece::Close(n) => TextPiece::Close { item: report.body.findings.get(*n).is_some_and(|f| f.is_item) },
            other => {
                context.push_piece(&mut html, report.file, &report.body, other);
                continue;
            }
        };
        flush(&mut html, &mut pieces);
        pieces.push(special);
    }
    flush(&mut html, &mut pieces);
    if is_open {
        pieces.push(TextPiece::ChapterEnd);
    }
    pieces
}

impl Chapter {
    fn begin(self, heading: String) -> TextPiece {
        TextPiece::Chapter { heading, asks: self.asks, findings: self.findings }
    }
}

fn finding_number(n: usize) -> u32 {
    // No report has so many findings; the greatest number is that of none.
    u32::try_from(n).unwrap_or(u32::MAX)
}

fn finding_start(context: &PageContext<'_>, id: FindingId, old: Vec<String>) -> TextPiece {
    let finding = context.knowledge.finding(id);
    TextPiece::Open {
        id: finding.id.as_ref().map(|i| i.value.clone()),
        old,
        item: finding.is_item,
        kind: finding.kind.word(),
        links: !finding.links.is_empty(),
    }
}

fn finding_note(context: &PageContext<'_>, id: FindingId) -> NoteView {
    let knowledge = context.knowledge;
    let finding = knowledge.finding(id);
    let recommendation = knowledge.concluded(id);
    // A deadline and an addressee in a section's heading hold for what is asked below it, and for nothing else there.
    let asks = recommendation.is_some();
    NoteView {
        id: finding.id.as_ref().map(|i| i.value.clone()),
        label: context.label(id),
        kind: finding.kind.word(),
        place: context.place(id),
        by: finding.by.clone().filter(|_| asks),
        to: finding.to.clone().filter(|_| asks),
        tag: finding.tag.clone(),
        themes: finding.themes.iter().map(|t| context.theme(&t.value)).collect(),
        page: recommendation.map(|r| context.recommendation(r.id).href),
        outcome: recommendation.map(|r| OutcomeView::new(&r.because)),
        who: recommendation.and_then(|r| context.who(&r.because)),
        apart: recommendation.and_then(|r| context.apart(r)),
        says: knowledge.said_by(id.report).iter().filter(|s| s.by == id).map(|s| context.follow_up_row(s)).collect(),
    }
}
