//! How much a printed page holds: a sheet for a committee is one sheet of paper, however much there is to say.
//!
//! Heights are measured before anything is drawn, so they are reckoned from letters, on the safe side: the browser
//! test `tests/browser/scrutiny.cjs` prints sheets and counts their pages.

/// What a text is printed in. The sizes are those of `templates/style/scrutiny.css`.
#[derive(Clone, Copy)]
pub(super) enum Print {
    /// The sentence at the top, beside the square code.
    Lead,
    /// What was asked, claimed and is to be asked.
    Words,
    /// When, where and who says so.
    Small,
    /// An address, in one of two columns.
    Address,
    /// The notes at the foot.
    Notes,
}

impl Print {
    /// The size of letters, the height and the length of a line, in hundredths of a millimetre.
    fn sizes(self) -> (u32, u32, u32) {
        // A point is 0.353 mm; between the margins a page is 186 mm wide. The line of a list is shorter by its number.
        match self {
            Self::Lead => (388, 510, 15_600),
            // Bold letters are a fourteenth wider.
            Self::Words => (340, 430, 18_000),
            Self::Small => (282, 360, 18_000),
            Self::Address => (229, 290, 8_500),
            Self::Notes => (247, 320, 18_500),
        }
    }
}

/// Of a line, how much the breaks between words leave empty, in hundredths.
const RAGGED: u32 = 5;

/// The height that a text takes, in hundredths of a millimetre.
pub(super) fn height(text: &str, print: Print) -> u32 {
    let (size, line, length) = print.sizes();
    let long: u64 = text.chars().map(|c| u64::from(width(c) * size / 100)).sum();
    let usable = u64::from(length * (100 - RAGGED) / 100);
    // A page holds some sixty lines; what is longer than that is too long, however long it is.
    let lines = u32::try_from(long.div_ceil(usable).clamp(1, 999)).unwrap_or(999);
    // In two columns, each line takes half of one.
    if matches!(print, Print::Address) { lines * line / 2 } else { lines * line }
}

/// How wide a letter is in Arial, in hundredths of its size, those of about one width taken together. The style sheet
/// asks for that typeface, or one that is as wide.
fn width(letter: char) -> u32 {
    match letter {
        'i' | 'j' | 'l' | 't' | 'f' | 'I' | ' ' | '.' | ',' | ';' | ':' | '\'' | '’' | '/' => 28,
        'r' | '-' | '(' | ')' | '“' | '”' => 34,
        'a'..='l' | 'n'..='v' | 'x'..='z' | '0'..='9' | '#' | '–' => 55,
        'A'..='L' | 'N'..='V' | 'X'..='Z' => 74,
        'm' | 'w' => 84,
        'M' | 'W' | '—' | '…' | '%' | '@' => 100,
        // Whatever else there is, as a square.
        _ => 110,
    }
}

/// What is left of a page, in hundredths of a millimetre.
pub(super) struct Room(u32);

impl Room {
    /// A page of A4 between its margins, without what stands on every sheet.
    pub(super) fn of_page() -> Self {
        // 297 mm without two margins of 11; the rest is what browsers round up, line by line.
        const PAGE: u32 = 26_900;
        Self(PAGE)
    }

    /// Takes so much; nothing where there is not so much left.
    pub(super) fn take(&mut self, height: u32) -> bool {
        let left = self.0.checked_sub(height);
        self.0 = left.unwrap_or(self.0);
        left.is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn longer_and_wider_texts_take_more_lines() {
        let line = height("", Print::Words);
        assert_eq!(height("Plans are late.", Print::Words), line);
        assert_eq!(height(&"Plans are late. ".repeat(8), Print::Words), 2 * line);
        assert!(height(&"M".repeat(128), Print::Words) > 2 * line);
        assert!(height(&"x".repeat(1_000_000), Print::Words) > Room::of_page().0, "no page holds that");
    }

    #[test]
    fn what_does_not_fit_takes_nothing() {
        let mut room = Room(100);
        assert!(room.take(60));
        assert!(!room.take(60));
        assert!(room.take(40));
        assert!(!room.take(1));
    }
}
