//! What an editor should look at in a draft, and why.

use crate::import::extract::Block;
use std::borrow::Cow;

use serde::Serialize;
use serde::ser::{SerializeStruct, Serializer};

use crate::diagnostics::counted;
use crate::source::schema::{Keys, ReportKey};

/// A field of a report that its text may leave out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Field {
    /// The council that it is about.
    Authority,
    /// The title.
    Title,
    /// The days of the visit.
    Inspected,
    /// The date of publication.
    Published,
    /// Who inspected.
    Inspectors,
    /// The graded strands.
    Judgements,
}

impl Field {
    /// The key of the front matter, where one key holds the field; else the word for it in `not_stated` and data.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            // The report's folder says whose it is.
            Self::Authority => "authority",
            Self::Title => ReportKey::Title.name(),
            Self::Inspected => ReportKey::Inspected.name(),
            Self::Published => ReportKey::Published.name(),
            Self::Inspectors => ReportKey::Inspectors.name(),
            // Each judgement is a table of its own; what is missing is all of them.
            Self::Judgements => "judgements",
        }
    }

    /// What was looked for in vain.
    const fn sought(self) -> &'static str {
        match self {
            Self::Authority => "the opening names no council",
            Self::Title => "no heading is the title of such a report",
            Self::Inspected => "the opening does not state the days of the visit",
            Self::Published => "the text does not state a date of publication",
            Self::Inspectors => "the text names no inspector",
            Self::Judgements => "no judgement with a grade was found",
        }
    }
}

/// Something to look at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unsure {
    /// The text does not state the field.
    NotStated(Field),
    /// The text names several where there is one, and none of them more than the others.
    Several {
        /// Which field.
        field: Field,
        /// What it names.
        of: Vec<String>,
    },
    /// The text states the field, but it cannot be so: it is not in the draft.
    KeptOut {
        /// Which field.
        field: Field,
        /// Why it cannot be.
        why: String,
    },
    /// It is in the draft as printed, and may be a misprint.
    Doubtful {
        /// Which field.
        field: Field,
        /// Why it is doubted.
        why: String,
    },
    /// A list of recommendations is not as one looks.
    List {
        /// Its heading, as printed.
        heading: String,
        /// The page of the heading.
        page: Option<u32>,
        /// What is doubtful.
        doubt: ListDoubt,
    },
    /// A row of an action plan became neither a claim nor a plan.
    Row {
        /// Its first words.
        words: String,
        /// Its page.
        page: Option<u32>,
        /// Why not.
        doubt: RowDoubt,
    },
    /// What became of an action plan's rows.
    Plan {
        /// How many are claims or plans.
        rows: usize,
        /// Of these, those whose words say neither.
        guessed: usize,
    },
}

/// Why a row of an action plan became nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowDoubt {
    /// It has more cells than the head of its table.
    Columns,
    /// It says what was asked, and neither what is done nor how it stands.
    OnlyAsked,
    /// It says neither what was asked nor what is done.
    Nothing,
}

impl RowDoubt {
    const fn said(self) -> &'static str {
        match self {
            Self::Columns => "it has more cells than the head of its table: read as text",
            Self::OnlyAsked => "it says what was asked and nothing more: no claim and no plan",
            Self::Nothing => "it says neither what was asked nor what is done: no claim and no plan",
        }
    }
}

/// So many words of a row are shown: enough to find it by.
const SHOWN: usize = 8;

/// What is doubtful in a list of recommendations.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListDoubt {
    /// It has no item, and says that there are none.
    SaysNone,
    /// It has no item, and says that earlier ones remain.
    EarlierRemain,
    /// It has no item, and nothing says why.
    Empty {
        /// Paragraphs that stand there.
        paragraphs: usize,
    },
    /// Nothing but a sign or a letter stands where an item should.
    LoneSign,
    /// Its numbered items are as long as findings: none was taken for a recommendation.
    AsLongAsFindings {
        /// How many.
        items: usize,
    },
    /// Its paragraphs were taken for its items.
    OfParagraphs {
        /// How many.
        items: usize,
    },
    /// Paragraphs stand among its items that are none of them.
    Paragraphs {
        /// How many.
        paragraphs: usize,
        /// How many items there are.
        items: usize,
    },
}

impl ListDoubt {
    fn said(self) -> Cow<'static, str> {
        match self {
            Self::SaysNone => "no item stands under this heading: it says that there are none".into(),
            Self::EarlierRemain => "no item stands under this heading: it says that earlier ones remain".into(),
            Self::Empty { paragraphs: 0 } => "no item stands under this heading, nor anything else".into(),
            Self::Empty { paragraphs } => format!("{}, no item", counted(paragraphs, "paragraph")).into(),
            Self::LoneSign => "a sign stands where an item should: its words may be lost".into(),
            Self::AsLongAsFindings { items } => {
                format!("{} as long as findings: none taken for a recommendation", counted(items, "numbered item"))
                    .into()
            }
            Self::OfParagraphs { items } => {
                format!("no bullets or numbers: {} taken for items", counted(items, "paragraph")).into()
            }
            Self::Paragraphs { paragraphs, items } => {
                format!("{} beside {}", counted(paragraphs, "paragraph"), counted(items, "item")).into()
            }
        }
    }
}

impl Unsure {
    /// A row that became nothing.
    pub(super) fn row(block: &Block, doubt: RowDoubt) -> Self {
        Self::row_of(block.page, &block.text, doubt)
    }

    /// The same by its words.
    pub(super) fn row_of(page: Option<u32>, text: &str, doubt: RowDoubt) -> Self {
        let words: Vec<&str> = text.split_whitespace().take(SHOWN).collect();
        Self::Row { words: words.join(" "), page, doubt }
    }

    /// What to look at, in the words of the front matter.
    #[must_use]
    pub fn place(&self) -> Cow<'static, str> {
        match self {
            Self::NotStated(field)
            | Self::Several { field, .. }
            | Self::KeptOut { field, .. }
            | Self::Doubtful { field, .. } => field.key().into(),
            Self::List { heading, page: Some(page), .. } => format!("section `{heading}`, page {page}").into(),
            Self::List { heading, page: None, .. } => format!("section `{heading}`").into(),
            Self::Row { words, page: Some(page), .. } => format!("row `{words}`, page {page}").into(),
            Self::Row { words, page: None, .. } => format!("row `{words}`").into(),
            Self::Plan { .. } => "rows of the plan".into(),
        }
    }

    /// Why.
    #[must_use]
    pub fn why(&self) -> Cow<'_, str> {
        match self {
            Self::NotStated(field) => field.sought().into(),
            Self::Several { of, .. } => format!("the text names {} alike", of.join(" and ")).into(),
            Self::KeptOut { why, .. } | Self::Doubtful { why, .. } => why.into(),
            Self::List { doubt, .. } => doubt.said(),
            Self::Row { doubt, .. } => doubt.said().into(),
            Self::Plan { rows, guessed: 0 } => format!("{} read as claims and plans", counted(*rows, "row")).into(),
            Self::Plan { rows, guessed } => format!(
                "{} read as claims and plans; {guessed} taken for plans: their words do not say whether anything was done",
                counted(*rows, "row")
            )
            .into(),
        }
    }

    /// The field that the draft lacks because of this.
    #[must_use]
    pub fn left_out(&self) -> Option<Field> {
        match self {
            // Whatever the reason, the desk has to ask for it.
            Self::NotStated(field) | Self::Several { field, .. } | Self::KeptOut { field, .. } => Some(*field),
            Self::Doubtful { .. } | Self::List { .. } | Self::Row { .. } | Self::Plan { .. } => None,
        }
    }
}

/// As `{"field": ..., "why": ...}`.
impl Serialize for Unsure {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut fields = serializer.serialize_struct("Unsure", 2)?;
        fields.serialize_field("field", &self.place())?;
        fields.serialize_field("why", &self.why())?;
        fields.end()
    }
}
