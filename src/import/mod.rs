//! A raw report becomes a draft: extract, recognise, segment, write.
//!
//! Start reading at [`intake`]: each file goes through [`extract`], which turns
//! a PDF, text or Markdown file into blocks of text, then [`recognise`], which
//! finds in them what a report says, and [`draft`], which writes it as a
//! content file. What kinds of reports look like stands in the framework
//! files. A draft's silence counts for nothing until an editor has reviewed it.

pub(crate) mod alike;
mod council_words;
pub mod councils;
pub mod draft;
pub mod extract;
pub mod hints;
pub mod intake;
pub(crate) mod mark;
pub mod names;
pub(crate) mod placing;
pub mod recognise;
pub mod reissued;
pub mod unread;
mod words;
