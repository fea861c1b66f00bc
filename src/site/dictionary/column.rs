//! What a table of the downloads is: its rows, and columns that each say their name, what they mean and how
//! a row's cell is read.
//!
//! Start at [`TableOf`]. A name and its cell stand in one definition, so that they cannot come apart, and a
//! definition takes only a reader of the type that it promises. [`Table`] is the same without the type of
//! its rows, for those who write all tables alike.

use super::{Content, Part};
use crate::source::date::PartialDate;
use crate::source::words::Wording;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Type {
    Text,
    /// One of these.
    Word(&'static [&'static str]),
    /// A year, a month or a day: `2011`, `2011-08` or `2011-08-17`.
    Date,
    Number,
    Bool,
    /// Several texts; in CSV with semicolons between them.
    List,
}

/// A value; nothing where it is not stated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Cell {
    Nothing,
    Text(String),
    Number(usize),
    Bool(bool),
    List(Vec<String>),
}

/// What is said of a column to people and in the schema.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Meaning {
    pub(crate) name: &'static str,
    pub(crate) holds: Type,
    /// Whether every row has it.
    pub(crate) always: bool,
    pub(crate) means: &'static str,
}

/// Reads a value from a row.
// Functions that hold nothing, so that a whole table can be a constant.
type From<R, V> = fn(&Content<'_>, &R) -> V;

/// How a cell is read, which also says what the column holds and whether every row has it.
enum Reads<R: 'static> {
    Text(From<R, String>),
    TextIfAny(From<R, Option<String>>),
    Word(&'static [&'static str], From<R, &'static str>),
    WordIfAny(&'static [&'static str], From<R, Option<&'static str>>),
    Date(From<R, PartialDate>),
    DateIfAny(From<R, Option<PartialDate>>),
    Number(From<R, usize>),
    NumberIfAny(From<R, Option<usize>>),
    Bool(From<R, bool>),
    List(From<R, Vec<String>>),
    ListIfAny(From<R, Option<Vec<String>>>),
    /// A path from the site's root.
    Path(From<R, String>),
}

impl<R> Reads<R> {
    fn holds(&self) -> (Type, bool) {
        match self {
            Self::Text(_) | Self::Path(_) => (Type::Text, true),
            Self::TextIfAny(_) => (Type::Text, false),
            Self::Word(words, _) => (Type::Word(words), true),
            Self::WordIfAny(words, _) => (Type::Word(words), false),
            Self::Date(_) => (Type::Date, true),
            Self::DateIfAny(_) => (Type::Date, false),
            Self::Number(_) => (Type::Number, true),
            Self::NumberIfAny(_) => (Type::Number, false),
            Self::Bool(_) => (Type::Bool, true),
            Self::List(_) => (Type::List, true),
            Self::ListIfAny(_) => (Type::List, false),
        }
    }

    fn cell(&self, content: &Content<'_>, row: &R) -> Cell {
        let date = |date: PartialDate| Cell::Text(date.to_string());
        let word = |word: &'static str| Cell::Text(word.to_owned());
        match self {
            Self::Text(read) => Cell::Text(read(content, row)),
            Self::TextIfAny(read) => read(content, row).map_or(Cell::Nothing, Cell::Text),
            Self::Word(_, read) => word(read(content, row)),
            Self::WordIfAny(_, read) => read(content, row).map_or(Cell::Nothing, word),
            Self::Date(read) => date(read(content, row)),
            Self::DateIfAny(read) => read(content, row).map_or(Cell::Nothing, date),
            Self::Number(read) => Cell::Number(read(content, row)),
            Self::NumberIfAny(read) => read(content, row).map_or(Cell::Nothing, Cell::Number),
            Self::Bool(read) => Cell::Bool(read(content, row)),
            Self::List(read) => Cell::List(read(content, row)),
            Self::ListIfAny(read) => read(content, row).map_or(Cell::Nothing, Cell::List),
            Self::Path(read) => Cell::Text(format!("{}{}", content.base, read(content, row))),
        }
    }
}

/// A column of a table whose rows are made from `R`.
pub(super) struct Column<R: 'static> {
    name: &'static str,
    means: &'static str,
    reads: Reads<R>,
}

/// Makes a constructor of columns for each way to read a cell.
macro_rules! constructors {
    ($($make:ident: $reads:ident($value:ty);)*) => {
        $(pub(super) const fn $make<R>(name: &'static str, means: &'static str, read: From<R, $value>) -> Column<R> {
            Column { name, means, reads: Reads::$reads(read) }
        })*
    };
}

constructors! {
    text: Text(String);
    text_if_any: TextIfAny(Option<String>);
    date: Date(PartialDate);
    date_if_any: DateIfAny(Option<PartialDate>);
    number: Number(usize);
    number_if_any: NumberIfAny(Option<usize>);
    flag: Bool(bool);
    list: List(Vec<String>);
    list_if_any: ListIfAny(Option<Vec<String>>);
}

/// One of a few words.
pub(super) const fn word<R>(
    name: &'static str,
    words: &'static [&'static str],
    means: &'static str,
    read: From<R, &'static str>,
) -> Column<R> {
    Column { name, means, reads: Reads::Word(words, read) }
}

/// One of a few words, where there is something to say.
pub(super) const fn word_if_any<R>(
    name: &'static str,
    words: &'static [&'static str],
    means: &'static str,
    read: From<R, Option<&'static str>>,
) -> Column<R> {
    Column { name, means, reads: Reads::WordIfAny(words, read) }
}

/// Whose words a row's are.
pub(super) const fn wording<R>(read: From<R, &'static str>) -> Column<R> {
    word("wording", Wording::WORDS, "whose words they are: the editor’s own, or the report’s", read)
}

/// Where the original of a finding can be read, for what a finding or a statement is in.
pub(super) const fn original<R>(read: From<R, Option<String>>) -> Column<R> {
    text_if_any(
        "original",
        "where the original can be read, at the page if that is known; else a page that lists it",
        read,
    )
}

/// The address of a row's page, from its path.
pub(super) const fn page<R>(path: From<R, String>) -> Column<R> {
    let means = "the address of its page; from the site’s root where the site has no base_url";
    Column { name: "page", means, reads: Reads::Path(path) }
}

/// Hands over each row of a part in order.
// Handed over and not returned: the rows of some tables are made for this alone, others are lent by the model.
type Rows<R> = fn(&Content<'_>, &Part, &mut dyn FnMut(&R));

/// A table: its name, what its rows are, where they come from, and their columns.
pub(super) struct TableOf<R: 'static> {
    pub(super) name: &'static str,
    pub(super) about: &'static str,
    /// The column that tells its rows apart, where there is one.
    pub(super) key: Option<&'static str>,
    /// Columns that hold the key of another table, or nothing: name, table.
    pub(super) refers: &'static [(&'static str, &'static str)],
    pub(super) each: Rows<R>,
    pub(super) columns: &'static [Column<R>],
}

/// A table, whatever its rows are made from.
pub(crate) trait Table: Sync {
    fn name(&self) -> &'static str;
    fn about(&self) -> &'static str;
    /// The column that tells its rows apart, where there is one.
    fn key(&self) -> Option<&'static str>;
    /// Columns that hold the key of another table, or nothing, each with that table's name.
    fn refers(&self) -> &'static [(&'static str, &'static str)];
    fn columns(&self) -> Vec<Meaning>;
    /// Hands over the rows of a part, a cell a column.
    fn each(&self, content: &Content<'_>, part: &Part, row: &mut dyn FnMut(&[Cell]));
}

impl<R> Table for TableOf<R> {
    fn name(&self) -> &'static str {
        self.name
    }

    fn about(&self) -> &'static str {
        self.about
    }

    fn key(&self) -> Option<&'static str> {
        self.key
    }

    fn refers(&self) -> &'static [(&'static str, &'static str)] {
        self.refers
    }

    fn columns(&self) -> Vec<Meaning> {
        let meaning = |column: &Column<R>| {
            let (holds, always) = column.reads.holds();
            Meaning { name: column.name, holds, always, means: column.means }
        };
        self.columns.iter().map(meaning).collect()
    }

    fn each(&self, content: &Content<'_>, part: &Part, take: &mut dyn FnMut(&[Cell])) {
        let mut cells = Vec::with_capacity(self.columns.len());
        (self.each)(content, part, &mut |row| {
            cells.clear();
            cells.extend(self.columns.iter().map(|column| column.reads.cell(content, row)));
            take(&cells);
        });
    }
}
