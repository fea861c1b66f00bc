//! What a page draws: characters with their places, and small marks.

use super::page::Visible;

// Leaves are counted from 0 and are far fewer, so the highest numbers are free for what is none.
/// The leaf of a glyph outside any tagged content.
pub(crate) const UNTAGGED: u32 = u32::MAX;
/// The leaf of a glyph that the file calls no part of the text: running headers, page numbers.
pub(crate) const ARTIFACT: u32 = u32::MAX - 1;

/// One character on a page. The unit is a point; y grows upwards.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Glyph {
    pub(crate) ch: char,
    pub(crate) x: f32,
    pub(crate) end: f32,
    /// The baseline.
    pub(crate) y: f32,
    pub(crate) size: f32,
    pub(crate) bold: bool,
    /// The line of text does not run from left to right.
    pub(crate) sideways: bool,
    /// Which element of the document's own structure it belongs to.
    pub(crate) leaf: u32,
}

/// A small filled or drawn shape, which may be the bullet of a list.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Dot {
    pub(crate) x: f32,
    pub(crate) end: f32,
    pub(crate) y: f32,
    pub(crate) filled: bool,
}

/// All that one page draws.
#[derive(Debug, Default)]
pub(crate) struct Drawn {
    pub(crate) glyphs: Vec<Glyph>,
    pub(crate) dots: Vec<Dot>,
    pub(crate) height: f32,
    pub(crate) visible: Option<Visible>,
    /// How many drawings the file names and does not hold, or holds too deep or damaged.
    pub(crate) unread: usize,
    /// How many characters have no letter that the file names.
    pub(crate) unknown: usize,
    /// The part of the page that pictures cover; more than 1 where they lie one over the other.
    pub(crate) pictured: f32,
    /// How many shapes are filled or drawn.
    pub(crate) shapes: usize,
}

/// Maps points: x' = a x + c y + e, y' = b x + d y + f.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Matrix {
    pub(crate) a: f32,
    pub(crate) b: f32,
    pub(crate) c: f32,
    pub(crate) d: f32,
    pub(crate) e: f32,
    pub(crate) f: f32,
}

impl Matrix {
    pub(crate) const IDENTITY: Self = Self { a: 1.0, b: 0.0, c: 0.0, d: 1.0, e: 0.0, f: 0.0 };

    pub(crate) fn shift(x: f32, y: f32) -> Self {
        Self { e: x, f: y, ..Self::IDENTITY }
    }

    /// First this, then the other.
    pub(crate) fn then(&self, other: &Self) -> Self {
        Self {
            a: self.a * other.a + self.b * other.c,
            b: self.a * other.b + self.b * other.d,
            c: self.c * other.a + self.d * other.c,
            d: self.c * other.b + self.d * other.d,
            e: self.e * other.a + self.f * other.c + other.e,
            f: self.e * other.b + self.f * other.d + other.f,
        }
    }

    pub(crate) fn point(&self, x: f32, y: f32) -> (f32, f32) {
        (self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f)
    }
}

/// The box round a path while it is being built.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Outline {
    left: f32,
    right: f32,
    bottom: f32,
    top: f32,
}

impl Outline {
    pub(crate) const EMPTY: Self =
        Self { left: f32::INFINITY, right: f32::NEG_INFINITY, bottom: f32::INFINITY, top: f32::NEG_INFINITY };

    pub(crate) fn add(&mut self, (x, y): (f32, f32)) {
        self.left = self.left.min(x);
        self.right = self.right.max(x);
        self.bottom = self.bottom.min(y);
        self.top = self.top.max(y);
    }

    /// The path as a dot, if it is as small and as round as a bullet.
    pub(crate) fn dot(&self, filled: bool) -> Option<Dot> {
        let (width, height) = (self.right - self.left, self.top - self.bottom);
        // Bullets are smaller than the letters beside them, which have 9 to 14 points; a smaller speck is dust.
        let small = (1.2..9.0).contains(&width) && (1.2..9.0).contains(&height);
        let round = width < height * 1.5 && height < width * 1.5;
        (small && round).then_some(Dot { x: self.left, end: self.right, y: self.bottom, filled })
    }
}
