//! Steps grouped by what was asked: how many there are, what one decision settles, and what comes back.

use super::*;
use crate::review::steps::Step;
use crate::review::steps::groups::Group;

const LATER: &str = "marrowby/2022-05-focused-visit";

/// Ten things that are asked for, and that a later letter says again in nearly the same words.
const ASKED: [&str; 10] = [
    "lanterns of the harbour lanes",
    "logbooks of night walks",
    "training of ferry wardens",
    "rope for the mooring posts",
    "bridges without handrails",
    "tide tables at every jetty",
    "whistles for fog pilots",
    "shelters along the causeway",
    "paint on the channel buoys",
    "keys to the lock house",
];

/// A site with an inspection that asked for ten things, and a draft that speaks of each.
fn site() -> (tempfile::TempDir, ReviewDesk) {
    let folder = tempfile::tempdir().unwrap();
    let asked: String =
        ASKED.iter().enumerate().map(|(n, what)| format!("- Improve the {what}. {{#asked-{n}}}\n")).collect();
    let said: String = ASKED
        .iter()
        .enumerate()
        .map(|(n, what)| {
            format!("- The {what}, an area for improvement at the last inspection, have improved well. {{#said-{n}}}\n")
        })
        .collect();
    let front = |framework: &str, days: &str, more: &str| {
        format!(
            "+++\ntitle = \"Report\"\nframework = \"{framework}\"\ninspected = {days}\nwording = \"summary\"\n{more}+++\n\n"
        )
    };
    let files = [
        ("site.toml", "title = \"T\"\n".to_owned()),
        ("content/authorities/marrowby.md", "+++\nname = \"Marrowby\"\n+++\n".to_owned()),
        (
            "content/inspections/marrowby/2020-02-ilacs.md",
            front("ilacs", "2020-02-05", "") + "## What needs to improve\n\n" + &asked,
        ),
        (
            "content/inspections/marrowby/2022-05-focused-visit.md",
            front("focused-visit", "2022-05-04", "reviewed = false\n") + "## Findings {kind=finding}\n\n" + &said,
        ),
    ];
    let desk = desk_on(folder.path(), files);
    (folder, desk)
}

fn decide(desk: &ReviewDesk, decision: serde_json::Value) -> Result<Decided, Diagnostic> {
    desk.decide(&serde_json::from_value(decision).unwrap())
}

fn steps(desk: &ReviewDesk) -> Arc<ReportView> {
    desk.report(LATER, Walk::Likely).unwrap().report
}

fn single(view: &ReportView) -> Vec<&Group> {
    view.steps
        .iter()
        .filter_map(|step| if let Step::Group(group) = step { Some(group.as_ref()) } else { None })
        .collect()
}

fn rest(view: &ReportView) -> &[Group] {
    view.steps
        .iter()
        .find_map(|s| if let Step::Rest { groups, .. } = s { Some(groups.as_slice()) } else { None })
        .unwrap_or(&[])
}

fn items(groups: &[Group]) -> Vec<serde_json::Value> {
    let item = |group: &Group, passage: &str| serde_json::json!({ "passage": passage, "on": group.on });
    groups.iter().flat_map(|group| group.candidates.iter().map(move |c| item(group, &c.passage))).collect()
}

#[test]
fn a_report_takes_ten_decisions_and_the_list_of_the_rest_grows_no_shorter() {
    let (folder, desk) = site();
    let view = steps(&desk);
    assert!(view.steps.len() <= 10, "{} steps", view.steps.len());
    let (first, others) = (single(&view), rest(&view));
    assert_eq!((first.len(), others.len()), (6, ASKED.len() - 6));
    let weakest = first.iter().map(|group| group.confidence).max();
    assert!(others.iter().all(|group| Some(group.confidence) >= weakest), "the surest come first");
    // What one decision settles does not come back, and nothing moves up from the rest.
    let group = first[0];
    let (chosen, settled) = group.candidates.split_first().unwrap();
    let settles: Vec<_> = settled.iter().map(|c| serde_json::json!({ "passage": c.passage, "on": group.on })).collect();
    let link = serde_json::json!({ "decision": "link", "report": LATER, "passage": chosen.passage, "target": chosen.target,
        "key": "met", "basis": "stated", "part": null, "direction": null, "via": null, "settles": settles });
    decide(&desk, link).unwrap();
    let after = steps(&desk);
    assert_eq!((single(&after).len(), rest(&after).len()), (5, ASKED.len() - 6));
    assert!(single(&after).iter().all(|other| other.on != group.on));
    // The rest is turned down by one decision, also for `suggest`.
    decide(
        &desk,
        serde_json::json!({ "decision": "decline", "report": LATER, "items": items(rest(&after)), "together": true }),
    )
    .unwrap();
    let turned_down = steps(&desk);
    assert_eq!((single(&turned_down).len(), rest(&turned_down).len()), (5, 0));
    let (knowledge, problems) = workspace::read_site(folder.path(), LeaveOut::Unreviewed).unwrap();
    assert!(problems.iter().all(|p| p.severity() != crate::diagnostics::Severity::Error), "{problems:?}");
    let report = knowledge.catalogue.report(LATER).unwrap().is;
    let found = Suggester::new(&knowledge).of_reports(&[report]).pop().unwrap();
    let open: Vec<String> =
        found.links.iter().map(|link| crate::suggest::words::name_of(&knowledge, link.on)).collect();
    assert!(rest(&after).iter().all(|group| !open.contains(&group.on)) && !open.contains(&group.on));
    // And back again.
    desk.undo().unwrap();
    assert_eq!(rest(&steps(&desk)).len(), ASKED.len() - 6);
}

#[test]
fn a_finished_report_shows_only_what_is_new_since() {
    let (folder, desk) = site();
    decide(&desk, serde_json::json!({ "decision": "finish", "report": LATER })).unwrap();
    let view = steps(&desk);
    assert!(view.finished && view.steps.is_empty(), "what was left does not come back by itself");
    let older = folder.path().join("content/inspections/marrowby/2021-03-focused-visit.md");
    let asked =
        "## Areas for improvement {kind=recommendation}\n\n- Improve the lanterns of the harbour lanes. {#lanterns}\n";
    let front = "+++\ntitle = \"Visit\"\nframework = \"focused-visit\"\ninspected = 2021-03-04\nwording = \"summary\"\nscope = []\n+++\n\n";
    fs::write(&older, format!("{front}{asked}")).unwrap();
    desk.note_change();
    let anew = steps(&desk);
    assert!(!anew.steps.is_empty());
    let about =
        |step: &Step| matches!(step, Step::Group(group) if group.on.starts_with("marrowby/2021-03-focused-visit"));
    assert!(anew.steps.iter().all(about), "{:?}", anew.steps);
    let worklist = desk.worklist().unwrap();
    let line = worklist.reports.iter().find(|line| line.id == LATER).unwrap();
    assert_eq!(line.state, worklist::State::New);
}

#[test]
fn what_a_visit_looked_at_is_written_or_said_not_to_be_stated() {
    let (folder, desk) = site();
    let file = folder.path().join(format!("content/inspections/{LATER}.md"));
    let scope = serde_json::json!({ "decision": "facts", "report": LATER, "scope": ["assessments"], "not_stated": [] });
    decide(&desk, scope).unwrap();
    assert!(fs::read_to_string(&file).unwrap().contains("reviewed = false\nscope = [\"assessments\"]\n"));
    desk.undo().unwrap();
    let unasked = |desk: &ReviewDesk| {
        let state = desk.fresh().unwrap();
        state.site.problems.iter().filter(|p| p.code == Code::T0310).count()
    };
    assert_eq!(unasked(&desk), 1);
    let none = serde_json::json!({ "decision": "facts", "report": LATER, "scope": null, "not_stated": ["scope"] });
    decide(&desk, none).unwrap();
    assert!(fs::read_to_string(&file).unwrap().contains("not_stated = [\"scope\"]\n"));
    assert_eq!(unasked(&desk), 0, "it was looked for");
    assert!(!steps(&desk).steps.iter().any(|step| matches!(step, Step::Facts { .. })), "and is not asked again");
}

#[test]
fn a_report_with_an_error_does_not_stop_the_others_nor_do_decisions_that_cannot_be_read() {
    let (folder, desk) = site();
    let other = folder.path().join("content/inspections/marrowby/2020-02-ilacs.md");
    let text = fs::read_to_string(&other).unwrap();
    fs::write(&other, text.replace("wording = \"summary\"", "wording = \"summary\"\nnonsense = 1")).unwrap();
    desk.note_change();
    let worklist = desk.worklist().unwrap();
    let line = worklist.reports.iter().find(|line| line.id == "marrowby/2020-02-ilacs").unwrap();
    assert_eq!(line.state, worklist::State::Broken);
    assert!(
        line.broken.iter().any(|wrong| wrong.contains("T0202") && wrong.contains("2020-02-ilacs.md:6")),
        "{:?}",
        line.broken
    );
    let scope = serde_json::json!({ "decision": "facts", "report": LATER, "scope": ["assessments"], "not_stated": [] });
    decide(&desk, scope).unwrap();
    let on_broken = serde_json::json!({ "decision": "finish", "report": "marrowby/2020-02-ilacs" });
    assert_eq!(decide(&desk, on_broken).unwrap_err().code, Code::T1101);
    // What is kept in a file that cannot be read would not be found again.
    fs::write(&other, text).unwrap();
    fs::write(folder.path().join(DECISIONS), "[[declined]\n").unwrap();
    desk.note_change();
    let decline =
        serde_json::json!({ "decision": "decline", "report": LATER, "items": [{ "passage": "x", "on": "y" }] });
    assert_eq!(decide(&desk, decline).unwrap_err().code, Code::T1101);
    assert_eq!(fs::read_to_string(folder.path().join(DECISIONS)).unwrap(), "[[declined]\n");
}
