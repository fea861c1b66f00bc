//! Blocks of text to what a report says: framework, authority, dates, people,
//! judgements, sections and their items.
//!
//! Start at [`framework()`], then [`recognise`]; what comes out is in `recognised.rs`. What a kind
//! of report looks like stands in the framework files, not here. A value that the text does not
//! state is left out and listed as not stated; nothing is made up.

mod as_printed;
mod authority;
mod date_tokens;
mod dates;
mod dating;
mod facts;
mod framework;
mod judgements;
mod looking_back;
mod opening;
mod people;
mod recognised;
mod section_blocks;
mod section_doubts;
mod section_list;
mod section_words;
mod sections;
mod unsure;
mod why;

pub use framework::framework;
pub use recognised::{
    AuthorityName, FurnitureLine, Item, Judgement, LookBackLine, Prose, Recognised, ReportPart, Section, Visit, Words,
};
pub(super) use sections::BOARDS;
pub use unsure::{Field, ListDoubt, Unsure};
pub use why::Why;

use super::extract::{Block, BlockKind, Extracted};
use crate::source::{Framework, Nature};
use opening::Opening;

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
    let mut why = Vec::new();
    let sections = sections::sections(&blocks, framework, &mut unsure, &mut why);
    let judgements = judgements::judgements(&opening.blocks, &blocks, framework, &mut unsure);
    let missing = |field, absent: bool| absent.then_some(Unsure::NotStated(field));
    let name = authority::council_name(&opening, framework);
    let title = facts::title(&opening, framework);
    unsure.extend(missing(Field::Authority, name.is_none()));
    unsure.extend(missing(Field::Title, title.is_none()));
    let (inspected, published) = dating::dating(&opening, framework, &mut unsure);
    let inspectors = people::inspectors(&opening, later);
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
        scope_text: if framework.full { None } else { facts::scope_text(&opening) },
        judgements,
        looks_back: looking_back::look_back_lines(&sections),
        sections,
        unsure,
        why,
        furniture: furniture(extracted),
        words: words(extracted),
    }
}

fn furniture(extracted: &Extracted) -> Vec<FurnitureLine> {
    extracted
        .blocks
        .iter()
        .filter_map(|block| match &block.kind {
            BlockKind::Furniture { why } => {
                Some(FurnitureLine { text: block.text.clone(), page: block.page, why: why.clone() })
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
