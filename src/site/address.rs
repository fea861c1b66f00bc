//! Which pages exist, and their addresses.
//!
//! Addresses are permanent and end in `.html`; a link is the way back to the
//! site's root and the target's address from there, so that the built folder
//! works under any path and from a disk.

use std::collections::BTreeSet;

use super::gone::{self, Gone};
use crate::model::{FindingId, Knowledge, Outcome, RecommendationId, ReportId};
use crate::source::Nature;

/// A page of the site.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Page {
    /// `index.html`
    Home,
    /// All authorities.
    Authorities,
    /// One authority.
    Authority(String),
    /// One printed page about an authority, for a committee.
    Scrutiny(String),
    /// All inspections and updates.
    Inspections,
    /// One inspection or update.
    Report(ReportId),
    /// All recommendations.
    Recommendations,
    /// One recommendation.
    Recommendation(RecommendationId),
    /// All themes.
    Themes,
    /// One theme.
    Theme(String),
    /// All outcomes, and the lists beside them.
    Outcomes,
    /// The recommendations with one outcome.
    Outcome(Outcome),
    /// Threads that have been open longest.
    LongestOpen,
    /// Claims after which a report found less.
    ClaimedThenMissed,
    /// What each report changed.
    Changes,
    /// Full text search.
    Search,
    /// The downloads, and what they hold.
    Data,
    /// Every file that is no page, for those who copy the site.
    Files,
    /// How outcomes are derived.
    Method,
    /// What the words of the site mean.
    Glossary,
    /// Readings that were disputed, and what was decided.
    Challenges,
    /// A page of the site's own.
    Own(String),
    /// What a web host serves where nothing is.
    NotFound,
    /// A further page of a long list; its first page is the list itself.
    Sheet {
        /// The list.
        list: Box<Page>,
        /// 2 for the second page.
        number: usize,
    },
    /// What stays where something was withdrawn.
    Withdrawn(Box<Gone>),
    /// An old address that leads on.
    Moved {
        /// The old address.
        from: String,
        /// Where it leads.
        to: Box<Page>,
    },
}

impl Page {
    /// The page's address from the site's root.
    #[must_use]
    pub fn path(&self, knowledge: &Knowledge) -> String {
        // Others cite these addresses and subscribe to the feeds beside them. None may change without a
        // `Moved` page that stands at the old one.
        match self {
            Self::Home => "index.html".to_owned(),
            Self::Authorities => "authorities/index.html".to_owned(),
            Self::Authority(id) => format!("authorities/{id}.html"),
            // In the folder where the further pages of the authority stand.
            Self::Scrutiny(id) => format!("authorities/{id}/scrutiny.html"),
            Self::Inspections => "inspections/index.html".to_owned(),
            Self::Report(id) => {
                let report = knowledge.report(*id);
                format!("{}/{}/{}.html", folder_of(report.nature), report.authority, report.name)
            }
            Self::Recommendations => "recommendations/index.html".to_owned(),
            Self::Recommendation(id) => {
                // Never empty: a finding without an id is no recommendation that the knowledge lists.
                let finding = knowledge.finding_of(*id);
                let report = knowledge.report(finding.report);
                let own = knowledge.finding(finding).id.as_ref().map_or("", |i| i.value.as_str());
                format!("recommendations/{}/{}/{own}.html", report.authority, report.name)
            }
            Self::Themes => "themes/index.html".to_owned(),
            Self::Theme(id) => format!("themes/{id}.html"),
            Self::Outcomes => "outcomes/index.html".to_owned(),
            Self::Outcome(outcome) => format!("outcomes/{}.html", outcome.word()),
            Self::LongestOpen => "outcomes/longest-open.html".to_owned(),
            Self::ClaimedThenMissed => "outcomes/claimed-then-missed.html".to_owned(),
            Self::Changes => "changes.html".to_owned(),
            Self::Search => "search.html".to_owned(),
            Self::Data => "data/index.html".to_owned(),
            Self::Files => "data/files.html".to_owned(),
            Self::Method => "method.html".to_owned(),
            Self::Glossary => "glossary.html".to_owned(),
            Self::Challenges => "challenges.html".to_owned(),
            Self::Own(id) => format!("pages/{id}.html"),
            Self::NotFound => "404.html".to_owned(),
            Self::Sheet { list, number } => {
                // Every list has a folder of its own: `themes/index.html` goes on in `themes/page-2.html`,
                // `themes/plans.html` in `themes/plans/page-2.html`.
                let first = list.path(knowledge);
                let folder =
                    first.strip_suffix("index.html").map_or_else(|| first.replace(".html", "/"), str::to_owned);
                format!("{folder}page-{number}.html")
            }
            Self::Withdrawn(gone) => gone.path.clone(),
            Self::Moved { from, .. } => from.clone(),
        }
    }
}

/// The address of a page that stands below a base: a folder's own page goes by the folder's name.
pub(crate) fn full_address(base: &str, path: &str) -> String {
    // A host answers to both `themes/` and `themes/index.html`. Naming only the first keeps search engines
    // from taking them for two pages. A name that merely ends so, `x-index.html`, is no folder.
    let folder = path.strip_suffix("index.html").filter(|folder| folder.is_empty() || folder.ends_with('/'));
    format!("{base}{}", folder.unwrap_or(path))
}

/// Where a finding stands in its report, from the site's root; the report where it has no id.
#[must_use]
pub fn finding_path(knowledge: &Knowledge, id: FindingId) -> String {
    let page = Page::Report(id.report).path(knowledge);
    match &knowledge.finding(id).id {
        Some(own) => format!("{page}#{}", own.value),
        None => page,
    }
}

/// The folder of the pages of reports of one kind.
pub(super) fn folder_of(nature: Nature) -> &'static str {
    match nature {
        Nature::Inspection => "inspections",
        Nature::Update => "updates",
    }
}

/// The feed of a page that has one, from the site's root: it lies beside the page.
pub(crate) fn feed_path(page: &Page, knowledge: &Knowledge) -> Option<String> {
    match page {
        Page::Home => Some("feed.xml".to_owned()),
        Page::Changes | Page::Authority(_) | Page::Theme(_) => Some(page.path(knowledge).replace(".html", ".xml")),
        // Who follows a list follows all of it, from whichever of its pages.
        Page::Sheet { list, .. } => feed_path(list, knowledge),
        _ => None,
    }
}

/// The way from a page back to the site's root: `../` for each folder.
#[must_use]
pub fn root_from(path: &str) -> String {
    "../".repeat(path.matches('/').count())
}

/// All pages in order, those of old addresses last; of long lists, the first pages.
#[must_use]
pub(crate) fn first_pages(knowledge: &Knowledge) -> Vec<Page> {
    let documents = &knowledge.documents;
    let mut pages = vec![
        Page::Home,
        Page::Authorities,
        Page::Inspections,
        Page::Recommendations,
        Page::Themes,
        Page::Outcomes,
        Page::LongestOpen,
        Page::ClaimedThenMissed,
        Page::Changes,
        Page::Search,
        Page::Data,
        Page::Files,
        Page::Method,
        Page::Glossary,
        Page::NotFound,
    ];
    pages.extend(documents.challenges.iter().map(|_| Page::Challenges));
    pages.extend(documents.pages.keys().cloned().map(Page::Own));
    pages.extend(documents.authorities.keys().cloned().map(Page::Authority));
    pages.extend(documents.authorities.keys().cloned().map(Page::Scrutiny));
    pages.extend(documents.shown_themes().map(|t| Page::Theme(t.id.clone())));
    pages.extend(Outcome::ALL.iter().copied().map(Page::Outcome));
    pages.extend(knowledge.report_ids().map(Page::Report));
    pages.extend(knowledge.recommendations.iter().map(|r| Page::Recommendation(r.id)));
    pages.extend(moved(knowledge));
    let gone = gone::all(knowledge);
    if !gone.is_empty() {
        // What is there, or leads on, stands before what is not there any more.
        let mut taken: BTreeSet<String> = pages.iter().map(|page| page.path(knowledge)).collect();
        let free = gone.into_iter().filter(|page| taken.insert(page.path.clone()));
        pages.extend(free.map(|page| Page::Withdrawn(Box::new(page))));
    }
    pages
}

/// Old addresses: of reports, of their recommendations, of renamed findings, and of themes and authorities.
fn moved(knowledge: &Knowledge) -> Vec<Page> {
    let mut pages = Vec::new();
    let mut lead = |from: String, to: Page| pages.push(Page::Moved { from, to: Box::new(to) });
    // Other findings than recommendations have no page of their own, only a place on the page of their report.
    let old_findings = |report: ReportId| {
        let old = knowledge.catalogue.old_findings(report);
        old.filter_map(|(old, finding)| Some((old, knowledge.recommendation_of(finding)?)))
    };
    for (old, report) in knowledge.catalogue.old_reports() {
        lead(format!("{}/{old}.html", folder_of(knowledge.report(report).nature)), Page::Report(report));
        // The addresses of its recommendations hold the report's id, so they moved with it.
        for recommendation in knowledge.recommendations_of(report) {
            let own = knowledge.finding(recommendation.finding).id.as_ref().map_or("", |i| i.value.as_str());
            lead(format!("recommendations/{old}/{own}.html"), Page::Recommendation(recommendation.id));
        }
        // Those that had been renamed before it was, as well.
        for (old_finding, id) in old_findings(report) {
            lead(format!("recommendations/{old}/{old_finding}.html"), Page::Recommendation(id));
        }
    }
    for report in knowledge.report_ids() {
        for (old, id) in old_findings(report) {
            let from = format!("recommendations/{}/{old}.html", knowledge.report(report).id());
            lead(from, Page::Recommendation(id));
        }
    }
    for (old, theme) in knowledge.documents.old_themes() {
        if theme.is_shown {
            lead(format!("themes/{old}.html"), Page::Theme(theme.id.clone()));
        }
    }
    for (old, authority) in knowledge.documents.old_authorities() {
        lead(format!("authorities/{old}.html"), Page::Authority(authority.id.clone()));
        lead(format!("authorities/{old}/scrutiny.html"), Page::Scrutiny(authority.id.clone()));
    }
    pages
}
