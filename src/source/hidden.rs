//! The one rule about files that are nobody's content: what has a name that begins with a dot.
//!
//! Editors, operating systems and version control leave such files beside the ones that people mean:
//! `.#x.md` (a link that leads nowhere) while a file has unsaved changes, `._x.md` on shared disks,
//! `.x.md.swp`, `.git`. Whoever walks over a folder of a site or of reports starts at [`walk`].

use std::ffi::OsStr;
use std::path::{Component, Path};

use walkdir::{DirEntry, WalkDir};

/// Whether a file or folder of this name is passed over.
#[must_use]
pub(crate) fn is_hidden(name: &OsStr) -> bool {
    name.as_encoded_bytes().starts_with(b".")
}

/// Whether a path, seen from the folder that is walked over, leads through a hidden name.
#[must_use]
pub(crate) fn has_hidden_part(below: &Path) -> bool {
    below.components().any(|part| matches!(part, Component::Normal(name) if is_hidden(name)))
}

/// The files and folders below a folder, in order of name, without hidden ones and what is in them. The
/// folder itself may have any name: somebody has named it.
pub(crate) fn walk(folder: &Path, follow_links: bool) -> impl Iterator<Item = walkdir::Result<DirEntry>> {
    let walker = WalkDir::new(folder).follow_links(follow_links).sort_by_file_name().into_iter();
    let shown = walker.filter_entry(|entry| entry.depth() == 0 || !is_hidden(entry.file_name()));
    let folder = folder.to_owned();
    // A hidden link that leads nowhere, or in a circle, is an error before its name is asked for.
    shown.filter(move |entry| match entry {
        Ok(_) => true,
        Err(error) => !error.path().is_some_and(|path| has_hidden_part(path.strip_prefix(&folder).unwrap_or(path))),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn any_part_of_a_path_can_hide_it() {
        for hidden in [".a", "a/.b", ".git/x", "a/.#b.md", "a/._b.md"] {
            assert!(has_hidden_part(Path::new(hidden)), "{hidden}");
        }
        for shown in ["a", "a/b.md", "a.b/c", "./a", "../a"] {
            assert!(!has_hidden_part(Path::new(shown)), "{shown}");
        }
    }

    #[test]
    fn a_walk_sees_nothing_hidden() {
        let folder = tempfile::tempdir().unwrap();
        let at = |path: &str| folder.path().join(path);
        for file in ["a/b.md", "a/._b.md", "a/.b.md.swp", ".git/HEAD", "c.txt"] {
            fs::create_dir_all(at(file).parent().unwrap()).unwrap();
            fs::write(at(file), "").unwrap();
        }
        #[cfg(unix)]
        {
            std::os::unix::fs::symlink("jo@desk.4711:1790000000", at("a/.#b.md")).unwrap();
            std::os::unix::fs::symlink("..", at("a/.up")).unwrap();
        }
        let files = |root: &Path| -> Vec<String> {
            let found = walk(root, true).map(Result::unwrap).filter(|entry| entry.file_type().is_file());
            found.map(|entry| entry.path().strip_prefix(root).unwrap().to_str().unwrap().replace('\\', "/")).collect()
        };
        assert_eq!(files(folder.path()), ["a/b.md", "c.txt"]);
        assert_eq!(files(&at(".git")), ["HEAD"], "a folder that somebody named is walked over");
    }
}
