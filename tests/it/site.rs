//! Folders and runs that several tests share.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// The repository's folder.
pub(crate) fn repository() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The folder of real reports, where it stands beside the repository. A test that needs it says
/// that it was left out.
pub(crate) fn shared() -> Option<PathBuf> {
    let folder = repository().parent().map(|p| p.join("shared"))?;
    if folder.join("expected").is_dir() {
        return Some(folder);
    }
    println!("left out: the folder of real reports is not beside the repository");
    None
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
