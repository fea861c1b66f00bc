//! What was recognised, written as a content file that `check` accepts: for an
//! editor to read, correct and mark as reviewed.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::recognise::{BOARDS, Item, Prose, Recognised, ReportPart, Section, Unsure, Visit};
use crate::source::schema::{FindingKey, HeadingKey, InspectedKey, JudgementKey, Keys, ReportKey, SourceKey};
use crate::source::toml_text::quoted;
use crate::source::words::{Kind, Wording};
use crate::source::{Framework, Report};
use crate::terms::{ThemeFinder, finding_ids};

/// At most so many themes are suggested for an item: an editor has to take out each wrong one, and those
/// behind the third are seldom right.
const MOST_THEMES: usize = 3;

/// The page of an inspection that was only known of, which a draft takes over.
#[derive(Debug)]
pub struct KnownPage<'a> {
    /// What it says.
    pub report: &'a Report,
    /// The text below its front matter.
    pub body: &'a str,
}

impl KnownPage<'_> {
    /// The ids of its findings, present and old: they stay what they are, so no other finding gets one.
    fn ids(&self) -> BTreeSet<String> {
        let present = self.report.body.findings.iter().filter_map(|f| f.id.as_ref()).map(|id| id.value.clone());
        let renamed = self.report.renamed.iter().map(|(old, _)| old.value.clone());
        present.chain(renamed).collect()
    }
}

/// The text of a draft. What stood on the page that it takes over is kept: old ids, and below the
/// draft's own text the findings, for the editor to put in their places.
#[must_use]
pub fn write(
    recognised: &Recognised,
    framework: &Framework,
    themes: &ThemeFinder,
    known: Option<&KnownPage<'_>>,
) -> String {
    let taken = known.map(KnownPage::ids).unwrap_or_default();
    let mut draft = Draft { text: String::new(), taken, framework, themes };
    draft.front_matter(recognised, known.map(|page| page.report));
    for section in &recognised.sections {
        draft.section(section);
    }
    match known {
        Some(page) => format!("{}\n\n{}\n", draft.text.trim_end(), page.body.trim()),
        None => draft.text,
    }
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

    fn front_matter(&mut self, report: &Recognised, known: Option<&Report>) {
        self.line("+++");
        for key in &report.by_hand {
            self.line(&format!("# `{key}` was given by hand: the report does not say it, or was not understood."));
        }
        let title = report.title.as_deref().unwrap_or(&self.framework.name).to_owned();
        self.pair(ReportKey::Title, &title);
        self.pair(ReportKey::Framework, &self.framework.id.clone());
        if let Some(visit) = &report.inspected {
            self.set(ReportKey::Inspected, &days(*visit));
        }
        if let Some(published) = &report.published {
            self.set(ReportKey::Published, &published.to_string());
        }
        if !report.inspectors.is_empty() {
            let names: Vec<String> = report.inspectors.iter().map(|n| quoted(n)).collect();
            self.set(ReportKey::Inspectors, &format!("[{}]", names.join(", ")));
        }
        // The words are the report's own, and nobody has read them yet.
        self.pair(ReportKey::Wording, Wording::Verbatim.word());
        self.set(ReportKey::Reviewed, "false");
        if let Some(known) = known {
            self.taken_over(known);
        }
        if let Some(known) = known.filter(|known| !known.aliases.is_empty()) {
            let aliases: Vec<String> = known.aliases.iter().map(|alias| quoted(&alias.value)).collect();
            self.set(ReportKey::Aliases, &format!("[{}]", aliases.join(", ")));
        }
        self.suggest_scope(report);
        for (key, value) in [(ReportKey::ScopeText, &report.scope_text), (ReportKey::LegalBasis, &report.legal_basis)] {
            if let Some(value) = value {
                self.pair(key, value);
            }
        }
        // What cannot be so is asked of the editor like what is not there.
        let missing: Vec<String> =
            report.unsure.iter().filter_map(Unsure::left_out).map(|field| quoted(field.key())).collect();
        if !missing.is_empty() {
            self.set(ReportKey::NotStated, &format!("[{}]", missing.join(", ")));
        }
        if let Some(known) = known.filter(|known| !known.renamed.is_empty()) {
            self.line(&format!("\n[{}]", ReportKey::Renamed.name()));
            for (old, new) in &known.renamed {
                self.line(&format!("{} = {}", quoted(&old.value), quoted(&new.value)));
            }
        }
        self.line(&format!("\n[{}]", ReportKey::Source.name()));
        self.pair(SourceKey::File, &report.source);
        self.pair(SourceKey::Sha256, &report.sha256);
        self.pair(SourceKey::Licence, &report.licence);
        for judgement in &report.judgements {
            self.line(&format!("\n[[{}]]", ReportKey::Judgement.name()));
            self.pair(JudgementKey::Name, &judgement.name);
            self.pair(JudgementKey::Grade, &judgement.grade);
        }
        self.line("+++");
    }

    /// What a narrow visit looked at, as themes for the editor to confirm.
    fn suggest_scope(&mut self, report: &Recognised) {
        let mut themes = report.scope_text.as_deref().map(|text| self.themes.find(text)).unwrap_or_default();
        themes.truncate(MOST_THEMES);
        if !themes.is_empty() {
            let themes: Vec<String> = themes.iter().map(|theme| quoted(theme)).collect();
            self.set(ReportKey::SuggestedScope, &format!("[{}]", themes.join(", ")));
        }
    }

    /// A key with a value as TOML has it.
    fn set(&mut self, key: impl Keys, value: &str) {
        self.line(&format!("{} = {value}", key.name()));
    }

    /// A key with a text.
    fn pair(&mut self, key: impl Keys, value: &str) {
        self.set(key, &quoted(value));
    }

    /// The findings of the page of a known-only inspection whose links count for nothing until
    /// somebody has read the report itself.
    fn taken_over(&mut self, known: &Report) {
        let linked = known.body.findings.iter().filter(|f| !f.links.is_empty());
        let ids: Vec<String> = linked.filter_map(|f| f.id.as_ref()).map(|id| quoted(&id.value)).collect();
        if !ids.is_empty() {
            self.set(ReportKey::TakenOver, &format!("[{}]", ids.join(", ")));
        }
    }

    fn section(&mut self, section: &Section) {
        let kind = section.kind;
        if !section.heading.is_empty() {
            let heading = self.heading(section, kind);
            // All on one level: a kind that came from a heading above is written beside this one.
            self.line(&format!("\n## {heading}"));
        }
        let (mut by, mut group) = (None, None);
        for (n, item) in section.items.iter().enumerate() {
            self.prose(section.prose.iter().filter(|p| p.before == n));
            // A row of a plan has its own deadline.
            if item.kind.is_none() && (&item.by, &item.group) != (&by, &group) {
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
            attributes.push(format!("{}={}", HeadingKey::Kind.name(), kind.word()));
        }
        if section.part == Some(ReportPart::Board)
            && kind != Kind::Narrative
            && explained.and_then(|e| e.family).is_none()
        {
            attributes.push(format!("{}={BOARDS}", HeadingKey::Family.name()));
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
        let kind = format!("{}={}", HeadingKey::Kind.name(), kind.word());
        let attributes = match &item.by {
            Some(by) => format!(" {{{kind} {}={}}}", HeadingKey::By.name(), attribute(by)),
            None => format!(" {{{kind}}}"),
        };
        self.line(&format!("\n### {heading}{attributes}\n"));
    }

    fn prose<'p>(&mut self, list: impl Iterator<Item = &'p Prose>) {
        for prose in list {
            // The dot is escaped, or Markdown would count a list of its own.
            let number = prose.number.as_ref().map(|n| format!("{n}\\. ")).unwrap_or_default();
            let text = if number.is_empty() { first_escaped(&escaped(&prose.text)) } else { escaped(&prose.text) };
            self.line(&format!("\n{number}{text}"));
        }
    }

    fn item(&mut self, item: &Item, kind: Kind, depth: usize) {
        let indent = "  ".repeat(depth);
        if kind == Kind::Narrative && item.kind.is_none() {
            let mark = item.paragraph.as_ref().map_or_else(|| "- ".to_owned(), |n| format!("\n{n}\\. "));
            let text = if item.paragraph.is_some() { escaped(&item.text) } else { first_escaped(&escaped(&item.text)) };
            self.line(&format!("{indent}{mark}{text}"));
        } else if depth == 0 {
            let attributes = self.attributes(item, kind);
            self.line(&format!("- {} {{{attributes}}}", first_escaped(&escaped(&item.text))));
        } else {
            self.line(&format!("{indent}- {}", first_escaped(&escaped(&item.text))));
        }
        for child in &item.children {
            self.item(child, kind, depth + 1);
        }
    }

    fn attributes(&mut self, item: &Item, section: Kind) -> String {
        let mut text = format!("#{}", finding_ids::fresh(&item.text, &mut self.taken));
        if let Some(kind) = item.kind.filter(|kind| *kind != section) {
            let _ = write!(text, " {}={}", FindingKey::Kind.name(), kind.word());
        }
        if let Some(by) = item.by.as_ref().filter(|_| item.kind.is_some()) {
            let _ = write!(text, " {}={}", FindingKey::By.name(), attribute(by));
        }
        let mut themes = self.themes.find(&item.text);
        themes.truncate(MOST_THEMES);
        if !themes.is_empty() {
            let _ = write!(text, " {}={}", FindingKey::SuggestedTheme.name(), attribute(&themes.join(", ")));
        }
        if let Some(to) = &item.to {
            let _ = write!(text, " {}={}", FindingKey::To.name(), attribute(to));
        }
        if let Some(tag) = &item.tag {
            let _ = write!(text, " {}={}", FindingKey::Tag.name(), attribute(tag));
        }
        // A paragraph's number is the same in every edition, a page is not.
        let place = match (&item.paragraph, item.page) {
            (Some(number), _) => Some(format!("paragraph {number}")),
            (None, Some(page)) => Some(format!("page {page}")),
            (None, None) => None,
        };
        if let Some(place) = place {
            let _ = write!(text, " {}={}", FindingKey::At.name(), attribute(&place));
        }
        text
    }
}

/// The days of a visit as TOML has them; a month is a text.
fn days(visit: Visit) -> String {
    let (from, to) = visit.as_known();
    if visit.is_month {
        return quoted(&to.to_string());
    }
    format!("{{ {} = {from}, {} = {to} }}", InspectedKey::From.name(), InspectedKey::To.name())
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
    let number_ends = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    match text.split_at_checked(number_ends) {
        Some((number, behind)) if !number.is_empty() && behind.starts_with(['.', ')']) => format!("{number}\\{behind}"),
        _ => text.to_owned(),
    }
}
