//! Why a file gave no text, and what its owner can do.

use std::fmt;

/// A file that cannot be read as a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExtractError {
    message: String,
    hint: &'static str,
}

impl ExtractError {
    fn new(message: impl Into<String>, hint: &'static str) -> Self {
        Self { message: message.into(), hint }
    }

    /// What to do about it.
    #[must_use]
    pub fn hint(&self) -> &str {
        self.hint
    }

    pub(crate) fn no_text() -> Self {
        Self::new(
            "the PDF has no text layer: its pages are pictures",
            "run OCR first (`ocrmypdf in.pdf out.pdf`, for example) and import the result",
        )
    }

    pub(crate) fn password() -> Self {
        Self::new("the PDF is locked with a password", "save a copy without a password and import that")
    }

    pub(crate) fn damaged(detail: &str) -> Self {
        Self::new(
            format!("the PDF is truncated or damaged: {detail}"),
            "download it again, or open it in a viewer and save it anew",
        )
    }

    pub(crate) fn bomb() -> Self {
        Self::new(
            "the PDF unpacks to far more than any report holds",
            "it may be made to exhaust memory; if you trust it, print it to a new PDF and import that",
        )
    }

    pub(crate) fn too_much() -> Self {
        Self::new("the PDF holds far more than any report", "import the pages with the report only")
    }

    pub(crate) fn empty() -> Self {
        Self::new("the file is empty", "download or save it again")
    }

    pub(crate) fn not_utf8(at: usize) -> Self {
        Self::new(
            format!("the text is not UTF-8: byte {at} belongs to no character"),
            "save it as UTF-8 and import it again",
        )
    }

    pub(crate) fn wrong_kind(name: &str, found: &str) -> Self {
        let found_pdf = found == "a PDF";
        Self::new(
            format!("`{name}` holds {found}, which its name does not say"),
            if found_pdf { "rename it so that it ends in `.pdf`" } else { "save it as PDF or as plain text first" },
        )
    }

    pub(crate) fn not_a_pdf(name: &str) -> Self {
        Self::new(
            format!("`{name}` is no PDF: it does not begin as one"),
            "download it again; if it is plain text, name it `.txt`",
        )
    }

    pub(crate) fn unknown_kind(name: &str) -> Self {
        Self::new(format!("`{name}` is neither PDF nor text"), "import files that end in `.pdf`, `.txt` or `.md`")
    }
}

impl fmt::Display for ExtractError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for ExtractError {}
