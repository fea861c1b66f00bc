//! The styles of a Word document: which are headings, which belong to lists, which are heavy.

use std::collections::HashMap;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::xml;

/// A style may be based on others so often; a circle has to end.
const BASES: usize = 16;

/// What a style says of its paragraphs; what it leaves out, the style that it is based on says.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Style {
    based_on: Option<String>,
    name: String,
    pub(super) outline: Option<u8>,
    pub(super) list: Option<String>,
    pub(super) level: Option<u8>,
    pub(super) bold: Option<bool>,
}

/// All styles by their ids.
#[derive(Debug, Default)]
pub(super) struct Styles(HashMap<String, Style>);

impl Styles {
    /// Reads `styles.xml`; what is damaged in it ends it there.
    pub(super) fn read(text: &str) -> Self {
        let mut styles = HashMap::new();
        let mut open: Option<(String, Style)> = None;
        let mut reader = Reader::from_str(text);
        while let Ok(event) = reader.read_event() {
            match event {
                Event::Start(tag) if tag.local_name().as_ref() == "style" => {
                    open = xml::attribute(&tag, "styleId").map(|id| (id, Style::default()));
                }
                Event::Start(tag) | Event::Empty(tag) => {
                    if let Some((_, style)) = &mut open {
                        style.note(&tag);
                    }
                }
                Event::End(tag) if tag.local_name().as_ref() == "style" => styles.extend(open.take()),
                Event::Eof => break,
                _ => {}
            }
        }
        Self(styles)
    }

    /// A style with all that it takes from others.
    pub(super) fn get(&self, id: &str) -> Style {
        let mut whole = Style::default();
        let mut next = Some(id);
        for _ in 0..BASES {
            let Some(style) = next.and_then(|id| self.0.get(id)) else { break };
            whole.outline = whole.outline.or(style.outline).or_else(|| heading(&style.name));
            whole.list = whole.list.or_else(|| style.list.clone());
            whole.level = whole.level.or(style.level);
            whole.bold = whole.bold.or(style.bold);
            if whole.name.is_empty() {
                whole.name.clone_from(&style.name);
            }
            next = style.based_on.as_deref();
        }
        whole
    }
}

impl Style {
    fn note(&mut self, tag: &BytesStart<'_>) {
        let value = || xml::attribute(tag, "val");
        match tag.local_name().as_ref() {
            "name" => self.name = value().unwrap_or_default().to_lowercase(),
            "basedOn" => self.based_on = value(),
            // Level 9 is that of running text.
            "outlineLvl" => {
                self.outline = value().and_then(|v| v.parse().ok()).filter(|level| *level < 9).map(|l: u8| l + 1)
            }
            "numId" => self.list = value(),
            "ilvl" => self.level = value().and_then(|v| v.parse().ok()),
            "b" => self.bold = Some(xml::is_on(tag)),
            _ => {}
        }
    }

    /// An entry of the table of contents.
    pub(super) fn is_contents(&self) -> bool {
        self.name.starts_with("toc ") || self.name == "toc heading"
    }
}

/// The level of a heading by the names that Word gives to its own styles in every language of the program.
fn heading(name: &str) -> Option<u8> {
    match name {
        "title" => Some(1),
        _ => name.strip_prefix("heading ")?.parse().ok().filter(|level| (1..=9).contains(level)),
    }
}

#[cfg(test)]
mod tests {
    use super::Styles;

    #[test]
    fn a_style_takes_what_it_does_not_say_from_the_one_below() {
        let styles = Styles::read(
            "<w:styles><w:style w:styleId=\"H2\"><w:name w:val=\"heading 2\"/><w:rPr><w:b/></w:rPr></w:style>\
             <w:style w:styleId=\"Own\"><w:name w:val=\"Own\"/><w:basedOn w:val=\"H2\"/><w:rPr><w:b w:val=\"0\"/></w:rPr></w:style>\
             <w:style w:styleId=\"A\"><w:basedOn w:val=\"A\"/></w:style></w:styles>",
        );
        let own = styles.get("Own");
        assert_eq!((own.outline, own.bold), (Some(2), Some(false)));
        assert_eq!(styles.get("A").outline, None);
        assert_eq!(styles.get("none"), super::Style::default());
    }
}
