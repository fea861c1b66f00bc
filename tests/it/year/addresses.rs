//! What was ever published, and old ids that lead on.

use std::fs;

use super::{FIRST, SECOND, Year, report, second};

#[test]
fn what_was_ever_published_is_recorded_and_never_taken_out() {
    let year = Year::new();
    let said = year.ends_well(&["build", "--record"]);
    assert!(said.ends_with("recorded         7 new in addresses.txt\n"), "{said}");
    let first = year.read("addresses.txt");
    let lines: Vec<&str> = first.lines().filter(|line| !line.starts_with('#')).collect();
    let expected = [
        "authorities/wexmere.html",
        "inspections/wexmere/2018-05-sif.html",
        "inspections/wexmere/2018-05-sif.html#know-families",
        "recommendations/wexmere/2018-05-sif/files.html",
        "recommendations/wexmere/2018-05-sif/plans.html",
        "recommendations/wexmere/2018-05-sif/sign-off.html",
        "themes/contacts.html",
    ];
    assert_eq!(lines, expected);
    assert!(first.starts_with("# Every address that this site has ever published."), "{first}");
    let said = year.ends_well(&["build", "--record"]);
    assert!(said.ends_with("recorded         nothing new in addresses.txt\n"), "{said}");
    assert_eq!(year.read("addresses.txt"), first);
    // The editor's own notes stay, and so does what another version has written.
    let noted = first.replace("# Every", "# Ours, since 2024.\r\n# Every").replace('\n', "\r\n").replace("\r\r", "\r");
    year.write("addresses.txt", &noted);
    year.write(SECOND, &second(""));
    let said = year.ends_well(&["build", "--record"]);
    assert!(said.ends_with("recorded         3 new in addresses.txt\n"), "{said}");
    let second = year.read("addresses.txt");
    assert!(
        second.starts_with("# Ours, since 2024.\r\n# Every") && !second.replace("\r\n", "").contains('\n'),
        "{second}"
    );
    assert!(expected.iter().all(|line| second.contains(&format!("\r\n{line}\r\n"))), "{second}");
    assert!(second.contains("inspections/wexmere/2022-03-ilacs.html#wait\r\n"), "{second}");
    // A page is not made again because of the list.
    assert!(year.ends_well(&["build"]).contains(" 0 written"));
}

#[test]
fn nothing_is_compared_without_the_list() {
    let year = Year::new();
    year.ends_well(&["build"]);
    year.change(FIRST, "{#files ", "{#one-place ");
    let said = year.ends_well(&["build"]);
    let gone = "  gone           recommendation wexmere/2018-05-sif#files, “Keep files in one place.”\n";
    assert!(said.contains(gone), "{said}");
    assert!(!year.path("addresses.txt").exists());
}

#[test]
fn a_finding_that_is_renamed_leads_on_or_stops_the_build() {
    let year = Year::with_second_report();
    year.change(FIRST, "{#files ", "{#one-place ");
    year.change(FIRST, "{#know-families}", "{#families}");
    let said = year.is_stopped();
    assert!(said.contains("error[T0322]: the finding `wexmere/2018-05-sif#files` was published"), "{said}");
    assert!(said.contains("error[T0322]: the finding `wexmere/2018-05-sif#know-families` was published"), "{said}");
    assert!(said.contains("add to [renamed] in content/inspections/wexmere/2018-05-sif.md: files = \"its-id-now\""));
    let renamed = "wording = \"summary\"\n\n[renamed]\nfiles = \"one-place\"\nknow-families = \"families\"\n";
    year.change(FIRST, "wording = \"summary\"\n", renamed);
    let said = year.ends_well(&["build"]);
    assert!(said.contains("  renamed        wexmere/2018-05-sif#files -> wexmere/2018-05-sif#one-place\n"), "{said}");
    assert!(!said.contains("  gone"), "{said}");
    let moved = year.read("public/recommendations/wexmere/2018-05-sif/files.html");
    assert!(moved.contains("url=../../../recommendations/wexmere/2018-05-sif/one-place.html"), "{moved}");
    // What has no page of its own has its old place still.
    let page = year.read("public/inspections/wexmere/2018-05-sif.html");
    assert!(page.contains("<span id=\"know-families\"></span>"), "{page}");
}

#[test]
fn a_report_a_theme_and_an_authority_lead_on_from_their_old_ids() {
    let year = Year::with_second_report();
    // A finding first, then its report, then its council: each old address goes on leading somewhere.
    year.change(FIRST, "{#files ", "{#one-place ");
    year.change(FIRST, "wording = \"summary\"\n", "wording = \"summary\"\n\n[renamed]\nfiles = \"one-place\"\n");
    year.ends_well(&["build", "--record"]);
    fs::rename(year.path(FIRST), year.path("content/inspections/wexmere/2018-05-sif-2.md")).unwrap();
    let said = year.is_stopped();
    assert!(said.contains(
        "`wexmere/2018-05-sif` was published, and its address would lead nowhere, with 5 addresses below it"
    ));
    let first = "content/inspections/wexmere/2018-05-sif-2.md";
    year.change(first, "wording = \"summary\"\n", "wording = \"summary\"\naliases = [\"2018-05-sif\"]\n");
    year.ends_well(&["build", "--record"]);

    fs::rename(year.path("content/themes/contacts.md"), year.path("content/themes/first-contacts.md")).unwrap();
    let said = year.is_stopped();
    assert!(said.contains("error[T0322]: the theme `contacts` was published"), "{said}");
    year.change("content/themes/first-contacts.md", "title", "aliases = [\"contacts\"]\ntitle");
    let said = year.ends_well(&["build", "--record"]);
    assert!(said.contains("x warning[T0513]: old id"), "{said}");
    assert!(said.contains("  renamed        theme contacts -> first-contacts\n"), "{said}");
    assert!(year.read("public/themes/contacts.html").contains("url=../themes/first-contacts.html"));
    assert_eq!(year.read("public/themes/contacts.xml"), year.read("public/themes/first-contacts.xml"));
    let theme = year.read("public/themes/first-contacts.html");
    assert!(theme.contains("Sign off first contacts on the day."), "{theme}");

    fs::rename(year.path("content/inspections/wexmere"), year.path("content/inspections/new-wexmere")).unwrap();
    let authority = "content/authorities/new-wexmere.md";
    fs::rename(year.path("content/authorities/wexmere.md"), year.path(authority)).unwrap();
    let said = year.is_stopped();
    let once = "error[T0322]: the authority `wexmere` was published, and its address would lead nowhere, with ";
    assert_eq!(
        (said.matches("error[T0322]: the ").count(), said.matches(once).count()),
        (1, 1),
        "one thing, one message: {said}"
    );
    year.change(authority, "name", "aliases = [\"wexmere\"]\nname");
    year.ends_well(&["build", "--record"]);
    for (old, new) in [
        ("authorities/wexmere.html", "authorities/new-wexmere.html"),
        ("authorities/wexmere/scrutiny.html", "authorities/new-wexmere/scrutiny.html"),
        ("inspections/wexmere/2018-05-sif.html", "inspections/new-wexmere/2018-05-sif-2.html"),
        ("inspections/wexmere/2022-03-ilacs.html", "inspections/new-wexmere/2022-03-ilacs.html"),
        ("recommendations/wexmere/2018-05-sif/files.html", "recommendations/new-wexmere/2018-05-sif-2/one-place.html"),
    ] {
        let page = year.read(&format!("public/{old}"));
        assert!(page.contains(&format!("{new}\">")), "{old}: {page}");
    }
    // Whatever stood in the list before stands somewhere now.
    let list = year.read("addresses.txt");
    for line in list.lines().filter(|line| !line.starts_with('#')) {
        let page = line.split('#').next().unwrap();
        assert!(year.path("public").join(page).is_file(), "{page}");
    }
}

/// A draft in the other sense, one that nobody has reviewed, never stops a site, whatever it takes along.
#[test]
fn what_is_left_out_for_its_errors_is_not_told_twice() {
    let year = Year::new();
    let first = "content/inspections/nottingham-city/2018-05-sif.md";
    let asks = "## Recommendations {kind=recommendation}\n\n- Hear children. {#hear theme=childs-voice}\n";
    year.write(first, &report("Inspection", "sif", "2018-05-11", "reviewed = false\n", asks));
    year.ends_well(&["build", "--record"]);
    let list = year.read("addresses.txt");
    for line in
        ["authorities/nottingham-city.html", "themes/childs-voice.html", "inspections/nottingham-city/2018-05-sif.html"]
    {
        assert!(list.contains(line), "{list}");
    }
    year.change(first, "inspected", "inspectedd");
    let said = year.ends_well(&["build"]);
    assert!(said.contains("T1001") && !said.contains("T0322"), "{said}");
    // Gone for good is another matter.
    fs::remove_file(year.path(first)).unwrap();
    let said = year.is_stopped();
    let hint =
        "hint: a file content/authorities/nottingham-city.md keeps its page where no report is about it any more";
    assert!(said.contains(hint), "{said}");
    assert!(
        said.contains("hint: nothing carries it any more: a file content/themes/childs-voice.md of the site's own"),
        "{said}"
    );
    assert_eq!(said.matches("error[T0322]: the ").count(), 2, "the report goes with its council: {said}");
}

#[test]
fn a_page_of_the_sites_own_keeps_its_address_too() {
    let year = Year::new();
    year.write("content/pages/about.md", "+++\ntitle = \"About\"\n+++\n\nWho makes this.\n");
    year.ends_well(&["build", "--record"]);
    assert!(year.read("addresses.txt").contains("\npages/about.html\n"));
    fs::remove_file(year.path("content/pages/about.md")).unwrap();
    let said = year.is_stopped();
    assert!(said.contains("error[T0322]: the page `about` was published"), "{said}");
    assert!(said.contains("keep content/pages/about.md, with a word on where to read on"), "{said}");
}
