//! The shipped content: what must come out of it, and that it holds what a
//! careful reader finds in the reports.

use std::collections::BTreeMap;
use std::fs;

use throughline::model::{FindingId, Knowledge, Mark, On, Outcome};
use throughline::source::words::{Kind, LinkKey, Quantity};
use throughline::source::{Documents, Files};

use crate::site::{repository, shared};

fn knowledge() -> Knowledge {
    let (documents, problems) = Documents::read(Files::read(&repository()).unwrap());
    let (knowledge, more) = Knowledge::build(documents);
    assert!(problems.is_empty() && more.is_empty(), "{problems:?} {more:?}");
    knowledge
}

fn find(knowledge: &Knowledge, id: &str) -> FindingId {
    let (report, finding) = id.split_once('#').unwrap();
    let report = knowledge.catalogue.report(report).unwrap().is;
    knowledge.catalogue.finding(report, finding).unwrap().is
}

#[test]
fn of_three_areas_of_2009_two_were_met_and_one_was_missed_and_raised_again() {
    let knowledge = knowledge();
    let outcome = |id: &str| knowledge.standings[&find(&knowledge, id)].outcome;
    assert_eq!(outcome("nottingham-city/2009-12-cra#assessments"), Outcome::Met);
    assert_eq!(outcome("nottingham-city/2009-12-cra#diversity"), Outcome::Met);
    let records = find(&knowledge, "nottingham-city/2009-12-cra#case-records");
    assert_eq!(knowledge.standings[&records].outcome, Outcome::Missed);
    let again = find(&knowledge, "nottingham-city/2011-08-cra#two-systems");
    let thread = knowledge.thread(knowledge.thread_of[&records]);
    assert_eq!(thread.members, [records, again]);
    assert_eq!(thread.carried_on[&records], [again]);
    let most = knowledge.said.iter().any(|s| {
        knowledge.report(s.by.report).id() == "nottingham-city/2011-08-cra"
            && matches!(s.on, On::Group { quantity: Quantity::Most, report, .. }
                if knowledge.report(report).id() == "nottingham-city/2009-12-cra")
    });
    assert!(most, "the letter says most of the areas of 2009 are met");
}

#[test]
fn the_areas_of_2020_await_a_report() {
    let knowledge = knowledge();
    let of_2020: Vec<_> = knowledge
        .recommendations()
        .filter(|f| knowledge.report(f.report).id() == "nottingham-city/2020-02-focused-visit")
        .collect();
    assert_eq!(of_2020.len(), 6);
    assert!(of_2020.iter().all(|f| knowledge.standings[f].outcome == Outcome::Awaiting));
}

#[test]
fn reviewing_officers_are_one_thread_raised_claimed_and_raised_again() {
    let knowledge = knowledge();
    let first = find(&knowledge, "nottingham-city/2014-04-sif#reviewing-officers");
    let again = find(&knowledge, "nottingham-city/2017-02-ilacs-pilot#reviewing-officers");
    let thread = knowledge.thread(knowledge.thread_of[&first]);
    assert_eq!(thread.members, [first, again]);
    assert_eq!((thread.outcome, thread.raised), (Outcome::Missed, 2));
    let claims = &knowledge.standings[&first].claims;
    assert_eq!(claims.len(), 1);
    assert_eq!(claims[0].key, LinkKey::Done);
    assert_eq!(claims[0].date.to_string(), "2015-01-07");
    assert!(knowledge.standings[&first].marks.contains(&Mark::Raised(2)));
}

#[test]
fn what_is_only_mentioned_is_there_as_known_of() {
    let knowledge = knowledge();
    for id in [
        "nottingham-city/2009-12-cra",
        "nottingham-city/2010-12-slac",
        "nottingham-city/2014-04-sif",
        "nottingham-city/2018-11-ilacs",
        "nottinghamshire/2009-10-cra",
        "nottinghamshire/2010-03-slac",
        "nottinghamshire/2011-02-cra",
    ] {
        let report = knowledge.catalogue.report(id).unwrap_or_else(|| panic!("{id}")).is;
        assert!(!knowledge.report(report).held, "{id}");
    }
    assert!(knowledge.documents.themes.len() >= 14);
}

/// The reports of the founding documents, and the file of what is expected of each.
const FOUNDING: &[(&str, &str)] = &[
    ("nottingham-city/2011-08-cra", "nottingham-city-2011-09-15-contact-referral-assessment-letter"),
    ("nottingham-city/2015-01-update", "nottingham-city-2015-01-07-progress-briefing-note"),
    ("nottingham-city/2017-02-ilacs-pilot", "nottingham-city-2017-02-pilot-inspection-report"),
    ("nottingham-city/2020-02-focused-visit", "nottingham-city-2020-02-27-focused-visit-letter"),
    ("nottinghamshire/2011-09-safeguarding-follow-up", "nottinghamshire-2011-10-17-safeguarding-inspection-report"),
];

/// The annotators' words in ours.
fn kind(word: &str) -> Kind {
    match word {
        "strength" => Kind::Strength,
        "meets-requirements" => Kind::MeetsRequirements,
        "priority-action" => Kind::PriorityAction,
        "claim" => Kind::Claim,
        "plan" => Kind::Plan,
        "finding" | "numbered-paragraphs" => Kind::Finding,
        "area-for-development" | "area-for-improvement" | "what-needs-to-improve" => Kind::Recommendation,
        other => panic!("{other}"),
    }
}

#[test]
fn the_founding_documents_hold_what_a_careful_reader_finds() {
    let Some(shared) = shared() else { return };
    let knowledge = knowledge();
    for (id, file) in FOUNDING {
        let text = fs::read_to_string(shared.join(format!("expected/{file}.toml"))).unwrap();
        let expected: toml::Table = text.parse().unwrap();
        let report = knowledge.report(knowledge.catalogue.report(id).unwrap().is);
        let mut items: BTreeMap<Kind, i64> = BTreeMap::new();
        for finding in report.body.findings.iter().filter(|f| f.is_item) {
            *items.entry(finding.kind).or_default() += 1;
        }
        for (word, count) in expected["counts"].as_table().unwrap() {
            let found = items.get(&kind(word)).copied().unwrap_or(0);
            assert_eq!(found, count.as_integer().unwrap(), "{id}: {word}");
        }
        let day = |key: &str, end: &str| expected.get(key).and_then(|v| v.get(end)).map(ToString::to_string);
        let visit = report.inspected.as_ref().map(|i| i.value);
        assert_eq!(day("inspected", "to"), visit.map(|v| v.to.to_string()), "{id}");
        let published = report.published.as_ref().map(|p| p.value.to_string());
        assert_eq!(expected.get("published").map(ToString::to_string), published, "{id}");
        let judgements: Vec<(String, String)> = expected
            .get("judgement")
            .and_then(|j| j.as_array())
            .into_iter()
            .flatten()
            .map(|j| (j["name"].as_str().unwrap().to_owned(), j["grade"].as_str().unwrap().to_owned()))
            .collect();
        let ours: Vec<(String, String)> =
            report.judgements.iter().map(|j| (j.name.value.clone(), j.grade.value.clone())).collect();
        assert_eq!(judgements, ours, "{id}");
        let looks_back = expected.get("looks_back").and_then(|l| l.as_array()).map_or(0, Vec::len);
        let links = report.body.findings.iter().map(|f| f.links.len()).sum::<usize>();
        assert!(links >= looks_back, "{id}: {links} links for {looks_back} places that look back");
        let unplaced = report.body.findings.iter().filter(|f| f.at.is_none()).count();
        assert_eq!(unplaced, 0, "{id}: findings without a place in the source");
    }
}
