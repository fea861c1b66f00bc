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
mod fact_words;
mod facts;
mod framework;
mod grades;
mod judgements;
mod licence;
mod looking_back;
mod opening;
mod paper;
mod people;
mod person_names;
mod plan;
mod recognised;
mod section_blocks;
mod section_doubts;
mod section_list;
mod section_words;
mod sections;
mod seen_council;
mod stated_name;
mod tags;
mod unsure;
mod why;

pub use framework::{framework, may_be_paper};
pub use recognised::{
    AuthorityName, FurnitureLine, Item, Judgement, LookBackLine, Prose, Recognised, ReportPart, Section, Visit, Words,
};
pub(super) use sections::BOARDS;
pub use unsure::{Field, ListDoubt, RowDoubt, Unsure};
pub use why::Why;

use super::councils::{Councils, When};
use super::extract::{Block, BlockKind, Extracted};
use crate::looks_back::Reader;
use crate::source::{Framework, Nature};
use authority::Found;
use opening::Opening;

/// The file that a report stands in.
#[derive(Debug)]
pub struct SourceFile {
    /// Its name.
    pub name: String,
    /// Its fingerprint.
    pub sha256: String,
}

/// Reads a report of a framework, about one of some councils, out of its text; the reader knows the frameworks that its
/// sentences may name. Fields that the text does not state stay empty and are listed.
#[must_use]
pub fn recognise(
    extracted: &Extracted,
    framework: &Framework,
    file: SourceFile,
    councils: &Councils,
    reader: &Reader,
) -> Recognised {
    let opening = Opening::new(extracted);
    let blocks: Vec<&Block> =
        extracted.blocks.iter().filter(|b| !matches!(b.kind, BlockKind::Furniture { .. })).collect();
    let later = blocks.get(opening.blocks.len()..).unwrap_or_default();
    // What stands in the sections is said before what is missing: the order in which `import` says it.
    let mut unsure = Vec::new();
    let mut why = Vec::new();
    let mut sections = sections::sections(&blocks, framework, &mut unsure, &mut why);
    tags::take_tags(&mut sections);
    let judgements = judgements::judgements(&opening.blocks, &blocks, framework, &mut unsure, &mut why);
    let missing = |field, absent: bool| absent.then_some(Unsure::NotStated(field));
    let title = facts::title(&opening, framework);
    let mut about_dates = Vec::new();
    let (inspected, published) = dating::dating(&opening, framework, &mut about_dates, &mut why);
    // The date comes first: it says who was there.
    let when = match (inspected, published) {
        (Some(visit), _) => When::Visited(visit.to),
        (None, Some(day)) => When::Published(day),
        (None, None) => When::Unknown,
    };
    let authority =
        authority_name(authority::council(&opening, framework, councils, when, &mut why), councils, &mut unsure);
    unsure.extend(missing(Field::Title, title.is_none()));
    unsure.extend(about_dates);
    let inspectors = people::inspectors(&opening, later, &mut why);
    let inspects = framework.nature() == Nature::Inspection;
    unsure.extend(missing(Field::Inspectors, inspectors.is_empty() && inspects));
    unsure.extend(missing(Field::Judgements, !framework.grades.is_empty() && judgements.is_empty()));
    Recognised {
        source: file.name,
        sha256: file.sha256,
        framework: framework.id.clone(),
        authority,
        title,
        inspected,
        published,
        inspectors,
        licence: licence::licence(extracted),
        by_hand: Vec::new(),
        date_hints: Vec::new(),
        legal_basis: facts::legal_basis(&opening, &mut why),
        // A full inspection looks at everything: what it says of its arrangements is no scope.
        scope_text: if framework.full { None } else { facts::scope_text(&opening, &mut why) },
        judgements,
        looks_back: looking_back::look_back_lines(&sections, reader),
        sections,
        unsure,
        why,
        furniture: furniture(extracted),
        words: words(extracted),
    }
}

/// The council as the site shows it; what is not known of it is listed.
fn authority_name(found: Found, councils: &Councils, unsure: &mut Vec<Unsure>) -> AuthorityName {
    match found {
        Found::Known(number) => councils.get(number).map_or_else(AuthorityName::default, AuthorityName::known),
        Found::Stated(name) => AuthorityName { name: Some(name), id: None },
        Found::Several(names) => {
            unsure.push(Unsure::Several { field: Field::Authority, of: names });
            AuthorityName::default()
        }
        Found::Nobody => {
            unsure.push(Unsure::NotStated(Field::Authority));
            AuthorityName::default()
        }
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
