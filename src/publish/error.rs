//! What can go wrong while publishing: one opaque error that names the path, says what is wrong,
//! and hints at what to do. It is shown as a [`Diagnostic`], with a code.
//!
//! Start at [`PublishError`]; `Kind` lists the cases. Messages are written here and nowhere else.
//! This file must never touch the disk, and never name a staging file: the reader knows only
//! the published path.

use std::error::Error;
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use super::manifest;
use crate::diagnostics::{Code, Diagnostic};

/// Why nothing was published.
///
/// Its text is lower-case, without a final full stop, with back-ticks round paths.
/// [`hint`](PublishError::hint) says what to do about it.
#[derive(Debug)]
pub struct PublishError(Kind);

#[derive(Debug)]
enum Kind {
    Refused { out: PathBuf, why: Refusal },
    Address { path: String, why: &'static str },
    Twice { path: String },
    Respelt { paths: [String; 2] },
    FileAndFolder { path: String },
    Foreign { path: PathBuf, what: Foreign },
    Incomplete { out: PathBuf },
    Io(Failure),
}

#[derive(Debug)]
struct Failure {
    doing: &'static str,
    path: PathBuf,
    cause: io::Error,
    half_undone: bool,
}

/// Why a folder may not be the output folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Refusal {
    Root,
    Home,
    Is { name: String },
    Above { name: String, folder: PathBuf },
    Inside { name: String, folder: PathBuf },
    NotFolder,
    DeadLink { link: PathBuf },
    NotOurs,
    BadManifest { line: usize },
    Busy,
}

/// What stands where something of ours wants to go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Foreign {
    File,
    Folder,
    Link,
    Other,
    FileForFolder,
}

impl PublishError {
    pub(crate) fn refused(out: &Path, why: Refusal) -> Self {
        Self(Kind::Refused { out: out.to_owned(), why })
    }

    pub(crate) fn address(path: &str, why: &'static str) -> Self {
        Self(Kind::Address { path: path.to_owned(), why })
    }

    pub(crate) fn twice(path: &str) -> Self {
        Self(Kind::Twice { path: path.to_owned() })
    }

    /// Sorts the two, so that the message does not depend on which thread came first.
    pub(crate) fn respelt(one: &str, other: &str) -> Self {
        let mut paths = [one.to_owned(), other.to_owned()];
        paths.sort();
        Self(Kind::Respelt { paths })
    }

    pub(crate) fn file_and_folder(path: &str) -> Self {
        Self(Kind::FileAndFolder { path: path.to_owned() })
    }

    pub(crate) fn foreign(path: PathBuf, what: Foreign) -> Self {
        Self(Kind::Foreign { path, what })
    }

    pub(crate) fn incomplete(out: &Path) -> Self {
        Self(Kind::Incomplete { out: out.to_owned() })
    }

    /// `doing` is the verb after "cannot"; `path` is the published path.
    pub(crate) fn io(doing: &'static str, path: &Path, cause: io::Error) -> Self {
        let path = path.to_owned();
        Self(Kind::Io(Failure { doing, path, cause, half_undone: false }))
    }

    /// Adds that the folder could not be put back as it was.
    pub(crate) fn half_undone(mut self) -> Self {
        if let Kind::Io(failure) = &mut self.0 {
            failure.half_undone = true;
        }
        self
    }

    /// The stable code of the message.
    #[must_use]
    pub fn code(&self) -> Code {
        match &self.0 {
            Kind::Refused { .. } => Code::T0801,
            Kind::Io(_) | Kind::Incomplete { .. } => Code::T0802,
            Kind::Foreign { .. } => Code::T1002,
            Kind::Respelt { .. } => Code::T1003,
            // Three ways to notice that pages were given addresses wrongly, which no editor can mend.
            Kind::Address { .. } | Kind::Twice { .. } | Kind::FileAndFolder { .. } => Code::T1004,
        }
    }

    /// What the reader can do about it, if there is anything to say.
    pub fn hint(&self) -> Option<String> {
        match &self.0 {
            Kind::Refused { why, .. } => Some(why.hint().to_owned()),
            Kind::Respelt { .. } => {
                Some("rename one of them: some disks and web hosts cannot tell them apart".to_owned())
            }
            Kind::Address { .. } | Kind::Twice { .. } | Kind::FileAndFolder { .. } => {
                Some("this is a defect of throughline; please report it".to_owned())
            }
            Kind::Foreign { path, .. } => Some(format!("move or delete `{}`, then build again", path.display())),
            // The failure of the file has been told already, with what to do about it.
            Kind::Incomplete { .. } => None,
            Kind::Io(failure) => failure.hint(),
        }
    }
}

impl Refusal {
    fn hint(&self) -> &'static str {
        match self {
            Self::DeadLink { .. } => "remove the link, or create the folder that it points to",
            Self::BadManifest { .. } => "empty the folder yourself, or choose another output folder",
            Self::Busy => "wait until the other run has finished",
            _ => "choose an output folder that is empty or does not exist yet",
        }
    }
}

impl Failure {
    fn hint(&self) -> Option<String> {
        if self.half_undone {
            return Some("put the cause right and build again: that makes the folder whole".to_owned());
        }
        let hint = match self.cause.kind() {
            io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
                "check that you may write there, or choose another output folder"
            }
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => "free some space, then build again",
            _ => return None,
        };
        Some(hint.to_owned())
    }
}

impl fmt::Display for PublishError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Kind::Refused { out, why } => write!(f, "cannot publish to `{}`: {why}", out.display()),
            Kind::Address { path, why } => write!(f, "cannot publish a file as `{path}`: {why}"),
            Kind::Twice { path } => write!(f, "two files are to be published as `{path}`"),
            Kind::Respelt { paths: [one, other] } => {
                write!(f, "cannot publish both `{one}` and `{other}`: they differ only in case")
            }
            Kind::FileAndFolder { path } => write!(f, "`{path}` is to be both a file and a folder"),
            Kind::Foreign { path, what } => write!(f, "cannot write `{}`: {what}", path.display()),
            Kind::Incomplete { out } => {
                write!(f, "nothing was published to `{}`: not every file could be prepared", out.display())
            }
            Kind::Io(failure) => write!(f, "{failure}"),
        }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Root => write!(f, "it is the root of the file system"),
            Self::Home => write!(f, "it is your home folder"),
            Self::Is { name } => write!(f, "it is {name}"),
            Self::Above { name, folder } => {
                write!(f, "{name} (`{}`) lies inside it", folder.display())
            }
            Self::Inside { name, folder } => {
                write!(f, "it lies inside {name} (`{}`)", folder.display())
            }
            Self::NotFolder => write!(f, "it is not a folder"),
            Self::DeadLink { link } => {
                write!(f, "`{}` is a link that leads nowhere", link.display())
            }
            Self::NotOurs => write!(f, "it is not empty and was not written by throughline"),
            Self::BadManifest { line } => write!(f, "line {line} of its `{}` cannot be understood", manifest::NAME),
            Self::Busy => write!(f, "another run of throughline is writing to it"),
        }
    }
}

impl fmt::Display for Foreign {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::File => "a file that throughline did not write is in the way",
            Self::Folder => "a folder is in the way",
            Self::Link => "a symbolic link is in the way",
            Self::Other => "something that is not a file is in the way",
            Self::FileForFolder => "a file stands where a folder is needed",
        })
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "cannot {} `{}`: {}", self.doing, self.path.display(), self.cause)?;
        if self.half_undone {
            write!(f, "; the earlier site could not be put back entirely")?;
        }
        Ok(())
    }
}

impl From<PublishError> for Diagnostic {
    fn from(error: PublishError) -> Self {
        Self::nowhere(error.code(), error.to_string()).hint_if(error.hint())
    }
}

impl Error for PublishError {
    /// Always none: the message already ends with the cause, which would else be printed twice.
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_name_the_path_and_the_cause() {
        let full = || io::Error::from(io::ErrorKind::StorageFull);
        let error = PublishError::io("write", Path::new("public/a.html"), full());
        assert_eq!(error.to_string(), format!("cannot write `public/a.html`: {}", full()));
        assert_eq!(error.hint().unwrap(), "free some space, then build again");
        assert!(error.half_undone().to_string().ends_with("; the earlier site could not be put back entirely"));
    }

    #[test]
    fn every_failure_has_a_code() {
        let path = Path::new("public/a.html");
        let denied = || io::Error::from(io::ErrorKind::PermissionDenied);
        let codes = [
            (PublishError::refused(path, Refusal::Busy), Code::T0801),
            (PublishError::io("write", path, denied()).half_undone(), Code::T0802),
            (PublishError::incomplete(path), Code::T0802),
            (PublishError::foreign(path.to_owned(), Foreign::File), Code::T1002),
            (PublishError::respelt("a", "A"), Code::T1003),
            (PublishError::twice("a"), Code::T1004),
        ];
        for (error, code) in codes {
            let (message, hints) = (error.to_string(), error.hint().into_iter().collect::<Vec<_>>());
            let shown = Diagnostic::from(error);
            assert_eq!((shown.code, shown.message, shown.hints), (code, message, hints));
        }
    }

    #[test]
    fn two_spellings_are_named_in_the_same_order_whoever_comes_first() {
        let texts = [PublishError::respelt("a", "A"), PublishError::respelt("A", "a")].map(|e| e.to_string());
        assert_eq!(texts[0], "cannot publish both `A` and `a`: they differ only in case");
        assert_eq!(texts[0], texts[1]);
    }

    #[test]
    fn every_refusal_reads_as_one_sentence() {
        let folder = PathBuf::from("site/content");
        let name = "the content folder".to_owned();
        let text = |why| PublishError::refused(Path::new("out"), why).to_string();
        assert_eq!(text(Refusal::Is { name: name.clone() }), "cannot publish to `out`: it is the content folder");
        assert_eq!(
            text(Refusal::Above { name: name.clone(), folder: folder.clone() }),
            "cannot publish to `out`: the content folder (`site/content`) lies inside it"
        );
        assert_eq!(
            text(Refusal::Inside { name, folder }),
            "cannot publish to `out`: it lies inside the content folder (`site/content`)"
        );
        assert_eq!(
            text(Refusal::BadManifest { line: 3 }),
            "cannot publish to `out`: line 3 of its `.throughline-manifest` cannot be understood"
        );
    }
}
