//! Reads TOML tables against a schema, keeping the place of every value and
//! going on after each mistake.
//!
//! Start at [`parse`] and [`Table`]. Every getter that finds something wrong
//! puts a diagnostic into the [`Sink`] and returns nothing, so that all
//! mistakes of a file come out in one run.

use std::cell::RefCell;
use std::ops::Range;

use toml::de::{DeTable, DeValue};

use super::date::PartialDate;
use super::schema::Schema;
use crate::diagnostics::{Code, Diagnostic, FileId, Span, did_you_mean};

/// A value with its place in the editor's file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placed<T> {
    /// The value.
    pub value: T,
    /// Where it stands.
    pub span: Span,
}

impl<T> Placed<T> {
    /// A value at a place.
    pub(crate) fn new(value: T, span: Span) -> Self {
        Self { value, span }
    }
}

/// Collects what is wrong with one file.
#[derive(Debug)]
pub(crate) struct Sink {
    pub(crate) file: FileId,
    /// Where the TOML begins in the file.
    pub(crate) base: usize,
    list: RefCell<Vec<Diagnostic>>,
}

impl Sink {
    pub(crate) fn new(file: FileId, base: usize) -> Self {
        Self { file, base, list: RefCell::new(Vec::new()) }
    }

    pub(crate) fn push(&self, diagnostic: Diagnostic) {
        self.list.borrow_mut().push(diagnostic);
    }

    pub(crate) fn into_list(self) -> Vec<Diagnostic> {
        self.list.into_inner()
    }

    fn span(&self, range: Range<usize>) -> Span {
        Span::new(self.file, self.base + range.start..self.base + range.end)
    }
}

/// Parses TOML; all syntax errors go into the sink, and nothing is returned if there was one.
pub(crate) fn parse<'a>(text: &'a str, sink: &Sink) -> Option<DeTable<'a>> {
    let (table, errors) = DeTable::parse_recoverable(text);
    for error in &errors {
        sink.push(syntax_error(error, text, sink));
    }
    errors.is_empty().then(|| table.into_inner())
}

/// The parser's message, said so that an editor can act on it.
fn syntax_error(error: &toml::de::Error, text: &str, sink: &Sink) -> Diagnostic {
    let range = error.span().unwrap_or(0..0);
    let at = range.start.min(text.len());
    let message = error.message().replace('\n', ", ");
    let word = text
        .get(at..)
        .map(|t| t.split(['\n', ',', ']', '}']).next().unwrap_or("").trim())
        .unwrap_or("");
    let diagnostic = Diagnostic::at(Code::T0201, sink.span(range.clone()), message.clone());
    if message.contains("duplicate key") {
        return diagnostic.label("stands here a second time").hint("keep one of the two");
    }
    let bare_word = word.starts_with(|c: char| c.is_alphabetic() || c == '“' || c == '‘');
    if bare_word && (message.contains("float") || message.contains("quote") || message.contains("value")) {
        return Diagnostic {
            message: format!("`{word}` is not a TOML value"),
            ..diagnostic
        }
        .hint("a text needs straight quotes: key = \"some words\"");
    }
    diagnostic
}

/// A table being read.
pub(crate) struct Table<'a> {
    table: &'a DeTable<'a>,
    sink: &'a Sink,
    at: Span,
}

impl<'a> Table<'a> {
    /// Starts reading and checks for unknown and missing keys. `at` is the place that a missing
    /// key is reported at.
    pub(crate) fn new(table: &'a DeTable<'a>, sink: &'a Sink, at: Span, schema: &Schema) -> Self {
        for key in table.keys() {
            let name = key.get_ref().as_ref();
            if !schema.names().any(|k| k == name) {
                sink.push(
                    Diagnostic::at(Code::T0202, sink.span(key.span()), format!("unknown key `{name}`"))
                        .label(format!("not a key of {}", schema.title.split(':').next().unwrap_or("")))
                        .hint_if(did_you_mean(name, schema.names()).or_else(|| {
                            Some(format!("known keys: {}", schema.names().collect::<Vec<_>>().join(", ")))
                        })),
                );
            }
        }
        for key in schema.keys.iter().filter(|k| k.required && !table.contains_key(k.name)) {
            sink.push(
                Diagnostic::at(Code::T0203, at, format!("missing key `{}`", key.name))
                    .hint(format!("`{}` takes {}: {}", key.name, key.takes, key.about)),
            );
        }
        Self { table, sink, at }
    }

    /// The place of the table's beginning.
    pub(crate) fn at(&self) -> Span {
        self.at
    }

    /// Whether the key is there at all.
    pub(crate) fn has(&self, key: &str) -> bool {
        self.table.contains_key(key)
    }

    fn value(&self, key: &str) -> Option<(&'a DeValue<'a>, Span)> {
        let value = self.table.get(key)?;
        Some((value.get_ref(), self.sink.span(value.span())))
    }

    fn wrong_type(&self, span: Span, key: &str, wanted: &str, found: &DeValue<'_>) {
        self.sink.push(
            Diagnostic::at(Code::T0204, span, format!("`{key}` takes {wanted}"))
                .label(format!("this is {}", type_in_words(found))),
        );
    }

    /// A text that is not empty.
    pub(crate) fn text(&self, key: &str) -> Option<Placed<String>> {
        let (value, span) = self.value(key)?;
        self.text_in(key, value, span)
    }

    fn text_in(&self, key: &str, value: &DeValue<'_>, span: Span) -> Option<Placed<String>> {
        let DeValue::String(text) = value else {
            self.wrong_type(span, key, "a text in quotes", value);
            return None;
        };
        if text.trim().is_empty() {
            self.sink.push(
                Diagnostic::at(Code::T0208, span, format!("`{key}` is empty"))
                    .hint("leave the key out where there is nothing to say"),
            );
            return None;
        }
        Some(Placed::new(text.trim().to_owned(), span))
    }

    /// A list of texts; empty when the key is not there.
    pub(crate) fn texts(&self, key: &str) -> Vec<Placed<String>> {
        let Some((value, span)) = self.value(key) else {
            return Vec::new();
        };
        let DeValue::Array(items) = value else {
            self.wrong_type(span, key, "a list of texts: [\"one\", \"two\"]", value);
            return Vec::new();
        };
        items
            .iter()
            .filter_map(|item| self.text_in(key, item.get_ref(), self.sink.span(item.span())))
            .collect()
    }

    /// True or false.
    pub(crate) fn flag(&self, key: &str) -> Option<bool> {
        let (value, span) = self.value(key)?;
        let flag = value.as_bool();
        if flag.is_none() {
            self.wrong_type(span, key, "true or false, without quotes", value);
        }
        flag
    }

    /// A year.
    pub(crate) fn year(&self, key: &str) -> Option<i16> {
        let (value, span) = self.value(key)?;
        let year = value
            .as_integer()
            .and_then(|n| n.as_str().parse::<i16>().ok())
            .filter(|y| (1800..=2999).contains(y));
        if year.is_none() {
            self.wrong_type(span, key, "a year such as 2018", value);
        }
        year
    }

    /// A whole or partial date.
    pub(crate) fn date(&self, key: &str) -> Option<Placed<PartialDate>> {
        let (value, span) = self.value(key)?;
        self.date_in(key, value, span)
    }

    fn date_in(&self, key: &str, value: &DeValue<'_>, span: Span) -> Option<Placed<PartialDate>> {
        let not_a_date = |shown: String| {
            self.sink.push(
                Diagnostic::at(Code::T0205, span, format!("{shown} is not a date"))
                    .hint("write 2011-08-17 without quotes, or \"2011-08\" or \"2011\" when no more is known"),
            );
        };
        match value {
            DeValue::Datetime(moment) => {
                let day = moment.date.filter(|_| moment.time.is_none());
                let date = day.and_then(|d| PartialDate::parse(&d.to_string()));
                if date.is_none() {
                    not_a_date(format!("`{moment}`"));
                }
                date.map(|d| Placed::new(d, span))
            }
            DeValue::String(text) => match PartialDate::parse(text) {
                Some(PartialDate::Day(_)) => {
                    self.sink.push(
                        Diagnostic::at(Code::T0204, span, format!("`{key}` is a date in quotes"))
                            .hint(format!("a whole date is written without quotes: {key} = {text}")),
                    );
                    None
                }
                Some(date) => Some(Placed::new(date, span)),
                None => {
                    not_a_date(format!("`{text}`"));
                    None
                }
            },
            other => {
                self.wrong_type(span, key, "a date", other);
                None
            }
        }
    }

    /// One of a few words.
    pub(crate) fn word<T>(
        &self,
        key: &str,
        parse: impl Fn(&str) -> Option<T>,
        all: &[&'static str],
    ) -> Option<Placed<T>> {
        let text = self.text(key)?;
        let parsed = parse(&text.value);
        if parsed.is_none() {
            self.sink.push(
                Diagnostic::at(Code::T0206, text.span, format!("`{}` is not a value of `{key}`", text.value))
                    .hint_if(did_you_mean(&text.value, all.iter().copied()))
                    .hint(format!("it takes {}", in_words(all))),
            );
        }
        parsed.map(|value| Placed::new(value, text.span))
    }

    /// A table below a key.
    pub(crate) fn table(&self, key: &str, schema: &Schema) -> Option<Table<'a>> {
        let (value, span) = self.value(key)?;
        let DeValue::Table(table) = value else {
            self.wrong_type(span, key, "a table", value);
            return None;
        };
        Some(Table::new(table, self.sink, self.place_of(key, span), schema))
    }

    /// A table of any keys, each with a text.
    pub(crate) fn pairs(&self, key: &str) -> Vec<(Placed<String>, Placed<String>)> {
        let Some((value, span)) = self.value(key) else {
            return Vec::new();
        };
        let DeValue::Table(table) = value else {
            self.wrong_type(span, key, "a table", value);
            return Vec::new();
        };
        table
            .iter()
            .filter_map(|(name, value)| {
                let place = self.sink.span(name.span());
                let to = self.text_in(name.get_ref(), value.get_ref(), self.sink.span(value.span()))?;
                Some((Placed::new(name.get_ref().to_string(), place), to))
            })
            .collect()
    }

    /// The tables of an array of tables.
    pub(crate) fn tables(&self, key: &str, schema: &Schema) -> Vec<Table<'a>> {
        let Some((value, span)) = self.value(key) else {
            return Vec::new();
        };
        let DeValue::Array(items) = value else {
            self.wrong_type(span, key, &format!("tables, each begun with [[{key}]]"), value);
            return Vec::new();
        };
        items
            .iter()
            .filter_map(|item| {
                let place = self.sink.span(item.span());
                let DeValue::Table(table) = item.get_ref() else {
                    self.wrong_type(place, key, "tables", item.get_ref());
                    return None;
                };
                Some(Table::new(table, self.sink, place, schema))
            })
            .collect()
    }

    /// The place of a key's name, for what is wrong with it as a whole.
    pub(crate) fn place_of(&self, key: &str, otherwise: Span) -> Span {
        self.table
            .keys()
            .find(|k| k.get_ref().as_ref() == key)
            .map_or(otherwise, |k| self.sink.span(k.span()))
    }

    /// Puts in a diagnostic.
    pub(crate) fn push(&self, diagnostic: Diagnostic) {
        self.sink.push(diagnostic);
    }

    /// `inspected`: one date, or a table of the first and last day.
    pub(crate) fn date_or_table(&self, key: &str, schema: &Schema) -> Option<DateOrTable<'a>> {
        let (value, span) = self.value(key)?;
        if matches!(value, DeValue::Table(_)) {
            return self.table(key, schema).map(|t| DateOrTable::Table(t, span));
        }
        self.date_in(key, value, span).map(DateOrTable::Date)
    }
}

/// What `inspected` may be.
pub(crate) enum DateOrTable<'a> {
    Date(Placed<PartialDate>),
    Table(Table<'a>, Span),
}

fn type_in_words(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "a text",
        DeValue::Integer(_) | DeValue::Float(_) => "a number",
        DeValue::Boolean(_) => "true or false",
        DeValue::Datetime(_) => "a date",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    }
}

/// A list for people: `a, b or c`.
pub(crate) fn in_words(words: &[&str]) -> String {
    match words {
        [] => String::new(),
        [one] => format!("`{one}`"),
        [front @ .., last] => {
            let front: Vec<String> = front.iter().map(|w| format!("`{w}`")).collect();
            format!("{} or `{last}`", front.join(", "))
        }
    }
}
