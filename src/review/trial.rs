//! Whether a change brings problems: those of the site as it would be, against those that it has. Pure.
//!
//! Start at [`new_problems`].

use std::collections::BTreeSet;

use crate::diagnostics::{Code, Diagnostic, Severity, Sources, draw};

/// What makes two messages the same one: what is wrong, in which file, in which words. Their places in the file do
/// not, since a change moves everything that stands below it.
type Sameness<'a> = (Code, Option<&'a str>, &'a str);

fn sameness<'a>(problem: &'a Diagnostic, sources: &'a Sources) -> Sameness<'a> {
    // By path, since a file's number changes when another one comes before it.
    let file = problem.span.and_then(|span| sources.file(span.file)).map(|file| file.path.as_str());
    (problem.code, file, &problem.message)
}

/// The warnings that a site has after a change and had not before, drawn.
///
/// # Errors
///
/// The first error that it had not before, also one in a draft, which would be left out then.
pub(crate) fn new_problems(
    (before, sources_before): (&[Diagnostic], &Sources),
    (after, sources_after): (&[Diagnostic], &Sources),
) -> Result<Vec<String>, Diagnostic> {
    let of = |lowered: bool| -> BTreeSet<Sameness<'_>> {
        before.iter().filter(|p| p.lowered == lowered).map(|p| sameness(p, sources_before)).collect()
    };
    let (counted, lowered) = (of(false), of(true));
    // An error that was lowered, since its draft is left out, is a new one as soon as it counts.
    let stood = |p: &Diagnostic| {
        let same = sameness(p, sources_after);
        counted.contains(&same) || (p.lowered && lowered.contains(&same))
    };
    let new: Vec<&Diagnostic> = after.iter().filter(|p| !stood(p)).collect();
    match new.iter().find(|p| p.code.severity() == Severity::Error) {
        Some(error) => Err((*error).clone()),
        None => Ok(new.into_iter().map(|p| draw(p, sources_after, false)).collect()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::{SourceFile, Span};

    /// The sources of a site with these files, and an error in one of them.
    fn site(paths: &[&str], at: &str, lowered: bool) -> (Sources, Diagnostic) {
        let file = |path: &&str| SourceFile { path: (*path).to_owned(), text: String::new() };
        let sources = Sources::new(paths.iter().map(file).collect());
        let (id, _) = sources.iter().find(|(_, file)| file.path == at).unwrap();
        let mut error = Diagnostic::at(Code::T0306, Span::new(id, 0..0), "`published` is before the visit");
        error.lowered = lowered;
        (sources, error)
    }

    /// Whether an error is new, where there was one before.
    fn is_new(before: (Sources, Diagnostic), after: (Sources, Diagnostic)) -> bool {
        new_problems((&[before.1], &before.0), (&[after.1], &after.0)).is_err()
    }

    #[test]
    fn an_error_is_the_same_only_in_its_file_and_as_long_as_it_does_not_begin_to_count() {
        let a = |lowered| site(&["a.md"], "a.md", lowered);
        assert!(!is_new(a(true), a(true)));
        assert!(!is_new(a(false), a(false)));
        assert!(!is_new(a(false), a(true)), "it counts no more");
        assert!(is_new(a(true), a(false)), "it counts now");
        let of_b = |lowered| site(&["a.md", "b.md"], "b.md", lowered);
        assert!(is_new(a(true), of_b(true)) && is_new(a(false), of_b(false)), "the same words in another file");
        let moved = site(&["0.md", "a.md"], "a.md", true);
        assert!(!is_new(a(true), moved), "its file has another number only");
    }

    #[test]
    fn another_code_with_the_same_words_is_new() {
        let (sources, error) = site(&["a.md"], "a.md", false);
        let other = Diagnostic { code: Code::T0305, ..error.clone() };
        assert!(is_new((sources.clone(), error), (sources, other)));
    }
}
