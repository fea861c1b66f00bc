//! Charts as plain numbers: where each line, mark and word lies, worked out
//! here so that a template only draws it.
//!
//! Start at [`timeline`] (what became of an authority's threads, on a true axis
//! of time), [`bars`] (how many stand where) and [`map`] (what the reports of
//! each year did for a theme). Lengths are whole [`Tenths`], never floating
//! point, so that the same content gives the same bytes everywhere. Nothing here
//! reads the clock or makes a date more exact than its report gives it.

mod axis;
pub(super) mod bars;
mod lanes;
mod lines;
pub(super) mod map;
pub(super) mod timeline;

use std::fmt;

use serde::{Serialize, Serializer};

/// A length or a place in tenths of a unit, written with at most one decimal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Tenths(i64);

impl Tenths {
    const fn units(units: i64) -> Self {
        Self(units * 10)
    }

    const fn plus(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }

    const fn minus(self, other: Self) -> Self {
        Self(self.0 - other.0)
    }
}

impl fmt::Display for Tenths {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        match (self.0.abs() / 10, self.0.abs() % 10) {
            (whole, 0) => write!(f, "{sign}{whole}"),
            (whole, rest) => write!(f, "{sign}{whole}.{rest}"),
        }
    }
}

impl Serialize for Tenths {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// `part` of `whole` of a length, rounded to the nearest tenth.
fn share(length: Tenths, part: i64, whole: i64) -> Tenths {
    // Where there is nothing to count, no length instead of a division by zero.
    let whole = whole.max(1);
    // Doubled, so that a half is added before the division cuts off what is left.
    Tenths((length.0 * part * 2 + whole) / (whole * 2))
}

#[cfg(test)]
mod tests {
    use super::{Tenths, share};

    #[test]
    fn lengths_are_written_without_needless_decimals() {
        assert_eq!(Tenths(120).to_string(), "12");
        assert_eq!(Tenths(123).to_string(), "12.3");
        assert_eq!(Tenths(-5).to_string(), "-0.5");
    }

    #[test]
    fn a_share_is_rounded_to_the_nearest_tenth() {
        assert_eq!(share(Tenths::units(100), 1, 3), Tenths(333));
        assert_eq!(share(Tenths::units(100), 2, 3), Tenths(667));
        assert_eq!(share(Tenths::units(100), 0, 0), Tenths(0));
    }
}
