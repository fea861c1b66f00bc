//! Why a block was read as it was: what `import --why` prints.

use std::fmt;

use super::section_words::{SectionWord, line};
use crate::import::extract::Block;
use crate::source::Framework;
use crate::source::words::Kind;

/// How many words of a block are shown: enough to find it by.
const SHOWN: usize = 12;

/// A block, what it was read as, and by what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Why {
    /// The page where it begins.
    pub page: Option<u32>,
    /// Its first words.
    pub words: String,
    /// What it was read as, and by which words of which file.
    pub read_as: String,
}

impl Why {
    pub(super) fn new(block: &Block, read_as: String) -> Self {
        let words: Vec<&str> = block.text.split_whitespace().take(SHOWN).collect();
        Self { page: block.page, words: words.join(" "), read_as }
    }

    /// A heading that a framework's file lists.
    pub(super) fn heading(framework: &Framework, block: &Block, kind: Kind) -> Self {
        let id = &framework.id;
        Self::new(block, format!("heading of a section of kind {} (frameworks/{id}.toml lists it)", kind.word()))
    }

    /// A sub-heading or a deadline inside a list.
    pub(super) fn sub_heading(block: &Block) -> Self {
        match line(SectionWord::Deadline, &block.text) {
            Some(place) => Self::new(block, format!("deadline of the items below ({place})")),
            None => Self::new(block, "sub-heading: the list goes on below it".to_owned()),
        }
    }

    /// An item of a list of recommendations.
    pub(super) fn item(block: &Block, heading: &str) -> Self {
        Self::new(block, format!("item below `{heading}`"))
    }

    /// A statement below a heading of recommendations that asks for nothing.
    pub(super) fn statement(block: &Block) -> Option<Self> {
        let place = line(SectionWord::NoneAsked, &block.text)?;
        Some(Self::new(block, format!("a statement that there are none ({place})")))
    }

    /// A heading that ends a list.
    pub(super) fn end(block: &Block) -> Option<Self> {
        let place = line(SectionWord::EndsList, &block.text).or_else(|| line(SectionWord::Aside, &block.text))?;
        Some(Self::new(block, format!("no list goes on below it ({place})")))
    }
}

impl fmt::Display for Why {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(page) = self.page {
            write!(f, "page {page}: ")?;
        }
        write!(f, "“{}”: {}", self.words, self.read_as)
    }
}
