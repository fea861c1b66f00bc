//! What is found in a report, field by field.
//!
//! Every field keeps its type until it is written: into a draft by `import/draft.rs`, for other
//! programs by `as_printed.rs`. The keys and words that other programs read are permanent.

use jiff::civil;
use serde::Serialize;
use serde::ser::{SerializeStruct, Serializer};

use super::as_printed;
use super::{Field, Unsure, Why};
use crate::import::councils::Council;
use crate::import::extract::FurnitureKind;
use crate::import::hints::DateHint;
use crate::looks_back::{About, Extent};
use crate::source::date::PartialDate;
use crate::source::words::{Kind, Verdict};

/// What a report says.
#[derive(Debug, Serialize)]
pub struct Recognised {
    /// The file's name.
    pub source: String,
    /// Its fingerprint.
    pub sha256: String,
    /// The framework's id.
    pub framework: String,
    /// The council.
    pub authority: AuthorityName,
    /// The title as printed.
    pub title: Option<String>,
    /// The days of the visit.
    pub inspected: Option<Visit>,
    /// The date of the report.
    #[serde(serialize_with = "as_printed::some_day")]
    pub published: Option<civil::Date>,
    /// Names without titles, the lead first.
    pub inspectors: Vec<String>,
    /// The terms under which it may be used, as it states them.
    pub licence: String,
    /// Keys that the report does not say, and somebody gave at the import.
    pub by_hand: Vec<&'static str>,
    /// Dates beside the text, where it states none of publication: never used, only told.
    pub date_hints: Vec<DateHint>,
    /// The law it was done under.
    pub legal_basis: Option<String>,
    /// What a narrow visit looked at, in the report's words.
    #[serde(rename = "scope")]
    pub scope_text: Option<String>,
    /// Graded strands, as printed.
    pub judgements: Vec<Judgement>,
    /// The text by section.
    pub sections: Vec<Section>,
    /// Sentences that speak of an earlier inspection's findings.
    pub looks_back: Vec<LookBackLine>,
    /// What an editor should look at, and why.
    pub unsure: Vec<Unsure>,
    /// Why blocks were read as they were, for who asks.
    #[serde(skip)]
    pub why: Vec<Why>,
    /// Text that is not in the draft, and why.
    pub furniture: Vec<FurnitureLine>,
    /// Words of the source, and where they went.
    pub words: Words,
}

impl Recognised {
    /// Notes that a field was given by hand, so that nobody is asked for it.
    pub(in crate::import) fn say_by_hand(&mut self, field: Field) {
        self.unsure.retain(|unsure| unsure.left_out() != Some(field));
        self.by_hand.push(field.key());
    }
}

/// The council that a report is about.
#[derive(Clone, Debug, Default, Serialize)]
pub struct AuthorityName {
    /// As the site shows it.
    pub name: Option<String>,
    /// Its id; before it has a place, none where nobody knows it yet.
    pub id: Option<String>,
}

impl AuthorityName {
    /// One that is known.
    #[must_use]
    pub fn known(council: &Council) -> Self {
        Self { name: Some(council.name.clone()), id: Some(council.id.clone()) }
    }
}

/// The days of a visit; the last is never before the first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Visit {
    /// The first day.
    pub from: civil::Date,
    /// The last day.
    pub to: civil::Date,
    /// Whether only the month is known, of which they are the first and the last day.
    pub is_month: bool,
}

impl Visit {
    /// The first and the last day as far as they are known.
    #[must_use]
    pub fn as_known(self) -> (PartialDate, PartialDate) {
        let known = |day: civil::Date| {
            if self.is_month { PartialDate::Month(day.year(), day.month()) } else { PartialDate::Day(day) }
        };
        (known(self.from), known(self.to))
    }
}

/// As `{"from": ..., "to": ...}`.
impl Serialize for Visit {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (from, to) = self.as_known();
        let mut fields = serializer.serialize_struct("Visit", 2)?;
        fields.serialize_field("from", &from.to_string())?;
        fields.serialize_field("to", &to.to_string())?;
        fields.end()
    }
}

/// A graded strand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Judgement {
    /// As printed.
    pub name: String,
    /// As printed.
    pub grade: String,
}

/// A section and its items.
#[derive(Clone, Debug, Serialize)]
pub struct Section {
    /// As printed; empty for what stands before the first heading.
    pub heading: String,
    /// The page of the heading.
    #[serde(skip)]
    pub page: Option<u32>,
    /// What its items are.
    #[serde(serialize_with = "as_printed::kind")]
    pub kind: Kind,
    /// Whose part of the report it is, where one report has several.
    #[serde(rename = "scope")]
    pub part: Option<ReportPart>,
    /// Whether a framework explains the heading itself.
    #[serde(skip)]
    pub explained: bool,
    /// The items, and in narrative the paragraphs.
    pub items: Vec<Item>,
    /// Paragraphs that are no items: lead-ins, statements.
    #[serde(skip)]
    pub prose: Vec<Prose>,
    /// Whether paragraphs were taken for items, though the framework does not say that they are.
    #[serde(skip)]
    pub of_paragraphs: bool,
}

impl Section {
    /// One without items yet.
    pub(super) fn new(heading: &str, page: Option<u32>, kind: Kind) -> Self {
        Self {
            heading: heading.to_owned(),
            page,
            kind,
            part: None,
            explained: false,
            items: Vec::new(),
            prose: Vec::new(),
            of_paragraphs: false,
        }
    }
}

/// Whose part of a report a section belongs to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReportPart {
    /// The council's.
    LocalAuthority,
    /// The safeguarding board's.
    Board,
    /// That of another family of inspections: its id.
    Family(String),
}

/// One item.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Item {
    /// Its words, without those of nested items.
    pub text: String,
    /// The deadline.
    pub by: Option<String>,
    /// Who is asked.
    pub to: Option<String>,
    /// The sub-heading that it stands under.
    pub group: Option<String>,
    /// What the report ties it to, beside its own framework.
    pub tag: Option<String>,
    /// The page it begins on.
    pub page: Option<u32>,
    /// Its printed number.
    pub paragraph: Option<String>,
    /// What it is, where that is not said of its whole section: a row of a council's action plan.
    #[serde(serialize_with = "as_printed::some_kind", skip_serializing_if = "Option::is_none")]
    pub kind: Option<Kind>,
    /// Nested items.
    pub children: Vec<Item>,
}

/// A paragraph in a section that is none of its items.
#[derive(Clone, Debug)]
pub struct Prose {
    /// The words.
    pub text: String,
    /// The page it begins on.
    pub page: Option<u32>,
    /// Before which item it stands.
    pub before: usize,
    /// Its printed number.
    pub number: Option<String>,
}

/// A sentence that looks back.
#[derive(Clone, Debug, Serialize)]
pub struct LookBackLine {
    /// As printed.
    pub text: String,
    /// The page.
    pub page: Option<u32>,
    /// What it says became of it; nothing where it states none.
    #[serde(serialize_with = "as_printed::verdict")]
    pub verdict: Option<Verdict>,
    /// Of how much it says so.
    #[serde(serialize_with = "as_printed::extent")]
    pub extent: Option<Extent>,
    /// Which earlier inspection it means.
    #[serde(serialize_with = "as_printed::about")]
    pub about: About,
}

/// Text that is not in the draft.
#[derive(Clone, Debug, Serialize)]
pub struct FurnitureLine {
    /// The words.
    pub text: String,
    /// The page.
    pub page: Option<u32>,
    /// What it is.
    #[serde(serialize_with = "as_printed::furniture")]
    pub why: FurnitureKind,
}

/// Where the words of the source went.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Words {
    /// All of them.
    pub source: usize,
    /// In the draft.
    pub kept: usize,
    /// Listed as furniture.
    pub furniture: usize,
}
