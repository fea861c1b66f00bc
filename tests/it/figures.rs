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
    assert!(
        !home.contains("found wanting") && home.contains("2 recommendations not read yet; 1 report held"),
        "{home}"
    );
    assert!(pages["outcomes/index.html"].contains("Nothing can be said yet: nobody has read the reports."));
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
    let sentence = "As of 10 May 2018, of 2 things found wanting 0 stand unresolved and 0 are met; 2 await a report.";
    assert!(pages["authorities/marrowby.html"].contains(sentence), "{}", pages["authorities/marrowby.html"]);
    // Of a theme, which has no date, only how many.
    let of_all = sentence.replace("As of 10 May 2018, of", "Of");
    assert!(pages["themes/plans.html"].contains(&of_all) && pages["index.html"].contains(&of_all));
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

/// A report on plans, and one that asks again and finds.
fn asked_and_found() -> BTreeMap<String, String> {
    let later = "+++\ntitle = \"Inspection\"\nframework = \"ilacs\"\ninspected = 2018-05-10\nwording = \"summary\"\n\n\
                 [[judgement]]\nname = \"Leaders\"\ngrade = \"Good\"\n+++\n\n\
                 ## What needs to improve\n\n- When plans end. {#ends theme=plans again=2014-03-sif#dates}\n\n\
                 ## Findings {kind=finding}\n\n- Children see plans. {#seen theme=plans met=2014-03-sif#shown}\n\
                 - Nurses come weekly. {#nurses}\n";
    let asked = UNREAD.1.replace("reviewed = false\n", "").replace("{#dates", "{#dates thread=\"Dates in plans\"");
    let paper = "+++\ntitle = \"Progress\"\nframework = \"update\"\npublished = 2015-01-10\nwording = \"summary\"\n+++\n\n\
                 ## Progress {kind=claim}\n\n- Plans have dates. {#dated done=2014-03-sif#dates}\n\
                 - Children have plans. {#have done=2014-03-sif#shown}\n";
    pages(&[
        (UNREAD.0, &asked),
        ("content/updates/marrowby/2015-01-update.md", paper),
        ("content/inspections/marrowby/2018-05-ilacs.md", later),
    ])
}

#[test]
fn first_screens_answer() {
    let pages = asked_and_found();
    let has = |page: &str, words: &str| assert!(pages[page].contains(words), "{page}: {}", pages[page]);
    has("authorities/marrowby.html", "of 2 things found wanting 1 stands unresolved and 1 is met.");
    has("authorities/marrowby.html", "Newest judgements ILACS, 10 May 2018 LeadersGood");
    has("authorities/marrowby.html", "Dates in plans first asked in 10 March 2014, asked again in 2018");
    has("inspections/marrowby/2014-03-sif.html", "Of 2 recommendations, later reports found 1 met and 1 missed.");
    has("inspections/marrowby/2018-05-ilacs.html", "1 was asked for before, and no report has spoken of it since.");
    let found = "Of what was asked earlier, it finds 1 met and 1 missed; asks for 1 again.";
    for page in ["inspections/marrowby/2018-05-ilacs.html", "authorities/marrowby.html", "changes.html"] {
        has(page, found);
    }
    has("updates/marrowby/2015-01-update.html", "2 claims: later reports found 1 met and 1 missed.");
}

/// However often something was asked for, its pages say so alike, and none of them only awaits a report.
#[test]
fn a_recommendation_begins_with_where_its_thread_stands() {
    let pages = asked_and_found();
    for (page, when) in [
        ("2018-05-ilacs/ends", "Dates in plans: first asked in 10 March 2014, asked again in 2018 (here)"),
        ("2014-03-sif/dates", "Dates in plans: first asked in 10 March 2014 (here), asked again in 2018"),
    ] {
        let words = &pages[&format!("recommendations/marrowby/{page}.html")];
        let (before, _) = words.split_once("What was asked, where and when").unwrap();
        assert!(before.contains(when), "{words}");
        assert!(before.contains("✗ missed") && !before.contains("… awaiting"), "{words}");
    }
    let listed = &pages["outcomes/longest-open.html"];
    assert!(listed.contains("Dates in plans Marrowby 10 March 2014 4 years"), "{listed}");
}

#[test]
fn a_theme_shows_what_was_found_beside_what_was_asked() {
    let words = &asked_and_found()["themes/plans.html"];
    let (_, found) = words.split_once("What reports found, beside what they asked for").unwrap();
    assert!(found.contains("Children see plans. Marrowby, ILACS, 10 May 2018"), "{found}");
    assert!(!found.contains("Nurses") && !found.contains("When plans end"), "{found}");
}

/// Lists count recommendations and name the thread of what stands elsewhere by itself; both figures stand side by side.
#[test]
fn lists_say_where_a_thread_stands_elsewhere() {
    let pages = asked_and_found();
    let waits = "… no later report on it asked for since 2014: ✗ missed";
    for page in ["recommendations/index.html", "outcomes/awaiting.html"] {
        assert!(pages[page].contains(waits), "{page}: {}", pages[page]);
    }
    assert_eq!(pages["outcomes/missed.html"].matches("asked again in 2018:").count(), 0, "both stand alike");
    let listed = &pages["outcomes/awaiting.html"];
    let both = "1 recommendation stands here; 0 threads stand here. Where the two differ: 1 of the recommendations was \
                asked for in other reports too, and its thread stands elsewhere.";
    assert!(listed.contains(both), "{listed}");
    assert!(!pages["outcomes/met.html"].contains("Where the two differ"));
    let text = &pages["inspections/marrowby/2018-05-ilacs.html"];
    assert!(text.contains("asked for since 2014: ✗ missed what became of it"), "{text}");
    let outcomes = &pages["outcomes/index.html"];
    assert!(outcomes.contains("✗ missed 1 1 ◐"), "{outcomes}");
    assert!(outcomes.contains("… no later report on it 0 1 1 of the recommendations was asked"), "{outcomes}");
}

/// Where no later report has spoken of a recommendation, its page shows what the same report found on the subject.
#[test]
fn a_page_without_follow_up_shows_what_the_same_report_found() {
    let report = "+++\ntitle = \"Inspection\"\nframework = \"ilacs\"\ninspected = 2018-05-10\nwording = \"summary\"\n+++\n\n\
                  ## What needs to improve\n\n- Plans with clear dates for every child. {#dates theme=plans}\n\
                  - Nurses on call. {#nurses theme=health}\n- Bicycles. {#bicycles}\n\n\
                  ## Findings {kind=finding}\n\n- Most plans have no clear dates. {#no-dates theme=plans}\n\
                  - Dates of the fair are clear for every child. {#fair theme=workforce}\n\
                  - Social workers plan well with parents who like music. {#music theme=plans}\n\
                  - The clinic opens on Mondays. {#clinic theme=health}\n";
    let pages = pages(&[("content/inspections/marrowby/2018-05-ilacs.md", report)]);
    let why = |id: &str| {
        let page = &pages[&format!("recommendations/marrowby/2018-05-ilacs/{id}.html")];
        page.split_once("Why it was asked: the same report on this subject").map(|(_, rest)| {
            let (found, _) = rest.split_once("Cite this").unwrap();
            found.to_owned()
        })
    };
    let dates = why("dates").unwrap();
    assert!(dates.contains("Chosen by the program") && dates.contains("Most plans have no clear dates."), "{dates}");
    assert!(!dates.contains("fair") && !dates.contains("music"), "{dates}");
    assert!(why("nurses").unwrap().contains("The clinic opens on Mondays."), "by theme, where no words are like");
    assert!(why("bicycles").is_none(), "of no theme");
    // What a later report has spoken of stands by that.
    let followed = &asked_and_found()["recommendations/marrowby/2014-03-sif/dates.html"];
    assert!(!followed.contains("Why it was asked"), "{followed}");
}

/// Home, an authority's page and a search that finds nothing say which kinds of reports are here, and which are not.
#[test]
fn pages_say_which_kinds_of_reports_are_here() {
    let pages = asked_and_found();
    let home = &pages["index.html"];
    assert!(home.contains("Held here: SIF 2014; ILACS 2018; Update 2015."), "{home}");
    // The single inspections looked at the boards too.
    let missing = "Not among them, though such inspections are or were done in England: inspections of several services \
                   together (JAR progress, 2008 to 2010; JTAI, since 2016); of special educational needs and disabilities \
                   (Area SEND 2016, 2016 to 2022; Area SEND revisit, 2018 to 2022; Area SEND, since 2023). What they \
                   found is not known here";
    for page in ["index.html", "search.html"] {
        assert!(pages[page].contains(&format!("{missing}.")), "{page}: {}", pages[page]);
    }
    let own = &pages["authorities/marrowby.html"];
    assert!(own.contains(&format!("{missing}, nor whether there was one.")), "{own}");
    let send = "+++\ntitle = \"Area\"\nframework = \"area-send\"\ninspected = 2023-05-10\nwording = \"summary\"\n+++\n\n\
                ## Findings {kind=finding}\n\n- EHC plans are late. {#late theme=special-educational-needs}\n";
    let pages = self::pages(&[("content/inspections/marrowby/2023-05-area-send.md", send)]);
    let home = &pages["index.html"];
    assert!(home.contains("Held here: Area SEND 2023."), "{home}");
    assert!(home.contains("of children’s social care (") && !home.contains("revisit"), "{home}");
    assert!(pages.contains_key("themes/special-educational-needs.html"));
}

/// A theme's map begins with how many threads of each authority stand where.
#[test]
fn a_theme_has_totals_by_authority() {
    let words = &asked_and_found()["themes/plans.html"];
    let (_, map) = words.split_once("By authority and year").unwrap();
    // Cells have nothing between them.
    let totals = "AuthorityThreads✗missed✓metMarrowby211";
    assert!(map.replace(' ', "").contains(totals), "{map}");
}
