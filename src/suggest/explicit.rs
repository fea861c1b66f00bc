//! Look-backs tied to what they speak of: a group of an earlier report's recommendations, or a report.
//! Those about a single recommendation are tied to it by likeness, elsewhere.

use super::corpus::ComparedPassage;
use super::earlier::{Fixed, Meant, meant};
use crate::looks_back::{self, Extent, LookBack, Matter, SaidOfSet};
use crate::model::{Linked, On, ReportId};
use crate::source::words::{Kind, LinkKey, Quantity, Verdict};

/// A look-back, with the passage that it stands in and the reports that it means.
#[derive(Clone, Debug)]
pub(super) struct Tied {
    /// The passage, by its place among those of its report.
    pub(super) passage: usize,
    pub(super) look_back: LookBack,
    pub(super) meant: Meant,
    /// The earlier inspection whose conclusion it repeats.
    pub(super) via: Option<ReportId>,
}

impl Tied {
    /// As it is read of a recommendation: services that got better are not yet all that was asked, and where
    /// only the words of good or bad practice speak, the whole passage is asked.
    pub(super) fn of_what_was_asked(mut self) -> Self {
        let look_back = &mut self.look_back;
        if look_back.only_since {
            (look_back.verdict, look_back.verdict_source) = (None, None);
        } else if look_back.only_moves && look_back.verdict == Some(Verdict::Met) {
            look_back.verdict = Some(Verdict::PartlyMet);
        }
        self
    }

    /// Whether it may be about one recommendation: it says so, or not of how many.
    pub(super) fn is_single(&self) -> bool {
        self.look_back.matter == Matter::Areas && matches!(self.look_back.extent, Some(Extent::One) | None)
    }

    /// Whether it is about all, most or some of what an earlier report asked for. Of how much is said, or
    /// it speaks of areas or recommendations in so many words; `the poor findings` are no group.
    pub(super) fn is_group(&self) -> bool {
        let counted = matches!(self.look_back.extent, Some(Extent::All | Extent::Most | Extent::Some));
        self.look_back.matter == Matter::Areas
            && (counted || (self.look_back.plural && self.look_back.extent.is_none()))
    }

    /// The link of a group statement on one of the reports that are meant.
    pub(super) fn group_on(&self, linked: &Linked, report: ReportId) -> (Option<LinkKey>, On) {
        let set = self.look_back.set;
        let kind = kind_meant(linked, report, set);
        let quantity = match self.look_back.extent {
            Some(Extent::Most) => Quantity::Most,
            Some(Extent::Some) => Quantity::Some,
            _ if set.none && self.look_back.verdict == Some(Verdict::Missed) => Quantity::None,
            // What is said of a group without a number is said of all of it.
            _ => Quantity::All,
        };
        let key = match self.look_back.verdict {
            // A report that says none was met says so of each: the link is `met` by none of them.
            Some(Verdict::Missed) if quantity == Quantity::None => Some(LinkKey::Met),
            // Areas that were set and stay as they were set: the report says that they remain, not that they failed.
            Some(Verdict::Missed) if quantity == Quantity::All && set.stays => Some(LinkKey::Remains),
            verdict => verdict.map(key_of),
        };
        (key, On::Group { quantity, kind, report })
    }
}

/// The key that says a verdict.
pub(super) fn key_of(verdict: Verdict) -> LinkKey {
    match verdict {
        Verdict::Met => LinkKey::Met,
        Verdict::PartlyMet => LinkKey::PartlyMet,
        Verdict::Missed => LinkKey::Missed,
    }
}

/// A report's passages as they are read for look-backs.
pub(super) fn passages<'a>(compared: &'a [ComparedPassage<'_>]) -> Vec<looks_back::Passage<'a>> {
    compared
        .iter()
        .map(|c| looks_back::Passage { text: &c.passage.text, page: None, heading: c.passage.heading })
        .collect()
}

/// Every look-back of a report.
pub(super) fn all(
    linked: &Linked,
    reader: &looks_back::Reader,
    report: ReportId,
    compared: &[ComparedPassage<'_>],
    earlier: &[ReportId],
) -> Vec<Tied> {
    let passages = passages(compared);
    let mut fixed = Fixed::default();
    reader
        .looks_back(&passages)
        .into_iter()
        .map(|look_back| {
            let first = fixed.of(&look_back.about).unwrap_or_else(|| meant(linked, report, earlier, &look_back.about));
            fixed.note(&look_back.about, &first);
            // What is asked of a set is asked of the one named with it; which of several is the editor's to say.
            let first =
                Meant { sure: first.sure && (look_back.also.is_empty() || look_back.matter != Matter::Areas), ..first };
            let meant = look_back.also.iter().fold(first, |all, about| all.and(meant(linked, report, earlier, about)));
            // What only happened since an inspection says nothing of it: a mention that the editor may want or not.
            let meant = Meant { sure: meant.sure && !look_back.only_since, ..meant };
            let via = meant.reports.first().copied().filter(|_| look_back.repeats);
            // What it repeats was said of things asked before that inspection, not of what that one asked.
            let meant = match via {
                Some(via) => Meant { reports: asked_before(linked, via, earlier, look_back.set), ..meant },
                None => meant,
            };
            Tied { passage: look_back.passage, meant, look_back, via }
        })
        .collect()
}

/// The inspections before one whose asks it may have spoken of: the last that asked in that kind; for
/// `both`, as many as asked for two. One that is only known of may have asked for one thing.
fn asked_before(linked: &Linked, via: ReportId, earlier: &[ReportId], set: SaidOfSet) -> Vec<ReportId> {
    let kind = if set.priority { Kind::PriorityAction } else { Kind::Recommendation };
    let asked = |r: ReportId| match linked.report(r).body.findings.iter().filter(|f| f.kind == kind).count() {
        0 if !linked.report(r).held => 1,
        asked => asked,
    };
    // Reports count no further in words; where nothing is counted, the last report that asked is meant.
    let number = if set.two { 2 } else { 1 };
    let mut reports = Vec::new();
    let mut found = 0;
    for report in earlier.iter().rev().copied().skip_while(|r| *r != via).skip(1).filter(|r| asked(*r) > 0) {
        if found >= number {
            break;
        }
        found += asked(report);
        reports.push(report);
    }
    reports
}

/// The kind that a sentence speaks of, where the earlier report asks in two and it names one.
fn kind_meant(linked: &Linked, report: ReportId, set: SaidOfSet) -> Option<Kind> {
    let asks = |kind: Kind| linked.report(report).body.findings.iter().any(|f| f.kind == kind);
    if !(asks(Kind::Recommendation) && asks(Kind::PriorityAction)) {
        return None;
    }
    match (set.priority, set.other) {
        (true, false) => Some(Kind::PriorityAction),
        (false, true) => Some(Kind::Recommendation),
        // Both or neither: it speaks of all that was asked.
        _ => None,
    }
}
