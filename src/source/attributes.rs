//! The braces at the end of an item: `{#id key=value key="two words"}`.
//!
//! Read from the source text, never from Markdown events, so that every value
//! keeps its place. [`find`] looks for them in the text of one paragraph or
//! heading; what the keys mean is not decided here.

use std::ops::Range;

use super::toml_table::Placed;
use crate::diagnostics::{Code, Diagnostic, FileId, Span, split_near, stretch};

/// One attribute as written; the id has the key `#id`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Attribute {
    pub(crate) key: Placed<String>,
    pub(crate) value: Placed<String>,
}

/// Attributes found at the end of a paragraph, and the bytes they take there.
#[derive(Debug)]
pub(crate) struct Braces {
    /// In the file: from the white space before the brace to the closing brace.
    pub(crate) range: Range<usize>,
    pub(crate) list: Vec<Attribute>,
}

/// The key under which an id is listed: it is written without one.
const ID: &str = "#id";

/// Looks for attributes in `text[range]`, one paragraph's inline content, outside the ranges of
/// `code`. Mistakes go to `out`; what could be read beside them still counts, so that one mistake
/// does not make others.
pub(crate) fn find(
    text: &str,
    range: Range<usize>,
    code: &[Range<usize>],
    file: FileId,
    out: &mut Vec<Diagnostic>,
) -> Option<Braces> {
    let written = text.get(range.clone())?;
    // Characters without width come along when words are copied from a web page, and nobody sees them.
    let end = range.start + written.trim_end_matches(|c: char| c.is_whitespace() || is_invisible(c)).len();
    let unseen = range.start + written.trim_end().len();
    let mut at = range.start;
    // Attributes that stand in the wrong place are kept, since links to their id are no second mistake.
    let mut astray: Option<Braces> = None;
    while let Some(open) = next_opening(text, at..end, code) {
        let mut reader =
            Reader { text, at: open + 1, end, file, problems: Vec::new(), list: Vec::new(), open_quote: None };
        let closed = reader.read_all();
        out.append(&mut reader.problems);
        let mut list = astray.take().map_or_else(Vec::new, |found| found.list);
        list.append(&mut reader.list);
        if !closed {
            out.push(unclosed(file, open, reader.open_quote, end));
            return Some(Braces { range: open..end, list });
        }
        at = reader.at;
        let before = stretch(text, range.start..open);
        let spaced = before.is_empty() || before.ends_with(char::is_whitespace);
        if at == end && spaced {
            return Some(Braces { range: range.start + before.trim_end().len()..unseen, list });
        }
        let followed = stretch(text, at..end).trim_start().starts_with('{');
        out.push(misplaced(file, open..at, spaced, followed));
        astray = Some(Braces { range: open..at, list });
    }
    astray
}

/// The next brace that is meant to open attributes.
fn next_opening(text: &str, within: Range<usize>, code: &[Range<usize>]) -> Option<usize> {
    let braces = stretch(text, within.clone()).match_indices('{');
    braces.map(|(at, _)| within.start + at).find(|open| {
        // Both ways of writing a brace that is meant as a brace. The backslash may stand before the first of the
        // words, which Markdown takes to begin behind it.
        let escaped = split_near(text, *open).0.ends_with('\\');
        let in_code = code.iter().any(|c| c.contains(open));
        !escaped && !in_code && looks_like_attributes(stretch(text, open + 1..within.end))
    })
}

/// Whether what follows a `{` was meant as attributes: `#`, `.`, or a word and `=`.
fn looks_like_attributes(rest: &str) -> bool {
    let rest = rest.trim_start();
    let behind_word = rest.trim_start_matches(|c: char| c.is_alphanumeric() || c == '-' || c == '_');
    rest.starts_with('#')
        || rest.strip_prefix('.').is_some_and(|class| class.starts_with(char::is_alphabetic))
        || (behind_word.len() < rest.len() && behind_word.trim_start().starts_with('='))
}

fn unclosed(file: FileId, open: usize, quote: Option<usize>, end: usize) -> Diagnostic {
    let opened =
        |at: usize, message| Diagnostic::at(Code::T0401, Span::new(file, at..at + 1), message).label("opened here");
    let diagnostic =
        match quote {
            Some(at) => opened(at, "a quoted value is not closed")
                .hint("close it with `\"`; a quote inside it is written `\\\"`"),
            None => opened(open, "attributes are opened and not closed")
                .hint("close them with `}` before the paragraph ends"),
        };
    diagnostic.other(Span::new(file, end..end), "the words end here")
}

/// `followed`: by another pair of braces.
fn misplaced(file: FileId, range: Range<usize>, spaced: bool, followed: bool) -> Diagnostic {
    let gap = Span::new(file, range.start..range.start);
    let diagnostic = Diagnostic::at(Code::T0414, Span::new(file, range), "attributes do not stand at the end");
    if followed {
        diagnostic.hint("put all of them into one pair of braces")
    } else if spaced {
        diagnostic.hint("move them to the end of the item's first paragraph")
    } else {
        Diagnostic { message: "attributes need white space before them".to_owned(), ..diagnostic }
            .hint("put a space before `{`")
            .fix(gap, " ")
    }
}

/// Whether a character takes no room and means nothing in English: zero-width space, joiners and marks of direction,
/// word joiner, byte order mark.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
    end: usize,
    file: FileId,
    problems: Vec<Diagnostic>,
    list: Vec<Attribute>,
    /// Where a quoted value begins that does not end.
    open_quote: Option<usize>,
}

impl Reader<'_> {
    /// Reads to the closing brace; false if there is none.
    fn read_all(&mut self) -> bool {
        loop {
            self.skip_space();
            match self.peek() {
                Some('}') => {
                    self.at += 1;
                    return true;
                }
                Some(_) if self.read_one() => {}
                _ => return false,
            }
        }
    }

    fn rest(&self) -> &str {
        stretch(self.text, self.at..self.end)
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn skip_space(&mut self) {
        self.at = self.end - self.rest().trim_start().len();
    }

    fn span(&self, range: Range<usize>) -> Span {
        Span::new(self.file, range)
    }

    /// Takes characters while they fit.
    fn take(&mut self, fits: impl Fn(char) -> bool) -> Range<usize> {
        let start = self.at;
        self.at += self.rest().find(|c| !fits(c)).unwrap_or(self.rest().len());
        start..self.at
    }

    /// One attribute; false when the text ended in the middle.
    fn read_one(&mut self) -> bool {
        let name = self.take(|c| !c.is_whitespace() && !matches!(c, '{' | '}' | '"' | '='));
        let word = stretch(self.text, name.clone()).to_owned();
        if let Some(id) = word.strip_prefix('#') {
            self.read_id(name, id);
            return true;
        }
        if word.starts_with('.') {
            self.problems.push(
                Diagnostic::at(Code::T0405, self.span(name), format!("`{word}` is a class"))
                    .hint("attributes take an id and keys; remove the class"),
            );
            return true;
        }
        if word.is_empty() || !self.rest().trim_start().starts_with('=') {
            return self.skip_malformed(name.start);
        }
        self.pass_equals_sign(&word, &name);
        self.read_value(word, name)
    }

    fn read_id(&mut self, name: Range<usize>, id: &str) {
        if id.is_empty() {
            let hint = "write the id at once after it: {#short-name}".to_owned();
            self.malformed(name, "`#` has no id behind it", hint);
            return;
        }
        self.add(ID.to_owned(), name.clone(), id.to_owned(), name.start + 1..name.end);
    }

    fn pass_equals_sign(&mut self, word: &str, name: &Range<usize>) {
        self.skip_space();
        self.at += 1;
        self.skip_space();
        // More than the sign itself was passed over. Before the closing brace the value is missing, which says more.
        if self.at > name.end + 1 && self.peek().is_some_and(|c| c != '}') {
            let message = format!("white space round the equals sign of `{word}`");
            self.malformed(name.start..self.at, &message, format!("write {word}=... without any"));
        }
    }

    fn malformed(&mut self, range: Range<usize>, message: &str, hint: String) {
        self.problems.push(Diagnostic::at(Code::T0406, self.span(range), message).hint(hint));
    }

    fn read_value(&mut self, key: String, name: Range<usize>) -> bool {
        match self.peek() {
            None => false,
            Some('"') => self.read_quoted(key, name),
            Some(c) if is_curly(c) => {
                let hint = format!("use straight quotes: {key}=\"...\"");
                let start = self.at;
                // The value may hold white space, and each word of it would be one more mistake.
                let value = self.take(|c| c != '}');
                self.curly(start, c, &hint, straight(stretch(self.text, value)));
                true
            }
            Some(_) => self.read_bare(key, name),
        }
    }

    fn read_bare(&mut self, key: String, name: Range<usize>) -> bool {
        let range = self.take(|c| !c.is_whitespace() && !matches!(c, '{' | '}' | '"'));
        let value = stretch(self.text, range.clone()).to_owned();
        if let Some((at, curly)) = value.char_indices().find(|(_, c)| is_curly(*c)) {
            let hint = "quote the value with straight quotes, or remove the curly one";
            self.curly(range.start + at, curly, hint, None);
        }
        match self.peek() {
            Some('}') if value.is_empty() => {
                let hint = "write one behind the equals sign, or remove it".to_owned();
                self.malformed(name.start..self.at, &format!("`{key}` has no value"), hint);
                true
            }
            // What comes next belongs to the value, as it is meant.
            Some('{' | '"') => self.skip_malformed(name.start),
            _ if value.is_empty() => self.skip_malformed(name.start),
            _ => {
                self.add(key, name, value, range);
                true
            }
        }
    }

    /// `straight`: the length of the quoted value, and the value in straight quotes.
    fn curly(&mut self, at: usize, quote: char, hint: &str, straight: Option<(usize, String)>) {
        let span = self.span(at..at + quote.len_utf8());
        let mut problem = Diagnostic::at(Code::T0404, span, "curly quote in attributes").hint(hint);
        if let Some((length, value)) = straight {
            problem = problem.fix(self.span(at..at + length), value);
        }
        self.problems.push(problem);
    }

    fn read_quoted(&mut self, key: String, name: Range<usize>) -> bool {
        let quote = self.at;
        self.at += 1;
        let start = self.at;
        let mut value = String::new();
        let mut escaped = false;
        while let Some(c) = self.peek() {
            let here = self.at;
            self.at += c.len_utf8();
            match c {
                '"' if escaped => value.push('"'),
                '"' => {
                    self.add(key, name, unwrap_lines(&value), start..here);
                    return true;
                }
                '\\' if !escaped => {
                    escaped = true;
                    continue;
                }
                _ => {
                    if escaped {
                        value.push('\\');
                    }
                    value.push(c);
                }
            }
            escaped = false;
        }
        self.open_quote = Some(quote);
        false
    }

    fn skip_malformed(&mut self, start: usize) -> bool {
        let range = self.take(|c| !c.is_whitespace() && c != '}');
        let shown = stretch(self.text, start..range.end).to_owned();
        let hint = match (shown.split_once(':'), self.list.last()) {
            _ if shown.contains('=') => {
                "a bare value holds no space, quote or brace: put it in straight quotes".to_owned()
            }
            (Some((key, "")), _) => format!("write an equals sign, without white space: {key}=..."),
            (_, Some(last)) if last.key.value != ID && !shown.contains('"') => {
                let (key, value) = (&last.key.value, &last.value.value);
                format!("if it belongs to `{key}`, put the whole in quotes: {key}=\"{value} {shown}\"")
            }
            _ => "an attribute is `#id`, `key=value` or `key=\"two words\"`".to_owned(),
        };
        let message = format!("`{shown}` is not an attribute");
        self.malformed(start..range.end, &message, hint);
        // Nothing taken at all would loop for ever on the same character.
        if range.end == start {
            self.at += self.peek().map_or(0, char::len_utf8);
        }
        true
    }

    fn add(&mut self, key: String, key_range: Range<usize>, value: String, value_range: Range<usize>) {
        let key = Placed::new(key, self.span(key_range));
        let value = Placed::new(value, self.span(value_range));
        if let Some(first) = self.list.iter().find(|a| a.key.value == key.value) {
            let hint = match key.value.as_str() {
                ID => "a finding has one id; keep one".to_owned(),
                name => format!("keep one; several targets or themes go into one value: {name}=\"one, two\""),
            };
            let shown = if key.value == ID { "an id" } else { &format!("`{}`", key.value) };
            let diagnostic = Diagnostic::at(Code::T0403, key.span, format!("{shown} stands twice"))
                .other(first.key.span, "first here")
                .hint(hint);
            self.problems.push(diagnostic);
            return;
        }
        self.list.push(Attribute { key, value });
    }
}

fn is_curly(c: char) -> bool {
    matches!(c, '“' | '”' | '‘' | '’' | '„' | '‟' | '‛')
}

/// A quoted value may run over lines; the line ends and the indent are one space.
fn unwrap_lines(value: &str) -> String {
    if !value.contains('\n') {
        return value.trim().to_owned();
    }
    value.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A value in curly quotes at the beginning of `rest`: its length, and the same in straight ones. Nothing where it is
/// not closed, or where quotes stand in it.
fn straight(rest: &str) -> Option<(usize, String)> {
    let inner = rest.strip_prefix(is_curly)?;
    let (value, behind) = inner.split_once(is_curly)?;
    let ends = behind.is_empty() || behind.starts_with(char::is_whitespace);
    let plain = !value.contains(['"', '\\']) && !behind.contains(is_curly);
    (ends && plain).then(|| (rest.len() - behind.len(), format!("\"{value}\"")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_that_nobody_sees_behind_the_braces_belong_to_them() {
        for unseen in ["\u{200b}", " \u{200b}", "\u{feff}\u{200d}"] {
            let text = format!("Words. {{#a}}{unseen}");
            let mut out = Vec::new();
            let found = find(&text, 0..text.len(), &[], FileId(0), &mut out).unwrap();
            assert_eq!((found.range, found.list.len(), out.len()), ("Words.".len()..text.len(), 1, 0), "{unseen:?}");
        }
    }

    #[test]
    fn curly_quotes_are_made_straight_where_it_is_plain_which_ones() {
        assert_eq!(straight("“page 3” theme=a"), Some(("“page 3”".len(), "\"page 3\"".to_owned())));
        assert_eq!(straight("‘a’"), Some(("‘a’".len(), "\"a\"".to_owned())));
        for other in ["“page 3", "“the \"3\"”", "“a”b", "“a” “b”"] {
            assert_eq!(straight(other), None, "{other}");
        }
    }

    type Pairs = Option<Vec<(String, String)>>;

    fn read(text: &str) -> (Pairs, Vec<&'static str>) {
        let mut out = Vec::new();
        let found = find(text, 0..text.len(), &[], FileId(0), &mut out);
        let pairs = found.map(|f| f.list.into_iter().map(|a| (a.key.value, a.value.value)).collect());
        (pairs, out.iter().map(|d| d.code.name()).collect())
    }

    fn pairs(list: &[(&str, &str)]) -> Pairs {
        Some(list.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect())
    }

    #[test]
    fn what_is_read() {
        assert_eq!(read("Text. {#a b=c}"), (pairs(&[("#id", "a"), ("b", "c")]), vec![]));
        assert_eq!(read("T {b=\"two } words\"}"), (pairs(&[("b", "two } words")]), vec![]));
        assert_eq!(read(r#"T {b="say \"yes\""}"#), (pairs(&[("b", "say \"yes\"")]), vec![]));
        assert_eq!(read("T {#a\n  b=\"x\n  y\"}"), (pairs(&[("#id", "a"), ("b", "x y")]), vec![]));
        assert_eq!(read("T {met=a/b#c}"), (pairs(&[("met", "a/b#c")]), vec![]));
        assert_eq!(read("no braces"), (None, vec![]));
        assert_eq!(read("a set {x, y} of things"), (None, vec![]));
        assert_eq!(read(r"escaped \{#a}"), (None, vec![]));
    }

    #[test]
    fn what_is_refused() {
        assert_eq!(read("T {#a b").1, vec!["T0406", "T0401"]);
        assert_eq!(read("T {#a").1, vec!["T0401"]);
        assert_eq!(read("T {#a b=\"c}").1, vec!["T0401"]);
        assert_eq!(read("T {#a .cls}").1, vec!["T0405"]);
        assert_eq!(read("T {#a b=“c”}").1, vec!["T0404"]);
        assert_eq!(read("T {#a b=c b=d}").1, vec!["T0403"]);
        assert_eq!(read("T {#a b=}").1, vec!["T0406"]);
        assert_eq!(read("T {#a} more").1, vec!["T0414"]);
        assert_eq!(read("T{#a}").1, vec!["T0414"]);
        assert_eq!(read("T {#a b={c}}").1, vec!["T0406", "T0414"]);
    }
}
