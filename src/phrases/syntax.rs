//! How one phrase is written, and which cannot be made.

use rustc_hash::{FxHashMap, FxHashSet};

use super::token::{InName, Token};

/// Words of a table, and beginnings of words.
#[derive(Clone, Debug, Default)]
pub(super) struct WordSet {
    pub(super) whole: FxHashSet<String>,
    pub(super) beginnings: Vec<String>,
    /// The words of names that were looked for before, by their place there.
    pub(super) of_names: Vec<InName>,
}

/// A class of words that an element takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ClassId {
    /// A year that a report can mean.
    Year,
    /// The day of a month: `3`, `12th`.
    Day,
    /// The class of a number.
    Listed(usize),
}

/// One place of a phrase.
#[derive(Debug)]
pub(super) enum Element {
    Words {
        words: WordSet,
        optional: bool,
    },
    Class {
        class: ClassId,
        many: bool,
        optional: bool,
    },
    Between {
        verbs: bool,
    },
    /// What is looked for: one word or more.
    Name,
    End,
}

/// The classes of a field, by name.
pub(super) type ClassNames = FxHashMap<String, usize>;

/// Reads a phrase, or says why it cannot be made.
pub(super) fn elements(text: &str, classes: &ClassNames) -> Result<Vec<Element>, String> {
    let elements = text.split_whitespace().map(|word| element(word, classes)).collect::<Result<Vec<_>, _>>()?;
    let name = elements.iter().position(|e| matches!(e, Element::Name));
    let before = elements.get(..name.unwrap_or(elements.len())).unwrap_or_default();
    // What may be missing is no word to find it by, and gaps alone would be found at every word.
    if !before.iter().any(Element::takes_a_word) {
        return Err("begins with nothing that has to be there".to_owned());
    }
    if !before.first().is_some_and(Element::is_written) {
        return Err("begins with a gap".to_owned());
    }
    // A gap at the end would take words that the phrase says nothing about.
    if matches!(elements.last(), Some(Element::Between { .. })) {
        return Err("ends with a gap".to_owned());
    }
    if elements.iter().filter(|e| matches!(e, Element::Name)).count() > 1 {
        return Err("looks for two things".to_owned());
    }
    Ok(elements)
}

fn element(text: &str, classes: &ClassNames) -> Result<Element, String> {
    match text {
        "..." => return Ok(Element::Between { verbs: true }),
        ".." => return Ok(Element::Between { verbs: false }),
        "$" => return Ok(Element::End),
        "{}" => return Ok(Element::Name),
        _ => {}
    }
    // A question mark alone is the mark itself.
    let (text, optional) = text.strip_suffix('?').filter(|t| !t.is_empty()).map_or((text, false), |t| (t, true));
    if let Some(name) = text.strip_prefix('@') {
        let (name, many) = name.strip_suffix('*').map_or((name, false), |n| (n, true));
        let class = match name {
            "year" => ClassId::Year,
            "day" => ClassId::Day,
            _ => ClassId::Listed(*classes.get(name).ok_or_else(|| format!("has no class `@{name}`"))?),
        };
        return Ok(Element::Class { class, many, optional });
    }
    if text.contains("{}") {
        return Err("has `{}` inside a word".to_owned());
    }
    let mut words = WordSet::default();
    text.split('/').for_each(|word| words.add(word));
    if words.is_empty() {
        return Err("has an empty word".to_owned());
    }
    Ok(Element::Words { words, optional })
}

impl Element {
    /// Whether a word has to stand here.
    fn takes_a_word(&self) -> bool {
        match self {
            Self::Words { optional, .. } => !optional,
            Self::Class { many, optional, .. } => !many && !optional,
            Self::Between { .. } | Self::Name | Self::End => false,
        }
    }

    /// Whether it says which words may stand here.
    fn is_written(&self) -> bool {
        matches!(self, Self::Words { .. } | Self::Class { .. })
    }
}

impl WordSet {
    pub(super) fn add(&mut self, text: &str) {
        match text.strip_suffix('~') {
            Some(text) => self.beginnings.push(text.to_owned()),
            None => {
                self.whole.insert(text.to_owned());
            }
        }
    }

    pub(super) fn add_all(&mut self, other: &Self) {
        self.whole.extend(other.whole.iter().cloned());
        self.beginnings.extend(other.beginnings.iter().cloned());
        self.of_names.extend(&other.of_names);
    }

    pub(super) fn takes(&self, token: &Token) -> bool {
        self.has(&token.word) || token.in_name.is_some_and(|place| self.of_names.contains(&place))
    }

    pub(super) fn has(&self, word: &str) -> bool {
        self.whole.contains(word) || self.beginnings.iter().any(|text| word.starts_with(text.as_str()))
    }

    /// Whether one of them is no word at all, so that it would be found everywhere.
    pub(super) fn is_empty(&self) -> bool {
        self.whole.iter().any(String::is_empty) || self.beginnings.iter().any(String::is_empty)
    }
}
