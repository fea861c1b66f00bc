//! Sections and their items: headings decide what the items below are, as the
//! framework explains them.
//!
//! Start at [`sections`]. Blocks are taken in order; what goes on in a list of recommendations, and where it ends,
//! stands in `section_list.rs`; what is doubtful in the end, in `section_doubts.rs`.

use super::people::closes;
use super::section_doubts::settle;
use super::section_list::{List, Style, number_goes_on};
use super::section_words::{
    behind_sign, could_be_sub_heading, is_aside, is_deadline, is_lone_sign, is_repeated_heading, is_table_head,
    is_unfinished, leads_in, looks_back_only, looks_like_end, says_none,
};
use super::why::Why;
use super::{Item, Prose, ReportPart, Section, Unsure};
use crate::import::extract::{Block, BlockKind};
use crate::source::Framework;
use crate::source::words::Kind;

/// A line that a framework lists as a heading has no more words than this, if it does not look like one.
// The longest heading in the framework files has 20 words; a paragraph that begins with the same words goes on.
const LONGEST_LINE: usize = 20;

/// The sections of a report in order; every block that is no furniture goes into one.
pub(super) fn sections(
    blocks: &[&Block],
    framework: &Framework,
    unsure: &mut Vec<Unsure>,
    why: &mut Vec<Why>,
) -> Vec<Section> {
    let mut builder = SectionBuilder {
        framework,
        sections: Vec::new(),
        open: Vec::new(),
        list: None,
        by: None,
        group: None,
        aside: None,
        idle: Vec::new(),
        sign: None,
        why,
    };
    for (n, block) in blocks.iter().enumerate() {
        let ahead = blocks.get(n + 1..).unwrap_or_default();
        if !matches!(block.kind, BlockKind::Paragraph) {
            builder.keep_sign();
        }
        match &block.kind {
            BlockKind::Heading { level } => builder.heading(block, *level, ahead),
            BlockKind::Item { depth } => builder.bullet(block, *depth),
            BlockKind::Numbered { number } => builder.numbered(block, number, ahead),
            BlockKind::Row { cells } => builder.row(block, cells, ahead),
            BlockKind::Paragraph => builder.paragraph(block, ahead),
            BlockKind::Furniture { .. } => {}
        }
    }
    builder.keep_sign();
    builder.keep_idle();
    let mut sections = builder.sections;
    settle(&mut sections, unsure);
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
    /// The list of recommendations that is being read.
    list: Option<List>,
    /// The deadline and the sub-heading of the items that follow.
    by: Option<String>,
    group: Option<String>,
    /// The list that a boxed case interrupts: the number of its section, and what it was.
    aside: Option<(usize, Open, List)>,
    /// Deadlines and sub-headings that no item stands under yet.
    idle: Vec<Prose>,
    /// A sign on a line of its own, in a list: the bullet of what comes next.
    sign: Option<Prose>,
    why: &'f mut Vec<Why>,
}

impl SectionBuilder<'_> {
    fn heading(&mut self, block: &Block, level: u8, ahead: &[&Block]) {
        let text = block.text.trim();
        let explained = self.framework.explain(text);
        if let Some(list) = &mut self.list {
            // A heading that is printed twice, over a table and as its head.
            let empty = self.sections.last().is_some_and(|s| s.items.is_empty() && s.prose.is_empty());
            if explained.is_some() && empty && is_repeated_heading(self.sections.last(), text) {
                self.prose(block, None);
                return;
            }
            // A heading that the framework explains always begins a section, wherever it stands.
            let has_prose = self.sections.last().is_some_and(|s| !s.prose.is_empty());
            if explained.is_none() && list.has_group(self.framework, text, level, has_prose, ahead) {
                list.enter_group(level);
                self.sub_heading(block);
                return;
            }
        }
        self.begin(block, level, ahead);
    }

    /// Begins a section: the list, the deadline and the sub-heading of the one before it end here.
    fn begin(&mut self, block: &Block, level: u8, ahead: &[&Block]) {
        let text = block.text.trim();
        let explained = self.framework.explain(text);
        self.keep_idle();
        (self.by, self.group) = (None, None);
        let ended = self.list.take();
        let in_list = ended.is_some();
        self.aside = match (ended, self.open.last()) {
            (Some(list), Some(open)) if is_aside(text) => {
                let open = Open { level: open.level, kind: open.kind, family: open.family.clone() };
                Some((self.sections.len().saturating_sub(1), open, list))
            }
            _ => None,
        };
        while self.open.last().is_some_and(|o| o.level >= level) {
            self.open.pop();
        }
        if explained.is_none() {
            // What stands behind a list is the report's text again and asks for nothing, whatever its size.
            self.open.retain(|o| !o.kind.asks());
        }
        let inherited = self.open.last().map_or(Kind::Narrative, |o| o.kind);
        let family = explained
            .and_then(|e| e.family.map(str::to_owned))
            .or_else(|| self.open.last().and_then(|o| o.family.clone()));
        let kind = explained.map_or(inherited, |e| e.kind);
        self.open.push(Open { level, kind, family: family.clone() });
        if kind.asks() {
            let paragraphs = explained.is_some_and(|e| e.paragraphs);
            self.list = Some(List::new(self.framework, level, paragraphs, ahead));
        }
        if explained.is_some() {
            self.why.push(Why::heading(self.framework, block, kind));
        } else if in_list {
            self.why.extend(Why::end(block));
        }
        let mut section = Section::new(text, block.page, kind);
        section.part = self.part(family.as_deref());
        section.explained = explained.is_some();
        self.sections.push(section);
    }

    /// Notes a deadline or a sub-heading, whose words go into the draft with its first item.
    fn sub_heading(&mut self, block: &Block) {
        let before = self.sections.last().map_or(0, |s| s.items.len());
        self.idle.push(Prose { text: block.text.trim().to_owned(), page: block.page, before, number: None });
        self.why.push(Why::sub_heading(block));
        let text = block.text.trim().trim_end_matches(':').trim().to_owned();
        if is_deadline(&block.text) {
            self.by = Some(text);
        } else {
            self.group = Some(text);
        }
    }

    /// Keeps a sign that no paragraph followed.
    fn keep_sign(&mut self) {
        if let Some(sign) = self.sign.take() {
            self.section().prose.push(sign);
        }
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
        if !self.sections.is_empty() {
            self.keep_idle();
        }
        self.open.clear();
        self.list = None;
        self.aside = None;
        self.sections.push(Section::new("", None, Kind::Narrative));
    }

    fn new_item(&mut self, block: &Block, text: &str, paragraph: Option<&str>) -> Item {
        self.idle.clear();
        if self.list.is_some() {
            self.why.push(Why::item(block, self.sections.last().map_or("", |s| s.heading.as_str())));
        }
        Item {
            text: text.trim().to_owned(),
            by: self.by.clone(),
            group: self.group.clone(),
            page: block.page,
            paragraph: paragraph.map(str::to_owned),
            ..Item::default()
        }
    }

    /// Adds an item to a list, or to the last one of it.
    fn add(&mut self, item: Item, nested: bool, style: Style) {
        if let Some(list) = &mut self.list {
            list.style.get_or_insert(style);
        }
        let section = self.section();
        match section.items.last_mut().filter(|_| nested) {
            Some(parent) => parent.children.push(item),
            None => section.items.push(item),
        }
    }

    /// An item with a bullet.
    fn bullet(&mut self, block: &Block, depth: u8) {
        if self.goes_on_behind_aside(&block.text) {
            return;
        }
        let Some(list) = &self.list else {
            // Bullets below a numbered paragraph belong to it.
            let numbered = self.sections.last().and_then(|s| s.items.last()).is_some_and(|i| i.paragraph.is_some());
            let item = self.new_item(block, &block.text, None);
            self.add(item, depth > 0 || numbered, Style::Bullets);
            return;
        };
        let style = list.style;
        if is_lone_sign(&block.text) || depth == 0 && says_none(&block.text) {
            self.prose(block, None);
            return;
        }
        // The rest of a cell or a paragraph, which a page break cut off.
        let whole = self.sections.last().and_then(|s| s.items.last()).is_some_and(|i| i.children.is_empty());
        if style == Some(Style::Paragraphs) && whole && self.go_on(&block.text) {
            return;
        }
        let (text, signed) = behind_sign(&block.text).map_or((block.text.as_str(), false), |words| (words, true));
        let last = self.sections.last().and_then(|s| s.items.last());
        let opens = last.is_some_and(|i| i.text.ends_with(':'));
        let unfinished = last
            .and_then(|i| i.children.last())
            .is_some_and(|c| c.text.ends_with([';', ',']) || c.text.ends_with(" and"));
        // `... This includes ensuring that:` and what it includes, printed on one level.
        let goes_into = opens && (signed || text.starts_with(char::is_lowercase) || unfinished);
        let below = match style {
            Some(Style::Numbers) => true,
            Some(Style::Paragraphs) => opens,
            _ => false,
        };
        let item = self.new_item(block, text, None);
        self.add(item, depth > 0 || goes_into || below, Style::Bullets);
    }

    fn numbered(&mut self, block: &Block, number: &str, ahead: &[&Block]) {
        let Some(list) = &self.list else {
            let section = self.sections.last();
            let kind = section.map_or(Kind::Narrative, |s| s.kind);
            // A list of bullets is over where numbered paragraphs go on.
            let after_bullets = section.is_some_and(|s| s.items.first().is_some_and(|i| i.paragraph.is_none()));
            if kind != Kind::Narrative && after_bullets {
                self.prose(block, Some(number));
            } else {
                let item = self.new_item(block, &block.text, Some(number));
                self.add(item, false, Style::Numbers);
            }
            return;
        };
        let style = list.style;
        // A number that goes on at once makes this one of several: then what stands below it is its own.
        let below = ahead.first().is_some_and(|b| matches!(b.kind, BlockKind::Item { .. }) || is_deadline(&b.text));
        let leads = style.is_none() && below && leads_in(&block.text) && !number_goes_on(number, ahead);
        if style.is_some_and(|s| s != Style::Numbers)
            || leads
            || says_none(&block.text)
            || looks_back_only(&block.text)
            || is_repeated_heading(self.sections.last(), &block.text)
        {
            self.prose(block, Some(number));
            return;
        }
        let item = self.new_item(block, &block.text, Some(number));
        self.add(item, false, Style::Numbers);
    }

    /// A row of a table: who is asked, and what.
    fn row(&mut self, block: &Block, cells: &[String], ahead: &[&Block]) {
        if let [_] = cells {
            self.paragraph(block, ahead);
            return;
        }
        let Some(list) = &self.list else {
            self.prose(block, None);
            return;
        };
        match cells {
            [to, text] if is_table_head(self.framework, to, text) => self.prose(block, None),
            [to, text] if list.paragraphs => {
                let mut item = self.new_item(block, text, None);
                item.to = Some(to.trim().to_owned());
                self.add(item, false, Style::Paragraphs);
            }
            _ => self.paragraph(block, ahead),
        }
    }

    fn paragraph(&mut self, block: &Block, ahead: &[&Block]) {
        if closes(&block.text) {
            self.unnamed();
        }
        // Where a text has lost its marks, a framework's heading is still known by its words.
        let is_heading =
            block.text.split_whitespace().count() <= LONGEST_LINE && self.framework.explains_line(&block.text);
        if is_heading && !is_repeated_heading(self.sections.last(), &block.text) {
            let level = self.open.last().map_or(2, |o| o.level);
            self.begin(block, level, ahead);
            return;
        }
        if self.goes_on_behind_aside(&block.text) {
            return;
        }
        let Some(list) = &self.list else {
            self.prose(block, None);
            return;
        };
        let text = block.text.trim();
        if looks_like_end(self.framework, text) {
            let level = self.open.last().map_or(2, |o| o.level);
            self.begin(block, level, ahead);
            return;
        }
        let sign = self.sign.take();
        if is_lone_sign(text) {
            let before = self.sections.last().map_or(0, |s| s.items.len());
            self.sign = Some(Prose { text: text.to_owned(), page: block.page, before, number: None });
        } else if sign.is_some() {
            let item = self.new_item(block, text, None);
            self.add(item, false, Style::Bullets);
        } else if is_deadline(text) || could_be_sub_heading(text) && list.goes_on_with(ahead) {
            self.sub_heading(block);
        } else if self.go_on(text) {
            // The rest of an item, which a page break cut off.
        } else if is_repeated_heading(self.sections.last(), text) || says_none(text) {
            self.prose(block, None);
        } else if let Some(words) = behind_sign(text) {
            let item = self.new_item(block, words, None);
            self.add(item, false, Style::Bullets);
        } else if self.list.as_ref().is_some_and(List::takes_paragraphs) && !(self.is_bare() && looks_back_only(text)) {
            let item = self.new_item(block, text, None);
            let listed = self.list.as_ref().is_some_and(|l| l.paragraphs);
            self.section().of_paragraphs |= !listed;
            self.add(item, false, Style::Paragraphs);
        } else {
            self.prose(block, None);
        }
    }

    /// Whether nothing stands below the section's heading yet.
    fn is_bare(&self) -> bool {
        self.sections.last().is_some_and(|s| s.items.is_empty() && s.prose.is_empty())
    }

    /// Joins the rest of an item to it; says whether it was one.
    fn go_on(&mut self, text: &str) -> bool {
        let text = text.trim();
        let Some(item) = self.sections.last_mut().and_then(|s| s.items.last_mut()) else { return false };
        let item = if item.children.is_empty() { Some(item) } else { item.children.last_mut() };
        let Some(item) = item else { return false };
        // `... children with` and `SEND ...`: capitals alone do not begin a sentence behind an open one.
        let first = text.split_whitespace().next().unwrap_or_default();
        let letters = first.chars().filter(|c| c.is_alphabetic()).count();
        let capitals = letters > 1 && first.chars().all(|c| !c.is_lowercase());
        if !is_unfinished(&item.text) || !(text.starts_with(char::is_lowercase) || capitals) {
            return false;
        }
        item.text = format!("{} {text}", item.text);
        true
    }

    /// Whether a list that a boxed case cut in the middle of a sentence goes on with these words: then the case stands
    /// before it.
    fn goes_on_behind_aside(&mut self, text: &str) -> bool {
        let Some((at, open, list)) = self.aside.take() else { return false };
        let cut = self.sections.get(at).and_then(|s| s.items.last()).is_some_and(|i| is_unfinished(&i.text));
        if !cut || !text.trim().starts_with(char::is_lowercase) {
            // A paragraph of the case itself: the list may still go on behind it.
            self.aside = Some((at, open, list));
            return false;
        }
        let section = self.sections.remove(at);
        self.sections.push(section);
        self.open.retain(|o| o.level < open.level);
        self.open.push(open);
        self.list = Some(list);
        self.go_on(text)
    }

    fn prose(&mut self, block: &Block, number: Option<&str>) {
        if self.list.is_some() {
            self.why.extend(Why::statement(block));
        }
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
