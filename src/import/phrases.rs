//! Lists of words and phrases, as they stand in data files: a line `[name]`, then a phrase a line. What follows
//! `#` is a comment.

use std::collections::BTreeMap;

/// The lists of one file.
#[derive(Debug)]
pub(super) struct Phrases {
    lists: BTreeMap<&'static str, Vec<&'static str>>,
    /// Their names, in the order of the file.
    names: Vec<&'static str>,
}

impl Phrases {
    pub(super) fn parse(text: &'static str) -> Self {
        let mut lists = BTreeMap::new();
        let mut names = Vec::new();
        let mut list: &mut Vec<&'static str> = lists.entry("").or_default();
        for line in text.lines() {
            let line = line.split_once('#').map_or(line, |(before, _)| before).trim();
            match line.strip_prefix('[').and_then(|name| name.strip_suffix(']')) {
                Some(name) => {
                    names.push(name);
                    list = lists.entry(name).or_default();
                }
                None if line.is_empty() => {}
                None => list.push(line),
            }
        }
        Self { lists, names }
    }

    /// The phrases of a list, in their order.
    pub(super) fn list(&self, name: &str) -> &[&'static str] {
        self.lists.get(name).map_or(&[], Vec::as_slice)
    }

    /// Whether a list holds a word.
    pub(super) fn holds(&self, name: &str, word: &str) -> bool {
        self.list(name).contains(&word)
    }

    /// The names of the lists, in the order of the file.
    pub(super) fn names(&self) -> &[&'static str] {
        &self.names
    }
}

#[cfg(test)]
mod tests {
    use super::Phrases;

    #[test]
    fn a_list_is_what_stands_below_its_name() {
        let phrases = Phrases::parse("# all\n[b]\nthree\n\n[a]\none # first\ntwo words\n");
        assert_eq!(phrases.list("a"), ["one", "two words"]);
        assert!(phrases.holds("b", "three") && !phrases.holds("b", "one") && phrases.list("c").is_empty());
        assert_eq!(phrases.names(), ["b", "a"]);
    }
}
