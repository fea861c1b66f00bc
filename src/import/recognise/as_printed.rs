//! How what is recognised is written for other programs: days as `YYYY-MM-DD`, the format's own words.

use std::fmt;

use jiff::civil;
use serde::{Serialize, Serializer};

use super::ReportPart;
use crate::import::extract::FurnitureKind;
use crate::looks_back::{About, Extent};
use crate::source::words::{Kind, Verdict};

pub(super) fn some_day<S: Serializer>(day: &Option<civil::Date>, serializer: S) -> Result<S::Ok, S::Error> {
    day.map(|day| day.to_string()).serialize(serializer)
}

pub(super) fn kind<S: Serializer>(kind: &Kind, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(kind.word())
}

pub(super) fn some_kind<S: Serializer>(kind: &Option<Kind>, serializer: S) -> Result<S::Ok, S::Error> {
    kind.map(Kind::word).serialize(serializer)
}

pub(super) fn verdict<S: Serializer>(verdict: &Option<Verdict>, serializer: S) -> Result<S::Ok, S::Error> {
    verdict.map(Verdict::word).serialize(serializer)
}

pub(super) fn extent<S: Serializer>(extent: &Option<Extent>, serializer: S) -> Result<S::Ok, S::Error> {
    extent.map(Extent::word).serialize(serializer)
}

/// The words that name the earlier inspection, then its framework and dates where they are said.
pub(super) fn about<S: Serializer>(about: &About, serializer: S) -> Result<S::Ok, S::Error> {
    let known: Vec<String> =
        about.frameworks.iter().cloned().chain(about.dates.iter().map(ToString::to_string)).collect();
    if known.is_empty() {
        serializer.serialize_str(&about.words)
    } else {
        serializer.collect_str(&format_args!("{} ({})", about.words, known.join(", ")))
    }
}

pub(super) fn furniture<S: Serializer>(why: &FurnitureKind, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(why)
}

impl fmt::Display for FurnitureKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::RunningHeader => "running header",
            Self::RunningFooter => "running footer",
            Self::PageNumber => "page number",
            Self::Letterhead => "letterhead",
            Self::Contents => "contents page",
            Self::Footnote { .. } => "footnote",
            Self::FootnoteMark => "footnote mark",
            Self::Imprint => "imprint",
        })
    }
}

impl Serialize for ReportPart {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(match self {
            Self::LocalAuthority => "local authority",
            Self::Board => "LSCB",
            Self::Family(id) => id,
        })
    }
}
