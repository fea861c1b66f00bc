//! Word documents and web pages, written here part by part.

use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::{blocks, running};
use throughline::diagnostics::Code;
use throughline::import::extract::extract;

/// A Word document of a body and other parts.
fn docx(body: &str, parts: &[(&str, &str)]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let document = format!("<w:document xmlns:w=\"w\"><w:body>{body}</w:body></w:document>");
    for (name, text) in [("word/document.xml", document.as_str())].iter().chain(parts) {
        archive.start_file(*name, SimpleFileOptions::default()).unwrap();
        archive.write_all(text.as_bytes()).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

fn paragraph(properties: &str, text: &str) -> String {
    format!("<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>")
}

const NUMBERING: &str = "<w:numbering><w:abstractNum w:abstractNumId=\"1\"><w:lvl><w:numFmt w:val=\"bullet\"/></w:lvl>\
    <w:lvl><w:numFmt w:val=\"bullet\"/></w:lvl></w:abstractNum><w:abstractNum w:abstractNumId=\"2\"><w:lvl>\
    <w:start w:val=\"1\"/><w:numFmt w:val=\"decimal\"/><w:lvlText w:val=\"%1.\"/></w:lvl></w:abstractNum>\
    <w:num w:numId=\"5\"><w:abstractNumId w:val=\"1\"/></w:num><w:num w:numId=\"6\"><w:abstractNumId w:val=\"2\"/></w:num>\
    </w:numbering>";

const STYLES: &str = "<w:styles><w:style w:styleId=\"Ueberschrift1\"><w:name w:val=\"heading 1\"/></w:style>\
    <w:style w:styleId=\"Points\"><w:name w:val=\"List Bullet\"/><w:pPr><w:numPr><w:numId w:val=\"5\"/></w:numPr></w:pPr>\
    </w:style><w:style w:styleId=\"T1\"><w:name w:val=\"toc 1\"/></w:style></w:styles>";

#[test]
fn a_word_document_says_what_its_paragraphs_are() {
    let list = |id: u8, level: u8| format!("<w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"{id}\"/></w:numPr>");
    let style = |name: &str| format!("<w:pStyle w:val=\"{name}\"/>");
    let cell = |text: &str| format!("<w:tc>{}</w:tc>", paragraph("", text));
    let body = [
        paragraph(&style("Ueberschrift1"), "Progress in Wexmere"),
        paragraph(&style("T1"), "Progress 2"),
        "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>What was asked</w:t></w:r></w:p>".to_owned(),
        paragraph(&list(6, 0), "Plans are to be written"),
        paragraph(&list(6, 0), "reviews are to be held"),
        paragraph(&style("Points"), "In the north"),
        paragraph(&list(5, 1), "and at the harbour &amp; its ward"),
        "<w:p><w:r><w:t>It was </w:t></w:r><w:del><w:r><w:delText>not </w:delText></w:r></w:del><w:ins><w:r><w:t>all </w:t>\
         </w:r></w:ins><w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r><w:r><w:t>done.</w:t><w:footnoteReference \
         w:id=\"9\"/></w:r></w:p>"
            .to_owned(),
        format!("<w:tbl><w:tr>{}{}</w:tr><w:tr>{}{}</w:tr></w:tbl>", cell("Action"), cell("Owner"), cell("Hold reviews"), cell("Head of care")),
        format!("<w:tbl><w:tr>{}</w:tr></w:tbl>", cell("A frame round a sentence.")),
    ]
    .concat();
    let parts = [
        ("word/styles.xml", STYLES),
        ("word/numbering.xml", NUMBERING),
        ("word/header1.xml", "<w:hdr><w:p><w:r><w:t>Wexmere Council</w:t></w:r></w:p></w:hdr>"),
        ("word/header2.xml", "<w:hdr><w:p><w:r><w:t>Wexmere Council</w:t></w:r></w:p></w:hdr>"),
        (
            "word/footnotes.xml",
            "<w:footnotes><w:footnote w:type=\"separator\" w:id=\"-1\"><w:p/></w:footnote><w:footnote \
          w:id=\"9\"><w:p><w:r><w:t>By the board.</w:t></w:r></w:p></w:footnote></w:footnotes>",
        ),
    ];
    assert_eq!(
        blocks(&docx(&body, &parts), "paper.docx"),
        [
            "runningheader: Wexmere Council",
            "h1 Progress in Wexmere",
            "contents: Progress 2",
            "h2 What was asked",
            "1. Plans are to be written",
            "2. reviews are to be held",
            "- In the north",
            "  - and at the harbour & its ward",
            "p It was all done.",
            "footnotemark: 1",
            "| Action | Owner",
            "| Hold reviews | Head of care",
            "p A frame round a sentence.",
            "footnote 1: 1 By the board.",
        ]
    );
}

#[test]
fn a_word_document_that_is_damaged_or_too_large_is_refused() {
    let whole = docx(&paragraph("", "Some words."), &[]);
    assert_eq!(running(&whole, "a.docx"), ["p Some words."]);
    let cut = docx("<w:p><w:r><w:t>Half a", &[]);
    let refusal = extract(&cut, "a.docx").unwrap_err();
    assert_eq!(refusal.code, Code::T0909, "{}", refusal.message);
    let empty = extract(&docx("<w:p/>", &[]), "a.docx").unwrap_err();
    assert_eq!(empty.code, Code::T0903);
    let spaces = " ".repeat(50 << 20);
    assert_eq!(extract(&docx(&spaces, &[]), "a.docx").unwrap_err().code, Code::T0910);
    for end in (0..whole.len()).step_by(7) {
        let _ = extract(&whole[..end], "a.docx");
    }
}

#[test]
fn what_is_no_report_is_named_with_what_to_do() {
    let cases: [(&[u8], &str, &str); 4] = [
        (b"\xD0\xCF\x11\xE0old", "a.doc", "an old Word document"),
        (b"{\\rtf1 Hello}", "a.rtf", "a Rich Text document"),
        (b"PK\x03\x04....mimetypeapplication/vnd.oasis.opendocument.text", "a.odt", "an OpenDocument text"),
        (b"\x89PNG....", "a.html", "a picture"),
    ];
    for (bytes, name, what) in cases {
        let refusal = extract(bytes, name).unwrap_err();
        assert_eq!(refusal.code, Code::T0904);
        assert!(refusal.message.contains(what), "{}", refusal.message);
        assert!(
            refusal.hints[0].contains(if what == "a picture" { "ocrmypdf" } else { ".docx" }),
            "{:?}",
            refusal.hints
        );
    }
}

#[test]
fn a_web_page_says_what_its_blocks_are() {
    let page = "<!doctype html><html><head><title>Paper</title><style>p { color: red }</style></head><body>\
        <nav><a href=/>Home</a></nav><header><h1>Progress in Wexmere</h1></header>\
        <p>Written for the <em>board</em>,<br>in May&nbsp;2024.<sup>1</sup><p><strong>What was asked</strong>\
        <ol><li>Write plans<li><p>Hold reviews</p></ol><ul><li>In the north<ul><li>at the harbour</ul><li>In the south</ul>\
        <script>if (a < b) { document.write('<p>no') }</script><div hidden>unseen</div>\
        <table><tr><th>Action<th>Owner<tr><td>Hold reviews</td><td><p>Head of care</p></td></tr></table>\
        <p><sup>1</sup>By the chair.</p><footer>Wexmere Council</footer>";
    assert_eq!(
        blocks(page.as_bytes(), "paper.html"),
        [
            "runningheader: Home",
            "h1 Progress in Wexmere",
            "p Written for the board, in May 2024.",
            "footnotemark: 1",
            "h2 What was asked",
            "1. Write plans",
            "2. Hold reviews",
            "- In the north",
            "  - at the harbour",
            "- In the south",
            "| Action | Owner",
            "| Hold reviews | Head of care",
            "footnote 1: 1 By the chair.",
            "runningfooter: Wexmere Council",
        ]
    );
}

#[test]
fn a_web_page_in_other_letters_is_read() {
    let old = b"<html><head><meta charset=\"windows-1252\"></head><body><p>The council\x92s plan</p></body></html>";
    assert_eq!(running(old, "a.htm"), ["p The council’s plan"]);
}
