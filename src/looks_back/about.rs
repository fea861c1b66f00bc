//! Which earlier inspection a sentence means.

use jiff::civil;

use super::meaning::Meaning;
use super::names::{Named, Names};
use super::tables::{Hit, table};
use super::verdict::text_of_tokens;
use super::words::is_helping;
use crate::phrases::{Token, is_year, tokens};
use crate::source::date::{PartialDate, month_of};

/// Which earlier inspection is meant, as far as the words say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct About {
    /// The words that name it, as printed: `the last inspection`.
    pub words: String,
    /// The ids of the frameworks that the words point to, those of one name: `focused-visit`; none for
    /// plain *inspection*.
    pub frameworks: Vec<String>,
    /// When it was, as far as that is said; several where the words name several.
    pub dates: Vec<PartialDate>,
    /// Whether several inspections are meant.
    pub several: bool,
    /// Whether the words say that it was the one before: *last*, *previous*.
    pub says_last: bool,
}

/// How far after the words that name it the date and the kind may stand.
// `Of contact, referral and assessment arrangements in September 2010` takes ten of them.
const FURTHER: usize = 14;

impl About {
    /// Whether the words say no more than that it was an inspection before: no kind and no date.
    #[must_use]
    pub fn is_plain(&self) -> bool {
        self.names_inspection() && self.frameworks.is_empty() && self.dates.is_empty() && !self.several
    }

    /// Whether the words name an inspection, and no visit.
    #[must_use]
    pub fn names_inspection(&self) -> bool {
        self.says(Meaning::NamedInspection) && !self.says(Meaning::NamedVisit)
    }

    /// Whether they name a visit, and no inspection.
    #[must_use]
    pub fn names_visit(&self) -> bool {
        self.says(Meaning::NamedVisit)
    }

    /// Whether they name several visits.
    #[must_use]
    pub fn names_visits(&self) -> bool {
        self.says(Meaning::NamedVisits)
    }

    /// Whether they say that it was a full one.
    #[must_use]
    pub fn names_full(&self) -> bool {
        self.says(Meaning::NamedFull)
    }

    fn says(&self, meaning: Meaning) -> bool {
        table().has(meaning, &tokens(&self.words))
    }

    /// Reads what stands at and just behind the words that name the inspection.
    ///
    /// What stands from the next name on is said of that one.
    pub(super) fn at_hit(sentence: &str, tokens: &[Token], hit: Hit, next: Option<Hit>, names: &Names) -> Self {
        let end = next.map_or(tokens.len(), |next| start_of_name(tokens, next.start).max(hit.end));
        let tokens = tokens.get(..end).unwrap_or_default();
        let rest = tokens.get(hit.end..).unwrap_or_default();
        // A comma may part the kind from the date; any other mark ends what is said of the inspection.
        let further = rest.iter().take(FURTHER).take_while(|t| !t.is_mark || t.word == ",").count();
        let dated = tokens.get(start_of_dates(tokens, hit.start)..hit.end + further).unwrap_or_default();
        let start = start_of_name(tokens, hit.start);
        let named = tokens.get(start..hit.end).unwrap_or_default();
        Self {
            words: text_of_tokens(sentence, tokens, &(start..hit.end)).unwrap_or_default().to_owned(),
            frameworks: Self::framework(tokens, hit, names).map(|named| named.ids).unwrap_or_default(),
            dates: dates(dated),
            says_last: named.iter().any(|t| table().class_has("which", &t.word)),
            several: named.iter().any(|t| table().class_has("several", &t.word)),
        }
    }
}

impl About {
    /// The framework whose name stands at or just behind the words that name the inspection, up to
    /// the first verb: `inspection of contact, referral and assessment arrangements`.
    pub(super) fn framework(tokens: &[Token], hit: Hit, names: &Names) -> Option<Named> {
        let start = start_of_name(tokens, hit.start);
        let further = (hit.end..tokens.len().min(hit.end + FURTHER))
            .find(|at| tokens.get(*at).is_some_and(|t| is_helping(&t.word) || (t.is_mark && t.word != ",")))
            .unwrap_or_else(|| tokens.len().min(hit.end + FURTHER));
        names.named(tokens.get(..further)?, start, hit.end)
    }
}

/// The name begins at the article, and at words like *focused* before *visit*.
fn start_of_name(tokens: &[Token], found: usize) -> usize {
    let is = |at: usize, class| tokens.get(at).is_some_and(|t| table().class_has(class, &t.word));
    let mut start = found;
    while start > 0 && is(start - 1, "sort") && !is(start - 1, "and") {
        start -= 1;
    }
    if start > 0 && is(start - 1, "article") { start - 1 } else { start }
}

/// Dates right before the name belong to it: `the October 2009 and March 2010 inspections`.
fn start_of_dates(tokens: &[Token], found: usize) -> usize {
    let is_date = |t: &Token| is_year(&t.word) || month_of(&t.word).is_some() || matches!(t.word.as_str(), "and" | ",");
    let run = tokens.get(..found).unwrap_or_default().iter().rev().take_while(|t| is_date(t)).count();
    found - run
}

/// Every year with the month and the day before it.
fn dates(tokens: &[Token]) -> Vec<PartialDate> {
    let words: Vec<&str> = tokens.iter().map(|t| t.word.as_str()).collect();
    let mut found = Vec::new();
    for (i, year) in words.iter().enumerate().filter(|(_, w)| is_year(w)) {
        let before = |n: usize| i.checked_sub(n).and_then(|at| words.get(at)).copied().unwrap_or_default();
        // `February and September 2011` are two.
        let other = Some(before(3)).filter(|m| before(2) == "and" && month_of(m).is_some());
        let dates = [other.and_then(|month| date(year, month, "")), date(year, before(1), before(2))];
        for date in dates.into_iter().flatten() {
            if !found.contains(&date) {
                found.push(date);
            }
        }
    }
    found
}

fn date(year: &str, month: &str, day: &str) -> Option<PartialDate> {
    let year: i16 = year.parse().ok()?;
    let Some(month) = month_of(month) else {
        return Some(PartialDate::Year(year));
    };
    let number: &str = day.trim_end_matches(char::is_alphabetic);
    let whole = number.parse().ok().and_then(|day: i8| civil::Date::new(year, month, day).ok());
    Some(whole.map_or(PartialDate::Month(year, month), PartialDate::Day))
}
