//! Everyday words for what reports say in the words of the trade, so that a question in plain language finds
//! its page. A group of words of one meaning is a term of its own: records have it by the trade's phrases, and
//! a question has it by any phrase of the group. The browser finds those: `templates/assets/ranking.js`.

use std::collections::{BTreeMap, HashMap};

use crate::terms::words;

/// `words of the trade = words of everyday`, one group a line; a phrase of the left side stands for it in reports.
const GROUPS: &str = include_str!("related.txt");

/// A phrase's words after the first, as forms, and the group that it leads to.
type Rest = (Vec<Option<u32>>, u32);

/// Groups of words of one meaning.
#[derive(Debug)]
pub(super) struct Groups {
    /// The words of the trade's phrases, each with its number. Only ever asked for one word.
    forms: HashMap<String, u32>,
    /// The trade's phrases by their first word.
    trade: BTreeMap<u32, Vec<Rest>>,
    /// All phrases of each group, with commas between them.
    phrases: Vec<String>,
}

impl Groups {
    pub(super) fn new() -> Self {
        let mut groups = Self { forms: HashMap::new(), trade: BTreeMap::new(), phrases: Vec::new() };
        for line in GROUPS.lines().filter(|l| !l.trim().is_empty() && !l.starts_with('#')) {
            // A line without everyday words still says that the phrases of the trade mean one thing.
            let (trade, everyday) = line.split_once('=').unwrap_or((line, ""));
            let of = |side: &str| side.split(',').map(forms).collect::<Vec<_>>();
            let (trade, everyday) = (of(trade), of(everyday));
            let group = u32::try_from(groups.phrases.len()).unwrap_or(u32::MAX);
            groups
                .phrases
                .push(trade.iter().chain(&everyday).map(|words| words.join(" ")).collect::<Vec<_>>().join(","));
            for words in trade {
                let numbers: Vec<u32> = words.into_iter().map(|word| groups.number(word)).collect();
                if let [first, rest @ ..] = numbers.as_slice() {
                    let rest = (rest.iter().copied().map(Some).collect(), group);
                    groups.trade.entry(*first).or_default().push(rest);
                }
            }
        }
        groups
    }

    fn number(&mut self, form: String) -> u32 {
        let next = u32::try_from(self.forms.len()).unwrap_or(u32::MAX);
        *self.forms.entry(form).or_insert(next)
    }

    /// All phrases of each group as a browser reads them.
    pub(super) fn phrases(&self) -> &[String] {
        &self.phrases
    }

    /// The number of a folded word among those of the trade's phrases.
    pub(super) fn form(&self, folded: &str) -> Option<u32> {
        self.forms.get(form(folded)).copied()
    }

    /// Adds the groups that some of a text's phrases stand for.
    pub(super) fn find(&self, forms: &[Option<u32>], found: &mut Vec<u32>) {
        let mut left = forms;
        while let [word, after @ ..] = left {
            let here = word.and_then(|word| self.trade.get(&word)).into_iter().flatten();
            found.extend(here.filter(|(rest, _)| after.starts_with(rest)).map(|(_, group)| *group));
            left = after;
        }
    }
}

/// A word without the `s` of a plural. A stem would say too much: `independent` reviewing is not `independence`.
fn form(folded: &str) -> &str {
    folded.strip_suffix('s').unwrap_or(folded)
}

/// All words, stop words too: `out of area` is not any area.
fn forms(text: &str) -> Vec<String> {
    words(text).map(|(word, _)| form(&word).to_owned()).collect()
}
