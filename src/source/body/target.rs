//! What a link attribute names: `ID`, perhaps with a part and a basis of its own, as in
//! `2014-06-sif#plans (of care leavers) stated`, or `all|none|most|some|6 [kind] of REPORT`.

use std::ops::Range;

use crate::diagnostics::{Code, Diagnostic, FileId, Span, did_you_mean};
use crate::source::toml_table::{Placed, in_words};
use crate::source::words::{Basis, Kind, Quantity};

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

/// A target with what is said of it alone.
pub(super) struct NamedTarget {
    pub(super) target: Placed<Target>,
    pub(super) basis: Option<Basis>,
    pub(super) part: Option<String>,
}

/// Splits a value at its commas and reads each piece; mistakes go to `out`.
pub(super) fn parse_list(value: &Placed<String>, text: &str, out: &mut Vec<Diagnostic>) -> Vec<NamedTarget> {
    split(value, text)
        .into_iter()
        .filter_map(|(part, range)| {
            let span = Span::new(value.span.file, range);
            match parse(part) {
                Ok(said) => {
                    // The place of an id is that of the id alone.
                    let end = if matches!(said.target, Target::One(_)) { said.length } else { part.len() };
                    let span = Span::new(value.span.file, span.range().start..span.range().start + end);
                    Some(NamedTarget { target: Placed::new(said.target, span), basis: said.basis, part: said.part })
                }
                Err(hint) => {
                    out.push(
                        Diagnostic::at(Code::T0514, span, format!("`{part}` is not a target")).hint_if(hint).hint(
                            "a target is an id, or such as `all of 2009-12-cra`, `6 of 2009-12-cra`, `most priority-action of 2009-12-cra`",
                        ),
                    );
                    None
                }
            }
        })
        .collect()
}

/// The pieces of a comma-separated value with their places; empty ones are left out, and a comma
/// between round brackets parts nothing.
pub(super) fn split<'a>(value: &Placed<String>, text: &'a str) -> Vec<(&'a str, Range<usize>)> {
    let range = value.span.range();
    // From the file and not from the value, in which escapes and line ends are gone and with them the places.
    let Some(written) = text.get(range.clone()) else {
        return Vec::new();
    };
    let mut at = range.start;
    let mut parts = Vec::new();
    let mut open = false;
    // The words of a part may hold commas of their own.
    let at_comma = |c: char| {
        open = (open || c == '(') && c != ')';
        c == ',' && !open
    };
    for piece in written.split(at_comma) {
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

/// A target as one piece says it; of an id, how many bytes it takes.
struct ParsedTarget {
    target: Target,
    length: usize,
    basis: Option<Basis>,
    part: Option<String>,
}

fn parse(piece: &str) -> Result<ParsedTarget, Option<String>> {
    let (named, part) = take_part(piece)?;
    let words: Vec<&str> = named.split_whitespace().collect();
    match words[..] {
        [id] => Ok(one(id, None, part)),
        // Before groups, which have three words at least: `of` and a report stand in each.
        [id, basis] if super::finding::parse_basis(basis).is_some() => {
            Ok(one(id, super::finding::parse_basis(basis), part))
        }
        _ if part.is_some() => Err(Some(
            "a part in round brackets stands behind one id: `ID (the part)`, `ID (the part) stated`".to_owned(),
        )),
        _ => {
            let target = group(&words)?;
            Ok(ParsedTarget { target, length: piece.len(), basis: None, part: None })
        }
    }
}

fn one(id: &str, basis: Option<Basis>, part: Option<String>) -> ParsedTarget {
    ParsedTarget { target: Target::One(id.to_owned()), length: id.len(), basis, part }
}

/// The piece without what stands in round brackets, and that.
fn take_part(piece: &str) -> Result<(String, Option<String>), Option<String>> {
    let Some((before, rest)) = piece.split_once('(') else {
        return Ok((piece.to_owned(), None));
    };
    let Some((inside, after)) = rest.split_once(')') else {
        return Err(Some("close the round bracket behind the part".to_owned()));
    };
    let words: Vec<&str> = inside.split_whitespace().collect();
    if words.is_empty() {
        return Err(Some("name the part between the round brackets".to_owned()));
    }
    Ok((format!("{before} {after}"), Some(words.join(" "))))
}

fn group(words: &[&str]) -> Result<Target, Option<String>> {
    let (first, kind, report) = match *words {
        [first, "of", report] => (first, None, report),
        [first, kind, "of", report] => (first, Some(kind), report),
        _ => {
            return Err(Some("write `of` and the report's id last, and separate several targets by commas".to_owned()));
        }
    };
    let quantity = Quantity::parse(first).ok_or_else(|| Some(what_quantity(first)))?;
    let kind = kind.map(group_kind).transpose()?;
    Ok(Target::Group { quantity, kind, report: report.to_owned() })
}

/// What to write for what is no quantity.
fn what_quantity(written: &str) -> String {
    if written.contains(|c: char| c.is_ascii_digit()) {
        let known = if written.trim_start_matches('0').is_empty() { "not one of them is `none of`" } else { "`6 of`" };
        return format!("a count is a whole number of at least 1, in digits: {known}");
    }
    did_you_mean(written, Quantity::WORDS.iter().copied())
        .unwrap_or_else(|| format!("how many is {}, or a number in digits", in_words(Quantity::WORDS)))
}

fn group_kind(word: &str) -> Result<Kind, Option<String>> {
    let kinds = ["recommendation", "priority-action"];
    Kind::parse(word).filter(|k| k.asks()).ok_or_else(|| {
        did_you_mean(word, kinds).or_else(|| Some("the kind is `recommendation` or `priority-action`".to_owned()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    type Seen = (Target, Option<Basis>, Option<String>, String);

    fn read(written: &str) -> (Vec<Seen>, Vec<String>) {
        let value = Placed::new(written.to_owned(), Span::new(FileId(0), 0..written.len()));
        let mut out = Vec::new();
        let named = parse_list(&value, written, &mut out);
        let all = named
            .into_iter()
            .map(|n| (n.target.value, n.basis, n.part, written[n.target.span.range()].to_owned()))
            .collect();
        (all, out.into_iter().flat_map(|d| d.hints).collect())
    }

    fn one(id: &str) -> Target {
        Target::One(id.to_owned())
    }

    #[test]
    fn ids_take_a_part_and_a_basis_of_their_own() {
        let (found, hints) = read("r#a, r#b stated, r#c (plans, and reviews), r#d (the first one) answered");
        let part = |words: &str| Some(words.to_owned());
        let expected = vec![
            (one("r#a"), None, None, "r#a".to_owned()),
            (one("r#b"), Some(Basis::Stated), None, "r#b".to_owned()),
            (one("r#c"), None, part("plans, and reviews"), "r#c".to_owned()),
            (one("r#d"), Some(Basis::Answered), part("the first one"), "r#d".to_owned()),
        ];
        assert_eq!((found, hints), (expected, Vec::new()));
    }

    #[test]
    fn a_group_may_be_counted() {
        let group = |count: u32, kind| Target::Group {
            quantity: Quantity::Counted(count.try_into().unwrap()),
            kind,
            report: "r".to_owned(),
        };
        let (found, hints) = read("6 of r, 2 priority-action of r");
        let found: Vec<Target> = found.into_iter().map(|(target, ..)| target).collect();
        assert_eq!((found, hints), (vec![group(6, None), group(2, Some(Kind::PriorityAction))], Vec::new()));
    }

    #[test]
    fn what_is_no_target_is_said_with_what_to_do() {
        for (written, hint) in [
            ("r#a (open", "close the round bracket behind the part"),
            ("r#a ()", "name the part between the round brackets"),
            (
                "all of r (part)",
                "a part in round brackets stands behind one id: `ID (the part)`, `ID (the part) stated`",
            ),
            ("0 of r", "a count is a whole number of at least 1, in digits: not one of them is `none of`"),
            ("6th of r", "a count is a whole number of at least 1, in digits: `6 of`"),
            ("six of r", "how many is `all`, `none`, `most` or `some`, or a number in digits"),
            ("r#a surely", "write `of` and the report's id last, and separate several targets by commas"),
        ] {
            let (found, hints) = read(written);
            assert!(found.is_empty() && hints.first().is_some_and(|h| h == hint), "{written}: {hints:?}");
        }
    }
}
