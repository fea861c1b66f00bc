//! What is drawn twice, late, outside or under wrong names, and pages that cannot be read.

use std::io::Write;

use flate2::{Compression, write::ZlibEncoder};

use super::running;
use super::writer::{Pdf, Sheet};
use throughline::diagnostics::Code;
use throughline::import::extract::extract;

#[test]
fn words_that_are_drawn_twice_are_read_once() {
    let sheet = Sheet::default()
        .text("F1", 14.0, 70.0, 740.0, "Areas to improve")
        .text("F1", 14.0, 70.3, 740.0, "Areas to improve")
        .lines(70.0, 700.0, &["The plan is clear.", "The plan is clear."]);
    assert_eq!(
        running(&Pdf::new([sheet]).bytes(), "a.pdf"),
        ["h1 Areas to improve", "p The plan is clear. The plan is clear."]
    );
}

#[test]
fn cells_that_were_written_as_one_line_are_parted_where_a_column_begins() {
    // As OCR writes a table: line by line, over the gap between the cells.
    let line = |sheet: Sheet, y: f32, left: &str, right: &str, gap: i32| {
        sheet.raw(&format!("BT /F1 11 Tf 70 {y} Td [({left}) {gap} ({right})] TJ ET"))
    };
    let sheet = Sheet::default().text("F1", 11.0, 70.0, 760.0, "Judgement").text("F1", 11.0, 190.8, 760.0, "Grade");
    let sheet = line(sheet, 740.0, "Leaders and the work", "Good", -1364);
    let sheet = sheet.lines(70.0, 727.0, &["that they do"]).text("F1", 11.0, 190.8, 700.0, "Inadequate");
    let read = running(&Pdf::new([sheet.text("F1", 11.0, 190.8, 660.0, "Good")]).bytes(), "a.pdf");
    assert!(!read.iter().any(|block| block.contains("work Good")), "{read:#?}");
}

#[test]
fn what_stands_outside_the_crop_box_is_not_read() {
    let sheet = Sheet::default().lines(70.0, 700.0, &["Words on the page."]).text("F1", 8.0, 70.0, 820.0, "Job 17");
    let mut pdf = Pdf::new([sheet]);
    pdf.page = "/CropBox [20 20 575 800]".to_owned();
    assert_eq!(running(&pdf.bytes(), "a.pdf"), ["p Words on the page."]);
}

#[test]
fn headings_that_are_drawn_late_stand_above_their_text() {
    let text =
        |y| ["Families are heard early, and they say so to all who", "ask them about it in the town."].map(|t| (t, y));
    let mut sheet = Sheet::default();
    for (line, y) in text(700.0).into_iter().chain(text(600.0)) {
        sheet = sheet.text("F1", 11.0, 70.0, if line.starts_with("ask") { y - 13.0 } else { y }, line);
    }
    let sheet = sheet.text("F2", 14.0, 70.0, 730.0, "Strengths").text("F2", 14.0, 70.0, 630.0, "Weaknesses");
    let paragraph = "p Families are heard early, and they say so to all who ask them about it in the town.";
    let read = running(&Pdf::new([sheet]).bytes(), "a.pdf");
    assert_eq!(read, ["h1 Strengths", paragraph, "h1 Weaknesses", paragraph]);
}

#[test]
fn a_line_that_begins_with_a_number_goes_on_with_its_sentence() {
    let sheet = Sheet::default().lines(
        70.0,
        700.0,
        &[
            "7. Personal advisers keep in touch with nearly all who left care in the town. They know them",
            "well, and a small number of young people had no history of their health before they were",
            "18. Most have a home that suits them.",
            "8. Nobody was left out of the offer, and all know whom to ask when they need some help again.",
        ],
    );
    let read = running(&Pdf::new([sheet]).bytes(), "a.pdf");
    assert!(
        read[0].starts_with("7. Personal")
            && read[0].ends_with("before they were 18. Most have a home that suits them.")
    );
    assert_eq!((read.len(), read[1].starts_with("8. Nobody")), (2, true), "{read:#?}");
}

#[test]
fn a_block_that_is_torn_over_far_pages_is_put_together_by_place() {
    // The second line of the last page's paragraph bears the number of a block of the first page.
    let paragraph =
        |text: &str| Sheet::default().raw("/P << /MCID 0 >> BDC").text("F1", 11.0, 70.0, 700.0, text).raw("EMC");
    let last = Sheet::default()
        .raw("/P << /MCID 0 >> BDC")
        .text("F1", 11.0, 70.0, 700.0, "A programme for the town that was made three years ago, and that has")
        .raw("EMC /P << /MCID 1 >> BDC")
        .text("F1", 11.0, 70.0, 687.0, "been about the homes that children need, has come to its end now, and")
        .raw("EMC /P << /MCID 2 >> BDC")
        .text("F1", 11.0, 70.0, 674.0, "all who took part in it say so.")
        .raw("EMC");
    let sheets = ["One.", "Two.", "Three.", "Four."].map(paragraph).into_iter().chain([last]);
    let mut pdf = Pdf::new(sheets).object(60, "<< /Type /StructTreeRoot /K [61 0 R 62 0 R 63 0 R 64 0 R 65 0 R] >>");
    pdf = pdf.object(61, "<< /S /P /Pg 10 0 R /K [0 << /Type /MCR /Pg 18 0 R /MCID 1 >>] >>");
    for (number, page) in [(62, 12), (63, 14), (64, 16)] {
        pdf = pdf.object(number, &format!("<< /S /P /Pg {page} 0 R /K 0 >>"));
    }
    let mut pdf = pdf.object(65, "<< /S /P /Pg 18 0 R /K [0 2] >>");
    pdf.catalog = "/StructTreeRoot 60 0 R".to_owned();
    let read = running(&pdf.bytes(), "a.pdf");
    assert_eq!(read[0], "p One.");
    assert_eq!(
        read[4],
        "p A programme for the town that was made three years ago, and that has been about the homes that children need, \
         has come to its end now, and all who took part in it say so."
    );
}

#[test]
fn a_page_that_is_a_picture_is_named_among_pages_with_text() {
    let words = || Sheet::default().lines(70.0, 700.0, &["Some words on a page with a paragraph of its own."]);
    let picture = Sheet::default().raw("q 560 0 0 800 10 10 cm /X Do Q").text("F1", 8.0, 290.0, 20.0, "2");
    let logo = words().raw("q 60 0 0 60 10 10 cm /X Do Q");
    let mut pdf = Pdf::new([words(), picture, logo]).stream(70, "/Subtype /Image /Width 1 /Height 1", b"0");
    pdf.resources = "/XObject << /X 70 0 R >>".to_owned();
    let warnings = extract(&pdf.bytes(), "a.pdf").unwrap().warnings;
    let said: Vec<_> = warnings.iter().map(|w| (w.code, w.message.as_str())).collect();
    assert_eq!(said, [(Code::T0918, "page 2 has no text: what is written there is a picture")]);
    assert!(warnings[0].hints[0].contains("--skip-text"));
}

#[test]
fn a_stream_that_does_not_end_as_it_should_is_named_with_its_page() {
    let text: String =
        (0..200).map(|n| format!("BT /F1 11 Tf 70 {} Td (Line {n} of {}.) Tj ET\n", 800 - n % 60, n * 7919)).collect();
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(text.as_bytes()).unwrap();
    let packed = encoder.finish().unwrap();
    let read = |bytes: &[u8]| {
        let mut pdf =
            Pdf::new([Sheet::default().lines(70.0, 820.0, &["Page one."])]).stream(70, "/Filter /FlateDecode", bytes);
        pdf.page = "/Contents [11 0 R 70 0 R]".to_owned();
        extract(&pdf.bytes(), "a.pdf").map(|read| read.warnings.iter().map(|w| w.message.clone()).collect::<Vec<_>>())
    };
    assert_eq!(read(&packed), Ok(Vec::new()));
    let message = vec!["a part of page 1 cannot be read; words in it are missing in the draft".to_owned()];
    let mut zeroed = packed.clone();
    let middle = packed.len() / 2;
    zeroed[middle..middle + 64].fill(0);
    assert_eq!(read(&zeroed), Ok(message.clone()));
    // Only its checksum is wrong.
    let mut changed = packed.clone();
    *changed.last_mut().unwrap() ^= 1;
    assert_eq!(read(&changed), Ok(message));
}

#[test]
fn single_letters_of_another_script_are_doubted() {
    let map = b"1 begincodespacerange <0000> <FFFF> endcodespacerange 1 beginbfchar <0001> <6600> endbfchar";
    let words = "Some words on a page with a paragraph of its own, so that one letter is few.";
    let sheet = Sheet::default().lines(70.0, 700.0, &[words]).raw("BT /F4 12 Tf 70 500 Td <0001> Tj ET");
    let pdf = Pdf::new([sheet])
        .object(50, "<< /Type /Font /Subtype /Type0 /BaseFont /Made /Encoding /Identity-H /DescendantFonts [51 0 R] /ToUnicode 52 0 R >>")
        .object(51, "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Made /DW 500 >>")
        .stream(52, "", map);
    let warnings = extract(&pdf.bytes(), "a.pdf").unwrap().warnings;
    let said: Vec<_> = warnings.iter().map(|w| (w.code, w.message.as_str())).collect();
    assert_eq!(said, [(Code::T0919, "1 letter of a script that this report does not use, on page 1")]);
}
