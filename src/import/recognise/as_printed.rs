//! How what is recognised is written for other programs: days as `YYYY-MM-DD`, the format's own words.

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
    serializer.serialize_str(match why {
        FurnitureKind::RunningHeader => "running header",
        FurnitureKind::RunningFooter => "running footer",
        FurnitureKind::PageNumber => "page number",
        FurnitureKind::Letterhead => "letterhead",
        FurnitureKind::Contents => "contents page",
        FurnitureKind::Footnote { .. } => "footnote",
        FurnitureKind::FootnoteMark => "footnote mark",
        FurnitureKind::Imprint => "imprint",
    })
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
