//! What stands in the folder and not on the site: drafts, and what was withdrawn.
//!
//! Start at [`Documents::set_apart`]. What is set apart is in nothing: no later stage finds it among the documents. An
//! authority takes its reports along.

use std::collections::BTreeMap;

use super::showing::{Showing, Withdrawal};
use super::{Authority, Documents, Report, Theme, content_path};
use crate::diagnostics::{Code, Diagnostic, FileId, Span};

/// Why something is not on the site.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// It is a draft.
    Draft,
    /// It was withdrawn.
    Withdrawn,
}

impl Why {
    /// What is wrong with a link from what is on the site: `what` is named as the link does.
    #[must_use]
    pub fn wrong(self, what: &str, place: Span) -> Diagnostic {
        match self {
            Self::Draft => Diagnostic::at(Code::T0518, place, format!("`{what}` is a draft"))
                .hint("take `draft = true` out there, make this a draft as well, or take the link out"),
            Self::Withdrawn => Diagnostic::at(Code::T0519, place, format!("`{what}` was withdrawn"))
                .hint("nothing on the site may rest on it any more: take the link out"),
        }
    }
}

/// What stands in the folder and not on the site, each kind in order of path.
#[derive(Debug, Default)]
pub struct Apart {
    /// Reports that are not on the site.
    pub reports: Vec<Report>,
    /// Themes that are not.
    pub themes: BTreeMap<String, Theme>,
    /// Authorities that are not.
    pub authorities: BTreeMap<String, Authority>,
    /// All authorities as they were before.
    before: BTreeMap<String, Authority>,
    /// By full id, old ids too.
    by_report: BTreeMap<String, Why>,
}

impl Apart {
    /// Why a report with this full id, or with this old one, is not on the site.
    #[must_use]
    pub fn report(&self, id: &str) -> Option<Why> {
        self.by_report.get(id).copied()
    }

    /// Why a theme is not on the site.
    #[must_use]
    pub fn theme(&self, id: &str) -> Option<Why> {
        self.themes.get(id).and_then(|theme| why(&theme.showing))
    }

    /// Why an authority is not on the site.
    #[must_use]
    pub fn authority(&self, id: &str) -> Option<Why> {
        self.authorities.get(id).and_then(|authority| why(&authority.showing))
    }

    /// Why the content file at a path is not on the site.
    #[must_use]
    pub fn file(&self, path: &str) -> Option<Why> {
        let theme = || self.themes.keys().find(|id| content_path::of_theme(id) == path);
        content_path::report_at(path)
            .and_then(|id| self.report(id))
            .or_else(|| content_path::authority_at(path).and_then(|id| self.authority(id)))
            .or_else(|| theme().and_then(|id| self.theme(id)))
    }

    /// Whether nothing is.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.reports.is_empty() && self.themes.is_empty() && self.authorities.is_empty()
    }

    /// The files of drafts.
    pub fn drafts(&self) -> impl Iterator<Item = FileId> {
        let is_draft = |showing: &Showing| *showing == Showing::Draft;
        let reports = self.reports.iter().filter(move |r| is_draft(&r.showing)).map(|r| r.file);
        let themes = self.themes.values().filter(move |t| is_draft(&t.showing)).map(|t| t.file);
        let authorities = self.authorities.values().filter(move |a| is_draft(&a.showing)).filter_map(|a| a.file);
        reports.chain(themes).chain(authorities)
    }

    /// How many drafts there are, by kind, in words; nothing where there is none.
    #[must_use]
    pub fn drafts_in_words(&self) -> Option<String> {
        let is_draft = |showing: &Showing| *showing == Showing::Draft;
        let counts = [
            (self.reports.iter().filter(|r| is_draft(&r.showing)).count(), "report", "reports"),
            (self.themes.values().filter(|t| is_draft(&t.showing)).count(), "theme", "themes"),
            (self.authorities.values().filter(|a| is_draft(&a.showing)).count(), "authority", "authorities"),
        ];
        let words = counts.iter().filter(|(n, ..)| *n > 0);
        let words: Vec<String> =
            words.map(|(n, one, many)| format!("{n} {}", if *n == 1 { one } else { many })).collect();
        (!words.is_empty()).then(|| words.join(", "))
    }
}

impl Documents {
    /// Takes out what is not on the site.
    pub(crate) fn set_apart(&mut self) {
        self.put_all_back();
        for report in &mut self.reports {
            if let Some(authority) = self.authorities.get(&report.authority)
                && report.showing.is_shown()
            {
                report.showing = authority.showing.clone();
            }
        }
        let (stay, out) = std::mem::take(&mut self.reports).into_iter().partition(|r: &Report| r.showing.is_shown());
        (self.reports, self.apart.reports) = (stay, out);
        let (stay, out) = std::mem::take(&mut self.themes).into_iter().partition(|(_, t)| t.showing.is_shown());
        (self.themes, self.apart.themes) = (stay, out);
        let before = self.authorities.clone();
        let (stay, out) = std::mem::take(&mut self.authorities).into_iter().partition(|(_, a)| a.showing.is_shown());
        (self.authorities, self.apart.authorities) = (stay, out);
        self.apart.by_report = BTreeMap::new();
        for report in &self.apart.reports {
            let Some(why) = why(&report.showing) else { continue };
            let old = report.aliases.iter().map(|alias| alias.value.rsplit('/').next().unwrap_or(&alias.value));
            for name in std::iter::once(report.name.as_str()).chain(old) {
                self.apart.by_report.insert(format!("{}/{name}", report.authority), why);
            }
        }
        if !self.apart.is_empty() {
            // Kept whole: what is known of those that stay hangs on those that go.
            self.apart.before = before;
        }
        self.show_used_themes();
        self.keep_registers_to_reports();
    }

    /// Puts back drafts as if they were published, to be looked at with all else.
    pub(crate) fn put_drafts_back(&mut self) {
        self.put_back(|showing| *showing == Showing::Draft);
    }

    /// Puts back all that was set apart, for who must know of everything that stands in the folder.
    pub(crate) fn put_all_back(&mut self) {
        self.put_back(|_| true);
    }

    fn put_back(&mut self, which: impl Fn(&Showing) -> bool) {
        if self.apart.is_empty() {
            return;
        }
        let apart = std::mem::take(&mut self.apart);
        let (back, stay): (Vec<Report>, Vec<Report>) = apart.reports.into_iter().partition(|r| which(&r.showing));
        self.reports.extend(back);
        // Files are numbered in order of path, as reports stand.
        self.reports.sort_by_key(|report| report.file);
        let (back, themes): (BTreeMap<_, _>, BTreeMap<_, _>) =
            apart.themes.into_iter().partition(|(_, t)| which(&t.showing));
        self.themes.extend(back);
        self.authorities.clone_from(&apart.before);
        self.authorities.retain(|_, a| a.showing.is_shown() || which(&a.showing));
        let authorities = apart.authorities.into_iter().filter(|(_, a)| !which(&a.showing)).collect();
        let by_report = apart.by_report;
        self.apart = Apart { reports: stay, themes, authorities, before: apart.before, by_report };
        self.apart
            .by_report
            .retain(|_, why| *why == Why::Withdrawn && !which(&Showing::Withdrawn(Withdrawal::default())));
        self.show_used_themes();
    }
}

fn why(showing: &Showing) -> Option<Why> {
    match showing {
        Showing::Shown => None,
        Showing::Draft => Some(Why::Draft),
        Showing::Withdrawn(_) => Some(Why::Withdrawn),
    }
}
