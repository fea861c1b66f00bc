//! The second stage: what the program reads in reports that nobody has read. A reading becomes a
//! follow-up like any other, but for its reader: the rules of outcomes keep the two apart.

use super::follow_up::{FollowUp, On, Reader};
use super::{FindingId, ReportId};
use crate::source::words::{Basis, LinkKey};

/// One thing that the program reads in a report: a follow-up before it is joined to the others.
#[derive(Clone, Debug)]
pub struct Reading {
    /// The finding that it read.
    pub by: FindingId,
    /// What it says.
    pub key: LinkKey,
    /// Of what.
    pub on: On,
    /// How sure the words are; the program's statements keep their basis.
    pub basis: Basis,
    /// The part of the recommendation that it is about.
    pub part: Option<String>,
    /// The inspection whose conclusion it repeats.
    pub via: Option<ReportId>,
}

impl From<Reading> for FollowUp {
    fn from(reading: Reading) -> Self {
        let Reading { by, key, on, basis, part, via } = reading;
        Self { by, key, on, basis, reader: Reader::Program, part, via, span: None }
    }
}
