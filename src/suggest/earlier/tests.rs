//! Which inspection is meant, on an invented council's reports.

use crate::model::Knowledge;
use crate::source::{Documents, Files};
use crate::suggest::Suggester;

/// The reports before: a full inspection, a visit after it, and a joint inspection of another family after that.
const BEFORE: &[(&str, &str)] = &[
    ("2014-06-sif", "sif\"\ninspected = { to = 2014-06-20 }"),
    ("2017-05-ilacs", "ilacs\"\ninspected = { to = 2017-05-12 }"),
    ("2018-03-focused-visit", "focused-visit\"\ninspected = { to = 2018-03-08 }"),
    ("2018-11-area-send-2016", "area-send-2016\"\ninspected = { to = 2018-11-09 }"),
];

/// What each look-back of a focused visit of 2019 means, by the reports' ids.
fn meant(paragraphs: &str) -> Vec<Vec<String>> {
    let front = |framework: &str| {
        format!(
            "+++\ntitle = \"A report\"\nframework = \"{framework}\nwording = \"summary\"\n[source]\ntitle = \"A report\"\n+++\n"
        )
    };
    let asks = "\n## Areas for improvement {kind=recommendation}\n\n- Keep the lamps lit. {#lamps}\n";
    let mut texts = vec![
        ("site.toml".to_owned(), "title = \"Wexmere\"\n".to_owned()),
        ("content/authorities/wexmere.md".to_owned(), "+++\nname = \"Wexmere\"\n+++\n".to_owned()),
    ];
    for (id, framework) in BEFORE {
        texts.push((format!("content/inspections/wexmere/{id}.md"), front(framework) + asks));
    }
    let speaker = front("focused-visit\"\ninspected = { to = 2019-09-12 }") + "\n## Findings\n\n" + paragraphs + "\n";
    texts.push(("content/inspections/wexmere/2019-09-focused-visit.md".to_owned(), speaker));
    let (documents, _) = Documents::read(Files::from_texts(texts.iter().map(|(n, t)| (n.as_str(), t.as_str()))));
    let (knowledge, _) = Knowledge::build(documents);
    let report = knowledge.report_ids().find(|r| knowledge.report(*r).id().ends_with("2019-09-focused-visit")).unwrap();
    let short = |id: String| id.trim_start_matches("wexmere/").to_owned();
    let read = Suggester::new(&knowledge).look_backs(report);
    read.into_iter().map(|(_, meant)| meant.into_iter().map(|r| short(knowledge.report(r).id())).collect()).collect()
}

#[test]
fn an_inspection_is_no_visit_and_none_of_another_family() {
    assert_eq!(meant("Practice has improved since the last inspection."), [["2017-05-ilacs"]]);
    assert_eq!(meant("Practice has improved since the last full inspection."), [["2017-05-ilacs"]]);
    assert_eq!(meant("Practice has improved since the last visit."), [["2018-03-focused-visit"]]);
    // There was only a visit in March 2018, and only an inspection of another family in its year.
    assert_eq!(meant("Practice has improved since the inspection in March 2018."), [Vec::<String>::new()]);
}

#[test]
fn a_framework_that_is_named_is_the_one_that_is_meant() {
    assert_eq!(meant("Practice has improved since the last SEND inspection."), [["2018-11-area-send-2016"]]);
    assert_eq!(meant("Practice has improved since the single inspection in 2014."), [["2014-06-sif"]]);
}

#[test]
fn a_dated_naming_fixes_the_later_ones() {
    let text =
        "The last inspection, in June 2014, found many weaknesses.\n\nPractice has improved since the last inspection.";
    assert_eq!(meant(text), [["2014-06-sif"], ["2014-06-sif"]]);
}

#[test]
fn two_named_in_one_breath_are_both_meant() {
    let text =
        "The recommendations of the inspection in May 2017 and the focused visit in March 2018 have been addressed.";
    assert_eq!(meant(text), [["2017-05-ilacs", "2018-03-focused-visit"]]);
}
