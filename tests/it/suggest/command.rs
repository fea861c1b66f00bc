//! `throughline suggest` as it is typed, on the invented site of the review desk's browser test.

use std::fs;
use std::path::Path;

use serde_json::Value;
use tempfile::TempDir;

use crate::site::{repository, run, talk, tree, write_all};

const REPORT: &str = "marrowby/2030-12-focused-visit";

/// The invented site, with its letter imported.
fn site() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    write_all(folder.path(), &tree(&repository().join("tests/browser/desk")));
    let letter = folder.path().join("letter.txt");
    let output = run(&["import", "--into", folder.path().to_str().unwrap(), letter.to_str().unwrap()]);
    assert!(output.status.success(), "{}", talk(&output));
    folder
}

fn suggest(site: &Path, more: &[&str]) -> String {
    let mut arguments = vec!["suggest", "--site", site.to_str().unwrap()];
    arguments.extend(more);
    let output = run(&arguments);
    assert!(output.status.success(), "{}", talk(&output));
    String::from_utf8(output.stdout).unwrap()
}

fn json(site: &Path) -> (Vec<Value>, Vec<Value>) {
    let all: Vec<Value> =
        serde_json::from_str(&suggest(site, &["--format", "json", "--least", "possible", REPORT])).unwrap();
    assert_eq!(all.len(), 1);
    let list = |key: &str| all[0][key].as_array().unwrap().clone();
    (list("suggestions"), list("questions"))
}

/// The suggestions from a passage to a recommendation.
fn between<'a>(links: &'a [Value], words: &str, on: &str) -> Vec<&'a Value> {
    links.iter().filter(|l| l["words"].as_str().unwrap().contains(words) && l["on"] == on).collect()
}

#[test]
fn why_names_the_line_of_each_phrase_that_read_a_sentence_so() {
    let site = site();
    let line = |printed: &str, phrase: &str| {
        let line = printed.lines().find(|l| l.contains(phrase)).map(str::trim).unwrap_or_default().to_owned();
        let (file, number) = line.trim_end_matches(')').rsplit_once('(').unwrap().1.rsplit_once(':').unwrap();
        let text = fs::read_to_string(repository().join("src").join(file)).unwrap();
        text.lines().nth(number.parse::<usize>().unwrap() - 1).unwrap().to_owned()
    };
    let printed = suggest(site.path(), &["--why", REPORT]);
    assert_eq!(line(&printed, "why: “last inspection”: earlier"), "@which @sort* @visit");
    assert_eq!(line(&printed, "why: “area for improvement”: area"), "area .. improvement/development/improve");
    assert!(!suggest(site.path(), &[REPORT]).contains("why: "), "only where it is asked for");
    let data = suggest(site.path(), &["--why", "--format", "json", REPORT]);
    assert!(data.contains("“last inspection”: earlier (looks_back/tables/earlier.txt:"));
}

#[test]
fn links_come_with_verdict_confidence_and_reasons() {
    let site = site();
    let (links, questions) = json(site.path());
    let lanterns = between(&links, "Lanterns of the harbour", "2028-05-ilacs#harbour-lanterns")[0];
    assert_eq!((&lanterns["link"], &lanterns["basis"]), (&"met".into(), &"stated".into()));
    assert_eq!(lanterns["confidence"], "likely", "its sort was not judged often enough to be called certain");
    assert_eq!(lanterns["look_back"], "The last inspection had named this as an area for improvement.");
    assert_eq!(lanterns["at"], "Headline findings, paragraph 1");
    assert_eq!(lanterns["attributes"], "met=2028-05-ilacs#harbour-lanterns basis=stated");
    assert!(lanterns["words_in_common"].as_array().unwrap().contains(&"winter".into()));
    let logbooks = between(&links, "have to show who", "2028-05-ilacs#logbooks")[0];
    assert_eq!(logbooks["attributes"], "again=2028-05-ilacs#logbooks");
    let wardens = between(&links, "training is new", "2028-05-ilacs#ferry-wardens")[0];
    assert_eq!(wardens["link"], "partly-met");
    let bread = between(&links, "Bread reaches", "2028-05-ilacs#harbour-lanterns");
    assert!(bread.iter().all(|l| l["confidence"] == "possible"), "a theme alone makes nothing likely: {bread:#?}");
    assert_eq!(questions.len(), 2);
    assert_eq!(questions[1]["extent"], "all");
    assert!(questions[0]["reason"].as_str().unwrap().contains("no report here is that one"));
}

#[test]
fn the_surest_come_first_and_the_least_sure_are_left_out_of_the_text() {
    let site = site();
    let (links, _) = json(site.path());
    let order = ["certain", "likely", "possible"];
    let ranks: Vec<usize> = links.iter().map(|l| order.iter().position(|o| *o == l["confidence"]).unwrap()).collect();
    assert!(ranks.is_sorted() && ranks.contains(&1) && ranks.contains(&2));
    let text = suggest(site.path(), &[]);
    assert!(text.starts_with(REPORT) && text.contains("open question") && !text.contains("  possible"));
    assert!(text.contains("(not shown: --least possible)"));
    assert!(suggest(site.path(), &["--least", "possible"]).contains("  possible"));
}

#[test]
fn what_was_accepted_or_declined_is_not_suggested_again() {
    let site = site();
    let path = site.path().join(format!("content/inspections/{REPORT}.md"));
    let draft = fs::read_to_string(&path).unwrap();
    fs::write(
        &path,
        draft.replace("#logbooks-show-decided-each", "#logbooks-show-decided-each again=2028-05-ilacs#logbooks"),
    )
    .unwrap();
    let (links, _) = json(site.path());
    assert!(between(&links, "have to show who", "2028-05-ilacs#logbooks").is_empty());

    let lanterns = between(&links, "Lanterns of the harbour", "2028-05-ilacs#harbour-lanterns")[0];
    let by = lanterns["passage"].as_str().unwrap();
    assert!(by.starts_with(&format!("{REPORT}~")), "a paragraph without an id has a name that stays: {by}");
    let bridges = format!("{REPORT}#visit-march-2019-had");
    let on = "marrowby/2028-05-ilacs#harbour-lanterns";
    fs::write(
        site.path().join("review.toml"),
        format!("[[declined]]\nby = \"{by}\"\non = \"{on}\"\n\n[[declined]]\nby = \"{bridges}\"\n"),
    )
    .unwrap();
    let (links, questions) = json(site.path());
    assert!(between(&links, "Lanterns of the harbour", "2028-05-ilacs#harbour-lanterns").is_empty());
    assert!(questions.is_empty(), "{questions:#?}");

    // The decision stays when the paragraph gets an id.
    let marked =
        fs::read_to_string(&path).unwrap().replace("area for improvement.\n", "area for improvement. {#lanterns}\n");
    fs::write(&path, marked).unwrap();
    assert!(between(&json(site.path()).0, "Lanterns of the harbour", "2028-05-ilacs#harbour-lanterns").is_empty());
}

#[test]
fn a_report_that_is_not_there_is_named() {
    let site = site();
    let path = site.path().to_str().unwrap();
    let output = run(&["suggest", "--site", path, "marrowby/2030-12-focused-visits"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(talk(&output).contains("did you mean `marrowby/2030-12-focused-visit`"), "{}", talk(&output));
    let by_file = suggest(site.path(), &[&format!("content/inspections/{REPORT}.md")]);
    assert_eq!(by_file, suggest(site.path(), &[REPORT]));
    let output = run(&["review", "--site", path, "nowhere/report"]);
    assert_eq!(output.status.code(), Some(2));
}

/// A site with an inspection of each of two towns and, with `others`, those of a third.
fn of_towns(others: bool) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let asked = "## Areas for improvement\n\n- Timeliness of initial health assessments for children in care. {#health}\n- Management oversight of children in need plans. {#oversight}\n";
    let said = "## Findings\n\nInitial health assessments of children in care are completed on time.\n\nManagers do not oversee plans of children in need well enough.\n";
    let report = |month: &str, reviewed: bool, body: &str| {
        format!(
            "+++\ntitle = \"Inspection\"\nframework = \"ilacs\"\ninspected = {{ to = {month}-10 }}\nwording = \"summary\"\nreviewed = {reviewed}\n+++\n\n{body}"
        )
    };
    fs::write(folder.path().join("site.toml"), "title = \"Towns\"\n").unwrap();
    for town in ["marrowby", "wexmere", "ashcombe"].iter().take(if others { 3 } else { 1 }) {
        let inspections = folder.path().join("content/inspections").join(town);
        fs::create_dir_all(&inspections).unwrap();
        fs::create_dir_all(folder.path().join("content/authorities")).unwrap();
        let authority = folder.path().join("content/authorities").join(format!("{town}.md"));
        fs::write(authority, format!("+++\nname = \"{town}\"\n+++\n")).unwrap();
        fs::write(inspections.join("2020-03-ilacs.md"), report("2020-03", true, asked)).unwrap();
        fs::write(inspections.join("2023-03-ilacs.md"), report("2023-03", false, said)).unwrap();
    }
    folder
}

#[test]
fn a_council_s_reports_are_read_the_same_alone_and_among_others() {
    let read =
        |site: &TempDir| suggest(site.path(), &["--format", "json", "--least", "possible", "marrowby/2023-03-ilacs"]);
    let (alone, among) = (read(&of_towns(false)), read(&of_towns(true)));
    assert_eq!(alone, among);
    assert!(alone.contains("#health") && alone.contains("#oversight"), "{alone}");
}
