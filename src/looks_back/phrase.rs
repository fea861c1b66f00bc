//! The tables of phrases: how they are written, read and matched.
//!
//! Start at [`PhraseTable::parse`] and [`PhraseTable::find`]. The tables are text that an editor can review:
//!
//! ```text
//! # a comment
//! @visit: inspection visit~        a class of words
//! [missed]                         what the phrases below mean
//! remain/remains $                 one phrase a line
//! ```
//!
//! In a phrase, `a/b` is either word, `word~` every word that begins so, `word?` a word that may
//! be missing, `@class` a word of the class, `@class*` up to eight of them or none, `...` up to
//! six words of the clause, `..` the same without a verb like *has* or *was*, and `$` the end of a
//! clause.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::meaning::Meaning;
use super::token::Token;
use super::words;

/// How many words `@class*` and `...` may take.
// Longer runs would join words of two statements.
const MOST_OF_CLASS: usize = 8;
const MOST_BETWEEN: usize = 6;

/// Words of a table, and beginnings of words.
#[derive(Debug, Default)]
struct WordSet {
    whole: BTreeSet<&'static str>,
    beginnings: Vec<&'static str>,
}

/// One place of a phrase.
#[derive(Debug)]
enum Element {
    Words { words: WordSet, optional: bool },
    Class { name: &'static str, many: bool, optional: bool },
    Between { verbs: bool },
    End,
}

/// A phrase and what it means.
#[derive(Debug)]
struct Phrase {
    meaning: Meaning,
    elements: Vec<Element>,
}

/// All phrases.
#[derive(Debug, Default)]
pub(super) struct PhraseTable {
    classes: BTreeMap<&'static str, WordSet>,
    phrases: Vec<Phrase>,
    first: FirstWords,
    /// Lines that say nothing the table can hold; a test wants none.
    unread: Vec<&'static str>,
}

/// Which phrases can begin with a word: by number, so that few are tried at each.
#[derive(Debug, Default)]
struct FirstWords {
    whole: HashMap<&'static str, Vec<usize>>,
    /// By the first two bytes of the beginning.
    beginnings: HashMap<[u8; 2], Vec<(&'static str, usize)>>,
    /// Those that begin with a number or with anything.
    any: Vec<usize>,
}

/// A phrase found in a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Hit {
    pub(super) meaning: Meaning,
    /// First token, and the one after the last.
    pub(super) start: usize,
    pub(super) end: usize,
}

impl PhraseTable {
    /// Reads tables; a class may be used before the line that lists its words.
    pub(super) fn parse(texts: &[&'static str]) -> Self {
        let mut table = Self::default();
        for text in texts {
            let mut meaning = None;
            for line in text.lines().map(str::trim).filter(|l| !l.is_empty() && !l.starts_with('#')) {
                table.read_line(line, &mut meaning);
            }
        }
        table.enter_first_words();
        table
    }

    fn enter_first_words(&mut self) {
        let mut first = FirstWords::default();
        for (number, phrase) in self.phrases.iter().enumerate() {
            for element in &phrase.elements {
                let (words, may_be_missing) = match element {
                    Element::Words { words, optional } => (Some(words), *optional),
                    Element::Class { name, many, optional } => (self.classes.get(name), *many || *optional),
                    Element::Between { .. } | Element::End => (None, false),
                };
                match words {
                    Some(words) => first.enter(words, number),
                    None => first.any.push(number),
                }
                // Behind a word that may be missing the phrase can begin with the next one.
                if !may_be_missing {
                    break;
                }
            }
        }
        self.first = first;
    }

    fn read_line(&mut self, line: &'static str, meaning: &mut Option<Meaning>) {
        if let Some((name, words)) = line.strip_prefix('@').and_then(|l| l.split_once(':')) {
            let class = self.classes.entry(name).or_default();
            words.split_whitespace().for_each(|word| class.add(word));
        } else if let Some(name) = line.strip_prefix('[').and_then(|l| l.strip_suffix(']')) {
            *meaning = Meaning::parse(name);
            if meaning.is_none() {
                self.unread.push(line);
            }
        } else if let Some(meaning) = *meaning {
            let elements = line.split_whitespace().map(element).collect();
            self.phrases.push(Phrase { meaning, elements });
        } else {
            self.unread.push(line);
        }
    }

    /// The phrases with one of these meanings, from left to right: at each word the longest, and
    /// none inside another. Of two as long, the one that stands first in the tables.
    pub(super) fn find(&self, meanings: &[Meaning], tokens: &[Token]) -> Vec<Hit> {
        let mut found = Vec::new();
        let mut start = 0;
        while let Some(token) = tokens.get(start) {
            let end_of = |number: usize| {
                let phrase = self.phrases.get(number).filter(|p| meanings.contains(&p.meaning))?;
                let end = self.end_of(&phrase.elements, tokens, start).filter(|end| *end > start)?;
                Some((end, Reverse(number), phrase.meaning))
            };
            let best = self
                .first
                .beginning_with(&token.word)
                .filter_map(end_of)
                .max_by_key(|(end, number, _)| (*end, *number));
            found.extend(best.map(|(end, _, meaning)| Hit { meaning, start, end }));
            // Words of a phrase belong to it alone: the search goes on behind it.
            start = best.map_or(start + 1, |(end, ..)| end);
        }
        found
    }

    /// Whether a phrase with this meaning stands anywhere.
    pub(super) fn has(&self, meaning: Meaning, tokens: &[Token]) -> bool {
        !self.find(&[meaning], tokens).is_empty()
    }

    /// Where the longest match from `at` ends.
    fn end_of(&self, elements: &[Element], tokens: &[Token], at: usize) -> Option<usize> {
        let Some((first, rest)) = elements.split_first() else { return Some(at) };
        let go_on = |next: usize| self.end_of(rest, tokens, next);
        match first {
            Element::Words { words, optional } => {
                let taken = tokens.get(at).filter(|t| words.has(&t.word)).and_then(|_| go_on(at + 1));
                taken.or_else(|| if *optional { go_on(at) } else { None })
            }
            Element::Class { name, many, optional } => {
                let most = if *many { MOST_OF_CLASS } else { 1 };
                let least = usize::from(!many && !optional);
                let run = tokens.iter().skip(at).take(most).take_while(|t| self.in_class(name, t)).count();
                (least..=run).rev().filter_map(|taken| go_on(at + taken)).max()
            }
            Element::Between { verbs } => {
                let goes_on = |t: &&Token| !t.is_mark && (*verbs || !words::begins_predicate(&t.word));
                let run = tokens.iter().skip(at).take(MOST_BETWEEN).take_while(goes_on).count();
                (0..=run).filter_map(|taken| go_on(at + taken)).max()
            }
            Element::End => tokens.get(at).is_none_or(|t| t.is_mark).then(|| go_on(at)).flatten(),
        }
    }

    /// Whether a class lists a word.
    pub(super) fn class_has(&self, name: &str, word: &str) -> bool {
        self.classes.get(name).is_some_and(|words| words.has(word))
    }

    fn in_class(&self, name: &str, token: &Token) -> bool {
        match name {
            "year" => is_year(&token.word),
            "day" => token.word.len() <= 4 && token.word.starts_with(|c: char| c.is_ascii_digit()),
            _ => self.class_has(name, &token.word),
        }
    }
}

/// Whether a word is a year that a report can mean.
pub(super) fn is_year(word: &str) -> bool {
    word.len() == 4 && (word.starts_with("19") || word.starts_with("20")) && word.bytes().all(|b| b.is_ascii_digit())
}

impl WordSet {
    fn add(&mut self, text: &'static str) {
        match text.strip_suffix('~') {
            Some(text) => self.beginnings.push(text),
            None => {
                self.whole.insert(text);
            }
        }
    }

    fn has(&self, word: &str) -> bool {
        self.whole.contains(word) || self.beginnings.iter().any(|text| word.starts_with(text))
    }
}

impl FirstWords {
    fn enter(&mut self, words: &WordSet, number: usize) {
        for word in &words.whole {
            self.whole.entry(word).or_default().push(number);
        }
        for beginning in &words.beginnings {
            match two_bytes(beginning) {
                Some(bytes) => self.beginnings.entry(bytes).or_default().push((beginning, number)),
                None => self.any.push(number),
            }
        }
    }

    /// The phrases that may begin with a word.
    fn beginning_with<'a>(&'a self, word: &'a str) -> impl Iterator<Item = usize> + 'a {
        let whole = self.whole.get(word).into_iter().flatten().copied();
        let begun = two_bytes(word).and_then(|bytes| self.beginnings.get(&bytes)).into_iter().flatten();
        let begun = begun.filter(|(beginning, _)| word.starts_with(beginning)).map(|(_, number)| *number);
        whole.chain(begun).chain(self.any.iter().copied())
    }
}

fn two_bytes(text: &str) -> Option<[u8; 2]> {
    text.as_bytes().get(..2)?.try_into().ok()
}

fn element(text: &'static str) -> Element {
    match text {
        "..." => return Element::Between { verbs: true },
        ".." => return Element::Between { verbs: false },
        "$" => return Element::End,
        _ => {}
    }
    let (text, optional) = text.strip_suffix('?').map_or((text, false), |t| (t, true));
    if let Some(name) = text.strip_prefix('@') {
        let (name, many) = name.strip_suffix('*').map_or((name, false), |n| (n, true));
        return Element::Class { name, many, optional };
    }
    let mut words = WordSet::default();
    text.split('/').for_each(|word| words.add(word));
    Element::Words { words, optional }
}

#[cfg(test)]
mod tests {
    use super::super::meaning::Meaning;
    use super::super::tables::table;
    use super::super::token::tokens;
    use super::{Element, PhraseTable};

    fn found(text: &'static str, sentence: &str) -> Vec<(usize, usize)> {
        let table = PhraseTable::parse(&[text]);
        table.find(&[Meaning::Done], &tokens(sentence)).into_iter().map(|h| (h.start, h.end)).collect()
    }

    #[test]
    fn every_sign_of_the_tables_does_what_it_says() {
        assert_eq!(found("[done]\nput/set right", "It was set right."), [(2, 4)]);
        assert_eq!(found("[done]\nresolv~", "Both were resolved, and resolving helps."), [(2, 3), (5, 6)]);
        assert_eq!(found("[done]\nwas fully? met", "It was met and was fully met."), [(1, 3), (4, 7)]);
        assert_eq!(
            found("@kind: full short\n[done]\nthe @kind* visit", "the full short visit, the visit"),
            [(0, 4), (5, 7)]
        );
        assert_eq!(found("[done]\nmade ... good", "They made all of it good; made, good"), [(1, 6)]);
        assert_eq!(found("[done]\nmade .. good", "They made it good; made it and it is good"), [(1, 4)]);
        assert_eq!(found("[done]\nremain $", "They remain, we remain here and remain"), [(1, 2), (7, 8)]);
    }

    #[test]
    fn the_longest_phrase_wins() {
        assert_eq!(found("[done]\nnow good\ngood", "It is now good."), [(2, 4)]);
    }

    #[test]
    fn every_line_of_our_tables_is_understood() {
        let table = table();
        assert_eq!(table.unread, Vec::<&str>::new());
        for phrase in &table.phrases {
            assert!(phrase.elements.len() < 10, "too long: {phrase:?}");
            for element in &phrase.elements {
                if let Element::Class { name, .. } = element {
                    assert!(["year", "day"].contains(name) || table.classes.contains_key(name), "no class {name}");
                }
            }
        }
        for meaning in Meaning::ALL {
            assert!(table.phrases.iter().any(|p| p.meaning == *meaning), "nothing means {meaning:?}");
        }
    }
}
