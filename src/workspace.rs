//! A site's folder, read and joined: what every command begins with.

use std::path::Path;

use crate::diagnostics::{self, Diagnostic};
use crate::model::Knowledge;
use crate::source::{Documents, Files, NoSite};

/// Reads the site in `root`; whatever is wrong with its content comes back beside it, in order.
///
/// # Errors
///
/// When the folder is no site.
pub fn read(root: &Path) -> Result<(Knowledge, Vec<Diagnostic>), NoSite> {
    let (documents, mut problems) = Documents::read(Files::read(root)?);
    let (knowledge, more) = Knowledge::build(documents);
    problems.extend(more);
    diagnostics::sort(&mut problems);
    Ok((knowledge, problems))
}
