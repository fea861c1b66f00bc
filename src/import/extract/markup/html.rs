//! Web pages: their paragraphs, lists and tables, as their tags say.
//!
//! Pages are written carelessly, so no tag is taken to be closed: a tag that begins a block ends the block
//! that is open.

use html5gum::emitters::default::DefaultEmitter;
use html5gum::{StartTag, Token, Tokenizer};

use super::flow::{self, Flow, Kind};
use crate::import::extract::passage::{Hint, Passage};

/// Elements with no text for readers.
const UNSEEN: [&str; 9] = ["script", "style", "head", "noscript", "template", "svg", "button", "select", "iframe"];
/// Elements that begin and end a block.
const BLOCKS: [&str; 27] = [
    "p",
    "div",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "li",
    "ul",
    "ol",
    "dl",
    "dt",
    "dd",
    "table",
    "tr",
    "td",
    "th",
    "section",
    "article",
    "main",
    "aside",
    "blockquote",
    "figure",
    "figcaption",
    "address",
    "body",
];
/// Parts of a page round its text: ways through the site, and what stands at its foot.
const AROUND: [&str; 3] = ["nav", "footer", "header"];

/// The text of a web page, in whatever letters it is written.
pub(crate) fn decoded(bytes: &[u8]) -> String {
    if let Ok(text) = std::str::from_utf8(bytes) {
        return text.trim_start_matches('\u{feff}').to_owned();
    }
    let head = String::from_utf8_lossy(bytes.get(..bytes.len().min(2048)).unwrap_or_default()).to_lowercase();
    let named = head.split("charset=").nth(1).map(|rest| {
        let rest = rest.trim_start_matches(['"', '\'']);
        rest.split(|c: char| !c.is_ascii_alphanumeric() && c != '-' && c != '_').next().unwrap_or_default().to_owned()
    });
    let encoding = named.and_then(|name| encoding_rs::Encoding::for_label(name.as_bytes()));
    // What names no letters is what old programs of Windows wrote.
    let (text, _, _) = encoding.filter(|e| *e != encoding_rs::UTF_8).unwrap_or(encoding_rs::WINDOWS_1252).decode(bytes);
    text.into_owned()
}

/// The passages of a web page in order.
pub(crate) fn passages(text: &str) -> Vec<Passage> {
    let mut emitter = DefaultEmitter::default();
    // What stands in a script or a style is no text.
    emitter.naively_switch_states(true);
    let mut walk = Walk::default();
    for token in Tokenizer::new_with_emitter(text, emitter).flatten() {
        match token {
            Token::StartTag(tag) => walk.begin(&tag),
            Token::EndTag(tag) => walk.end(&String::from_utf8_lossy(&tag.name)),
            Token::String(text) => walk.put(&String::from_utf8_lossy(&text)),
            _ => {}
        }
    }
    walk.close();
    walk.flow.end()
}

/// A list that is open.
struct List {
    is_ordered: bool,
    next: u32,
}

#[derive(Default)]
struct Walk {
    flow: Flow,
    text: String,
    kind: Kind,
    raised: Vec<String>,
    lists: Vec<List>,
    /// Which element that nobody sees is open, and how many of its name.
    unseen: Option<(String, usize)>,
    bold: usize,
    letters: usize,
    heavy: usize,
    in_mark: bool,
    /// Parts round the text that are open, and how many passages there were before each.
    around: Vec<(String, usize)>,
}

impl Walk {
    fn begin(&mut self, tag: &StartTag<()>) {
        let name = String::from_utf8_lossy(&tag.name).into_owned();
        if let Some((unseen, open)) = &mut self.unseen {
            *open += usize::from(*unseen == name);
            return;
        }
        let attribute = |key: &[u8]| tag.attributes.get(key).map(|v| String::from_utf8_lossy(v).into_owned());
        let is_void = ["br", "hr", "img", "input", "meta", "link", "wbr"].contains(&name.as_str());
        let is_hidden = attribute(b"hidden").is_some() && !is_void;
        if UNSEEN.contains(&name.as_str()) || is_hidden {
            self.unseen = (!tag.self_closing).then_some((name, 1));
            return;
        }
        if name == "body" {
            self.text.clear();
        }
        if BLOCKS.contains(&name.as_str()) || AROUND.contains(&name.as_str()) {
            // The first paragraph of an item is the item.
            let is_item = self.text.trim().is_empty() && matches!(self.kind, Kind::Item(_) | Kind::Numbered(_));
            if !(is_item && matches!(name.as_str(), "p" | "div")) {
                self.close();
            }
        }
        match name.as_str() {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                self.kind = Kind::Heading(name.as_bytes().get(1).map_or(6, |digit| digit - b'0'));
            }
            "ul" | "ol" => {
                let next = attribute(b"start").and_then(|start| start.parse().ok()).unwrap_or(1);
                // Letters name an item among others.
                let is_ordered = name == "ol" && !matches!(attribute(b"type").as_deref(), Some("a" | "A" | "i" | "I"));
                self.lists.push(List { is_ordered, next });
            }
            "li" => self.item(attribute(b"value").and_then(|value| value.parse().ok())),
            "br" => self.text.push(' '),
            "b" | "strong" => self.bold += 1,
            "sup" => self.in_mark = true,
            "table" => self.flow.table_begins(),
            "td" | "th" => {
                let span = |key| attribute(key).and_then(|span| span.trim().parse().ok()).unwrap_or(1);
                self.flow.cell_begins(span(b"colspan"), span(b"rowspan"));
            }
            "tr" => self.flow.row_ends(),
            _ if AROUND.contains(&name.as_str()) => self.around.push((name, self.flow.passages.len())),
            _ => {}
        }
    }

    fn item(&mut self, value: Option<u32>) {
        let depth = u8::try_from(self.lists.len().saturating_sub(1)).unwrap_or(u8::MAX);
        self.kind = match self.lists.last_mut() {
            Some(list) if list.is_ordered => {
                let number = value.unwrap_or(list.next);
                list.next = number.saturating_add(1);
                if depth == 0 { Kind::Numbered(number.to_string()) } else { Kind::Item(depth) }
            }
            _ => Kind::Item(depth),
        };
    }

    fn end(&mut self, name: &str) {
        if let Some((unseen, open)) = &mut self.unseen {
            *open -= usize::from(unseen == name);
            if *open == 0 {
                self.unseen = None;
            }
            return;
        }
        if BLOCKS.contains(&name) || AROUND.contains(&name) {
            self.close();
        }
        match name {
            "ul" | "ol" => drop(self.lists.pop()),
            "b" | "strong" => self.bold = self.bold.saturating_sub(1),
            "sup" => self.in_mark = false,
            "td" | "th" => self.flow.cell_ends(),
            "tr" => self.flow.row_ends(),
            "table" => self.flow.table_ends(),
            _ if AROUND.contains(&name) => self.leave(name),
            _ => {}
        }
    }

    /// What stands round the text is furniture, unless the title of the page stands there.
    fn leave(&mut self, name: &str) {
        let Some((found, from)) = self.around.pop() else { return };
        let Some(inside) = self.flow.passages.get_mut(from..).filter(|_| found == name) else { return };
        if inside.iter().any(|passage| passage.hint == Hint::Heading(1)) {
            return;
        }
        let hint = if name == "footer" { Hint::Footer } else { Hint::Header };
        for passage in inside {
            passage.hint = hint;
        }
    }

    fn put(&mut self, text: &str) {
        if self.unseen.is_some() {
            return;
        }
        if self.in_mark && !text.trim().is_empty() && text.trim().chars().all(|c| c.is_ascii_digit() || c == '*') {
            // In front of a paragraph the mark says which note it is.
            if self.text.trim().is_empty() && self.kind == Kind::Plain {
                self.kind = Kind::Note(text.trim().to_owned());
            } else {
                self.raised.push(text.trim().to_owned());
            }
            return;
        }
        let letters = text.chars().filter(|c| !c.is_whitespace()).count();
        self.letters += letters;
        self.heavy += if self.bold > 0 { letters } else { 0 };
        self.text.push_str(text);
    }

    fn close(&mut self) {
        let is_bold = self.letters > 0 && self.heavy == self.letters;
        let text = std::mem::take(&mut self.text).replace('\u{ad}', "");
        let raised = std::mem::take(&mut self.raised);
        self.flow.add(flow::passage(&text, std::mem::take(&mut self.kind), is_bold, raised));
        self.letters = 0;
        self.heavy = 0;
    }
}
