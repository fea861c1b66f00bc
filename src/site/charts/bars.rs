//! Bars that say how many threads or recommendations stand where: solid for
//! what a report says outright, outlined for what is somebody's reading.
//!
//! A bar for each outcome, never one bar of all: met, missed and silence are
//! not added into one.

use serde::Serialize;

use super::{Tenths, share};
use crate::site::context::OutcomeView;
use crate::site::rows::OutcomeCount;

/// The bars of one table.
#[derive(Debug, Serialize)]
pub(crate) struct BarsView {
    rows: Vec<Bar>,
    /// Whether anything of it is somebody's reading.
    readings: bool,
}

/// One bar, its lengths in hundredths.
#[derive(Debug, Serialize)]
struct Bar {
    outcome: OutcomeView,
    href: String,
    count: usize,
    by_reading: usize,
    /// Its share of the room for bars.
    width: Tenths,
    /// The share of the bar that a report says outright.
    solid: Tenths,
    /// The share of the bar that is somebody's reading.
    rest: Tenths,
}

/// Bars of counts, on a scale where a bar for `longest` fills the room.
pub(crate) fn bars(counts: Vec<OutcomeCount>, longest: usize) -> BarsView {
    let readings = counts.iter().any(|c| c.by_reading > 0);
    BarsView { rows: counts.into_iter().map(|c| bar(c, longest)).collect(), readings }
}

/// Bars of those counts that are not nought.
pub(crate) fn bars_of_some(counts: Vec<OutcomeCount>) -> BarsView {
    let longest = longest(&counts);
    bars(counts.into_iter().filter(|c| c.count > 0).collect(), longest)
}

/// The greatest number among counts.
pub(crate) fn longest(counts: &[OutcomeCount]) -> usize {
    counts.iter().map(|c| c.count).max().unwrap_or(0)
}

fn bar(count: OutcomeCount, longest: usize) -> Bar {
    let all = Tenths::units(100);
    // Beside the longest bar there is still room for its number.
    let room = Tenths::units(86);
    let solid = share(all, whole(count.count - count.by_reading), whole(count.count));
    Bar {
        width: share(room, whole(count.count), whole(longest)),
        solid,
        // What is left, not a share of its own: the two parts must make up the bar, however they are rounded.
        rest: if count.by_reading > 0 { all.minus(solid) } else { Tenths(0) },
        outcome: count.outcome,
        href: count.href,
        count: count.count,
        by_reading: count.by_reading,
    }
}

fn whole(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::{bars, bars_of_some};
    use crate::model::Outcome;
    use crate::site::charts::Tenths;
    use crate::site::context::OutcomeView;
    use crate::site::rows::OutcomeCount;

    fn counts(numbers: &[(usize, usize)]) -> Vec<OutcomeCount> {
        let one = |(outcome, (count, by_reading)): (&Outcome, &(usize, usize))| OutcomeCount {
            outcome: OutcomeView::of_outcome(*outcome),
            href: String::new(),
            count: *count,
            by_reading: *by_reading,
        };
        Outcome::ALL.iter().zip(numbers).map(one).collect()
    }

    #[test]
    fn a_bar_is_as_long_as_its_number() {
        let view = bars_of_some(counts(&[(4, 0), (0, 0), (2, 1)]));
        let widths: Vec<Tenths> = view.rows.iter().map(|b| b.width).collect();
        assert_eq!(widths, [Tenths::units(86), Tenths::units(43)]);
        assert_eq!((view.rows[1].solid, view.rows[1].rest), (Tenths::units(50), Tenths::units(50)));
        assert!(view.readings);
    }

    #[test]
    fn nothing_at_all_has_no_length() {
        let view = bars(counts(&[(0, 0)]), 0);
        assert_eq!((view.rows[0].width, view.rows[0].rest), (Tenths(0), Tenths(0)));
        assert!(bars_of_some(counts(&[(0, 0)])).rows.is_empty());
    }
}
