//! What is wrong with drafts (`draft = true`): they are checked as if they were published, and are in nothing.
//!
//! Start at [`check`]. A draft never stops a site, so its errors are lowered.

use crate::diagnostics::Diagnostic;
use crate::model::Linked;
use crate::source::Documents;

/// Adds what is wrong with drafts once they are joined with all else; what is wrong with them is a warning.
pub(super) fn check(mut documents: Documents, problems: &mut Vec<Diagnostic>) -> Documents {
    let drafts = documents.draft_files();
    if drafts.is_empty() {
        return documents;
    }
    documents.put_drafts_back();
    let (linked, found) = Linked::build(documents);
    let is_of_draft = |problem: &Diagnostic| problem.span.is_some_and(|span| drafts.contains(&span.file));
    problems.extend(found.into_iter().filter(is_of_draft));
    problems.iter_mut().filter(|p| is_of_draft(p)).for_each(|problem| problem.lowered = true);
    let mut documents = linked.documents;
    documents.set_apart();
    documents
}
