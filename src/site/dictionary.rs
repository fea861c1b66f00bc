//! What the downloads hold: their tables, the columns of each, and what a column means.
//!
//! It stands once: the page of the downloads shows it, and the CSV files, the JSON and its schema are made from it.

use crate::model::Outcome;
use crate::source::words::{Basis, Kind, LinkKey, Quantity, Wording};

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Type {
    Text,
    /// One of these.
    Word(&'static [&'static str]),
    /// A year, a month or a day: `2011`, `2011-08` or `2011-08-17`.
    Date,
    Number,
    Bool,
    /// Several texts; in CSV with semicolons between them.
    List,
}

/// A column, with what it means.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Column {
    pub(crate) name: &'static str,
    pub(crate) holds: Type,
    /// Whether every row has it.
    pub(crate) always: bool,
    pub(crate) means: &'static str,
}

/// A table: its name, what its rows are, and their columns.
#[derive(Clone, Copy, Debug)]
pub(crate) struct TableOf {
    pub(crate) name: &'static str,
    pub(crate) about: &'static str,
    pub(crate) columns: &'static [Column],
}

const fn always(name: &'static str, holds: Type, means: &'static str) -> Column {
    Column { name, holds, always: true, means }
}

const fn maybe(name: &'static str, holds: Type, means: &'static str) -> Column {
    Column { name, holds, always: false, means }
}

use Type::{Bool, Date, List, Number, Text, Word};

const WORDING: Column =
    always("wording", Word(Wording::WORDS), "whose words they are: the editor’s own, or the report’s");

/// How sure the words of a verdict are: asking again is none.
const BASES: &[&str] = &[Basis::Stated.word(), Basis::Answered.word(), Basis::Group.word(), Basis::Editor.word()];

/// What a finding is; the last kind, running text, is none.
const KINDS: &[&str] = match Kind::WORDS {
    [kinds @ .., _] => kinds,
    [] => &[],
};

const PAGE: Column =
    always("page", Text, "the address of its page; from the site’s root where the site has no base_url");

const AUTHORITIES: &[Column] = &[
    always("id", Text, "permanent id"),
    always("name", Text, "name on pages"),
    always("other_names", List, "other names in reports"),
    maybe("region", Text, "region"),
    maybe("ofsted_urn", Text, "Ofsted’s unique reference number, as far as it is known"),
    maybe("ons_code", Text, "the code of the Office for National Statistics that is in use, as far as it is known"),
    always("succeeds", List, "ids of the authorities that it took over from"),
    PAGE,
];

const THEMES: &[Column] = &[
    always("id", Text, "permanent id"),
    always("title", Text, "name on pages"),
    always("group", Bool, "whether it is a group of children; otherwise a subject"),
    always("terms", List, "words that recognise it"),
    PAGE,
];

const INSPECTIONS: &[Column] = &[
    always("id", Text, "permanent id: AUTHORITY/REPORT"),
    always("authority", Text, "id of the authority"),
    maybe("ofsted_urn", Text, "Ofsted’s number of the authority"),
    maybe("ons_code", Text, "the authority’s ONS code"),
    always("nature", Word(&["inspection", "update"]), "an inspectorate’s, or a council’s own paper"),
    always("framework", Text, "id of the framework"),
    always("framework_name", Text, "name of the framework"),
    always("title", Text, "title as printed"),
    maybe("inspected_from", Date, "first day of the visit"),
    maybe("inspected_to", Date, "last day of the visit"),
    maybe("published", Date, "date of the report"),
    always("inspectors", List, "names, the lead first"),
    always("held", Bool, "whether its text is here; otherwise it is only known from others"),
    always("reviewed", Bool, "whether an editor has read it; nothing in it counts before"),
    WORDING,
    maybe("legal_basis", Text, "the law it was done under"),
    maybe("scope", List, "ids of the themes that a narrow visit looked at"),
    always("not_stated", List, "fields that the report does not state"),
    maybe("source_title", Text, "what the source is"),
    maybe("source_url", Text, "where it can be read"),
    maybe("source_licence", Text, "under what terms"),
    maybe("source_file", Text, "name of the file that it was taken from"),
    maybe("source_sha256", Text, "fingerprint of that file"),
    always("recommendations", Number, "how many recommendations it lists here"),
    PAGE,
];

const JUDGEMENTS: &[Column] = &[
    always("inspection", Text, "id of the inspection"),
    always("authority", Text, "id of the authority"),
    maybe("date", Date, "last day of the visit, else of the report"),
    always("framework", Text, "id of the framework; grades of different frameworks are not one scale"),
    always("name", Text, "the judgement’s name as printed"),
    always("grade", Text, "its grade as printed"),
    PAGE,
];

const RECOMMENDATIONS: &[Column] = &[
    always("id", Text, "permanent id: AUTHORITY/REPORT#FINDING"),
    always("inspection", Text, "id of the inspection that asks for it"),
    always("authority", Text, "id of the authority"),
    maybe("ofsted_urn", Text, "Ofsted’s number of the authority"),
    maybe("ons_code", Text, "the authority’s ONS code"),
    maybe("date", Date, "last day of the visit, else of the report"),
    always("kind", Word(&[Kind::Recommendation.word(), Kind::PriorityAction.word()]), "what it is"),
    always("label", Text, "what the report calls it"),
    always("words", Text, "its words"),
    WORDING,
    maybe("at", Text, "its place in the report"),
    maybe("by", Text, "deadline as printed"),
    maybe("to", Text, "who is asked, where it is not the authority"),
    always("themes", List, "ids of its themes"),
    always("outcome", Word(Outcome::WORDS), "where it stands itself"),
    always("by_editors_reading", Bool, "whether somebody had to read the deciding words that way"),
    maybe("decided_by", Text, "id of the finding that decides, or of the one that replaces it"),
    maybe("decided_on", Date, "date of the report that decides"),
    always("raised", Number, "in how many reports its thread was asked for"),
    always("thread", Text, "id of the first recommendation of its thread"),
    always("thread_outcome", Word(Outcome::WORDS), "where the thread stands"),
    always("thread_since", Date, "since when"),
    PAGE,
];

const FOLLOW_UPS: &[Column] = &[
    always("finding", Text, "id of the finding that says it"),
    always("report", Text, "id of its report"),
    always("authority", Text, "id of the authority"),
    maybe("date", Date, "date of the report"),
    always("says", Word(LinkKey::WORDS), "how it stands, or what else is said"),
    always(
        "target",
        Word(&["one", "group", "report"]),
        "what it speaks of: one recommendation, a group of a report’s, or a report as a whole",
    ),
    maybe("quantity", Word(Quantity::WORDS), "of a group: how much of it"),
    always("on", Text, "id of the recommendation, or of the report"),
    maybe("basis", Word(BASES), "how sure the words are; only beside a verdict"),
    maybe("part", Text, "the part that it is about"),
    maybe("via", Text, "id of the inspection whose conclusion it repeats"),
    always("words", Text, "the finding’s words"),
    WORDING,
    maybe("at", Text, "the finding’s place in the report"),
    PAGE,
];

const FINDINGS: &[Column] = &[
    maybe("id", Text, "permanent id, if it has one"),
    always("report", Text, "id of its report"),
    always("authority", Text, "id of the authority"),
    maybe("date", Date, "date of the report"),
    always("kind", Word(KINDS), "what it is"),
    always("words", Text, "its words"),
    WORDING,
    maybe("at", Text, "its place in the report"),
    always("themes", List, "ids of its themes"),
    PAGE,
];

/// All tables.
pub(crate) const TABLES: &[TableOf] = &[
    TableOf { name: "authorities", about: "Councils whose inspections are followed.", columns: AUTHORITIES },
    TableOf { name: "themes", about: "Subjects and groups of children.", columns: THEMES },
    TableOf {
        name: "inspections",
        about: "Reports and letters of inspectorates, and councils’ own papers.",
        columns: INSPECTIONS,
    },
    TableOf { name: "judgements", about: "Graded strands of inspections.", columns: JUDGEMENTS },
    TableOf {
        name: "recommendations",
        about: "What inspectors asked for, and where each stands.",
        columns: RECOMMENDATIONS,
    },
    TableOf {
        name: "follow-ups",
        about: "What a later report says of an earlier recommendation or report.",
        columns: FOLLOW_UPS,
    },
    TableOf {
        name: "findings",
        about: "Every statement of a report that stands here, recommendations among them.",
        columns: FINDINGS,
    },
];
