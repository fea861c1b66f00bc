//! A page's size, its turn, and where its fonts and forms are named.

use lopdf::{Dictionary, Document, Object, ObjectId};

use super::glyphs::Matrix;

/// How far up the tree of pages a value is looked for.
// A damaged tree may lead in a circle.
const LEVELS: usize = 32;

/// What a page is drawn on.
pub(crate) struct Sheet<'a> {
    pub(crate) height: f32,
    /// Turns the page so that it is read upright, with its lower left corner at the origin.
    pub(crate) upright: Matrix,
    pub(crate) resources: Option<&'a Dictionary>,
}

impl<'a> Sheet<'a> {
    pub(crate) fn of_page(document: &'a Document, id: ObjectId) -> Self {
        let [left, bottom, right, top] =
            // Without a size the page is A4, as British reports are.
            inherited(document, id, b"MediaBox").and_then(|o| corners(document, o)).unwrap_or([0.0, 0.0, 595.0, 842.0]);
        let (width, height) = (right - left, top - bottom);
        let turn = inherited(document, id, b"Rotate").and_then(|o| o.as_i64().ok()).unwrap_or(0).rem_euclid(360);
        let corner = Matrix::shift(-left, -bottom);
        let (upright, height) = match turn {
            90 => (corner.then(&Matrix { a: 0.0, b: -1.0, c: 1.0, d: 0.0, e: 0.0, f: width }), width),
            180 => (corner.then(&Matrix { a: -1.0, b: 0.0, c: 0.0, d: -1.0, e: width, f: height }), height),
            270 => (corner.then(&Matrix { a: 0.0, b: 1.0, c: -1.0, d: 0.0, e: height, f: 0.0 }), width),
            _ => (corner, height),
        };
        let resources = inherited(document, id, b"Resources").and_then(|o| o.as_dict().ok());
        Self { height, upright, resources }
    }
}

/// The operators that draw a page, of all its streams. A stream that cannot be unpacked is an error: lopdf's
/// own reader of a page's content would hand on the packed bytes instead, and lose the words in silence.
pub(crate) fn content(document: &Document, id: ObjectId, limit: usize) -> Result<Vec<u8>, lopdf::Error> {
    let mut content = Vec::new();
    for stream in document.get_page_contents(id) {
        // A stream that is not there is found later, when the whole file is looked at.
        let Ok(stream) = document.get_object(stream).and_then(Object::as_stream) else { continue };
        content.extend(stream.get_plain_content_with_limit(limit.saturating_sub(content.len()))?);
        // The end of a stream parts words, as white space does.
        content.push(b'\n');
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
