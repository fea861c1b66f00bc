//! Text out of raw reports: PDFs made here byte by byte, text files, and,
//! where they stand beside the repository, real reports.

mod cases;
mod damaged;
mod layout;
mod markup;
mod places;
mod real;
mod refused;
mod texts;
pub(crate) mod writer;

use throughline::import::extract::{Block, BlockKind, FurnitureKind, extract};

/// The blocks of a file, one a line, for comparing.
pub(crate) fn blocks(bytes: &[u8], name: &str) -> Vec<String> {
    extract(bytes, name).unwrap().blocks.iter().map(shown).collect()
}

/// The same without furniture.
pub(crate) fn running(bytes: &[u8], name: &str) -> Vec<String> {
    let blocks = extract(bytes, name).unwrap().blocks;
    blocks.iter().filter(|b| !matches!(b.kind, BlockKind::Furniture { .. })).map(shown).collect()
}

fn shown(block: &Block) -> String {
    let text = &block.text;
    match &block.kind {
        BlockKind::Heading { level } => format!("h{level} {text}"),
        BlockKind::Paragraph => format!("p {text}"),
        BlockKind::Numbered { number } => format!("{number}. {text}"),
        BlockKind::Item { depth } => format!("{}- {text}", "  ".repeat(usize::from(*depth))),
        BlockKind::Row { cells, .. } => format!("| {}", cells.join(" | ")),
        BlockKind::Furniture { why } => format!("{} {text}", name(why)),
    }
}

fn name(why: &FurnitureKind) -> String {
    match why {
        FurnitureKind::Footnote { mark } => format!("footnote {mark}:"),
        other => format!("{other:?}:").to_lowercase(),
    }
}
