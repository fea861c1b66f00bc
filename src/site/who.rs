//! Who says so: the follow-up that an outcome rests on, with its report, date, basis, place in the source and reader.
//!
//! Start at [`PageContext::who`], which prints the reason that the model found. No outcome is shown
//! without it, save one that rests on nothing having been reported yet.

use serde::Serialize;

use super::context::{Anchor, PageContext};
use super::plain;
use super::readers::{SignView, sign_of, speaker};
use crate::model::{Because, FindingId, Newest, Outcome, Reader, ReportId, ReportVerdict};
use crate::source::words::Basis;

/// Who says so, and where.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct WhoView {
    /// Who says that it is about this; nothing where a report says nothing.
    pub(crate) sign: Option<SignView>,
    /// What leads up to the report's name: `in`, `silent:`.
    pub(crate) how: &'static str,
    /// The finding, by the name of its report; the report itself where silence decides.
    pub(crate) finding: Anchor,
    /// The place in the source.
    pub(crate) at: Option<String>,
    /// The verdict's word, when a verdict decides.
    pub(crate) verdict: Option<&'static str>,
    pub(crate) basis: Option<&'static str>,
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
            Because::RaisedAgain { by, reader, .. } => {
                WhoView { then: Some(plain::NO_LATER), ..self.who_by_finding(*reader, "asked again in", *by) }
            }
            // There is room for one link here; all of the deciding words stand on the page of the recommendation.
            Because::Replaced { by, reader } => self.who_by_finding(*reader, "replaced in", *by.first()?),
            Because::InGeneral { by } => self.who_by_finding(because.reader()?, "in", *by.first()?),
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
        // Of several that decide, the least sure reader is named.
        let least_sure = newest.reports().map(|v| v.reader).max().unwrap_or(newest.first.reader);
        let first = WhoView { sign: Some(self.sign(least_sure, newest.first.report)), ..first };
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
        let how = preposition(verdict.reader);
        let who = match verdict.by.first() {
            Some(by) => self.who_by_finding(verdict.reader, how, *by),
            None => self.who_by_report(how, report),
        };
        WhoView {
            sign: Some(self.sign(verdict.reader, report)),
            verdict: Some(verdict.verdict.word()),
            basis: basis_words(verdict.basis, verdict.reader),
            // Where raising it again is itself the basis, the basis says so already.
            then: (verdict.raised_again && verdict.basis != Basis::RaisedAgain).then_some("and asked again there"),
            ..who
        }
    }

    fn who_by_finding(&self, reader: Reader, how: &'static str, by: FindingId) -> WhoView {
        let finding = Anchor { href: self.finding_href(by), text: self.report_name(by.report) };
        let at = self.knowledge.finding(by).at.clone();
        WhoView { sign: Some(self.sign(reader, by.report)), finding, at, ..self.who_by_report(how, by.report) }
    }

    fn who_by_report(&self, how: &'static str, report: ReportId) -> WhoView {
        let finding = self.report(report);
        WhoView { sign: None, how, finding, at: None, verdict: None, basis: None, then: None, before: None }
    }

    /// The sign of who says what stands in a report.
    pub(super) fn sign(&self, reader: Reader, report: ReportId) -> SignView {
        SignView::new(reader, &speaker(self.knowledge, report))
    }

    /// The sign of who says where something stands; nothing where nothing was said.
    pub(super) fn sign_of(&self, because: &Because) -> Option<SignView> {
        sign_of(self.knowledge, because)
    }
}

/// What stands between the sign of a reader and the report: what is read comes *from* its words.
pub(super) fn preposition(reader: Reader) -> &'static str {
    match reader {
        Reader::Inspector => "in",
        Reader::Editor | Reader::Program => "from",
    }
}

/// How sure the words are, beside who says so; nothing where that says it already.
pub(super) fn basis_words(basis: Basis, reader: Reader) -> Option<&'static str> {
    match (basis, reader) {
        (Basis::Stated, Reader::Inspector) => None,
        (basis, _) => Some(plain::basis(basis)),
    }
}
