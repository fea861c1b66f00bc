//! Writing in the site's folder: only there, only over what was read, whole or not at all; and undoing
//! it again.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::refused;
use crate::diagnostics::{Code, Diagnostic};
use crate::whole_file;

/// What the system refused to do with a file: `read` or `written`.
fn system_refused(name: &str, done: &str, error: &io::Error) -> Diagnostic {
    let message = format!("`{name}` cannot be {done}: {}", error.kind());
    refused(Code::T1104, message, "mend its permissions, then try again")
}

/// The site's folder.
#[derive(Debug)]
pub(crate) struct Disk {
    /// Without symbolic links.
    root: PathBuf,
}

/// A change of one file, which can be taken back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Change {
    /// The file, below the site's folder.
    pub(crate) name: String,
    /// What it held; nothing where there was no such file.
    pub(crate) before: Option<String>,
    /// What it is to hold; nothing where the file is to go.
    pub(crate) after: Option<String>,
}

impl Disk {
    pub(crate) fn new(root: &Path) -> io::Result<Self> {
        Ok(Self { root: root.canonicalize()? })
    }

    /// What a file holds now.
    pub(crate) fn text_of(&self, name: &str) -> Result<Option<String>, Diagnostic> {
        match fs::read(self.inside(name)?) {
            Ok(bytes) => String::from_utf8(bytes).map(Some).map_err(|_| {
                let hint = "save it again with the encoding UTF-8";
                refused(Code::T1104, format!("`{name}` is not UTF-8 text"), hint)
            }),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(system_refused(name, "read", &error)),
        }
    }

    /// Makes a change, unless the file holds something else by now.
    pub(crate) fn make(&self, change: &Change) -> Result<(), Diagnostic> {
        self.replace(&change.name, change.before.as_deref(), change.after.as_deref())
    }

    /// Makes all of some changes or none: where one is refused, those before it go back.
    pub(crate) fn make_all(&self, changes: &[Change]) -> Result<(), Diagnostic> {
        // Looked at before anything is written, so that hardly anything ever has to go back.
        for change in changes {
            self.is_as_read(&change.name, change.before.as_deref())?;
        }
        for (number, change) in changes.iter().enumerate() {
            if let Err(problem) = self.make(change) {
                for made in changes.iter().take(number).rev() {
                    self.replace(&made.name, made.after.as_deref(), made.before.as_deref())?;
                }
                return Err(problem);
            }
        }
        Ok(())
    }

    /// The change that takes another one back. Where the file was changed elsewhere meanwhile, only the lines that
    /// the change was about go back.
    pub(crate) fn undoing(&self, change: &Change) -> Result<Change, Diagnostic> {
        let name = change.name.clone();
        let now = self.text_of(&name)?;
        if now == change.after {
            return Ok(Change { name, before: now, after: change.before.clone() });
        }
        // A file that was not there is one without lines.
        let text = |text: &'_ Option<String>| text.clone().unwrap_or_default();
        let (before, after) = (text(&change.before), text(&change.after));
        let mended = stretches(&before, &after)
            .into_iter()
            .try_fold(now.clone(), |now, (old, new)| Some(replaced_once(now.as_deref()?, &new, &old)))
            .flatten();
        let mended = mended.ok_or_else(|| {
            let message = format!("`{name}` was changed since, just where this decision stands");
            refused(Code::T1102, message, "take it back in the file itself")
        })?;
        Ok(Change { name, before: now, after: Some(mended) })
    }

    /// Puts `new` in the place of `old`; without `new` the file goes.
    fn replace(&self, name: &str, old: Option<&str>, new: Option<&str>) -> Result<(), Diagnostic> {
        // Looked at once more just before: an editor may have saved the file since it was read.
        self.is_as_read(name, old)?;
        let path = self.inside(name)?;
        let written = match new {
            Some(new) => whole_file::replace(&path, new),
            None => fs::remove_file(&path),
        };
        written.map_err(|error| system_refused(name, "written", &error))
    }

    fn is_as_read(&self, name: &str, read: Option<&str>) -> Result<(), Diagnostic> {
        if self.text_of(name)?.as_deref() == read {
            return Ok(());
        }
        let hint = "it has been read again: look at it and decide again";
        Err(refused(Code::T1102, format!("`{name}` was changed on the disk just now"), hint))
    }

    /// The path of a file that lies in the site's folder, wherever symbolic links in it may lead.
    pub(super) fn inside(&self, name: &str) -> Result<PathBuf, Diagnostic> {
        // At every use: a folder may have become a link since the desk was started.
        let path = self.root.join(name);
        let real = match path.canonicalize() {
            Ok(real) => Some(real),
            // A file that is not there yet lies in its folder.
            Err(_) => path.parent().and_then(|folder| folder.canonicalize().ok()).and_then(|folder| {
                let own = path.file_name()?;
                Some(folder.join(own))
            }),
        };
        real.filter(|real| real.starts_with(&self.root)).ok_or_else(|| {
            let message = format!("`{name}` does not lie in the site's folder");
            refused(Code::T1103, message, "only files in it are written")
        })
    }
}

/// The stretches in which two texts differ, in each: what was written in several places goes back in each of them.
fn stretches(a: &str, b: &str) -> Vec<(String, String)> {
    let (x, y): (Vec<&str>, Vec<&str>) = (a.split_inclusive('\n').collect(), b.split_inclusive('\n').collect());
    // Only where no line came or went it is known which line of the one is which of the other.
    if x.len() != y.len() {
        return vec![changed_lines(a, b)];
    }
    let mut stretches: Vec<(String, String)> = Vec::new();
    let mut differed = false;
    for (x, y) in x.into_iter().zip(y) {
        let differs = x != y;
        match stretches.last_mut().filter(|_| differs && differed) {
            Some((old, new)) => {
                old.push_str(x);
                new.push_str(y);
            }
            None if differs => stretches.push((x.to_owned(), y.to_owned())),
            None => {}
        }
        differed = differs;
    }
    stretches
}

/// The lines in which two texts differ, in each; with one more before where one of the two would be
/// empty.
fn changed_lines(a: &str, b: &str) -> (String, String) {
    let (x, y): (Vec<&str>, Vec<&str>) = (a.split_inclusive('\n').collect(), b.split_inclusive('\n').collect());
    let head = x.iter().zip(&y).take_while(|(x, y)| x == y).count();
    // A line counts once: one that was read from the top is not read from the end again.
    let (x_rest, y_rest) = (x.iter().skip(head), y.iter().skip(head));
    let tail = x_rest.clone().rev().zip(y_rest.clone().rev()).take_while(|(x, y)| x == y).count();
    let (x_lines, y_lines) = (x_rest.len() - tail, y_rest.len() - tail);
    // Nothing cannot be looked for in a file, so the line before stands with both.
    let alone = x_lines == 0 || y_lines == 0;
    let before = x.iter().take(head).next_back().filter(|_| alone).copied();
    let old = before.into_iter().chain(x_rest.copied().take(x_lines)).collect();
    let new = before.into_iter().chain(y_rest.copied().take(y_lines)).collect();
    (old, new)
}

/// A text with a part of it replaced, which must stand in it exactly once.
fn replaced_once(text: &str, part: &str, with: &str) -> Option<String> {
    // Where the same lines stand twice, nobody can say which of them were meant.
    let once = !part.is_empty() && text.matches(part).count() == 1;
    once.then(|| text.replacen(part, with, 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder() -> (tempfile::TempDir, Disk) {
        let folder = tempfile::tempdir().unwrap();
        let disk = Disk::new(folder.path()).unwrap();
        (folder, disk)
    }

    fn change(before: Option<&str>, after: &str) -> Change {
        Change { name: "a.md".to_owned(), before: before.map(str::to_owned), after: Some(after.to_owned()) }
    }

    fn undo(disk: &Disk, made: &Change) -> Result<(), Diagnostic> {
        disk.make(&disk.undoing(made)?)
    }

    #[test]
    fn what_was_not_read_is_not_overwritten() {
        let (folder, disk) = folder();
        fs::write(folder.path().join("a.md"), "one\ntwo\n").unwrap();
        assert!(disk.make(&change(Some("one\n"), "three\n")).is_err());
        assert!(disk.make(&change(None, "three\n")).is_err());
        assert_eq!(fs::read_to_string(folder.path().join("a.md")).unwrap(), "one\ntwo\n");
        disk.make(&change(Some("one\ntwo\n"), "one\n2\n")).unwrap();
        assert_eq!(disk.text_of("a.md").unwrap().as_deref(), Some("one\n2\n"));
        let left: Vec<_> = fs::read_dir(folder.path()).unwrap().collect();
        assert_eq!(left.len(), 1, "no draft of the file stays");
    }

    #[test]
    fn a_change_is_undone_where_the_file_changed_elsewhere_only() {
        let (folder, disk) = folder();
        let path = folder.path().join("a.md");
        let made = change(Some("one\ntwo\nthree\n"), "one\ntwo {#a}\nthree\n");
        let undone = |now: &str| {
            fs::write(&path, now).unwrap();
            undo(&disk, &made).map(|()| fs::read_to_string(&path).unwrap()).ok()
        };
        assert_eq!(undone("one\ntwo {#a}\nthree\n").as_deref(), Some("one\ntwo\nthree\n"));
        assert_eq!(undone("ONE\ntwo {#a}\nthree\nfour\n").as_deref(), Some("ONE\ntwo\nthree\nfour\n"));
        assert_eq!(undone("one\ntwo {#a met=x}\nthree\n"), None);
        assert_eq!(undone("two {#a}\ntwo {#a}\n"), None);
    }

    #[test]
    fn what_was_written_in_two_places_is_undone_in_both_around_an_edit_between_them() {
        let (folder, disk) = folder();
        let made = change(Some("one\ntwo\nthree\n"), "one {#a}\ntwo\nthree {#c}\n");
        fs::write(folder.path().join("a.md"), "one {#a}\nTWO\nthree {#c}\n").unwrap();
        undo(&disk, &made).unwrap();
        assert_eq!(disk.text_of("a.md").unwrap().as_deref(), Some("one\nTWO\nthree\n"));
        fs::write(folder.path().join("a.md"), "one {#a}\ntwo\nthree {#other}\n").unwrap();
        assert!(undo(&disk, &made).is_err(), "not in one place alone");
        assert_eq!(disk.text_of("a.md").unwrap().as_deref(), Some("one {#a}\ntwo\nthree {#other}\n"));
    }

    #[test]
    fn all_changes_are_made_or_none() {
        let (folder, disk) = folder();
        fs::write(folder.path().join("b.md"), "theirs\n").unwrap();
        let other = Change { name: "b.md".to_owned(), ..change(Some("mine\n"), "ours\n") };
        assert!(disk.make_all(&[change(None, "new\n"), other]).is_err());
        assert!(!folder.path().join("a.md").exists());
        assert_eq!(disk.text_of("b.md").unwrap().as_deref(), Some("theirs\n"));
    }

    #[test]
    fn a_new_file_goes_again_and_appended_lines_too() {
        let (folder, disk) = folder();
        let made = change(None, "new\n");
        disk.make(&made).unwrap();
        undo(&disk, &made).unwrap();
        assert!(!folder.path().join("a.md").exists());
        let made = change(Some("one\n"), "one\ntwo\n");
        fs::write(folder.path().join("a.md"), "zero\none\ntwo\nthree\n").unwrap();
        undo(&disk, &made).unwrap();
        assert_eq!(disk.text_of("a.md").unwrap().as_deref(), Some("zero\none\nthree\n"));
    }

    #[test]
    fn nothing_outside_the_folder_is_read_or_written() {
        let (folder, disk) = folder();
        let outside = tempfile::tempdir().unwrap();
        fs::write(outside.path().join("b.md"), "theirs").unwrap();
        assert!(disk.text_of("../b.md").is_err() && disk.text_of("/etc/hostname").is_err());
        #[cfg(unix)]
        {
            std::os::unix::fs::symlink(outside.path().join("b.md"), folder.path().join("a.md")).unwrap();
            assert!(disk.make(&change(Some("theirs"), "mine")).is_err());
            std::os::unix::fs::symlink(outside.path(), folder.path().join("away")).unwrap();
            assert!(disk.text_of("away/b.md").is_err());
            assert!(disk.make(&Change { name: "away/new.md".to_owned(), ..change(None, "mine") }).is_err());
        }
        assert_eq!(fs::read_to_string(outside.path().join("b.md")).unwrap(), "theirs");
        drop(folder);
    }
}
