//! One passage looked at: what it may say of earlier recommendations, and of earlier reports.

use std::ops::Range;

use super::confidence::{Confidence, Evidence};
use super::corpus::{Corpus, Name, Read};
use super::explicit::{Tied, key_of};
use super::likeness::{Likeness, likeness, of_score};
use super::{OFFERED, Question, Reasons, Spoken, Suggestion, Why};
use crate::looks_back::practice::Practice;
use crate::looks_back::{Extent, Matter, VerdictSource};
use crate::model::{Linked, On, RecommendationId, ReportId};
use crate::source::words::{Basis, Kind, LinkKey, Verdict};
use crate::terms::Term;

/// Less likeness than this is none.
const LEAST: f64 = 0.05;

/// From here on a passage is about a recommendation rather than about its report.
const LIKE: f64 = 0.25;

/// What a look-back to a report adds to the likeness of its recommendations.
const NAMED: f64 = 0.2;

/// Recommendations as like each other as this ask for the same.
const TWINS: f64 = 0.6;

/// A sentence that shares so much of what the nearest one shares speaks of the same.
const NEAR_MOST: f64 = 0.45;

pub(super) struct Look<'a, 'k> {
    pub(super) linked: &'k Linked,
    pub(super) corpus: &'a Corpus<'k>,
    /// The passage's words.
    pub(super) terms: &'a [Term],
    /// What each of its sentences says of how things stand.
    pub(super) said: &'a [(Range<usize>, Practice)],
    /// How like each of the earlier recommendations it is.
    pub(super) scores: &'a [f64],
    /// The passage's place among its report's.
    pub(super) number: usize,
    pub(super) read: &'a Read<'k>,
    pub(super) tied: &'a [&'a Tied],
    /// The report that a council's paper answers: the last one before it that asked for anything.
    pub(super) answers: Option<ReportId>,
    /// What all of them say.
    pub(super) stands: Option<Verdict>,
    /// For each of `asked`, the greatest likeness of any passage of this report.
    pub(super) best: &'a [f64],
}

/// A recommendation that the passage may be about.
struct Candidate<'c> {
    id: RecommendationId,
    place: usize,
    likeness: Likeness,
    score: f64,
    tied: Option<&'c Tied>,
}

impl<'a, 'k> Look<'a, 'k> {
    /// Statements about a group of recommendations, or about a report as a whole; `single` is what was
    /// found about single ones, which a look-back that is like one of them is about.
    pub(super) fn about_reports(&self, single: &[Suggestion]) -> Vec<Suggestion> {
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
                } else if tied.said.extent == Some(Extent::One) {
                    continue;
                } else {
                    (Some(LinkKey::Mentions), On::Report(*report))
                };
                let confidence = match is_single(*report) && tied.said.extent.is_none() {
                    true => Confidence::Possible,
                    false => Self::of_report_as_a_whole(tied, key),
                };
                // Of two sentences on the same the one that says how it stands counts, and the surer one.
                let better = |f: &Suggestion| (f.key.is_none(), f.confidence) > (key.is_none(), confidence);
                let mut on = on;
                if let Some(other) = found.iter().position(|f| is_same_set(f.on, on)) {
                    if !better(&found[other]) {
                        continue;
                    }
                    on = narrower(found.remove(other).on, on);
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
                    via: tied.via,
                    score: 2.0,
                });
            }
        }
        found
    }

    /// How sure it is that a look-back is about a group or a report as a whole.
    fn of_report_as_a_whole(tied: &Tied, key: Option<LinkKey>) -> Confidence {
        let mention = key == Some(LinkKey::Mentions);
        let told = tied.said.verdict_source == Some(VerdictSource::Sentence)
            && (tied.said.extent.is_some() || tied.said.plural);
        // `These recommendations of the last inspection` are those just spoken of, not all of them.
        let clause = tied.said.clause.to_lowercase();
        let subset = ["these ", "those "].iter().any(|word| clause.contains(word))
            && clause.contains(&tied.said.about.words.to_lowercase())
            && !tied.said.about.words.is_empty();
        let plain = mention || (told && !subset);
        match (tied.meant.sure, plain && key.is_some()) {
            (true, true) => Confidence::Certain,
            (true, false) | (false, true) => Confidence::Likely,
            (false, false) => Confidence::Possible,
        }
    }

    /// Single recommendations, the best first.
    pub(super) fn about_single(&self, asked: &[(RecommendationId, &Read<'k>)]) -> Vec<Suggestion> {
        let mut ranked: Vec<(f64, usize, Option<&Tied>)> = self
            .scores
            .iter()
            .enumerate()
            .filter(|(_, score)| **score > 0.0)
            .map(|(place, score)| {
                let report = self.linked.report_of(asked[place].0);
                let tied = self.tied.iter().copied().find(|t| t.meant.reports.contains(&report));
                let named = tied.is_some() || self.answers == Some(report);
                (score + if named { NAMED } else { 0.0 }, place, tied)
            })
            .filter(|(score, ..)| *score >= LEAST)
            .collect();
        ranked.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| b.1.cmp(&a.1)));
        let scores: Vec<f64> = ranked.iter().take(2).map(|(score, ..)| *score).collect();
        let candidates: Vec<Candidate<'_>> = ranked
            .into_iter()
            .take(OFFERED)
            .map(|(score, place, tied)| {
                let (id, read) = asked[place];
                Candidate {
                    id,
                    place,
                    likeness: of_score(self.corpus, read, self.read, self.scores[place]),
                    score,
                    tied,
                }
            })
            .collect();
        let next = |rank: usize| scores.get(usize::from(rank == 0)).copied().unwrap_or_default();
        let mut found: Vec<Suggestion> = candidates
            .iter()
            .enumerate()
            .map(|(rank, c)| self.suggestion(c, asked[c.place].1, c.score - next(rank)))
            .collect();
        let reads: Vec<&Read<'k>> = candidates.iter().map(|c| asked[c.place].1).collect();
        self.share_among_twins(&mut found, &reads);
        found
    }

    /// What is certain of a recommendation is as certain of one that asks for the same.
    fn share_among_twins(&self, found: &mut [Suggestion], reads: &[&Read<'k>]) {
        for first in 0..found.len() {
            if found[first].confidence != Confidence::Certain {
                continue;
            }
            for other in 0..found.len() {
                let twins = found[other].confidence != Confidence::Certain
                    && likeness(self.corpus, reads[first], reads[other])
                        .is_some_and(|l| l.score >= TWINS && l.strong >= 2 && l.restated >= 0.4)
                    && found[other].reasons.same_field;
                if twins {
                    found[other].confidence = Confidence::Certain;
                    found[other].key = found[first].key;
                    found[other].basis = found[first].basis.map(|b| b.max(Basis::Answered));
                }
            }
        }
    }

    fn suggestion(&self, candidate: &Candidate<'_>, asked: &Read<'k>, lead: f64) -> Suggestion {
        let single = candidate.tied.filter(|t| t.is_single());
        let (said, clear) = self.says(candidate);
        let key = self.key(self.told(candidate, said).or(said));
        let evidence = Evidence {
            likeness: &candidate.likeness,
            lead,
            best_passage: candidate.likeness.score >= self.best[candidate.place],
            told_by: candidate
                .tied
                .filter(|t| self.is_about(t, &candidate.likeness))
                .and_then(|t| t.said.verdict_source),
            claims: matches!(self.read.passage.kind, Kind::Claim | Kind::Plan),
            speaks: self.speaks(),
            verdict: said,
            clear,
            same_field: self.same_field(candidate.id, asked),
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
                themes: candidate.likeness.themes.clone(),
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
        tied.said.extent == Some(Extent::One) || (tied.said.extent.is_none() && likeness.score >= 0.35)
    }

    /// What a look-back to the recommendation's report says of it: progress without any fault left is met.
    fn told(&self, candidate: &Candidate<'_>, said: Option<Verdict>) -> Option<Verdict> {
        let tied = candidate.tied.filter(|t| t.is_single() || t.said.matter == Matter::Services)?;
        match (tied.said.verdict?, said, self.stands) {
            (Verdict::PartlyMet, Some(Verdict::Met), Some(Verdict::Met)) => Some(Verdict::Met),
            (verdict, ..) => Some(verdict),
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

    /// Whether it asks, claims or plans itself, so that no verdict has to be read.
    fn speaks(&self) -> bool {
        let kind = self.read.passage.kind;
        kind.asks() || matches!(kind, Kind::Claim | Kind::Plan)
    }

    /// Whether the report is about the services that the recommendation is about, and the passage, where
    /// both name groups of children, about one of the same.
    fn same_field(&self, asked: RecommendationId, asked_read: &Read<'k>) -> bool {
        let linked = self.linked;
        let asked = linked.finding_of(asked);
        let framework = |report| linked.framework(report);
        let own = framework(asked.report).map(|f| f.family.as_str());
        let family = linked.finding(asked).family.as_deref().or(own);
        let speaker = framework(self.read.passage.report);
        let update = self.read.passage.kind == Kind::Claim || self.read.passage.kind == Kind::Plan;
        let same_family = update || speaker.is_some_and(|f| Some(f.family.as_str()) == family);
        let (asked, own) = (self.groups(asked_read), self.groups(self.read));
        same_family
            && (asked.is_empty()
                || own.iter().any(|group| asked.contains(group))
                || (own.is_empty() && !self.read.passage.kind.asks()))
    }

    /// The groups of children that a text is about.
    fn groups(&self, read: &Read<'k>) -> Vec<&'a str> {
        let theme = |(feature, _): &(u32, f64)| match self.corpus.name(*feature) {
            Some(Name::Theme(id)) => Some(id.as_str()),
            _ => None,
        };
        let themes = read.features.iter().filter_map(theme);
        themes.filter(|id| self.linked.documents.themes.get(*id).is_some_and(|t| t.group)).collect()
    }

    /// How things stand, by the sentences that share most with the recommendation.
    fn says(&self, candidate: &Candidate<'_>) -> (Option<Verdict>, bool) {
        let tells = |sentence: &Range<usize>| -> f64 {
            let inside = |stem: &str| self.terms.iter().any(|t| &*t.stem == stem && sentence.contains(&t.at.start));
            candidate.likeness.stems.iter().filter(|(stem, _)| inside(stem)).map(|(_, tells)| tells).sum()
        };
        let shares: Vec<f64> = self.said.iter().map(|(sentence, _)| tells(sentence)).collect();
        let most = shares.iter().copied().fold(0.0, f64::max);
        let near = self.said.iter().zip(&shares).filter(|(_, share)| most > 0.0 && **share >= most * NEAR_MOST);
        let said: Practice = near.map(|((_, said), _)| said).collect();
        // A passage that is about this recommendation says all of it of this.
        let Likeness { strong, restated, .. } = candidate.likeness;
        let is_about = restated >= 0.4 || (strong >= 3 && restated >= 0.25);
        let verdict = if is_about { self.stands } else { said.verdict() };
        (verdict, said.verdict() == self.stands && said.is_clear())
    }

    /// The shared words that tell most, as the passage has them.
    fn words(&self, likeness: &Likeness) -> Vec<String> {
        const SHOWN: usize = 6;
        let text = &self.read.passage.text;
        let word = |stem: &str| {
            let at = self.terms.iter().find(|t| &*t.stem == stem)?.at.clone();
            text.get(at).map(str::to_lowercase)
        };
        likeness.stems.iter().take(SHOWN).filter_map(|(stem, _)| word(stem)).collect()
    }

    /// Look-backs that nothing was offered for.
    pub(super) fn open_questions(&self, found: &[Suggestion]) -> Vec<Question> {
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
                spoken: spoken(tied),
                about: tied.said.about.words.clone(),
                meant: tied.meant.reports.clone(),
                why: if tied.meant.reports.is_empty() { Why::NoSuchReport } else { Why::NoneIsLike },
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

fn spoken(tied: &Tied) -> Spoken {
    let said = &tied.said;
    Spoken { sentence: said.text.clone(), verdict: said.verdict, extent: said.extent, cue: said.cue.clone() }
}
