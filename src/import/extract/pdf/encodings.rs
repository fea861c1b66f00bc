//! One-byte codes of simple fonts: what each of the 256 codes means.
//!
//! The tables of the standard encodings and of glyph names are lopdf's; this
//! adds the names that it does not know and the fonts of symbols.

use lopdf::{Dictionary, Document, Object};

/// What the codes of a simple font stand for; an empty text where nothing is known.
pub(crate) type Codes = Vec<String>;

/// The meaning of all codes of a simple font without its `ToUnicode` map.
pub(crate) fn codes(font: &Dictionary, document: &Document, name: &str) -> Codes {
    let encoding = font.get_deref(b"Encoding", document).ok();
    let base = match encoding {
        Some(Object::Name(name)) => Some(name.as_slice()),
        Some(Object::Dictionary(d)) => d.get(b"BaseEncoding").and_then(Object::as_name).ok(),
        _ => None,
    };
    // A symbol font that names an encoding is a font of letters after all.
    let mut codes = if base.is_none() && is_symbols(name) {
        private_use()
    } else {
        let fallback: &[u8] = if is_true_type(font) { b"WinAnsiEncoding" } else { b"StandardEncoding" };
        standard(document, base.unwrap_or(fallback))
    };
    if let Some(Object::Dictionary(d)) = encoding
        && let Ok(differences) = d.get_deref(b"Differences", document).and_then(Object::as_array)
    {
        apply(&mut codes, differences, document);
    }
    codes
}

fn is_true_type(font: &Dictionary) -> bool {
    font.get(b"Subtype").and_then(Object::as_name).is_ok_and(|s| s == b"TrueType")
}

/// Fonts whose letters are pictures: their codes are kept apart from letters in the private area,
/// where the recognition of bullets looks for them.
fn is_symbols(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    ["wingdings", "webdings", "symbol", "dingbats"].iter().any(|s| name.contains(s))
}

fn private_use() -> Codes {
    (0..=255_u32).map(|c| char::from_u32(0xF000 + c).filter(|_| c > 32).map_or(" ".to_owned(), String::from)).collect()
}

fn standard(document: &Document, name: &[u8]) -> Codes {
    let known: &[u8] = match name {
        b"MacRomanEncoding" | b"MacExpertEncoding" | b"StandardEncoding" => name,
        _ => b"WinAnsiEncoding",
    };
    let mut font = Dictionary::new();
    font.set("Type", Object::Name(b"Font".to_vec()));
    font.set("Encoding", Object::Name(known.to_vec()));
    let Ok(encoding) = font.get_font_encoding(document) else { return vec![String::new(); 256] };
    // A code without a letter stays empty; it is counted when a page shows it.
    (0..=255_u8).map(|code| Document::decode_text(&encoding, &[code]).unwrap_or_default()).collect()
}

fn apply(codes: &mut Codes, differences: &[Object], document: &Document) {
    let mut code = 0_usize;
    // There are 256 codes; a list that goes on and on names them again.
    for entry in differences.iter().take(1024) {
        match entry {
            Object::Integer(number) => code = usize::try_from(*number).unwrap_or(usize::MAX),
            Object::Name(name) => {
                if let Some(slot) = codes.get_mut(code) {
                    *slot = glyph_name(name, document).unwrap_or_default();
                }
                code = code.saturating_add(1);
            }
            _ => {}
        }
    }
}

/// The text of a glyph's name: `quoteright`, `uni2019`, `f_i`, `a.alt`.
fn glyph_name(name: &[u8], document: &Document) -> Option<String> {
    let text = std::str::from_utf8(name).ok()?;
    // What follows the dot names another shape of the same letter.
    let text = text.split('.').next().filter(|s| !s.is_empty())?;
    if text.contains('_') {
        return text.split('_').map(|part| glyph_name(part.as_bytes(), document)).collect();
    }
    let ligature = match text {
        "ff" => Some("ff"),
        "fi" => Some("fi"),
        "fl" => Some("fl"),
        "ffi" => Some("ffi"),
        "ffl" => Some("ffl"),
        "nbspace" | "nonbreakingspace" | "space" => Some(" "),
        "sfthyphen" | "softhyphen" => Some("\u{ad}"),
        "Euro" => Some("€"),
        "filledbox" | "blacksquare" => Some("■"),
        "H18551" => Some("▪"),
        _ => None,
    };
    ligature.map(str::to_owned).or_else(|| hexadecimal_name(text)).or_else(|| listed_name(name, document))
}

fn hexadecimal_name(text: &str) -> Option<String> {
    let digits = text.strip_prefix("uni").or_else(|| text.strip_prefix('u')).filter(|d| (4..=6).contains(&d.len()))?;
    let value = u32::from_str_radix(digits, 16).ok()?;
    char::from_u32(value).map(String::from)
}

fn listed_name(name: &[u8], document: &Document) -> Option<String> {
    let mut encoding = Dictionary::new();
    encoding.set("Differences", Object::Array(vec![Object::Integer(1), Object::Name(name.to_vec())]));
    let mut font = Dictionary::new();
    font.set("Type", Object::Name(b"Font".to_vec()));
    font.set("Encoding", Object::Dictionary(encoding));
    let encoding = font.get_font_encoding(document).ok()?;
    // An unknown name makes lopdf fall back to its standard table, where code 1 means nothing.
    Document::decode_text(&encoding, &[1]).ok().filter(|text| !text.is_empty())
}

#[cfg(test)]
mod tests {
    use super::{codes, glyph_name};
    use lopdf::{Dictionary, Document, Object};

    #[test]
    fn names_of_glyphs() {
        let document = Document::new();
        let read = |name: &str| glyph_name(name.as_bytes(), &document);
        assert_eq!(read("quoteright").as_deref(), Some("\u{2019}"));
        assert_eq!(read("uni2019").as_deref(), Some("\u{2019}"));
        assert_eq!(read("f_f_i").as_deref(), Some("ffi"));
        assert_eq!(read("bullet").as_deref(), Some("•"));
        assert_eq!(read("g123"), None);
    }

    #[test]
    fn a_font_of_symbols_stays_apart_from_letters() {
        let font = Dictionary::new();
        let codes = codes(&font, &Document::new(), "ABCDEF+Wingdings-Regular");
        assert_eq!(codes[0xA7], "\u{f0a7}");
    }

    #[test]
    fn windows_letters() {
        let mut font = Dictionary::new();
        font.set("Encoding", Object::Name(b"WinAnsiEncoding".to_vec()));
        let codes = codes(&font, &Document::new(), "Tahoma");
        assert_eq!((codes[0x41].as_str(), codes[0x92].as_str(), codes[0x96].as_str()), ("A", "\u{2019}", "–"));
    }
}
