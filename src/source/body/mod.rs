//! The Markdown below the front matter: sections, findings, links, and the
//! HTML that the report's page is made of.
//!
//! Start at [`parse_report`]. The HTML is kept in [`Piece`]s: where a finding
//! begins and ends, or a link needs an address that only the site knows, stands
//! a piece that says so.

mod block;
mod company;
mod finding;
mod headings;
mod html;
mod inline;
mod marks;
mod running;
mod section;
mod target;

use std::ops::Range;

pub use block::Block;
pub(crate) use block::plain;
pub use finding::{Finding, Link};
pub use section::Section;
pub use target::Target;

pub(crate) use html::{parse_prose, parse_report};
pub(crate) use section::{Explained, Headings};

use super::toml_table::Placed;

/// A stretch of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// HTML, complete in itself or balanced by later pieces.
    Html(String),
    /// The beginning of a finding, by its number in [`Body::findings`].
    Open(usize),
    /// The end of a finding's own words: where a page says what became of it.
    Notes(usize),
    /// The end of a finding, after whatever is nested in it.
    Close(usize),
    /// The beginning of a link, by its number in [`Body::links`]; its words follow as HTML.
    Link(usize),
    /// The end of that link.
    LinkEnd(usize),
    /// A `[[id]]`, by its number in [`Body::links`]: shows the title of what it names.
    Title(usize),
    /// The beginning of a section's heading, by its number in [`Body::sections`]; of those that stand in nothing else.
    Heading(usize),
    /// The end of that heading.
    HeadingEnd(usize),
}

/// A link in running text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TextLink {
    /// To another site.
    Outside(String),
    /// To a place on the same page.
    Fragment(Placed<String>),
    /// To a content file, as written, with the fragment.
    File(Placed<String>),
    /// `[[id]]` or `[[id|words]]`.
    Id(Placed<String>, Option<String>),
}

/// What stands below a file's front matter.
#[derive(Clone, Debug, Default)]
pub struct Body {
    /// The page, in order.
    pub pieces: Vec<Piece>,
    /// The sections, in order.
    pub sections: Vec<Section>,
    /// The findings, in order of their beginnings.
    pub findings: Vec<Finding>,
    /// Links in running text.
    pub links: Vec<TextLink>,
    /// Every paragraph and item with words of its own, findings or not, in order.
    pub blocks: Vec<Block>,
}

impl Body {
    /// Gives back the room that its lists took for more: all bodies of a site are kept at once.
    fn shrink(&mut self) {
        let Self { pieces, sections, findings, links, blocks } = self;
        for finding in findings.iter_mut() {
            finding.links.shrink_to_fit();
        }
        pieces.shrink_to_fit();
        sections.shrink_to_fit();
        findings.shrink_to_fit();
        links.shrink_to_fit();
        blocks.shrink_to_fit();
    }

    /// The pieces of a finding's own words, without findings nested in it.
    pub fn words_of(&self, finding: usize) -> impl Iterator<Item = &Piece> {
        let range = self.findings.get(finding).map_or(0..0, |f| f.pieces.clone());
        // A nested finding may hold others: only its own end ends it.
        let mut nested: Option<usize> = None;
        self.pieces.iter().take(range.end).skip(range.start).filter(move |piece| match (nested, piece) {
            (None, Piece::Open(n)) => {
                nested = Some(*n);
                false
            }
            (Some(n), Piece::Close(m)) if n == *m => {
                nested = None;
                false
            }
            (Some(_), _) => false,
            (None, _) => true,
        })
    }

    /// The range of pieces of the whole body.
    #[must_use]
    pub fn all(&self) -> Range<usize> {
        0..self.pieces.len()
    }
}
