//! A build onto an earlier one gives what a build from nothing gives, byte for byte, whatever was edited between.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

use crate::site::{build, throughline, tree, write_all};

type Site = BTreeMap<String, String>;

const COUNCILS: &[&str] = &["fennimoor", "marrowby", "wexmere", "northmere"];
const THEMES: &[&str] = &["assessments", "plans", "supervision"];

/// A site of a few councils, with rows about others on many pages, links between them in words, a successor, a draft
/// and a council's paper.
fn site() -> Site {
    let mut files = Site::new();
    let mut put = |path: &str, text: String| files.insert(path.to_owned(), text);
    put("site.toml", "title = \"Places\"\nbase_url = \"https://places.example/\"\ntemplates = \"own\"\n".to_owned());
    put("own/assets/extra.txt", "extra\n".to_owned());
    put("files/plan.txt", "The plan.\n".to_owned());
    put("content/pages/about.md", "+++\ntitle = \"About\"\n+++\n\nSee [[wexmere/2018-03-ilacs]].\n".to_owned());
    put("review.toml", String::new());
    for (theme, term) in THEMES.iter().zip(["assessment", "plan", "supervision"]) {
        put(&format!("content/themes/{theme}.md"), format!("+++\ntitle = \"{theme}\"\nterms = [\"{term}\"]\n+++\n"));
    }
    for (place, council) in (0..).zip(COUNCILS) {
        let succeeds = if *council == "northmere" { "succeeds = [\"marrowby\"]\n" } else { "" };
        let neighbour = COUNCILS[(place + 1) % COUNCILS.len()];
        put(
            &format!("content/authorities/{council}.md"),
            format!(
                "+++\nname = \"The {council}\"\n{succeeds}+++\n\nSee [[{neighbour}/2018-03-ilacs]] and \
                 [its neighbour](../authorities/{neighbour}.md).\n"
            ),
        );
        put(&format!("content/inspections/{council}/2014-05-sif.md"), report("sif", "2014-05-09", true, &asks(place)));
        let second = format!(
            "{}- Plans are late again. {{#late again=2014-05-sif#plans theme=plans}}\n\n## Findings {{kind=finding}}\n\n\
             - Assessments are now sound. {{#sound met=2014-05-sif#assessments basis=stated}}\n",
            "## Areas for development {kind=recommendation}\n\n"
        );
        put(&format!("content/inspections/{council}/2018-03-ilacs.md"), report("ilacs", "2018-03-09", true, &second));
        let third = "## Findings {kind=finding}\n\n- Supervision is regular. {#regular}\n";
        put(
            &format!("content/inspections/{council}/2022-07-ilacs.md"),
            report("ilacs", "2022-07-09", place != 1, third),
        );
        let paper = "## Progress {kind=claim}\n\n- Plans are on time. {#plans done=2014-05-sif#plans}\n";
        let paper = format!(
            "+++\ntitle = \"Paper\"\nframework = \"update\"\npublished = 2015-02-01\nwording = \"summary\"\n+++\n\n{paper}"
        );
        put(&format!("content/updates/{council}/2015-02-update.md"), paper);
    }
    files
}

fn asks(place: usize) -> String {
    let again = if place == 2 { "daily " } else { "" };
    format!(
        "## Areas for development {{kind=recommendation}}\n\n\
         - Make {again}assessments thorough. {{#assessments theme=assessments}}\n\
         - Write plans in time. {{#plans theme=plans}}\n\
         - Supervise social workers well. {{#supervision theme=\"supervision, plans\"}}\n"
    )
}

fn report(framework: &str, day: &str, reviewed: bool, body: &str) -> String {
    format!(
        "+++\ntitle = \"Report of {day}\"\nframework = \"{framework}\"\ninspected = {day}\nwording = \"summary\"\n\
         reviewed = {reviewed}\n+++\n\n{body}"
    )
}

/// Changes the site, or what stands in its output folder, in one of many ways; `which` and `where_` choose.
fn edit(files: &mut Site, out: &Path, which: u8, place: u8) {
    let council = COUNCILS[usize::from(place) % COUNCILS.len()];
    let first = format!("content/inspections/{council}/2014-05-sif.md");
    let second = format!("content/inspections/{council}/2018-03-ilacs.md");
    let pages: Vec<String> = tree(out).into_keys().filter(|path| !path.starts_with('.')).collect();
    let page = &pages[usize::from(place) % pages.len()];
    let change = |files: &mut Site, path: &str, from: &str, to: &str| {
        if let Some(text) = files.get_mut(path) {
            *text = text.replacen(from, to, 1);
        }
    };
    match which {
        0 => change(files, &first, "thorough", "thorough and clear"),
        1 => change(files, &first, "title = \"Report", "title = \"The report"),
        2 => {
            let body = format!(
                "## What needs to improve {{kind=recommendation}}\n\n- Hear children. {{#hear-{place} theme=plans}}\n"
            );
            let path = format!("content/inspections/{council}/2023-0{}-ilacs.md", 1 + place % 9);
            files.insert(path, report("ilacs", &format!("2023-0{}-05", 1 + place % 9), true, &body));
        }
        3 => drop(files.remove(&format!("content/inspections/{council}/2022-07-ilacs.md"))),
        4 => {
            // Renamed, with its old id leading on.
            if let Some(text) = files.remove(&format!("content/inspections/{council}/2022-07-ilacs.md")) {
                let text = text.replacen("wording", "aliases = [\"2022-07-ilacs\"]\nwording", 1);
                files.insert(format!("content/inspections/{council}/2022-07-ilacs-2.md"), text);
            }
        }
        5 => change(files, &second, "{#late ", "{#late-again "),
        6 => change(files, &second, "+++\n\n##", "\n[renamed]\nlate = \"late-again\"\n+++\n\n##"),
        7 => change(files, "content/themes/plans.md", "title = \"", "title = \"More "),
        8 => change(files, &format!("content/authorities/{council}.md"), "The ", "New "),
        9 => change(files, "site.toml", "title = \"", "title = \"Many "),
        10 => change(files, "site.toml", "places.example", "other.example"),
        11 => drop(files.insert("own/outcomes.html".to_owned(), format!("<!doctype html><title>{place}</title>\n"))),
        12 => change(files, "own/assets/extra.txt", "extra", "more"),
        13 => drop(files.insert("review.toml".to_owned(), format!("# {place}\n"))),
        14 => change(files, &format!("content/inspections/{council}/2022-07-ilacs.md"), "Supervision", "Support"),
        15 => change(files, &format!("content/inspections/{council}/2022-07-ilacs.md"), "inspected", "inspectedd"),
        16 => change(files, &second, "met=2014", "partly-met=2014"),
        17 => change(files, &first, "theme=assessments", "theme=supervision"),
        18 => {
            let text = "+++\nname = \"Ousterby\"\n+++\n\nNew here. See [[wexmere/2014-05-sif]].\n";
            files.insert("content/authorities/ousterby.md".to_owned(), text.to_owned());
        }
        19 => change(files, &format!("content/updates/{council}/2015-02-update.md"), "done=", "under-way="),
        20 => change(
            files,
            &format!("content/inspections/{council}/2022-07-ilacs.md"),
            "wording",
            "draft = true\nwording",
        ),
        21 => {
            let (path, text) =
                (format!("content/inspections/{council}/2022-07-ilacs.md"), "withdrawn = \"Why.\"\nwording");
            change(files, &path, "wording", text);
        }
        22 => {
            // A finding goes, and with it what was said of it.
            change(files, &first, "- Supervise social workers well. {#supervision theme=\"supervision, plans\"}\n", "");
            change(files, &first, "+++\n\n##", "\n[withdrawn_findings]\nsupervision = \"Why.\"\n+++\n\n##");
        }
        23 => {
            let correction = format!(
                "\n[[correction]]\ndate = 2023-01-{:02}\nnote = \"Note {place}.\"\nfindings = [\"sound\"]\n+++\n\n##",
                1 + place % 28
            );
            change(files, &second, "+++\n\n##", &correction);
        }
        24 => {
            // A theme and a council by other names, with their old ones leading on.
            if let Some(text) = files.remove("content/themes/supervision.md") {
                let text = text.replacen("title", "aliases = [\"supervision\"]\ntitle", 1);
                files.insert("content/themes/oversight.md".to_owned(), text);
            }
        }
        25 => {
            let text = "+++\nname = \"Ousterby\"\naliases = [\"old-ousterby\"]\nwithdrawn = \"Why.\"\n+++\n\nGone.\n";
            files.insert("content/authorities/ousterby.md".to_owned(), text.to_owned());
        }
        26 => drop(files.insert("addresses.txt".to_owned(), format!("# {place}\nauthorities/wexmere.html\n"))),
        27 => {
            // A council moves with all its reports; its old addresses lead on.
            let (old, new) = ("fennimoor", "new-fennimoor");
            let theirs: Vec<String> = files.keys().filter(|path| path.contains("/fennimoor")).cloned().collect();
            for path in theirs {
                let text = files.remove(&path).unwrap().replacen("name = ", "aliases = [\"fennimoor\"]\nname = ", 1);
                files.insert(path.replace(old, new), text);
            }
            for text in files.values_mut() {
                *text = text.replace("authorities/fennimoor.md", "authorities/new-fennimoor.md");
            }
        }
        28 => change(files, "content/pages/about.md", "About", "About us"),
        29 => {
            let text = format!("+++\ntitle = \"Page {place}\"\nplace = \"head\"\n+++\n\nWords.\n");
            files.insert(format!("content/pages/page-{place}.md"), text);
        }
        30 => drop(files.insert("files/plan.txt".to_owned(), format!("The plan {place}.\n"))),
        31 => drop(files.insert(format!("files/of {place}/letter.txt"), "A letter.\n".to_owned())),
        32 => change(files, &first, "Write plans in time.", "Write [plans](../../../files/plan.txt) in time."),
        33 => change(files, "site.toml", "templates =", "compressed = true\nhost_files = true\ntemplates ="),
        // What stands in the folder.
        34 => fs::remove_file(out.join(page)).unwrap(),
        35 => fs::write(out.join(page), "somebody's own words").unwrap(),
        36 => drop(fs::remove_file(out.join(".throughline-made"))),
        37 => fs::write(out.join(".throughline-made"), "throughline-made 1\nnonsense").unwrap(),
        _ => {
            // Half of the list: true as far as it goes, but nobody knows who cut it.
            let list = fs::read(out.join(".throughline-made")).unwrap_or_default();
            fs::write(out.join(".throughline-made"), &list[..list.len() / 2]).unwrap();
        }
    }
}

const EDITS: u8 = 39;

fn written(files: &Site, folder: &Path) {
    let _ = fs::remove_dir_all(folder);
    let bytes: BTreeMap<String, Vec<u8>> =
        files.iter().map(|(path, text)| (path.clone(), text.clone().into_bytes())).collect();
    write_all(folder, &bytes);
}

fn builds(site: &Path, out: &Path) -> bool {
    throughline().arg("build").arg("--site").arg(site).arg("--out").arg(out).output().unwrap().status.success()
}

/// Makes edits, builds after each onto the last output, and compares with builds from nothing; says how many of
/// them were no errors.
fn compare(edits: &[(u8, u8)]) -> usize {
    let work = tempfile::tempdir().unwrap();
    let (folder, out, clean) = (work.path().join("site"), work.path().join("out"), work.path().join("clean"));
    let mut files = site();
    written(&files, &folder);
    build(&folder, &out);
    let mut good = edits.len();
    for (number, (which, place)) in edits.iter().enumerate() {
        let before = files.clone();
        edit(&mut files, &out, *which, *place);
        written(&files, &folder);
        let _ = fs::remove_dir_all(&clean);
        if !builds(&folder, &clean) {
            // Such an edit is an error of the content; nothing is built of it, here or there.
            assert!(!builds(&folder, &out));
            files = before;
            good -= 1;
            written(&files, &folder);
            builds(&folder, &clean);
        }
        build(&folder, &out);
        let (again, anew) = (tree(&out), tree(&clean));
        let differ: Vec<&String> =
            anew.keys().chain(again.keys()).filter(|path| again.get(*path) != anew.get(*path)).collect();
        assert!(differ.is_empty(), "after {:?}: {differ:?}", &edits[..=number]);
    }
    good
}

#[test]
fn each_kind_of_edit_gives_what_a_build_from_nothing_gives() {
    // One sequence through all kinds, each in another council than the one before.
    let good = compare(&(0..EDITS).map(|which| (which, which.wrapping_mul(7))).collect::<Vec<_>>());
    assert!(good >= 36, "{good} of {EDITS} edits could be built");
}

#[test]
fn random_edits_give_what_a_build_from_nothing_gives() {
    // `THROUGHLINE_REBUILDS` says how many sequences; a few are enough at each run of all tests.
    let cases = std::env::var("THROUGHLINE_REBUILDS").ok().and_then(|n| n.parse().ok()).unwrap_or(3);
    let mut runner = TestRunner::new(Config { cases, failure_persistence: None, ..Config::default() });
    let edits = prop::collection::vec((0..EDITS, 0_u8..60), 1..8);
    runner
        .run(&edits, |edits| {
            compare(&edits);
            Ok(())
        })
        .unwrap();
}

#[test]
fn what_did_not_change_is_not_written_again() {
    let work = tempfile::tempdir().unwrap();
    let (folder, out) = (work.path().join("site"), work.path().join("out"));
    let mut files = site();
    written(&files, &folder);
    build(&folder, &out);
    let times = |out: &Path| -> BTreeMap<String, std::time::SystemTime> {
        tree(out)
            .into_keys()
            .map(|path| (path.clone(), fs::metadata(out.join(&path)).unwrap().modified().unwrap()))
            .collect()
    };
    let before = times(&out);
    assert!(build(&folder, &out).contains(" 0 written"), "nothing changed");
    assert_eq!(times(&out), before);
    edit(&mut files, &out, 14, 0);
    written(&files, &folder);
    build(&folder, &out);
    let after = times(&out);
    for other in ["recommendations/wexmere/2014-05-sif/plans.html", "authorities/wexmere/scrutiny.html"] {
        assert_eq!(after[other], before[other], "a page of another council");
    }
    assert_ne!(after["inspections/fennimoor/2022-07-ilacs.html"], before["inspections/fennimoor/2022-07-ilacs.html"]);
}

#[test]
fn a_sheet_follows_what_was_asked_of_its_council_and_the_glossary_the_themes() {
    let work = tempfile::tempdir().unwrap();
    let (folder, out) = (work.path().join("site"), work.path().join("out"));
    let mut files = site();
    written(&files, &folder);
    build(&folder, &out);
    let page = |name: &str| fs::read_to_string(out.join(name)).unwrap();
    let before = page("authorities/wexmere/scrutiny.html");
    assert!(before.contains("Plans are late again"), "{before}");
    let first = "content/inspections/wexmere/2018-03-ilacs.md";
    let text = files[first].replace("Plans are late again", "Plans are late once more");
    files.insert(first.to_owned(), text);
    edit(&mut files, &out, 7, 0);
    written(&files, &folder);
    build(&folder, &out);
    let after = page("authorities/wexmere/scrutiny.html");
    assert!(after.contains("Plans are late once more") && !after.contains("Plans are late again"), "{after}");
    assert!(page("glossary.html").contains(">More plans</a>"));
}
