//! Two things that the program knows of itself: which it is, and a fingerprint of what it is made of, so that what an
//! earlier program made is never taken for what this one would make. The version alone would not do: it stays the same while the program is being changed.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs, io};

/// What the bytes of a site depend on.
const PARTS: &[&str] = &["src", "templates", "Cargo.toml", "Cargo.lock"];

fn main() -> io::Result<()> {
    let mut files = Vec::new();
    for part in PARTS {
        println!("cargo::rerun-if-changed={part}");
        list(Path::new(part), &mut files)?;
    }
    // Systems list folders in different orders.
    files.sort();
    let mut print = blake3::Hasher::new();
    for file in files {
        let name: Vec<_> = file.iter().map(|part| part.to_string_lossy()).collect();
        let bytes = fs::read(&file)?;
        // With their lengths, so that what ends one can never begin the next.
        print.update(format!("{} {}\n", name.join("/"), bytes.len()).as_bytes());
        print.update(&bytes);
    }
    println!("cargo::rustc-env=THROUGHLINE_PROGRAM={}", print.finalize().to_hex());
    println!("cargo::rustc-env=THROUGHLINE_VERSION={}", version());
    Ok(())
}

/// The version with the commit and its day, never the clock's: the same source makes the same program.
fn version() -> String {
    let version = env::var("CARGO_PKG_VERSION").unwrap_or_default();
    // While it is developed, a commit alone should not compile the program anew.
    if env::var("PROFILE").as_deref() != Ok("release") {
        return format!("{version} (development)");
    }
    match commit() {
        Some(commit) => format!("{version} ({commit})"),
        // The source of a release that was unpacked has no history.
        None => version,
    }
}

/// The commit that lies here, with its day.
fn commit() -> Option<String> {
    // A repository further up is another project's.
    let top = PathBuf::from(git(&["rev-parse", "--show-toplevel"])?);
    if fs::canonicalize(top).ok()? != fs::canonicalize(env::var("CARGO_MANIFEST_DIR").ok()?).ok()? {
        return None;
    }
    // What this commit is changes with them, wherever a work tree keeps them.
    for part in ["HEAD", "logs/HEAD"] {
        println!("cargo::rerun-if-changed={}", git(&["rev-parse", "--git-path", part])?);
    }
    let changed = if git(&["status", "--porcelain", "--untracked-files=no"])?.is_empty() { "" } else { ", changed" };
    Some(git(&["log", "-1", "--format=%h, %cs"])? + changed)
}

fn git(arguments: &[&str]) -> Option<String> {
    let said = Command::new("git").args(arguments).output().ok()?;
    let text = String::from_utf8(said.stdout).ok()?;
    said.status.success().then(|| text.trim().to_owned())
}

fn list(path: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    if !path.is_dir() {
        files.push(path.to_owned());
        return Ok(());
    }
    fs::read_dir(path)?.try_for_each(|entry| list(&entry?.path(), files))
}
