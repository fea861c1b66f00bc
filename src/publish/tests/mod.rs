//! Whole runs: what [`Output`] does to a folder. Each rule of the rooms is tested in its room.
//!
//! Start at [`publish`], a whole run, and [`tree`], which tells what it left.

mod failure;
mod success;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use tempfile::{TempDir, tempdir};

use super::*;

/// A folder to work in, and the output folder in it, which does not exist yet.
fn ground() -> (TempDir, PathBuf) {
    let folder = tempdir().unwrap();
    let out = folder.path().join("public");
    (folder, out)
}

/// A whole run over files given as path and text.
fn publish(out: &Path, files: &[(&str, &str)]) -> Result<Summary, PublishError> {
    let output = Output::open(out, &[])?;
    files.iter().try_for_each(|(path, text)| output.put(path, text.as_bytes()))?;
    output.finish()
}

/// Files and folders by path, with the text of files.
type Tree = BTreeMap<String, String>;

/// Every file and folder below `folder`, of any owner.
fn tree(folder: &Path) -> Tree {
    let mut found = Tree::new();
    gather(folder, "", &mut found);
    found
}

fn gather(folder: &Path, above: &str, found: &mut Tree) {
    for entry in fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        let path = format!("{above}{}", entry.file_name().to_str().unwrap());
        if entry.file_type().unwrap().is_dir() {
            gather(&entry.path(), &format!("{path}/"), found);
            found.insert(format!("{path}/"), String::new());
        } else {
            found.insert(path, fs::read_to_string(entry.path()).unwrap());
        }
    }
}

/// The files below `folder`, without folders and the manifest.
fn files(folder: &Path) -> Vec<(String, String)> {
    tree(folder).into_iter().filter(|(path, _)| !path.ends_with('/') && path != manifest::NAME).collect()
}

fn pairs(files: &[(&str, &str)]) -> Vec<(String, String)> {
    files.iter().map(|(path, text)| (path.to_string(), text.to_string())).collect()
}

/// The text of the manifest that lists these files.
fn manifest_of(files: &[(&str, &str)]) -> String {
    let lines = files.iter().map(|(path, text)| format!("{}  {path}\n", blake3::hash(text.as_bytes()).to_hex()));
    format!("throughline-manifest 1\n{}", lines.collect::<String>())
}

fn summary(written: usize, unchanged: usize, removed: usize, kept: &[&str]) -> Summary {
    Summary { written, unchanged, removed, kept: kept.iter().map(|path| path.to_string()).collect() }
}
