//! Dates in running text: `4 February 2020`, `16 and 17 August 2011`,
//! `29 November to 10 December 2010`, `15, 16 and 21 July 2020`, also without a year.
//!
//! Start at [`printed_days`]. Nothing here decides what a date is the date of, nor whether it
//! can be: a list is handed on as printed, also where its days are none or stand in no order.

use std::ops::{Range, RangeInclusive};

use jiff::civil;

use super::date_tokens::{PlacedToken, Token, tokens};
use super::fact_words::class_has;

/// A number outside these years is a page, a house or a count. The oldest of the reports is of 2007.
const YEARS: RangeInclusive<i32> = 1990..=2099;

/// A day and a month, with a year where the text gives one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct PrintedDay {
    pub(crate) day: i8,
    pub(crate) month: i8,
    pub(crate) year: Option<i16>,
    /// Whether it ends a range, which the day before it begins.
    pub(crate) ends_range: bool,
}

impl PrintedDay {
    /// The date, when the year is known and the day exists.
    pub(crate) fn date(self) -> Option<civil::Date> {
        civil::Date::new(self.year?, self.month, self.day).ok()
    }
}

/// The days that one stretch of text prints: one, the two ends of a range, or a list of either
/// over any months. There is always at least one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct PrintedDays {
    first: PrintedDay,
    others: Vec<PrintedDay>,
    /// The bytes that they take in the text.
    pub(crate) range: Range<usize>,
}

impl PrintedDays {
    /// The days in the order in which they are printed.
    pub(crate) fn days(&self) -> impl Iterator<Item = PrintedDay> {
        std::iter::once(self.first).chain(self.others.iter().copied())
    }

    /// The day that is printed last.
    pub(crate) fn last(&self) -> PrintedDay {
        self.others.last().copied().unwrap_or(self.first)
    }

    /// Whether only one day is printed.
    pub(crate) fn is_one_day(&self) -> bool {
        self.others.is_empty()
    }

    /// These days and those printed behind them, as one list.
    pub(crate) fn joined(mut self, later: Self) -> Self {
        self.range.end = later.range.end;
        self.others.push(later.first);
        self.others.extend(later.others);
        self.with_years_from_behind()
    }

    /// The same days, the last of them in that year where it has none.
    pub(crate) fn ending_in(mut self, year: i16) -> Self {
        let last = self.others.last_mut().unwrap_or(&mut self.first);
        last.year = last.year.or(Some(year));
        self.with_years_from_behind()
    }

    /// A list gives a year once, at its end: a day without one has that of the day behind it.
    fn with_years_from_behind(mut self) -> Self {
        let mut behind = None;
        for day in self.others.iter_mut().rev().chain(std::iter::once(&mut self.first)) {
            day.year = day.year.or_else(|| behind.and_then(|later| year_before(*day, later)));
            behind = Some(*day);
        }
        self
    }
}

/// A first month so much later in the calendar than the second lies in the year before. Real visits over new year
/// begin in November or December and end in January or February.
const MONTHS_OF_A_MISPRINT: i8 = 6;

/// The year of a day that is printed without one before another day.
fn year_before(day: PrintedDay, later: PrintedDay) -> Option<i16> {
    // `12 December to 6 January 2012` runs over new year. A month or two out of order is a misprint,
    // and a visit does not last from spring to the winter after the next.
    let over_new_year = day.month - later.month > MONTHS_OF_A_MISPRINT;
    later.year.map(|year| if over_new_year { year - 1 } else { year })
}

/// The first month of a text that has a year and no day, with the bytes that both take.
pub(crate) fn printed_month(text: &str) -> Option<(i16, i8, Range<usize>)> {
    let tokens = tokens(text);
    let found =
        tokens.windows(2).find_map(|pair| {
            let [
                PlacedToken { token: Token::Month(month), range },
                PlacedToken { token: Token::Number(year), range: end },
            ] = pair
            else {
                return None;
            };
            let year = i16::try_from(*year).ok().filter(|year| YEARS.contains(&i32::from(*year)))?;
            Some((year, *month, range.start..end.end))
        })?;
    // A month with a day is a day.
    printed_days(text)
        .iter()
        .all(|days| days.range.end <= found.2.start || days.range.start >= found.2.end)
        .then_some(found)
}

/// All dates of a text, in order.
pub(crate) fn printed_days(text: &str) -> Vec<PrintedDays> {
    let tokens = tokens(text);
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let here = in_digits(&tokens, at).or_else(|| in_words(text, &tokens, at));
        // Whatever was found, the search goes on by one token at least.
        at = here.as_ref().map_or(at + 1, |(_, next)| (*next).max(at + 1));
        found.extend(here.map(|(days, _)| days));
    }
    found
}

/// `1/06/2015`, or two of them.
fn in_digits(tokens: &[PlacedToken], at: usize) -> Option<(PrintedDays, usize)> {
    let first = day_in_digits(tokens, at)?;
    let joined = tokens.get(at + 5).is_some_and(|t| t.token == Token::To);
    let second = joined.then(|| day_in_digits(tokens, at + 6)).flatten();
    let next = if second.is_some() { at + 11 } else { at + 5 };
    let second = second.map(|day| PrintedDay { ends_range: true, ..day });
    Some((PrintedDays { first, others: second.into_iter().collect(), range: bytes(tokens, at, next) }, next))
}

fn day_in_digits(tokens: &[PlacedToken], at: usize) -> Option<PrintedDay> {
    let parts: Vec<Token> = tokens.get(at..at + 5)?.iter().map(|t| t.token).collect();
    let [Token::Number(day @ 1..=31), Token::Slash, Token::Number(month @ 1..=12), Token::Slash, Token::Number(year)] =
        parts[..]
    else {
        return None;
    };
    if !YEARS.contains(&year) {
        return None;
    }
    let (day, month) = (i8::try_from(day).ok()?, i8::try_from(month).ok()?);
    Some(PrintedDay { day, month, year: i16::try_from(year).ok(), ends_range: false })
}

/// One number of a list of days, with its month and year where they stand behind it.
#[derive(Clone, Copy)]
struct ListedDay {
    day: i8,
    month: Option<i8>,
    year: Option<i16>,
    /// What joins it to the day before it.
    joint: Option<Joint>,
    /// The token behind it.
    next: usize,
}

/// What stands between two days of a list.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Joint {
    To,
    And,
    Comma,
}

/// A list of days from a token on, and the token behind it.
fn in_words(text: &str, tokens: &[PlacedToken], at: usize) -> Option<(PrintedDays, usize)> {
    let mut listed = listed_days(tokens, at)?;
    // Numbers behind the last month are no days: `on 3 May and 12 children`.
    let dated = listed.iter().rposition(|p| p.month.is_some())?;
    listed.truncate(dated + 1);
    let next = listed.last()?.next;
    if !is_list(&listed, tokens.get(..at)?.last().and_then(|t| text.get(t.range.clone()))) {
        return None;
    }
    let mut days = with_months_from_behind(&listed)?.into_iter();
    let found = PrintedDays { first: days.next()?, others: days.collect(), range: bytes(tokens, at, next) };
    Some((found.with_years_from_behind(), next))
}

/// The days that follow each other from a token on.
fn listed_days(tokens: &[PlacedToken], at: usize) -> Option<Vec<ListedDay>> {
    let mut last = listed_day(tokens, at, None)?;
    let mut listed = vec![last];
    while let Some((joined, after)) = joint(tokens, last.next) {
        // Behind a whole date, `and` or a comma begins another one, perhaps of something else: only who
        // knows what they are dates of may join them.
        if last.year.is_some() && joined != Joint::To {
            break;
        }
        let Some(next) = listed_day(tokens, after, Some(joined)) else { break };
        listed.push(next);
        last = next;
    }
    Some(listed)
}

fn listed_day(tokens: &[PlacedToken], at: usize, joint: Option<Joint>) -> Option<ListedDay> {
    let token = |at: usize| tokens.get(at).map(|t| t.token);
    let Token::Number(day @ 1..=31) = token(at)? else { return None };
    let day = i8::try_from(day).ok()?;
    let month_at = behind_fillers(tokens, at + 1);
    let Some(Token::Month(month)) = token(month_at) else {
        return Some(ListedDay { day, month: None, year: None, joint, next: at + 1 });
    };
    let year_at = if token(month_at + 1) == Some(Token::Comma) { month_at + 2 } else { month_at + 1 };
    let year = match token(year_at) {
        Some(Token::Number(year)) if YEARS.contains(&year) => i16::try_from(year).ok(),
        _ => None,
    };
    let next = if year.is_some() { year_at + 1 } else { month_at + 1 };
    Some(ListedDay { day, month: Some(month), year, joint, next })
}

/// What joins the day before a token to the one behind it, and where that begins.
fn joint(tokens: &[PlacedToken], at: usize) -> Option<(Joint, usize)> {
    let token = |at: usize| tokens.get(at).map(|t| t.token);
    let (joint, next) = match (token(at)?, token(at + 1)) {
        (Token::Comma, Some(Token::And)) => (Joint::And, at + 2),
        (Token::Comma, _) => (Joint::Comma, at + 1),
        (Token::And | Token::Slash, _) => (Joint::And, at + 1),
        (Token::To, _) => (Joint::To, at + 1),
        _ => return None,
    };
    Some((joint, behind_fillers(tokens, next)))
}

fn behind_fillers(tokens: &[PlacedToken], mut at: usize) -> usize {
    while tokens.get(at).is_some_and(|t| t.token == Token::Filler) {
        at += 1;
    }
    at
}

/// Whether they are one list of days, by the word before them. A bare number before a comma may be
/// something else: `Room 4, 12 May 2020`, `paragraphs 12, 13 and 14 March`.
fn is_list(listed: &[ListedDay], before: Option<&str>) -> bool {
    let bare_before_comma =
        listed.iter().zip(listed.iter().skip(1)).any(|(a, b)| a.month.is_none() && b.joint == Some(Joint::Comma));
    if !bare_before_comma {
        return true;
    }
    let Some(before) = before.map(str::to_lowercase) else { return true };
    let joined = listed.iter().any(|p| matches!(p.joint, Some(Joint::And | Joint::To)));
    if joined { !class_has("counted", &before) } else { class_has("dating", &before) }
}

/// The days of a list of which the last has a month: one without it has that of the day behind it.
fn with_months_from_behind(listed: &[ListedDay]) -> Option<Vec<PrintedDay>> {
    let mut month = None;
    let mut days = Vec::new();
    for day in listed.iter().rev() {
        month = day.month.or(month);
        let ends_range = day.joint == Some(Joint::To);
        days.push(PrintedDay { day: day.day, month: month?, year: day.year, ends_range });
    }
    days.reverse();
    Some(days)
}

/// The bytes of the tokens `at..next`.
fn bytes(tokens: &[PlacedToken], at: usize, next: usize) -> Range<usize> {
    let tokens = tokens.get(at..next).unwrap_or_default();
    let ends = tokens.first().zip(tokens.last());
    ends.map_or(0..0, |(first, last)| first.range.start..last.range.end)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Vec<String> {
        let day = |d: PrintedDay| format!("{}.{}.{}", d.day, d.month, d.year.map_or("?".to_owned(), |y| y.to_string()));
        let days = |found: PrintedDays| found.days().map(day).collect::<Vec<_>>().join("-");
        printed_days(text).into_iter().map(days).collect()
    }

    #[test]
    fn ranges_in_every_writing() {
        assert_eq!(shown("on 4 February 2020."), ["4.2.2020"]);
        assert_eq!(shown("on 16 and 17 August 2011"), ["16.8.2011-17.8.2011"]);
        assert_eq!(shown("29 November to 10 December 2010"), ["29.11.2010-10.12.2010"]);
        assert_eq!(shown("11 – 22 July 2022"), ["11.7.2022-22.7.2022"]);
        assert_eq!(shown("16 January 2017–9 February 2017"), ["16.1.2017-9.2.2017"]);
        assert_eq!(shown("from Monday 3 to Friday 7 June"), ["3.6.?-7.6.?"]);
        assert_eq!(shown("12 December to 6 January 2012"), ["12.12.2011-6.1.2012"]);
        assert_eq!(shown("1/06/2015 – 25/06/2015"), ["1.6.2015-25.6.2015"]);
        assert_eq!(shown("7th January 2015"), ["7.1.2015"]);
        assert_eq!(shown("4 Mar 2024 - 15 Sept 2024"), ["4.3.2024-15.9.2024"]);
    }

    #[test]
    fn lists_of_days_over_any_months() {
        assert_eq!(shown("on 2, 3 and 9 June 2031"), ["2.6.2031-3.6.2031-9.6.2031"]);
        assert_eq!(shown("on 2, 3, 9 June 2031"), ["2.6.2031-3.6.2031-9.6.2031"]);
        assert_eq!(shown("2 & 3 June, 8 and 9 July 2031"), ["2.6.2031-3.6.2031-8.7.2031-9.7.2031"]);
        assert_eq!(shown("30 and 31 May, and 1 June 2031"), ["30.5.2031-31.5.2031-1.6.2031"]);
        assert_eq!(shown("29/30 May and 2 June 2031"), ["29.5.2031-30.5.2031-2.6.2031"]);
        assert_eq!(shown("4 to 8 March and 18 to 22 March 2031"), ["4.3.2031-8.3.2031-18.3.2031-22.3.2031"]);
        assert_eq!(shown("30 December, 2 and 3 January 2031"), ["30.12.2030-2.1.2031-3.1.2031"]);
        assert_eq!(shown("Tuesday 3rd, Wednesday 4th and Friday 6th of June, 2031"), ["3.6.2031-4.6.2031-6.6.2031"]);
    }

    #[test]
    fn what_is_no_date() {
        assert!(shown("in the 3 months to March, 17 of 40 children aged 16 and 17").is_empty());
        assert!(shown("section 47 and 12 visits").is_empty());
        assert_eq!(shown("on 3 May 2031 and 12 children"), ["3.5.2031"]);
        assert_eq!(shown("on 3 May and 12 children"), ["3.5.?"]);
    }

    #[test]
    fn a_number_before_a_comma_may_be_no_day() {
        assert_eq!(shown("Room 4, 12 May 2031"), ["12.5.2031"]);
        assert_eq!(shown("Lantern Street 4, 12 May 2031"), ["12.5.2031"]);
        assert_eq!(shown("paragraph 11, 12 and 13 May 2031"), ["12.5.2031-13.5.2031"]);
    }

    #[test]
    fn two_dates_in_one_sentence() {
        assert_eq!(shown("of 1 May 2010 and of 2 June 2011"), ["1.5.2010", "2.6.2011"]);
        assert_eq!(shown("4 and 5 May 2031 and 2 June 2031"), ["4.5.2031-5.5.2031", "2.6.2031"]);
    }
}
