//! Rows that several pages show: a recommendation, a thread, a piece of
//! evidence.

use serde::Serialize;

use super::address::Page;
use super::desk::{Anchor, Desk, OutcomeView, level, shorten, span_in_words};
use super::who::{WhoView, basis_words};
use crate::model::thread::marks_with_thread;
use crate::model::{Claim, ClaimStatus, FindingId, Mark, On, Outcome, Said, Statement, Thread, ThreadId};
use crate::source::words::{Basis, LinkKey, Quantity};

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
    pub(crate) raised: usize,
    pub(crate) since: String,
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
    pub(crate) status: &'static str,
    pub(crate) then_less: bool,
    /// Who gave the first verdict after it.
    pub(crate) who: Option<WhoView>,
    pub(crate) words: String,
}

/// What one finding says of something earlier, or has said of it later.
#[derive(Debug, Serialize)]
pub(crate) struct SaidRow {
    /// What it says: `met`, `raised again`, `claimed as done`.
    pub(crate) says: String,
    /// The verdict's word, for its sign; nothing for what is no verdict.
    pub(crate) verdict: Option<&'static str>,
    pub(crate) basis: Option<&'static str>,
    /// Whether the basis is somebody's reading.
    pub(crate) reading: bool,
    pub(crate) part: Option<String>,
    /// The recommendation, report or group that it is about.
    pub(crate) on: String,
    pub(crate) on_href: Option<String>,
    /// The report that asked, when it is about one recommendation.
    pub(crate) on_report: Option<String>,
    pub(crate) finding: Anchor,
    pub(crate) at: Option<String>,
    pub(crate) via: Option<Anchor>,
    pub(crate) words: String,
    pub(crate) summary: bool,
    pub(crate) speaker: String,
    pub(crate) report: Anchor,
}

impl Desk<'_> {
    pub(super) fn outcome_of(&self, id: FindingId) -> OutcomeView {
        let standing = &self.knowledge.standings[&id];
        OutcomeView::new(standing.outcome, standing.by_reading())
    }

    /// Marks in words; that somebody read it that way is shown with the outcome itself.
    pub(super) fn marks_of(&self, id: FindingId) -> Vec<String> {
        marks_with_thread(self.knowledge, id)
            .iter()
            .filter(|m| **m != Mark::EditorsReading)
            .map(|m| self.mark(m))
            .collect()
    }

    pub(super) fn carried_on(&self, id: FindingId) -> Vec<Anchor> {
        let thread = self.knowledge.thread(self.knowledge.thread_of[&id]);
        thread
            .carried_on
            .get(&id)
            .into_iter()
            .flatten()
            .map(|next| Anchor { href: self.href(&Page::Recommendation(*next)), text: self.report_name(next.report) })
            .collect()
    }

    pub(super) fn recommendation_row(&self, id: FindingId) -> RecommendationRow {
        let finding = self.knowledge.finding(id);
        RecommendationRow {
            link: self.recommendation(id),
            label: self.label(id),
            priority: level(finding.kind) == "priority action",
            authority: self.authority(&self.knowledge.report(id.report).authority),
            report: self.report(id.report),
            date: self.knowledge.date(id.report).to_string(),
            themes: finding.themes.iter().map(|t| self.theme(&t.value)).collect(),
            outcome: self.outcome_of(id),
            who: self.who(id),
            marks: self.marks_of(id),
            carried_on: self.carried_on(id),
        }
    }

    /// A recommendation by its first words, where there is little room.
    pub(super) fn recommendation_in_brief(&self, id: FindingId) -> Anchor {
        const LONGEST: usize = 90;
        let text = shorten(&self.knowledge.finding(id).text, LONGEST);
        Anchor { text, ..self.recommendation(id) }
    }

    pub(super) fn thread_outcome(&self, thread: &Thread) -> OutcomeView {
        OutcomeView::new(thread.outcome, thread.by_reading)
    }

    pub(super) fn thread_row(&self, id: ThreadId) -> ThreadRow {
        let thread = self.knowledge.thread(id);
        let newest = thread.last();
        let authority = &self.knowledge.report(newest.report).authority;
        let until = self.knowledge.newest_held(authority).map(|r| self.knowledge.date(r));
        ThreadRow {
            link: self.recommendation(newest),
            authority: self.authority(authority),
            outcome: self.thread_outcome(thread),
            who: self.thread_who(thread),
            raised: thread.raised,
            since: thread.since.in_words(),
            since_date: thread.since.to_string(),
            open_for: until.filter(|_| thread.is_open()).and_then(|u| span_in_words(thread.since, u)),
            priority: thread.members.iter().any(|m| level(self.knowledge.finding(*m).kind) == "priority action"),
            claims: thread.members.iter().flat_map(|m| self.claims_of(*m)).collect(),
        }
    }

    pub(super) fn claims_of(&self, id: FindingId) -> Vec<ClaimRow> {
        self.knowledge.standings[&id].claims.iter().map(|claim| self.claim_row(id, claim)).collect()
    }

    pub(super) fn claim_row(&self, id: FindingId, claim: &Claim) -> ClaimRow {
        let verdicts = &self.knowledge.standings[&id].verdicts;
        let answer = claim.answered_in.and_then(|r| verdicts.iter().find(|v| v.report == r));
        ClaimRow {
            finding: Anchor { href: self.finding_href(claim.by), text: self.report_name(claim.by.report) },
            recommendation: self.recommendation(id),
            authority: self.authority(&self.knowledge.report(id.report).authority),
            claimed: claimed(claim.key),
            date: claim.date.in_words(),
            status: claim.status.shown(),
            then_less: matches!(claim.status, ClaimStatus::ThenMissed | ClaimStatus::ThenPartlyMet),
            who: answer.map(|v| self.who_judged(v)),
            words: self.words(claim.by),
        }
    }

    /// A link as a row: of the finding that carries it.
    pub(super) fn said_row(&self, said: &Said) -> SaidRow {
        let finding = self.knowledge.finding(said.by);
        let quantity = match said.on {
            On::Group { quantity, .. } => Some(quantity),
            _ => None,
        };
        let (on, on_href) = self.on(said.on);
        let basis = said.key.verdict().filter(|_| quantity.is_none_or(crate::model::sets)).map(|_| said.basis);
        let verdict = match quantity {
            Some(Quantity::None) => Some("missed"),
            Some(quantity) if !crate::model::sets(quantity) => None,
            _ => said.key.verdict().map(|v| v.word()),
        };
        SaidRow {
            says: self.says(said, quantity),
            verdict: verdict
                .filter(|_| self.knowledge.report(said.by.report).nature == crate::source::Nature::Inspection),
            basis: basis.map(basis_words),
            reading: basis.is_some_and(Basis::is_reading),
            part: said.part.clone(),
            on,
            on_href,
            on_report: match said.on {
                On::One(id) => Some(self.report_name(id.report)),
                _ => None,
            },
            finding: Anchor { href: self.finding_href(said.by), text: self.short_words(said.by) },
            at: finding.at.clone(),
            via: said.via.map(|r| self.report(r)),
            words: self.words(said.by),
            summary: self.is_summary(said.by.report),
            speaker: self.speaker(said.by.report),
            report: self.report(said.by.report),
        }
    }

    fn says(&self, said: &Said, quantity: Option<Quantity>) -> String {
        let finding = self.knowledge.finding(said.by);
        let update = self.knowledge.report(said.by.report).nature == crate::source::Nature::Update;
        if said.key == LinkKey::Mentions {
            let judgement = finding.judgement.as_ref().map(|j| format!(" in “{}”", j.value)).unwrap_or_default();
            return match finding.direction {
                Some(direction) => format!("{} than then{judgement}", direction.shown()),
                None => format!("looks back{judgement}"),
            };
        }
        let word = if update { claimed(said.key) } else { said.key.shown() };
        match quantity {
            Some(Quantity::None) => "missed: none of them met".to_owned(),
            Some(quantity) if !crate::model::sets(quantity) => format!("{word}, not said which"),
            _ => word.to_owned(),
        }
    }

    /// What a statement is about, in words, and its address.
    fn on(&self, on: On) -> (String, Option<String>) {
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
                    crate::source::words::Kind::PriorityAction => "priority actions",
                    _ => "recommendations",
                });
                let anchor = self.report(report);
                (format!("{quantity} of the {what} of {}", anchor.text), Some(anchor.href))
            }
        }
    }

    /// What a statement about one recommendation says, in words with its part, and its basis.
    pub(super) fn statement_words(&self, statement: &Statement) -> (String, Option<Basis>) {
        use crate::model::Saying;
        match &statement.saying {
            Saying::Verdict { verdict, basis, part } => {
                let part = part.as_ref().map(|p| format!(" on a part: {p}")).unwrap_or_default();
                (format!("{}{part}", verdict.shown()), Some(*basis))
            }
            Saying::RaisedAgain => (Basis::RaisedAgain.shown().to_owned(), None),
            Saying::General(quantity, key) => {
                (format!("{quantity} of that report’s are {}, not said which", key.shown()), None)
            }
            Saying::Replaced => ("replaced by this one".to_owned(), None),
            Saying::Claim(key) => (claimed(*key).to_owned(), None),
            Saying::Plan => ("planned".to_owned(), None),
        }
    }

    /// Threads that fit, in their own order.
    pub(super) fn threads(&self, fits: impl Fn(&Thread) -> bool) -> Vec<ThreadId> {
        (0..).map(ThreadId).zip(&self.knowledge.threads).filter(|(_, t)| fits(t)).map(|(id, _)| id).collect()
    }
}

/// A claim's key in words.
pub(super) fn claimed(key: LinkKey) -> &'static str {
    match key {
        LinkKey::Met => "claimed as met",
        other => other.shown(),
    }
}

/// How many recommendations, and threads, have each outcome.
#[derive(Debug, Serialize)]
pub(crate) struct OutcomeCount {
    pub(crate) outcome: OutcomeView,
    pub(crate) href: String,
    pub(crate) count: usize,
    /// Of these, how many rest on somebody's reading.
    pub(crate) by_reading: usize,
}

impl Desk<'_> {
    /// Counts for every outcome, of those that fit.
    pub(super) fn outcome_counts(&self, fits: impl Fn(FindingId) -> bool) -> Vec<OutcomeCount> {
        let standings: Vec<_> = self.knowledge.standings.iter().filter(|(id, _)| fits(**id)).collect();
        self.counts(|outcome| {
            let these = standings.iter().filter(|(_, s)| s.outcome == outcome);
            (these.clone().count(), these.filter(|(_, s)| s.by_reading()).count())
        })
    }

    /// The same for some threads.
    pub(super) fn thread_counts(&self, threads: &[ThreadId]) -> Vec<OutcomeCount> {
        let threads: Vec<_> = threads.iter().map(|t| self.knowledge.thread(*t)).collect();
        self.counts(|outcome| {
            let these = threads.iter().filter(|t| t.outcome == outcome);
            (these.clone().count(), these.filter(|t| t.by_reading).count())
        })
    }

    fn counts(&self, count: impl Fn(Outcome) -> (usize, usize)) -> Vec<OutcomeCount> {
        Outcome::ALL
            .iter()
            .map(|outcome| {
                let (count, by_reading) = count(*outcome);
                OutcomeCount {
                    outcome: OutcomeView::new(*outcome, false),
                    href: self.href(&Page::Outcome(*outcome)),
                    count,
                    by_reading,
                }
            })
            .collect()
    }
}
