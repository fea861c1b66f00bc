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

/// The sorts of links to single recommendations: each has its own measure of what is certain.
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

/// From here on a link that says of itself that it looks back is called certain.
// On eight councils that nothing was tuned on, all 8 such links were about the recommendation, and 4 had the reader's
// verdict: too few to know, and the verdict is not good enough yet.
const STATED: f64 = 0.8;

/// From here on a link of another sort is called certain.
// On the councils that the model was trained on, 19 of the 20 surest answers were right by a model of the other
// councils, and 17 of the 20 surest that ask again. On eight councils that nothing was tuned on: 7 of 7, and 8 of 9.
const OTHERS: f64 = 0.9;

impl LinkSort {
    /// How likely a link of this sort must be, with what it says, to be called certain; nothing where it never is.
    fn certain_from(self) -> Option<f64> {
        match self {
            Self::Stated => Some(STATED),
            Self::Answered | Self::Again => Some(OTHERS),
            // Nobody has judged any.
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
