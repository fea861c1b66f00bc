//! Looks at packed objects before the file is opened.
//!
//! lopdf unpacks them all while it opens a file, each within a limit but not
//! all together, so that a small file could still fill the memory. This adds
//! up what they unpack to.

use lopdf::{Dictionary, Object, Stream};

/// What all packed objects of a file may unpack to. Those of a report of 50 pages have 1 MB.
const PACKED: usize = 24 << 20;

/// Whether the packed objects of a file stay within the limit.
pub(crate) fn is_harmless(bytes: &[u8]) -> bool {
    let mut left = PACKED;
    let mut from = 0;
    while let Some(at) = find(bytes, from, b"/ObjStm") {
        from = at + 7;
        let Some(body) = body(bytes, from) else { continue };
        let stream = Stream::new(filters(bytes, at), body.to_vec());
        match stream.decompressed_content_with_limit(left) {
            Ok(content) => left = left.saturating_sub(content.len()),
            Err(lopdf::Error::Decompress(lopdf::DecompressError::MemoryLimitExceeded { .. })) => return false,
            // What cannot be unpacked takes no memory; lopdf says what is wrong with it when it opens the file.
            Err(_) => {}
        }
        if left == 0 {
            return false;
        }
    }
    true
}

fn find(bytes: &[u8], from: usize, what: &[u8]) -> Option<usize> {
    let rest = bytes.get(from..)?;
    rest.windows(what.len()).position(|window| window == what).map(|at| from + at)
}

/// The bytes of the stream whose dictionary is being read.
fn body(bytes: &[u8], from: usize) -> Option<&[u8]> {
    let start = find(bytes, from, b"stream")? + 6;
    // The line break behind the word has one byte or two; a third would belong to the stream.
    let start = start + bytes.get(start..)?.iter().take_while(|b| matches!(b, b'\r' | b'\n')).count().min(2);
    let end = find(bytes, start, b"endstream").unwrap_or(bytes.len());
    bytes.get(start..end)
}

/// The filters that the dictionary round a place names.
fn filters(bytes: &[u8], at: usize) -> Dictionary {
    // The dictionary of a packed object is short, so its beginning is looked for close by.
    let before = bytes.get(at.saturating_sub(2000)..at).unwrap_or_default();
    let start = before.windows(4).rposition(|window| window == b" obj").map_or(0, |place| before.len() - place);
    let end = find(bytes, at, b"stream").unwrap_or(bytes.len());
    let near = bytes.get(at - start..end).unwrap_or_default();
    let known: [&[u8]; 5] = [b"FlateDecode", b"LZWDecode", b"ASCII85Decode", b"ASCIIHexDecode", b"RunLengthDecode"];
    let mut found: Vec<(usize, &[u8])> = Vec::new();
    for name in known {
        let mut from = 0;
        while let Some(place) = find(near, from, name) {
            found.push((place, name));
            from = place + name.len();
        }
    }
    // Filters are applied in the order in which they are named.
    found.sort_unstable();
    let mut dictionary = Dictionary::new();
    let names = found.into_iter().map(|(_, name)| Object::Name(name.to_vec())).collect();
    dictionary.set("Filter", Object::Array(names));
    dictionary
}
