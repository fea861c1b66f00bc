//! Reads TOML tables against a schema, keeping the place of every value and
//! going on after each mistake.
//!
//! Start at [`parse`] and [`Table`]. Every getter that finds something wrong
//! puts a diagnostic into the [`Sink`] and returns nothing, so that all
//! mistakes of a file come out in one run.

use std::cell::RefCell;
use std::marker::PhantomData;
use std::ops::Range;

use toml::de::{DeTable, DeValue};

use super::date::{self, PartialDate};
use super::schema::Keys;
use super::toml_syntax;
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
    // Several tables of one file are read side by side, and all complain into this list.
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

    /// A range of the TOML, as a place in the file.
    pub(super) fn span(&self, range: Range<usize>) -> Span {
        Span::new(self.file, self.base + range.start..self.base + range.end)
    }
}

/// Parses TOML; all syntax errors go into the sink, and nothing is returned if there was one.
pub(crate) fn parse<'a>(text: &'a str, sink: &Sink) -> Option<DeTable<'a>> {
    let (table, errors) = DeTable::parse_recoverable(text);
    toml_syntax::report(&errors, text, sink);
    // What stands behind a mistake may be lost, and would be reported as missing.
    errors.is_empty().then(|| table.into_inner())
}

/// A table being read, which can be asked for the keys of its schema alone.
pub(crate) struct Table<'a, K> {
    table: &'a DeTable<'a>,
    sink: &'a Sink,
    at: Span,
    keys: PhantomData<K>,
}

impl<'a, K: Keys> Table<'a, K> {
    /// Starts reading and checks for unknown and missing keys. `at` is the place that a missing
    /// key is reported at.
    pub(crate) fn new(table: &'a DeTable<'a>, sink: &'a Sink, at: Span) -> Self {
        let schema = &K::SCHEMA;
        // All at once and here, so that no reader of a table can forget to ask.
        for key in table.keys() {
            let name = key.get_ref().as_ref();
            if !schema.names().any(|k| k == name) {
                sink.push(
                    Diagnostic::at(Code::T0202, sink.span(key.span()), format!("unknown key `{name}`"))
                        .label(format!("not a key of {}", schema.short_title()))
                        .hint(known_keys::<K>(name)),
                );
            }
        }
        for key in schema.keys.iter().filter(|k| k.required && !table.contains_key(k.name)) {
            sink.push(
                Diagnostic::at(Code::T0203, at, format!("missing key `{}`", key.name))
                    .hint(format!("add `{}` ({}): {}", key.name, key.takes, key.about)),
            );
        }
        Self { table, sink, at, keys: PhantomData }
    }

    /// The place of the table's beginning.
    pub(crate) fn at(&self) -> Span {
        self.at
    }

    /// Whether the key is there at all.
    pub(crate) fn has(&self, key: K) -> bool {
        self.table.contains_key(key.name())
    }

    /// The key's name, its value and the value's place.
    fn value(&self, key: K) -> Option<(&'static str, &'a DeValue<'a>, Span)> {
        let value = self.table.get(key.name())?;
        Some((key.name(), value.get_ref(), self.sink.span(value.span())))
    }

    fn wrong_type(&self, span: Span, key: &str, wanted: &str, found: &DeValue<'_>, hint: impl Into<String>) {
        self.sink.push(
            Diagnostic::at(Code::T0204, span, format!("`{key}` takes {wanted}"))
                .label(format!("this is {}", type_in_words(found)))
                .hint(hint),
        );
    }

    /// A text that is not empty.
    pub(crate) fn text(&self, key: K) -> Option<Placed<String>> {
        let (key, value, span) = self.value(key)?;
        self.text_in(key, value, span)
    }

    fn text_in(&self, key: &str, value: &DeValue<'_>, span: Span) -> Option<Placed<String>> {
        let DeValue::String(text) = value else {
            self.wrong_type(span, key, "a text in quotes", value, format!("write {key} = \"some words\""));
            return None;
        };
        if text.trim().is_empty() {
            let needed = K::SCHEMA.keys.iter().any(|k| k.name == key && k.required);
            let hint = if needed {
                "this file cannot do without it"
            } else {
                "leave the key out where there is nothing to say"
            };
            self.sink.push(Diagnostic::at(Code::T0208, span, format!("`{key}` is empty")).hint(hint));
            return None;
        }
        // A space at an end cannot be seen, but would keep two equal texts apart.
        Some(Placed::new(text.trim().to_owned(), span))
    }

    /// A text in a list.
    fn item_in(&self, key: &str, value: &DeValue<'_>, span: Span) -> Option<Placed<String>> {
        match value {
            DeValue::String(text) if text.trim().is_empty() => {
                let empty = Diagnostic::at(Code::T0208, span, format!("`{key}` has an empty text in its list"));
                self.sink.push(empty.hint("take it out of the list"));
                None
            }
            DeValue::String(_) => self.text_in(key, value, span),
            _ => {
                self.wrong_type(span, key, "texts in quotes", value, "put straight quotes round it");
                None
            }
        }
    }

    /// A list of texts; empty when the key is not there.
    pub(crate) fn texts(&self, key: K) -> Vec<Placed<String>> {
        let Some((key, value, span)) = self.value(key) else {
            return Vec::new();
        };
        let DeValue::Array(items) = value else {
            self.wrong_type(span, key, "a list of texts", value, format!("write {key} = [\"one\", \"two\"]"));
            return Vec::new();
        };
        items.iter().filter_map(|item| self.item_in(key, item.get_ref(), self.sink.span(item.span()))).collect()
    }

    /// A list of texts without their places.
    pub(crate) fn plain_texts(&self, key: K) -> Vec<String> {
        self.texts(key).into_iter().map(|text| text.value).collect()
    }

    /// True or false.
    pub(crate) fn flag(&self, key: K) -> Option<bool> {
        let (key, value, span) = self.value(key)?;
        let flag = value.as_bool();
        if flag.is_none() {
            self.wrong_type(
                span,
                key,
                "true or false",
                value,
                format!("write {key} = true or {key} = false, without quotes"),
            );
        }
        flag
    }

    /// A number, whole or not.
    pub(crate) fn number(&self, key: K) -> Option<f64> {
        let (key, value, span) = self.value(key)?;
        let text = match value {
            DeValue::Integer(number) => Some(number.to_string()),
            DeValue::Float(number) => Some(number.to_string()),
            _ => None,
        };
        let number = text.and_then(|text| text.parse::<f64>().ok()).filter(|number| number.is_finite());
        if number.is_none() {
            self.wrong_type(span, key, "a number", value, format!("write {key} = 52.95, without quotes"));
        }
        number
    }

    /// A year.
    pub(crate) fn year(&self, key: K) -> Option<i16> {
        let (key, value, span) = self.value(key)?;
        // Not every number that fits: of `18` and `20180` somebody meant another year.
        let year =
            value.as_integer().and_then(|n| n.as_str().parse::<i16>().ok()).filter(|y| (1800..=2999).contains(y));
        if year.is_none() {
            self.wrong_type(span, key, "a year", value, format!("write {key} = 2018, without quotes"));
        }
        year
    }

    /// A whole or partial date.
    pub(crate) fn date(&self, key: K) -> Option<Placed<PartialDate>> {
        let (key, value, span) = self.value(key)?;
        self.date_in(key, value, span)
    }

    fn date_in(&self, key: &str, value: &DeValue<'_>, span: Span) -> Option<Placed<PartialDate>> {
        let not_a_date = |shown: String| {
            self.sink.push(Diagnostic::at(Code::T0205, span, format!("{shown} is not a date")).hint(date::HINT));
        };
        match value {
            // The format has no times of day, so one of them means that something else was written.
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
                            .hint(format!("a whole date is written without quotes: {key} = {text}"))
                            .fix(span, text.as_ref()),
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
                self.wrong_type(span, key, "a date", other, date::HINT);
                None
            }
        }
    }

    /// One of a few words.
    pub(crate) fn word<T>(&self, key: K, parse: impl Fn(&str) -> Option<T>, all: &[&'static str]) -> Option<Placed<T>> {
        let text = self.text(key)?;
        let parsed = parse(&text.value);
        if parsed.is_none() {
            self.sink.push(
                Diagnostic::at(Code::T0206, text.span, format!("`{}` is not a value of `{}`", text.value, key.name()))
                    .hint_if(did_you_mean(&text.value, all.iter().copied()))
                    .hint(format!("it takes {}", in_words(all))),
            );
        }
        parsed.map(|value| Placed::new(value, text.span))
    }

    /// A table below a key.
    pub(crate) fn table<B: Keys>(&self, key: K) -> Option<Table<'a, B>> {
        let (key, value, span) = self.value(key)?;
        let DeValue::Table(table) = value else {
            self.wrong_type(span, key, "one table", value, format!("begin it with a line [{key}], in single brackets"));
            return None;
        };
        Some(Table::new(table, self.sink, self.place_of(key, span)))
    }

    /// A table of any keys, each with a text.
    pub(crate) fn pairs(&self, key: K) -> Vec<(Placed<String>, Placed<String>)> {
        let Some((key, value, span)) = self.value(key) else {
            return Vec::new();
        };
        let DeValue::Table(table) = value else {
            self.wrong_type(
                span,
                key,
                "a table",
                value,
                format!("begin it with a line [{key}], then lines such as old-id = \"new-id\""),
            );
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
    pub(crate) fn tables<B: Keys>(&self, key: K) -> Vec<Table<'a, B>> {
        let Some((key, value, span)) = self.value(key) else {
            return Vec::new();
        };
        let DeValue::Array(items) = value else {
            self.wrong_type(
                span,
                key,
                "a list of tables",
                value,
                format!("begin each with a line [[{key}]], in double brackets"),
            );
            return Vec::new();
        };
        items
            .iter()
            .filter_map(|item| {
                let place = self.sink.span(item.span());
                let DeValue::Table(table) = item.get_ref() else {
                    self.wrong_type(
                        place,
                        key,
                        "a list of tables",
                        item.get_ref(),
                        format!("begin each with a line [[{key}]]"),
                    );
                    return None;
                };
                Some(Table::new(table, self.sink, place))
            })
            .collect()
    }

    /// The place of a value.
    pub(crate) fn place(&self, key: K) -> Option<Span> {
        self.value(key).map(|(_, _, place)| place)
    }

    /// The place of a key's name, for what is wrong with it as a whole.
    fn place_of(&self, key: &str, otherwise: Span) -> Span {
        // The value of a table may run over half the file, which is no place to point at.
        self.table.keys().find(|k| k.get_ref().as_ref() == key).map_or(otherwise, |k| self.sink.span(k.span()))
    }

    /// Puts in a diagnostic.
    pub(crate) fn push(&self, diagnostic: Diagnostic) {
        self.sink.push(diagnostic);
    }

    /// `inspected`: one date, or a table of the first and last day.
    pub(crate) fn date_or_table<B: Keys>(&self, key: K) -> Option<DateOrTable<'a, B>> {
        let (name, value, span) = self.value(key)?;
        if matches!(value, DeValue::Table(_)) {
            return self.table(key).map(|t| DateOrTable::Table(t, span));
        }
        self.date_in(name, value, span).map(DateOrTable::Date)
    }
}

/// What `inspected` may be.
pub(crate) enum DateOrTable<'a, K> {
    Date(Placed<PartialDate>),
    Table(Table<'a, K>, Span),
}

/// What to do about an unknown key: a key of the file that slipped below a table's first line, a slip
/// of the pen, or neither.
fn known_keys<K: Keys>(name: &str) -> String {
    // TOML gives every line below a table's first line to that table, which is easily forgotten.
    if let Some(file) = K::WITHIN.filter(|file| file.names().any(|k| k == name)) {
        return format!("it is a key of {}: put it above the first line in brackets", file.short_title());
    }
    did_you_mean(name, K::SCHEMA.names())
        .unwrap_or_else(|| format!("known keys: {}", K::SCHEMA.names().collect::<Vec<_>>().join(", ")))
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
