//! Word documents and web pages: files that say themselves what is a heading, an item, a cell.
//!
//! Start at [`docx::passages`] and [`html::passages`]. Both walk their markup from end to end, without going
//! down by recursion, and hand each paragraph to a [`flow::Flow`], which puts the cells of table rows together.

pub(super) mod docx;
mod flow;
pub(super) mod html;
mod numbering;
mod styles;
mod word;
mod xml;
