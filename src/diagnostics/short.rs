//! Many diagnostics for people: a line a code, so that a hundred of one kind do not hide the one of another.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::{Diagnostic, Severity, Sources, draw};

/// So many lines of messages in full are read; more are told in short.
const READ_IN_FULL: usize = 40;
/// So many places of a code are named.
const PLACES: usize = 2;

/// The diagnostics in full where they are few; else the first error in full, and a line a code with how often
/// it stands there and where first.
#[must_use]
pub fn short(diagnostics: &[Diagnostic], sources: &Sources, colour: bool) -> (String, bool) {
    let in_full = |some: &[&Diagnostic]| -> String {
        some.iter().map(|diagnostic| draw(diagnostic, sources, colour) + "\n\n").collect()
    };
    // Nobody reads on behind that many lines, so no more are drawn to be counted.
    let first: Vec<&Diagnostic> = diagnostics.iter().take(READ_IN_FULL).collect();
    let drawn = in_full(&first);
    if first.len() == diagnostics.len() && drawn.lines().count() <= READ_IN_FULL {
        return (drawn, true);
    }
    let error = diagnostics.iter().find(|diagnostic| diagnostic.severity() == Severity::Error);
    let mut out = error.map(|error| in_full(&[error])).unwrap_or_default();
    let mut by_code: BTreeMap<_, Vec<&Diagnostic>> = BTreeMap::new();
    for diagnostic in diagnostics {
        by_code.entry((diagnostic.severity(), diagnostic.code)).or_default().push(diagnostic);
    }
    let widest = by_code.values().map(|all| all.len().to_string().len()).max().unwrap_or(1);
    for ((severity, code), all) in by_code {
        let mut places: Vec<String> = all.iter().filter_map(|diagnostic| place(diagnostic, sources)).collect();
        places.dedup();
        let more = places.len().saturating_sub(PLACES);
        places.truncate(PLACES);
        let mut line = format!("{:>widest$} x {}[{}]: {}", all.len(), severity.word(), code.name(), code.title());
        if !places.is_empty() {
            let _ = write!(line, " ({}{})", places.join(", "), if more > 0 { ", ..." } else { "" });
        }
        out.push_str(&line);
        out.push('\n');
    }
    out.push('\n');
    (out, false)
}

/// File and line, as editors open them.
fn place(diagnostic: &Diagnostic, sources: &Sources) -> Option<String> {
    let span = diagnostic.span?;
    let file = sources.file(span.file)?;
    Some(format!("{}:{}", file.path, file.position(span.start as usize).line))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::{Code, FileId, SourceFile, Span};

    fn sources() -> Sources {
        let file = |path: &str| SourceFile { path: path.to_owned(), text: "one\ntwo\nthree\n".to_owned() };
        Sources::new(vec![file("a.md"), file("b.md")])
    }

    fn at(code: Code, file: u32, byte: usize) -> Diagnostic {
        Diagnostic::at(code, Span::new(FileId(file), byte..byte + 1), "wrong")
    }

    #[test]
    fn a_few_are_shown_in_full_and_many_by_code() {
        let sources = sources();
        let few = [at(Code::T0310, 0, 0), at(Code::T0310, 0, 4)];
        let (text, whole) = short(&few, &sources, false);
        assert!(whole && text.matches("warning[T0310]: wrong").count() == 2, "{text}");

        let mut many: Vec<Diagnostic> = (0..30).map(|_| at(Code::T0310, 0, 0)).collect();
        many.extend([at(Code::T0310, 0, 4), at(Code::T0310, 1, 8), at(Code::T0502, 1, 4), at(Code::T0502, 1, 8)]);
        let (text, whole) = short(&many, &sources, false);
        assert!(!whole);
        assert!(text.starts_with("error[T0502]: wrong\n --> b.md:2:1\n"), "{text}");
        let lines: Vec<&str> = text.lines().filter(|line| line.contains(" x ")).collect();
        assert_eq!(
            lines,
            [
                " 2 x error[T0502]: link to a finding that is not there (b.md:2, b.md:3)",
                "32 x warning[T0310]: narrow visit without scope (a.md:1, a.md:2, ...)",
            ]
        );
    }

    #[test]
    fn what_has_no_place_is_counted_without_one() {
        let many: Vec<Diagnostic> = (0..41).map(|_| Diagnostic::nowhere(Code::T0701, "wrong")).collect();
        let (text, _) = short(&many, &sources(), false);
        assert!(text.ends_with("41 x error[T0701]: template does not work\n\n"), "{text}");
    }
}
