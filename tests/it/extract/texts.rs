//! Text and Markdown files in the shapes that copied reports have.

use super::{blocks, running};

#[test]
fn items_that_run_together_are_parted() {
    let text = "Strengths\n<ul style=\"list-style-type: none\"> ▪ Plans are short. ▪ Records are kept and the\n\n\
                work of the board is known to all.\n\n- Staff stay.\n\nAreas for development\n\n\u{f0b7} Visits are late.\n";
    let expected = [
        "h1 Strengths",
        "- Plans are short.",
        "- Records are kept and the work of the board is known to all.",
        "- Staff stay.",
        "h1 Areas for development",
        "- Visits are late.",
    ];
    assert_eq!(running(text.as_bytes(), "a.txt"), expected);
}

#[test]
fn markdown_headings_lists_and_tables() {
    let text = "# Visit to Westley\n\n**Dates:** 3 May\n\n## **Findings**\n\n1. Most plans are *good*.\n2. The board heard:\n  \
                - the families\n  - the staff\n    - and their leaders\n\n---\n\nLeaders\tGood\nHelp and care\tAdequate\n";
    let expected = [
        "h1 Visit to Westley",
        "p Dates: 3 May",
        "h2 Findings",
        "1. Most plans are good.",
        "2. The board heard:",
        "- the families",
        "- the staff",
        "  - and their leaders",
        "| Leaders | Good",
        "| Help and care | Adequate",
    ];
    assert_eq!(running(text.as_bytes(), "a.md"), expected);
}

#[test]
fn a_contents_list_is_furniture() {
    let text = "# Contents\n\n<b>About this visit</b>\t<b>2</b>\nWhat was found\t3\nWhat comes next\t12\n\n## About this visit\n\nIt was short.\n";
    assert_eq!(
        blocks(text.as_bytes(), "a.md"),
        [
            "contents: Contents",
            "contents: About this visit 2",
            "contents: What was found 3",
            "contents: What comes next 12",
            "h1 About this visit",
            "p It was short.",
        ]
    );
}

#[test]
fn a_wrapped_text_is_joined_and_its_footnotes_leave() {
    let text = "Inspection of Northmoor \n\nJudgement Grade \n\nThe experiences of children who \nneed help \n\nRequires improvement \n\
                to be good \n\nOverall effectiveness Good \n\nThe council has made many changes since the year before, when leaders were told \n\
                that too few plans were good. It has heard the families and the staff, and the \n\n                              \n\n \n\
                1 This report is the first of its kind. \n council has acted on what they said. \n\n What needs to improve \n\n\
                 Plans for winter. \n\n1. Visits are made on time by nearly all of the workers who were asked about them \nin the spring. \n 2. Some are late. \n\n 9 \n\n3. None are missed. \n";
    let blocks = blocks(text.as_bytes(), "a.txt");
    let expected = [
        "h1 Inspection of Northmoor",
        "| Judgement | Grade",
        "| The experiences of children who need help | Requires improvement to be good",
        "p Overall effectiveness Good",
        "p The council has made many changes since the year before, when leaders were told that too few plans were good. It \
         has heard the families and the staff, and the council has acted on what they said.",
        "footnote 1: 1 This report is the first of its kind.",
    ];
    assert_eq!(&blocks[..expected.len()], expected);
    let rest = [
        "1. Visits are made on time by nearly all of the workers who were asked about them in the spring.",
        "2. Some are late.",
        "pagenumber: 9",
        "3. None are missed.",
    ];
    assert_eq!(&blocks[blocks.len() - 4..], rest);
}

#[test]
fn the_lines_of_an_address_stay_apart() {
    let text = "Ministry of Maps\nLong Street\nWestley\n\n3 May 2030\n\nAnn Other\nDirector\nWestley Council\n\nDear Ms Other\n\n\
                Visit to Westley Council\n\nThis letter says what was found.\n\nYours sincerely\n\nBo Example\nInspector\n";
    assert_eq!(
        blocks(text.as_bytes(), "a.txt"),
        [
            "letterhead: Ministry of Maps",
            "letterhead: Long Street",
            "letterhead: Westley",
            "p 3 May 2030",
            "p Ann Other",
            "p Director",
            "p Westley Council",
            "p Dear Ms Other",
            "h1 Visit to Westley Council",
            "p This letter says what was found.",
            "p Yours sincerely",
            "p Bo Example",
            "p Inspector",
        ]
    );
}
