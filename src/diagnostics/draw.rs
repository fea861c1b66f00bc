//! Diagnostics for people: the line, the marked place, the hints.

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use super::sources::{line_around, lines_before, split_near, stretch};
use super::{Diagnostic, Severity, Sources, Span};

/// Draws one diagnostic; colours only when `colour` is set.
#[must_use]
pub fn draw(diagnostic: &Diagnostic, sources: &Sources, colour: bool) -> String {
    let level = match diagnostic.severity() {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let title = level.primary_title(diagnostic.message.as_str()).id(diagnostic.code.name());
    let mut group = Group::with_title(title);
    match nothing_to_show(diagnostic, sources) {
        Some(path) => group = group.element(Origin::path(path)),
        None => {
            for snippet in snippets(diagnostic, sources) {
                group = group.element(snippet);
            }
        }
    }
    for hint in &diagnostic.hints {
        group = group.element(Level::HELP.with_name("hint").message(hint.as_str()));
    }
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    renderer.render(&[group])
}

/// The path, where the diagnostic's file holds no text that could be shown.
fn nothing_to_show<'a>(diagnostic: &Diagnostic, sources: &'a Sources) -> Option<&'a str> {
    let file = sources.file(diagnostic.span?.file)?;
    file.text.is_empty().then_some(file.path.as_str())
}

/// One snippet a file: the diagnostic's own file first.
fn snippets<'a>(
    diagnostic: &'a Diagnostic,
    sources: &'a Sources,
) -> Vec<Snippet<'a, annotate_snippets::Annotation<'a>>> {
    let Some(span) = diagnostic.span else {
        return Vec::new();
    };
    let mut places = vec![(span, &*diagnostic.label, true)];
    places.extend(diagnostic.others.iter().map(|(s, l)| (*s, l.as_str(), false)));
    let mut files = Vec::new();
    // A list and not a set: the files stand in the order in which the message speaks of them.
    for (place, ..) in &places {
        if !files.contains(&place.file) {
            files.push(place.file);
        }
    }
    files
        .into_iter()
        .filter_map(|id| {
            let file = sources.file(id)?;
            let here = || places.iter().filter(|(p, ..)| p.file == id);
            // The library reads whatever it is given from its beginning, so it is given the lines that it draws.
            let first = here().map(|(p, ..)| line_around(&file.text, p.start as usize).start).min()?;
            let last = here().map(|(p, ..)| line_around(&file.text, p.start as usize).end).max()?;
            let (before, _) = split_near(&file.text, first);
            let lines = stretch(&file.text, first..last);
            let lines = lines.strip_suffix('\r').unwrap_or(lines);
            let mut snippet = Snippet::source(lines).path(file.path.as_str()).line_start(lines_before(before) + 1);
            for (place, label, primary) in here() {
                let kind = if *primary { AnnotationKind::Primary } else { AnnotationKind::Context };
                let range = drawable(*place, &file.text);
                let annotation = kind.span(range.start.saturating_sub(first)..range.end.saturating_sub(first));
                snippet = snippet.annotation(if label.is_empty() { annotation } else { annotation.label(*label) });
            }
            Some(snippet)
        })
        .collect()
}

/// The span cut to its first line and to whole characters, so that a mark never runs over a page.
fn drawable(span: Span, text: &str) -> std::ops::Range<usize> {
    let (before, after) = split_near(text, span.start as usize);
    let line = after.split(['\n', '\r']).next().unwrap_or(after);
    let marked = (span.end as usize).saturating_sub(before.len());
    let (marked, rest) = split_near(line, marked);
    // Where nothing is marked, the first character is: the library misplaces an empty mark.
    let length = if marked.is_empty() { rest.chars().next().map_or(0, char::len_utf8) } else { marked.len() };
    before.len()..before.len() + length
}
