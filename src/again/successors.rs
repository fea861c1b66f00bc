//! Which statement of a new reading stands for which of the old one: by this ids stay.

use std::collections::{BTreeMap, BTreeSet};

use crate::import::alike::{Letters, holders, partners};
use crate::source::Report;
use crate::source::words::Kind;
use crate::suggest::passage::pieces;
use crate::terms::finding_ids;

/// A finding, a paragraph or an item of a draft.
#[derive(Debug)]
pub(super) struct Statement {
    /// Its id, where it has one.
    pub(super) id: Option<String>,
    /// What it is; an unmarked paragraph is a plain finding.
    pub(super) kind: Kind,
    /// Its plain words.
    pub(super) text: String,
    /// Its other attributes, as they are compared: each key with its value.
    pub(super) attributes: BTreeMap<&'static str, String>,
}

/// The statements of a report in order; `text` is its file's.
pub(super) fn statements(report: &Report, text: &str) -> Vec<Statement> {
    let of = |number: Option<usize>| number.and_then(|n| report.body.findings.get(n));
    let statements = pieces(&report.body, text).map(|(_, number, text)| {
        let finding = of(number);
        let mut attributes = BTreeMap::new();
        if let Some(finding) = finding {
            let themes: Vec<&str> = finding.suggested_themes.iter().map(|theme| theme.value.as_str()).collect();
            let pairs = [
                ("suggested-theme", Some(themes.join(", ")).filter(|themes| !themes.is_empty())),
                ("at", finding.at.clone()),
                ("by", finding.by.clone()),
                ("to", finding.to.clone()),
                ("tag", finding.tag.clone()),
                ("label", finding.label.clone()),
                ("family", finding.family.clone()),
            ];
            attributes.extend(pairs.into_iter().filter_map(|(key, value)| Some((key, value?))));
        }
        Statement {
            id: finding.and_then(|f| f.id.as_ref()).map(|id| id.value.clone()),
            kind: finding.map_or(Kind::Finding, |f| f.kind),
            text,
            attributes,
        }
    });
    statements.collect()
}

/// For each old statement the new one that stands for it, if any.
#[derive(Debug)]
pub(super) struct Successors {
    /// The new statement, and whether the old one passes on its id to it: of several, one does.
    to: Vec<Option<(usize, bool)>>,
}

impl Successors {
    pub(super) fn find(old: &[Statement], new: &[Statement]) -> Self {
        let mut found = Self { to: vec![None; old.len()] };
        let letters = |list: &[Statement]| -> Vec<Letters> { list.iter().map(|s| Letters::of(&s.text)).collect() };
        let (old_letters, new_letters) = (letters(old), letters(new));
        // Findings first: the same words may stand in a summary as well, and an id belongs to what has one.
        let addressed = |list: &[Statement]| numbers(list, |s| s.id.is_some());
        found.pair(addressed(old), addressed(new), (old, new));
        let rest = |found: &Self| {
            let taken: BTreeSet<usize> = found.to.iter().flatten().map(|(to, _)| *to).collect();
            let old = (0..old.len()).filter(|n| found.of(*n).is_none()).collect();
            (old, numbers(new, |_| true).into_iter().filter(|n| !taken.contains(n)).collect())
        };
        let (old_rest, new_rest) = rest(&found);
        found.pair(old_rest, new_rest, (old, new));
        let (old_rest, new_rest) = rest(&found);
        found.parts(&old_rest, &new_rest, (&old_letters, &new_letters));
        let (old_rest, _) = rest(&found);
        found.wholes(&old_rest, (&old_letters, &new_letters));
        found
    }

    /// The new statement that stands for an old one.
    pub(super) fn of(&self, old: usize) -> Option<usize> {
        self.to.get(old).copied().flatten().map(|(to, _)| to)
    }

    fn set(&mut self, old: usize, to: usize, passes_on: bool) {
        if let Some(place) = self.to.get_mut(old) {
            *place = Some((to, passes_on));
        }
    }

    /// The same words, or words that are alike.
    fn pair(&mut self, old: Vec<usize>, new: Vec<usize>, (all_old, all_new): (&[Statement], &[Statement])) {
        let letters = |list: &[usize], all: &[Statement]| -> Vec<Letters> {
            list.iter().filter_map(|n| all.get(*n)).map(|s| Letters::of(&s.text)).collect()
        };
        let found = partners(&letters(&old, all_old), &letters(&new, all_new));
        for (from, to) in old.iter().zip(found) {
            if let Some(to) = to.and_then(|to| new.get(to)) {
                self.set(*from, *to, true);
            }
        }
    }

    /// What was one and is several now: the longest of them stands for it.
    fn parts(&mut self, old: &[usize], new: &[usize], (old_letters, new_letters): (&[Letters], &[Letters])) {
        let pick = |list: &[usize], all: &'_ [Letters]| -> Vec<usize> {
            list.iter().copied().filter(|n| all.get(*n).is_some()).collect()
        };
        let (old, new) = (pick(old, old_letters), pick(new, new_letters));
        let (wholes, parts): (Vec<&Letters>, Vec<&Letters>) = (
            old.iter().filter_map(|n| old_letters.get(*n)).collect(),
            new.iter().filter_map(|n| new_letters.get(*n)).collect(),
        );
        let mut longest: BTreeMap<usize, (usize, usize)> = BTreeMap::new();
        for ((number, part), whole) in new.iter().zip(&parts).zip(holders(&parts, &wholes)) {
            let Some(whole) = whole.and_then(|n| old.get(n)) else { continue };
            let entry = longest.entry(*whole).or_insert((part.count(), *number));
            if part.count() > entry.0 {
                *entry = (part.count(), *number);
            }
        }
        for (old, (_, new)) in longest {
            self.set(old, new, true);
        }
    }

    /// What was several and is one now: it stands for all of them, and keeps the id of the one that is most like it.
    fn wholes(&mut self, old: &[usize], (old_letters, new_letters): (&[Letters], &[Letters])) {
        let parts: Vec<&Letters> = old.iter().filter_map(|n| old_letters.get(*n)).collect();
        let wholes: Vec<&Letters> = new_letters.iter().collect();
        let has_owner: BTreeSet<usize> = self.to.iter().flatten().filter(|(_, own)| *own).map(|(to, _)| *to).collect();
        let mut owned = BTreeSet::new();
        for (number, whole) in old.iter().zip(holders(&parts, &wholes)) {
            if let Some(to) = whole {
                self.set(*number, to, !has_owner.contains(&to) && owned.insert(to));
            }
        }
    }

    /// The ids of the new findings in order, and the old ids that lead to another one now.
    pub(super) fn ids(&self, old: &[Statement], new: &[Statement], renamed: &[(String, String)]) -> Ids {
        let passed_on: BTreeMap<usize, &String> = old
            .iter()
            .zip(&self.to)
            .filter_map(|(statement, to)| Some((to.filter(|(_, own)| *own)?.0, statement.id.as_ref()?)))
            .collect();
        // An id that was somebody's never becomes another's.
        let mut taken: BTreeSet<String> = old.iter().filter_map(|s| s.id.clone()).collect();
        taken.extend(renamed.iter().map(|(old, _)| old.clone()));
        let mut by_number: BTreeMap<usize, String> = BTreeMap::new();
        for (number, statement) in new.iter().enumerate().filter(|(_, s)| s.id.is_some()) {
            let kept = passed_on.get(&number).map(|id| (*id).clone());
            by_number.insert(number, kept.unwrap_or_else(|| finding_ids::fresh(&statement.text, &mut taken)));
        }
        let now: BTreeMap<&str, Option<&String>> = old
            .iter()
            .zip(&self.to)
            .filter_map(|(s, to)| Some((s.id.as_deref()?, to.and_then(|(to, _)| by_number.get(&to)))))
            .collect();
        let mut ids = Ids { by_number: BTreeMap::new(), renamed: Vec::new(), gone: Vec::new() };
        let all = old.iter().filter_map(|s| s.id.as_deref()).map(|id| (id, id));
        let earlier = renamed.iter().map(|(old, new)| (old.as_str(), new.as_str()));
        for (id, at) in earlier.chain(all) {
            match now.get(at).copied().flatten() {
                Some(present) if present == id => {}
                Some(present) => ids.renamed.push((id.to_owned(), present.clone())),
                None => ids.gone.push(id.to_owned()),
            }
        }
        ids.by_number = by_number;
        ids
    }
}

/// Ids after a new reading.
#[derive(Debug)]
pub(super) struct Ids {
    /// Those of the new findings, by the number of their statement.
    pub(super) by_number: BTreeMap<usize, String>,
    /// Old ids, each with the one that it leads to.
    pub(super) renamed: Vec<(String, String)>,
    /// Old ids that lead nowhere.
    pub(super) gone: Vec<String>,
}

fn numbers(list: &[Statement], is: impl Fn(&Statement) -> bool) -> Vec<usize> {
    list.iter().enumerate().filter(|(_, s)| is(s)).map(|(number, _)| number).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(texts: &[(Option<&str>, &str)]) -> Vec<Statement> {
        let statement = |(id, text): &(Option<&str>, &str)| Statement {
            id: id.map(str::to_owned),
            kind: Kind::Finding,
            text: (*text).to_owned(),
            attributes: BTreeMap::new(),
        };
        texts.iter().map(statement).collect()
    }

    fn ids(old: &[(Option<&str>, &str)], new: &[(Option<&str>, &str)], renamed: &[(&str, &str)]) -> Ids {
        let (old, new) = (list(old), list(new));
        let renamed: Vec<_> = renamed.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect();
        Successors::find(&old, &new).ids(&old, &new, &renamed)
    }

    const LAMPS: &str = "The lamps of the north quay are lit late on winter evenings.";
    const NETS: &str = "Nets are mended by nobody in particular.";

    #[test]
    fn ids_stay_with_words_that_are_the_same_or_alike() {
        let found = ids(
            &[(Some("a"), LAMPS), (Some("b"), NETS)],
            &[(Some("x"), NETS), (Some("y"), "The lamps of the north quay are lit too late on winter evenings.")],
            &[("older", "a")],
        );
        assert_eq!(found.by_number.into_values().collect::<Vec<_>>(), ["b", "a"]);
        assert_eq!((found.renamed, found.gone), (vec![("older".to_owned(), "a".to_owned())], vec![]));
    }

    #[test]
    fn an_id_that_was_somebodys_never_becomes_anothers() {
        let found = ids(&[(Some("lamps"), NETS)], &[(Some("lamps"), "Lamps.")], &[("lamps-2", "lamps")]);
        assert_eq!(found.by_number.into_values().collect::<Vec<_>>(), ["lamps-3"]);
        assert_eq!((found.renamed, found.gone), (vec![], vec!["lamps-2".to_owned(), "lamps".to_owned()]));
    }

    #[test]
    fn two_that_become_one_lead_to_it_and_of_one_that_becomes_two_the_longest_keeps_the_id() {
        let (one, two) = ("The lamps of the north quay are", "lit late on winter evenings.");
        let found = ids(&[(Some("a"), one), (Some("b"), two), (Some("c"), NETS)], &[(Some("x"), LAMPS)], &[("z", "b")]);
        assert_eq!(found.by_number.into_values().collect::<Vec<_>>(), ["a"]);
        let renamed = [("z".to_owned(), "a".to_owned()), ("b".to_owned(), "a".to_owned())];
        assert_eq!((found.renamed.as_slice(), found.gone), (renamed.as_slice(), vec!["c".to_owned()]));
        let found = ids(&[(Some("a"), LAMPS)], &[(Some("x"), two), (Some("y"), one)], &[]);
        assert_eq!(found.by_number.into_values().collect::<Vec<_>>(), ["lit-late-winter-evenings", "a"]);
    }

    #[test]
    fn what_is_a_paragraph_now_has_no_address() {
        let found = ids(&[(Some("a"), LAMPS)], &[(None, LAMPS), (Some("x"), NETS)], &[]);
        assert_eq!(found.gone, ["a"]);
        let (old, new) = (list(&[(Some("a"), LAMPS)]), list(&[(None, LAMPS)]));
        assert_eq!(Successors::find(&old, &new).of(0), Some(0), "a decision about it has a successor all the same");
    }
}
