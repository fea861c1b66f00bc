//! One passage looked at: what it may say of earlier recommendations, and of earlier reports.

use std::ops::Range;

use super::confidence::{Confidence, Evidence};
use super::corpus::{ComparedPassage, Corpus, FeatureName};
use super::explicit::{Tied, key_of};
use super::likeness::{Likeness, likeness, likeness_of_score};
use super::{LookBackSentence, OFFERED, Question, Reasons, Suggestion, WhyUntied};
use crate::looks_back::practice::Practice;
use crate::looks_back::{Extent, Matter, VerdictSource};
use crate::model::{Linked, On, RecommendationId, ReportId};
use crate::source::words::{Basis, Kind, LinkKey, Verdict};
use crate::terms::Term;

/// Less likeness than this is none.
// A common word or two between long texts come to no more.
const LEAST: f64 = 0.05;

/// From here on a passage is about a recommendation rather than about its report.
// Below it, what looks back on a report shares the report's subject with its items, and no item's own words.
const LIKE: f64 = 0.25;

/// What a look-back to a report adds to the likeness of its recommendations.
// It puts them before equally like ones of other reports, but not before one that the passage says in its words.
const NAMED: f64 = 0.2;

/// Recommendations as like each other as this ask for the same.
// High, since what is certain of one becomes certain of the other without the passage being asked again.
const TWINS: f64 = 0.6;

/// A sentence that shares so much of what the nearest one shares speaks of the same.
// The sentence behind often has the verdict and fewer words of the subject; what shares much less is about
// something else.
const NEAR_MOST: f64 = 0.45;

/// The order of a statement about a group or a report among suggestions as sure.
// Above any likeness, which ends a little over 1: what the report says of itself comes first.
const SAID: f64 = 2.0;

pub(super) struct Look<'a, 'k> {
    pub(super) linked: &'k Linked,
    pub(super) corpus: &'a Corpus<'k>,
    /// The passage's words.
    pub(super) terms: &'a [Term],
    /// What each of its sentences says of how things stand.
    pub(super) practice: &'a [(Range<usize>, Practice)],
    /// How like each of the earlier recommendations it is.
    pub(super) scores: &'a [f64],
    /// The passage's place among its report's.
    pub(super) number: usize,
    pub(super) compared: &'a ComparedPassage<'k>,
    pub(super) tied: &'a [&'a Tied],
    /// The report that a council's paper answers: the last one before it that asked for anything.
    pub(super) answers: Option<ReportId>,
    /// What all of its sentences say together.
    pub(super) stands: Option<Verdict>,
    /// For each of the earlier recommendations, the greatest likeness of any passage of this report.
    pub(super) best: &'a [f64],
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
    /// The greatest likeness of any passage of this report to it.
    best: f64,
    tied: Option<&'c Tied>,
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
        found.truncate(OFFERED);
        // After that: a look-back of which nothing is left in the list is still the editor's question.
        let questions = self.open_questions(&found);
        (found, questions)
    }

    /// Statements about a group of recommendations, or about a report as a whole; `single` is what was
    /// found about single ones, which a look-back that is like one of them is about.
    fn about_reports(&self, single: &[Suggestion]) -> Vec<Suggestion> {
        let mut found: Vec<Suggestion> = Vec::new();
        for tied in self.tied {
            let is_single = |report| {
                single.iter().any(|s| {
                    s.score >= NAMED + LIKE && matches!(s.on, On::One(id) if self.linked.report_of(id) == report)
                })
            };
            for report in &tied.meant.reports {
                let (key, on) = if tied.is_group() {
                    tied.group_on(self.linked, *report)
                } else if tied.look_back.extent == Some(Extent::One) {
                    continue;
                } else {
                    (Some(LinkKey::Mentions), On::Report(*report))
                };
                let confidence = match is_single(*report) && tied.look_back.extent.is_none() {
                    true => Confidence::Possible,
                    false => Self::confidence_of_whole(tied, key),
                };
                // Of two sentences on the same the one that says how it stands counts, and the surer one.
                let better = |f: &Suggestion| (f.key.is_none(), f.confidence) > (key.is_none(), confidence);
                let mut on = on;
                if let Some((other, before)) = found.iter().enumerate().find(|(_, f)| is_same_set(f.on, on)) {
                    if !better(before) {
                        continue;
                    }
                    on = narrower(before.on, on);
                    found.remove(other);
                }
                let reasons = Reasons { look_back: Some(look_back_sentence(tied)), ..Reasons::default() };
                let basis = key.filter(|k| k.verdict().is_some()).map(|_| Basis::Group);
                found.push(Suggestion {
                    passage: self.number,
                    on,
                    key,
                    basis,
                    confidence,
                    reasons,
                    direction: tied.look_back.direction.filter(|_| key == Some(LinkKey::Mentions)),
                    via: tied.via,
                    score: SAID,
                });
            }
        }
        found
    }

    /// How sure it is that a look-back is about a group or a report as a whole.
    fn confidence_of_whole(tied: &Tied, key: Option<LinkKey>) -> Confidence {
        let mention = key == Some(LinkKey::Mentions);
        let stated = tied.look_back.verdict_source == Some(VerdictSource::Sentence)
            && (tied.look_back.extent.is_some() || tied.look_back.plural);
        // `These recommendations of the last inspection` are those just spoken of, not all of them.
        let clause = tied.look_back.clause.to_lowercase();
        let subset = ["these ", "those "].iter().any(|word| clause.contains(word))
            && clause.contains(&tied.look_back.about.words.to_lowercase())
            && !tied.look_back.about.words.is_empty();
        let plain = mention || (stated && !subset);
        match (tied.meant.sure, plain && key.is_some()) {
            (true, true) => Confidence::Certain,
            (true, false) | (false, true) => Confidence::Likely,
            (false, false) => Confidence::Possible,
        }
    }

    /// Single recommendations, the best first.
    fn about_single(&self, asked: &[(RecommendationId, &ComparedPassage<'k>)]) -> Vec<Suggestion> {
        let mut candidates = self.candidates(asked);
        candidates.sort_by(|a, b| b.score.total_cmp(&a.score).then_with(|| b.place.cmp(&a.place)));
        // What leads is measured against the next one, all others against the first.
        let mut best_two = candidates.iter().map(|c| c.score);
        let (first, second) = (best_two.next().unwrap_or(0.0), best_two.next().unwrap_or(0.0));
        candidates.truncate(OFFERED);
        let mut found: Vec<Suggestion> = candidates
            .iter()
            .enumerate()
            .map(|(rank, c)| self.suggestion(c, c.score - if rank == 0 { second } else { first }))
            .collect();
        self.share_among_twins(&mut found, &candidates);
        found
    }

    /// All recommendations that the passage may be about, in the order in which they were asked.
    fn candidates<'c>(&'c self, asked: &[(RecommendationId, &'c ComparedPassage<'k>)]) -> Vec<Candidate<'c, 'k>> {
        let scored = asked.iter().zip(self.scores).zip(self.best).enumerate();
        scored
            .filter(|(_, ((_, alike), _))| **alike > 0.0)
            .map(|(place, (((id, asked), alike), best))| {
                let report = self.linked.report_of(*id);
                let tied = self.tied.iter().copied().find(|t| t.meant.reports.contains(&report));
                let named = tied.is_some() || self.answers == Some(report);
                let score = alike + if named { NAMED } else { 0.0 };
                Candidate { id: *id, asked, place, alike: *alike, score, best: *best, tied }
            })
            .filter(|c| c.score >= LEAST)
            .collect()
    }

    /// What is certain of a recommendation is as certain of one that asks for the same.
    fn share_among_twins(&self, found: &mut [Suggestion], candidates: &[Candidate<'_, 'k>]) {
        for (first, candidate) in candidates.iter().enumerate() {
            let Some(certain) = found.get(first).filter(|f| f.confidence == Confidence::Certain) else { continue };
            // A look-back names one report: of a twin elsewhere nothing is stated, but it is answered.
            let (key, basis) = (certain.key, certain.basis.map(|b| b.max(Basis::Answered)));
            for (other, twin) in found.iter_mut().zip(candidates) {
                let twins = other.confidence != Confidence::Certain
                    && likeness(self.corpus, candidate.asked, twin.asked)
                        .is_some_and(|l| l.score >= TWINS && l.strong >= 2 && l.restated >= 0.4)
                    && other.reasons.same_field;
                if twins {
                    other.confidence = Confidence::Certain;
                    other.key = key;
                    other.basis = basis;
                }
            }
        }
    }

    fn suggestion(&self, candidate: &Candidate<'_, 'k>, lead: f64) -> Suggestion {
        let single = candidate.tied.filter(|t| t.is_single());
        let likeness = likeness_of_score(self.corpus, candidate.asked, self.compared, candidate.alike);
        let (verdict, clear) = self.verdict_near(&likeness);
        let key = self.key(self.verdict_looking_back(candidate, verdict).or(verdict));
        let evidence = Evidence {
            likeness: &likeness,
            lead,
            best_passage: likeness.score >= candidate.best,
            verdict_source: candidate
                .tied
                .filter(|t| self.is_about(t, &likeness))
                .and_then(|t| t.look_back.verdict_source),
            claims: matches!(self.compared.passage.kind, Kind::Claim | Kind::Plan),
            asks_or_claims: self.asks_or_claims(),
            verdict,
            clear,
            same_field: self.same_field(candidate.id, candidate.asked),
        };
        Suggestion {
            passage: self.number,
            on: On::One(candidate.id),
            key,
            basis: key.filter(|k| k.verdict().is_some()).map(|_| match single {
                Some(_) => Basis::Stated,
                // Half of the item's words come back: it is answered. With less, the link is the editor's reading.
                None if likeness.restated >= 0.5 => Basis::Answered,
                None => Basis::Editor,
            }),
            confidence: evidence.confidence(),
            reasons: Reasons {
                look_back: candidate.tied.map(look_back_sentence),
                restated: likeness.restated,
                words: self.words(&likeness),
                themes: likeness.themes.clone(),
                same_field: evidence.same_field,
            },
            direction: None,
            via: None,
            score: candidate.score,
        }
    }

    /// Whether a look-back to a report is about this recommendation of it: it says that it is about one,
    /// or is like it.
    fn is_about(&self, tied: &Tied, likeness: &Likeness) -> bool {
        // Where it does not say of how many it speaks, the item must be more like it than `LIKE`: the report as a whole
        // shares its subject as well.
        tied.look_back.extent == Some(Extent::One) || (tied.look_back.extent.is_none() && likeness.score >= 0.35)
    }

    /// What a look-back to the recommendation's report says of it: progress without any fault left is met.
    fn verdict_looking_back(&self, candidate: &Candidate<'_, 'k>, near: Option<Verdict>) -> Option<Verdict> {
        let tied = candidate.tied.filter(|t| t.is_single() || t.look_back.matter == Matter::Services)?;
        match (tied.look_back.verdict?, near, self.stands) {
            (Verdict::PartlyMet, Some(Verdict::Met), Some(Verdict::Met)) => Some(Verdict::Met),
            (verdict, ..) => Some(verdict),
        }
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

    /// Whether it asks, claims or plans itself, so that no verdict has to be read.
    fn asks_or_claims(&self) -> bool {
        let kind = self.compared.passage.kind;
        kind.asks() || matches!(kind, Kind::Claim | Kind::Plan)
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
        let (asked, own) = (self.groups(compared), self.groups(self.compared));
        same_family
            && (asked.is_empty()
                || own.iter().any(|group| asked.contains(group))
                || (own.is_empty() && !self.compared.passage.kind.asks()))
    }

    /// The groups of children that a text is about.
    fn groups(&self, compared: &ComparedPassage<'k>) -> Vec<&'a str> {
        let theme = |(feature, _): &(u32, f64)| match self.corpus.feature_name(*feature) {
            Some(FeatureName::Theme(id)) => Some(id.as_str()),
            _ => None,
        };
        let themes = compared.features.iter().filter_map(theme);
        themes.filter(|id| self.linked.documents.themes.get(*id).is_some_and(|t| t.group)).collect()
    }

    /// How things stand, by the sentences that share most with the recommendation.
    fn verdict_near(&self, likeness: &Likeness) -> (Option<Verdict>, bool) {
        let tells = |sentence: &Range<usize>| -> f64 {
            let inside = |stem: &str| self.terms.iter().any(|t| &*t.stem == stem && sentence.contains(&t.at.start));
            likeness.stems.iter().filter(|(stem, _)| inside(stem)).map(|(_, tells)| tells).sum()
        };
        let shares: Vec<f64> = self.practice.iter().map(|(sentence, _)| tells(sentence)).collect();
        let most = shares.iter().copied().fold(0.0, f64::max);
        let near = self.practice.iter().zip(&shares).filter(|(_, share)| most > 0.0 && **share >= most * NEAR_MOST);
        let said: Practice = near.map(|((_, said), _)| said).collect();
        // A passage that is about this recommendation says all of it of this.
        let Likeness { strong, restated, .. } = *likeness;
        let is_about = restated >= 0.4 || (strong >= 3 && restated >= 0.25);
        let verdict = if is_about { self.stands } else { said.verdict() };
        (verdict, said.verdict() == self.stands && said.is_clear())
    }

    /// The shared words that tell most, as the passage has them.
    fn words(&self, likeness: &Likeness) -> Vec<String> {
        // They stand in order of what they tell, and one line of the terminal holds no more.
        const SHOWN: usize = 6;
        let text = &self.compared.passage.text;
        let word = |stem: &str| {
            let at = self.terms.iter().find(|t| &*t.stem == stem)?.at.clone();
            text.get(at).map(str::to_lowercase)
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

/// Whether both are about one report as a whole, or about the same share of what it asked for.
fn is_same_set(a: On, b: On) -> bool {
    match (a, b) {
        (On::Group { quantity: q, report: r, .. }, On::Group { quantity, report, .. }) => q == quantity && r == report,
        _ => a == b,
    }
}

/// `Those areas` are of the kind that was named just before.
fn narrower(before: On, on: On) -> On {
    match before {
        On::Group { kind: Some(_), .. } => before,
        _ => on,
    }
}

fn look_back_sentence(tied: &Tied) -> LookBackSentence {
    let look_back = &tied.look_back;
    LookBackSentence {
        sentence: look_back.text.clone(),
        verdict: look_back.verdict,
        extent: look_back.extent,
        cue: look_back.cue.clone(),
        fired: look_back.fired.clone(),
    }
}
