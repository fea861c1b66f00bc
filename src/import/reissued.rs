//! A report that is here already, issued again with other words: which paragraphs differ.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::alike::{Letters, partners};
use crate::source::body;

/// A paragraph that is not the same in both.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Difference {
    /// What stands here, from the first word that differs; empty where the paragraph is new.
    pub here: String,
    /// What the other file says; empty where the paragraph is gone.
    pub new: String,
}

/// In words: so much of a paragraph is shown, and so much before the first word that differs.
const SHOWN: usize = 14;
const BEFORE: usize = 5;

/// The paragraphs in which two drafts' bodies differ, in order.
#[must_use]
pub fn differences(here: &str, new: &str) -> Vec<Difference> {
    let (here, new) = (paragraphs(here), paragraphs(new));
    let (only_here, only_new) = (missing(&here, &new), missing(&new, &here));
    // One beside the other where they are alike; else a row of its own, since no words of it stand on the other side.
    let letters = |list: &[&String]| -> Vec<Letters> { list.iter().map(|text| Letters::of(text)).collect() };
    let partners = partners(&letters(&only_here), &letters(&only_new));
    let of_new = |to: &usize| only_new.get(*to).map_or("", |text| text.as_str());
    let mut found: Vec<Difference> =
        only_here.iter().zip(&partners).map(|(text, to)| shown(text, to.as_ref().map_or("", of_new))).collect();
    let paired: BTreeSet<usize> = partners.into_iter().flatten().collect();
    let alone = only_new.iter().enumerate().filter(|(number, _)| !paired.contains(number));
    found.extend(alone.map(|(_, text)| shown("", text)));
    found
}

/// The first words of a text, in quotes.
pub(crate) fn excerpt(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let cut = words.iter().take(SHOWN).copied().collect::<Vec<_>>().join(" ");
    format!("“{cut}{}”", if words.len() > SHOWN { "…" } else { "" })
}

/// Those of a list that another does not hold as often.
fn missing<'a>(list: &'a [String], other: &[String]) -> Vec<&'a String> {
    let mut held: BTreeMap<&str, usize> = BTreeMap::new();
    for text in other {
        *held.entry(text).or_default() += 1;
    }
    list.iter()
        .filter(|text| match held.get_mut(text.as_str()) {
            Some(times) if *times > 0 => {
                *times -= 1;
                false
            }
            _ => true,
        })
        .collect()
}

/// Both paragraphs from a little before the first word that differs.
fn shown(here: &str, new: &str) -> Difference {
    let (old, other): (Vec<&str>, Vec<&str>) = (here.split(' ').collect(), new.split(' ').collect());
    let same = old.iter().zip(&other).take_while(|(a, b)| a == b).count();
    let from = same.saturating_sub(BEFORE);
    let excerpt = |words: &[&str]| {
        let cut: Vec<&str> = words.iter().skip(from).take(SHOWN).copied().collect();
        let dots = |yes: bool| if yes { "…" } else { "" };
        let text = cut.join(" ");
        if text.is_empty() { text } else { format!("{}{text}{}", dots(from > 0), dots(words.len() > from + SHOWN)) }
    };
    Difference { here: excerpt(&old), new: excerpt(&other) }
}

/// The paragraphs, items and headings below the front matter, without marks and attributes.
fn paragraphs(text: &str) -> Vec<String> {
    let body = text.splitn(3, "+++").nth(2).unwrap_or(text);
    let mut all: Vec<String> = Vec::new();
    let mut open = false;
    for line in body.lines() {
        let line = line.trim();
        let begins = line.starts_with(['-', '#'])
            || line.split_once("\\. ").is_some_and(|(number, _)| number.bytes().all(|b| b.is_ascii_digit()));
        let words = plain(line.trim_start_matches(['-', '#', ' ']));
        match all.last_mut().filter(|_| open && !begins) {
            Some(last) if !words.is_empty() => {
                last.push(' ');
                last.push_str(&words);
            }
            _ if !words.is_empty() => all.push(words),
            _ => {}
        }
        open = !line.is_empty();
    }
    all
}

/// The words of a line of Markdown, without attributes.
fn plain(line: &str) -> String {
    let end = line.rfind(" {").filter(|_| line.ends_with('}') && !line.ends_with("\\}"));
    body::plain(end.and_then(|end| line.get(..end)).unwrap_or(line))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_differs_is_told() {
        let here = "+++\na = 1\n+++\n\n## Findings\n\nThe number of lamps that wait for a new wick has fallen by half.\n\n- One. {#one}\n- Two. {#two}\n";
        let new = "+++\na = 2\n+++\n\n## Findings\n\nThe number of lamps that wait for a new wick\nhas fallen by a third.\n\n- One. {#uno}\n- Two. {#two}\n- Three.\n";
        assert_eq!(
            differences(here, new),
            [
                Difference {
                    here: "…new wick has fallen by half.".into(),
                    new: "…new wick has fallen by a third.".into()
                },
                Difference { here: String::new(), new: "Three.".into() },
            ]
        );
        assert!(differences(here, here).is_empty());
    }
}
