//! What the files of the output folder were made of, kept beside them, so that the next run need not make again what
//! would come out the same.
//!
//! Start at [`Made`]. A line says that what was made of these inputs had these bytes. That stays true whatever becomes of
//! the folder, so the list may be older or newer than the files beside it; what stands in the folder is looked at each
//! time. A list that is damaged, of another form or gone costs time and nothing else. This file must never touch the disk.
//!
//! The text is a version line, a line for the site as a whole, then one line per file, sorted by path: the fingerprint of
//! the inputs, that of the bytes, the path.

use std::collections::BTreeMap;

use blake3::Hash;

/// The list's file name in the output folder.
pub(crate) const NAME: &str = ".throughline-made";

const VERSION: &str = "throughline-made 1";

/// Fingerprints of inputs and of the bytes that were made of them, by path.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Made {
    /// What the whole site was made of, and the fingerprint of the list of its files.
    pub(crate) whole: Option<(Hash, Hash)>,
    files: BTreeMap<String, (Hash, Hash)>,
}

impl Made {
    /// Notes that `path` was made of `inputs` and has bytes with this fingerprint.
    pub(crate) fn add(&mut self, path: &str, inputs: Hash, bytes: Hash) {
        self.files.insert(path.to_owned(), (inputs, bytes));
    }

    /// The fingerprint of the bytes that come out of `inputs`, where `path` was made of them last.
    pub(crate) fn bytes_of(&self, path: &str, inputs: Hash) -> Option<Hash> {
        self.files.get(path).filter(|(made_of, _)| *made_of == inputs).map(|(_, bytes)| *bytes)
    }

    pub(crate) fn to_text(&self) -> String {
        let mut text = format!("{VERSION}\n");
        if let Some((inputs, list)) = &self.whole {
            text.extend([inputs.to_hex().as_str(), " ", list.to_hex().as_str(), " \n"]);
        }
        for (path, (inputs, bytes)) in &self.files {
            text.extend([inputs.to_hex().as_str(), " ", bytes.to_hex().as_str(), " ", path, "\n"]);
        }
        text
    }

    /// Empty where the text is not wholly understood: what is left would be true, but who cut it may have changed it too.
    pub(crate) fn parse(text: &str) -> Self {
        Self::understood(text).unwrap_or_default()
    }

    fn understood(text: &str) -> Option<Self> {
        let lines = text.strip_prefix(VERSION)?.strip_prefix('\n')?;
        let mut made = Self::default();
        for line in lines.split_inclusive('\n') {
            // A last line without an end was cut off.
            let mut parts = line.strip_suffix('\n')?.splitn(3, ' ');
            let mut print = || Hash::from_hex(parts.next()?).ok();
            let prints = (print()?, print()?);
            match parts.next()? {
                "" => made.whole = Some(prints),
                path => {
                    made.files.insert(path.to_owned(), prints);
                }
            }
        }
        Some(made)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn print(text: &str) -> Hash {
        blake3::hash(text.as_bytes())
    }

    fn made() -> Made {
        let mut made = Made { whole: Some((print("all"), print("list"))), ..Made::default() };
        made.add("a b.html", print("inputs"), print("bytes"));
        made.add("c/d.html", print("others"), print("bytes"));
        made
    }

    #[test]
    fn what_is_written_is_read_back() {
        for made in [made(), Made { whole: None, ..made() }, Made::default()] {
            assert_eq!(Made::parse(&made.to_text()), made);
        }
    }

    #[test]
    fn only_the_same_inputs_at_the_same_path_give_the_same_bytes() {
        let made = made();
        assert_eq!(made.bytes_of("a b.html", print("inputs")), Some(print("bytes")));
        assert_eq!(made.bytes_of("a b.html", print("others")), None);
        assert_eq!(made.bytes_of("c/d.html", print("inputs")), None);
        assert_eq!(made.bytes_of("new.html", print("inputs")), None);
    }

    #[test]
    fn a_list_that_is_not_wholly_understood_says_nothing() {
        let whole = made().to_text();
        let last = whole.len() - 1;
        let damaged = [
            String::new(),
            whole[..last].to_owned(),
            whole.replace("made 1", "made 2"),
            whole.replacen(' ', "  ", 3),
            format!("{whole}x\n"),
            format!("{whole}\n"),
        ];
        for text in damaged {
            assert_eq!(Made::parse(&text), Made::default(), "{text}");
        }
    }
}
