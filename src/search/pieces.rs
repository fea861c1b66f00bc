//! The pieces that a browser reads as it needs them: scripts with one call, which hand one text over, and shards of
//! terms.

use std::sync::{Mutex, PoisonError};

use super::encode::{letter, number};
use super::index::{MEANING, Posting};

/// About so many bytes make a shard; terms with the same first letters stay together.
const SHARD: usize = 6 * 1024;
/// Groups of words have shards of their own, smaller ones: a question needs some of many groups, far from each other.
const MEANINGS: usize = SHARD / 4;
/// Stands for no endings, where an empty one is the stem itself.
const NO_ENDINGS: &str = "-";
/// So many first letters, so that one shard holds every word that begins with what has been typed.
const TOGETHER: usize = 3;

/// Hands pieces over, and remembers what they hold.
pub(super) struct Pieces<'a, P> {
    put: &'a P,
    hashes: Mutex<Vec<(String, blake3::Hash)>>,
}

impl<'a, E, P: Fn(&str, &[u8]) -> Result<(), E> + Sync> Pieces<'a, P> {
    pub(super) fn new(put: &'a P) -> Self {
        Self { put, hashes: Mutex::default() }
    }

    /// A piece with a value of JavaScript.
    pub(super) fn script(&self, name: &str, value: &str) -> Result<(), E> {
        let bytes = format!("throughline(\"{name}\",{value})\n").into_bytes();
        let hash = blake3::hash(&bytes);
        self.hashes.lock().unwrap_or_else(PoisonError::into_inner).push((name.to_owned(), hash));
        (self.put)(&format!("search/{name}.js"), &bytes)
    }

    pub(super) fn text(&self, name: &str, text: &str) -> Result<(), E> {
        self.script(name, &serde_json::Value::from(text).to_string())
    }

    /// What tells the pieces of this index from those of another: a browser that kept some of an older one asks anew.
    pub(super) fn version(&self) -> String {
        let mut hashes = self.hashes.lock().unwrap_or_else(PoisonError::into_inner);
        // They come in any order, from several threads.
        hashes.sort_unstable_by(|a, b| a.0.cmp(&b.0));
        let mut version = blake3::Hasher::new();
        for (name, hash) in hashes.iter() {
            version.update(name.as_bytes());
            version.update(hash.as_bytes());
        }
        // Forty bits: it has to differ from the few indexes that one browser may have kept, not from all that there are.
        version.finalize().to_hex().chars().take(10).collect()
    }
}

/// Shards, each with the first letters of its first term; lines come in order of their terms.
pub(super) fn shards<'a>(lines: impl Iterator<Item = (&'a str, String)>) -> Vec<(String, String)> {
    let mut shards: Vec<(String, String)> = Vec::new();
    let mut before = "";
    for (term, line) in lines {
        let start: &str = term.get(..TOGETHER).unwrap_or(term);
        let size = if term.starts_with(MEANING) { MEANINGS } else { SHARD };
        let full = shards.last().is_none_or(|(_, text)| text.len() >= size);
        // Never between two words that begin alike: whoever types one would need both shards.
        if full && start != before {
            shards.push((start.to_owned(), String::new()));
        }
        before = start;
        if let Some((_, text)) = shards.last_mut() {
            text.push_str(&line);
        }
    }
    shards
}

/// What a term's line says before its records.
pub(super) fn beginning(posting: &Posting) -> String {
    let mut line = posting.term.clone();
    line.push(' ');
    // An empty list is one of words that do not begin with the stem.
    line.push_str(if posting.endings.is_empty() { NO_ENDINGS } else { "" });
    for (n, ending) in posting.endings.iter().enumerate() {
        line.push_str(if n == 0 { "" } else { "," });
        line.push_str(ending);
    }
    line.push(' ');
    line
}

/// Records, in order, each as its distance from the one before and a letter for how much a term says there.
pub(super) fn encoded(line: &mut String, records: impl Iterator<Item = (usize, usize)>) {
    let mut last = 0;
    for (record, level) in records {
        number(line, record - last);
        letter(line, level);
        last = record;
    }
}
