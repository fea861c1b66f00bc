//! A report's text, to be read around a place.

use serde::Serialize;

use crate::model::{Knowledge, ReportId};
use crate::site::address::Page;
use crate::suggest::passage::passages;

/// A report's text, to be read around a place.
#[derive(Debug, Serialize)]
pub(crate) struct Around {
    title: String,
    date: String,
    address: String,
    parts: Vec<Part>,
}

/// A heading, a paragraph or an item.
#[derive(Debug, Serialize)]
#[serde(tag = "part", rename_all = "kebab-case")]
enum Part {
    Heading { words: String },
    Paragraph { passage: String, at: String, words: String, is_item: bool },
}

/// The text of a report.
pub(crate) fn around(knowledge: &Knowledge, report: ReportId) -> Around {
    let mut parts = Vec::new();
    let mut section = None;
    for passage in passages(knowledge, report) {
        if passage.place.section != section {
            section = passage.place.section;
            parts.push(Part::Heading { words: passage.heading.to_owned() });
        }
        parts.push(Part::Paragraph {
            passage: passage.lasting_name(knowledge),
            at: passage.at(knowledge),
            is_item: passage.place.is_item,
            words: passage.text,
        });
    }
    let document = knowledge.report(report);
    Around {
        title: document.title.clone(),
        date: knowledge.date(report).in_words(),
        address: Page::Report(report).path(knowledge),
        parts,
    }
}
