//! Files that are no report, or no longer one, and what is said about them.

use super::writer::{Pdf, Sheet};
use throughline::import::extract::extract;

fn refusal(bytes: &[u8], name: &str) -> (String, String) {
    let error = extract(bytes, name).unwrap_err();
    (error.to_string(), error.hint().to_owned())
}

#[test]
fn each_wrong_file_gets_its_own_message() {
    let pdf = Pdf::new([Sheet::default().lines(70.0, 700.0, &["Some words."])]).bytes();
    let scan = Pdf::new([Sheet::default().raw("q 500 0 0 700 0 0 cm Q")]).bytes();
    let cases: [(&[u8], &str, &str); 11] = [
        (b"", "a.pdf", "empty"),
        (b" \n\t ", "a.txt", "empty"),
        (&scan, "a.pdf", "no text layer"),
        (&pdf, "a.txt", "holds a PDF"),
        (&pdf, "a.md", "holds a PDF"),
        (b"<!DOCTYPE html><p>Hello", "a.pdf", "a web page"),
        (b"PK\x03\x04word/document.xml", "a.pdf", "a Word document"),
        (b"{\\rtf1 Hello}", "a.txt", "Rich Text"),
        (b"Hello there", "a.pdf", "no PDF"),
        (b"caf\xe9", "a.txt", "not UTF-8"),
        (b"Hello there", "a.docx", "neither PDF nor text"),
    ];
    for (bytes, name, part) in cases {
        let (message, hint) = refusal(bytes, name);
        assert!(message.contains(part), "{name}: {message}");
        assert!(!hint.is_empty() && !message.ends_with('.') && !message.starts_with(char::is_uppercase), "{message}");
    }
    assert!(refusal(&scan, "a.pdf").1.contains("OCR"));
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
    assert!(refusal(&pdf.bytes(), "locked.pdf").0.contains("password"));
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
    assert!(refusal(&pdf.bytes(), "bomb.pdf").0.contains("unpacks"));
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
