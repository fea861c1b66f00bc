//! Which words are used in the same company: *supervision* and *oversight* share no letter and stand in the same
//! passages.
//!
//! Each stem has a vector, found by a singular value decomposition of a corpus' passages (latent semantic analysis), so
//! that stems which stand among the same others point the same way. `vectors.bin` holds, for the stems of `weights.txt`
//! in their order, a scale (four bytes, a little-endian `f32`) and its coordinates, each a signed byte.
//! `tests/reading/train.py` makes it again.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::terms::weights;

const TABLE: &[u8] = include_bytes!("vectors.bin");

/// How many coordinates a vector has.
// More told the training nothing further, and each costs a byte a word.
pub(super) const DIMENSIONS: usize = 64;

const SCALE: usize = size_of::<f32>();

/// A stem's scale and its coordinates, as they stand in the table.
pub(super) type Vector = (f32, &'static [u8]);

static VECTORS: LazyLock<FxHashMap<&'static str, Vector>> = LazyLock::new(|| {
    let rows = TABLE.chunks_exact(SCALE + DIMENSIONS).filter_map(|row| {
        let (scale, coordinates) = row.split_first_chunk::<SCALE>()?;
        Some((f32::from_le_bytes(*scale), coordinates))
    });
    weights::stems().zip(rows).collect()
});

/// What some words are about, as a direction; nothing where none of them is known.
#[derive(Clone, Debug)]
pub(super) struct Direction {
    sum: [f64; DIMENSIONS],
    /// The square of its length: each is compared with many others.
    square: f64,
}

impl Default for Direction {
    fn default() -> Self {
        Self { sum: [0.0; DIMENSIONS], square: 0.0 }
    }
}

impl Direction {
    /// What some words are about together, by their vectors.
    pub(super) fn of(words: impl Iterator<Item = Vector>) -> Self {
        let mut sum = [0.0; DIMENSIONS];
        for (scale, coordinates) in words {
            let values = coordinates.iter().map(|byte| f64::from(scale) * f64::from(i8::from_le_bytes([*byte])));
            sum.iter_mut().zip(values).for_each(|(sum, value)| *sum += value);
        }
        Self::new(sum)
    }

    /// What some texts are about together.
    pub(super) fn of_all<'a>(all: impl Iterator<Item = &'a Self>) -> Self {
        let mut sum = [0.0; DIMENSIONS];
        all.for_each(|one| sum.iter_mut().zip(&one.sum).for_each(|(sum, value)| *sum += value));
        Self::new(sum)
    }

    fn new(sum: [f64; DIMENSIONS]) -> Self {
        Self { square: product(&sum, &sum), sum }
    }

    /// The cosine of the angle between both: 1 where they are about the same, 0 where they have nothing in common.
    pub(super) fn cosine(&self, other: &Self) -> f64 {
        let lengths = (self.square * other.square).sqrt();
        if lengths > 0.0 { product(&self.sum, &other.sum) / lengths } else { 0.0 }
    }
}

/// The sum of the products of their coordinates.
fn product(a: &[f64; DIMENSIONS], b: &[f64; DIMENSIONS]) -> f64 {
    // Eight sums side by side: one after the other each addition would wait for the last.
    let mut sums = [0.0; 8];
    let (a, _) = a.as_chunks::<8>();
    let (b, _) = b.as_chunks::<8>();
    for (a, b) in a.iter().zip(b) {
        sums.iter_mut().zip(a.iter().zip(b)).for_each(|(sum, (a, b))| *sum += a * b);
    }
    sums.iter().sum()
}

/// The vector of a stem, where the table knows it.
pub(super) fn vector(stem: &str) -> Option<Vector> {
    VECTORS.get(stem).copied()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::terms::Terms;

    fn direction(text: &str) -> Direction {
        Direction::of(Terms::default().of(text).iter().filter_map(|term| vector(&term.stem)))
    }

    #[test]
    fn there_is_a_vector_for_each_stem() {
        assert_eq!(TABLE.len(), weights::stems().count() * (SCALE + DIMENSIONS));
    }

    #[test]
    fn words_of_the_same_company_point_the_same_way() {
        let supervision = direction("supervision");
        assert!(supervision.cosine(&direction("oversight")) > supervision.cosine(&direction("adoption")));
        assert!((supervision.cosine(&supervision) - 1.0).abs() < 1e-9);
        assert!(direction("wexmereshire").cosine(&supervision).abs() < 1e-9);
    }
}
