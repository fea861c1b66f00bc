//! A site whose files are made when they are asked for, so that a change is seen at once however large the site is.
//!
//! Start at [`OnDemand::new`]. The site lives in a thread of its own, which ends when nobody can ask it any more.

use std::collections::{BTreeMap, BTreeSet};
use std::convert::Infallible;
use std::mem::discriminant;
use std::sync::{Mutex, PoisonError, mpsc};
use std::{io, thread};

use tokio::sync::oneshot;

use crate::diagnostics::{self, Diagnostic};
use crate::model::Knowledge;
use crate::render::{Engine, Unmade};
use crate::site::{EvidenceFile, Page, PictureFile, Site};

/// What comes of a question: a file, nothing of that name, or why it could not be made.
type Answer = Result<Option<Vec<u8>>, Vec<Diagnostic>>;

/// A file that somebody asks for.
struct Question {
    path: String,
    answer: oneshot::Sender<Answer>,
}

/// Where a site's files can be asked for.
#[derive(Debug)]
pub(crate) struct OnDemand(mpsc::Sender<Question>);

impl OnDemand {
    /// The site of what is known; what is wrong with its templates comes back instead.
    pub(crate) fn new(engine: Engine, knowledge: Knowledge) -> Result<Self, Vec<Diagnostic>> {
        let (ask, asked) = mpsc::channel();
        let (tell, told) = mpsc::channel();
        let started = thread::Builder::new().name("site".to_owned()).spawn(move || {
            let made = Made::new(&engine, &knowledge);
            // Nobody asks a site whose templates do not work.
            if tell.send(made.wrong()).is_ok() {
                made.answer_all(&asked);
            }
        });
        let told = started.and_then(|_| told.recv().map_err(io::Error::other));
        match told {
            Ok(problems) if problems.is_empty() => Ok(Self(ask)),
            Ok(problems) => Err(problems),
            Err(error) => Err(vec![super::cannot_run("the site cannot be built", &error)]),
        }
    }

    /// The file at a path from the site's root.
    pub(crate) async fn file(&self, path: &str) -> Answer {
        let (answer, answered) = oneshot::channel();
        let asked = self.0.send(Question { path: path.to_owned(), answer });
        // Neither fails while this is there: the thread ends only when nobody can ask it.
        match asked {
            Ok(()) => answered.await.unwrap_or(Ok(None)),
            Err(_) => Ok(None),
        }
    }
}

/// A site, and what of it has been made.
struct Made<'k> {
    engine: &'k Engine,
    site: Site<'k>,
    pages: BTreeMap<String, Page>,
    /// The evidence of the grids, by address.
    grids: BTreeMap<String, EvidenceFile<'k>>,
    /// The pictures for sharing, by address.
    pictures: BTreeMap<String, PictureFile<'k>>,
    /// Where the index and the downloads have been asked for, all of them: they are made together.
    others: Option<BTreeMap<String, Vec<u8>>>,
}

impl<'k> Made<'k> {
    fn new(engine: &'k Engine, knowledge: &'k Knowledge) -> Self {
        let site = Site::new(knowledge);
        let pages = site.pages().into_iter().map(|page| (site.path(&page), page)).collect();
        let grids = site.evidence_files().into_iter().map(|file| (file.path.clone(), file)).collect();
        let pictures = site.pictures().into_iter().map(|file| (file.path.clone(), file)).collect();
        Self { engine, site, pages, grids, pictures, others: None }
    }

    /// What is wrong with the templates, as far as one page of each kind shows.
    fn wrong(&self) -> Vec<Diagnostic> {
        let mut kinds = Vec::new();
        let mut problems = Vec::new();
        for page in self.pages.values() {
            if !kinds.contains(&discriminant(page)) {
                kinds.push(discriminant(page));
                problems.extend(self.engine.page_bytes(&self.site, page).err());
            }
        }
        diagnostics::sort(&mut problems);
        problems
    }

    fn answer_all(mut self, asked: &mpsc::Receiver<Question>) {
        while let Ok(Question { path, answer }) = asked.recv() {
            // Who asked may have gone.
            let _ = answer.send(self.file(&path));
        }
    }

    fn file(&mut self, path: &str) -> Answer {
        if let Some(page) = self.pages.get(path).filter(|page| **page != Page::Files) {
            return self.engine.page_bytes(&self.site, page).map(Some).map_err(|problem| vec![problem]);
        }
        if let Some(file) = self.grids.get(path) {
            return Engine::evidence_bytes(&self.site, file).map(Some).map_err(|problem| vec![problem]);
        }
        if let Some(file) = self.pictures.get(path) {
            return Engine::picture_bytes(&self.site, file).map(Some).map_err(|problem| vec![problem]);
        }
        if let Some((_, bytes)) = self.engine.assets().find(|(name, _)| *name == path) {
            return Ok(Some(bytes.to_vec()));
        }
        if self.site.knowledge().documents.files.contains(path) {
            return self.engine.own_file_bytes(path).map(Some).map_err(|problem| vec![problem]);
        }
        if self.others.is_none() {
            self.others = Some(self.make_others()?);
        }
        if path == self.site.path(&Page::Files) {
            return self.listing().map(Some).map_err(|problem| vec![problem]);
        }
        Ok(self.others.as_ref().and_then(|others| others.get(path)).cloned())
    }

    /// The page that lists all files that are no pages.
    fn listing(&self) -> Result<Vec<u8>, Diagnostic> {
        let files = &self.site.knowledge().documents.files;
        let made = self.grids.keys().chain(self.pictures.keys()).chain(files).map(String::as_str);
        let others = self.others.iter().flat_map(|others| others.keys()).map(String::as_str);
        let all: BTreeSet<&str> = made.chain(others).chain(self.engine.assets().map(|(name, _)| name)).collect();
        self.engine.listing_bytes(&self.site, all.into_iter())
    }

    fn make_others(&self) -> Result<BTreeMap<String, Vec<u8>>, Vec<Diagnostic>> {
        let pages = self.site.pages();
        let files = Mutex::new(BTreeMap::new());
        let put = |path: &str, bytes: &[u8]| {
            files.lock().unwrap_or_else(PoisonError::into_inner).insert(path.to_owned(), bytes.to_vec());
            Ok::<(), Infallible>(())
        };
        match self.engine.others(&self.site, &pages, &put) {
            Ok(()) => Ok(files.into_inner().unwrap_or_else(PoisonError::into_inner)),
            Err(Unmade::Pages(problems)) => Err(problems),
            Err(Unmade::Kept(never)) => match never {},
        }
    }
}
