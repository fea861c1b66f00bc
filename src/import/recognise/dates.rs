//! Dates in running text: `4 February 2020`, `16 and 17 August 2011`,
//! `29 November to 10 December 2010`, `11 – 22 July 2022`, also without a year.

use std::ops::Range;

use jiff::civil;

use crate::source::date::month_of;

/// A day and a month, with a year where the text gives one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Day {
    pub(crate) day: i8,
    pub(crate) month: i8,
    pub(crate) year: Option<i16>,
}

impl Day {
    /// The date, when the year is known and the day exists.
    pub(crate) fn date(self) -> Option<civil::Date> {
        civil::Date::new(self.year?, self.month, self.day).ok()
    }

    /// The date in that year.
    pub(crate) fn in_year(self, year: i16) -> Self {
        Self { year: self.year.or(Some(year)), ..self }
    }
}

/// One date or the two ends of a range.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Found {
    pub(crate) from: Day,
    pub(crate) to: Day,
    /// The bytes that it takes in the text.
    pub(crate) range: Range<usize>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Token {
    Number(i32),
    Month(i8),
    Joins,
    And,
    Slash,
    /// Weekdays, `the`, `of`: between the parts of a date.
    Filler,
    Other,
}

/// All dates of a text, in order.
pub(crate) fn find(text: &str) -> Vec<Found> {
    let tokens = tokens(text);
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        match read_digits(&tokens, at).or_else(|| read(&tokens, at)) {
            Some((from, to, next)) => {
                let range = tokens[at].1.start..tokens[next - 1].1.end;
                found.push(Found { from, to, range });
                at = next;
            }
            None => at += 1,
        }
    }
    found
}

/// `1/06/2015`, or two of them.
fn read_digits(tokens: &[(Token, Range<usize>)], at: usize) -> Option<(Day, Day, usize)> {
    let one = |at: usize| -> Option<Day> {
        let slashed: Vec<Token> = tokens.get(at..at + 5)?.iter().map(|(t, _)| *t).collect();
        let [
            Token::Number(day @ 1..=31),
            Token::Slash,
            Token::Number(month @ 1..=12),
            Token::Slash,
            Token::Number(year @ 1990..=2099),
        ] = slashed[..]
        else {
            return None;
        };
        Some(Day { day: i8::try_from(day).ok()?, month: i8::try_from(month).ok()?, year: i16::try_from(year).ok() })
    };
    let from = one(at)?;
    let second = (tokens.get(at + 5).map(|t| t.0) == Some(Token::Joins)).then(|| one(at + 6)).flatten();
    Some(second.map_or((from, from, at + 5), |to| (from, to, at + 11)))
}

/// One or two days from a token on, and the token after them.
fn read(tokens: &[(Token, Range<usize>)], at: usize) -> Option<(Day, Day, usize)> {
    let (first_day, first_month, first_year, mut next) = read_part(tokens, at)?;
    // Behind a whole date, `and` begins another one.
    let another = first_year.is_some() && tokens.get(next).map(|t| t.0) == Some(Token::And);
    let end = if another { None } else { read_end(tokens, next) };
    let (to_day, month, year) = match (end, first_month) {
        (Some((day, month, year, after)), _) => {
            next = after;
            (day, month, year)
        }
        (None, Some(month)) => (first_day, month, first_year),
        (None, None) => return None,
    };
    let to = Day { day: to_day, month, year };
    let from = Day { day: first_day, month: first_month.unwrap_or(month), year: first_year.or(year) };
    // A range over new year gives its year once, at the end.
    let wraps = first_year.is_none() && from.month > to.month;
    let from = Day { year: from.year.map(|y| if wraps { y - 1 } else { y }), ..from };
    Some((from, to, next))
}

/// What stands behind `to`, `and` or a dash: a day with its month.
fn read_end(tokens: &[(Token, Range<usize>)], at: usize) -> Option<(i8, i8, Option<i16>, usize)> {
    if !matches!(tokens.get(at)?.0, Token::Joins | Token::And) {
        return None;
    }
    let (day, month, year, next) = read_part(tokens, skip(tokens, at + 1))?;
    Some((day, month?, year, next))
}

type Part = (i8, Option<i8>, Option<i16>, usize);

fn read_part(tokens: &[(Token, Range<usize>)], at: usize) -> Option<Part> {
    let Token::Number(day @ 1..=31) = tokens.get(at)?.0 else { return None };
    let day = i8::try_from(day).ok()?;
    let month_at = skip(tokens, at + 1);
    let Some((Token::Month(month), _)) = tokens.get(month_at) else {
        return Some((day, None, None, at + 1));
    };
    let year_at = month_at + 1;
    match tokens.get(year_at) {
        Some((Token::Number(year @ 1990..=2099), _)) => {
            Some((day, Some(*month), i16::try_from(*year).ok(), year_at + 1))
        }
        _ => Some((day, Some(*month), None, year_at)),
    }
}

fn skip(tokens: &[(Token, Range<usize>)], mut at: usize) -> usize {
    while matches!(tokens.get(at), Some((Token::Filler, _))) {
        at += 1;
    }
    at
}

fn tokens(text: &str) -> Vec<(Token, Range<usize>)> {
    let mut tokens = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        if c.is_alphanumeric() {
            start.get_or_insert(at);
            continue;
        }
        if let Some(from) = start.take() {
            tokens.push((word(&text[from..at]), from..at));
        }
        match c {
            '-' | '–' | '—' | '−' => tokens.push((Token::Joins, at..at + c.len_utf8())),
            '&' => tokens.push((Token::And, at..at + 1)),
            '/' => tokens.push((Token::Slash, at..at + 1)),
            ',' | '.' | ':' | '(' | ')' | '\'' | '’' => {}
            c if c.is_whitespace() => {}
            _ => tokens.push((Token::Other, at..at + c.len_utf8())),
        }
    }
    tokens
}

fn word(word: &str) -> Token {
    let lower = word.to_lowercase();
    let digits = lower.trim_end_matches(|c: char| c.is_alphabetic());
    if let Ok(number) = digits.parse::<i32>() {
        let rest = &lower[digits.len()..];
        return if matches!(rest, "" | "st" | "nd" | "rd" | "th") { Token::Number(number) } else { Token::Other };
    }
    match lower.as_str() {
        "to" | "until" => Token::Joins,
        "and" => Token::And,
        "the" | "of" => Token::Filler,
        day if day.len() > 5 && day.ends_with("day") && day != "holiday" => Token::Filler,
        name => month_of(name).map_or(Token::Other, Token::Month),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Vec<String> {
        let day = |d: Day| format!("{}.{}.{}", d.day, d.month, d.year.map_or("?".to_owned(), |y| y.to_string()));
        find(text).into_iter().map(|f| format!("{}-{}", day(f.from), day(f.to))).collect()
    }

    #[test]
    fn ranges_in_every_writing() {
        assert_eq!(shown("on 4 February 2020."), ["4.2.2020-4.2.2020"]);
        assert_eq!(shown("on 16 and 17 August 2011"), ["16.8.2011-17.8.2011"]);
        assert_eq!(shown("29 November to 10 December 2010"), ["29.11.2010-10.12.2010"]);
        assert_eq!(shown("11 – 22 July 2022"), ["11.7.2022-22.7.2022"]);
        assert_eq!(shown("16 January 2017–9 February 2017"), ["16.1.2017-9.2.2017"]);
        assert_eq!(shown("from Monday 3 to Friday 7 June"), ["3.6.?-7.6.?"]);
        assert_eq!(shown("12 December to 6 January 2012"), ["12.12.2011-6.1.2012"]);
        assert_eq!(shown("1/06/2015 – 25/06/2015"), ["1.6.2015-25.6.2015"]);
        assert_eq!(shown("7th January 2015"), ["7.1.2015-7.1.2015"]);
    }

    #[test]
    fn what_is_no_date() {
        assert!(shown("in the 3 months to March, 17 of 40 children aged 16 and 17").is_empty());
        assert!(shown("section 47 and 12 visits").is_empty());
    }

    #[test]
    fn two_dates_in_one_sentence() {
        assert_eq!(shown("of 1 May 2010 and of 2 June 2011"), ["1.5.2010-1.5.2010", "2.6.2011-2.6.2011"]);
    }
}
