//! Knowledge to suggestions: which findings may report on which earlier recommendations.

pub mod passage;
