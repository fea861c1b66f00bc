//! When a report was written, and the days of its visit.
//!
//! Start at [`dating`]. A date that cannot be, by the calendar or beside the other one, is kept out
//! of the draft and said: in the content it would stop every later build of the site.

use jiff::civil;

use super::dates::{PrintedDay, PrintedDays, printed_days, printed_month};
use super::fact_words::{FactWord, Found, class_has, find};
use super::opening::{Opening, says_dear};
use super::plan::words::{PaperWord, behind};
use super::{Field, Unsure, Visit, Why};
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
    why: &mut Vec<Why>,
) -> (Option<Visit>, Option<civil::Date>) {
    let printed = published(opening, framework.nature(), why);
    // A council's paper speaks of the inspectors' visit, which is none of its own.
    if framework.nature() == Nature::Update {
        return (None, printed.or_say(Field::Published, unsure));
    }
    let year_of = if let Dated::Stated(date) = &printed { Some(*date) } else { None };
    let visit = visit(opening, year_of, why).or_say(Field::Inspected, unsure);
    if let Some((visit, gap)) = &visit {
        let doubts = [gap.clone(), out_of_use(*visit, framework)];
        let doubtful = |why| Unsure::Doubtful { field: Field::Inspected, why };
        unsure.extend(doubts.into_iter().flatten().map(doubtful));
    }
    let visit = visit.map(|(visit, _)| visit);
    let first = if let Dated::Stated(date) = &printed { Some(*date) } else { None };
    let printed = match issued_again(opening, visit, why).filter(|newest| first.is_none_or(|first| first < *newest)) {
        Some(newest) => {
            let first = first.map(|date| format!("; first on {}", in_words(date))).unwrap_or_default();
            let why = format!("the report says that it was issued again, on {}{first}", in_words(newest));
            unsure.push(Unsure::Doubtful { field: Field::Published, why });
            Dated::Stated(newest)
        }
        None => printed,
    };
    let published = not_before(visit, printed).or_say(Field::Published, unsure);
    (visit, published)
}

/// The date of publication, unless the visit ended only later; of a month, unless it began only later.
fn not_before(visit: Option<Visit>, published: Dated<civil::Date>) -> Dated<civil::Date> {
    let last = visit.map(|visit| if visit.is_month { visit.from } else { visit.to });
    match (last, published) {
        (Some(last), Dated::Stated(date)) if date < last => Dated::Impossible(format!(
            "the report is dated {}, before the visit's last day, {}: one of the two is a misprint",
            in_words(date),
            in_words(last)
        )),
        (_, published) => published,
    }
}

fn in_words(date: civil::Date) -> String {
    PartialDate::Day(date).in_words()
}

/// The longest visits of real reports lasted five weeks without a break.
const LONGEST_PERIOD: i32 = 60;

/// Between the two periods of a visit lay up to ten weeks in real reports.
const LONGEST_BREAK: i32 = 90;

/// What is doubtful in the days of a visit: two that follow each other lie too far apart.
fn too_far_apart(days: &PrintedDays, dates: &[civil::Date]) -> Option<String> {
    let pairs = dates.iter().zip(dates.iter().skip(1).zip(days.days().skip(1)));
    let apart = |(a, (b, printed)): (&civil::Date, (&civil::Date, PrintedDay))| {
        let most = if printed.ends_range { LONGEST_PERIOD } else { LONGEST_BREAK };
        b.since(*a).map_or(0, |span| span.get_days()) > most
    };
    pairs
        .into_iter()
        .any(apart)
        .then(|| "the printed days lie more than two months apart: perhaps a misprint".to_owned())
}

fn out_of_use(visit: Visit, framework: &Framework) -> Option<String> {
    let (first, last) = framework.years?;
    let year = visit.to.year();
    (year < first || last.is_some_and(|last| year > last)).then(|| {
        format!("nobody inspected under {} in {year}: perhaps a misprint, or another framework", framework.short_name)
    })
}

/// How far behind the label of a paper's date it stands, in letters: `: Wednesday, `.
const BEHIND_A_LABEL: usize = 24;

/// The date of the report: labelled, or on a line of its own above a letter's salutation.
fn published(opening: &Opening<'_>, nature: Nature, why: &mut Vec<Why>) -> Dated<civil::Date> {
    let labelled = opening.all.iter().find_map(|block| {
        let found = find(&[FactWord::Published], &block.text).into_iter().next()?;
        let behind = block.text.get(found.range.end..)?;
        let date = dated(behind, printed_days(behind).first()?)?;
        why.push(Why::fact(block, "published", &found));
        Some(date)
    });
    let date = labelled.or_else(|| match nature {
        // A council's paper is dated by the meeting that its heading names.
        Nature::Update => {
            let labelled = opening.all.iter().find_map(|b| {
                let text = b.text.get(behind(PaperWord::Date, &b.text)?..)?;
                let days = printed_days(text).into_iter().next().filter(|days| days.range.start <= BEHIND_A_LABEL)?;
                let date = dated(text, &days)?;
                why.push(Why::new(b, "published, by its label".to_owned()));
                Some(date)
            });
            let headings = opening.blocks.iter().filter(|b| matches!(b.kind, BlockKind::Heading { .. }));
            let named = || headings.filter_map(|b| printed_days(&b.text).iter().find_map(|d| dated(&b.text, d))).next();
            // A line that is a date and nothing else.
            let alone = || {
                opening.all.iter().find_map(|b| {
                    let days = printed_days(&b.text).into_iter().find(|days| stands_alone(&b.text, days))?;
                    dated(&b.text, &days)
                })
            };
            labelled.or_else(named).or_else(alone)
        }
        Nature::Inspection => above_salutation(opening, why),
    });
    date.unwrap_or(Dated::NotStated)
}

fn above_salutation(opening: &Opening<'_>, why: &mut Vec<Why>) -> Option<Dated<civil::Date>> {
    // Running headers print the dates of other things, such as the form's version.
    let is_running = |kind: &BlockKind| {
        matches!(kind, BlockKind::Furniture { why: FurnitureKind::RunningHeader | FurnitureKind::RunningFooter })
    };
    let salutation = opening.all.iter().position(|b| says_dear(&b.text))?;
    let above = opening.all.iter().take(salutation + 1).filter(|b| !is_running(&b.kind));
    let alone = |b: &Block| printed_days(&b.text).into_iter().find(|days| stands_alone(&b.text, days));
    let mut yearless = None;
    for block in above {
        let Some(days) = alone(block) else { continue };
        if let Some(date) = dated(&block.text, &days) {
            why.push(Why::new(block, "published, by its place above the salutation".to_owned()));
            return Some(date);
        }
        yearless.get_or_insert_with(|| format!("`{}` has no year that can be", line_of(&block.text, &days)));
    }
    yearless.map(Dated::Impossible)
}

/// The line that printed days stand on.
fn line_of<'t>(text: &'t str, days: &PrintedDays) -> &'t str {
    let from = text.get(..days.range.start).and_then(|t| t.rfind('\n')).map_or(0, |at| at + 1);
    let line = text.get(from..).unwrap_or(text);
    line.lines().next().unwrap_or(line).trim()
}

/// How much of a line may stand before a newer issue's date, in letters: a label and a bracket.
const BEFORE_A_DATE: usize = 3;

/// When the newest issue of a report came out, where it says so on a line of its own or of the report itself.
fn issued_again(opening: &Opening<'_>, visit: Option<Visit>, why: &mut Vec<Why>) -> Option<civil::Date> {
    let dates = opening.all.iter().flat_map(|block| {
        let found = find(&[FactWord::IssuedAgain, FactWord::ReportIssuedAgain], &block.text);
        found.into_iter().filter_map(|found| {
            let before = block.text.get(..found.range.start)?.trim_end_matches([' ', '*', '\t']);
            let names_it = found.meaning == FactWord::ReportIssuedAgain;
            let opens = before.is_empty() || before.ends_with(['\n', '(', '[', ':']);
            let behind = block.text.get(found.range.end..).filter(|_| opens || names_it)?;
            let days = printed_days(behind).into_iter().next()?;
            let date = Some(days.last()).filter(|_| days.range.start <= BEFORE_A_DATE)?.date()?;
            Some((date, *block, found))
        })
    });
    let dates = dates.filter(|(date, ..)| visit.is_none_or(|visit| *date >= visit.to));
    let (date, block, found) = dates.max_by_key(|(date, ..)| *date)?;
    why.push(Why::fact(block, "published again", &found));
    Some(date)
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

/// The days of the visit, and what is doubtful in them. A missing year is taken from the report's date, where it has
/// one.
fn visit(opening: &Opening<'_>, published: Option<civil::Date>, why: &mut Vec<Why>) -> Dated<(Visit, Option<String>)> {
    let labels = labels(opening);
    let Some((text, days)) = labels.iter().find_map(|label| days_behind(opening, label, why)) else {
        let month = labels.iter().find_map(|label| month_behind(opening, label, why));
        return month.map_or(Dated::NotStated, |visit| Dated::Stated((visit, None)));
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
        (true, Some(from), Some(to)) => {
            Dated::Stated((Visit { from: *from, to: *to, is_month: false }, too_far_apart(&days, &dates)))
        }
        _ => Dated::Impossible(format!("the days of `{printed}` stand in no order: a later one comes first")),
    }
}

/// A label of the days of a visit, in the block of this number.
struct Label {
    block: usize,
    found: Found,
}

/// The labels of the opening, the surest first.
fn labels(opening: &Opening<'_>) -> Vec<Label> {
    const WANTED: &[FactWord] = &[FactWord::Visit, FactWord::VisitOpening, FactWord::EarlierVisit];
    let all = opening
        .blocks
        .iter()
        .enumerate()
        .flat_map(|(block, b)| find(WANTED, &b.text).into_iter().map(move |found| Label { block, found }));
    let mut labels: Vec<Label> = all
        .filter(|label| match label.found.meaning {
            FactWord::EarlierVisit => false,
            // `Between` dates the visit only where it opens the letter.
            FactWord::VisitOpening => label.found.tokens_before == 0,
            _ => true,
        })
        .collect();
    labels.sort_by_key(|label| (label.found.rank, label.block));
    labels
}

/// The days behind a label, with the text that they stand in.
fn days_behind(opening: &Opening<'_>, label: &Label, why: &mut Vec<Why>) -> Option<(String, PrintedDays)> {
    let block = opening.blocks.get(label.block)?;
    let mut behind = block.text.get(label.found.range.start..)?.to_owned();
    let next = opening.blocks.get(label.block + 1).map(|block| block.text.as_str());
    // A long list on a cover runs over lines that are headings of their own.
    if let Some(next) = next.filter(|_| is_unfinished(&behind)) {
        behind = format!("{behind} {next}");
    }
    let here = list_of_days(&behind).map(|days| (behind, days));
    // In a table, the label is a cell and the days are the next one.
    let found = here.or_else(|| next.and_then(|next| list_of_days(next).map(|days| (next.to_owned(), days))))?;
    why.push(Why::fact(block, "inspected", &label.found));
    Some(found)
}

/// How many letters a label and its month lie apart: `: `, ` in `.
const BEFORE_A_MONTH: usize = 5;

/// The month behind a label, where no day is stated.
fn month_behind(opening: &Opening<'_>, label: &Label, why: &mut Vec<Why>) -> Option<Visit> {
    let block = opening.blocks.get(label.block)?;
    let behind = block.text.get(label.found.range.end..)?;
    let (year, month, range) = printed_month(behind)?;
    let from = civil::Date::new(year, month, 1).ok().filter(|_| range.start <= BEFORE_A_MONTH)?;
    why.push(Why::fact(block, "inspected", &label.found));
    Some(Visit { from, to: from.last_of_month(), is_month: true })
}

/// Whether a line breaks off in a list: behind `to`, `and`, a comma or a dash.
fn is_unfinished(line: &str) -> bool {
    let line = line.trim_end();
    let last = line.rsplit(char::is_whitespace).next().unwrap_or(line);
    line.ends_with([',', '&', '-', '–', '—']) || class_has("unfinished", &last.to_lowercase())
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
    let mut joined = between.contains(',');
    let words = between.split(|c: char| c.is_whitespace() || c == ',').filter(|word| !word.is_empty());
    for word in words {
        let joins = word == "&" || class_has("and", word);
        joined |= joins;
        if !joins && !class_has("between-dates", word) {
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
