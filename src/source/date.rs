//! Dates as reports state them: a day, only a month, or only a year.
//!
//! A date known only in part is printed as given and sorted as its last day.
//! Where one date contains the other, neither is later.

use std::cmp::Ordering;
use std::fmt;

use jiff::civil;

use crate::diagnostics::split_near;

/// A day, a month or a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PartialDate {
    /// A whole date.
    Day(civil::Date),
    /// A month of a year.
    Month(i16, i8),
    /// A year.
    Year(i16),
}

impl PartialDate {
    /// Reads `2011-08-17`, `2011-08` or `2011`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        // Reading a number takes a sign as well, and any number of digits.
        let digits = |s: &str, n: usize| s.len() == n && s.bytes().all(|b| b.is_ascii_digit());
        let parts: Vec<&str> = text.split('-').collect();
        let (year, rest) = parts.split_first()?;
        let year: i16 = Some(year).filter(|y| digits(y, 4))?.parse().ok()?;
        let number = |s: &str| digits(s, 2).then(|| s.parse::<i8>().ok()).flatten();
        match *rest {
            [] => Some(Self::Year(year)),
            [month] => {
                let month = number(month)?;
                civil::Date::new(year, month, 1).ok()?;
                Some(Self::Month(year, month))
            }
            [month, day] => civil::Date::new(year, number(month)?, number(day)?).ok().map(Self::Day),
            _ => None,
        }
    }

    /// The day that it is sorted by: itself, or the last day of its month or year.
    #[must_use]
    pub fn last_day(self) -> civil::Date {
        match self {
            Self::Day(day) => day,
            // Nothing makes a month or a year but what has read it as one, so there is such a day.
            Self::Month(year, month) => civil::Date::constant(year, month, 1).last_of_month(),
            Self::Year(year) => civil::Date::constant(year, 12, 31),
        }
    }

    /// The first day that it can mean.
    #[must_use]
    pub fn first_day(self) -> civil::Date {
        match self {
            Self::Day(day) => day,
            Self::Month(year, month) => civil::Date::constant(year, month, 1),
            Self::Year(year) => civil::Date::constant(year, 1, 1),
        }
    }

    /// Whether every day of `other` lies in this one.
    #[must_use]
    pub fn contains(self, other: Self) -> bool {
        self.first_day() <= other.first_day() && other.last_day() <= self.last_day()
    }

    /// Whether this is later than `other`: a later last day, and neither contains the other.
    #[must_use]
    pub fn is_later_than(self, other: Self) -> bool {
        // Of March and 12 March nobody can say which was first.
        self.last_day() > other.last_day() && !self.contains(other) && !other.contains(self)
    }

    /// The order for showing lists: by last day, the more exact first.
    #[must_use]
    pub fn list_order(self, other: Self) -> Ordering {
        self.last_day().cmp(&other.last_day()).then_with(|| other.first_day().cmp(&self.first_day()))
    }

    /// The year.
    #[must_use]
    pub fn year(self) -> i16 {
        self.last_day().year()
    }

    /// For people: `17 August 2011`, `August 2011` or `2011`.
    #[must_use]
    pub fn in_words(self) -> String {
        match self {
            Self::Day(day) => format!("{} {} {}", day.day(), month_name(day.month()), day.year()),
            Self::Month(year, month) => format!("{} {year}", month_name(month)),
            Self::Year(year) => year.to_string(),
        }
    }

    /// Where there is little room: `Aug 2011` or `2011`.
    #[must_use]
    pub fn in_brief(self) -> String {
        let of = |month: i8, year: i16| format!("{} {year}", brief(month_name(month)));
        match self {
            Self::Day(day) => of(day.month(), day.year()),
            Self::Month(year, month) => of(month, year),
            Self::Year(year) => year.to_string(),
        }
    }
}

/// What to do about a date that cannot be read.
pub(super) const HINT: &str = "write 2011-08-17 without quotes, or \"2011-08\" or \"2011\" when no more is known";

/// Whether somebody who wrote this most likely meant a date, however it is written.
pub(super) fn looks_like_one(text: &str) -> bool {
    let lower = text.to_lowercase();
    let only_numbers =
        lower.chars().all(|c| c.is_ascii_digit() || matches!(c, '-' | '/' | '.' | ':' | 't' | 'z' | ' '));
    // `9 Mar 2014` and `9th of march` are dates to whoever wrote them.
    let names_month = MONTHS.iter().any(|month| lower.contains(&brief(month).to_lowercase()));
    lower.starts_with(|c: char| c.is_ascii_digit()) && (only_numbers || names_month)
}

/// For machines: `2011-08-17`, `2011-08` or `2011`.
impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Day(day) => write!(f, "{day}"),
            Self::Month(year, month) => write!(f, "{year:04}-{month:02}"),
            Self::Year(year) => write!(f, "{year:04}"),
        }
    }
}

/// English month names, written here because the system's locale must not matter.
const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

pub(crate) fn month_name(month: i8) -> &'static str {
    usize::try_from(month - 1).ok().and_then(|i| MONTHS.get(i)).copied().unwrap_or("")
}

/// The first three letters of a month's name.
fn brief(month: &str) -> &str {
    split_near(month, 3).0
}

/// The month, 1 to 12, of an English name in any case.
#[must_use]
pub(crate) fn month_of(name: &str) -> Option<i8> {
    (1..).zip(MONTHS).find(|(_, month)| month.eq_ignore_ascii_case(name)).map(|(number, _)| number)
}

/// The days of a visit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    /// The first day, where it is known apart from the last.
    pub from: Option<PartialDate>,
    /// The last day.
    pub to: PartialDate,
}

impl Period {
    /// As the review desk takes it: `2011-08-16 to 2011-08-17`, `2014-03`.
    pub(crate) fn written(self) -> String {
        match self.from.filter(|from| *from != self.to) {
            Some(from) => format!("{from} to {}", self.to),
            None => self.to.to_string(),
        }
    }

    /// For people: `16 to 17 August 2011`, `29 November to 10 December 2010`, `March 2014`.
    #[must_use]
    pub fn in_words(self) -> String {
        let Some(from) = self.from.filter(|f| *f != self.to) else {
            return self.to.in_words();
        };
        let (PartialDate::Day(a), PartialDate::Day(b)) = (from, self.to) else {
            return format!("{} to {}", from.in_words(), self.to.in_words());
        };
        let start = match (a.year() == b.year(), a.month() == b.month()) {
            (true, true) => a.day().to_string(),
            (true, false) => format!("{} {}", a.day(), month_name(a.month())),
            _ => from.in_words(),
        };
        format!("{start} to {}", self.to.in_words())
    }
}

/// Those that no other one of the list is later than, in its order: of dates of which nobody can say
/// which came first, all.
pub fn newest_by<T: Copy>(list: &[T], date: impl Fn(T) -> PartialDate) -> Vec<T> {
    list.iter().copied().filter(|one| !list.iter().any(|other| date(*other).is_later_than(date(*one)))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> PartialDate {
        PartialDate::parse(text).unwrap()
    }

    #[test]
    fn later_needs_more_than_a_later_last_day() {
        assert!(date("2014-03-12").is_later_than(date("2014-03-11")));
        assert!(!date("2014-03").is_later_than(date("2014-03-11")));
        assert!(!date("2014-03-11").is_later_than(date("2014-03")));
        assert!(date("2014-04").is_later_than(date("2014-03-11")));
        assert!(!date("2014").is_later_than(date("2014-03")));
        assert!(date("2015").is_later_than(date("2014")));
        assert!(!date("2014-03-11").is_later_than(date("2014-03-11")));
    }

    #[test]
    fn newest_are_all_that_nothing_is_later_than() {
        let newest = |dates: &[&'static str]| newest_by(dates, date);
        assert_eq!(newest(&["2014-03-12", "2013", "2014-03"]), ["2014-03-12", "2014-03"]);
        assert_eq!(newest(&["2015", "2014-03-12", "2014-03"]), ["2015"]);
        assert_eq!(newest(&[]), [""; 0]);
    }

    #[test]
    fn what_is_no_date_is_refused() {
        for text in ["", "2014-3", "2014-13", "2014-02-30", "14-02-03", "2014-02-03-04", "+014"] {
            assert_eq!(PartialDate::parse(text), None, "{text}");
        }
    }

    #[test]
    fn periods_say_no_word_twice() {
        let period = |a, b| Period { from: Some(date(a)), to: date(b) }.in_words();
        assert_eq!(period("2011-08-16", "2011-08-17"), "16 to 17 August 2011");
        assert_eq!(period("2010-11-29", "2010-12-10"), "29 November to 10 December 2010");
        assert_eq!(period("2010-12-29", "2011-01-10"), "29 December 2010 to 10 January 2011");
        assert_eq!(period("2011-08-16", "2011-08-16"), "16 August 2011");
        assert_eq!(period("2014-03", "2014-04"), "March 2014 to April 2014");
    }
}
