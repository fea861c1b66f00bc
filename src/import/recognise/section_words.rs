//! What the words of a paragraph or heading say of its place among sections and items.
//!
//! The words stand in `tables/sections.txt`; the headings of each framework stand in its file.

use std::sync::LazyLock;

use super::Section;
use super::grades::Grades;
use super::opening::folded;
use crate::phrases::{Hit, Source, Table, Token, kept_tokens, meanings, source, tokens};
use crate::source::Framework;

meanings! {
    /// What the phrases of `tables/sections.txt` mean.
    pub(super) enum SectionWord {
        /// Until when the items below are asked for.
        Deadline "deadline",
        /// The list is empty, and says so.
        NoneAsked "none",
        /// Earlier areas stay.
        Remains "remains",
        /// Areas of an earlier report.
        Earlier "earlier",
        /// The list follows.
        LeadsIn "leads-in",
        /// No list goes on below this heading.
        EndsList "ends-list",
        /// A boxed case in the middle of something else.
        Aside "aside",
        /// Who is asked.
        ResponsibleBody "responsible-body",
    }
}

const SOURCES: &[Source] = &[source!("import/recognise/tables/sections.txt")];

static TABLE: LazyLock<Table<SectionWord>> = LazyLock::new(|| Table::read(SOURCES));

/// A deadline has no more words than this: a recommendation may begin with `Within ...` too, but it goes on.
// The longest deadline of the 289 reports has four words, the shortest recommendation that begins so has eleven.
const LONGEST_DEADLINE: usize = 6;

/// A paragraph that only says that earlier areas stay has fewer words than this; a longer one says more and is an
/// item of its own.
// Statements that were read have up to 31 words.
const LONGEST_REMAINS: usize = 40;

/// What a phrase says at the beginning of a text stands within so many words.
// The longest phrase takes fewer than twenty; looking through whole paragraphs would only cost time.
const BEGINNING: usize = 40;

/// A paragraph that is a sub-heading has no more words than this.
// Those that were read have up to nine; a sentence without a full stop is longer.
const LONGEST_SUB_HEADING: usize = 10;

/// Words before the comma behind which a statement may begin.
// `During this visit`, `At the time of the inspection`: longer ones are clauses of their own.
const LONGEST_OPENING: usize = 8;

/// A line that ends a list has no more words than this, if it does not look like a heading.
// The longest judgement with its grade has nineteen.
const LONGEST_END: usize = 20;

fn beginning(text: &str) -> Vec<Token> {
    tokens(&text.split_whitespace().take(BEGINNING).collect::<Vec<_>>().join(" "))
}

fn begins(meaning: SectionWord, tokens: &[Token]) -> Option<Hit<SectionWord>> {
    TABLE.find(&[meaning], tokens).into_iter().find(|hit| hit.start == 0)
}

/// The line of the phrase with this meaning that a text begins with.
pub(super) fn line(meaning: SectionWord, text: &str) -> Option<String> {
    let hit = begins(meaning, &beginning(text))?;
    TABLE.place(hit.phrase).map(ToString::to_string)
}

/// A table's head, or a list's first paragraph, repeats the heading above it.
pub(super) fn is_repeated_heading(section: Option<&Section>, text: &str) -> bool {
    let bare = |text: &str| folded(text).trim_end_matches([':', '.', '?']).to_owned();
    section.is_some_and(|s| !s.heading.is_empty() && bare(&s.heading) == bare(text))
}

/// The head of a table of recommendations says who is asked, or repeats the section's heading.
pub(super) fn is_table_head(framework: &Framework, to: &str, text: &str) -> bool {
    begins(SectionWord::ResponsibleBody, &beginning(to)).is_some() || framework.explain(text).is_some()
}

/// `Within three months:`, `Immediately:`.
pub(super) fn is_deadline(text: &str) -> bool {
    let text = text.trim().trim_end_matches(':');
    text.split_whitespace().nth(LONGEST_DEADLINE).is_none() && begins(SectionWord::Deadline, &beginning(text)).is_some()
}

/// Whether a text is a whole statement that there is nothing to list.
pub(super) fn says_none(text: &str) -> bool {
    let tokens = beginning(text);
    // `This time, ...`: a time or a place may go before.
    let opening = tokens.iter().take(LONGEST_OPENING).position(|t| t.word == ",").map_or(0, |comma| comma + 1);
    let starts = [0, opening];
    TABLE.find(&[SectionWord::NoneAsked], &tokens).iter().any(|hit| starts.contains(&hit.start))
}

/// Whether a paragraph only says that earlier areas stay.
pub(super) fn looks_back_only(text: &str) -> bool {
    if text.split_whitespace().count() >= LONGEST_REMAINS {
        return false;
    }
    let tokens = kept_tokens(text);
    TABLE.has(SectionWord::Remains, &tokens) && TABLE.has(SectionWord::Earlier, &tokens)
}

/// Whether a paragraph speaks of the list below it: `... should take the following action.`
pub(super) fn leads_in(text: &str) -> bool {
    TABLE.has(SectionWord::LeadsIn, &kept_tokens(text))
}

/// Whether no list goes on below a heading with these words.
pub(super) fn ends_list(text: &str) -> bool {
    begins(SectionWord::EndsList, &beginning(text)).is_some() || is_aside(text)
}

/// Whether a boxed case begins.
pub(super) fn is_aside(text: &str) -> bool {
    begins(SectionWord::Aside, &beginning(text)).is_some()
}

/// Whether a heading states a judgement: it ends in a grade of the scale, or goes on to say why.
pub(super) fn states_grade(framework: &Framework, text: &str) -> bool {
    let text = text.trim_end().trim_end_matches([':', '.']);
    Grades::new(framework).ends(text.strip_suffix(" because").unwrap_or(text))
}

/// Whether a line without the looks of a heading ends a list all the same: a heading's words and no full stop.
pub(super) fn looks_like_end(framework: &Framework, text: &str) -> bool {
    let text = text.trim();
    let words = text.split_whitespace().count();
    let graded = text.trim_end_matches(':').contains(':') && states_grade(framework, text);
    words <= LONGEST_END && text.starts_with(char::is_uppercase) && (graded || !text.ends_with('.') && ends_list(text))
}

/// Whether a paragraph looks like a heading that lost its looks: a few words and no full stop.
pub(super) fn could_be_sub_heading(text: &str) -> bool {
    text.split_whitespace().nth(LONGEST_SUB_HEADING).is_none()
        && text.starts_with(char::is_uppercase)
        && text.ends_with(char::is_alphanumeric)
}

/// The words of a paragraph behind a sign that stands before them as a bullet does: `¢ Plans`.
pub(super) fn behind_sign(text: &str) -> Option<&str> {
    let (sign, words) = text.trim().split_once(char::is_whitespace)?;
    let is_sign =
        sign.chars().count() <= 2 && sign.chars().all(|c| !c.is_alphanumeric() && !"\"'“”‘’(){}[]&".contains(c));
    is_sign.then(|| words.trim())
}

/// Whether there is nothing to read: a bullet that was taken for words, a letter that was one.
pub(super) fn is_lone_sign(text: &str) -> bool {
    text.chars().filter(|c| c.is_alphanumeric()).count() <= 1
}

/// Whether the sentence goes on in what comes next.
pub(super) fn is_unfinished(text: &str) -> bool {
    !text.trim_end().ends_with(['.', ':', ';', '!', '?', ')', '’', '”'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_table_is_understood() {
        assert_eq!(TABLE.faults(), Vec::<String>::new().as_slice());
    }

    #[test]
    fn only_a_whole_statement_says_that_there_are_none() {
        for none in [
            "There are no areas for priority action.",
            "There are no areas of priority action.",
            "None identified.",
            "Inspectors did not identify any areas for priority action at this visit.",
            "No areas for priority action were identified during the visit.",
            "There were no priority and immediate actions identified.",
        ] {
            assert!(says_none(none), "{none}");
        }
        for item in [
            "The timeliness of decisions on contacts when there are no child protection concerns.",
            "There are no independent visitors for children placed outside Wexmere, and this needs to change.",
            "No child should wait longer than a week for a first visit.",
        ] {
            assert!(!says_none(item), "{item}");
        }
    }

    #[test]
    fn deadlines_are_short() {
        assert!(is_deadline("Within three months:") && is_deadline("Immediately"));
        assert!(!is_deadline("Within three months ensure that all care leavers have a plan"));
    }

    #[test]
    fn a_heading_that_ends_in_a_grade_states_it() {
        let frameworks = crate::source::framework::shipped();
        let ilacs = frameworks.get("ilacs").unwrap();
        assert!(states_grade(ilacs, "The experiences of children in care: outstanding"));
        assert!(states_grade(ilacs, "Services in Wexmere require improvement to be good because"));
        assert!(!states_grade(ilacs, "Good practice with families"));
        assert!(!states_grade(ilacs, "Quality of practice"));
    }
}
