//! What was recognised, written as a content file that `check` accepts: for an
//! editor to read, correct and mark as reviewed.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::mark;
use super::recognise::{BOARDS, Item, Prose, Recognised, ReportPart, Section, Unsure, Visit};
use crate::source::date::PartialDate;
use crate::source::schema::{
    CorrectionKey, FindingKey, HeadingKey, InspectedKey, JudgementKey, Keys, ReportKey, SourceKey,
};
use crate::source::toml_text::{list, quoted};
use crate::source::words::{Kind, Wording};
use crate::source::{Framework, Placed, Report};
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

/// Ids that a draft has to keep, since somebody may have them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KeptIds {
    /// Old ids of the report.
    pub aliases: Vec<String>,
    /// Old ids of findings, each with the present one.
    pub renamed: Vec<(String, String)>,
    /// Ids of the findings, in order; those behind the last get fresh ones.
    pub findings: Vec<String>,
}

/// What stands in a draft about a fact that the import was told.
fn note_by_hand(key: &str) -> String {
    format!("# `{key}` was given by hand: the report does not say it, or was not understood.")
}

/// Whether a draft says that a fact was given by hand.
pub(crate) fn was_given(draft: &str, key: &str) -> bool {
    let note = note_by_hand(key);
    // Only at the head of the front matter: further below the words may be anybody's.
    draft.lines().skip(1).take_while(|line| line.starts_with('#')).any(|line| line.trim_end() == note)
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
    let Some(page) = known else { return write_again(recognised, framework, themes, KeptIds::default()) };
    let placed = |list: &[Placed<String>]| list.iter().map(|id| id.value.clone()).collect();
    let renamed = page.report.renamed.iter().map(|(old, new)| (old.value.clone(), new.value.clone())).collect();
    let kept = KeptIds { aliases: placed(&page.report.aliases), renamed, findings: Vec::new() };
    let mut draft = Draft::new(framework, themes, kept.findings, page.ids());
    draft.front_matter(recognised, &kept.aliases, &kept.renamed, Some(page.report));
    draft.sections(recognised);
    // It holds an editor's words from the start, so it gets no mark that nobody has touched it.
    format!("{}\n\n{}\n", draft.text.trim_end(), page.body.trim())
}

/// The text of a draft that keeps these ids, with the mark of a draft that nobody has touched.
pub(crate) fn write_again(
    recognised: &Recognised,
    framework: &Framework,
    themes: &ThemeFinder,
    kept: KeptIds,
) -> String {
    let KeptIds { aliases, renamed, findings } = kept;
    let mut draft = Draft::new(framework, themes, findings, BTreeSet::new());
    let mark_at = draft.front_matter(recognised, &aliases, &renamed, None);
    draft.sections(recognised);
    mark::marked(&draft.text, mark_at)
}

struct Draft<'a> {
    text: String,
    /// Ids that the next findings get.
    given: std::vec::IntoIter<String>,
    taken: BTreeSet<String>,
    framework: &'a Framework,
    themes: &'a ThemeFinder,
}

impl<'a> Draft<'a> {
    fn new(framework: &'a Framework, themes: &'a ThemeFinder, given: Vec<String>, mut taken: BTreeSet<String>) -> Self {
        taken.extend(given.iter().cloned());
        Self { text: String::new(), given: given.into_iter(), taken, framework, themes }
    }

    fn sections(&mut self, recognised: &Recognised) {
        for section in &recognised.sections {
            self.section(section);
        }
    }

    fn line(&mut self, line: &str) {
        self.text.push_str(line);
        self.text.push('\n');
    }

    /// The front matter; the place of the mark in it.
    fn front_matter(
        &mut self,
        report: &Recognised,
        aliases: &[String],
        renamed: &[(String, String)],
        known: Option<&Report>,
    ) -> usize {
        self.line("+++");
        for key in &report.by_hand {
            self.line(&note_by_hand(key));
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
        if !aliases.is_empty() {
            self.set(ReportKey::Aliases, &list(aliases));
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
        self.table(ReportKey::Renamed, renamed.iter().map(|(old, new)| (old.as_str(), new.as_str())));
        let gone = known.into_iter().flat_map(|known| &known.withdrawn_findings);
        self.table(ReportKey::WithdrawnFindings, gone.map(|(id, why)| (id.value.as_str(), why.value.as_str())));
        self.line(&format!("\n[{}]", ReportKey::Source.name()));
        self.pair(SourceKey::File, &report.source);
        self.pair(SourceKey::Sha256, &report.sha256);
        let mark_at = self.text.len();
        self.pair(SourceKey::Licence, &report.licence);
        for judgement in &report.judgements {
            self.line(&format!("\n[[{}]]", ReportKey::Judgement.name()));
            self.pair(JudgementKey::Name, &judgement.name);
            self.pair(JudgementKey::Grade, &judgement.grade);
        }
        // What was published of the page that it takes over stays published.
        for correction in known.into_iter().flat_map(|known| &known.corrections) {
            self.line(&format!("\n[[{}]]", ReportKey::Correction.name()));
            self.set(CorrectionKey::Date, &written_date(correction.date.value));
            self.pair(CorrectionKey::Note, &correction.note);
            let findings: Vec<String> = correction.findings.iter().map(|id| id.value.clone()).collect();
            self.set(CorrectionKey::Findings, &list(&findings));
        }
        self.line("+++");
        mark_at
    }

    /// A table of ids, each with a text; nothing where there is none.
    fn table<'t>(&mut self, key: ReportKey, rows: impl Iterator<Item = (&'t str, &'t str)>) {
        for (n, (id, text)) in rows.enumerate() {
            if n == 0 {
                self.line(&format!("\n[{}]", key.name()));
            }
            self.line(&format!("{} = {}", quoted(id), quoted(text)));
        }
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
        let id = self.given.next().unwrap_or_else(|| finding_ids::fresh(&item.text, &mut self.taken));
        let mut text = format!("#{id}");
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

/// A date as front matter has it: one known in part is a text.
fn written_date(date: PartialDate) -> String {
    match date {
        PartialDate::Day(_) => date.to_string(),
        PartialDate::Month(..) | PartialDate::Year(_) => quoted(&date.to_string()),
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
