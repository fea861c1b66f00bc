//! The sections of a report as passages for `looks_back/`.

use super::{LookBackLine, Section};
use crate::looks_back::{LookBack, Passage, Reader};

/// Every sentence of the sections that speaks of an earlier inspection, in the order of the text.
pub(super) fn look_back_lines(sections: &[Section], reader: &Reader) -> Vec<LookBackLine> {
    reader.looks_back(&passages(sections)).into_iter().map(LookBackLine::from).collect()
}

impl From<LookBack> for LookBackLine {
    fn from(line: LookBack) -> Self {
        Self { text: line.text, page: line.page, verdict: line.verdict, extent: line.extent, about: line.about }
    }
}

/// Paragraphs and items in the order of the text.
fn passages(sections: &[Section]) -> Vec<Passage<'_>> {
    let mut passages = Vec::new();
    for section in sections {
        let mut push = |text, page| passages.push(Passage { text, page, heading: &section.heading });
        // Headings such as `Progress since the last inspection` look back themselves.
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
