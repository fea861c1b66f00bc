//! A page's size, its turn, and where its fonts and forms are named.

use lopdf::{Dictionary, Document, Object, ObjectId};

use super::glyphs::Matrix;
use super::unpacking::{self, Packed, Unpacked};

/// How far up the tree of pages a value is looked for.
// A damaged tree may lead in a circle.
const LEVELS: usize = 32;

/// What a page is drawn on.
pub(crate) struct Sheet<'a> {
    pub(crate) height: f32,
    /// Turns the page so that it is read upright, with its lower left corner at the origin.
    pub(crate) upright: Matrix,
    pub(crate) resources: Option<&'a Dictionary>,
    pub(crate) visible: Visible,
}

/// The part of a page that a viewer shows. Printers' marks and old headings may stand outside of it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Visible {
    left: f32,
    bottom: f32,
    right: f32,
    top: f32,
}

// Programs round the edges of pages and of what stands there.
/// What lies so little outside is seen, in points.
const EDGE: f32 = 2.0;

impl Visible {
    /// Whether a line from one place to another is seen, if only in part.
    pub(crate) fn shows(&self, x: f32, end: f32, y: f32) -> bool {
        end > self.left - EDGE && x < self.right + EDGE && y > self.bottom - EDGE && y < self.top + EDGE
    }

    /// The part of it that the box round some points covers.
    pub(crate) fn part(&self, points: &[(f32, f32)]) -> f32 {
        let span = |low: f32, high: f32, of: fn(&(f32, f32)) -> f32| {
            let from = points.iter().map(of).fold(f32::INFINITY, f32::min).max(low);
            let to = points.iter().map(of).fold(f32::NEG_INFINITY, f32::max).min(high);
            (to - from).max(0.0) / (high - low).max(1.0)
        };
        span(self.left, self.right, |point| point.0) * span(self.bottom, self.top, |point| point.1)
    }
}

impl<'a> Sheet<'a> {
    pub(crate) fn of_page(document: &'a Document, id: ObjectId) -> Self {
        let [left, bottom, right, top] =
            // Without a size the page is A4, as British reports are.
            inherited(document, id, b"MediaBox").and_then(|o| corners(document, o)).unwrap_or([0.0, 0.0, 595.0, 842.0]);
        let (width, height) = (right - left, top - bottom);
        let media = [left, bottom, right, top];
        let turn = inherited(document, id, b"Rotate").and_then(|o| o.as_i64().ok()).unwrap_or(0).rem_euclid(360);
        let corner = Matrix::shift(-left, -bottom);
        let (upright, height) = match turn {
            90 => (corner.then(&Matrix { a: 0.0, b: -1.0, c: 1.0, d: 0.0, e: 0.0, f: width }), width),
            180 => (corner.then(&Matrix { a: -1.0, b: 0.0, c: 0.0, d: -1.0, e: width, f: height }), height),
            270 => (corner.then(&Matrix { a: 0.0, b: 1.0, c: -1.0, d: 0.0, e: height, f: 0.0 }), width),
            _ => (corner, height),
        };
        let resources = inherited(document, id, b"Resources").and_then(|o| o.as_dict().ok());
        let crop = inherited(document, id, b"CropBox").and_then(|o| corners(document, o)).unwrap_or(media);
        Self { height, upright, resources, visible: visible(media, crop, &upright) }
    }
}

/// What both boxes hold, as the page is read. Boxes that share nothing are damaged, and the sheet itself counts.
fn visible(media: [f32; 4], crop: [f32; 4], upright: &Matrix) -> Visible {
    let [left, bottom, right, top] = media;
    let shared = [left.max(crop[0]), bottom.max(crop[1]), right.min(crop[2]), top.min(crop[3])];
    let [left, bottom, right, top] =
        if shared[2] - shared[0] > 1.0 && shared[3] - shared[1] > 1.0 { shared } else { media };
    let (a, b) = (upright.point(left, bottom), upright.point(right, top));
    Visible { left: a.0.min(b.0), bottom: a.1.min(b.1), right: a.0.max(b.0), top: a.1.max(b.1) }
}

/// The operators that draw a page, of all its streams. A stream that cannot be unpacked is an error; one that is
/// damaged is read as far as it goes, and said.
pub(crate) fn content(document: &Document, id: ObjectId, limit: usize) -> Result<Unpacked, Packed> {
    let mut content = Unpacked { bytes: Vec::new(), is_whole: true };
    for stream in document.get_page_contents(id) {
        // A stream that is not there is found later, when the whole file is looked at.
        let Ok(stream) = document.get_object(stream).and_then(Object::as_stream) else { continue };
        let unpacked = unpacking::plain(stream, limit.saturating_sub(content.bytes.len()))?;
        content.is_whole &= unpacked.is_whole;
        if content.bytes.is_empty() {
            content.bytes = unpacked.bytes;
        } else {
            content.bytes.extend(unpacked.bytes);
        }
        // The end of a stream parts words, as white space does.
        content.bytes.push(b'\n');
    }
    Ok(content)
}

/// A value of the page, or of the nearest node above that has it.
fn inherited<'a>(document: &'a Document, id: ObjectId, key: &[u8]) -> Option<&'a Object> {
    let mut node = document.get_dictionary(id).ok()?;
    for _ in 0..LEVELS {
        if let Ok(value) = node.get_deref(key, document) {
            return Some(value);
        }
        node = node.get_deref(b"Parent", document).ok()?.as_dict().ok()?;
    }
    None
}

fn corners(document: &Document, object: &Object) -> Option<[f32; 4]> {
    let values = object.as_array().ok()?;
    let at = |i: usize| values.get(i).and_then(|o| document.dereference(o).ok()).and_then(|(_, o)| o.as_float().ok());
    let [x0, y0, x1, y1] = [at(0)?, at(1)?, at(2)?, at(3)?];
    let corners = [x0.min(x1), y0.min(y1), x0.max(x1), y0.max(y1)];
    let sound = corners[2] - corners[0] > 1.0 && corners[3] - corners[1] > 1.0;
    (sound && corners.iter().all(|v| v.is_finite())).then_some(corners)
}
