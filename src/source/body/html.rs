//! Markdown events into pieces: the walk that finds sections, findings and
//! links, and writes the HTML between them.
//!
//! Marks (a NUL, a letter, a number, a NUL) are put into the event stream
//! where a piece begins that is no HTML; the library writes the rest as usual,
//! and its output is split at the marks. NUL cannot come from a file: it is
//! replaced before parsing.

use std::ops::Range;

use pulldown_cmark::{CowStr, Event, HeadingLevel, LinkType, Options, Parser, Tag, TagEnd};

use super::finding::{self, Finding, Surroundings};
use super::inline::{self, Placed as PlacedEvent, Run};
use super::section::{Headings, Section, compared};
use super::{Body, Piece, TextLink};
use crate::diagnostics::{Code, Diagnostic, FileId, Span, did_you_mean};
use crate::source::attributes::Attribute;
use crate::source::schema::HEADING_ATTRIBUTES;
use crate::source::toml_table::Placed;
use crate::source::words::Kind;

/// Parses a report's body: the text of `file` from byte `base` on.
pub(crate) fn parse_report(text: &str, base: usize, file: FileId, headings: &Headings) -> (Body, Vec<Diagnostic>) {
    Walk::new(text, file, Some(headings)).parse(base)
}

/// Parses a body that holds no findings: an introduction, a description.
pub(crate) fn parse_prose(text: &str, base: usize, file: FileId) -> (Body, Vec<Diagnostic>) {
    Walk::new(text, file, None).parse(base)
}

/// A list item or paragraph that is being written.
struct Frame {
    is_item: bool,
    finding: Option<usize>,
    /// Whether the mark for notes has been put.
    noted: bool,
}

struct Walk<'a> {
    text: &'a str,
    file: FileId,
    headings: Option<&'a Headings>,
    body: Body,
    out: Vec<Diagnostic>,
    events: Vec<Event<'a>>,
    frames: Vec<Frame>,
    /// Sections that are open, by number, with the heading's own level.
    open_sections: Vec<(HeadingLevel, usize)>,
    /// Findings whose words are being read.
    open_findings: Vec<usize>,
    in_table_head: bool,
    in_code: bool,
    /// How deep in block quotes.
    quotes: usize,
}

impl<'a> Walk<'a> {
    fn new(text: &'a str, file: FileId, headings: Option<&'a Headings>) -> Self {
        Self {
            text,
            file,
            headings,
            body: Body::default(),
            out: Vec::new(),
            events: Vec::new(),
            frames: Vec::new(),
            open_sections: Vec::new(),
            open_findings: Vec::new(),
            in_table_head: false,
            in_code: false,
            quotes: 0,
        }
    }

    fn parse(mut self, base: usize) -> (Body, Vec<Diagnostic>) {
        let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_WIKILINKS;
        let events: Vec<PlacedEvent<'a>> = Parser::new_ext(&self.text[base..], options)
            .into_offset_iter()
            .map(|(event, range)| (event, range.start + base..range.end + base))
            .collect();
        let mut at = 0;
        while at < events.len() {
            at = self.step(&events, at);
        }
        let mut html = String::new();
        pulldown_cmark::html::push_html(&mut html, self.events.into_iter());
        self.body.pieces = split_at_marks(&html);
        locate_findings(&mut self.body);
        (self.body, self.out)
    }

    /// Handles the event at `at` and says where to go on.
    fn step(&mut self, events: &[PlacedEvent<'a>], at: usize) -> usize {
        let (event, range) = &events[at];
        match event {
            Event::Start(Tag::Heading { level, .. }) => self.heading(events, at + 1, *level),
            Event::Start(Tag::Item) => self.item(events, at + 1, range.clone()),
            Event::End(TagEnd::Item) => {
                self.close_frame();
                at + 1
            }
            Event::Start(Tag::Paragraph) => self.paragraph(events, at + 1, range.clone()),
            Event::End(TagEnd::Paragraph) => {
                self.events.push(event.clone());
                if self.frames.last().is_some_and(|f| !f.is_item) {
                    self.close_frame();
                } else {
                    self.note();
                }
                at + 1
            }
            _ => self.block(events, at),
        }
    }

    /// Anything that is neither heading, item nor paragraph.
    fn block(&mut self, events: &[PlacedEvent<'a>], at: usize) -> usize {
        let event = &events[at].0;
        match event {
            Event::Start(Tag::HtmlBlock) => return self.html_block(events, at),
            Event::Start(Tag::List(_) | Tag::Table(_)) => self.note(),
            Event::Start(Tag::CodeBlock(_)) => {
                self.note();
                self.in_code = true;
            }
            Event::End(TagEnd::CodeBlock) => self.in_code = false,
            Event::Start(Tag::BlockQuote(_)) => {
                self.note();
                self.quotes += 1;
            }
            Event::End(TagEnd::BlockQuote(_)) => self.quotes = self.quotes.saturating_sub(1),
            _ => {}
        }
        if self.table(event) {
            return at + 1;
        }
        let is_inline = is_inline_event(event) || matches!(event, Event::Start(tag) if is_inline_tag(tag));
        if is_inline {
            return self.loose_words(events, at);
        }
        self.events.push(event.clone());
        at + 1
    }

    /// Words in a table, in a block of code or behind a nested block: nothing that can be a finding.
    fn loose_words(&mut self, events: &[PlacedEvent<'a>], at: usize) -> usize {
        if self.in_code {
            return self.inlines(events, at, None, &mut String::new());
        }
        let run = self.run(events, at);
        if let Some(cut) = run.cut.clone().filter(|_| self.headings.is_some()) {
            let from = cut.end - self.text[cut.clone()].trim_start().len();
            self.out.push(
                Diagnostic::at(Code::T0414, Span::new(self.file, from..cut.end), "attributes on what is no finding")
                    .hint("they stand at the end of a list item's first paragraph, or of a paragraph of its own"),
            );
        }
        self.reject_attributes(&run);
        self.inlines(&events[..run.end], at, run.cut.as_ref(), &mut String::new())
    }

    /// Tables get scopes on their heads; the library does not write any.
    fn table(&mut self, event: &Event<'a>) -> bool {
        let html = match event {
            Event::Start(Tag::Table(_)) => "<div class=\"table-wrap\" tabindex=\"0\"><table>\n",
            Event::End(TagEnd::Table) => "</tbody></table></div>\n",
            Event::Start(Tag::TableHead) => {
                self.in_table_head = true;
                "<thead><tr>"
            }
            Event::End(TagEnd::TableHead) => {
                self.in_table_head = false;
                "</tr></thead>\n<tbody>\n"
            }
            Event::Start(Tag::TableRow) => "<tr>",
            Event::End(TagEnd::TableRow) => "</tr>\n",
            Event::Start(Tag::TableCell) if self.in_table_head => "<th scope=\"col\">",
            Event::End(TagEnd::TableCell) if self.in_table_head => "</th>",
            Event::Start(Tag::TableCell) => "<td>",
            Event::End(TagEnd::TableCell) => "</td>",
            _ => return false,
        };
        self.raw(html);
        true
    }

    fn raw(&mut self, html: impl Into<CowStr<'a>>) {
        self.events.push(Event::Html(html.into()));
    }

    fn mark(&mut self, letter: char, number: usize) {
        self.raw(format!("\0{letter}{number}\0"));
    }

    /// HTML is shown as text; a block of it that hides attributes is an error.
    fn html_block(&mut self, events: &[PlacedEvent<'a>], at: usize) -> usize {
        let range = events[at].1.clone();
        let length = events[at..]
            .iter()
            .take_while(|(e, _)| !matches!(e, Event::End(TagEnd::HtmlBlock)))
            .count();
        let text = &self.text[range.clone()];
        let first = Span::new(self.file, range.start..range.start + text.trim_end().len());
        if let Some(hidden) = text.find("{#") {
            let place = range.start + hidden;
            self.out.push(
                Diagnostic::at(Code::T0413, Span::new(self.file, place..place + 2), "attributes inside a block of HTML are not seen")
                    .other(first, "the block begins here")
                    .hint(if text.starts_with("<!--") {
                        "take the comment out; what is in it would be shown"
                    } else {
                        "take the HTML out, or put an empty line before the item"
                    }),
            );
        } else {
            self.out.push(raw_html(first, text));
        }
        self.note();
        self.raw("<p>");
        self.events.push(Event::Text(CowStr::from(text.trim_end().to_owned())));
        self.raw("</p>\n");
        at + length + 1
    }

    fn heading(&mut self, events: &[PlacedEvent<'a>], at: usize, level: HeadingLevel) -> usize {
        let run = self.run(events, at);
        while self.open_sections.last().is_some_and(|(open, _)| *open >= level) {
            self.open_sections.pop();
        }
        let number = self.body.sections.len();
        let shown_level = u8::try_from(self.open_sections.len()).unwrap_or(4).min(4) + 2;
        let from = self.events.len();
        self.raw(String::new());
        let mut words = String::new();
        self.inlines(&events[..run.end], at, run.cut.as_ref(), &mut words);
        let section = self.section(words.trim(), shown_level, &run.attributes);
        self.events[from] = Event::Html(format!("<h{shown_level} id=\"{}\">", section.anchor).into());
        self.raw(format!("</h{shown_level}>\n"));
        self.open_sections.push((level, number));
        self.body.sections.push(section);
        // The heading's own end.
        run.end + 1
    }

    fn section(&mut self, heading: &str, level: u8, attributes: &[Attribute]) -> Section {
        let parent = self.open_sections.last().and_then(|(_, n)| self.body.sections.get(*n)).cloned();
        let explained = self.headings.and_then(|h| h.explain(heading)).cloned();
        let mut section = Section {
            heading: heading.to_owned(),
            anchor: self.anchor(heading),
            level,
            kind: parent.as_ref().map_or(Kind::Narrative, |p| p.kind),
            label: parent.as_ref().and_then(|p| p.label.clone()),
            family: parent.as_ref().and_then(|p| p.family.clone()),
            by: parent.as_ref().and_then(|p| p.by.clone()),
            to: parent.as_ref().and_then(|p| p.to.clone()),
            themes: parent.map(|p| p.themes).unwrap_or_default(),
        };
        if let Some(explained) = explained {
            section.kind = explained.kind;
            section.label = explained.label;
            section.family = explained.family.or(section.family);
        }
        self.heading_attributes(&mut section, attributes);
        section
    }

    fn heading_attributes(&mut self, section: &mut Section, attributes: &[Attribute]) {
        for attribute in attributes {
            let key = attribute.key.value.as_str();
            if self.headings.is_none() || !HEADING_ATTRIBUTES.names().any(|n| n == key) {
                self.out.push(self.stray(attribute));
                continue;
            }
            match key {
                "kind" => {
                    let all: Vec<&str> = Kind::all_words().collect();
                    if let Some(kind) = finding::word(attribute, Kind::parse, &all, Code::T0304, &mut self.out) {
                        if kind.value != section.kind {
                            section.label = None;
                        }
                        section.kind = kind.value;
                    }
                }
                "family" => {
                    section.family = finding::said(attribute, &mut self.out).map(|f| Placed::new(f, attribute.value.span));
                }
                "label" => section.label = finding::said(attribute, &mut self.out),
                "by" => section.by = finding::said(attribute, &mut self.out),
                "to" => section.to = finding::said(attribute, &mut self.out),
                _ => section.themes = finding::themes(attribute, self.text, &mut self.out),
            }
        }
    }

    /// An attribute on something that takes none, or not this one.
    fn stray(&self, attribute: &Attribute) -> Diagnostic {
        let key = attribute.key.value.as_str();
        let known_elsewhere = crate::source::schema::FINDING_ATTRIBUTES.names().any(|n| n == key);
        let span = attribute.key.span;
        if self.headings.is_none() {
            return Diagnostic::at(Code::T0407, span, format!("`{key}` does not belong here"))
                .hint("only findings in reports, and their headings, carry attributes");
        }
        if known_elsewhere {
            return Diagnostic::at(Code::T0407, span, format!("a heading takes no `{key}`"))
                .hint("put it on the findings below");
        }
        Diagnostic::at(Code::T0402, span, format!("unknown attribute `{key}`"))
            .hint_if(did_you_mean(key, HEADING_ATTRIBUTES.names()))
            .hint("a heading takes `kind`, `family`, `label`, `by`, `to` and `theme`")
    }

    /// `s_` and the heading's words; findings' ids hold no underscore, so the two never meet.
    fn anchor(&self, heading: &str) -> String {
        let plain = deunicode::deunicode(&compared(heading)).replace('\'', "");
        let words: Vec<&str> = plain.split(|c: char| !c.is_ascii_alphanumeric()).filter(|w| !w.is_empty()).collect();
        let base = format!("s_{}", words.join("-"));
        let taken = |a: &str| self.body.sections.iter().any(|s| s.anchor == a);
        if !taken(&base) {
            return base;
        }
        (2..).map(|n| format!("{base}_{n}")).find(|a| !taken(a)).unwrap_or(base)
    }

    fn item(&mut self, events: &[PlacedEvent<'a>], at: usize, range: Range<usize>) -> usize {
        let loose = matches!(events.get(at), Some((Event::Start(Tag::Paragraph), _)));
        let content = if loose { at + 1 } else { at };
        let run = self.run(events, content);
        let top_level = self.frames.iter().all(|f| !f.is_item) && self.quotes == 0;
        let has_kind = self.current_section().is_some_and(|(_, s)| s.kind != Kind::Narrative);
        let is_finding = self.headings.is_some() && (!run.attributes.is_empty() || (top_level && has_kind));
        let finding = is_finding.then(|| self.start_finding(&run, range, true));
        self.reject_attributes(&run);
        if finding.is_none() {
            self.raw("<li>");
        }
        self.frames.push(Frame { is_item: true, finding, noted: false });
        if loose {
            self.events.push(Event::Start(Tag::Paragraph));
        }
        let end = self.inlines(&events[..run.end], content, run.cut.as_ref(), &mut String::new());
        if loose && matches!(events.get(end), Some((Event::End(TagEnd::Paragraph), _))) {
            self.events.push(Event::End(TagEnd::Paragraph));
            self.note();
            return end + 1;
        }
        end
    }

    fn paragraph(&mut self, events: &[PlacedEvent<'a>], at: usize, range: Range<usize>) -> usize {
        let run = self.run(events, at);
        let is_finding = self.headings.is_some() && !run.attributes.is_empty();
        let finding = is_finding.then(|| self.start_finding(&run, range, false));
        self.reject_attributes(&run);
        if finding.is_some() {
            self.frames.push(Frame { is_item: false, finding, noted: false });
        }
        self.events.push(Event::Start(Tag::Paragraph));
        self.inlines(&events[..run.end], at, run.cut.as_ref(), &mut String::new())
    }

    fn start_finding(&mut self, run: &Run, range: Range<usize>, is_item: bool) -> usize {
        let trimmed = self.text[range.clone()].trim_end().len();
        let around = Surroundings {
            text: self.text,
            span: Span::new(self.file, range.start..range.start + trimmed),
            is_item,
            section: self.current_section(),
        };
        let mut problems = Vec::new();
        if let Some(first) = run.attributes.first().filter(|_| run.is_wordless) {
            problems.push(
                Diagnostic::at(Code::T0414, first.key.span, "attributes without words before them")
                    .hint("move them to the end of the words that they belong to, with no empty line between"),
            );
        }
        let finding = Finding::read(&run.attributes, &around, &mut problems);
        self.out.append(&mut problems);
        let number = self.body.findings.len();
        self.body.findings.push(finding);
        self.open_findings.push(number);
        self.mark('O', number);
        number
    }

    /// Attributes where no finding can be.
    fn reject_attributes(&mut self, run: &Run) {
        if self.headings.is_none() {
            let strays: Vec<Diagnostic> = run.attributes.iter().map(|a| self.stray(a)).collect();
            self.out.extend(strays);
        }
    }

    fn current_section(&self) -> Option<(usize, &Section)> {
        let (_, number) = self.open_sections.last()?;
        self.body.sections.get(*number).map(|s| (*number, s))
    }

    /// Puts the mark for notes, once a finding, where its first words end.
    fn note(&mut self) {
        let Some(frame) = self.frames.last_mut() else {
            return;
        };
        if let Some(finding) = frame.finding.filter(|_| !frame.noted) {
            frame.noted = true;
            self.mark('N', finding);
        }
    }

    fn close_frame(&mut self) {
        self.note();
        let Some(frame) = self.frames.pop() else {
            return;
        };
        match frame.finding {
            Some(finding) => {
                self.mark('C', finding);
                self.open_findings.retain(|n| *n != finding);
            }
            None => self.raw("</li>\n"),
        }
    }

    fn run(&mut self, events: &[PlacedEvent<'a>], at: usize) -> Run {
        inline::run(events, at, self.text, self.file, &mut self.out)
    }

    /// Writes inline events up to the end of their run; `words` takes their plain text.
    fn inlines(
        &mut self,
        events: &[PlacedEvent<'a>],
        mut at: usize,
        cut: Option<&Range<usize>>,
        words: &mut String,
    ) -> usize {
        while let Some(placed) = events.get(at) {
            let (event, range) = placed;
            if let Event::Start(tag) = event {
                if !is_inline_tag(tag) {
                    break;
                }
            } else if !is_inline_event(event) {
                break;
            }
            at += 1;
            match event {
                Event::Start(Tag::Link { link_type, dest_url, .. }) => {
                    at = self.link(events, at, *link_type, dest_url, range.clone(), words);
                }
                Event::Start(Tag::Image { .. }) => at = self.picture(events, at, range.clone(), words),
                Event::InlineHtml(html) if inline::without(placed, cut, self.text).is_some() => {
                    self.out.push(raw_html(Span::new(self.file, range.clone()), html));
                    self.say(words, html);
                    self.events.push(Event::Text(html.clone()));
                }
                _ => {
                    if let Some(kept) = inline::without(placed, cut, self.text) {
                        self.inline_event(kept, words);
                    }
                }
            }
        }
        trim_end(&mut self.events);
        at
    }

    fn inline_event(&mut self, event: Event<'a>, words: &mut String) {
        match &event {
            Event::Text(text) | Event::Code(text) => self.say(words, &text.clone()),
            Event::SoftBreak | Event::HardBreak => self.say(words, " "),
            _ => {}
        }
        self.events.push(event);
    }

    /// Plain words, for the heading being read and for every finding that is open.
    fn say(&mut self, words: &mut String, text: &str) {
        words.push_str(text);
        if let Some(innermost) = self.open_findings.last() {
            self.body.findings[*innermost].text.push_str(text);
        }
    }

    fn link(
        &mut self,
        events: &[PlacedEvent<'a>],
        at: usize,
        kind: LinkType,
        to: &str,
        range: Range<usize>,
        words: &mut String,
    ) -> usize {
        let close = closing(events, at, TagEnd::Link);
        let span = Span::new(self.file, range);
        if let LinkType::WikiLink { has_pothole } = kind {
            let label = has_pothole.then(|| plain_text(&events[at..close]));
            let id = Placed::new(to.trim_end_matches('\\').trim().to_owned(), span);
            self.say(words, label.as_deref().unwrap_or(to));
            let number = self.add_link(TextLink::Id(id, label));
            self.mark('T', number);
            return close + 1;
        }
        let Some(target) = self.text_link(to, kind, span) else {
            // Forbidden: the words stay, without a link.
            return self.inlines(&events[..close], at, None, words).max(close) + 1;
        };
        let number = self.add_link(target);
        self.mark('L', number);
        let end = self.inlines(&events[..close], at, None, words);
        self.mark('E', number);
        end.max(close) + 1
    }

    fn text_link(&mut self, to: &str, kind: LinkType, span: Span) -> Option<TextLink> {
        if kind == LinkType::Email {
            return Some(TextLink::Outside(format!("mailto:{to}")));
        }
        if let Some(fragment) = to.strip_prefix('#') {
            return Some(TextLink::Fragment(Placed::new(fragment.to_owned(), span)));
        }
        let scheme = to.split(['/', '?', '#']).next().unwrap_or("").split_once(':').map(|(s, _)| s.to_lowercase());
        match scheme.as_deref() {
            Some("http" | "https" | "mailto") => Some(TextLink::Outside(to.to_owned())),
            None if !to.starts_with("//") && !to.starts_with('/') && !to.is_empty() => {
                Some(TextLink::File(Placed::new(to.to_owned(), span)))
            }
            _ => {
                self.out.push(
                    Diagnostic::at(Code::T0601, span, format!("a link may not go to `{to}`"))
                        .hint("link to an http, https or mailto address, or relatively to a content file"),
                );
                None
            }
        }
    }

    fn add_link(&mut self, link: TextLink) -> usize {
        self.body.links.push(link);
        self.body.links.len() - 1
    }

    /// Pictures are not published; their words are.
    fn picture(&mut self, events: &[PlacedEvent<'a>], at: usize, range: Range<usize>, words: &mut String) -> usize {
        let close = closing(events, at, TagEnd::Image);
        self.out.push(
            Diagnostic::at(Code::T0605, Span::new(self.file, range), "pictures are not published")
                .hint("the words in the brackets are shown instead"),
        );
        let alt = plain_text(&events[at..close]);
        self.say(words, &alt);
        self.events.push(Event::Text(alt.into()));
        close + 1
    }
}

fn raw_html(span: Span, html: &str) -> Diagnostic {
    if html.starts_with("<!--") {
        return Diagnostic::at(Code::T0602, span, "a comment is shown as text").hint("take it out");
    }
    Diagnostic::at(Code::T0602, span, "HTML is shown as text").hint("write it in Markdown, or put a backslash before `<`")
}

fn is_inline_tag(tag: &Tag<'_>) -> bool {
    matches!(tag, Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } | Tag::Image { .. })
}

fn is_inline_event(event: &Event<'_>) -> bool {
    matches!(
        event,
        Event::Text(_)
            | Event::Code(_)
            | Event::InlineHtml(_)
            | Event::SoftBreak
            | Event::HardBreak
            | Event::End(TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image)
    )
}

/// The index of the event that closes a tag whose content begins at `at`.
fn closing(events: &[PlacedEvent<'_>], at: usize, end: TagEnd) -> usize {
    events[at..]
        .iter()
        .position(|(e, _)| matches!(e, Event::End(found) if *found == end))
        .map_or(events.len(), |n| at + n)
}

fn plain_text(events: &[PlacedEvent<'_>]) -> String {
    events
        .iter()
        .filter_map(|(e, _)| match e {
            Event::Text(t) | Event::Code(t) => Some(t.as_ref()),
            Event::SoftBreak => Some(" "),
            _ => None,
        })
        .collect()
}

/// Where attributes were cut off, a space or line end may be left before them.
fn trim_end(events: &mut Vec<Event<'_>>) {
    while matches!(events.last(), Some(Event::SoftBreak)) {
        events.pop();
    }
}

fn split_at_marks(html: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    for (n, part) in html.split('\0').enumerate() {
        if n % 2 == 0 {
            if !part.is_empty() {
                pieces.push(Piece::Html(part.to_owned()));
            }
            continue;
        }
        let number = part.get(1..).and_then(|d| d.parse().ok()).unwrap_or(0);
        pieces.push(match part.as_bytes().first() {
            Some(b'O') => Piece::Open(number),
            Some(b'N') => Piece::Notes(number),
            Some(b'C') => Piece::Close(number),
            Some(b'L') => Piece::Link(number),
            Some(b'E') => Piece::LinkEnd(number),
            _ => Piece::Title(number),
        });
    }
    pieces
}

/// Sets where each finding's pieces lie, and tidies its words.
fn locate_findings(body: &mut Body) {
    let mut start = vec![0; body.findings.len()];
    for (at, piece) in body.pieces.iter().enumerate() {
        match piece {
            Piece::Open(n) => start[*n] = at + 1,
            Piece::Close(n) => body.findings[*n].pieces = start[*n]..at,
            _ => {}
        }
    }
    for finding in &mut body.findings {
        finding.text = finding.text.split_whitespace().collect::<Vec<_>>().join(" ");
    }
}
