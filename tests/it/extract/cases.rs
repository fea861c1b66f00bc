//! One invented letter in many files, made by many programs, each with a trap of its own; whatever the file,
//! the same blocks come out. They lie in `tests/extract`.

use std::fs;

use super::running;
use super::writer::{Pdf, Sheet};
use throughline::diagnostics::Code;
use throughline::import::extract::extract;

fn file(name: &str) -> Vec<u8> {
    fs::read(format!("tests/extract/{name}")).unwrap()
}

/// What the letter asks for and its numbered paragraphs, by their beginnings, and its headings.
const LETTER: [&str; 18] = [
    "h Inspection of Wexmere local authority children’s services",
    "h What needs to improve?",
    "- The quality of written plans for children in need, so that",
    "- How quickly first visits are made when a referral has been",
    "- Management oversight, in particular:",
    "  - the reasons for decisions on children’s files",
    "  - how often supervision takes place in the fostering team.",
    "- The offer of suitable accommodation to 16- and 17-year-old",
    "- The health histories that are given to care-experienced yo",
    "h The experiences and progress of children who need help and protection: requires improvement to be good",
    "1. Most families",
    "2. First visits ",
    "3. At the last i",
    "4. Disabled chil",
    "h The experiences and progress of children in care: good",
    "5. Children in c",
    "6. Foster carers",
    "h The experiences and progress of care leavers: good",
];

fn letter_in(blocks: &[String]) -> Vec<String> {
    let mut read = Vec::new();
    for block in blocks {
        if let Some(heading) = block.strip_prefix('h').and_then(|rest| rest.split_once(' ')) {
            read.push(format!("h {}", heading.1));
        } else if block.trim_start().starts_with("- ") {
            read.push(block.chars().take(60).collect());
        } else if block.starts_with(|c: char| c.is_ascii_digit()) {
            read.push(block.chars().take(16).collect());
        }
    }
    read
}

#[test]
fn one_letter_is_read_alike_however_its_file_was_made() {
    let files = [
        // Headings that are drawn behind all paragraphs; the structure of the file has them in order.
        "headings-drawn-late.pdf",
        // Bullets behind the rest of the page, before it, or drawn beside their words and apart from them.
        "bullets-behind-the-page.pdf",
        "bullets-last.pdf",
        "bullets-first.pdf",
        // A map of letters with the bytes of its ligatures exchanged.
        "exchanged-ligatures.pdf",
        // A line that begins with a number, and the number is the end of a sentence.
        "word.pdf",
        // A hyphen that hangs at the end of a line.
        "two-columns.pdf",
        // Headings with wide gaps between their letters.
        "spaced-heads.pdf",
        // Bullets of four other kinds.
        "bullet-lozenge.pdf",
        "bullet-heavy.pdf",
        "bullet-rarrow.pdf",
        "bullet-dblarrow.pdf",
        // A printer's line over the letter, in a mirror.
        "crop.pdf",
        "word.docx",
        "letter.html",
    ];
    for name in files {
        let blocks = running(&file(name), name);
        let mut expected: Vec<String> = LETTER.iter().map(|line| (*line).to_owned()).collect();
        expected.push("7. Personal advi".to_owned());
        assert_eq!(letter_in(&blocks), expected, "{name}");
        let all = blocks.join("\n");
        assert!(all.contains("before they were 18."), "{name}");
        assert!(all.contains("| Overall effectiveness | Requires improvement to be good"), "{name}");
        assert!(all.contains("| Judgement | Grade"), "{name}: {all}");
        assert!(all.contains("p Staff say that they like to work here."), "{name}");
        assert!(!all.contains("4711"), "{name}");
        assert!(extract(&file(name), name).unwrap().warnings.is_empty(), "{name}");
    }
}

#[test]
fn a_letter_whose_date_is_drawn_late_is_read_like_one_whose_date_is_not() {
    let late = super::blocks(&file("late.pdf"), "late.pdf");
    assert_eq!(late, super::blocks(&file("early.pdf"), "early.pdf"));
    assert!(late.contains(&"letterhead: Ofsted".to_owned()));
    assert!(late.iter().any(|block| block.starts_with("p Dear ")));
}

#[test]
fn a_hint_says_what_helps() {
    for name in ["no-tounicode.pdf", "type3.pdf"] {
        let refusal = extract(&file(name), name).unwrap_err();
        assert_eq!(refusal.code, Code::T0908, "{name}");
        assert!(refusal.message.contains("no meaning") && refusal.hints[0].contains("--force-ocr"), "{name}");
    }
    let scan = Pdf::new([Sheet::default().raw("q 500 0 0 700 0 0 cm Q")]).bytes();
    let refusal = extract(&scan, "a.pdf").unwrap_err();
    assert!(refusal.hints[0].contains("--deskew --rotate-pages"), "{:?}", refusal.hints);
    let whole = file("word.pdf");
    let refusal = extract(&whole[..whole.len() * 4 / 5], "a.pdf").unwrap_err();
    assert_eq!((refusal.code, refusal.message.contains("truncated")), (Code::T0909, true));
}

#[test]
fn a_word_document_is_read_whatever_its_name() {
    for name in ["report", "report.pdf", "report.txt", "report.zip"] {
        assert_eq!(running(&file("word.docx"), name), running(&file("word.docx"), "word.docx"), "{name}");
    }
}

#[test]
fn bullets_that_ocr_misread_are_bullets() {
    // The file is too large to be kept here.
    let Some(shared) = crate::site::shared() else { return };
    let Ok(bytes) = fs::read(shared.join("cases/05-ocr-bullets-and-table/ocr.pdf")) else { return };
    let blocks = running(&bytes, "ocr.pdf");
    // OCR wrote the lines of two cells as one line, and the table line by line.
    let rows: Vec<_> = blocks.iter().filter(|block| block.starts_with("| ")).collect();
    assert_eq!(rows.len(), 6, "{rows:#?}");
    let row =
        "| The experiences and progress of children who need help and protection | Requires improvement to be good";
    assert!(rows.iter().any(|found| *found == row), "{rows:#?}");
    let read = letter_in(&blocks);
    let items = |lines: &[String]| lines.iter().filter(|line| line.trim_start().starts_with("- ")).count();
    assert_eq!(items(&read), 7, "{read:#?}");
}
