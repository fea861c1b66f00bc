//! Linked to suggestions: which findings may report on which earlier recommendations, with the
//! evidence for each. The editor decides; nothing here becomes a link by itself.
//!
//! Start at [`Suggester::of_report`]. What a report says is cut into passages ([`passage`]); each is
//! compared with every earlier recommendation of its authority ([`likeness`]), and sentences that
//! look back are tied to the report that they mean ([`explicit`]). What the words say of how things
//! stand is read by [`crate::looks_back`]; how sure all that is, by [`confidence`]. No rule here is
//! about one report or one authority.

mod confidence;
mod corpus;
mod earlier;
mod explicit;
mod likeness;
mod look;
pub mod passage;
mod settled;
pub mod words;

use rayon::prelude::*;

use crate::looks_back::Extent;
use crate::looks_back::practice::{Practice, practice};
use crate::model::{Linked, On, RecommendationId, ReportId};
use crate::source::Nature;
use crate::source::words::{Basis, Direction, LinkKey, Verdict};
use crate::terms::Terms;
pub use confidence::Confidence;
use corpus::{Corpus, Read};
pub use earlier::earlier as earlier_reports;
use explicit::Tied;
use likeness::Asked;
use look::Look;
use passage::Passage;
use settled::Settled;

/// At most so many recommendations are offered for one passage.
pub const OFFERED: usize = 5;

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
}

/// What speaks for a link.
#[derive(Clone, Debug, Default)]
pub struct Reasons {
    /// The sentence that looks back.
    pub look_back: Option<Spoken>,
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
pub struct Spoken {
    /// The sentence.
    pub sentence: String,
    /// What it says became of it.
    pub verdict: Option<Verdict>,
    /// Of how much.
    pub extent: Option<Extent>,
    /// The words that carried the verdict.
    pub cue: String,
}

/// A sentence that looks back and could not be tied to anything here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// The passage, by its place among its report's.
    pub passage: usize,
    /// The sentence.
    pub spoken: Spoken,
    /// Which inspection its words name.
    pub about: String,
    /// The reports here that they mean.
    pub meant: Vec<ReportId>,
    /// Why it could not be tied.
    pub why: Why,
}

/// Why a look-back could not be tied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
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
    corpus: Corpus<'k>,
}

impl<'k> Suggester<'k> {
    /// Reads all passages of a site.
    #[must_use]
    pub fn new(linked: &'k Linked) -> Self {
        Self { linked, corpus: Corpus::new(linked) }
    }

    /// What each of some reports may say of earlier ones, in the order given.
    #[must_use]
    pub fn of_reports(&self, reports: &[ReportId]) -> Vec<ReportSuggestions<'k>> {
        reports.par_iter().map_init(Terms::default, |terms, report| self.of_report_with(terms, *report)).collect()
    }

    /// What a report may say of earlier ones, without what is linked or declined already.
    #[must_use]
    pub fn of_report(&self, report: ReportId) -> ReportSuggestions<'k> {
        self.of_report_with(&Terms::default(), report)
    }

    fn of_report_with(&self, terms: &Terms, report: ReportId) -> ReportSuggestions<'k> {
        let reads = self.corpus.of(report);
        let earlier = earlier::earlier(self.linked, report);
        let asked: Vec<(RecommendationId, &Read<'k>)> = earlier.iter().flat_map(|r| self.asked_in(*r)).collect();
        let tied = match self.linked.report(report).nature {
            Nature::Inspection => explicit::all(self.linked, report, reads, &earlier),
            // A council's own paper claims; what it says of an inspection is no verdict.
            Nature::Update => Vec::new(),
        };
        let is_update = self.linked.report(report).nature == Nature::Update;
        let answers = asked.last().map(|(id, _)| self.linked.report_of(*id)).filter(|_| is_update);
        let speaks = |read: &Read<'_>| !is_update || read.passage.finding.is_some();
        // What stands on the page of an inspection that is only known of is the editor's own note.
        let held = self.linked.report(report).held;
        let likeness = Asked::new(&self.corpus, asked.iter().map(|(_, read)| *read));
        let scores: Vec<Vec<f64>> = reads.iter().map(|read| likeness.scores(read)).collect();
        let best = best(reads, &scores, asked.len());
        let (mut links, mut questions) = (Vec::new(), Vec::new());
        for (number, read) in reads.iter().enumerate().filter(|(_, read)| held && speaks(read)) {
            let tied: Vec<&Tied> = tied.iter().filter(|t| t.passage == number).collect();
            if tied.is_empty() && scores[number].iter().all(|score| *score == 0.0) {
                continue;
            }
            let said = practice(&read.passage.text);
            let look = Look {
                linked: self.linked,
                corpus: &self.corpus,
                terms: &terms.of(&read.passage.text),
                stands: said.iter().map(|(_, said)| said).collect::<Practice>().verdict(),
                said: &said,
                scores: &scores[number],
                number,
                read,
                tied: &tied,
                answers,
                best: &best,
            };
            let single = look.about_single(&asked);
            let mut found = look.about_reports(&single);
            found.extend(single);
            found.sort_by(|a, b| a.confidence.cmp(&b.confidence).then_with(|| b.score.total_cmp(&a.score)));
            found.truncate(OFFERED);
            questions.extend(look.open_questions(&found));
            links.extend(found);
        }
        let passages: Vec<Passage<'k>> = reads.iter().map(|r| r.passage.clone()).collect();
        let settled = Settled::of(self.linked, report);
        links.retain(|link| !settled.has(&passages[link.passage], link));
        questions.retain(|question| !settled.answers(&passages[question.passage], question));
        ReportSuggestions { report, passages, links, questions }
    }

    /// The recommendations of a report.
    fn asked_in(&self, report: ReportId) -> impl Iterator<Item = (RecommendationId, &Read<'k>)> {
        self.corpus.of(report).iter().filter_map(|read| {
            let id = self.linked.recommendation_of(read.passage.finding?)?;
            Some((id, read))
        })
    }
}

/// For each recommendation, the greatest likeness of any passage of a report that asks for nothing itself.
fn best(reads: &[Read<'_>], scores: &[Vec<f64>], asked: usize) -> Vec<f64> {
    let mut best = vec![0.0_f64; asked];
    for (_, scores) in reads.iter().zip(scores).filter(|(read, _)| !read.passage.kind.asks()) {
        best.iter_mut().zip(scores).for_each(|(best, score)| *best = best.max(*score));
    }
    best
}
