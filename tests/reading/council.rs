//! A council's reports, imported, with the sentences in which the program sees a look-back.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};
use throughline::import::intake::{ImportOutcome, find_files, import};
use throughline::looks_back::{LookBack, sentences};
use throughline::model::{Knowledge, On, ReportId};
use throughline::source::words::{Basis, LinkKey, Verdict};
use throughline::source::{Documents, Files};
use throughline::suggest::{Confidence, Suggester};

use crate::notes::{Notes, Place};

/// What the program reads.
pub(crate) struct Council {
    pub(crate) read: Vec<Read>,
    /// The links that it calls certain.
    pub(crate) certain: Vec<CertainLink>,
    /// The names that the notes give the reports that could not be imported.
    pub(crate) missing: Vec<String>,
}

/// A link that it calls certain, by the names of reports in the notes and by fingerprints of sentences.
pub(crate) struct CertainLink {
    pub(crate) kind: &'static str,
    pub(crate) report: String,
    pub(crate) passage: Vec<String>,
    pub(crate) asked_in: String,
    /// The recommendation's; none where it is about a group or a whole report.
    pub(crate) on: Vec<String>,
    pub(crate) verdict: Option<Verdict>,
}

/// A sentence in which it sees a look-back.
pub(crate) struct Read {
    /// The report, by its name in the notes.
    pub(crate) report: String,
    pub(crate) look_back: LookBack,
    /// The reports that it means, by their names in the notes.
    pub(crate) meant: Vec<String>,
    prints: [String; 3],
}

impl Council {
    /// Imports the reports that the notes name; nothing where the documents are not here.
    pub(crate) fn import(shared: &Path, notes: &Notes) -> Option<Self> {
        let wanted: BTreeMap<PathBuf, String> =
            notes.reports.iter().map(|(name, path)| (shared.join(path), name.clone())).collect();
        let paths: Vec<PathBuf> = wanted.keys().filter(|p| p.is_file()).cloned().collect();
        if paths.is_empty() {
            return None;
        }
        let site = tempfile::tempdir().unwrap();
        let settings = [("site.toml", "title = \"Reading\"\n")];
        let (documents, _) = Documents::read(Files::from_texts(settings));
        let fates = import(site.path(), &documents, &find_files(&paths).unwrap(), false, || {});
        let mut texts = vec![("site.toml".to_owned(), settings[0].1.to_owned())];
        let mut names: BTreeMap<String, String> = BTreeMap::new();
        for fate in &fates {
            if let ImportOutcome::Imported { draft, .. } = &fate.outcome {
                let id = draft.trim_start_matches("content/inspections/").trim_end_matches(".md");
                names.insert(id.to_owned(), wanted[&fate.path].clone());
            }
        }
        content(site.path(), site.path(), &mut texts);
        let (documents, _) = Documents::read(Files::from_texts(texts.iter().map(|(n, t)| (n.as_str(), t.as_str()))));
        let (knowledge, _) = Knowledge::build(documents);
        let name = |report: ReportId| names.get(&knowledge.report(report).id()).cloned();
        let suggester = Suggester::new(&knowledge);
        let mut read = Vec::new();
        for report in knowledge.report_ids() {
            let Some(report_name) = name(report) else { continue };
            for (look_back, meant) in suggester.look_backs(report) {
                read.push(Read {
                    report: report_name.clone(),
                    prints: prints(&look_back.text),
                    look_back,
                    meant: meant.into_iter().filter_map(name).collect(),
                });
            }
        }
        let reports: Vec<ReportId> = knowledge.report_ids().collect();
        let mut certain = Vec::new();
        for found in suggester.of_reports(&reports) {
            for link in found.links.iter().filter(|link| link.confidence == Confidence::Certain) {
                let (earlier, on) = match link.on {
                    On::One(id) => {
                        (knowledge.report_of(id), of_sentences(&knowledge.finding(knowledge.finding_of(id)).text))
                    }
                    On::Group { report, .. } | On::Report(report) => (report, Vec::new()),
                };
                let (Some(report), Some(asked_in)) = (name(found.report), name(earlier)) else { continue };
                certain.push(CertainLink {
                    kind: match link.on {
                        On::Report(_) => "mention",
                        On::Group { .. } => "group",
                        On::One(_) if link.key == Some(LinkKey::Again) => "again",
                        On::One(_) if link.basis == Some(Basis::Stated) => "stated",
                        On::One(_) => "answered",
                    },
                    report,
                    passage: of_sentences(&found.passage(link.passage).text),
                    asked_in,
                    on,
                    verdict: link.key.and_then(|key| key.verdict()),
                });
            }
        }
        let missing = wanted.values().filter(|n| !names.values().any(|m| m == *n)).cloned().collect();
        Some(Self { read, certain, missing })
    }
}

impl Read {
    /// Whether it is the sentence of a place. Sentences may be cut a little differently; their first or last
    /// words are then the same.
    pub(crate) fn is_at(&self, place: &Place) -> bool {
        let [whole, head, tail] = &self.prints;
        self.report == place.report && (*whole == place.sentence || *head == place.head || *tail == place.tail)
    }
}

/// The content files below a folder, reviewed, so that all of them count.
fn content(root: &Path, folder: &Path, texts: &mut Vec<(String, String)>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            content(root, &path, texts);
        } else if path.extension().is_some_and(|e| e == "md") {
            let name = path.strip_prefix(root).unwrap().to_str().unwrap().to_owned();
            let text = std::fs::read_to_string(&path).unwrap();
            texts.push((name, text.replacen("reviewed = false", "reviewed = true", 1)));
        }
    }
}

/// Fingerprints of all sentences of a text.
fn of_sentences(text: &str) -> Vec<String> {
    sentences(text).into_iter().map(|range| fingerprint(&text[range])).collect()
}

/// Fingerprints of a sentence, of its first seven words and of its last seven.
fn prints(sentence: &str) -> [String; 3] {
    let words: Vec<&str> = sentence.split_whitespace().collect();
    let last = words.len().saturating_sub(7);
    [sentence.to_owned(), words[..words.len().min(7)].join(" "), words[last..].join(" ")].map(|text| fingerprint(&text))
}

/// The first 12 hexadecimal digits of the SHA-256 of the letters and digits in lower case.
fn fingerprint(text: &str) -> String {
    let plain: String = text.to_lowercase().chars().filter(|c| c.is_ascii_lowercase() || c.is_ascii_digit()).collect();
    Sha256::digest(plain.as_bytes()).iter().take(6).map(|byte| format!("{byte:02x}")).collect()
}
