//! What the words of the site mean, in one plain sentence each: the method page and the glossary print the same.
//! Those of outcomes stand beside their lists, in `pages/lists.rs`.

use serde::Serialize;

use super::context::PageContext;
use super::readers::SignView;
use crate::model::Reader;
use crate::source::words::{Basis, Verdict};

/// A word and what it means.
#[derive(Debug, Serialize)]
pub(crate) struct MeaningView {
    word: String,
    meaning: &'static str,
}

/// The verdicts, best first.
pub(super) fn verdicts() -> Vec<MeaningView> {
    all(Verdict::ALL, Verdict::shown, |verdict| match verdict {
        Verdict::Met => "no fault is named.",
        Verdict::PartlyMet => "credit and fault stand together, or some of it is done, improving or on track.",
        Verdict::Missed => "the fault is named without credit, goes on, or is worse.",
    })
}

/// How sure the words are, surest first. Asking again is explained beside the verdicts.
pub(super) fn bases() -> Vec<MeaningView> {
    const SUREST_FIRST: [Basis; 4] = [Basis::Stated, Basis::Group, Basis::Answered, Basis::Editor];
    all(&SUREST_FIRST, Basis::shown, |basis| match basis {
        Basis::Stated => "the report says that it speaks of this earlier recommendation.",
        Basis::Group => "it speaks of all, or none, of an earlier report’s.",
        Basis::Answered => "it says how the very thing asked for stands, without naming it.",
        Basis::Editor => "it says something near it: an effect, or a neighbouring subject.",
        Basis::RaisedAgain => "it asks for the same again, or says that it remains.",
    })
}

/// A reader, and what it means that this one says so.
#[derive(Debug, Serialize)]
pub(crate) struct ReaderMeaning {
    sign: SignView,
    meaning: &'static str,
}

/// Who says that a later passage is about an earlier recommendation, surest first: also the one that a site does not
/// have, since a reader should know that nothing here is that.
pub(super) fn readers(context: &PageContext<'_>) -> Vec<ReaderMeaning> {
    let speaker = &context.readers().speaker;
    let meaning = |reader: &Reader| ReaderMeaning {
        sign: SignView::new(*reader, speaker),
        meaning: match reader {
            Reader::Inspector => {
                "The report itself says what it speaks of: one earlier recommendation, or a whole group of them."
            }
            Reader::Editor => {
                "The later report does not name the earlier one. The editor read the two side by side and says that the \
                 later words are about it."
            }
            Reader::Program => "The program found the passage, and no person has looked at it.",
        },
    };
    Reader::ALL.iter().map(meaning).collect()
}

fn all<T: Copy>(words: &[T], shown: fn(T) -> &'static str, meaning: fn(T) -> &'static str) -> Vec<MeaningView> {
    // Straight apostrophes are for messages in a terminal.
    words.iter().map(|w| MeaningView { word: sentence(shown(*w)).replace('\'', "’"), meaning: meaning(*w) }).collect()
}

/// A phrase with a capital first letter.
pub(crate) fn sentence(words: &str) -> String {
    let mut chars = words.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// What a family of inspections looks at; of one that a site brought itself, its name.
pub(super) fn family(id: &str) -> String {
    match id {
        "social-care" => "children’s social care".to_owned(),
        "lscb" => "local safeguarding children boards".to_owned(),
        "send" => "special educational needs and disabilities".to_owned(),
        "joint" => "several services together".to_owned(),
        own => own.replace('-', " "),
    }
}
