//! Texts that are the same or alike, each with its partner: for two readings of one report, and for a report that
//! was issued again.
//!
//! Start at [`partners`]. How alike two texts are is a matter of their letters alone, whatever they mean.

use std::cmp::{Ordering, Reverse};
use std::collections::{BTreeMap, BTreeSet, VecDeque};

use crate::terms;

/// Texts that share this much of their letters are the same statement, read or worded a little otherwise: twice the
/// runs of three letters that both have, by the runs of both.
// It separates another reading of one statement from another statement of the same report. Measured on the items of 284
// real reports, drafted by this program and by an older one: of those that were not the same letter for letter, 38 had a
// partner at 0.73 or more, and none had one between 0.40 and 0.70; of 82,247 pairs of different items of one report, 3
// reached 0.70, which ask a council and its board for the same.
const ALIKE: f64 = 0.7;

/// A text stands in another one if this much of its runs of [`RUN`] letters do.
// Two items that were one, or one that was two: its letters are there in a row, but for a mark or a word read otherwise.
// Of 167,316 pairs of different items of one report, 4 reach it: a short one that a long paragraph quotes.
const HELD: f64 = 0.9;

/// Fewer letters than this stand in many a text by chance.
const LEAST_HELD: usize = 16;

/// So many letters in a row make two texts worth comparing.
// Shorter than that, runs stand in nearly every text; longer, a word read wrongly in the middle of a short one hides it.
const RUN: usize = 8;

/// A run that stands in more texts than this tells none of them apart, and costs time.
// It bounds what two long lists of the same phrases cost: candidates grow with the length of a list, not its square.
const MOST_WITH_RUN: usize = 40;

/// The letters and digits of a text, as they are compared: in lower case, without spaces and marks. Where a word ends
/// is what readings differ in most.
#[derive(Debug)]
pub(crate) struct Letters {
    all: Vec<u8>,
    /// Runs of three, sorted.
    threes: Vec<[u8; 3]>,
}

impl Letters {
    pub(crate) fn of(text: &str) -> Self {
        // Folded words are ASCII.
        let all: Vec<u8> = terms::words(text).flat_map(|(word, _)| word.into_bytes()).collect();
        let mut threes: Vec<[u8; 3]> = all.windows(3).filter_map(|run| run.try_into().ok()).collect();
        threes.sort_unstable();
        Self { all, threes }
    }

    /// So many letters it has.
    pub(crate) fn count(&self) -> usize {
        self.all.len()
    }

    /// So many runs both have, each as often as it stands in both.
    fn common(&self, other: &Self) -> usize {
        let (mut own, mut theirs) = (self.threes.iter().peekable(), other.threes.iter().peekable());
        let mut count = 0;
        while let (Some(a), Some(b)) = (own.peek(), theirs.peek()) {
            match a.cmp(b) {
                Ordering::Less => drop(own.next()),
                Ordering::Greater => drop(theirs.next()),
                Ordering::Equal => {
                    count += 1;
                    own.next();
                    theirs.next();
                }
            }
        }
        count
    }

    /// From 0, nothing in common, to 1, the same letters.
    #[expect(clippy::cast_precision_loss, reason = "a text has far fewer letters than a float counts exactly")]
    fn likeness(&self, other: &Self) -> f64 {
        2.0 * self.common(other) as f64 / (self.threes.len() + other.threes.len()).max(1) as f64
    }

    /// Whether it stands in another text.
    #[expect(clippy::cast_precision_loss, reason = "a text has far fewer letters than a float counts exactly")]
    fn is_held_by(&self, other: &Self) -> bool {
        let (own, theirs) = (self.runs(), other.runs());
        self.count() >= LEAST_HELD && own.intersection(&theirs).count() as f64 >= HELD * own.len() as f64
    }

    /// What makes it worth comparing with another one.
    fn runs(&self) -> BTreeSet<&[u8]> {
        self.all.windows(RUN).collect()
    }
}

/// Which texts of two lists may be alike: those that share a run of letters.
struct Candidates<'a> {
    by_run: BTreeMap<&'a [u8], Vec<usize>>,
}

impl<'a> Candidates<'a> {
    fn among(texts: impl Iterator<Item = (usize, &'a Letters)>) -> Self {
        let mut by_run: BTreeMap<&[u8], Vec<usize>> = BTreeMap::new();
        for (number, letters) in texts {
            for run in letters.runs() {
                by_run.entry(run).or_default().push(number);
            }
        }
        by_run.retain(|_, texts| texts.len() <= MOST_WITH_RUN);
        Self { by_run }
    }

    /// The likeliest first, and of these no more than can be compared in good time.
    fn of(&self, letters: &Letters) -> Vec<usize> {
        let mut shared: BTreeMap<usize, usize> = BTreeMap::new();
        for number in letters.runs().iter().filter_map(|run| self.by_run.get(run)).flatten() {
            *shared.entry(*number).or_default() += 1;
        }
        let mut sorted: Vec<(usize, usize)> = shared.into_iter().collect();
        sorted.sort_by_key(|(number, runs)| (Reverse(*runs), *number));
        sorted.into_iter().map(|(number, _)| number).take(MOST_WITH_RUN).collect()
    }
}

/// For each old text the new one that is its partner, by number: the same letters, in order, else the most alike. No new
/// text is the partner of two.
pub(crate) fn partners(old: &[Letters], new: &[Letters]) -> Vec<Option<usize>> {
    let mut pairs = Pairs { of_old: vec![None; old.len()], taken: vec![false; new.len()] };
    let mut same: BTreeMap<&[u8], VecDeque<usize>> = BTreeMap::new();
    for (number, letters) in new.iter().enumerate() {
        same.entry(&letters.all).or_default().push_back(number);
    }
    for (number, letters) in old.iter().enumerate() {
        if let Some(to) = same.get_mut(letters.all.as_slice()).and_then(VecDeque::pop_front) {
            pairs.join(number, to);
        }
    }
    let alone: Vec<(usize, &Letters)> = old.iter().enumerate().filter(|(from, _)| pairs.is_alone(*from)).collect();
    // Mostly everything has its partner by now, and there is nothing to look for.
    if alone.is_empty() {
        return pairs.of_old;
    }
    let candidates = Candidates::among(new.iter().enumerate().filter(|(to, _)| pairs.is_free(*to)));
    let mut alike: Vec<(f64, usize, usize)> = Vec::new();
    for (from, letters) in alone {
        let likely = candidates.of(letters).into_iter();
        let found = likely.filter_map(|to| Some((letters.likeness(new.get(to)?), from, to)));
        alike.extend(found.filter(|(likeness, ..)| *likeness >= ALIKE));
    }
    // The most alike first; of equals those that stand first.
    alike.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| (a.1, a.2).cmp(&(b.1, b.2))));
    for (_, from, to) in alike {
        pairs.join(from, to);
    }
    pairs.of_old
}

/// Partners found so far.
struct Pairs {
    of_old: Vec<Option<usize>>,
    taken: Vec<bool>,
}

impl Pairs {
    fn is_alone(&self, old: usize) -> bool {
        self.of_old.get(old).is_some_and(Option::is_none)
    }

    fn is_free(&self, new: usize) -> bool {
        self.taken.get(new).is_some_and(|taken| !taken)
    }

    /// Joins two that have no partner yet.
    fn join(&mut self, old: usize, new: usize) {
        if let (Some(partner @ None), Some(taken @ false)) = (self.of_old.get_mut(old), self.taken.get_mut(new)) {
            (*partner, *taken) = (Some(new), true);
        }
    }
}

/// For each old text the new one that holds it, the most alike of several.
pub(crate) fn holders(old: &[&Letters], new: &[&Letters]) -> Vec<Option<usize>> {
    let candidates = Candidates::among(new.iter().enumerate().map(|(number, letters)| (number, *letters)));
    let holder = |letters: &&Letters| {
        let held = candidates.of(letters).into_iter().filter_map(|to| {
            let other = new.get(to).filter(|other| letters.is_held_by(other))?;
            Some((letters.likeness(other), to))
        });
        held.max_by(|a, b| a.0.total_cmp(&b.0).then_with(|| b.1.cmp(&a.1))).map(|(_, to)| to)
    };
    old.iter().map(holder).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(texts: &[&str]) -> Vec<Letters> {
        texts.iter().map(|text| Letters::of(text)).collect()
    }

    #[test]
    fn the_same_words_find_each_other_before_words_that_are_alike() {
        let old = words(&["Lamps of the north quay are lit late.", "Lamps of the south quay are lit late.", "Nets."]);
        let new =
            words(&["Lamps of the south quay are lit late.", "Lamps of the north quay are lit too late.", "Oars."]);
        assert_eq!(partners(&old, &new), [Some(1), Some(0), None]);
    }

    #[test]
    fn where_words_end_makes_no_difference() {
        let (old, new) = (words(&["The bo ats that leak."]), words(&["Boats.", "The boats that leak"]));
        assert_eq!(partners(&old, &new), [Some(1)]);
    }

    #[test]
    fn texts_of_one_wording_keep_their_order() {
        let old = words(&["Lamps are lit.", "Lamps are lit.", "Lamps are lit."]);
        let new = words(&["Lamps are lit.", "Lamps are lit."]);
        assert_eq!(partners(&old, &new), [Some(0), Some(1), None]);
    }

    #[test]
    fn another_statement_in_the_same_turns_of_phrase_is_no_partner() {
        let old = words(&["The timeliness of visits to lighthouses."]);
        let new = words(&["The timeliness of repairs to rowing boats."]);
        assert_eq!(partners(&old, &new), [None]);
    }

    #[test]
    fn what_was_cut_in_two_is_held_by_the_whole() {
        let old = words(&["Lamps of the harbour are", "lit late on winter evenings", "Nets."]);
        let new = words(&["Boats wait.", "Lamps of the harbour are lit late on winter evenings. Nets."]);
        let (old, new): (Vec<&Letters>, Vec<&Letters>) = (old.iter().collect(), new.iter().collect());
        assert_eq!(holders(&old, &new), [Some(1), Some(1), None], "a single word stands in many a text");
    }

    #[test]
    fn ten_thousand_texts_of_one_phrase_are_soon_compared() {
        let text = |n: usize, end: &str| Letters::of(&format!("The lamps of the quay number{n} are lit {end}"));
        let (old, new): (Vec<Letters>, Vec<Letters>) = (0..10_000).map(|n| (text(n, "late"), text(n, "early"))).unzip();
        let found = partners(&old, &new);
        assert!(found.iter().enumerate().all(|(n, partner)| *partner == Some(n)));
    }
}
