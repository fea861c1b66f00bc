//! A site's folder, read and joined: what every command begins with.
//!
//! Start at [`read_site`]. Which reports are left out because of their errors, and how that is
//! said, is in [`left_out`]; what is said of drafts, in [`drafts`].

mod drafts;
mod left_out;

use std::path::Path;

use crate::diagnostics::{Code, Diagnostic};
use crate::model::Knowledge;
use crate::source::{Documents, Files};

pub use left_out::{LeaveOut, concerns_left_out, join};

/// Reads the site in `root`, without the reports that are to be left out; whatever is wrong with
/// its content comes back beside it, in order.
///
/// # Errors
///
/// When the folder is no site.
pub fn read_site(root: &Path, leave_out: LeaveOut) -> Result<(Knowledge, Vec<Diagnostic>), Diagnostic> {
    Ok(join(read_files(root)?, leave_out))
}

/// Reads the documents of the site in `root`, those with errors as well: for who must know of every
/// report that is there, whatever state it is in. What is wrong with single files comes back beside them.
///
/// # Errors
///
/// When the folder is no site.
pub fn read_documents(root: &Path) -> Result<(Documents, Vec<Diagnostic>), Diagnostic> {
    let (mut documents, problems) = Documents::read(read_files(root)?);
    documents.put_all_back();
    Ok((documents, problems))
}

fn read_files(root: &Path) -> Result<Files, Diagnostic> {
    Files::read(root).map_err(|no_site| Diagnostic::nowhere(Code::T1201, no_site.message).hint(no_site.hint))
}
