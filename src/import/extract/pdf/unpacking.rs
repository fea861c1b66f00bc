//! Unpacks streams, and says whether they end as they should.
//!
//! lopdf hands on what it could unpack of a damaged stream and says nothing, so that half a page would be
//! lost in silence. Nearly all streams of reports are packed in one way, which is looked at here.

use flate2::{Decompress, FlushDecompress, Status};
use lopdf::{Object, Stream};

/// Why a stream gives nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Packed {
    /// It unpacks to more than it may.
    TooLarge,
    Unreadable,
}

/// What a stream unpacks to.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Unpacked {
    pub(crate) bytes: Vec<u8>,
    /// It ends properly and its checksum fits.
    pub(crate) is_whole: bool,
}

/// The plain bytes of a stream.
pub(crate) fn plain(stream: &Stream, limit: usize) -> Result<Unpacked, Packed> {
    if is_flate(stream) {
        let unpacked = inflate(&stream.content, limit)?;
        if unpacked.is_whole || !unpacked.bytes.is_empty() {
            return Ok(unpacked);
        }
    }
    match stream.get_plain_content_with_limit(limit) {
        // What was tried in vain above is damaged, whatever is made of it here.
        Ok(bytes) => Ok(Unpacked { bytes, is_whole: !is_flate(stream) }),
        Err(lopdf::Error::Decompress(lopdf::DecompressError::MemoryLimitExceeded { .. })) => Err(Packed::TooLarge),
        Err(_) => Err(Packed::Unreadable),
    }
}

/// Whether a stream is packed by Flate alone, without a predictor behind.
fn is_flate(stream: &Stream) -> bool {
    let named = match stream.dict.get(b"Filter") {
        Ok(Object::Name(name)) => Some(name),
        Ok(Object::Array(names)) if names.len() == 1 => match names.first() {
            Some(Object::Name(name)) => Some(name),
            _ => None,
        },
        _ => None,
    };
    named.is_some_and(|name| name == b"FlateDecode" || name == b"Fl") && stream.dict.get(b"DecodeParms").is_err()
}

/// Unpacks what Flate packed, as far as it goes.
pub(crate) fn inflate(packed: &[u8], limit: usize) -> Result<Unpacked, Packed> {
    let mut inflater = Decompress::new(true);
    let mut bytes = Vec::with_capacity(packed.len().saturating_mul(3).clamp(1024, 1 << 20));
    loop {
        if bytes.len() > limit {
            return Err(Packed::TooLarge);
        }
        if bytes.len() == bytes.capacity() {
            bytes.reserve(bytes.len().min(4 << 20));
        }
        let (read, written) = (inflater.total_in(), bytes.len());
        let rest = packed.get(usize::try_from(read).unwrap_or(usize::MAX)..).unwrap_or_default();
        match inflater.decompress_vec(rest, &mut bytes, FlushDecompress::None) {
            Ok(Status::StreamEnd) if bytes.len() <= limit => return Ok(Unpacked { bytes, is_whole: true }),
            Ok(_) if inflater.total_in() > read || bytes.len() > written => {}
            // It is damaged, or its end is missing. An empty stream has nothing to lose.
            _ => return Ok(Unpacked { is_whole: packed.is_empty(), bytes }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Packed, inflate};
    use flate2::{Compression, write::ZlibEncoder};
    use std::io::Write;

    fn packed(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    #[test]
    fn what_is_cut_or_changed_is_not_whole() {
        let text: Vec<u8> = (0..9000_u32).flat_map(|n| n.to_string().into_bytes()).collect();
        let whole = packed(&text);
        let read = inflate(&whole, 1 << 20).unwrap();
        assert!(read.is_whole && read.bytes == text);
        for end in [whole.len() / 2, whole.len() - 1] {
            assert!(!inflate(&whole[..end], 1 << 20).unwrap().is_whole, "{end}");
        }
        for at in (10..whole.len() - 8).step_by(97) {
            let mut zeroed = whole.clone();
            zeroed[at..at + 8].fill(0);
            assert!(!inflate(&zeroed, 1 << 20).unwrap().is_whole, "{at}");
        }
    }

    #[test]
    fn more_than_the_limit_is_not_unpacked() {
        assert_eq!(inflate(&packed(&vec![b'a'; 1 << 20]), 1 << 19), Err(Packed::TooLarge));
    }
}
