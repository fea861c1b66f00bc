//! The walk over running text: words, links and pictures inside a paragraph,
//! item or heading.

use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Tag, TagEnd};

use super::TextLink;
use super::html::Walk;
use super::inline::{self, PlacedEvent, is_inline};
use crate::diagnostics::{Code, Diagnostic, Span};
use crate::source::toml_table::Placed;

impl<'a> Walk<'a> {
    /// Writes inline events up to the end of their run; `words` takes their plain text.
    pub(super) fn inlines(
        &mut self,
        events: &[PlacedEvent<'a>],
        mut at: usize,
        cut: Option<&Range<usize>>,
        words: &mut String,
    ) -> usize {
        while let Some(placed) = events.get(at) {
            let (event, range) = placed;
            if !is_inline(event) {
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

    /// Parts the words of an open finding from what follows in another paragraph or a nested item: as
    /// plain text they stand on one line, and would run together.
    pub(super) fn part_from_words_before(&mut self) {
        if let Some(finding) = self.open_findings.last().and_then(|n| self.body.findings.get_mut(*n))
            && !finding.text.is_empty()
            && !finding.text.ends_with(char::is_whitespace)
        {
            finding.text.push(' ');
        }
    }

    /// Plain words, for the heading being read and for every finding that is open.
    fn say(&mut self, words: &mut String, text: &str) {
        words.push_str(text);
        if let Some(finding) = self.open_findings.last().and_then(|n| self.body.findings.get_mut(*n)) {
            finding.text.push_str(text);
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
            let label = has_pothole.then(|| plain_text(events, at..close));
            let id = Placed::new(to.trim_end_matches('\\').trim().to_owned(), span);
            self.say(words, label.as_deref().unwrap_or(to));
            let number = self.add_link(TextLink::Id(id, label));
            self.mark('T', number);
            return close + 1;
        }
        let Some(target) = self.text_link(to, kind, span) else {
            // Forbidden: the words stay, without a link.
            return self.inlines(up_to(events, close), at, None, words).max(close) + 1;
        };
        let number = self.add_link(target);
        self.mark('L', number);
        let end = self.inlines(up_to(events, close), at, None, words);
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
        let alt = plain_text(events, at..close);
        self.say(words, &alt);
        self.events.push(Event::Text(alt.into()));
        close + 1
    }
}

pub(super) fn raw_html(span: Span, html: &str) -> Diagnostic {
    if html.starts_with("<!--") {
        return Diagnostic::at(Code::T0602, span, "a comment is shown as text").hint("take it out");
    }
    Diagnostic::at(Code::T0602, span, "HTML is shown as text")
        .hint("write it in Markdown, or put a backslash before `<`")
}

/// The index of the event that closes a tag whose content begins at `at`.
fn closing(events: &[PlacedEvent<'_>], at: usize, end: TagEnd) -> usize {
    let is_end = |(event, _): &PlacedEvent<'_>| matches!(event, Event::End(found) if *found == end);
    events.iter().skip(at).position(is_end).map_or(events.len(), |n| at + n)
}

/// The events before one of them: what is written of a tag's content stops at the tag's end.
fn up_to<'e, 'a>(events: &'e [PlacedEvent<'a>], close: usize) -> &'e [PlacedEvent<'a>] {
    events.get(..close).unwrap_or(events)
}

/// The words of some of the events.
fn plain_text(events: &[PlacedEvent<'_>], within: Range<usize>) -> String {
    let inside = events.iter().take(within.end).skip(within.start);
    inside
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
