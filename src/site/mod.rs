//! Knowledge to pages: which pages exist, their addresses, what each shows.
//!
//! Start at [`Site`]. A page's view is a plain value that can be serialised;
//! nothing here writes HTML beyond the words of reports, and nothing depends on
//! the order in which pages are made.

pub mod address;
mod charts;
mod desk;
mod index;
mod pages;
mod rows;
mod who;

use serde::Serialize;

use crate::model::Knowledge;
pub use address::Page;
use desk::{Anchor, Desk};
use index::Index;

/// A site whose pages can be asked for in any order.
#[derive(Debug)]
pub struct Site<'k> {
    knowledge: &'k Knowledge,
    index: Index,
}

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
}

/// A page's template and what it shows.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub(crate) enum View {
    Home(pages::home::HomeView),
    Authorities(pages::authority::AuthoritiesView),
    Authority(Box<pages::authority::AuthorityView>),
    Reports(pages::report::ReportsView),
    Report(Box<pages::report::ReportView>),
    Recommendations(pages::lists::RecommendationsView),
    Recommendation(Box<pages::recommendation::RecommendationView>),
    Themes(pages::theme::ThemesView),
    Theme(pages::theme::ThemeView),
    Outcomes(pages::lists::OutcomesView),
    Outcome(pages::lists::OutcomeListView),
    Threads(pages::lists::ThreadsView),
    Claims(pages::lists::ClaimsView),
    Method(pages::lists::MethodView),
    Moved(Anchor),
    Nothing {},
}

impl<'k> Site<'k> {
    /// The site of what is known.
    #[must_use]
    pub fn new(knowledge: &'k Knowledge) -> Self {
        Self { knowledge, index: Index::new(knowledge) }
    }

    /// What the site is made of.
    #[must_use]
    pub fn knowledge(&self) -> &'k Knowledge {
        self.knowledge
    }

    /// All pages.
    #[must_use]
    pub fn pages(&self) -> Vec<Page> {
        address::all_pages(self.knowledge)
    }

    /// A page's address from the site's root.
    #[must_use]
    pub fn path(&self, page: &Page) -> String {
        page.path(self.knowledge)
    }

    /// The template's name, what stands around the page, and what it shows.
    pub(crate) fn view(&self, page: &Page) -> (&'static str, Frame, View) {
        let path = self.path(page);
        let mut desk = Desk::new(self.knowledge, &self.index, &path);
        if *page == Page::NotFound {
            desk.root = self.absolute_root();
        }
        let (template, view) = self.show(&desk, page);
        let frame = self.frame(&desk, page, &path);
        (template, frame, view)
    }

    fn show(&self, desk: &Desk<'_>, page: &Page) -> (&'static str, View) {
        use pages::{authority, home, lists, recommendation, report, theme};
        match page {
            Page::Home => ("home.html", View::Home(home::view(desk))),
            Page::Authorities => ("authorities.html", View::Authorities(authority::all(desk))),
            Page::Authority(id) => (
                "authority.html",
                authority::view(desk, id).map_or(View::Nothing {}, |view| View::Authority(Box::new(view))),
            ),
            Page::Inspections => ("inspections.html", View::Reports(report::all(desk))),
            Page::Report(id) => {
                let view = report::view(desk, *id, self.index.said_of(*id));
                ("report.html", View::Report(Box::new(view)))
            }
            Page::Recommendations => {
                ("recommendations.html", View::Recommendations(lists::recommendations(desk, |_| true)))
            }
            Page::Recommendation(id) => {
                ("recommendation.html", View::Recommendation(Box::new(recommendation::view(desk, *id))))
            }
            Page::Themes => ("themes.html", View::Themes(theme::all(desk))),
            Page::Theme(id) => ("theme.html", theme::view(desk, id).map_or(View::Nothing {}, View::Theme)),
            Page::Outcomes => ("outcomes.html", View::Outcomes(lists::outcomes(desk))),
            Page::Outcome(outcome) => ("outcome.html", View::Outcome(lists::outcome(desk, *outcome))),
            Page::LongestOpen => ("longest-open.html", View::Threads(lists::longest_open(desk))),
            Page::ClaimedThenMissed => ("claimed-then-missed.html", View::Claims(lists::claimed_then_missed(desk))),
            Page::Method => ("method.html", View::Method(lists::method(desk))),
            Page::Search => ("search.html", View::Nothing {}),
            Page::NotFound => ("404.html", View::Nothing {}),
            Page::Moved { to, .. } => {
                let (title, _) = self.heading(desk, to);
                ("moved.html", View::Moved(Anchor { href: desk.href(to), text: title }))
            }
        }
    }

    /// The path of the site's root on its host, for the one page that is served at any depth.
    fn absolute_root(&self) -> String {
        let base = self.knowledge.documents.settings.base_url.as_deref().unwrap_or("");
        let path = base.split_once("://").and_then(|(_, rest)| rest.split_once('/')).map_or("", |(_, path)| path);
        format!("/{path}")
    }

    fn frame(&self, desk: &Desk<'_>, page: &Page, path: &str) -> Frame {
        let (title, description) = self.heading(desk, page);
        let base = self.knowledge.documents.settings.base_url.as_deref();
        Frame {
            root: desk.root.clone(),
            part: part(page),
            title,
            description,
            crumbs: self.crumbs(desk, page),
            canonical: base.filter(|_| *page != Page::NotFound).map(|base| match page {
                Page::Moved { to, .. } => format!("{base}{}", self.path(to)),
                _ => format!("{base}{path}"),
            }),
        }
    }

    /// A page's title and description.
    fn heading(&self, desk: &Desk<'_>, page: &Page) -> (String, String) {
        let settings = &self.knowledge.documents.settings;
        let about = |text: &str| text.to_owned();
        match page {
            Page::Home => (
                settings.title.clone(),
                settings
                    .description
                    .clone()
                    .unwrap_or_else(|| about("What inspectors asked for and what became of it.")),
            ),
            Page::Authorities => (about("Authorities"), about("The councils whose inspections are followed here.")),
            Page::Authority(id) => {
                let name = desk.authority(id).text;
                let description = format!("{name}: what inspectors asked for, what is still open and since when.");
                (name, description)
            }
            Page::Inspections => (about("Inspections and updates"), about("All reports, by authority and date.")),
            Page::Report(id) => {
                let name = format!(
                    "{}: {}",
                    desk.authority(&self.knowledge.report(*id).authority).text,
                    desk.report_name(*id)
                );
                let description = format!("{name}. What it asked for, and what it said of earlier recommendations.");
                (name, description)
            }
            Page::Recommendations => (about("Recommendations"), about("All recommendations and where each stands.")),
            Page::Recommendation(id) => self.recommendation_heading(desk, *id),
            Page::Themes => (about("Themes"), about("Subjects and groups of children that cut across authorities.")),
            Page::Theme(id) => {
                let title = desk.theme(id).text;
                let description = format!("{title}: every recommendation about it, by outcome and authority.");
                (title, description)
            }
            Page::Outcomes => (
                about("Outcomes"),
                about("How many recommendations were met, missed, slipped back or not reported on."),
            ),
            Page::Outcome(o) => (sentence(o.shown()), pages::lists::meaning(*o).to_owned()),
            Page::LongestOpen => {
                (about("Open longest"), about("What has been asked for longest and is neither met nor superseded."))
            }
            Page::ClaimedThenMissed => {
                (about("Claimed, then found otherwise"), about("Claims of councils after which inspectors found less."))
            }
            Page::Method => (about("Method"), about("How outcomes are derived, and what is not known.")),
            Page::Search => (about("Search"), about("Full text search in everything that stands here.")),
            Page::NotFound => (about("Page not found"), about("Nothing stands at this address.")),
            Page::Moved { to, .. } => self.heading(desk, to),
        }
    }

    fn recommendation_heading(&self, desk: &Desk<'_>, id: crate::model::FindingId) -> (String, String) {
        let authority = desk.authority(&self.knowledge.report(id.report).authority).text;
        let outcome = self.knowledge.standings[&id].outcome.shown();
        // Titles of tabs and of search results are cut at about seventy letters.
        let room = 67_usize.saturating_sub(authority.chars().count()).max(30);
        let title = format!("{authority}: {}", desk::shorten(&self.knowledge.finding(id).text, room));
        (title, format!("Asked for in {}; {outcome}.", desk.report_name(id.report)))
    }

    fn crumbs(&self, desk: &Desk<'_>, page: &Page) -> Vec<Anchor> {
        let anchor = |page: &Page, text: &str| Anchor { href: desk.href(page), text: text.to_owned() };
        let of_authority = |id: &str| vec![anchor(&Page::Authorities, "Authorities"), desk.authority(id)];
        match page {
            Page::Authority(_) => vec![anchor(&Page::Authorities, "Authorities")],
            Page::Report(id) => of_authority(&self.knowledge.report(*id).authority),
            Page::Recommendation(id) => {
                let mut crumbs = of_authority(&self.knowledge.report(id.report).authority);
                crumbs.push(desk.report(id.report));
                crumbs
            }
            Page::Theme(_) => vec![anchor(&Page::Themes, "Themes")],
            Page::Outcome(_) | Page::LongestOpen | Page::ClaimedThenMissed => vec![anchor(&Page::Outcomes, "Outcomes")],
            _ => Vec::new(),
        }
    }
}

/// The entry of the navigation that a page belongs to.
fn part(page: &Page) -> &'static str {
    match page {
        Page::Authorities | Page::Authority(_) => "authorities",
        Page::Inspections | Page::Report(_) => "inspections",
        Page::Recommendations | Page::Recommendation(_) => "recommendations",
        Page::Themes | Page::Theme(_) => "themes",
        Page::Outcomes | Page::Outcome(_) | Page::LongestOpen | Page::ClaimedThenMissed => "outcomes",
        Page::Method => "method",
        Page::Search => "search",
        Page::Home | Page::NotFound | Page::Moved { .. } => "",
    }
}

/// A phrase with a capital first letter.
fn sentence(words: &str) -> String {
    let mut chars = words.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}
