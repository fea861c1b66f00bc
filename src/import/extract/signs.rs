//! Marks that no list of bullets names: a sign that stands alone in front of several lines, at one distance
//! from the edge, is a bullet in this document, whatever it is. OCR makes such signs of round bullets, and
//! designers choose what they like.

use super::marks;

// Two of a kind may be chance: a sum of money, a note. In 289 reports two signs repeat so, in 4 and in
// 15 lines, and all are bullets; OCR of an invented report makes 4 of one.
/// A sign stands in front of so many lines of one column to be a bullet.
const SEVERAL: usize = 3;
// The same distance parts the levels of lists (`lists.rs`).
/// Signs nearer to one another than this stand in one column, in points.
const COLUMN: f32 = 6.0;
/// A document has no more columns of bullets; what has more is no list.
const COLUMNS: usize = 200;
/// Signs that begin words, sums, quotations and notes, and are no bullets however often they stand there.
const OPENERS: &str = "'\"‘’‚‛“”„`´()[]{}<£$€¥%&§*†‡.…,;:!?/\\|_-–—−+©";

/// The signs that are bullets in a document, and the columns that they stand in.
#[derive(Debug, Default)]
pub(crate) struct Signs {
    known: Vec<(char, f32)>,
}

impl Signs {
    /// Learns from the beginnings of all lines, each with the place of its left edge.
    pub(crate) fn learn<'a>(lines: impl Iterator<Item = (&'a str, f32)>) -> Self {
        let mut found: Vec<(char, f32)> =
            lines.filter_map(|(text, x)| candidate(text).map(|(sign, _)| (sign, x))).collect();
        found.sort_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)));
        let mut known: Vec<(char, f32)> = Vec::new();
        for run in found.windows(SEVERAL) {
            let (Some(first), Some(last)) = (run.first(), run.last()) else { continue };
            if first.0 == last.0 && last.1 - first.1 < COLUMN {
                known.push(*first);
            }
        }
        known.truncate(COLUMNS);
        known.dedup_by(|b, a| a.0 == b.0 && b.1 - a.1 < COLUMN);
        // `b` behind `a` and before `c` names an item and is no bullet; a bullet is one sign for all.
        let letters = |at: f32| {
            let mut seen: Vec<char> =
                found.iter().filter(|(c, x)| c.is_alphabetic() && (x - at).abs() < COLUMN).map(|(c, _)| *c).collect();
            seen.dedup();
            seen.len()
        };
        known.retain(|(sign, x)| !sign.is_alphabetic() || letters(*x) == 1);
        Self { known }
    }

    /// The words behind the sign, where a line begins with one of these bullets.
    pub(crate) fn behind<'a>(&self, text: &'a str, x: f32) -> Option<&'a str> {
        if self.known.is_empty() {
            return None;
        }
        let (sign, words) = candidate(text)?;
        // Another sign in the column of the known one is the same bullet, read in another way.
        let is_known = |(known, at): &(char, f32)| {
            (x - at).abs() < COLUMN && (*known == sign || !sign.is_alphabetic() && !known.is_alphabetic())
                || *known == sign && !sign.is_alphabetic()
        };
        self.known.iter().any(is_known).then_some(words)
    }
}

/// A lone sign in front of a line, and the words behind it.
fn candidate(text: &str) -> Option<(char, &str)> {
    let text = text.trim_start();
    let (mark, words) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
    let words = words.trim_start();
    let sign = mark.chars().next()?;
    if sign.is_lowercase() && sign.is_ascii() {
        // Of letters only one that begins no English sentence, and only in front of one.
        let alone = mark.len() == 1 && !matches!(sign, 'a' | 'i' | 'o');
        return (alone && words.starts_with(char::is_uppercase)).then_some((sign, words));
    }
    // OCR makes two signs of one bullet now and then.
    let is_sign = |c: char| !c.is_alphanumeric() && !OPENERS.contains(c) && !marks::is_bullet(c) && !c.is_control();
    let goes_on = words.is_empty() || words.starts_with(|c: char| c.is_alphanumeric() || "‘“'\"(".contains(c));
    (mark.chars().count() <= 2 && mark.chars().all(is_sign) && goes_on).then_some((sign, words))
}

#[cfg(test)]
mod tests {
    use super::Signs;

    fn read(lines: &[(&str, f32)]) -> Vec<Option<String>> {
        let signs = Signs::learn(lines.iter().copied());
        lines.iter().map(|(text, x)| signs.behind(text, *x).map(str::to_owned)).collect()
    }

    #[test]
    fn a_sign_that_repeats_in_one_column_is_a_bullet() {
        let lines = [("◊ One", 70.0), ("◊ Two", 71.0), ("words", 90.0), ("◊", 70.0), ("« Four", 69.0)];
        let words = |text: &str| Some(text.to_owned());
        assert_eq!(read(&lines), [words("One"), words("Two"), None, words(""), words("Four")]);
    }

    #[test]
    fn two_are_chance_and_names_of_items_stay() {
        assert_eq!(read(&[("¢ One", 70.0), ("¢ Two", 70.0)]), [None, None]);
        assert_eq!(read(&[("¢ One", 70.0), ("¢ Two", 170.0), ("¢ Three", 270.0)]), [None, None, None]);
        assert_eq!(read(&[("£ One", 70.0), ("£ Two", 70.0), ("£ Three", 70.0)]), [None, None, None]);
        let named = ["b One", "b Two", "b Three", "c Four"].map(|text| (text, 70.0));
        assert_eq!(read(&named), [None, None, None, None]);
    }
}
