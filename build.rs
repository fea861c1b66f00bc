//! A fingerprint of what the program is made of, so that what an earlier program made is never taken for what this one
//! would make. The version alone would not do: it stays the same while the program is being changed.

use std::path::{Path, PathBuf};
use std::{fs, io};

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
    Ok(())
}

fn list(path: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    if !path.is_dir() {
        files.push(path.to_owned());
        return Ok(());
    }
    fs::read_dir(path)?.try_for_each(|entry| list(&entry?.path(), files))
}
