//! Content that nobody would write: whatever it is, nothing panics, every place
//! lies in its file, and every message can be drawn.
//!
//! The inputs are the files of `tests/broken/_base`, with one of them replaced
//! by random text, spoiled at random places, or ended by random attributes.

use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use proptest::prelude::*;
use proptest::sample::{Index, select};
use throughline::diagnostics::{Diagnostic, Sources, Span, draw, to_json};
use throughline::model::Knowledge;
use throughline::source::{Documents, Files};
use walkdir::WalkDir;

/// The base site: path and text.
static BASE: LazyLock<Vec<(String, String)>> = LazyLock::new(|| {
    let base = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/broken/_base");
    let entries = WalkDir::new(&base).sort_by_file_name().into_iter().map(Result::unwrap);
    entries
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| {
            let path = entry.path().strip_prefix(&base).unwrap().to_str().unwrap().replace('\\', "/");
            (path, fs::read_to_string(entry.path()).unwrap())
        })
        .collect()
});

/// Pieces that mean something somewhere in the format.
const PIECES: &[&str] = &[
    "+++",
    "\n",
    "\r\n",
    "\n\n",
    "\t",
    " ",
    "- ",
    "  - ",
    "> ",
    "## ",
    "1. ",
    "```\n",
    "| a | b |\n|---|---|\n| c ",
    "{",
    "}",
    "{#",
    "{#x}",
    " {kind=recommendation}",
    "theme=",
    "met=",
    "again=",
    "via=",
    "part=",
    "basis=stated",
    "=",
    "\"",
    "\\\"",
    "'",
    "“",
    "’",
    "\\",
    "all of ",
    "none of ",
    "2014-06-sif",
    "#reasons",
    "marrowby/",
    ",",
    "[[",
    "]]",
    "[a](#b)",
    "](../",
    "<div>",
    "<!--",
    "-->",
    "![",
    "[source]",
    "[[judgement]]",
    "title = ",
    "inspected = ",
    "{ from = ",
    "2014-06-31",
    "\"2014\"",
    "true",
    "é",
    "日本",
    "\u{feff}",
    "\u{301}",
    "🙂",
    "\0",
];

fn jumble() -> impl Strategy<Value = String> {
    let piece = prop_oneof![4 => select(PIECES).prop_map(str::to_owned), 1 => "\\PC{0,6}"];
    prop::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
}

fn floor(text: &str, index: &Index) -> usize {
    let mut at = index.index(text.len() + 1);
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// The site with one text changed, judged.
fn judge(file: &Index, change: impl Fn(&str) -> String) {
    let chosen = file.index(BASE.len());
    let changed = change(&BASE[chosen].1);
    let texts = BASE
        .iter()
        .enumerate()
        .map(|(n, (path, text))| (path.as_str(), if n == chosen { changed.as_str() } else { text }));
    let (documents, mut problems) = Documents::read(Files::from_texts(texts));
    let (knowledge, more) = Knowledge::build(documents);
    problems.extend(more);
    for problem in &problems {
        sound(problem, &knowledge.documents.sources);
    }
}

fn sound(problem: &Diagnostic, sources: &Sources) {
    for span in problem.span.iter().chain(problem.others.iter().map(|(span, _)| span)) {
        assert!(lies_in_its_file(*span, sources), "{problem:?}");
    }
    let head = format!("{}[{}]: ", problem.severity().word(), problem.code.name());
    assert!(draw(problem, sources, false).starts_with(&head), "{problem:?}");
    assert!(!problem.hints.is_empty(), "nothing says what to do: {problem:?}");
    assert!(draw(problem, sources, true).contains(problem.code.name()), "{problem:?}");
    assert!(to_json(problem, sources).unwrap().starts_with('{'), "{problem:?}");
}

fn lies_in_its_file(span: Span, sources: &Sources) -> bool {
    sources.file(span.file).is_some_and(|file| file.text.get(span.range()).is_some())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn random_text(file: Index, text in jumble(), rest in "\\PC{0,40}") {
        judge(&file, |_| format!("{text}{rest}"));
        judge(&file, |_| format!("+++\n{text}\n+++\n{rest}"));
    }

    #[test]
    fn spoiled_files(file: Index, places: [Index; 4], with in jumble(), also in jumble()) {
        judge(&file, |text| {
            let mut at: Vec<usize> = places.iter().map(|place| floor(text, place)).collect();
            at.sort_unstable();
            format!("{}{with}{}{also}{}", &text[..at[0]], &text[at[1]..at[2]], &text[at[3]..])
        });
    }

    #[test]
    fn random_attributes(file: Index, attributes in jumble()) {
        judge(&file, |text| format!("{}\n\n- Words. {{#x {attributes}}}\n\n## Recommendations {{{attributes}}}\n\n- More. {{{attributes}\n", text.trim_end()));
    }
}
