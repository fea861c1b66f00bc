//! How long the parts of making a site took, for who measures it.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

/// A part of making a site.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Stage {
    /// What a page is made from, as a fingerprint.
    Key,
    /// What it shows.
    View,
    /// Its template, filled.
    Fill,
    /// Comparing and staging it.
    Keep,
    /// The search index.
    Search,
    /// Downloads, feeds, the map of the site.
    Exports,
}

/// All, in the order in which they come.
const ALL: &[(Stage, &str)] = &[
    (Stage::Key, "keys"),
    (Stage::View, "views"),
    (Stage::Fill, "templates"),
    (Stage::Keep, "keeping"),
    (Stage::Search, "search"),
    (Stage::Exports, "downloads"),
];

/// Time taken, by part. Threads add up: on one thread it is the time of that part.
#[derive(Debug, Default)]
pub struct Stages {
    nanoseconds: [AtomicU64; ALL.len()],
}

impl Stages {
    /// Does something and counts its time.
    pub(crate) fn time<T>(&self, stage: Stage, work: impl FnOnce() -> T) -> T {
        let start = Instant::now();
        let done = work();
        let taken = u64::try_from(start.elapsed().as_nanos()).unwrap_or(u64::MAX);
        if let Some(sum) = self.nanoseconds.get(stage as usize) {
            sum.fetch_add(taken, Ordering::Relaxed);
        }
        done
    }

    /// Name and seconds of each part.
    pub fn seconds(&self) -> impl Iterator<Item = (&'static str, f64)> {
        let seconds = |sum: &AtomicU64| sum.load(Ordering::Relaxed) as f64 / 1e9;
        ALL.iter().zip(&self.nanoseconds).map(move |((_, name), sum)| (*name, seconds(sum)))
    }
}
