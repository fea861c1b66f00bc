//! What a link attribute names: `ID`, or `all|none|most|some [kind] of REPORT`.

use std::ops::Range;

use crate::diagnostics::{Code, Diagnostic, FileId, Span, did_you_mean};
use crate::source::toml_table::Placed;
use crate::source::words::{Kind, Quantity};

/// One target of a link, as written and not yet looked up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// A finding's id, or a report's where the key takes one.
    One(String),
    /// A group statement.
    Group {
        /// How much of the report.
        quantity: Quantity,
        /// Only recommendations of this kind.
        kind: Option<Kind>,
        /// The report's id.
        report: String,
    },
}

/// Splits a value at its commas and reads each part; mistakes go to `out`.
pub(super) fn parse_list(value: &Placed<String>, text: &str, out: &mut Vec<Diagnostic>) -> Vec<Placed<Target>> {
    split(value, text)
        .into_iter()
        .filter_map(|(part, range)| {
            let span = Span::new(value.span.file, range);
            match parse(part) {
                Ok(target) => Some(Placed::new(target, span)),
                Err(hint) => {
                    out.push(
                        Diagnostic::at(Code::T0514, span, format!("`{part}` is not a target")).hint_if(hint).hint(
                            "a target is an id, or such as `all of 2009-12-cra`, `most priority-action of 2009-12-cra`",
                        ),
                    );
                    None
                }
            }
        })
        .collect()
}

/// The parts of a comma-separated value with their places; empty parts are left out.
pub(super) fn split<'a>(value: &Placed<String>, text: &'a str) -> Vec<(&'a str, Range<usize>)> {
    let range = value.span.range();
    let Some(written) = text.get(range.clone()) else {
        return Vec::new();
    };
    let mut at = range.start;
    let mut parts = Vec::new();
    for piece in written.split(',') {
        let start = at + piece.len() - piece.trim_start().len();
        let part = piece.trim();
        if !part.is_empty() {
            parts.push((part, start..start + part.len()));
        }
        at += piece.len() + 1;
    }
    parts
}

/// One theme or similar word of a comma-separated value.
pub(super) fn words(value: &Placed<String>, text: &str, file: FileId) -> Vec<Placed<String>> {
    split(value, text).into_iter().map(|(part, range)| Placed::new(part.to_owned(), Span::new(file, range))).collect()
}

fn parse(part: &str) -> Result<Target, Option<String>> {
    let words: Vec<&str> = part.split_whitespace().collect();
    if let [id] = words[..] {
        return Ok(Target::One(id.to_owned()));
    }
    let (first, kind, report) = match words[..] {
        [first, "of", report] => (first, None, report),
        [first, kind, "of", report] => (first, Some(kind), report),
        _ => {
            return Err(Some("write `of` and the report's id last, and separate several targets by commas".to_owned()));
        }
    };
    let quantity = Quantity::parse(first).ok_or_else(|| did_you_mean(first, Quantity::all_words()))?;
    let kind = kind.map(group_kind).transpose()?;
    Ok(Target::Group { quantity, kind, report: report.to_owned() })
}

fn group_kind(word: &str) -> Result<Kind, Option<String>> {
    let kinds = ["recommendation", "priority-action"];
    Kind::parse(word).filter(|k| k.asks()).ok_or_else(|| {
        did_you_mean(word, kinds).or_else(|| Some("the kind is `recommendation` or `priority-action`".to_owned()))
    })
}
