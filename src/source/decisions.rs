//! `review.toml`: links that the editor has declined or put off, by ids that
//! stay, so that nobody is asked the same again.

use super::schema::{DecisionKey, ReviewKey};
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
}

pub(super) fn read_decisions(text: &str, file: FileId) -> (Decisions, Vec<Diagnostic>) {
    let sink = Sink::new(file, 0);
    let mut decisions = Decisions::default();
    if let Some(toml) = parse(text, &sink) {
        let table = Table::new(&toml, &sink, Span::new(file, 0..0));
        let list = |key| table.tables(key).iter().filter_map(decision).collect();
        decisions = Decisions { declined: list(ReviewKey::Declined), later: list(ReviewKey::Later) };
    }
    (decisions, sink.into_list())
}

fn decision(table: &Table<'_, DecisionKey>) -> Option<Decision> {
    let (by, on) = (table.text(DecisionKey::By), table.text(DecisionKey::On));
    Some(Decision { by: by?, on })
}
