//! `init`, `new` and `known`: what they write is taken as it is, and nothing of somebody's is written over.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

fn run(site: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_throughline")).args(arguments).args(["--site".as_ref(), site]).output().unwrap()
}

fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

fn site(title: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_throughline"))
        .args(["init", "--title", title])
        .arg(folder.path())
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", err(&output));
    folder
}

#[test]
fn a_new_site_is_right_and_offers_every_setting() {
    let site = site("Wexmere \"East\"");
    let check = run(site.path(), &["check", "--strict"]);
    assert_eq!(err(&check), "nothing is wrong\n");
    let settings = fs::read_to_string(site.path().join("site.toml")).unwrap();
    assert!(settings.starts_with("title = \"Wexmere \\\"East\\\"\"\n"), "{settings}");
    // What it offers is right as soon as the mark before it is taken away.
    let taken: String = settings
        .lines()
        .map(|line| line.strip_prefix("# ").filter(|rest| rest.contains(" = ")).unwrap_or(line))
        .map(|line| line.to_owned() + "\n")
        .collect();
    let keys = taken.parse::<toml::Table>().unwrap_or_else(|error| panic!("{error}\n{taken}"));
    for key in ["base_url", "publisher", "templates", "pictures"] {
        assert!(keys.contains_key(key), "{key}");
    }
}

#[test]
fn new_files_bring_no_error_and_have_their_place() {
    let site = site("Wexmere");
    let new: [(&[&str], &str); 9] = [
        (&["authority", "Wexmere County"], "authorities/wexmere-county.md"),
        (&["inspection", "wexmere-county", "ilacs", "2024-03-15"], "inspections/wexmere-county/2024-03-ilacs.md"),
        (&["inspection", "Wexmere County", "ilacs", "2024-03"], "inspections/wexmere-county/2024-03-ilacs-2.md"),
        (
            &["inspection", "nottinghamshire", "focused-visit", "2019-10"],
            "inspections/nottinghamshire/2019-10-focused-visit.md",
        ),
        (&["update", "wexmere-county", "2024-09-30"], "updates/wexmere-county/2024-09-update.md"),
        (&["theme", "Homes & housing"], "themes/homes-housing.md"),
        (&["authority", "Nottingham City"], "authorities/nottingham-city.md"),
        (&["page", "accessibility-statement"], "pages/accessibility-statement.md"),
        (&["page", "How to use this site"], "pages/how-to-use-this-site.md"),
    ];
    for (arguments, path) in new {
        let output = run(site.path(), &[&["new"], arguments].concat());
        assert!(output.status.success(), "{arguments:?}: {}", err(&output));
        assert!(site.path().join("content").join(path).is_file(), "{path}: {}", err(&output));
    }
    let check = run(site.path(), &["check"]);
    assert_eq!(check.status.code(), Some(0), "{}", err(&check));
    let build = run(site.path(), &["build"]);
    assert!(build.status.success(), "{}", err(&build));
}

#[test]
fn nothing_is_written_over_and_what_is_not_known_is_said() {
    let site = site("Wexmere");
    assert!(run(site.path(), &["new", "theme", "Housing"]).status.success());
    let path = site.path().join("content/themes/housing.md");
    fs::write(&path, "mine").unwrap();
    let again = run(site.path(), &["new", "theme", "Housing"]);
    assert!(again.status.code() == Some(2) && err(&again).contains("is there already"), "{}", err(&again));
    assert_eq!(fs::read_to_string(&path).unwrap(), "mine");
    for (arguments, said) in [
        (&["inspection", "notingham-city", "ilacs", "2024-03"], "did you mean `nottingham-city`?"),
        (&["inspection", "nottingham-city", "ilac", "2024-03"], "did you mean `ilacs`?"),
        (&["inspection", "nottingham-city", "ilacs", "15.3.2024"], "`15.3.2024` is not a date"),
    ] {
        let output = run(site.path(), &[&["new"], arguments.as_slice()].concat());
        assert!(output.status.code() == Some(2) && err(&output).contains(said), "{}", err(&output));
    }
    assert!(!site.path().join("content/inspections/notingham-city").exists());
}

#[test]
fn ids_that_may_be_written_are_listed_with_names() {
    let site = site("Wexmere");
    run(site.path(), &["new", "theme", "Housing"]);
    let listed =
        |arguments: &[&str]| String::from_utf8(run(site.path(), &[&["known"], arguments].concat()).stdout).unwrap();
    assert_eq!(
        listed(&["authorities", "nottingham"]),
        "nottingham-city  Nottingham City\nnottinghamshire  Nottinghamshire\n"
    );
    assert!(listed(&["frameworks"]).contains("\nilacs "));
    let themes = listed(&["themes"]);
    assert!(themes.contains("\nhousing ") && themes.contains("assessments "), "{themes}");
    assert_eq!(listed(&["themes", "no such words"]), "");
}
