//! Files in, drafts out: what becomes of each file, and where its draft goes.
//!
//! Files are read and recognised in parallel; whether a report is new, whose it
//! is and what it is called is then decided in order of path, so that the same
//! files give the same drafts. Nothing that stands is ever overwritten, but
//! for a page of an inspection that was only known of: its report takes it over.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use sha2::{Digest, Sha256};
use walkdir::WalkDir;

use super::recognise::{Recognised, Surroundings, recognise};
use super::{draft, extract, names};
use crate::source::date::PartialDate;
use crate::source::{Documents, Framework, Nature, Report, content_path, ids, toml_text};
use crate::terms::ThemeFinder;
use crate::whole_file;

/// What became of one file.
#[derive(Debug)]
pub struct Fate {
    /// The file.
    pub path: PathBuf,
    /// What became of it.
    pub outcome: Outcome,
    /// What was recognised, unless it was refused before.
    pub recognised: Option<Recognised>,
}

/// What became of a file.
#[derive(Debug)]
pub enum Outcome {
    /// A draft was written, or would be: its path in the site.
    Imported {
        /// The draft.
        draft: String,
        /// Whether it took over the page of an inspection that was only known of.
        took_over: bool,
        /// An authority that was made for it.
        new_authority: Option<String>,
    },
    /// It is here already: as which report.
    Skipped(String),
    /// It cannot be imported: why, and what to do.
    Refused {
        /// Why.
        message: String,
        /// What to do.
        hint: String,
    },
}

/// The files to import: those named, and every `.pdf`, `.txt` and `.md` below folders, in order.
///
/// # Errors
///
/// When a path does not exist or cannot be read, or a folder holds no report.
pub fn find_files(paths: &[PathBuf]) -> Result<Vec<PathBuf>, String> {
    let mut files = Vec::new();
    for path in paths {
        if path.is_file() {
            files.push(path.clone());
            continue;
        }
        if !path.exists() {
            return Err(format!("there is no `{}`", path.display()));
        }
        let before = files.len();
        for entry in WalkDir::new(path).sort_by_file_name() {
            let entry = entry.map_err(|e| format!("`{}` cannot be read: {e}", path.display()))?;
            let kind = entry.path().extension().and_then(|e| e.to_str()).map(str::to_lowercase);
            if entry.file_type().is_file() && matches!(kind.as_deref(), Some("pdf" | "txt" | "md")) {
                files.push(entry.into_path());
            }
        }
        if files.len() == before {
            return Err(format!("`{}` holds no .pdf, .txt or .md file", path.display()));
        }
    }
    let mut seen = BTreeSet::new();
    files.retain(|f| seen.insert(f.clone()));
    Ok(files)
}

/// Imports files into the site in `root`; with `dry`, writes nothing. `done` is called once a file
/// has been read.
pub fn import(root: &Path, documents: &Documents, files: &[PathBuf], dry: bool, done: impl Fn() + Sync) -> Vec<Fate> {
    let read: Vec<Result<Recognised, Outcome>> = files
        .par_iter()
        .map(|path| {
            let read = read(path, &documents.frameworks);
            done();
            read
        })
        .collect();
    let mut desk = Desk::new(root, documents, dry);
    files
        .iter()
        .zip(read)
        .map(|(path, read)| match read {
            Ok(mut recognised) => {
                let outcome = desk.place(&mut recognised);
                Fate { path: path.clone(), outcome, recognised: Some(recognised) }
            }
            Err(outcome) => Fate { path: path.clone(), outcome, recognised: None },
        })
        .collect()
}

fn refused(message: impl Into<String>, hint: impl Into<String>) -> Outcome {
    Outcome::Refused { message: message.into(), hint: hint.into() }
}

fn read(path: &Path, frameworks: &BTreeMap<String, Framework>) -> Result<Recognised, Outcome> {
    let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    let bytes = fs::read(path).map_err(|e| refused(format!("it cannot be read: {e}"), "mend its permissions"))?;
    let extracted = extract::extract(&bytes, &name).map_err(|e| refused(e.to_string(), e.hint()))?;
    let digest = Sha256::digest(&bytes);
    let sha256: String = digest.iter().map(|b| format!("{b:02x}")).collect();
    let recognised = recognise(&extracted, &Surroundings { source: name, sha256, frameworks });
    if recognised.framework.is_none() {
        return Err(refused(
            "it does not look like an inspection report or a council's paper about one",
            "no framework's cues stand on its first page; a framework file of the site's own can name others",
        ));
    }
    Ok(recognised)
}

/// Decides where each draft goes.
struct Desk<'a> {
    root: &'a Path,
    documents: &'a Documents,
    dry: bool,
    themes: ThemeFinder,
    /// Compared names of authorities and their ids.
    authorities: BTreeMap<String, String>,
    /// Ids of reports that are taken, by authority.
    taken: BTreeSet<(String, String)>,
    /// Pages of known-only inspections that a report of this run took over.
    taken_over: BTreeSet<String>,
    /// Fingerprints, and authority with framework and last day, of what is here.
    known: BTreeMap<String, String>,
}

impl<'a> Desk<'a> {
    fn new(root: &'a Path, documents: &'a Documents, dry: bool) -> Self {
        let mut desk = Self {
            root,
            documents,
            dry,
            themes: ThemeFinder::new(&documents.themes),
            authorities: BTreeMap::new(),
            taken: BTreeSet::new(),
            taken_over: BTreeSet::new(),
            known: BTreeMap::new(),
        };
        for authority in documents.authorities.values() {
            for name in std::iter::once(&authority.name).chain(&authority.other_names) {
                desk.authorities.insert(names::compared(name), authority.id.clone());
            }
        }
        for report in &documents.reports {
            desk.taken.insert((report.authority.clone(), report.name.clone()));
            if report.held {
                desk.known.insert(report.origin.sha256.clone().unwrap_or_default(), report.id());
                if let Some(date) = report.date() {
                    desk.known.insert(
                        same_report(&report.authority, &report.framework.value, &date.to_string()),
                        report.id(),
                    );
                }
            }
        }
        desk.known.remove("");
        desk
    }

    fn place(&mut self, recognised: &mut Recognised) -> Outcome {
        let framework = recognised.framework.as_ref().and_then(|id| self.documents.frameworks.get(id));
        let Some(framework) = framework else {
            return refused("its framework is not known", "name it in a framework file");
        };
        if let Some(id) = self.known.get(&recognised.sha256) {
            return Outcome::Skipped(id.clone());
        }
        let Some(name) = recognised.authority.name.clone() else {
            return refused(
                "it does not say which council it is about",
                "write the report by hand, or name the council in the text",
            );
        };
        let nature = if framework.id == "update" { Nature::Update } else { Nature::Inspection };
        let day = match nature {
            Nature::Inspection => recognised.inspected.as_ref().map(|v| v.to.clone()).or(recognised.published.clone()),
            Nature::Update => recognised.published.clone(),
        };
        let Some(day) = day else {
            return refused("it states no date", "write `inspected` or `published` into a report by hand");
        };
        let (authority, new) = self.authority(&name);
        recognised.authority.id = Some(authority.clone());
        let same = same_report(&authority, &framework.id, &day);
        if let Some(id) = self.known.get(&same) {
            return Outcome::Skipped(id.clone());
        }
        let takes_over = self.known_only(&authority, &framework.id, &day);
        let id = takes_over.map_or_else(|| self.free_id(&authority, &framework.id, &day), |r| r.name.clone());
        let path = content_path::of_report(nature, &format!("{authority}/{id}"));
        let kept = takes_over.map(ids_of).unwrap_or_default();
        let text = draft::write(recognised, framework, &self.themes, kept);
        let text = match takes_over {
            Some(report) => with_what_was_known(&text, report, self.documents),
            None => text,
        };
        if let Err(outcome) =
            self.write(&path, &text, takes_over.is_some(), new.as_deref().map(|_| (&authority, &name)))
        {
            // Its authority is not there either: the next report about it makes it.
            if new.is_some() {
                self.authorities.remove(&names::compared(&name));
            }
            return outcome;
        }
        self.taken_over.extend(takes_over.map(Report::id));
        self.taken.insert((authority.clone(), id.clone()));
        self.known.insert(recognised.sha256.clone(), format!("{authority}/{id}"));
        self.known.insert(same, format!("{authority}/{id}"));
        Outcome::Imported { draft: path, took_over: takes_over.is_some(), new_authority: new }
    }

    /// The authority's id, and its name when it is new.
    fn authority(&mut self, name: &str) -> (String, Option<String>) {
        let compared = names::compared(name);
        if let Some(id) = self.authorities.get(&compared) {
            return (id.clone(), None);
        }
        let stem = ids::nearest_allowed(name).unwrap_or_else(|| "authority".to_owned());
        // Another council may have this id under another name.
        let is_free = |id: &String| {
            !self.documents.authorities.contains_key(id) && !self.authorities.values().any(|other| other == id)
        };
        let id =
            std::iter::once(stem.clone()).chain((2..).map(|n| format!("{stem}-{n}"))).find(is_free).unwrap_or(stem);
        self.authorities.insert(compared, id.clone());
        (id, Some(name.to_owned()))
    }

    fn known_only(&self, authority: &str, framework: &str, day: &str) -> Option<&'a Report> {
        let day = PartialDate::parse(day)?;
        self.documents.reports.iter().find(|r| {
            !r.held
                && !self.taken_over.contains(&r.id())
                && r.authority == authority
                && r.framework.value == framework
                && r.date().is_some_and(|d| d == day || d.contains(day))
        })
    }

    fn free_id(&self, authority: &str, framework: &str, day: &str) -> String {
        let stem = format!("{}-{framework}", day.get(..7).unwrap_or(day));
        let free = |id: &String| !self.taken.contains(&(authority.to_owned(), id.clone()));
        std::iter::once(stem.clone()).chain((2..).map(|n| format!("{stem}-{n}"))).find(free).unwrap_or(stem)
    }

    /// Writes the draft, and a new authority before it.
    fn write(&self, path: &str, text: &str, replaces: bool, new: Option<(&String, &String)>) -> Result<(), Outcome> {
        if self.dry {
            return Ok(());
        }
        let failed = |what: &str, e: std::io::Error| {
            refused(
                format!("`{what}` cannot be written: {}", e.kind()),
                "the site's folder must be writable; nothing was changed",
            )
        };
        let mut made = None;
        if let Some((id, name)) = new {
            let file = content_path::of_authority(id);
            let front = format!("+++\nname = {}\n+++\n", toml_text::quoted(name));
            let whole = self.root.join(&file);
            if !whole.exists() {
                whole_file::create(&whole, &front).map_err(|e| failed(&file, e))?;
                made = Some(whole);
            }
        }
        let place = self.root.join(path);
        let written = if replaces { whole_file::replace(&place, text) } else { whole_file::create(&place, text) };
        written.map_err(|e| {
            // An authority without its report is not left behind.
            let _ = made.map(fs::remove_file);
            failed(path, e)
        })
    }
}

/// The ids of findings, present and old, that a page keeps when a report takes it over.
fn ids_of(report: &Report) -> BTreeSet<String> {
    let present = report.body.findings.iter().filter_map(|f| f.id.as_ref()).map(|id| id.value.clone());
    let renamed = report.renamed.iter().map(|(old, _)| old.value.clone());
    present.chain(renamed).collect()
}

fn same_report(authority: &str, framework: &str, day: &str) -> String {
    format!("{authority} {framework} {day}")
}

/// Adds what the page of a known-only inspection held: old ids, and its findings with their ids
/// and links, below the draft's own text for the editor to put in their places.
fn with_what_was_known(draft: &str, report: &Report, documents: &Documents) -> String {
    let source = documents.sources.file(report.file).map_or("", |f| f.text.as_str());
    let body = source.splitn(3, "+++").nth(2).unwrap_or("").trim();
    let aliases: Vec<String> = report.aliases.iter().map(|a| format!("\"{}\"", a.value)).collect();
    let mut text = draft.to_owned();
    if !aliases.is_empty() {
        text =
            text.replacen("reviewed = false\n", &format!("reviewed = false\naliases = [{}]\n", aliases.join(", ")), 1);
    }
    if !report.renamed.is_empty() {
        let renamed: Vec<String> =
            report.renamed.iter().map(|(old, new)| format!("\"{}\" = \"{}\"", old.value, new.value)).collect();
        text = text.replacen("\n[source]\n", &format!("\n[renamed]\n{}\n\n[source]\n", renamed.join("\n")), 1);
    }
    format!("{}\n\n{body}\n", text.trim_end())
}
