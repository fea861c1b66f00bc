//! Blocks of text to what a report says: framework, authority, dates, people,
//! judgements, sections and their items.
//!
//! Start at [`recognise`]. What a kind of report looks like stands in the
//! framework files, not here. A value that the text does not state is left out
//! and listed as not stated; nothing is made up.

mod authority;
mod date_tokens;
mod dates;
mod dating;
mod facts;
mod framework;
mod judgements;
mod opening;
mod people;
mod sections;
mod unsure;

use jiff::civil;
use serde::{Serialize, Serializer};

use super::extract::{Block, BlockKind, Extracted, Why};
use crate::looks_back::{About, LookBack, Passage, looks_back};
use crate::source::{Framework, Nature};
pub use framework::framework;
use opening::Opening;
pub use unsure::{Field, Unsure};

/// What a report says, in the shape in which other programs read it.
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
    #[serde(serialize_with = "day_or_nothing")]
    pub published: Option<civil::Date>,
    /// Names without titles, the lead first.
    pub inspectors: Vec<String>,
    /// The law it was done under.
    pub legal_basis: Option<String>,
    /// What a narrow visit looked at, in the report's words.
    pub scope: Option<String>,
    /// Graded strands, as printed.
    pub judgements: Vec<Judgement>,
    /// The text by section.
    pub sections: Vec<Section>,
    /// Sentences that speak of an earlier inspection's findings.
    pub looks_back: Vec<LookBackLine>,
    /// What an editor should look at, and why.
    pub unsure: Vec<Unsure>,
    /// Text that is not in the draft, and why.
    pub furniture: Vec<FurnitureLine>,
    /// Words of the source, and where they went.
    pub words: Words,
}

/// The council that a report is about.
#[derive(Clone, Debug, Default, Serialize)]
pub struct AuthorityName {
    /// As the site shows it.
    pub name: Option<String>,
    /// Its id.
    pub id: Option<String>,
}

/// The days of a visit; the last is never before the first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Visit {
    /// The first day.
    #[serde(serialize_with = "day")]
    pub from: civil::Date,
    /// The last day.
    #[serde(serialize_with = "day")]
    pub to: civil::Date,
}

/// A day as `YYYY-MM-DD`.
fn day<S: Serializer>(day: &civil::Date, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(day)
}

fn day_or_nothing<S: Serializer>(day: &Option<civil::Date>, serializer: S) -> Result<S::Ok, S::Error> {
    match day {
        Some(day) => serializer.collect_str(day),
        None => serializer.serialize_none(),
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
    /// What its items are, in the words of the format.
    pub kind: String,
    /// Whose part of the report it is, where one report has several.
    pub scope: Option<String>,
    /// Its level, 1 for the highest.
    #[serde(skip)]
    pub level: u8,
    /// Whether a framework explains the heading itself.
    #[serde(skip)]
    pub explained: bool,
    /// The items, and in narrative the paragraphs.
    pub items: Vec<Item>,
    /// Paragraphs that are no items: lead-ins, statements.
    #[serde(skip)]
    pub prose: Vec<Prose>,
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
    /// The page it begins on.
    pub page: Option<u32>,
    /// Its printed number.
    pub paragraph: Option<String>,
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
    /// `met`, `partly-met`, `missed`, or nothing stated.
    pub verdict: Option<&'static str>,
    /// `one`, `all`, `most`, `some`, or nothing stated.
    pub extent: Option<&'static str>,
    /// Which earlier inspection it means.
    pub about: String,
}

/// Text that is not in the draft.
#[derive(Clone, Debug, Serialize)]
pub struct FurnitureLine {
    /// The words.
    pub text: String,
    /// The page.
    pub page: Option<u32>,
    /// What it is.
    pub why: String,
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

/// The file that a report stands in.
#[derive(Debug)]
pub struct SourceFile {
    /// Its name.
    pub name: String,
    /// Its fingerprint.
    pub sha256: String,
}

/// Reads a report of a framework out of its text. Fields that the text does not state stay empty and are listed.
#[must_use]
pub fn recognise(extracted: &Extracted, framework: &Framework, file: SourceFile) -> Recognised {
    let opening = Opening::new(extracted);
    let blocks: Vec<&Block> =
        extracted.blocks.iter().filter(|b| !matches!(b.kind, BlockKind::Furniture { .. })).collect();
    let later = blocks.get(opening.blocks.len()..).unwrap_or_default();
    // What stands in the sections is said before what is missing: the order in which `import` says it.
    let mut unsure = Vec::new();
    let sections = sections::recognise(&blocks, framework, &mut unsure);
    let judgements = judgements::recognise(&opening.blocks, &blocks, framework, &mut unsure);
    let missing = |field, absent: bool| absent.then_some(Unsure::NotStated(field));
    let name = authority::recognise(&opening, framework);
    let title = facts::title(&opening, framework);
    unsure.extend(missing(Field::Authority, name.is_none()));
    unsure.extend(missing(Field::Title, title.is_none()));
    let (inspected, published) = dating::dating(&opening, framework, &mut unsure);
    let inspectors = people::recognise(&opening, later);
    let inspects = framework.nature() == Nature::Inspection;
    unsure.extend(missing(Field::Inspectors, inspectors.is_empty() && inspects));
    unsure.extend(missing(Field::Judgements, !framework.grades.is_empty() && judgements.is_empty()));
    Recognised {
        source: file.name,
        sha256: file.sha256,
        framework: framework.id.clone(),
        authority: AuthorityName { name: name.as_deref().map(super::names::display), id: None },
        title,
        inspected,
        published,
        inspectors,
        legal_basis: facts::legal_basis(&opening),
        // A full inspection looks at everything: what it says of its arrangements is no scope.
        scope: if framework.full { None } else { facts::scope(&opening) },
        judgements,
        looks_back: looks_back_lines(&sections),
        sections,
        unsure,
        furniture: furniture(extracted),
        words: words(extracted),
    }
}

fn looks_back_lines(sections: &[Section]) -> Vec<LookBackLine> {
    let passages = passages(sections);
    let borrowed: Vec<Passage<'_>> = passages.iter().map(OwnedPassage::borrow).collect();
    looks_back(&borrowed).iter().map(LookBackLine::new).collect()
}

impl LookBackLine {
    fn new(line: &LookBack) -> Self {
        Self {
            text: line.text.clone(),
            page: line.page,
            verdict: line.verdict.map(crate::source::words::Verdict::word),
            extent: line.extent.map(crate::looks_back::Extent::word),
            about: about_in_words(&line.about),
        }
    }
}

/// Which earlier inspection is meant: the words that name it, then its framework and dates where
/// they are said.
fn about_in_words(about: &About) -> String {
    let known: Vec<String> =
        about.kind.map(str::to_owned).into_iter().chain(about.dates.iter().map(ToString::to_string)).collect();
    if known.is_empty() { about.words.clone() } else { format!("{} ({})", about.words, known.join(", ")) }
}

/// What a piece of furniture is, in words.
fn why_in_words(why: &Why) -> &'static str {
    match why {
        Why::RunningHeader => "running header",
        Why::RunningFooter => "running footer",
        Why::PageNumber => "page number",
        Why::Letterhead => "letterhead",
        Why::Contents => "contents page",
        Why::Footnote { .. } => "footnote",
        Why::FootnoteMark => "footnote mark",
        Why::Imprint => "imprint",
    }
}

/// A stretch of text with its section, before it is looked through.
struct OwnedPassage {
    text: String,
    page: Option<u32>,
    heading: String,
}

impl OwnedPassage {
    fn borrow(&self) -> Passage<'_> {
        Passage { text: &self.text, page: self.page, heading: &self.heading }
    }
}

/// Paragraphs and items in the order of the text.
fn passages(sections: &[Section]) -> Vec<OwnedPassage> {
    let mut passages = Vec::new();
    for section in sections {
        let mut push = |text: &str, page| {
            passages.push(OwnedPassage { text: text.to_owned(), page, heading: section.heading.clone() });
        };
        push(&section.heading, None);
        for (n, item) in section.items.iter().enumerate() {
            section.prose.iter().filter(|p| p.before == n).for_each(|p| push(&p.text, p.page));
            push(&item.text, item.page);
            item.children.iter().for_each(|child| push(&child.text, child.page));
        }
        section.prose.iter().filter(|p| p.before >= section.items.len()).for_each(|p| push(&p.text, p.page));
    }
    passages
}

fn furniture(extracted: &Extracted) -> Vec<FurnitureLine> {
    extracted
        .blocks
        .iter()
        .filter_map(|block| match &block.kind {
            BlockKind::Furniture { why } => {
                Some(FurnitureLine { text: block.text.clone(), page: block.page, why: why_in_words(why).to_owned() })
            }
            _ => None,
        })
        .collect()
}

fn words(extracted: &Extracted) -> Words {
    let count = |text: &str| text.split_whitespace().count();
    let furniture =
        extracted.blocks.iter().filter(|b| matches!(b.kind, BlockKind::Furniture { .. })).map(|b| count(&b.text)).sum();
    Words { source: extracted.words, kept: extracted.words.saturating_sub(furniture), furniture }
}
