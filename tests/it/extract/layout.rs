//! What the layout and the structure of a PDF say.

use super::writer::{Pdf, Sheet};
use super::{blocks, running};
use throughline::import::extract::extract;

fn letter() -> Pdf {
    let first = Sheet::default()
        .text("F2", 20.0, 70.0, 780.0, "Visit to Northmoor Council")
        .lines(
            70.0,
            740.0,
            &[
                "Northmoor is a made-up council on a made-up coast. Its teams were visited over two",
                "days in spring, and this letter says what was found. The work of the multi-agency team,",
                "which is known for its planning, is good, and so is the planning of the other multi-",
                "agency boards. More planning is needed for the har-",
                "bour ward and the old harbour.",
            ],
        )
        .text("F2", 14.0, 70.0, 650.0, "Strengths")
        .lines(70.0, 625.0, &["• Plans are short and", "clear.", "• Records are kept up to date."])
        .text("F3", 11.0, 70.0, 575.0, "\u{a7}".to_string().replace('\u{a7}', "\\247").as_str());
    let first = Sheet(first.0.replace("\\\\247", "\\247"))
        .text("F1", 11.0, 88.0, 575.0, "Staff stay for years.")
        .dot(72.0, 552.0)
        .text("F1", 11.0, 88.0, 550.0, "Families are heard.")
        .text("F1", 11.0, 70.0, 525.0, "1.")
        .text(
            "F1",
            11.0,
            100.0,
            525.0,
            "Most visits take place on time, and the reasons for a visit that comes too late",
        )
        .text("F1", 11.0, 100.0, 512.0, "are written down by the");
    let second = Sheet::default().lines(100.0, 740.0, &["team that was to make it."]).lines(
        70.0,
        715.0,
        &["2.   Few cases wait."],
    );
    let third = Sheet::default().lines(70.0, 740.0, &["3.   Nothing else was seen."]);
    let pages = [first, second, third].into_iter().enumerate().map(|(index, sheet)| {
        sheet.text("F1", 8.0, 70.0, 815.0, "Letter about Northmoor, 3 May").text(
            "F1",
            8.0,
            290.0,
            30.0,
            &format!("Page {} of 3", index + 1),
        )
    });
    Pdf::new(pages)
}

#[test]
fn a_letter_is_put_together_from_its_layout() {
    let running = running(&letter().bytes(), "letter.pdf");
    let expected = [
        "h1 Visit to Northmoor Council",
        "p Northmoor is a made-up council on a made-up coast. Its teams were visited over two days in spring, and this \
         letter says what was found. The work of the multi-agency team, which is known for its planning, is good, and so \
         is the planning of the other multi-agency boards. More planning is needed for the harbour ward and the old \
         harbour.",
        "h2 Strengths",
        "- Plans are short and clear.",
        "- Records are kept up to date.",
        "- Staff stay for years.",
        "- Families are heard.",
        "1. Most visits take place on time, and the reasons for a visit that comes too late are written down by the team \
         that was to make it.",
        "2. Few cases wait.",
        "3. Nothing else was seen.",
    ];
    assert_eq!(running, expected);
}

#[test]
fn running_lines_and_page_numbers_are_furniture() {
    let blocks = blocks(&letter().bytes(), "letter.pdf");
    let count = |start: &str| blocks.iter().filter(|block| block.starts_with(start)).count();
    assert_eq!(count("runningheader: Letter about Northmoor, 3 May"), 3);
    assert_eq!(count("pagenumber: Page"), 3);
}

#[test]
fn every_word_is_counted_once() {
    let extracted = extract(&letter().bytes(), "letter.pdf").unwrap();
    let words: usize = extracted.blocks.iter().map(throughline::import::extract::Block::words).sum();
    assert_eq!(extracted.words, words);
    assert_eq!(extracted.pages, 3);
    let pages: Vec<_> = extracted.blocks.iter().filter(|b| b.text.starts_with("Few")).map(|b| b.page).collect();
    assert_eq!(pages, [Some(2)]);
}

#[test]
fn a_table_keeps_wrapped_cells_together() {
    // As office programs write it: a cell after the other, each with all its lines.
    let sheet = Sheet::default()
        .lines(70.0, 760.0, &["The judgements are these, and each of them stands for itself, as the table shows."])
        .text("F2", 11.0, 70.0, 720.0, "Judgement")
        .text("F2", 11.0, 400.0, 720.0, "Grade")
        .lines(70.0, 695.0, &["The experiences of children who", "need help"])
        .lines(400.0, 695.0, &["Requires improvement to", "be good"])
        .lines(70.0, 655.0, &["The experiences of children in", "care"])
        .text("F1", 11.0, 400.0, 648.0, "Good")
        .text("F1", 7.0, 427.0, 652.0, "2")
        .lines(70.0, 615.0, &["Overall"])
        .lines(400.0, 615.0, &["Good"])
        .lines(70.0, 570.0, &["This is what the visit found, and it is said here in a sentence that is long enough."]);
    assert_eq!(
        running(&Pdf::new([sheet]).bytes(), "table.pdf"),
        [
            "p The judgements are these, and each of them stands for itself, as the table shows.",
            "| Judgement | Grade",
            "| The experiences of children who need help | Requires improvement to be good",
            "| The experiences of children in care | Good",
            "| Overall | Good",
            "p This is what the visit found, and it is said here in a sentence that is long enough.",
        ]
    );
}

#[test]
fn two_columns_are_read_one_after_the_other() {
    let left = [
        "The first column tells of the",
        "north of the town, where the",
        "school is, and of the people",
        "who work there. It goes on",
        "for some lines more, so that",
        "it is a column, and it ends",
        "in the middle of a sentence",
    ];
    let right = [
        "that the second column brings",
        "to its end. Then it speaks of",
        "the south, where the harbour",
        "is, and the boats, and those",
        "who sail them out in the",
        "morning and back at night",
        "when the lamps are lit.",
    ];
    let sheet = Sheet::default().lines(60.0, 700.0, &left).lines(320.0, 700.0, &right);
    let text = format!("p {} {}", left.join(" "), right.join(" "));
    assert_eq!(running(&Pdf::new([sheet]).bytes(), "columns.pdf"), [text]);
}

#[test]
fn a_footnote_and_its_mark_leave_the_text() {
    let sheet = Sheet::default()
        .text("F2", 14.0, 70.0, 760.0, "What needs to improve?")
        .text("F2", 8.0, 236.0, 766.0, "1")
        .lines(
            70.0,
            730.0,
            &["Plans for the winter are late, and nobody has been told who is to write them this year."],
        )
        .text("F1", 6.0, 70.0, 104.0, "1")
        .text("F1", 9.0, 74.0, 100.0, "These points go back to last year.");
    assert_eq!(
        blocks(&Pdf::new([sheet]).bytes(), "note.pdf"),
        [
            "h1 What needs to improve?",
            "footnotemark: 1",
            "p Plans for the winter are late, and nobody has been told who is to write them this year.",
            "footnote 1: 1 These points go back to last year.",
        ]
    );
}

#[test]
fn nested_items_have_their_depth() {
    let sheet = Sheet::default()
        .lines(70.0, 760.0, &["• The teams"])
        .lines(100.0, 740.0, &["o in the north"])
        .lines(100.0, 720.0, &["o in the south"])
        .lines(70.0, 700.0, &["• The board"]);
    let expected = ["- The teams", "  - in the north", "  - in the south", "- The board"];
    assert_eq!(running(&Pdf::new([sheet]).bytes(), "items.pdf"), expected);
}

#[test]
fn codes_become_letters_by_the_font_s_own_map() {
    let map = b"1 begincodespacerange <0000> <FFFF> endcodespacerange 4 beginbfchar <0001> <00660069> <0002> <006E> \
                <0003> <0064> <0004> <2019> endbfchar";
    let sheet = Sheet::default().raw("BT /F4 12 Tf 70 700 Td <0001000200030004> Tj ET");
    let pdf = Pdf::new([sheet])
        .object(50, "<< /Type /Font /Subtype /Type0 /BaseFont /Made /Encoding /Identity-H /DescendantFonts [51 0 R] /ToUnicode 52 0 R >>")
        .object(51, "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Made /DW 500 /W [1 [600] 2 3 400] >>")
        .stream(52, "", map);
    assert_eq!(running(&pdf.bytes(), "map.pdf"), ["p find’"]);
}

#[test]
fn the_structure_of_the_file_is_followed() {
    let first = Sheet::default()
        .raw("/Artifact << /Type /Pagination >> BDC")
        .text("F1", 8.0, 70.0, 815.0, "Report on Westley")
        .raw("EMC /H1 << /MCID 0 >> BDC")
        .text("F1", 16.0, 70.0, 780.0, "Judgements")
        .raw("EMC /P << /MCID 1 >> BDC")
        .text("F1", 11.0, 70.0, 740.0, "Leaders")
        .raw("EMC /P << /MCID 2 >> BDC")
        .text("F1", 11.0, 110.0, 740.0, "Good")
        .raw("EMC /P << /MCID 3 >> BDC")
        .text("F1", 11.0, 70.0, 700.0, "Help comes early to most of the families who ask for it, and the town")
        .raw("EMC");
    let second = Sheet::default()
        .raw("/P << /MCID 0 >> BDC")
        .text("F1", 11.0, 70.0, 780.0, "Council pays for it.")
        .raw("EMC /LBody << /MCID 1 >> BDC")
        .text("F1", 11.0, 70.0, 740.0, "• Plans are late.")
        .raw("EMC");
    let mut pdf = Pdf::new([first, second])
        .object(60, "<< /Type /StructTreeRoot /K [61 0 R] /RoleMap << /Ueberschrift /H1 >> >>")
        .object(61, "<< /S /Document /K [62 0 R 63 0 R 68 0 R 69 0 R] /Pg 10 0 R >>")
        .object(62, "<< /S /Ueberschrift /K 0 /Pg 10 0 R >>")
        .object(63, "<< /S /Table /K [64 0 R] /Pg 10 0 R >>")
        .object(64, "<< /S /TR /K [65 0 R 66 0 R] /Pg 10 0 R >>")
        .object(65, "<< /S /TD /K [1] /Pg 10 0 R >>")
        .object(66, "<< /S /TD /K [<< /S /P /K 2 >>] /Pg 10 0 R >>")
        .object(68, "<< /S /P /K [3 << /Type /MCR /Pg 12 0 R /MCID 0 >>] /Pg 10 0 R >>")
        .object(69, "<< /S /L /K [<< /S /LI /K [<< /S /LBody /K 1 >>] >>] /Pg 12 0 R >>");
    pdf.catalog = "/StructTreeRoot 60 0 R".to_owned();
    assert_eq!(
        blocks(&pdf.bytes(), "tagged.pdf"),
        [
            "letterhead: Report on Westley",
            "h1 Judgements",
            "| Leaders | Good",
            "p Help comes early to most of the families who ask for it, and the town Council pays for it.",
            "- Plans are late.",
        ]
    );
}

#[test]
fn a_turned_page_is_read_upright() {
    let mut pdf =
        Pdf::new([Sheet::default().raw("BT /F1 11 Tf 0 1 -1 0 100 70 Tm (All of it stands sideways.) Tj ET")]);
    pdf.page = "/Rotate 90".to_owned();
    assert_eq!(running(&pdf.bytes(), "turned.pdf"), ["p All of it stands sideways."]);
}
