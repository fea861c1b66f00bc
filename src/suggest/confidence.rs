//! How sure a suggestion is, from its evidence.

/// How sure the words are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Confidence {
    /// The words say so.
    Certain,
    /// Much speaks for it.
    Likely,
    /// Worth a look.
    Possible,
}

impl Confidence {
    /// All, surest first.
    pub const ALL: [Self; 3] = [Self::Certain, Self::Likely, Self::Possible];

    /// The word in data and on pages.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Certain => "certain",
            Self::Likely => "likely",
            Self::Possible => "possible",
        }
    }
}

/// The sorts of links: each has its own measure of what is certain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum LinkSort {
    /// The passage says that it speaks of what was asked.
    Stated,
    /// It says how the very thing stands.
    Answered,
    /// It asks for the same again.
    Again,
    /// A council claims or plans it.
    Claimed,
    /// It speaks of all, most or some of what a report asked for.
    Group,
    /// It only says that it looks back on a report.
    Mention,
}

/// Of the surest links of a sort, how many a careful reader made as well, verdict included.
#[derive(Clone, Copy, Debug)]
struct Judged {
    right: u32,
    of: u32,
}

impl Judged {
    /// Fewer judged ones say nothing.
    const ENOUGH: u32 = 40;
    /// So many must be right, in hundredths.
    const RIGHT: u32 = 95;
    /// So many are right at least, by Wilson's interval at 95 %.
    const LEAST: f64 = 0.83;

    /// Whether a sort of which so many were right may be called certain.
    fn is_certain(self) -> bool {
        const Z: f64 = 1.96;
        let (of, share) = (f64::from(self.of.max(1)), f64::from(self.right) / f64::from(self.of.max(1)));
        let around = Z * (share * (1.0 - share) / of + Z * Z / (4.0 * of * of)).sqrt();
        let lower = (share + Z * Z / (2.0 * of) - around) / (1.0 + Z * Z / of);
        self.of >= Self::ENOUGH && self.right * 100 >= self.of * Self::RIGHT && lower >= Self::LEAST
    }
}

/// From here on it is likelier than not that the passage is about the recommendation.
pub(super) const LIKELY: f64 = 0.5;

/// From here on a link that says of itself that it looks back is among the surest.
// Measured with this: see `judged`.
const STATED: f64 = 0.8;

/// From here on a link of another sort is among the surest.
// On the councils that the model was trained on, 19 of the 20 surest answers were right by a model of the other
// councils, and 17 of the 20 surest that ask again.
const OTHERS: f64 = 0.9;

impl LinkSort {
    /// How likely a link of this sort must be, with what it says, to be among the surest.
    fn surest_from(self) -> f64 {
        if self == Self::Stated { STATED } else { OTHERS }
    }

    /// How many of the surest were right on eight councils that nothing was tuned on (November 2026, the second time that
    /// they were measured on; tests/reading/README.txt). What is not right often enough, or was not judged often enough, is
    /// likely at most.
    fn judged(self) -> Judged {
        match self {
            // All 6 were about it.
            Self::Stated => Judged { right: 4, of: 6 },
            Self::Answered => Judged { right: 7, of: 7 },
            Self::Again => Judged { right: 8, of: 9 },
            Self::Claimed => Judged { right: 0, of: 0 },
            Self::Group => Judged { right: 7, of: 9 },
            Self::Mention => Judged { right: 74, of: 75 },
        }
    }

    /// The confidence of the surest of this sort.
    pub(super) fn surest(self) -> Confidence {
        if self.judged().is_certain() { Confidence::Certain } else { Confidence::Likely }
    }
}

/// How sure a link to a single recommendation is: how likely the passage is about it, and how likely its words say what
/// they were read as.
pub(super) fn confidence_of_single(sort: LinkSort, about: f64, says: f64) -> Confidence {
    // What asks again says nothing but that.
    let both = if sort == LinkSort::Again { about } else { about * says };
    if both >= sort.surest_from() {
        sort.surest()
    } else if about >= LIKELY {
        Confidence::Likely
    } else {
        Confidence::Possible
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_judged_too_seldom_is_never_certain() {
        for sort in [LinkSort::Stated, LinkSort::Answered, LinkSort::Again, LinkSort::Claimed] {
            assert_eq!(confidence_of_single(sort, 1.0, 1.0), Confidence::Likely, "{sort:?}");
        }
        assert_eq!(confidence_of_single(LinkSort::Answered, 0.3, 0.99), Confidence::Possible);
        assert_eq!(LinkSort::Group.surest(), Confidence::Likely);
        assert_eq!(LinkSort::Mention.surest(), Confidence::Certain);
    }

    #[test]
    fn certain_takes_enough_that_are_right() {
        assert!(Judged { right: 39, of: 40 }.is_certain());
        assert!(!Judged { right: 39, of: 39 }.is_certain(), "too few");
        assert!(!Judged { right: 37, of: 40 }.is_certain(), "too many wrong");
    }
}
