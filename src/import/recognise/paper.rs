//! Whether a text is a council's own paper: by what its title says, before any framework's cues are asked, since such
//! papers name inspections on every page.

use super::opening::{Opening, says_dear};
use super::plan::words::{PaperWord, holds};
use crate::import::extract::{Block, BlockKind, FurnitureKind};

/// A title stands among so many first blocks, behind the name of the council, the meeting and its date.
const WITHIN: usize = 10;

/// A title has no more words than this; a longer line is a sentence that mentions a plan.
const LONGEST_TITLE: usize = 20;

/// Whether a title or a running head says that the text is a council's paper, and nothing that an inspectorate wrote
/// it: no greeting of a letter, none of its addresses.
pub(super) fn is_paper(opening: &Opening<'_>) -> bool {
    let inspects = |b: &&Block| says_dear(&b.text) || holds(PaperWord::Inspectorate, &b.text).is_some();
    if opening.all.iter().any(inspects) {
        return false;
    }
    let is_running = |b: &&&Block| {
        matches!(b.kind, BlockKind::Furniture { why: FurnitureKind::RunningHeader | FurnitureKind::RunningFooter })
    };
    let first = opening.blocks.iter().take(WITHIN).filter(|b| !b.text.trim_end().ends_with('.'));
    let mut titles = first.chain(opening.all.iter().filter(is_running));
    titles.any(|b| b.text.split_whitespace().count() <= LONGEST_TITLE && holds(PaperWord::Title, &b.text).is_some())
}
