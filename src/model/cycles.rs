//! Recommendations of one date that raise or replace each other in a circle.
//! Links never lead to a later report, so no other circles can be.

use std::collections::{BTreeMap, BTreeSet};

use super::{FindingId, On, Said, joins};
use crate::diagnostics::{Code, Diagnostic};
use crate::source::Documents;
use crate::source::words::LinkKey;

pub(super) fn check(documents: &Documents, said: &[Said], problems: &mut Vec<Diagnostic>) {
    let raises = |s: &Said| joins(&documents.reports[s.by.report.0 as usize].body.findings[s.by.number as usize], s);
    check_one(said, "raises", raises, problems);
    check_one(said, "replaces", |s| s.key == LinkKey::Supersedes, problems);
}

fn check_one(said: &[Said], word: &str, takes_part: impl Fn(&Said) -> bool, problems: &mut Vec<Diagnostic>) {
    let mut edges: BTreeMap<FindingId, Vec<(FindingId, &Said)>> = BTreeMap::new();
    for one in said.iter().filter(|s| takes_part(s)) {
        if let On::One(target) = one.on {
            edges.entry(one.by).or_default().push((target, one));
        }
    }
    let mut reported = BTreeSet::new();
    for (from, list) in &edges {
        for (to, link) in list {
            if reaches(&edges, *to, *from) && reported.insert(*from) {
                problems.push(
                    Diagnostic::at(Code::T0512, link.span, format!("this recommendation {word} one that {word} it"))
                        .hint("of two reports of one date, only one can speak of the other; remove one of the links"),
                );
            }
        }
    }
}

fn reaches(edges: &BTreeMap<FindingId, Vec<(FindingId, &Said)>>, from: FindingId, to: FindingId) -> bool {
    let mut seen = BTreeSet::new();
    let mut open = vec![from];
    while let Some(at) = open.pop() {
        if at == to {
            return true;
        }
        if seen.insert(at) {
            open.extend(edges.get(&at).into_iter().flatten().map(|(next, _)| *next));
        }
    }
    false
}
