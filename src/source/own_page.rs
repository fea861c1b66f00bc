//! `content/pages/ID.md`: pages of the site's own, such as an accessibility statement, privacy, contact, about.
//!
//! Start at [`read_own_page`]. Texts to begin such pages with stand in [`super::starters`].

use super::authority::read_prose_file;
use super::body::Body;
use super::schema::OwnPageKey;
use super::toml_table::Table;
use crate::diagnostics::{Code, Diagnostic, FileId, Span, stretch};

/// Where every page links to a page of the site's own.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Place {
    /// At the foot.
    #[default]
    Foot,
    /// In the navigation at the head.
    Head,
}

impl Place {
    const WORDS: &'static [&'static str] = &["foot", "head"];

    fn parse(word: &str) -> Option<Self> {
        match word {
            "foot" => Some(Self::Foot),
            "head" => Some(Self::Head),
            _ => None,
        }
    }
}

/// A page of the site's own.
#[derive(Clone, Debug)]
pub struct OwnPage {
    /// Its id.
    pub id: String,
    /// Its file.
    pub file: FileId,
    /// What the page is called, and the links to it.
    pub title: String,
    /// Where every page links to it.
    pub place: Place,
    /// Its place among others there, the smallest first; those of one number, or of none, go by title.
    pub order: f64,
    /// The text.
    pub body: Body,
}

pub(super) fn read_own_page(id: &str, text: &str, file: FileId) -> (Option<OwnPage>, Vec<Diagnostic>) {
    let (page, mut problems) = read_prose_file(text, file, |toml, at, sink, body| {
        let table = Table::new(toml, sink, at);
        OwnPage {
            id: id.to_owned(),
            file,
            title: table.text(OwnPageKey::Title).map_or_else(|| id.to_owned(), |t| t.value),
            place: table.word(OwnPageKey::Place, Place::parse, Place::WORDS).map(|p| p.value).unwrap_or_default(),
            order: table.number(OwnPageKey::Order).unwrap_or_default(),
            body,
        }
    });
    problems.extend(placeholders(text, file));
    (page, problems)
}

/// What begins a place in a text that is still to be filled in: `[... who answers]`.
const PLACEHOLDER: &str = "[...";

/// The places of a text that are still to be filled in.
fn placeholders(text: &str, file: FileId) -> impl Iterator<Item = Diagnostic> {
    text.match_indices(PLACEHOLDER).map(move |(start, _)| {
        // To the bracket that closes it; of one that nothing closes on its line, the opening alone.
        let rest = stretch(text, start..text.len());
        let line = rest.lines().next().unwrap_or_default();
        let length = line.find(']').map_or(PLACEHOLDER.len(), |end| end + 1);
        Diagnostic::at(Code::T0606, Span::new(file, start..start + length), "this is still to be filled in")
            .hint("write what belongs here, without the brackets, or take the sentence out")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_still_to_be_filled_in_is_found_with_its_place() {
        let text = "Write to [... a mail address], or [not this].\n\n- [...]\n- [... never closed\n";
        let found: Vec<&str> =
            placeholders(text, FileId(0)).map(|d| stretch(text, d.span.map(Span::range).unwrap())).collect();
        assert_eq!(found, ["[... a mail address]", "[...]", "[..."]);
    }
}
