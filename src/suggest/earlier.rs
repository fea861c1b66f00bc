//! Which earlier inspection the words of a look-back mean.

use crate::looks_back::About;
use crate::model::{Linked, ReportId};
use crate::source::Nature;
use crate::source::date::PartialDate;

/// `The earlier inspections` are all there were, where there were few.
// Of more, a sentence hardly means every one back to the first: the editor has to say which.
const FEW: usize = 3;

/// The inspections that are meant; none where no report here can be the one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Meant {
    pub(super) reports: Vec<ReportId>,
    /// Whether the words name it by its date or its kind, or there is only one that they can mean.
    pub(super) sure: bool,
}

impl Meant {
    /// This one and others that the same sentence names.
    pub(super) fn and(mut self, other: Self) -> Self {
        self.reports.extend(other.reports.into_iter().filter(|r| !self.reports.contains(r)).collect::<Vec<_>>());
        Self { sure: self.sure && other.sure, ..self }
    }
}

/// Which inspection a report means by *the last inspection*, once it has said when that was.
#[derive(Debug, Default)]
pub(super) struct Fixed {
    inspection: Option<Meant>,
}

impl Fixed {
    /// Notes a naming with its date: `the last inspection, in June 2018`.
    pub(super) fn note(&mut self, about: &About, meant: &Meant) {
        let is_one = meant.sure && meant.reports.len() == 1;
        if about.says_last && about.names_inspection() && !about.dates.is_empty() && is_one {
            self.inspection.get_or_insert_with(|| meant.clone());
        }
    }

    /// The one that plain words mean.
    pub(super) fn of(&self, about: &About) -> Option<Meant> {
        self.inspection.clone().filter(|_| about.says_last && about.is_plain())
    }
}

/// The inspections of an authority, and of those that it took over from, that are earlier than a
/// report: in order of date.
#[must_use]
pub fn earlier(linked: &Linked, speaker: ReportId) -> Vec<ReportId> {
    let date = linked.date(speaker);
    let mut reports: Vec<ReportId> = linked
        .predecessors(&linked.report(speaker).authority)
        .iter()
        .flat_map(|authority| linked.catalogue.reports_of(authority).iter().copied())
        .filter(|r| linked.report(*r).nature == Nature::Inspection && date.is_later_than(linked.date(*r)))
        .collect();
    reports.sort_by(|a, b| linked.date(*a).list_order(linked.date(*b)).then_with(|| a.cmp(b)));
    reports
}

/// Which of them the words mean.
pub(super) fn meant(linked: &Linked, speaker: ReportId, earlier: &[ReportId], about: &About) -> Meant {
    let of_kind: Vec<ReportId> = earlier
        .iter()
        .copied()
        .filter(|r| about.frameworks.is_empty() || is_of_kind(linked, *r, &about.frameworks))
        .collect();
    if !about.dates.is_empty() {
        let at = |pool: &[ReportId]| -> Vec<ReportId> {
            let fits = |r: &&ReportId| about.dates.iter().any(|date| was_at(linked, **r, *date));
            pool.iter().filter(fits).copied().collect()
        };
        // The date is surer than the kind: one visit goes by several names.
        let mut dated = Some(at(&of_kind)).filter(|found| !found.is_empty()).unwrap_or_else(|| at(earlier));
        if about.frameworks.is_empty() && about.names_inspection() {
            // A visit and an inspection may fall into one year or month: *inspection* is then none of the visits, and
            // of several the full one.
            let is_full = |r: &ReportId| linked.framework(*r).is_some_and(|f| f.full);
            dated.retain(|r| linked.framework(*r).is_none_or(|f| !f.is_visit()));
            if dated.len() > about.dates.len() && dated.iter().any(is_full) {
                dated.retain(is_full);
            }
        }
        // One report for each date, no more and no fewer: else a date fits two, or one is not here.
        let sure = dated.len() == about.dates.len();
        return Meant { reports: dated, sure };
    }
    if about.several {
        let narrow = about.names_visits();
        let fits = |r: &ReportId| !narrow || linked.framework(*r).is_some_and(|f| !f.full);
        let of_kind: Vec<ReportId> = of_kind.into_iter().filter(fits).collect();
        return Meant { sure: !of_kind.is_empty() && of_kind.len() <= FEW, reports: of_kind };
    }
    if !about.frameworks.is_empty() {
        let last = of_kind.last().copied();
        return Meant { sure: last.is_some(), reports: last.into_iter().collect() };
    }
    let last = last(linked, speaker, earlier, about);
    Meant { reports: last.into_iter().collect(), sure: last.is_some() }
}

/// The one before: `the last inspection` is the last full one of the same services, or the last of
/// the speaker's own kind; `the last visit` the last narrow one; where none is named, areas that were
/// set before are those of the last report that asked for anything. A pilot is no *full inspection*.
fn last(linked: &Linked, speaker: ReportId, earlier: &[ReportId], about: &About) -> Option<ReportId> {
    let own = linked.framework(speaker)?;
    let same_family: Vec<ReportId> = earlier
        .iter()
        .copied()
        .filter(|r| {
            linked.framework(*r).is_some_and(|f| f.family == own.family || (f.full && f.names_family(&own.family)))
        })
        .collect();
    let last = |fits: &dyn Fn(ReportId) -> bool| same_family.iter().rev().copied().find(|r| fits(*r));
    let framework = |r: ReportId| linked.framework(r);
    let asks = |r: ReportId| linked.report(r).body.findings.iter().any(|f| f.kind.asks());
    let found = if about.words.is_empty() {
        // No inspection is named, only what was asked: it was asked by one that asked for something.
        last(&asks)
    } else if about.names_visit() {
        last(&|r| framework(r).is_some_and(|f| !f.full))
    } else {
        let counts = |pilot: bool| !(pilot && about.names_full());
        last(&|r| framework(r).is_some_and(|f| (f.full && counts(f.pilot)) || (f.id == own.id && !f.is_visit())))
    };
    // An inspection is no visit, and none of another family: better none than a wrong one.
    if about.names_inspection() { found } else { found.or(same_family.last().copied()) }
}

/// Whether a report's framework is one that words point to.
fn is_of_kind(linked: &Linked, report: ReportId, frameworks: &[String]) -> bool {
    frameworks.contains(&linked.report(report).framework.value)
}

/// Whether an inspection took place, or was published, at a date known in whole or part.
fn was_at(linked: &Linked, report: ReportId, date: PartialDate) -> bool {
    let report = linked.report(report);
    let meets = |a: PartialDate, b: PartialDate| a.contains(b) || b.contains(a);
    let visited = report.inspected.as_ref().is_some_and(|days| {
        let days = days.value;
        let between =
            days.from.is_some_and(|from| from.first_day() <= date.last_day() && date.first_day() <= days.to.last_day());
        between || meets(days.to, date)
    });
    visited || report.published.as_ref().is_some_and(|published| meets(published.value, date))
}

#[cfg(test)]
mod tests;
