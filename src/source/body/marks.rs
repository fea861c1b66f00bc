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
        let number = part.get(1..).and_then(|d| d.parse().ok()).unwrap_or(0);
        pieces.push(match part.as_bytes().first() {
            Some(b'O') => Piece::Open(number),
            Some(b'N') => Piece::Notes(number),
            Some(b'C') => Piece::Close(number),
            Some(b'L') => Piece::Link(number),
            Some(b'E') => Piece::LinkEnd(number),
            _ => Piece::Title(number),
        });
    }
    pieces
}

/// Sets where each finding's pieces lie, and tidies its words.
pub(super) fn locate_findings(body: &mut Body) {
    let mut start = vec![0; body.findings.len()];
    for (at, piece) in body.pieces.iter().enumerate() {
        match piece {
            Piece::Open(n) => start[*n] = at + 1,
            Piece::Close(n) => body.findings[*n].pieces = start[*n]..at,
            _ => {}
        }
    }
    for finding in &mut body.findings {
        finding.text = finding.text.split_whitespace().collect::<Vec<_>>().join(" ");
    }
}
