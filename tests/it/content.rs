//! The shipped content: what must come out of it, and that it holds what a
//! careful reader finds in the reports.

use std::collections::BTreeMap;
use std::fs;

use throughline::model::{Assertion, ClaimStatus, Knowledge, On, Outcome, Recommendation, ReportVerdict, Thread};
use throughline::source::words::{Basis, Kind, LinkKey, Quantity, Verdict, Wording};
use throughline::source::{Documents, Files, Report};

use crate::site::{repository, shared};

fn knowledge() -> Knowledge {
    let (documents, problems) = Documents::read(Files::read(&repository()).unwrap());
    let (knowledge, more) = Knowledge::build(documents);
    assert!(problems.is_empty() && more.is_empty(), "{problems:?} {more:?}");
    knowledge
}

fn find<'k>(knowledge: &'k Knowledge, id: &str) -> &'k Recommendation {
    let (report, finding) = id.split_once('#').unwrap();
    let report = knowledge.catalogue.report(report).unwrap().is;
    knowledge.concluded(knowledge.catalogue.finding(report, finding).unwrap().is).unwrap()
}

/// What one report comes to for one recommendation.
fn verdict<'k>(knowledge: &'k Knowledge, of: &str, in_report: &str) -> Option<&'k ReportVerdict> {
    let report = knowledge.catalogue.report(in_report).unwrap().is;
    find(knowledge, of).verdict_of(report)
}

fn thread<'k>(knowledge: &'k Knowledge, of: &str) -> &'k Thread {
    knowledge.thread(find(knowledge, of).thread)
}

#[test]
fn of_three_areas_of_2009_two_were_met_in_2011_and_one_was_missed_and_raised_again() {
    let knowledge = knowledge();
    let in_2011 = |id: &str| {
        let found = verdict(&knowledge, &format!("nottingham-city/2009-12-cra#{id}"), "nottingham-city/2011-08-cra");
        found.map(|v| (v.verdict, v.basis, v.raised_again))
    };
    assert_eq!(in_2011("assessments"), Some((Verdict::Met, Basis::Stated, false)));
    assert_eq!(in_2011("diversity"), Some((Verdict::Met, Basis::Stated, false)));
    assert_eq!(in_2011("case-records"), Some((Verdict::Missed, Basis::Stated, true)));
    let most = knowledge.follow_ups.iter().any(|s| {
        knowledge.report(s.by.report).id() == "nottingham-city/2011-08-cra"
            && matches!(s.on, On::Group { quantity: Quantity::Most, report, .. }
                if knowledge.report(report).id() == "nottingham-city/2009-12-cra")
    });
    assert!(most, "the letter says most of the areas of 2009 are met");
}

#[test]
fn two_systems_of_records_are_one_thread_of_2009_2011_and_2014() {
    let knowledge = knowledge();
    let ids = ["2009-12-cra#case-records", "2011-08-cra#two-systems", "2014-04-sif#recording-system"];
    let members: Vec<_> = ids.iter().map(|id| find(&knowledge, &format!("nottingham-city/{id}")).id).collect();
    assert_eq!(thread(&knowledge, "nottingham-city/2009-12-cra#case-records").members, members);
}

#[test]
fn the_letter_of_2021_says_that_the_areas_of_2020_remain_and_sees_them_improve() {
    let knowledge = knowledge();
    let of_2020: Vec<String> = knowledge
        .recommendations
        .iter()
        .filter(|r| knowledge.report(r.finding.report).id() == "nottingham-city/2020-02-focused-visit")
        .map(|r| knowledge.finding_name(r.finding))
        .collect();
    assert_eq!(of_2020.len(), 6);
    for id in of_2020 {
        let said = verdict(&knowledge, &id, "nottingham-city/2021-06-focused-visit").unwrap();
        assert!(said.raised_again, "{id} remains");
        let later = find(&knowledge, &id).history.of_report(said.report).unwrap();
        let improving = later.statements.iter().any(|s| {
            matches!(s.asserts, Assertion::Verdict { verdict: Verdict::PartlyMet, basis: Basis::Group, part: None })
        });
        assert!(improving, "{id} has improved");
    }
}

#[test]
fn supervision_was_met_in_2017_slipped_back_and_was_raised_five_times() {
    let knowledge = knowledge();
    let first = "nottingham-city/2014-04-sif#reflective-supervision";
    let at = |report: &str| verdict(&knowledge, first, &format!("nottingham-city/{report}")).map(|v| v.verdict);
    assert_eq!(at("2017-02-ilacs-pilot"), Some(Verdict::Met));
    assert_eq!((at("2018-11-ilacs"), at("2022-07-ilacs")), (Some(Verdict::Missed), Some(Verdict::Missed)));
    let thread = thread(&knowledge, first);
    assert_eq!((thread.outcome(), thread.raised()), (Outcome::SlippedBack, 5));
}

#[test]
fn return_home_interviews_were_raised_three_times() {
    let knowledge = knowledge();
    let thread = thread(&knowledge, "nottingham-city/2017-02-ilacs-pilot#missing-children");
    let reports: Vec<String> =
        knowledge.members(thread).map(|m| knowledge.report(m.finding.report).name.clone()).collect();
    assert_eq!(reports, ["2017-02-ilacs-pilot", "2018-11-ilacs", "2022-07-ilacs"]);
    assert_eq!((thread.outcome(), thread.raised()), (Outcome::Missed, 3));
}

#[test]
fn the_capacity_of_reviewing_officers_was_claimed_done_and_then_found_missed() {
    let knowledge = knowledge();
    let first = find(&knowledge, "nottingham-city/2014-04-sif#reviewing-officers");
    let again = find(&knowledge, "nottingham-city/2017-02-ilacs-pilot#reviewing-officers");
    let thread = knowledge.thread(first.thread);
    assert_eq!(thread.members, [first.id, again.id]);
    assert_eq!(thread.outcome(), Outcome::Missed);
    let claims = &first.claims;
    assert_eq!(claims.len(), 1);
    assert_eq!((claims[0].key, claims[0].status), (LinkKey::Done, Some(ClaimStatus::ThenMissed)));
    assert_eq!(claims[0].date.to_string(), "2015-01-07");
}

#[test]
fn every_report_that_is_at_hand_is_held_and_the_others_are_known_of() {
    let knowledge = knowledge();
    let known_only: Vec<String> = knowledge.documents.reports.iter().filter(|r| !r.held).map(Report::id).collect();
    let expected = [
        "nottingham-city/2009-12-cra",
        "nottingham-city/2010-12-slac",
        "nottinghamshire/2009-10-cra",
        "nottinghamshire/2010-03-slac",
        "nottinghamshire/2011-02-cra",
        "nottinghamshire/2016-06-area-send-2016",
    ];
    assert_eq!(known_only, expected);
    let held =
        |authority: &str| knowledge.documents.reports.iter().filter(|r| r.held && r.authority == authority).count();
    assert_eq!((held("nottingham-city"), held("nottinghamshire")), (8, 9));
    assert!(knowledge.documents.reports.iter().all(|r| r.reviewed && r.wording == Wording::Summary));
}

/// How many recommendations and priority actions each report lists, counted in the reports.
const LISTED: &[(&str, usize)] = &[
    ("nottingham-city/2011-08-cra", 5),
    ("nottingham-city/2014-04-sif", 32),
    ("nottingham-city/2017-02-ilacs-pilot", 4),
    ("nottingham-city/2018-11-ilacs", 8),
    ("nottingham-city/2020-02-focused-visit", 6),
    ("nottingham-city/2021-06-focused-visit", 0),
    ("nottingham-city/2022-07-ilacs", 8),
    ("nottinghamshire/2011-09-safeguarding-follow-up", 7),
    ("nottinghamshire/2015-06-sif", 15),
    ("nottinghamshire/2018-01-focused-visit", 10),
    ("nottinghamshire/2019-01-focused-visit", 3),
    ("nottinghamshire/2019-10-ilacs", 4),
    ("nottinghamshire/2022-04-focused-visit", 3),
    ("nottinghamshire/2023-02-area-send", 6),
    ("nottinghamshire/2024-05-ilacs", 3),
    ("nottinghamshire/2025-11-focused-visit", 2),
];

#[test]
fn every_recommendation_that_a_held_report_lists_is_there() {
    let knowledge = knowledge();
    for (id, listed) in LISTED {
        let report = knowledge.catalogue.report(id).unwrap().is;
        let found = knowledge.asked_in(report).count();
        assert_eq!(found, *listed, "{id}");
    }
    let held = knowledge.recommendations.iter().filter(|r| knowledge.report(r.finding.report).held).count();
    assert_eq!(held, LISTED.iter().map(|(_, n)| n).sum::<usize>());
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
