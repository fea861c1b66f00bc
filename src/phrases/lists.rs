//! The phrases of a field that are compared as they are written, word by word.
//!
//! What is told by single words in a fixed order, such as the kinds of bodies beside a name, needs no gaps and
//! classes; the files and their lines are those of every field.

use std::collections::BTreeMap;

use super::file::{Entry, entries, without_phrase};
use super::meaning::Meaning;
use super::place::{Place, Source};

/// The phrases of a field, by what they mean.
#[derive(Debug)]
pub(crate) struct Lists {
    lists: BTreeMap<&'static str, Vec<Listed>>,
    #[cfg_attr(not(test), expect(dead_code, reason = "a test of every field wants none"))]
    faults: Vec<String>,
}

/// A phrase and where it stands.
#[derive(Debug)]
pub(crate) struct Listed {
    pub(crate) text: &'static str,
    pub(crate) place: Place,
}

impl Lists {
    /// Reads the file of a field.
    pub(crate) fn read<M: Meaning>(source: Source) -> Self {
        let mut faults = Vec::new();
        let mut lists: BTreeMap<&'static str, Vec<Listed>> = BTreeMap::new();
        for Entry { meaning, text, place } in entries::<M>(source, &mut faults) {
            lists.entry(meaning.word()).or_default().push(Listed { text, place });
        }
        faults.extend(without_phrase(|meaning: M| lists.contains_key(meaning.word())));
        Self { lists, faults }
    }

    /// The phrases with a meaning, in their order.
    pub(crate) fn of<M: Meaning>(&self, meaning: M) -> &[Listed] {
        self.lists.get(meaning.word()).map_or(&[], Vec::as_slice)
    }

    /// The line of a phrase with a meaning, if it is there.
    pub(crate) fn line_of<M: Meaning>(&self, meaning: M, phrase: &str) -> Option<&Place> {
        self.of(meaning).iter().find(|listed| listed.text == phrase).map(|listed| &listed.place)
    }

    /// Whether a phrase has a meaning.
    pub(crate) fn holds<M: Meaning>(&self, meaning: M, phrase: &str) -> bool {
        self.line_of(meaning, phrase).is_some()
    }

    /// What the file says and the lists cannot hold, a line each.
    #[cfg(test)]
    pub(crate) fn faults(&self) -> &[String] {
        &self.faults
    }
}

#[cfg(test)]
mod tests {
    use super::Lists;
    use crate::phrases::{Source, meanings};

    meanings! {
        /// Of lamps.
        enum Lamp {
            /// Lit.
            Lit "lit",
            /// Out.
            Out "out",
        }
    }

    #[test]
    fn a_list_is_what_stands_below_its_meaning() {
        let text = "# all\n[lit]\nthree\n\n[dark]\none\n[lit]\ntwo words\n";
        let lists = Lists::read::<Lamp>(Source { file: "lamps.txt", text });
        assert_eq!(lists.of(Lamp::Lit).iter().map(|l| l.text).collect::<Vec<_>>(), ["three", "two words"]);
        assert!(lists.holds(Lamp::Lit, "three") && !lists.holds(Lamp::Lit, "two") && lists.of(Lamp::Out).is_empty());
        assert_eq!(lists.line_of(Lamp::Lit, "two words").unwrap().to_string(), "lamps.txt:8");
        assert_eq!(
            lists.faults(),
            ["lamps.txt:5: nothing means `dark`", "lamps.txt:6: no meaning stands above", "no phrase means `out`"]
        );
    }
}
