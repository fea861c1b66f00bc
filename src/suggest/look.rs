//! One passage looked at: what it may say of earlier recommendations, and of earlier reports.

use std::ops::Range;
use std::rc::Rc;

use super::confidence::{LIKELY, LinkSort, confidence_of_single};
use super::corpus::{ComparedPassage, Corpus, Feature, FeatureName};
use super::explicit::{Tied, key_of};
use super::features::{Around, AskedWords, PairFeatures, PassageSide, features};
use super::likeness::{Likeness, likeness_of_score};
use super::model::{PairKind, likelihood};
use super::near::{Near, NearOnes};
use super::{LookBackSentence, PairEvidence, Question, Reasons, Suggestion, WhyUntied};
use crate::looks_back::practice::Practice;
use crate::looks_back::{Extent, VerdictSource};
use crate::model::{Linked, On, RecommendationId, ReportId};
use crate::source::words::{Basis, Kind, LinkKey, Verdict};

/// So many recommendations are weighed for one passage, the most like ones.
// The true one is among so many nearly always where it shares a telling word at all.
const WEIGHED: usize = 15;

/// Less likeness than this is none.
// A common word or two between long texts come to no more.
const LEAST: f64 = 0.05;

/// What a look-back to a report adds to the likeness of its recommendations.
// It puts them before equally like ones of other reports, but not before one that the passage says in its words.
const NAMED: f64 = 0.2;

/// How likely a verdict is that two readings give, by phrases and by the model, where neither is the sentence's own.
const AGREED: f64 = 0.9;

pub(super) struct Look<'a, 'k> {
    pub(super) linked: &'k Linked,
    pub(super) corpus: &'a Corpus<'k>,
    /// What each of its sentences says of how things stand.
    pub(super) practice: &'a [(Range<usize>, Practice)],
    /// How like each of the earlier recommendations it is.
    pub(super) scores: &'a [f64],
    /// At most so many are offered.
    pub(super) offered: usize,
    /// The passage's place among its report's.
    pub(super) number: usize,
    pub(super) compared: &'a ComparedPassage<'k>,
    pub(super) tied: &'a [&'a Tied],
    /// The report that a council's paper answers: the last one before it that asked for anything.
    pub(super) answers: Option<ReportId>,
    /// What all of its sentences say together of how things stand.
    pub(super) said: Practice,
    /// For each of the earlier recommendations, how like it passages of this report are, the most like first.
    pub(super) best: &'a [Vec<f64>],
    /// What each of them is compared by.
    pub(super) asked_words: &'a [&'a AskedWords],
    /// The earlier inspections that asked for something, in order.
    pub(super) asking: &'a [ReportId],
}

/// A recommendation that the passage may be about.
struct Candidate<'c, 'k> {
    id: RecommendationId,
    asked: &'c ComparedPassage<'k>,
    /// Its place among the earlier recommendations.
    place: usize,
    /// The passage's likeness to it.
    alike: f64,
    /// The same, with what a look-back to its report adds.
    score: f64,
    /// How like it passages of this report are, the most like first.
    best: &'c [f64],
    words: &'c AskedWords,
    tied: Option<&'c Tied>,
}

/// What is known of the passage and a recommendation.
struct Weighed {
    likeness: Likeness,
    features: PairFeatures,
    near: Rc<Near>,
    /// How likely the passage is about it.
    about: f64,
}

impl<'a, 'k> Look<'a, 'k> {
    /// The links that may be right, the best first, and the look-backs that nothing was offered for.
    pub(super) fn suggestions(
        &self,
        asked: &[(RecommendationId, &ComparedPassage<'k>)],
    ) -> (Vec<Suggestion>, Vec<Question>) {
        let single = self.about_single(asked);
        let mut found = self.about_reports(&single);
        found.extend(single);
        found.sort_by(|a, b| a.confidence.cmp(&b.confidence).then_with(|| b.score.total_cmp(&a.score)));
        found.truncate(self.offered);
        // After that: a look-back of which nothing is left in the list is still the editor's question.
        let questions = self.open_questions(&found);
        (found, questions)
    }

    /// Single recommendations, the likeliest first.
    fn about_single(&self, asked: &[(RecommendationId, &ComparedPassage<'k>)]) -> Vec<Suggestion> {
        let mut candidates = self.candidates(asked);
        candidates.sort_by(|a, b| b.score.total_cmp(&a.score).then_with(|| b.place.cmp(&a.place)));
        // What leads is measured against the next one, all others against the first.
        let mut best_two = candidates.iter().map(|c| c.score);
        let (first, second) = (best_two.next().unwrap_or(0.0), best_two.next().unwrap_or(0.0));
        candidates.truncate(WEIGHED);
        let side = PassageSide::new(self.corpus, self.compared);
        let lead = |rank, score| score - if rank == 0 { second } else { first };
        let mut near = NearOnes::new();
        let ranked = candidates.iter().enumerate();
        let weighed: Vec<Weighed> =
            ranked.map(|(rank, c)| self.weigh(c, &side, &mut near, (rank, lead(rank, c.score), asked.len()))).collect();
        let about: Vec<f64> =
            candidates.iter().zip(&weighed).map(|(c, own)| self.about(c, own, &candidates, &weighed)).collect();
        candidates.iter().zip(weighed).zip(about).map(|((c, own), about)| self.suggestion(c, own, about)).collect()
    }

    /// All recommendations that the passage may be about, in the order in which they were asked.
    fn candidates<'c>(&'c self, asked: &[(RecommendationId, &'c ComparedPassage<'k>)]) -> Vec<Candidate<'c, 'k>> {
        let scored = asked.iter().zip(self.scores).zip(self.best).zip(self.asked_words).enumerate();
        scored
            .filter(|(_, (((_, alike), _), _))| **alike > 0.0)
            .map(|(place, ((((id, asked), alike), best), words))| {
                let report = self.linked.report_of(*id);
                let tied = self.tied.iter().copied().find(|t| t.meant.reports.contains(&report));
                let named = tied.is_some() || self.answers == Some(report);
                let score = alike + if named { NAMED } else { 0.0 };
                Candidate { id: *id, asked, place, alike: *alike, score, best, words, tied }
            })
            .filter(|c| c.score >= LEAST)
            .collect()
    }

    /// What is known of the passage and one recommendation.
    fn weigh(
        &self,
        candidate: &Candidate<'_, 'k>,
        side: &PassageSide,
        near_ones: &mut NearOnes,
        (rank, lead, asked): (usize, f64, usize),
    ) -> Weighed {
        let likeness =
            likeness_of_score(self.corpus, (candidate.asked, &candidate.words.tells), self.compared, candidate.alike);
        let places = self.near(&likeness);
        let near = near_ones.entry(places).or_insert_with_key(|places| Rc::new(self.read(places))).clone();
        let verdict = near.said.verdict();
        let clear = verdict == self.said.verdict() && near.said.is_clear();
        let around = Around {
            near: near.direction.clone(),
            near_qualities: near.qualities,
            rank,
            lead,
            asked,
            verdict,
            clear,
            ..Around::default()
        };
        let features = self.features(candidate, side, &likeness, around);
        let kind = if self.compared.passage.kind.asks() { PairKind::Asks } else { PairKind::Answers };
        Weighed { about: likelihood(kind, &features), likeness, features, near }
    }

    /// How likely the passage is about a recommendation. Where it says that it looks back on one thing that the report
    /// found, that is one of the report's recommendations, and the question is only which.
    fn about(
        &self,
        candidate: &Candidate<'_, 'k>,
        own: &Weighed,
        all: &[Candidate<'_, 'k>],
        weighed: &[Weighed],
    ) -> f64 {
        if !candidate.tied.is_some_and(|t| t.is_single() && t.look_back.extent == Some(Extent::One)) {
            return own.about;
        }
        let report = self.linked.report_of(candidate.id);
        let of_report = all.iter().zip(weighed).filter(|(c, _)| self.linked.report_of(c.id) == report);
        let odds = |about: f64| about / (1.0 - about).max(f64::EPSILON);
        let sum: f64 = of_report.map(|(_, w)| odds(w.about)).sum();
        own.about.max(odds(own.about) / sum.max(f64::EPSILON))
    }

    fn suggestion(&self, candidate: &Candidate<'_, 'k>, weighed: Weighed, about: f64) -> Suggestion {
        let Weighed { likeness, features, near, .. } = weighed;
        let stated = candidate.tied.filter(|tied| tied.is_single() && is_about(tied, about));
        // What says of itself that it looks back is read as such; its own words are surer than any model.
        let said = stated.and_then(|tied| Some((tied.look_back.verdict?, tied.look_back.verdict_source?)));
        let (verdict, says) = match (said, near.read) {
            (Some((verdict, VerdictSource::Sentence)), _) => (Some(verdict), 1.0),
            // A sentence beside it says so, and the words of the passage come to the same.
            (Some((verdict, VerdictSource::Neighbour)), Some(read)) if verdict == read.verdict => {
                (Some(verdict), AGREED.max(read.likelihood))
            }
            (_, read) => read.map_or((None, 1.0), |read| (Some(read.verdict), read.likelihood)),
        };
        let key = self.key(verdict);
        let basis = key.filter(|k| k.verdict().is_some()).map(|_| match stated {
            Some(_) => Basis::Stated,
            None if about >= LIKELY => Basis::Answered,
            // Less sure, and it would be the editor's reading.
            None => Basis::Editor,
        });
        Suggestion {
            passage: self.number,
            on: On::One(candidate.id),
            key,
            basis,
            confidence: confidence_of_single(self.sort(stated.is_some()), about, says),
            reasons: Reasons {
                look_back: candidate.tied.map(look_back_sentence),
                restated: likeness.restated,
                words: self.words(&likeness),
                themes: self.themes(&likeness),
                same_field: features.same_field > 0.0,
            },
            direction: None,
            via: None,
            score: about,
            evidence: Some(PairEvidence {
                features,
                near: near.text.clone(),
                read: [near.said.verdict(), self.said.verdict()],
            }),
            put_off: false,
        }
    }

    /// Which sort of link it would be: each is as sure as it was found to be.
    fn sort(&self, stated: bool) -> LinkSort {
        match self.compared.passage.kind {
            Kind::Claim | Kind::Plan => LinkSort::Claimed,
            kind if kind.asks() => LinkSort::Again,
            _ if stated => LinkSort::Stated,
            _ => LinkSort::Answered,
        }
    }

    /// All that is known of the passage and one recommendation, as numbers.
    fn features(
        &self,
        candidate: &Candidate<'_, 'k>,
        passage: &PassageSide,
        likeness: &Likeness,
        known: Around,
    ) -> PairFeatures {
        let report = self.linked.report_of(candidate.id);
        let (theirs, own) = (&candidate.asked.groups, &self.compared.groups);
        let best = candidate.best.first().copied().unwrap_or(0.0);
        let around = Around {
            passage_rank: candidate.best.iter().filter(|other| **other > likeness.score).count(),
            beside_best: if best > 0.0 { likeness.score / best } else { 1.0 },
            same_field: self.same_field(candidate.id, candidate.asked),
            other_children: !theirs.is_empty() && !own.is_empty() && !own.iter().any(|group| theirs.contains(group)),
            looks_back_on_one: candidate.tied.is_some_and(Tied::is_single),
            looks_back: candidate.tied.is_some(),
            between: self.asking.iter().rev().take_while(|r| **r != report).count(),
            full: self.linked.framework(self.compared.passage.report).is_some_and(|f| f.full),
            said: self.said,
            ..known
        };
        features((candidate.asked, candidate.words), (self.compared, passage), likeness, &around)
    }

    /// What the key would be: what a report of an inspectorate says is a verdict, or asks again; a
    /// council claims or plans.
    fn key(&self, verdict: Option<Verdict>) -> Option<LinkKey> {
        match self.compared.passage.kind {
            Kind::Plan => Some(LinkKey::Plans),
            Kind::Claim => Some(match verdict {
                Some(Verdict::Met) | None => LinkKey::Done,
                Some(_) => LinkKey::UnderWay,
            }),
            kind if kind.asks() => Some(LinkKey::Again),
            _ => verdict.map(key_of),
        }
    }

    /// Whether the report is about the services that the recommendation is about, and the passage, where
    /// both name groups of children, about one of the same.
    fn same_field(&self, asked: RecommendationId, compared: &ComparedPassage<'k>) -> bool {
        let linked = self.linked;
        let asked = linked.finding_of(asked);
        let framework = |report| linked.framework(report);
        let own = framework(asked.report).map(|f| f.family.as_str());
        let family = linked.finding(asked).family.as_deref().or(own);
        let speaker = framework(self.compared.passage.report);
        let update = self.compared.passage.kind == Kind::Claim || self.compared.passage.kind == Kind::Plan;
        let same_family = update || speaker.is_some_and(|f| Some(f.family.as_str()) == family);
        let (asked, own) = (&compared.groups, &self.compared.groups);
        same_family
            && (asked.is_empty()
                || own.iter().any(|group| asked.contains(group))
                || (own.is_empty() && !self.compared.passage.kind.asks()))
    }

    /// The shared themes' ids.
    fn themes(&self, likeness: &Likeness) -> Vec<String> {
        let theme = |theme: &Feature| match self.corpus.feature_name(*theme)? {
            FeatureName::Theme(id) => Some(id.clone()),
            FeatureName::Stem(_) => None,
        };
        likeness.themes.iter().filter_map(theme).collect()
    }

    /// The shared words that tell most, as the passage has them.
    fn words(&self, likeness: &Likeness) -> Vec<String> {
        // They stand in order of what they tell, and one line of the terminal holds no more.
        const SHOWN: usize = 6;
        let text = &self.compared.passage.text;
        let word = |stem: &Feature| {
            let place = self.compared.places.binary_search_by_key(stem, |(own, _)| *own).ok()?;
            let (_, at) = self.compared.places.get(place)?;
            text.get(at.clone()).map(str::to_lowercase)
        };
        likeness.stems.iter().take(SHOWN).filter_map(|(stem, _)| word(stem)).collect()
    }

    /// Look-backs that nothing was offered for.
    fn open_questions(&self, found: &[Suggestion]) -> Vec<Question> {
        let is_tied = |tied: &Tied| {
            found.iter().any(|f| match f.on {
                On::One(id) => tied.is_single() && tied.meant.reports.contains(&self.linked.report_of(id)),
                On::Group { report, .. } | On::Report(report) => tied.meant.reports.contains(&report),
            })
        };
        self.tied
            .iter()
            .filter(|tied| !is_tied(tied))
            .map(|tied| Question {
                passage: self.number,
                look_back: look_back_sentence(tied),
                about: tied.look_back.about.words.clone(),
                meant: tied.meant.reports.clone(),
                why_untied: if tied.meant.reports.is_empty() { WhyUntied::NoSuchReport } else { WhyUntied::NoneIsLike },
            })
            .collect()
    }
}

pub(super) fn look_back_sentence(tied: &Tied) -> LookBackSentence {
    let look_back = &tied.look_back;
    LookBackSentence {
        sentence: look_back.text.clone(),
        verdict: look_back.verdict,
        extent: look_back.extent,
        cue: look_back.cue.clone(),
        fired: look_back.fired.clone(),
    }
}

/// Whether a look-back to a report is about this recommendation of it: it says that it is about one thing, or is
/// likely about it.
fn is_about(tied: &Tied, about: f64) -> bool {
    tied.look_back.extent == Some(Extent::One) || about >= LIKELY
}
