//! What stands around every page: its title and description, the way back, its place in the navigation, and what
//! other programs read of it.

use super::plain;
use serde::Serialize;

use super::address::{Page, feed_path, full_address};
use super::challenge;
use super::context::{self, Anchor, PageContext};
use super::legend::{LegendEntry, Readers};
use super::meanings::sentence;
use super::pages::lists::meaning;
use super::pages::own_pages::{self, OwnLink};
use super::picture;
use super::readers::SignView;
use super::structured::{self, Structured};
use crate::model::{RecommendationId, ReportId};
use crate::source::own_page::Place;

/// What stands around every page.
#[derive(Debug, Serialize)]
pub(crate) struct Frame {
    /// The way back to the site's root.
    pub(crate) root: String,
    /// Which part of the navigation the page belongs to.
    pub(crate) part: &'static str,
    pub(crate) title: String,
    pub(crate) description: String,
    pub(crate) crumbs: Vec<Anchor>,
    pub(crate) canonical: Option<String>,
    /// The page's feed, seen from the page.
    pub(crate) feed: Option<Anchor>,
    /// The whole address of a picture for who shares the page.
    pub(crate) picture: Option<String>,
    /// What kind of thing it is in the words of Open Graph.
    pub(crate) sort: &'static str,
    pub(crate) structured: Option<Structured>,
    /// Who can say where something stands, and the same as a legend.
    pub(crate) readers: Vec<SignView>,
    pub(crate) legend: Vec<LegendEntry>,
    /// Begins a message about an error on this page.
    pub(crate) report_error: Option<String>,
    /// The public log of disputed readings.
    pub(crate) disputed: Option<String>,
    /// The links to pages of the site's own, at the head and at the foot.
    pub(crate) own_head: Vec<OwnLink>,
    pub(crate) own_foot: Vec<OwnLink>,
}

pub(super) fn frame(context: &PageContext<'_>, page: &Page, path: &str) -> Frame {
    let (title, description) = heading(context, page);
    let base = context.knowledge.documents.settings.base_url.as_deref();
    let crumbs = crumbs(context, page);
    let feed = feed_path(page, context.knowledge)
        .map(|path| Anchor { href: format!("{}{path}", context.root), text: title.clone() });
    Frame {
        root: context.root.clone(),
        part: part(page),
        picture: picture::of_page(context, page),
        structured: structured::json_ld(context, page, &title, &crumbs),
        // Open Graph has no word for a report; `article` is the nearest.
        readers: readers(context, page).signs.clone(),
        legend: readers(context, page).legend.clone(),
        report_error: challenge::error_on(context, page),
        disputed: context.knowledge.documents.challenges.as_ref().map(|_| context.href(&Page::Challenges)),
        own_head: own_pages::links(context, page, Place::Head),
        own_foot: own_pages::links(context, page, Place::Foot),
        sort: if matches!(page, Page::Report(_) | Page::Recommendation(_)) { "article" } else { "website" },
        title,
        description,
        crumbs,
        feed,
        // An old address names the new one; a page that is served wherever nothing stands has none of its own.
        canonical: base.filter(|_| *page != Page::NotFound).map(|base| match page {
            Page::Moved { to, .. } => full_address(base, &to.path(context.knowledge)),
            _ => full_address(base, path),
        }),
    }
}

/// Those whose signs stand on the page. What a page about one authority shows must come from its own reports.
fn readers<'a>(context: &'a PageContext<'_>, page: &Page) -> &'a Readers {
    let of_report = |id: ReportId| context.readers_of(&context.knowledge.report(id).authority);
    match page {
        Page::Authority(id) | Page::Scrutiny(id) => context.readers_of(id),
        Page::Report(id) => of_report(*id),
        Page::Recommendation(id) => of_report(context.knowledge.finding_of(*id).report),
        Page::Sheet { list, .. } => readers(context, list),
        _ => context.readers(),
    }
}

/// A page's title and description.
pub(super) fn heading(context: &PageContext<'_>, page: &Page) -> (String, String) {
    let fixed = |title: &str, description: &str| (title.to_owned(), description.to_owned());
    match page {
        Page::Home => home_heading(context),
        Page::Authorities => fixed("Authorities", "The councils whose inspections are followed here."),
        Page::Authority(id) => authority_heading(context, id),
        Page::Scrutiny(id) => scrutiny_heading(context, id),
        Page::Inspections => fixed("Inspections and updates", "All reports, by authority and date."),
        Page::Report(id) => report_heading(context, *id),
        Page::Recommendations => fixed("Recommendations", "All recommendations and where each stands."),
        Page::Recommendation(id) => recommendation_heading(context, *id),
        Page::Themes => fixed("Themes", "Subjects and groups of children that cut across authorities."),
        Page::Theme(id) => theme_heading(context, id),
        Page::Outcomes => {
            fixed("Outcomes", "How many recommendations were met, missed, slipped back or not mentioned since.")
        }
        Page::Outcome(outcome) => (sentence(plain::outcome(*outcome)), meaning(*outcome).to_owned()),
        Page::LongestOpen => {
            fixed("Longest not known to be met", "What has been asked for longest and is neither met nor replaced.")
        }
        Page::ClaimedThenMissed => {
            fixed("Claimed, then found otherwise", "Claims of councils after which inspectors found less.")
        }
        Page::Method => fixed("Method", "How outcomes are derived, and what is not known."),
        Page::Glossary => {
            fixed("Glossary", "What the words of this site mean, and what the short names of inspections stand for.")
        }
        Page::Challenges => fixed("Disputed readings", "Readings that somebody disputed, and what was decided."),
        Page::Own(id) => own_pages::heading(context, id),
        Page::Changes => fixed(
            "What changed",
            "By report: how much of what was asked for earlier it found met or missed, and how much it does not mention.",
        ),
        Page::Data => fixed("Data", "All that stands here as tables, and what every column means."),
        Page::Files => fixed("All files", "Every file of this site that is no page, for those who keep a copy of it."),
        Page::Sheet { list, number } => {
            let (title, description) = heading(context, list);
            (format!("{title}, page {number}"), description)
        }
        Page::Search => fixed("Search", "Full text search in everything that stands here."),
        Page::NotFound => fixed("Page not found", "Nothing stands at this address."),
        Page::Withdrawn(gone) => (format!("Withdrawn: {}", gone.id), "What stood here was withdrawn.".to_owned()),
        Page::Moved { to, .. } => heading(context, to),
    }
}

fn home_heading(context: &PageContext<'_>) -> (String, String) {
    let settings = &context.knowledge.documents.settings;
    let description = settings.description.as_deref().unwrap_or("What inspectors asked for and what became of it.");
    (settings.title.clone(), description.to_owned())
}

fn authority_heading(context: &PageContext<'_>, id: &str) -> (String, String) {
    let name = context.authority(id).text;
    let description = format!("{name}: what inspectors asked for, where it stands, and since when.");
    (name, description)
}

fn scrutiny_heading(context: &PageContext<'_>, id: &str) -> (String, String) {
    let name = context.authority(id).text;
    let description = format!("{name} on one printed page: what stands unresolved, and what to ask about it.");
    (format!("{name}: scrutiny sheet"), description)
}

fn theme_heading(context: &PageContext<'_>, id: &str) -> (String, String) {
    let title = context.theme(id).text;
    let description = format!("{title}: every recommendation about it, by outcome and authority.");
    (title, description)
}

fn report_heading(context: &PageContext<'_>, id: ReportId) -> (String, String) {
    let authority = context.authority(&context.knowledge.report(id).authority).text;
    let title = format!("{authority}: {}", context.report_name(id));
    let description = format!("{title}. What it asked for, and what it said of earlier recommendations.");
    (title, description)
}

fn recommendation_heading(context: &PageContext<'_>, number: RecommendationId) -> (String, String) {
    let recommendation = context.knowledge.recommendation(number);
    let id = recommendation.finding;
    let authority = context.authority(&context.knowledge.report(id.report).authority).text;
    // Where all that asked for it stands: by itself, what was asked for again last would only await a report.
    let thread = context.knowledge.thread(recommendation.thread);
    let outcome = plain::outcome(thread.outcome());
    let again = context.asked_again(thread).map(|years| format!(", again in {years}")).unwrap_or_default();
    let first = context.report_name(context.knowledge.finding_of(thread.first).report);
    // Titles of tabs and of search results are cut at about seventy letters.
    let room = 67_usize.saturating_sub(authority.chars().count()).max(30);
    let title = format!("{authority}: {}", context::shorten(&context.knowledge.finding(id).text, room));
    let said = context.sign_of(&thread.because).map(|sign| format!(", {}", sign.words)).unwrap_or_default();
    (title, format!("Asked for in {first}{again}; {outcome}{said}."))
}

fn crumbs(context: &PageContext<'_>, page: &Page) -> Vec<Anchor> {
    // The way back does not begin with the home page: the name of the site, above it, leads there.
    let anchor = |page: &Page, text: &str| Anchor { href: context.href(page), text: text.to_owned() };
    let of_authority = |id: &str| vec![anchor(&Page::Authorities, "Authorities"), context.authority(id)];
    match page {
        Page::Authority(_) => vec![anchor(&Page::Authorities, "Authorities")],
        Page::Scrutiny(id) => of_authority(id),
        Page::Report(id) => of_authority(&context.knowledge.report(*id).authority),
        Page::Recommendation(id) => {
            let report = context.knowledge.finding_of(*id).report;
            let mut crumbs = of_authority(&context.knowledge.report(report).authority);
            crumbs.push(context.report(report));
            crumbs
        }
        Page::Theme(_) => vec![anchor(&Page::Themes, "Themes")],
        Page::Files => vec![anchor(&Page::Data, "Data")],
        Page::Outcome(_) | Page::LongestOpen | Page::ClaimedThenMissed => vec![anchor(&Page::Outcomes, "Outcomes")],
        Page::Sheet { list, .. } => {
            let mut crumbs = crumbs(context, list);
            crumbs.push(anchor(list, &heading(context, list).0));
            crumbs
        }
        _ => Vec::new(),
    }
}

/// The entry of the navigation that a page belongs to.
fn part(page: &Page) -> &'static str {
    match page {
        Page::Authorities | Page::Authority(_) | Page::Scrutiny(_) => "authorities",
        Page::Inspections | Page::Report(_) => "inspections",
        Page::Recommendations | Page::Recommendation(_) => "recommendations",
        Page::Themes | Page::Theme(_) => "themes",
        Page::Outcomes | Page::Outcome(_) | Page::LongestOpen | Page::ClaimedThenMissed => "outcomes",
        Page::Method => "method",
        Page::Glossary => "glossary",
        Page::Challenges => "challenges",
        Page::Search => "search",
        Page::Changes => "changes",
        Page::Data | Page::Files => "data",
        Page::Sheet { list, .. } => part(list),
        Page::Home | Page::Own(_) | Page::NotFound | Page::Withdrawn(_) | Page::Moved { .. } => "",
    }
}
