//! Sections and their items: headings decide what the items below are, as the
//! framework explains them.

use super::people::closes;
use super::section_words::{
    asks_for, introduces, is_deadline, is_repeated_heading, is_table_head, looks_back_only, says_none,
};
use super::{Item, Prose, ReportPart, Section, Unsure};
use crate::import::extract::{Block, BlockKind};
use crate::source::Framework;
use crate::source::words::Kind;

/// The sections of a report in order; every block that is no furniture goes into one.
pub(super) fn sections(blocks: &[&Block], framework: &Framework, unsure: &mut Vec<Unsure>) -> Vec<Section> {
    let mut builder = SectionBuilder {
        framework,
        sections: Vec::new(),
        open: Vec::new(),
        by: None,
        group: None,
        grouped: false,
        idle: Vec::new(),
    };
    for (n, block) in blocks.iter().enumerate() {
        let next = blocks.get(n + 1).copied();
        match &block.kind {
            BlockKind::Heading { level } => builder.heading(block, *level, next),
            BlockKind::Item { depth } => builder.item(block, *depth, None),
            BlockKind::Numbered { number } => builder.numbered(block, number, next),
            BlockKind::Row { cells } => builder.row(block, cells),
            BlockKind::Paragraph => builder.paragraph(block),
            BlockKind::Furniture { .. } => {}
        }
    }
    builder.keep_idle();
    let mut sections = builder.sections;
    for section in &mut sections {
        settle(section, unsure);
    }
    sections
}

/// What is known of the headings that are open.
struct Open {
    level: u8,
    kind: Kind,
    family: Option<String>,
}

/// The family of inspections of safeguarding boards.
pub(crate) const BOARDS: &str = "lscb";

/// Takes blocks in order and puts each into its section.
struct SectionBuilder<'f> {
    framework: &'f Framework,
    sections: Vec<Section>,
    open: Vec<Open>,
    /// The deadline and the sub-heading of the items that follow.
    by: Option<String>,
    group: Option<String>,
    /// Whether sub-headings of the section's own size have been met.
    grouped: bool,
    /// Deadlines and sub-headings that no item stands under yet.
    idle: Vec<Prose>,
}

impl SectionBuilder<'_> {
    /// Whether a heading right below one of recommendations, of the same size, only groups them.
    fn begins_group(&self, next: Option<&Block>) -> bool {
        let empty = self.sections.last().is_some_and(|s| s.explained && s.items.is_empty() && s.prose.is_empty());
        empty && self.group.is_none() && asks_for(next)
    }

    /// Whether numbered paragraphs follow a list of bullets: they are no part of it.
    fn ends_list(&self, next: Option<&Block>) -> bool {
        let bullets = self.sections.last().is_some_and(|s| s.items.first().is_some_and(|i| i.paragraph.is_none()));
        bullets && next.is_some_and(|b| matches!(b.kind, BlockKind::Numbered { .. }))
    }

    /// Whether the number that follows is the next one of this list.
    fn goes_on_with(&self, next: Option<&Block>) -> bool {
        // `1.4` is no number that a list counts by, and so no failure.
        let last = self.sections.last().and_then(|s| s.items.last()?.paragraph.as_ref()?.parse::<u32>().ok());
        let number = next.and_then(|b| match &b.kind {
            BlockKind::Numbered { number } => number.parse::<u32>().ok(),
            _ => None,
        });
        last.zip(number).is_some_and(|(last, number)| last.checked_add(1) == Some(number))
    }

    fn heading(&mut self, block: &Block, level: u8, next: Option<&Block>) {
        let text = block.text.trim();
        let explained = self.framework.explain(text);
        let parent_kind = self.open.last().map_or(Kind::Narrative, |o| o.kind);
        let below = self.open.last().is_some_and(|o| o.level < level);
        let groups = below
            || is_deadline(text)
            || self.begins_group(next)
            || (self.grouped && (asks_for(next) || self.goes_on_with(next)));
        // A heading that the framework explains always begins a section, wherever it stands.
        let ends_list = self.ends_list(next);
        if explained.is_none() && parent_kind.asks() && groups && !ends_list {
            self.grouped |= !below;
            self.idle(block);
            // A deadline, or a sub-heading of a list of recommendations.
            if is_deadline(text) {
                self.by = Some(text.trim_end_matches(':').trim().to_owned());
            } else {
                self.group = Some(text.trim_end_matches(':').trim().to_owned());
            }
            return;
        }
        // A new section: the deadline and sub-heading of the one before it end here.
        self.keep_idle();
        self.by = None;
        self.group = None;
        self.grouped = false;
        while self.open.last().is_some_and(|o| o.level >= level) {
            self.open.pop();
        }
        let inherited = self.open.last().map_or(Kind::Narrative, |o| o.kind);
        // Numbered paragraphs behind a list of bullets are the report's text again and ask for nothing.
        let inherited = if ends_list && inherited.asks() { Kind::Narrative } else { inherited };
        let family = explained
            .and_then(|e| e.family.map(str::to_owned))
            .or_else(|| self.open.last().and_then(|o| o.family.clone()));
        let kind = explained.map_or(inherited, |e| e.kind);
        self.open.push(Open { level, kind, family: family.clone() });
        self.sections.push(Section {
            heading: text.to_owned(),
            kind,
            part: self.part(family.as_deref()),
            explained: explained.is_some(),
            items: Vec::new(),
            prose: Vec::new(),
        });
    }

    /// Notes a deadline or sub-heading, whose words go into the draft with its first item.
    fn idle(&mut self, block: &Block) {
        let before = self.sections.last().map_or(0, |s| s.items.len());
        self.idle.push(Prose { text: block.text.trim().to_owned(), page: block.page, before, number: None });
    }

    /// Keeps the words of deadlines and sub-headings that no item followed.
    fn keep_idle(&mut self) {
        let idle = std::mem::take(&mut self.idle);
        if !idle.is_empty() {
            self.section().prose.extend(idle);
        }
    }

    /// Whose part it is, in reports that have a part of the safeguarding board's.
    fn part(&self, family: Option<&str>) -> Option<ReportPart> {
        // Where a report has one part only, saying whose it is would tell nothing.
        if self.framework.covers.is_empty() {
            return None;
        }
        Some(match family {
            Some(BOARDS) => ReportPart::Board,
            Some(other) if other != self.framework.family => ReportPart::Family(other.to_owned()),
            _ => ReportPart::LocalAuthority,
        })
    }

    #[expect(clippy::indexing_slicing, reason = "the line before adds a section where there is none")]
    fn section(&mut self) -> &mut Section {
        if self.sections.is_empty() {
            self.unnamed();
        }
        let last = self.sections.len() - 1;
        &mut self.sections[last]
    }

    /// A section without a heading: what stands before the first one, and below a letter's close.
    fn unnamed(&mut self) {
        self.open.clear();
        self.sections.push(Section {
            heading: String::new(),
            kind: Kind::Narrative,
            part: None,
            explained: false,
            items: Vec::new(),
            prose: Vec::new(),
        });
    }

    fn new_item(&mut self, block: &Block, paragraph: Option<&str>) -> Item {
        self.idle.clear();
        Item {
            text: block.text.trim().to_owned(),
            by: self.by.clone(),
            group: self.group.clone(),
            page: block.page,
            paragraph: paragraph.map(str::to_owned),
            ..Item::default()
        }
    }

    fn item(&mut self, block: &Block, depth: u8, paragraph: Option<&str>) {
        let kind = self.open.last().map_or(Kind::Narrative, |o| o.kind);
        if kind.asks() && paragraph.is_none() && depth == 0 && says_none(&block.text) {
            self.prose(block, None);
            return;
        }
        let item = self.new_item(block, paragraph);
        let section = self.section();
        // `... This includes ensuring that:` and what it includes, printed on one level.
        let goes_into = kind.asks()
            && block.text.starts_with(char::is_lowercase)
            && section.items.last().is_some_and(|i| i.text.ends_with(':'));
        // Bullets below a numbered paragraph belong to it.
        let nested = depth > 0
            || goes_into
            || (paragraph.is_none() && section.items.last().is_some_and(|i| i.paragraph.is_some()));
        match section.items.last_mut().filter(|_| nested) {
            Some(parent) => parent.children.push(item),
            None => section.items.push(item),
        }
    }

    fn numbered(&mut self, block: &Block, number: &str, next: Option<&Block>) {
        let kind = self.open.last().map_or(Kind::Narrative, |o| o.kind);
        let leads_in = self.sections.last().is_some_and(|s| s.items.is_empty()) && introduces(&block.text, next);
        // A list of bullets is over where numbered paragraphs go on.
        let after_bullets =
            self.sections.last().is_some_and(|s| s.items.first().is_some_and(|i| i.paragraph.is_none()));
        // A first paragraph that ends in a colon leads in; a later one has a list of its own.
        let opens = block.text.trim_end().ends_with(':')
            && (block.text.contains("following") || self.sections.last().is_none_or(|s| s.items.is_empty()));
        // `There are no areas for priority action` is no item either.
        if (kind != Kind::Narrative && after_bullets)
            || kind.asks() && (leads_in || says_none(&block.text) || opens || looks_back_only(&block.text))
        {
            self.prose(block, Some(number));
        } else {
            self.item(block, 0, Some(number));
        }
    }

    /// A row of a table: who is asked, and what.
    fn row(&mut self, block: &Block, cells: &[String]) {
        if let [_] = cells {
            self.paragraph(block);
            return;
        }
        let kind = self.open.last().map_or(Kind::Narrative, |o| o.kind);
        if !kind.asks() {
            self.prose(block, None);
            return;
        }
        match cells {
            [to, text] if is_table_head(self.framework, to, text) => self.prose(block, None),
            [to, text] if self.lists_paragraphs() => {
                let mut item = self.new_item(block, None);
                item.text = text.trim().to_owned();
                item.to = Some(to.trim().to_owned());
                self.section().items.push(item);
            }
            _ => self.paragraph(block),
        }
    }

    fn paragraph(&mut self, block: &Block) {
        if closes(&block.text) {
            self.unnamed();
        }
        // Where a text has lost its marks, a framework's heading is still known by its words.
        let is_heading = block.text.split_whitespace().count() <= 20 && self.framework.explain(&block.text).is_some();
        if is_heading && !is_repeated_heading(self.sections.last(), &block.text) {
            let level = self.open.last().map_or(2, |o| o.level);
            self.heading(block, level, None);
            return;
        }
        if is_deadline(&block.text) && self.open.last().is_some_and(|o| o.kind.asks()) {
            self.idle(block);
            self.by = Some(block.text.trim().trim_end_matches(':').trim().to_owned());
            return;
        }
        let listed = self.lists_paragraphs();
        let goes_on = block.text.starts_with(char::is_lowercase)
            && self.sections.last().and_then(|s| s.items.last()).is_some_and(|i| !i.text.ends_with(['.', ':', ';']));
        if listed && goes_on {
            // A cell that runs over a page break.
            if let Some(item) = self.section().items.last_mut() {
                item.text = format!("{} {}", item.text, block.text.trim());
            }
        } else if listed && !is_repeated_heading(self.sections.last(), &block.text) && !says_none(&block.text) {
            self.item(block, 0, None);
        } else {
            self.prose(block, None);
        }
    }

    /// Whether the framework says that the items below this heading are paragraphs or cells.
    fn lists_paragraphs(&self) -> bool {
        let explained = self.sections.last().and_then(|s| self.framework.explain(&s.heading));
        explained.is_some_and(|e| e.paragraphs && e.kind.asks())
    }

    fn prose(&mut self, block: &Block, number: Option<&str>) {
        let section = self.section();
        let before = section.items.len();
        section.prose.push(Prose {
            text: block.text.trim().to_owned(),
            page: block.page,
            before,
            number: number.map(str::to_owned),
        });
    }
}

/// In a section of findings without items, the paragraphs are the findings. A heading of
/// recommendations without items is worth a look.
fn settle(section: &mut Section, unsure: &mut Vec<Unsure>) {
    let kind = section.kind;
    if section.items.is_empty() && !kind.asks() && kind != Kind::Narrative {
        section.items = std::mem::take(&mut section.prose)
            .into_iter()
            .map(|p| Item { text: p.text, page: p.page, paragraph: p.number, ..Item::default() })
            .collect();
    }
    if section.items.is_empty() && kind.asks() && section.explained {
        unsure.push(Unsure::NoItems { heading: section.heading.clone() });
    }
}
