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
    pub const ALL: &'static [Self] = &[Self::Certain, Self::Likely, Self::Possible];

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

/// The sorts of links to single recommendations: each is as sure as it was found to be on reports that nothing
/// was tuned on.
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
}

/// From here on it is likelier than not that the passage is about the recommendation.
pub(super) const LIKELY: f64 = 0.5;

impl LinkSort {
    /// How likely a link of this sort must be, with what it says, to be called certain; nothing where the sort
    /// has not been found right often enough (at least 40 judged, 95 % right, lower bound 83 %).
    fn certain_from(self) -> Option<f64> {
        match self {
            Self::Stated => Some(0.8),
            Self::Answered => Some(0.9),
            Self::Again => Some(0.9),
            // Nobody has judged enough of them.
            Self::Claimed => None,
        }
    }
}

/// How sure a link to a single recommendation is: how likely the passage is about it, and how likely its words say what
/// they were read as.
pub(super) fn confidence_of_single(sort: LinkSort, about: f64, says: f64) -> Confidence {
    // What asks again says nothing but that.
    let both = if sort == LinkSort::Again { about } else { about * says };
    if sort.certain_from().is_some_and(|least| both >= least) {
        Confidence::Certain
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
    fn what_it_says_must_be_as_sure_as_what_it_is_about() {
        assert_eq!(confidence_of_single(LinkSort::Answered, 0.99, 0.99), Confidence::Certain);
        assert_eq!(confidence_of_single(LinkSort::Answered, 0.99, 0.5), Confidence::Likely);
        assert_eq!(confidence_of_single(LinkSort::Answered, 0.3, 0.99), Confidence::Possible);
        assert_eq!(confidence_of_single(LinkSort::Again, 0.99, 0.4), Confidence::Certain, "it says nothing but that");
    }

    #[test]
    fn what_nobody_has_judged_is_never_certain() {
        assert_eq!(confidence_of_single(LinkSort::Claimed, 1.0, 1.0), Confidence::Likely);
    }
}
