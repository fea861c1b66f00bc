//! A list of recommendations as far as it was read: which sub-headings stand in it, and where it ends.
//!
//! Nothing here asks how an item is worded. What a sub-heading is, the text below it says: it goes on as the list
//! began. A list whose items stand right below its heading has no numbered ones below later headings: there the
//! report's findings go on, numbered on from it.

use super::section_words::{ends_list, is_deadline, is_lone_sign, leads_in, looks_back_only, says_none, states_grade};
use crate::import::extract::{Block, BlockKind};
use crate::source::Framework;

/// So many sub-headings may stand above one another before the first item.
// Two were met: a sub-heading and a deadline below it.
const MOST_HEADINGS: usize = 3;

/// How the items of a list are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Style {
    Bullets,
    Numbers,
    /// As paragraphs or cells.
    Paragraphs,
}

/// A list of recommendations.
#[derive(Debug)]
pub(super) struct List {
    /// The level of its heading.
    level: u8,
    /// How its first item is printed; nothing before it.
    pub(super) style: Option<Style>,
    /// The level of the sub-heading above its first item.
    group: Option<u8>,
    /// Whether the framework says that items are paragraphs or cells.
    pub(super) paragraphs: bool,
    /// Whether nothing but paragraphs stands below the heading.
    only_paragraphs: bool,
}

impl List {
    pub(super) fn new(framework: &Framework, level: u8, paragraphs: bool, ahead: &[&Block]) -> Self {
        let only_paragraphs = only_paragraphs(framework, level, ahead);
        Self { level, style: None, group: None, paragraphs, only_paragraphs }
    }

    /// Whether a paragraph below the heading is an item.
    pub(super) fn takes_paragraphs(&self) -> bool {
        (self.paragraphs || self.only_paragraphs) && self.style.is_none_or(|s| s == Style::Paragraphs)
    }

    /// Whether the list goes on below a heading.
    pub(super) fn has_group(
        &self,
        framework: &Framework,
        text: &str,
        level: u8,
        has_prose: bool,
        ahead: &[&Block],
    ) -> bool {
        if is_deadline(text) {
            return true;
        }
        if ends_list(text) || states_grade(framework, text) {
            return false;
        }
        // A statement below the heading was all that it has to say, unless what follows is smaller.
        let below = level > self.level;
        if self.style.is_none() && has_prose && !below {
            return false;
        }
        if let Some(group) = self.group
            && level < group
        {
            return false;
        }
        let mut headings = 0;
        let what_follows = ahead.iter().find(|block| {
            headings += 1;
            let goes_on = match &block.kind {
                BlockKind::Heading { .. } => {
                    framework.explain(&block.text).is_none()
                        && !ends_list(&block.text)
                        && !states_grade(framework, &block.text)
                }
                // `The board should:` above bullets.
                BlockKind::Paragraph => is_lead(block),
                _ => false,
            };
            !(goes_on && headings <= MOST_HEADINGS)
        });
        what_follows.is_some_and(|block| self.takes(block, below))
    }

    /// Whether the list goes on with a block, below a smaller heading or one of its own size.
    fn takes(&self, block: &Block, below: bool) -> bool {
        match &block.kind {
            BlockKind::Item { .. } => {
                self.style == Some(Style::Bullets) && (below || self.group.is_some()) || self.style.is_none()
            }
            BlockKind::Numbered { .. } => match self.style {
                None => true,
                Some(style) => style == Style::Numbers && self.group.is_some(),
            },
            BlockKind::Paragraph => below && self.takes_paragraphs(),
            // Two cells side by side are who to turn to; those that ask stand in one table below one heading.
            BlockKind::Row { cells, .. } => self.style.is_none() && self.paragraphs && cells.len() < 3,
            BlockKind::Heading { .. } | BlockKind::Furniture { .. } => false,
        }
    }

    /// Notes a sub-heading of the list.
    pub(super) fn enter_group(&mut self, level: u8) {
        if self.style.is_none() {
            self.group = Some(self.group.map_or(level, |known| known.min(level)));
        }
    }

    /// Whether the list goes on right below a line that could be a sub-heading without its looks.
    pub(super) fn goes_on_with(&self, ahead: &[&Block]) -> bool {
        ahead.first().is_some_and(|block| match &block.kind {
            BlockKind::Item { .. } => self.style.is_none_or(|s| s == Style::Bullets),
            BlockKind::Numbered { .. } => self.style.is_none_or(|s| s == Style::Numbers),
            _ => false,
        })
    }
}

/// A line that speaks of the list below it.
fn is_lead(block: &Block) -> bool {
    block.text.trim_end().ends_with(':') || leads_in(&block.text)
}

/// Whether nothing but paragraphs stands below a heading of recommendations: then these are the items.
fn only_paragraphs(framework: &Framework, level: u8, ahead: &[&Block]) -> bool {
    let mut paragraphs = 0;
    for block in ahead {
        match &block.kind {
            BlockKind::Heading { level: next } => {
                let ends = *next <= level
                    || framework.explain(&block.text).is_some()
                    || ends_list(&block.text)
                    || states_grade(framework, &block.text);
                if ends && !is_deadline(&block.text) {
                    break;
                }
            }
            BlockKind::Paragraph if framework.explains_line(&block.text) => break,
            BlockKind::Paragraph => {
                let says = is_lead(block)
                    || says_none(&block.text)
                    || looks_back_only(&block.text)
                    || is_deadline(&block.text)
                    || is_lone_sign(&block.text);
                paragraphs += usize::from(!says);
            }
            BlockKind::Item { .. } | BlockKind::Numbered { .. } | BlockKind::Row { .. } => return false,
            BlockKind::Furniture { .. } => {}
        }
    }
    paragraphs > 0
}

/// Whether the next number before a heading is the one that comes behind this.
pub(super) fn number_goes_on(number: &str, ahead: &[&Block]) -> bool {
    let next = ahead
        .iter()
        .take_while(|b| !matches!(b.kind, BlockKind::Heading { .. }))
        .find_map(|b| match &b.kind {
            BlockKind::Numbered { number } => Some(number.parse::<u32>().ok()),
            _ => None,
        })
        .flatten();
    // `1.4` is no number that a list counts by, and so no failure.
    number.parse::<u32>().ok().and_then(|n| n.checked_add(1)).is_some_and(|n| next == Some(n))
}
