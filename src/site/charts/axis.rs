//! The axis of time: equal times are equal distances, whatever lies between.
//!
//! A date is drawn in the middle of the time that it covers: a day at its noon,
//! `2011-02` in the middle of February, with a bar over the whole month. Nothing
//! is drawn more exactly than its report states it.

use jiff::civil::Date;
use serde::Serialize;

use super::{Tenths, share};
use crate::source::date::PartialDate;

/// Days between two places on the axis.
#[derive(Clone, Copy, Debug)]
pub(super) struct Axis {
    first: i64,
    days: i64,
    left: Tenths,
    width: Tenths,
}

/// The beginning of a year.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct Tick {
    pub(super) x: Tenths,
    pub(super) year: i16,
}

/// The whole time that a date covers of which only the month or the year is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub(super) struct DateSpan {
    pub(super) x: Tenths,
    pub(super) width: Tenths,
}

impl Axis {
    /// The narrowest room for the name of a year.
    // Four digits of the 11-pixel type, with some air on both sides.
    const YEAR: Tenths = Tenths::units(34);

    /// From the beginning of the first date's year to the end of the last date.
    pub(super) fn new(first: PartialDate, last: PartialDate, left: Tenths, right: Tenths) -> Self {
        // From the first of January, so that the first year has its tick and its name.
        let first = number(Date::constant(first.first_day().year(), 1, 1));
        // The last day counts in full: the axis ends where the next one begins.
        let days = number(last.last_day()) + 1 - first;
        Self { first, days: days.max(1), left, width: right.minus(left) }
    }

    /// The middle of the time that the date covers.
    pub(super) fn at(&self, date: PartialDate) -> Tenths {
        let (from, to) = (number(date.first_day()), number(date.last_day()) + 1);
        // Both ends together are twice the middle; so the whole is doubled too, and only `share` rounds.
        self.left.plus(share(self.width, from + to - 2 * self.first, 2 * self.days))
    }

    /// From the first to the last day of a month or a year; nothing for a day.
    pub(super) fn span(&self, date: PartialDate) -> Option<DateSpan> {
        if matches!(date, PartialDate::Day(_)) {
            return None;
        }
        let x = self.start_of(date.first_day());
        let end = self.left.plus(share(self.width, number(date.last_day()) + 1 - self.first, self.days));
        Some(DateSpan { x, width: end.minus(x) })
    }

    /// The beginnings of years, as many as there is room for.
    pub(super) fn ticks(&self, first: PartialDate, last: PartialDate) -> Vec<Tick> {
        let (from, to) = (first.first_day().year(), last.last_day().year());
        let room = |step: i64| share(self.width, step * 365, self.days) >= Self::YEAR;
        let step = [1, 2, 5, 10, 20, 50].into_iter().find(|s| room(*s)).unwrap_or(100);
        (from..=to)
            .filter(|year| i64::from(*year - from) % step == 0)
            .map(|year| Tick { x: self.start_of(Date::constant(year, 1, 1)), year })
            .collect()
    }

    fn start_of(&self, day: Date) -> Tenths {
        self.left.plus(share(self.width, number(day) - self.first, self.days))
    }
}

/// The number of a day, counted from one that lies before all.
fn number(day: Date) -> i64 {
    // A civil date has no time zone, so every day has 24 hours.
    day.duration_since(Date::ZERO).as_hours() / 24
}

#[cfg(test)]
mod tests {
    use super::{Axis, DateSpan};
    use crate::site::charts::Tenths;
    use crate::source::date::PartialDate;

    fn date(text: &str) -> PartialDate {
        PartialDate::parse(text).unwrap()
    }

    /// An axis with ten units a day: 2001 to 2004, of which the last is a leap year.
    fn axis() -> Axis {
        Axis::new(date("2001-05-06"), date("2004-12-31"), Tenths::units(100), Tenths::units(100 + 1461 * 10))
    }

    #[test]
    fn equal_times_are_equal_distances() {
        let at = |text| axis().at(date(text));
        assert_eq!(at("2001-01-01"), Tenths::units(105), "the first day begins where the axis does");
        assert_eq!(at("2002-03-15").minus(at("2002-03-05")), Tenths::units(100));
        assert_eq!(at("2004-03-05").minus(at("2004-02-24")), Tenths::units(100), "over the end of a leap February");
        assert_eq!(at("2004-12-31"), Tenths::units(100 + 14610 - 5), "the last day ends where the axis does");
    }

    #[test]
    fn a_month_stands_in_its_middle_with_a_span() {
        assert_eq!(axis().at(date("2002-06")), axis().at(date("2002-06-15")).plus(Tenths::units(5)));
        let span = axis().span(date("2002-06")).unwrap();
        assert_eq!(span.width, Tenths::units(300), "thirty days");
        assert_eq!(span.x, axis().at(date("2002-06-01")).minus(Tenths::units(5)));
    }

    #[test]
    fn a_year_spans_itself_and_a_day_nothing() {
        let first = DateSpan { x: Tenths::units(100), width: Tenths::units(3650) };
        assert_eq!(axis().span(date("2001")), Some(first));
        assert_eq!(axis().span(date("2001-05-06")), None);
    }

    #[test]
    fn years_are_named_as_often_as_there_is_room() {
        let years = |right: i64| -> Vec<i16> {
            let (first, last) = (date("2009-12-02"), date("2022-07-22"));
            let axis = Axis::new(first, last, Tenths::units(0), Tenths::units(right));
            axis.ticks(first, last).iter().map(|t| t.year).collect()
        };
        assert_eq!(years(680).len(), 14, "every year");
        assert_eq!(years(150), [2009, 2014, 2019], "every fifth");
    }
}
