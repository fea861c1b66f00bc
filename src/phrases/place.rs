//! Where a phrase stands.

use std::fmt;
use std::sync::Arc;

/// A file of phrases, embedded.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Source {
    /// Its path, as a hit names it.
    pub(crate) file: &'static str,
    /// What stands in it.
    pub(crate) text: &'static str,
}

/// A file below `src/`, by its path there.
macro_rules! source {
    ($file:literal) => {
        $crate::phrases::Source { file: $file, text: include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/", $file)) }
    };
}
pub(crate) use source;

/// A line of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    /// The file.
    pub(crate) file: Arc<str>,
    /// The line, from 1; 0 where the file is named as a whole.
    pub(crate) line: usize,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.line == 0 { f.write_str(&self.file) } else { write!(f, "{}:{}", self.file, self.line) }
    }
}
