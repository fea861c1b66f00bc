//! What is asked of a thing beside the thing itself: *timely* assessments, *recorded* supervision.
//!
//! Two texts about assessments are about one request only if both speak of how soon, or how good, they are. The
//! words stand in `qualities.txt`.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::terms::Terms;

const TABLE: &str = include_str!("qualities.txt");

/// Some qualities, a bit for each line of the table.
pub(super) type Qualities = u32;

static OF_STEM: LazyLock<FxHashMap<String, Qualities>> = LazyLock::new(|| {
    let terms = Terms::default();
    let mut of_stem: FxHashMap<String, Qualities> = FxHashMap::default();
    let lines = TABLE.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once(':'));
    for (bit, (_, words)) in lines.enumerate() {
        for word in words.split_whitespace() {
            *of_stem.entry(terms.stem(word)).or_default() |= 1 << bit;
        }
    }
    of_stem
});

/// The qualities that a stem speaks of.
pub(super) fn of_stem(stem: &str) -> Qualities {
    OF_STEM.get(stem).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_one_quality_are_one() {
        let terms = Terms::default();
        let of = |text: &str| terms.of(text).iter().fold(0, |all, term| all | of_stem(&term.stem));
        assert_eq!(of("timeliness"), of("delays"));
        assert_ne!(of("timely"), of("recorded"));
        assert_eq!(of("adoption"), 0);
    }

    #[test]
    fn there_is_a_bit_for_each_line() {
        let lines = TABLE.lines().filter(|line| !line.starts_with('#'));
        assert!(lines.clone().all(|line| line.contains(": ")));
        assert!(lines.count() <= Qualities::BITS as usize);
    }
}
