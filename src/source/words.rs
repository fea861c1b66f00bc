//! The fixed words of the format: kinds, verdicts, bases, link keys.
//!
//! Each is an enum with the word that stands in a file and the words that
//! pages show. Nothing else in the program compares such strings.

use std::fmt;
use std::num::NonZeroU32;

macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident $word:literal $shown:literal,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$vdoc])* $variant,)* }

        impl $name {
            /// All of them in order.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// Their words, for data, for "did you mean" and for lists in messages.
            pub const WORDS: &'static [&'static str] = &[$($word,)*];

            /// The word in files and addresses.
            #[must_use]
            pub const fn word(self) -> &'static str {
                match self { $(Self::$variant => $word,)* }
            }

            /// The words on pages.
            #[must_use]
            pub fn shown(self) -> &'static str {
                match self { $(Self::$variant => $shown,)* }
            }

            /// Reads the word.
            #[must_use]
            pub fn parse(word: &str) -> Option<Self> {
                match word { $($word => Some(Self::$variant),)* _ => None }
            }
        }
    };
}
pub(crate) use words;

words! {
    /// What a finding is.
    Kind {
        /// Done well.
        Strength "strength" "strength",
        /// As the rules ask.
        MeetsRequirements "meets-requirements" "requirement met",
        /// Asks for something to get better.
        Recommendation "recommendation" "recommendation",
        /// Asks for it at once.
        PriorityAction "priority-action" "priority action",
        /// Any other statement.
        Finding "finding" "finding",
        /// A council says what it has done.
        Claim "claim" "claim",
        /// A council says what it will do.
        Plan "plan" "plan",
        /// Running text: of a section only, no finding has it.
        Narrative "narrative" "narrative",
    }
}

impl Kind {
    /// Whether it asks for something and so can be the target of links.
    #[must_use]
    pub fn asks(self) -> bool {
        matches!(self, Self::Recommendation | Self::PriorityAction)
    }
}

words! {
    /// What a later report says of an earlier recommendation, best first.
    Verdict {
        /// No fault named.
        Met "met" "met",
        /// Credit and fault together, or some, improving, on track.
        PartlyMet "partly-met" "partly met",
        /// Fault without credit, continues, worse.
        Missed "missed" "missed",
    }
}

words! {
    /// How sure the words are, surest first: the rungs of the ladder on which one report counts once.
    Basis {
        /// The report says that it speaks of this earlier one.
        Stated "stated" "stated",
        /// It says how the very thing asked for stands, without naming it.
        Answered "answered" "answered",
        /// About all or none of an earlier report's recommendations.
        Group "group" "said of a group",
        /// Looser: an effect, a neighbouring subject.
        Editor "editor" "loosely",
        /// Asks for the same again, or says that it remains.
        RaisedAgain "raised-again" "raised again",
    }
}

words! {
    /// The attributes that link a finding to earlier ones.
    LinkKey {
        /// Reports that it is met; in an update, claims so.
        Met "met" "met",
        /// Reports that it is partly met.
        PartlyMet "partly-met" "partly met",
        /// Reports that it is not met.
        Missed "missed" "missed",
        /// Asks for the same again.
        Again "again" "raised again",
        /// Says that it stays as it was set.
        Remains "remains" "remains",
        /// Replaces it.
        Supersedes "supersedes" "replaces",
        /// Speaks of an earlier report, of no single recommendation.
        Mentions "mentions" "mentions",
        /// An update claims that something was done.
        Done "done" "claimed as done",
        /// An update claims that something is being done.
        UnderWay "under-way" "claimed as under way",
        /// An update says what is planned.
        Plans "plans" "planned",
    }
}

impl LinkKey {
    /// The verdict that the key carries in an inspection.
    #[must_use]
    pub fn verdict(self) -> Option<Verdict> {
        match self {
            Self::Met => Some(Verdict::Met),
            Self::PartlyMet => Some(Verdict::PartlyMet),
            Self::Missed => Some(Verdict::Missed),
            _ => None,
        }
    }
}

/// How much of an earlier report a group statement speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Quantity {
    /// Every one.
    All,
    /// Not one.
    None,
    /// Not said which, more than half.
    Most,
    /// Not said which.
    Some,
    /// So many, not said which.
    // Not nought: `none` says that, and sets a verdict.
    Counted(NonZeroU32),
}

impl Quantity {
    /// The words that files have for it; a count is written as a number.
    pub const WORDS: &'static [&'static str] = &["all", "none", "most", "some"];

    /// The words that data have for it.
    pub const KINDS: &'static [&'static str] = &["all", "none", "most", "some", "counted"];

    /// The word in data, where the number of a count has a place of its own.
    #[must_use]
    pub const fn kind(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::None => "none",
            Self::Most => "most",
            Self::Some => "some",
            Self::Counted(_) => "counted",
        }
    }

    /// The number of a count.
    #[must_use]
    pub const fn count(self) -> Option<u32> {
        match self {
            Self::Counted(count) => Some(count.get()),
            Self::All | Self::None | Self::Most | Self::Some => None,
        }
    }

    /// Reads what stands in a file: a word, or a number of at least 1.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        match word {
            "all" => Some(Self::All),
            "none" => Some(Self::None),
            "most" => Some(Self::Most),
            "some" => Some(Self::Some),
            // The library's own reading would take a sign as well.
            count if count.bytes().all(|b| b.is_ascii_digit()) => count.parse().ok().map(Self::Counted),
            _ => None,
        }
    }
}

/// As it stands in files and on pages: `most`, `6`.
impl fmt::Display for Quantity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.count() {
            Some(count) => write!(f, "{count}"),
            None => f.write_str(self.kind()),
        }
    }
}

words! {
    /// Who speaks in a report.
    Nature {
        /// An inspectorate: it gives verdicts.
        Inspection "inspection" "inspection",
        /// The council: it makes claims.
        Update "update" "update",
    }
}

words! {
    /// Which way a judgement went, in a `mentions`.
    Direction {
        /// Better than then.
        Better "better" "better",
        /// Worse than then.
        Worse "worse" "worse",
    }
}

words! {
    /// Whose words the content is in.
    Wording {
        /// The editor's own.
        Summary "summary" "summary",
        /// Quoted from the report.
        Verbatim "verbatim" "verbatim",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantities_are_read_and_written_alike() {
        for written in ["all", "none", "most", "some", "1", "6", "117"] {
            let quantity = Quantity::parse(written);
            assert_eq!(quantity.map(|q| q.to_string()).as_deref(), Some(written));
            assert!(quantity.is_some_and(|q| Quantity::KINDS.contains(&q.kind())));
        }
        for none in ["", "0", "00", "-1", "+1", "six", "1.5", "99999999999"] {
            assert_eq!(Quantity::parse(none), None, "{none}");
        }
    }
}
