//! Headings decide what the findings below them are.

use std::collections::BTreeMap;

use crate::source::toml_table::Placed;
use crate::source::words::Kind;

/// A section of a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// The heading as printed.
    pub heading: String,
    /// The fragment of its place on the page.
    pub anchor: String,
    /// Level on the page, 2 for the highest.
    pub level: u8,
    /// What its findings are.
    pub kind: Kind,
    /// What the report calls one of them.
    pub label: Option<String>,
    /// The family of what is below, when it is not the framework's.
    pub family: Option<Placed<String>>,
    /// Defaults for the findings below.
    pub by: Option<String>,
    /// Who is asked.
    pub to: Option<String>,
    /// What they are about.
    pub themes: Vec<Placed<String>>,
}

/// What a framework says of a heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Explained {
    pub(crate) kind: Kind,
    pub(crate) label: Option<String>,
    pub(crate) family: Option<Placed<String>>,
    /// Whether a raw report prints its items as plain paragraphs or cells of a table.
    pub(crate) paragraphs: bool,
}

/// Stands for any words of a heading: a council's name, a board's initials.
const ANY_WORDS: &str = "{}";

/// A framework's headings, by their compared form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Headings {
    exact: BTreeMap<String, Explained>,
    patterns: Vec<Pattern>,
}

/// A heading with words in it that differ from report to report: those before and behind them.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Pattern {
    before: String,
    after: String,
    explained: Explained,
}

impl Headings {
    /// Adds a heading; the first of two that compare equal stays.
    pub(crate) fn add(&mut self, heading: &str, explained: Explained) {
        // Without a word before or behind, it would stand for every heading.
        let pattern = heading.split_once(ANY_WORDS).filter(|_| heading.contains(char::is_alphanumeric));
        let Some((before, after)) = pattern else {
            self.exact.entry(compared(heading)).or_insert(explained);
            return;
        };
        self.patterns.push(Pattern { before: folded(before), after: compared(after), explained });
    }

    /// The families that headings give to what is below them.
    pub(crate) fn families(&self) -> impl Iterator<Item = &Placed<String>> {
        let all = self.exact.values().chain(self.patterns.iter().map(|p| &p.explained));
        all.filter_map(|explained| explained.family.as_ref())
    }

    /// What the framework says of a heading as printed.
    pub(crate) fn explain(&self, heading: &str) -> Option<&Explained> {
        let heading = compared(heading);
        let fits =
            |p: &&Pattern| heading.strip_prefix(p.before.as_str()).is_some_and(|rest| rest.ends_with(p.after.as_str()));
        self.exact.get(&heading).or_else(|| self.patterns.iter().find(fits).map(|p| &p.explained))
    }

    /// The same for a line that does not look like a heading: only one that is listed word by word counts.
    pub(crate) fn explain_exactly(&self, line: &str) -> Option<&Explained> {
        self.exact.get(&compared(line))
    }
}

/// The form in which headings are compared: lower case, straight apostrophes, single spaces, no
/// final punctuation and no footnote digits.
pub(crate) fn compared(heading: &str) -> String {
    folded(heading)
        // In the text of a PDF the digit of a footnote stands right behind the last word.
        .trim_end_matches(|c: char| c.is_ascii_punctuation() || c.is_numeric() || c == '–' || c.is_whitespace())
        .to_owned()
}

fn folded(text: &str) -> String {
    let lower = text.to_lowercase().replace(['’', '‘'], "'");
    lower.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::{Explained, Headings, compared};
    use crate::source::words::Kind;

    #[test]
    fn words_that_differ_from_report_to_report_may_stand_in_a_heading() {
        let explained = Explained { kind: Kind::Finding, label: None, family: None, paragraphs: false };
        let mut headings = Headings::default();
        headings.add("The {} requires improvement because", explained.clone());
        headings.add("Children’s services in {}", explained);
        for heading in ["The WSCB requires improvement because:", "Children's services in Wexmere are good"] {
            assert!(headings.explain(heading).is_some() && headings.explain_exactly(heading).is_none(), "{heading}");
        }
        assert!(headings.explain("The WSCB is good because").is_none());
    }

    #[test]
    fn printings_of_one_heading_compare_equal() {
        assert_eq!(compared("What needs to improve?1"), "what needs to improve");
        assert_eq!(compared("Areas  for development:"), compared("areas for development"));
        assert_eq!(compared("Children’s views"), compared("children's views"));
    }
}
