//! Sites with one wrong file, each with the whole of what `check` says of it.
//!
//! Start at [`every_case_says_what_is_expected`]. A case is a folder of
//! `tests/broken/`: one file at its path in the site, laid over the site in
//! `_base`, and `expected.txt`. The folder's name begins with the code of the
//! first message. A new case costs these two files and nothing here.
//!
//! `THROUGHLINE_REWRITE=1 cargo test --test it broken` writes every
//! `expected.txt` again: read the difference as the editor of a site would.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use rayon::prelude::*;
use tempfile::TempDir;
use throughline::addresses;
use throughline::diagnostics::{self, Code, Diagnostic, Severity};
use throughline::model::Knowledge;
use throughline::workspace::{self, LeaveOut};
use walkdir::WalkDir;

/// Codes from T01 to T06 that no single file can show, and why.
const NOT_ONE_FILE: &[(Code, &str)] = &[
    (Code::T0102, "what the system refuses to read, or a link that leads nowhere, is no file to keep here"),
    (Code::T0107, "a symbolic link is no file; tests/it/files.rs makes one"),
];

const EXPECTED: &str = "expected.txt";

fn broken() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/broken")
}

/// The folders of the cases, by name.
pub(crate) fn cases() -> Vec<PathBuf> {
    let entries = fs::read_dir(broken()).unwrap().map(|entry| entry.unwrap().path());
    let mut cases: Vec<PathBuf> = entries.filter(|path| path.is_dir() && !path.ends_with("_base")).collect();
    cases.sort();
    cases
}

pub(crate) fn name(case: &Path) -> &str {
    case.file_name().unwrap().to_str().unwrap()
}

/// The files below a folder, as paths seen from it.
pub(crate) fn files_in(folder: &Path) -> Vec<PathBuf> {
    WalkDir::new(folder)
        .sort_by_file_name()
        .into_iter()
        .map(Result::unwrap)
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| entry.path().strip_prefix(folder).unwrap().to_owned())
        .collect()
}

fn lay(folder: &Path, file: &Path, site: &Path) {
    let to = site.join(file);
    fs::create_dir_all(to.parent().unwrap()).unwrap();
    fs::copy(folder.join(file), to).unwrap();
}

/// The base with a case's file laid over it.
pub(crate) fn site_of(case: Option<&Path>) -> TempDir {
    let site = TempDir::new().unwrap();
    let base = broken().join("_base");
    for file in files_in(&base) {
        lay(&base, &file, site.path());
    }
    if let Some(case) = case {
        for file in files_in(case).iter().filter(|file| !file.ends_with(EXPECTED)) {
            lay(case, file, site.path());
        }
    }
    site
}

pub(crate) fn problems(site: &Path) -> (Knowledge, Vec<Diagnostic>) {
    let read = workspace::read_site(site, LeaveOut::Unreviewed);
    let (knowledge, mut problems) = read.unwrap_or_else(|error| panic!("{}", error.message));
    problems.extend(addresses::check(&knowledge));
    diagnostics::sort(&mut problems);
    (knowledge, problems)
}

/// What `throughline check` says of a site.
fn check(site: &Path) -> String {
    let (knowledge, problems) = problems(site);
    if problems.is_empty() {
        return "nothing is wrong\n".to_owned();
    }
    let drawn = problems.iter().map(|p| diagnostics::draw(p, &knowledge.documents.sources, false) + "\n\n");
    let count = |severity| problems.iter().filter(|p| p.severity() == severity).count();
    let words = |n: usize, one: &str| format!("{n} {one}{}", if n == 1 { "" } else { "s" });
    let (errors, warnings) = (count(Severity::Error), count(Severity::Warning));
    drawn.collect::<String>() + &format!("{}, {}\n", words(errors, "error"), words(warnings, "warning"))
}

/// What differs in a case; nothing when all is well.
fn complaint(case: &Path) -> Option<String> {
    let files = files_in(case);
    let others = files.iter().filter(|file| file.as_path() != Path::new(EXPECTED)).count();
    if others != 1 {
        return Some(format!("{others} files beside {EXPECTED}; a case is one"));
    }
    let said = check(site_of(Some(case)).path());
    let code = said.split_once('[').and_then(|(_, rest)| rest.split_once(']')).map_or("none", |(code, _)| code);
    if !name(case).starts_with(&format!("{code}-")) {
        return Some(format!("the first message is {code}:\n{said}"));
    }
    let path = case.join(EXPECTED);
    if std::env::var_os("THROUGHLINE_REWRITE").is_some_and(|v| v == "1") {
        fs::write(&path, &said).unwrap();
    }
    match fs::read_to_string(&path) {
        Ok(expected) if expected == said => None,
        Ok(expected) => Some(format!("--- expected\n{expected}--- said\n{said}")),
        Err(_) => Some(format!("no {EXPECTED}; THROUGHLINE_REWRITE=1 writes it")),
    }
}

#[test]
fn every_case_says_what_is_expected() {
    let wrong: Vec<String> =
        cases().par_iter().filter_map(|case| Some(format!("{}: {}", name(case), complaint(case)?))).collect();
    assert!(wrong.is_empty(), "{} cases differ\n\n{}", wrong.len(), wrong.join("\n\n"));
}

#[test]
fn nothing_lies_beside_the_cases() {
    let strays: Vec<PathBuf> = fs::read_dir(broken())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_file() && !path.ends_with(".gitattributes"))
        .collect();
    assert!(strays.is_empty(), "{strays:?}");
}

#[test]
fn the_base_is_right() {
    assert_eq!(check(site_of(None).path()), "nothing is wrong\n");
}

#[test]
fn every_code_of_the_content_has_a_case() {
    let shown: BTreeSet<String> = cases().iter().map(|case| name(case).chars().take(5).collect()).collect();
    for code in Code::ALL.iter().filter(|code| **code < Code::T0701) {
        let excused = NOT_ONE_FILE.iter().any(|(excused, _)| excused == code);
        assert_ne!(shown.contains(code.name()), excused, "{}", code.name());
    }
}

/// The samples are what people see: the command itself says the same.
#[test]
fn the_command_says_the_same() {
    let cases = cases();
    for case in cases.iter().step_by(cases.len() / 4) {
        let site = site_of(Some(case));
        let mut command = Command::new(env!("CARGO_BIN_EXE_throughline"));
        let output = command.args(["check", "--site"]).arg(site.path()).output().unwrap();
        assert_eq!(String::from_utf8(output.stderr).unwrap(), check(site.path()), "{}", name(case));
    }
}

#[cfg(unix)]
#[test]
fn a_link_that_leads_nowhere_is_reported() {
    let site = site_of(None);
    std::os::unix::fs::symlink("nowhere.md", site.path().join("content/themes/fostering.md")).unwrap();
    assert_eq!(
        check(site.path()),
        "error[T0102]: `content/themes/fostering.md` cannot be read: entity not found\n |\n = hint: mend or remove it\n\n1 error, 0 warnings\n"
    );
}

/// What editors and systems leave beside a file.
#[test]
fn hidden_files_are_passed_over() {
    let site = site_of(None);
    let at = |path: &str| site.path().join(path);
    for hidden in ["themes/._plans.md", "themes/.plans.md.swp", ".git/HEAD", "inspections/.old/2014-06-sif.md"] {
        let path = at("content").join(hidden);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, b"\xff no text").unwrap();
    }
    #[cfg(unix)]
    std::os::unix::fs::symlink("jo@desk.4711:1790000000", at("content/themes/.#plans.md")).unwrap();
    assert_eq!(check(site.path()), "nothing is wrong\n");
}
