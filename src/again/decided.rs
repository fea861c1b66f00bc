//! What was decided in `review.toml` about a draft's statements follows them to its new reading.

use std::collections::BTreeMap;

use super::find::Draft;
use super::successors::{Statement, Successors};
use crate::diagnostics::{Code, Diagnostic};
use crate::model::{Catalogue, KeptName, ReportId};
use crate::review::edit::Splice;
use crate::source::{Documents, Placed, toml_text};
use crate::suggest::passage::unmarked_name;

/// A name in `review.toml`: where it stands and what it names.
struct Name<'d> {
    written: &'d Placed<String>,
    names: KeptName<'d>,
    /// Whether it is what was declined as a target, and so has to be a recommendation or a report.
    is_target: bool,
}

/// The names in `review.toml`, by the report that they belong to.
pub(super) struct Decided<'d> {
    by_report: BTreeMap<ReportId, Vec<Name<'d>>>,
    documents: &'d Documents,
}

impl<'d> Decided<'d> {
    pub(super) fn of(documents: &'d Documents) -> Self {
        // What is wrong with the content is said elsewhere.
        let catalogue = Catalogue::new(documents, &mut Vec::new());
        let mut by_report: BTreeMap<ReportId, Vec<Name<'d>>> = BTreeMap::new();
        let decisions = &documents.decisions;
        for decision in decisions.of_passages() {
            let by = std::iter::once((&decision.by, false));
            for (written, is_target) in by.chain(decision.on.iter().map(|on| (on, true))) {
                let Some(names) = catalogue.kept(&written.value) else { continue };
                let report = match names {
                    KeptName::Report(report) | KeptName::Unmarked(report, _) => report,
                    KeptName::Finding(finding) => finding.report,
                };
                by_report.entry(report).or_default().push(Name { written, names, is_target });
            }
        }
        Self { by_report, documents }
    }

    /// The names that change as a draft becomes the report `id` with new statements, and those whose statement has no
    /// successor.
    pub(super) fn carried_over(
        &self,
        draft: &Draft<'_>,
        id: &str,
        old: &[Statement],
        new: &[Statement],
        successors: &Successors,
    ) -> (Vec<Splice>, Vec<Diagnostic>) {
        let (mut splices, mut lost) = (Vec::new(), Vec::new());
        let number = u32::try_from(draft.number).ok().map(ReportId);
        let names = number.and_then(|number| self.by_report.get(&number));
        if names.is_none_or(Vec::is_empty) {
            return (splices, lost);
        }
        let report = draft.report.id();
        let unmarked: BTreeMap<String, usize> =
            old.iter().enumerate().map(|(n, s)| (unmarked_name(&report, &s.text), n)).collect();
        let by_id: BTreeMap<&str, usize> =
            old.iter().enumerate().filter_map(|(n, s)| Some((s.id.as_deref()?, n))).collect();
        for name in names.into_iter().flatten() {
            let at = match name.names {
                KeptName::Report(_) => {
                    splices.extend(Some(renamed(name, id.to_owned())).filter(|_| id != report));
                    continue;
                }
                KeptName::Unmarked(_, fingerprint) => unmarked.get(&format!("{report}~{fingerprint}")).copied(),
                KeptName::Finding(finding) => {
                    let number = finding.number as usize;
                    let own = draft.report.body.findings.get(number).and_then(|f| f.id.as_ref());
                    own.and_then(|own| by_id.get(own.value.as_str())).copied()
                }
            };
            // What named nothing before is no loss of this reading.
            let Some(at) = at else { continue };
            let now = successors.of(at).and_then(|to| new.get(to)).filter(|s| !name.is_target || s.kind.asks());
            match now {
                Some(statement) => {
                    let present = match &statement.id {
                        Some(own) => format!("{id}#{own}"),
                        None => unmarked_name(id, &statement.text),
                    };
                    splices.extend(Some(renamed(name, present.clone())).filter(|_| name.written.value != present));
                }
                None => lost.push(
                    Diagnostic::nowhere(
                        Code::T0318,
                        format!("`{}`, which was decided on, has no successor", name.written.value),
                    )
                    .hint(
                        "its entry in `review.toml` stands for nothing then: remove it, or name what it is about now",
                    ),
                ),
            }
        }
        splices.retain(|splice| self.is_quoted(splice));
        (splices, lost)
    }

    /// Whether what is replaced is a text in quotes: anything else would not be read back.
    fn is_quoted(&self, splice: &Splice) -> bool {
        let text = self.text().and_then(|text| text.get(splice.at.clone()));
        text.is_some_and(|text| text.starts_with(['"', '\'']) && text.ends_with(['"', '\'']))
    }

    fn text(&self) -> Option<&'d str> {
        decisions_of(self.documents)
    }
}

/// The text of `review.toml`.
pub(super) fn decisions_of(documents: &Documents) -> Option<&str> {
    documents.sources.iter().find(|(_, file)| file.path == crate::review::desk::DECISIONS).map(|(_, file)| &*file.text)
}

fn renamed(name: &Name<'_>, present: String) -> Splice {
    Splice { at: name.written.span.range(), with: toml_text::quoted(&present) }
}
