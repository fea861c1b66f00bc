//! The commands as a user runs them: exit codes, streams, refusals.

use std::collections::BTreeSet;
use std::fs;

use crate::site::{build, repository, run, shipped, talk, throughline, tree, write_all};

/// A copy of the shipped site to break.
fn copy() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    write_all(folder.path(), shipped().iter());
    fs::create_dir_all(folder.path().join("content/themes")).unwrap();
    folder
}

#[test]
fn the_shipped_content_has_no_fault() {
    let root = repository();
    let output = run(&["check", "--strict", "--site", root.to_str().unwrap()]);
    assert!(output.status.success(), "{}", talk(&output));
    assert!(output.stdout.is_empty());
}

#[test]
fn exit_codes_say_what_happened() {
    let site = copy();
    let path = site.path().to_str().unwrap();
    assert_eq!(run(&["check", "--site", path]).status.code(), Some(0));
    let theme = site.path().join("content/themes/assessments.md");
    let good = include_str!("../../src/themes/assessments.md");
    fs::write(&theme, good.replace("title", "titel")).unwrap();
    assert_eq!(run(&["check", "--site", path]).status.code(), Some(1));
    assert_eq!(run(&["build", "--site", path]).status.code(), Some(1));
    assert_eq!(run(&["list", "--site", path]).status.code(), Some(1));
    let nowhere = run(&["check", "--site", "no/such/folder"]);
    assert_eq!(nowhere.status.code(), Some(2));
    assert_eq!(
        talk(&nowhere),
        "error[T1201]: no `site.toml` in `no/such/folder`\n |\n = hint: name the site's folder, or start in it\n"
    );
    assert_eq!(run(&["build", "--site"]).status.code(), Some(2));
}

#[test]
fn warnings_stop_only_a_strict_build() {
    let site = copy();
    let path = site.path().to_str().unwrap();
    fs::write(site.path().join("content/notes.txt"), "to do").unwrap();
    assert_eq!(run(&["check", "--site", path]).status.code(), Some(0));
    assert_eq!(run(&["check", "--strict", "--site", path]).status.code(), Some(1));
    assert_eq!(run(&["build", "--strict", "--site", path]).status.code(), Some(1));
    assert!(!site.path().join("public").exists());
    assert_eq!(run(&["build", "--site", path]).status.code(), Some(0));
}

#[test]
fn an_error_leaves_the_site_that_was_there() {
    let site = copy();
    let path = site.path().to_str().unwrap();
    build(site.path(), &site.path().join("public"));
    let before = tree(&site.path().join("public"));
    fs::write(site.path().join("content/themes/bad.md"), "no front matter").unwrap();
    let output = run(&["build", "--site", path]);
    assert_eq!(output.status.code(), Some(1));
    assert!(talk(&output).contains("nothing was built"), "{}", talk(&output));
    assert_eq!(before, tree(&site.path().join("public")));
}

#[test]
fn a_template_of_the_site_replaces_one_file_and_a_broken_one_stops() {
    let site = copy();
    let public = site.path().join("public");
    let own = site.path().join("own");
    fs::create_dir(&own).unwrap();
    let settings = fs::read_to_string(site.path().join("site.toml")).unwrap();
    fs::write(site.path().join("site.toml"), settings + "\ntemplates = \"own\"\n").unwrap();
    fs::write(own.join("404.html"), "<!doctype html><title>Gone</title><h1>Gone from {{ site.title }}</h1>").unwrap();
    build(site.path(), &public);
    assert!(fs::read_to_string(public.join("404.html")).unwrap().contains("Gone from"));
    assert!(fs::read_to_string(public.join("index.html")).unwrap().contains("</main>"));
    let before = tree(&public);
    fs::write(own.join("home.html"), "{{ page.nothing_of_that_name.at_all }}").unwrap();
    let output = run(&["build", "--site", site.path().to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(1));
    assert!(talk(&output).contains("T0701") && talk(&output).contains("home.html"), "{}", talk(&output));
    assert_eq!(before, tree(&public));
}

#[test]
fn a_part_of_the_style_sheet_is_replaced_where_it_stands_and_the_whole_wins_over_parts() {
    let site = copy();
    let public = site.path().join("public");
    let own = site.path().join("own");
    fs::create_dir_all(own.join("style")).unwrap();
    fs::create_dir(own.join("assets")).unwrap();
    let settings = fs::read_to_string(site.path().join("site.toml")).unwrap();
    fs::write(site.path().join("site.toml"), settings + "\ntemplates = \"own\"\n").unwrap();
    // No template: `{#` would begin a comment there that never ends.
    fs::write(own.join("style/text.css"), "main{#own:1}").unwrap();
    build(site.path(), &public);
    let built_in = |name: &str| fs::read_to_string(repository().join("templates/style").join(name)).unwrap();
    let sheet = fs::read_to_string(public.join("assets/style.css")).unwrap();
    let (before, after) = sheet.split_once("main{#own:1}").expect("the own part is there");
    assert!(before.ends_with(&built_in("frame.css")) && after.starts_with(&built_in("outcomes.css")));
    assert!(!sheet.contains(&built_in("text.css")));
    fs::write(own.join("assets/style.css"), "main{}").unwrap();
    build(site.path(), &public);
    assert_eq!(fs::read_to_string(public.join("assets/style.css")).unwrap(), "main{}");
}

#[test]
fn folders_that_are_not_ours_are_refused() {
    let site = copy();
    let path = site.path().to_str().unwrap();
    let home = tempfile::tempdir().unwrap();
    fs::write(site.path().join("somebody.txt"), "mine").unwrap();
    for (out, reason) in [
        (path, "content folder"),
        ("/", "root"),
        (home.path().to_str().unwrap(), "home"),
        (&format!("{path}/content"), "content folder"),
        (&format!("{path}/content/themes"), "content folder"),
    ] {
        let output =
            throughline().env("HOME", home.path()).args(["build", "--site", path, "--out", out]).output().unwrap();
        assert_eq!(output.status.code(), Some(2), "{out}: {}", talk(&output));
        assert!(talk(&output).contains("error[T0801]"), "{out}: {}", talk(&output));
        assert!(talk(&output).contains(reason), "{out}: {}", talk(&output));
    }
    assert_eq!(fs::read_to_string(site.path().join("somebody.txt")).unwrap(), "mine");
}

#[test]
fn a_file_of_somebody_else_is_in_the_way_and_stays() {
    let site = copy();
    let public = site.path().join("public");
    build(site.path(), &public);
    fs::remove_file(public.join("method.html")).unwrap();
    fs::create_dir(public.join("method.html")).unwrap();
    let output = run(&["build", "--site", site.path().to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(2), "{}", talk(&output));
    assert!(talk(&output).contains("error[T1002]") && talk(&output).contains("method.html"), "{}", talk(&output));
    assert!(public.join("method.html").is_dir());
}

/// What a site has besides the pieces of its search, whose number hangs on how much there is to find.
fn pages(public: &std::path::Path) -> BTreeSet<String> {
    tree(public).into_keys().filter(|name| !name.starts_with("search/")).collect()
}

#[test]
fn a_second_build_writes_nothing_and_removes_what_is_gone() {
    let site = copy();
    let public = site.path().join("public");
    let theme = site.path().join("content/themes/unused.md");
    fs::write(&theme, "+++\ntitle = \"Unused\"\n+++\n\nNothing is about it.\n").unwrap();
    build(site.path(), &public);
    let said = build(site.path(), &public);
    assert!(said.contains("0 written") && said.contains("0 removed"), "{said}");
    let before = pages(&public);
    fs::remove_file(theme).unwrap();
    let said = build(site.path(), &public);
    assert!(!said.contains(" 0 removed"), "{said}");
    let after = pages(&public);
    let gone: Vec<&String> = before.difference(&after).collect();
    assert_eq!(gone, ["themes/unused.html", "themes/unused.xml"], "the page and its feed");
    assert!(after.is_subset(&before), "{after:?}");
}

#[test]
fn old_addresses_lead_on() {
    let site = copy();
    let update = site.path().join("content/updates/nottingham-city/2015-01-update.md");
    let text = fs::read_to_string(&update).unwrap();
    fs::write(&update, text.replacen("+++\n", "+++\naliases = [\"2015-01-briefing\"]\n", 1)).unwrap();
    let public = site.path().join("public");
    build(site.path(), &public);
    let moved = fs::read_to_string(public.join("updates/nottingham-city/2015-01-briefing.html")).unwrap();
    assert!(moved.contains("updates/nottingham-city/2015-01-update.html"));
}

#[test]
fn check_as_json_is_one_object_a_line() {
    let site = copy();
    fs::write(site.path().join("content/themes/bad.md"), "+++\ntitle = \"Bad\"\nterm = []\n+++\n").unwrap();
    let output = run(&["check", "--format", "json", "--site", site.path().to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(1));
    let text = String::from_utf8(output.stdout).unwrap();
    let objects: Vec<serde_json::Value> = text.lines().map(|l| serde_json::from_str(l).unwrap()).collect();
    assert_eq!(objects.len(), 1);
    assert_eq!(objects[0]["code"], "T0202");
    assert_eq!(objects[0]["file"], "content/themes/bad.md");
    assert_eq!((&objects[0]["line"], &objects[0]["column"]), (&3.into(), &1.into()));
    assert_eq!(objects[0]["source"], "term = []");
}

#[test]
fn list_filters_and_prints_data() {
    let root = repository();
    let list = |arguments: &[&str]| {
        let mut all = vec!["list", "--site", root.to_str().unwrap()];
        all.extend(arguments);
        let output = run(&all);
        assert!(output.status.success(), "{}", talk(&output));
        String::from_utf8(output.stdout).unwrap()
    };
    let json: serde_json::Value =
        serde_json::from_str(&list(&["--format", "json", "--outcome", "met", "--authority", "nottingham-city"]))
            .unwrap();
    let ids: Vec<&str> = json.as_array().unwrap().iter().map(|l| l["id"].as_str().unwrap()).collect();
    assert!(ids.contains(&"nottingham-city/2011-08-cra#police-information"), "{ids:?}");
    let csv = list(&["--format", "csv", "--kind", "priority-action"]);
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), 4, "two in the city in 2020, two in the county's area SEND inspection");
    // A site of texts that a spreadsheet would run.
    let awkward = repository().join("tests/data/awkward");
    let output = run(&["list", "--site", awkward.to_str().unwrap(), "--format", "csv"]);
    let mut reader = csv::Reader::from_reader(output.stdout.as_slice());
    let fields: Vec<String> =
        reader.records().flat_map(|r| r.unwrap().iter().map(str::to_owned).collect::<Vec<_>>()).collect();
    assert!(fields.iter().any(|field| field.starts_with("'=")), "{fields:?}");
    assert!(!fields.iter().any(|field| field.starts_with(['=', '+', '-', '@'])), "{fields:?}");
    assert!(list(&["--theme", "case-records"]).contains("two-systems"));
    let wrong = run(&["list", "--site", root.to_str().unwrap(), "--theme", "case-record"]);
    assert_eq!(wrong.status.code(), Some(2));
    let said = talk(&wrong);
    assert!(said.contains("error[T1202]") && said.contains("did you mean `case-records`"), "{said}");
}
