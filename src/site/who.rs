//! Who says so: the follow-up that an outcome rests on, with its report, date,
//! basis and place in the source.
//!
//! Start at [`PageContext::who`], which prints the reason that the model found. No outcome is shown
//! without it, save one that rests on nothing having been reported yet.

use serde::Serialize;

use super::context::{Anchor, PageContext};
use super::plain;
use crate::model::{Because, FindingId, Newest, Outcome, ReportId, ReportVerdict};
use crate::source::words::Basis;

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

impl PageContext<'_> {
    /// Who says where a recommendation or a thread stands.
    pub(super) fn who(&self, because: &Because) -> Option<WhoView> {
        let who = match because {
            Because::Verdict(newest) => self.who_decides(newest),
            Because::RaisedAgain { by, .. } => {
                WhoView { then: Some(plain::NO_LATER), ..self.who_by_finding("asked again by", *by) }
            }
            // There is room for one link here; all of the deciding words stand on the page of the recommendation.
            Because::Replaced { by, .. } => self.who_by_finding("replaced by", *by.first()?),
            Because::InGeneral { by } => self.who_by_finding("only said of some by", *by.first()?),
            Because::Silent(report) => self.who_by_report("not mentioned in", *report),
            Because::Unread(report) => self.who_by_report("not yet read:", *report),
            Because::Ended | Because::NothingYet => return None,
        };
        // Others that were met before have a mark that says so: *fell back*, *met again*.
        let slipped = because.outcome() == Outcome::SlippedBack;
        let before = because.met_before().filter(|_| slipped).map(|v| Box::new(self.who_judged(v)));
        Some(WhoView { before, ..who })
    }

    /// The newest verdict, in words.
    fn who_decides(&self, newest: &Newest) -> WhoView {
        let first = self.who_judged(&newest.first);
        // Reports of one date that disagree come to partly met, which may be the verdict of neither.
        if newest.verdict() == newest.first.verdict {
            return first;
        }
        WhoView {
            verdict: Some(newest.verdict().word()),
            then: Some("and another report of its date says otherwise"),
            ..first
        }
    }

    /// The verdict of one report, in words.
    pub(super) fn who_judged(&self, verdict: &ReportVerdict) -> WhoView {
        let report = verdict.report;
        let who = match verdict.by.first() {
            Some(by) => self.who_by_finding("says", *by),
            None => self.who_by_report(&format!("says {} in", self.speaker(report)), report),
        };
        WhoView {
            verdict: Some(verdict.verdict.word()),
            basis: Some(basis_words(verdict.basis)),
            reading: verdict.basis.is_reading(),
            // Where raising it again is itself the basis, the basis says so already.
            then: (verdict.raised_again && verdict.basis != Basis::RaisedAgain).then_some("and asked again there"),
            ..who
        }
    }

    fn who_by_finding(&self, how: &str, by: FindingId) -> WhoView {
        let finding = Anchor { href: self.finding_href(by), text: self.report_name(by.report) };
        let at = self.knowledge.finding(by).at.clone();
        let how = format!("{how} {} in", self.speaker(by.report));
        WhoView { how, finding, at, verdict: None, basis: None, reading: false, then: None, before: None }
    }

    fn who_by_report(&self, how: &str, report: ReportId) -> WhoView {
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
}

/// A basis as pages show it: a reader sees at once what rests on somebody's reading.
pub(super) fn basis_words(basis: Basis) -> &'static str {
    match basis {
        Basis::Answered => "answered, by the editor’s reading",
        Basis::Editor => "by the editor’s reading",
        Basis::Stated | Basis::Group | Basis::RaisedAgain => plain::basis(basis),
    }
}
