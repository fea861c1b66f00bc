//! Prints what is known of each later passage and each recommendation that it may be about, for the training of the
//! model of suggestions: `cargo run --example pairs -- SITE >pairs.tsv`; then `tests/reading/train.py`.
//!
//! A passage and a recommendation are named by the fingerprints of their sentences: the first twelve hexadecimal digits of
//! the SHA-256 of a sentence's letters and digits in lower case. Annotations name them so.

use std::io::Write as _;
use std::path::PathBuf;

use sha2::{Digest, Sha256};
use throughline::looks_back::sentences;
use throughline::model::{Knowledge, On, ReportId};
use throughline::source::{Documents, Files};
use throughline::suggest::{PairFeatures, Suggester};

fn fingerprints(text: &str) -> String {
    let of_sentence = |range: std::ops::Range<usize>| {
        let bare = text.get(range).unwrap_or_default().to_lowercase();
        let bare: String = bare.chars().filter(char::is_ascii_alphanumeric).collect();
        let digest = Sha256::digest(bare.as_bytes());
        digest.iter().take(6).map(|b| format!("{b:02x}")).collect::<String>()
    };
    sentences(text).into_iter().map(of_sentence).collect::<Vec<_>>().join(",")
}

/// The digest of the file that a report was imported from, else its id.
fn source(knowledge: &Knowledge, report: ReportId) -> String {
    let report = knowledge.report(report);
    report.origin.sha256.clone().unwrap_or_else(|| report.id())
}

fn main() -> std::io::Result<()> {
    let Some(site) = std::env::args_os().nth(1).map(PathBuf::from) else {
        eprintln!("name the folder of a site");
        std::process::exit(2);
    };
    let files = Files::read(&site).map_err(|none| std::io::Error::other(none.message))?;
    let (knowledge, _) = Knowledge::build(Documents::read(files).0);
    let mut out = std::io::stdout().lock();
    let head = [
        "report",
        "passage",
        "asks",
        "asked_in",
        "recommendation",
        "key",
        "basis",
        "confidence",
        "near_read",
        "all_read",
        "near",
    ];
    writeln!(out, "{}\t{}", head.join("\t"), PairFeatures::NAMES.join("\t"))?;
    let reports: Vec<_> = knowledge.report_ids().collect();
    for found in Suggester::with_all(&knowledge).of_reports(&reports) {
        for link in &found.links {
            let (On::One(id), Some(evidence)) = (link.on, &link.evidence) else { continue };
            let (passage, asked) = (found.passage(link.passage), knowledge.finding_of(id));
            let [near, all] = evidence.read;
            let values: Vec<String> = evidence.features.values().iter().map(|v| format!("{v:.4}")).collect();
            writeln!(
                out,
                "{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}",
                source(&knowledge, found.report),
                fingerprints(&passage.text),
                u8::from(passage.kind.asks()),
                source(&knowledge, asked.report),
                fingerprints(&knowledge.finding(asked).text),
                link.key.map_or("-", |key| key.word()),
                link.basis.map_or("-", |basis| basis.word()),
                link.confidence.word(),
                near.map_or("none", |verdict| verdict.word()),
                all.map_or("none", |verdict| verdict.word()),
                evidence.near.replace(['\t', '\n'], " "),
                values.join("\t"),
            )?;
        }
    }
    Ok(())
}
