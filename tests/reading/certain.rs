//! Of the links that the program calls certain, how many a careful reader made as well, by kind.

use std::collections::BTreeMap;
use std::fmt;

use throughline::source::words::Verdict;

use crate::council::{CertainLink, Council};
use crate::measure::Count;
use crate::notes::{FollowUp, Noted, Notes};

/// Kinds of links in the order of the table.
const KINDS: [&str; 5] = ["stated", "group", "again", "answered", "mention"];

/// How many are right, of those called certain, by kind; and how many of the readers' links are called certain.
#[derive(Clone, Debug, Default)]
pub(crate) struct Certain {
    kinds: BTreeMap<&'static str, Count>,
    /// The same, whatever the verdict.
    about: BTreeMap<&'static str, Count>,
    links: Count,
}

impl Certain {
    pub(crate) fn of(council: &Council, notes: &Notes) -> Self {
        let mut all = Self::default();
        for link in &council.certain {
            let about: Vec<bool> = match link.kind {
                "group" | "mention" => notes
                    .look_backs
                    .iter()
                    .filter(|n| is_of(link, n))
                    .map(|n| says_the_same(link, n.is("verdict"), n))
                    .collect(),
                _ => follow_ups(link, notes).map(|f| link.kind == "again" || is_verdict(link, &f.verdict)).collect(),
            };
            all.about.entry(link.kind).or_default().note(!about.is_empty());
            all.kinds.entry(link.kind).or_default().note(about.contains(&true));
        }
        for one in notes.follow_ups.iter().filter(|f| f.basis != "loose") {
            all.links.note(council.certain.iter().any(|link| is_tied(link, one)));
        }
        all
    }

    pub(crate) fn add(&mut self, other: Self) {
        let add = |sums: &mut BTreeMap<&'static str, Count>, counts: BTreeMap<&'static str, Count>| {
            counts.into_iter().for_each(|(kind, count)| sums.entry(kind).or_default().add(count));
        };
        add(&mut self.kinds, other.kinds);
        add(&mut self.about, other.about);
        self.links.add(other.links);
    }
}

impl fmt::Display for Certain {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "  certain, right with verdict")?;
        for kind in KINDS {
            let count = |counts: &BTreeMap<&str, Count>| counts.get(kind).copied().unwrap_or_default();
            writeln!(f, "    {kind:<17} {}; about it {}", count(&self.kinds), count(&self.about))?;
        }
        writeln!(f, "  readers' links that are certain  {}", self.links)
    }
}

/// The readers' links of the passage and the recommendation, the sure ones.
fn follow_ups<'a>(link: &'a CertainLink, notes: &'a Notes) -> impl Iterator<Item = &'a FollowUp> {
    notes.follow_ups.iter().filter(move |f| f.basis != "loose" && is_tied(link, f))
}

/// Whether half of the noted passage's sentences stand in the link's, and one of the recommendation's.
fn is_tied(link: &CertainLink, one: &FollowUp) -> bool {
    let shared = one.by.iter().filter(|print| link.passage.contains(print)).count();
    link.report == one.report
        && link.asked_in == one.asked_in
        && 2 * shared >= one.by.len()
        && one.on.iter().any(|print| link.on.contains(print))
}

/// Whether a noted look-back stands in the link's passage and is about the report, and for a group about a set.
fn is_of(link: &CertainLink, noted: &Noted) -> bool {
    let is_set = noted.is("matter") == "areas" && noted.is("extent") != "one";
    link.report == noted.place.report
        && link.passage.contains(&noted.place.sentence)
        && noted.is("about").split(',').any(|report| report == link.asked_in)
        && (link.kind == "mention" || is_set)
}

/// A mention says nothing but that; of a part of a set, *partly* of all and *met* of those are one statement.
fn says_the_same(link: &CertainLink, verdict: &str, noted: &Noted) -> bool {
    let of_a_part = matches!(noted.is("extent"), "most" | "some");
    let credit = matches!(link.verdict, Some(Verdict::Met | Verdict::PartlyMet)) && matches!(verdict, "met" | "partly");
    link.kind == "mention" || is_verdict(link, verdict) || (of_a_part && credit)
}

fn is_verdict(link: &CertainLink, word: &str) -> bool {
    let said = if word == "partly" { Some(Verdict::PartlyMet) } else { Verdict::parse(word) };
    link.verdict == said
}
