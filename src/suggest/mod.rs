//! Linked to suggestions: which findings may report on which earlier recommendations, with the
//! evidence for each. The editor decides; nothing here becomes a link by itself.
//!
//! Start at [`Suggester::of_reports`]. What a report says is cut into passages ([`passage`]); each is
//! compared with every earlier recommendation of its authority ([`likeness`]), and sentences that
//! look back are tied to the report that they mean ([`explicit`]). What is then known of a passage and a
//! recommendation ([`features`]) is weighed by two small models ([`model`]): whether the one is about the
//! other, and what its words say of how things stand. How sure that is, [`confidence`] says. No rule here
//! is about one report or one authority.

mod confidence;
mod corpus;
mod earlier;
mod explicit;
pub mod features;
mod likeness;
mod look;
mod meaning;
mod model;
mod near;
pub mod passage;
mod qualities;
mod settled;
pub mod weights;
mod whole;
pub mod words;

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::looks_back::practice::practice;
use crate::looks_back::{self, Extent, Fired, LookBack};
use crate::model::{Linked, On, RecommendationId, ReportId};
use crate::source::Nature;
use crate::source::words::{Basis, Direction, LinkKey, Verdict};
use crate::terms::{Terms, ThemeFinder};
pub use confidence::Confidence;
use corpus::{ComparedPassage, Corpus};
pub use earlier::earlier as earlier_reports;
use explicit::Tied;
use features::AskedWords;
pub use features::PairFeatures;
use likeness::Asked;
use look::Look;
use passage::Passage;
use settled::{Decided, Settled};

/// At most so many recommendations are offered for one passage.
// More would be a list to read rather than a choice to make.
pub const OFFERED: usize = 5;

/// A passage's place among those that are like a recommendation is counted up to here.
// The eleventh is no nearer to it than the twentieth.
const RANKED: usize = 10;

/// A link that may be right.
#[derive(Clone, Debug)]
pub struct Suggestion {
    /// The later passage, by its place among its report's.
    pub passage: usize,
    /// What it may be about.
    pub on: On,
    /// What it would say; nothing where the words do not say how it stands.
    pub key: Option<LinkKey>,
    /// The basis that the link would have, where its key takes one.
    pub basis: Option<Basis>,
    /// How sure the words are.
    pub confidence: Confidence,
    /// What speaks for it.
    pub reasons: Reasons,
    /// With a mention: which way things went since.
    pub direction: Option<Direction>,
    /// The earlier inspection whose conclusion the passage repeats.
    pub via: Option<ReportId>,
    /// The order among suggestions of one confidence: more is better.
    pub score: f64,
    /// What the model weighed, for a single recommendation.
    pub evidence: Option<PairEvidence>,
    /// Whether the editor put it off: not now.
    pub put_off: bool,
}

/// What the model weighed of a passage and one recommendation.
#[derive(Clone, Debug)]
pub struct PairEvidence {
    /// All that is known of the two, as numbers.
    pub features: PairFeatures,
    /// The sentences of the passage that are nearest to the recommendation.
    pub near: String,
    /// What the tables of phrases read in these, and in all of them.
    pub read: [Option<Verdict>; 2],
}

/// What speaks for a link.
#[derive(Clone, Debug, Default)]
pub struct Reasons {
    /// The sentence that looks back.
    pub look_back: Option<LookBackSentence>,
    /// The share of the recommendation's words, by what they tell, that the passage restates.
    pub restated: f64,
    /// The shared words that tell most, as the later passage has them.
    pub words: Vec<String>,
    /// Shared themes.
    pub themes: Vec<String>,
    /// Whether both are about the same services and, where they say so, the same children.
    pub same_field: bool,
}

/// A sentence that looks back, as it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LookBackSentence {
    /// The sentence.
    pub sentence: String,
    /// What it says became of it.
    pub verdict: Option<Verdict>,
    /// Of how much.
    pub extent: Option<Extent>,
    /// The words that carried the verdict.
    pub cue: String,
    /// The phrases that it was read by, each with its file and line.
    pub fired: Vec<Fired>,
}

/// A sentence that looks back and could not be tied to anything here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// The passage, by its place among its report's.
    pub passage: usize,
    /// The sentence.
    pub look_back: LookBackSentence,
    /// Which inspection its words name.
    pub about: String,
    /// The reports here that they mean.
    pub meant: Vec<ReportId>,
    /// Why it could not be tied.
    pub why_untied: WhyUntied,
}

/// Why a look-back could not be tied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WhyUntied {
    /// No report here is the inspection that it names.
    NoSuchReport,
    /// The report is here, but none of its recommendations is like it.
    NoneIsLike,
}

/// What one report may say of earlier ones.
#[derive(Debug)]
pub struct ReportSuggestions<'k> {
    /// The report.
    pub report: ReportId,
    /// Its passages in order.
    pub passages: Vec<Passage<'k>>,
    /// The links that may be right, for each passage the best first.
    pub links: Vec<Suggestion>,
    /// The editor's open questions.
    pub questions: Vec<Question>,
}

impl<'k> ReportSuggestions<'k> {
    /// The passage of a number that one of its links or questions names.
    #[must_use]
    #[expect(clippy::indexing_slicing, reason = "links and questions are made from the passages beside them")]
    pub fn passage(&self, number: usize) -> &Passage<'k> {
        &self.passages[number]
    }
}

/// Makes suggestions for the reports of a site.
#[derive(Debug)]
pub struct Suggester<'k> {
    linked: &'k Linked,
    finder: ThemeFinder,
    reader: looks_back::Reader,
    decided: Decided,
    /// At most so many links for one passage.
    offered: usize,
}

impl<'k> Suggester<'k> {
    /// Ready for the reports of a site.
    #[must_use]
    pub fn new(linked: &'k Linked) -> Self {
        let reader = looks_back::Reader::new(&linked.documents.frameworks);
        let finder = ThemeFinder::new(&linked.documents.themes);
        Self { linked, finder, reader, decided: Decided::of(linked), offered: OFFERED }
    }

    /// The same, with all links that were weighed: what the model is trained on.
    #[must_use]
    pub fn with_all(linked: &'k Linked) -> Self {
        Self { offered: usize::MAX, ..Self::new(linked) }
    }

    /// What each of some reports may say of earlier ones, in the order given.
    #[must_use]
    pub fn of_reports(&self, reports: &[ReportId]) -> Vec<ReportSuggestions<'k>> {
        self.each_of(reports, |found| found)
    }

    /// The same as something is made of it: where that is little, a country's suggestions take little room.
    pub fn each_of<T: Send>(&self, reports: &[ReportId], make: impl Fn(ReportSuggestions<'k>) -> T + Sync) -> Vec<T> {
        // Authority by authority: a report is compared with those of its own alone, and what that takes is let go again.
        let mut by_authority: BTreeMap<&str, Vec<ReportId>> = BTreeMap::new();
        for report in reports {
            by_authority.entry(self.linked.report(*report).authority.as_str()).or_default().push(*report);
        }
        let of_authority = |terms: &mut Terms, (authority, own): (&str, Vec<ReportId>)| {
            let corpus = Corpus::of_authority(self.linked, &self.finder, terms, authority);
            own.into_iter().map(|report| (report, make(self.of_report(&corpus, report)))).collect::<Vec<_>>()
        };
        let by_authority: Vec<_> = by_authority.into_iter().collect();
        let found = by_authority.into_par_iter().map_init(Terms::default, of_authority).flatten_iter();
        let mut found: BTreeMap<ReportId, T> = found.collect();
        reports.iter().filter_map(|report| found.remove(report)).collect()
    }

    /// The sentences of a report that look back or go on from one that does, each with the reports here that it means; as they are
    /// read, whether or not anything could be suggested for them.
    #[must_use]
    pub fn look_backs(&self, report: ReportId) -> Vec<(LookBack, Vec<ReportId>)> {
        let authority = &self.linked.report(report).authority;
        let corpus = Corpus::of_authority(self.linked, &self.finder, &Terms::default(), authority);
        let earlier = earlier::earlier(self.linked, report);
        let tied = explicit::all(self.linked, &self.reader, report, corpus.passages_of(report), &earlier);
        tied.into_iter().map(|tied| (tied.look_back, tied.meant.reports)).collect()
    }

    /// What the models of look-backs are trained on, for each sentence that looks back or may go on from one.
    #[must_use]
    pub fn signs(&self, report: ReportId) -> Vec<looks_back::Signs> {
        self.signs_by(report, |passages| self.reader.signs(passages))
    }

    /// The same of every sentence of a report by itself.
    #[must_use]
    pub fn signs_of_sentences(&self, report: ReportId) -> Vec<(String, Vec<String>)> {
        self.signs_by(report, |passages| passages.iter().flat_map(|p| self.reader.signs_of_sentences(p)).collect())
    }

    fn signs_by<S>(&self, report: ReportId, read: impl Fn(&[looks_back::Passage<'_>]) -> Vec<S>) -> Vec<S> {
        let authority = &self.linked.report(report).authority;
        let corpus = Corpus::of_authority(self.linked, &self.finder, &Terms::default(), authority);
        read(&explicit::passages(corpus.passages_of(report)))
    }

    /// What a report may say of earlier ones, without what is linked or declined already.
    fn of_report(&self, corpus: &Corpus<'k>, report: ReportId) -> ReportSuggestions<'k> {
        let compared = corpus.passages_of(report);
        let earlier = earlier::earlier(self.linked, report);
        let asked: Vec<(RecommendationId, &ComparedPassage<'k>)> =
            earlier.iter().flat_map(|r| self.asked_in(corpus, *r)).collect();
        let is_update = self.linked.report(report).nature == Nature::Update;
        // A council's own paper claims; what it says of an inspection is no verdict.
        let tied: Vec<Tied> = if is_update {
            Vec::new()
        } else {
            let all = explicit::all(self.linked, &self.reader, report, compared, &earlier);
            // What only goes on from one that names an inspection is no statement of its own.
            all.into_iter().filter(|tied| !tied.look_back.goes_on).map(Tied::of_what_was_asked).collect()
        };
        // A paper seldom names the report that it answers: it is the last one that asked for anything.
        let answers = asked.last().map(|(id, _)| self.linked.report_of(*id)).filter(|_| is_update);
        let likeness = Asked::new(asked.iter().map(|(_, asked)| *asked));
        let scores: Vec<Vec<f64>> = compared.iter().map(|passage| likeness.scores(passage)).collect();
        let best = best(compared, &scores, asked.len());
        let asked_words: Vec<&AskedWords> = asked.iter().map(|(_, asked)| asked.asked(corpus)).collect();
        let asks = |r: &ReportId| self.linked.report(*r).body.findings.iter().any(|f| f.kind.asks());
        let asking: Vec<ReportId> = earlier.iter().copied().filter(asks).collect();
        let settled = Settled::in_report(self.linked, &self.decided, report);
        let (mut links, mut questions) = (Vec::new(), Vec::new());
        for (number, (compared, scores)) in compared.iter().zip(&scores).enumerate() {
            let tied: Vec<&Tied> = tied.iter().filter(|t| t.passage == number).collect();
            if !self.is_looked_at(&compared.passage) || (tied.is_empty() && scores.iter().all(|score| *score == 0.0)) {
                continue;
            }
            let practice = practice(&compared.passage.text);
            let look = Look {
                linked: self.linked,
                corpus,
                said: practice.iter().map(|(_, said)| said).collect(),
                practice: &practice,
                scores,
                number,
                offered: self.offered,
                compared,
                tied: &tied,
                answers,
                best: &best,
                asked_words: &asked_words,
                asking: &asking,
            };
            let (found, open) = look.suggestions(&asked);
            let open_links = found.into_iter().filter(|link| !settled.has(&compared.passage, link));
            links.extend(
                open_links.map(|link| Suggestion { put_off: settled.is_put_off(&compared.passage, link.on), ..link }),
            );
            questions.extend(open.into_iter().filter(|question| !settled.answers(&compared.passage, question)));
        }
        let passages = compared.iter().map(|c| c.passage.clone()).collect();
        ReportSuggestions { report, passages, links, questions }
    }

    /// Whether a passage can speak of earlier recommendations at all.
    fn is_looked_at(&self, passage: &Passage<'_>) -> bool {
        let report = self.linked.report(passage.report);
        // What stands on the page of an inspection that is only known of is the editor's own note; the prose of a
        // council's paper is about its work at large, and only what it lists is a claim.
        report.held && (report.nature == Nature::Inspection || passage.finding.is_some())
    }

    /// The recommendations of a report.
    fn asked_in<'c>(
        &self,
        corpus: &'c Corpus<'k>,
        report: ReportId,
    ) -> impl Iterator<Item = (RecommendationId, &'c ComparedPassage<'k>)> {
        corpus.passages_of(report).iter().filter_map(|compared| {
            let id = self.linked.recommendation_of(compared.passage.finding?)?;
            Some((id, compared))
        })
    }
}

/// For each recommendation, how like it passages of a report are that ask for nothing themselves, the most like first.
fn best(compared: &[ComparedPassage<'_>], scores: &[Vec<f64>], asked: usize) -> Vec<Vec<f64>> {
    let mut best = vec![Vec::new(); asked];
    // What asks again is most like what it asks again, and would hide the passage that says how it stands.
    for (_, scores) in compared.iter().zip(scores).filter(|(c, _)| !c.passage.kind.asks()) {
        best.iter_mut().zip(scores).filter(|(_, score)| **score > 0.0).for_each(|(best, score)| best.push(*score));
    }
    for scores in &mut best {
        scores.sort_by(|a, b| b.total_cmp(a));
        scores.truncate(RANKED);
    }
    best
}

#[cfg(test)]
mod tests;
