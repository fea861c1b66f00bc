//! Recommendations of one date that raise or replace each other in a circle.
//! Links never lead to a later report, so no other circles can be.

use std::collections::{BTreeMap, BTreeSet};

use super::{FollowUp, Linked, On, RecommendationId, joins};
use crate::diagnostics::{Code, Diagnostic};
use crate::source::words::LinkKey;

pub(super) fn check(linked: &Linked, problems: &mut Vec<Diagnostic>) {
    check_one(linked, "raises", |f| joins(linked.finding(f.by), f), problems);
    check_one(linked, "replaces", |f| f.key == LinkKey::Supersedes, problems);
}

type Edges<'a> = BTreeMap<RecommendationId, Vec<(RecommendationId, &'a FollowUp)>>;

fn check_one(linked: &Linked, word: &str, takes_part: impl Fn(&FollowUp) -> bool, problems: &mut Vec<Diagnostic>) {
    let mut edges = Edges::new();
    for link in linked.follow_ups.iter().filter(|f| takes_part(f)) {
        if let (On::One(target), Some(own)) = (link.on, linked.recommendation_of(link.by)) {
            edges.entry(own).or_default().push((target, link));
        }
    }
    let mut reported = BTreeSet::new();
    for (from, list) in &edges {
        for (to, link) in list {
            if reaches(&edges, *to, *from) && reported.insert(*from) {
                problems.extend(link.span.map(|span| {
                    Diagnostic::at(Code::T0512, span, format!("this recommendation {word} one that {word} it"))
                        .hint("of two reports of one date, only one can speak of the other; remove one of the links")
                }));
            }
        }
    }
}

fn reaches(edges: &Edges<'_>, from: RecommendationId, to: RecommendationId) -> bool {
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
