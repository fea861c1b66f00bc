//! Follows the operators of a page and notes what they draw, and where.
//!
//! Start at [`Painter::draw_page`]. Everything that a file could use to keep the
//! reader busy is counted in a [`Budget`], which all pages share.

// lopdf has a reader of content of its own. It makes a list of all operations of a page, with a value for
// each operand, before the first one can be counted: a small file could fill the memory that way.

use std::rc::Rc;

use lopdf::{Dictionary, Document, Object, ObjectId, Stream};

use super::budget::{Budget, Spent};
use super::fonts::{Font, Fonts};
use super::glyphs::{ARTIFACT, Drawn, Glyph, Matrix, Outline, UNTAGGED};
use super::lexer::{Lexer, Operand};
use super::page::Visible;
use super::tags::PageTags;
use super::unpacking::{self, Packed};

// A form may draw itself, so there has to be an end. What lies deeper is named to the user.
/// Forms inside forms are followed so deep.
const DEPTH: usize = 8;
// A page of nothing but `q` would fill the memory.
/// States that `q` may put aside.
const STATES: usize = 1000;

/// What `q` puts aside and `Q` brings back.
#[derive(Clone)]
pub(super) struct GraphicsState {
    pub(super) ctm: Matrix,
    pub(super) font: Option<Rc<Font>>,
    pub(super) size: f32,
    pub(super) char_space: f32,
    pub(super) word_space: f32,
    pub(super) stretch: f32,
    leading: f32,
    pub(super) rise: f32,
    pub(super) mode: u8,
}

/// An open `BMC` or `BDC`.
pub(super) struct MarkedContent {
    pub(super) leaf: u32,
    /// What the marked glyphs are to be read as, and the first of them.
    instead: Option<(String, usize)>,
}

/// Draws one page at a time.
pub(crate) struct Painter<'a, 'b> {
    document: &'a Document,
    pub(super) fonts: &'b mut Fonts<'a>,
    pub(super) budget: &'b mut Budget,
    tags: PageTags<'b>,
    pub(super) drawn: Drawn,
    pub(super) state: GraphicsState,
    saved: Vec<GraphicsState>,
    /// What of the page is seen.
    pub(super) visible: Visible,
    pub(super) text: Matrix,
    line: Matrix,
    outline: Outline,
    pub(super) marks: Vec<MarkedContent>,
}

impl<'a, 'b> Painter<'a, 'b> {
    /// All that a page draws.
    pub(crate) fn draw_page(
        document: &'a Document,
        id: ObjectId,
        content: &[u8],
        fonts: &'b mut Fonts<'a>,
        tags: PageTags<'b>,
        budget: &'b mut Budget,
    ) -> Result<Drawn, Spent> {
        budget.bytes(content.len())?;
        let page = super::page::Sheet::of_page(document, id);
        let state = GraphicsState {
            ctm: page.upright,
            font: None,
            size: 0.0,
            char_space: 0.0,
            word_space: 0.0,
            stretch: 1.0,
            leading: 0.0,
            rise: 0.0,
            mode: 0,
        };
        let drawn = Drawn { height: page.height, visible: Some(page.visible), ..Drawn::default() };
        let mut painter = Self {
            document,
            fonts,
            budget,
            tags,
            drawn,
            state,
            saved: Vec::new(),
            visible: page.visible,
            text: Matrix::IDENTITY,
            line: Matrix::IDENTITY,
            outline: Outline::EMPTY,
            marks: Vec::new(),
        };
        painter.run(content, page.resources, 0)?;
        Ok(painter.drawn)
    }

    fn run(&mut self, content: &[u8], resources: Option<&'a Dictionary>, depth: usize) -> Result<(), Spent> {
        let mut lexer = Lexer::new(content);
        while let Some(operator) = lexer.next_operator() {
            // An array of a hundred thousand strings is one operator, and is charged for its length.
            self.budget.operators(1 + lexer.operands().len() / 64)?;
            if lexer.is_cut() {
                return Err(Spent::Operators);
            }
            match operator {
                b"Do" => self.object(&lexer, resources, depth)?,
                b"Tf" => self.set_font(&lexer, resources),
                b"Tj" | b"TJ" => self.show(&lexer)?,
                b"'" => {
                    self.next_line();
                    self.show(&lexer)?;
                }
                b"\"" => {
                    self.state.word_space = lexer.number(0);
                    self.state.char_space = lexer.number(1);
                    self.next_line();
                    self.show(&lexer)?;
                }
                b"BMC" | b"BDC" => self.open_mark(&lexer, resources),
                b"EMC" => self.close_mark(),
                _ if self.place_text(operator, &lexer) => {}
                _ => self.draw(operator, &lexer),
            }
        }
        Ok(())
    }

    /// The operators that only move or set the text; says whether it was one.
    fn place_text(&mut self, operator: &[u8], lexer: &Lexer<'_>) -> bool {
        let first = lexer.number(0);
        match operator {
            b"BT" => {
                self.text = Matrix::IDENTITY;
                self.line = Matrix::IDENTITY;
            }
            b"Tm" => {
                self.line = matrix(lexer);
                self.text = self.line;
            }
            b"Td" => self.move_line(first, lexer.number(1)),
            b"TD" => {
                self.state.leading = -lexer.number(1);
                self.move_line(first, lexer.number(1));
            }
            b"T*" => self.next_line(),
            b"Tc" => self.state.char_space = first,
            b"Tw" => self.state.word_space = first,
            b"Tz" => self.state.stretch = first / 100.0,
            b"TL" => self.state.leading = first,
            b"Ts" => self.state.rise = first,
            b"Tr" => self.state.mode = first as u8,
            _ => return false,
        }
        true
    }

    /// The operators of states and paths.
    fn draw(&mut self, operator: &[u8], lexer: &Lexer<'_>) {
        match operator {
            // Past the limit the next `Q` brings back an outer state: text may be misplaced, none is lost.
            b"q" if self.saved.len() < STATES => self.saved.push(self.state.clone()),
            b"Q" => {
                if let Some(state) = self.saved.pop() {
                    self.state = state;
                }
            }
            b"cm" => self.state.ctm = matrix(lexer).then(&self.state.ctm),
            b"m" | b"l" => self.trace(lexer, 1),
            b"v" | b"y" => self.trace(lexer, 2),
            b"c" => self.trace(lexer, 3),
            b"re" => {
                let (x, y) = (lexer.number(0), lexer.number(1));
                self.outline.add(self.state.ctm.point(x, y));
                self.outline.add(self.state.ctm.point(x + lexer.number(2), y + lexer.number(3)));
            }
            b"f" | b"F" | b"f*" | b"B" | b"B*" | b"b" | b"b*" => self.paint(true),
            b"S" | b"s" => self.paint(false),
            b"ID" => self.picture(),
            b"n" => self.outline = Outline::EMPTY,
            _ => {}
        }
    }

    /// Notes how much of the page a picture covers, which fills the unit square.
    fn picture(&mut self) {
        let corner = |x, y| self.state.ctm.point(x, y);
        self.drawn.pictured +=
            self.visible.part(&[corner(0.0, 0.0), corner(1.0, 0.0), corner(0.0, 1.0), corner(1.0, 1.0)]);
    }

    fn trace(&mut self, lexer: &Lexer<'_>, points: usize) {
        for index in 0..points {
            self.outline.add(self.state.ctm.point(lexer.number(index * 2), lexer.number(index * 2 + 1)));
        }
    }

    fn paint(&mut self, filled: bool) {
        // So many small shapes are a drawing, not bullets.
        self.drawn.shapes += 1;
        if self.drawn.dots.len() < 5000 {
            self.drawn.dots.extend(self.outline.dot(filled));
        }
        self.outline = Outline::EMPTY;
    }

    fn move_line(&mut self, x: f32, y: f32) {
        self.line = Matrix::shift(x, y).then(&self.line);
        self.text = self.line;
    }

    fn next_line(&mut self) {
        self.move_line(0.0, -self.state.leading);
    }

    fn set_font(&mut self, lexer: &Lexer<'_>, resources: Option<&'a Dictionary>) {
        if let Some(Operand::Name(range)) = lexer.operands().first() {
            self.state.font = Some(self.fonts.find(resources, lexer.bytes(range)));
        }
        self.state.size = lexer.number(1);
    }

    fn object(&mut self, lexer: &Lexer<'_>, resources: Option<&'a Dictionary>, depth: usize) -> Result<(), Spent> {
        let Some(Operand::Name(range)) = lexer.operands().first() else { return Ok(()) };
        let Some(stream) = find_object(self.document, resources, lexer.bytes(range)) else {
            self.drawn.unread += 1;
            return Ok(());
        };
        match stream.dict.get(b"Subtype").and_then(Object::as_name) {
            Ok(b"Form") if depth < DEPTH => self.form(stream, resources, depth),
            Ok(b"Form") => {
                self.drawn.unread += 1;
                Ok(())
            }
            Ok(b"Image") => {
                // A bullet may be a small picture; a picture fills the unit square.
                let mut outline = Outline::EMPTY;
                outline.add(self.state.ctm.point(0.0, 0.0));
                outline.add(self.state.ctm.point(1.0, 1.0));
                self.outline = outline;
                self.paint(true);
                self.picture();
                Ok(())
            }
            _ => Ok(()),
        }
    }

    fn form(&mut self, stream: &'a Stream, resources: Option<&'a Dictionary>, depth: usize) -> Result<(), Spent> {
        let content = match unpacking::plain(stream, self.budget.stream()) {
            Ok(content) => content,
            Err(Packed::TooLarge) => return Err(Spent::Bytes),
            Err(Packed::Unreadable) => {
                self.drawn.unread += 1;
                return Ok(());
            }
        };
        self.drawn.unread += usize::from(!content.is_whole);
        let content = content.bytes;
        // An empty form costs something too, so that a chain of them comes to an end.
        self.budget.bytes(content.len() + 1000)?;
        let own = stream.dict.get_deref(b"Resources", self.document).and_then(Object::as_dict).ok();
        let kept = (self.state.clone(), self.saved.len(), self.marks.len());
        if let Ok(values) = stream.dict.get_deref(b"Matrix", self.document).and_then(Object::as_array) {
            let at = |i: usize| values.get(i).and_then(|o| o.as_float().ok()).unwrap_or(0.0);
            let own = Matrix { a: at(0), b: at(1), c: at(2), d: at(3), e: at(4), f: at(5) };
            self.state.ctm = own.then(&self.state.ctm);
        }
        // A form without resources of its own uses those of the page, as old files do.
        self.run(&content, own.or(resources), depth + 1)?;
        // A form that leaves states or marks open does not change how the page goes on.
        self.state = kept.0;
        self.saved.truncate(kept.1);
        self.marks.truncate(kept.2);
        Ok(())
    }

    fn open_mark(&mut self, lexer: &Lexer<'_>, resources: Option<&'a Dictionary>) {
        let operands = lexer.operands();
        let name = |operand: Option<&Operand>| match operand {
            Some(Operand::Name(range)) => Some(lexer.bytes(range)),
            _ => None,
        };
        let tag = name(operands.first());
        let mut number = None;
        let mut instead = None;
        if let Some(listed) = name(operands.get(1)) {
            let properties = resources
                .and_then(|r| r.get_deref(b"Properties", self.document).ok())
                .and_then(|p| p.as_dict().ok())
                .and_then(|p| p.get_deref(listed, self.document).ok())
                .and_then(|p| p.as_dict().ok());
            number = properties.and_then(|p| p.get(b"MCID").ok()).and_then(|o| o.as_i64().ok());
        }
        for pair in operands.windows(2) {
            match (name(pair.first()), pair.get(1)) {
                (Some(b"MCID"), Some(Operand::Number(value))) => number = Some(*value as i64),
                (Some(b"ActualText"), Some(Operand::Text(range))) => instead = Some(read_text(lexer.bytes(range))),
                _ => {}
            }
        }
        // A mark without a number of its own belongs to the block round it.
        let outer = self.marks.last().map_or(UNTAGGED, |m| m.leaf);
        let leaf =
            if tag == Some(b"Artifact") { ARTIFACT } else { number.and_then(|n| self.tags.leaf(n)).unwrap_or(outer) };
        if self.marks.len() < STATES {
            self.marks.push(MarkedContent { leaf, instead: instead.map(|text| (text, self.drawn.glyphs.len())) });
        }
    }

    /// A mark that says what its glyphs are to be read as replaces them.
    fn close_mark(&mut self) {
        let Some(MarkedContent { instead: Some((text, start)), .. }) = self.marks.pop() else { return };
        let glyphs = &mut self.drawn.glyphs;
        let (Some(first), Some(last)) = (glyphs.get(start).copied(), glyphs.last().copied()) else { return };
        let chars: Vec<char> = text.chars().filter(|c| !c.is_control()).collect();
        glyphs.truncate(start);
        let step = (last.end - first.x) / (chars.len().max(1) as f32);
        for (index, ch) in chars.into_iter().enumerate() {
            let x = first.x + step * index as f32;
            glyphs.push(Glyph { ch, x, end: x + step, ..first });
        }
    }
}

fn matrix(lexer: &Lexer<'_>) -> Matrix {
    let at = |i| lexer.number(i);
    Matrix { a: at(0), b: at(1), c: at(2), d: at(3), e: at(4), f: at(5) }
}

fn find_object<'a>(document: &'a Document, resources: Option<&'a Dictionary>, name: &[u8]) -> Option<&'a Stream> {
    let objects = resources?.get_deref(b"XObject", document).ok()?.as_dict().ok()?;
    objects.get_deref(name, document).ok()?.as_stream().ok()
}

/// A text string of the file: UTF-16 with a mark in front, UTF-8 with one, else Latin letters.
fn read_text(bytes: &[u8]) -> String {
    match bytes {
        [0xFE, 0xFF, rest @ ..] => {
            let units: Vec<u16> = rest.as_chunks().0.iter().map(|unit| u16::from_be_bytes(*unit)).collect();
            String::from_utf16_lossy(&units)
        }
        [0xEF, 0xBB, 0xBF, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        _ => bytes.iter().map(|&b| char::from(b)).collect(),
    }
}
