//! The walk over headings: each opens a section, whose kind and defaults come
//! from its framework, its attributes and the section around it.

use pulldown_cmark::HeadingLevel;

use super::finding;
use super::html::Walk;
use super::inline::PlacedEvent;
use super::section::{Section, compared};
use crate::diagnostics::{Code, Diagnostic, did_you_mean};
use crate::source::attributes::Attribute;
use crate::source::schema::{FindingKey, HeadingKey, Keys};
use crate::source::toml_table::Placed;
use crate::source::words::Kind;

impl<'a> Walk<'a> {
    pub(super) fn heading(&mut self, events: &[PlacedEvent<'a>], at: usize, level: HeadingLevel) -> usize {
        let run = self.run(events, at);
        while self.open_sections.last().is_some_and(|(open, _)| *open >= level) {
            self.open_sections.pop();
        }
        let number = self.body.sections.len();
        // The page's title is the first level, and HTML has six. Levels that a report leaves out are closed up, as
        // readers of a screen expect.
        let shown_level = u8::try_from(self.open_sections.len()).unwrap_or(4).min(4) + 2;
        // The anchor is made of the heading's words, which are known only when they have been written.
        let before = std::mem::take(&mut self.events);
        let mut words = String::new();
        self.inlines(events, at, run.cut.as_ref(), &mut words);
        let heading = std::mem::replace(&mut self.events, before);
        let section = self.section(words.trim(), shown_level, &run.attributes);
        // What a report's page can fold begins with one of these.
        let parts = self.headings.is_some() && self.stands_alone();
        if parts {
            self.mark('H', number);
        }
        self.raw(format!("<h{shown_level} id=\"{}\">", section.anchor));
        self.events.extend(heading);
        self.raw(format!("</h{shown_level}>\n"));
        if parts {
            self.mark('h', number);
        }
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
            match HeadingKey::parse(&attribute.key.value).filter(|_| self.headings.is_some()) {
                Some(key) => self.heading_attribute(section, key, attribute),
                None => self.out.push(self.stray(attribute)),
            }
        }
    }

    fn heading_attribute(&mut self, section: &mut Section, key: HeadingKey, attribute: &Attribute) {
        match key {
            HeadingKey::Kind => {
                if let Some(kind) = finding::word(attribute, Kind::parse, Kind::WORDS, Code::T0304, &mut self.out) {
                    // The label names what the heading was before.
                    if kind.value != section.kind {
                        section.label = None;
                    }
                    section.kind = kind.value;
                }
            }
            HeadingKey::Family => {
                let family = finding::text_of(attribute, &mut self.out);
                section.family = family.map(|f| Placed::new(f, attribute.value.span));
            }
            HeadingKey::Label => section.label = finding::text_of(attribute, &mut self.out),
            HeadingKey::By => section.by = finding::text_of(attribute, &mut self.out),
            HeadingKey::To => section.to = finding::text_of(attribute, &mut self.out),
            HeadingKey::Theme => section.themes = finding::themes(attribute, self.text, &mut self.out),
        }
    }

    /// An attribute on something that takes none, or not this one.
    pub(super) fn stray(&self, attribute: &Attribute) -> Diagnostic {
        let key = attribute.key.value.as_str();
        // To whoever wrote it, it is a known word in the wrong place and not an unknown one.
        let known_elsewhere = FindingKey::parse(key).is_some();
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
            .hint_if(did_you_mean(key, HeadingKey::SCHEMA.names()))
            .hint("a heading takes `kind`, `family`, `label`, `by`, `to` and `theme`")
    }

    /// `s_` and the heading's words; findings' ids hold no underscore, so the two never meet.
    fn anchor(&mut self, heading: &str) -> String {
        let plain = deunicode::deunicode(&compared(heading)).replace('\'', "");
        let words: Vec<&str> = plain.split(|c: char| !c.is_ascii_alphanumeric()).filter(|w| !w.is_empty()).collect();
        let base = format!("s_{}", words.join("-"));
        // Where headings are alike, the number goes on from the last one that was given.
        let mut number = self.anchors.get(&base).copied().unwrap_or(0);
        let anchor = loop {
            number += 1;
            let anchor = if number == 1 { base.clone() } else { format!("{base}_{number}") };
            if !self.anchors.contains_key(&anchor) {
                break anchor;
            }
        };
        self.anchors.insert(base, number);
        // One heading may be written as another with its number is.
        self.anchors.entry(anchor.clone()).or_insert(1);
        anchor
    }
}
