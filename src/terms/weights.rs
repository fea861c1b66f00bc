//! How much a word tells: frozen figures that come with the program, so that what is read of two texts is the same
//! alone and among a thousand.
//!
//! `weights.txt` says in how many passages of a corpus of real reports each stem stands. It is made by
//! `cargo run --example term_weights`, which says how.

use std::sync::{Arc, LazyLock};

use rustc_hash::FxHashMap;

const TABLE: &str = include_str!("weights.txt");

static WEIGHTS: LazyLock<TermWeights> = LazyLock::new(|| TermWeights::parse(TABLE));

/// A rarer word than this tells no more: it may be a slip.
// What stands in one passage of 150 weighs so much. Without an end, one misspelling would outweigh a sentence.
const RAREST: f64 = 5.0;

/// What stands in fewer passages of the corpus is left out of the table, and taken for as rare.
// Nearly all of these are names, slips and words run together, of which one is as good as another.
pub(crate) const LEAST_PASSAGES: usize = 3;

/// A theme that the table does not know, because a site brings its own, is taken to be in so large a share
/// of all passages.
// The middle of the program's own themes.
const UNKNOWN_THEME: f64 = 0.05;

/// In how many of a corpus' passages words and themes stand.
#[derive(Debug)]
pub(crate) struct TermWeights {
    passages: f64,
    stems: FxHashMap<&'static str, f64>,
    themes: FxHashMap<&'static str, f64>,
}

/// The figures that come with the program.
pub(crate) fn weights() -> &'static TermWeights {
    &WEIGHTS
}

impl TermWeights {
    /// Reads lines of a number and a stem; `@` before a theme's id; `*` for all passages.
    fn parse(text: &'static str) -> Self {
        let mut all = Self { passages: 1.0, stems: FxHashMap::default(), themes: FxHashMap::default() };
        let lines = text.lines().filter(|line| !line.starts_with('#'));
        for (number, name) in lines.filter_map(|line| line.split_once(' ')) {
            let Ok(number) = number.parse::<f64>() else { continue };
            match (name, name.strip_prefix('@')) {
                ("*", _) => all.passages = number,
                (_, Some(theme)) => drop(all.themes.insert(theme, number)),
                (stem, None) => drop(all.stems.insert(stem, number)),
            }
        }
        all
    }

    /// How much a stem tells, as BM25 weighs a word that stands in so many of all passages.
    pub(crate) fn of_stem(&self, stem: &str) -> f64 {
        self.rarity(self.stems.get(stem).copied().unwrap_or(LEAST_PASSAGES as f64 - 1.0))
    }

    /// How much a theme tells.
    pub(crate) fn of_theme(&self, theme: &str) -> f64 {
        self.rarity(self.themes.get(theme).copied().unwrap_or(self.passages * UNKNOWN_THEME))
    }

    fn rarity(&self, passages: f64) -> f64 {
        // The halves keep a word that stands in every passage, or in one alone, from weighing nothing or without end.
        (1.0 + (self.passages - passages + 0.5).max(0.0) / (passages + 0.5)).ln().min(RAREST)
    }
}

/// The stems that the table knows, in its order.
pub(crate) fn stems() -> impl Iterator<Item = &'static str> {
    let names = TABLE.lines().filter(|line| !line.starts_with('#')).filter_map(|line| Some(line.split_once(' ')?.1));
    names.filter(|name| *name != "*" && !name.starts_with('@'))
}

/// Words of one meaning that Snowball's stems keep apart.
pub(crate) fn common_stem(stem: &Arc<str>) -> Arc<str> {
    match &**stem {
        "overse" | "overseen" | "oversaw" => "oversight".into(),
        "timescal" => "timeli".into(),
        "safe" | "safeti" | "safer" => "safeguard".into(),
        _ => stem.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rare_words_tell_more_than_common_ones_and_unknown_ones_most() {
        let all = weights();
        assert!(all.of_stem("children") < all.of_stem("supervis"));
        assert!(all.of_stem("supervis") < all.of_stem("wexmereshire"));
        assert!(all.of_stem("wexmereshire") <= RAREST);
    }
}
