//! The field of councils' papers: what their titles, columns and rows say. The words stand in `tables/papers.txt`.

use std::sync::LazyLock;

use crate::phrases::{Hit, Source, Table, Token, meanings, source, tokens};

meanings! {
    /// What the phrases of `tables/papers.txt` mean.
    pub(in crate::import::recognise) enum PaperWord {
        /// A title with it is that of a council's paper.
        Title "paper-title",
        /// An inspectorate's report says so of itself.
        Inspectorate "inspectorate",
        /// The date of the paper stands behind it.
        Date "paper-date",
        /// A column of what was asked.
        Ask "column-ask",
        /// A column of what is done about it.
        Deed "column-deed",
        /// A column of who does it.
        Who "column-who",
        /// A column of deadlines.
        When "column-when",
        /// A column of how it stands.
        Progress "column-progress",
        /// A column of ratings.
        Rating "column-rating",
        /// A column of numbers.
        Number "column-number",
        /// A column that explains ratings.
        Legend "column-legend",
        /// Another column of a plan.
        Other "column-other",
        /// A row of sums.
        Total "total",
        /// A rating.
        Rated "rating",
        /// A heading that says what was asked.
        AskHeading "ask-heading",
        /// Asks something of those who read the paper.
        AsksMembers "asks-members",
        /// Something was done, or is met.
        Done "done",
        /// Something is under way.
        UnderWay "under-way",
        /// Nothing was done yet.
        NotYet "not-yet",
        /// Something will be done.
        Will "will",
    }
}

const SOURCES: &[Source] = &[source!("import/recognise/tables/papers.txt")];

static TABLE: LazyLock<Table<PaperWord>> = LazyLock::new(|| Table::read(SOURCES));

/// The columns of a plan.
const COLUMNS: &[PaperWord] = &[
    PaperWord::Ask,
    PaperWord::Deed,
    PaperWord::Who,
    PaperWord::When,
    PaperWord::Progress,
    PaperWord::Rating,
    PaperWord::Number,
    PaperWord::Legend,
    PaperWord::Other,
];

/// A head or a label has no more words than this; what is longer says something.
const LONGEST_HEAD: usize = 10;

/// Before the words that name a column stand no more than this: `Ofsted recommendation`, `Latest RAG`.
const BEFORE: usize = 2;

/// What is looked for at the beginning of a paragraph stands within so many words.
const BEGINNING: usize = 40;

fn beginning(text: &str) -> Vec<Token> {
    tokens(&text.split_whitespace().take(BEGINNING).collect::<Vec<_>>().join(" "))
}

/// What a phrase that was found says, and where it stands.
fn hits(meanings: &[PaperWord], text: &str) -> Vec<Hit<PaperWord>> {
    TABLE.find(meanings, &beginning(text))
}

/// The line of a phrase.
fn line(phrase: usize) -> String {
    TABLE.place(phrase).map(ToString::to_string).unwrap_or_default()
}

/// The column that a cell names, as the head of a table does.
pub(super) fn column(cell: &str) -> Option<PaperWord> {
    if cell.split_whitespace().count() > LONGEST_HEAD || cell.trim_end().ends_with('.') && cell.contains(' ') {
        return None;
    }
    let found = hits(COLUMNS, cell);
    let at_first = found.iter().find(|hit| hit.start == 0);
    at_first.or_else(|| found.iter().find(|hit| hit.start <= BEFORE)).map(|hit| hit.meaning)
}

/// The column that a label names, and the words behind it: `Lead: head of service`.
pub(super) fn label(text: &str) -> Option<(PaperWord, &str, &str)> {
    let (label, behind) = text.split_once(':')?;
    let tokens = beginning(label);
    if label.split_whitespace().count() > LONGEST_HEAD {
        return None;
    }
    let hit = TABLE.find(COLUMNS, &tokens).into_iter().find(|hit| hit.start == 0)?;
    // A number may stand behind it: `Action 3:`, `Progress (March 2025):`.
    let rest = tokens.get(hit.end..).unwrap_or_default();
    let is_whole = rest.first().is_none_or(|t| t.is_mark || t.word.starts_with(|c: char| c.is_ascii_digit()));
    is_whole.then_some((hit.meaning, label.trim(), behind.trim()))
}

/// The line of the phrase with this meaning that stands at the beginning of a text.
pub(in crate::import::recognise) fn begins(meaning: PaperWord, text: &str) -> Option<String> {
    hits(&[meaning], text).into_iter().find(|hit| hit.start == 0).map(|hit| line(hit.phrase))
}

/// The line of the first phrase with this meaning that stands in a text.
pub(in crate::import::recognise) fn holds(meaning: PaperWord, text: &str) -> Option<String> {
    TABLE.find(&[meaning], &tokens(text)).first().map(|hit| line(hit.phrase))
}

/// The number of the token at which the first phrase with this meaning begins.
pub(super) fn first_at(meaning: PaperWord, text: &str) -> Option<usize> {
    TABLE.find(&[meaning], &tokens(text)).first().map(|hit| hit.start)
}

/// Whether a text is a rating and nothing else.
pub(super) fn is_rating(text: &str) -> bool {
    let tokens = beginning(text);
    TABLE.find(&[PaperWord::Rated], &tokens).iter().any(|hit| hit.start == 0 && hit.end == tokens.len())
}

/// Where the words behind the first phrase with this meaning begin in a text.
pub(in crate::import::recognise) fn behind(meaning: PaperWord, text: &str) -> Option<usize> {
    let tokens = beginning(text);
    let hit = TABLE.find(&[meaning], &tokens).into_iter().find(|hit| hit.start == 0)?;
    Some(hit.end.checked_sub(1).and_then(|last| tokens.get(last)).map_or(0, |token| token.at.end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_our_table_is_understood() {
        assert_eq!(TABLE.faults(), Vec::<String>::new().as_slice());
    }

    #[test]
    fn heads_name_columns_in_any_wording() {
        for (head, meaning) in [
            ("Ofsted recommendation", PaperWord::Ask),
            ("Area for improvement", PaperWord::Ask),
            ("Agreed actions", PaperWord::Deed),
            ("What will we do?", PaperWord::Deed),
            ("Action owner", PaperWord::Who),
            ("Lead officer", PaperWord::Who),
            ("By when", PaperWord::When),
            ("Target completion date", PaperWord::When),
            ("Progress update (March)", PaperWord::Progress),
            ("Current position", PaperWord::Progress),
            ("RAG", PaperWord::Rating),
            ("Ref.", PaperWord::Number),
        ] {
            assert_eq!(column(head), Some(meaning), "{head}");
        }
        assert_eq!(column("All plans were audited in May."), None);
    }

    #[test]
    fn labels_are_whole() {
        assert_eq!(label("Lead: head of service"), Some((PaperWord::Who, "Lead", "head of service")));
        assert_eq!(label("Action 3: audit plans").map(|l| l.0), Some(PaperWord::Deed));
        assert_eq!(label("Leads meet weekly and say: all is well"), None);
    }
}
