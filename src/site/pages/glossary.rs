//! The glossary: kinds of inspections from the framework files, themes from theirs, and what the words of the site
//! mean, as the method page has them.

use serde::Serialize;

use crate::model::Outcome;
use crate::site::address::Page;
use crate::site::context::{Anchor, OutcomeView, PageContext};
use crate::site::meanings::{self, MeaningView, ReaderMeaning};
use crate::site::pages::lists::meaning;
use crate::source::framework::Framework;
use crate::source::{Nature, Theme};

#[derive(Debug, Serialize)]
pub(crate) struct GlossaryView {
    frameworks: Vec<FrameworkView>,
    outcomes: Vec<OutcomeMeaning>,
    verdicts: Vec<MeaningView>,
    bases: Vec<MeaningView>,
    readers: Vec<ReaderMeaning>,
    themes: Vec<ThemeMeaning>,
}

/// A kind of inspection.
#[derive(Debug, Serialize)]
struct FrameworkView {
    id: String,
    short: String,
    name: String,
    other_names: Vec<String>,
    inspectorate: Option<String>,
    /// What it looks at, in words.
    family: String,
    years: Option<String>,
    full: bool,
    pilot: bool,
    update: bool,
    /// How many of its reports the site has or knows of.
    reports: usize,
}

/// An outcome and what it means.
#[derive(Debug, Serialize)]
pub(crate) struct OutcomeMeaning {
    outcome: OutcomeView,
    meaning: &'static str,
    href: String,
}

#[derive(Debug, Serialize)]
struct ThemeMeaning {
    link: Anchor,
    group: bool,
    description: String,
}

pub(crate) fn view(context: &PageContext<'_>) -> GlossaryView {
    let documents = &context.knowledge.documents;
    let mut frameworks: Vec<FrameworkView> = documents.frameworks.values().map(|f| framework(context, f)).collect();
    frameworks.sort_by_cached_key(|f| (f.short.to_lowercase(), f.id.clone()));
    let mut themes: Vec<&Theme> = documents.shown_themes().collect();
    themes.sort_by_cached_key(|t| (t.title.to_lowercase(), t.id.clone()));
    GlossaryView {
        frameworks,
        outcomes: outcomes(context),
        verdicts: meanings::verdicts(),
        bases: meanings::bases(),
        readers: meanings::readers(context),
        themes: themes.into_iter().map(|theme| theme_meaning(context, theme)).collect(),
    }
}

/// All outcomes, worst first.
pub(crate) fn outcomes(context: &PageContext<'_>) -> Vec<OutcomeMeaning> {
    let one = |outcome: &Outcome| OutcomeMeaning {
        outcome: OutcomeView::of_outcome(*outcome),
        meaning: meaning(*outcome),
        href: context.href(&Page::Outcome(*outcome)),
    };
    Outcome::ALL.iter().map(one).collect()
}

fn framework(context: &PageContext<'_>, framework: &Framework) -> FrameworkView {
    let reports = &context.knowledge.documents.reports;
    let is_other = |name: &&String| **name != framework.name && **name != framework.short_name;
    FrameworkView {
        id: framework.id.clone(),
        short: framework.short_name.clone(),
        name: framework.name.clone(),
        other_names: framework.names.iter().filter(is_other).cloned().collect(),
        inspectorate: framework.inspectorate.clone(),
        family: meanings::family(&framework.family),
        years: years_in_words(framework),
        full: framework.full,
        pilot: framework.pilot,
        update: framework.nature() == Nature::Update,
        reports: reports.iter().filter(|r| r.framework.value == framework.id).count(),
    }
}

/// The years in which such inspections are or were done.
pub(crate) fn years_in_words(framework: &Framework) -> Option<String> {
    framework.years.map(|(from, to)| match to {
        Some(to) if to == from => from.to_string(),
        Some(to) => format!("{from} to {to}"),
        None => format!("since {from}"),
    })
}

fn theme_meaning(context: &PageContext<'_>, theme: &Theme) -> ThemeMeaning {
    ThemeMeaning {
        link: context.theme(&theme.id),
        group: theme.group,
        description: context.prose(theme.file, &theme.body),
    }
}
