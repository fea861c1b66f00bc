//! What the words of a corpus tell, for `tests/reading/train.py`: `cargo run --release --example term_weights -- SITE` prints
//! `src/terms/weights.txt`; with `passages` behind SITE, the stems of each passage.
//!
//! SITE is a folder in which many reports of many councils were imported. Reports that suggestions are measured on do not
//! belong into it.

use std::path::PathBuf;

use throughline::model::Knowledge;
use throughline::source::{Documents, Files};
use throughline::suggest::weights;

fn main() {
    let mut arguments = std::env::args_os().skip(1);
    let Some(site) = arguments.next().map(PathBuf::from) else {
        eprintln!("name the folder of a site");
        std::process::exit(2);
    };
    match Files::read(&site) {
        Ok(files) => {
            let (knowledge, _) = Knowledge::build(Documents::read(files).0);
            match arguments.next() {
                Some(_) => print!("{}", weights::stems_of_passages(&knowledge)),
                None => print!("{}", weights::table_of(&knowledge)),
            }
        }
        Err(none) => {
            eprintln!("{}: {}", none.message, none.hint);
            std::process::exit(1);
        }
    }
}
