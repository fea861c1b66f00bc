//! When a report was written, and the days of its visit.
//!
//! Start at [`dating`]. A date that cannot be, by the calendar or beside the other one, is kept out
//! of the draft and said: in the content it would stop every later build of the site.

use jiff::civil;

use super::dates::{PrintedDay, PrintedDays, printed_days};
use super::opening::{Opening, folded, straightened};
use super::{Field, Unsure, Visit};
use crate::import::extract::{Block, BlockKind, FurnitureKind};
use crate::source::date::PartialDate;
use crate::source::{Framework, Nature};

/// A date or the days of a visit, as the text has them.
#[derive(Debug)]
enum Dated<T> {
    Stated(T),
    NotStated,
    /// Stated, but it cannot be so: why.
    Impossible(String),
}

impl<T> Dated<T> {
    /// The value where there is one; otherwise says why there is none.
    fn or_say(self, field: Field, unsure: &mut Vec<Unsure>) -> Option<T> {
        match self {
            Self::Stated(value) => return Some(value),
            Self::NotStated => unsure.push(Unsure::NotStated(field)),
            Self::Impossible(why) => unsure.push(Unsure::KeptOut { field, why }),
        }
        None
    }
}

/// The days of the visit and the date of publication, as far as the text states them and both can be.
pub(super) fn dating(
    opening: &Opening<'_>,
    framework: &Framework,
    unsure: &mut Vec<Unsure>,
) -> (Option<Visit>, Option<civil::Date>) {
    let printed = published(opening, framework.nature());
    // A council's paper speaks of the inspectors' visit, which is none of its own.
    if framework.nature() == Nature::Update {
        return (None, printed.or_say(Field::Published, unsure));
    }
    let year_of = if let Dated::Stated(date) = &printed { Some(*date) } else { None };
    let visit = visit(opening, year_of).or_say(Field::Inspected, unsure);
    if let Some(visit) = visit {
        let doubts = [too_long(visit), out_of_use(visit, framework)];
        let doubtful = |why| Unsure::Doubtful { field: Field::Inspected, why };
        unsure.extend(doubts.into_iter().flatten().map(doubtful));
    }
    let published = not_before(visit, printed).or_say(Field::Published, unsure);
    (visit, published)
}

/// The date of publication, unless the visit ended only later.
fn not_before(visit: Option<Visit>, published: Dated<civil::Date>) -> Dated<civil::Date> {
    match (visit, published) {
        (Some(visit), Dated::Stated(date)) if date < visit.to => Dated::Impossible(format!(
            "the report is dated {}, before the visit's last day, {}: one of the two is a misprint",
            in_words(date),
            in_words(visit.to)
        )),
        (_, published) => published,
    }
}

fn in_words(date: civil::Date) -> String {
    PartialDate::Day(date).in_words()
}

/// The longest visits of real reports lasted five weeks, or were two visits a month apart.
const LONGEST_VISIT: i32 = 60;

fn too_long(visit: Visit) -> Option<String> {
    let days = visit.to.since(visit.from).map_or(0, |span| span.get_days());
    (days > LONGEST_VISIT).then(|| "the printed days span more than two months: perhaps a misprint".to_owned())
}

fn out_of_use(visit: Visit, framework: &Framework) -> Option<String> {
    let (first, last) = framework.years?;
    let year = visit.to.year();
    (year < first || last.is_some_and(|last| year > last)).then(|| {
        format!("nobody inspected under {} in {year}: perhaps a misprint, or another framework", framework.short_name)
    })
}

/// The date of the report: labelled, or on a line of its own above a letter's salutation.
fn published(opening: &Opening<'_>, nature: Nature) -> Dated<civil::Date> {
    const LABELS: &[&str] =
        &["report published", "published:", "published on", "date of publication", "date published"];
    let labelled = opening.all.iter().find_map(|b| {
        let text = folded(&b.text);
        let behind = text.get(LABELS.iter().filter_map(|label| text.find(label)).min()?..)?;
        dated(behind, printed_days(behind).first()?)
    });
    let date = labelled.or_else(|| match nature {
        // A council's paper is dated by the meeting that its heading names.
        Nature::Update => {
            let headings = opening.blocks.iter().filter(|b| matches!(b.kind, BlockKind::Heading { .. }));
            headings.filter_map(|b| printed_days(&b.text).iter().find_map(|days| dated(&b.text, days))).next()
        }
        Nature::Inspection => above_salutation(opening),
    });
    date.unwrap_or(Dated::NotStated)
}

fn above_salutation(opening: &Opening<'_>) -> Option<Dated<civil::Date>> {
    // Running headers print the dates of other things, such as the form's version.
    let is_running = |kind: &BlockKind| {
        matches!(kind, BlockKind::Furniture { why: FurnitureKind::RunningHeader | FurnitureKind::RunningFooter })
    };
    let salutation = opening.all.iter().position(|b| folded(&b.text).contains("dear "))?;
    let above = opening.all.iter().take(salutation + 1).filter(|b| !is_running(&b.kind));
    let alone = |b: &Block| printed_days(&b.text).into_iter().find(|days| stands_alone(&b.text, days));
    above.filter_map(|b| dated(&b.text, &alone(b)?)).next()
}

/// The last of some printed days, where it has a year; it may be no day of the calendar.
fn dated(text: &str, days: &PrintedDays) -> Option<Dated<civil::Date>> {
    let printed = || text.get(days.range.clone()).unwrap_or(text);
    let no_such_day = || Dated::Impossible(format!("`{}` is no day of the calendar", printed()));
    days.last().year.map(|_| days.last().date().map_or_else(no_such_day, Dated::Stated))
}

/// Whether a date is a whole line, or most of it: an address block may run into the date's line.
fn stands_alone(text: &str, days: &PrintedDays) -> bool {
    /// What beside a date still lets it be most of a line: a weekday, a label, a town.
    const BESIDE: usize = 24;
    let (Some(before), Some(behind)) = (text.get(..days.range.start), text.get(days.range.end..)) else {
        return false;
    };
    let line_begins = before.trim_end().is_empty() || before.ends_with('\n') || before.trim_end().ends_with(':');
    let line_ends = behind.trim_start().is_empty() || behind.starts_with('\n');
    days.is_one_day() && ((line_begins && line_ends) || text.len() < days.range.len() + BESIDE)
}

/// Phrases of the sentence that dates a visit, the surest first.
const VISITS: &[&str] = &[
    "inspection date",
    "dates of inspection",
    "visit date",
    "this letter summarises the findings",
    "inspection took place",
    "visit took place",
    "was conducted on",
    "was carried out on",
    "was carried out from",
    "inspection was undertaken",
    "between ",
];

/// The days of the visit. A missing year is taken from the report's date, where it has one.
fn visit(opening: &Opening<'_>, published: Option<civil::Date>) -> Dated<Visit> {
    let Some((text, days)) = VISITS.iter().find_map(|phrase| days_behind(opening, phrase)) else {
        return Dated::NotStated;
    };
    let printed = text.get(days.range.clone()).unwrap_or(&text).to_owned();
    let days = with_year(days, published);
    if days.last().year.is_none() {
        return Dated::Impossible(format!("`{printed}` has no year, and the report has no date to take it from"));
    }
    let Some(dates) = days.days().map(PrintedDay::date).collect::<Option<Vec<_>>>() else {
        return Dated::Impossible(format!("`{printed}` names a day that the calendar does not have"));
    };
    match (dates.is_sorted(), dates.first(), dates.last()) {
        (true, Some(from), Some(to)) => Dated::Stated(Visit { from: *from, to: *to }),
        _ => Dated::Impossible(format!("the days of `{printed}` stand in no order: a later one comes first")),
    }
}

/// The days behind a phrase, with the text that they stand in.
fn days_behind(opening: &Opening<'_>, phrase: &str) -> Option<(String, PrintedDays)> {
    opening.blocks.iter().enumerate().find_map(|(n, block)| {
        let text = straightened(&block.text);
        let at = text.to_lowercase().find(phrase)?;
        // `Between` dates the visit only where it opens the letter.
        if phrase == "between " && at > 0 {
            return None;
        }
        if folded(text.get(..at)?).ends_with("dates of previous") || folded(&text).starts_with("dates of previous") {
            return None;
        }
        let mut behind = text.get(at..)?.to_owned();
        let next = opening.blocks.get(n + 1).map(|block| block.text.as_str());
        // A long list on a cover runs over lines that are headings of their own.
        if let Some(next) = next.filter(|_| is_unfinished(&behind)) {
            behind = format!("{behind} {next}");
        }
        let here = list_of_days(&behind).map(|days| (behind, days));
        // In a table, the label is a cell and the days are the next one.
        here.or_else(|| next.and_then(|next| list_of_days(next).map(|days| (next.to_owned(), days))))
    })
}

/// Whether a line breaks off in a list: behind `to`, `and`, a comma or a dash.
fn is_unfinished(line: &str) -> bool {
    let line = line.trim_end();
    let last = line.rsplit(char::is_whitespace).next().unwrap_or(line);
    line.ends_with([',', '&', '-', '–', '—']) || matches!(last, "and" | "between" | "from" | "on" | "to" | "until")
}

/// The first days of a text, with those that only `and` or a comma parts from them: two periods, or
/// whole dates in a row.
fn list_of_days(text: &str) -> Option<PrintedDays> {
    let mut found = printed_days(text).into_iter();
    let mut days = found.next()?;
    for later in found {
        if !text.get(days.range.end..later.range.start).is_some_and(goes_on) {
            break;
        }
        days = days.joined(later);
    }
    Some(days)
}

/// Whether the words between two dates make them one list: `, and on`.
fn goes_on(between: &str) -> bool {
    const PASSED: &[&str] = &["again", "also", "between", "from", "on", "the", "then"];
    let mut joined = between.contains(',');
    let words = between.split(|c: char| c.is_whitespace() || c == ',').filter(|word| !word.is_empty());
    for word in words {
        let joins = matches!(word, "and" | "&");
        joined |= joins;
        if !joins && !PASSED.contains(&word) {
            return false;
        }
    }
    joined
}

/// The days in the year that a day before the last one has, or the report's date: the visit was
/// before the report.
fn with_year(days: PrintedDays, published: Option<civil::Date>) -> PrintedDays {
    let last = days.last();
    if last.year.is_some() {
        return days;
    }
    let earlier = days.days().filter(|day| day.year.is_some()).last();
    let year = match (earlier, published) {
        (Some(day), _) => day.year.map(|year| if last.month < day.month { year + 1 } else { year }),
        (None, Some(published)) => {
            let same_year = PrintedDay { year: Some(published.year()), ..last }.date();
            Some(if same_year.is_some_and(|day| day > published) { published.year() - 1 } else { published.year() })
        }
        (None, None) => None,
    };
    year.map_or(days.clone(), |year| days.ending_in(year))
}
