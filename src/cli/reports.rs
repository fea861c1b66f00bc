//! Reports named on the command line.

use super::{Ending, refuse};
use crate::diagnostics::{Code, Diagnostic, did_you_mean};
use crate::model::{Knowledge, ReportId};

/// The reports of some names, each an id or the path of a file below the site's folder; says which there
/// is none of.
pub(super) fn named(knowledge: &Knowledge, names: &[String]) -> Result<Vec<ReportId>, Ending> {
    names.iter().map(|name| report_named(knowledge, name)).collect()
}

fn report_named(knowledge: &Knowledge, name: &str) -> Result<ReportId, Ending> {
    // A path as a shell completes it names the same report as the id in it.
    let id = name.trim_start_matches("./").trim_start_matches("content/");
    let id = id.trim_start_matches("inspections/").trim_start_matches("updates/");
    let id = id.strip_suffix(".md").unwrap_or(id);
    knowledge.catalogue.report(id).map(|found| found.is).ok_or_else(|| {
        let all: Vec<String> = knowledge.report_ids().map(|r| knowledge.report(r).id()).collect();
        // A file that is there and cannot be read must not be called missing.
        let hint = match knowledge.documents.is_unread_report(id) {
            true => Some("it is left out because of its errors; mend them first".to_owned()),
            false => did_you_mean(id, all.iter().map(String::as_str)),
        };
        let hint = hint.unwrap_or_else(|| "an id is AUTHORITY/REPORT; `throughline list` shows some".to_owned());
        refuse(&Diagnostic::nowhere(Code::T1202, format!("there is no report `{name}`")).hint(hint))
    })
}
