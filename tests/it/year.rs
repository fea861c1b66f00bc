//! An editor's year, with the program alone: what was published is recorded, a new report comes, a reading is put right,
//! things are renamed and withdrawn, and drafts wait.

use std::fs;
use std::path::PathBuf;
use std::process::Output;

use tempfile::TempDir;

use crate::site::{talk, throughline, tree};

const FIRST: &str = "content/inspections/wexmere/2018-05-sif.md";
const SECOND: &str = "content/inspections/wexmere/2022-03-ilacs.md";

/// A site about one invented council, and what stands in its folder.
struct Year {
    folder: TempDir,
}

impl Year {
    fn new() -> Self {
        let year = Self { folder: TempDir::new().unwrap() };
        year.write("site.toml", "title = \"Wexmere\"\nbase_url = \"https://wexmere.example/\"\n");
        year.write(
            "content/authorities/wexmere.md",
            "+++\nname = \"Wexmere\"\nreports = \"https://inspectorate.example/wexmere\"\n+++\n",
        );
        year.write("content/themes/contacts.md", "+++\ntitle = \"Contacts\"\nterms = [\"contact\"]\n+++\n");
        let asked = "## Findings {kind=finding}\n\n- Staff know the families. {#know-families}\n\n\
                     ## Recommendations {kind=recommendation}\n\n\
                     - Sign off first contacts on the day. {#sign-off theme=contacts}\n\
                     - Write plans that a child can read. {#plans theme=contacts}\n\
                     - Keep files in one place. {#files theme=contacts}\n";
        year.write(FIRST, &report("Inspection of 2018", "sif", "2018-05-11", "", asked));
        year
    }

    /// The year with its second report, the first site recorded and the second built.
    fn with_second_report() -> Self {
        let year = Self::new();
        year.ends_well(&["build", "--record"]);
        year.write(SECOND, &second(""));
        year.ends_well(&["build", "--record"]);
        year
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn write(&self, name: &str, text: &str) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    fn change(&self, name: &str, from: &str, to: &str) {
        let text = self.read(name);
        assert!(text.contains(from), "`{from}` in {text}");
        self.write(name, &text.replace(from, to));
    }

    fn run(&self, arguments: &[&str]) -> Output {
        throughline().current_dir(self.folder.path()).args(arguments).output().unwrap()
    }

    fn ends_well(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        let said = talk(&output);
        assert_eq!(output.status.code(), Some(0), "{said}");
        said
    }

    /// A run that finds problems, in `check` and `build` alike: what it says.
    fn is_stopped(&self) -> String {
        let (check, build) = (self.run(&["check"]), self.run(&["build"]));
        assert_eq!((check.status.code(), build.status.code()), (Some(1), Some(1)), "{}", talk(&check));
        let said = talk(&check);
        let problems = said.split("drafts left out").next().unwrap();
        assert!(talk(&build).starts_with(problems), "a build says the same: {}", talk(&build));
        said
    }

    /// All words of the built site, whatever file they stand in.
    fn all_words(&self) -> String {
        let files = tree(&self.path("public"));
        let texts = files.iter().filter(|(name, _)| !name.starts_with('.'));
        texts.map(|(_, bytes)| String::from_utf8_lossy(bytes).into_owned()).collect()
    }
}

fn report(title: &str, framework: &str, day: &str, keys: &str, body: &str) -> String {
    format!(
        "+++\ntitle = \"{title}\"\nframework = \"{framework}\"\ninspected = {day}\nwording = \"summary\"\n{keys}+++\n\n{body}"
    )
}

fn second(keys: &str) -> String {
    let body = "## Findings {kind=finding}\n\n\
                - Contacts wait for a signature. {#wait missed=2018-05-sif#sign-off basis=stated}\n\n\
                ## What needs to improve\n\n\
                - Write plans for children, as asked in 2018. {#plans-again again=2018-05-sif#plans theme=contacts}\n";
    report("Inspection of 2022", "ilacs", "2022-03-11", keys, body)
}

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
         not mention 1 that was open.\n  \
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
    assert!(said.contains("warning[T0513]: `contacts` is an old id"), "{said}");
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
    assert_eq!((said.matches("T0322").count(), said.matches(once).count()), (1, 1), "one thing, one message: {said}");
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
    assert_eq!(said.matches("T0322").count(), 2, "the report goes with its council: {said}");
}
