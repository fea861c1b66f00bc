//! Rows that several pages show: a recommendation, a thread, a piece of
//! evidence.

use serde::Serialize;

use super::address::Page;
use super::apart::ApartView;
use super::context::{Anchor, OutcomeView, PageContext, span_in_words};
use super::place::PlaceView;
use super::plain;
use super::readers::SignView;
use super::who::{WhoView, basis_words, preposition};
use crate::model::{
    Assertion, Because, ByReader, Claim, ClaimStatus, FollowUp, Mark, On, Outcome, Recommendation, RecommendationId,
    Statement, Thread, ThreadId, sets,
};
use crate::source::Nature;
use crate::source::date::PartialDate;
use crate::source::words::{Basis, Kind, LinkKey, Quantity, Verdict};

/// The mark of what an unread report asks.
const UNREAD: &str = "nobody has read its report yet";

/// A recommendation in a list.
#[derive(Debug, Serialize)]
pub(crate) struct RecommendationRow {
    pub(crate) link: Anchor,
    pub(crate) label: String,
    pub(crate) priority: bool,
    pub(crate) authority: Anchor,
    pub(crate) report: Anchor,
    pub(crate) date: String,
    pub(crate) themes: Vec<Anchor>,
    pub(crate) outcome: OutcomeView,
    pub(crate) who: Option<WhoView>,
    /// Where its thread stands, where that is elsewhere.
    pub(crate) apart: Option<ApartView>,
    pub(crate) marks: Vec<String>,
    pub(crate) carried_on: Vec<Anchor>,
}

/// A thread in a list.
#[derive(Debug, Serialize)]
pub(crate) struct ThreadRow {
    pub(crate) link: Anchor,
    pub(crate) authority: Anchor,
    pub(crate) outcome: OutcomeView,
    pub(crate) who: Option<WhoView>,
    /// Whether it rests on reports that nobody has read.
    pub(crate) unread: bool,
    /// The years in which it was asked for again: `2017 and 2022`.
    pub(crate) again: Option<String>,
    pub(crate) since: String,
    /// The recommendation that asked first, where the row leads to a later one.
    pub(crate) first_href: Option<String>,
    /// The same as `2011-08`, to sort by.
    pub(crate) since_date: String,
    /// How long it has been open, up to the authority's newest held report.
    pub(crate) open_for: Option<String>,
    pub(crate) priority: bool,
    pub(crate) claims: Vec<ClaimRow>,
}

/// A council's claim, and what became of it.
#[derive(Debug, Serialize)]
pub(crate) struct ClaimRow {
    pub(crate) finding: Anchor,
    pub(crate) recommendation: Anchor,
    pub(crate) authority: Anchor,
    pub(crate) claimed: &'static str,
    pub(crate) date: String,
    /// What became of it; nothing for what only the program has read.
    pub(crate) status: Option<&'static str>,
    /// Whether the first verdict after it says less than it.
    pub(crate) contradicted: bool,
    /// Who gave the first verdict after it.
    pub(crate) who: Option<WhoView>,
    pub(crate) words: String,
    /// Where what was asked for stands now.
    pub(crate) now: OutcomeView,
    /// The finding that decides it.
    pub(crate) now_href: Option<String>,
}

/// What one finding says of something earlier, or has said of it later.
#[derive(Debug, Serialize)]
pub(crate) struct FollowUpRow {
    /// What it says: `met`, `raised again`, `claimed as done`.
    pub(crate) says: String,
    /// The verdict's word, for its sign; nothing for what is no verdict.
    pub(crate) verdict: Option<&'static str>,
    /// Who says that it is about that; nothing beside what a council claims.
    pub(crate) sign: Option<SignView>,
    /// What stands between that and the name of the report.
    pub(crate) how: &'static str,
    pub(crate) basis: Option<&'static str>,
    pub(crate) part: Option<String>,
    /// The recommendation, report or group that it is about.
    pub(crate) on: String,
    pub(crate) on_href: Option<String>,
    /// The report that asked, when it is about one recommendation.
    pub(crate) on_report: Option<String>,
    pub(crate) finding: Anchor,
    pub(crate) place: Option<PlaceView>,
    pub(crate) via: Option<Anchor>,
    pub(crate) words: String,
    pub(crate) summary: bool,
    pub(crate) speaker: String,
    pub(crate) report: Anchor,
}

impl PageContext<'_> {
    /// Marks in words; who says so is shown with the outcome itself.
    pub(super) fn marks_of(&self, recommendation: &Recommendation) -> Vec<String> {
        self.marks_beside(recommendation, |_| true)
    }

    /// The same, of those that the page does not say otherwise.
    pub(super) fn marks_beside(&self, recommendation: &Recommendation, says: impl Fn(&Mark) -> bool) -> Vec<String> {
        let marks = recommendation.marks.iter().filter(|m| says(m)).map(|m| self.mark(m));
        let unread = (!self.knowledge.is_read(recommendation)).then(|| UNREAD.to_owned());
        marks.chain(unread).collect()
    }

    pub(super) fn carried_on(&self, recommendation: &Recommendation) -> Vec<Anchor> {
        recommendation.ties.carried_on_by.iter().map(|next| self.by_report(*next)).collect()
    }

    /// A recommendation by the name of its report.
    pub(super) fn by_report(&self, id: RecommendationId) -> Anchor {
        let report = self.knowledge.finding_of(id).report;
        Anchor { href: self.href(&Page::Recommendation(id)), text: self.report_name(report) }
    }

    pub(super) fn recommendation_row(&self, recommendation: &Recommendation) -> RecommendationRow {
        let id = recommendation.finding;
        let finding = self.knowledge.finding(id);
        RecommendationRow {
            link: self.recommendation(recommendation.id),
            label: self.label(id),
            priority: finding.kind == Kind::PriorityAction,
            authority: self.authority(&self.knowledge.report(id.report).authority),
            report: self.report(id.report),
            date: self.knowledge.date(id.report).to_string(),
            themes: finding.themes.iter().map(|t| self.theme(&t.value)).collect(),
            outcome: OutcomeView::new(&recommendation.because),
            who: self.who(&recommendation.because),
            apart: self.apart(recommendation),
            marks: self.marks_of(recommendation),
            carried_on: self.carried_on(recommendation),
        }
    }

    pub(super) fn thread_row(&self, id: ThreadId) -> ThreadRow {
        let thread = self.knowledge.thread(id);
        let authority = self.authority_of(thread);
        let until = self.newest_date(authority);
        ThreadRow {
            link: self.thread_link(thread),
            authority: self.authority(authority),
            outcome: OutcomeView::new(&thread.because),
            who: self.who(&thread.because),
            unread: !thread.is_read,
            again: self.asked_again(thread),
            first_href: self.first_href(thread),
            since: thread.since.in_words(),
            since_date: thread.since.to_string(),
            // Never to the day of the build: the same content must give the same page.
            open_for: until.filter(|_| thread.is_open()).and_then(|u| span_in_words(thread.since, u)),
            priority: thread.level == Kind::PriorityAction,
            claims: self.knowledge.members(thread).flat_map(|m| self.claims_of(m)).collect(),
        }
    }

    /// The authority whose recommendation is the thread's last.
    pub(super) fn authority_of(&self, thread: &Thread) -> &str {
        self.knowledge.authority_of(thread.last)
    }

    /// The date to which the durations of an authority run.
    pub(super) fn newest_date(&self, authority: &str) -> Option<PartialDate> {
        self.knowledge.newest_held(authority).map(|r| self.knowledge.date(r))
    }

    pub(super) fn claims_of(&self, recommendation: &Recommendation) -> Vec<ClaimRow> {
        recommendation.claims.iter().map(|claim| self.claim_row(recommendation, claim)).collect()
    }

    pub(super) fn claim_row(&self, recommendation: &Recommendation, claim: &Claim) -> ClaimRow {
        let report = self.knowledge.report(recommendation.finding.report);
        let now = &self.knowledge.thread(recommendation.thread).because;
        ClaimRow {
            finding: Anchor { href: self.finding_href(claim.by), text: self.report_name(claim.by.report) },
            recommendation: self.recommendation(recommendation.id),
            authority: self.authority(&report.authority),
            claimed: claimed(claim.key),
            date: claim.date.in_words(),
            status: claim.status.map(ClaimStatus::shown),
            contradicted: claim.status.is_some_and(ClaimStatus::contradicts),
            who: claim.answer.as_ref().map(|v| self.who_judged(v)),
            words: self.words(claim.by),
            now: OutcomeView::new(now),
            now_href: self.who(now).map(|who| who.finding.href),
        }
    }

    /// A link as a row: of the finding that carries it.
    pub(super) fn follow_up_row(&self, follow_up: &FollowUp) -> FollowUpRow {
        let quantity = match follow_up.on {
            On::Group { quantity, .. } => Some(quantity),
            _ => None,
        };
        let (on, on_href) = self.target(follow_up.on);
        let nature = self.knowledge.report(follow_up.by.report).nature;
        let verdict = follow_up.verdict(nature);
        let (reader, report) = (follow_up.reader, follow_up.by.report);
        FollowUpRow {
            says: self.says(follow_up, quantity),
            verdict: verdict.map(Verdict::word),
            sign: (nature == Nature::Inspection).then(|| self.sign(reader, report)),
            how: preposition(reader),
            basis: verdict.and_then(|_| basis_words(follow_up.basis, reader)),
            part: follow_up.part.clone(),
            on,
            on_href,
            on_report: match follow_up.on {
                On::One(id) => Some(self.report_name(self.knowledge.finding_of(id).report)),
                _ => None,
            },
            finding: Anchor { href: self.finding_href(follow_up.by), text: self.short_words(follow_up.by) },
            place: self.place(follow_up.by),
            via: follow_up.via.map(|r| self.report(r)),
            words: self.words(follow_up.by),
            summary: self.is_summary(report),
            speaker: self.speaker(report),
            report: self.report(report),
        }
    }

    fn says(&self, follow_up: &FollowUp, quantity: Option<Quantity>) -> String {
        let finding = self.knowledge.finding(follow_up.by);
        if follow_up.key == LinkKey::Mentions {
            let judgement = finding.judgement.as_ref().map(|j| format!(" in “{}”", j.value)).unwrap_or_default();
            return match finding.direction {
                Some(direction) => format!("{} than then{judgement}", direction.shown()),
                None => format!("looks back{judgement}"),
            };
        }
        // A council claims; only an inspection gives a verdict.
        let update = self.knowledge.report(follow_up.by.report).nature == Nature::Update;
        let word = if update { claimed(follow_up.key) } else { plain::link(follow_up.key) };
        let words = match quantity {
            // That none was met is written with `met`, and means the contrary of what its key says.
            Some(Quantity::None) => "missed: none of them met".to_owned(),
            Some(quantity) if !sets(quantity) => format!("{word}, not said which"),
            _ => word.to_owned(),
        };
        // An editor has to see it to decide about it, so that it stays, marked.
        if self.knowledge.counts(follow_up) {
            words
        } else {
            format!("{words} (not counted before the report is read)")
        }
    }

    /// What a statement is about, in words, and its address.
    fn target(&self, on: On) -> (String, Option<String>) {
        match on {
            On::One(id) => {
                let anchor = self.recommendation(id);
                (anchor.text, Some(anchor.href))
            }
            On::Report(id) => {
                let anchor = self.report(id);
                (anchor.text, Some(anchor.href))
            }
            On::Group { quantity, kind, report } => {
                let what = kind.map_or("recommendations", |k| match k {
                    Kind::PriorityAction => "priority actions",
                    _ => "recommendations",
                });
                let anchor = self.report(report);
                let words = match (quantity, self.knowledge.targets(on).len()) {
                    // Of a report whose recommendations are not listed, nobody knows how many there are.
                    (Quantity::Counted(count), of) if of > 0 => format!("{count} of the {of} {what}"),
                    _ => format!("{quantity} of the {what}"),
                };
                (format!("{words} of {}", anchor.text), Some(anchor.href))
            }
        }
    }

    /// What a statement about one recommendation says, in words with its part, and its basis.
    pub(super) fn statement_words(&self, statement: &Statement) -> (String, Option<Basis>) {
        match &statement.asserts {
            Assertion::Verdict { verdict, basis, part } => {
                let part = part.as_ref().map(|p| format!(" on a part: {p}")).unwrap_or_default();
                (format!("{}{part}", verdict.shown()), Some(*basis))
            }
            Assertion::RaisedAgain => (plain::ASKED_AGAIN.to_owned(), None),
            Assertion::General { quantity: Quantity::Counted(count), key, of } => {
                (format!("{count} of {of} {}, not said which", key.shown()), None)
            }
            Assertion::General { quantity, key, .. } => {
                (format!("{quantity} of that report’s are {}, not said which", key.shown()), None)
            }
            Assertion::Replaced => ("replaced by this one".to_owned(), None),
            Assertion::Claim(key) => (claimed(*key).to_owned(), None),
            Assertion::Plan => ("planned".to_owned(), None),
        }
    }

    /// Threads that fit, in their own order.
    pub(super) fn threads(&self, fits: impl Fn(&Thread) -> bool) -> Vec<ThreadId> {
        self.knowledge.threads.iter().filter(|t| fits(t)).map(|t| t.id).collect()
    }
}

/// A claim's key in words.
pub(super) fn claimed(key: LinkKey) -> &'static str {
    match key {
        LinkKey::Met => "claimed as met",
        other => other.shown(),
    }
}

/// Whether a recommendation asks again for what was not done, and no verdict on it has come since: by itself it would
/// only await a report, but its thread is missed.
pub(super) fn asks_again_and_waits(recommendation: &Recommendation, thread: &Thread) -> bool {
    let asks = matches!(&thread.because, Because::RaisedAgain { by, .. } if *by == recommendation.finding);
    asks && !recommendation.outcome().has_verdict()
}

/// What stands in reports that nobody has read: shown beside figures, never in them.
#[derive(Clone, Copy, Debug, Default, Serialize)]
pub(crate) struct UnreadCount {
    pub(crate) recommendations: usize,
    pub(crate) threads: usize,
}

/// How many recommendations, and threads, have each outcome.
#[derive(Debug, Serialize)]
pub(crate) struct OutcomeCount {
    pub(crate) outcome: OutcomeView,
    pub(crate) href: String,
    pub(crate) count: usize,
    /// Of these, how many each reader says.
    #[serde(skip)]
    pub(crate) by: ByReader,
}

impl PageContext<'_> {
    /// Recommendations of reports that somebody has read: the others are counted apart.
    pub(super) fn read_recommendations(&self) -> impl Iterator<Item = &Recommendation> {
        self.knowledge.recommendations.iter().filter(|r| self.knowledge.is_read(r))
    }

    /// How many of some threads rest on reports that somebody has read.
    pub(super) fn read_threads(&self, threads: &[ThreadId]) -> usize {
        threads.iter().filter(|t| self.knowledge.thread(**t).is_read).count()
    }

    /// What nobody has read yet among some threads.
    pub(super) fn unread(&self, threads: &[ThreadId]) -> UnreadCount {
        let unread: Vec<&Thread> = threads.iter().map(|t| self.knowledge.thread(*t)).filter(|t| !t.is_read).collect();
        // A thread that is not read as a whole may have members that somebody has read; those are in the other figures.
        let members = unread.iter().flat_map(|t| self.knowledge.members(t));
        UnreadCount { recommendations: members.filter(|m| !self.knowledge.is_read(m)).count(), threads: unread.len() }
    }

    /// Counts for every outcome, of those that fit.
    pub(super) fn outcome_counts(&self, fits: impl Fn(&Recommendation) -> bool) -> Vec<OutcomeCount> {
        let some: Vec<&Recommendation> = self.read_recommendations().filter(|r| fits(r)).collect();
        self.counts(|outcome| {
            let these = some.iter().filter(|r| r.outcome() == outcome);
            (these.clone().count(), these.map(|r| r.reader()).collect())
        })
    }

    /// The same for some threads.
    pub(super) fn thread_counts(&self, threads: &[ThreadId]) -> Vec<OutcomeCount> {
        let threads: Vec<_> = threads.iter().map(|t| self.knowledge.thread(*t)).filter(|t| t.is_read).collect();
        self.counts(|outcome| {
            let these = threads.iter().filter(|t| t.outcome() == outcome);
            (these.clone().count(), these.map(|t| t.because.reader()).collect())
        })
    }

    /// The same of an authority, each leading to its own rows in the list of that outcome.
    pub(super) fn thread_counts_of(&self, authority: &str, threads: &[ThreadId]) -> Vec<OutcomeCount> {
        // The figures leave out what nobody has read, and so do the rows that they lead to (assets/choose.js).
        let unread = if self.read_threads(threads) < threads.len() { "&unread=no" } else { "" };
        let own = |count: OutcomeCount| OutcomeCount {
            href: format!("{}?authority={authority}&once=yes{unread}", count.href),
            ..count
        };
        self.thread_counts(threads).into_iter().map(own).collect()
    }

    fn counts(&self, count: impl Fn(Outcome) -> (usize, ByReader)) -> Vec<OutcomeCount> {
        // Also those that nothing has: that there is none is a figure too.
        Outcome::ALL
            .iter()
            .map(|outcome| {
                let (count, by) = count(*outcome);
                OutcomeCount {
                    outcome: OutcomeView::of_outcome(*outcome),
                    href: self.href(&Page::Outcome(*outcome)),
                    count,
                    by,
                }
            })
            .collect()
    }
}
