//! One passage looked at: what it may say of earlier recommendations, and of earlier reports.

use std::ops::Range;

use super::confidence::{Confidence, Evidence};
use super::corpus::{Corpus, Read};
use super::explicit::{Tied, key_of};
use super::likeness::{Asked, Likeness, norm};
use super::{OFFERED, Question, Reasons, Spoken, Suggestion, Why};
use crate::looks_back::practice::practice;
use crate::looks_back::{Matter, ToldBy};
use crate::model::{FindingId, Knowledge, On};
use crate::source::words::{Basis, Kind, LinkKey, Verdict};
use crate::terms::Terms;

/// Less likeness than this is none.
const LEAST: f64 = 0.25;

/// What a look-back to a report adds to the likeness of its recommendations.
const NAMED: f64 = 0.6;

pub(super) struct Look<'a, 'k> {
    pub(super) knowledge: &'k Knowledge,
    pub(super) corpus: &'a Corpus<'k>,
    pub(super) terms: &'a Terms,
    /// The passage's place among its report's.
    pub(super) number: usize,
    pub(super) read: &'a Read<'k>,
    pub(super) tied: &'a [&'a Tied],
    /// For each of `asked`, the greatest likeness of any passage of this report.
    pub(super) best: &'a [f64],
}

/// A recommendation that the passage may be about.
struct Candidate<'c> {
    id: FindingId,
    place: usize,
    likeness: Likeness,
    score: f64,
    tied: Option<&'c Tied>,
}

impl<'a, 'k> Look<'a, 'k> {
    /// Statements about a group of recommendations, or about a report as a whole.
    pub(super) fn about_reports(&self) -> Vec<Suggestion> {
        let mut found: Vec<Suggestion> = Vec::new();
        for tied in self.tied {
            for report in &tied.meant.reports {
                let (key, on) = if tied.is_group() {
                    tied.group_on(self.knowledge, *report)
                } else if tied.said.matter == Matter::Areas {
                    continue;
                } else {
                    (Some(LinkKey::Mentions), On::Report(*report))
                };
                let plain = tied.said.told_by == Some(ToldBy::Sentence) || key == Some(LinkKey::Mentions);
                let confidence = match (tied.meant.sure, plain && key.is_some()) {
                    (true, true) => Confidence::Certain,
                    (true, false) | (false, true) => Confidence::Likely,
                    (false, false) => Confidence::Possible,
                };
                if found.iter().any(|f| f.on == on && f.key == key) {
                    continue;
                }
                let reasons = Reasons { look_back: Some(spoken(tied)), ..Reasons::default() };
                let basis = key.filter(|k| k.verdict().is_some()).map(|_| Basis::Group);
                found.push(Suggestion {
                    passage: self.number,
                    on,
                    key,
                    basis,
                    confidence,
                    reasons,
                    direction: tied.said.direction.filter(|_| key == Some(LinkKey::Mentions)),
                    score: 2.0,
                });
            }
        }
        found
    }

    /// Single recommendations, the best first.
    pub(super) fn about_single(&self, asked: &[(FindingId, Asked<'_, 'k>)]) -> Vec<Suggestion> {
        let own_norm = norm(self.corpus, self.read);
        let mut candidates: Vec<Candidate<'_>> = asked
            .iter()
            .enumerate()
            .filter_map(|(place, (id, asked))| {
                let likeness = asked.likeness(self.corpus, self.read, own_norm)?;
                let tied = self.tied.iter().copied().find(|t| t.meant.reports.contains(&id.report));
                let score = likeness.score + if tied.is_some() { NAMED } else { 0.0 };
                Some(Candidate { id: *id, place, likeness, score, tied })
            })
            .filter(|c| c.score >= LEAST)
            .collect();
        candidates.sort_by(|a, b| b.score.total_cmp(&a.score).then_with(|| b.id.cmp(&a.id)));
        let scores: Vec<f64> = candidates.iter().map(|c| c.score).collect();
        candidates
            .into_iter()
            .take(OFFERED)
            .enumerate()
            .map(|(rank, candidate)| {
                let next = scores.get(if rank == 0 { 1 } else { 0 }).copied().unwrap_or_default();
                self.suggestion(&candidate, candidate.score - next)
            })
            .collect()
    }

    fn suggestion(&self, candidate: &Candidate<'_>, lead: f64) -> Suggestion {
        let single = candidate.tied.filter(|t| t.is_single());
        let asks = self.read.passage.kind.asks();
        let (said, clear) = self.says(candidate);
        let told = candidate.tied.filter(|t| !t.is_group()).and_then(|t| t.said.verdict);
        let key = self.key(told.or(said));
        let evidence = Evidence {
            likeness: &candidate.likeness,
            lead,
            best_passage: candidate.likeness.score >= self.best[candidate.place],
            told_by: single.and_then(|t| t.said.told_by),
            asks,
            clear,
        };
        Suggestion {
            passage: self.number,
            on: On::One(candidate.id),
            key,
            basis: key.filter(|k| k.verdict().is_some()).map(|_| match single {
                Some(_) => Basis::Stated,
                None if candidate.likeness.restated >= 0.5 => Basis::Answered,
                None => Basis::Editor,
            }),
            confidence: evidence.confidence(),
            reasons: Reasons {
                look_back: candidate.tied.map(spoken),
                restated: candidate.likeness.restated,
                words: self.words(&candidate.likeness),
                themes: candidate.likeness.themes.iter().map(|t| self.corpus.theme(*t).to_owned()).collect(),
            },
            direction: None,
            score: candidate.score,
        }
    }

    /// What the key would be: what a report of an inspectorate says is a verdict, or asks again; a
    /// council claims or plans.
    fn key(&self, verdict: Option<Verdict>) -> Option<LinkKey> {
        match self.read.passage.kind {
            Kind::Plan => Some(LinkKey::Plans),
            Kind::Claim => Some(match verdict {
                Some(Verdict::Met) | None => LinkKey::Done,
                Some(_) => LinkKey::UnderWay,
            }),
            kind if kind.asks() => Some(LinkKey::Again),
            _ => verdict.map(key_of),
        }
    }

    /// How things stand, by the sentences that share words with the recommendation.
    fn says(&self, candidate: &Candidate<'_>) -> (Option<Verdict>, bool) {
        let text = &self.read.passage.text;
        let places = self.places(&candidate.likeness);
        let fits = |sentence: &Range<usize>| places.iter().any(|at| sentence.contains(&at.start));
        let said = practice(text, fits);
        (said.verdict(), said.is_clear())
    }

    /// Where the words stand that a recommendation shares with the passage.
    fn places(&self, likeness: &Likeness) -> Vec<Range<usize>> {
        let stems: Vec<&str> = likeness.stems.iter().map(|s| self.corpus.stem(*s)).collect();
        let terms = self.terms.of(&self.read.passage.text);
        terms.into_iter().filter(|t| stems.contains(&t.stem.as_str())).map(|t| t.at).collect()
    }

    /// The shared words that tell most, as the passage has them.
    fn words(&self, likeness: &Likeness) -> Vec<String> {
        const SHOWN: usize = 6;
        let text = &self.read.passage.text;
        let terms = self.terms.of(text);
        let word = |stem: &str| {
            let at = terms.iter().find(|t| t.stem == stem)?.at.clone();
            text.get(at).map(str::to_lowercase)
        };
        likeness.stems.iter().take(SHOWN).filter_map(|s| word(self.corpus.stem(*s))).collect()
    }

    /// Look-backs that nothing was offered for.
    pub(super) fn open_questions(&self, found: &[Suggestion]) -> Vec<Question> {
        let is_tied = |tied: &Tied| {
            found.iter().any(|f| match f.on {
                On::One(id) => tied.is_single() && tied.meant.reports.contains(&id.report),
                On::Group { report, .. } | On::Report(report) => tied.meant.reports.contains(&report),
            })
        };
        self.tied
            .iter()
            .filter(|tied| !is_tied(tied))
            .map(|tied| Question {
                passage: self.number,
                spoken: spoken(tied),
                about: tied.said.about.words.clone(),
                why: if tied.meant.reports.is_empty() { Why::NoSuchReport } else { Why::NoneIsLike },
            })
            .collect()
    }
}

fn spoken(tied: &Tied) -> Spoken {
    let said = &tied.said;
    Spoken { sentence: said.text.clone(), verdict: said.verdict, extent: said.extent, cue: said.cue.clone() }
}
