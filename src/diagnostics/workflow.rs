//! Diagnostics for GitHub, which shows them beside the lines of a change.
//!
//! Rules: "Workflow commands for GitHub Actions", `error` and `warning`.

use super::{Diagnostic, Severity, Sources};

/// One workflow command; `site` is the site's folder, seen from where the checkout begins, since the files of
/// diagnostics are told as seen from the site.
#[must_use]
pub fn to_workflow(diagnostic: &Diagnostic, sources: &Sources, site: &str) -> String {
    let command = match diagnostic.severity() {
        Severity::Error => "error",
        Severity::Warning => "warning",
    };
    let mut properties = vec![format!("title={}", diagnostic.code.name())];
    if let Some(span) = diagnostic.span
        && let Some(file) = sources.file(span.file)
    {
        let (start, end) = (file.position(span.start as usize), file.position(span.end as usize));
        let site = site.trim_start_matches("./").trim_end_matches('/');
        let folder = if site.is_empty() || site == "." { String::new() } else { format!("{site}/") };
        properties.push(format!("file={}", property(&format!("{folder}{}", file.path))));
        properties.push(format!("line={},endLine={}", start.line, end.line));
        // Columns are taken only within one line.
        if start.line == end.line {
            properties.push(format!("col={},endColumn={}", start.column, end.column));
        }
    }
    let hints = diagnostic.hints.iter().map(|hint| format!("\nhint: {hint}"));
    let message: String = std::iter::once(diagnostic.message.clone()).chain(hints).collect();
    format!("::{command} {}::{}", properties.join(","), data(&message))
}

/// A command ends with its line, and `%` begins an escape.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// A property ends also at a comma, and its name at a colon.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::{Code, FileId, SourceFile, Span};

    #[test]
    fn a_command_names_the_place_and_holds_no_line_end() {
        let file = SourceFile { path: "content/a, b.md".to_owned(), text: "one\ntwo\n".to_owned() };
        let sources = Sources::new(vec![file]);
        let diagnostic = Diagnostic::at(Code::T0502, Span::new(FileId(0), 4..6), "100 % wrong").hint("mend\nit");
        assert_eq!(
            to_workflow(&diagnostic, &sources, "./inspections/"),
            "::error title=T0502,file=inspections/content/a%2C b.md,line=2,endLine=2,col=1,endColumn=3\
             ::100 %25 wrong%0Ahint: mend%0Ait"
        );
        assert!(to_workflow(&diagnostic, &sources, ".").contains("file=content/a%2C b.md"));
        let nowhere = Diagnostic::nowhere(Code::T0310, "w");
        assert_eq!(to_workflow(&nowhere, &sources, "."), "::warning title=T0310::w");
    }
}
