//! Diagnostics for programs: one JSON object each.

use serde::Serialize;

use super::{Diagnostic, Sources, Span};

#[derive(Serialize)]
struct JsonDiagnostic<'a> {
    code: &'static str,
    severity: &'static str,
    message: &'a str,
    #[serde(flatten)]
    place: Option<JsonPlace<'a>>,
    label: &'a str,
    hints: &'a [String],
    others: Vec<JsonOtherPlace<'a>>,
}

#[derive(Serialize)]
struct JsonPlace<'a> {
    file: &'a str,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
    source: &'a str,
}

#[derive(Serialize)]
struct JsonOtherPlace<'a> {
    #[serde(flatten)]
    place: Option<JsonPlace<'a>>,
    label: &'a str,
}

/// One line of JSON: `code`, `severity`, `message`, `file`, `line`, `column`, `end_line`,
/// `end_column`, `source` (the line itself), `label`, `hints`, `others`. The keys of the place are
/// missing when there is none.
///
/// # Errors
///
/// When it cannot be written as JSON: an empty line would read as if nothing were wrong.
pub fn to_json(diagnostic: &Diagnostic, sources: &Sources) -> serde_json::Result<String> {
    let object = JsonDiagnostic {
        code: diagnostic.code.name(),
        severity: diagnostic.severity().word(),
        message: &diagnostic.message,
        place: diagnostic.span.and_then(|s| place(s, sources)),
        label: &diagnostic.label,
        hints: &diagnostic.hints,
        others: diagnostic
            .others
            .iter()
            .map(|(span, label)| JsonOtherPlace { place: place(*span, sources), label })
            .collect(),
    };
    serde_json::to_string(&object)
}

fn place(span: Span, sources: &Sources) -> Option<JsonPlace<'_>> {
    let file = sources.file(span.file)?;
    let start = file.position(span.start as usize);
    let end = file.position(span.end as usize);
    Some(JsonPlace {
        file: &file.path,
        line: start.line,
        column: start.column,
        // The end as well, so that an editor can underline the words.
        end_line: end.line,
        end_column: end.column,
        source: file.line_at(span.start as usize),
    })
}
