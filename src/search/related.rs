//! Everyday words for what reports say in the words of the trade, so that a question in plain language finds
//! its page. A group of words of one meaning is a term of its own: records have it by the trade's phrases, and
//! a question has it by any phrase of the group. The browser finds those: `templates/assets/ranking.js`.

use std::collections::{BTreeMap, BTreeSet};

use crate::terms::Terms;

/// `words of the trade = words of everyday`, one group a line; a phrase of the left side stands for it in reports.
const GROUPS: &str = include_str!("related.txt");

/// A phrase's words after the first, and the group that it leads to.
type Rest = (Vec<String>, usize);

/// Groups of words of one meaning.
#[derive(Debug)]
pub(super) struct Groups {
    /// The trade's phrases by their first word.
    trade: BTreeMap<String, Vec<Rest>>,
    /// All phrases of each group, with commas between them.
    phrases: Vec<String>,
}

impl Groups {
    pub(super) fn new() -> Self {
        let terms = Terms::default();
        let mut groups = Self { trade: BTreeMap::new(), phrases: Vec::new() };
        for line in GROUPS.lines().filter(|l| !l.trim().is_empty() && !l.starts_with('#')) {
            // A line without everyday words still says that the phrases of the trade mean one thing.
            let (trade, everyday) = line.split_once('=').unwrap_or((line, ""));
            let of = |side: &str| side.split(',').map(|phrase| forms(&terms, phrase)).collect::<Vec<_>>();
            let (trade, everyday) = (of(trade), of(everyday));
            groups
                .phrases
                .push(trade.iter().chain(&everyday).map(|words| words.join(" ")).collect::<Vec<_>>().join(","));
            for words in trade {
                if let [first, rest @ ..] = words.as_slice() {
                    let rest = (rest.to_vec(), groups.phrases.len() - 1);
                    groups.trade.entry(first.clone()).or_default().push(rest);
                }
            }
        }
        groups
    }

    /// All phrases of each group as a browser reads them.
    pub(super) fn phrases(&self) -> &[String] {
        &self.phrases
    }
}

/// All words, stop words too: `out of area` is not any area.
fn forms(terms: &Terms, text: &str) -> Vec<String> {
    // Without the `s` of a plural. A stem would say too much: `independent` reviewing is not `independence`.
    terms.words(text).iter().map(|word| word.folded.strip_suffix('s').unwrap_or(&word.folded).to_owned()).collect()
}

/// Finds what a text means, in one thread.
pub(super) struct Related<'a> {
    groups: &'a Groups,
    terms: Terms,
}

impl<'a> Related<'a> {
    pub(super) fn of(groups: &'a Groups) -> Self {
        Self { groups, terms: Terms::default() }
    }

    /// The groups that some of a text's phrases stand for.
    pub(super) fn to(&self, text: &str) -> BTreeSet<usize> {
        let words = forms(&self.terms, text);
        let mut found = BTreeSet::new();
        let mut left = words.as_slice();
        while let [word, after @ ..] = left {
            let here = self.groups.trade.get(word).into_iter().flatten();
            found.extend(here.filter(|(rest, _)| after.starts_with(rest)).map(|(_, group)| *group));
            left = after;
        }
        found
    }
}
