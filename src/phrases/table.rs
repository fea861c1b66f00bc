//! The phrases of one field, read from its files.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::file::{Entry, class_line, entries, lines, without_phrase};
use super::meaning::Meaning;
use super::place::{Place, Source, source};
use super::syntax::{ClassId, ClassNames, Element, WordSet, elements};
use super::token::{InName, Token};

/// The classes that every field has.
const SHARED: Source = source!("phrases/tables/words.txt");

/// A phrase and what it means.
#[derive(Debug)]
pub(super) struct Phrase<M> {
    pub(super) meaning: M,
    pub(super) elements: Vec<Element>,
    place: Place,
}

/// The phrases and classes of a field.
#[derive(Debug)]
pub(crate) struct Table<M> {
    class_names: ClassNames,
    classes: Vec<WordSet>,
    pub(super) phrases: Vec<Phrase<M>>,
    pub(super) first: FirstWords,
    /// The class of verbs before which the name of something ends.
    predicate: Option<usize>,
    faults: Vec<String>,
}

/// A field without phrases of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Nothing {}

static WORDS: LazyLock<Table<Nothing>> = LazyLock::new(Table::new);

/// Why a phrase that has only the classes of every field cannot be made.
pub(crate) fn phrase_fault(text: &str) -> Option<String> {
    elements(text, &WORDS.class_names).err()
}

/// The classes that every field has, for rules that ask about single words.
pub(crate) fn words() -> &'static Table<Nothing> {
    &WORDS
}

impl<M: Copy + Eq> Table<M> {
    /// A table with the classes that every field has, and no phrases.
    pub(crate) fn new() -> Self {
        let mut table = Self {
            class_names: ClassNames::default(),
            classes: Vec::new(),
            phrases: Vec::new(),
            first: FirstWords::default(),
            predicate: None,
            faults: Vec::new(),
        };
        table.read_classes(SHARED);
        table.predicate = table.class_names.get("predicate").copied();
        table
    }

    fn read_classes(&mut self, source: Source) {
        for (place, line) in lines(source) {
            let Some((name, words)) = class_line(line) else { continue };
            if self.class_names.contains_key(name) {
                self.faults.push(format!("{place}: the class `@{name}` stands twice"));
                continue;
            }
            let mut class = WordSet::default();
            for word in words.split_whitespace() {
                match word.strip_prefix('@') {
                    None => class.add(word),
                    Some("in-name") => class.of_names.push(InName::Before),
                    Some("name") => class.of_names.push(InName::Last),
                    Some(other) => match self.class(other) {
                        Some(other) => class.add_all(other),
                        None => self.faults.push(format!("{place}: no class `@{other}` above")),
                    },
                }
            }
            if class.is_empty() {
                self.faults.push(format!("{place}: the class `@{name}` would take every word"));
                continue;
            }
            self.class_names.insert(name.to_owned(), self.classes.len());
            self.classes.push(class);
        }
    }

    /// Adds a phrase that stands at a place, or says why it cannot be made. Of two as long, the one
    /// that was added first counts.
    pub(crate) fn add(&mut self, meaning: M, text: &str, place: Place) -> Result<(), String> {
        let elements = elements(text, &self.class_names)?;
        self.enter_first_words(self.phrases.len(), &elements);
        self.phrases.push(Phrase { meaning, elements, place });
        Ok(())
    }

    fn enter_first_words(&mut self, number: usize, elements: &[Element]) {
        for element in elements {
            let (words, may_be_missing) = match element {
                Element::Words { words, optional } => (Some(words), *optional),
                Element::Class { class: ClassId::Listed(class), many, optional } => {
                    (self.classes.get(*class), *many || *optional)
                }
                Element::Class { .. } | Element::Between { .. } | Element::Name | Element::End => (None, false),
            };
            match words {
                Some(words) => self.first.enter(words, number),
                None => self.first.any.push(number),
            }
            // Behind a word that may be missing the phrase can begin with the next one.
            if !may_be_missing {
                break;
            }
        }
    }

    /// What the files say and the table cannot hold, a line each. A test of every field wants none.
    #[cfg(test)]
    pub(crate) fn faults(&self) -> &[String] {
        &self.faults
    }

    /// The line of a phrase that was found.
    pub(crate) fn place(&self, phrase: usize) -> Option<&Place> {
        self.phrases.get(phrase).map(|p| &p.place)
    }

    fn class(&self, name: &str) -> Option<&WordSet> {
        self.class_names.get(name).and_then(|at| self.classes.get(*at))
    }

    /// Whether the name of something ends before a verb.
    pub(super) fn begins_predicate(&self, token: &Token) -> bool {
        self.predicate.is_some_and(|class| self.is_in(ClassId::Listed(class), token))
    }

    /// Whether a class lists a word.
    pub(crate) fn class_has(&self, name: &str, word: &str) -> bool {
        self.class(name).is_some_and(|words| words.has(word))
    }

    pub(super) fn is_in(&self, class: ClassId, token: &Token) -> bool {
        match class {
            ClassId::Year => is_year(&token.word),
            ClassId::Day => token.word.len() <= 4 && token.word.starts_with(|c: char| c.is_ascii_digit()),
            ClassId::Listed(class) => self.classes.get(class).is_some_and(|words| words.takes(token)),
        }
    }
}

impl<M: Meaning> Table<M> {
    /// Reads the files of a field; a class may be used before the line that lists its words.
    pub(crate) fn read(sources: &[Source]) -> Self {
        let mut table = Self::new();
        sources.iter().for_each(|source| table.read_classes(*source));
        let mut faults = Vec::new();
        for source in sources {
            for Entry { meaning, text, place } in entries(*source, &mut faults) {
                let added = table.add(meaning, text, place.clone());
                faults.extend(added.err().map(|why| format!("{place}: `{text}` {why}")));
            }
        }
        table.faults.append(&mut faults);
        table.faults.extend(without_phrase(|meaning: M| table.phrases.iter().any(|p| p.meaning == meaning)));
        table
    }
}

/// Whether a word is a year that a report can mean.
pub(crate) fn is_year(word: &str) -> bool {
    word.len() == 4 && (word.starts_with("19") || word.starts_with("20")) && word.bytes().all(|b| b.is_ascii_digit())
}

/// Which phrases can begin with a word: by number, so that few are tried at each.
#[derive(Debug, Default)]
pub(super) struct FirstWords {
    whole: FxHashMap<String, Vec<usize>>,
    /// By the first two bytes of the beginning.
    beginnings: FxHashMap<[u8; 2], Vec<(String, usize)>>,
    /// Those that begin with a number.
    any: Vec<usize>,
    /// Those that may begin with a word of a name.
    names: Vec<usize>,
}

impl FirstWords {
    fn enter(&mut self, words: &WordSet, number: usize) {
        if !words.of_names.is_empty() {
            self.names.push(number);
        }
        // Each goes to a list of its own, so that their order shows nowhere.
        words.whole.iter().for_each(|word| self.whole.entry(word.clone()).or_default().push(number));
        for beginning in &words.beginnings {
            match two_bytes(beginning) {
                Some(bytes) => self.beginnings.entry(bytes).or_default().push((beginning.clone(), number)),
                None => self.any.push(number),
            }
        }
    }

    /// The phrases that may begin with a word.
    pub(super) fn beginning_with<'a>(&'a self, token: &'a Token) -> impl Iterator<Item = usize> + 'a {
        let word = token.word.as_str();
        let names = token.in_name.map(|_| self.names.iter().copied()).into_iter().flatten();
        let whole = self.whole.get(word).into_iter().flatten().copied();
        let begun = two_bytes(word).and_then(|bytes| self.beginnings.get(&bytes)).into_iter().flatten();
        let begun = begun.filter(|(beginning, _)| word.starts_with(beginning.as_str())).map(|(_, number)| *number);
        whole.chain(begun).chain(self.any.iter().copied()).chain(names)
    }
}

fn two_bytes(text: &str) -> Option<[u8; 2]> {
    text.as_bytes().get(..2)?.try_into().ok()
}

#[cfg(test)]
mod tests;
