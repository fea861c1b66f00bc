//! Which words are used in the same company: *supervision* and *oversight* share no letter and stand in the same
//! passages.
//!
//! Each stem has a vector, found by a singular value decomposition of a corpus' passages (latent semantic analysis), so
//! that stems which stand among the same others point the same way. `vectors.bin` holds, for the stems of `weights.txt`
//! in their order, a scale (four bytes, a little-endian `f32`) and its coordinates, each a signed byte.
//! `tests/reading/train.py` makes it again.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::terms::weights;

const TABLE: &[u8] = include_bytes!("vectors.bin");

/// How many coordinates a vector has.
// More told the training nothing further, and each costs a byte a word.
pub(super) const DIMENSIONS: usize = 64;

const SCALE: usize = size_of::<f32>();

static VECTORS: LazyLock<HashMap<&'static str, (f32, &'static [u8])>> = LazyLock::new(|| {
    let rows = TABLE.chunks_exact(SCALE + DIMENSIONS).filter_map(|row| {
        let (scale, coordinates) = row.split_first_chunk::<SCALE>()?;
        Some((f32::from_le_bytes(*scale), coordinates))
    });
    weights::stems().zip(rows).collect()
});

/// What some words are about, as a direction; nothing where none of them is known.
#[derive(Clone, Debug)]
pub(super) struct Direction(Vec<f64>);

impl Default for Direction {
    fn default() -> Self {
        Self(vec![0.0; DIMENSIONS])
    }
}

impl Direction {
    /// Adds a word.
    pub(super) fn add_stem(&mut self, stem: &str) {
        if let Some((scale, coordinates)) = VECTORS.get(stem) {
            let values = coordinates.iter().map(|byte| f64::from(*scale) * f64::from(i8::from_le_bytes([*byte])));
            self.0.iter_mut().zip(values).for_each(|(sum, value)| *sum += value);
        }
    }

    /// Adds all words of another.
    pub(super) fn add(&mut self, other: &Self) {
        self.0.iter_mut().zip(&other.0).for_each(|(sum, value)| *sum += value);
    }

    /// The cosine of the angle between both: 1 where they are about the same, 0 where they have nothing in common.
    pub(super) fn cosine(&self, other: &Self) -> f64 {
        let product = |a: &[f64], b: &[f64]| a.iter().zip(b).map(|(a, b)| a * b).sum::<f64>();
        let lengths = (product(&self.0, &self.0) * product(&other.0, &other.0)).sqrt();
        if lengths > 0.0 { product(&self.0, &other.0) / lengths } else { 0.0 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::terms::Terms;

    fn direction(text: &str) -> Direction {
        let mut direction = Direction::default();
        Terms::default().of(text).iter().for_each(|term| direction.add_stem(&term.stem));
        direction
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
