//! What is known of a later passage and one earlier recommendation, as numbers: what the model weighs
//! ([`super::model`]), and what it is trained on.

use std::cmp::Ordering;

use super::corpus::{ComparedPassage, Corpus, Feature};
use super::likeness::{AskedTells, Likeness};
use super::meaning::Direction;
use super::qualities::Qualities;
use crate::looks_back::practice::Practice;
use crate::source::words::Verdict;

macro_rules! features {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {
        /// What is known of a pair.
        #[derive(Clone, Copy, Debug, Default, PartialEq)]
        pub struct PairFeatures {
            $($(#[$doc])* pub $name: f64,)*
        }

        impl PairFeatures {
            /// Their names, in order.
            pub const NAMES: &'static [&'static str] = &[$(stringify!($name)),*];

            /// Their values, in the same order.
            #[must_use]
            pub fn values(&self) -> Vec<f64> {
                vec![$(self.$name),*]
            }
        }
    };
}

features! {
    /// How like all of both are, words and themes, from 0 to a little over 1.
    alike,
    /// The same without themes.
    words_alike,
    /// The share of the recommendation's words, by what they tell, that the passage restates.
    restated,
    /// The same of the sentence that restates most.
    restated_in_sentence,
    /// The share of that sentence's words that the recommendation has.
    sentence_shared,
    /// The share of the recommendation's neighbouring words that the passage has as neighbours.
    neighbours,
    /// How far both are about the same, by the company of their words.
    company,
    /// The same of the sentence that is nearest in this.
    company_of_sentence,
    /// The same of the sentences that share most words.
    company_of_near,
    /// The share of the words that the recommendation opens with that the passage has.
    opening,
    /// Whether the passage speaks of a quality that is asked for.
    quality,
    /// Whether a quality is asked for, and the sentences that share most words speak of none that is.
    other_quality,
    /// The share of the qualities asked for that these sentences speak of.
    qualities,
    /// How many of the shared words tell much; at most six count.
    strong,
    /// Whether one of the words that tell most of the recommendation is shared.
    heart,
    /// The share of what the three words tell that tell most of the recommendation.
    heart_share,
    /// How much more like the passage this recommendation is than any other.
    lead,
    /// Its place among the recommendations that the passage is like: 1, then a half, a third.
    rank,
    /// The passage's place among those of its report that are like the recommendation.
    passage_rank,
    /// How like the passage is beside the one of its report that is most like the recommendation.
    beside_best,
    /// The share of the recommendation's themes that the passage has.
    themes,
    /// Whether both are first of all about the same theme.
    first_theme,
    /// Whether both are about the same services and, where they say so, the same children.
    same_field,
    /// Whether both name groups of children, and none is the same.
    other_children,
    /// Whether a look-back of the passage is about one thing that the recommendation's report found.
    looks_back_on_one,
    /// Whether any look-back of the passage means the recommendation's report.
    looks_back,
    /// How many inspections that asked for something lie between; at most six count.
    between,
    /// Whether the later report is of a full inspection.
    full,
    /// Whether the passage says how things stand.
    says_verdict,
    /// Whether it says so clearly.
    clear,
    /// Whether it gives credit.
    credit,
    /// Whether it names fault.
    fault,
    /// How long the recommendation is, as the logarithm of its words.
    asked_words,
    /// The same of the passage.
    passage_words,
    /// How many recommendations there are to be about, as a logarithm.
    asked,
}

/// What one recommendation's words are compared by, made once for each.
#[derive(Debug)]
pub(super) struct AskedWords {
    /// Each stem with what it tells, in order of number.
    stems: Vec<(Feature, f64)>,
    all: f64,
    /// The length of what they tell, as of a vector.
    length: f64,
    /// The three that tell most, and what they tell together.
    heart: (Vec<Feature>, f64),
    /// Neighbours in a sentence, with what they tell, in order.
    neighbours: Vec<((Feature, Feature), f64)>,
    all_neighbours: f64,
    words: usize,
    direction: Direction,
    /// The words that it opens with, with what they tell.
    opening: Vec<(Feature, f64)>,
    qualities: Qualities,
    pub(super) tells: AskedTells,
}

/// With so many telling words a recommendation names what it is about.
// Behind them stand reasons, aims and examples.
const OPENING: usize = 5;

/// So many words are the heart of a recommendation.
// As in `likeness`: one may be a slip, five would be nearly all of a short item.
const HEART: usize = 3;

/// More than six telling words, or inspections between, say no more than six.
const COUNTED: f64 = 6.0;

impl AskedWords {
    pub(super) fn new(corpus: &Corpus<'_>, asked: &ComparedPassage<'_>) -> Self {
        let stems: Vec<(Feature, f64)> = stems(asked).into_iter().map(|stem| (stem, corpus.tells(stem))).collect();
        let mut order = stems.clone();
        order.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        let mut heart: Vec<(Feature, f64)> = order.into_iter().take(HEART).collect();
        let tells_of_heart = heart.iter().map(|(_, tells)| tells).sum();
        heart.sort_unstable_by_key(|(stem, _)| *stem);
        let neighbours: Vec<((Feature, Feature), f64)> =
            neighbours(asked).into_iter().map(|(a, b)| ((a, b), corpus.tells(a) + corpus.tells(b))).collect();
        Self {
            all: stems.iter().map(|(_, tells)| tells).sum(),
            length: length(stems.iter().map(|(_, tells)| *tells)),
            all_neighbours: neighbours.iter().map(|(_, tells)| tells).sum(),
            heart: (heart.into_iter().map(|(stem, _)| stem).collect(), tells_of_heart),
            words: asked.sentences.iter().map(Vec::len).sum(),
            direction: whole(asked),
            opening: asked.sentences.iter().flatten().map(|s| (*s, corpus.tells(*s))).take(OPENING).collect(),
            qualities: asked.qualities.iter().fold(0, |all, one| all | one),
            tells: AskedTells::new(asked),
            stems,
            neighbours,
        }
    }

    /// The share of the words that it opens with that is among some stems.
    fn share_of_opening(&self, stems: &[Feature]) -> f64 {
        let all: f64 = self.opening.iter().map(|(_, tells)| tells).sum();
        let is_there = |stem: &Feature| stems.binary_search(stem).is_ok();
        share(self.opening.iter().filter(|(stem, _)| is_there(stem)).map(|(_, tells)| tells).sum(), all)
    }
}

/// What is in both lists, with what it tells; both are in order, so one walk along the two finds all.
fn shared<'a, T: Ord>(telling: &'a [(T, f64)], list: &'a [T]) -> impl Iterator<Item = (&'a T, f64)> + 'a {
    let (mut left, mut right) = (telling.iter().peekable(), list.iter().peekable());
    std::iter::from_fn(move || {
        loop {
            match left.peek()?.0.cmp(right.peek()?) {
                Ordering::Less => drop(left.next()),
                Ordering::Greater => drop(right.next()),
                Ordering::Equal => {
                    right.next();
                    return left.next().map(|(item, tells)| (item, *tells));
                }
            }
        }
    })
}

/// The stems of a passage, each once and in order of number.
fn stems(passage: &ComparedPassage<'_>) -> Vec<Feature> {
    once(passage.sentences.iter().flatten().copied())
}

/// Each once, in order.
fn once<T: Ord>(all: impl Iterator<Item = T>) -> Vec<T> {
    let mut all: Vec<T> = all.collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// Stems that stand side by side in a sentence, the smaller number first: `assessments of risk`, `risk assessments`.
/// Each pair once, in order.
fn neighbours(passage: &ComparedPassage<'_>) -> Vec<(Feature, Feature)> {
    let pairs = passage.sentences.iter().flat_map(|sentence| sentence.iter().zip(sentence.iter().skip(1)));
    once(pairs.map(|(a, b)| (*a.min(b), *a.max(b))).filter(|(a, b)| a != b))
}

/// What all sentences are about together.
fn whole(passage: &ComparedPassage<'_>) -> Direction {
    Direction::of_all(passage.directions.iter())
}

fn length(coordinates: impl Iterator<Item = f64>) -> f64 {
    coordinates.map(|c| c * c).sum::<f64>().sqrt()
}

fn share(part: f64, all: f64) -> f64 {
    if all > 0.0 { part / all } else { 0.0 }
}

/// A passage's words, made once for all recommendations that it is compared with.
#[derive(Debug)]
pub(super) struct PassageSide {
    /// Of each sentence its stems in order of number, and what all of them tell.
    sentences: Vec<(Vec<Feature>, f64)>,
    stems: Vec<Feature>,
    /// The length of what these tell, as of a vector.
    length: f64,
    neighbours: Vec<(Feature, Feature)>,
    words: usize,
    direction: Direction,
    qualities: Qualities,
}

impl PassageSide {
    pub(super) fn new(corpus: &Corpus<'_>, passage: &ComparedPassage<'_>) -> Self {
        let sentence = |words: &Vec<Feature>| {
            let stems = once(words.iter().copied());
            let tells = stems.iter().map(|stem| corpus.tells(*stem)).sum();
            (stems, tells)
        };
        let stems = stems(passage);
        Self {
            sentences: passage.sentences.iter().map(sentence).collect(),
            length: length(stems.iter().map(|stem| corpus.tells(*stem))),
            stems,
            neighbours: neighbours(passage),
            words: passage.sentences.iter().map(Vec::len).sum(),
            direction: whole(passage),
            qualities: passage.qualities.iter().fold(0, |all, one| all | one),
        }
    }
}

/// What of a pair is known from elsewhere than its words.
#[derive(Clone, Debug, Default)]
pub(super) struct Around {
    /// What the sentences are about that share most words.
    pub(super) near: Direction,
    pub(super) near_qualities: Qualities,
    pub(super) lead: f64,
    pub(super) rank: usize,
    pub(super) passage_rank: usize,
    pub(super) beside_best: f64,
    pub(super) same_field: bool,
    pub(super) other_children: bool,
    pub(super) looks_back_on_one: bool,
    pub(super) looks_back: bool,
    pub(super) between: usize,
    pub(super) full: bool,
    pub(super) verdict: Option<Verdict>,
    pub(super) clear: bool,
    pub(super) said: Practice,
    pub(super) asked: usize,
}

/// All of it as numbers.
pub(super) fn features(
    asked: (&ComparedPassage<'_>, &AskedWords),
    later: (&ComparedPassage<'_>, &PassageSide),
    likeness: &Likeness,
    around: &Around,
) -> PairFeatures {
    let ((asked_passage, asked), (later_passage, passage)) = (asked, later);
    let best = passage
        .sentences
        .iter()
        .map(|(stems, all)| {
            let shared: f64 = shared(&asked.stems, stems).map(|(_, tells)| tells).sum();
            (share(shared, asked.all), share(shared, *all))
        })
        .max_by(|a, b| (a.0 + a.1).total_cmp(&(b.0 + b.1)))
        .unwrap_or_default();
    let shared_neighbours: f64 = shared(&asked.neighbours, &passage.neighbours).map(|(_, tells)| tells).sum();
    // What all of the shared words tell, and those of them that are the heart; and the product of two vectors.
    let (mut restated, mut heart, mut product) = (0.0, 0.0, 0.0);
    for (stem, tells) in shared(&asked.stems, &passage.stems) {
        restated += tells;
        product += tells * tells;
        if asked.heart.0.contains(stem) {
            heart += tells;
        }
    }
    let (asked_themes, later_themes) = (&asked_passage.themes, &later_passage.themes);
    let shared_themes = asked_themes.iter().filter(|t| later_themes.contains(t)).count();
    let in_sentence = later_passage.directions.iter().map(|d| asked.direction.cosine(d)).fold(0.0, f64::max);
    let is = |yes: bool| f64::from(u8::from(yes));
    PairFeatures {
        alike: likeness.score,
        words_alike: share(product, asked.length * passage.length),
        restated: share(restated, asked.all),
        restated_in_sentence: best.0,
        sentence_shared: best.1,
        neighbours: share(shared_neighbours, asked.all_neighbours),
        company: asked.direction.cosine(&passage.direction),
        company_of_sentence: in_sentence,
        company_of_near: asked.direction.cosine(&around.near),
        opening: asked.share_of_opening(&passage.stems),
        quality: is(asked.qualities & passage.qualities != 0),
        other_quality: is(asked.qualities != 0 && asked.qualities & around.near_qualities == 0),
        qualities: share(
            f64::from((asked.qualities & around.near_qualities).count_ones()),
            f64::from(asked.qualities.count_ones()),
        ),
        strong: (likeness.strong as f64).min(COUNTED),
        heart: is(likeness.heart),
        heart_share: share(heart, asked.heart.1),
        lead: around.lead,
        rank: 1.0 / (around.rank as f64 + 1.0),
        passage_rank: 1.0 / (around.passage_rank as f64 + 1.0),
        beside_best: around.beside_best.min(2.0),
        themes: share(shared_themes as f64, asked_themes.len() as f64),
        first_theme: is(asked_passage.first_theme.is_some() && asked_passage.first_theme == later_passage.first_theme),
        same_field: is(around.same_field),
        other_children: is(around.other_children),
        looks_back_on_one: is(around.looks_back_on_one),
        looks_back: is(around.looks_back),
        between: (around.between as f64).min(COUNTED),
        full: is(around.full),
        says_verdict: is(around.verdict.is_some()),
        clear: is(around.clear),
        credit: is(around.said.well > 0),
        fault: is(around.said.badly > 0),
        asked_words: (asked.words as f64 + 1.0).ln(),
        passage_words: (passage.words as f64 + 1.0).ln(),
        asked: (around.asked as f64 + 1.0).ln(),
    }
}
