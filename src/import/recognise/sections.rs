//! Sections and their items: headings decide what the items below are, as the
//! framework explains them.
//!
//! Start at [`sections`]. Blocks are taken in order: headings here, what stands below them in `section_blocks.rs`.
//! What goes on in a list of recommendations, and where it ends, stands in `section_list.rs`; what is doubtful in the
//! end, in `section_doubts.rs`.

use super::plan::{self, PlanRows};
use super::section_doubts::settle;
use super::section_list::{List, Style};
use super::section_words::{is_aside, is_deadline, is_repeated_heading, is_unfinished};
use super::why::Why;
use super::{Item, Prose, ReportPart, Section, Unsure};
use crate::import::extract::{Block, BlockKind};
use crate::source::words::Kind;
use crate::source::{Framework, Nature};

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
    let mut plan = match framework.nature() {
        Nature::Update => plan::read(blocks, unsure),
        Nature::Inspection => PlanRows::default(),
    };
    for (n, block) in blocks.iter().enumerate() {
        if let Some(item) = plan.at(n) {
            builder.plan_row(block, item);
            continue;
        }
        let ahead = blocks.get(n + 1..).unwrap_or_default();
        if !matches!(block.kind, BlockKind::Paragraph) {
            builder.keep_sign();
        }
        match &block.kind {
            BlockKind::Heading { level } => builder.heading(block, *level, ahead),
            BlockKind::Item { depth } => builder.bullet(block, *depth),
            BlockKind::Numbered { number } => builder.numbered(block, number, ahead),
            BlockKind::Row { cells, .. } => builder.row(block, cells, ahead),
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
pub(super) struct Open {
    pub(super) level: u8,
    kind: Kind,
    family: Option<String>,
}

/// The family of inspections of safeguarding boards.
pub(crate) const BOARDS: &str = "lscb";

/// Takes blocks in order and puts each into its section.
pub(super) struct SectionBuilder<'f> {
    pub(super) framework: &'f Framework,
    pub(super) sections: Vec<Section>,
    pub(super) open: Vec<Open>,
    /// The list of recommendations that is being read.
    pub(super) list: Option<List>,
    /// The deadline and the sub-heading of the items that follow.
    by: Option<String>,
    group: Option<String>,
    /// The list that a boxed case interrupts: the number of its section, and what it was.
    aside: Option<(usize, Open, List)>,
    /// Deadlines and sub-headings that no item stands under yet.
    idle: Vec<Prose>,
    /// A sign on a line of its own, in a list: the bullet of what comes next.
    pub(super) sign: Option<Prose>,
    pub(super) why: &'f mut Vec<Why>,
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
    pub(super) fn begin(&mut self, block: &Block, level: u8, ahead: &[&Block]) {
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
    pub(super) fn sub_heading(&mut self, block: &Block) {
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
    pub(super) fn section(&mut self) -> &mut Section {
        if self.sections.is_empty() {
            self.unnamed();
        }
        let last = self.sections.len() - 1;
        &mut self.sections[last]
    }

    /// A section without a heading: what stands before the first one, and below a letter's close.
    pub(super) fn unnamed(&mut self) {
        if !self.sections.is_empty() {
            self.keep_idle();
        }
        self.open.clear();
        self.list = None;
        self.aside = None;
        self.sections.push(Section::new("", None, Kind::Narrative));
    }

    pub(super) fn new_item(&mut self, block: &Block, text: &str, paragraph: Option<&str>) -> Item {
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

    /// A row of an action plan, with its item unless its words stand in that of another row.
    fn plan_row(&mut self, block: &Block, item: Option<Item>) {
        self.keep_sign();
        let Some(item) = item else { return };
        let kind = item.kind.unwrap_or(Kind::Narrative);
        self.why.push(Why::new(block, format!("row of an action plan: {}", kind.word())));
        self.section().items.push(item);
    }

    /// Adds an item to a list, or to the last one of it.
    pub(super) fn add(&mut self, item: Item, nested: bool, style: Style) {
        if let Some(list) = &mut self.list {
            list.style.get_or_insert(style);
        }
        let section = self.section();
        match section.items.last_mut().filter(|_| nested) {
            Some(parent) => parent.children.push(item),
            None => section.items.push(item),
        }
    }

    /// Joins the rest of an item to it; says whether it was one.
    pub(super) fn go_on(&mut self, text: &str) -> bool {
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
    pub(super) fn goes_on_behind_aside(&mut self, text: &str) -> bool {
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

    pub(super) fn prose(&mut self, block: &Block, number: Option<&str>) {
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
