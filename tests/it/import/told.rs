//! What an import is told beside the files, and what it says of files that it does not take: given by hand, hints,
//! kinds that are not read, a report that is issued again.

use std::fs;

use super::command::{Sandbox, letter};
use crate::site::talk;

fn nobodys() -> String {
    letter("Marrowby", "4 and 5 March 2031", "2 April 2031", "The lamps.")
        .replace("Marrowby children's services", "children's services")
        .replace("Marrowby", "")
}

#[test]
fn a_council_that_a_report_does_not_say_is_given_by_hand() {
    let sandbox = Sandbox::new();
    sandbox.report("a.txt", nobodys());
    let refused = sandbox.import(&[]);
    assert_eq!(refused.status.code(), Some(1));
    assert!(talk(&refused).contains("--authority ID"), "{}", talk(&refused));
    let path = sandbox.reports().join("a.txt");
    let wrong = sandbox.import(&["--authority", "st-helen", path.to_str().unwrap()]);
    assert!(talk(&wrong).contains("T0921") && talk(&wrong).contains("`st-helens`"), "{}", talk(&wrong));
    let done = sandbox.import(&["--authority", "st-helens", path.to_str().unwrap()]);
    assert!(talk(&done).contains("given by hand: authority"), "{}", talk(&done));
    let draft = sandbox.read("content/inspections/st-helens/2031-03-focused-visit.md");
    assert!(draft.contains("# `authority` was given by hand"), "{draft}");
    // The register serves: there is no file, and the site is whole.
    assert!(!sandbox.has("content/authorities/st-helens.md"));
    sandbox.passes_checks();
}

#[test]
fn a_date_beside_the_text_is_a_hint_and_only_what_is_given_by_hand_counts() {
    let sandbox = Sandbox::new();
    let undated = letter("Marrowby City Council", "two days", "", "The lamps.");
    let path = sandbox.report("2031-04-02-visit.txt", undated);
    let refused = sandbox.import(&[]);
    assert!(talk(&refused).contains("only a hint: the file's name says 2031-04-02"), "{}", talk(&refused));
    assert!(!sandbox.has("content/authorities/marrowby-city.md"));
    let done = sandbox.import(&["--published", "2031-04-03", path.to_str().unwrap()]);
    assert!(talk(&done).contains("given by hand: published"), "{}", talk(&done));
    let draft = sandbox.read("content/inspections/marrowby-city/2031-04-focused-visit.md");
    assert!(draft.contains("published = 2031-04-03\n"), "{draft}");
    // A date that the report states stays.
    let stated = sandbox.report("b.txt", letter("Eastmere Council", "4 March 2031", "2 April 2031", "The boats."));
    sandbox.import(&["--published", "2031-05-05", stated.to_str().unwrap()]);
    assert!(sandbox.read("content/inspections/eastmere/2031-03-focused-visit.md").contains("published = 2031-04-02\n"));
}

#[test]
fn a_framework_that_is_not_known_by_its_cues_is_given_by_hand() {
    let sandbox = Sandbox::new();
    let path = sandbox.report("a.txt", "A look at Marrowby Council\n\nPublished: 2 April 2031\n\n- Lamps.\n");
    assert!(talk(&sandbox.import(&[])).contains("--framework ID"));
    let done = sandbox.import(&["--framework", "focused-visit", "--authority", "derby", path.to_str().unwrap()]);
    assert!(talk(&done).contains("given by hand: framework, authority"), "{}", talk(&done));
}

#[test]
fn why_says_which_entry_of_the_register_read_a_council_and_which_words() {
    let sandbox = Sandbox::new();
    sandbox.report("a.txt", letter("St Helens Council", "4 and 5 March 2031", "2 April 2031", "The lamps."));
    sandbox.report("b.txt", letter("Eastmere Council", "4 and 5 March 2031", "2 April 2031", "The boats."));
    let said = sandbox.imported(&["--why"]);
    assert!(said.contains("the council St Helens, by its title (import/recognise/tables/councils.txt:"), "{said}");
    assert!(said.contains("the name is from register/england.toml, body `st-helens`"), "{said}");
    assert!(said.contains("the council Eastmere, as it is stated here: the register has none of this name"), "{said}");
}

#[test]
fn a_framework_of_the_sites_own_can_be_the_one_that_a_sentence_names() {
    let sandbox = Sandbox::new();
    let item = "The lanterns, which were an area for improvement at the last harbour audit in May 2029.";
    sandbox.report("a.txt", letter("Marrowby City Council", "4 and 5 March 2031", "2 April 2031", item));
    let read = || String::from_utf8(sandbox.import(&["--dry-run", "--format", "json"]).stdout).unwrap();
    assert!(!read().contains("harbour-audit"), "{}", read());
    sandbox.write(
        "content/frameworks/harbour-audit.toml",
        "name = \"Harbour audit\"\nfamily = \"harbours\"\nmentions = [\"harbour audit/audits\"]\n",
    );
    assert!(read().contains("(harbour-audit, 2029-05)"), "{}", read());
}

#[test]
fn what_a_folder_holds_and_is_not_read_is_named_with_what_to_do() {
    let sandbox = Sandbox::new();
    sandbox.report("letter.odt", "x");
    let none = talk(&sandbox.import(&[]));
    assert!(none.contains("T0901") && none.contains("letter.odt") && none.contains("word processor"), "{none}");
    sandbox.report("visit.txt", letter("Marrowby City Council", "4 and 5 March 2031", "2 April 2031", "The lamps."));
    sandbox.report("page.PNG", "x");
    sandbox.report("list.json", "{}");
    let said = sandbox.imported(&[]);
    assert!(said.contains("letter.odt: warning[T0920]: a `.odt` file is not read"), "{said}");
    assert!(said.contains("page.PNG: warning[T0920]") && said.contains("ocrmypdf"), "{said}");
    assert!(!said.contains("list.json") && said.ends_with("1 imported, 0 skipped, 0 refused\n"), "{said}");
}

#[test]
fn a_report_that_is_issued_again_says_what_differs() {
    let sandbox = Sandbox::new();
    let first = letter("Marrowby City Council", "4 and 5 March 2031", "2 April 2031", "The number that fell by half.");
    sandbox.report("first.txt", &first);
    sandbox.imported(&[]);
    let draft = "content/inspections/marrowby-city/2031-03-focused-visit.md";
    let before = sandbox.read(draft);
    sandbox.report("second.txt", first.replace("by half", "by a third"));
    // Whether it came before or comes at once.
    let said = sandbox.imported(&[]);
    assert!(said.contains("it is here already as marrowby-city/2031-03-focused-visit, and its words differ in 1 paragraph from the report that is here"), "{said}");
    assert!(said.contains("by half.\"") && said.contains("by a third.\""), "{said}");
    assert_eq!(sandbox.read(draft), before);
    // The same words in another file are the same report.
    fs::remove_file(sandbox.reports().join("second.txt")).unwrap();
    sandbox.report("third.txt", format!("{first}\n\n"));
    assert!(!sandbox.imported(&[]).contains("differ"));
}

#[test]
fn a_draft_has_the_reports_own_terms() {
    let sandbox = Sandbox::new();
    let text = letter("Marrowby City Council", "4 and 5 March 2031", "2 April 2031", "The lamps.");
    sandbox.report(
        "a.txt",
        format!("{text}\nYou may reuse this information under the terms of the Open Government Licence.\n"),
    );
    sandbox.imported(&[]);
    let draft = "content/inspections/marrowby-city/2031-03-focused-visit.md";
    let drafted = sandbox.read(draft);
    assert!(drafted.contains("licence = \"Open Government Licence\"\n"), "{drafted}");
    sandbox.write(draft, &drafted.replace("licence = \"Open Government Licence\"\n", ""));
    let checked = crate::site::run(&["check", "--site", sandbox.site().to_str().unwrap()]);
    assert!(talk(&checked).contains("T0320"), "{}", talk(&checked));
}

/// A name that no TOML reader would take as it is printed.
#[test]
fn a_councils_name_may_hold_any_sign() {
    let sandbox = Sandbox::new();
    sandbox
        .report("a.txt", letter("Marrow\\by \"Q\u{7}\" Council", "4 and 5 March 2031", "2 April 2031", "The lamps."));
    let output = sandbox.import(&[]);
    assert!(matches!(output.status.code(), Some(0 | 1)), "{}", talk(&output));
    sandbox.passes_checks();
}
