//! Knowledge to pages: which pages exist, their addresses, what each shows.
//!
//! Start at [`Site`]. A page's view is a plain value that can be serialised;
//! nothing here writes HTML beyond the words of reports, and nothing depends on
//! the order in which pages are made.

pub(crate) mod abbreviations;
pub mod address;
mod apart;
mod asked;
mod challenge;
mod charts;
mod cite;
mod code;
mod common_words;
mod compare;
mod context;
mod corrected;
pub(crate) mod dictionary;
mod fold;
mod frame;
mod gone;
mod index;
mod keys;
mod kinds;
mod legend;
mod likeness;
mod listed;
mod meanings;
mod pages;
mod picture;
mod place;
pub(crate) mod plain;
mod readers;
mod rows;
mod same_report;
mod sentences;
mod sheets;
mod since;
mod standing;
mod structured;
#[cfg(test)]
mod tests;
mod thread_title;
mod weighed;
mod who;
mod whole;

use std::collections::BTreeMap;
use std::sync::OnceLock;

use blake3::Hash;
use serde::Serialize;

use self::abbreviations::Abbreviations;
use crate::model::changes::ReportChanges;
use crate::model::{Knowledge, ReportId};
pub use address::Page;
pub(crate) use apart::thread_apart;
pub(crate) use context::symbol;
use context::{Anchor, PageContext};
pub(crate) use frame::Frame;
use index::Index;
use keys::Keys;
pub(crate) use listed::{Listed, ListedWords, Stands, WhoShown};
pub(crate) use meanings::sentence;
pub(crate) use pages::files::FilesView;
pub(crate) use picture::{Picture, PictureFile, Tone};
pub(crate) use readers::{SignView, in_terminal, in_words, shares, sign_of, speaker, style};
pub use since::Since;

/// A site whose pages can be asked for in any order.
#[derive(Debug)]
pub struct Site<'k> {
    knowledge: &'k Knowledge,
    index: Index<'k>,
    keys: OnceLock<Keys>,
    abbreviations: Abbreviations,
}

/// The words behind the cells of a grid: of an authority, of one of its pages.
pub(crate) struct EvidenceFile<'k> {
    authority: &'k str,
    number: usize,
    /// Where it lies, seen from the site's root.
    pub(crate) path: String,
}

/// A page's template and what it shows.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub(crate) enum View {
    // Boxed where much larger than the others: every variant takes the room of the largest.
    Home(pages::home::HomeView),
    Authorities(pages::authority::AuthoritiesView),
    Authority(Box<pages::authority::AuthorityView>),
    Scrutiny(Box<pages::scrutiny::ScrutinyView>),
    Reports(pages::inspections::ReportsView),
    Report(Box<pages::report::ReportView>),
    Recommendations(pages::lists::RecommendationsView),
    Recommendation(Box<pages::recommendation::RecommendationView>),
    Themes(pages::theme::ThemesView),
    Theme(Box<pages::theme::ThemeView>),
    Outcomes(pages::lists::OutcomesView),
    Outcome(pages::lists::OutcomeListView),
    Threads(pages::lists::ThreadsView),
    Changes(pages::changes::ChangesView),
    Data(pages::data::DataView),
    Files(FilesView),
    Claims(pages::lists::ClaimsView),
    Method(pages::lists::MethodView),
    Glossary(pages::glossary::GlossaryView),
    Challenges(challenge::ChallengesView),
    Withdrawn(gone::GoneView),
    Own(pages::own_pages::OwnPageView),
    Moved(Anchor),
    Search(SearchView),
    Nothing {},
}

/// What the search page says without a question.
#[derive(Debug, Serialize)]
pub(crate) struct SearchView {
    kinds: kinds::KindsView,
}

impl<'k> Site<'k> {
    /// The site of what is known.
    #[must_use]
    pub fn new(knowledge: &'k Knowledge) -> Self {
        let abbreviations = Abbreviations::of(&knowledge.documents);
        Self { knowledge, index: Index::new(knowledge), keys: OnceLock::new(), abbreviations }
    }

    /// What the site is made of.
    #[must_use]
    pub fn knowledge(&self) -> &'k Knowledge {
        self.knowledge
    }

    /// What each held and reviewed report brought.
    #[must_use]
    pub fn changes(&self) -> &BTreeMap<ReportId, ReportChanges> {
        self.index.changes()
    }

    /// All pages; a long list is several.
    #[must_use]
    pub fn pages(&self) -> Vec<Page> {
        // Rows are only counted here: from where links would lead does not matter.
        let context = PageContext::new(self.knowledge, &self.index, "");
        let mut pages = Vec::new();
        for page in address::first_pages(self.knowledge) {
            let sheets = pages::lists::sheet_count(&context, &page);
            pages.extend((2..=sheets).map(|number| sheets::sheet(&page, number)));
            pages.push(page);
        }
        pages
    }

    /// A page's address from the site's root.
    #[must_use]
    pub fn path(&self, page: &Page) -> String {
        page.path(self.knowledge)
    }

    /// The fingerprint of what a page is made from, where that can be told before it is made.
    pub(crate) fn key(&self, page: &Page) -> Option<Hash> {
        let path = self.path(page);
        self.keys().of(&PageContext::new(self.knowledge, &self.index, &path), page)
    }

    /// What abbreviations stand for.
    pub(crate) fn abbreviations(&self) -> &Abbreviations {
        &self.abbreviations
    }

    /// The fingerprint of the settings and of what else stands on every page.
    pub(crate) fn settings_key(&self) -> Hash {
        self.keys().settings()
    }

    /// The fingerprint of all that the site is made from.
    pub(crate) fn whole_key(&self) -> Hash {
        self.keys().whole()
    }

    // Only who builds into a folder asks for them.
    fn keys(&self) -> &Keys {
        self.keys.get_or_init(|| Keys::new(self.knowledge, &self.abbreviations))
    }

    /// The evidence files of the thread grids.
    pub(crate) fn evidence_files(&self) -> Vec<EvidenceFile<'k>> {
        let knowledge = self.knowledge;
        let of_sheet = |authority: &'k str, number: usize| {
            let page = self.path(&sheets::sheet(&Page::Authority(authority.to_owned()), number));
            // A script, not JSON: a page that was opened from a disk may load scripts and fetch nothing.
            EvidenceFile { authority, number, path: page.replace(".html", ".grid.js") }
        };
        let of_authority =
            |id: &'k String| (1..=pages::authority::sheet_count(knowledge, id)).map(move |number| of_sheet(id, number));
        knowledge.documents.authorities.keys().flat_map(of_authority).collect()
    }

    /// What an evidence file holds.
    pub(crate) fn evidence(&self, file: &EvidenceFile<'_>) -> pages::evidence::EvidenceView {
        let context = PageContext::new(self.knowledge, &self.index, &file.path);
        pages::evidence::view(&context, file.authority, file.number)
    }

    /// The fingerprint of what the evidence file of an authority is made from.
    pub(crate) fn evidence_key(&self, file: &EvidenceFile<'_>) -> Option<Hash> {
        self.keys().of_file(file.authority, "evidence")
    }

    /// The template's name, what stands around the page, and what it shows.
    pub(crate) fn view(&self, page: &Page) -> (&'static str, Frame, View) {
        let path = self.path(page);
        let mut context = PageContext::new(self.knowledge, &self.index, &path);
        // A host serves this page at whatever address was asked for, so no relative link of it would be right.
        if *page == Page::NotFound {
            context.root = self.absolute_root();
        }
        let (template, view) = match page {
            Page::Sheet { list, number } => self.show(&context, list, *number),
            page => self.show(&context, page, 1),
        };
        let frame = frame::frame(&context, page, &path);
        (template, frame, view)
    }

    /// A page's template and what it shows; of a long list, the rows of one of its pages.
    fn show(&self, context: &PageContext<'_>, page: &Page, number: usize) -> (&'static str, View) {
        use pages::{
            authority, changes, data, glossary, home, inspections, lists, own_pages, recommendation, report, scrutiny,
            theme,
        };
        match page {
            Page::Home => ("home.html", View::Home(home::view(context))),
            Page::Authorities => ("authorities.html", View::Authorities(authority::all(context, number))),
            Page::Authority(id) => (
                "authority.html",
                authority::view(context, id, number).map_or(View::Nothing {}, |view| View::Authority(Box::new(view))),
            ),
            Page::Scrutiny(id) => (
                "scrutiny.html",
                scrutiny::view(context, id).map_or(View::Nothing {}, |view| View::Scrutiny(Box::new(view))),
            ),
            Page::Inspections => ("inspections.html", View::Reports(inspections::all(context, number))),
            Page::Report(id) => {
                let view = report::view(context, *id, self.index.said_of(*id));
                ("report.html", View::Report(Box::new(view)))
            }
            Page::Recommendations => {
                let view = lists::recommendations(context, page, number, self.index.in_order());
                ("recommendations.html", View::Recommendations(view))
            }
            Page::Recommendation(id) => {
                ("recommendation.html", View::Recommendation(Box::new(recommendation::view(context, *id))))
            }
            Page::Themes => ("themes.html", View::Themes(theme::all(context, number))),
            Page::Theme(id) => (
                "theme.html",
                theme::view(context, id, number).map_or(View::Nothing {}, |view| View::Theme(Box::new(view))),
            ),
            Page::Outcomes => ("outcomes.html", View::Outcomes(lists::outcomes(context))),
            Page::Outcome(outcome) => ("outcome.html", View::Outcome(lists::outcome(context, *outcome, number))),
            Page::LongestOpen => ("longest-open.html", View::Threads(lists::longest_open(context, number))),
            Page::ClaimedThenMissed => {
                ("claimed-then-missed.html", View::Claims(lists::claimed_then_missed(context, number)))
            }
            Page::Method => ("method.html", View::Method(lists::method(context))),
            Page::Glossary => ("glossary.html", View::Glossary(glossary::view(context))),
            Page::Challenges => ("challenges.html", View::Challenges(challenge::view(context))),
            Page::Own(id) => ("own-page.html", own_pages::view(context, id).map_or(View::Nothing {}, View::Own)),
            Page::Changes => ("changes.html", View::Changes(changes::view(context, number))),
            Page::Data => ("data.html", View::Data(data::view(context))),
            // What there is is known only when all of it has been made.
            Page::Files => ("files.html", View::Files(FilesView::default())),
            Page::Search => ("search.html", View::Search(SearchView { kinds: kinds::kinds(context, None) })),
            Page::NotFound => ("404.html", View::Nothing {}),
            // `view` has asked for the rows of the list already; a list is never a page of another.
            Page::Sheet { list, number } => self.show(context, list, *number),
            Page::Withdrawn(page) => ("withdrawn.html", View::Withdrawn(gone::view(context, page))),
            Page::Moved { to, .. } => {
                let (title, _) = frame::heading(context, to);
                ("moved.html", View::Moved(Anchor { href: context.href(to), text: title }))
            }
        }
    }

    /// The path of the site's root on its host, for the one page that is served at any depth.
    fn absolute_root(&self) -> String {
        // Without a base address the site can only be taken to lie at the root of its host.
        let base = self.knowledge.documents.settings.base_url.as_deref().unwrap_or("");
        let path = base.split_once("://").and_then(|(_, rest)| rest.split_once('/')).map_or("", |(_, path)| path);
        format!("/{path}")
    }
}
