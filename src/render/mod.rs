//! x
use std::path::Path;
use crate::diagnostics::Diagnostic;
use crate::source::Settings;
pub(crate) fn check_templates(_: &Path, _: &Settings) -> Vec<Diagnostic> { Vec::new() }
