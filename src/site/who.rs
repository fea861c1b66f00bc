//! Who says so: the follow-up that an outcome rests on, with its report, date,
//! basis and place in the source.
//!
//! Start at [`Desk::who`] and [`Desk::thread_who`]. No outcome is shown without
//! it, save one that rests on nothing having been reported yet.

use serde::Serialize;

use super::desk::{Anchor, Desk};
use crate::model::outcome::ReportVerdict;
use crate::model::{Coverage, FindingId, Later, Outcome, ReportId, Thread};
use crate::source::words::{Basis, Verdict};

/// Who says so, and where.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct WhoView {
    /// What leads up to the report's name: `says Ofsted in`.
    pub(crate) how: String,
    /// The finding, by the name of its report; the report itself where silence decides.
    pub(crate) finding: Anchor,
    /// The place in the source.
    pub(crate) at: Option<String>,
    /// The verdict's word, when a verdict decides.
    pub(crate) verdict: Option<&'static str>,
    pub(crate) basis: Option<&'static str>,
    /// Whether somebody had to read the words that way.
    pub(crate) reading: bool,
    /// What follows the report's name: `awaiting a report`.
    pub(crate) then: Option<&'static str>,
    /// For what slipped back: who said that it was met.
    pub(crate) before: Option<Box<WhoView>>,
}

impl Desk<'_> {
    /// Who says where a recommendation stands.
    pub(super) fn who(&self, id: FindingId) -> Option<WhoView> {
        let standing = &self.knowledge.standings[&id];
        if let Some(verdict) = standing.deciding_verdict() {
            let before = standing.verdicts.iter().filter(|_| standing.outcome == Outcome::SlippedBack);
            return Some(WhoView { before: self.met_before(before, verdict), ..self.who_judged(verdict) });
        }
        let later = &self.knowledge.histories[&id].later;
        let newest = |fits: fn(&Later) -> bool| later.iter().rev().find(|l| l.is_later && fits(l)).map(|l| l.report);
        match standing.outcome {
            Outcome::Superseded => standing.decided_by.first().map(|f| self.who_finds("replaced by", *f)),
            Outcome::General => standing.decided_by.first().map(|f| self.who_finds("said in general by", *f)),
            Outcome::NotReportedOn => newest(is_silent).map(|r| self.who_report("silent:", r)),
            Outcome::Unread => newest(is_unread).map(|r| self.who_report("not yet read:", r)),
            _ => None,
        }
    }

    /// Who says where a thread stands.
    pub(super) fn thread_who(&self, thread: &Thread) -> Option<WhoView> {
        if thread.awaiting_after.is_some() {
            let who = self.who_finds("raised again by", thread.decided_by);
            return Some(WhoView { then: Some("awaiting a report"), before: self.thread_met_before(thread), ..who });
        }
        let who = self.who(thread.decided_by)?;
        Some(WhoView { before: who.before.clone().or_else(|| self.thread_met_before(thread)), ..who })
    }

    /// The verdict of one report, in words.
    pub(super) fn who_judged(&self, verdict: &ReportVerdict) -> WhoView {
        let report = verdict.report;
        let who = match verdict.by.first() {
            Some(by) => self.who_finds("says", *by),
            None => self.who_report(&format!("says {} in", self.speaker(report)), report),
        };
        WhoView {
            verdict: Some(verdict.verdict.word()),
            basis: Some(basis_words(verdict.basis)),
            reading: verdict.basis.is_reading(),
            then: (verdict.raised_again && verdict.basis != Basis::RaisedAgain).then_some("and raised again there"),
            ..who
        }
    }

    fn who_finds(&self, how: &str, by: FindingId) -> WhoView {
        let finding = Anchor { href: self.finding_href(by), text: self.report_name(by.report) };
        let at = self.knowledge.finding(by).at.clone();
        let how = format!("{how} {} in", self.speaker(by.report));
        WhoView { how, finding, at, verdict: None, basis: None, reading: false, then: None, before: None }
    }

    fn who_report(&self, how: &str, report: ReportId) -> WhoView {
        WhoView {
            how: how.to_owned(),
            finding: self.report(report),
            at: None,
            verdict: None,
            basis: None,
            reading: false,
            then: None,
            before: None,
        }
    }

    /// The newest *met* among some verdicts that is older than the one that decides.
    fn met_before<'v>(
        &self,
        verdicts: impl Iterator<Item = &'v ReportVerdict>,
        decides: &ReportVerdict,
    ) -> Option<Box<WhoView>> {
        verdicts
            .filter(|v| v.verdict == Verdict::Met && decides.date.is_later_than(v.date))
            .max_by_key(|v| v.date.last_day())
            .map(|v| Box::new(self.who_judged(v)))
    }

    /// The newest *met* on any recommendation of a thread that slipped back.
    fn thread_met_before(&self, thread: &Thread) -> Option<Box<WhoView>> {
        let slipped = thread.outcome == Outcome::SlippedBack;
        let members = thread.members.iter().filter(|_| slipped);
        members
            .flat_map(|m| &self.knowledge.standings[m].verdicts)
            .filter(|v| v.verdict == Verdict::Met)
            .max_by_key(|v| v.date.last_day())
            .map(|v| Box::new(self.who_judged(v)))
    }
}

/// A basis as pages show it: a reader sees at once what rests on somebody's reading.
pub(super) fn basis_words(basis: Basis) -> &'static str {
    match basis {
        Basis::Answered => "answered, by the editor’s reading",
        Basis::Editor => "by the editor’s reading",
        Basis::Stated | Basis::Group | Basis::RaisedAgain => basis.shown(),
    }
}

fn is_silent(later: &Later) -> bool {
    later.reviewed && later.coverage == Coverage::Full && later.statements.is_empty()
}

fn is_unread(later: &Later) -> bool {
    !later.reviewed && !matches!(later.coverage, Coverage::Update | Coverage::NotHeld)
}
