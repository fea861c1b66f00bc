//! Where a recommendation or a thread stands, and why: the outcome follows from the reason, so that
//! the two can never disagree.

use super::report_verdict::ReportVerdict;
use super::{FindingId, Reader, ReportId};
use crate::source::words::{Verdict, words};

words! {
    /// Where a recommendation stands; each has exactly one. In the order in which pages list them: worst first.
    Outcome {
        /// The newest verdict is missed, and an older one was met.
        SlippedBack "slipped-back" "slipped back",
        /// The newest verdict is missed.
        Missed "missed" "missed",
        /// The newest verdict is partly met.
        PartlyMet "partly-met" "partly met",
        /// The newest verdict is met.
        Met "met" "met",
        /// No verdict, and a later full inspection of its family is silent.
        NotReportedOn "not-reported-on" "not reported on",
        /// No verdict, and a later report speaks of most or some of its report's.
        General "general" "reported only in general",
        /// No verdict, and a later report has not been read for this.
        Unread "unread" "later report not yet read",
        /// No verdict yet.
        Awaiting "awaiting" "awaiting a report",
        /// No verdict, and its family's inspections have ended.
        Ended "ended" "inspections ended",
        /// Another recommendation replaces it.
        Superseded "superseded" "superseded",
    }
}

impl Outcome {
    /// Whether it rests on a verdict.
    #[must_use]
    pub fn has_verdict(self) -> bool {
        matches!(self, Self::SlippedBack | Self::Missed | Self::PartlyMet | Self::Met)
    }

    /// Whether the newest verdict on it names a fault.
    #[must_use]
    pub fn is_unresolved(self) -> bool {
        self.has_verdict() && self != Self::Met
    }

    /// Whether what was asked for is still open: neither met nor superseded.
    #[must_use]
    pub fn is_open(self) -> bool {
        !matches!(self, Self::Met | Self::Superseded)
    }
}

/// Why something stands where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Because {
    /// The newest verdict says so.
    Verdict(Newest),
    /// A report asked for it again, and no report has spoken of that yet. Of threads only: the
    /// recommendation that asks is itself awaiting a report.
    RaisedAgain {
        /// The recommendation that raises it again.
        by: FindingId,
        /// Who says that it does.
        reader: Reader,
        /// The newest *met* before a raising.
        met_before: Option<ReportVerdict>,
    },
    /// Other recommendations replace it.
    Replaced {
        /// Those.
        by: Vec<FindingId>,
        /// The least sure reader among those who say so.
        reader: Reader,
    },
    /// Most, some or so many of its report's are spoken of, not said which.
    InGeneral {
        /// The findings that do.
        by: Vec<FindingId>,
    },
    /// The newest later report that could speak of it has not been read.
    Unread(ReportId),
    /// The newest later full inspection of its family says nothing of it.
    Silent(ReportId),
    /// Nobody inspects its family any more.
    Ended,
    /// No later report could have spoken of it yet.
    NothingYet,
}

/// The newest verdict: that of one report, or of several of one date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Newest {
    /// The report whose words are shown first.
    pub first: ReportVerdict,
    /// Others of its date: equal ones, or, where they differ, those that make it partly met.
    pub others: Vec<ReportVerdict>,
    /// The newest *met* before it.
    pub met_before: Option<ReportVerdict>,
}

impl Newest {
    /// What the reports of the newest date come to: where they differ, partly met.
    #[must_use]
    pub fn verdict(&self) -> Verdict {
        let differ = self.others.iter().any(|v| v.verdict != self.first.verdict);
        if differ { Verdict::PartlyMet } else { self.first.verdict }
    }

    /// The reports' verdicts.
    pub fn reports(&self) -> impl Iterator<Item = &ReportVerdict> + Clone {
        std::iter::once(&self.first).chain(&self.others)
    }
}

impl Because {
    /// The outcome that this is the reason for.
    #[must_use]
    pub fn outcome(&self) -> Outcome {
        match self {
            Self::Verdict(newest) => match newest.verdict() {
                Verdict::Missed if newest.met_before.is_some() => Outcome::SlippedBack,
                Verdict::Missed => Outcome::Missed,
                Verdict::PartlyMet => Outcome::PartlyMet,
                Verdict::Met => Outcome::Met,
            },
            Self::RaisedAgain { met_before: Some(_), .. } => Outcome::SlippedBack,
            Self::RaisedAgain { .. } => Outcome::Missed,
            Self::Replaced { .. } => Outcome::Superseded,
            Self::InGeneral { .. } => Outcome::General,
            Self::Unread(_) => Outcome::Unread,
            Self::Silent(_) => Outcome::NotReportedOn,
            Self::Ended => Outcome::Ended,
            Self::NothingYet => Outcome::Awaiting,
        }
    }

    /// The findings whose words decide, the telling ones first; none where silence does.
    #[must_use]
    pub fn deciding(&self) -> Vec<FindingId> {
        match self {
            Self::Verdict(newest) => {
                super::report_verdict::once_each(newest.reports().flat_map(|v| v.by.iter().copied()))
            }
            Self::RaisedAgain { by, .. } => vec![*by],
            Self::Replaced { by, .. } | Self::InGeneral { by } => by.clone(),
            Self::Unread(_) | Self::Silent(_) | Self::Ended | Self::NothingYet => Vec::new(),
        }
    }

    /// The report that decides, by its words or by saying nothing.
    #[must_use]
    pub fn decided_in(&self) -> Option<ReportId> {
        match self {
            Self::Verdict(newest) => Some(newest.first.report),
            Self::RaisedAgain { by, .. } => Some(by.report),
            Self::Replaced { by, .. } | Self::InGeneral { by } => by.first().map(|f| f.report),
            Self::Unread(report) | Self::Silent(report) => Some(*report),
            Self::Ended | Self::NothingYet => None,
        }
    }

    /// What slipped or fell back was met before: by which report.
    #[must_use]
    pub fn met_before(&self) -> Option<&ReportVerdict> {
        match self {
            Self::Verdict(newest) => newest.met_before.as_ref().filter(|_| newest.verdict() != Verdict::Met),
            Self::RaisedAgain { met_before, .. } => met_before.as_ref(),
            _ => None,
        }
    }

    /// Who says so: of several deciding statements, the least sure reader. Of what slipped back,
    /// both ends decide. Nobody, where nothing was said.
    #[must_use]
    pub fn reader(&self) -> Option<Reader> {
        let slipped = self.met_before().filter(|_| self.outcome() == Outcome::SlippedBack).map(|v| v.reader);
        let own = match self {
            Self::Verdict(newest) => newest.reports().map(|v| v.reader).max(),
            Self::RaisedAgain { reader, .. } | Self::Replaced { reader, .. } => Some(*reader),
            // Its `most` and `some` set nothing, so the program never decides here.
            Self::InGeneral { .. } => Some(Reader::Inspector),
            Self::Unread(_) | Self::Silent(_) | Self::Ended | Self::NothingYet => None,
        };
        // The readers are declared surest first, so the least sure is the greatest.
        own.max(slipped)
    }
}

/// Something said beside an outcome and who says so ([`Because::reader`]).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mark {
    /// Asked for in so many reports, as people read them.
    Raised(usize),
    /// Asked for again in so many more, as only the program reads them.
    RaisedByProgram(usize),
    /// Now partly met, met before.
    FellBack,
    /// Met, then missed, now met.
    MetAgain,
    /// A full inspection has been silent since that report.
    LastHeardOf(ReportId),
    /// A report after the newest verdict has not been read.
    LaterReportNotRead(ReportId),
    /// Nothing is said of the whole: the deciding verdict is about a part only.
    OnPartOnly,
    /// What people say settles it; in that report the program, which nobody has checked, read this.
    ReadByProgram(ReportId, Verdict),
}
