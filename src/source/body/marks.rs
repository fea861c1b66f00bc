//! Marks in the HTML that the library wrote, turned into pieces.

use super::{Body, Piece};

pub(super) fn split_at_marks(html: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    for (n, part) in html.split('\0').enumerate() {
        if n % 2 == 0 {
            if !part.is_empty() {
                pieces.push(Piece::Html(part.to_owned()));
            }
            continue;
        }
        // What is no mark after all is words: shown, rather than taken for the first finding.
        pieces.push(mark(part).unwrap_or_else(|| Piece::Html(part.to_owned())));
    }
    pieces
}

/// A mark's letter and number.
fn mark(part: &str) -> Option<Piece> {
    let mut letters = part.chars();
    let letter = letters.next()?;
    let number = letters.as_str().parse().ok()?;
    match letter {
        'O' => Some(Piece::Open(number)),
        'N' => Some(Piece::Notes(number)),
        'C' => Some(Piece::Close(number)),
        'L' => Some(Piece::Link(number)),
        'E' => Some(Piece::LinkEnd(number)),
        'T' => Some(Piece::Title(number)),
        'H' => Some(Piece::Heading(number)),
        'h' => Some(Piece::HeadingEnd(number)),
        _ => None,
    }
}

/// Sets where each finding's pieces lie, and tidies its words.
pub(super) fn locate_findings(body: &mut Body) {
    for (at, piece) in body.pieces.iter().enumerate() {
        match piece {
            Piece::Open(n) => {
                if let Some(finding) = body.findings.get_mut(*n) {
                    finding.pieces = at + 1..at + 1;
                }
            }
            Piece::Close(n) => {
                if let Some(finding) = body.findings.get_mut(*n) {
                    finding.pieces.end = at;
                }
            }
            _ => {}
        }
    }
    for finding in &mut body.findings {
        finding.text = finding.text.split_whitespace().collect::<Vec<_>>().join(" ");
    }
}
