//! Title, dates, legal basis and scope.

use jiff::civil;

use super::dates::{self, Day, Found};
use super::opening::{Opening, folded};
use super::{Unsure, Visit};
use crate::import::extract::{BlockKind, Why};
use crate::source::Framework;

/// The title: the first heading that is or holds one of the framework's names or cues.
pub(super) fn title(opening: &Opening<'_>, framework: Option<&Framework>) -> Option<String> {
    let framework = framework?;
    let marks: Vec<String> = framework
        .cues
        .iter()
        .chain(std::iter::once(&framework.name))
        .chain(&framework.names)
        .map(|m| folded(m))
        .collect();
    let is_heading = |kind: &BlockKind| matches!(kind, BlockKind::Heading { .. });
    let fits = |text: &str| {
        let text = folded(text);
        text.len() > 12 && marks.iter().any(|m| text.contains(m.as_str()) || m.contains(&text))
    };
    let headings = opening.blocks.iter().filter(|b| is_heading(&b.kind));
    let short = |text: &str| text.split_whitespace().count() <= 25;
    let lines = opening.blocks.iter().take(8).filter(|b| b.kind == BlockKind::Paragraph && short(&b.text));
    let best = headings.clone().chain(lines).find(|b| fits(&b.text));
    let general = headings.clone().find(|b| {
        let text = folded(&b.text);
        text.contains("inspection") || text.contains("focused visit") || text.contains("progress")
    });
    best.or(general).map(|b| b.text.trim_end_matches(|c: char| c.is_ascii_digit()).trim().to_owned())
}

/// The date of the report, where the text states one: labelled, or on a line of its own above a
/// letter's salutation.
pub(super) fn published(opening: &Opening<'_>, framework: Option<&Framework>) -> Option<civil::Date> {
    const LABELS: &[&str] =
        &["report published", "published:", "published on", "date of publication", "date published"];
    let labelled = opening.all.iter().find_map(|b| {
        let text = folded(&b.text);
        let at = LABELS.iter().filter_map(|l| text.find(l)).min()?;
        dates::find(&text[at..]).first().and_then(|f| f.to.date())
    });
    if labelled.is_some() {
        return labelled;
    }
    if framework.is_some_and(|f| f.nature() == crate::source::Nature::Update) {
        // A council's paper is dated by the meeting that its heading names.
        let headings = opening.blocks.iter().filter(|b| matches!(b.kind, BlockKind::Heading { .. }));
        return headings.flat_map(|b| dates::find(&b.text)).find_map(|f| f.to.date());
    }
    let salutation = opening.all.iter().position(|b| folded(&b.text).contains("dear "))?;
    let is_running =
        |kind: &BlockKind| matches!(kind, BlockKind::Furniture { why: Why::RunningHeader | Why::RunningFooter });
    opening
        .all
        .iter()
        .take(salutation + 1)
        .filter(|b| !is_running(&b.kind))
        .find_map(|b| dates::find(&b.text).into_iter().find(|f| stands_alone(&b.text, f)).and_then(|f| f.to.date()))
}

/// Whether a date is a whole line, or most of it: an address block may run into the date's line.
fn stands_alone(text: &str, found: &Found) -> bool {
    let before = text[..found.range.start].trim_end();
    let rest = text[found.range.end..].trim_start();
    let line_begins = before.is_empty() || text[..found.range.start].ends_with('\n') || before.ends_with(':');
    let line_ends = rest.is_empty() || text[found.range.end..].starts_with('\n');
    found.from == found.to
        && ((before.is_empty() && rest.is_empty()) || (line_begins && line_ends) || text.len() < found.range.len() + 24)
}

/// Phrases of the sentence that dates a visit.
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
pub(super) fn visit(opening: &Opening<'_>, published: Option<civil::Date>, unsure: &mut Vec<Unsure>) -> Option<Visit> {
    let found = VISITS.iter().find_map(|phrase| {
        opening.blocks.iter().enumerate().find_map(|(n, block)| {
            let text = straightened(&block.text);
            let at = text.to_lowercase().find(phrase)?;
            // `Between` dates the visit only where it opens the letter.
            if *phrase == "between " && at > 0 {
                return None;
            }
            if folded(&text[..at]).ends_with("dates of previous") || folded(&text).starts_with("dates of previous") {
                return None;
            }
            let here = first_span(text.get(at..)?);
            here.or_else(|| opening.blocks.get(n + 1).and_then(|next| dates::find(&next.text).into_iter().next()))
        })
    })?;
    let (from, to) = with_year(found.from, found.to, published);
    let (from, to) = (from.date()?, to.date()?);
    if from > to {
        unsure
            .push(Unsure { field: "inspected".to_owned(), why: "the first day printed is after the last".to_owned() });
        return None;
    }
    if to.since(from).map_or(0, |s| s.get_days()) > 60 {
        unsure.push(Unsure {
            field: "inspected".to_owned(),
            why: "the printed days span more than two months: perhaps a misprint".to_owned(),
        });
    }
    Some(Visit { from: from.to_string(), to: to.to_string() })
}

/// The first date or range; behind `between`, two whole dates joined by `and` are one.
fn first_span(text: &str) -> Option<Found> {
    let mut found = dates::find(text).into_iter();
    let first = found.next()?;
    let second = found.next().filter(|second| {
        let joined = text.get(first.range.end..second.range.start).is_some_and(|between| between.trim() == "and");
        joined && text.to_lowercase().starts_with("between ") && first.from == first.to
    });
    Some(match second {
        Some(second) => Found { from: first.from, to: second.to, range: first.range.start..second.range.end },
        None => first,
    })
}

/// Lower-casing must not move bytes, so what changes length is replaced first.
fn straightened(text: &str) -> String {
    text.replace(['’', '‘'], "'").chars().map(|c| if c.is_uppercase() && !c.is_ascii() { ' ' } else { c }).collect()
}

fn with_year(from: Day, to: Day, published: Option<civil::Date>) -> (Day, Day) {
    let (Some(published), None) = (published, to.year) else {
        return (from, to);
    };
    let same = to.in_year(published.year());
    let year = if same.date().is_some_and(|d| d > published) { published.year() - 1 } else { published.year() };
    let wraps = from.month > to.month;
    (from.in_year(if wraps { year - 1 } else { year }), to.in_year(year))
}

/// The law: `section 136 of the Education and Inspections Act 2006`.
pub(super) fn legal_basis(opening: &Opening<'_>) -> Option<String> {
    const PHRASES: &[&str] = &[
        "carried out under the ",
        "carried out under ",
        "conducted under ",
        "in accordance with section ",
        "under section ",
    ];
    opening.all.iter().find_map(|block| {
        let text = straightened(&block.text);
        PHRASES.iter().find_map(|phrase| {
            let at = text.find(phrase)?;
            let start =
                if phrase.contains("section") { at + phrase.len() - "section ".len() } else { at + phrase.len() };
            let rest = text.get(start..)?;
            let act = rest.find(" Act ")?;
            let year = rest.get(act + 5..act + 9).filter(|y| y.bytes().all(|b| b.is_ascii_digit()))?;
            let law = &rest[..act];
            (law.len() < 120 && !law.contains(". ")).then(|| format!("{law} Act {year}"))
        })
    })
}

/// What a narrow visit looked at: behind `Inspectors looked at the local authority's arrangements
/// for`, to the end of the sentence.
pub(super) fn scope(opening: &Opening<'_>) -> Option<String> {
    const PHRASES: &[&str] = &[
        "Inspectors looked at the local authority's arrangements for ",
        "Inspectors looked at the local authority's arrangements ",
        "Inspectors considered the local authority's arrangements for ",
        "Inspectors considered the local authority's arrangements ",
        "Inspectors evaluated the local authority's arrangements for ",
        "Inspectors looked at the arrangements for ",
        "of the multi-agency response to ",
    ];
    opening.blocks.iter().find_map(|block| {
        let text = straightened(&block.text);
        PHRASES.iter().find_map(|phrase| {
            let at = text.find(phrase)? + phrase.len();
            let rest = &text[at..];
            let end = rest.find(". ").unwrap_or(rest.len());
            Some(rest[..end].trim_end_matches(['.', ':']).trim().to_owned())
        })
    })
}
