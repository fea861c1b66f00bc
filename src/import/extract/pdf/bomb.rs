//! Looks at packed objects before the file is opened.
//!
//! lopdf unpacks them all while it opens a file, each within a limit but not
//! all together, and makes values of them that take far more memory than their
//! bytes. This adds up what they unpack to and how many values they hold, in
//! one walk over the file.

use lopdf::{Dictionary, Object, Stream};
use memchr::memmem;

use super::unpacking::{self, Packed};

/// What one packed stream of objects, or of their places, may unpack to.
// Of 289 reports the largest has 113 kB in all of them together.
pub(crate) const STREAM: usize = 8 << 20;
/// What all packed objects of a file may unpack to.
const PACKED: usize = 24 << 20;
// A value takes some 300 bytes in memory, so these fill 180 MB. Of 289 reports the largest has 74,650.
/// How many values the objects of a file may hold, packed or not.
const VALUES: usize = 600_000;
/// A table of places is at most so many times as long as the file that holds what it names, and a little more.
// Each place has 3 bytes at least, and names an object of some 20; small files may have large tables by reuse.
const TABLE: usize = 4;
const SMALL_TABLE: usize = 64 << 10;
/// Objects may be nested so deep. lopdf goes down by recursion.
const NESTED: usize = 500;

/// What a look at the packed objects of a file says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Look {
    Harmless,
    Bomb,
    /// Packed objects cannot be unpacked whole, so that what they hold would be lost in silence.
    Damaged,
}

/// Whether the packed objects of a file stay within the limits.
pub(crate) fn look(bytes: &[u8]) -> Look {
    let Some(values) = VALUES.checked_sub(loose_values(bytes)) else { return Look::Bomb };
    let mut left = Left { bytes: PACKED, values };
    let is_locked = find(bytes, 0, b"/Encrypt").is_some();
    let mut named = 0;
    let mut damaged = false;
    let mut from = 0;
    while let Some((kind, at, end)) = packed_name(bytes, from) {
        from = end;
        // Its dictionary ends with the word `stream`; a name that stands elsewhere has another dictionary's word
        // far off, or none.
        let near = bytes.get(end..bytes.len().min(end + HEAD)).unwrap_or_default();
        let Some(word) = find(near, 0, b"stream").map(|word| end + word) else { continue };
        named += 1;
        if is_locked {
            continue;
        }
        let start = word + b"stream".len();
        // The line break behind the word has one byte or two; a third would belong to the stream.
        let start = start
            + bytes.get(start..).unwrap_or_default().iter().take_while(|b| matches!(b, b'\r' | b'\n')).count().min(2);
        let stop = find(bytes, start, b"endstream").unwrap_or(bytes.len());
        let body = bytes.get(start..stop).unwrap_or_default();
        // Nothing inside this stream names another, and no stream is unpacked twice.
        from = stop;
        let head = bytes.get(at.saturating_sub(HEAD)..word).unwrap_or_default();
        match left.take(kind, head, body, bytes.len()) {
            Look::Bomb => return Look::Bomb,
            Look::Damaged => damaged = true,
            Look::Harmless => {}
        }
    }
    // What is locked cannot be looked at; it is bounded by how many streams there are.
    if is_locked && named > PACKED / (1 << 20) {
        return Look::Bomb;
    }
    if damaged { Look::Damaged } else { Look::Harmless }
}

/// The dictionary of packed objects is short, so its beginning and its end are looked for close by.
const HEAD: usize = 2000;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Objects,
    Places,
}

struct Left {
    bytes: usize,
    values: usize,
}

impl Left {
    fn take(&mut self, kind: Kind, head: &[u8], body: &[u8], file: usize) -> Look {
        let limit = match kind {
            Kind::Objects => self.bytes.min(STREAM),
            Kind::Places => STREAM.min(file.saturating_mul(TABLE).saturating_add(SMALL_TABLE)),
        };
        let filters = filters(head);
        let unpacked = match filters.as_slice() {
            [] => Ok(unpacking::Unpacked { bytes: body.to_vec(), is_whole: true }),
            [name] if *name == b"FlateDecode" => unpacking::inflate(body, limit),
            _ => unpacking::plain(&Stream::new(filtered(&filters), body.to_vec()), limit),
        };
        let content = match unpacked {
            Ok(content) => content,
            Err(Packed::TooLarge) => return Look::Bomb,
            // What cannot be unpacked takes no memory; lopdf says what is wrong with it when it opens the file.
            Err(Packed::Unreadable) => return Look::Damaged,
        };
        if content.bytes.len() > limit {
            return Look::Bomb;
        }
        if kind == Kind::Objects {
            self.bytes = self.bytes.saturating_sub(content.bytes.len());
            // Without the place of the first object none can be read.
            let Some(first) = number_of(dictionary(head), b"/First") else { return Look::Damaged };
            match values(&content.bytes, first).and_then(|values| self.values.checked_sub(values)) {
                Some(values) => self.values = values,
                None => return Look::Bomb,
            }
        }
        if content.is_whole { Look::Harmless } else { Look::Damaged }
    }
}

/// The next name of packed objects or of their places, where it begins and ends. Names may be written with
/// escapes.
fn packed_name(bytes: &[u8], from: usize) -> Option<(Kind, usize, usize)> {
    let mut from = from;
    loop {
        let at = from + memchr::memchr(b'/', bytes.get(from..)?)?;
        let (name, end) = name(bytes, at + 1);
        match name.as_slice() {
            b"ObjStm" => return Some((Kind::Objects, at, end)),
            b"XRef" => return Some((Kind::Places, at, end)),
            _ => from = end,
        }
    }
}

/// The first letters of the name that begins at a place, and where they end.
fn name(bytes: &[u8], start: usize) -> (Vec<u8>, usize) {
    let mut name = Vec::new();
    let mut at = start;
    // The names that are looked for are shorter.
    while name.len() < 7 {
        let Some(&byte) = bytes.get(at).filter(|byte| byte.is_ascii_alphanumeric() || **byte == b'#') else { break };
        let escaped = || u8::from_str_radix(std::str::from_utf8(bytes.get(at + 1..at + 3)?).ok()?, 16).ok();
        match (byte == b'#').then(escaped).flatten() {
            Some(escaped) => {
                name.push(escaped);
                at += 3;
            }
            None => {
                name.push(byte);
                at += 1;
            }
        }
    }
    (name, at)
}

/// How many values packed objects hold; nothing where they are nested too deep to be read, or where one is
/// named twice or begins inside another, so that it would be read over and over.
fn values(content: &[u8], first: usize) -> Option<usize> {
    let mut places = places(content.get(..first)?);
    places.sort_unstable();
    if places.windows(2).any(|pair| matches!(pair, [a, b] if a == b)) {
        return None;
    }
    let mut places = places.into_iter().peekable();
    let mut bytes = content.iter().copied().enumerate().skip(first);
    let (mut values, mut depth, mut in_word) = (0_usize, 0_usize, false);
    while let Some((at, byte)) = bytes.next() {
        while places.next_if(|place| place.saturating_add(first) < at).is_some() {}
        if places.next_if(|place| place.saturating_add(first) == at).is_some() && depth > 0 {
            return None;
        }
        let begins = !in_word;
        in_word = false;
        match byte {
            b'[' | b'<' => {
                depth += 1;
                values += 1;
            }
            b']' | b'>' => depth = depth.saturating_sub(1),
            b' ' | b'\n' | b'\r' | b'\t' | b'\0' => {}
            b'(' => {
                values += 1;
                skip_text(&mut bytes);
            }
            b'/' => {
                values += 1;
                in_word = true;
            }
            _ => {
                values += usize::from(begins);
                in_word = true;
            }
        }
        if depth > NESTED {
            return None;
        }
    }
    Some(values)
}

/// How many values the objects hold that are not packed: all that stands outside of streams.
fn loose_values(bytes: &[u8]) -> usize {
    let mut count = 0_usize;
    let mut from = 0;
    while from < bytes.len() {
        let stream = find(bytes, from, b"stream").unwrap_or(bytes.len());
        // What is nested too deep here is counted as far as it goes: lopdf does not read on there either.
        count = count.saturating_add(values(bytes.get(from..stream).unwrap_or_default(), 0).unwrap_or(0));
        let end = find(bytes, stream + 6, b"endstream").unwrap_or(bytes.len());
        from = end.saturating_add(b"endstream".len());
    }
    count
}

/// Steps over a text in brackets, which may hold brackets of its own.
fn skip_text(bytes: &mut impl Iterator<Item = (usize, u8)>) {
    let mut open = 1;
    while let Some((_, byte)) = bytes.next() {
        match byte {
            b'\\' => drop(bytes.next()),
            b'(' => open += 1,
            b')' => open -= 1,
            _ => {}
        }
        if open == 0 {
            break;
        }
    }
}

/// Where the packed objects begin: every second number in front of them.
fn places(head: &[u8]) -> Vec<usize> {
    let numbers = head.split(u8::is_ascii_whitespace).filter(|word| !word.is_empty());
    numbers.skip(1).step_by(2).filter_map(|word| std::str::from_utf8(word).ok()?.parse().ok()).collect()
}

/// The number behind a key of a dictionary.
fn number_of(head: &[u8], key: &[u8]) -> Option<usize> {
    let at = find(head, 0, key)? + key.len();
    let digits: Vec<u8> = head.get(at..)?.trim_ascii_start().iter().copied().take_while(u8::is_ascii_digit).collect();
    std::str::from_utf8(&digits).ok()?.parse().ok()
}

fn find(bytes: &[u8], from: usize, what: &[u8]) -> Option<usize> {
    memmem::find(bytes.get(from..)?, what).map(|at| from + at)
}

/// The part of some bytes that begins with the last object.
fn dictionary(head: &[u8]) -> &[u8] {
    let start = head.windows(4).rposition(|window| window == b" obj").unwrap_or(0);
    head.get(start..).unwrap_or_default()
}

/// The filters that a dictionary names, in their order.
fn filters(head: &[u8]) -> Vec<&'static [u8]> {
    let head = dictionary(head);
    let known: [&[u8]; 5] = [b"FlateDecode", b"LZWDecode", b"ASCII85Decode", b"ASCIIHexDecode", b"RunLengthDecode"];
    let mut found: Vec<(usize, &[u8])> = Vec::new();
    for name in known {
        let mut from = 0;
        while let Some(place) = find(head, from, name) {
            found.push((place, name));
            from = place + name.len();
        }
    }
    // Filters are applied in the order in which they are named.
    found.sort_unstable();
    found.into_iter().map(|(_, name)| name).collect()
}

fn filtered(filters: &[&'static [u8]]) -> Dictionary {
    let mut dictionary = Dictionary::new();
    let names = filters.iter().map(|name| Object::Name(name.to_vec())).collect();
    dictionary.set("Filter", Object::Array(names));
    dictionary
}

#[cfg(test)]
mod tests {
    use super::{Look, look, values};

    #[test]
    fn values_are_counted_and_depth_is_bounded() {
        assert_eq!(values(b"[1 2 /A (b [ \\) [)] << /C 3 >>", 0), Some(9));
        assert_eq!(values(&b"[".repeat(1000), 0), None);
    }

    #[test]
    fn an_object_is_read_once() {
        assert_eq!(values(b"1 0 2 4 [1] [2]", 8), Some(4));
        assert_eq!(values(b"1 0 2 0 [1] [2]", 8), None);
        assert_eq!(values(b"1 0 2 1 [[] 2 ]", 8), None);
    }

    #[test]
    fn a_name_may_be_escaped() {
        let many = "1 ".repeat(super::VALUES + 1);
        for name in ["/ObjStm", "/Obj#53tm", "/#4fbjStm"] {
            let file = format!("%PDF-1.5\n1 0 obj\n<< /Type {name} /First 0 >>\nstream\n{many}\nendstream\nendobj");
            assert_eq!(look(file.as_bytes()), Look::Bomb, "{name}");
        }
        let harmless = b"%PDF-1.5\n1 0 obj\n<< /Type /ObjStm /First 4 >>\nstream\n1 0 2\nendstream";
        assert_eq!(look(harmless), Look::Harmless);
    }

    #[test]
    fn a_name_that_is_repeated_takes_no_time() {
        let started = std::time::Instant::now();
        assert_eq!(look("/ObjStm ".repeat(1 << 18).as_bytes()), Look::Harmless);
        // A walk for each name would take minutes.
        assert!(started.elapsed().as_secs() < 60);
    }
}
