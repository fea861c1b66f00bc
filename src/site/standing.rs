//! Where the things that an authority was asked for stand, in one sentence with its date.
//!
//! It counts threads that somebody has read. What nobody can know is never called open: it awaits a report, or
//! nothing is known of it.

use serde::Serialize;

use super::context::PageContext;
use super::picture::Tone;
use super::readers::shares_of_both;
use super::rows::UnreadCount;
use crate::model::{ByReader, Outcome, Thread, ThreadId};
use crate::source::date::PartialDate;

/// How many threads stand where.
#[derive(Debug, Default, Serialize)]
pub(crate) struct StandingView {
    /// The date of the newest held report.
    until: Option<String>,
    threads: usize,
    /// Missed, slipped back, or met in part.
    unresolved: usize,
    met: usize,
    awaiting: usize,
    /// A later report is silent, speaks of no single one, or has not been read for it; or none will come.
    unknown: usize,
    replaced: usize,
    /// Who says so of those unresolved and of those met, in words.
    shares: Option<String>,
    unread: UnreadCount,
    sentence: String,
}

/// Where some threads of an authority stand.
pub(super) fn standing(context: &PageContext<'_>, authority: &str, threads: &[ThreadId]) -> StandingView {
    standing_until(context, context.newest_date(authority), threads, &context.readers_of(authority).speaker)
}

/// Where some threads stand, as of the date of a newest report; of several authorities there is none.
pub(super) fn standing_until(
    context: &PageContext<'_>,
    until: Option<PartialDate>,
    threads: &[ThreadId],
    speaker: &str,
) -> StandingView {
    let read: Vec<&Thread> = threads.iter().map(|t| context.knowledge.thread(*t)).filter(|t| t.is_read).collect();
    let count = |fits: &dyn Fn(&Thread) -> bool| read.iter().filter(|t| fits(t)).count();
    let is = |outcome| count(&|t| t.outcome() == outcome);
    let mut view = StandingView {
        until: until.map(|date| date.in_words()),
        threads: read.len(),
        unresolved: count(&|t| t.outcome().is_unresolved()),
        met: is(Outcome::Met),
        awaiting: is(Outcome::Awaiting),
        unknown: [Outcome::NotReportedOn, Outcome::General, Outcome::Unread, Outcome::Ended].into_iter().map(is).sum(),
        replaced: is(Outcome::Superseded),
        shares: None,
        unread: context.unread(threads),
        sentence: String::new(),
    };
    let by = |fits: &dyn Fn(Outcome) -> bool| -> ByReader {
        read.iter().filter(|t| fits(t.outcome())).map(|t| t.because.reader()).collect()
    };
    let unresolved = (view.unresolved, "unresolved", by(&Outcome::is_unresolved));
    let met = (view.met, "met", by(&|outcome| outcome == Outcome::Met));
    view.shares = shares_of_both(unresolved, met, speaker);
    view.sentence = view.in_words();
    view
}

impl PageContext<'_> {
    /// Threads of an authority that were read and whose newest verdict names a fault, the oldest first.
    pub(super) fn unresolved_threads(&self, authority: &str) -> Vec<ThreadId> {
        let mut threads = self.read_open_threads(authority);
        threads.retain(|t| self.knowledge.thread(*t).outcome().is_unresolved());
        threads
    }

    /// How many of some threads were read and found met.
    pub(super) fn met_threads(&self, threads: &[ThreadId]) -> usize {
        let threads = threads.iter().map(|t| self.knowledge.thread(*t));
        threads.filter(|t| t.is_read && t.outcome() == Outcome::Met).count()
    }
}

impl StandingView {
    /// It all in one sentence.
    pub(super) fn sentence(&self) -> &str {
        &self.sentence
    }

    /// The date of the newest held report, to which it counts.
    pub(super) fn until(&self) -> Option<&str> {
        self.until.as_deref()
    }

    /// How many things stand where, in words; without those that were replaced.
    pub(super) fn figures(&self) -> Vec<(usize, &'static str, Tone)> {
        let all = [
            (self.unresolved, "found unresolved", Tone::Unresolved),
            (self.met, "found met", Tone::Met),
            (self.awaiting, "awaiting a report", Tone::Unknown),
            (self.unknown, "with nothing known", Tone::Unknown),
        ];
        all.into_iter().filter(|(count, ..)| *count > 0).collect()
    }

    /// Who says so, in words.
    pub(super) fn shares(&self) -> &str {
        self.shares.as_deref().unwrap_or_default()
    }

    /// Whether reports are here that nobody has read.
    pub(super) fn has_unread(&self) -> bool {
        self.unread.recommendations > 0
    }

    fn in_words(&self) -> String {
        let plural = |n: usize, one: &str, many: &str| format!("{n} {}", if n == 1 { one } else { many });
        let date = self.until.as_ref().map_or_else(|| "Of".to_owned(), |until| format!("As of {until}, of"));
        let mut sentence = format!(
            "{date} {} found wanting {} unresolved and {} met",
            plural(self.threads, "thing", "things"),
            plural(self.unresolved, "stands", "stand"),
            plural(self.met, "is", "are"),
        );
        let others = [
            (self.awaiting, plural(self.awaiting, "awaits a report", "await a report")),
            (self.unknown, format!("of {} nothing is known", self.unknown)),
            (self.replaced, plural(self.replaced, "was replaced by another", "were replaced by others")),
        ];
        let others: Vec<String> = others.into_iter().filter(|(n, _)| *n > 0).map(|(_, words)| words).collect();
        if let Some((last, before)) = others.split_last() {
            sentence.push_str("; ");
            sentence.push_str(&before.join(", "));
            sentence.push_str(if before.is_empty() { "" } else { " and " });
            sentence.push_str(last);
        }
        sentence.push('.');
        sentence
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn view(until: Option<&str>, [unresolved, met, awaiting, unknown, replaced]: [usize; 5]) -> StandingView {
        StandingView {
            until: until.map(str::to_owned),
            threads: unresolved + met + awaiting + unknown + replaced,
            unresolved,
            met,
            awaiting,
            unknown,
            replaced,
            shares: None,
            unread: UnreadCount { recommendations: 0, threads: 0 },
            sentence: String::new(),
        }
    }

    #[test]
    fn one_sentence_says_where_everything_stands() {
        assert_eq!(
            view(Some("July 2022"), [24, 13, 4, 8, 2]).in_words(),
            "As of July 2022, of 51 things found wanting 24 stand unresolved and 13 are met; 4 await a report, of 8 \
             nothing is known and 2 were replaced by others."
        );
        assert_eq!(
            view(Some("2014"), [1, 0, 1, 0, 0]).in_words(),
            "As of 2014, of 2 things found wanting 1 stands unresolved and 0 are met; 1 awaits a report."
        );
        assert_eq!(view(None, [0, 1, 0, 0, 0]).in_words(), "Of 1 thing found wanting 0 stand unresolved and 1 is met.");
    }
}
