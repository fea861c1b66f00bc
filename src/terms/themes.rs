//! Themes that a text is about, by the terms of the themes' files.

use std::collections::{BTreeMap, BTreeSet};

use aho_corasick::{AhoCorasick, MatchKind};

use crate::source::Theme;

/// Finds themes in texts.
#[derive(Debug)]
pub struct ThemeFinder {
    /// Nothing where no theme has terms.
    automaton: Option<AhoCorasick>,
    /// Of each term: its theme's place among the ids, and how many words it has.
    terms: Vec<(usize, usize)>,
    ids: Vec<String>,
}

impl ThemeFinder {
    /// Ready for some themes.
    #[must_use]
    pub fn new(themes: &BTreeMap<String, Theme>) -> Self {
        let mut patterns = Vec::new();
        let mut terms = Vec::new();
        for (place, theme) in themes.values().enumerate() {
            // A term without letters would be found in every text.
            for term in theme.terms.iter().map(|t| spaced(t)).filter(|t| t.len() > 2) {
                terms.push((place, term.split_whitespace().count()));
                patterns.push(term);
            }
        }
        // It fails only where the terms are gigabytes together, which files of content cannot be.
        let automaton = AhoCorasick::builder().match_kind(MatchKind::Standard).build(&patterns).ok();
        Self { automaton: automaton.filter(|_| !patterns.is_empty()), terms, ids: themes.keys().cloned().collect() }
    }

    /// The ids of the themes whose terms stand in the text, those with the most and longest terms
    /// first; each term counts once.
    #[must_use]
    pub fn find(&self, text: &str) -> Vec<&str> {
        let Some(automaton) = &self.automaton else { return Vec::new() };
        let text = spaced(text);
        let mut seen = BTreeSet::new();
        let mut scores: BTreeMap<usize, usize> = BTreeMap::new();
        for hit in automaton.find_overlapping_iter(&text) {
            let term = hit.pattern().as_usize();
            if let Some((theme, words)) = self.terms.get(term).filter(|_| seen.insert(term)) {
                *scores.entry(*theme).or_default() += words;
            }
        }
        let mut found: Vec<(usize, usize)> = scores.into_iter().map(|(theme, score)| (score, theme)).collect();
        found.sort_by_key(|(score, theme)| (std::cmp::Reverse(*score), *theme));
        found.into_iter().filter_map(|(_, theme)| self.ids.get(theme).map(String::as_str)).collect()
    }
}

/// Lower-case words with single spaces between and around them.
fn spaced(text: &str) -> String {
    let lower = text.to_lowercase().replace(['’', '‘', '\''], "");
    let mut out = String::with_capacity(lower.len() + 2);
    out.push(' ');
    for word in lower.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()) {
        out.push_str(word);
        out.push(' ');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::FileId;
    use crate::source::body::Body;
    use crate::source::showing::Showing;

    fn theme(id: &str, terms: &[&str]) -> (String, Theme) {
        let theme = Theme {
            id: id.to_owned(),
            file: FileId(0),
            title: id.to_owned(),
            terms: terms.iter().map(|t| (*t).to_owned()).collect(),
            group: false,
            is_shown: true,
            is_shipped: false,
            aliases: Vec::new(),
            showing: Showing::Shown,
            body: Body::default(),
        };
        (id.to_owned(), theme)
    }

    #[test]
    fn the_theme_with_the_most_and_longest_terms_comes_first() {
        let themes = BTreeMap::from([
            theme("plans", &["plan", "plans"]),
            theme("care-leavers", &["care leaver", "pathway plan", "pathway plans"]),
            theme("empty", &[]),
        ]);
        let finder = ThemeFinder::new(&themes);
        assert_eq!(finder.find("Pathway plans, and a plan for each"), ["care-leavers", "plans"]);
        assert_eq!(finder.find("A planned thing"), Vec::<&str>::new());
        assert_eq!(ThemeFinder::new(&BTreeMap::new()).find("plan"), Vec::<&str>::new());
    }
}
