//! What a build says is different for readers.

use std::fs;

use super::{FIRST, SECOND, Year, report, second};
use crate::site::talk;

#[test]
fn a_new_report_is_told_in_words_and_nothing_is_told_where_nothing_changed() {
    let year = Year::new();
    let first = year.ends_well(&["build"]);
    assert!(!first.contains("for readers"), "there was no site before: {first}");
    fs::rename(year.path("public"), year.path("old")).unwrap();
    year.ends_well(&["build"]);
    year.write(SECOND, &second(""));
    let told = "for readers\n  \
         new report     Wexmere: ILACS, 11 March 2022. Of what was asked earlier, it finds 2 missed; asks for 1 again; does \
         not mention 1 that was not known to be met.\n  \
         outcome        Wexmere, “Sign off first contacts on the day.” (2018): no later report on it -> missed\n  \
         outcome        Wexmere, “Write plans that a child can read.” (2018): no later report on it -> missed\n  \
         outcome        Wexmere, “Keep files in one place.” (2018): no later report on it -> not mentioned since\n  \
         asked again    Wexmere, “Write plans that a child can read.” (2018): again in ILACS, 11 March 2022\n";
    let said = year.ends_well(&["build"]);
    assert!(said.ends_with(told), "{said}");
    let said = year.ends_well(&["build"]);
    assert!(!said.contains("for readers"), "{said}");
    // Between two outputs, however often the newer one was built.
    let said = year.ends_well(&["build", "--compare", "old"]);
    assert!(said.ends_with(told), "{said}");
    let said = year.ends_well(&["build", "--compare", "public"]);
    assert!(said.contains("for readers      no report, outcome, thread or address is different\n"), "{said}");
    // Words that change no outcome.
    year.change(FIRST, "Staff know the families.", "Staff know all families.");
    let said = year.ends_well(&["build"]);
    assert!(said.contains("for readers      no report"), "{said}");
    let none = year.run(&["build", "--compare", "content"]);
    assert_eq!(none.status.code(), Some(2));
    assert!(talk(&none).contains("`content` is no output to compare with"), "{}", talk(&none));
}

#[test]
fn what_is_joined_parted_or_gone_is_told_in_few_lines() {
    let year = Year::with_second_report();
    fs::remove_file(year.path("addresses.txt")).unwrap();
    year.change(SECOND, "{#plans-again again=2018-05-sif#plans", "{#plans-again");
    let said = year.ends_well(&["build"]);
    let parted = "  parted         Wexmere, “Write plans that a child can read.” (2018): its thread is 2 now\n";
    assert!(said.contains(parted), "{said}");
    year.change(SECOND, "{#plans-again", "{#plans-again again=2018-05-sif#plans");
    let said = year.ends_well(&["build"]);
    let joined = "  joined         Wexmere, “Write plans that a child can read.” (2018) and Wexmere, “Write plans for \
                  children, as asked in 2018.” (2022) are one thread now\n";
    assert!(said.contains(joined), "{said}");
    fs::remove_file(year.path(SECOND)).unwrap();
    let said = year.ends_well(&["build"]);
    let gone = "  gone           report wexmere/2022-03-ilacs, “Inspection of 2022”, with what it asked for: 1\n";
    assert!(said.contains(gone), "{said}");
    // Many are cut, and the rest is counted.
    let many: String = (0..30).map(|n| format!("- Ask for thing {n}. {{#thing-{n}}}\n")).collect();
    let asks = format!("## Recommendations {{kind=recommendation}}\n\n{many}");
    year.write("content/inspections/wexmere/2010-01-cra.md", &report("First", "cra", "2010-01-08", "", &asks));
    year.ends_well(&["build"]);
    let all = "## Findings {kind=finding}\n\n- Nothing was done. {#none met=\"none of 2010-01-cra\"}\n";
    year.write("content/inspections/wexmere/2012-01-sif.md", &report("Later", "sif", "2012-01-08", "", all));
    let said = year.ends_well(&["build"]);
    let (_, told) = said.split_once("for readers\n").unwrap();
    assert_eq!(told.lines().count(), 21, "{told}");
    assert!(told.ends_with("  and 11 more\n"), "a report and 30 outcomes: {told}");
}
