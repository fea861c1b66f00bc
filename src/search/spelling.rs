//! The words of the site, from which a browser takes what somebody may have meant who typed a word that no record has.
//!
//! A piece for each first letter, `wa`, `wb` …, which is read only then: words with spaces between them, in order, each
//! with a letter for in how many records its stem stands, in powers of two. `templates/assets/spelling.js` reads them.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::encode::letter;
use super::index::Index;
use super::pieces::Pieces;

/// Of shorter words too many are one letter from another.
const SHORTEST: usize = 3;

/// Hands the words over; gives the first letters that have some.
pub(super) fn put<E: Send, P: Fn(&str, &[u8]) -> Result<(), E> + Sync>(
    index: &Index,
    pieces: &Pieces<'_, P>,
) -> Result<String, E> {
    let by_letter = by_letter(index);
    by_letter.par_iter().try_for_each(|(first, text)| pieces.text(&format!("w{first}"), text))?;
    Ok(by_letter.into_iter().map(|(first, _)| first).collect())
}

fn by_letter(index: &Index) -> Vec<(char, String)> {
    let mut words: BTreeMap<String, usize> = BTreeMap::new();
    for posting in index.terms.iter().filter(|posting| posting.count > 0) {
        // A number is no word that could be misspelt.
        let is_word = |word: &String| word.len() >= SHORTEST && word.bytes().all(|b| b.is_ascii_lowercase());
        words.extend(posting.words().filter(is_word).map(|word| (word, posting.count)));
    }
    let mut texts: Vec<(char, String)> = Vec::new();
    for (word, count) in words {
        let Some(first) = word.chars().next() else { continue };
        if texts.last().is_none_or(|(letter, _)| *letter != first) {
            texts.push((first, String::new()));
        }
        if let Some((_, text)) = texts.last_mut() {
            if !text.is_empty() {
                text.push(' ');
            }
            text.push_str(&word);
            letter(text, count.ilog2() as usize);
        }
    }
    texts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::related::Groups;
    use crate::search::words::{BODY, RELATED, Reader};

    #[test]
    fn words_stand_by_first_letter_with_how_common_they_are() {
        let groups = Groups::new();
        let mut reader = Reader::new(&groups);
        for text in ["Plan, planning and a family", "The plans of families", "Plans of 2014", "to plan"] {
            reader.text(text, BODY);
            reader.text("Petrified", RELATED);
            reader.end();
        }
        let mut index = Index::default();
        index.add(reader.finish());
        index.close();
        let texts = by_letter(&index);
        let expected = [('f', "families1 family1"), ('p', "plan2 planning2 plans2")];
        assert_eq!(texts, expected.map(|(first, text)| (first, text.to_owned())));
    }
}
