//! Where the phrases of a table stand in a text.

use std::cmp::Reverse;

use super::syntax::Element;
use super::table::Table;
use super::token::Token;

/// How many words `@class*`, `...` and `{}` may take.
// Longer runs would join words of two statements; a name or a date with its day of the week is no longer.
const MOST_OF_CLASS: usize = 8;
const MOST_BETWEEN: usize = 6;
const MOST_OF_NAME: usize = 12;

/// A phrase found in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Hit<M> {
    pub(crate) meaning: M,
    /// First token, and the one after the last.
    pub(crate) start: usize,
    pub(crate) end: usize,
    /// The tokens that stand where the phrase has `{}`: first, and the one after the last.
    pub(crate) name: Option<(usize, usize)>,
    /// The phrase, by its number in the table.
    pub(crate) phrase: usize,
}

/// How far a phrase reaches.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Reach {
    end: usize,
    name: Option<(usize, usize)>,
}

impl<M: Copy + Eq> Table<M> {
    /// The phrases with one of these meanings, from left to right: at each word the longest, and
    /// none inside another. Of two as long, the one that stands first in the tables.
    pub(crate) fn find(&self, meanings: &[M], tokens: &[Token]) -> Vec<Hit<M>> {
        self.find_where(|meaning| meanings.contains(&meaning), tokens)
    }

    /// The same for the meanings that are wanted.
    pub(crate) fn find_where(&self, wanted: impl Fn(M) -> bool, tokens: &[Token]) -> Vec<Hit<M>> {
        self.hits(wanted, tokens).collect()
    }

    /// The same one by one, for those who need the first alone.
    fn hits(&self, wanted: impl Fn(M) -> bool, tokens: &[Token]) -> impl Iterator<Item = Hit<M>> {
        let mut start = 0;
        std::iter::from_fn(move || {
            while let Some(token) = tokens.get(start) {
                let hit = self.longest_at(start, token, &wanted, tokens);
                // Words of a phrase belong to it alone: the search goes on behind it.
                start = hit.map_or(start + 1, |hit| hit.end);
                if hit.is_some() {
                    return hit;
                }
            }
            None
        })
    }

    /// The longest phrase that begins at a word.
    fn longest_at(&self, start: usize, token: &Token, wanted: impl Fn(M) -> bool, tokens: &[Token]) -> Option<Hit<M>> {
        let reach_of = |number: usize| {
            let phrase = self.phrases.get(number).filter(|p| wanted(p.meaning))?;
            let reach = self.reach(&phrase.elements, tokens, start).filter(|r| r.end > start)?;
            Some((reach, Reverse(number), phrase.meaning))
        };
        let found = self.first.beginning_with(token).filter_map(reach_of);
        let (reach, Reverse(phrase), meaning) = found.max_by_key(|(reach, number, _)| (reach.end, *number))?;
        Some(Hit { meaning, start, end: reach.end, name: reach.name, phrase })
    }

    /// Whether a phrase with this meaning stands anywhere.
    pub(crate) fn has(&self, meaning: M, tokens: &[Token]) -> bool {
        self.hits(|found| found == meaning, tokens).next().is_some()
    }

    /// Where the longest match from `at` ends.
    fn reach(&self, elements: &[Element], tokens: &[Token], at: usize) -> Option<Reach> {
        let Some((first, rest)) = elements.split_first() else { return Some(Reach { end: at, name: None }) };
        let go_on = |next: usize| self.reach(rest, tokens, next);
        match first {
            Element::Words { words, optional } => {
                let taken = tokens.get(at).filter(|t| words.has(&t.word)).and_then(|_| go_on(at + 1));
                taken.or_else(|| if *optional { go_on(at) } else { None })
            }
            Element::Class { class, many, optional } => {
                let most = if *many { MOST_OF_CLASS } else { 1 };
                let least = usize::from(!many && !optional);
                let run = tokens.iter().skip(at).take(most).take_while(|t| self.is_in(*class, t)).count();
                (least..=run).rev().filter_map(|taken| go_on(at + taken)).max()
            }
            Element::Between { verbs } => {
                let goes_on = |t: &&Token| !t.is_mark && (*verbs || !self.begins_predicate(t));
                let run = tokens.iter().skip(at).take(MOST_BETWEEN).take_while(goes_on).count();
                (0..=run).filter_map(|taken| go_on(at + taken)).max()
            }
            Element::Name => {
                let run = tokens.iter().skip(at).take(MOST_OF_NAME).take_while(|t| !t.is_mark).count();
                let with_name =
                    |taken: usize| go_on(at + taken).map(|reach| Reach { name: Some((at, at + taken)), ..reach });
                // Up to what stands behind it; where nothing does, to the next mark.
                if rest.is_empty() {
                    (run > 0).then(|| with_name(run)).flatten()
                } else {
                    (1..=run).find_map(with_name)
                }
            }
            Element::End => tokens.get(at).is_none_or(|t| t.is_mark).then(|| go_on(at)).flatten(),
        }
    }
}
