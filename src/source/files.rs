//! Finds and reads the files of a site: settings, content, nothing else.
//!
//! The only place in `source/` that touches the disk. What is found is put in
//! order of path, whatever order the system lists it in.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::content_path::{ADDRESSES, CONTENT, FILES};
use super::{hidden, ids, published, shipped_themes};
use crate::diagnostics::{Code, Diagnostic, Digest, FileId, SourceFile, Sources, Span, split_near};

/// What a content file is, by where it lies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    Settings,
    Decisions,
    Register,
    Challenges,
    Addresses,
    Authority(String),
    Theme(String),
    OwnPage(String),
    Framework(String),
    /// Authority and id.
    Inspection(String, String),
    /// Authority and id.
    Update(String, String),
    /// A file of `files/`, published as it is: nothing is read from it here.
    Published,
    /// Nothing is read from it.
    Stray,
}

/// The files of a site, each with its role, in order of path.
#[derive(Debug, Default)]
pub struct Files {
    pub(crate) sources: Sources,
    pub(crate) roles: Vec<Role>,
    /// Paths of content files that could not be read.
    pub(crate) unread: BTreeSet<String>,
    pub(crate) problems: Vec<Diagnostic>,
}

/// Why nothing could be read at all.
#[derive(Debug)]
pub struct NoSite {
    /// What is wrong, naming the path.
    pub message: String,
    /// What to do.
    pub hint: String,
}

impl Files {
    /// Reads the site in `root`.
    ///
    /// # Errors
    ///
    /// When the folder has no `site.toml` that can be read. Anything else that is wrong is a
    /// diagnostic.
    pub fn read(root: &Path) -> Result<Self, NoSite> {
        let settings = root.join("site.toml");
        if !settings.is_file() {
            return Err(NoSite {
                message: format!("no `site.toml` in `{}`", root.display()),
                hint: "name the site's folder, or start in it".to_owned(),
            });
        }
        let mut problems = Vec::new();
        let mut paths = vec![settings];
        paths.extend(["review.toml", ADDRESSES].map(|name| root.join(name)).into_iter().filter(|path| path.is_file()));
        paths.extend(content_paths(root, &mut problems));
        let read: Vec<(String, Result<Vec<u8>, std::io::Error>)> =
            paths.par_iter().map(|path| (relative(root, path), fs::read(path))).collect();
        // What they hold may be large, and nothing here asks for it.
        let files = published::paths(root, &mut problems);
        let read = read.into_iter().chain(files.iter().map(|path| (relative(root, path), Ok(Vec::new())))).collect();
        Ok(Self::from_bytes(read, problems))
    }

    /// The files given as text, for tests and for checking a draft before it is written: pairs of
    /// a path below the site's folder and the text.
    #[must_use]
    pub fn from_texts<'a>(texts: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let shown = texts.into_iter().filter(|(path, _)| !hidden::has_hidden_part(Path::new(path)));
        let read = shown.map(|(path, text)| (path.to_owned(), Ok(text.as_bytes().to_vec()))).collect();
        Self::from_bytes(read, Vec::new())
    }

    fn from_bytes(mut read: Vec<(String, Result<Vec<u8>, std::io::Error>)>, mut problems: Vec<Diagnostic>) -> Self {
        let missing: Vec<_> =
            shipped_themes::files().filter(|(path, _)| !read.iter().any(|(own, _)| own == path)).collect();
        read.extend(missing.into_iter().map(|(path, text)| (path, Ok(text.as_bytes().to_vec()))));
        // Systems list folders in different orders; everything after this goes by path.
        read.sort_by(|a, b| a.0.cmp(&b.0));
        // Of the bytes, since a text that is no UTF-8 does not hold them all.
        let digests: Vec<Digest> = read.par_iter().map(|(path, bytes)| digest_of(path, bytes)).collect();
        let mut files = Vec::new();
        let mut roles = Vec::new();
        let mut unread = BTreeSet::new();
        for (number, ((path, bytes), digest)) in (0..).zip(read.into_iter().zip(digests)) {
            let role = role_of(&path);
            problems.extend(check_place(&path, &role, FileId(number)));
            // Nothing is read from a stray file: it may hold anything.
            let (text, problem) = if matches!(role, Role::Stray | Role::Published) {
                Default::default()
            } else {
                decode(&path, bytes, FileId(number))
            };
            if problem.is_some() {
                unread.insert(path.clone());
            }
            // Its own problem is reported; read further, it would give others that are none.
            roles.push(if problem.is_some() { Role::Stray } else { role });
            problems.extend(problem);
            files.push((SourceFile { path, text }, digest));
        }
        problems.extend(respelt(&files, &roles));
        Self { sources: Sources::with_digests(files), roles, unread, problems }
    }
}

fn content_paths(root: &Path, problems: &mut Vec<Diagnostic>) -> Vec<PathBuf> {
    let mut paths = Vec::new();
    // Links are followed: a site may keep its content elsewhere and link to it.
    for entry in hidden::walk(&root.join(CONTENT), true) {
        match entry {
            Ok(entry) if entry.file_type().is_file() => paths.push(entry.into_path()),
            Ok(_) => {}
            Err(error) => {
                let path = error.path().map_or_else(|| "content".to_owned(), |p| relative(root, p));
                let cause = match (error.loop_ancestor(), error.io_error()) {
                    (Some(_), _) => "links run in a circle".to_owned(),
                    (None, Some(io)) => io.kind().to_string(),
                    (None, None) => "unknown cause".to_owned(),
                };
                problems.push(
                    Diagnostic::nowhere(Code::T0102, format!("`{path}` cannot be read: {cause}"))
                        .hint("mend or remove it"),
                );
            }
        }
    }
    paths
}

/// The path below the root, with forward slashes on every system.
pub(super) fn relative(root: &Path, path: &Path) -> String {
    let below = path.strip_prefix(root).unwrap_or(path);
    let parts: Vec<_> = below.components().map(|c| c.as_os_str().to_string_lossy()).collect();
    parts.join("/")
}

/// Of a file that cannot be read, why is all there is to know.
fn digest_of(path: &str, bytes: &Result<Vec<u8>, std::io::Error>) -> Digest {
    match bytes {
        Ok(bytes) => Digest::of(path, bytes),
        // Behind a byte that no path holds, so that no file can hold the same.
        Err(error) => Digest::of(&format!("{path}\0"), error.kind().to_string().as_bytes()),
    }
}

fn decode(path: &str, bytes: Result<Vec<u8>, std::io::Error>, file: FileId) -> (String, Option<Diagnostic>) {
    let bytes = match bytes {
        Ok(bytes) => bytes,
        Err(error) => {
            let problem = Diagnostic::nowhere(Code::T0102, format!("`{path}` cannot be read: {}", error.kind()))
                .hint("mend its permissions, or remove it");
            return (String::new(), Some(problem));
        }
    };
    let (text, bad) = match String::from_utf8(bytes) {
        Ok(text) => {
            // It is UTF-8, but no text; and the walk over Markdown keeps this byte for its marks.
            let nul = text.find('\0');
            (text, nul)
        }
        Err(error) => {
            let good = error.utf8_error().valid_up_to();
            (String::from_utf8_lossy(error.as_bytes()).into_owned(), Some(good))
        }
    };
    let problem = bad.map(|at| {
        let first = split_near(&text, at).1.chars().next();
        let (message, label) = match first {
            Some('\0') => ("the file holds bytes that are no text", "the first of them"),
            _ => ("the file is not UTF-8 text", "the first byte that does not fit"),
        };
        Diagnostic::at(Code::T0101, Span::new(file, at..at + first.map_or(0, char::len_utf8)), message)
            .label(label)
            .hint("open it in your editor and save it again with the encoding UTF-8")
    });
    (text, problem)
}

/// Published files whose names only some disks tell apart.
fn respelt(files: &[(SourceFile, Digest)], roles: &[Role]) -> Vec<Diagnostic> {
    let published = files.iter().zip(roles).filter(|(_, role)| **role == Role::Published);
    let said = |(path, other): (&str, &str)| {
        Diagnostic::nowhere(Code::T0106, format!("`{path}` and `{other}` differ only in capitals"))
            .hint("rename one of them: many disks and hosts take them for one file")
    };
    published::respelt(published.map(|((file, _), _)| file.path.as_str())).into_iter().map(said).collect()
}

fn role_of(path: &str) -> Role {
    let parts: Vec<&str> = path.split('/').collect();
    let md = |name: &str| name.strip_suffix(".md").map(str::to_owned);
    match parts[..] {
        [FILES, _, ..] => Some(Role::Published),
        ["site.toml"] => Some(Role::Settings),
        ["review.toml"] => Some(Role::Decisions),
        [ADDRESSES] => Some(Role::Addresses),
        ["content", "register.toml"] => Some(Role::Register),
        ["content", "challenges.md"] => Some(Role::Challenges),
        ["content", "authorities", name] => md(name).map(Role::Authority),
        ["content", "themes", name] => md(name).map(Role::Theme),
        ["content", "pages", name] => md(name).map(Role::OwnPage),
        ["content", "frameworks", name] => name.strip_suffix(".toml").map(|n| Role::Framework(n.to_owned())),
        ["content", "inspections", authority, name] => md(name).map(|n| Role::Inspection(authority.to_owned(), n)),
        ["content", "updates", authority, name] => md(name).map(|n| Role::Update(authority.to_owned(), n)),
        _ => None,
    }
    .unwrap_or(Role::Stray)
}

fn check_place(path: &str, role: &Role, file: FileId) -> Option<Diagnostic> {
    let start = Span::new(file, 0..0);
    let id = match role {
        Role::Settings | Role::Decisions | Role::Register | Role::Challenges | Role::Addresses => return None,
        Role::Published => {
            return published::flaw(path).map(|why| {
                Diagnostic::at(Code::T0106, start, format!("`{path}` cannot be published under this name: {why}"))
                    .hint("rename it, best with letters, digits, hyphens and full stops alone")
            });
        }
        Role::Stray => {
            let small = path.to_lowercase();
            // On a disk that does not tell capitals apart, the name looks right to whoever wrote it.
            let near = (role_of(&small) != Role::Stray).then(|| format!("rename it, all in small letters: `{small}`"));
            return Some(
                Diagnostic::at(Code::T0103, start, format!("nothing is read from `{path}`"))
                    .hint_if(near)
                    .hint("content lies in register.toml, challenges.md, authorities/ID.md, themes/ID.md, pages/ID.md, frameworks/ID.toml, inspections/AUTHORITY/ID.md and updates/AUTHORITY/ID.md"),
            );
        }
        Role::Authority(id) | Role::Theme(id) | Role::OwnPage(id) | Role::Framework(id) => id,
        Role::Inspection(_, id) | Role::Update(_, id) => id,
    };
    (!ids::is_allowed(id)).then(|| {
        Diagnostic::at(Code::T0104, start, format!("the file's name `{id}` may not be an id"))
            .hint_if(ids::nearest_allowed(id).map(|near| format!("`{near}` may")))
            .hint(ids::RULE)
    })
}
