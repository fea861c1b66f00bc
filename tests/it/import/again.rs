//! Drafts read again: what a newer program reads better is offered, what an editor has touched stays, ids stay, and
//! what was decided follows. The older reading is a draft as an older program would have written it, with its mark.

use std::fs;

use sha2::{Digest, Sha256};

use super::command::{Sandbox, letter};
use crate::site::{run, talk};

const DRAFT: &str = "content/inspections/marrowby-city/2031-03-focused-visit.md";
const ID: &str = "marrowby-city/2031-03-focused-visit";
const ITEM: &str = "The pace at which lanterns on the north quay are mended in winter.";

/// The mark of a draft.
fn mark(draft: &str) -> Option<&str> {
    draft.lines().find_map(|line| line.strip_prefix("draft_sha256 = \"")?.strip_suffix('"'))
}

/// The draft as an older program would have written it: with some words otherwise, and the mark that fits.
fn older(draft: &str, changes: &[(&str, &str)]) -> String {
    let line = format!("draft_sha256 = \"{}\"\n", mark(draft).unwrap());
    let mut bare = draft.replacen(&line, "", 1);
    for (new, old) in changes {
        assert!(bare.contains(new), "{new}\n{bare}");
        bare = bare.replacen(new, old, 1);
    }
    let digest: String = Sha256::digest(&bare).iter().map(|b| format!("{b:02x}")).collect();
    let sha256 = bare.lines().find(|line| line.starts_with("sha256 = ")).unwrap().to_owned();
    bare.replacen(&sha256, &format!("{sha256}\ndraft_sha256 = \"{digest}\""), 1)
}

/// A site with one draft of one report.
fn imported() -> (Sandbox, String) {
    let sandbox = Sandbox::new();
    sandbox.report("visit.txt", letter("Marrowby City Council", "4 and 5 March 2031", "2 April 2031", ITEM));
    sandbox.imported(&[]);
    let draft = sandbox.read(DRAFT);
    (sandbox, draft)
}

/// The same with the draft as an older program would have written it.
fn imported_long_ago(changes: &[(&str, &str)]) -> (Sandbox, String) {
    let (sandbox, draft) = imported();
    sandbox.write(DRAFT, &older(&draft, changes));
    (sandbox, draft)
}

fn again(sandbox: &Sandbox, more: &[&str]) -> String {
    let mut arguments = vec!["--again"];
    arguments.extend(more);
    sandbox.imported(&arguments)
}

#[test]
fn a_draft_that_reads_as_before_is_left_as_it_is() {
    let (sandbox, draft) = imported();
    let said = again(&sandbox, &["--write"]);
    assert!(said.contains(&format!("same       {ID}\n")), "{said}");
    assert!(said.ends_with("0 written, 1 read as before, 0 left alone\n"), "{said}");
    assert_eq!(sandbox.read(DRAFT), draft);
    // A checkout may have changed the ends of lines in every file.
    sandbox.write(DRAFT, &draft.replace('\n', "\r\n"));
    assert!(again(&sandbox, &[]).contains("1 read as before"));
}

#[test]
fn what_reads_better_is_shown_and_written_only_when_told() {
    let (sandbox, draft) = imported_long_ago(&[
        ("## What needs to improve in this area of social work practice\n", "## What needs to improve in this area\n"),
        ("lanterns on the north quay are mended", "lan terns on the north quay are mended"),
        ("\"Dev Ironside\", \"Jo Larkspur\"", "\"Dev Ironside\""),
        ("inspected = { from = 2031-03-04, to", "inspected = { from = 2031-03-01, to"),
    ]);
    let before = sandbox.read(DRAFT);
    assert!(before.contains("{#pace-lanterns-north-quay"), "{before}");
    let said = again(&sandbox, &[]);
    for line in [
        "offered    marrowby-city/2031-03-focused-visit -> content/inspections/marrowby-city/2031-03-focused-visit.md\n",
        "inspected: 4 to 5 March 2031, was 1 to 5 March 2031\n",
        "inspectors: Dev Ironside, Jo Larkspur, was Dev Ironside\n",
        "heading gone: “What needs to improve in this area”\n",
        "heading added: “What needs to improve in this area of social work practice” (recommendation)\n",
        "here: \"The pace at which lan terns on the north quay",
        "new:  \"The pace at which lanterns on the north quay",
        "1 offered, 0 read as before, 0 left alone (nothing was written: add --write to write what is offered)\n",
    ] {
        assert!(said.contains(line), "{line}\n{said}");
    }
    assert_eq!(sandbox.read(DRAFT), before, "nothing is written unless it is told");
    assert!(again(&sandbox, &["--write"]).contains("1 written"));
    assert_eq!(sandbox.read(DRAFT), draft, "the id stayed, since the words are alike");
    assert!(again(&sandbox, &["--write"]).ends_with("0 written, 1 read as before, 0 left alone\n"));
    sandbox.passes_checks();
}

#[test]
fn an_id_stays_though_the_program_would_make_another_one_today() {
    let (sandbox, _) = imported_long_ago(&[
        ("#pace-lanterns-north-quay", "#pace-lan-terns-north"),
        ("which lanterns on", "which lan terns on"),
    ]);
    let said = again(&sandbox, &["--write"]);
    assert!(!said.contains("renamed") && !said.contains("T0924"), "{said}");
    let draft = sandbox.read(DRAFT);
    assert!(draft.contains(&format!("- {ITEM} {{#pace-lan-terns-north}}\n")), "{draft}");
    assert!(!draft.contains("[renamed]"), "{draft}");
}

#[test]
fn what_an_editor_has_touched_is_named_and_stays_letter_for_letter() {
    let (sandbox, draft) = imported();
    let old = older(&draft, &[("lanterns on the north quay are mended", "lan terns on the north quay are mended")]);
    let touched = [
        old.replace("Workers know", "Workers  know"),
        old.replace("reviewed = false", "reviewed = true"),
        old.replace("#pace-", "#speed-"),
        old.replace("wording = ", "# My note.\nwording = "),
        format!("{old}\n"),
        // A mark that is not its own.
        old.replacen(mark(&old).unwrap(), mark(&draft).unwrap(), 1),
    ];
    let path = sandbox.reports().join("visit.txt");
    for text in touched {
        assert_ne!(text, old);
        sandbox.write(DRAFT, &text);
        let said = again(&sandbox, &["--write", "--unmarked", path.to_str().unwrap()]);
        assert!(said.contains(&format!("left alone {ID}: warning[T0922]")), "{said}");
        assert_eq!(sandbox.read(DRAFT), text);
    }
}

#[test]
fn a_draft_without_a_mark_is_written_only_where_somebody_says_that_nobody_has_touched_it() {
    let (sandbox, draft) = imported();
    let bare = |text: &str| text.replacen(&format!("draft_sha256 = \"{}\"\n", mark(text).unwrap()), "", 1);
    let old =
        bare(&older(&draft, &[("lanterns on the north quay are mended", "lan terns on the north quay are mended")]));
    sandbox.write(DRAFT, &old);
    let said = again(&sandbox, &["--write"]);
    assert!(said.contains("warning[T0923]") && said.contains("new:  \"The pace at which lanterns"), "{said}");
    assert_eq!(sandbox.read(DRAFT), old);
    // What an import does not write is an editor's, whatever is said.
    let decided = old.replace("reviewed = false", "reviewed = false\nscope = []");
    sandbox.write(DRAFT, &decided);
    assert!(again(&sandbox, &["--write", "--unmarked"]).contains("T0922"));
    assert_eq!(sandbox.read(DRAFT), decided);
    sandbox.write(DRAFT, &old);
    assert!(again(&sandbox, &["--write", "--unmarked"]).contains("1 written"));
    assert_eq!(sandbox.read(DRAFT), draft, "it has its mark from now on");
    // One that reads as it stands is untouched for certain.
    sandbox.write(DRAFT, &bare(&draft));
    assert!(again(&sandbox, &["--write"]).contains("it gets the mark that says so"));
    assert_eq!(sandbox.read(DRAFT), draft);
}

#[test]
fn the_source_is_the_very_file_wherever_it_lies() {
    let (sandbox, draft) = imported_long_ago(&[("Dev Ironside\", \"Jo Larkspur", "Dev Ironside")]);
    let site = sandbox.site();
    let in_site = |more: &[&str]| {
        let mut all = vec!["import", "--into", site.to_str().unwrap(), "--again"];
        all.extend(more);
        run(&all)
    };
    let none = in_site(&[]);
    assert_eq!(none.status.code(), Some(2));
    assert!(talk(&none).contains("T0901") && talk(&none).contains("`sources`"), "{}", talk(&none));
    // Under another name, in the site's own folder.
    let report = sandbox.reports().join("visit.txt");
    sandbox.write("sources/2031/letter.txt", &fs::read_to_string(&report).unwrap());
    assert!(talk(&in_site(&[])).contains("1 offered"));
    sandbox.write("sources/2031/letter.txt", "Another letter.");
    let said = talk(&in_site(&[]));
    assert!(said.contains("warning[T0925]: `visit.txt` is not among the files"), "{said}");
    let other = site.join("sources/2031/letter.txt");
    let said = talk(&in_site(&[other.to_str().unwrap(), report.to_str().unwrap(), "--write"]));
    assert!(said.contains("letter.txt: no draft here was taken from it") && said.contains("1 written"), "{said}");
    assert_eq!(sandbox.read(DRAFT), draft, "the name of the file stays as it was");
}

#[test]
fn two_findings_that_become_one_lead_to_it_and_what_has_no_successor_is_named() {
    let (sandbox, draft) = imported();
    let item = format!("- {ITEM} {{#pace-lanterns-north-quay}}");
    let cut = "- The pace at which lanterns on the north {#pace-lanterns-north-quay}\n\
               - quay are mended in winter. {#quay-mended-winter}\n- Dock House, 3 Lower Street. {#dock-house-street}";
    sandbox.write(DRAFT, &older(&draft, &[(&item, cut)]));
    let kept = "\"quay-mended-winter\" = \"pace-lanterns-north-quay\"\n";
    let said = again(&sandbox, &["--write"]);
    assert!(said.contains("renamed: #quay-mended-winter is #pace-lanterns-north-quay now"), "{said}");
    assert!(said.contains("finding gone: #dock-house-street"), "{said}");
    let gone = format!("warning[T0924]: `{ID}#dock-house-street` has no successor");
    assert!(said.contains(&gone), "{said}");
    let now = sandbox.read(DRAFT);
    assert!(now.contains(&format!("\n[renamed]\n{kept}")) && now.contains(&item), "{now}");
    // Old ids are kept by every later reading as well.
    sandbox.write(DRAFT, &older(&now, &[("\"Jo Larkspur\"", "\"Jo Lark\"")]));
    assert!(again(&sandbox, &["--write"]).contains("1 written"));
    assert_eq!(sandbox.read(DRAFT), now);
    sandbox.passes_checks();
}

/// A later report of the council, written by an editor, that speaks of an item of the draft.
fn later_report(sandbox: &Sandbox, links: &str) {
    let text = format!(
        "+++\ntitle = \"Inspection\"\nframework = \"ilacs\"\ninspected = 2033-05-02\nwording = \"summary\"\n+++\n\n\
         ## Findings\n\n- Lanterns are mended within a day. {{#lanterns {links}}}\n"
    );
    sandbox.write("content/inspections/marrowby-city/2033-05-ilacs.md", &text);
}

/// The fingerprint by which `review.toml` knows a passage without an id.
fn fingerprint(text: &str) -> String {
    blake3::hash(text.to_lowercase().as_bytes()).to_hex().chars().take(10).collect()
}

#[test]
fn what_was_decided_follows_the_words_that_it_is_about() {
    let (sandbox, draft) = imported();
    let (paragraph, old_paragraph) = (
        "Workers know the families well, and the lamps are lit.",
        "Workers know the families wel l, and the lamps are lit.",
    );
    let item = format!("- {ITEM} {{#pace-lanterns-north-quay}}");
    let cut = "- The pace at which lanterns on the north {#pace-lanterns-north-quay}\n\
               - quay are mended in winter. {#quay-mended-winter}\n- Dock House, 3 Lower Street. {#dock-house-street}";
    sandbox.write(DRAFT, &older(&draft, &[(&item, cut), (paragraph, old_paragraph)]));
    later_report(&sandbox, "");
    let entry = |list: &str, by: &str, on: &str| format!("# Mine.\n[[{list}]]\nby = \"{by}\"\non = \"{on}\"\n\n");
    let later = "marrowby-city/2033-05-ilacs#lanterns";
    let review = |paragraph: &str, quay: &str| {
        [
            entry("declined", &format!("{ID}~{}", fingerprint(paragraph)), "nottingham-city/2011-08-cra"),
            entry("declined", later, &format!("{ID}#pace-lanterns-north-quay")),
            entry("later", later, &format!("{ID}#{quay}")),
            entry("declined", later, &format!("{ID}#dock-house-street")),
        ]
        .concat()
    };
    let before = review(old_paragraph, "quay-mended-winter");
    sandbox.write("review.toml", &before);
    let said = again(&sandbox, &[]);
    let lost = format!("warning[T0318]: `{ID}#dock-house-street`, which was decided on, has no successor");
    assert!(said.contains(&lost) && said.contains("review.toml: 2 names"), "{said}");
    assert_eq!(sandbox.read("review.toml"), before, "nothing is written unless it is told");
    again(&sandbox, &["--write"]);
    assert_eq!(sandbox.read("review.toml"), review(paragraph, "pace-lanterns-north-quay"));
}

#[test]
fn what_would_break_a_link_is_left_as_it_is_and_the_others_are_written() {
    let (sandbox, draft) = imported();
    let other = "content/inspections/eastmere/2031-03-focused-visit.md";
    sandbox.report("boats.txt", letter("Eastmere Council", "4 March 2031", "2 April 2031", "The boats that leak."));
    sandbox.imported(&[]);
    let other_draft = sandbox.read(other);
    sandbox.write(other, &older(&other_draft, &[("boats that leak", "bo ats that leak")]));
    let item = format!("- {ITEM} {{#pace-lanterns-north-quay}}\n");
    let old = older(&draft, &[(&item, &format!("{item}- Dock House, 3 Lower Street. {{#dock-house-street}}\n"))]);
    sandbox.write(DRAFT, &old);
    later_report(&sandbox, "met=2031-03-focused-visit#dock-house-street");
    let said = again(&sandbox, &["--write"]);
    assert!(said.contains(&format!("left alone {ID}: warning[T0926]")) && said.contains("error[T0502]"), "{said}");
    assert!(said.ends_with("1 written, 0 read as before, 1 left alone\n"), "{said}");
    assert_eq!((sandbox.read(DRAFT), sandbox.read(other)), (old, other_draft));
    // A link to what stays is no hindrance.
    later_report(&sandbox, "met=2031-03-focused-visit#pace-lanterns-north-quay");
    assert!(again(&sandbox, &["--write"]).contains("1 written"));
    assert_eq!(sandbox.read(DRAFT), draft);
}

#[test]
fn a_report_of_another_month_moves_and_its_old_id_leads_on() {
    let (sandbox, draft) = imported();
    let old = older(&draft, &[("{ from = 2031-03-04, to = 2031-03-05 }", "2031-02-05")]);
    fs::remove_file(sandbox.site().join(DRAFT)).unwrap();
    let was = "content/inspections/marrowby-city/2031-02-focused-visit.md";
    sandbox.write(was, &old);
    later_report(&sandbox, "met=2031-02-focused-visit#pace-lanterns-north-quay");
    let said = again(&sandbox, &[]);
    assert!(said.contains(&format!("report: {ID}, was marrowby-city/2031-02-focused-visit")), "{said}");
    assert!(sandbox.has(was) && !sandbox.has(DRAFT));
    assert!(again(&sandbox, &["--write"]).contains("1 written"));
    assert!(!sandbox.has(was));
    let now = sandbox.read(DRAFT);
    assert!(now.contains("\naliases = [\"2031-02-focused-visit\"]\n"), "{now}");
    assert!(again(&sandbox, &["--write"]).contains("1 read as before"));
    sandbox.passes_checks();
    let built = run(&["check", "--site", sandbox.site().to_str().unwrap()]);
    assert!(talk(&built).contains("warning[T0513]"), "the old id works: {}", talk(&built));
}

#[test]
fn a_report_that_lies_with_the_wrong_council_moves_and_says_what_that_ends() {
    let sandbox = Sandbox::new();
    sandbox.report("visit.txt", letter("Derby City Council", "4 and 5 March 2031", "2 April 2031", ITEM));
    sandbox.imported(&[]);
    let (path, was) = (
        "content/inspections/derby/2031-03-focused-visit.md",
        "content/inspections/lead-inspector/2031-03-focused-visit.md",
    );
    let draft = sandbox.read(path);
    fs::remove_file(sandbox.site().join(path)).unwrap();
    sandbox.write(was, &draft);
    sandbox.write("content/authorities/lead-inspector.md", "+++\nname = \"Lead Inspector\"\n+++\n");
    let decision = |council: &str| {
        format!(
            "[[declined]]\nby = \"{council}/2031-03-focused-visit#notes-spring-walks\"\non = \"{council}/2031-03-focused-visit\"\n"
        )
    };
    sandbox.write("review.toml", &decision("lead-inspector"));
    let said = again(&sandbox, &["--write"]);
    assert!(said.contains("council: derby, was lead-inspector"), "{said}");
    assert!(said.contains("warning[T0924]: `lead-inspector/2031-03-focused-visit` and all below it go"), "{said}");
    assert!(!sandbox.has(was) && sandbox.read(path) == draft);
    assert_eq!(sandbox.read("review.toml"), decision("derby"));
}

#[test]
fn what_was_given_by_hand_is_not_forgotten() {
    let sandbox = Sandbox::new();
    let text = letter("Marrowby City Council", "4 and 5 March 2031", "", ITEM)
        .replace("Marrowby City Council children's services", "children's services")
        .replace("Marrowby City Council", "");
    let path = sandbox.report("visit.txt", text);
    let draft = "content/inspections/derby/2031-03-focused-visit.md";
    sandbox.imported(&["--authority", "derby", "--published", "2031-04-03", path.to_str().unwrap()]);
    let before = sandbox.read(draft);
    assert!(again(&sandbox, &["--write"]).contains("1 read as before"));
    sandbox.write(draft, &older(&before, &[("\"Dev Ironside\", ", "")]));
    assert!(again(&sandbox, &["--write"]).contains("1 written"));
    assert_eq!(sandbox.read(draft), before);
}

#[test]
fn two_drafts_of_one_visit_are_not_made_and_data_says_the_same_as_words() {
    let (sandbox, draft) = imported();
    let old = older(&draft, &[("{ from = 2031-03-04, to = 2031-03-05 }", "2031-02-05")]);
    sandbox.write("content/inspections/marrowby-city/2031-02-focused-visit.md", &old);
    let output = sandbox.import(&["--again", "--write", "--format", "json"]);
    let lines: Vec<serde_json::Value> =
        String::from_utf8(output.stdout).unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines.len(), 2, "{lines:#?}");
    assert_eq!((&lines[0]["fate"], &lines[0]["why"]["code"]), (&"left-alone".into(), &"T0926".into()));
    assert_eq!((&lines[1]["fate"], &lines[1]["why"]), (&"same".into(), &serde_json::Value::Null));
    assert_eq!(sandbox.read("content/inspections/marrowby-city/2031-02-focused-visit.md"), old);
}

#[test]
fn the_page_of_a_known_only_inspection_that_a_draft_took_over_is_an_editors() {
    let sandbox = Sandbox::new();
    sandbox.write(
        "content/inspections/marrowby-city/2031-03-focused-visit.md",
        "+++\ntitle = \"Visit\"\nframework = \"focused-visit\"\ninspected = \"2031-03\"\nwording = \"summary\"\nheld = false\n+++\n\nKnown from a friend.\n",
    );
    sandbox.write("content/authorities/marrowby-city.md", "+++\nname = \"Marrowby City\"\n+++\n");
    sandbox.report("visit.txt", letter("Marrowby City Council", "4 and 5 March 2031", "2 April 2031", ITEM));
    sandbox.imported(&[]);
    let draft = sandbox.read(DRAFT);
    assert!(draft.contains("Known from a friend.") && mark(&draft).is_none(), "{draft}");
    assert!(again(&sandbox, &["--write"]).contains("1 left alone"));
    assert_eq!(sandbox.read(DRAFT), draft);
}
