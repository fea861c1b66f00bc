//! Splits a content file into its front matter and its body.

use std::ops::Range;

use super::schema::{Keys, ReportKey};
use super::toml_table::Sink;
use crate::diagnostics::{Code, Diagnostic, FileId, Span, stretch};

/// Where the two parts lie in the file.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Split {
    /// The opening `+++`, where what is missing is reported.
    pub(crate) opening: Range<usize>,
    /// The TOML.
    pub(crate) toml: Range<usize>,
    /// The first byte of the body.
    pub(crate) body: usize,
}

impl Split {
    /// The TOML of the text that was split.
    pub(crate) fn toml_of<'t>(&self, text: &'t str) -> &'t str {
        stretch(text, self.toml.clone())
    }
}

/// Finds the lines `+++`. A byte-order mark before the first is allowed.
pub(crate) fn split(text: &str, file: FileId) -> Result<Split, Diagnostic> {
    // Some editors on Windows put the mark there, and no editor shows it.
    let shown = text.strip_prefix('\u{feff}').unwrap_or(text);
    let start = text.len() - shown.len();
    let is_fence = |line: &str| line.trim_end() == "+++";
    let mut lines = shown.split_inclusive('\n');
    let first = lines.next().unwrap_or("");
    if !is_fence(first) {
        let end = start + first.trim_end().len();
        return Err(Diagnostic::at(Code::T0207, Span::new(file, start..end), "front matter is missing")
            .hint(what_to_begin_with(shown)));
    }
    let toml_start = start + first.len();
    let mut at = toml_start;
    for line in lines {
        if is_fence(line) {
            return Ok(Split { opening: start..start + 3, toml: toml_start..at, body: at + line.len() });
        }
        at += line.len();
    }
    Err(Diagnostic::at(Code::T0207, Span::new(file, start..start + 3), "front matter is not closed")
        .label("opened here")
        .hint("put another line `+++` where the text begins"))
}

/// Whether a file says that nobody has reviewed it: for files whose front matter cannot be read as TOML, so
/// that a slip in a draft counts as a slip in a draft.
pub(crate) fn says_unreviewed(text: &str) -> bool {
    says(text, ReportKey::Reviewed, "false")
}

/// Whether a file says that it is a draft; of whatever kind it is, the key is one.
pub(crate) fn says_draft(text: &str) -> bool {
    says(text, ReportKey::Draft, "true")
}

fn says(text: &str, key: ReportKey, wanted: &str) -> bool {
    let is_fence = |line: &&str| line.trim_end() == "+++";
    let is_mark = |line: &str| {
        let Some((name, value)) = line.split_once('=') else { return false };
        // A note may stand behind the value.
        name.trim() == key.name() && value.split('#').next().map(str::trim) == Some(wanted)
    };
    let lines = text.trim_start_matches('\u{feff}').lines().enumerate();
    let below_first = lines.skip_while(|(n, line)| *n == 0 && is_fence(line)).map(|(_, line)| line);
    below_first.take_while(|line| !is_fence(line)).any(is_mark)
}

fn what_to_begin_with(text: &str) -> &'static str {
    let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or("").trim();
    match first {
        "+++" => "the line `+++` comes first: take out the empty lines above it",
        "---" => "write `+++` for `---`, above and below, and `key = value` between",
        _ => "begin the file with a line `+++`, then lines such as title = \"some words\", then another line `+++`",
    }
}

/// A sink for the front matter, and the place at which missing keys are reported.
pub(crate) fn sink(split: &Split, file: FileId) -> (Sink, Span) {
    (Sink::new(file, split.toml.start), Span::new(file, split.opening.clone()))
}

#[cfg(test)]
mod tests {
    use super::says_unreviewed;

    #[test]
    fn only_the_front_matter_says_that_nobody_has_reviewed_it() {
        assert!(says_unreviewed("+++\ntitle = unquoted\nreviewed = false   # not yet\n+++\n"));
        assert!(says_unreviewed("+++\nreviewed=false\n\nnever closed"));
        assert!(!says_unreviewed("+++\ntitle = unquoted\n+++\n\nreviewed = false\n"));
        assert!(!says_unreviewed("+++\nreviewed = true\nnot_reviewed = false\n+++\n"));
    }
}
