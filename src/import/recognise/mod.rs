//! Blocks of text to what a report says: framework, authority, dates, people,
//! judgements, sections and their items.
//!
//! Start at [`recognise`]. What a kind of report looks like stands in the
//! framework files, not here. A value that the text does not state is left out
//! and listed as not stated; nothing is made up.

mod authority;
pub(crate) mod dates;
mod facts;
mod framework;
mod judgements;
mod opening;
mod people;
mod sections;

use std::collections::BTreeMap;

use serde::Serialize;

use super::extract::{Block, BlockKind, Extracted, Why};
use crate::looks_back::{About, LookBack, Passage, looks_back};
use crate::source::Framework;
use opening::Opening;

/// What a report says, in the shape in which other programs read it.
#[derive(Debug, Serialize)]
pub struct Recognised {
    /// The file's name.
    pub source: String,
    /// Its fingerprint.
    pub sha256: String,
    /// The framework's id.
    pub framework: Option<String>,
    /// The council.
    pub authority: AuthorityName,
    /// The title as printed.
    pub title: Option<String>,
    /// The days of the visit.
    pub inspected: Option<Visit>,
    /// The date of the report, as `YYYY-MM-DD`.
    pub published: Option<String>,
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

/// First and last day, as `YYYY-MM-DD`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Visit {
    /// The first day.
    pub from: String,
    /// The last day.
    pub to: String,
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

/// Something to look at.
#[derive(Clone, Debug, Serialize)]
pub struct Unsure {
    /// Which field.
    pub field: String,
    /// Why.
    pub why: String,
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

/// What surrounds a report: its file, and what the site already knows.
#[derive(Debug)]
pub struct Surroundings<'a> {
    /// The file's name.
    pub source: String,
    /// The file's fingerprint.
    pub sha256: String,
    /// All frameworks by id.
    pub frameworks: &'a BTreeMap<String, Framework>,
}

/// Reads a report out of its text. Fields that the text does not state stay empty and are listed.
#[must_use]
pub fn recognise(extracted: &Extracted, around: &Surroundings<'_>) -> Recognised {
    let opening = Opening::new(extracted);
    let framework = framework::recognise(&opening, around.frameworks);
    let mut unsure = Vec::new();
    let blocks: Vec<_> = extracted.blocks.iter().filter(|b| !matches!(b.kind, BlockKind::Furniture { .. })).collect();
    let published = facts::published(&opening, framework);
    let name = authority::recognise(&opening, framework);
    let later: Vec<&Block> = blocks.iter().copied().skip(opening.blocks.len()).collect();
    let first: Vec<&Block> = opening.blocks.clone();
    let sections = sections::recognise(&blocks, framework, &mut unsure);
    let passages = passages(&sections);
    let looking_back: Vec<LookBack> = looks_back(&passages.iter().map(OwnedPassage::borrow).collect::<Vec<_>>());
    let mut recognised = Recognised {
        source: around.source.clone(),
        sha256: around.sha256.clone(),
        framework: framework.map(|f| f.id.clone()),
        authority: AuthorityName { name: name.as_deref().map(super::names::display), id: None },
        title: facts::title(&opening, framework),
        inspected: facts::visit(&opening, published, &mut unsure),
        published: published.map(|d| d.to_string()),
        inspectors: people::recognise(&opening, &later),
        legal_basis: facts::legal_basis(&opening),
        scope: framework.filter(|f| !f.full).and_then(|_| facts::scope(&opening)),
        judgements: judgements::recognise(&first, &blocks, framework, &mut unsure),
        sections,
        looks_back: looking_back.iter().map(LookBackLine::new).collect(),
        unsure,
        furniture: furniture(extracted),
        words: words(extracted),
    };
    name_what_is_missing(&mut recognised, framework);
    recognised
}

/// Fields that the text does not state, each with what to do.
fn name_what_is_missing(recognised: &mut Recognised, framework: Option<&Framework>) {
    let mut missing = |field: &str, absent: bool, why: &str| {
        if absent {
            recognised.unsure.push(Unsure { field: field.to_owned(), why: why.to_owned() });
        }
    };
    let update = framework.is_some_and(|f| f.nature() == crate::source::Nature::Update);
    missing("framework", framework.is_none(), "no framework's cues stand on the first page");
    missing("authority", recognised.authority.name.is_none(), "the opening names no council");
    missing("title", recognised.title.is_none(), "no heading is the title of such a report");
    missing("inspected", recognised.inspected.is_none() && !update, "the opening does not state the days of the visit");
    missing("published", recognised.published.is_none(), "the text does not state a date of publication");
    missing("inspectors", recognised.inspectors.is_empty() && !update, "the text names no inspector");
    let graded = framework.is_some_and(|f| !f.grades.is_empty());
    missing("judgements", graded && recognised.judgements.is_empty(), "no judgement with a grade was found");
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
