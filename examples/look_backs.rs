//! Prints what is known of each sentence that looks back or may go on from one that does, for the training of the models
//! of look-backs: `cargo run --example look_backs -- SITE SAID >look_backs.tsv`; then `tests/reading/train.py`. SAID names
//! other sentences, a fingerprint a line, whose verdict alone is learned from.
//!
//! A sentence is named by fingerprints: of all of it, of its first seven words and of its last seven, as in annotations.

use std::collections::HashSet;
use std::io::Write as _;
use std::path::PathBuf;

use sha2::{Digest, Sha256};
use throughline::looks_back::Matter;
use throughline::model::{Knowledge, ReportId};
use throughline::source::{Documents, Files};
use throughline::suggest::Suggester;

/// How many words of a sentence are its head, and its tail.
const ENDS: usize = 7;

fn fingerprint(text: &str) -> String {
    let bare: String = text.to_lowercase().chars().filter(char::is_ascii_alphanumeric).collect();
    Sha256::digest(bare.as_bytes()).iter().take(6).map(|b| format!("{b:02x}")).collect()
}

fn prints(sentence: &str) -> String {
    let words: Vec<&str> = sentence.split_whitespace().collect();
    let head: Vec<&str> = words.iter().take(ENDS).copied().collect();
    let tail: Vec<&str> = words.iter().skip(words.len().saturating_sub(ENDS)).copied().collect();
    [sentence.to_owned(), head.join(" "), tail.join(" ")].map(|text| fingerprint(&text)).join(",")
}

/// The digest of the file that a report was imported from, else its id.
fn source(knowledge: &Knowledge, report: ReportId) -> String {
    let report = knowledge.report(report);
    report.origin.sha256.clone().unwrap_or_else(|| report.id())
}

fn main() -> std::io::Result<()> {
    let mut paths = std::env::args_os().skip(1).map(PathBuf::from);
    let (Some(site), Some(said)) = (paths.next(), paths.next()) else {
        eprintln!("name the folder of a site, and the file of sentences whose verdict was noted");
        std::process::exit(2);
    };
    let said = std::fs::read_to_string(said)?;
    let said: HashSet<&str> = said.lines().filter_map(|line| line.split_whitespace().next()).collect();
    let files = Files::read(&site).map_err(|none| std::io::Error::other(none.message))?;
    let (knowledge, _) = Knowledge::build(Documents::read(files).0);
    let suggester = Suggester::new(&knowledge);
    let mut out = std::io::stdout().lock();
    writeln!(out, "report\tsentence\tbehind\tmatter\tverdict\tby\textent\tsigns")?;
    for report in knowledge.report_ids() {
        for signs in suggester.signs(report) {
            let read = &signs.read;
            let matter = match read.matter {
                Matter::Areas => "areas",
                Matter::Judgement => "judgement",
                Matter::Services => "services",
            };
            writeln!(
                out,
                "{}\t{}\t{}\t{matter}\t{}\t{}\t{}\t{}",
                source(&knowledge, report),
                prints(&read.text),
                signs.behind,
                read.verdict.map_or("none", |verdict| verdict.word()),
                read.verdict_source.map_or_else(|| "-".to_owned(), |by| format!("{by:?}").to_lowercase()),
                read.extent.map_or("-", |extent| extent.word()),
                signs.signs.join("|"),
            )?;
        }
        for (text, signs) in suggester.signs_of_sentences(report) {
            let prints = prints(&text);
            if prints.split(',').next().is_some_and(|whole| said.contains(whole)) {
                writeln!(out, "{}\t{prints}\t-\t-\t-\t-\t-\t{}", source(&knowledge, report), signs.join("|"))?;
            }
        }
    }
    Ok(())
}
