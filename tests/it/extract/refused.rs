//! Files that are no report, or no longer one, and what is said about them.

use super::writer::{Pdf, Sheet};
use throughline::diagnostics::{Code, Diagnostic, Severity};
use throughline::import::extract::extract;

fn refusal(bytes: &[u8], name: &str) -> Diagnostic {
    extract(bytes, name).unwrap_err()
}

#[test]
fn each_wrong_file_gets_its_own_message() {
    let pdf = Pdf::new([Sheet::default().lines(70.0, 700.0, &["Some words."])]).bytes();
    let scan = Pdf::new([Sheet::default().raw("q 500 0 0 700 0 0 cm Q")]).bytes();
    let cases: [(&[u8], &str, Code, &str); 11] = [
        (b"", "a.pdf", Code::T0903, "empty"),
        (b" \n\t ", "a.txt", Code::T0903, "empty"),
        (&scan, "a.pdf", Code::T0908, "no text layer"),
        (&pdf, "a.txt", Code::T0904, "holds a PDF"),
        (&pdf, "a.md", Code::T0904, "holds a PDF"),
        (b"<!DOCTYPE html><p>Hello", "a.pdf", Code::T0904, "a web page"),
        (b"PK\x03\x04word/document.xml", "a.pdf", Code::T0904, "no Word document"),
        (b"{\\rtf1 Hello}", "a.txt", Code::T0904, "Rich Text"),
        (b"Hello there", "a.pdf", Code::T0904, "not a PDF"),
        (b"caf\xe9", "a.txt", Code::T0906, "not UTF-8"),
        (b"Hello there", "a.docx", Code::T0905, "no kind that is read"),
    ];
    for (bytes, name, code, part) in cases {
        let Diagnostic { code: found, message, hints, .. } = refusal(bytes, name);
        assert!(found == code && message.contains(part), "{name}: {found:?}, {message}");
        assert_eq!(code.severity(), Severity::Error);
        assert!(!hints.is_empty() && !message.ends_with('.') && !message.starts_with(char::is_uppercase), "{message}");
    }
    assert!(refusal(&scan, "a.pdf").hints.iter().any(|hint| hint.contains("OCR")));
}

#[test]
fn a_name_without_ending_does_for_a_pdf() {
    let pdf = Pdf::new([Sheet::default().lines(70.0, 700.0, &["Some words."])]).bytes();
    assert_eq!(extract(&pdf, "download").unwrap().words, 2);
    assert_eq!(extract(&pdf, "Bericht März.PDF").unwrap().words, 2);
}

#[test]
fn a_locked_file_needs_its_password() {
    let mut pdf = Pdf::new([Sheet::default().lines(70.0, 700.0, &["Some words."])]);
    let key = "ab".repeat(32);
    pdf.trailer = "/ID [<00112233445566778899aabbccddeeff> <00112233445566778899aabbccddeeff>] \
         /Encrypt 80 0 R"
        .to_owned();
    let pdf = pdf.object(80, &format!("<< /Filter /Standard /V 2 /R 3 /Length 128 /P -44 /O <{key}> /U <{key}> >>"));
    assert_eq!(refusal(&pdf.bytes(), "locked.pdf").code, Code::T0907);
}

#[test]
fn a_bomb_is_refused() {
    // Each pair of bytes runs to 128, twice: 64 kB stand for 268 MB.
    let inner: Vec<u8> = [129, 129].repeat(512);
    let outer: Vec<u8> = inner.chunks(128).flat_map(|chunk| [&[(chunk.len() - 1) as u8][..], chunk].concat()).collect();
    let bytes = [&outer.repeat(40)[..], &[128]].concat();
    let run = Pdf::new([Sheet::default().raw("/X Do")]);
    let filters = "/Subtype /Form /Filter [/RunLengthDecode /RunLengthDecode /RunLengthDecode /RunLengthDecode]";
    let mut run = run.stream(70, filters, &bytes);
    run.resources = "/XObject << /X 70 0 R >>".to_owned();
    // Either it decodes to little, or it is refused: memory and time stay small.
    let _ = extract(&run.bytes(), "bomb.pdf");

    let long = [129_u8, b' '].repeat(1 << 20);
    let mut pdf =
        Pdf::new([Sheet::default().raw("/X Do")]).stream(70, "/Subtype /Form /Filter /RunLengthDecode", &long);
    pdf.resources = "/XObject << /X 70 0 R >>".to_owned();
    assert_eq!(refusal(&pdf.bytes(), "bomb.pdf").code, Code::T0910);
}

#[test]
fn a_form_that_draws_itself_ends() {
    let mut pdf = Pdf::new([Sheet::default().lines(70.0, 700.0, &["Some words."]).raw("/X Do")]).stream(
        70,
        "/Subtype /Form /Resources << /XObject << /X 70 0 R >> >>",
        b"/X Do /X Do /X Do /X Do /X Do /X Do /X Do /X Do",
    );
    pdf.resources = "/XObject << /X 70 0 R >>".to_owned();
    let started = std::time::Instant::now();
    let _ = extract(&pdf.bytes(), "loop.pdf");
    // Drawn to the end it would take years. Minutes are no fault: a machine may be busy with other things.
    assert!(started.elapsed().as_secs() < 300);
}

#[test]
fn pages_and_structure_may_run_in_circles() {
    let mut pdf =
        Pdf::new([Sheet::default().raw("/P << /MCID 0 >> BDC").lines(70.0, 700.0, &["Some words."]).raw("EMC")])
            .object(60, "<< /K [61 0 R 61 0 R 60 0 R] >>")
            .object(61, "<< /S /P /K [61 0 R 62 0 R 0] /Pg 10 0 R >>")
            .object(62, "<< /S /P /K 61 0 R >>");
    pdf.catalog = "/StructTreeRoot 60 0 R".to_owned();
    pdf.page = "/Parent 10 0 R".to_owned();
    assert_eq!(extract(&pdf.bytes(), "circle.pdf").unwrap().words, 2);
}

/// The codes of what was said of a file that was read all the same.
fn warned(pdf: &Pdf) -> Vec<(Code, String)> {
    let extracted = extract(&pdf.bytes(), "a.pdf").unwrap();
    assert_eq!(extracted.words, 2);
    extracted.warnings.into_iter().map(|warning| (warning.code, warning.message)).collect()
}

fn two_words() -> Sheet {
    Sheet::default().lines(70.0, 700.0, &["Some words."])
}

#[test]
fn a_drawing_that_is_not_there_or_cannot_be_unpacked_is_named_with_its_page() {
    let plain = Pdf::new([two_words()]);
    assert_eq!(warned(&plain), []);
    let message = "a part of page 2 cannot be read; words in it are missing in the draft";
    let missing = Pdf::new([two_words(), Sheet::default().raw("/X Do")]);
    assert_eq!(warned(&missing), [(Code::T0916, message.to_owned())]);
    let mut packed = Pdf::new([two_words(), Sheet::default().raw("/X Do")]).stream(
        70,
        "/Subtype /Form /Filter /NoSuchFilter",
        b"BT (lost) Tj ET",
    );
    packed.resources = "/XObject << /X 70 0 R >>".to_owned();
    assert_eq!(warned(&packed), [(Code::T0916, message.to_owned())]);
}

#[test]
fn letters_that_the_file_does_not_name_are_counted() {
    let pdf = Pdf::new([two_words().text("F4", 11.0, 70.0, 500.0, "aab")]).object(
        50,
        "<< /Type /Font /Subtype /Type1 /BaseFont /Own /FirstChar 97 /Widths [500 500] \
         /Encoding << /Differences [97 /g17 /g18] >> >>",
    );
    let message = "3 characters on page 1 stand for no letter that the PDF names";
    assert_eq!(warned(&pdf), [(Code::T0917, message.to_owned())]);
}

#[test]
fn a_page_that_cannot_be_unpacked_is_refused_since_its_words_would_be_lost() {
    let mut pdf = Pdf::new([two_words()]).stream(70, "/Filter /NoSuchFilter", b"BT (lost) Tj ET");
    // The later entry of two counts, so that the page draws the packed stream too.
    pdf.page = "/Contents [11 0 R 70 0 R]".to_owned();
    let refusal = refusal(&pdf.bytes(), "a.pdf");
    assert_eq!((refusal.code, refusal.message.contains("page 1")), (Code::T0909, true), "{}", refusal.message);
}

#[test]
fn more_operands_than_any_operator_has_are_no_report() {
    let text = "(a) ".repeat(200_001);
    let pdf = Pdf::new([two_words().raw(&format!("BT /F1 11 Tf [{text}] TJ ET"))]);
    assert_eq!(refusal(&pdf.bytes(), "a.pdf").code, Code::T0910);
}

#[test]
fn widths_that_name_the_same_codes_again_and_again_come_to_an_end() {
    let widths = "0 65000 500 ".repeat(100_000);
    let pdf = Pdf::new([two_words().raw("BT /F4 11 Tf 70 500 Td <0001> Tj ET")])
        .object(50, "<< /Type /Font /Subtype /Type0 /BaseFont /A /Encoding /Identity-H /DescendantFonts [51 0 R] >>")
        .object(51, &format!("<< /Type /Font /Subtype /CIDFontType2 /BaseFont /A /W [{widths}] >>"));
    let started = std::time::Instant::now();
    let _ = extract(&pdf.bytes(), "a.pdf");
    // Put in one by one they would take many minutes.
    assert!(started.elapsed().as_secs() < 60);
}

#[test]
fn a_file_of_values_is_no_report_whether_they_are_packed_or_not() {
    let pdf = Pdf::new([two_words()]).object(70, &format!("[{}]", "[1]".repeat(400_000)));
    assert_eq!(refusal(&pdf.bytes(), "a.pdf").code, Code::T0910);
}
