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
pub(super) fn letter(council: &str, days: &str, published: &str, item: &str) -> String {
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
pub(super) struct Sandbox {
    folder: TempDir,
}

impl Sandbox {
    pub(super) fn new() -> Self {
        let sandbox = Self { folder: tempfile::tempdir().unwrap() };
        let made = run(&["init", sandbox.site().to_str().unwrap()]);
        assert_eq!(made.status.code(), Some(0), "{}", talk(&made));
        fs::create_dir(sandbox.reports()).unwrap();
        sandbox
    }

    pub(super) fn site(&self) -> PathBuf {
        self.folder.path().join("site")
    }

    pub(super) fn reports(&self) -> PathBuf {
        self.folder.path().join("reports")
    }

    pub(super) fn report(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.reports().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, bytes).unwrap();
        path
    }

    pub(super) fn write(&self, path: &str, text: &str) {
        let path = self.site().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    pub(super) fn read(&self, path: &str) -> String {
        fs::read_to_string(self.site().join(path)).unwrap_or_else(|e| panic!("{path}: {e}"))
    }

    pub(super) fn has(&self, path: &str) -> bool {
        self.site().join(path).exists()
    }

    /// Imports paths, or all reports.
    pub(super) fn import(&self, arguments: &[&str]) -> Output {
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
    pub(super) fn import_without_powers(&self) -> Option<Output> {
        let mut command = std::process::Command::new("setpriv");
        command.args(["--bounding-set", "-all", "--inh-caps", "-all", env!("CARGO_BIN_EXE_throughline")]);
        command.args(["import", "--into"]).arg(self.site()).arg(self.reports()).env("NO_COLOR", "1");
        command.output().ok().filter(|output| !talk(output).starts_with("setpriv:"))
    }

    pub(super) fn imported(&self, arguments: &[&str]) -> String {
        let output = self.import(arguments);
        assert_eq!(output.status.code(), Some(0), "{}", talk(&output));
        talk(&output)
    }

    pub(super) fn passes_checks(&self) {
        let output = run(&["check", "--site", self.site().to_str().unwrap()]);
        assert_eq!(output.status.code(), Some(0), "{}", talk(&output));
    }
}

const DRAFT: &str = "content/inspections/marrowby-city/2031-03-focused-visit.md";

#[test]
fn a_text_becomes_a_draft_and_its_council_an_authority() {
    let sandbox = Sandbox::new();
    sandbox.report("visit.txt", marrowby());
    let said = sandbox.imported(&[]);
    assert!(said.contains(&format!("visit.txt -> {DRAFT} (new authority: Marrowby City)")), "{said}");
    assert!(said.ends_with("1 imported, 0 skipped, 0 refused\n"), "{said}");
    let sha256: String = Sha256::digest(marrowby()).iter().map(|b| format!("{b:02x}")).collect();
    let draft = sandbox.read(DRAFT);
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
    assert_eq!(sandbox.read("content/authorities/marrowby-city.md"), "+++\nname = \"Marrowby City\"\n+++\n");
    sandbox.passes_checks();
}

#[test]
fn a_pdf_becomes_a_draft() {
    let sandbox = Sandbox::new();
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
    sandbox.report("visit.pdf", Pdf::new([sheet]).bytes());
    sandbox.imported(&[]);
    let draft = sandbox.read("content/inspections/eastmere/2031-05-focused-visit.md");
    for line in ["not_stated = [\"published\"]\n", "- The pace at which lanterns are mended. {#", "at=\"page 1\"}"] {
        assert!(draft.contains(line), "{line}\n{draft}");
    }
    sandbox.passes_checks();
}

#[test]
fn a_council_that_is_there_is_found_by_any_of_its_names() {
    let sandbox = Sandbox::new();
    let authority = "+++\nname = \"Marrow Vale\"\nother_names = [\"Marrowby\"]\n+++\n\nHills.\n";
    sandbox.write("content/authorities/marrow-vale.md", authority);
    sandbox.report("visit.txt", marrowby());
    sandbox.imported(&[]);
    assert!(sandbox.has("content/inspections/marrow-vale/2031-03-focused-visit.md"));
    assert!(!sandbox.has("content/authorities/marrowby-city.md"));
    assert_eq!(sandbox.read("content/authorities/marrow-vale.md"), authority);
}

#[test]
fn what_is_here_already_is_skipped_and_named() {
    let sandbox = Sandbox::new();
    sandbox.report("visit.txt", marrowby());
    sandbox.imported(&[]);
    let before = tree(&sandbox.site());
    // The same bytes under another name, the same report in other bytes, and the first file again.
    sandbox.report("again.txt", marrowby());
    sandbox.report("other.txt", marrowby().replace("the lamps are lit", "all lamps are lit"));
    let said = sandbox.imported(&[]);
    for name in ["again.txt", "other.txt", "visit.txt"] {
        // Of other words more is said.
        let end = if name == "other.txt" { ", and its words differ in 1 paragraph" } else { "\n" };
        let line = format!("{name}: it is here already as marrowby-city/2031-03-focused-visit{end}");
        assert!(said.contains(&line), "{said}");
    }
    assert!(said.ends_with("0 imported, 3 skipped, 0 refused\n"), "{said}");
    assert_eq!(tree(&sandbox.site()), before);
}

#[test]
fn an_editors_work_is_never_overwritten() {
    let sandbox = Sandbox::new();
    sandbox.report("visit.txt", marrowby());
    sandbox.imported(&[]);
    let mended = sandbox.read(DRAFT).replace("reviewed = false", "reviewed = true").replace("4 and 5", "4 to 5");
    sandbox.write(DRAFT, &mended);
    sandbox.imported(&[]);
    assert_eq!(sandbox.read(DRAFT), mended);
    // A page that only stands in the way of the name stays, too.
    let other = "+++\ntitle = \"Walks\"\nframework = \"focused-visit\"\ninspected = { from = 2031-03-20, to = 2031-03-21 }\n\
                 wording = \"summary\"\nreviewed = true\n[source]\ntitle = \"Walks\"\n+++\n\nShort.\n";
    sandbox.write(DRAFT, other);
    sandbox.imported(&[]);
    assert_eq!(sandbox.read(DRAFT), other);
    assert!(sandbox.has("content/inspections/marrowby-city/2031-03-focused-visit-2.md"));
}

#[test]
fn two_reports_of_one_month_have_two_names() {
    let sandbox = Sandbox::new();
    sandbox.report("a.txt", marrowby());
    let late = letter("Marrowby City Council", "25 and 26 March 2031", "20 April 2031", "The count of the boats.");
    sandbox.report("b.txt", late);
    sandbox.imported(&[]);
    assert!(sandbox.read(DRAFT).contains("lanterns"));
    assert!(sandbox.read("content/inspections/marrowby-city/2031-03-focused-visit-2.md").contains("boats"));
    sandbox.passes_checks();
}

const KNOWN: &str = "+++\ntitle = \"A visit\"\nframework = \"focused-visit\"\ninspected = \"2031-03\"\nwording = \"summary\"\n\
    # Above the title stands +++, three crosses.\nheld = false\naliases = [\"2031-spring\"]\n\n[renamed]\nlamps = \"pace-lanterns-mended\"\n\n[withdrawn_findings]\nboats = \"Nobody asked.\"\n\n[source]\ntitle = \"A later letter\"\n\n\
    [[correction]]\ndate = 2032-01-05\nnote = \"It was the pace.\"\nfindings = [\"pace-lanterns-mended\"]\n+++\n\n\
    ## What needs to improve in this area of social work practice\n\n- The pace of mending. {#pace-lanterns-mended}\n";

#[test]
fn a_visit_that_was_only_known_of_is_taken_over_once() {
    let sandbox = Sandbox::new();
    let page = "content/inspections/marrowby-city/the-march-visit.md";
    sandbox.write("content/authorities/marrowby-city.md", "+++\nname = \"Marrowby City\"\n+++\n");
    sandbox.write(page, KNOWN);
    sandbox.passes_checks();
    sandbox.report("a.txt", marrowby());
    let late = letter("Marrowby City Council", "25 and 26 March 2031", "20 April 2031", "The count of the boats.");
    sandbox.report("b.txt", late);
    let said = sandbox.imported(&[]);
    assert!(said.contains(&format!("a.txt -> {page} (takes over")), "{said}");
    let draft = sandbox.read(page);
    for kept in [
        "aliases = [\"2031-spring\"]\n",
        "\"lamps\" = \"pace-lanterns-mended\"\n",
        "[withdrawn_findings]\n\"boats\" = \"Nobody asked.\"\n",
        "[[correction]]\ndate = 2032-01-05\nnote = \"It was the pace.\"\nfindings = [\"pace-lanterns-mended\"]\n",
        "- The pace of mending. {#pace-lanterns-mended}\n",
        "- The pace at which lanterns are mended. {#pace-lanterns-mended-2}",
        "reviewed = false\n",
    ] {
        assert!(draft.contains(kept), "{kept}\n{draft}");
    }
    assert!(!draft.contains("held"), "{draft}");
    // The second report of that month has a page of its own.
    assert!(sandbox.read(DRAFT).contains("boats"));
    sandbox.passes_checks();
    let before = tree(&sandbox.site());
    assert!(sandbox.imported(&[]).contains("0 imported, 2 skipped"));
    assert_eq!(tree(&sandbox.site()), before);
}

#[test]
fn a_page_that_is_kept_off_the_site_is_not_taken_over() {
    for off in ["withdrawn = \"Why.\"", "draft = true"] {
        let sandbox = Sandbox::new();
        let page = "content/inspections/marrowby-city/the-march-visit.md";
        sandbox.write("content/authorities/marrowby-city.md", "+++\nname = \"Marrowby City\"\n+++\n");
        let text = KNOWN.replacen("held = false", &format!("held = false\n{off}"), 1);
        sandbox.write(page, &text);
        sandbox.report("a.txt", marrowby());
        sandbox.imported(&[]);
        assert_eq!(sandbox.read(page), text);
        assert!(sandbox.read(DRAFT).contains("lanterns"));
        // Nor is what is here already imported again because it is off the site.
        let own = sandbox.read(DRAFT).replacen("reviewed = false", &format!("reviewed = false\n{off}"), 1);
        sandbox.write(DRAFT, &own);
        assert!(sandbox.imported(&[]).contains("0 imported, 1 skipped"));
        assert_eq!(sandbox.read(DRAFT), own);
    }
}

#[test]
fn what_cannot_be_read_of_the_site_is_said() {
    let sandbox = Sandbox::new();
    sandbox.report("visit.txt", marrowby());
    let said = sandbox.imported(&["--dry-run"]);
    assert!(!said.contains("note: "), "{said}");
    sandbox.write("content/authorities/fenn.md", "+++\nname = Fenn\n+++\n");
    let said = sandbox.imported(&["--dry-run"]);
    assert!(said.starts_with("note: the site's content has 1 error, 0 warnings"), "{said}");
}

#[test]
fn a_dry_run_says_the_same_and_writes_nothing() {
    let sandbox = Sandbox::new();
    sandbox.report("visit.txt", marrowby());
    let before = tree(&sandbox.site());
    let said = sandbox.imported(&["--dry-run"]);
    assert!(said.contains(DRAFT) && said.contains("(nothing was written)"), "{said}");
    assert_eq!(tree(&sandbox.site()), before);
}

#[test]
fn a_narrow_visit_and_what_items_are_tied_to_reach_the_draft_and_the_page() {
    let sandbox = Sandbox::new();
    sandbox.write(
        "content/themes/care-leavers.md",
        "+++\ntitle = \"Care leavers\"\nterms = [\"care leavers\"]\ngroup = true\n+++\n",
    );
    let scope = "Inspectors looked at the local authority's arrangements for care leavers at sea.\n\nHeadline findings";
    let letter = marrowby()
        .replace("Headline findings", scope)
        .replace("lanterns are mended.", "lanterns are mended. (Outcome 4, national framework)");
    sandbox.report("a.txt", letter);
    sandbox.imported(&[]);
    let draft = sandbox.read(DRAFT);
    assert!(draft.contains("\nscope_text = \"care leavers at sea\"\n"), "{draft}");
    assert!(draft.contains("\nsuggested-scope = [\"care-leavers\"]\n"), "{draft}");
    assert!(draft.contains("- The pace at which lanterns are mended. {#"), "{draft}");
    assert!(draft.contains(" tag=\"Outcome 4, national framework\""), "{draft}");
    sandbox.passes_checks();
    let built = run(&["build", "--site", sandbox.site().to_str().unwrap()]);
    assert_eq!(built.status.code(), Some(0), "{}", talk(&built));
    let page = sandbox.read("public/inspections/marrowby-city/2031-03-focused-visit.html");
    assert!(page.contains("<span>Outcome 4, national framework</span>"), "{page}");
}

#[test]
fn a_month_alone_dates_a_visit_in_the_draft() {
    let sandbox = Sandbox::new();
    let cover = "# Marrowby City Council\n\nInspection of Marrowby local authority children's services\n\n\
                 ## Inspection dates: March 2031\n\nLead inspector: Jo Larkspur, HMI\n\nThe lamps are lit.\n";
    sandbox.report("a.md", cover);
    sandbox.imported(&[]);
    let draft = sandbox.read("content/inspections/marrowby/2031-03-ilacs.md");
    assert!(draft.contains("\ninspected = \"2031-03\"\n"), "{draft}");
    sandbox.passes_checks();
}

#[test]
fn a_broken_table_of_judgements_is_said_and_so_is_what_read_a_fact() {
    let sandbox = Sandbox::new();
    let cover = "# Marrowby City Council\n\nInspection of Marrowby local authority children's services\n\n\
                 Inspection dates: 3 to 7 March 2031\n\nLead inspector: Jo Larkspur, HMI\n\n\
                 1. The work of leaders  Outstanding\n\n2. The lamps  Inadeguate\n\n\
                 3. Those who Good wait for the ferry\n\n4. Overall effectiveness  Good\n";
    sandbox.report("a.md", cover);
    let said = sandbox.imported(&["--why"]);
    assert!(said.contains("look at judgements: `Inadeguate` was read as `Inadequate`"), "{said}");
    assert!(said.contains("look at judgements: `Those who Good wait for the ferry` holds a grade"), "{said}");
    assert!(said.contains("inspected, by “Inspection dates” (import/recognise/tables/dates.txt:"), "{said}");
    assert!(said.contains("inspectors, by “Lead inspector” (import/recognise/tables/people.txt:"), "{said}");
    let whole = sandbox.imported(&["--dry-run"]);
    assert!(!whole.contains("why:"), "{whole}");
}

#[test]
fn json_is_one_object_a_report_with_the_documented_keys() {
    let sandbox = Sandbox::new();
    sandbox.report("a.txt", marrowby());
    sandbox.report("b.txt", marrowby().replace("Marrowby", "Eastmere"));
    let output = sandbox.import(&["--dry-run", "--format", "json"]);
    let text = String::from_utf8(output.stdout).unwrap();
    let reports: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(reports.len(), 2);
    let keys = |value: &Value| value.as_object().unwrap().keys().cloned().collect::<Vec<_>>().join(" ");
    let report = &reports[0];
    assert_eq!(
        keys(report),
        "source sha256 framework authority title inspected published inspectors licence by_hand date_hints \
         legal_basis scope judgements sections looks_back unsure furniture words"
    );
    assert_eq!(keys(&report["authority"]), "name id");
    assert_eq!(report["authority"]["id"], "marrowby-city");
    assert_eq!(keys(&report["inspected"]), "from to");
    assert_eq!(keys(&report["words"]), "source kept furniture");
    let section = report["sections"].as_array().unwrap().iter().find(|s| s["kind"] == "recommendation").unwrap();
    assert_eq!(keys(section), "heading kind scope items");
    assert_eq!(keys(&section["items"][0]), "text by to group tag page paragraph children");
}

#[test]
fn folders_are_searched_deeply_and_a_file_named_twice_is_read_once() {
    let sandbox = Sandbox::new();
    sandbox.report("one/two/three/VISIT.TXT", marrowby());
    sandbox.report("one/notes.csv", "no report");
    let file = sandbox.report("east.md", marrowby().replace("Marrowby", "Eastmere"));
    let said = sandbox.imported(&[sandbox.reports().to_str().unwrap(), file.to_str().unwrap()]);
    assert!(said.ends_with("2 imported, 0 skipped, 0 refused\n"), "{said}");
}

#[test]
fn paths_without_reports_stop_the_run() {
    let sandbox = Sandbox::new();
    let before = tree(&sandbox.site());
    for (path, message) in [
        (sandbox.reports(), "holds no .pdf, .docx, .html, .htm, .txt or .md file"),
        (sandbox.reports().join("nowhere"), "error[T0901]: there is no `"),
    ] {
        let output = sandbox.import(&[path.to_str().unwrap()]);
        assert_eq!(output.status.code(), Some(2));
        assert!(talk(&output).contains(message) && talk(&output).contains("hint: "), "{}", talk(&output));
    }
    let report = sandbox.report("a.txt", marrowby());
    let no_site = run(&["import", "--into", sandbox.reports().to_str().unwrap(), report.to_str().unwrap()]);
    assert_eq!(no_site.status.code(), Some(2));
    assert!(talk(&no_site).contains("hint: "), "{}", talk(&no_site));
    assert_eq!(run(&["import"]).status.code(), Some(2));
    assert_eq!(tree(&sandbox.site()), before);
}

#[test]
fn what_cannot_be_imported_is_refused_and_the_rest_goes_on() {
    let sandbox = Sandbox::new();
    sandbox.report("a, odd näme & (more) 'of' it.txt", marrowby());
    sandbox.report("b empty.txt", "");
    sandbox.report("c wrong.pdf", marrowby());
    sandbox.report("d latin.txt", b"Visit to the caf\xe9 and its lamps, once more and again.");
    sandbox.report("e recipe.txt", "Soup\n\nPeel the roots. Let them stand for an hour.\n");
    sandbox.report(
        "f nobody.txt",
        "Focused visit to\n\nThis letter summarises the findings of the focused visit on 3 May 2031.\n",
    );
    sandbox.report(
        "g undated.txt",
        marrowby().replace(" 2031", "").replace("4 and 5 March", "two days").replace("Marrowby", "Eastmere"),
    );
    sandbox.report("h truncated.pdf", b"%PDF-1.7\n1 0 obj\n<< /Type");
    let output = sandbox.import(&[]);
    let said = talk(&output);
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(said.contains(&format!("(more) 'of' it.txt -> {DRAFT}")), "{said}");
    assert!(said.ends_with("1 imported, 0 skipped, 7 refused\n"), "{said}");
    for (name, code) in [
        ("b empty.txt", "T0903"),
        ("c wrong.pdf", "T0904"),
        ("d latin.txt", "T0906"),
        ("e recipe.txt", "T0911"),
        ("f nobody.txt", "T0912"),
        ("g undated.txt", "T0913"),
        ("h truncated.pdf", "T0909"),
    ] {
        let line = said
            .lines()
            .position(|l| l.starts_with("refused") && l.contains(&format!("{name}: error[{code}]: ")))
            .unwrap_or_else(|| panic!("{name}\n{said}"));
        let hint = said.lines().nth(line + 1).unwrap().trim();
        assert!(hint.starts_with("hint: ") && hint.len() > 12, "{name}: {hint}");
    }
    assert!(sandbox.read(DRAFT).contains("file = \"a, odd näme & (more) 'of' it.txt\""));
    sandbox.passes_checks();
}

#[test]
fn a_councils_paper_that_names_no_council_is_refused_at_once() {
    let sandbox = Sandbox::new();
    sandbox.report("a.txt", "Briefing note\n");
    sandbox.report("b.txt", "Improvement action plan\n\nLamps are lit at dusk. Boats are counted at dawn.\n");
    // The words that stand before a council's name are the last ones of this paper.
    sandbox.report("c.txt", "Briefing note, 7 January 2031: what was done since\n");
    let named = "Briefing note, 7 January 2031\n\nWhat was done since Marrowby City Council's inspection\n\nProgress\n\n- Lamps.\n";
    sandbox.report("d.md", format!("# {named}"));
    let said = talk(&sandbox.import(&[]));
    assert_eq!(said.matches(": it does not say which council it is about\n").count(), 3, "{said}");
    assert!(said.ends_with("1 imported, 0 skipped, 3 refused\n"), "{said}");
    assert!(sandbox.has("content/updates/marrowby-city/2031-01-update.md"), "{said}");
}

#[test]
fn a_letter_dated_before_its_visit_stops_no_build() {
    let sandbox = Sandbox::new();
    let wrong = letter("Marrowby City Council", "3, 4 and 12 March 2031", "2 April 2030", "The pace of mending.");
    sandbox.report("a.txt", wrong);
    sandbox.report("b.txt", letter("Eastmere", "31 June 2031", "", "The count of the boats."));
    let output = sandbox.import(&[]);
    let said = talk(&output);
    let line = "look at published: the report is dated 2 April 2030, before the visit's last day, 12 March 2031: one of \
                the two is a misprint\n";
    assert!(said.contains(line), "{said}");
    let refusal = "b.txt: error[T0913]: it states no date that can be: `31 June 2031` names a day that the calendar does not have\n";
    assert!(said.contains(refusal), "{said}");
    let draft = sandbox.read(DRAFT);
    assert!(draft.contains("inspected = { from = 2031-03-03, to = 2031-03-12 }\n"), "{draft}");
    assert!(!draft.contains("\npublished") && draft.contains("not_stated = [\"published\"]\n"), "{draft}");
    sandbox.passes_checks();
    let built = run(&["build", "--site", sandbox.site().to_str().unwrap()]);
    assert_eq!(built.status.code(), Some(0), "{}", talk(&built));
}

#[test]
fn a_site_that_cannot_be_written_is_named_and_the_rest_goes_on() {
    let sandbox = Sandbox::new();
    // A file where a folder has to be stands in the way of everyone, also of who may write anywhere.
    sandbox.write("content/inspections/eastmere", "");
    sandbox.report("a.txt", marrowby().replace("Marrowby City", "Eastmere"));
    sandbox.report("b.txt", marrowby());
    let output = sandbox.import(&[]);
    let said = talk(&output);
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(
        said.contains("a.txt: error[T0914]: `content/inspections/eastmere/2031-03-focused-visit.md` cannot be written"),
        "{said}"
    );
    assert!(said.contains("hint: the site's folder must be writable"), "{said}");
    assert!(said.ends_with("1 imported, 0 skipped, 1 refused\n"), "{said}");
    assert!(sandbox.has(DRAFT));
    // Nothing of the refused one stays.
    assert!(!sandbox.has("content/authorities/eastmere.md"), "an authority without its report stays behind");
}

#[cfg(unix)]
#[test]
fn a_read_only_site_is_named() {
    use std::os::unix::fs::PermissionsExt;
    let sandbox = Sandbox::new();
    sandbox.report("a.txt", marrowby());
    let content = sandbox.site().join("content");
    let folders: Vec<PathBuf> = ["", "authorities", "inspections"].iter().map(|f| content.join(f)).collect();
    let allow = |mode| folders.iter().for_each(|f| fs::set_permissions(f, fs::Permissions::from_mode(mode)).unwrap());
    allow(0o555);
    let may_write_anyway = fs::write(content.join("probe"), "").is_ok();
    let output = if may_write_anyway { sandbox.import_without_powers() } else { Some(sandbox.import(&[])) };
    allow(0o755);
    let Some(output) = output else {
        return crate::site::skip("this user may write everywhere, and cannot put that aside");
    };
    assert_eq!(output.status.code(), Some(1));
    assert!(talk(&output).contains("cannot be written"), "{}", talk(&output));
}

#[test]
fn a_new_site_gets_the_same_bytes() {
    let (one, two) = (Sandbox::new(), Sandbox::new());
    for sandbox in [&one, &two] {
        sandbox.report("a.txt", marrowby());
        sandbox.report("b.txt", marrowby().replace("Marrowby", "Eastmere"));
    }
    one.imported(&[]);
    let paths = ["b.txt", "a.txt"].map(|name| two.reports().join(name));
    two.imported(&[paths[0].to_str().unwrap(), paths[1].to_str().unwrap()]);
    assert_eq!(tree(&one.site()), tree(&two.site()));
}

#[test]
fn init_makes_a_site_that_passes_and_leaves_full_folders_alone() {
    let sandbox = Sandbox::new();
    sandbox.passes_checks();
    sandbox.report("a.txt", marrowby());
    for path in [sandbox.site(), sandbox.reports(), sandbox.reports().join("a.txt")] {
        let before = tree(sandbox.folder.path());
        let output = run(&["init", Path::to_str(&path).unwrap()]);
        assert_eq!(output.status.code(), Some(2));
        assert!(talk(&output).contains("is not empty") && talk(&output).contains("hint: "), "{}", talk(&output));
        assert_eq!(tree(sandbox.folder.path()), before);
    }
    let empty = sandbox.folder.path().join("empty");
    fs::create_dir(&empty).unwrap();
    assert_eq!(run(&["init", empty.to_str().unwrap()]).status.code(), Some(0));
    assert!(empty.join("site.toml").is_file());
}
