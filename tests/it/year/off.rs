//! What is kept off the site: drafts, and what was withdrawn.

use std::fs;

use super::{FIRST, SECOND, Year, report, second};
use crate::site::tree;

#[test]
fn a_withdrawn_report_leaves_pages_that_say_so_and_none_of_its_words() {
    let year = Year::with_second_report();
    let secret = "Contacts wait for a signature.";
    assert!(year.all_words().contains(secret));
    fs::remove_file(year.path(SECOND)).unwrap();
    let said = year.is_stopped();
    assert!(said.contains("keep content/inspections/wexmere/2022-03-ilacs.md with `withdrawn = \"why\"`"), "{said}");
    year.write(SECOND, &second("withdrawn = \"It named a child.\"\nwithdrawn_on = 2022-10-02\n"));
    let said = year.ends_well(&["build", "--record"]);
    assert!(said.contains("reports          1 held"), "{said}");
    assert!(
        said.contains(
            "  withdrawn      report wexmere/2022-03-ilacs, “Inspection of 2022”, with what it asked for: 1\n"
        )
    );
    for page in ["inspections/wexmere/2022-03-ilacs.html", "recommendations/wexmere/2022-03-ilacs/plans-again.html"] {
        let page = year.read(&format!("public/{page}"));
        assert!(page.contains("was withdrawn on 2 October 2022") && page.contains("It named a child."), "{page}");
        assert!(page.contains("Inspection of 2022") && page.contains("wexmere/2022-03-ilacs"), "{page}");
        assert!(page.contains("<meta name=\"robots\" content=\"noindex\">"), "{page}");
    }
    let words = year.all_words();
    assert!(!words.contains(secret) && !words.contains("as asked in 2018"), "its words are nowhere");
    assert!(!year.read("public/sitemap.xml").contains("2022-03-ilacs"));
    assert!(!year.read("public/data/inspections.csv").contains("2022-03-ilacs"));
    let stands = year.read("public/recommendations/wexmere/2018-05-sif/sign-off.html");
    assert!(stands.contains("no later report on it"), "nothing rests on it: {stands}");
    // The words may go from the folder too, as long as the ids of what had a page are named.
    year.write(SECOND, &report("Inspection of 2022", "ilacs", "2022-03-11", "withdrawn = \"It named a child.\"\n", ""));
    let said = year.is_stopped();
    assert!(said.contains("`wexmere/2022-03-ilacs#plans-again` was published"), "{said}");
    let keys = "withdrawn = \"It named a child.\"\n[withdrawn_findings]\nplans-again = \"It goes with its report.\"\n";
    year.write(SECOND, &report("Inspection of 2022", "ilacs", "2022-03-11", keys, ""));
    year.ends_well(&["build"]);
    let page = year.read("public/recommendations/wexmere/2022-03-ilacs/plans-again.html");
    assert!(page.contains("It goes with its report."), "{page}");
}

#[test]
fn a_withdrawn_finding_theme_or_authority_leaves_a_page_that_says_so() {
    let year = Year::with_second_report();
    year.change(FIRST, "- Sign off first contacts on the day. {#sign-off theme=contacts}\n", "");
    year.change(FIRST, "- Staff know the families. {#know-families}\n", "");
    let keys = "\n[withdrawn_findings]\nsign-off = \"It was never asked for.\"\nknow-families = \"Nobody wrote it.\"\n";
    year.change(FIRST, "wording = \"summary\"\n", &format!("wording = \"summary\"\n{keys}"));
    let said = year.is_stopped();
    assert!(said.contains("error[T0519]: `sign-off` was withdrawn") && !said.contains("T0322"), "{said}");
    year.change(SECOND, " missed=2018-05-sif#sign-off basis=stated", "");
    let said = year.ends_well(&["build"]);
    assert!(
        said.contains("  withdrawn      recommendation wexmere/2018-05-sif#sign-off, “Sign off first contacts on"),
        "{said}"
    );
    let page = year.read("public/recommendations/wexmere/2018-05-sif/sign-off.html");
    assert!(page.contains("It was never asked for.") && page.contains("wexmere/2018-05-sif#sign-off"), "{page}");
    let of_report = year.read("public/inspections/wexmere/2018-05-sif.html");
    assert!(of_report.contains("<li id=\"know-families\"><b>#know-families</b>: Nobody wrote it.</li>"), "{of_report}");
    assert!(!year.all_words().contains("Sign off first contacts"), "its words are nowhere");

    year.change("content/themes/contacts.md", "title", "withdrawn = \"Too wide to mean anything.\"\ntitle");
    let said = year.is_stopped();
    assert_eq!(said.matches("error[T0519]: `contacts` was withdrawn").count(), 3, "{said}");
    year.change(FIRST, " theme=contacts", "");
    year.change(SECOND, " theme=contacts", "");
    year.ends_well(&["build"]);
    let page = year.read("public/themes/contacts.html");
    assert!(page.contains("Too wide to mean anything.") && page.contains("This theme was withdrawn."), "{page}");

    year.change("content/authorities/wexmere.md", "name", "withdrawn = \"Another site follows it.\"\nname");
    let said = year.ends_well(&["build"]);
    assert!(said.contains("reports          0 held"), "an authority takes its reports along: {said}");
    for page in [
        "authorities/wexmere.html",
        "inspections/wexmere/2018-05-sif.html",
        "recommendations/wexmere/2018-05-sif/plans.html",
    ] {
        let page = year.read(&format!("public/{page}"));
        assert!(page.contains("Another site follows it."), "{page}");
    }
    assert!(!year.all_words().contains("Write plans that a child can read."));
}

#[test]
fn a_draft_is_checked_and_in_nothing() {
    let year = Year::new();
    year.ends_well(&["build"]);
    let without = tree(&year.path("public"));
    year.write(SECOND, &second("draft = true\n"));
    year.write("content/themes/plans-for-children.md", "+++\ntitle = \"Plans for children\"\ndraft = true\n+++\n");
    let council = "+++\nname = \"Eastmere\"\nreports = \"https://x.example/\"\ndraft = true\n+++\n";
    year.write("content/authorities/eastmere.md", council);
    let of_council = report(
        "Eastmere’s first",
        "sif",
        "2019-05-11",
        "",
        "## Recommendations {kind=recommendation}\n\n- Do more. {#more}\n",
    );
    year.write("content/inspections/eastmere/2019-05-sif.md", &of_council);
    let said = year.ends_well(&["build", "--strict"]);
    assert!(said.contains("drafts           2 reports, 1 theme, 1 authority left out\n"), "{said}");
    let with = tree(&year.path("public"));
    let differ: Vec<&String> = with
        .keys()
        .chain(without.keys())
        .filter(|name| !name.starts_with(".throughline") && with.get(*name) != without.get(*name))
        .collect();
    assert!(differ.is_empty(), "{differ:?}");
    let said = year.ends_well(&["check"]);
    assert!(said.ends_with("drafts left out: 2 reports, 1 theme, 1 authority\n"), "{said}");

    // What is wrong with a draft is said, and stops nothing.
    year.change(SECOND, "missed=2018-05-sif#sign-off", "missed=2018-05-sif#signed-off");
    let said = year.ends_well(&["build"]);
    assert!(said.contains("warning[T0502]: `wexmere/2018-05-sif` has no finding `signed-off`"), "{said}");
    year.write("content/themes/plans-for-children.md", "+++\ntitle = Plans\ndraft = true\n+++\n");
    let said = year.ends_well(&["build"]);
    assert!(said.contains("warning[T0201]"), "{said}");
    year.write("content/themes/plans-for-children.md", "+++\ntitle = \"Plans for children\"\ndraft = true\n+++\n");

    // What is published must not lead there.
    year.change(FIRST, "{#plans theme=contacts}", "{#plans theme=plans-for-children}");
    year.write("content/authorities/wexmere.md", "+++\nname = \"Wexmere\"\nreports = \"https://x.example/\"\nsucceeds = [\"eastmere\"]\n+++\n\n[[2022-03-ilacs]] [a](../themes/plans-for-children.md)\n");
    let said = year.is_stopped();
    assert_eq!(said.matches("error[T0518]").count(), 4, "a theme, an authority and two links in words: {said}");
    assert!(said.contains("hint: take `draft = true` out there, make this a draft as well, or take the link out"));
}

#[test]
fn what_was_published_is_not_made_a_draft_in_silence() {
    let year = Year::with_second_report();
    year.change(SECOND, "wording", "draft = true\nwording");
    let said = year.is_stopped();
    assert!(said.contains("error[T0322]: the report `wexmere/2022-03-ilacs` was published"), "{said}");
    assert!(said.contains("hint: it is a draft now: take `draft = true` out, or withdraw it"), "{said}");
}
