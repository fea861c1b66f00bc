//! A report with errors: a draft is left out and stops nothing, a reviewed one stops a build only.
//!
//! The site is the invented one of `tests/broken/_base`, small enough to read.

use std::fs;
use std::path::Path;
use std::process::Output;

use tempfile::TempDir;

use crate::site::{build, repository, run, talk, tree, write_all};

/// A focused visit of 2020, published before it took place.
const MISDATED: &str = "+++\ntitle = \"Focused visit\"\nframework = \"focused-visit\"\n\
    inspected = 2020-02-05\npublished = 2020-01-30\nwording = \"summary\"\nreviewed = false\nscope = [\"oversight\"]\n+++\n\n\
    ## Areas of strength\n\n- Reasons stand in the files. {#reasons-stand met=2014-06-sif#reasons}\n";

fn site() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    write_all(folder.path(), &tree(&repository().join("tests/broken/_base")));
    folder
}

/// A report of Marrowby, by its id.
fn report(site: &Path, id: &str) -> std::path::PathBuf {
    site.join(format!("content/inspections/marrowby/{id}.md"))
}

/// Changes words of a report, which must stand there.
fn change(site: &Path, id: &str, pairs: &[(&str, &str)]) {
    let mut text = fs::read_to_string(report(site, id)).unwrap();
    for (from, to) in pairs {
        assert!(text.contains(from), "{id} has no `{from}`");
        text = text.replacen(from, to, 1);
    }
    fs::write(report(site, id), text).unwrap();
}

fn command(name: &str, site: &Path) -> Output {
    run(&[name, "--site", site.to_str().unwrap()])
}

fn printed(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn codes(output: &Output) -> (Option<i32>, String) {
    (output.status.code(), talk(output))
}

#[test]
fn a_draft_with_an_error_stops_nothing_and_is_told() {
    let (sound, site) = (site(), site());
    let site = site.path();
    fs::write(report(site, "2020-02-focused-visit"), MISDATED).unwrap();
    let (code, said) = codes(&command("check", site));
    assert_eq!(code, Some(0), "{said}");
    assert!(
        said.starts_with("warning[T1001]: `marrowby/2020-02-focused-visit` has an error and is left out"),
        "{said}"
    );
    assert!(said.contains("warning[T0306]: the report is dated before the visit's last day"), "{said}");
    assert!(said.ends_with("0 errors, 2 warnings\n"), "{said}");
    assert_eq!(run(&["check", "--strict", "--site", site.to_str().unwrap()]).status.code(), Some(1));

    let (with, without) = (site.join("public"), sound.path().join("public"));
    let said = build(site, &with);
    assert!(said.contains("T1001"), "{said}");
    build(sound.path(), &without);
    // What it was made of differs; what was made does not.
    let made = |folder: &std::path::Path| {
        let mut files = tree(folder);
        assert!(files.remove(".throughline-made").is_some());
        files
    };
    assert!(made(&with) == made(&without), "the site is that of the rest");

    for name in ["suggest", "list"] {
        let (there, rest) = (command(name, site), command(name, sound.path()));
        assert_eq!(there.status.code(), Some(0), "{}", talk(&there));
        assert_eq!(printed(&there), printed(&rest), "{name}");
        assert!(!printed(&rest).is_empty() && talk(&there).contains("T1001"), "{name}: {}", talk(&there));
    }
}

/// Errors of the file itself and those that show only beside other files come in one run.
#[test]
fn all_errors_of_a_draft_are_told_at_once() {
    let site = site();
    let two = MISDATED.replace("{#reasons-stand met", "{#reasons-stand theme=nowhere met");
    fs::write(report(site.path(), "2020-02-focused-visit"), two).unwrap();
    let (code, said) = codes(&command("check", site.path()));
    assert_eq!(code, Some(0), "{said}");
    assert!(said.contains("has 2 errors") && said.contains("[T0306]") && said.contains("[T0302]"), "{said}");
    assert!(said.ends_with("0 errors, 3 warnings\n"), "{said}");
}

#[test]
fn a_reviewed_report_with_an_error_stops_only_the_build() {
    let site = site();
    let site = site.path();
    fs::write(report(site, "2020-02-focused-visit"), MISDATED.replace("reviewed = false\n", "")).unwrap();
    let (code, said) = codes(&command("check", site));
    assert_eq!(code, Some(1), "{said}");
    assert!(said.contains("error[T0306]") && !said.contains("T1001"), "{said}");
    let (code, said) = codes(&command("build", site));
    assert_eq!(code, Some(1), "{said}");
    assert!(said.contains("nothing was built") && !site.join("public").exists(), "{said}");
    for name in ["suggest", "list"] {
        let output = command(name, site);
        let (code, said) = codes(&output);
        assert_eq!(code, Some(1), "the content has an error: {said}");
        assert!(said.contains("error[T0306]") && said.contains("warning[T1001]"), "{said}");
        let words = if name == "list" { "marrowby/2014-06-sif#reasons" } else { "open questions" };
        assert!(printed(&output).contains(words), "{name} goes on with the rest: {}", printed(&output));
    }
}

#[test]
fn links_to_a_draft_that_is_left_out_are_no_mistakes() {
    let site = site();
    let site = site.path();
    // Three reports link to this one, an alias names it, and a text shows its title.
    change(
        site,
        "2014-06-sif",
        &[("wording = \"summary\"\n", "wording = \"summary\"\nreviewed = false\naliases = [\"2014-07-sif\"]\n")],
    );
    change(site, "2014-06-sif", &[("theme=oversight again", "theme=oversights again")]);
    change(
        site,
        "2018-11-ilacs",
        &[
            ("partly-met=2014-06-sif#reasons", "partly-met=2014-07-sif#reasons"),
            ("Leaders have turned", "After [[2014-06-sif]] and [the one](2014-06-sif.md), leaders have turned"),
        ],
    );
    let output = command("check", site);
    let (code, said) = codes(&output);
    assert_eq!(code, Some(0), "{said}");
    assert!(said.contains("warning[T0302]: there is no theme `oversights`"), "{said}");
    assert!(!said.contains("[T05") && !said.contains("[T06"), "one mistake, one message: {said}");
    build(site, &site.join("public"));
    let page = fs::read_to_string(site.join("public/inspections/marrowby/2018-11-ilacs.html")).unwrap();
    assert!(page.contains("After 2014-06-sif and <span>the one</span>, leaders"), "{page}");
    assert!(!site.join("public/inspections/marrowby/2014-06-sif.html").exists());
}

#[test]
fn a_draft_whose_front_matter_cannot_be_read_stops_nothing() {
    let site = site();
    let site = site.path();
    change(site, "2014-06-lscb-review", &[("wording = \"summary\"", "wording = summary\nreviewed = false")]);
    let (code, said) = codes(&command("check", site));
    assert_eq!(code, Some(0), "{said}");
    assert!(said.contains("warning[T1001]: `marrowby/2014-06-lscb-review` has an error"), "{said}");
    assert!(said.contains("warning[T0201]"), "{said}");
    change(site, "2014-06-lscb-review", &[("reviewed = false", "reviewed = true")]);
    assert_eq!(command("check", site).status.code(), Some(1), "it was reviewed");
}

/// Whichever of the two files the message would mark, it is the draft that goes.
#[test]
fn a_draft_with_the_id_of_a_reviewed_report_gives_way() {
    let site = site();
    let site = site.path();
    let update = site.join("content/updates/marrowby/2018-11-ilacs.md");
    fs::copy(site.join("content/updates/marrowby/2015-01-update.md"), &update).unwrap();
    for draft in ["content/updates/marrowby/2018-11-ilacs.md", "content/inspections/marrowby/2018-11-ilacs.md"] {
        let path = site.join(draft);
        let reviewed = fs::read_to_string(&path).unwrap();
        fs::write(&path, reviewed.replacen("wording", "reviewed = false\nwording", 1)).unwrap();
        let (code, said) = codes(&command("check", site));
        assert_eq!(code, Some(0), "{said}");
        assert!(said.contains("warning[T0105]") && said.contains("warning[T1001]: `marrowby/2018-11-ilacs`"), "{said}");
        let told = said.split("warning[T1001]").nth(1).unwrap();
        assert!(told.lines().nth(1).unwrap().contains(draft), "{said}");
        fs::write(&path, reviewed).unwrap();
    }
    assert_eq!(command("check", site).status.code(), Some(1), "two reviewed ones");
}

/// Which reports are there is asked of the files, not of what is left of them.
#[test]
fn an_import_knows_of_a_draft_that_is_left_out() {
    let site = site();
    let site = site.path();
    let letter = "Focused visit to Marrowby City Council children's services\n\n5 March 2031\n\n\
        This letter summarises the findings of the focused visit to Marrowby City Council children's services on \
        4 and 5 February 2031. The inspectors for this visit were Dev Ironside HMI and Jo Larkspur HMI.\n\n\
        What needs to improve in this area of social work practice\n\n- The pace at which lanterns are mended.\n";
    let source = site.join("letter.txt");
    fs::write(&source, letter).unwrap();
    let import = || talk(&run(&["import", "--into", site.to_str().unwrap(), source.to_str().unwrap()]));
    let first = import();
    assert!(first.contains("1 imported"), "{first}");
    let draft = first.split("-> ").nth(1).unwrap().split_whitespace().next().unwrap();
    let text = fs::read_to_string(site.join(draft)).unwrap();
    fs::write(
        site.join(draft),
        text.replacen("- The pace", "- {#} The pace", 1) + "\n\n## Findings\n\nLost. {#lost met=nowhere#x}\n",
    )
    .unwrap();
    let (code, said) = codes(&command("check", site));
    assert!(code == Some(0) && said.contains("T1001"), "{said}");
    let again = import();
    assert!(again.contains("1 skipped"), "{again}");
}

#[test]
fn who_asks_for_a_report_that_is_left_out_is_told_so() {
    let site = site();
    let site = site.path();
    fs::write(report(site, "2020-02-focused-visit"), MISDATED).unwrap();
    let output = run(&["suggest", "--site", site.to_str().unwrap(), "marrowby/2020-02-focused-visit"]);
    let (code, said) = codes(&output);
    assert_eq!(code, Some(2), "{said}");
    assert!(said.contains("error[T1202]") && said.contains("left out because of its errors"), "{said}");
}
