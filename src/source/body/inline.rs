//! A run of inline Markdown: one paragraph's or heading's content, its
//! attributes found and cut off.

use std::ops::Range;

use pulldown_cmark::{CowStr, Event, Tag, TagEnd};

use crate::diagnostics::{Diagnostic, FileId, stretch};
use crate::source::attributes::{self, Attribute};

/// A Markdown event with its place in the file.
pub(super) type PlacedEvent<'a> = (Event<'a>, Range<usize>);

/// An inline run: events `range` of the document's list.
#[derive(Debug)]
pub(super) struct Run {
    /// One past its last event.
    pub(super) end: usize,
    /// Its bytes in the file, attributes included, without white space at the end.
    pub(super) bytes: Range<usize>,
    /// The bytes that the attributes take, when there are any.
    pub(super) cut: Option<Range<usize>>,
    /// Whether nothing stands before them.
    pub(super) is_wordless: bool,
    /// The attributes.
    pub(super) attributes: Vec<Attribute>,
}

/// The run that begins at event `start`; it is empty where no inline event stands there.
pub(super) fn run(
    events: &[PlacedEvent<'_>],
    start: usize,
    text: &str,
    file: FileId,
    out: &mut Vec<Diagnostic>,
) -> Run {
    let inside = || events.iter().skip(start).take_while(|(event, _)| is_inline(event));
    let end = start + inside().count();
    let mut run = Run { end, bytes: 0..0, cut: None, is_wordless: false, attributes: Vec::new() };
    let (Some((_, first)), Some(furthest)) = (inside().next(), inside().map(|(_, range)| range.end).max()) else {
        return run;
    };
    let code: Vec<Range<usize>> =
        inside().filter(|(event, _)| matches!(event, Event::Code(_))).map(|(_, range)| range.clone()).collect();
    let bytes = first.start..furthest;
    let begin = bytes.start;
    run.bytes = begin..begin + stretch(text, bytes.clone()).trim_end().len();
    if let Some(found) = attributes::find(text, bytes, &code, file, out) {
        run.is_wordless = found.range.start == begin;
        run.cut = Some(found.range);
        run.attributes = found.list;
    }
    run
}

/// Whether an event belongs to running words.
pub(super) fn is_inline(event: &Event<'_>) -> bool {
    match event {
        Event::Start(tag) => {
            matches!(tag, Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } | Tag::Image { .. })
        }
        Event::End(tag) => {
            matches!(tag, TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image)
        }
        Event::Text(_) | Event::Code(_) | Event::InlineHtml(_) | Event::SoftBreak | Event::HardBreak => true,
        _ => false,
    }
}

/// The event without the bytes of `cut`: itself, a shortened text, or nothing.
pub(super) fn without<'a>(event: &PlacedEvent<'a>, cut: Option<&Range<usize>>, text: &str) -> Option<Event<'a>> {
    let (event, range) = event;
    let Some(cut) = cut else {
        return Some(event.clone());
    };
    if cut.start <= range.start && range.end <= cut.end {
        return None;
    }
    if let Event::Text(_) = event
        && range.start < cut.start
        && cut.start < range.end
    {
        return Some(Event::Text(CowStr::from(stretch(text, range.start..cut.start).to_owned())));
    }
    Some(event.clone())
}
