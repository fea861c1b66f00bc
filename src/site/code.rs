//! The square code (QR) of an address, as the path of an SVG: paper leads to the page that it was printed from.

use fast_qr::{ECL, QRBuilder};
use serde::Serialize;

/// A square code, ready to be drawn.
#[derive(Debug, Serialize)]
pub(crate) struct CodeView {
    /// How many squares wide and high, with the light edge that readers of such codes need.
    size: usize,
    /// The dark squares: a rectangle for each run of them in a row.
    path: String,
}

/// Squares of the light edge (ISO/IEC 18004: four).
const EDGE: usize = 4;

/// The code of an address; nothing for one that is too long for any.
pub(super) fn code(address: &str) -> Option<CodeView> {
    // A seventh of it may be dirty or folded away; a better one would need more, and smaller, squares.
    let code = QRBuilder::new(address).ecl(ECL::M).build().ok()?;
    let mut path = String::new();
    for (y, row) in code.data.chunks(code.size).take(code.size).enumerate() {
        let mut x = 0;
        for run in row.chunk_by(|a, b| a.value() == b.value()) {
            let width = run.len();
            if run.first().is_some_and(|square| square.value()) {
                path.push_str(&format!("M{} {}h{width}v1h-{width}z", x + EDGE, y + EDGE));
            }
            x += width;
        }
    }
    Some(CodeView { size: code.size + 2 * EDGE, path })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a reader of such codes reads from the path alone.
    fn read(view: &CodeView) -> String {
        const SCALE: usize = 4;
        let mut dark = vec![vec![false; view.size]; view.size];
        for run in view.path.split('M').skip(1) {
            let (place, width) = run.split_once('h').unwrap();
            let (x, y) = place.split_once(' ').unwrap();
            let (x, y): (usize, usize) = (x.parse().unwrap(), y.parse().unwrap());
            let width: usize = width.split_once('v').unwrap().0.parse().unwrap();
            dark[y][x..x + width].fill(true);
        }
        let pixel = |x: usize, y: usize| if dark[y / SCALE][x / SCALE] { 0 } else { 255 };
        let side = view.size * SCALE;
        let mut image = rqrr::PreparedImage::prepare_from_greyscale(side, side, pixel);
        let grids = image.detect_grids();
        assert_eq!(grids.len(), 1);
        grids[0].decode().unwrap().1
    }

    #[test]
    fn a_code_is_read_back_as_its_address() {
        let long = format!("https://example.org/authorities/{}/scrutiny.html", "a-very-long-name-".repeat(20));
        for address in ["https://example.org/", "https://ä.example/authorities/wexmere/scrutiny.html", long.as_str()] {
            assert_eq!(read(&code(address).unwrap()), address);
        }
        assert!(code(&"x".repeat(5_000)).is_none(), "no code holds so much");
    }
}
