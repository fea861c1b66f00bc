//! What stands below headings: bullets, numbered paragraphs, rows and paragraphs become items or prose.

use super::Prose;
use super::people::closes;
use super::section_list::{List, Style, number_goes_on};
use super::section_words::{
    behind_sign, could_be_sub_heading, is_deadline, is_lone_sign, is_repeated_heading, is_table_head, leads_in,
    looks_back_only, looks_like_end, says_none,
};
use super::sections::SectionBuilder;
use crate::import::extract::{Block, BlockKind};
use crate::source::words::Kind;

/// A line that a framework lists as a heading has no more words than this, if it does not look like one.
// The longest heading in the framework files has 20 words; a paragraph that begins with the same words goes on.
const LONGEST_LINE: usize = 20;

impl SectionBuilder<'_> {
    /// An item with a bullet.
    pub(super) fn bullet(&mut self, block: &Block, depth: u8) {
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

    pub(super) fn numbered(&mut self, block: &Block, number: &str, ahead: &[&Block]) {
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
    pub(super) fn row(&mut self, block: &Block, cells: &[String], ahead: &[&Block]) {
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

    pub(super) fn paragraph(&mut self, block: &Block, ahead: &[&Block]) {
        if closes(&block.text) {
            self.unnamed();
        }
        // Where a text has lost its marks, a framework's heading is still known by its words.
        let is_heading =
            block.text.split_whitespace().nth(LONGEST_LINE).is_none() && self.framework.explains_line(&block.text);
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
}
