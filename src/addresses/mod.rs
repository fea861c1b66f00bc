//! What was ever published, in `addresses.txt` of the site's folder: no address of it vanishes in silence.
//!
//! Start at [`check`], which compares the list with what would be published now, and [`recorded`], which adds what is
//! new. Without the file nothing is compared.
//!
//! What counts is what people cite: the pages of authorities, themes, reports and recommendations, and the places of
//! other findings on the pages of their reports; old addresses that lead on, and pages that say that something was
//! withdrawn, among them. Lists, their further pages and scrutiny sheets do not: they follow from the others.

mod gone;

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostics::Diagnostic;
use crate::model::{Knowledge, ReportId};
use crate::site::Page;
use crate::site::address::first_pages;

/// The file's name in the site's folder.
pub use crate::source::ADDRESSES as NAME;

/// What a new list begins with.
const HEAD: &str = "\
# Every address that this site has ever published. `throughline build --record` adds what is new and takes nothing out.
# Keep this file with the content, under version control. `check` and `build` say when something that stands here
# would lead nowhere.
";

/// What is published now.
#[derive(Debug)]
struct Published {
    /// Pages that count, and those that lead on or say that something was withdrawn.
    pages: BTreeSet<String>,
    /// The reports by the paths of their pages, old ones too.
    reports: BTreeMap<String, ReportId>,
}

impl Published {
    fn of(knowledge: &Knowledge) -> Self {
        let (mut pages, mut reports) = (BTreeSet::new(), BTreeMap::new());
        for page in first_pages(knowledge) {
            let path = page.path(knowledge);
            let report = match &page {
                Page::Report(id) => Some(*id),
                Page::Moved { to, .. } => match &**to {
                    Page::Report(id) => Some(*id),
                    _ => None,
                },
                _ => None,
            };
            let is_sheet = path.ends_with("/scrutiny.html");
            if counts(&page) && !is_sheet {
                reports.extend(report.map(|id| (path.clone(), id)));
                pages.insert(path);
            }
        }
        Self { pages, reports }
    }

    /// Whether something stands at an address, or it leads on.
    fn has(&self, knowledge: &Knowledge, address: &str) -> bool {
        let Some((page, place)) = address.split_once('#') else { return self.pages.contains(address) };
        match self.reports.get(page) {
            Some(report) => {
                let catalogue = &knowledge.catalogue;
                catalogue.finding(*report, place).is_some() || catalogue.withdrawn(*report, place).is_some()
            }
            // Where a whole report was withdrawn, its page speaks for all that stood on it.
            None => self.pages.contains(page),
        }
    }

    /// All addresses, those of places on pages among them.
    fn all(&self, knowledge: &Knowledge) -> BTreeSet<String> {
        let mut all = self.pages.clone();
        for id in knowledge.report_ids() {
            let path = Page::Report(id).path(knowledge);
            for finding in knowledge.findings_of(id) {
                // A recommendation is cited by its own page.
                if let (Some(own), None) = (&knowledge.finding(finding).id, knowledge.recommendation_of(finding)) {
                    all.insert(format!("{path}#{}", own.value));
                }
            }
        }
        all
    }
}

fn counts(page: &Page) -> bool {
    // Pages of the site's own count as well, once there are any.
    matches!(
        page,
        Page::Authority(_)
            | Page::Report(_)
            | Page::Recommendation(_)
            | Page::Theme(_)
            | Page::Own(_)
            | Page::Withdrawn(_)
            | Page::Moved { .. }
    )
}

/// Says which addresses of `addresses.txt` would lead nowhere; nothing where the site keeps no such file.
#[must_use]
pub fn check(knowledge: &Knowledge) -> Vec<Diagnostic> {
    let Some(addresses) = &knowledge.documents.addresses else { return Vec::new() };
    let published = Published::of(knowledge);
    let missing = addresses.lines.iter().filter(|line| !published.has(knowledge, &line.value));
    gone::told(knowledge, &published, missing)
}

/// The text of `addresses.txt` with all that is published now; nothing where it holds that already.
#[must_use]
pub fn recorded(knowledge: &Knowledge) -> Option<String> {
    let sources = &knowledge.documents.sources;
    let old = sources.iter().find(|(_, file)| file.path == NAME).map(|(_, file)| file.text.as_str());
    let mut all = Published::of(knowledge).all(knowledge);
    all.extend(knowledge.documents.addresses.iter().flat_map(|a| &a.lines).map(|line| line.value.clone()));
    let notes: String =
        old.unwrap_or(HEAD).lines().filter(|line| line.starts_with('#')).map(|l| format!("{l}\n")).collect();
    let text: String = notes + &all.iter().map(|address| format!("{address}\n")).collect::<String>();
    // Files from Windows keep their line ends.
    let text = if old.is_some_and(|old| old.contains("\r\n")) { text.replace('\n', "\r\n") } else { text };
    (old != Some(text.as_str())).then_some(text)
}
