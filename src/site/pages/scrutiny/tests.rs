//! What is asked and said of an invented council.

use super::*;
use crate::site::index::Index;
use crate::source::{Documents, Files};

fn report(framework: &str, day: &str, body: &str) -> String {
    let dated = if framework == "update" { "published" } else { "inspected" };
    format!(
        "+++\ntitle = \"Report\"\nframework = \"{framework}\"\n{dated} = {day}\nwording = \"verbatim\"\n+++\n\n{body}"
    )
}

fn knowledge() -> Knowledge {
    let first = "## Areas for improvement {kind=recommendation}\n\n- Visit in time. {#visits}\n- Hear children. {#hear}\n\
                 - Train managers. {#train}\n- Share records. {#share}\n- Keep files. {#files}\n";
    let second = "## Areas for improvement {kind=recommendation}\n\n- Visit sooner. {#visits again=2014-05-sif#visits}\n\n\
                  ## Findings {kind=finding}\n\n- Children are heard. {#heard met=2014-05-sif#hear}\n\
                  - Files are kept. {#kept met=2014-05-sif#files}\n";
    let third = "## Areas for improvement {kind=recommendation}\n\n- Visit now. {#visits again=2018-03-ilacs#visits}\n\
                 - Answer calls. {#calls}\n- Meet weekly. {#meet}\n\n\
                 ## Findings {kind=finding}\n\n- Children are not heard. {#unheard missed=2014-05-sif#hear}\n\
                 - Managers lack training. {#untrained missed=2014-05-sif#train}\n";
    let (documents, problems) = Documents::read(Files::from_texts([
        ("site.toml", "title = \"T\"\nbase_url = \"https://places.example/\"\n"),
        ("content/authorities/wexmere.md", "+++\nname = \"Wexmere\"\n+++\n"),
        ("content/authorities/fennimoor.md", "+++\nname = \"Fennimoor\"\n+++\n"),
        ("content/inspections/wexmere/2014-05-sif.md", report("sif", "2014-05-09", first).as_str()),
        ("content/inspections/wexmere/2018-03-ilacs.md", report("ilacs", "2018-03-09", second).as_str()),
        ("content/inspections/wexmere/2022-07-ilacs.md", report("ilacs", "2022-07-09", third).as_str()),
        (
            "content/updates/wexmere/2015-02-update.md",
            report(
                "update",
                "2015-02-01",
                "## Progress {kind=claim}\n\n- All are trained. {#all done=2014-05-sif#train}\n",
            )
            .as_str(),
        ),
        (
            "content/updates/wexmere/2023-02-update.md",
            report(
                "update",
                "2023-02-01",
                "## Progress {kind=claim}\n\n- Calls are met. {#all met=2022-07-ilacs#calls}\n",
            )
            .as_str(),
        ),
    ]));
    assert!(problems.is_empty(), "{problems:?}");
    Knowledge::build(documents).0
}

#[test]
fn questions_are_put_by_facts_of_each_kind_and_never_twice_of_one_thing() {
    let knowledge = knowledge();
    let index = Index::new(&knowledge);
    let context = PageContext::new(&knowledge, &index, "authorities/wexmere/scrutiny.html");
    let open = often_first(&knowledge, index.threads_of_authority("wexmere"), |id| knowledge.thread(id).is_open());
    let asked: Vec<(String, String)> = ask::candidates(&context, &open, 9)
        .into_iter()
        .map(|q| (context.recommendation(knowledge.thread(q.thread).last).text, format!("{}: {}", q.facts, q.asks)))
        .collect();
    let expected = [
        ("Visit now.", "Asked for in 3 reports, the last time in ILACS, Jul 2022: what has been done since?"),
        (
            "Hear children.",
            "Found met in ILACS, Mar 2018, and wanting again in ILACS, Jul 2022: what changed in between?",
        ),
        (
            "Answer calls.",
            "Said by the council to be met (1 February 2023), and no report has confirmed it since: how is it known?",
        ),
        (
            "Train managers.",
            "Said by the council to be done (1 February 2015), and found otherwise in ILACS, Jul 2022: how is progress \
             checked now?",
        ),
        ("Share records.", "Asked for in SIF, May 2014; ILACS, Jul 2022 does not mention it: how does it stand?"),
        ("Meet weekly.", "Asked for in ILACS, Jul 2022, and no report has spoken of it since: what has been done?"),
    ];
    assert_eq!(asked, expected.map(|(of, words)| (of.to_owned(), words.to_owned())));
    assert_eq!(ask::candidates(&context, &open, 5).len(), 5);
}

#[test]
fn a_sheet_says_where_everything_stands_and_what_did_not_hold() {
    let knowledge = knowledge();
    let index = Index::new(&knowledge);
    let context = PageContext::new(&knowledge, &index, "authorities/wexmere/scrutiny.html");
    let sheet = serde_json::to_value(view(&context, "wexmere")).unwrap();
    assert_eq!(
        sheet["standing"]["sentence"],
        "As of 1 February 2023, of 7 things found wanting 3 stand unresolved and 1 is met; 2 await a report and of 1 \
         nothing is known."
    );
    let quoted = |rows: &str| -> Vec<String> {
        sheet[rows].as_array().unwrap().iter().map(|row| row["quoted"]["text"].as_str().unwrap().to_owned()).collect()
    };
    // Of what was asked for three times, by no shared words: those of the first.
    assert_eq!(quoted("failures"), ["Visit in time.", "Hear children.", "Train managers."]);
    assert_eq!(quoted("claims"), ["All are trained."]);
    assert_eq!(sheet["claims"][0]["found"], "Managers lack training.");
    assert_eq!(sheet["failures"][0]["raised"], 3);
    let asked_in = sheet["failures"][0]["asked_in"].as_array().unwrap();
    let names: Vec<&str> = asked_in.iter().map(|asked| asked["link"]["text"].as_str().unwrap()).collect();
    assert_eq!(names, ["SIF, May 2014", "ILACS, Mar 2018", "ILACS, Jul 2022"]);
    assert_eq!(sheet["address"], "https://places.example/authorities/wexmere/scrutiny.html");
    let addresses = sheet["addresses"].as_array().unwrap();
    assert_eq!(addresses[0]["text"], "recommendations/wexmere/2022-07-ilacs/visits.html");
    assert_eq!(sheet["failures"][0]["numbers"], serde_json::json!([1]));
    assert_eq!(sheet["questions"][0]["numbers"], serde_json::json!([1]), "an address has one number");
    let nothing = serde_json::to_value(view(&context, "fennimoor")).unwrap();
    assert_eq!(nothing["standing"]["threads"], 0);
    assert_eq!(nothing["questions"], serde_json::json!([]));
}
