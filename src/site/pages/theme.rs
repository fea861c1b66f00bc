//! Themes: every thread of a theme by outcome and authority, and who went from
//! missed to met.

use serde::Serialize;

use std::collections::BTreeMap;

use crate::model::{FindingId, Outcome, ReportId, ThreadId};
use crate::site::address::Page;
use crate::site::charts::bars::{BarsView, bars_of_some};
use crate::site::charts::map::{MapView, map, map_sheets};
use crate::site::compare::{self, ComparisonRow};
use crate::site::context::{Anchor, PageContext};
use crate::site::rows::ThreadRow;
use crate::site::sheets::{self, SheetView};
use crate::site::standing::{StandingView, standing_until};
use crate::source::words::Kind;
use crate::source::{Nature, Theme};

#[derive(Debug, Serialize)]
pub(crate) struct ThemeView {
    title: String,
    group: bool,
    description: String,
    /// Whether this is the first page of its threads, where the figures stand.
    first: bool,
    bars: BarsView,
    map: Option<MapView>,
    standing: StandingView,
    missed_to_met: Vec<ComparisonRow>,
    /// How many went from missed to met; the rows show the first of them.
    missed_to_met_count: usize,
    rows: Vec<ThreadRow>,
    sheet: SheetView,
    /// The newest findings of the theme that ask for nothing.
    findings: Vec<FindingRow>,
    findings_count: usize,
    /// Where all of them can be found.
    findings_href: String,
}

/// A finding that carries the theme and asks for nothing.
#[derive(Debug, Serialize)]
struct FindingRow {
    link: Anchor,
    /// What it is, where it is more than a finding.
    kind: Option<&'static str>,
    authority: String,
    report: String,
}

/// How many findings are shown.
// A theme of a large site has thousands, which the search lists.
const FINDINGS: usize = 10;

/// The kinds of findings that inspectors make and that ask for nothing.
const FOUND: [Kind; 3] = [Kind::Strength, Kind::MeetsRequirements, Kind::Finding];

/// How many of those that went from missed to met are shown with the words that say so.
// Each carries a quotation; all of them stand in the list below.
const EXAMPLES: usize = 20;

pub(crate) fn view(context: &PageContext<'_>, id: &str, number: usize) -> Option<ThemeView> {
    let knowledge = context.knowledge;
    let theme = knowledge.documents.themes.get(id)?;
    let all = context.index.threads_of(id);
    let page = Page::Theme(id.to_owned());
    let (rows, sheet) = context.sheet_among(all, sheets::ROWS, &page, (number, sheet_count(context, id)));
    // What is said of the whole theme stands on its first page.
    let of_all = if number == 1 { all } else { &[] };
    let thread = |id: &ThreadId| knowledge.thread(*id);
    let better: Vec<ThreadId> = of_all.iter().copied().filter(|t| thread(t).missed_before.is_some()).collect();
    let found = if number == 1 { findings_of(context, id) } else { &[] };
    Some(ThemeView {
        title: theme.title.clone(),
        group: theme.group,
        description: context.prose(theme.file, &theme.body),
        first: number == 1,
        bars: bars_of_some(context.thread_counts(of_all), &context.readers().signs),
        map: map(context, id, number),
        standing: standing_until(context, None, of_all, &context.readers().speaker),
        missed_to_met_count: better.len(),
        missed_to_met: better.into_iter().take(EXAMPLES).map(|t| compare::comparison_row(context, t)).collect(),
        rows: rows.into_iter().map(|t| context.thread_row(t)).collect(),
        sheet,
        findings_count: found.len(),
        findings: found.iter().take(FINDINGS).map(|id| finding_row(context, *id)).collect(),
        findings_href: findings_search(context, id),
    })
}

/// The findings of a theme that ask for nothing, in reports that somebody has read, the newest first.
fn findings_of<'k>(context: &PageContext<'k>, theme: &str) -> &'k [FindingId] {
    let knowledge = context.knowledge;
    let all = context.index.whole().findings.get_or_init(|| {
        let mut all: BTreeMap<String, Vec<FindingId>> = BTreeMap::new();
        let read = |id: &ReportId| knowledge.report(*id).reviewed && knowledge.report(*id).nature == Nature::Inspection;
        let mut reports: Vec<ReportId> = knowledge.report_ids().filter(read).collect();
        reports.sort_by(|a, b| knowledge.date(*b).list_order(knowledge.date(*a)).then_with(|| a.cmp(b)));
        for id in reports.into_iter().flat_map(|report| knowledge.findings_of(report)) {
            let finding = knowledge.finding(id);
            for theme in finding.themes.iter().filter(|_| FOUND.contains(&finding.kind)) {
                all.entry(theme.value.clone()).or_default().push(id);
            }
        }
        all
    });
    all.get(theme).map_or(&[], Vec::as_slice)
}

fn finding_row(context: &PageContext<'_>, id: FindingId) -> FindingRow {
    FindingRow {
        link: Anchor { href: context.finding_href(id), text: context.short_words(id) },
        kind: Some(context.knowledge.finding(id).kind).filter(|kind| *kind != Kind::Finding).map(Kind::shown),
        authority: context.authority(&context.knowledge.report(id.report).authority).text,
        report: context.report_name(id.report),
    }
}

/// The search among the findings of a theme.
pub(crate) fn findings_search(context: &PageContext<'_>, theme: &str) -> String {
    let kinds: Vec<String> = FOUND.iter().map(|kind| format!("&kind={}", kind.word())).collect();
    format!("{}?theme={theme}{}", context.href(&Page::Search), kinds.concat())
}

/// How many pages a theme takes: its list and its map go on together.
pub(crate) fn sheet_count(context: &PageContext<'_>, id: &str) -> usize {
    sheets::sheet_count(context.index.threads_of(id).len(), sheets::ROWS).max(map_sheets(context, id))
}

#[derive(Debug, Serialize)]
pub(crate) struct ThemesView {
    themes: Vec<ThemeRow>,
    sheet: SheetView,
}

#[derive(Debug, Serialize)]
struct ThemeRow {
    link: Anchor,
    /// Whether it is a group of children.
    group: bool,
    threads: usize,
    open: usize,
    missed: usize,
    missed_to_met: usize,
    /// Threads that rest on reports which nobody has read.
    unread: usize,
}

/// All themes: subjects by title, then groups of children by title.
pub(crate) fn all(context: &PageContext<'_>, number: usize) -> ThemesView {
    let mut themes: Vec<&Theme> = context.knowledge.documents.shown_themes().collect();
    themes.sort_by(|a, b| (a.group, &a.title).cmp(&(b.group, &b.title)));
    let (shown, sheet) = context.sheet_of(&themes, &Page::Themes, number);
    ThemesView { themes: shown.into_iter().map(|t| theme_row(context, t)).collect(), sheet }
}

fn theme_row(context: &PageContext<'_>, theme: &Theme) -> ThemeRow {
    let own = context.index.threads_of(&theme.id);
    let threads: Vec<_> = own.iter().map(|id| context.knowledge.thread(*id)).filter(|t| t.is_read).collect();
    // The newest verdict on what slipped back is that it is missed.
    let missed = |o: Outcome| matches!(o, Outcome::Missed | Outcome::SlippedBack);
    ThemeRow {
        link: context.theme(&theme.id),
        group: theme.group,
        threads: threads.len(),
        open: threads.iter().filter(|t| t.is_open()).count(),
        missed: threads.iter().filter(|t| missed(t.outcome())).count(),
        missed_to_met: threads.iter().filter(|t| t.missed_before.is_some()).count(),
        unread: own.len() - threads.len(),
    }
}
