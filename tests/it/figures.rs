//! Figures of pages: what stands in reports that nobody has read is counted apart and said to be so,
//! and what is said of a counted group is printed with its figure.

use std::collections::BTreeMap;

use lol_html::{Settings, rewrite_str, text};

use crate::site::{build, run, tree, write_all};

/// The pages of an invented site.
fn pages(reports: &[(&str, &str)]) -> BTreeMap<String, String> {
    let folder = tempfile::tempdir().unwrap();
    let mut files = vec![
        ("site.toml", "title = \"Invented\"\n".to_owned()),
        ("content/authorities/marrowby.md", "+++\nname = \"Marrowby\"\n+++\n".to_owned()),
        ("content/themes/plans.md", "+++\ntitle = \"Plans\"\n+++\n".to_owned()),
    ];
    files.extend(reports.iter().map(|(path, text)| (*path, (*text).to_owned())));
    let files: BTreeMap<String, Vec<u8>> =
        files.into_iter().map(|(path, text)| (path.to_owned(), text.into_bytes())).collect();
    write_all(folder.path(), &files);
    let out = folder.path().join("public");
    build(folder.path(), &out);
    let html = tree(&out).into_iter().filter(|(name, _)| name.ends_with(".html"));
    html.map(|(name, bytes)| (name, words(std::str::from_utf8(&bytes).unwrap()))).collect()
}

/// The words of a page's main part, with single spaces.
fn words(html: &str) -> String {
    let mut all = String::new();
    let settings = Settings::new().append_element_content_handler(text!("main", |chunk| {
        all.push_str(chunk.as_str());
        Ok(())
    }));
    rewrite_str(html, settings).unwrap();
    all.split_whitespace().collect::<Vec<_>>().join(" ")
}

const UNREAD: (&str, &str) = (
    "content/inspections/marrowby/2014-03-sif.md",
    "+++\ntitle = \"Inspection of services\"\nframework = \"sif\"\ninspected = 2014-03-10\nwording = \"summary\"\nreviewed = false\n+++\n\n\
     ## Recommendations\n\n- Let plans say by when. {#dates theme=plans}\n- Let children see plans. {#shown theme=plans}\n",
);

#[test]
fn what_nobody_has_read_stands_in_no_figure_and_is_said_to_be_unread() {
    let pages = pages(&[UNREAD]);
    let apart = "2 more recommendations stand in reports that nobody has read yet. No figure counts them.";
    for page in [
        "index.html",
        "authorities/marrowby.html",
        "outcomes/index.html",
        "outcomes/longest-open.html",
        "themes/plans.html",
    ] {
        let words = &pages[page];
        assert!(words.contains(apart), "{page}: {words}");
        assert!(!words.contains("2 of 2 threads"), "{page}: {words}");
    }
    let home = &pages["index.html"];
    assert!(!home.contains("still open") && home.contains("2 recommendations not read yet; 1 report held"), "{home}");
    assert!(pages["outcomes/index.html"].contains("Of 0 threads, 0 are open"), "{}", pages["outcomes/index.html"]);
    assert!(pages["outcomes/awaiting.html"].contains("No recommendation stands here; 0 threads stand here."));
    // They are listed all the same, each with what it is.
    let listed = &pages["recommendations/index.html"];
    assert_eq!(listed.matches("nobody has read its report yet").count(), 2, "{listed}");
    let open = &pages["authorities/marrowby.html"];
    assert_eq!(open.matches("not read yet").count(), 2, "{open}");
}

#[test]
fn figures_of_read_and_unread_reports_stand_apart() {
    let read = UNREAD.1.replace("reviewed = false\n", "").replace("2014-03-10", "2018-05-10").replace("sif", "ilacs");
    let pages = pages(&[
        UNREAD,
        (
            "content/inspections/marrowby/2018-05-ilacs.md",
            &read.replace("## Recommendations", "## Recommendations {kind=recommendation}"),
        ),
    ]);
    assert!(pages["index.html"].contains("2 recommendations from"), "{}", pages["index.html"]);
    assert!(pages["index.html"].contains("2 of 2 threads are still open"));
    assert!(pages["authorities/marrowby.html"].contains("2 of 2 threads are still open, the oldest since 10 May 2018"));
    assert!(
        pages["authorities/marrowby.html"].contains("2 more recommendations stand in reports that nobody has read yet")
    );
}

#[test]
fn the_command_counts_them_apart_too() {
    let folder = tempfile::tempdir().unwrap();
    let files = [
        ("site.toml".to_owned(), b"title = \"Invented\"\n".to_vec()),
        ("content/authorities/marrowby.md".to_owned(), b"+++\nname = \"Marrowby\"\n+++\n".to_vec()),
        ("content/themes/plans.md".to_owned(), b"+++\ntitle = \"Plans\"\n+++\n".to_vec()),
        (UNREAD.0.to_owned(), UNREAD.1.as_bytes().to_vec()),
    ];
    write_all(folder.path(), files.iter().map(|(path, bytes)| (path, bytes)));
    let site = folder.path().to_str().unwrap();
    let built = run(&["build", "--site", site]);
    let said = String::from_utf8([built.stdout, built.stderr].concat()).unwrap();
    assert!(said.contains("recommendations  0, and 2 in reports that nobody has read\n"), "{said}");
}

#[test]
fn a_counted_group_is_printed_with_its_figure() {
    let asked = UNREAD.1.replace("reviewed = false\n", "");
    let later = "+++\ntitle = \"Inspection\"\nframework = \"ilacs\"\ninspected = 2018-05-10\nwording = \"summary\"\n+++\n\n\
                 One of the two recommendations was achieved. {#one met=\"1 of 2014-03-sif\"}\n";
    let pages = pages(&[(UNREAD.0, &asked), ("content/inspections/marrowby/2018-05-ilacs.md", later)]);
    for id in ["dates", "shown"] {
        let words = &pages[&format!("recommendations/marrowby/2014-03-sif/{id}.html")];
        assert!(words.contains("only said of some"), "{words}");
        assert!(words.contains("1 of 2 met, not said which"), "{words}");
    }
    let report = &pages["inspections/marrowby/2018-05-ilacs.html"];
    assert!(report.contains("1 of the 2 recommendations of"), "{report}");
}

#[test]
fn words_of_nested_items_are_parted_from_those_before() {
    let nested = UNREAD.1.replace(
        "- Let plans say by when. {#dates theme=plans}\n",
        "- Plans are late. {#dates theme=plans}\n    - nested words\n\n    More words.\n",
    );
    let pages = pages(&[(UNREAD.0, &nested)]);
    let listed = &pages["recommendations/index.html"];
    assert!(listed.contains("Plans are late. nested words More words."), "{listed}");
}
