//! What one finding says of something earlier: a link, looked up, with its basis and its reader.

use super::{FindingId, RecommendationId, ReportId, sets};
use crate::diagnostics::Span;
use crate::source::words::{Basis, Kind, LinkKey, Nature, Quantity, Verdict, words};

words! {
    /// Who says that a later passage is about an earlier recommendation, surest first.
    Reader {
        /// The report itself says so: basis stated, or a statement about a whole group.
        Inspector "inspector" "the inspector",
        /// An editor read the two side by side.
        Editor "editor" "the editor",
        /// Nobody has checked it.
        Program "program" "the program",
    }
}

impl Reader {
    /// Who reads a link of this basis that an editor wrote. `stated` is whether the link says of
    /// itself that the report says so, which only matters for *raised again*: asking for much the
    /// same thing does not by itself say that it is asked again.
    pub(super) fn of_link(on: On, basis: Basis, stated: bool) -> Self {
        match basis {
            // What speaks of a report's recommendations together, or of a report as a whole, names it.
            _ if matches!(on, On::Group { .. } | On::Report(_)) => Self::Inspector,
            Basis::Stated | Basis::Group => Self::Inspector,
            Basis::RaisedAgain if stated => Self::Inspector,
            // Whether two requests are the same is nearly always read from outside both reports.
            Basis::Answered | Basis::Editor | Basis::RaisedAgain => Self::Editor,
        }
    }
}

/// How many of something each reader says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ByReader {
    /// The reports themselves say so.
    pub inspector: usize,
    /// An editor read it in them.
    pub editor: usize,
    /// The program did, and nobody has checked it.
    pub program: usize,
}

impl ByReader {
    /// How many somebody or something read into the words.
    #[must_use]
    pub fn readings(self) -> usize {
        self.editor + self.program
    }

    /// How many one of them says.
    #[must_use]
    pub fn of(self, reader: Reader) -> usize {
        match reader {
            Reader::Inspector => self.inspector,
            Reader::Editor => self.editor,
            Reader::Program => self.program,
        }
    }

    /// Counts one more; of what nobody says there is nothing to count.
    pub fn add(&mut self, reader: Option<Reader>) {
        match reader {
            Some(Reader::Inspector) => self.inspector += 1,
            Some(Reader::Editor) => self.editor += 1,
            Some(Reader::Program) => self.program += 1,
            None => {}
        }
    }
}

impl FromIterator<Option<Reader>> for ByReader {
    fn from_iter<I: IntoIterator<Item = Option<Reader>>>(readers: I) -> Self {
        let mut by = Self::default();
        readers.into_iter().for_each(|reader| by.add(reader));
        by
    }
}

/// What a follow-up is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum On {
    /// One recommendation.
    One(RecommendationId),
    /// All, none, most or some of a report's.
    Group {
        /// How much.
        quantity: Quantity,
        /// Only those of this kind.
        kind: Option<Kind>,
        /// Whose.
        report: ReportId,
    },
    /// A report as a whole.
    Report(ReportId),
}

/// A link, looked up; or what the program read.
#[derive(Clone, Debug)]
pub struct FollowUp {
    /// The finding that carries it.
    pub by: FindingId,
    /// What it says.
    pub key: LinkKey,
    /// Of what.
    pub on: On,
    /// How sure the words are.
    pub basis: Basis,
    /// Who says that the finding is about that.
    pub reader: Reader,
    /// The part of the recommendation that it is about.
    pub part: Option<String>,
    /// The inspection whose conclusion it repeats.
    pub via: Option<ReportId>,
    /// Where the target is written; nowhere, where the program read it.
    pub span: Option<Span>,
}

impl FollowUp {
    /// The verdict that it gives, if it gives one: a council's own paper only claims, most or some are
    /// not said which, and `met="none of"` says that none is met.
    #[must_use]
    pub fn verdict(&self, speaks: Nature) -> Option<Verdict> {
        match self.on {
            _ if speaks == Nature::Update => None,
            On::Group { quantity: Quantity::None, .. } => Some(Verdict::Missed),
            On::Group { quantity, .. } if !sets(quantity) => None,
            On::One(_) | On::Group { .. } | On::Report(_) => self.key.verdict(),
        }
    }
}
