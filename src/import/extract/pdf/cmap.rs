//! Code maps: what the codes of a font mean, and how long a code is.

use super::lexer::{Lexer, Operand};

/// Codes that a map may name at most; real ones have a few thousand.
const ENTRIES: usize = 200_000;

/// From codes of at most two bytes to text.
#[derive(Debug, Default)]
pub(crate) struct CodeMap {
    /// 0 = nothing; with the top bit: a place in `longer`; else the character.
    table: Vec<u32>,
    longer: Vec<String>,
    /// Bytes in a code, where the map says so.
    pub(crate) width: Option<usize>,
}

const LONGER: u32 = 0x8000_0000;

/// What a code stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CodeMeaning<'a> {
    Char(char),
    Text(&'a str),
}

impl CodeMap {
    /// Reads a `ToUnicode` map.
    pub(crate) fn parse(stream: &[u8]) -> Self {
        let mut map = Self::default();
        let mut lexer = Lexer::new(stream);
        let mut entries = 0;
        while let Some(word) = lexer.next_operator() {
            match word {
                b"endcodespacerange" => map.width = code_width(&lexer),
                b"endbfchar" => map.chars(&lexer, &mut entries),
                b"endbfrange" => map.ranges(&lexer, &mut entries),
                _ => {}
            }
        }
        map
    }

    /// What a code stands for, if the map says.
    pub(crate) fn get(&self, code: u32) -> Option<CodeMeaning<'_>> {
        match *self.table.get(code as usize)? {
            0 => None,
            entry if entry & LONGER != 0 => self.longer.get((entry & !LONGER) as usize).map(|s| CodeMeaning::Text(s)),
            entry => char::from_u32(entry).map(CodeMeaning::Char),
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.table.is_empty()
    }

    fn chars(&mut self, lexer: &Lexer<'_>, entries: &mut usize) {
        let texts: Vec<_> = lexer.operands().iter().filter_map(text_range).collect();
        // A code without its text at the end is damage, and stands for nothing.
        for [code, text] in texts.as_chunks().0 {
            self.put(code_of(lexer.bytes(code)), &utf16(lexer.bytes(text)), entries);
        }
    }

    fn ranges(&mut self, lexer: &Lexer<'_>, entries: &mut usize) {
        let mut operands = lexer.operands().iter();
        while let Some(low) = operands.next().and_then(text_range) {
            let Some(high) = operands.next().and_then(text_range) else { return };
            let low = code_of(lexer.bytes(&low));
            let high = code_of(lexer.bytes(&high));
            match operands.next() {
                Some(Operand::Text(range)) => self.run(low, high, utf16(lexer.bytes(range)), entries),
                Some(Operand::Open) => {
                    // Read to its end whatever its length: the next range stands behind it.
                    let texts: Vec<_> =
                        operands.by_ref().take_while(|o| **o != Operand::Close).filter_map(text_range).collect();
                    for (code, range) in (low..=high).zip(&texts) {
                        self.put(code, &utf16(lexer.bytes(range)), entries);
                    }
                }
                _ => return,
            }
        }
    }

    /// Consecutive codes: the last unit of the text counts up.
    fn run(&mut self, low: u32, high: u32, mut text: Vec<u16>, entries: &mut usize) {
        for code in low..=high {
            if *entries > ENTRIES || code > 0xFFFF {
                return;
            }
            self.put(code, &text, entries);
            if let Some(last) = text.last_mut() {
                // Past its end the unit starts again: such a range is damaged, and reading goes on.
                *last = last.wrapping_add(1);
            }
        }
    }

    fn put(&mut self, code: u32, text: &[u16], entries: &mut usize) {
        *entries += 1;
        // Codes of more than two bytes are no letters of a font that can be shown here.
        if code > 0xFFFF || *entries > ENTRIES || text.is_empty() {
            return;
        }
        let text = if is_swapped(text) {
            text.iter().map(|unit| char::from((unit >> 8) as u8)).collect()
        } else {
            String::from_utf16_lossy(text)
        };
        let mut chars = text.chars();
        let entry = match (chars.next(), chars.next()) {
            (Some(single), None) => single as u32,
            _ => {
                self.longer.push(text);
                LONGER | (self.longer.len() - 1) as u32
            }
        };
        let index = code as usize;
        if self.table.len() <= index {
            self.table.resize(index + 1, 0);
        }
        if let Some(slot) = self.table.get_mut(index) {
            *slot = entry;
        }
    }
}

/// Whether a ligature's letters were written with the bytes of each unit exchanged, as some versions of
/// Ghostscript do: `fi` comes out as two signs of Chinese then. One unit alone may be such a sign.
fn is_swapped(text: &[u16]) -> bool {
    text.len() > 1 && text.iter().all(|unit| unit & 0xFF == 0 && (unit >> 8) < 0x80 && (unit >> 8) as u8 > b' ')
}

fn text_range(operand: &Operand) -> Option<std::ops::Range<usize>> {
    match operand {
        Operand::Text(range) => Some(range.clone()),
        _ => None,
    }
}

/// Bytes in a code: those of the longest range.
pub(crate) fn code_width(lexer: &Lexer<'_>) -> Option<usize> {
    lexer.operands().iter().filter_map(text_range).map(|r| r.len()).max().filter(|w| (1..=2).contains(w))
}

fn code_of(bytes: &[u8]) -> u32 {
    bytes.iter().take(4).fold(0, |code, &b| (code << 8) | u32::from(b))
}

fn utf16(bytes: &[u8]) -> Vec<u16> {
    match bytes {
        [single] => vec![u16::from(*single)],
        // No code stands for more than a few letters; the rest of a longer text is damage.
        _ => bytes.as_chunks().0.iter().take(64).map(|unit| u16::from_be_bytes(*unit)).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::{CodeMap, CodeMeaning};

    #[test]
    fn chars_ranges_and_ligatures() {
        let map = CodeMap::parse(
            b"1 begincodespacerange <0000> <FFFF> endcodespacerange 2 beginbfchar <0003> <0020> <00B6> <2019> endbfchar \
              2 beginbfrange <0024> <0026> <0041> <0030> <0031> [<00660069> <0078>] endbfrange",
        );
        assert_eq!(map.width, Some(2));
        assert_eq!(map.get(0xB6), Some(CodeMeaning::Char('\u{2019}')));
        assert_eq!(map.get(0x26), Some(CodeMeaning::Char('C')));
        assert_eq!(map.get(0x30), Some(CodeMeaning::Text("fi")));
        assert_eq!(map.get(0x31), Some(CodeMeaning::Char('x')));
        assert_eq!(map.get(0x99), None);
    }

    #[test]
    fn a_list_is_read_to_its_end_and_the_range_behind_it_too() {
        let map = CodeMap::parse(b"2 beginbfrange <0001> <0001> [<0057>] <0002> <0003> <2018> endbfrange");
        assert_eq!(map.get(1), Some(CodeMeaning::Char('W')));
        assert_eq!(map.get(3), Some(CodeMeaning::Char('\u{2019}')));
    }

    #[test]
    fn a_ligature_with_exchanged_bytes_is_put_right_and_a_foreign_letter_is_not() {
        let map = CodeMap::parse(b"2 beginbfchar <0001> <66006900> <0002> <6600> <0003> <00660069> endbfchar");
        assert_eq!(map.get(1), Some(CodeMeaning::Text("fi")));
        assert_eq!(map.get(2), Some(CodeMeaning::Char('\u{6600}')));
        assert_eq!(map.get(3), Some(CodeMeaning::Text("fi")));
    }

    #[test]
    fn a_huge_range_is_cut_short() {
        let map = CodeMap::parse(b"1 beginbfrange <00000000> <FFFFFFFF> <0041> endbfrange");
        assert!(map.table.len() <= 0x1_0000);
    }
}
