//! Finds what is no part of the running text: running headers and footers,
//! page numbers, the letterhead, the page of contents, footnotes, the imprint.

use crate::source::date::month_of;
use std::collections::BTreeMap;

use super::assemble::NamedPassage;
use super::passage::{Hint, Passage};
use super::{FurnitureKind, contents, headings, imprint};

/// Names the furniture among the passages.
pub(crate) fn name_furniture(passages: Vec<Passage>, pages: u32) -> Vec<NamedPassage> {
    let repeated = repeated(&passages, pages);
    let mut named: Vec<NamedPassage> =
        passages.into_iter().map(|passage| NamedPassage { why: by_itself(&passage, &repeated), passage }).collect();
    // Each step passes over what was named before it, so the surest sign comes first.
    footnotes(&mut named);
    contents::name_contents(&mut named);
    letterhead(&mut named);
    imprint::name_imprint(&mut named);
    named
}

/// What shows on the passage alone, or from its standing on most pages.
fn by_itself(passage: &Passage, repeated: &BTreeMap<String, u32>) -> Option<FurnitureKind> {
    let text = passage.flat();
    let at_edge = is_header(passage) || is_footer(passage);
    match passage.hint {
        Hint::Note => return Some(FurnitureKind::Footnote { mark: passage.lead.clone().unwrap_or_default() }),
        Hint::Contents => return Some(FurnitureKind::Contents),
        Hint::Header | Hint::Footer if is_page_number(&text) => return Some(FurnitureKind::PageNumber),
        Hint::Header if passage.page == Some(1) && !repeated.contains_key(&masked(&text)) => {
            return Some(FurnitureKind::Letterhead);
        }
        Hint::Header => return Some(FurnitureKind::RunningHeader),
        Hint::Footer => return Some(FurnitureKind::RunningFooter),
        _ => {}
    }
    if at_edge && is_page_number(&text) {
        return Some(FurnitureKind::PageNumber);
    }
    let runs = at_edge && repeated.contains_key(&masked(&text));
    runs.then_some(if is_header(passage) { FurnitureKind::RunningHeader } else { FurnitureKind::RunningFooter })
}

fn is_header(passage: &Passage) -> bool {
    // Margins of 2.5 cm are a twelfth of an A4 page.
    passage.page.is_some() && passage.height > 0.9
}

fn is_footer(passage: &Passage) -> bool {
    passage.page.is_some() && passage.height < 0.1
}

/// `12`, `Page 12`, `Page 12 of 40`, `- 12 -`.
fn is_page_number(text: &str) -> bool {
    let lower = text.to_lowercase();
    let rest = lower.trim_matches(|c: char| !c.is_alphanumeric());
    let rest = rest.strip_prefix("page").unwrap_or(rest).trim();
    let mut words = rest.split_whitespace();
    let is_number = |word: &str| word.len() <= 4 && word.chars().all(|c| c.is_ascii_digit());
    match (words.next(), words.next(), words.next(), words.next()) {
        (Some(number), None, None, None) => is_number(number),
        (Some(number), Some("of" | "/"), Some(all), None) => is_number(number) && is_number(all),
        _ => false,
    }
}

/// Digits in running lines change from page to page.
fn masked(text: &str) -> String {
    text.chars().map(|c| if c.is_ascii_digit() { '#' } else { c }).collect()
}

/// The lines at the edges that stand on most pages.
fn repeated(passages: &[Passage], pages: u32) -> BTreeMap<String, u32> {
    let mut counts: BTreeMap<String, u32> = BTreeMap::new();
    for passage in passages.iter().filter(|p| is_header(p) || is_footer(p)) {
        *counts.entry(masked(&passage.flat())).or_default() += 1;
    }
    // First pages and pages of pictures often have no running line; in short letters every page has to have it.
    counts.retain(|_, count| *count >= 3 && *count * 10 >= pages * 6 || *count >= 2 && *count == pages);
    counts
}

/// Small passages in the lower half that begin with a mark, and what follows them on the page.
fn footnotes(named: &mut [NamedPassage]) {
    let body = headings::body_size(named);
    let mut open: Option<(Option<u32>, f32)> = None;
    for NamedPassage { passage, why } in named.iter_mut().filter(|n| n.why.is_none()) {
        if let Some(mark) = passage.lead.clone().filter(|_| passage.size < body * 0.97) {
            *why = Some(FurnitureKind::Footnote { mark });
            open = Some((passage.page, passage.height));
        } else if open.is_some_and(|(page, height)| {
            page == passage.page && passage.height < height && passage.size < body * 0.9 && passage.cells.is_empty()
        }) {
            *why = Some(FurnitureKind::Footnote { mark: String::new() });
        }
    }
}

/// In a letter, the sender's address stands before the date.
fn letterhead(named: &mut [NamedPassage]) {
    // The greeting follows the addresses; what says *Dear* further down is quoted.
    let greeting = named.iter().take(40).position(|n| n.why.is_none() && n.passage.flat().starts_with("Dear "));
    let Some(greeting) = greeting else { return };
    let greeted = named.get(greeting).map_or((None, 0.0), |n| (n.passage.page, n.passage.height));
    let Some(date) = named.iter().take(40).position(|n| n.why.is_none() && is_date(&n.passage.flat())) else { return };
    let (page, height) = named.get(date).map_or((None, 0.0), |n| (n.passage.page, n.passage.height));
    // A date below the greeting closes the letter, or is one of its lines: what stands above it is the letter.
    let opens = if page.is_some() && page == greeted.0 { height > greeted.1 } else { date < greeting };
    if !opens {
        return;
    }
    for (index, NamedPassage { why, passage }) in named.iter_mut().enumerate().filter(|(_, n)| n.why.is_none()) {
        // In a PDF the address may be drawn late, but it stands above the date.
        let is_above = page.is_some() && passage.page == page && passage.height > height + 0.01;
        if index < date.min(greeting) || is_above {
            *why = Some(FurnitureKind::Letterhead);
        }
    }
}

/// `3 May 2018` or `3rd May 2018`, and nothing else.
fn is_date(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    let day = |word: &str| {
        let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        (1..=2).contains(&digits.len()) && digits.chars().all(|c| c.is_ascii_digit())
    };
    let [.., first, month, year] = words.as_slice() else { return false };
    words.len() <= 4
        && day(first)
        && month_of(month).is_some()
        && year.len() == 4
        && year.chars().all(|c| c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::{is_date, is_page_number};

    #[test]
    fn page_numbers() {
        for text in ["3", "Page 3", "page 3 of 12", "- 3 -", "3 / 12"] {
            assert!(is_page_number(text), "{text}");
        }
        for text in ["3 May", "Section 3", "", "12345", "Page of"] {
            assert!(!is_page_number(text), "{text}");
        }
    }

    #[test]
    fn dates() {
        assert!(is_date("3 May 2018") && is_date("Monday 3rd May 2018"));
        assert!(!is_date("Inspected on 3 May 2018 by three") && !is_date("May 2018"));
    }
}
