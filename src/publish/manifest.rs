//! The list, kept in the output folder, of the files that we published there and of their bytes.
//!
//! Start at [`Manifest`]. It is what tells our files from everybody else's, so a text that is not
//! wholly understood is no manifest at all, and a path that could lead out of the folder is never
//! read from it. This file must never touch the disk.
//!
//! The text is a version line, then one line per file, sorted by path: the fingerprint in
//! hexadecimal, two spaces, the path.

use std::collections::BTreeMap;

use blake3::Hash;

use super::address;

/// The manifest's file name in the output folder.
pub(crate) const NAME: &str = ".throughline-manifest";

/// A later form of the list has another number, so that this program refuses it and does not misread it.
const VERSION: &str = "throughline-manifest 1";

/// Published paths with the fingerprint of their bytes.
///
/// A path has two fingerprints only while a commit is under way: see [`Manifest::either`].
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Manifest {
    files: BTreeMap<String, Vec<Hash>>,
}

impl Manifest {
    pub(crate) fn add(&mut self, path: &str, print: Hash) {
        let prints = self.files.entry(path.to_owned()).or_default();
        if !prints.contains(&print) {
            prints.push(print);
        }
    }

    pub(crate) fn has(&self, path: &str) -> bool {
        self.files.contains_key(path)
    }

    /// The path that differs from `path` only in case, unless `path` itself is listed.
    ///
    /// Looks through the whole list: it is asked only of unlisted files that stand in the folder,
    /// which are few.
    pub(crate) fn respelling(&self, path: &str) -> Option<&str> {
        let folded = address::fold(path);
        if self.has(path) { None } else { self.paths().find(|listed| address::fold(listed) == folded) }
    }

    /// In order.
    pub(crate) fn paths(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(String::as_str)
    }

    /// Paths with the fingerprint of their bytes; a path that has two, twice.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&str, Hash)> {
        self.files.iter().flat_map(|(path, prints)| prints.iter().map(move |print| (path.as_str(), *print)))
    }

    /// The fingerprint of the list itself.
    pub(crate) fn print(&self) -> Hash {
        blake3::hash(self.to_text().as_bytes())
    }

    /// Whether bytes of this fingerprint are what was published as `path`.
    pub(crate) fn matches(&self, path: &str, print: Hash) -> bool {
        self.files.get(path).is_some_and(|prints| prints.contains(&print))
    }

    /// Whether `path` was published with bytes of this fingerprint, and no others.
    pub(crate) fn says(&self, path: &str, print: Hash) -> bool {
        self.files.get(path).is_some_and(|prints| *prints == [print])
    }

    pub(crate) fn len(&self) -> usize {
        self.files.len()
    }

    /// A manifest for the time between two: whatever either lists is ours.
    ///
    /// It stands in the folder while files are being exchanged, so that a run after a crash
    /// knows the old files and the new ones, and can make the folder whole.
    pub(crate) fn either(&self, other: &Self) -> Self {
        let mut both = self.clone();
        for (path, prints) in &other.files {
            prints.iter().for_each(|print| both.add(path, *print));
        }
        both
    }

    pub(crate) fn to_text(&self) -> String {
        let mut text = format!("{VERSION}\n");
        for (path, prints) in &self.files {
            for print in prints {
                text.extend([print.to_hex().as_str(), "  ", path, "\n"]);
            }
        }
        text
    }

    /// Fails with the number of the first line that is not understood. A last line without an end
    /// was cut off.
    pub(crate) fn parse(text: &str) -> Result<Self, usize> {
        let mut manifest = Self::default();
        let mut lines = text.split_inclusive('\n').zip(1_usize..);
        if lines.next().is_none_or(|(line, _)| line.strip_suffix('\n') != Some(VERSION)) {
            return Err(1);
        }
        for (line, number) in lines {
            let (print, path) = entry(line).ok_or(number)?;
            manifest.add(path, print);
        }
        Ok(manifest)
    }
}

fn entry(line: &str) -> Option<(Hash, &str)> {
    let (print, path) = line.strip_suffix('\n')?.split_once("  ")?;
    // Files of the list may be removed, so a forged one must not name a file outside the folder.
    address::check(path).ok()?;
    Some((Hash::from_hex(print).ok()?, path))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn manifest(files: &[(&str, &str)]) -> Manifest {
        let mut manifest = Manifest::default();
        files.iter().for_each(|(path, bytes)| manifest.add(path, blake3::hash(bytes.as_bytes())));
        manifest
    }

    #[test]
    fn the_text_is_sorted_and_plain() {
        let text = manifest(&[("b/c.html", "two"), ("a  b.html", "")]).to_text();
        let empty = "af1349b9f5f9a1a6a0404dea36dcc9499bcb25c9adc112b7cc9a93cae41f3262";
        let two = blake3::hash(b"two").to_hex();
        assert_eq!(text, format!("throughline-manifest 1\n{empty}  a  b.html\n{two}  b/c.html\n"));
    }

    #[test]
    fn what_is_written_is_read_back() {
        let written = manifest(&[("a.html", "1"), ("é/ü.html", "2"), ("a  b", "3")]);
        assert_eq!(Manifest::parse(&written.to_text()), Ok(written));
        assert_eq!(Manifest::parse(&Manifest::default().to_text()), Ok(Manifest::default()));
    }

    #[test]
    fn a_text_that_is_not_wholly_understood_is_no_manifest() {
        let print = blake3::hash(b"").to_hex();
        let line = |line: &str| Manifest::parse(&format!("{VERSION}\n{print}  fine\n{line}"));
        assert_eq!(Manifest::parse(""), Err(1));
        assert_eq!(Manifest::parse(VERSION), Err(1), "cut off");
        assert_eq!(Manifest::parse("throughline-manifest 2\n"), Err(1));
        assert_eq!(line("\n"), Err(3));
        assert_eq!(line("abc  a.html\n"), Err(3));
        assert_eq!(line(&format!("{print} a.html\n")), Err(3));
        assert_eq!(line(&format!("{print}  a.ht")), Err(3), "cut off");
    }

    #[test]
    fn a_path_that_leads_out_of_the_folder_is_not_read() {
        let print = blake3::hash(b"").to_hex();
        for path in ["../a", "/etc/passwd", "a/../../b", NAME] {
            assert_eq!(Manifest::parse(&format!("{VERSION}\n{print}  {path}\n")), Err(2), "{path}");
        }
    }

    #[test]
    fn between_two_manifests_both_contents_are_ours() {
        let both = manifest(&[("a", "1"), ("b", "1")]).either(&manifest(&[("a", "2"), ("c", "1")]));
        assert_eq!(both.paths().collect::<Vec<_>>(), ["a", "b", "c"]);
        assert!(
            both.matches("a", blake3::hash(b"1"))
                && both.matches("a", blake3::hash(b"2"))
                && !both.matches("a", blake3::hash(b"3"))
        );
        assert_eq!(Manifest::parse(&both.to_text()), Ok(both));
    }

    #[test]
    fn another_spelling_is_found() {
        let manifest = manifest(&[("About.html", "")]);
        assert_eq!(manifest.respelling("about.html"), Some("About.html"));
        assert_eq!(manifest.respelling("About.html"), None);
        assert_eq!(manifest.respelling("other.html"), None);
    }
}
