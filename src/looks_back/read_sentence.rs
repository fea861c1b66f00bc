//! One sentence, read: which earlier inspection it names, what of it, and with what verdict.
//!
//! Start at [`ReadSentence::new`]. What a sentence is read as depends on nothing outside it; whether it
//! is kept is decided where the sentences around it are known.

use std::ops::Range;

use super::Fired;
use super::about::About;
use super::extent::{extent, extent_hit};
use super::meaning::Meaning;
use super::names::Names;
use super::practice::practice_of_tokens;
use super::tables::{Hit, table};
use super::verdict::{Weighed, weigh};
use super::words::{is_helping, is_telling};
use super::{Extent, Matter, SaidOfSet};
use crate::phrases::{Token, tokens};
use crate::source::words::Verdict;

/// How far behind the first word of an inspection's name its verb may stand.
// A name with what was inspected takes a dozen words, and a date may come behind it.
const REACH_OF_NAME: usize = 16;

/// A sentence and its words.
pub(super) struct Sentence<'a> {
    pub(super) text: &'a str,
    pub(super) tokens: Vec<Token>,
    names: &'a Names,
}

impl<'a> Sentence<'a> {
    pub(super) fn new(text: &'a str, names: &'a Names) -> Self {
        let mut tokens = tokens(text);
        names.mark(&mut tokens);
        Self { text, tokens, names }
    }

    /// Whether a phrase stands in it without which nothing looks back.
    pub(super) fn may_look_back(&self) -> bool {
        !table().find(&[Meaning::Earlier, Meaning::Then, Meaning::SetBefore], &self.tokens).is_empty()
    }
}

/// A sentence with what was found in it.
pub(super) struct ReadSentence<'a> {
    pub(super) text: &'a str,
    pub(super) tokens: Vec<Token>,
    pub(super) names: &'a Names,
    /// The words that name an earlier inspection, the first where there are several.
    pub(super) earlier: Option<Hit>,
    /// The others.
    also: Vec<Hit>,
    /// It points back at one named before.
    pub(super) points_back: Option<Hit>,
    /// It speaks of set areas as known, which this report's own text has no other reason to do.
    pub(super) set_before: bool,
    /// The areas that it speaks of.
    pub(super) areas: Option<Hit>,
    pub(super) weighed: Weighed,
    /// All of it tells how things stood at the earlier inspection.
    pub(super) tells_of_then: bool,
    /// The stretches that do.
    of_then: Vec<Range<usize>>,
    /// The verdict is the named inspection's own, on what was asked before it.
    pub(super) repeats: bool,
    /// It is about something else.
    pub(super) not_ours: bool,
}

impl<'a> ReadSentence<'a> {
    /// Reads a sentence.
    pub(super) fn new(Sentence { text, tokens, names }: Sentence<'a>) -> Self {
        use Meaning::{Earlier, NotEarlier, SetBefore, Then};
        let naming = table().find(&[Earlier, NotEarlier, Then], &tokens);
        let first = |meaning| naming.iter().copied().find(|h| h.meaning == meaning);
        let earlier = first(Earlier);
        let areas = areas(&tokens, earlier);
        let repeats = earlier.is_some_and(|earlier| repeats(&tokens, earlier, areas));
        let of_then_stretches = if repeats { Vec::new() } else { of_then_stretches(&tokens, earlier) };
        Self {
            text,
            names,
            also: naming.iter().copied().filter(|h| h.meaning == Earlier).skip(1).collect(),
            earlier,
            points_back: first(Then),
            set_before: table().has(SetBefore, &tokens),
            areas,
            repeats,
            tells_of_then: !tokens.is_empty() && of_then_stretches.iter().any(|s| s.len() == tokens.len()),
            weighed: weigh(&tokens, &of_then_stretches, areas.is_some()),
            of_then: of_then_stretches,
            not_ours: table().has(Meaning::NotOurs, &tokens),
            tokens,
        }
    }

    /// What it speaks of, or nothing when it only names the time.
    pub(super) fn matter(&self) -> Option<Matter> {
        let strong = self.areas.is_some_and(|h| matches!(h.meaning, Meaning::Areas | Meaning::Area));
        let found = self.has(Meaning::Found);
        let of_then = self.tells_of_then && self.judges() && self.extent().is_none();
        if of_then && !self.areas.is_some_and(|h| h.meaning == Meaning::Area) {
            Some(Matter::Judgement)
        } else if strong || (self.areas.is_some() && (found || self.weighed.says_something())) {
            Some(Matter::Areas)
        } else if self.judges() || self.has(Meaning::Dated) {
            let says = self.weighed.says_something() || (self.is_since() && self.stands().is_some());
            Some(if says { Matter::Services } else { Matter::Judgement })
        } else if self.weighed.says_something() || found || self.tells_of_then || self.names_an_earlier_one() {
            // Whatever is said to have happened since an inspection tells how things stand since.
            Some(Matter::Services)
        } else {
            None
        }
    }

    /// The verdict that its words add up to. Services that got better, with no fault named, are met; of what
    /// was asked, progress is only a part of it. Where no word tells what became of something, the words
    /// that tell how services stand do, but of the time of the earlier inspection they tell nothing.
    pub(super) fn verdict(&self, matter: Matter) -> Option<Verdict> {
        let only_moves = self.weighed.only_moves() && !self.has(Meaning::OnlySome);
        match self.weighed.verdict() {
            Some(Verdict::PartlyMet) if matter == Matter::Services && only_moves => Some(Verdict::Met),
            // What is left as it was may be a fault or none: only credit is read from words of practice.
            None if matter == Matter::Services && !self.tells_of_then => {
                self.stands().filter(|stands| *stands == Verdict::Met)
            }
            verdict => verdict,
        }
    }

    /// How services stand, by the words that do not tell of then.
    fn stands(&self) -> Option<Verdict> {
        // The name itself says nothing of today: `the full inspection` is not full credit.
        let names = self.earlier.iter().chain(&self.also);
        let named: Vec<Range<usize>> = names.map(|h| h.start..h.end).collect();
        let is_of_then = |at: usize| self.of_then.iter().chain(&named).any(|s| s.contains(&at));
        let now: Vec<Token> =
            self.tokens.iter().enumerate().filter(|(at, _)| !is_of_then(*at)).map(|(_, t)| t.clone()).collect();
        practice_of_tokens(&now).verdict()
    }

    /// Whether it tells a judgement; a *judgement inspection* does not.
    fn judges(&self) -> bool {
        let hits = table().find(&[Meaning::Judged], &self.tokens);
        // `Judged good in 2012` names the inspection by its judgement.
        let tells = |h: &Hit| self.tokens.get(h.start).is_some_and(|t| is_telling(&t.word));
        hits.iter().any(|h| tells(h) || self.earlier.is_none_or(|e| h.start < e.start || h.start >= e.end))
    }

    /// What it says of a set of recommendations.
    pub(super) fn of_set(&self) -> SaidOfSet {
        SaidOfSet {
            none: self.has(Meaning::NoneOfThem),
            stays: self.has(Meaning::Stays),
            two: self.has(Meaning::OfTwo),
            priority: self.has(Meaning::OfPriority),
            other: self.has(Meaning::OfOther),
        }
    }

    /// Whether it tells neither what an inspection found nor what became of that.
    pub(super) fn tells_nothing_of_it(&self) -> bool {
        !self.weighed.says_something() && !self.tells_of_then && !self.has(Meaning::Found)
    }

    /// Whether it says that the inspection was an earlier one, or when it was: *the inspection* may be this one.
    fn names_an_earlier_one(&self) -> bool {
        self.points_back.is_some() || self.about().is_some_and(|about| about.says_last || !about.dates.is_empty())
    }

    /// Whether it tells what happened since the inspection that it names.
    pub(super) fn is_since(&self) -> bool {
        let before = self.earlier.and_then(|e| self.tokens.get(..e.end));
        before.is_some_and(|words| words.iter().any(|t| table().class_has("since", &t.word)))
    }

    /// How much of the set it speaks of.
    pub(super) fn extent(&self) -> Option<Extent> {
        let said = self.areas.and_then(|areas| extent(&self.tokens, areas));
        if self.weighed.leaves_a_few() { Some(Extent::Most) } else { said }
    }

    /// Which inspection it names.
    pub(super) fn about(&self) -> Option<About> {
        self.earlier.map(|hit| About::at_hit(self.text, &self.tokens, hit, self.also.first().copied(), self.names))
    }

    /// Which other inspections it names.
    pub(super) fn also_about(&self) -> Vec<About> {
        self.also.iter().enumerate().map(|(number, hit)| self.also_at(number, *hit)).collect()
    }

    /// Those of them that are named in one breath with the first: `the inspection and the focused visit`.
    pub(super) fn joined_about(&self) -> Vec<About> {
        let mut end = self.earlier.map_or(0, |e| e.end);
        let joined = self.also.iter().enumerate().take_while(|(_, hit)| {
            let between = self.tokens.get(end..hit.start).unwrap_or_default();
            end = hit.end;
            between.iter().any(|t| table().class_has("and", &t.word))
                && !between.iter().any(|t| is_helping(&t.word) || is_telling(&t.word))
        });
        joined.map(|(number, hit)| self.also_at(number, *hit)).collect()
    }

    fn also_at(&self, number: usize, hit: Hit) -> About {
        About::at_hit(self.text, &self.tokens, hit, self.also.get(number + 1).copied(), self.names)
    }

    /// The phrases that it was read by, in the order of the sentence.
    pub(super) fn fired(&self) -> Vec<Fired> {
        let mut hits: Vec<Hit> = self.earlier.iter().chain(&self.also).chain(&self.points_back).copied().collect();
        hits.extend(self.areas);
        hits.extend(table().find(&[Meaning::SetBefore], &self.tokens));
        hits.extend(self.areas.and_then(|areas| extent_hit(&self.tokens, areas)));
        hits.extend(&self.weighed.hits);
        hits.sort_by_key(|h| (h.start, h.end));
        hits.dedup();
        let mut fired: Vec<Fired> = hits.iter().map(|hit| Fired::new(self.text, &self.tokens, *hit)).collect();
        let named = self.earlier.and_then(|earlier| About::framework(&self.tokens, earlier, self.names));
        fired.extend(named.map(|named| Fired::framework(self.text, &self.tokens, named)));
        fired
    }

    /// Whether a phrase with this meaning stands in it.
    pub(super) fn has(&self, meaning: Meaning) -> bool {
        table().has(meaning, &self.tokens)
    }

    /// Whether it opens with a phrase of this meaning.
    pub(super) fn opens_with(&self, meaning: Meaning) -> bool {
        table().find(&[meaning], &self.tokens).first().is_some_and(|h| h.start <= 1)
    }
}

/// The areas nearest to the words that name the inspection; what was asked counts before looser
/// words for what was found.
fn areas(tokens: &[Token], earlier: Option<Hit>) -> Option<Hit> {
    use Meaning::{Area, Areas, FaultThen, Faults, NotAreas};
    let mut hits = table().find(&[Areas, Area, Faults, FaultThen, NotAreas], tokens);
    // They are looked for together, so that the longer phrase takes the words from the shorter, and then left out.
    hits.retain(|h| h.meaning != NotAreas);
    let away =
        |hit: &Hit| earlier.map_or(hit.start, |e| e.start.saturating_sub(hit.end).max(hit.start.saturating_sub(e.end)));
    let nearest = |asked: bool| {
        hits.iter().copied().filter(|h| matches!(h.meaning, Areas | Area) == asked).min_by_key(|h| away(h))
    };
    nearest(true).or_else(|| nearest(false))
}

/// `The visit of 2016 found that both priority actions had been met`: the inspection that is named says
/// what became of a set that was asked for before it.
fn repeats(tokens: &[Token], earlier: Hit, areas: Option<Hit>) -> bool {
    let Some(areas) = areas.filter(|a| a.meaning == Meaning::Areas && a.start >= earlier.end) else { return false };
    let word = |at: usize| tokens.get(at).map_or("", |t| t.word.as_str());
    let told = (earlier.end..areas.start).any(|at| is_telling(word(at)) && word(at + 1) == "that");
    // *Had been* says that it was so by then; *has been* would be the report's own verdict of today.
    let had_been = (areas.end..tokens.len()).take(4).any(|at| word(at) == "had" && word(at + 1) == "been");
    told && had_been && extent(tokens, areas).is_some()
}

/// The stretches that tell how things stood then: `when services were judged ...` after the
/// inspection's name, and a whole sentence that opens `At the last inspection`, or tells what that
/// one found, and says nothing of today.
fn of_then_stretches(tokens: &[Token], earlier: Option<Hit>) -> Vec<Range<usize>> {
    let is = |class, word: &str| table().class_has(class, word);
    let Some(earlier) = earlier else { return Vec::new() };
    // The inspection's name may follow a few words such as `at the time of`.
    let opening = earlier.start <= 6 && tokens.first().is_some_and(|t| is("opens-time", &t.word));
    let rest = tokens.get(earlier.end..).unwrap_or_default();
    let from_name = tokens.iter().skip(earlier.start).take(REACH_OF_NAME).take_while(|t| !t.is_mark || t.word == ",");
    let found_then = from_name.into_iter().any(|t| is_telling(&t.word));
    let led_by_it = earlier.start <= 3 && found_then;
    if (opening || led_by_it) && !table().has(Meaning::Now, rest) {
        return std::iter::once(0..tokens.len()).collect();
    }
    let word_at = |i: usize| tokens.get(i).map_or("", |t| t.word.as_str());
    let starts =
        (earlier.end..tokens.len()).filter(|i| is("opens-then", word_at(*i)) && *i <= earlier.end + REACH_OF_NAME);
    starts
        .map(|start| {
            start..(start..tokens.len()).find(|i| tokens.get(*i).is_some_and(|t| t.is_mark)).unwrap_or(tokens.len())
        })
        .filter(|clause| clause.clone().any(|i| is("then-verb", word_at(i))))
        .collect()
}
