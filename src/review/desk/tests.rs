//! The desk on an invented site: what it refuses, what it takes back, and what it says of drafts with errors.

use std::fs;

mod groups;
mod samples;

use super::*;

const DRAFT: &str = "+++\ntitle = \"Visit\"\nframework = \"focused-visit\"\ninspected = 2020-02-05\n\
    wording = \"summary\"\nreviewed = false\nscope = []\nnot_stated = [\"published\"]\n+++\n\n## Findings\n\n- Lamps are lit.\n";

/// A site with one draft, on the desk.
fn desk() -> (tempfile::TempDir, PathBuf, ReviewDesk) {
    let folder = tempfile::tempdir().unwrap();
    let draft = folder.path().join("content/inspections/marrowby/2020-02-focused-visit.md");
    let files = [
        (PathBuf::from("site.toml"), "title = \"T\"\n"),
        (PathBuf::from("content/authorities/marrowby.md"), "+++\nname = \"Marrowby\"\n+++\n"),
        (draft.clone(), DRAFT),
    ];
    let desk = desk_on(folder.path(), files);
    (folder, draft, desk)
}

/// A desk on a site of these files.
fn desk_on(site: &Path, files: impl IntoIterator<Item = (impl AsRef<Path>, impl AsRef<str>)>) -> ReviewDesk {
    for (path, text) in files {
        let path = site.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text.as_ref()).unwrap();
    }
    let (knowledge, problems) = workspace::read_site(site, LeaveOut::Unreviewed).unwrap();
    ReviewDesk::new(site, knowledge, problems, Vec::new()).unwrap()
}

fn published(value: &str) -> Decision {
    let (report, field) = ("marrowby/2020-02-focused-visit".to_owned(), "published".to_owned());
    Decision::Field { report, field, value: value.to_owned() }
}

#[test]
fn a_decision_that_would_bring_an_error_into_a_draft_is_refused() {
    let (_folder, draft, desk) = desk();
    let refused = desk.decide(&published("2020-01-30")).unwrap_err();
    assert_eq!(refused.code, Code::T0306, "the draft would be left out, and be gone from the desk");
    assert_eq!(fs::read_to_string(&draft).unwrap(), DRAFT);
    desk.decide(&published("2020-02-27")).unwrap();
    assert!(fs::read_to_string(&draft).unwrap().contains("published = 2020-02-27\n"));
    desk.undo().unwrap();
    assert_eq!(fs::read_to_string(&draft).unwrap(), DRAFT);
    assert_eq!(desk.undo().unwrap_err().code, Code::T1106);
}

#[test]
fn an_error_that_another_draft_has_already_is_refused_as_well() {
    let (folder, draft, desk) = desk();
    let other = folder.path().join("content/inspections/marrowby/2020-02-focused-visit-2.md");
    fs::write(&other, DRAFT.replace("not_stated = [\"published\"]", "published = 2020-01-30")).unwrap();
    desk.note_change();
    assert!(desk.worklist().unwrap().errors.is_empty(), "the other draft is left out, with the same words");
    assert_eq!(desk.decide(&published("2020-01-30")).unwrap_err().code, Code::T0306);
    assert_eq!(fs::read_to_string(&draft).unwrap(), DRAFT);
}

#[test]
fn an_undo_that_would_bring_an_error_is_refused_until_that_is_mended() {
    let (folder, draft, desk) = desk();
    let asked = DRAFT.replace("## Findings", "## Asked {kind=recommendation}").replace("lit.", "lit. {#lamps}");
    fs::write(&draft, &asked).unwrap();
    desk.note_change();
    let report = "marrowby/2020-02-focused-visit";
    let item = serde_json::json!({ "passage": format!("{report}#lamps"), "id": "light", "themes": [] });
    let decision = serde_json::json!({ "decision": "findings", "report": report, "items": [item] });
    desk.decide(&serde_json::from_value(decision).unwrap()).unwrap();
    let decided = fs::read_to_string(&draft).unwrap();
    assert_eq!(decided, asked.replace("#lamps", "#light"));
    // Written by hand since: a later report that names the finding by its new id.
    let later = folder.path().join("content/inspections/marrowby/2021-02-focused-visit.md");
    let says = DRAFT.replace("2020-02-05", "2021-02-05").replace("reviewed = false\n", "");
    fs::write(&later, says.replace("lit.", "lit. {#lit met=2020-02-focused-visit#light}")).unwrap();
    desk.note_change();
    assert!(desk.worklist().unwrap().errors.is_empty());
    assert_eq!(desk.undo().unwrap_err().code, Code::T0502, "that link would lead nowhere");
    assert_eq!(fs::read_to_string(&draft).unwrap(), decided);
    fs::remove_file(&later).unwrap();
    desk.note_change();
    desk.undo().unwrap();
    assert_eq!(fs::read_to_string(&draft).unwrap(), asked);
}

#[test]
fn a_draft_that_gets_an_error_says_so_where_it_stood() {
    let (folder, draft, desk) = desk();
    let before = fs::read_to_string(&draft).unwrap();
    let id = desk.worklist().unwrap().reports.first().unwrap().id.clone();
    fs::write(&draft, before.replace("wording = ", "wording = \"loud\" # ")).unwrap();
    desk.note_change();
    let refused = desk.report(&id, Walk::Likely).err().unwrap();
    assert_eq!(refused.code, Code::T1101);
    assert!(refused.message.contains("has errors") && refused.message.contains("loud"), "{}", refused.message);
    fs::write(&draft, before).unwrap();
    desk.note_change();
    assert!(desk.report(&id, Walk::Likely).is_ok());
    drop(folder);
}

#[test]
fn a_site_that_cannot_be_read_is_asked_for_again() {
    let (folder, _, desk) = desk();
    let settings = folder.path().join("site.toml");
    fs::remove_file(&settings).unwrap();
    desk.note_change();
    for _ in 0..2 {
        assert_eq!(desk.worklist().unwrap_err().code, Code::T1201);
    }
    fs::write(&settings, "title = \"T\"\n").unwrap();
    assert!(desk.worklist().is_ok());
}

#[test]
fn a_draft_that_is_left_out_does_not_stop_the_others() {
    let (folder, _, desk) = desk();
    let other = folder.path().join("content/inspections/marrowby/2021-02-focused-visit.md");
    fs::write(&other, DRAFT.replace("focused-visit", "no-such-framework")).unwrap();
    desk.note_change();
    let worklist = desk.worklist().unwrap();
    assert_eq!(worklist.errors, [""; 0]);
    let broken: Vec<(&str, bool)> = worklist.reports.iter().map(|r| (r.id.as_str(), !r.broken.is_empty())).collect();
    let (sound, wrong) = ("marrowby/2020-02-focused-visit", "marrowby/2021-02-focused-visit");
    assert_eq!(broken, [(sound, false), (wrong, true)], "it stands in its place, with what is wrong");
    desk.decide(&published("2020-02-27")).unwrap();
}
