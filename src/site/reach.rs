//! What a page shows beyond its own authority: here alone, so that a build knows what a page hangs on.
//!
//! Everywhere a page also shows names: of authorities, of themes, of frameworks, and the site's own; and running text
//! shows the titles, or the first words, of what it links to, wherever that stands (`Knowledge::destinations`).

use super::Site;
use super::address::Page;
use super::compare;
use super::context::PageContext;
use crate::model::ThreadId;

/// What a page shows of others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reach {
    /// Nothing but its authority, those that it took over from, and those that took over from it.
    Authority(String),
    /// Beside its authority these threads of others, in this order.
    Threads(String, Vec<ThreadId>),
    /// Anything of the site.
    Site,
}

impl Site<'_> {
    /// What a page shows beyond its authority.
    #[must_use]
    pub fn reach(&self, page: &Page) -> Reach {
        let knowledge = self.knowledge;
        match page {
            Page::Authority(id) => Reach::Authority(id.clone()),
            Page::Report(id) => Reach::Authority(knowledge.report(*id).authority.clone()),
            Page::Recommendation(id) => {
                let recommendation = knowledge.recommendation(*id);
                let context = PageContext::new(knowledge, &self.index, "");
                let threads = compare::examples(&context, recommendation).into_iter().map(|e| e.thread).collect();
                Reach::Threads(knowledge.report(recommendation.finding.report).authority.clone(), threads)
            }
            // Only its title and the new address.
            Page::Moved { to, .. } => match self.reach(to) {
                Reach::Threads(authority, _) => Reach::Authority(authority),
                other => other,
            },
            Page::Sheet { list, .. } => self.reach(list),
            Page::Home
            | Page::Authorities
            | Page::Inspections
            | Page::Recommendations
            | Page::Themes
            | Page::Theme(_)
            | Page::Outcomes
            | Page::Outcome(_)
            | Page::LongestOpen
            | Page::ClaimedThenMissed
            | Page::Changes
            | Page::Search
            | Page::Data
            | Page::Method
            | Page::NotFound => Reach::Site,
        }
    }
}
