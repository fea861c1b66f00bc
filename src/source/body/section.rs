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

/// A framework's headings, by their compared form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Headings(BTreeMap<String, Explained>);

impl Headings {
    /// Adds a heading; the first of two that compare equal stays.
    pub(crate) fn add(&mut self, heading: &str, explained: Explained) {
        self.0.entry(compared(heading)).or_insert(explained);
    }

    /// The families that headings give to what is below them.
    pub(crate) fn families(&self) -> impl Iterator<Item = &Placed<String>> {
        self.0.values().filter_map(|explained| explained.family.as_ref())
    }

    /// What the framework says of a heading as printed.
    pub(crate) fn explain(&self, heading: &str) -> Option<&Explained> {
        self.0.get(&compared(heading))
    }
}

/// The form in which headings are compared: lower case, straight apostrophes, single spaces, no
/// final punctuation and no footnote digits.
pub(crate) fn compared(heading: &str) -> String {
    let lower = heading.to_lowercase().replace(['’', '‘'], "'");
    let words: Vec<&str> = lower.split_whitespace().collect();
    words
        .join(" ")
        // In the text of a PDF the digit of a footnote stands right behind the last word.
        .trim_end_matches(|c: char| c.is_ascii_punctuation() || c.is_numeric() || c == '–' || c.is_whitespace())
        .to_owned()
}

#[cfg(test)]
mod tests {
    use super::compared;

    #[test]
    fn printings_of_one_heading_compare_equal() {
        assert_eq!(compared("What needs to improve?1"), "what needs to improve");
        assert_eq!(compared("Areas  for development:"), compared("areas for development"));
        assert_eq!(compared("Children’s views"), compared("children's views"));
    }
}
