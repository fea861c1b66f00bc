//! What became of what a report asked, found or claimed, each in one sentence of counts.
//!
//! A figure of nothing is left out, so a sentence has only what is there. Where an authority as a whole stands is in
//! `standing.rs`.

use std::collections::BTreeSet;

use super::context::PageContext;
use super::readers::shares;
use super::rows::asks_again_and_waits;
use crate::model::changes::Counts;
use crate::model::{ByReader, ClaimStatus, Outcome, Recommendation, ReportId};

/// Words of a list: `2017, 2020 and 2022`.
pub(super) fn joined(words: &[String]) -> String {
    match words.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, before)) => format!("{} and {last}", before.join(", ")),
        None => String::new(),
    }
}

/// Figures with their words, without those of nothing: `4 met and 1 missed`.
fn figures<const N: usize>(of: [(usize, &str); N]) -> Vec<String> {
    of.into_iter().filter(|(n, _)| *n > 0).map(|(n, words)| format!("{n} {words}")).collect()
}

fn one_or_many<'a>(n: usize, one: &'a str, many: &'a str) -> &'a str {
    if n == 1 { one } else { many }
}

/// What became of what a report asked: nothing where it asked for nothing that stands here.
pub(super) fn became(context: &PageContext<'_>, report: ReportId) -> Option<String> {
    let asked: Vec<&Recommendation> = context.knowledge.recommendations_of(report).collect();
    let labels: BTreeSet<String> = asked.iter().map(|r| context.label(r.finding)).collect();
    // Of several kinds no name is right.
    let what = match labels.first().filter(|_| labels.len() == 1) {
        Some(label) if asked.len() == 1 => label.clone(),
        Some(label) => plural(label),
        None => one_or_many(asked.len(), "thing asked for", "things asked for").to_owned(),
    };
    let waits = |r: &Recommendation| asks_again_and_waits(r, context.knowledge.thread(r.thread));
    let count = |outcome| asked.iter().filter(|r| r.outcome() == outcome && !waits(r)).count();
    let became = Became {
        found: [Outcome::Met, Outcome::PartlyMet, Outcome::Missed, Outcome::SlippedBack].map(count),
        waits: asked.iter().filter(|r| waits(r)).count(),
        awaiting: count(Outcome::Awaiting),
        unknown: [Outcome::NotReportedOn, Outcome::General, Outcome::Unread, Outcome::Ended].map(count).iter().sum(),
        replaced: count(Outcome::Superseded),
        by: asked.iter().filter(|r| !waits(r)).map(|r| r.because.reader()).collect(),
    };
    let speaker = &context.readers_of(&context.knowledge.report(report).authority).speaker;
    (!asked.is_empty()).then(|| became.in_words(asked.len(), &what, speaker))
}

/// How many of what a report asked for came to what.
struct Became {
    /// Met, partly met, missed, slipped back.
    found: [usize; 4],
    /// They ask again for what was missed, and no verdict has come since.
    waits: usize,
    awaiting: usize,
    unknown: usize,
    replaced: usize,
    /// Who says so.
    by: ByReader,
}

impl Became {
    fn in_words(&self, all: usize, what: &str, speaker: &str) -> String {
        let [met, partly_met, missed, slipped_back] = self.found;
        let found =
            figures([(met, "met"), (partly_met, "partly met"), (missed, "missed"), (slipped_back, "slipped back")]);
        let mut parts = Vec::new();
        if !found.is_empty() {
            parts.push(format!("later reports found {}", joined(&found)));
        }
        let rest = [
            (
                self.waits,
                one_or_many(
                    self.waits,
                    "was asked for before, and no report has spoken of it since",
                    "were asked for before, and no report has spoken of them since",
                ),
            ),
            (self.awaiting, one_or_many(self.awaiting, "awaits a report", "await a report")),
            (self.replaced, one_or_many(self.replaced, "was replaced by another", "were replaced by others")),
        ];
        parts.extend(figures(rest));
        if self.unknown > 0 {
            parts.push(format!("of {} nothing is known", self.unknown));
        }
        let who = shares(self.by, speaker).map(|shares| format!(" Of these verdicts: {shares}.")).unwrap_or_default();
        format!("Of {all} {what}, {}.{who}", parts.join("; "))
    }
}

/// What a report says of earlier recommendations; nothing where it does not speak of any, nor could.
pub(super) fn found(counts: Counts) -> Option<String> {
    let Counts { met, partly_met, missed, raised_again, silent_on, .. } = counts;
    let found = figures([(met, "met"), (partly_met, "partly met"), (missed, "missed")]);
    let mut parts = Vec::new();
    if !found.is_empty() {
        parts.push(format!("finds {}", joined(&found)));
    }
    if raised_again > 0 {
        parts.push(format!("asks for {raised_again} again"));
    }
    if silent_on > 0 {
        let were = one_or_many(silent_on, "was", "were");
        parts.push(format!("does not mention {silent_on} that {were} not known to be met"));
    }
    (!parts.is_empty()).then(|| format!("Of what was asked earlier, it {}.", parts.join("; ")))
}

/// What became of the claims of a paper; nothing where it makes none.
pub(super) fn claims(claims: &[(Option<ClaimStatus>, Outcome)]) -> Option<String> {
    let all = claims.len();
    let statuses = || claims.iter().filter_map(|(status, _)| *status);
    let count = |of: &[ClaimStatus]| statuses().filter(|status| of.contains(status)).count();
    let found = figures([
        (count(&[ClaimStatus::Confirmed, ClaimStatus::LaterMet]), "met"),
        (count(&[ClaimStatus::LaterPartlyMet, ClaimStatus::ThenPartlyMet]), "partly met"),
        (count(&[ClaimStatus::ThenMissed]), "missed"),
    ]);
    let mut parts = Vec::new();
    if !found.is_empty() {
        parts.push(format!("later reports found {}", joined(&found)));
    }
    parts.extend(figures([
        (count(&[ClaimStatus::NotYetConfirmed]), "not yet confirmed"),
        (claims.iter().filter(|(status, _)| status.is_none()).count(), "not checked by anybody"),
    ]));
    let words = one_or_many(all, "claim", "claims");
    (all > 0).then(|| format!("{all} {words}: {}.{}", parts.join("; "), since(claims)))
}

/// Where what was claimed stands now, where that is not what the first verdict after the claim said.
fn since(claims: &[(Option<ClaimStatus>, Outcome)]) -> String {
    let first = |status: ClaimStatus| match status {
        ClaimStatus::Confirmed | ClaimStatus::LaterMet => Some(Outcome::Met),
        ClaimStatus::LaterPartlyMet | ClaimStatus::ThenPartlyMet => Some(Outcome::PartlyMet),
        ClaimStatus::ThenMissed => Some(Outcome::Missed),
        ClaimStatus::NotYetConfirmed => None,
    };
    let moved: Vec<Outcome> = claims
        .iter()
        .filter_map(|(status, now)| Some((first((*status)?)?, *now)))
        .filter(|(first, now)| first != now)
        .map(|(_, now)| now)
        .collect();
    let count = |outcome| moved.iter().filter(|now| **now == outcome).count();
    let now = figures([
        (count(Outcome::SlippedBack), "slipped back"),
        (count(Outcome::Missed), "missed"),
        (count(Outcome::PartlyMet), "partly met"),
        (count(Outcome::Met), "met"),
        (count(Outcome::Superseded), "replaced"),
    ]);
    match moved.len() {
        0 => String::new(),
        n => format!(" Since then, {n} of them {} otherwise: now {}.", one_or_many(n, "stands", "stand"), joined(&now)),
    }
}

/// The plural of what a report calls one of its recommendations: `areas for improvement`.
fn plural(label: &str) -> String {
    let cut =
        [" for ", " of ", " that ", " to "].iter().filter_map(|word| label.find(word)).min().unwrap_or(label.len());
    let (head, rest) = label.split_at_checked(cut).unwrap_or((label, ""));
    let many = match head.strip_suffix('y') {
        Some(stem) if !stem.ends_with(['a', 'e', 'i', 'o', 'u']) => format!("{stem}ies"),
        _ if head.ends_with('s') => head.to_owned(),
        _ => format!("{head}s"),
    };
    format!("{many}{rest}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_end_with_and() {
        let words = |all: &[&str]| joined(&all.iter().map(|w| (*w).to_owned()).collect::<Vec<_>>());
        assert_eq!(words(&[]), "");
        assert_eq!(words(&["2017"]), "2017");
        assert_eq!(words(&["2017", "2022"]), "2017 and 2022");
        assert_eq!(words(&["2014", "2017", "2022"]), "2014, 2017 and 2022");
    }

    #[test]
    fn more_than_one_is_named_as_one_is() {
        assert_eq!(plural("area for improvement"), "areas for improvement");
        assert_eq!(plural("priority action"), "priority actions");
        assert_eq!(plural("priority for improvement"), "priorities for improvement");
        assert_eq!(plural("area of significant weakness"), "areas of significant weakness");
        assert_eq!(plural("survey"), "surveys");
    }

    #[test]
    fn a_report_is_told_by_what_became_of_what_it_asked() {
        let none = || Became { found: [0; 4], waits: 0, awaiting: 0, unknown: 0, replaced: 0, by: ByReader::default() };
        let all = Became {
            found: [4, 2, 1, 1],
            waits: 2,
            awaiting: 1,
            unknown: 3,
            replaced: 1,
            by: ByReader { inspector: 3, editor: 5, program: 0 },
        };
        assert_eq!(
            all.in_words(15, "areas for improvement", "Ofsted"),
            "Of 15 areas for improvement, later reports found 4 met, 2 partly met, 1 missed and 1 slipped back; 2 were \
             asked for before, and no report has spoken of them since; 1 awaits a report; 1 was replaced by another; of \
             3 nothing is known. Of these verdicts: Ofsted says so of 3, 5 are read by the editor from Ofsted’s words."
        );
        let awaiting = Became { awaiting: 9, ..none() };
        assert_eq!(awaiting.in_words(9, "recommendations", "Ofsted"), "Of 9 recommendations, 9 await a report.");
        let met = Became { found: [1, 0, 0, 0], ..none() };
        assert_eq!(met.in_words(1, "recommendation", "Ofsted"), "Of 1 recommendation, later reports found 1 met.");
    }

    #[test]
    fn a_report_is_told_by_what_it_says_of_earlier_ones() {
        let counts = |[met, partly_met, missed, raised_again, silent_on]: [usize; 5]| {
            found(Counts { met, partly_met, missed, raised_again, silent_on, ..Counts::default() })
        };
        assert_eq!(counts([0; 5]), None);
        assert_eq!(counts([3, 0, 2, 0, 0]).unwrap(), "Of what was asked earlier, it finds 3 met and 2 missed.");
        assert_eq!(
            counts([3, 1, 2, 2, 4]).unwrap(),
            "Of what was asked earlier, it finds 3 met, 1 partly met and 2 missed; asks for 2 again; does not mention \
             4 that were not known to be met."
        );
        assert_eq!(
            counts([0, 0, 0, 0, 1]).unwrap(),
            "Of what was asked earlier, it does not mention 1 that was not known to be met."
        );
        assert_eq!(counts([0, 0, 0, 2, 0]).unwrap(), "Of what was asked earlier, it asks for 2 again.");
    }

    #[test]
    fn a_paper_is_told_by_what_became_of_its_claims() {
        use ClaimStatus::*;
        assert_eq!(claims(&[]), None);
        let now = |outcomes: [Outcome; 6]| {
            let some = [Confirmed, LaterMet, LaterMet, ThenPartlyMet, ThenMissed, NotYetConfirmed].map(Some);
            claims(&some.into_iter().zip(outcomes).collect::<Vec<_>>()).unwrap()
        };
        let first = "6 claims: later reports found 3 met, 1 partly met and 1 missed; 1 not yet confirmed.";
        use Outcome::{Awaiting, Met, Missed, PartlyMet, SlippedBack};
        assert_eq!(now([Met, Met, Met, PartlyMet, Missed, Awaiting]), first);
        assert_eq!(
            now([Met, SlippedBack, Met, PartlyMet, Missed, Awaiting]),
            format!("{first} Since then, 1 of them stands otherwise: now 1 slipped back.")
        );
        assert_eq!(
            now([PartlyMet, SlippedBack, Met, PartlyMet, Met, Missed]),
            format!("{first} Since then, 3 of them stand otherwise: now 1 slipped back, 1 partly met and 1 met.")
        );
        assert_eq!(claims(&[(None, Awaiting)]).unwrap(), "1 claim: 1 not checked by anybody.");
    }
}
