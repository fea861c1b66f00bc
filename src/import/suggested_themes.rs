//! Themes that a finding may be about, by the terms of the themes' files.

use std::collections::BTreeMap;

use crate::source::Theme;

/// At most so many themes are suggested.
const MOST: usize = 3;

/// The ids of the themes whose terms stand in the text, those with the most and longest terms first.
pub(super) fn suggest(text: &str, themes: &BTreeMap<String, Theme>) -> Vec<String> {
    let text = format!(" {} ", words(text));
    let mut scored: Vec<(usize, &str)> = themes
        .values()
        .map(|theme| {
            let score = theme
                .terms
                .iter()
                .map(|term| words(term))
                .filter(|term| !term.is_empty() && text.contains(&format!(" {term} ")))
                .map(|term| term.split(' ').count())
                .sum();
            (score, theme.id.as_str())
        })
        .filter(|(score, _)| *score > 0)
        .collect();
    scored.sort_by_key(|(score, id)| (std::cmp::Reverse(*score), *id));
    scored.into_iter().take(MOST).map(|(_, id)| id.to_owned()).collect()
}

/// Lower-case words with single spaces.
fn words(text: &str) -> String {
    let lower = text.to_lowercase().replace(['’', '‘', '\''], "");
    lower.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect::<Vec<_>>().join(" ")
}
