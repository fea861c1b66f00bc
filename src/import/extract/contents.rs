//! The page of contents: a heading that says so, and lines that end in the
//! number of a page.

use super::FurnitureKind;
use super::assemble::NamedPassage;

/// Names the lines of the contents where the file's structure does not.
pub(crate) fn name_contents(named: &mut [NamedPassage]) {
    let Some(start) = named.iter().position(|n| n.why.is_none() && is_title(&n.passage.flat())) else { return };
    let mut end = start;
    let mut entries = 0;
    let page = named.get(start).and_then(|n| n.passage.page);
    for (index, NamedPassage { passage, why }) in named.iter().enumerate().skip(start + 1) {
        let text = passage.flat();
        let near = passage.page == page || passage.page.zip(page).is_some_and(|(a, b)| a == b + 1);
        match why {
            Some(FurnitureKind::Contents) => {}
            Some(_) => continue,
            None if near && is_entry(&text) => {}
            // An entry may be broken over two passages, the number in the second.
            None if near && follows_with_number(named, index) => {}
            None => break,
        }
        entries += 1;
        end = index;
    }
    // With one entry or none it is a heading that happens to be called *Contents*.
    if entries >= 2 {
        for NamedPassage { why, .. } in named.iter_mut().take(end + 1).skip(start).filter(|n| n.why.is_none()) {
            *why = Some(FurnitureKind::Contents);
        }
    }
}

fn is_title(text: &str) -> bool {
    let plain = text.trim().trim_end_matches(':').to_lowercase();
    plain == "contents" || plain == "table of contents"
}

fn follows_with_number(named: &[NamedPassage], index: usize) -> bool {
    let next = named.iter().skip(index + 1).find(|n| n.why.is_none());
    let short = named.get(index).is_some_and(|n| n.passage.flat().chars().count() < 120);
    short && next.is_some_and(|n| n.passage.flat().chars().all(|c| c.is_ascii_digit()))
}

/// Words, perhaps dots, and a page number.
fn is_entry(text: &str) -> bool {
    let Some((words, number)) = text.trim().rsplit_once([' ', '.', '\u{2026}']) else {
        return text.trim().len() <= 3 && text.trim().chars().all(|c| c.is_ascii_digit());
    };
    let is_number = (1..=3).contains(&number.len()) && number.chars().all(|c| c.is_ascii_digit());
    is_number && words.chars().any(char::is_alphabetic) && text.chars().count() < 200
}
