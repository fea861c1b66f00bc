//! How much work one file may ask for. A file that asks for more is refused:
//! no report does, and without a limit a small file could fill the memory.

/// The limit that was reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Spent {
    Bytes,
    Operators,
    Glyphs,
}

/// What is left.
pub(crate) struct Budget {
    bytes: usize,
    operators: usize,
    glyphs: usize,
}

// A quarter of what the whole file may take, so that one stream does not use it up.
/// The most that one stream may decode to.
pub(crate) const STREAM: usize = 64 << 20;

impl Budget {
    pub(crate) fn new() -> Self {
        // Far above any report and far below what troubles a small machine: five million letters fill some
        // 1,500 pages.
        Self { bytes: 256 << 20, operators: 20_000_000, glyphs: 5_000_000 }
    }

    /// The most that the next stream may decode to.
    pub(crate) fn stream(&self) -> usize {
        self.bytes.min(STREAM)
    }

    pub(crate) fn bytes(&mut self, count: usize) -> Result<(), Spent> {
        take(&mut self.bytes, count, Spent::Bytes)
    }

    pub(crate) fn operators(&mut self, count: usize) -> Result<(), Spent> {
        take(&mut self.operators, count, Spent::Operators)
    }

    pub(crate) fn glyphs(&mut self, count: usize) -> Result<(), Spent> {
        take(&mut self.glyphs, count, Spent::Glyphs)
    }
}

fn take(left: &mut usize, count: usize, spent: Spent) -> Result<(), Spent> {
    *left = left.checked_sub(count).ok_or(spent)?;
    Ok(())
}
