//! Names cut out of a list: `A B HMI, C D, Her Majesty's Inspector, and E F`.

use std::ops::Range;

use super::fact_words::{FactWord, class_has, find};
use super::opening::straight;
use super::people::is_lead;

/// Somebody who inspected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Person {
    pub(super) name: String,
    /// Called lead.
    pub(super) leads: bool,
    /// A title stands beside the name.
    pub(super) titled: bool,
}

/// A stretch of a list.
enum Piece {
    Words(Range<usize>),
    /// A title, and whether it is a lead's.
    Title {
        lead: bool,
    },
}

/// The names of a list, as far as it is one: prose behind them ends it.
pub(super) fn names(list: &str) -> Vec<Person> {
    let mut people: Vec<Person> = Vec::new();
    for line in list.lines() {
        let line = hyphens_closed(&straight(line).replace('&', " and "));
        for piece in pieces(&line) {
            match piece {
                Piece::Title { lead } => {
                    if let Some(person) = people.last_mut() {
                        person.titled = true;
                        person.leads |= lead;
                    }
                }
                Piece::Words(range) => {
                    let words = without_honorific(line.get(range).unwrap_or_default());
                    if words.is_empty() {
                        continue;
                    }
                    let found = persons(words);
                    if found.is_empty() {
                        return people;
                    }
                    people.extend(found.into_iter().map(|name| Person { name, leads: false, titled: false }));
                }
            }
        }
    }
    people
}

/// `Porter- Moore`, over two lines of print, is one word; `Moore - HMI` is none.
fn hyphens_closed(line: &str) -> String {
    let mut closed = String::with_capacity(line.len());
    for c in line.chars() {
        let hangs = closed.ends_with('-') && !closed.trim_end_matches('-').ends_with(' ');
        if !(c == ' ' && hangs) {
            closed.push(c);
        }
    }
    closed
}

/// A line cut at its titles, marks and `and`s.
fn pieces(line: &str) -> Vec<Piece> {
    let titles = find(&[FactWord::Title, FactWord::Initials], line);
    let title = |range: &Range<usize>| line.get(range.clone()).unwrap_or_default();
    // `Ai` may be a name, `AI` is none.
    let titles = titles.into_iter().filter(|f| f.meaning == FactWord::Title || !has_small_letters(title(&f.range)));
    let mut pieces = Vec::new();
    let mut from = 0;
    for found in titles {
        pieces.extend(between_marks(line, from..found.range.start));
        pieces.push(Piece::Title { lead: is_lead(title(&found.range)) });
        from = found.range.end;
    }
    pieces.extend(between_marks(line, from..line.len()));
    pieces
}

fn has_small_letters(text: &str) -> bool {
    text.chars().any(char::is_lowercase)
}

fn between_marks(line: &str, range: Range<usize>) -> Vec<Piece> {
    let Some(text) = line.get(range.clone()) else { return Vec::new() };
    let mut pieces = Vec::new();
    let mut from = 0;
    let cut = |at: Range<usize>| Piece::Words(range.start + at.start..range.start + at.end);
    for (at, mark) in marks(text) {
        pieces.push(cut(from..at));
        from = at + mark;
    }
    pieces.push(cut(from..text.len()));
    pieces
}

/// Where a list is cut: at its marks and its `and`s, with their lengths.
fn marks(text: &str) -> Vec<(usize, usize)> {
    let ands = text.match_indices(" and ").map(|(at, and)| (at, and.len()));
    let signs = text.char_indices().filter(|(at, c)| match c {
        ',' | ';' | ':' | '(' | ')' | '–' | '—' | '/' => true,
        // An initial's full stop ends nothing.
        '.' => text.get(..*at).is_some_and(|before| word_before(before).chars().count() > 2),
        _ => false,
    });
    let mut marks: Vec<(usize, usize)> = ands.chain(signs.map(|(at, c)| (at, c.len_utf8()))).collect();
    marks.sort_unstable();
    marks
}

fn word_before(text: &str) -> &str {
    text.rsplit([' ', '.']).next().unwrap_or(text)
}

fn without_honorific(words: &str) -> &str {
    let mut words = words.trim().trim_start_matches("and ").trim_end_matches(" and").trim();
    while let Some((first, rest)) = words.split_once(' ')
        && class_has("honorific", first.trim_end_matches('.').to_lowercase().as_str())
    {
        words = rest.trim();
    }
    words.trim_matches(['.', '-', ' ', '*'])
}

/// A person has a first name and a surname, and up to two names or particles more.
const WORDS_OF_A_NAME: std::ops::RangeInclusive<usize> = 2..=4;

/// One person; two where a comma between them is missing: nobody in the reports read has four names, but four words
/// stand together where a line of names broke.
fn persons(words: &str) -> Vec<String> {
    let list: Vec<&str> = words.split_whitespace().collect();
    if !WORDS_OF_A_NAME.contains(&list.len()) || !list.iter().all(|w| may_be_name(w)) {
        return Vec::new();
    }
    match list.as_slice() {
        [a, b, c, d] if list.iter().all(|w| !is_particle(w)) => vec![format!("{a} {b}"), format!("{c} {d}")],
        _ => vec![list.join(" ")],
    }
}

fn may_be_name(word: &str) -> bool {
    let lower = word.to_lowercase();
    // `d'Inverno` begins behind its apostrophe.
    let begins = word.split('\'').any(|part| part.starts_with(char::is_uppercase));
    let capital = begins || is_particle(word);
    capital && !word.contains(|c: char| c.is_ascii_digit()) && !class_has("no-name", &lower)
}

fn is_particle(word: &str) -> bool {
    class_has("particle", word.to_lowercase().trim_end_matches('.'))
}

#[cfg(test)]
mod tests {
    use super::names;

    fn found(list: &str) -> Vec<String> {
        names(list).into_iter().map(|p| p.name).collect()
    }

    #[test]
    fn titles_are_left_out() {
        for list in [
            "Ada Coldharbour HMI, Dev Ironside-Huw, Her Majesty's Inspector, and Jo O'Larkspur HMI",
            "Ada Coldharbour, Dev Ironside-Huw & Jo O’Larkspur, all of whom are His Majesty’s Inspectors (HMIs)",
            "Her Majesty's Inspectors Ada Coldharbour, Dev Ironside-Huw and Jo O'Larkspur",
            "HMI Ada Coldharbour, Her Majesty's Inspector, Dr Dev Ironside-Huw (HMI designate) Jo O'Larkspur (OI)",
            "Ada Coldharbour HMI, Ofsted lead inspector Dev Ironside-Huw, CQC Inspector Jo O'Larkspur HMI, Ofsted",
            "Ada Coldharbour - Lead Inspector, Dev Ironside- Huw, Acting Senior HMI, Jo O'Larkspur",
            "Ada Coldharbour, Senior HMI; Dev Ironside-Huw, Social Care Regulatory Inspector; Mr Jo O'Larkspur AI",
        ] {
            assert_eq!(found(list), ["Ada Coldharbour", "Dev Ironside-Huw", "Jo O'Larkspur"], "{list}");
        }
        assert_eq!(found("Ada Coldharbour, His Majesty's Inspector"), ["Ada Coldharbour"]);
        assert_eq!(found("Bo d’Inverno HMI and\nNational Lead for Ferries"), ["Bo d'Inverno"]);
        assert_eq!(found("Ai Fairlamb HMI and T. R. de Quay AI"), ["Ai Fairlamb", "T. R. de Quay"]);
    }

    #[test]
    fn a_missing_comma_joins_no_two_people() {
        assert_eq!(
            found("Ada Coldharbour Dev Ironside, Jo Larkspur"),
            ["Ada Coldharbour", "Dev Ironside", "Jo Larkspur"]
        );
        assert_eq!(found("Ada van der Quay"), ["Ada van der Quay"]);
    }

    #[test]
    fn prose_names_nobody() {
        for text in ["three of them", "inspectors from Ofsted, the Care Quality Commission", "impressed by Ada", ""] {
            assert!(found(text).is_empty(), "{text}");
        }
    }

    #[test]
    fn who_leads_is_said_behind_the_name() {
        let leads: Vec<bool> = names(
            "Ada Coldharbour, Ofsted HMI Lead inspector Dev Ironside, CQC deputy lead inspector, Jo Larkspur HMI",
        )
        .into_iter()
        .map(|p| p.leads)
        .collect();
        assert_eq!(leads, [true, false, false]);
    }
}
