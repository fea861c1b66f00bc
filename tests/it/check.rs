//! `check` as a colleague: in short where there is much, by file and code, for other programs, and mending.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use crate::broken::site_of;

fn check(site: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_throughline"))
        .arg("check")
        .arg("--site")
        .arg(site)
        .args(arguments)
        .output()
        .unwrap()
}

fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

const VISIT: &str = "content/inspections/marrowby/2020-02-focused-visit.md";

/// The base with a visit whose findings are these.
fn site_with(findings: &[String]) -> tempfile::TempDir {
    let site = site_of(None);
    let front = "+++\ntitle = \"Focused visit\"\nframework = \"focused-visit\"\n\
                 inspected = { from = 2020-02-04, to = 2020-02-05 }\nwording = \"summary\"\nscope = [\"front-door\"]\n+++\n";
    fs::write(site.path().join(VISIT), format!("{front}\n## Findings\n\n{}\n", findings.join("\n"))).unwrap();
    site
}

#[test]
fn many_messages_are_told_in_short_and_all_of_them_on_request() {
    let findings: Vec<String> = (0..60).map(|n| format!("- Files are in order. {{#files-{n} colour=red}}")).collect();
    let site = site_with(&findings);
    let text = err(&check(site.path(), &[]));
    assert!(text.lines().count() <= 40, "{text}");
    assert!(text.contains(&format!("60 x error[T0402]: unknown attribute ({VISIT}:11, {VISIT}:12, ...)")), "{text}");
    assert!(text.contains("60 errors, 0 warnings\nhint: `throughline check --all --site "), "{text}");
    assert_eq!(err(&check(site.path(), &["--all"])).matches("error[T0402]").count(), 60);
}

#[test]
fn messages_are_chosen_by_code_and_by_file() {
    let site = site_with(&["- Files. {#a colour=red}".to_owned(), "- Reasons. {#b met=2014-06-sif#reason}".to_owned()]);
    fs::write(site.path().join("content/to-do.txt"), "ask").unwrap();
    let said = |arguments: &[&str]| err(&check(site.path(), arguments));
    let codes = |text: &str| ["T0103", "T0402", "T0502"].map(|code| text.contains(code));
    assert_eq!(codes(&said(&[])), [true, true, true]);
    assert_eq!(codes(&said(&["--code", "t05"])), [false, false, true]);
    assert_eq!(codes(&said(&["--code", "T0402", "--code", "T01"])), [true, true, false]);
    assert_eq!(codes(&said(&["content/inspections"])), [false, true, true]);
    assert_eq!(codes(&said(&[site.path().join("content/to-do.txt").to_str().unwrap()])), [true, false, false]);
    assert_eq!(said(&["content/themes"]), "nothing is wrong\n");
    let unknown = check(site.path(), &["--code", "T99"]);
    assert_eq!(unknown.status.code(), Some(2), "a code that is misspelt hides nothing");
}

#[test]
fn github_is_told_in_its_own_form() {
    let site = site_with(&["- Files. {#a colour=red}".to_owned()]);
    let output = check(site.path(), &["--format", "github"]);
    assert_eq!(output.status.code(), Some(1));
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(text.starts_with("::error title=T0402,file=") && text.lines().count() == 1, "{text}");
    assert!(text.contains(&format!("{VISIT},line=11,endLine=11,col=")), "{text}");
}

#[test]
fn what_has_one_right_answer_is_shown_and_mended_only_when_asked() {
    let findings = [
        "- Files. {#a at=“page 3” met=2011-04-cra#assessments-late}",
        "- Reasons. {#b met=\"2014-06-sif#reasons, 2014-06-sif#reasons\"}",
        "- Homes.{#c}",
        "- Colours. {#d colour=red}",
    ];
    let site = site_with(&findings.map(str::to_owned));
    let path = site.path().join(VISIT);
    let before = fs::read_to_string(&path).unwrap();
    let shown = check(site.path(), &["--fix"]);
    assert_eq!(shown.status.code(), Some(0));
    let text = err(&shown);
    assert!(text.contains(&format!("{VISIT}:13\n  - - Homes.{{#c}}\n  + - Homes. {{#c}}\n")), "{text}");
    assert!(text.contains("nothing was written: add --write to write this; 1 other message is for somebody to decide"));
    assert_eq!(fs::read_to_string(&path).unwrap(), before);
    // Attributes that could not be read hide their links, so that what is mended brings the next to light.
    for _ in 0..2 {
        check(site.path(), &["--fix", "--write"]);
    }
    let after = fs::read_to_string(&path).unwrap();
    let lines: Vec<&str> = after.lines().skip(10).collect();
    assert_eq!(
        lines,
        [
            "- Files. {#a at=\"page 3\" met=2011-03-cra#slow-assessments}",
            "- Reasons. {#b met=\"2014-06-sif#reasons\"}",
            "- Homes. {#c}",
            "- Colours. {#d colour=red}",
        ]
    );
    assert!(err(&check(site.path(), &["--fix"])).starts_with("nothing here has one right answer"));
}

#[test]
fn a_date_in_quotes_is_unquoted() {
    let site = site_of(None);
    let path = site.path().join("content/inspections/marrowby/2014-06-sif.md");
    let text = fs::read_to_string(&path).unwrap();
    fs::write(&path, text.replace("published = 2014-08-01", "published = \"2014-08-01\"")).unwrap();
    check(site.path(), &["--fix", "--write"]);
    assert_eq!(fs::read_to_string(&path).unwrap(), text);
}
