//! Fonts: from the bytes of a string to characters and how far each moves on.
//!
//! A font is read when text is first shown with it, and kept by the number of
//! its object: most pages of a report share a handful.

use std::collections::HashMap;
use std::rc::Rc;

use lopdf::{Dictionary, Document, Object, ObjectId, Stream};

use super::cmap::{CodeMap, CodeMeaning};
use super::{encodings, unpacking, widths};

/// What a code map may decode to at most.
const MAP_BYTES: usize = 8 << 20;

/// One font, ready to read strings with.
#[derive(Debug)]
pub(crate) struct Font {
    /// Bytes in a code.
    width: usize,
    unicode: CodeMap,
    codes: Vec<String>,
    advance: Advance,
    /// Drawn in heavy letters.
    pub(crate) bold: bool,
    /// A part of it is damaged or missing, so that its letters may be wrong.
    pub(crate) is_damaged: bool,
}

#[derive(Debug)]
enum Advance {
    Simple(Vec<f32>),
    Composite { default: f32, widths: HashMap<u32, f32> },
}

/// One code of a string.
pub(crate) struct Shown<'a> {
    pub(crate) text: CodeMeaning<'a>,
    /// Neither the font's map nor its encoding says what it is.
    pub(crate) is_unknown: bool,
    /// In thousandths of the font's size.
    pub(crate) advance: f32,
    /// Word spacing applies to it.
    pub(crate) is_space: bool,
}

impl Font {
    /// A font for text whose font is missing or damaged.
    fn fallback(document: &Document) -> Self {
        // Viewers do the same: they show such text by the standard encoding, in a font of their own.
        Self::read(&Dictionary::new(), document)
    }

    fn read(font: &Dictionary, document: &Document) -> Self {
        let name = name_of(font);
        let map = stream(font, b"ToUnicode", document).map(|map| unpacking::plain(map, MAP_BYTES));
        let is_missing = map.is_none() && matches!(font.get(b"ToUnicode"), Ok(Object::Reference(_)));
        let is_damaged = is_missing || map.as_ref().is_some_and(|map| !map.as_ref().is_ok_and(|map| map.is_whole));
        let unicode = map.and_then(Result::ok).map(|map| CodeMap::parse(&map.bytes)).unwrap_or_default();
        let composite = font.get(b"Subtype").and_then(Object::as_name).is_ok_and(|s| s == b"Type0");
        let descendant = composite.then(|| descendant(font, document)).flatten();
        let descriptor =
            descendant.unwrap_or(font).get_deref(b"FontDescriptor", document).and_then(Object::as_dict).ok();
        let bold = is_bold(&name, descriptor);
        if composite {
            let advance = descendant.map_or(Advance::Composite { default: 1000.0, widths: HashMap::new() }, |d| {
                let default = d.get(b"DW").and_then(Object::as_float).unwrap_or(1000.0);
                Advance::Composite { default, widths: widths::composite(d, document) }
            });
            return Self { width: code_width(font, document), unicode, codes: Vec::new(), advance, bold, is_damaged };
        }
        let is_damaged = is_damaged || widths::are_damaged(font, document);
        let codes = encodings::codes(font, document, &name);
        let advance = Advance::Simple(widths::simple(font, descriptor, document, &name, &codes));
        Self { width: 1, unicode, codes, advance, bold, is_damaged }
    }

    /// The characters of a string, one after the other.
    pub(crate) fn show<'a>(&'a self, bytes: &'a [u8]) -> impl Iterator<Item = Shown<'a>> + 'a {
        bytes.chunks(self.width).map(move |chunk| {
            let code = chunk.iter().fold(0_u32, |code, &b| (code << 8) | u32::from(b));
            let (text, is_unknown) = self.meaning(code);
            Shown { text, is_unknown, advance: self.advance(code), is_space: self.width == 1 && code == 32 }
        })
    }

    /// What a code stands for; and whether nothing says so.
    fn meaning(&self, code: u32) -> (CodeMeaning<'_>, bool) {
        if let Some(meaning) = self.unicode.get(code) {
            return (meaning, false);
        }
        match self.codes.get(code as usize) {
            Some(text) => (CodeMeaning::Text(text), text.is_empty()),
            None if self.unicode.is_empty() => (CodeMeaning::Char(char::REPLACEMENT_CHARACTER), true),
            // A map that leaves a code out says that it draws nothing to read.
            None => (CodeMeaning::Text(""), false),
        }
    }

    fn advance(&self, code: u32) -> f32 {
        match &self.advance {
            // Half of the size is the width of a common letter.
            Advance::Simple(widths) => widths.get(code as usize).copied().unwrap_or(500.0),
            Advance::Composite { default, widths } => widths.get(&code).copied().unwrap_or(*default),
        }
    }
}

/// The fonts of a document that were read so far.
pub(crate) struct Fonts<'a> {
    document: &'a Document,
    read: HashMap<ObjectId, Rc<Font>>,
    /// Of dictionaries that stand in the resources themselves, by where they lie in memory.
    inline: HashMap<*const Dictionary, Rc<Font>>,
    fallback: Option<Rc<Font>>,
    missing: Option<Rc<Font>>,
}

impl<'a> Fonts<'a> {
    pub(crate) fn new(document: &'a Document) -> Self {
        Self { document, read: HashMap::new(), inline: HashMap::new(), fallback: None, missing: None }
    }

    /// The font of that name among the resources.
    pub(crate) fn find(&mut self, resources: Option<&'a Dictionary>, name: &[u8]) -> Rc<Font> {
        let fonts = resources.and_then(|r| r.get_deref(b"Font", self.document).ok()).and_then(|f| f.as_dict().ok());
        match fonts.and_then(|f| f.get(name).ok()) {
            Some(Object::Reference(id)) => {
                if let Some(font) = self.read.get(id) {
                    return Rc::clone(font);
                }
                let Ok(dictionary) = self.document.get_dictionary(*id) else { return self.missing() };
                let font = Rc::new(Font::read(dictionary, self.document));
                self.read.insert(*id, Rc::clone(&font));
                font
            }
            Some(Object::Dictionary(dictionary)) => {
                let document = self.document;
                let key = std::ptr::from_ref(dictionary);
                Rc::clone(self.inline.entry(key).or_insert_with(|| Rc::new(Font::read(dictionary, document))))
            }
            _ => self.fallback(),
        }
    }

    /// The font for text whose font the file names and does not hold.
    fn missing(&mut self) -> Rc<Font> {
        let document = self.document;
        let missing = || Rc::new(Font { is_damaged: true, ..Font::fallback(document) });
        Rc::clone(self.missing.get_or_insert_with(missing))
    }

    pub(crate) fn fallback(&mut self) -> Rc<Font> {
        Rc::clone(self.fallback.get_or_insert_with(|| Rc::new(Font::fallback(self.document))))
    }
}

fn name_of(font: &Dictionary) -> String {
    let name = font.get(b"BaseFont").and_then(Object::as_name).unwrap_or_default();
    String::from_utf8_lossy(name).into_owned()
}

fn descendant<'a>(font: &'a Dictionary, document: &'a Document) -> Option<&'a Dictionary> {
    let first = font.get_deref(b"DescendantFonts", document).ok()?.as_array().ok()?.first()?;
    document.dereference(first).ok()?.1.as_dict().ok()
}

fn stream<'a>(font: &'a Dictionary, key: &[u8], document: &'a Document) -> Option<&'a Stream> {
    font.get_deref(key, document).ok()?.as_stream().ok()
}

/// Bytes in a code of a composite font: two, unless its own map says one.
fn code_width(font: &Dictionary, document: &Document) -> usize {
    stream(font, b"Encoding", document)
        .and_then(|s| s.get_plain_content_with_limit(MAP_BYTES).ok())
        .and_then(|bytes| CodeMap::parse(&bytes).width)
        .unwrap_or(2)
}

fn is_bold(name: &str, descriptor: Option<&Dictionary>) -> bool {
    let name = name.to_ascii_lowercase();
    let number = |key: &[u8]| descriptor.and_then(|d| d.get(key).ok()).and_then(|o| o.as_float().ok()).unwrap_or(0.0);
    let force_bold = descriptor
        .and_then(|d| d.get(b"Flags").ok())
        .and_then(|o| o.as_i64().ok())
        .is_some_and(|flags| flags & (1 << 18) != 0);
    // Weights are those of CSS: 400 is plain, 600 half bold. Most files say nothing, but the name does.
    ["bold", "black", "heavy", "demi"].iter().any(|s| name.contains(s)) || force_bold || number(b"FontWeight") >= 600.0
}
