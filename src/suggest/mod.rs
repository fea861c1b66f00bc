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

use crate::looks_back::practice::{Practice, practice};
use crate::looks_back::{self, Extent, Fired, LookBack};
use crate::model::{Linked, On, RecommendationId, ReportId};
use crate::source::Nature;
use crate::source::words::{Basis, Direction, LinkKey, Verdict};
use crate::terms::Terms;
pub use confidence::Confidence;
use corpus::{ComparedPassage, Corpus};
pub use earlier::earlier as earlier_reports;
use explicit::Tied;
use likeness::Asked;
use look::Look;
use passage::Passage;
use settled::Settled;

/// At most so many recommendations are offered for one passage.
// More would be a list to read rather than a choice to make.
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
    corpus: Corpus<'k>,
    reader: looks_back::Reader,
}

impl<'k> Suggester<'k> {
    /// Reads all passages of a site.
    #[must_use]
    pub fn new(linked: &'k Linked) -> Self {
        Self { linked, corpus: Corpus::new(linked), reader: looks_back::Reader::new(&linked.documents.frameworks) }
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

    /// The sentences of a report that look back, each with the reports here that it means; as they are
    /// read, whether or not anything could be suggested for them.
    #[must_use]
    pub fn look_backs(&self, report: ReportId) -> Vec<(LookBack, Vec<ReportId>)> {
        let earlier = earlier::earlier(self.linked, report);
        let tied = explicit::all(self.linked, &self.reader, report, self.corpus.passages_of(report), &earlier);
        tied.into_iter().map(|tied| (tied.look_back, tied.meant.reports)).collect()
    }

    fn of_report_with(&self, terms: &Terms, report: ReportId) -> ReportSuggestions<'k> {
        let compared = self.corpus.passages_of(report);
        let earlier = earlier::earlier(self.linked, report);
        let asked: Vec<(RecommendationId, &ComparedPassage<'k>)> =
            earlier.iter().flat_map(|r| self.asked_in(*r)).collect();
        let is_update = self.linked.report(report).nature == Nature::Update;
        // A council's own paper claims; what it says of an inspection is no verdict.
        let tied: Vec<Tied> = if is_update {
            Vec::new()
        } else {
            let all = explicit::all(self.linked, &self.reader, report, compared, &earlier);
            all.into_iter().map(Tied::of_what_was_asked).collect()
        };
        // A paper seldom names the report that it answers: it is the last one that asked for anything.
        let answers = asked.last().map(|(id, _)| self.linked.report_of(*id)).filter(|_| is_update);
        let likeness = Asked::new(&self.corpus, asked.iter().map(|(_, asked)| *asked));
        let scores: Vec<Vec<f64>> = compared.iter().map(|passage| likeness.scores(passage)).collect();
        let best = best(compared, &scores, asked.len());
        let settled = Settled::in_report(self.linked, report);
        let (mut links, mut questions) = (Vec::new(), Vec::new());
        for (number, (compared, scores)) in compared.iter().zip(&scores).enumerate() {
            let tied: Vec<&Tied> = tied.iter().filter(|t| t.passage == number).collect();
            if !self.is_looked_at(&compared.passage) || (tied.is_empty() && scores.iter().all(|score| *score == 0.0)) {
                continue;
            }
            let practice = practice(&compared.passage.text);
            let look = Look {
                linked: self.linked,
                corpus: &self.corpus,
                terms: &terms.of(&compared.passage.text),
                stands: practice.iter().map(|(_, said)| said).collect::<Practice>().verdict(),
                practice: &practice,
                scores,
                number,
                compared,
                tied: &tied,
                answers,
                best: &best,
            };
            let (found, open) = look.suggestions(&asked);
            links.extend(found.into_iter().filter(|link| !settled.has(&compared.passage, link)));
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
    fn asked_in(&self, report: ReportId) -> impl Iterator<Item = (RecommendationId, &ComparedPassage<'k>)> {
        self.corpus.passages_of(report).iter().filter_map(|compared| {
            let id = self.linked.recommendation_of(compared.passage.finding?)?;
            Some((id, compared))
        })
    }
}

/// For each recommendation, the greatest likeness of any passage of a report that asks for nothing itself.
fn best(compared: &[ComparedPassage<'_>], scores: &[Vec<f64>], asked: usize) -> Vec<f64> {
    let mut best = vec![0.0_f64; asked];
    // What asks again is most like what it asks again, and would hide the passage that says how it stands.
    for (_, scores) in compared.iter().zip(scores).filter(|(c, _)| !c.passage.kind.asks()) {
        best.iter_mut().zip(scores).for_each(|(best, score)| *best = best.max(*score));
    }
    best
}
