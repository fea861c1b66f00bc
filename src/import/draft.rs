//! What was recognised, written as a content file that `check` accepts: for an
//! editor to read, correct and mark as reviewed.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::recognise::{Item, Prose, Recognised, Section};
use crate::source::Framework;
use crate::source::toml_text::quoted;
use crate::source::words::Kind;
use crate::terms::{ThemeFinder, finding_ids};

/// At most so many themes are suggested for an item.
const MOST_THEMES: usize = 3;

/// The text of a draft, in which no finding gets an id of `taken`.
#[must_use]
pub fn write(recognised: &Recognised, framework: &Framework, themes: &ThemeFinder, taken: BTreeSet<String>) -> String {
    let mut draft = Draft { text: String::new(), taken, framework, themes };
    draft.front_matter(recognised);
    for section in &recognised.sections {
        draft.section(section);
    }
    draft.text
}

struct Draft<'a> {
    text: String,
    taken: BTreeSet<String>,
    framework: &'a Framework,
    themes: &'a ThemeFinder,
}

impl Draft<'_> {
    fn line(&mut self, line: &str) {
        self.text.push_str(line);
        self.text.push('\n');
    }

    fn front_matter(&mut self, report: &Recognised) {
        self.line("+++");
        let title = report.title.as_deref().unwrap_or(&self.framework.name).to_owned();
        self.pair("title", &title);
        self.pair("framework", &self.framework.id.clone());
        if let Some(visit) = &report.inspected {
            self.line(&format!("inspected = {{ from = {}, to = {} }}", visit.from, visit.to));
        }
        if let Some(published) = &report.published {
            self.line(&format!("published = {published}"));
        }
        if !report.inspectors.is_empty() {
            let names: Vec<String> = report.inspectors.iter().map(|n| quoted(n)).collect();
            self.line(&format!("inspectors = [{}]", names.join(", ")));
        }
        self.line("wording = \"verbatim\"");
        self.line("reviewed = false");
        for (key, value) in [("scope_text", &report.scope), ("legal_basis", &report.legal_basis)] {
            if let Some(value) = value {
                self.pair(key, value);
            }
        }
        let missing = self.not_stated(report);
        if !missing.is_empty() {
            let names: Vec<String> = missing.iter().map(|n| quoted(n)).collect();
            self.line(&format!("not_stated = [{}]", names.join(", ")));
        }
        self.line("\n[source]");
        self.pair("file", &report.source);
        self.pair("sha256", &report.sha256);
        for judgement in &report.judgements {
            self.line("\n[[judgement]]");
            self.pair("name", &judgement.name);
            self.pair("grade", &judgement.grade);
        }
        self.line("+++");
    }

    fn not_stated(&self, report: &Recognised) -> Vec<&'static str> {
        let update = self.framework.id == "update";
        let graded = !self.framework.grades.is_empty();
        [
            ("title", report.title.is_none()),
            ("inspected", report.inspected.is_none() && !update),
            ("published", report.published.is_none()),
            ("inspectors", report.inspectors.is_empty() && !update),
            ("judgements", graded && report.judgements.is_empty()),
        ]
        .into_iter()
        .filter(|(_, missing)| *missing)
        .map(|(name, _)| name)
        .collect()
    }

    fn pair(&mut self, key: &str, value: &str) {
        self.line(&format!("{key} = {}", quoted(value)));
    }

    fn section(&mut self, section: &Section) {
        let kind = Kind::parse(&section.kind).unwrap_or(Kind::Narrative);
        if !section.heading.is_empty() {
            let heading = self.heading(section, kind);
            self.line(&format!("\n## {heading}"));
        }
        let (mut by, mut group) = (None, None);
        for (n, item) in section.items.iter().enumerate() {
            self.prose(section.prose.iter().filter(|p| p.before == n));
            if (&item.by, &item.group) != (&by, &group) {
                self.sub_heading(item, kind);
                by.clone_from(&item.by);
                group.clone_from(&item.group);
            } else if n == 0 {
                self.line("");
            }
            self.item(item, kind, 0);
        }
        self.prose(section.prose.iter().filter(|p| p.before >= section.items.len()));
    }

    /// The heading, with what the framework does not say of it.
    fn heading(&self, section: &Section, kind: Kind) -> String {
        let mut attributes = Vec::new();
        let explained = self.framework.explain(&section.heading);
        if explained.map_or(Kind::Narrative, |e| e.kind) != kind {
            attributes.push(format!("kind={}", kind.word()));
        }
        let board = section.scope.as_deref() == Some("LSCB");
        if board && kind != Kind::Narrative && explained.and_then(|e| e.family).is_none() {
            attributes.push("family=lscb".to_owned());
        }
        let heading = escaped(&section.heading);
        if attributes.is_empty() { heading } else { format!("{heading} {{{}}}", attributes.join(" ")) }
    }

    fn sub_heading(&mut self, item: &Item, kind: Kind) {
        let heading = match (&item.by, &item.group) {
            (Some(by), Some(group)) => format!("{}, {}", escaped(group), escaped(by)),
            (Some(by), None) => escaped(by),
            (None, Some(group)) => escaped(group),
            (None, None) => "Others".to_owned(),
        };
        let attributes = match &item.by {
            Some(by) => format!(" {{kind={} by={}}}", kind.word(), attribute(by)),
            None => format!(" {{kind={}}}", kind.word()),
        };
        self.line(&format!("\n### {heading}{attributes}\n"));
    }

    fn prose<'p>(&mut self, list: impl Iterator<Item = &'p Prose>) {
        for prose in list {
            let number = prose.number.as_ref().map(|n| format!("{n}\\. ")).unwrap_or_default();
            let text = if number.is_empty() { first_escaped(&escaped(&prose.text)) } else { escaped(&prose.text) };
            self.line(&format!("\n{number}{text}"));
        }
    }

    fn item(&mut self, item: &Item, kind: Kind, depth: usize) {
        let indent = "  ".repeat(depth);
        if kind == Kind::Narrative {
            let mark = item.paragraph.as_ref().map_or_else(|| "- ".to_owned(), |n| format!("\n{n}\\. "));
            let text = if item.paragraph.is_some() { escaped(&item.text) } else { first_escaped(&escaped(&item.text)) };
            self.line(&format!("{indent}{mark}{text}"));
        } else if depth == 0 {
            let attributes = self.attributes(item);
            self.line(&format!("- {} {{{attributes}}}", first_escaped(&escaped(&item.text))));
        } else {
            self.line(&format!("{indent}- {}", first_escaped(&escaped(&item.text))));
        }
        for child in &item.children {
            self.item(child, kind, depth + 1);
        }
    }

    fn attributes(&mut self, item: &Item) -> String {
        let mut text = format!("#{}", finding_ids::fresh(&item.text, &mut self.taken));
        let mut themes = self.themes.find(&item.text);
        themes.truncate(MOST_THEMES);
        if !themes.is_empty() {
            let _ = write!(text, " suggested-theme={}", attribute(&themes.join(", ")));
        }
        if let Some(to) = &item.to {
            let _ = write!(text, " to={}", attribute(to));
        }
        let place = match (&item.paragraph, item.page) {
            (Some(number), _) => Some(format!("paragraph {number}")),
            (None, Some(page)) => Some(format!("page {page}")),
            (None, None) => None,
        };
        if let Some(place) = place {
            let _ = write!(text, " at={}", attribute(&place));
        }
        text
    }
}

/// An attribute's value.
fn attribute(text: &str) -> String {
    let plain = text.replace(['“', '”', '„'], "\"").replace(['\n', '\\'], " ");
    format!("\"{}\"", plain.replace('"', "\\\""))
}

/// Text in which Markdown sees no marks.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(c, '*' | '_' | '[' | ']' | '<' | '>' | '`' | '{' | '}' | '\\' | '~' | '|' | '&') {
            escaped.push('\\');
        }
        escaped.push(if c == '\n' { ' ' } else { c });
    }
    escaped
}

/// What at the beginning of a line would be a list, a heading or a number.
fn first_escaped(text: &str) -> String {
    if text.starts_with(['#', '+', '-', '=']) {
        return format!("\\{text}");
    }
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    match text.as_bytes().get(digits) {
        Some(b'.' | b')') if digits > 0 => format!("{}\\{}", &text[..digits], &text[digits..]),
        _ => text.to_owned(),
    }
}
