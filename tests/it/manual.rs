//! What the program says of itself: `explain`, completions, the manual, schemas, its version.

use std::process::{Command, Output};

use throughline::diagnostics::Code;

fn run(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_throughline")).args(arguments).output().unwrap()
}

fn said(arguments: &[&str]) -> String {
    let output = run(arguments);
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn a_message_is_explained_by_its_code_however_it_is_typed() {
    let text = said(&["explain", "t0502"]);
    assert!(text.starts_with("T0502 (error): link to a finding that is not there\n"), "{text}");
    assert!(text.contains("\nwrong\n    - Files now hold reasons. {#now met=2014-06-sif#reason}\n"), "{text}");
    assert!(text.contains("\nright\n    - Files now hold reasons. {#now met=2014-06-sif#reasons}\n"), "{text}");
    assert!(text.lines().all(|line| line.chars().count() <= 120), "{text}");
    assert_eq!(said(&["explain"]).lines().count(), Code::ALL.len());
}

#[test]
fn a_code_that_is_not_there_is_an_error_with_the_nearest() {
    let output = run(&["explain", "T0599"]);
    assert_eq!(output.status.code(), Some(2));
    let text = String::from_utf8(output.stderr).unwrap();
    assert!(text.contains("no message has the code `T0599`") && text.contains("did you mean `T05"), "{text}");
}

#[test]
fn shells_complete_each_command() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let text = said(&["completions", shell]);
        for command in ["build", "explain", "review"] {
            assert!(text.contains(command), "{shell} does not know {command}");
        }
    }
}

#[test]
fn the_manual_has_a_page_a_command_with_its_examples() {
    let folder = tempfile::tempdir().unwrap();
    said(&["man", folder.path().join("man1").to_str().unwrap()]);
    let mut pages: Vec<String> = std::fs::read_dir(folder.path().join("man1"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    pages.sort();
    assert!(pages.contains(&"throughline.1".to_owned()) && pages.contains(&"throughline-build.1".to_owned()));
    assert!(!pages.iter().any(|page| page.contains("help")), "{pages:?}");
    let page = std::fs::read_to_string(folder.path().join("man1/throughline-check.1")).unwrap();
    assert!(page.contains("Examples") && page.contains("throughline check"), "{page}");
}

/// The schemas' own form, and what they make of a report, is a matter of `source::json_schema`.
#[test]
fn a_schema_is_printed_for_each_kind_of_file() {
    for file in ["site", "report", "authority", "theme", "page", "framework", "register", "review"] {
        let schema: serde_json::Value = serde_json::from_str(&said(&["schema", file])).unwrap();
        assert_eq!(schema["$schema"], "http://json-schema.org/draft-07/schema#", "{file}");
    }
}

/// What is asked of a program that is under development: the commit of a release stands in `build.rs`.
#[test]
fn the_version_says_which_program_this_is() {
    let text = said(&["--version"]);
    assert!(text.starts_with(concat!("throughline ", env!("CARGO_PKG_VERSION"))), "{text}");
}
