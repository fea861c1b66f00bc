//! What words mean, as text files that an editor can review: one layer for the whole program.
//!
//! Start at [`Table::read`] and [`Table::find`]; [`Lists`] holds phrases that are compared as they are written. A
//! *field* is what one part of the program asks of words: how an earlier inspection is named, where people
//! stand, what a heading asks for. Its [`meanings!`] are an enum, its files a list of [`source!`]s beside its code:
//!
//! ```text
//! # a comment
//! @visit: inspection visit~        a class of words; may hold a class that stands above: @other
//! [missed]                         what the phrases below mean
//! remain/remains $                 one phrase a line
//! ```
//!
//! In a phrase, `a/b` is either word, `word~` every word that begins so, `word?` a word that may
//! be missing, `@class` a word of the class, `@class?` one or none, `@class*` up to eight or none,
//! `@year` and `@day` a year and the day of a month, `...` up to six words of the clause, `..` the
//! same without a verb like *has* or *was*, `$` the end of a clause, and `{}` the words that are
//! looked for (a name, a date), up to the next element or mark. A mark is a word of its own.
//!
//! A class may hold `@name` and `@in-name`: the last word, and the others, of names that were looked
//! for before (those of a site's frameworks, say), which no file of the program can list.
//!
//! A phrase begins with a word, and has one before its `{}`: another would be found everywhere, so
//! it cannot be made. What a file says and the table cannot hold is kept in [`Table::faults`], and
//! each field has a test that wants none. Every hit knows its line, so that whatever rests on it can
//! say which phrase read a sentence so: `looks_back/tables/verdicts.txt:112`.
//!
//! The classes of `tables/words.txt` are every field's: a list of verbs or of words of contrast
//! stands there once. No rule here is about one report or one authority.

mod file;
mod lists;
mod meaning;
mod place;
mod search;
mod syntax;
mod table;
mod token;

pub(crate) use lists::Lists;
pub(crate) use meaning::{Meaning, meanings};
pub(crate) use place::{Place, Source, source};
pub(crate) use search::Hit;
pub(crate) use table::{Table, is_year, phrase_fault, words};
pub(crate) use token::{InName, Token, kept_tokens, tokens};
