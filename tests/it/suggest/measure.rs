//! How many links are found again, how many of them are called certain, and how many of those are right.

use std::collections::{BTreeMap, BTreeSet};

use throughline::model::{Knowledge, On};
use throughline::source::words::{LinkKey, Quantity};
use throughline::suggest::{Confidence, ReportSuggestions, Suggester};

/// What a link leads to, by names that stay: the recommendation's, or the report's and how much of it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Target {
    One(String),
    Group(String),
    Report(String),
}

/// A link that a careful reader set.
#[derive(Clone, Debug)]
pub(super) struct Link {
    pub(super) by: String,
    pub(super) target: Target,
    pub(super) key: LinkKey,
    pub(super) quantity: Option<Quantity>,
}

/// What a link or a suggestion leads to.
pub(super) fn target(knowledge: &Knowledge, on: On) -> (Target, Option<Quantity>) {
    match on {
        On::One(id) => (Target::One(knowledge.finding_name(knowledge.finding_of(id))), None),
        On::Group { quantity, report, .. } => (Target::Group(knowledge.report(report).id()), Some(quantity)),
        On::Report(report) => (Target::Report(knowledge.report(report).id()), None),
    }
}

/// Every link of some authorities' reports, each passage and target once.
pub(super) fn links(knowledge: &Knowledge, authorities: &[&str]) -> Vec<Link> {
    let own =
        knowledge.follow_ups.iter().filter(|s| authorities.contains(&knowledge.report(s.by.report).authority.as_str()));
    let mut seen = BTreeSet::new();
    own.map(|said| {
        let (target, quantity) = target(knowledge, said.on);
        Link { by: knowledge.finding_name(said.by), target, key: said.key, quantity }
    })
    .filter(|link| seen.insert((link.by.clone(), link.target.clone())))
    .collect()
}

/// The figures.
#[derive(Debug, Default)]
pub(super) struct Measure {
    pub(super) links: usize,
    pub(super) found: usize,
    pub(super) certain: usize,
    pub(super) certain_and_right: usize,
    pub(super) links_called_certain: usize,
    missed: Vec<String>,
    wrong: Vec<String>,
}

impl Measure {
    /// Looks for links among what is suggested on the same site without them.
    pub(super) fn of(site: &Knowledge, links: &[Link]) -> Self {
        let of_link: BTreeMap<(&str, &Target), &Link> =
            links.iter().map(|link| ((link.by.as_str(), &link.target), link)).collect();
        let speakers: BTreeSet<&str> = links.iter().map(|l| l.by.split(['#', '~']).next().unwrap()).collect();
        let mut measure = Self { links: of_link.len(), ..Self::default() };
        let mut seen = BTreeSet::new();
        let reports: Vec<_> = site.report_ids().filter(|r| speakers.contains(site.report(*r).id().as_str())).collect();
        for found in Suggester::new(site).of_reports(&reports) {
            measure.note(site, &found, &of_link, &mut seen);
        }
        measure.found = seen.len();
        let missed = of_link.values().filter(|l| !seen.contains(&(l.by.clone(), l.target.clone())));
        measure.missed = missed.map(|l| format!("{} {} {:?}", l.by, l.key.word(), l.target)).collect();
        measure
    }

    fn note(
        &mut self,
        site: &Knowledge,
        found: &ReportSuggestions<'_>,
        of_link: &BTreeMap<(&str, &Target), &Link>,
        seen: &mut BTreeSet<(String, Target)>,
    ) {
        for suggestion in &found.links {
            let by = found.passages[suggestion.passage].lasting_name(site);
            let (target, quantity) = target(site, suggestion.on);
            let link = of_link.get(&(by.as_str(), &target));
            let same_words =
                |link: &&&Link| suggestion.key.is_some_and(|key| same(key, link.key)) && quantity == link.quantity;
            if suggestion.confidence == Confidence::Certain {
                self.certain += 1;
                self.links_called_certain += usize::from(link.is_some());
                match link.filter(same_words) {
                    Some(_) => self.certain_and_right += 1,
                    None => self.wrong.push(format!("{by} {:?} {target:?}", suggestion.key.map(LinkKey::word))),
                }
            }
            if link.is_some() {
                seen.insert((by, target));
            }
        }
    }

    /// The figures as a line.
    pub(super) fn line(&self) -> String {
        let share = |part: usize, all: usize| 100.0 * part as f64 / all.max(1) as f64;
        format!(
            "found again among the five best: {} of {} ({:.1} %); called certain: {}, of which right with their verdict {} ({:.1} %); of all links called certain: {} ({:.1} %)",
            self.found,
            self.links,
            share(self.found, self.links),
            self.certain,
            self.certain_and_right,
            share(self.certain_and_right, self.certain),
            self.links_called_certain,
            share(self.links_called_certain, self.links),
        )
    }

    /// What was not found and what was wrong, for who wants to know.
    pub(super) fn details(&self) -> String {
        format!("not found:\n  {}\ncertain and wrong:\n  {}", self.missed.join("\n  "), self.wrong.join("\n  "))
    }
}

/// Asking again, staying as set and not being met are one verdict: missed.
fn same(a: LinkKey, b: LinkKey) -> bool {
    let plain = |key| match key {
        LinkKey::Again | LinkKey::Remains => LinkKey::Missed,
        other => other,
    };
    plain(a) == plain(b)
}
