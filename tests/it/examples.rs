//! The examples that `throughline explain` shows are true: the wrong lines stand in a case of `tests/broken` of
//! that code, and with the right ones in their place the message is gone.

use std::fs;
use std::path::Path;

use rayon::prelude::*;
use throughline::diagnostics::{self, Code, Severity, example};

use crate::broken::{cases, files_in, name, problems, site_of};

/// Codes of content whose examples no text of one file can show: the bytes of a file, the rights to it, links on the
/// disk, and what stands in another file than the one that is to be mended.
const NOT_TEXT: &[Code] = &[Code::T0101, Code::T0102, Code::T0107, Code::T0322, Code::T0519];

/// Whether a case shows the code as its example has it, and what is said once it is put right.
fn healed(case: &Path, wrong: &str, right: &str) -> Option<String> {
    let file = files_in(case).into_iter().find(|file| !file.ends_with("expected.txt")).unwrap();
    let site = site_of(Some(case));
    let path = site.path().join(&file);
    if file == Path::new(wrong) {
        fs::rename(path, site.path().join(right)).unwrap();
    } else {
        let text = fs::read_to_string(&path).ok().filter(|text| text.contains(wrong))?;
        fs::write(path, text.replacen(wrong, right, 1)).unwrap();
    }
    let (knowledge, problems) = problems(site.path());
    let code = &name(case)[..5];
    let left = problems.iter().filter(|p| p.code.name() == code || p.severity() == Severity::Error);
    Some(left.map(|p| diagnostics::draw(p, &knowledge.documents.sources, false)).collect())
}

fn complaint(code: Code) -> Option<String> {
    let example = example(code).unwrap();
    let Some(example) = example else {
        return Some("has no example".to_owned());
    };
    if !(code.name() < "T07" || code == Code::T0702) || NOT_TEXT.contains(&code) {
        return None;
    }
    let cases = cases();
    let mut tried = cases
        .iter()
        .filter(|case| name(case).starts_with(code.name()))
        .filter_map(|case| healed(case, &example.wrong, &example.right));
    match tried.next() {
        None => Some("its wrong lines stand in no case".to_owned()),
        Some(left) if left.is_empty() => None,
        Some(left) => Some(format!("put right, it still says\n{left}")),
    }
}

#[test]
fn every_code_has_an_example_and_what_it_calls_right_is() {
    let complaints: Vec<String> =
        Code::ALL.par_iter().filter_map(|code| Some(format!("{}: {}", code.name(), complaint(*code)?))).collect();
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
}
