//! Shows strings: from the operators that draw text to glyphs with their places.

use std::rc::Rc;

use super::budget::Spent;
use super::cmap::CodeMeaning;
use super::fonts::Font;
use super::glyphs::{Glyph, UNTAGGED};
use super::lexer::{Lexer, Operand};
use super::operators::Painter;

impl Painter<'_, '_> {
    pub(super) fn show(&mut self, lexer: &Lexer<'_>) -> Result<(), Spent> {
        let font = match &self.state.font {
            Some(font) => Rc::clone(font),
            None => self.fonts.fallback(),
        };
        self.drawn.unread += usize::from(font.is_damaged);
        for operand in lexer.operands() {
            match operand {
                Operand::Text(range) => self.show_string(&font, lexer.bytes(range))?,
                // In thousandths of the size, and backwards: so the format has it.
                Operand::Number(number) => self.advance(-number / 1000.0 * self.state.size * self.state.stretch),
                _ => {}
            }
        }
        Ok(())
    }

    fn advance(&mut self, by: f32) {
        self.text.e += by * self.text.a;
        self.text.f += by * self.text.b;
    }

    fn show_string(&mut self, font: &Font, bytes: &[u8]) -> Result<(), Spent> {
        let whole = self.text.then(&self.state.ctm);
        let length = whole.a.hypot(whole.b);
        let size = (self.state.size * whole.c.hypot(whole.d)).abs();
        let leaf = self.marks.last().map_or(UNTAGGED, |m| m.leaf);
        // A tilt of more than six degrees, or text that runs backwards, is a stamp or a label at the margin.
        let sideways = whole.a <= 0.0 || whole.b.abs() > whole.a.abs() * 0.1;
        // Mode 2 fills and outlines each letter, which makes it heavy where the font is not. Mode 3, which draws
        // nothing, is read like any other: it is how OCR lays its text under a scan.
        // Letters in a mirror are left over from a drawing that was not closed; nobody reads them.
        let is_seen = whole.a * whole.d - whole.b * whole.c >= 0.0;
        let bold = font.bold || self.state.mode == 2;
        self.budget.glyphs(bytes.len())?;
        for shown in font.show(bytes) {
            let (ox, oy) = self.text.then(&self.state.ctm).point(0.0, self.state.rise);
            // Text that is not level is laid out along its own direction.
            let (x, y) = if sideways && length > 0.0 {
                ((ox * whole.a + oy * whole.b) / length, (oy * whole.a - ox * whole.b) / length)
            } else {
                (ox, oy)
            };
            let width = shown.advance / 1000.0 * self.state.size * self.state.stretch;
            let glyph = Glyph { ch: ' ', x, end: x + width * length, y, size, bold, sideways, leaf };
            // What takes no room draws nothing.
            if shown.is_unknown && shown.advance > 0.0 && is_seen {
                self.drawn.unknown += 1;
            }
            if x.is_finite() && y.is_finite() && size.is_finite() && size > 0.1 && is_seen {
                self.put(glyph, shown.text);
            }
            let word_space = if shown.is_space { self.state.word_space } else { 0.0 };
            self.advance(width + (self.state.char_space + word_space) * self.state.stretch);
        }
        Ok(())
    }

    fn put(&mut self, glyph: Glyph, text: CodeMeaning<'_>) {
        match text {
            CodeMeaning::Char(ch) => self.put_char(Glyph { ch, ..glyph }),
            CodeMeaning::Text(text) => {
                let count = text.chars().count().max(1) as f32;
                let step = (glyph.end - glyph.x) / count;
                // No glyph stands for more; a map that says so is damaged.
                for (index, ch) in text.chars().take(64).enumerate() {
                    let x = glyph.x + step * index as f32;
                    self.put_char(Glyph { ch, x, end: x + step, ..glyph });
                }
            }
        }
    }

    fn put_char(&mut self, glyph: Glyph) {
        // Ligatures, odd spaces and odd hyphens become what one types, so that words can be compared.
        let letters = match glyph.ch {
            '\u{a0}' | '\t' | '\u{2002}'..='\u{200a}' | '\u{202f}' => " ",
            '\u{fb00}' => "ff",
            '\u{fb01}' => "fi",
            '\u{fb02}' => "fl",
            '\u{fb03}' => "ffi",
            '\u{fb04}' => "ffl",
            '\u{fb05}' | '\u{fb06}' => "st",
            '\u{200b}'..='\u{200f}' | '\u{feff}' | '\u{2060}' => return,
            '\u{2010}' | '\u{2011}' => "-",
            ch if ch.is_control() => return,
            _ => {
                self.drawn.glyphs.push(glyph);
                return;
            }
        };
        let step = (glyph.end - glyph.x) / letters.len() as f32;
        for (index, ch) in letters.chars().enumerate() {
            let x = glyph.x + step * index as f32;
            self.drawn.glyphs.push(Glyph { ch, x, end: x + step, ..glyph });
        }
    }
}
