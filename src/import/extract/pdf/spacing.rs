//! How letters are set: words drawn twice for boldness, and headings with wide gaps between their letters.

use std::collections::HashMap;

use super::lines::PrintedLine;

/// A space that is not drawn: a gap between two letters tells of it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Gap {
    /// Where it stands in the text.
    pub(crate) at: usize,
    /// In sizes of the letters.
    pub(crate) width: f32,
}

/// A line has so many letters at least to be called letter-spaced; fewer may be initials.
const LETTERS: usize = 5;
// In letter-spaced words all gaps are alike; the space between two words adds a quarter of a size to them.
/// A gap wider by so many sizes than the others parts two words.
const WIDER: f32 = 0.15;
/// Lines of the same words that are compared with each other; a table holds the same grade a dozen times.
const ALIKE: usize = 64;

/// The text of a line without the gaps between letter-spaced letters.
pub(crate) fn tightened(text: String, gaps: &[Gap]) -> String {
    let words = || text.split(' ').filter(|word| !word.is_empty());
    let single = words().filter(|word| word.chars().count() == 1 && word.starts_with(char::is_alphabetic)).count();
    // Nearly every letter stands alone: so no line of words or of figures looks.
    if single < LETTERS || single * 10 < words().count() * 8 || gaps.len() < LETTERS - 1 {
        return text;
    }
    let mut widths: Vec<f32> = gaps.iter().map(|gap| gap.width).collect();
    widths.sort_by(f32::total_cmp);
    let usual = widths.get(widths.len() / 2).copied().unwrap_or_default();
    let mut tight = String::with_capacity(text.len());
    let mut inside = gaps.iter().filter(|gap| gap.width < usual + WIDER).map(|gap| gap.at).peekable();
    for (at, ch) in text.char_indices() {
        if inside.next_if_eq(&at).is_none() {
            tight.push(ch);
        }
    }
    tight
}

/// The lines without those that repeat another in its very place.
pub(crate) fn drawn_once(lines: Vec<PrintedLine>) -> Vec<PrintedLine> {
    let mut seen: HashMap<String, Vec<(f32, f32)>> = HashMap::new();
    let mut once = Vec::with_capacity(lines.len());
    for line in lines {
        let places = seen.entry(line.text.trim().to_owned()).or_default();
        let near = |from: f32, to: f32| (from - to).abs() < 0.1 * line.size;
        if !line.is_blank() && places.iter().any(|(x, y)| near(*x, line.x) && near(*y, line.y)) {
            continue;
        }
        if places.len() < ALIKE {
            places.push((line.x, line.y));
        }
        once.push(line);
    }
    once
}

#[cfg(test)]
mod tests {
    use super::{Gap, tightened};

    /// Gaps of one width at all places of a text but some.
    fn gaps(text: &str, wide: &[usize]) -> Vec<Gap> {
        let spaces = text.match_indices(' ').map(|(at, _)| at);
        spaces.map(|at| Gap { at, width: if wide.contains(&at) { 0.7 } else { 0.35 } }).collect()
    }

    #[test]
    fn letter_spaced_words_become_words() {
        let text = "W h a t n o w ?";
        assert_eq!(tightened(text.to_owned(), &gaps(text, &[7])), "What now?");
        // A space that is drawn is no gap.
        let drawn: Vec<Gap> = gaps(text, &[]).into_iter().filter(|gap| gap.at != 7).collect();
        assert_eq!(tightened(text.to_owned(), &drawn), "What now?");
    }

    #[test]
    fn words_and_figures_stay() {
        for text in ["so it is a plan", "1 2 3 4 5 6 7 8", "A B C"] {
            assert_eq!(tightened(text.to_owned(), &gaps(text, &[])), text);
        }
    }
}
