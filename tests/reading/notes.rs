//! The readers' notes, by place and fingerprint.

use std::collections::BTreeMap;

/// What a reader noted of one council.
#[derive(Debug, Default)]
pub(crate) struct Notes {
    /// The PDF of each report, by its name in these notes.
    pub(crate) reports: BTreeMap<String, String>,
    pub(crate) look_backs: Vec<Noted>,
    /// Passages that tell how what was asked for now stands, or ask again.
    pub(crate) follow_ups: Vec<FollowUp>,
    /// Sentences that look like it and are none.
    pub(crate) near: Vec<Place>,
}

/// A passage and what an earlier report asked for, that a reader tied.
#[derive(Clone, Debug)]
pub(crate) struct FollowUp {
    pub(crate) report: String,
    /// Fingerprints of the passage's sentences.
    pub(crate) by: Vec<String>,
    /// The earlier report, and fingerprints of the recommendation's sentences.
    pub(crate) asked_in: String,
    pub(crate) on: Vec<String>,
    pub(crate) basis: String,
    pub(crate) verdict: String,
}

/// Where a sentence stands.
#[derive(Clone, Debug)]
pub(crate) struct Place {
    pub(crate) report: String,
    /// Fingerprint of the block.
    pub(crate) block: String,
    /// Fingerprints of the sentence, of its first seven words and of its last seven.
    pub(crate) sentence: String,
    pub(crate) head: String,
    pub(crate) tail: String,
}

/// A sentence that looks back.
#[derive(Clone, Debug)]
pub(crate) struct Noted {
    pub(crate) place: Place,
    fields: BTreeMap<String, String>,
}

impl Notes {
    pub(crate) fn parse(text: &str) -> Self {
        let mut notes = Self::default();
        for line in text.lines() {
            let words: Vec<&str> = line.split_whitespace().collect();
            match words.as_slice() {
                ["report", name, path] => {
                    notes.reports.insert((*name).to_owned(), (*path).to_owned());
                }
                ["LB", report, block, sentence, head, tail, fields @ ..] => {
                    let fields = fields.iter().filter_map(|f| f.split_once('='));
                    notes.look_backs.push(Noted {
                        place: Place::new(report, block, [sentence, head, tail]),
                        fields: fields.map(|(key, value)| (key.to_owned(), value.to_owned())).collect(),
                    });
                }
                ["FU", report, by, fields @ ..] => {
                    let field = |key: &str| {
                        let found = fields.iter().filter_map(|f| f.split_once('=')).find(|(name, _)| *name == key);
                        found.map_or("-", |(_, value)| value)
                    };
                    let list = |text: &str| text.split(',').map(str::to_owned).collect();
                    let (asked_in, on) = field("on").split_once('#').unwrap_or_default();
                    notes.follow_ups.push(FollowUp {
                        report: (*report).to_owned(),
                        by: list(by),
                        asked_in: asked_in.to_owned(),
                        on: list(on),
                        basis: field("basis").to_owned(),
                        verdict: field("verdict").to_owned(),
                    });
                }
                ["NM", report, block, sentence, head, tail] => {
                    notes.near.push(Place::new(report, block, [sentence, head, tail]))
                }
                _ => {}
            }
        }
        notes
    }
}

impl Place {
    fn new(report: &str, block: &str, sentence: [&str; 3]) -> Self {
        let [sentence, head, tail] = sentence.map(str::to_owned);
        Self { report: report.to_owned(), block: block.to_owned(), sentence, head, tail }
    }
}

impl Noted {
    pub(crate) fn is(&self, key: &str) -> &str {
        self.fields.get(key).map_or("-", String::as_str)
    }

    /// A bare statement of a date or grade in a box of facts: for the front matter, no look-back.
    pub(crate) fn is_fact(&self) -> bool {
        self.is("matter") == "fact"
    }
}
