//! XML, written by quick-xml: elements with attributes and text, nothing more.

use std::io;

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

use crate::diagnostics::{Diagnostic, unwritten};

/// A document that is being written.
pub(super) struct Document {
    writer: Writer<Vec<u8>>,
    /// The first failure, which makes the document worth nothing.
    failed: io::Result<()>,
}

impl Document {
    pub(super) fn new() -> Self {
        let mut document = Self { writer: Writer::new_with_indent(Vec::new(), b' ', 1), failed: Ok(()) };
        document.event(Event::Decl(BytesDecl::new("1.0", Some("utf-8"), None)));
        document
    }

    fn event(&mut self, event: Event<'_>) {
        if self.failed.is_ok() {
            self.failed = self.writer.write_event(event);
        }
    }

    fn start(name: &str, attributes: &[(&str, &str)]) -> BytesStart<'static> {
        let mut start = BytesStart::new(name.to_owned());
        for (key, value) in attributes {
            let value = allowed(value);
            start.push_attribute((*key, value.as_str()));
        }
        start
    }

    pub(super) fn open(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.event(Event::Start(Self::start(name, attributes)));
    }

    pub(super) fn close(&mut self, name: &str) {
        self.event(Event::End(BytesEnd::new(name.to_owned())));
    }

    pub(super) fn empty(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.event(Event::Empty(Self::start(name, attributes)));
    }

    pub(super) fn text(&mut self, name: &str, attributes: &[(&str, &str)], text: &str) {
        self.open(name, attributes);
        self.event(Event::Text(BytesText::new(&allowed(text))));
        self.close(name);
    }

    /// The bytes of the file at `path`, or what is wrong with it.
    pub(super) fn finish(self, path: &str) -> Result<Vec<u8>, Diagnostic> {
        self.failed.map_err(|error| unwritten(path, &error))?;
        let mut bytes = self.writer.into_inner();
        bytes.push(b'\n');
        Ok(bytes)
    }
}

/// A text without the characters that XML 1.0 does not allow, which the writer lets through.
fn allowed(text: &str) -> String {
    let fine = |c: &char| matches!(c, '\t' | '\n' | '\r' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..);
    text.chars().filter(fine).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_escaped_and_cleaned() {
        let mut document = Document::new();
        document.text("a", &[("b", "\"<\u{1}")], "x < y & \u{8}z");
        let text = String::from_utf8(document.finish("a.xml").unwrap()).unwrap();
        assert!(text.ends_with("<a b=\"&quot;&lt;\">x &lt; y &amp; z</a>\n"), "{text}");
    }
}
