//! The words of the search: the program and the browser must reduce them alike. The stems of the fixture were
//! computed with a third implementation; `tests/terms/check.cjs` runs the same file through the browser's.

use throughline::terms::{Terms, words};

const FOLDED: &str = include_str!("../terms/folded.txt");
const STEMS: &str = include_str!("../terms/stems.txt");

#[test]
fn words_have_the_stems_of_the_fixture() {
    let terms = Terms::default();
    let rows: Vec<(&str, &str)> = STEMS.lines().map(|line| line.split_once('\t').unwrap()).collect();
    assert!(rows.len() >= 5_000, "{} words", rows.len());
    let wrong: Vec<String> = rows
        .iter()
        .map(|(word, stem)| (word, stem, terms.stem(word)))
        .filter(|(_, stem, found)| found != *stem)
        .map(|(word, stem, found)| format!("{word}: {found} for {stem}"))
        .collect();
    assert!(wrong.is_empty(), "{} differ: {wrong:?}", wrong.len());
}

#[test]
fn words_are_read_as_in_the_fixture() {
    for (text, expected) in FOLDED.lines().map(|line| line.split_once('\t').unwrap()) {
        let read: Vec<String> = words(text).map(|(word, _)| word).collect();
        assert_eq!(read.join(" "), expected, "{text}");
    }
}
