//! Folders and runs that several tests share.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write as _;
use std::panic::Location;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// The repository's folder.
pub(crate) fn repository() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The folder of real reports, where it stands beside the repository. A test that finds none ends
/// there, and counts as skipped.
#[track_caller]
pub(crate) fn shared() -> Option<PathBuf> {
    let folder = repository().parent().map(|p| p.join("shared"))?;
    if folder.join("expected").is_dir() {
        return Some(folder);
    }
    skip("needs ../shared");
    None
}

/// Says that the test that calls this leaves out what it is for. The test harness counts such a test
/// as passed; so it is written into the file that `THROUGHLINE_SKIPPED` names, which `tests/all.sh`
/// lists and counts at its end.
#[track_caller]
pub(crate) fn skip(why: &str) {
    let (place, thread) = (Location::caller(), std::thread::current());
    // A test's thread bears its name, but where tests run one after another it is the main thread.
    let name = thread.name().filter(|name| *name != "main").unwrap_or_default();
    let line = format!("{name} ({}:{}): {why}\n", place.file(), place.line());
    print!("skipped: {line}");
    if let Some(list) = std::env::var_os("THROUGHLINE_SKIPPED") {
        let mut list = fs::OpenOptions::new().create(true).append(true).open(list).unwrap();
        // In one piece, since many tests write at once.
        list.write_all(line.as_bytes()).unwrap();
    }
}

/// The program, ready for arguments, with a plain environment.
pub(crate) fn throughline() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_throughline"));
    command.env("NO_COLOR", "1").env_remove("RAYON_NUM_THREADS");
    command
}

/// Runs the program.
pub(crate) fn run(arguments: &[&str]) -> Output {
    throughline().args(arguments).output().unwrap()
}

/// What a run said on standard error.
pub(crate) fn talk(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// Builds a site into a folder; the run must end well.
pub(crate) fn build(site: &Path, out: &Path) -> String {
    let output = throughline().arg("build").arg("--site").arg(site).arg("--out").arg(out).output().unwrap();
    let said = talk(&output);
    assert!(output.status.success(), "{said}");
    said
}

/// Every file below a folder, by path with forward slashes.
pub(crate) fn tree(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    for entry in walkdir::WalkDir::new(folder) {
        let entry = entry.unwrap();
        if entry.file_type().is_file() {
            let below = entry.path().strip_prefix(folder).unwrap().to_str().unwrap().replace('\\', "/");
            files.insert(below, fs::read(entry.path()).unwrap());
        }
    }
    files
}

/// Writes files below a folder in the given order.
pub(crate) fn write_all<'a>(folder: &Path, files: impl IntoIterator<Item = (&'a String, &'a Vec<u8>)>) {
    for (name, bytes) in files {
        let path = folder.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
}

/// The files of the shipped site: settings and content.
pub(crate) fn shipped() -> BTreeMap<String, Vec<u8>> {
    let root = repository();
    let mut files: BTreeMap<String, Vec<u8>> =
        tree(&root.join("content")).into_iter().map(|(name, bytes)| (format!("content/{name}"), bytes)).collect();
    files.insert("site.toml".to_owned(), fs::read(root.join("site.toml")).unwrap());
    files
}
