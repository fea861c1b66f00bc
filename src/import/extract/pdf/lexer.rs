//! Splits a content stream, or a code map, into operators with their operands.
//!
//! Both are written in the same small language: operands first, then a word
//! that says what to do with them. Nesting is kept flat (an array's brackets
//! are operands too), so that no input can make the reader recurse.

use std::ops::Range;

/// One operand. The bytes of strings and names stand in [`Lexer::bytes`].
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Operand {
    Number(f32),
    Name(Range<usize>),
    Text(Range<usize>),
    Open,
    Close,
}

/// More operands than this for one operator mean that the stream is no content stream.
const OPERANDS: usize = 200_000;

/// Reads operators one after the other.
pub(crate) struct Lexer<'a> {
    input: &'a [u8],
    at: usize,
    operands: Vec<Operand>,
    scratch: Vec<u8>,
    is_cut: bool,
}

impl<'a> Lexer<'a> {
    pub(crate) fn new(input: &'a [u8]) -> Self {
        Self { input, at: 0, operands: Vec::new(), scratch: Vec::new(), is_cut: false }
    }

    /// The operands of the operator that was read last.
    pub(crate) fn operands(&self) -> &[Operand] {
        &self.operands
    }

    /// Whether an operator had more operands than are kept: what it says is not known whole.
    pub(crate) fn is_cut(&self) -> bool {
        self.is_cut
    }

    /// The bytes of a string or a name.
    pub(crate) fn bytes(&self, range: &Range<usize>) -> &[u8] {
        self.scratch.get(range.clone()).unwrap_or_default()
    }

    /// The number at a place among the operands, or 0.
    pub(crate) fn number(&self, index: usize) -> f32 {
        match self.operands.get(index) {
            Some(Operand::Number(number)) => *number,
            _ => 0.0,
        }
    }

    /// The next operator, or nothing at the end.
    pub(crate) fn next_operator(&mut self) -> Option<&'a [u8]> {
        self.operands.clear();
        self.scratch.clear();
        loop {
            let byte = *self.input.get(self.at)?;
            match byte {
                // Braces and stray brackets say nothing here; a damaged stream is read on behind them.
                b'\0' | b'\t' | b'\n' | b'\x0c' | b'\r' | b' ' | b'{' | b'}' | b')' => self.at += 1,
                b'%' => self.skip_comment(),
                b'(' => self.literal(),
                b'<' if self.input.get(self.at + 1) == Some(&b'<') => self.bracket(2, Operand::Open),
                b'>' if self.input.get(self.at + 1) == Some(&b'>') => self.bracket(2, Operand::Close),
                b'<' => self.hexadecimal(),
                b'>' => self.at += 1,
                b'[' => self.bracket(1, Operand::Open),
                b']' => self.bracket(1, Operand::Close),
                b'/' => self.push_name(),
                b'+' | b'-' | b'.' | b'0'..=b'9' => self.read_number(),
                _ => {
                    let word = self.word();
                    if word == b"ID" {
                        self.skip_image();
                    }
                    return Some(word);
                }
            }
        }
    }

    fn push(&mut self, operand: Operand) {
        if self.operands.len() < OPERANDS {
            self.operands.push(operand);
        } else {
            self.is_cut = true;
        }
    }

    fn bracket(&mut self, length: usize, operand: Operand) {
        self.at += length;
        self.push(operand);
    }

    fn skip_comment(&mut self) {
        let rest = self.input.get(self.at..).unwrap_or_default();
        self.at += rest.iter().position(|&b| b == b'\n' || b == b'\r').unwrap_or(rest.len());
    }

    fn word(&mut self) -> &'a [u8] {
        let rest = self.input.get(self.at..).unwrap_or_default();
        // One byte at least, so that the reader moves on whatever stands there.
        let length = rest.iter().position(|&b| ends_word(b)).unwrap_or(rest.len()).max(1);
        self.at += length;
        rest.get(..length).unwrap_or_default()
    }

    fn push_name(&mut self) {
        self.at += 1;
        let start = self.scratch.len();
        while let Some(&byte) = self.input.get(self.at).filter(|&&b| !ends_word(b)) {
            self.at += 1;
            let escaped = if byte == b'#' { self.input.get(self.at..self.at + 2).and_then(hex_pair) } else { None };
            self.at += if escaped.is_some() { 2 } else { 0 };
            self.scratch.push(escaped.unwrap_or(byte));
        }
        self.push(Operand::Name(start..self.scratch.len()));
    }

    fn read_number(&mut self) {
        let rest = self.input.get(self.at..).unwrap_or_default();
        let length = rest.iter().position(|b| !matches!(b, b'+' | b'-' | b'.' | b'0'..=b'9')).unwrap_or(rest.len());
        self.at += length.max(1);
        self.push(Operand::Number(parse_number(rest.get(..length).unwrap_or_default())));
    }

    fn literal(&mut self) {
        self.at += 1;
        let start = self.scratch.len();
        let mut depth = 1_usize;
        while let Some(&byte) = self.input.get(self.at) {
            self.at += 1;
            match byte {
                b'\\' => self.escape(),
                b'(' => {
                    depth += 1;
                    self.scratch.push(byte);
                }
                b')' => {
                    depth -= 1;
                    if depth == 0 {
                        break;
                    }
                    self.scratch.push(byte);
                }
                _ => self.scratch.push(byte),
            }
        }
        self.push(Operand::Text(start..self.scratch.len()));
    }

    fn escape(&mut self) {
        let Some(&byte) = self.input.get(self.at) else { return };
        self.at += 1;
        match byte {
            b'n' => self.scratch.push(b'\n'),
            b'r' => self.scratch.push(b'\r'),
            b't' => self.scratch.push(b'\t'),
            b'b' => self.scratch.push(8),
            b'f' => self.scratch.push(12),
            b'\n' => {}
            b'\r' => self.at += usize::from(self.input.get(self.at) == Some(&b'\n')),
            b'0'..=b'7' => {
                let mut value = u32::from(byte - b'0');
                for _ in 0..2 {
                    let Some(&digit @ b'0'..=b'7') = self.input.get(self.at) else { break };
                    self.at += 1;
                    value = value * 8 + u32::from(digit - b'0');
                }
                self.scratch.push((value & 0xFF) as u8);
            }
            other => self.scratch.push(other),
        }
    }

    fn hexadecimal(&mut self) {
        self.at += 1;
        let start = self.scratch.len();
        let mut half = None;
        while let Some(&byte) = self.input.get(self.at) {
            self.at += 1;
            if byte == b'>' {
                break;
            }
            let Some(digit) = (byte as char).to_digit(16) else { continue };
            half = match half {
                None => Some(digit),
                Some(high) => {
                    self.scratch.push((high * 16 + digit) as u8);
                    None
                }
            };
        }
        // A missing last digit is 0: so the format has it.
        if let Some(high) = half {
            self.scratch.push((high * 16) as u8);
        }
        self.push(Operand::Text(start..self.scratch.len()));
    }

    /// The bytes of an image in the stream are no operators: leave them out up to `EI`.
    fn skip_image(&mut self) {
        let rest = self.input.get(self.at..).unwrap_or_default();
        // An image may hold these two letters by chance, so they count only between white space.
        let end = rest.windows(3).enumerate().position(|(i, w)| {
            matches!(w, [space, b'E', b'I'] if space.is_ascii_whitespace())
                && rest.get(i + 3).is_none_or(|&b| ends_word(b))
        });
        self.at += end.map_or(rest.len(), |end| end + 3);
    }
}

fn ends_word(byte: u8) -> bool {
    matches!(
        byte,
        b'\0'
            | b'\t'
            | b'\n'
            | b'\x0c'
            | b'\r'
            | b' '
            | b'('
            | b')'
            | b'<'
            | b'>'
            | b'['
            | b']'
            | b'{'
            | b'}'
            | b'/'
            | b'%'
    )
}

fn hex_pair(pair: &[u8]) -> Option<u8> {
    u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()
}

/// Numbers have no exponent in this language, which makes them quick to read by hand.
fn parse_number(text: &[u8]) -> f32 {
    let mut value = 0.0_f64;
    let mut scale = 0.0_f64;
    let mut negative = false;
    for (index, &byte) in text.iter().enumerate() {
        match byte {
            b'-' if index == 0 => negative = true,
            b'0'..=b'9' => {
                value = value * 10.0 + f64::from(byte - b'0');
                scale *= 10.0;
            }
            b'.' if scale == 0.0 => scale = 1.0,
            b'+' if index == 0 => {}
            // "--5" and "1-2" are written by broken programs; what stands before is kept.
            b'-' if value == 0.0 => {}
            _ => break,
        }
    }
    let value = if scale > 0.0 { value / scale } else { value };
    // An endless number would make every place after it endless.
    let value = if value.is_finite() { value } else { 0.0 };
    (if negative { -value } else { value }) as f32
}

#[cfg(test)]
mod tests {
    use super::{Lexer, Operand};

    #[test]
    fn operators_come_with_their_operands() {
        let mut lexer = Lexer::new(b"/F1 12.5 Tf [(a\\)b) -3 <4a4B>] TJ % end\n-.5 0 Td");
        assert_eq!(lexer.next_operator(), Some(&b"Tf"[..]));
        assert_eq!(lexer.number(1), 12.5);
        assert_eq!(lexer.next_operator(), Some(&b"TJ"[..]));
        let texts: Vec<_> = lexer
            .operands()
            .iter()
            .filter_map(|o| if let Operand::Text(range) = o { Some(lexer.bytes(range).to_vec()) } else { None })
            .collect();
        assert_eq!(texts, [b"a)b".to_vec(), b"JK".to_vec()]);
        assert_eq!(lexer.next_operator(), Some(&b"Td"[..]));
        assert_eq!(lexer.number(0), -0.5);
        assert_eq!(lexer.next_operator(), None);
    }

    #[test]
    fn an_image_is_stepped_over() {
        let mut lexer = Lexer::new(b"BI /W 1 ID \x00(\xff Tj EI Q");
        let words: Vec<_> = std::iter::from_fn(|| lexer.next_operator()).collect();
        assert_eq!(words, [&b"BI"[..], b"ID", b"Q"]);
    }

    #[test]
    fn unfinished_input_ends() {
        for input in [&b"(abc"[..], b"<4", b"[[[[", b"/", b"(a\\", b"<<", b"ID", b")>)>}"] {
            let mut lexer = Lexer::new(input);
            while lexer.next_operator().is_some() {}
        }
    }
}
