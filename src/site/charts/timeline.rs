//! An authority's timeline: its reports on a true axis of time, a lane for each
//! framework, and below them its threads as lines.
//!
//! Start at [`timeline`]. The axis ends with the newest held report, to which
//! what is open runs; no line is drawn into a time of which nothing is held.

use serde::Serialize;

use super::Tenths;
use super::axis::{Axis, Tick};
use super::lanes::{Lane, lanes};
use super::lines::{Across, Bundle, bundles};
use crate::model::ReportId;
use crate::model::grid::Grid;
use crate::site::context::PageContext;
use crate::site::readers::SignView;

#[derive(Debug, Serialize)]
pub(crate) struct TimelineView {
    /// The room for names, left of everything else.
    names: Tenths,
    width: Tenths,
    height: Tenths,
    /// Where the last thread ends, and the axis is drawn once more.
    end: Tenths,
    left: Tenths,
    right: Tenths,
    /// Where the sign of what is still open stands.
    sign: Tenths,
    ticks: Vec<Tick>,
    /// Every report, from its lane down through the threads.
    guides: Vec<Tenths>,
    lanes: Vec<Lane>,
    bundles: Vec<Bundle>,
    /// Who says so, for the legend.
    readers: Vec<SignView>,
    until: String,
    threads: usize,
    reports: usize,
}

// As wide as the widest page lets it be (74rem less its margins, 1144 pixels), so that on a desk nobody need scroll.
const WIDTH: Tenths = Tenths::units(1130);
const NAMES: Tenths = Tenths::units(320);
const LEFT: Tenths = Tenths::units(326);
// Right of the axis is a column for the signs of what is still open.
const RIGHT: Tenths = Tenths::units(1092);
const SIGN: Tenths = Tenths::units(1114);
const TOP: Tenths = Tenths::units(28);
const BETWEEN: Tenths = Tenths::units(26);
const FOOT: Tenths = Tenths::units(16);

/// The timeline of an authority; nothing where no report is held.
pub(crate) fn timeline(context: &PageContext<'_>, authority: &str, grid: &Grid) -> Option<TimelineView> {
    let reports = reports(context, authority, grid);
    let date = |report: &ReportId| context.knowledge.date(*report);
    let held = |report: &&ReportId| context.knowledge.report(**report).held;
    let newest = *reports.iter().rev().find(held)?;
    let first = reports.iter().map(date).min_by_key(|d| d.first_day())?;
    // A visit known only from others may be later; it is shown where it lies.
    let last = reports.iter().map(date).max_by_key(|d| d.last_day())?;
    let axis = Axis::new(first, last, LEFT, RIGHT);
    let at = |report: ReportId| axis.at(context.knowledge.date(report));
    // Words of a lane may reach over the column of signs: those stand further down, beside the threads.
    let (lanes, lanes_end) = lanes(context, &axis, (LEFT, WIDTH), &reports, TOP);
    let across = Across { at, until: at(newest) };
    let (bundles, end) = bundles(context, grid, &across, lanes_end.plus(BETWEEN));
    Some(TimelineView {
        names: NAMES,
        width: WIDTH.minus(NAMES),
        height: end.plus(FOOT),
        end,
        left: LEFT,
        right: RIGHT,
        sign: SIGN,
        ticks: axis.ticks(first, last),
        guides: reports.iter().map(|r| at(*r)).collect(),
        lanes,
        bundles,
        readers: context.readers_of(authority).signs.clone(),
        until: date(&newest).in_words(),
        threads: grid.rows.len(),
        reports: reports.len(),
    })
}

/// The authority's own reports and whatever else the grid has a column for, by date.
fn reports(context: &PageContext<'_>, authority: &str, grid: &Grid) -> Vec<ReportId> {
    // The grid also has reports of those that the authority took over from, and of those that took over from it.
    let own = context.knowledge.reports_of(authority).iter();
    let mut reports: Vec<ReportId> = own.chain(&grid.columns).copied().collect();
    reports.sort_by(|a, b| context.knowledge.date(*a).list_order(context.knowledge.date(*b)).then_with(|| a.cmp(b)));
    reports.dedup();
    reports
}
