//! What the silence of a later report would mean: whether it looked at what a recommendation is
//! about. Covering decides only that; a verdict counts wherever it stands.

use std::collections::BTreeSet;

use super::{FindingId, Later, Linked, is_inspection};
use crate::source::words::Nature;
use crate::source::{Framework, Report};

/// What a later report's silence would mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Coverage {
    /// A full inspection of the recommendation's family.
    Full,
    /// A narrow visit of the family that looked at its group of children, or its subject.
    InScope,
    /// A visit that did not, or an inspection of another family.
    OutOfScope,
    /// A narrow visit of the family, and nobody has said whether it looked at this.
    ScopeNotStated,
    /// A council's own paper.
    Update,
    /// Known only from others: nobody here has read whether it is silent.
    NotHeld,
}

impl Coverage {
    /// Whether an inspection that nobody has read may yet turn out to speak of it.
    #[must_use]
    pub fn could_cover(self) -> bool {
        matches!(self, Self::Full | Self::InScope | Self::ScopeNotStated)
    }
}

/// What it means that a report says nothing of a recommendation that it is later than.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Silence {
    /// Nobody has read it for this.
    NotRead,
    /// A full inspection, and silent.
    Full,
    /// A narrow visit that looked at this, and silent.
    InScope,
    /// It did not look at this.
    OutOfScope,
    /// Nobody has said whether it looked at this.
    ScopeNotStated,
    /// A council's own paper, which need not speak of everything.
    Paper,
    /// It speaks of another recommendation of the thread.
    SpeaksOfThread,
}

impl Silence {
    /// By the report alone; nothing where it speaks, or is known only from others.
    pub(super) fn of_report(later: &Later) -> Option<Self> {
        if !later.statements.is_empty() {
            return None;
        }
        let unread = !later.reviewed;
        Some(match later.coverage {
            // Nobody here has its text, so it is neither silent nor waiting to be read.
            Coverage::NotHeld => return None,
            // Where it lies outside, nobody needs to read it to know that.
            Coverage::OutOfScope => Self::OutOfScope,
            _ if unread => Self::NotRead,
            Coverage::Full => Self::Full,
            Coverage::InScope => Self::InScope,
            Coverage::ScopeNotStated => Self::ScopeNotStated,
            Coverage::Update => Self::Paper,
        })
    }
}

/// What a recommendation is about, for the question whether a visit looked at it.
pub(super) struct Subject {
    /// The family of its heading, else of its framework.
    pub(super) family: String,
    groups: BTreeSet<String>,
    subjects: BTreeSet<String>,
}

impl Subject {
    /// The subject of a finding; suggested themes are none.
    pub(super) fn of_finding(linked: &Linked, id: FindingId) -> Self {
        let finding = linked.finding(id);
        let own = linked.framework(id.report).map_or_else(String::new, |f| f.family.clone());
        let is_group = |theme: &str| linked.documents.themes.get(theme).is_some_and(|t| t.group);
        let (groups, subjects) =
            finding.themes.iter().map(|t| t.value.clone()).partition(|theme: &String| is_group(theme));
        Self { family: finding.family.clone().unwrap_or(own), groups, subjects }
    }

    /// What the silence of a report means for it.
    pub(super) fn coverage(&self, report: &Report, framework: Option<&Framework>) -> Coverage {
        // In this order: a paper covers nothing, and of a report that is not here nobody knows what it covers.
        if !is_inspection(report) {
            return Coverage::Update;
        }
        if !report.held {
            return Coverage::NotHeld;
        }
        let Some(framework) = framework.filter(|f| f.names_family(&self.family)) else {
            return Coverage::OutOfScope;
        };
        if framework.full {
            return Coverage::Full;
        }
        // A visit to care leavers has not looked at the same subject for other children.
        let wanted = if self.groups.is_empty() { &self.subjects } else { &self.groups };
        match &report.scope {
            // Without a theme it cannot be held against any scope.
            Some(_) if wanted.is_empty() => Coverage::ScopeNotStated,
            Some(scope) if scope.iter().any(|theme| wanted.contains(&theme.value)) => Coverage::InScope,
            Some(_) => Coverage::OutOfScope,
            None => Coverage::ScopeNotStated,
        }
    }
}

/// Families under whose frameworks, all of them, nobody inspects any more.
pub(super) fn ended_families(linked: &Linked) -> BTreeSet<&str> {
    // Council papers go on for ever, and are no inspections.
    let frameworks = || linked.documents.frameworks.values().filter(|f| f.nature() == Nature::Inspection);
    let families: BTreeSet<&str> =
        frameworks().flat_map(|f| std::iter::once(&f.family).chain(&f.covers)).map(String::as_str).collect();
    families
        .into_iter()
        .filter(|family| frameworks().filter(|f| f.names_family(family)).all(|f| f.ended.is_some()))
        .collect()
}
