//! Why a block was read as it was: what `import --why` prints.

use std::fmt;

use crate::import::extract::Block;

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
}

impl fmt::Display for Why {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(page) = self.page {
            write!(f, "page {page}: ")?;
        }
        write!(f, "“{}”: {}", self.words, self.read_as)
    }
}
