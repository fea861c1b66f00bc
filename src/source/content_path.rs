//! Where the files of the content lie, below the site's folder: the one place that puts such paths together.

use super::Nature;

/// The folder of the content.
pub(crate) const CONTENT: &str = "content";

/// The list of what was ever published, in the site's folder.
pub const ADDRESSES: &str = "addresses.txt";

/// The folder of files that are published as they are.
pub(crate) const FILES: &str = "files";

/// The site's own register.
pub(crate) const REGISTER: &str = "content/register.toml";

/// The folder of reports of one kind.
fn of_reports(nature: Nature) -> &'static str {
    match nature {
        Nature::Inspection => "inspections",
        Nature::Update => "updates",
    }
}

/// The file of a report, by its full id: `authority/report`.
pub(crate) fn of_report(nature: Nature, id: &str) -> String {
    format!("{CONTENT}/{}/{id}.md", of_reports(nature))
}

/// The full id of the report whose file lies at a path; none where that is no report's path.
pub(crate) fn report_at(path: &str) -> Option<&str> {
    let below = path.strip_prefix(CONTENT)?.strip_prefix('/')?;
    // At the first slash: what is left is `authority/report`, as ids are written.
    let (folder, id) = below.split_once('/')?;
    let is_reports = [Nature::Inspection, Nature::Update].into_iter().any(|nature| of_reports(nature) == folder);
    id.strip_suffix(".md").filter(|_| is_reports)
}

/// The file of an authority.
pub(crate) fn of_authority(id: &str) -> String {
    format!("{CONTENT}/authorities/{id}.md")
}

/// The id of the authority whose file lies at a path; none where that is no authority's path.
pub(crate) fn authority_at(path: &str) -> Option<&str> {
    path.strip_prefix(CONTENT)?.strip_prefix("/authorities/")?.strip_suffix(".md").filter(|id| !id.contains('/'))
}

/// The file of a theme.
pub(crate) fn of_theme(id: &str) -> String {
    format!("{CONTENT}/themes/{id}.md")
}

/// The file of a page of the site's own.
pub(crate) fn of_own_page(id: &str) -> String {
    format!("{CONTENT}/pages/{id}.md")
}

/// The file of a framework of the site's own.
pub(crate) fn of_framework(id: &str) -> String {
    format!("{CONTENT}/frameworks/{id}.toml")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reports_path_leads_back_to_its_id() {
        for nature in [Nature::Inspection, Nature::Update] {
            assert_eq!(report_at(&of_report(nature, "marrowby/2014-06-sif")), Some("marrowby/2014-06-sif"));
        }
        assert_eq!(report_at("content/themes/assessments.md"), None);
        assert_eq!(report_at("content/inspections/marrowby/notes.txt"), None);
    }
}
