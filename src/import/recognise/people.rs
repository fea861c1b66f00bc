//! Who inspected: names without titles, the lead first.
//!
//! Start at [`inspectors`]. Where names stand, and what stands beside them, is in `tables/people.txt`;
//! how names are cut out of a list is in `person_names.rs`.

use super::Why;
use super::fact_words::{FactWord, Found, begins, find, says};
use super::opening::{Opening, straight};
use super::person_names::{Person, names};
use crate::import::extract::{Block, BlockKind};

/// No list of those who inspected has more blocks than the longest real one, which names eleven a line each;
/// behind it stands the contents page or the report itself.
const MOST_BLOCKS: usize = 14;

/// How many letters behind a signature its title begins: the names and the titles of real letters are shorter.
const TITLE_WITHIN: usize = 60;

/// The names that a report states: a list in its opening, its inspection team, a labelled lead, or who signed it.
///
/// `later` are the texts behind the opening: in long reports the team is named there.
pub(super) fn inspectors(opening: &Opening<'_>, later: &[&Block], why: &mut Vec<Why>) -> Vec<String> {
    let all: Vec<&Block> = opening.blocks.iter().copied().chain(later.iter().copied()).collect();
    // A team is asked before a lead: it names the lead as well.
    let people = in_a_sentence(&opening.blocks, why)
        .or_else(|| team(&all, why))
        .or_else(|| labelled(&all, why))
        .or_else(|| signatory(&all, why).map(|person| vec![person]))
        .unwrap_or_default();
    leads_first(people)
}

/// Each name once; the order of the print, those called lead before the others.
fn leads_first(people: Vec<Person>) -> Vec<String> {
    let (leads, others): (Vec<Person>, Vec<Person>) = people.into_iter().partition(|p| p.leads);
    let mut names: Vec<String> = Vec::new();
    for person in leads.into_iter().chain(others) {
        if !names.contains(&person.name) {
            names.push(person.name);
        }
    }
    names
}

/// Behind `The inspectors were`, to the end of the sentence.
fn in_a_sentence(blocks: &[&Block], why: &mut Vec<Why>) -> Option<Vec<Person>> {
    blocks.iter().enumerate().find_map(|(n, block)| {
        find(&[FactWord::Inspectors], &block.text).into_iter().find_map(|found| {
            let mut behind = block.text.get(found.range.end..)?.to_owned();
            // A new page may begin in the list.
            if let Some(next) = blocks.get(n + 1).filter(|_| !behind.contains('.')) {
                behind = format!("{behind} {}", next.text);
            }
            // `The inspectors were told`: prose goes on without a name.
            let people = some(names(sentence(&behind)))?;
            why.push(Why::fact(block, "inspectors", &found));
            Some(people)
        })
    })
}

/// The people listed below a heading `Inspection team`.
fn team(blocks: &[&Block], why: &mut Vec<Why>) -> Option<Vec<Person>> {
    let (at, found) = blocks.iter().enumerate().find_map(|(n, block)| {
        let whole = |f: &Found| f.tokens_before == 0 && f.range.end >= block.text.trim_end_matches([' ', ':']).len();
        find(&[FactWord::Team], &block.text).into_iter().find(whole).map(|found| (n, found))
    })?;
    let below = blocks.iter().skip(at + 1).take(MOST_BLOCKS);
    let mut people = Vec::new();
    for block in below.take_while(|b| !matches!(b.kind, BlockKind::Heading { level: 1 })) {
        let cells = match &block.kind {
            BlockKind::Row { cells, .. } => cells.as_slice(),
            _ => std::slice::from_ref(&block.text),
        };
        for cell in cells {
            let (parts, labelled) = by_label(cell);
            // Without a label or a title, a name in a cell may be anybody's.
            people.extend(parts.into_iter().filter(|p| labelled || p.titled));
        }
    }
    let people = some(people)?;
    why.extend(blocks.get(at).map(|block| Why::fact(block, "inspectors", &found)));
    Some(people)
}

/// The people behind labels, from the first label to where the labels end.
fn labelled(blocks: &[&Block], why: &mut Vec<Why>) -> Option<Vec<Person>> {
    blocks.iter().enumerate().find_map(|(n, block)| {
        let found = labels(&block.text).into_iter().find(|f| f.meaning == FactWord::InspectorLabel)?;
        let next = blocks.get(n + 1).map_or("", |b| b.text.as_str());
        let mut people = by_label(&block.text).0;
        // In a table, the label is a cell and the name is the next one.
        let mut at = n + 1;
        if people.is_empty() && block.text.trim_end_matches([':', ' ']).len() <= found.range.end {
            people = names(next).into_iter().map(|person| Person { leads: true, ..person }).collect();
            at += 1;
        }
        if people.is_empty() {
            return None;
        }
        for block in blocks.iter().skip(at).take(MOST_BLOCKS) {
            let (more, has_label) = by_label(&block.text);
            if !has_label {
                break;
            }
            people.extend(more);
        }
        why.push(Why::fact(block, "inspectors", &found));
        Some(people)
    })
}

/// The labels of a text: at its beginning, or before a colon.
fn labels(text: &str) -> Vec<Found> {
    let before_colon = |f: &Found| {
        f.tokens_before == 0
            || text.get(f.range.end..).is_some_and(|behind| behind.trim_start().starts_with(':'))
            || text.get(f.range.clone()).is_some_and(|label| label.ends_with(':'))
    };
    find(&[FactWord::InspectorLabel, FactWord::OtherLabel], text).into_iter().filter(before_colon).collect()
}

/// The inspectors of a text, by its labels, and whether it has one: behind a label stand names up to the next one.
fn by_label(text: &str) -> (Vec<Person>, bool) {
    let labels = labels(text);
    let mut people = match labels.first() {
        Some(first) => Vec::from_iter(text.get(..first.range.start).map(names).unwrap_or_default()),
        None => names(text),
    };
    for (label, next) in labels.iter().zip(labels.iter().skip(1).map(Some).chain([None])) {
        let end = next.map_or(text.len(), |next| next.range.start);
        let Some(behind) = text.get(label.range.end..end).filter(|_| label.meaning == FactWord::InspectorLabel) else {
            continue;
        };
        let label = text.get(label.range.clone()).unwrap_or_default().to_lowercase();
        let leads = is_lead(&label);
        people.extend(names(behind.trim_start_matches([':', ' '])).into_iter().map(|p| Person { leads, ..p }));
    }
    (people, !labels.is_empty())
}

/// Whether a label or a title is the lead's own.
pub(super) fn is_lead(title: &str) -> bool {
    let has = |word: &str| title.split_whitespace().any(|w| w.eq_ignore_ascii_case(word));
    (has("lead") || has("reporting")) && !has("deputy")
}

/// Who stands below the closing words of a letter, if that is an inspector: letters of several
/// inspectorates are signed by their directors.
fn signatory(blocks: &[&Block], why: &mut Vec<Why>) -> Option<Person> {
    let at = blocks.iter().rposition(|b| says(FactWord::Closing, &b.text))?;
    // Between the closing words and the title stand a signature's space, the name and no more.
    let closing = blocks.iter().skip(at).take(4).map(|b| straight(&b.text)).collect::<Vec<_>>().join("\n");
    let found = find(&[FactWord::Closing], &closing).into_iter().next()?;
    let after = closing.get(found.range.end..)?.trim_start_matches([',', ' ', '\n']);
    let person = names(after).into_iter().next()?;
    let (_, behind) = after.split_once(&person.name)?;
    let title: String = behind.chars().take(TITLE_WITHIN).collect();
    // An inspector's title stands right behind the name; a director's own comes before the inspectorate's name.
    let signs = find(&[FactWord::Title], &title).first().is_some_and(|found| found.tokens_before <= 1);
    why.extend(blocks.get(at).filter(|_| signs).map(|block| Why::fact(block, "inspector who signed", &found)));
    signs.then_some(person)
}

/// Whether a text begins with the words with which a letter closes.
pub(super) fn closes(text: &str) -> bool {
    begins(FactWord::Closing, text)
}

fn some(people: Vec<Person>) -> Option<Vec<Person>> {
    (!people.is_empty()).then_some(people)
}

/// Up to the full stop that ends the sentence; initials and `St.` do not.
fn sentence(text: &str) -> &str {
    let ended = text.match_indices(". ").find_map(|(at, _)| {
        let before = text.get(..at)?;
        let word = before.rsplit(' ').next()?;
        (word.chars().count() > 2).then_some(before)
    });
    ended.unwrap_or_else(|| text.trim_end_matches('.'))
}
