//! Packed copies beside text files, `.gz` and `.br`: a server that knows of them sends them as they are, and packs nothing while somebody
//! waits.

use std::fs::File;
use std::io::{self, Write as _};

use blake3::Hash;
use brotli::enc::BrotliEncoderParams;
use flate2::Compression;
use flate2::write::GzEncoder;

use super::keep::{Keep, Uncopied};

/// The endings of files that are text, and so grow much smaller.
const TEXTS: [&str; 8] = [".html", ".css", ".js", ".json", ".xml", ".csv", ".svg", ".txt"];

/// How hard brotli tries, of 0 to 11: the last two steps take ten times as long for a twentieth less.
const EFFORT: i32 = 9;

/// Keeps what it is given, with packed copies beside it.
pub(super) struct Packed<'k, K>(pub(super) &'k K);

/// Whether a file has packed copies.
fn is_text(path: &str) -> bool {
    TEXTS.iter().any(|ending| path.ends_with(ending))
}

fn gzip(bytes: &[u8]) -> io::Result<Vec<u8>> {
    // Its head holds no time and no name: the same bytes come out on every machine.
    let mut packer = GzEncoder::new(Vec::new(), Compression::best());
    packer.write_all(bytes)?;
    packer.finish()
}

fn brotli(bytes: &[u8]) -> io::Result<Vec<u8>> {
    let parameters = BrotliEncoderParams { quality: EFFORT, size_hint: bytes.len(), ..BrotliEncoderParams::default() };
    let mut out = Vec::new();
    brotli::BrotliCompress(&mut &*bytes, &mut out, &parameters)?;
    Ok(out)
}

/// The packed copies of a file. Packing into memory cannot fail; a copy that did not come about is left out, and the file itself
/// is sent.
fn copies(path: &str, bytes: &[u8]) -> impl Iterator<Item = (String, Vec<u8>)> {
    let packed = is_text(path).then(|| [("gz", gzip(bytes)), ("br", brotli(bytes))]);
    let path = path.to_owned();
    packed.into_iter().flatten().filter_map(move |(end, bytes)| Some((format!("{path}.{end}"), bytes.ok()?)))
}

impl<K: Keep> Keep for Packed<'_, K> {
    type Error = K::Error;

    fn put(&self, path: &str, bytes: &[u8]) -> Result<(), K::Error> {
        copies(path, bytes).try_for_each(|(path, bytes)| self.0.put(&path, &bytes))?;
        self.0.put(path, bytes)
    }

    // What a site publishes as it is gets no copies.
    fn copy(&self, path: &str, from: File, print: Hash) -> Result<(), Uncopied<K::Error>> {
        self.0.copy(path, from, print)
    }

    fn put_made(&self, path: &str, inputs: Hash, bytes: &[u8]) -> Result<(), K::Error> {
        copies(path, bytes).try_for_each(|(path, bytes)| self.0.put_made(&path, inputs, &bytes))?;
        self.0.put_made(path, inputs, bytes)
    }

    fn again(&self, path: &str, inputs: Hash) -> Result<bool, K::Error> {
        if !is_text(path) {
            return self.0.again(path, inputs);
        }
        self.0.again_together(&[path, &format!("{path}.gz"), &format!("{path}.br")], inputs)
    }

    fn all_again(&self, inputs: Hash) -> Result<bool, K::Error> {
        self.0.all_again(inputs)
    }
}

#[cfg(test)]
mod tests {
    use std::io::Read as _;

    use super::*;

    #[test]
    fn copies_hold_what_the_file_holds() {
        let text = "Words that come again and again. ".repeat(200);
        let made: Vec<(String, Vec<u8>)> = copies("a.html", text.as_bytes()).collect();
        assert_eq!(made.iter().map(|(path, _)| path.as_str()).collect::<Vec<_>>(), ["a.html.gz", "a.html.br"]);
        let mut unpacked = String::new();
        flate2::read::GzDecoder::new(made[0].1.as_slice()).read_to_string(&mut unpacked).unwrap();
        assert_eq!(unpacked, text);
        let mut unpacked = Vec::new();
        brotli::BrotliDecompress(&mut made[1].1.as_slice(), &mut unpacked).unwrap();
        assert_eq!(unpacked, text.as_bytes());
        assert!(made.iter().all(|(_, bytes)| bytes.len() < text.len() / 10));
        assert_eq!(copies("a.png", b"x").count(), 0);
    }
}
