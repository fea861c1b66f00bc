//! The review desk: suggestions and fresh imports, decided one by one in the browser and written into
//! the content at once.
//!
//! Start at [`server`] for what a browser may ask, at [`desk`] for what happens then. A decision is read in
//! [`decision`], becomes changes of texts in [`changes`] by [`edit`] and [`front`], and is written by [`disk`],
//! which only replaces what was read, where it brings no error ([`trial`]). What the page shows is made in
//! [`steps`]; the page itself lies in `page/`.

mod changes;
pub(crate) mod decision;
pub(crate) mod desk;
pub(crate) mod disk;
pub(crate) mod edit;
mod front;
pub(crate) mod server;
mod source_file;
pub(crate) mod steps;
pub(crate) mod trial;

use crate::diagnostics::{Code, Diagnostic};
pub(crate) use source_file::SOURCES;

/// Why the desk did not do what it was asked, and what to do about it.
fn refused(code: Code, message: impl Into<String>, hint: impl Into<String>) -> Diagnostic {
    Diagnostic::nowhere(code, message).hint(hint)
}
