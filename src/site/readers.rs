//! The three readers in words: what the report itself says, what an editor read in its words, and what the program did,
//! which nobody has checked.
//!
//! Every sign and phrase by which pages, grid, charts, feeds, citations, the search and the terminal tell them apart is
//! made here. The name of the inspectorate comes from the framework of the report. In data they are the words of
//! [`Reader`] itself.

use serde::Serialize;

use crate::model::{Because, ByReader, Knowledge, Reader, ReportId};
use crate::source::Nature;

/// Who speaks in a report of which no framework says it, and in reports of several inspectorates.
pub(super) const INSPECTORS: &str = "inspectors";

/// What stands between the names of inspectorates in a framework's file.
const BETWEEN: &str = ", ";

/// A reader as pages show it beside each verdict.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct SignView {
    /// Who it is.
    #[serde(skip)]
    pub(crate) reader: Reader,
    /// By which the style draws it.
    pub(crate) style: &'static str,
    /// The short text.
    pub(crate) text: String,
    /// All of it in words, without a legend.
    pub(crate) words: String,
    /// What a legend says beside the short text.
    pub(crate) stands_for: String,
}

impl SignView {
    /// Who says what stands in a report of that inspectorate.
    pub(crate) fn new(reader: Reader, speaker: &str) -> Self {
        let words = in_words(reader, speaker);
        Self {
            reader,
            style: style(reader),
            text: match reader {
                // Of several, the names would be longer than what they are beside.
                Reader::Inspector if speaker.contains(BETWEEN) => in_words(reader, INSPECTORS),
                Reader::Inspector => words.clone(),
                Reader::Editor => "read".to_owned(),
                Reader::Program => "unchecked".to_owned(),
            },
            stands_for: match reader {
                Reader::Inspector => "the report itself says what it is about".to_owned(),
                Reader::Editor | Reader::Program => words.clone(),
            },
            words,
        }
    }
}

/// The class of style sheets by which a reader's sign and the signs of verdicts are drawn: filled, outlined, dotted.
pub(crate) fn style(reader: Reader) -> &'static str {
    match reader {
        Reader::Inspector => "said",
        Reader::Editor => "read",
        Reader::Program => "unchecked",
    }
}

/// Who says so, in words that need no legend: `read by the editor from Ofsted’s words`.
pub(crate) fn in_words(reader: Reader, speaker: &str) -> String {
    let names = joined(speaker);
    match reader {
        Reader::Inspector => format!("{names} {}", if is_several(speaker) { "say" } else { "says" }),
        Reader::Editor => {
            format!("read by the editor from {names}{} words", if names.ends_with('s') { "’" } else { "’s" })
        }
        Reader::Program => "read by the program, checked by nobody".to_owned(),
    }
}

/// The same for a terminal, where lines of several inspectorates stand together.
pub(crate) fn in_terminal(reader: Reader) -> String {
    in_words(reader, INSPECTORS).replace('’', "'")
}

/// The names of inspectorates as a sentence has them.
fn joined(speaker: &str) -> String {
    match speaker.rsplit_once(BETWEEN) {
        Some((others, last)) => format!("{others} and {last}"),
        None => speaker.to_owned(),
    }
}

fn is_several(speaker: &str) -> bool {
    speaker == INSPECTORS || speaker.contains(BETWEEN)
}

/// Who speaks in a report: the inspectorate, or the council.
pub(crate) fn speaker(knowledge: &Knowledge, id: ReportId) -> String {
    let report = knowledge.report(id);
    let name = || knowledge.documents.authorities.get(&report.authority).map_or(&report.authority, |a| &a.name);
    match report.nature {
        Nature::Inspection => inspectorate(knowledge, id).unwrap_or(INSPECTORS).to_owned(),
        Nature::Update => format!("{} (the council)", name()),
    }
}

pub(super) fn inspectorate(knowledge: &Knowledge, id: ReportId) -> Option<&str> {
    knowledge.framework(id).and_then(|framework| framework.inspectorate.as_deref())
}

/// The sign of who says where something stands; nothing where nothing was said.
pub(crate) fn sign_of(knowledge: &Knowledge, because: &Because) -> Option<SignView> {
    Some(SignView::new(because.reader()?, &speaker(knowledge, because.decided_in()?)))
}

/// How many of some verdicts each reader says: `Ofsted says so of 2, 14 are read by the editor from Ofsted’s words`. Nothing
/// where there is none.
pub(crate) fn shares(by: ByReader, speaker: &str) -> Option<String> {
    let share = |reader: &Reader| {
        let words = in_words(*reader, speaker);
        match (reader, by.of(*reader)) {
            (_, 0) => None,
            (Reader::Inspector, count) => Some(format!("{words} so of {count}")),
            (_, 1) => Some(format!("1 is {words}")),
            (_, count) => Some(format!("{count} are {words}")),
        }
    };
    let parts: Vec<String> = Reader::ALL.iter().filter_map(share).collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

/// So many of what, and how many of them each reader says.
type Share<'a> = (usize, &'a str, ByReader);

/// The same of two counts: `Ofsted says so of 1 of the 24 unresolved and of 2 of the 13 met; 23 and 11 are read by …`.
pub(crate) fn shares_of_both(one: Share<'_>, other: Share<'_>, speaker: &str) -> Option<String> {
    let ((all, what, by), (other_all, other_what, other_by)) = (one, other);
    let counts = |reader: Reader| (by.of(reader), other_by.of(reader));
    let readers = Reader::ALL.iter().copied().filter(|reader| counts(*reader) != (0, 0));
    let share = |(n, reader): (usize, Reader)| {
        let words = in_words(reader, speaker);
        let (some, others) = counts(reader);
        // One reader says all of it; else the first of several names what is counted.
        match (n, reader) {
            (_, Reader::Inspector) if some + others == all + other_all => format!("{words} so of all"),
            _ if some + others == all + other_all => format!("all are {words}"),
            (_, Reader::Inspector) => {
                format!("{words} so of {some} of the {all} {what} and of {others} of the {other_all} {other_what}")
            }
            (0, _) => format!("{some} of the {all} {what} and {others} of the {other_all} {other_what} are {words}"),
            _ => format!("{some} and {others} are {words}"),
        }
    };
    let parts: Vec<String> = readers.enumerate().map(share).collect();
    (!parts.is_empty()).then(|| super::meanings::sentence(&format!("{}.", parts.join("; "))))
}

/// How often inspections looked back: `Ofsted looked back 3 times; the editor links 65 more passages.` Nothing where
/// nothing is linked.
pub(super) fn looked_back(by: ByReader, speaker: &str) -> Option<String> {
    let names = joined(speaker);
    let passages = |count: usize, before: usize| {
        format!("{count} {}{}", if before > 0 { "more " } else { "" }, if count == 1 { "passage" } else { "passages" })
    };
    let mut parts = Vec::new();
    match by.inspector {
        0 => {}
        1 => parts.push(format!("{names} looked back once")),
        count => parts.push(format!("{names} looked back {count} times")),
    }
    if by.editor > 0 {
        parts.push(format!("the editor links {}", passages(by.editor, by.inspector)));
    }
    if by.program > 0 {
        let before = by.inspector + by.editor;
        parts.push(format!("the program reads {}, checked by nobody", passages(by.program, before)));
    }
    (!parts.is_empty()).then(|| super::meanings::sentence(&format!("{}.", parts.join("; "))))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn by(inspector: usize, editor: usize, program: usize) -> ByReader {
        ByReader { inspector, editor, program }
    }

    #[test]
    fn each_reader_has_a_sign_and_a_wording_of_its_own() {
        let sign = |reader| SignView::new(reader, "Ofsted");
        let shown = |reader| (sign(reader).style, sign(reader).text, sign(reader).words);
        let expected = |reader, text: &str, words: &str| (reader, text.to_owned(), words.to_owned());
        assert_eq!(shown(Reader::Inspector), expected("said", "Ofsted says", "Ofsted says"));
        assert_eq!(shown(Reader::Editor), expected("read", "read", "read by the editor from Ofsted’s words"));
        let unchecked = "read by the program, checked by nobody";
        assert_eq!(shown(Reader::Program), expected("unchecked", "unchecked", unchecked));
        assert_eq!(sign(Reader::Program).stands_for, unchecked, "the legend says all of it");
        assert_eq!(in_terminal(Reader::Editor), "read by the editor from inspectors' words");
    }

    #[test]
    fn the_inspectorate_is_that_of_the_report() {
        let joint = "Fen Care Watch, Fen Schools Watch, Fen Police Watch";
        assert_eq!(SignView::new(Reader::Inspector, joint).text, "inspectors say");
        let all = "Fen Care Watch, Fen Schools Watch and Fen Police Watch";
        assert_eq!(in_words(Reader::Inspector, joint), format!("{all} say"));
        assert_eq!(in_words(Reader::Editor, joint), format!("read by the editor from {all}’s words"));
        assert_eq!(in_words(Reader::Editor, "Fen Inspections"), "read by the editor from Fen Inspections’ words");
        assert_eq!(in_words(Reader::Inspector, INSPECTORS), "inspectors say");
    }

    #[test]
    fn counts_are_told_by_reader() {
        let expected = "Ofsted says so of 2, 1 is read by the editor from Ofsted’s words, 3 are read by the program, checked by nobody";
        assert_eq!(shares(by(2, 1, 3), "Ofsted").as_deref(), Some(expected));
        assert_eq!(shares(by(0, 0, 0), "Ofsted"), None);
        let both =
            |program| shares_of_both((24, "unresolved", by(1, 23, program)), (13, "met", by(2, 11, 0)), "Ofsted");
        let said = "Ofsted says so of 1 of the 24 unresolved and of 2 of the 13 met; 23 and 11 are read by the editor from Ofsted’s words";
        assert_eq!(both(0), Some(format!("{said}.")));
        assert_eq!(both(4), Some(format!("{said}; 4 and 0 are read by the program, checked by nobody.")));
        let of = |unresolved, met| shares_of_both((7, "unresolved", unresolved), (2, "met", met), "Ofsted").unwrap();
        assert_eq!(of(by(7, 0, 0), by(2, 0, 0)), "Ofsted says so of all.");
        assert_eq!(of(by(0, 7, 0), by(0, 2, 0)), "All are read by the editor from Ofsted’s words.");
        assert_eq!(
            of(by(0, 6, 1), by(0, 2, 0)),
            "6 of the 7 unresolved and 2 of the 2 met are read by the editor from Ofsted’s words; 1 and 0 are read by the \
             program, checked by nobody."
        );
        assert_eq!(shares_of_both((0, "unresolved", by(0, 0, 0)), (0, "met", by(0, 0, 0)), "Ofsted"), None);
    }

    #[test]
    fn look_backs_are_told_by_reader() {
        let said = |by| looked_back(by, "Ofsted").unwrap_or_default();
        assert_eq!(said(by(3, 65, 0)), "Ofsted looked back 3 times; the editor links 65 more passages.");
        assert_eq!(said(by(1, 1, 0)), "Ofsted looked back once; the editor links 1 more passage.");
        assert_eq!(said(by(0, 2, 0)), "The editor links 2 passages.");
        assert_eq!(
            said(by(2, 0, 7)),
            "Ofsted looked back 2 times; the program reads 7 more passages, checked by nobody."
        );
        assert_eq!(said(by(0, 0, 0)), "");
    }
}
