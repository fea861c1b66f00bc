//! What is offered, tried on the whole site in memory, and written where it brings no error.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use super::decided::decisions_of;
use super::{Fate, Offer, Outcome};
use crate::diagnostics::{Code, Diagnostic, Sources, draw};
use crate::review::desk::DECISIONS;
use crate::review::disk::{Change, Disk};
use crate::review::edit::{Splice, spliced};
use crate::review::trial::new_problems;
use crate::source::{Documents, Files};
use crate::workspace::{self, LeaveOut};

/// A draft in another's place, and the names in `review.toml` that change with it.
#[derive(Debug)]
pub(super) struct Edit {
    /// The path and the text of the draft as it stands.
    pub(super) before: (String, String),
    /// Those that it is to have.
    pub(super) after: (String, String),
    pub(super) decisions: Vec<Splice>,
}

/// Keeps back what would bring an error, writes the rest if that is wanted, and says what became of each.
pub(super) fn make(root: &Path, documents: &Documents, mut offers: Vec<(String, Offer)>, write: bool) -> Vec<Fate> {
    let open: Vec<usize> =
        offers.iter().enumerate().filter(|(_, (_, o))| o.held_back.is_none()).map(|(n, _)| n).collect();
    let mut trial = Trial::new(documents, &offers);
    trial.accept(&open);
    let Trial { accepted, refused, .. } = trial;
    for (number, why) in refused {
        if let Some((_, offer)) = offers.get_mut(number) {
            offer.held_back = Some(why);
        }
    }
    if write && !accepted.is_empty() {
        write_all(root, documents, &mut offers, &accepted);
    }
    offers.into_iter().map(|(id, offer)| Fate { id, outcome: Outcome::Offered(Box::new(offer)) }).collect()
}

/// The site as it would be with offers.
struct Trial<'o> {
    texts: BTreeMap<&'o str, &'o str>,
    decisions: Option<&'o str>,
    offers: &'o [(String, Offer)],
    before: Option<(Vec<Diagnostic>, Sources)>,
    accepted: BTreeSet<usize>,
    refused: BTreeMap<usize, Diagnostic>,
}

impl<'o> Trial<'o> {
    fn new(documents: &'o Documents, offers: &'o [(String, Offer)]) -> Self {
        let texts = documents.sources.iter().map(|(_, f)| (f.path.as_str(), f.text.as_str())).collect();
        let decisions = decisions_of(documents);
        Self { texts, decisions, offers, before: None, accepted: BTreeSet::new(), refused: BTreeMap::new() }
    }

    /// Accepts those of some offers that bring no error beside what is accepted already. Where together they bring
    /// one, each half is tried: so few culprits among many cost few trials.
    fn accept(&mut self, offers: &[usize]) {
        if offers.is_empty() {
            return;
        }
        match self.problem_of(offers) {
            None => self.accepted.extend(offers),
            Some(problem) => match offers {
                [one] => {
                    self.refused.insert(*one, problem);
                }
                several => {
                    let (first, second) = several.split_at(several.len() / 2);
                    self.accept(first);
                    self.accept(second);
                }
            },
        }
    }

    /// The error that some offers would bring beside the accepted ones.
    fn problem_of(&mut self, offers: &[usize]) -> Option<Diagnostic> {
        let edits: Vec<&Edit> = self
            .accepted
            .iter()
            .chain(offers)
            .filter_map(|n| self.offers.get(*n))
            .map(|(_, offer)| &offer.edit)
            .collect();
        let decisions = decided(self.decisions, &edits);
        let mut texts = self.texts.clone();
        for edit in &edits {
            texts.remove(edit.before.0.as_str());
        }
        // Two loops: one draft may go where another one was.
        for edit in &edits {
            texts.insert(&edit.after.0, &edit.after.1);
        }
        if let Some(decisions) = &decisions {
            texts.insert(DECISIONS, decisions);
        }
        let before = self.before.get_or_insert_with(|| joined(&self.texts));
        let (problems, sources) = joined(&texts);
        let new = new_problems((&before.0, &before.1), (&problems, &sources)).err()?;
        let message = "it would bring an error into the site, so it is left as it is";
        Some(Diagnostic::nowhere(Code::T0926, message).hint(draw(&new, &sources, false).replace('\n', "\n          ")))
    }
}

fn joined(texts: &BTreeMap<&str, &str>) -> (Vec<Diagnostic>, Sources) {
    let files = Files::from_texts(texts.iter().map(|(path, text)| (*path, *text)));
    let (knowledge, problems) = workspace::join(files, LeaveOut::Unreviewed);
    (problems, knowledge.documents.sources.clone())
}

/// `review.toml` with the names that change with some edits.
fn decided(text: Option<&str>, edits: &[&Edit]) -> Option<String> {
    let splices: Vec<Splice> = edits.iter().flat_map(|edit| edit.decisions.iter().cloned()).collect();
    text.filter(|_| !splices.is_empty()).and_then(|text| spliced(text, &splices))
}

/// Writes the accepted offers, one after the other: a draft, then the names that change with it.
fn write_all(root: &Path, documents: &Documents, offers: &mut [(String, Offer)], accepted: &BTreeSet<usize>) {
    let decisions = decisions_of(documents).map(str::to_owned);
    let mut standing = decisions.clone();
    let mut splices: Vec<Splice> = Vec::new();
    for number in accepted {
        let Some((_, offer)) = offers.get_mut(*number) else { continue };
        let own = splices.iter().chain(&offer.edit.decisions).cloned().collect::<Vec<_>>();
        let names = decisions.as_deref().filter(|_| !offer.edit.decisions.is_empty());
        let names = names.and_then(|text| spliced(text, &own));
        match write(root, &offer.edit, standing.as_deref(), names.as_deref()) {
            Ok(()) => {
                offer.written = true;
                if names.is_some() {
                    (standing, splices) = (names, own);
                }
            }
            Err(why) => offer.held_back = Some(why),
        }
    }
}

/// Writes one draft, and `review.toml` if names in it change.
fn write(root: &Path, edit: &Edit, standing: Option<&str>, names: Option<&str>) -> Result<(), Diagnostic> {
    let disk = Disk::new(root)
        .map_err(|error| Diagnostic::nowhere(Code::T0914, format!("the site's folder cannot be written: {error}")))?;
    // The names first: where the program is ended between the two, reading again writes the same draft, and they
    // name what is in it.
    if let Some(names) = names {
        disk.make(&change(DECISIONS, standing, Some(names)))?;
    }
    put(root, &disk, edit).inspect_err(|_| {
        // What cannot be taken back shows in the next check, as names of what is not there.
        let _ = names.map(|names| disk.make(&change(DECISIONS, Some(names), standing)));
    })
}

/// Puts a draft in its place.
fn put(root: &Path, disk: &Disk, edit: &Edit) -> Result<(), Diagnostic> {
    let ((old_path, old), (path, new)) = (&edit.before, &edit.after);
    if old_path == path {
        return disk.make(&change(path, Some(old), Some(new)));
    }
    if let Some(folder) = root.join(path).parent() {
        fs::create_dir_all(folder).map_err(|error| {
            Diagnostic::nowhere(Code::T0914, format!("`{path}` cannot be written: {}", error.kind()))
        })?;
    }
    // The new one first: whatever happens between the two, the report is there.
    disk.make(&change(path, None, Some(new)))?;
    disk.make(&change(old_path, Some(old), None)).inspect_err(|_| {
        // It stays where it was: two files of one report would be worse. What cannot be taken away again shows in
        // the next check.
        let _ = disk.make(&change(path, Some(new), None));
    })
}

fn change(name: &str, before: Option<&str>, after: Option<&str>) -> Change {
    Change { name: name.to_owned(), before: before.map(str::to_owned), after: after.map(str::to_owned) }
}
