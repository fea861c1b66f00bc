//! Grades as reports print them: a framework's own printings, and what is nearly one of them.

use strsim::levenshtein;

use crate::source::Framework;

/// So many letters may be read wrongly in a grade, for each so many that it has: one in `Inadequate`, two in
/// `Requires improvement`, none in `Good`. `Adequate` and `Inadequate` lie two apart.
const LETTERS_FOR_A_WRONG_ONE: usize = 9;

/// A grade that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Printed {
    /// As printed where the framework spells it so, else as the framework does.
    pub(super) name: String,
    /// As printed, where letters are wrong.
    pub(super) misprint: Option<String>,
}

/// The printings of a framework's grades, and how they are compared.
pub(super) struct Grades<'f> {
    framework: &'f Framework,
    printings: Vec<(&'f str, String)>,
}

impl<'f> Grades<'f> {
    pub(super) fn new(framework: &'f Framework) -> Self {
        let printings = framework.grades.iter().flat_map(|g| std::iter::once(&g.name).chain(&g.also));
        Self { framework, printings: printings.map(|p| (p.as_str(), compared(p))).collect() }
    }

    /// The grade that a whole text is.
    pub(super) fn whole(&self, text: &str) -> Option<Printed> {
        // `Adequate Grade 3` may be a printing, and a footnote's mark may stand behind any.
        self.as_spelled(text).or_else(|| self.as_spelled(unmarked(text))).or_else(|| self.nearly(unmarked(text)))
    }

    fn as_spelled(&self, text: &str) -> Option<Printed> {
        let text = trimmed(text);
        if let Some(rank) = self.framework.rank(text) {
            // `Inadequate Grade 4`: the word says all.
            let numbered = text.contains(|c: char| c.is_ascii_digit());
            let word = self.framework.grades.get(rank).filter(|_| numbered);
            let name = word.map_or_else(|| text.to_owned(), |grade| grade.name.clone());
            return Some(Printed { name, misprint: None });
        }
        let key = compared(text);
        let (name, _) = self.printings.iter().find(|(_, printing)| *printing == key)?;
        Some(Printed { name: (*name).to_owned(), misprint: None })
    }

    /// A grade of which letters are wrong.
    fn nearly(&self, text: &str) -> Option<Printed> {
        let text = trimmed(text);
        let key = compared(text);
        let (name, _) =
            self.printings.iter().find(|(_, p)| levenshtein(p, &key) <= p.len() / LETTERS_FOR_A_WRONG_ONE)?;
        Some(Printed { name: (*name).to_owned(), misprint: Some(text.to_owned()) })
    }

    /// The words before the grade that a line ends in, and the grade.
    pub(super) fn at_the_end<'t>(&self, line: &'t str) -> Option<(&'t str, Printed)> {
        let lengths = self.printings.iter().map(|(_, p)| p.split(' ').count());
        let mut lengths: Vec<usize> = lengths.collect();
        lengths.sort_unstable();
        lengths.dedup();
        // One printing may end another: the longer one is all that stands there.
        lengths.into_iter().rev().find_map(|words| {
            let start = start_of_last(line, words)?;
            let (name, grade) = line.split_at_checked(start)?;
            // A small letter begins no grade of a table: `care that is good`.
            let grade = self.whole(grade).filter(|_| grade.starts_with(char::is_uppercase))?;
            Some((name.trim(), grade))
        })
    }

    /// Whether a text ends in a grade.
    pub(super) fn ends(&self, text: &str) -> bool {
        let text = format!(" {}", compared(text));
        self.printings.iter().any(|(_, printing)| text.ends_with(&format!(" {printing}")))
    }

    /// The grade that a sentence names, by the framework's first printing of it.
    pub(super) fn said(&self, sentence: &str) -> Option<&'f str> {
        let sentence = format!(" {} ", compared(sentence));
        let said = self.printings.iter().filter(|(_, p)| sentence.contains(&format!(" {p} ")));
        said.max_by_key(|(_, p)| p.len()).map(|(name, _)| *name)
    }
}

fn trimmed(text: &str) -> &str {
    text.trim_end_matches(['.', ',', ';', ':', '*']).trim()
}

/// Where the last so many words of a line begin.
fn start_of_last(line: &str, words: usize) -> Option<usize> {
    let starts = line.char_indices().zip(std::iter::once(' ').chain(line.chars()));
    let starts: Vec<usize> =
        starts.filter(|((_, c), before)| !c.is_whitespace() && before.is_whitespace()).map(|((at, _), _)| at).collect();
    starts.len().checked_sub(words).and_then(|n| starts.get(n)).copied()
}

/// Words alone, in small letters. `Services require improvement` is the plural of the grade.
fn compared(text: &str) -> String {
    let lower = text.to_lowercase();
    let words = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(|word| if word == "requires" { "require" } else { word }).collect::<Vec<_>>().join(" ")
}

/// Without the digits of a footnote mark.
pub(super) fn unmarked(text: &str) -> &str {
    text.trim().trim_end_matches(|c: char| c.is_ascii_digit() || c.is_whitespace())
}

#[cfg(test)]
mod tests {
    use super::Grades;
    use crate::source::framework::shipped;

    fn whole(text: &str) -> Option<(String, bool)> {
        let frameworks = shipped();
        let found = Grades::new(frameworks.get("sif").unwrap()).whole(text)?;
        Some((found.name, found.misprint.is_some()))
    }

    #[test]
    fn a_grade_in_every_printing() {
        for text in ["Require improvement", "requires  improvement", "Requires-improvement", "Require Improvement."] {
            let (name, misprint) = whole(text).unwrap();
            assert_eq!(
                (name.to_lowercase().replace(['-', ' '], ""), misprint),
                ("requiresimprovement".into(), false),
                "{text}"
            );
        }
        assert_eq!(whole("Good 1"), Some(("Good".to_owned(), false)));
        assert_eq!(whole("Requires irnprovement"), Some(("Requires improvement".to_owned(), true)));
        assert_eq!(whole("Inadeguate"), Some(("Inadequate".to_owned(), true)));
    }

    #[test]
    fn a_number_may_be_of_the_grade_or_a_footnote() {
        let frameworks = shipped();
        let grades = Grades::new(frameworks.get("lac").unwrap());
        for (text, grade) in [("Adequate Grade 3", "Adequate"), ("Adequate 3", "Adequate"), ("Good", "Good")] {
            let found = grades.whole(text).unwrap();
            assert_eq!((found.name.as_str(), found.misprint), (grade, None), "{text}");
        }
        assert_eq!(grades.at_the_end("Boats that sail Adequate Grade 3").unwrap().0, "Boats that sail");
    }

    #[test]
    fn another_word_is_no_grade() {
        for text in ["Adequate", "Food", "Improvement", "Outstanding practice", ""] {
            assert_eq!(whole(text), None, "{text}");
        }
    }
}
