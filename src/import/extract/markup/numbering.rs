//! The lists of a Word document: which of them have bullets, and what number comes next in the others.

use std::collections::{HashMap, HashSet};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::flow::Kind;
use super::xml;

/// Word has nine levels.
const LEVELS: usize = 9;

/// One level of a list.
#[derive(Clone, Debug, Default)]
struct Level {
    format: String,
    /// As `%1.%2.`: the numbers of the levels, and what stands between.
    text: String,
    start: u32,
}

/// All lists of a document, and how far each was counted.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    /// By their ids, the levels of each.
    definitions: HashMap<String, Vec<Level>>,
    /// The list's definition, by the id that paragraphs name.
    lists: HashMap<String, String>,
    /// Lists that begin anew and do not count on where another of their definition stopped.
    restarted: HashSet<String>,
    counts: HashMap<String, [u32; LEVELS]>,
    /// The notes in the order in which the text calls them.
    notes: HashMap<String, u32>,
}

impl Numbering {
    /// Reads `numbering.xml`; what is damaged in it ends it there.
    pub(super) fn read(text: &str) -> Self {
        let mut numbering = Self::default();
        let mut definition: Option<String> = None;
        let mut list: Option<String> = None;
        let mut reader = Reader::from_str(text);
        while let Ok(event) = reader.read_event() {
            match event {
                Event::Start(tag) | Event::Empty(tag) => match tag.local_name().as_ref() {
                    "abstractNum" => {
                        definition = xml::attribute(&tag, "abstractNumId");
                        list = None;
                    }
                    "num" => {
                        definition = None;
                        list = xml::attribute(&tag, "numId");
                    }
                    "abstractNumId" => {
                        let named = list.clone().zip(xml::attribute(&tag, "val"));
                        numbering.lists.extend(named);
                    }
                    "startOverride" => numbering.restarted.extend(list.clone()),
                    _ => {
                        if let Some(id) = &definition {
                            note(numbering.definitions.entry(id.clone()).or_default(), &tag);
                        }
                    }
                },
                Event::Eof => break,
                _ => {}
            }
        }
        numbering
    }

    /// The mark of a note: notes are counted as the text calls them, whatever their ids.
    pub(super) fn mark(&mut self, id: &str) -> String {
        let next = u32::try_from(self.notes.len()).unwrap_or(u32::MAX).saturating_add(1);
        self.notes.entry(id.to_owned()).or_insert(next).to_string()
    }

    /// What the next paragraph of a list is. Where the list is not defined, it is an item.
    pub(super) fn next(&mut self, list: &str, level: u8) -> Kind {
        let depth = usize::from(level).min(LEVELS - 1);
        let Some(id) = self.lists.get(list) else { return Kind::Item(level) };
        let Some(levels) = self.definitions.get(id) else { return Kind::Item(level) };
        let counted = if self.restarted.contains(list) { format!("list {list}") } else { id.clone() };
        let counts = self.counts.entry(counted).or_insert([0; LEVELS]);
        for (index, count) in counts.iter_mut().enumerate() {
            if index == depth {
                let start = levels.get(depth).map_or(1, |level| level.start);
                *count = if *count == 0 { start } else { count.saturating_add(1) };
            } else if index > depth {
                *count = 0;
            }
        }
        let Some(Level { format, text, .. }) = levels.get(depth) else { return Kind::Item(level) };
        // `(a)` and `iv` name an item among others; a paragraph's number is what people cite.
        if !matches!(format.as_str(), "decimal" | "decimalZero") || text.is_empty() {
            return Kind::Item(level);
        }
        let number = (1..=LEVELS)
            .zip(counts.iter())
            .fold(text.clone(), |text, (index, count)| text.replace(&format!("%{index}"), &count.to_string()));
        let number = number.trim_matches(|c: char| !c.is_ascii_digit()).to_owned();
        let is_number = !number.is_empty() && number.chars().all(|c| c.is_ascii_digit() || c == '.');
        if is_number { Kind::Numbered(number) } else { Kind::Item(level) }
    }
}

fn note(levels: &mut Vec<Level>, tag: &BytesStart<'_>) {
    let value = || xml::attribute(tag, "val").unwrap_or_default();
    match tag.local_name().as_ref() {
        "lvl" if levels.len() < LEVELS => levels.push(Level { start: 1, ..Level::default() }),
        name => {
            let Some(level) = levels.last_mut() else { return };
            match name {
                "numFmt" => level.format = value(),
                "lvlText" => level.text = value(),
                "start" => level.start = value().parse().unwrap_or(1),
                _ => {}
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Kind, Numbering};

    #[test]
    fn lists_count_on_and_begin_again_below() {
        let level = |n: u8, format: &str, text: &str| {
            format!(
                "<w:lvl w:ilvl=\"{n}\"><w:start w:val=\"1\"/><w:numFmt w:val=\"{format}\"/><w:lvlText w:val=\"{text}\"/></w:lvl>"
            )
        };
        let levels = level(0, "decimal", "%1.") + &level(1, "decimal", "%1.%2") + &level(2, "lowerLetter", "(%3)");
        let mut lists = Numbering::read(&format!(
            "<w:numbering><w:abstractNum w:abstractNumId=\"7\">{levels}</w:abstractNum>\
             <w:num w:numId=\"1\"><w:abstractNumId w:val=\"7\"/></w:num></w:numbering>"
        ));
        let number = |text: &str| Kind::Numbered(text.to_owned());
        let read = [0, 1, 1, 2, 0, 1].map(|level| lists.next("1", level));
        assert_eq!(read, [number("1"), number("1.1"), number("1.2"), Kind::Item(2), number("2"), number("2.1")]);
        assert_eq!(lists.next("9", 0), Kind::Item(0));
    }
}
