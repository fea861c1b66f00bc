//! `throughline import` and `init` as they are typed: what is written, what is left alone, and what
//! is said when something is in the way.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;

use serde_json::Value;
use sha2::{Digest, Sha256};
use tempfile::TempDir;

use crate::extract::writer::{Pdf, Sheet};
use crate::site::{run, talk, tree};

/// A letter about a visit to a made-up council.
fn letter(council: &str, days: &str, published: &str, item: &str) -> String {
    format!(
        "{published}\n\nAda Coldharbour\nDirector of Children's Services\n{council}\n\nDear Ada Coldharbour\n\n\
         Focused visit to {council} children's services\n\n\
         This letter summarises the findings of the focused visit to {council} children's services on {days}. \
         The inspectors for this visit were Dev Ironside HMI and Jo Larkspur HMI.\n\n\
         Headline findings\n\nWorkers know the families well, and the lamps are lit.\n\n\
         What needs to improve in this area of social work practice\n\n- {item}\n- Notes of the *spring* walks.\n\n\
         Yours sincerely\n\nDev Ironside\nHis Majesty's Inspector\n"
    )
}

fn marrowby() -> String {
    letter("Marrowby City Council", "4 and 5 March 2031", "2 April 2031", "The pace at which lanterns are mended.")
}

/// An empty site and a folder of reports beside it.
struct Desk {
    folder: TempDir,
}

impl Desk {
    fn new() -> Self {
        let desk = Self { folder: tempfile::tempdir().unwrap() };
        let made = run(&["init", desk.site().to_str().unwrap()]);
        assert_eq!(made.status.code(), Some(0), "{}", talk(&made));
        fs::create_dir(desk.reports()).unwrap();
        desk
    }

    fn site(&self) -> PathBuf {
        self.folder.path().join("site")
    }

    fn reports(&self) -> PathBuf {
        self.folder.path().join("reports")
    }

    fn report(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.reports().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, bytes).unwrap();
        path
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.site().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.site().join(path)).unwrap_or_else(|e| panic!("{path}: {e}"))
    }

    fn has(&self, path: &str) -> bool {
        self.site().join(path).exists()
    }

    /// Imports paths, or all reports.
    fn import(&self, arguments: &[&str]) -> Output {
        let (site, reports) = (self.site(), self.reports());
        let mut all = vec!["import", "--into", site.to_str().unwrap()];
        all.extend(arguments);
        if arguments.iter().all(|a| a.starts_with('-') || *a == "json") {
            all.push(reports.to_str().unwrap());
        }
        run(&all)
    }

    /// Imports all reports as a user who may do no more than the files allow: root puts its powers aside.
    #[cfg(unix)]
    fn import_without_powers(&self) -> Option<Output> {
        let mut command = std::process::Command::new("setpriv");
        command.args(["--bounding-set", "-all", "--inh-caps", "-all", env!("CARGO_BIN_EXE_throughline")]);
        command.args(["import", "--into"]).arg(self.site()).arg(self.reports()).env("NO_COLOR", "1");
        command.output().ok().filter(|output| !talk(output).starts_with("setpriv:"))
    }

    fn imported(&self, arguments: &[&str]) -> String {
        let output = self.import(arguments);
        assert_eq!(output.status.code(), Some(0), "{}", talk(&output));
        talk(&output)
    }

    fn passes_checks(&self) {
        let output = run(&["check", "--site", self.site().to_str().unwrap()]);
        assert_eq!(output.status.code(), Some(0), "{}", talk(&output));
    }
}

const DRAFT: &str = "content/inspections/marrowby-city/2031-03-focused-visit.md";

#[test]
fn a_text_becomes_a_draft_and_its_council_an_authority() {
    let desk = Desk::new();
    desk.report("visit.txt", marrowby());
    let said = desk.imported(&[]);
    assert!(said.contains(&format!("visit.txt -> {DRAFT} (new authority: Marrowby City)")), "{said}");
    assert!(said.ends_with("1 imported, 0 skipped, 0 refused\n"), "{said}");
    let sha256: String = Sha256::digest(marrowby()).iter().map(|b| format!("{b:02x}")).collect();
    let draft = desk.read(DRAFT);
    for line in [
        "framework = \"focused-visit\"\n",
        "inspected = { from = 2031-03-04, to = 2031-03-05 }\n",
        "published = 2031-04-02\n",
        "inspectors = [\"Dev Ironside\", \"Jo Larkspur\"]\n",
        "wording = \"verbatim\"\n",
        "reviewed = false\n",
        "file = \"visit.txt\"\n",
        &format!("sha256 = \"{sha256}\"\n"),
        "\n- The pace at which lanterns are mended. {#",
        "\n- Notes of the spring walks. {#",
    ] {
        assert!(draft.contains(line), "{line}\n{draft}");
    }
    assert_eq!(desk.read("content/authorities/marrowby-city.md"), "+++\nname = \"Marrowby City\"\n+++\n");
    desk.passes_checks();
}

#[test]
fn a_pdf_becomes_a_draft() {
    let desk = Desk::new();
    let sheet = Sheet::default()
        .text("F2", 18.0, 72.0, 780.0, "Focused visit to Eastmere children’s services")
        .lines(
            72.0,
            740.0,
            &[
                "This letter summarises the findings of the focused visit to Eastmere children’s services on",
                "6 and 7 May 2031. The inspectors for this visit were Dev Ironside HMI and Jo Larkspur HMI.",
            ],
        )
        .text("F2", 14.0, 72.0, 690.0, "What needs to improve in this area of social work practice")
        .lines(72.0, 660.0, &["• The pace at which lanterns are mended.", "• Walks in the spring."]);
    desk.report("visit.pdf", Pdf::new([sheet]).bytes());
    desk.imported(&[]);
    let draft = desk.read("content/inspections/eastmere/2031-05-focused-visit.md");
    for line in ["not_stated = [\"published\"]\n", "- The pace at which lanterns are mended. {#", "at=\"page 1\"}"] {
        assert!(draft.contains(line), "{line}\n{draft}");
    }
    desk.passes_checks();
}

#[test]
fn a_council_that_is_there_is_found_by_any_of_its_names() {
    let desk = Desk::new();
    let authority = "+++\nname = \"Marrow Vale\"\nother_names = [\"Marrowby\"]\n+++\n\nHills.\n";
    desk.write("content/authorities/marrow-vale.md", authority);
    desk.report("visit.txt", marrowby());
    desk.imported(&[]);
    assert!(desk.has("content/inspections/marrow-vale/2031-03-focused-visit.md"));
    assert!(!desk.has("content/authorities/marrowby-city.md"));
    assert_eq!(desk.read("content/authorities/marrow-vale.md"), authority);
}

#[test]
fn what_is_here_already_is_skipped_and_named() {
    let desk = Desk::new();
    desk.report("visit.txt", marrowby());
    desk.imported(&[]);
    let before = tree(&desk.site());
    // The same bytes under another name, the same report in other bytes, and the first file again.
    desk.report("again.txt", marrowby());
    desk.report("other.txt", marrowby().replace("the lamps are lit", "all lamps are lit"));
    let said = desk.imported(&[]);
    for name in ["again.txt", "other.txt", "visit.txt"] {
        let line = format!("{name}: it is here already as marrowby-city/2031-03-focused-visit\n");
        assert!(said.contains(&line), "{said}");
    }
    assert!(said.ends_with("0 imported, 3 skipped, 0 refused\n"), "{said}");
    assert_eq!(tree(&desk.site()), before);
}

#[test]
fn an_editors_work_is_never_overwritten() {
    let desk = Desk::new();
    desk.report("visit.txt", marrowby());
    desk.imported(&[]);
    let mended = desk.read(DRAFT).replace("reviewed = false", "reviewed = true").replace("4 and 5", "4 to 5");
    desk.write(DRAFT, &mended);
    desk.imported(&[]);
    assert_eq!(desk.read(DRAFT), mended);
    // A page that only stands in the way of the name stays, too.
    let other = "+++\ntitle = \"Walks\"\nframework = \"focused-visit\"\ninspected = { from = 2031-03-20, to = 2031-03-21 }\n\
                 wording = \"summary\"\nreviewed = true\n[source]\ntitle = \"Walks\"\n+++\n\nShort.\n";
    desk.write(DRAFT, other);
    desk.imported(&[]);
    assert_eq!(desk.read(DRAFT), other);
    assert!(desk.has("content/inspections/marrowby-city/2031-03-focused-visit-2.md"));
}

#[test]
fn two_reports_of_one_month_have_two_names() {
    let desk = Desk::new();
    desk.report("a.txt", marrowby());
    let late = letter("Marrowby City Council", "25 and 26 March 2031", "20 April 2031", "The count of the boats.");
    desk.report("b.txt", late);
    desk.imported(&[]);
    assert!(desk.read(DRAFT).contains("lanterns"));
    assert!(desk.read("content/inspections/marrowby-city/2031-03-focused-visit-2.md").contains("boats"));
    desk.passes_checks();
}

const KNOWN: &str = "+++\ntitle = \"A visit\"\nframework = \"focused-visit\"\ninspected = \"2031-03\"\nwording = \"summary\"\n\
    held = false\naliases = [\"2031-spring\"]\n\n[renamed]\nlamps = \"pace-lanterns-mended\"\n\n[source]\ntitle = \"A later letter\"\n+++\n\n\
    ## What needs to improve in this area of social work practice\n\n- The pace of mending. {#pace-lanterns-mended}\n";

#[test]
fn a_visit_that_was_only_known_of_is_taken_over_once() {
    let desk = Desk::new();
    let page = "content/inspections/marrowby-city/the-march-visit.md";
    desk.write("content/authorities/marrowby-city.md", "+++\nname = \"Marrowby City\"\n+++\n");
    desk.write(page, KNOWN);
    desk.passes_checks();
    desk.report("a.txt", marrowby());
    let late = letter("Marrowby City Council", "25 and 26 March 2031", "20 April 2031", "The count of the boats.");
    desk.report("b.txt", late);
    let said = desk.imported(&[]);
    assert!(said.contains(&format!("a.txt -> {page} (takes over")), "{said}");
    let draft = desk.read(page);
    for kept in [
        "aliases = [\"2031-spring\"]\n",
        "\"lamps\" = \"pace-lanterns-mended\"\n",
        "- The pace of mending. {#pace-lanterns-mended}\n",
        "- The pace at which lanterns are mended. {#pace-lanterns-mended-2}",
        "reviewed = false\n",
    ] {
        assert!(draft.contains(kept), "{kept}\n{draft}");
    }
    assert!(!draft.contains("held"), "{draft}");
    // The second report of that month has a page of its own.
    assert!(desk.read(DRAFT).contains("boats"));
    desk.passes_checks();
    let before = tree(&desk.site());
    assert!(desk.imported(&[]).contains("0 imported, 2 skipped"));
    assert_eq!(tree(&desk.site()), before);
}

#[test]
fn a_dry_run_says_the_same_and_writes_nothing() {
    let desk = Desk::new();
    desk.report("visit.txt", marrowby());
    let before = tree(&desk.site());
    let said = desk.imported(&["--dry-run"]);
    assert!(said.contains(DRAFT) && said.contains("(nothing was written)"), "{said}");
    assert_eq!(tree(&desk.site()), before);
}

#[test]
fn json_is_one_object_a_report_with_the_documented_keys() {
    let desk = Desk::new();
    desk.report("a.txt", marrowby());
    desk.report("b.txt", marrowby().replace("Marrowby", "Eastmere"));
    let output = desk.import(&["--dry-run", "--format", "json"]);
    let text = String::from_utf8(output.stdout).unwrap();
    let reports: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(reports.len(), 2);
    let keys = |value: &Value| value.as_object().unwrap().keys().cloned().collect::<Vec<_>>().join(" ");
    let report = &reports[0];
    assert_eq!(
        keys(report),
        "source sha256 framework authority title inspected published inspectors legal_basis scope judgements sections \
         looks_back unsure furniture words"
    );
    assert_eq!(keys(&report["authority"]), "name id");
    assert_eq!(report["authority"]["id"], "marrowby-city");
    assert_eq!(keys(&report["inspected"]), "from to");
    assert_eq!(keys(&report["words"]), "source kept furniture");
    let section = report["sections"].as_array().unwrap().iter().find(|s| s["kind"] == "recommendation").unwrap();
    assert_eq!(keys(section), "heading kind scope items");
    assert_eq!(keys(&section["items"][0]), "text by to group page paragraph children");
}

#[test]
fn folders_are_searched_deeply_and_a_file_named_twice_is_read_once() {
    let desk = Desk::new();
    desk.report("one/two/three/VISIT.TXT", marrowby());
    desk.report("one/notes.docx", "no report");
    let file = desk.report("east.md", marrowby().replace("Marrowby", "Eastmere"));
    let said = desk.imported(&[desk.reports().to_str().unwrap(), file.to_str().unwrap()]);
    assert!(said.ends_with("2 imported, 0 skipped, 0 refused\n"), "{said}");
}

#[test]
fn paths_without_reports_stop_the_run() {
    let desk = Desk::new();
    let before = tree(&desk.site());
    for (path, message) in
        [(desk.reports(), "holds no .pdf, .txt or .md file"), (desk.reports().join("nowhere"), "there is no `")]
    {
        let output = desk.import(&[path.to_str().unwrap()]);
        assert_eq!(output.status.code(), Some(2));
        assert!(talk(&output).contains(message) && talk(&output).contains("hint: "), "{}", talk(&output));
    }
    let report = desk.report("a.txt", marrowby());
    let no_site = run(&["import", "--into", desk.reports().to_str().unwrap(), report.to_str().unwrap()]);
    assert_eq!(no_site.status.code(), Some(2));
    assert!(talk(&no_site).contains("hint: "), "{}", talk(&no_site));
    assert_eq!(run(&["import"]).status.code(), Some(2));
    assert_eq!(tree(&desk.site()), before);
}

#[test]
fn what_cannot_be_imported_is_refused_and_the_rest_goes_on() {
    let desk = Desk::new();
    desk.report("a, odd näme & (more) 'of' it.txt", marrowby());
    desk.report("b empty.txt", "");
    desk.report("c wrong.pdf", marrowby());
    desk.report("d latin.txt", b"Visit to the caf\xe9 and its lamps, once more and again.");
    desk.report("e recipe.txt", "Soup\n\nPeel the roots. Let them stand for an hour.\n");
    desk.report(
        "f nobody.txt",
        "Focused visit to\n\nThis letter summarises the findings of the focused visit on 3 May 2031.\n",
    );
    desk.report(
        "g undated.txt",
        marrowby().replace(" 2031", "").replace("4 and 5 March", "two days").replace("Marrowby", "Eastmere"),
    );
    desk.report("h truncated.pdf", b"%PDF-1.7\n1 0 obj\n<< /Type");
    let output = desk.import(&[]);
    let said = talk(&output);
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(said.contains(&format!("(more) 'of' it.txt -> {DRAFT}")), "{said}");
    assert!(said.ends_with("1 imported, 0 skipped, 7 refused\n"), "{said}");
    for name in [
        "b empty.txt",
        "c wrong.pdf",
        "d latin.txt",
        "e recipe.txt",
        "f nobody.txt",
        "g undated.txt",
        "h truncated.pdf",
    ] {
        let line = said
            .lines()
            .position(|l| l.starts_with("refused") && l.contains(name))
            .unwrap_or_else(|| panic!("{name}\n{said}"));
        let hint = said.lines().nth(line + 1).unwrap().trim();
        assert!(hint.starts_with("hint: ") && hint.len() > 12, "{name}: {hint}");
    }
    assert!(desk.read(DRAFT).contains("file = \"a, odd näme & (more) 'of' it.txt\""));
    desk.passes_checks();
}

#[test]
fn a_site_that_cannot_be_written_is_named_and_the_rest_goes_on() {
    let desk = Desk::new();
    // A file where a folder has to be stands in the way of everyone, also of who may write anywhere.
    desk.write("content/inspections/eastmere", "");
    desk.report("a.txt", marrowby().replace("Marrowby City", "Eastmere"));
    desk.report("b.txt", marrowby());
    let output = desk.import(&[]);
    let said = talk(&output);
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(
        said.contains("a.txt: `content/inspections/eastmere/2031-03-focused-visit.md` cannot be written"),
        "{said}"
    );
    assert!(said.contains("hint: the site's folder must be writable"), "{said}");
    assert!(said.ends_with("1 imported, 0 skipped, 1 refused\n"), "{said}");
    assert!(desk.has(DRAFT));
    // Nothing of the refused one stays.
    assert!(!desk.has("content/authorities/eastmere.md"), "an authority without its report stays behind");
}

#[cfg(unix)]
#[test]
fn a_read_only_site_is_named() {
    use std::os::unix::fs::PermissionsExt;
    let desk = Desk::new();
    desk.report("a.txt", marrowby());
    let content = desk.site().join("content");
    let folders: Vec<PathBuf> = ["", "authorities", "inspections"].iter().map(|f| content.join(f)).collect();
    let allow = |mode| folders.iter().for_each(|f| fs::set_permissions(f, fs::Permissions::from_mode(mode)).unwrap());
    allow(0o555);
    let may_write_anyway = fs::write(content.join("probe"), "").is_ok();
    let output = if may_write_anyway { desk.import_without_powers() } else { Some(desk.import(&[])) };
    allow(0o755);
    let Some(output) = output else {
        return crate::site::skip("this user may write everywhere, and cannot put that aside");
    };
    assert_eq!(output.status.code(), Some(1));
    assert!(talk(&output).contains("cannot be written"), "{}", talk(&output));
}

#[test]
fn a_new_site_gets_the_same_bytes() {
    let (one, two) = (Desk::new(), Desk::new());
    for desk in [&one, &two] {
        desk.report("a.txt", marrowby());
        desk.report("b.txt", marrowby().replace("Marrowby", "Eastmere"));
    }
    one.imported(&[]);
    let paths = ["b.txt", "a.txt"].map(|name| two.reports().join(name));
    two.imported(&[paths[0].to_str().unwrap(), paths[1].to_str().unwrap()]);
    assert_eq!(tree(&one.site()), tree(&two.site()));
}

#[test]
fn init_makes_a_site_that_passes_and_leaves_full_folders_alone() {
    let desk = Desk::new();
    desk.passes_checks();
    desk.report("a.txt", marrowby());
    for path in [desk.site(), desk.reports(), desk.reports().join("a.txt")] {
        let before = tree(desk.folder.path());
        let output = run(&["init", Path::to_str(&path).unwrap()]);
        assert_eq!(output.status.code(), Some(2));
        assert!(talk(&output).contains("is not empty") && talk(&output).contains("hint: "), "{}", talk(&output));
        assert_eq!(tree(desk.folder.path()), before);
    }
    let empty = desk.folder.path().join("empty");
    fs::create_dir(&empty).unwrap();
    assert_eq!(run(&["init", empty.to_str().unwrap()]).status.code(), Some(0));
    assert!(empty.join("site.toml").is_file());
}
