//! A text as words: each in the form in which names are compared, and with its place in what was printed.

use std::ops::Range;

/// One word of a text.
#[derive(Debug)]
pub(super) struct Word {
    /// Its place in the text.
    pub(super) printed: Range<usize>,
    /// Whether it begins with a capital letter.
    pub(super) capital: bool,
    /// Whether a mark behind it parts it from the next: a comma, a bracket.
    pub(super) parted: bool,
    /// Whether a sentence or a line ends behind it.
    pub(super) ends: bool,
    /// Its place in the joined text.
    at: Range<usize>,
}

/// A text in words.
#[derive(Debug)]
pub(super) struct Words<'t> {
    printed: &'t str,
    /// The words in small letters, without possessives, joined by single spaces.
    pub(super) joined: String,
    pub(super) list: Vec<Word>,
}

/// An abbreviation such as `St.` is no end of a sentence; words of more letters than this are.
const LONGEST_SHORT_FORM: usize = 2;

impl<'t> Words<'t> {
    pub(super) fn new(printed: &'t str) -> Self {
        let mut words = Words { printed, joined: String::with_capacity(printed.len()), list: Vec::new() };
        let mut begun: Option<usize> = None;
        for (at, c) in printed.char_indices() {
            let belongs = c.is_alphanumeric() || matches!(c, '\'' | '’' | '‘' | '&');
            match begun {
                None if belongs => begun = Some(at),
                Some(from) if !belongs => {
                    words.push(from..at);
                    begun = None;
                }
                _ => {}
            }
            if !belongs {
                words.mark(c);
            }
        }
        if let Some(from) = begun {
            words.push(from..printed.len());
        }
        words
    }

    fn push(&mut self, printed: Range<usize>) {
        let text = self.printed.get(printed.clone()).unwrap_or_default();
        let bare = text.trim_matches(['\'', '’', '‘']);
        let compared = match bare.replace(['’', '‘'], "'").to_lowercase() {
            and if and == "&" => "and".to_owned(),
            word => word.replace('&', ""),
        };
        if compared.is_empty() {
            return;
        }
        if !self.joined.is_empty() {
            self.joined.push(' ');
        }
        let from = self.joined.len();
        self.joined.push_str(&compared);
        // The possessive is a word of its own to nobody, but a name is compared without it.
        let capital = bare.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
        let at = from..self.joined.len();
        self.list.push(Word { printed, capital, parted: false, ends: false, at });
    }

    /// A mark behind the last word.
    fn mark(&mut self, c: char) {
        if let Some(last) = self.list.last_mut() {
            last.parted |= matches!(c, ',' | '(' | ')' | ';' | '|');
            last.ends |= matches!(c, ':' | ';' | '?' | '!' | '\n');
            last.ends |= c == '.' && last.at.len() > LONGEST_SHORT_FORM;
        }
    }

    /// The word at a place, in the form in which it is compared.
    pub(super) fn word(&self, n: usize) -> &str {
        self.list.get(n).and_then(|word| self.joined.get(word.at.clone())).unwrap_or_default()
    }

    /// The same without a possessive.
    pub(super) fn bare(&self, n: usize) -> &str {
        without_possessive(self.word(n))
    }

    /// The words that a stretch of the joined text is, if it begins and ends at whole words; a possessive
    /// may follow it.
    pub(super) fn whole(&self, stretch: Range<usize>) -> Option<Range<usize>> {
        let from = self.list.binary_search_by_key(&stretch.start, |word| word.at.start).ok()?;
        let last = self.list.partition_point(|word| word.at.start < stretch.end).checked_sub(1)?;
        let rest = self.joined.get(stretch.end..self.list.get(last)?.at.end)?;
        matches!(rest, "" | "'s" | "'").then_some(from..last + 1)
    }

    /// Whether these words stand at a place.
    pub(super) fn stands(&self, at: usize, phrase: &str) -> Option<usize> {
        let mut n = at;
        for wanted in phrase.split(' ') {
            if self.word(n) != wanted && self.bare(n) != wanted {
                return None;
            }
            n += 1;
        }
        Some(n)
    }

    /// A stretch of words as printed, with single spaces.
    pub(super) fn as_printed(&self, stretch: Range<usize>) -> String {
        let from = self.list.get(stretch.start).map_or(self.printed.len(), |word| word.printed.start);
        let last = stretch.end.checked_sub(1).and_then(|last| self.list.get(last));
        let to = last.map_or(from, |word| word.printed.end);
        let text = self.printed.get(from..to).unwrap_or_default();
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

/// A word without `'s`.
fn without_possessive(word: &str) -> &str {
    word.strip_suffix("'s").unwrap_or(word)
}

#[cfg(test)]
mod tests {
    use super::Words;

    #[test]
    fn words_are_compared_small_and_found_whole() {
        let words = Words::new("Marrow-on-Fenn’s  St. Hilda & Vale (north), 2 boats");
        assert_eq!(words.joined, "marrow on fenn's st hilda and vale north 2 boats");
        assert_eq!(words.whole(0..14), Some(0..3));
        assert_eq!(words.whole(0..13), None);
        assert_eq!(words.as_printed(3..7), "St. Hilda & Vale");
        let marks: Vec<(bool, bool)> = words.list.iter().map(|w| (w.parted, w.ends)).collect();
        assert_eq!(marks[6..8], [(true, false), (true, false)]);
        assert!(marks.iter().all(|(_, ends)| !ends));
    }
}
