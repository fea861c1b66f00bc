//! The cases of `cases.txt`, and what holds for whole passages.

use super::{Extent, LookBack, Matter, Passage, VerdictSource, looks_back};
use crate::source::words::Verdict;

fn read(text: &str, heading: &str) -> Vec<LookBack> {
    looks_back(&[Passage { text, page: Some(4), heading }])
}

/// `verdict | extent`, as the cases write it.
fn written(found: &[LookBack]) -> String {
    found.first().map_or_else(
        || "none | -".to_owned(),
        |b| format!("{} | {}", b.verdict.map_or("-", Verdict::word), b.extent.map_or("-", Extent::word)),
    )
}

#[test]
fn every_case_is_read_as_it_says() {
    let cases = include_str!("cases.txt").lines().filter(|l| !l.is_empty() && !l.starts_with('#'));
    let mut wrong = Vec::new();
    for case in cases {
        let (expected, text) = case.rsplit_once(" | ").unwrap();
        let found = read(text, "");
        if written(&found) != expected {
            wrong.push(format!("{expected} but {}: {text}\n    {:?}", written(&found), found.first().map(|b| &b.cue)));
        }
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn a_bare_back_reference_takes_the_verdict_of_its_heading() {
    let text = "Improve the timeliness of visits. (This was a recommendation at the last inspection.)";
    let found = read(text, "Recommendations");
    assert_eq!((found[0].verdict, found[0].verdict_source), (Some(Verdict::Missed), Some(VerdictSource::Heading)));
    let found = read("Foster carers say so. This was an area for development at the previous visit.", "Strengths");
    assert_eq!((found[0].verdict, found[0].verdict_source), (Some(Verdict::Met), Some(VerdictSource::Heading)));
}

#[test]
fn a_bare_back_reference_takes_the_verdict_of_the_answer_after_it() {
    let found = read("Housing was an area for improvement at the last inspection. This has not been resolved.", "");
    assert_eq!((found[0].verdict, found[0].verdict_source), (Some(Verdict::Missed), Some(VerdictSource::Neighbour)));
    assert_eq!(found[0].cue, "not been resolved");
}

#[test]
fn these_areas_are_those_of_the_inspection_named_before() {
    let text = "A focused visit in May 2018 set two priority actions. Both of these areas have been addressed.";
    let found = read(text, "");
    let last = found.last().unwrap();
    assert_eq!((last.verdict, last.extent), (Some(Verdict::Met), Some(Extent::All)));
    assert_eq!(last.about.dates.iter().map(ToString::to_string).collect::<Vec<_>>(), ["2018-05"]);
    assert_eq!(last.about.frameworks, ["focused-visit"]);
}

#[test]
fn a_list_of_what_is_meant_says_the_same_of_it() {
    let text = "Some areas for improvement from the last inspection have not been addressed. These include lamps and ropes. \
                This team is new.";
    let found = read(text, "");
    assert_eq!(found.len(), 2, "{found:#?}");
    assert_eq!((found[1].verdict, found[1].verdict_source), (Some(Verdict::Missed), Some(VerdictSource::Neighbour)));
    // Behind a sentence that looks back on nothing, a list is none.
    assert!(
        read("Lamps are new. These include the harbour's.", "Since the last inspection")
            .iter()
            .all(|b| b.about.words.is_empty())
    );
}

#[test]
fn a_sentence_with_two_verdicts_looks_back_twice() {
    let text = "After the last inspection the two priority actions were addressed, and progress was made on the areas for development.";
    let found = read(text, "");
    let verdicts: Vec<_> = found.iter().map(|b| b.verdict).collect();
    assert_eq!(verdicts, [Some(Verdict::Met), Some(Verdict::PartlyMet)]);
    assert!(found.iter().all(|b| b.text == text));
}

#[test]
fn the_inspection_is_named_with_kind_and_dates() {
    let text =
        "Most issues found by the previous inspection of contact, referral and assessment on 3 and 4 May 2010 remain.";
    let found = read(text, "");
    assert_eq!(found[0].about.words, "the previous inspection of contact, referral and assessment");
    assert_eq!(found[0].about.frameworks, ["cra"]);
    assert_eq!(found[0].about.dates[0].to_string(), "2010-05-04");
    assert_eq!((found[0].page, found[0].matter), (Some(4), Matter::Areas));
}

#[test]
fn a_look_back_names_the_lines_that_read_it_so() {
    let found = read("The two areas set at the last visit have not been resolved.", "");
    let fired =
        |words: &str| found[0].fired.iter().find(|f| f.words == words).map(|f| (f.means.as_str(), f.place.clone()));
    let (means, place) = fired("last visit").unwrap();
    assert_eq!(means, "earlier");
    let line: usize = place.strip_prefix("looks_back/tables/earlier.txt:").unwrap().parse().unwrap();
    assert_eq!(include_str!("../tables/earlier.txt").lines().nth(line - 1), Some("@which @sort* @visit"));
    assert_eq!(fired("not").map(|(means, _)| means), Some("not"));
    assert_eq!(fired("been resolved").map(|(means, _)| means), Some("done"));
}

#[test]
fn the_direction_is_that_of_the_verdict_with_its_negation() {
    use crate::source::words::Direction::{Better, Worse};
    for (text, direction) in [
        ("Supervision has improved since the last inspection.", Some(Better)),
        (
            "Since the last inspection, the number of ferry hands not in education has fallen: a clear improvement.",
            Some(Better),
        ),
        ("Practice has deteriorated since the last inspection.", Some(Worse)),
        ("Practice has not improved since the last inspection.", None),
        ("High standards have been maintained since the last inspection.", None),
        ("There has been little progress since the last inspection.", None),
        ("All areas for improvement from the last inspection remain.", None),
        ("The two areas from the last inspection have been addressed.", Some(Better)),
    ] {
        assert_eq!(read(text, "")[0].direction, direction, "{text}");
    }
}

#[test]
fn a_sites_own_framework_can_be_the_one_that_a_sentence_names() {
    let own = "name = \"Harbour review of children's services\"\nfamily = \"social-care\"\nmentions = [\"harbour .. review\"]\n";
    let files = [("site.toml", "title = \"Wexmere\"\n"), ("content/frameworks/harbour.toml", own)];
    let (documents, _) = crate::source::Documents::read(crate::source::Files::from_texts(files));
    let reader = super::Reader::new(&documents.frameworks);
    let text = "All the areas for improvement from the last harbour peer review have been addressed.";
    let passage = [Passage { text, page: None, heading: "" }];
    let found = reader.looks_back(&passage);
    assert_eq!(written(&found), "met | all");
    assert_eq!(
        (found[0].about.words.as_str(), found[0].about.frameworks.as_slice()),
        ("the last harbour peer review", ["harbour".to_owned()].as_slice())
    );
    assert!(found[0].fired.iter().any(|f| f.place == "content/frameworks/harbour.toml"), "{:?}", found[0].fired);
    // Without the site's file nothing says that a harbour review is an inspection.
    assert!(looks_back(&passage).is_empty());
}

#[test]
fn odd_text_is_read_without_trouble() {
    for text in [
        "",
        ".",
        "’’’",
        "last inspection",
        "the the the (",
        "\u{e000}\u{e000}",
        "Since the last inspection. – .",
        "1. 2. 3.",
    ] {
        let _ = read(text, text);
    }
}
