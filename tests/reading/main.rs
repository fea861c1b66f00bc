//! How well look-backs are read, against what careful readers noted.
//!
//! `README.txt` says how the notes are written and how to run this. Which councils are read stands in
//! `THROUGHLINE_COUNCILS`, else in `dev.txt`: those whose notes whoever writes rules may look at.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test that fails should say where"
)]

mod certain;
mod council;
mod measure;
mod notes;

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use certain::Certain;
use council::Council;
use measure::{Measured, Share};
use notes::Notes;

#[test]
fn look_backs_are_read_as_readers_noted_them() {
    let repository = Path::new(env!("CARGO_MANIFEST_DIR"));
    let here = repository.join("tests/reading");
    let folder = env::var("THROUGHLINE_ANNOTATIONS").map_or_else(|_| here.join("annotations"), PathBuf::from);
    let listed = env::var("THROUGHLINE_COUNCILS").unwrap_or_else(|_| fs::read_to_string(here.join("dev.txt")).unwrap());
    let shared = repository.parent().unwrap().join("shared");
    let mut all = Measured::default();
    let mut certain = Certain::default();
    let names =
        listed.lines().filter(|l| !l.starts_with('#')).flat_map(|l| l.split([' ', ','])).filter(|n| !n.is_empty());
    for name in names {
        let Ok(text) = fs::read_to_string(folder.join(format!("{name}.txt"))) else { continue };
        let notes = Notes::parse(&text);
        let Some(council) = Council::import(&shared, &notes) else { continue };
        let measured = Measured::of(&council, &notes);
        println!("{name}\n{measured}");
        all.add(measured);
        certain.add(Certain::of(&council, &notes));
    }
    if all.noted() == 0 {
        // Counted among the tests that could not do what they are for, as those of `tests/it` are.
        if let Ok(path) = env::var("THROUGHLINE_SKIPPED") {
            let before = fs::read_to_string(&path).unwrap_or_default();
            fs::write(path, format!("{before}reading: needs ../shared and annotations\n")).unwrap();
        }
        println!("left out: needs ../shared and annotations");
        return;
    }
    println!("all\n{all}{certain}");
    for Share { name, right, of, at_least } in all.shares() {
        assert!(right * 100 >= of * at_least, "{name}: {right} of {of}, less than {at_least} of a hundred");
    }
}
