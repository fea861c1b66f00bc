//! Certain suggestions of a kind, accepted together.

use super::*;

/// A site whose draft looks back on the last inspection in twelve paragraphs, each of which is certain to mention it.
fn site() -> (tempfile::TempDir, ReviewDesk) {
    let folder = tempfile::tempdir().unwrap();
    let said: String = (1..=12)
        .map(|n| format!("Since the last inspection, leaders have strengthened the work of team {n} well.\n\n"))
        .collect();
    let draft = DRAFT.replace("- Lamps are lit.\n", &said);
    let earlier = DRAFT.replace("2020-02-05", "2018-02-05").replace("reviewed = false\n", "");
    let earlier = earlier.replace("focused-visit", "ilacs");
    let files = [
        ("site.toml", "title = \"T\"\n"),
        ("content/authorities/marrowby.md", "+++\nname = \"Marrowby\"\n+++\n"),
        ("content/inspections/marrowby/2018-02-ilacs.md", &earlier),
        ("content/inspections/marrowby/2020-02-focused-visit.md", &draft),
    ];
    let desk = desk_on(folder.path(), files);
    (folder, desk)
}

fn json(value: impl serde::Serialize) -> serde_json::Value {
    serde_json::to_value(value).unwrap()
}

#[test]
fn all_of_a_kind_are_accepted_after_ten_were_read_and_taken_back_together() {
    let (folder, desk) = site();
    let kinds = json(desk.sample_kinds().unwrap());
    assert_eq!(kinds, serde_json::json!([{ "kind": "mentions, better", "open": 12, "accepted": 0 }]));
    let sample = json(desk.sample("mentions, better").unwrap());
    let read: Vec<String> =
        sample["items"].as_array().unwrap().iter().map(|item| item["by"].as_str().unwrap().to_owned()).collect();
    assert_eq!(read.len(), 10);
    assert_eq!(json(desk.sample("mentions, better").unwrap())["items"], sample["items"], "the same for everybody");
    let accept = |read: &[String]| {
        desk.on_sample(&OnSample::Accept { kind: "mentions, better".to_owned(), read: read.to_vec() })
    };
    assert_eq!(accept(&read[1..]).unwrap_err().code, Code::T1102, "one was not read");
    let kept = folder.path().join(DECISIONS);
    let own = "[[declined]]\nby = \"marrowby/2020-02-focused-visit~0000000000\"\non = \"marrowby/2018-02-ilacs\"\n";
    fs::write(&kept, own).unwrap();
    desk.note_change();
    accept(&read).unwrap();
    let text = fs::read_to_string(&kept).unwrap();
    assert_eq!(text.matches("[[sampled]]").count(), 12);
    assert_eq!(
        json(desk.sample_kinds().unwrap()),
        serde_json::json!([{ "kind": "mentions, better", "open": 0, "accepted": 12 }])
    );
    let report = folder.path().join("content/inspections/marrowby/2020-02-focused-visit.md");
    assert!(!fs::read_to_string(report).unwrap().contains("mentions="), "they are no links of the editor's");
    desk.on_sample(&OnSample::TakeBack { kind: "mentions, better".to_owned() }).unwrap();
    assert_eq!(fs::read_to_string(&kept).unwrap(), own);
    assert_eq!(json(desk.sample("mentions, better").unwrap())["open"], 12);
    desk.undo().unwrap();
    assert_eq!(fs::read_to_string(&kept).unwrap(), text);
}
