//! Bars that say how many threads or recommendations stand where: solid for
//! what a report says outright, outlined for what somebody or the program read in it.
//!
//! A bar for each outcome, never one bar of all: met, missed and silence are
//! not added into one.

use serde::Serialize;

use super::{Tenths, share};
use crate::model::Reader;
use crate::site::context::OutcomeView;
use crate::site::readers::SignView;
use crate::site::rows::OutcomeCount;

/// The bars of one table.
#[derive(Debug, Serialize)]
pub(crate) struct BarsView {
    rows: Vec<Bar>,
    /// Who says so, one a column of figures; none where nothing was read into any report.
    readers: Vec<SignView>,
}

/// One bar, its lengths in hundredths.
#[derive(Debug, Serialize)]
struct Bar {
    outcome: OutcomeView,
    href: String,
    count: usize,
    /// How many each reader says, in the order of the columns; nothing where nobody says any.
    by: Vec<String>,
    /// Its share of the room for bars.
    width: Tenths,
    /// The share of the bar that a report says outright.
    solid: Tenths,
    /// The share of the bar that an editor read.
    read: Tenths,
    /// Where that begins to be what the program read, and its share.
    unchecked_at: Tenths,
    unchecked: Tenths,
}

/// Bars of counts, on a scale where a bar for `longest` fills the room.
pub(crate) fn bars(counts: Vec<OutcomeCount>, longest: usize, readers: &[SignView]) -> BarsView {
    let is_read = counts.iter().any(|c| c.by.readings() > 0);
    let readers = if is_read { readers.to_vec() } else { Vec::new() };
    BarsView { rows: counts.into_iter().map(|c| bar(c, longest, &readers)).collect(), readers }
}

/// Bars of those counts that are not nought.
pub(crate) fn bars_of_some(counts: Vec<OutcomeCount>, readers: &[SignView]) -> BarsView {
    let longest = longest(&counts);
    bars(counts.into_iter().filter(|c| c.count > 0).collect(), longest, readers)
}

/// The greatest number among counts.
pub(crate) fn longest(counts: &[OutcomeCount]) -> usize {
    counts.iter().map(|c| c.count).max().unwrap_or(0)
}

fn bar(count: OutcomeCount, longest: usize, readers: &[SignView]) -> Bar {
    let all = Tenths::units(100);
    // Beside the longest bar there is still room for its number.
    let room = Tenths::units(86);
    let to = |part: usize| share(all, whole(part), whole(count.count));
    let said = Reader::ALL.iter().any(|reader| count.by.of(*reader) > 0);
    let solid = to(count.count - count.by.readings());
    let unchecked_at = to(count.count - count.by.program);
    // What is left, not a share of its own: the parts must make up the bar, however they are rounded.
    let left = |from: Tenths, until: Tenths, count: usize| if count > 0 { until.minus(from) } else { Tenths(0) };
    Bar {
        width: share(room, whole(count.count), whole(longest)),
        solid,
        read: left(solid, unchecked_at, count.by.editor),
        unchecked_at,
        unchecked: left(unchecked_at, all, count.by.program),
        by: readers.iter().map(|r| if said { count.by.of(r.reader).to_string() } else { String::new() }).collect(),
        outcome: count.outcome,
        href: count.href,
        count: count.count,
    }
}

fn whole(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::{bars, bars_of_some};
    use crate::model::{ByReader, Outcome, Reader};
    use crate::site::charts::Tenths;
    use crate::site::context::OutcomeView;
    use crate::site::readers::SignView;
    use crate::site::rows::OutcomeCount;

    /// Counts of the first outcomes: of so many the inspector says the last number but two, and so on.
    fn counts(numbers: &[(usize, [usize; 3])]) -> Vec<OutcomeCount> {
        let one = |(outcome, (count, [inspector, editor, program])): (&Outcome, &(usize, [usize; 3]))| OutcomeCount {
            outcome: OutcomeView::of_outcome(*outcome),
            href: String::new(),
            count: *count,
            by: ByReader { inspector: *inspector, editor: *editor, program: *program },
        };
        Outcome::ALL.iter().zip(numbers).map(one).collect()
    }

    fn readers() -> Vec<SignView> {
        Reader::ALL.iter().map(|reader| SignView::new(*reader, "Ofsted")).collect()
    }

    #[test]
    fn a_bar_is_as_long_as_its_number() {
        let view = bars_of_some(counts(&[(4, [4, 0, 0]), (0, [0, 0, 0]), (2, [1, 1, 0])]), &readers());
        let widths: Vec<Tenths> = view.rows.iter().map(|b| b.width).collect();
        assert_eq!(widths, [Tenths::units(86), Tenths::units(43)]);
        assert_eq!((view.rows[1].solid, view.rows[1].read), (Tenths::units(50), Tenths::units(50)));
        assert_eq!(view.rows[1].by, ["1", "1", "0"]);
        assert_eq!(view.readers.len(), 3, "a column for each reader");
    }

    #[test]
    fn what_the_program_read_is_a_part_of_its_own() {
        let view = bars_of_some(counts(&[(4, [1, 1, 2])]), &readers());
        let bar = &view.rows[0];
        assert_eq!((bar.solid, bar.read), (Tenths::units(25), Tenths::units(25)));
        assert_eq!((bar.unchecked_at, bar.unchecked), (Tenths::units(50), Tenths::units(50)));
        assert_eq!(bar.by, ["1", "1", "2"]);
    }

    #[test]
    fn where_nothing_is_read_there_are_no_columns() {
        // Of the second nobody said anything: silence is no reading.
        let view = bars_of_some(counts(&[(1, [1, 0, 0]), (3, [0, 0, 0])]), &readers());
        assert!(view.readers.is_empty() && view.rows.iter().all(|bar| bar.by.is_empty()));
        assert_eq!((view.rows[1].solid, view.rows[1].read), (Tenths::units(100), Tenths(0)));
    }

    #[test]
    fn nothing_at_all_has_no_length() {
        let view = bars(counts(&[(0, [0; 3])]), 0, &[]);
        assert_eq!((view.rows[0].width, view.rows[0].read), (Tenths(0), Tenths(0)));
        assert!(bars_of_some(counts(&[(0, [0; 3])]), &[]).rows.is_empty());
    }
}
