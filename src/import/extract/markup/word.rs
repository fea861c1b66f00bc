//! The text of a Word document: its paragraphs, lists, tables and notes, as their marks say.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::flow::{self, Flow, Kind};
use super::numbering::Numbering;
use super::styles::Styles;
use super::xml;
use crate::diagnostics::Diagnostic;
use crate::import::extract::messages;

/// Which part of the document is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Text,
    Header,
    Footer,
    Notes,
}

/// What no reader sees: deletions that were not accepted yet, codes of fields, and the second version of a
/// drawing for older programs.
const UNSEEN: [&str; 6] = ["del", "moveFrom", "instrText", "delText", "Fallback", "pPrChange"];

/// A paragraph that is being read.
#[derive(Debug, Default)]
struct Open {
    text: String,
    style: Option<String>,
    list: Option<String>,
    level: Option<u8>,
    outline: Option<u8>,
    raised: Vec<String>,
    letters: usize,
    heavy: usize,
}

/// The words of a run have one look.
#[derive(Debug, Default)]
struct Run {
    bold: Option<bool>,
    is_hidden: bool,
}

struct Walk<'a> {
    part: Part,
    styles: &'a Styles,
    numbering: &'a mut Numbering,
    flow: &'a mut Flow,
    /// Paragraphs that are open: a text box holds paragraphs inside of one.
    open: Vec<Open>,
    run: Run,
    in_run: bool,
    in_text: bool,
    /// How many elements that nobody sees are open.
    unseen: usize,
    /// The note that is being read.
    note: Option<String>,
}

/// Reads one part into the flow.
pub(super) fn read(
    text: &str,
    part: Part,
    styles: &Styles,
    numbering: &mut Numbering,
    flow: &mut Flow,
) -> Result<(), Diagnostic> {
    let mut walk = Walk {
        part,
        styles,
        numbering,
        flow,
        open: Vec::new(),
        run: Run::default(),
        in_run: false,
        in_text: false,
        unseen: 0,
        note: None,
    };
    let mut reader = Reader::from_str(text);
    loop {
        match reader.read_event() {
            Ok(Event::Start(tag)) => walk.begin(&tag, false),
            Ok(Event::Empty(tag)) => walk.begin(&tag, true),
            Ok(Event::End(tag)) => walk.end(tag.local_name().as_ref()),
            Ok(Event::Text(text)) => walk.put(&text.xml10_content()),
            Ok(Event::CData(text)) => walk.put(&text.xml10_content()),
            Ok(Event::GeneralRef(reference)) => {
                walk.put(xml::reference(&reference).unwrap_or(char::REPLACEMENT_CHARACTER).encode_utf8(&mut [0; 4]));
            }
            Ok(Event::Eof) => break,
            Ok(_) => {}
            // Half a document would be lost in silence.
            Err(error) => return Err(messages::damaged_document(&error.to_string())),
        }
    }
    Ok(())
}

impl Walk<'_> {
    fn begin(&mut self, tag: &BytesStart<'_>, is_empty: bool) {
        let name = tag.local_name();
        let name = name.as_ref();
        if self.unseen > 0 || UNSEEN.contains(&name) {
            self.unseen += usize::from(!is_empty);
            return;
        }
        let value = || xml::attribute(tag, "val");
        match name {
            "p" if !is_empty => self.open.push(Open::default()),
            "tbl" => self.flow.table_begins(),
            "tc" if !is_empty => self.flow.cell_begins(1, 1),
            "gridSpan" => self.flow.cell_takes(value().and_then(|v| v.parse().ok()).unwrap_or(1)),
            "r" => {
                self.run = Run::default();
                self.in_run = !is_empty;
            }
            "t" => self.in_text = !is_empty,
            "tab" | "br" | "cr" if self.in_run => self.space(),
            "noBreakHyphen" => self.write("-"),
            "b" if self.in_run => self.run.bold = Some(xml::is_on(tag)),
            "vanish" if self.in_run => self.run.is_hidden = xml::is_on(tag),
            "footnoteReference" | "endnoteReference" => {
                if let (Some(open), Some(id)) = (self.open.last_mut(), xml::attribute(tag, "id")) {
                    open.raised.push(self.numbering.mark(&format!("{} {id}", name.trim_end_matches("Reference"))));
                }
            }
            // The line above the notes is kept as a note as well.
            "footnote" | "endnote" if xml::attribute(tag, "type").is_none() => {
                self.note = xml::attribute(tag, "id").map(|id| self.numbering.mark(&format!("{name} {id}")));
            }
            "pStyle" | "numId" | "ilvl" | "outlineLvl" => {
                let Some(open) = self.open.last_mut() else { return };
                match name {
                    "pStyle" => open.style = value(),
                    "numId" => open.list = value(),
                    "ilvl" => open.level = value().and_then(|v| v.parse().ok()),
                    _ => open.outline = value().and_then(|v| v.parse().ok()).filter(|l| *l < 9).map(|l: u8| l + 1),
                }
            }
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        if self.unseen > 0 {
            self.unseen -= 1;
            return;
        }
        match name {
            "p" => self.close(),
            "t" => self.in_text = false,
            "r" => self.in_run = false,
            "tc" => self.flow.cell_ends(),
            "tr" => self.flow.row_ends(),
            "tbl" => self.flow.table_ends(),
            "footnote" | "endnote" => self.note = None,
            _ => {}
        }
    }

    fn put(&mut self, text: &str) {
        if self.in_text && self.unseen == 0 && !self.run.is_hidden {
            self.write(text);
        }
    }

    fn space(&mut self) {
        if let Some(open) = self.open.last_mut() {
            open.text.push(' ');
        }
    }

    fn write(&mut self, text: &str) {
        let Some(open) = self.open.last_mut() else { return };
        let letters = text.chars().filter(|c| !c.is_whitespace()).count();
        let style = || open.style.as_ref().is_some_and(|id| self.styles.get(id).bold == Some(true));
        open.letters += letters;
        if self.run.bold.unwrap_or_else(style) {
            open.heavy += letters;
        }
        open.text.extend(text.chars().filter(|c| *c != '\u{ad}'));
    }

    fn close(&mut self) {
        let Some(open) = self.open.pop() else { return };
        let kind = self.kind(&open);
        let is_bold = open.letters > 0 && open.heavy == open.letters;
        self.flow.add(flow::passage(&open.text, kind, is_bold, open.raised));
    }

    fn kind(&mut self, open: &Open) -> Kind {
        match self.part {
            Part::Header => return Kind::Header,
            Part::Footer => return Kind::Footer,
            Part::Notes => return Kind::Note(self.note.clone().unwrap_or_default()),
            Part::Text => {}
        }
        let style = open.style.as_deref().map(|id| self.styles.get(id)).unwrap_or_default();
        if style.is_contents() {
            return Kind::Contents;
        }
        let list = open.list.clone().or(style.list).filter(|list| list != "0");
        let level = open.level.or(style.level).unwrap_or(0);
        // An empty paragraph shows no number and takes none.
        let numbered = list.filter(|_| open.letters > 0).map(|list| self.numbering.next(&list, level));
        match open.outline.or(style.outline) {
            Some(level) => Kind::Heading(level),
            None => numbered.unwrap_or_default(),
        }
    }
}
