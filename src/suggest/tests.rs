//! What each kind of evidence does to a suggestion, on invented reports.

use super::*;
use crate::model::Knowledge;
use crate::source::{Documents, Files};

/// What is suggested for one passage of a later report, on the one recommendation of an earlier one.
fn suggested(asked: &str, said: &str) -> Option<Suggestion> {
    let report = |month: &str, body: &str| {
        format!(
            "+++\ntitle = \"T\"\nframework = \"ilacs\"\ninspected = {{ to = {month}-10 }}\nwording = \"summary\"\n+++\n\n{body}\n"
        )
    };
    let texts = [
        ("site.toml", "title = \"T\"\n".to_owned()),
        ("content/authorities/wexmere.md", "+++\nname = \"Wexmere\"\n+++\n".to_owned()),
        (
            "content/inspections/wexmere/2020-03-ilacs.md",
            report("2020-03", &format!("## Areas for improvement\n\n- {asked} {{#asked}}")),
        ),
        ("content/inspections/wexmere/2023-03-ilacs.md", report("2023-03", said)),
    ];
    let texts = texts.iter().map(|(path, text)| (*path, text.as_str()));
    let (knowledge, _) = Knowledge::build(Documents::read(Files::from_texts(texts)).0);
    let reports: Vec<ReportId> = knowledge.report_ids().collect();
    let found = Suggester::with_all(&knowledge).of_reports(&reports).pop().unwrap();
    found.links.into_iter().find(|link| matches!(link.on, On::One(_)))
}

const ASKED: &str = "Timeliness of initial health assessments for children in care.";

fn says(passage: &str) -> Option<Suggestion> {
    suggested(ASKED, &format!("## Findings\n\n{passage}"))
}

#[test]
fn what_shares_no_telling_word_is_not_offered() {
    assert!(says("The library opens at nine.").is_none());
}

#[test]
fn restating_more_is_surer() {
    let (more, less) =
        (says("Initial health assessments of children in care are timely."), says("Health is well looked after."));
    assert!(more.unwrap().score > less.unwrap().score);
}

#[test]
fn another_quality_than_the_one_asked_for_is_less_sure() {
    let same = says("Initial health assessments of children in care are completed without delay.").unwrap();
    let other = says("Initial health assessments of children in care are stored in one place.").unwrap();
    let quality = |link: &Suggestion| link.evidence.as_ref().map(|e| (e.features.quality, e.features.other_quality));
    assert_eq!((quality(&same), quality(&other)), (Some((1.0, 0.0)), Some((0.0, 1.0))));
    assert!(same.score > other.score);
}

#[test]
fn other_children_are_noticed() {
    let other = says("Care leavers have a health passport, and their health assessments are timely.").unwrap();
    assert_eq!(other.evidence.unwrap().features.other_children, 1.0);
}

#[test]
fn the_words_carry_the_verdict() {
    let verdict = |passage: &str| says(passage).and_then(|link| link.key);
    assert_eq!(verdict("Initial health assessments of children in care are timely and thorough."), Some(LinkKey::Met));
    let missed = "Initial health assessments of children in care are not timely, and too many children wait too long.";
    assert_eq!(verdict(missed), Some(LinkKey::Missed));
}

#[test]
fn a_later_recommendation_asks_again() {
    let again =
        suggested(ASKED, "## Areas for improvement\n\n- Timeliness of initial health assessments. {#again}").unwrap();
    assert_eq!((again.key, again.basis), (Some(LinkKey::Again), None));
}

#[test]
fn a_sentence_that_looks_back_makes_it_stated() {
    let passage = "Initial health assessments of children in care are now timely. The last inspection had named this as an area for improvement.";
    let stated = says(passage).unwrap();
    assert_eq!(stated.basis, Some(Basis::Stated));
    assert!(stated.reasons.look_back.is_some());
}

/// Whether the one link of two invented reports is offered, and whether it was put off, where both were renamed and
/// `review.toml` knows them by these names.
fn decided(list: &str, by: &str, on: &str) -> Option<bool> {
    let report = |month: &str, more: &str, body: &str| {
        format!(
            "+++\ntitle = \"T\"\nframework = \"ilacs\"\ninspected = {{ to = {month}-10 }}\nwording = \"summary\"\n{more}\n+++\n\n{body}\n"
        )
    };
    let earlier = report(
        "2020-03",
        "aliases = [\"2020-02-ilacs\"]\n[renamed]\nfirst = \"second\"\nsecond = \"asked\"\nround = \"about\"\nabout = \"round\"",
        &format!("## Areas for improvement\n\n- {ASKED} {{#asked}}"),
    );
    let later = report(
        "2023-03",
        "aliases = [\"2023-02-ilacs\"]\n[renamed]\nold = \"said\"",
        "## Findings\n\nInitial health assessments of children in care are timely and thorough. {#said}",
    );
    let decisions = format!("[[{list}]]\nby = \"{by}\"\non = \"{on}\"\n");
    let texts = [
        ("site.toml", "title = \"T\"\n"),
        ("review.toml", &decisions),
        ("content/authorities/wexmere.md", "+++\nname = \"Wexmere\"\n+++\n"),
        ("content/inspections/wexmere/2020-03-ilacs.md", &earlier),
        ("content/inspections/wexmere/2023-03-ilacs.md", &later),
    ];
    let (knowledge, _) = Knowledge::build(Documents::read(Files::from_texts(texts)).0);
    let reports: Vec<ReportId> = knowledge.report_ids().collect();
    let found = Suggester::new(&knowledge).of_reports(&reports).pop().unwrap();
    found.links.into_iter().find(|link| matches!(link.on, On::One(_))).map(|link| link.put_off)
}

#[test]
fn a_decision_outlives_that_its_reports_and_findings_are_renamed() {
    let (by, on) = ("wexmere/2023-03-ilacs#said", "wexmere/2020-03-ilacs#asked");
    assert_eq!(decided("declined", "wexmere/2023-03-ilacs#other", on), Some(false), "it is about something else");
    for by in [by, "wexmere/2023-02-ilacs#said", "wexmere/2023-03-ilacs#old", "wexmere/2023-02-ilacs#old"] {
        for on in [on, "wexmere/2020-02-ilacs#asked", "wexmere/2020-02-ilacs#second", "wexmere/2020-02-ilacs#first"] {
            assert_eq!(decided("declined", by, on), None, "{by} on {on}");
            assert_eq!(decided("later", by, on), Some(true), "{by} on {on}");
        }
    }
    assert_eq!(decided("declined", by, "wexmere/2020-03-ilacs#round"), Some(false), "a circle names nothing");
}
