//! Markdown events into pieces: the walk that finds sections, findings and
//! links, and writes the HTML between them.
//!
//! Marks (a NUL, a letter, a number, a NUL) are put into the event stream
//! where a piece begins that is no HTML; the library writes the rest as usual,
//! and its output is split at the marks. NUL cannot come from a file: it is
//! replaced before parsing.

use std::collections::BTreeMap;
use std::ops::Range;

use pulldown_cmark::{CowStr, Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::Body;
use super::block::{Block, Stance};
use super::finding::{Around, Finding};
use super::inline::{self, PlacedEvent, Run, is_inline};
use super::marks::{locate_findings, split_at_marks};
use super::running::raw_html;
use super::section::{Headings, Section};
use crate::diagnostics::{Code, Diagnostic, FileId, Span, split_near, stretch};
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
pub(super) struct Frame {
    is_item: bool,
    finding: Option<usize>,
    /// Whether the mark for notes has been put.
    noted: bool,
}

pub(super) struct Walk<'a> {
    pub(super) text: &'a str,
    pub(super) file: FileId,
    pub(super) headings: Option<&'a Headings>,
    pub(super) body: Body,
    pub(super) out: Vec<Diagnostic>,
    pub(super) events: Vec<Event<'a>>,
    frames: Vec<Frame>,
    /// Sections that are open, by number, with the heading's own level.
    pub(super) open_sections: Vec<(HeadingLevel, usize)>,
    /// Findings whose words are being read.
    pub(super) open_findings: Vec<usize>,
    /// The anchors of headings that are given, each with the last number that was put behind it.
    pub(super) anchors: BTreeMap<String, usize>,
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
            anchors: BTreeMap::new(),
            in_table_head: false,
            in_code: false,
            quotes: 0,
        }
    }

    fn parse(mut self, base: usize) -> (Body, Vec<Diagnostic>) {
        // No smart punctuation, which would change quoted words, and no footnotes, which would make ids of their own.
        let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_WIKILINKS;
        let events: Vec<PlacedEvent<'a>> = Parser::new_ext(split_near(self.text, base).1, options)
            .into_offset_iter()
            .map(|(event, range)| (event, range.start + base..range.end + base))
            .collect();
        let mut at = 0;
        while let Some(event) = events.get(at) {
            at = self.step(event, &events, at);
        }
        let mut html = String::new();
        pulldown_cmark::html::push_html(&mut html, self.events.into_iter());
        self.body.pieces = split_at_marks(&html);
        locate_findings(&mut self.body);
        self.body.shrink();
        (self.body, self.out)
    }

    /// Handles the event, which is that at `at`, and says where to go on.
    fn step(&mut self, (event, range): &PlacedEvent<'a>, events: &[PlacedEvent<'a>], at: usize) -> usize {
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
            Event::Start(Tag::HtmlBlock) => self.html_block(range.clone(), events, at),
            _ => self.block(event, events, at),
        }
    }

    /// Anything that is neither heading, item nor paragraph.
    fn block(&mut self, event: &Event<'a>, events: &[PlacedEvent<'a>], at: usize) -> usize {
        match event {
            // What became of an item is said below its own words, before whatever is nested in it.
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
        if is_inline(event) {
            return self.loose_words(events, at);
        }
        self.events.push(event.clone());
        at + 1
    }

    /// Words in a table, in a block of code or behind a nested block: nothing that can be a finding.
    fn loose_words(&mut self, events: &[PlacedEvent<'a>], at: usize) -> usize {
        if self.in_code {
            self.part_from_words_before();
            // Braces in a block of code are shown: whoever writes about this format needs them.
            return self.inlines(events, at, None, &mut String::new());
        }
        let run = self.run(events, at);
        if let Some(cut) = run.cut.clone().filter(|_| self.headings.is_some()) {
            let from = cut.end - stretch(self.text, cut.clone()).trim_start().len();
            self.out.push(
                Diagnostic::at(Code::T0414, Span::new(self.file, from..cut.end), "attributes on what is no finding")
                    .hint("they stand at the end of a list item's first paragraph, or of a paragraph of its own"),
            );
        }
        self.reject_attributes(&run);
        self.part_from_words_before();
        self.inlines(events, at, run.cut.as_ref(), &mut String::new())
    }

    /// Tables get scopes on their heads; the library does not write any.
    fn table(&mut self, event: &Event<'a>) -> bool {
        let html = match event {
            // A wide table scrolls by itself, and without `tabindex` a keyboard could not scroll it.
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

    pub(super) fn raw(&mut self, html: impl Into<CowStr<'a>>) {
        self.events.push(Event::Html(html.into()));
    }

    pub(super) fn mark(&mut self, letter: char, number: usize) {
        self.raw(format!("\0{letter}{number}\0"));
    }

    /// HTML is shown as text; a block of it that hides attributes is an error.
    fn html_block(&mut self, range: Range<usize>, events: &[PlacedEvent<'a>], at: usize) -> usize {
        let is_end = |(event, _): &PlacedEvent<'a>| matches!(event, Event::End(TagEnd::HtmlBlock));
        let length = events.iter().skip(at).take_while(|event| !is_end(event)).count();
        let text = stretch(self.text, range.clone());
        let first = Span::new(self.file, range.start..range.start + text.trim_end().len());
        if let Some(hidden) = text.find("{#") {
            let place = range.start + hidden;
            self.out.push(
                Diagnostic::at(
                    Code::T0413,
                    Span::new(self.file, place..place + 2),
                    "attributes inside a block of HTML are not seen",
                )
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
        // As a text event, so that the library escapes it.
        self.events.push(Event::Text(CowStr::from(text.trim_end().to_owned())));
        self.raw("</p>\n");
        at + length + 1
    }

    fn item(&mut self, events: &[PlacedEvent<'a>], at: usize, range: Range<usize>) -> usize {
        let loose = matches!(events.get(at), Some((Event::Start(Tag::Paragraph), _)));
        let content = if loose { at + 1 } else { at };
        let run = self.run(events, content);
        // A list in a block quote is quoted, not said.
        let top_level = self.frames.iter().all(|f| !f.is_item) && self.quotes == 0;
        let has_kind = self.current_section().is_some_and(|(_, s)| s.kind != Kind::Narrative);
        let is_finding = self.headings.is_some() && (!run.attributes.is_empty() || (top_level && has_kind));
        let finding = is_finding.then(|| self.start_finding(&run, range.clone(), true));
        self.reject_attributes(&run);
        self.block_of(&run, range, true, finding);
        if finding.is_none() {
            self.raw("<li>");
        }
        self.frames.push(Frame { is_item: true, finding, noted: false });
        if loose {
            self.events.push(Event::Start(Tag::Paragraph));
        }
        self.part_from_words_before();
        let end = self.inlines(events, content, run.cut.as_ref(), &mut String::new());
        // Other paragraphs of the item may follow, and its first one is where notes belong.
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
        let finding = is_finding.then(|| self.start_finding(&run, range.clone(), false));
        self.reject_attributes(&run);
        self.block_of(&run, range, false, finding);
        if finding.is_some() {
            self.frames.push(Frame { is_item: false, finding, noted: false });
        }
        self.events.push(Event::Start(Tag::Paragraph));
        self.part_from_words_before();
        self.inlines(events, at, run.cut.as_ref(), &mut String::new())
    }

    fn start_finding(&mut self, run: &Run, range: Range<usize>, is_item: bool) -> usize {
        let trimmed = stretch(self.text, range.clone()).trim_end().len();
        let around = Around {
            text: self.text,
            span: Span::new(self.file, range.start..range.start + trimmed),
            is_item,
            section: self.current_section(),
        };
        let mut problems = Vec::new();
        // It becomes a finding all the same, so that links to its id are no second mistake.
        if let Some(first) = run.attributes.first().filter(|_| run.is_wordless) {
            problems.push(
                Diagnostic::at(Code::T0414, first.key.span, "attributes without words before them")
                    .hint("move them to the end of the words that they belong to, with no empty line between"),
            );
        }
        let finding = Finding::from_attributes(&run.attributes, &around, &mut problems);
        self.out.append(&mut problems);
        let number = self.body.findings.len();
        self.body.findings.push(finding);
        self.open_findings.push(number);
        self.mark('O', number);
        number
    }

    /// Notes where a paragraph or an item with words of its own stands.
    fn block_of(&mut self, run: &Run, range: Range<usize>, is_item: bool, finding: Option<usize>) {
        // There is nothing in it that a suggestion could be about.
        if run.bytes.is_empty() || run.is_wordless {
            return;
        }
        let section = self.current_section().map(|(number, _)| number);
        let depth = self.frames.iter().filter(|f| f.is_item).count();
        self.body.blocks.push(Block::new(self.text, run, range, Stance { is_item, depth, section, finding }));
    }

    /// Attributes where no finding can be.
    fn reject_attributes(&mut self, run: &Run) {
        if self.headings.is_none() {
            let strays: Vec<Diagnostic> = run.attributes.iter().map(|a| self.stray(a)).collect();
            self.out.extend(strays);
        }
    }

    /// Whether what is being read stands in no item, paragraph or quotation.
    pub(super) fn stands_alone(&self) -> bool {
        self.frames.is_empty() && self.quotes == 0
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

    pub(super) fn run(&mut self, events: &[PlacedEvent<'a>], at: usize) -> Run {
        inline::run(events, at, self.text, self.file, &mut self.out)
    }
}
