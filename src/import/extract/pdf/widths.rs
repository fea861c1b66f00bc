//! How far each code of a font moves on, in thousandths of its size.

use std::collections::HashMap;

use lopdf::{Dictionary, Document, Object};

// Two bytes make 65,536 codes.
/// More widths than this are not read.
const ENTRIES: usize = 70_000;

/// Widths of Helvetica for the codes 32 to 126, which stand in for any font without widths.
const SANS: [u16; 95] = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556,
    556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833,
    722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556,
    556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334,
    260, 334, 584,
];

/// The same for Times.
const SERIF: [u16; 95] = [
    250, 333, 408, 500, 500, 833, 778, 180, 333, 333, 500, 564, 250, 333, 250, 278, 500, 500, 500, 500, 500, 500, 500,
    500, 500, 500, 278, 278, 564, 564, 564, 444, 921, 722, 667, 667, 722, 611, 556, 722, 722, 333, 389, 722, 611, 889,
    722, 722, 556, 722, 667, 556, 611, 722, 722, 944, 722, 722, 611, 333, 278, 333, 469, 500, 333, 444, 500, 444, 500,
    444, 333, 500, 500, 278, 278, 500, 278, 778, 500, 500, 500, 500, 333, 389, 278, 500, 500, 722, 500, 500, 444, 480,
    200, 480, 541,
];

/// Widths of the 256 codes of a simple font.
pub(crate) fn simple(
    font: &Dictionary,
    descriptor: Option<&Dictionary>,
    document: &Document,
    name: &str,
    codes: &[String],
) -> Vec<f32> {
    let Ok(listed) = font.get_deref(b"Widths", document).and_then(Object::as_array) else {
        return (0..256).map(|code| standard(name, codes.get(code).map_or("", String::as_str))).collect();
    };
    let missing = descriptor.and_then(|d| d.get(b"MissingWidth").ok()).and_then(|o| o.as_float().ok()).unwrap_or(0.0);
    let first = font.get(b"FirstChar").and_then(Object::as_i64).unwrap_or(0);
    let scale = scale_of(font);
    let mut widths = vec![missing; 256];
    for (index, entry) in listed.iter().take(256).enumerate() {
        let code = usize::try_from(first).ok().and_then(|first| first.checked_add(index));
        if let Some(slot) = code.and_then(|code| widths.get_mut(code)) {
            *slot = number(entry, document) * scale;
        }
    }
    widths
}

/// Whether a simple font names widths and does not hold them all: its letters would lie one over the other.
pub(crate) fn are_damaged(font: &Dictionary, document: &Document) -> bool {
    if font.get(b"Widths").is_err() {
        return false;
    }
    let at = |key: &[u8]| font.get_deref(key, document).and_then(Object::as_i64).ok();
    let count =
        at(b"FirstChar").zip(at(b"LastChar")).map_or(0, |(first, last)| last.saturating_sub(first).saturating_add(1));
    let listed = font.get_deref(b"Widths", document).and_then(Object::as_array).map_or(0, Vec::len);
    i64::try_from(listed).is_ok_and(|listed| listed < count.clamp(1, 256))
}

/// Fonts drawn by the file itself have their own unit.
fn scale_of(font: &Dictionary) -> f32 {
    let own = font.get(b"Subtype").and_then(Object::as_name).is_ok_and(|s| s == b"Type3");
    let matrix = font.get(b"FontMatrix").and_then(Object::as_array).ok().filter(|_| own);
    matrix.and_then(|m| m.first()).and_then(|o| o.as_float().ok()).map_or(1.0, |a| a.abs() * 1000.0)
}

fn standard(name: &str, text: &str) -> f32 {
    let Some(first) = text.chars().next() else { return 0.0 };
    if name.contains("Courier") {
        return 600.0;
    }
    let table = if name.contains("Times") { &SERIF } else { &SANS };
    // These tables end at ASCII; a mark beyond it is about as wide as the one named here.
    let plain = match first {
        '‘' | '’' => '\'',
        '–' => '0',
        '—' => 'M',
        other => other,
    };
    let index = (plain as usize).checked_sub(32);
    f32::from(index.and_then(|i| table.get(i)).copied().unwrap_or(if first == '•' { 350 } else { 556 }))
}

/// Widths of a composite font by character number.
pub(crate) fn composite(font: &Dictionary, document: &Document) -> HashMap<u32, f32> {
    let mut widths = HashMap::new();
    let Ok(entries) = font.get_deref(b"W", document).and_then(Object::as_array) else { return widths };
    let mut entries = entries.iter();
    // Counted as they are put in: ranges that name the same codes again and again would never fill the map.
    let mut left = ENTRIES;
    while let (Some(first), Some(second)) = (entries.next(), entries.next()) {
        let first = code(first, document);
        match document.dereference(second).map(|(_, o)| o) {
            Ok(Object::Array(list)) => {
                for (code, entry) in (first..).zip(list).take(left) {
                    widths.insert(code, number(entry, document));
                }
                left = left.saturating_sub(list.len().max(1));
            }
            _ => {
                let (last, Some(width)) = (code(second, document), entries.next()) else { break };
                let width = number(width, document);
                for code in (first..=last).take(left) {
                    widths.insert(code, width);
                }
                left = left
                    .saturating_sub(usize::try_from(last.saturating_sub(first)).unwrap_or(usize::MAX))
                    .saturating_sub(1);
            }
        }
        if left == 0 {
            break;
        }
    }
    widths
}

fn code(object: &Object, document: &Document) -> u32 {
    let number = number(object, document);
    // Saturates, which is right for a damaged number.
    number as u32
}

fn number(object: &Object, document: &Document) -> f32 {
    let value = document.dereference(object).ok().and_then(|(_, o)| o.as_float().ok()).unwrap_or(0.0);
    if value.is_finite() { value } else { 0.0 }
}
