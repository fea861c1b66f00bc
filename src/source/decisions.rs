//! `review.toml`: what the editor has decided and the content itself does not say, by ids that
//! stay, so that nobody is asked the same again.

use super::schema::{DecisionKey, FinishedKey, NotStatedKey, ReviewKey, SampledKey};
use super::toml_table::{Placed, Sink, Table, parse};
use crate::diagnostics::{Diagnostic, FileId, Span};

/// What was decided of one offered link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// The later finding's full id; of a paragraph without one, its report's id, `~` and a
    /// fingerprint of its words.
    pub by: Placed<String>,
    /// The earlier recommendation's full id, or that of a report; nothing where no sentence of the
    /// passage that looks back is about anything here.
    pub on: Option<Placed<String>>,
}

/// Everything that `review.toml` holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Decisions {
    /// Not about this.
    pub declined: Vec<Decision>,
    /// Not now.
    pub later: Vec<Decision>,
    /// Another passage speaks of the same, and was decided on; or turned down together with others.
    pub settled: Vec<Decision>,
    /// Looked for in the report, and not there.
    pub not_stated: Vec<NotStated>,
    /// Read to the end.
    pub finished: Vec<Finished>,
    /// Accepted with others of their kind.
    pub sampled: Vec<Sampled>,
}

/// A field that somebody looked for in a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotStated {
    /// The report's full id.
    pub report: Placed<String>,
    /// The field's name.
    pub field: String,
}

/// A report that was read to the end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finished {
    /// The report's full id.
    pub report: Placed<String>,
    /// Fingerprints of what was suggested then and left undecided.
    pub seen: Vec<String>,
}

/// A suggestion that was accepted after a sample of its kind had been read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sampled {
    /// By what, and on what.
    pub decision: Decision,
    /// What was accepted together.
    pub kind: String,
}

impl Decisions {
    /// All that is decided of a passage and what it may be about.
    pub fn of_passages(&self) -> impl Iterator<Item = &Decision> {
        let sampled = self.sampled.iter().map(|s| &s.decision);
        self.declined.iter().chain(&self.later).chain(&self.settled).chain(sampled)
    }

    /// All names of reports that decisions on whole reports are about.
    pub(crate) fn whole_reports(&self) -> impl Iterator<Item = &Placed<String>> {
        self.not_stated.iter().map(|n| &n.report).chain(self.finished.iter().map(|f| &f.report))
    }
}

pub(super) fn read_decisions(text: &str, file: FileId) -> (Decisions, Vec<Diagnostic>) {
    let sink = Sink::new(file, 0);
    let mut decisions = Decisions::default();
    if let Some(toml) = parse(text, &sink) {
        let table = Table::new(&toml, &sink, Span::new(file, 0..0));
        let list = |key| table.tables(key).iter().filter_map(decision).collect();
        decisions = Decisions {
            declined: list(ReviewKey::Declined),
            later: list(ReviewKey::Later),
            settled: list(ReviewKey::Settled),
            not_stated: table.tables(ReviewKey::NotStated).iter().filter_map(not_stated).collect(),
            finished: table.tables(ReviewKey::Finished).iter().filter_map(finished).collect(),
            sampled: table.tables(ReviewKey::Sampled).iter().filter_map(sampled).collect(),
        };
    }
    (decisions, sink.into_list())
}

fn decision(table: &Table<'_, DecisionKey>) -> Option<Decision> {
    let (by, on) = (table.text(DecisionKey::By), table.text(DecisionKey::On));
    Some(Decision { by: by?, on })
}

fn not_stated(table: &Table<'_, NotStatedKey>) -> Option<NotStated> {
    let (report, field) = (table.text(NotStatedKey::Report), table.text(NotStatedKey::Field));
    Some(NotStated { report: report?, field: field?.value })
}

fn finished(table: &Table<'_, FinishedKey>) -> Option<Finished> {
    let seen = table.texts(FinishedKey::Seen).into_iter().map(|seen| seen.value).collect();
    Some(Finished { report: table.text(FinishedKey::Report)?, seen })
}

fn sampled(table: &Table<'_, SampledKey>) -> Option<Sampled> {
    let (by, on, kind) = (table.text(SampledKey::By), table.text(SampledKey::On), table.text(SampledKey::Kind));
    Some(Sampled { decision: Decision { by: by?, on: Some(on?) }, kind: kind?.value })
}
