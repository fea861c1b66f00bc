//! Says what is wrong where TOML does not parse, so that an editor can act on
//! it.
//!
//! Start at [`report`]. The parser says that something is wrong and where; what
//! the editor most likely meant is read from the line. One mistake makes one
//! message: what follows from a bracket that stays open, or stands on a line
//! already complained of, is left out.

use std::ops::Range;

use super::date;
use super::toml_table::Sink;
use crate::diagnostics::{Code, Diagnostic, line_around, split_near, stretch};

/// Puts the parser's errors into the sink.
pub(super) fn report(errors: &[toml::de::Error], text: &str, sink: &Sink) {
    let mut found: Vec<(Range<usize>, &str)> = errors.iter().map(|e| (e.span().unwrap_or(0..0), e.message())).collect();
    found.sort_by_key(|(range, _)| range.start);
    let open = if errors.is_empty() { None } else { open_bracket(text, text.len()) };
    let mut last_line = None;
    for (range, message) in found {
        // Everything behind an open bracket is read as a part of it, so what the parser says there is of no use.
        if open.is_some_and(|at| at < range.start) {
            break;
        }
        let line = line_around(text, range.start);
        if last_line.as_ref() != Some(&line) {
            sink.push(Mistake { text, line: line.clone(), at: range, message, sink }.say());
            last_line = Some(line);
        }
    }
    if let Some(at) = open {
        let (bracket, closing) = if split_near(text, at).1.starts_with('[') { ('[', ']') } else { ('{', '}') };
        sink.push(
            Diagnostic::at(Code::T0201, sink.span(at..at + 1), format!("`{bracket}` is opened and not closed"))
                .label("opened here")
                .hint(format!("put `{closing}` where it ends")),
        );
    }
}

/// One of the parser's errors, with the line it stands in.
struct Mistake<'a> {
    text: &'a str,
    line: Range<usize>,
    at: Range<usize>,
    message: &'a str,
    sink: &'a Sink,
}

impl<'a> Mistake<'a> {
    fn say(&self) -> Diagnostic {
        let line = stretch(self.text, self.line.clone());
        // The parser tells its errors apart by their words alone; `tests/broken/` would show that they changed.
        if self.message.contains("duplicate key") {
            return self.twice();
        }
        if open_bracket(self.text, self.line.start).is_some() {
            return self.in_list();
        }
        if line.trim_start().starts_with('[') {
            return self
                .here(self.trimmed(self.line.clone()), format!("`{}` does not begin a table", line.trim()))
                .hint("a table begins with a line such as [source] or [[judgement]]");
        }
        match line.split_once('=') {
            Some((key, _)) if key.contains(':') => self.colon(),
            Some((key, _)) if key.split_whitespace().count() > 1 && !key.contains(['"', '\'']) => self.long_key(key),
            Some((key, value)) => self.value(key.trim(), self.trimmed(self.line.end - value.len()..self.line.end)),
            None if line.contains(':') => self.colon(),
            None => self
                .here(self.trimmed(self.line.clone()), format!("`{}` has no equals sign", line.trim()))
                .hint("a line reads: key = value"),
        }
    }

    fn here(&self, range: Range<usize>, message: String) -> Diagnostic {
        Diagnostic::at(Code::T0201, self.sink.span(range), message)
    }

    /// A range without the white space at its ends.
    fn trimmed(&self, range: Range<usize>) -> Range<usize> {
        let part = stretch(self.text, range.clone());
        let start = range.start + part.len() - part.trim_start().len();
        start..(range.start + part.trim_end().len()).max(start)
    }

    fn twice(&self) -> Diagnostic {
        let name = self.text.get(self.at.clone()).unwrap_or("");
        self.here(self.at.clone(), format!("`{name}` stands twice"))
            .label("the second time")
            .hint("keep one of the two")
    }

    fn colon(&self) -> Diagnostic {
        let line = stretch(self.text, self.line.clone());
        let before = line.split(':').next().unwrap_or(line);
        let (key, colon) = (before.trim(), self.line.start + before.len());
        self.here(colon..colon + 1, format!("a colon after `{key}`")).hint(format!("write an equals sign: {key} = ..."))
    }

    fn long_key(&self, key: &str) -> Diagnostic {
        let range = self.trimmed(self.line.start..self.line.start + key.len());
        let joined = key.split_whitespace().collect::<Vec<_>>().join("_");
        self.here(range, format!("`{}` is not one word", key.trim()))
            .hint(format!("a key holds no spaces: {joined} = ..."))
    }

    /// The value of a line that has a key.
    fn value(&self, key: &str, range: Range<usize>) -> Diagnostic {
        let value = stretch(self.text, range.clone());
        if value.is_empty() || value.starts_with('#') {
            return self
                .here(self.trimmed(self.line.clone()), format!("`{key}` has no value"))
                .hint("write one behind the equals sign, or remove the line");
        }
        if value.starts_with(['"', '\'']) {
            return self.quoted(key, range);
        }
        if value.starts_with(['[', '{']) {
            return self.in_list();
        }
        if matches!(value.to_lowercase().as_str(), "true" | "false") {
            return self
                .here(range, format!("`{value}` is not a TOML value"))
                .hint(format!("write it small: {key} = {}", value.to_lowercase()));
        }
        if date::looks_like_one(value) {
            return Diagnostic::at(Code::T0205, self.sink.span(range), format!("`{value}` is not a date"))
                .hint(date::HINT);
        }
        let words = value.trim_matches(is_quote);
        self.here(range, format!("`{value}` is not a TOML value"))
            .hint(format!("a text needs straight quotes: {key} = \"{words}\""))
    }

    /// A text in quotes that ends too late, or too soon.
    fn quoted(&self, key: &str, range: Range<usize>) -> Diagnostic {
        let value = stretch(self.text, range.clone());
        let before = stretch(self.text, range.start..self.at.start.min(range.end));
        if let Some(slash) = before.rfind('\\').filter(|_| value.starts_with('"')) {
            let at = range.start + slash;
            return self
                .here(at..at + 1, "a backslash in a text".to_owned())
                .hint("write two for one, or use forward slashes");
        }
        if before.len() > 1 && before.ends_with(['"', '\'']) {
            let end = range.start + before.len();
            return self
                .here(end - 1..end, "the text ends here, but the line goes on".to_owned())
                .hint("put a backslash before a quote inside a text: \\\"");
        }
        self.here(range.start..range.start + 1, format!("the quotes round the text of `{key}` are not closed"))
            .label("opened here")
            .hint("close them at the end of the line")
    }

    /// Something between brackets.
    fn in_list(&self) -> Diagnostic {
        let rest = self.text.get(self.at.start..).unwrap_or("");
        let word = rest.split(['\n', ',', ']', '}']).next().unwrap_or("").trim();
        let range = self.at.start..self.at.start + word.len();
        if self.message.contains("missing comma") {
            return self.here(range, format!("a comma is missing before `{word}`")).hint("put one between the two");
        }
        if word.starts_with(|c: char| c.is_alphabetic() || is_quote(c)) {
            return self
                .here(range, format!("`{word}` is not a TOML value"))
                .hint(format!("a text needs straight quotes: \"{}\"", word.trim_matches(is_quote)));
        }
        self.here(
            self.at.clone(),
            format!("what stands between the brackets cannot be read: {}", self.message.replace('\n', ", ")),
        )
        .hint("several values are separated by commas, and each text stands in straight quotes")
    }
}

fn is_quote(c: char) -> bool {
    matches!(c, '“' | '”' | '‘' | '’' | '„' | '\'' | '"')
}

/// The outermost bracket that is still open at `end`: of a value, since a table's own brackets close
/// on their line or are no value.
fn open_bracket(text: &str, end: usize) -> Option<usize> {
    let mut open = Vec::new();
    let mut quote = None;
    let mut in_comment = false;
    let mut escaped = false;
    for (at, c) in split_near(text, end).0.char_indices() {
        match (c, quote) {
            // A text in quotes ends on its line: read on, one that is not closed would hide every bracket below.
            ('\n', _) => {
                quote = None;
                in_comment = false;
                if open.last().is_some_and(|o| is_header(text, *o)) {
                    open.pop();
                }
            }
            _ if in_comment => {}
            ('\\', Some('"')) if !escaped => {
                escaped = true;
                continue;
            }
            (_, Some(q)) if c == q && !escaped => quote = None,
            (_, Some(_)) => {}
            ('"' | '\'', None) => quote = Some(c),
            ('#', None) => in_comment = true,
            ('[' | '{', None) => open.push(at),
            (']' | '}', None) => {
                open.pop();
            }
            _ => {}
        }
        escaped = false;
    }
    open.first().copied()
}

/// Whether a bracket is the first thing on its line, or the second bracket there.
fn is_header(text: &str, at: usize) -> bool {
    let (before, bracket) = split_near(text, at);
    let line = before.rsplit('\n').next().unwrap_or(before);
    bracket.starts_with('[') && line.trim().trim_start_matches('[').is_empty()
}

#[cfg(test)]
mod tests {
    use super::open_bracket;

    #[test]
    fn brackets_that_stay_open() {
        let open = |text: &str| open_bracket(text, text.len());
        assert_eq!(open("a = [1, 2]\n[b]\nc = { d = \"}\" }\n"), None);
        assert_eq!(open("a = [\"]\", # ]\n"), Some(4));
        assert_eq!(open("a = { b = [1]\n[c]\n"), Some(4));
        assert_eq!(open("[[a]\nb = 1\n"), None);
        assert_eq!(open("a = \"\\\"[\"\n"), None);
    }
}
