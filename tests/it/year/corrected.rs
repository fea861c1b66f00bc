//! What was corrected without a new report.

use super::{SECOND, Year};
use crate::site::tree;

#[test]
fn a_correction_is_news_of_its_own_dated_by_the_content() {
    let year = Year::with_second_report();
    let feeds = ["feed.xml", "changes.xml", "authorities/wexmere.xml", "themes/contacts.xml"];
    let before = year.read("public/feed.xml");
    year.change(SECOND, "missed=2018", "partly-met=2018");
    let keys = "\n[[correction]]\ndate = 2022-11-05\nnote = \"Some contacts are signed the same day, as the letter says.\"\n\
                findings = [\"wait\"]\n";
    year.change(SECOND, "wording = \"summary\"\n", &format!("wording = \"summary\"\n{keys}"));
    let said = year.ends_well(&["build"]);
    assert!(said.contains("“Sign off first contacts on the day.” (2018): missed -> partly met\n"), "{said}");
    for feed in feeds {
        let feed = year.read(&format!("public/{feed}"));
        let entry = feed.split("<entry>").nth(1).unwrap();
        assert!(entry.contains("<updated>2022-11-05T00:00:00Z</updated>"), "it is the newest: {feed}");
        assert!(entry.contains("<title>Corrected: Sign off first contacts on the day.</title>"), "{entry}");
        assert!(
            entry.contains("Some contacts are signed the same day, as the letter says.")
                && entry.contains("Now: partly met.")
        );
        assert!(entry.contains("recommendations/wexmere/2018-05-sif/sign-off.html"), "{entry}");
        assert!(feed.contains("<updated>2022-11-05T00:00:00Z</updated>"), "{feed}");
    }
    // What was there stays as it was, by its name and its date.
    let ids = |feed: &str| -> Vec<String> {
        feed.split("<entry>").skip(1).map(|entry| entry.split("</id>").next().unwrap().to_owned()).collect()
    };
    let after = ids(&year.read("public/feed.xml"));
    assert_eq!(after[1..], ids(&before)[..]);
    for page in
        ["changes.html", "inspections/wexmere/2022-03-ilacs.html", "recommendations/wexmere/2018-05-sif/sign-off.html"]
    {
        let page = year.read(&format!("public/{page}"));
        assert!(page.contains("<b>Corrected on 5 November 2022</b>: Some contacts are signed the same day"), "{page}");
    }
    // Its name does not hang on its words; a second one of the same day and thing has a name of its own.
    year.change(SECOND, "Some contacts are signed", "Many contacts are signed");
    let again = "findings = [\"wait\"]\n\n[[correction]]\ndate = 2022-11-05\nnote = \"A slip of the pen.\"\nfindings = [\"wait\"]\n";
    year.change(SECOND, "findings = [\"wait\"]\n", again);
    year.ends_well(&["build"]);
    let two = ids(&year.read("public/feed.xml"));
    assert!(two.contains(&after[0]) && two.len() == after.len() + 1, "{two:?}");
    // Whatever the clock says.
    assert_eq!(year.run(&["build", "--out", "again"]).status.code(), Some(0));
    assert_eq!(tree(&year.path("again")).get("feed.xml"), tree(&year.path("public")).get("feed.xml"));
}
