//! What a page is made from, as a fingerprint: a page whose fingerprint is that of an earlier build need not be made
//! again.
//!
//! Start at [`Keys::of`]. A page about one authority is made from the files of that authority, from what all pages
//! share (settings, themes, frameworks), and from a few rows about others. Pages that draw on everything have no
//! fingerprint before they are put together: what they show is theirs (`render/`).
//!
//! What a page about one authority shows of others must come through here, or it would be left as it was when they
//! change: `tests/it/rebuild.rs` compares rebuilds after random edits with builds from nothing.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use blake3::{Hash, Hasher};

use super::abbreviations::Abbreviations;
use super::address::Page;
use super::compare;
use super::context::PageContext;
use crate::diagnostics::FileId;
use crate::model::{Destination, Knowledge, ThreadId};
use crate::source::{ADDRESSES, content_path};

/// Fingerprints of what pages are made from.
#[derive(Debug)]
pub(super) struct Keys {
    /// By authority: its files, and those of the authorities that it is tied to.
    by_authority: BTreeMap<String, Hash>,
    /// By number of the thread: what is shown of it beside others, found when it is first asked for.
    rows: Vec<OnceLock<Option<Hash>>>,
    settings: Hash,
    /// Everything that can be seen on any page.
    whole: Hash,
}

/// What begins the fingerprint of a page.
const PAGE: &str = "page";

impl Keys {
    pub(super) fn new(knowledge: &Knowledge, abbreviations: &Abbreviations) -> Self {
        let groups = Groups::of(knowledge);
        // Not from `site.toml` alone: a preview is built for an address of its own.
        let settings = blake3::hash(format!("{:?}{abbreviations:?}", knowledge.documents.settings).as_bytes());
        let mut shared = Hasher::new();
        shared.update(settings.as_bytes());
        // Which themes have a page hangs on all reports.
        for theme in knowledge.documents.shown_themes() {
            shared.update(format!("{}\n", theme.id).as_bytes());
        }
        let mut of_group: BTreeMap<&str, Hasher> = BTreeMap::new();
        let sources = &knowledge.documents.sources;
        for (id, file) in sources.iter() {
            let hasher = match authority_of(&file.path) {
                Some(id) => of_group.entry(groups.of_authority(id)).or_default(),
                // No page reads what was declined or put off, nor what was ever published.
                None if [REVIEW, ADDRESSES].contains(&file.path.as_str()) => continue,
                None => &mut shared,
            };
            // Of its path and its bytes, found while it was read.
            hasher.update(sources.digest_of(id).as_ref().map_or(&[], |digest| digest.as_bytes().as_slice()));
        }
        let shared = shared.finalize();
        let group_print = |hasher: &Hasher| hasher.clone().update(shared.as_bytes()).finalize();
        let prints: BTreeMap<&str, Hash> =
            of_group.iter().map(|(group, hasher)| (*group, group_print(hasher))).collect();
        let mut whole = Hasher::new();
        whole.update(shared.as_bytes());
        for (group, print) in &prints {
            whole.update(format!("{group} {print}\n").as_bytes());
        }
        // An authority of the register without a file has its reports'.
        let print_of = |id: &String| prints.get(groups.of_authority(id)).copied().unwrap_or(shared);
        let ids = knowledge.documents.authorities.keys();
        let by_authority = ids.map(|id| (id.clone(), print_of(id))).collect();
        let rows = knowledge.threads.iter().map(|_| OnceLock::new()).collect();
        Self { by_authority, rows, settings, whole: whole.finalize() }
    }

    /// The settings.
    pub(super) fn settings(&self) -> Hash {
        self.settings
    }

    /// What the whole site is made from.
    pub(super) fn whole(&self) -> Hash {
        self.whole
    }

    /// What a page is made from; nothing for one that draws on everything.
    pub(super) fn of(&self, context: &PageContext<'_>, page: &Page) -> Option<Hash> {
        let knowledge = context.knowledge;
        match page {
            Page::Authority(id) | Page::Scrutiny(id) => self.of_file(id, PAGE),
            Page::Report(id) => self.of_file(&knowledge.report(*id).authority, PAGE),
            Page::Recommendation(id) => {
                let recommendation = knowledge.recommendation(*id);
                let mut print = self.hasher(&knowledge.report(recommendation.finding.report).authority, PAGE)?;
                // Beside what is asked of the only authority, nothing is looked for.
                print.update(&[u8::from(knowledge.documents.authorities.len() > 1)]);
                for thread in context.index.beside(context, recommendation) {
                    print.update(self.of_row(context, *thread)?.as_bytes());
                }
                Some(print.finalize())
            }
            Page::Moved { to, .. } => self.of(context, to),
            // A page of a list about one authority; others have none.
            Page::Sheet { list, .. } => self.of(context, list),
            _ => None,
        }
    }

    /// What is shown of a thread beside the recommendations of other authorities, whose pages all lie at one depth.
    fn of_row(&self, context: &PageContext<'_>, thread: ThreadId) -> Option<&Hash> {
        let print = || {
            let mut print = Hasher::new();
            // Rows that cannot be written down cannot be shown either; the page says so.
            serde_json::to_writer(&mut print, &compare::comparison_row(context, thread)).ok()?;
            Some(print.finalize())
        };
        // Many pages show the same row.
        self.rows.get(thread.0 as usize)?.get_or_init(print).as_ref()
    }

    /// What a file beside an authority's page is made from.
    pub(super) fn of_file(&self, authority: &str, kind: &str) -> Option<Hash> {
        self.hasher(authority, kind).map(|print| print.finalize())
    }

    fn hasher(&self, authority: &str, kind: &str) -> Option<Hasher> {
        let mut print = Hasher::new();
        print.update(kind.as_bytes());
        print.update(self.by_authority.get(authority)?.as_bytes());
        Some(print)
    }
}

/// The file of what was declined or put off.
const REVIEW: &str = "review.toml";

/// Whose file lies at a path.
fn authority_of(path: &str) -> Option<&str> {
    let of_report = content_path::report_at(path).and_then(|id| id.split_once('/')).map(|(authority, _)| authority);
    of_report.or_else(|| content_path::authority_at(path))
}

/// Authorities that show each other's words, by the first of each group: those that took over from others, and those
/// whose texts link to others.
struct Groups<'k> {
    first: BTreeMap<&'k str, &'k str>,
}

impl<'k> Groups<'k> {
    fn of(knowledge: &'k Knowledge) -> Self {
        // Links between findings lead to one's own authority or to one that it took over from; others are errors.
        let documents = &knowledge.documents;
        let mut groups = Self { first: BTreeMap::new() };
        for (id, authority) in &documents.authorities {
            authority.succeeds.iter().for_each(|earlier| groups.join(id, &earlier.value));
        }
        for ((file, _), destination) in &knowledge.destinations {
            if let (Some(from), Some(to)) = (authority_of_file(knowledge, *file), led_to(knowledge, destination)) {
                groups.join(from, to);
            }
        }
        groups
    }

    fn of_authority<'a>(&'a self, id: &'a str) -> &'a str {
        let mut at = id;
        while let Some(first) = self.first.get(at) {
            at = first;
        }
        at
    }

    fn join(&mut self, one: &'k str, other: &'k str) {
        let top = |groups: &Self, id: &'k str| {
            std::iter::successors(Some(id), |at| groups.first.get(at).copied()).last().unwrap_or(id)
        };
        let (one, other) = (top(self, one), top(self, other));
        // The later leads to the earlier, so that no circle can come about.
        match one.cmp(other) {
            std::cmp::Ordering::Less => drop(self.first.insert(other, one)),
            std::cmp::Ordering::Greater => drop(self.first.insert(one, other)),
            std::cmp::Ordering::Equal => {}
        }
    }
}

fn authority_of_file(knowledge: &Knowledge, file: FileId) -> Option<&str> {
    authority_of(&knowledge.documents.sources.file(file)?.path)
}

fn led_to<'k>(knowledge: &'k Knowledge, destination: &'k Destination) -> Option<&'k str> {
    match destination {
        Destination::Authority(id) => Some(id),
        Destination::Report(id, _) => Some(&knowledge.report(*id).authority),
        Destination::Finding(id) => Some(&knowledge.report(id.report).authority),
        // What themes, files and pages of the site's own are called is shared by all pages.
        Destination::Theme(_) | Destination::OwnPage(_) | Destination::File(..) => None,
    }
}
