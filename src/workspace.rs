//! A site's folder, read and joined: what every command begins with.

use std::path::Path;

use crate::diagnostics::{self, Code, Diagnostic};
use crate::model::Knowledge;
use crate::source::{Documents, Files};

/// Reads the site in `root`; whatever is wrong with its content comes back beside it, in order.
///
/// # Errors
///
/// When the folder is no site.
pub fn read(root: &Path) -> Result<(Knowledge, Vec<Diagnostic>), Diagnostic> {
    let files =
        Files::read(root).map_err(|no_site| Diagnostic::nowhere(Code::T1201, no_site.message).hint(no_site.hint))?;
    let (documents, mut problems) = Documents::read(files);
    let (knowledge, more) = Knowledge::build(documents);
    problems.extend(more);
    diagnostics::sort(&mut problems);
    Ok((knowledge, problems))
}
