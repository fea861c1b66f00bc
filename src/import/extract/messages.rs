//! What extraction has to say: why a file gave no text, and what of a file could not be read.
//!
//! Each message is a [`Diagnostic`] with a code of the group T09. None has a place in a file, since
//! the file is no text that could be shown; the import names the file in front of it.

use crate::diagnostics::{Code, Diagnostic};

fn message(code: Code, what: impl Into<String>, hint: &str) -> Diagnostic {
    Diagnostic::nowhere(code, what).hint(hint)
}

pub(crate) fn empty() -> Diagnostic {
    message(Code::T0903, "the file is empty", "download or save it again")
}

pub(crate) fn wrong_kind(name: &str, found: &str) -> Diagnostic {
    let hint = match found {
        "a PDF" => "rename it so that it ends in `.pdf`",
        "a picture" => {
            "make a PDF with text of it (`ocrmypdf --image-dpi 300 in.png out.pdf`, for example) and import that"
        }
        "a web page" => {
            "if it is the report and no message that it was not found, rename it so that it ends in `.html`"
        }
        _ => "open it in a word processor, save it as Word document (`.docx`) or PDF, and import that",
    };
    message(Code::T0904, format!("`{name}` holds {found}, which its name does not say"), hint)
}

pub(crate) fn not_a_pdf(name: &str) -> Diagnostic {
    let hint = "download it again; if it is plain text, name it `.txt`";
    message(Code::T0904, format!("`{name}` is not a PDF: it does not begin as one"), hint)
}

pub(crate) fn unknown_kind(name: &str) -> Diagnostic {
    let hint = "import files that end in `.pdf`, `.docx`, `.html`, `.txt` or `.md`";
    message(Code::T0905, format!("`{name}` is of no kind that is read"), hint)
}

pub(crate) fn not_utf8(at: usize) -> Diagnostic {
    let what = format!("the text is not UTF-8: byte {at} belongs to no character");
    message(Code::T0906, what, "save it as UTF-8 and import it again")
}

pub(crate) fn password() -> Diagnostic {
    let hint = "save a copy without a password and import that";
    message(Code::T0907, "the PDF is locked with a password", hint)
}

pub(crate) fn no_text() -> Diagnostic {
    let hint = "run OCR first (`ocrmypdf --deskew --rotate-pages in.pdf out.pdf`, for example) and import the result";
    message(Code::T0908, "the PDF has no text layer: its pages are pictures", hint)
}

/// There is text, but nothing in the file says which letters it is made of.
pub(crate) fn no_meaning() -> Diagnostic {
    let hint = "its fonts have no letters' meaning: read the pages as pictures \
                (`ocrmypdf --force-ocr in.pdf out.pdf`, for example) and import the result";
    message(Code::T0908, "the text of the PDF has letters that carry no meaning that can be read", hint)
}

pub(crate) fn cut() -> Diagnostic {
    let hint = "the file is cut, and what stood behind is not there: download it again";
    message(Code::T0909, "the PDF is truncated: its end is missing", hint)
}

pub(crate) fn damaged(detail: &str) -> Diagnostic {
    let hint = "download it again, or open it in a viewer and save it anew";
    message(Code::T0909, format!("the PDF is truncated or damaged: {detail}"), hint)
}

pub(crate) fn damaged_document(detail: &str) -> Diagnostic {
    let hint = "download it again, or open it in a word processor and save it anew";
    message(Code::T0909, format!("the Word document is damaged: {detail}"), hint)
}

pub(crate) fn locked_document() -> Diagnostic {
    let hint = "save a copy without a password and import that";
    message(Code::T0907, "the Word document is locked with a password", hint)
}

pub(crate) fn document_bomb() -> Diagnostic {
    let hint = "it may be made to exhaust memory; if you trust it, print it to a PDF and import that";
    message(Code::T0910, "the Word document unpacks to far more than any report holds", hint)
}

pub(crate) fn bomb() -> Diagnostic {
    let hint = "it may be made to exhaust memory; if you trust it, print it to a new PDF and import that";
    message(Code::T0910, "the PDF unpacks to far more than any report holds", hint)
}

pub(crate) fn too_large() -> Diagnostic {
    let hint = "import the pages with the report only, or a copy with smaller pictures";
    message(Code::T0910, "the file is larger than any report", hint)
}

pub(crate) fn too_much() -> Diagnostic {
    message(Code::T0910, "the PDF holds far more than any report", "import the pages with the report only")
}

/// Of the pages named, each draws something that the file does not hold whole.
pub(crate) fn unread_drawings(pages: &[u32]) -> Diagnostic {
    let what = format!("a part of {} cannot be read; words in it are missing in the draft", named(pages));
    message(Code::T0916, what, "compare these pages with the report, and add what is missing by hand")
}

/// On the pages named stand characters of which the file does not say what letters they are.
pub(crate) fn unknown_letters(count: usize, pages: &[u32]) -> Diagnostic {
    let (characters, stand) = if count == 1 { ("character", "stands") } else { ("characters", "stand") };
    let what = format!("{count} {characters} on {} {stand} for no letter that the PDF names", named(pages));
    message(Code::T0917, what, "they are missing in the draft or stand as `�`: type them in from the report")
}

/// Of the pages named, each holds words as a picture, if at all.
pub(crate) fn pictures(pages: &[u32]) -> Diagnostic {
    let has = if pages.len() == 1 { "has" } else { "have" };
    let what = format!("{} {has} no text: what is written there is a picture", named(pages));
    let hint = "if it is more than a photograph, run OCR on these pages \
                (`ocrmypdf --skip-text --deskew --rotate-pages in.pdf out.pdf`, for example) and import the result";
    message(Code::T0918, what, hint)
}

/// On the pages named stand letters that do not belong to the script of the report.
pub(crate) fn foreign_letters(count: usize, pages: &[u32]) -> Diagnostic {
    let letters = if count == 1 { "1 letter".to_owned() } else { format!("{count} letters") };
    let what = format!("{letters} of a script that this report does not use, on {}", named(pages));
    let hint = "a font of the file names wrong letters: compare these words with the report, or read the pages as \
                pictures (`ocrmypdf --force-ocr in.pdf out.pdf`, for example)";
    message(Code::T0919, what, hint)
}

/// `page 3`; `pages 3, 4, 7`; of many pages the first.
fn named(pages: &[u32]) -> String {
    /// Enough to begin with; the reader compares the whole report anyway where more pages are touched.
    const SHOWN: usize = 8;
    let shown: Vec<String> = pages.iter().take(SHOWN).map(u32::to_string).collect();
    let more = if pages.len() > SHOWN { " and others" } else { "" };
    format!("{} {}{more}", if pages.len() == 1 { "page" } else { "pages" }, shown.join(", "))
}

#[cfg(test)]
mod tests {
    use super::{named, unknown_letters};

    #[test]
    fn pages_are_named_as_one_says_them() {
        assert_eq!(named(&[3]), "page 3");
        assert_eq!(named(&[3, 5]), "pages 3, 5");
        assert_eq!(named(&[1, 2, 3, 4, 5, 6, 7, 8, 9]), "pages 1, 2, 3, 4, 5, 6, 7, 8 and others");
        let one = unknown_letters(1, &[3]).message;
        assert_eq!(one, "1 character on page 3 stands for no letter that the PDF names");
    }
}
