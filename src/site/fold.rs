//! Long lists fold by outcome: what is unresolved stands open, the worst first, and the rest behind its name and number.
//!
//! A view keeps its rows in one list; [`fold`] brings them into order and says which of them stand open.

use serde::Serialize;

use super::context::OutcomeView;
use crate::model::Outcome;

/// How many rows of a list stand open.
// A row takes about a fifth of a phone's screen, and a page has up to three such lists: with these, all pages of the
// site that comes with the program stay below twelve screens of 390 by 844 (tests/browser/screens.cjs measures them).
pub(super) const ROOM: usize = 8;

/// The same on a page whose main list it is.
pub(super) const ROOM_OF_MAIN: usize = 5;

/// So many more stand open all the same: a fold for one or two rows would take about as much room as they do.
const SPARED: usize = 2;

/// A part of a list: the rows from `first` to before `end`, all of one outcome.
#[derive(Debug, Serialize)]
pub(crate) struct PartView {
    /// Whether it is the whole list, in its own order, which has room.
    whole: bool,
    /// Nothing for rows that have no outcome.
    outcome: Option<OutcomeView>,
    unresolved: bool,
    open: bool,
    /// Whether some of its outcome stand open before it.
    more: bool,
    /// How many there are of its outcome.
    count: usize,
    first: usize,
    end: usize,
}

/// Sorts rows by their outcome, the worst first, and says what stands open. Rows that all find room stay as they are.
pub(super) fn fold<R>(rows: &mut [R], room: usize, outcome: impl Fn(&R) -> Option<Outcome>) -> Vec<PartView> {
    let whole = rows.len() <= room + SPARED;
    if !whole {
        // What has no outcome comes last.
        rows.sort_by_key(|row| outcome(row).map_or((true, None), |outcome| (false, Some(outcome))));
    }
    let mut parts: Vec<PartView> = Vec::new();
    let mut left = room;
    let mut first = 0;
    for same in rows.chunk_by(|a, b| whole || outcome(a) == outcome(b)) {
        let own = same.first().and_then(&outcome);
        let unresolved = own.is_some_and(Outcome::is_unresolved);
        // Where nothing is unresolved, a list of which all were folded would look empty.
        let shown = match same.len() {
            _ if !unresolved && !parts.is_empty() => 0,
            all if left > 0 && all <= left + SPARED => all,
            _ => left,
        };
        left = left.saturating_sub(shown);
        let part = |open: bool, first: usize, end: usize| PartView {
            whole,
            outcome: own.map(OutcomeView::of_outcome),
            unresolved,
            open,
            more: !open && shown > 0,
            count: same.len(),
            first,
            end,
        };
        let (middle, end) = (first + shown, first + same.len());
        parts.extend((shown > 0).then(|| part(true, first, middle)));
        parts.extend((middle < end).then(|| part(false, middle, end)));
        first = end;
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The parts in words: `missed, 3: open 1 to 3`.
    fn told(rows: &mut [(Option<Outcome>, usize)], room: usize) -> Vec<String> {
        let word = |p: &PartView| if p.whole { "whole" } else { p.outcome.as_ref().map_or("none", |o| o.word) };
        let state = |p: &PartView| if p.open { "open" } else { "folded" };
        fold(rows, room, |row| row.0)
            .iter()
            .map(|p| format!("{}, {}: {} {} to {}", word(p), p.count, state(p), p.first, p.end))
            .collect()
    }

    #[test]
    fn what_is_unresolved_stands_open_as_far_as_there_is_room() {
        use Outcome::{Awaiting, Met, Missed, SlippedBack};
        let outcomes = [Met, Missed, Awaiting, Missed, SlippedBack, Missed, Missed, Missed, Missed, Missed].map(Some);
        let mut rows: Vec<_> = outcomes.into_iter().chain([None]).zip(0..).collect();
        assert_eq!(
            told(&mut rows, 4),
            [
                "slipped-back, 1: open 0 to 1",
                "missed, 7: open 1 to 4",
                "missed, 7: folded 4 to 8",
                "met, 1: folded 8 to 9",
                "awaiting, 1: folded 9 to 10",
                "none, 1: folded 10 to 11"
            ]
        );
        // Those of one outcome keep their order.
        assert_eq!(rows.iter().map(|(_, n)| *n).collect::<Vec<_>>(), [4, 1, 3, 5, 6, 7, 8, 9, 0, 2, 10]);
    }

    #[test]
    fn one_or_two_rows_do_not_fold() {
        let mut rows: Vec<_> = (0..5).map(|n| (Some(if n < 4 { Outcome::Missed } else { Outcome::Met }), n)).collect();
        assert_eq!(told(&mut rows, 2), ["missed, 4: open 0 to 4", "met, 1: folded 4 to 5"]);
        // Where there is no room left at all, they do.
        let mut rows: Vec<_> =
            (0..5).map(|n| (Some(if n < 2 { Outcome::Missed } else { Outcome::PartlyMet }), n)).collect();
        assert_eq!(told(&mut rows, 2), ["missed, 2: open 0 to 2", "partly-met, 3: folded 2 to 5"]);
    }

    #[test]
    fn a_list_that_finds_room_is_left_as_it_is() {
        let mut rows: Vec<_> = (0..4).map(|n| (Some(if n < 2 { Outcome::Met } else { Outcome::Missed }), n)).collect();
        assert_eq!(told(&mut rows, 2), ["whole, 4: open 0 to 4"]);
        assert_eq!(rows.iter().map(|(_, n)| *n).collect::<Vec<_>>(), [0, 1, 2, 3]);
        assert!(told(&mut [], 2).is_empty());
    }

    #[test]
    fn where_nothing_is_unresolved_the_first_rows_stand_open() {
        let mut rows: Vec<_> = (0..6).map(|n| (None, n)).collect();
        assert_eq!(told(&mut rows, 3), ["none, 6: open 0 to 3", "none, 6: folded 3 to 6"]);
        let mut rows: Vec<_> =
            (0..6).map(|n| (Some(if n < 3 { Outcome::Awaiting } else { Outcome::Met }), n)).collect();
        assert_eq!(told(&mut rows, 3), ["met, 3: open 0 to 3", "awaiting, 3: folded 3 to 6"]);
    }
}
