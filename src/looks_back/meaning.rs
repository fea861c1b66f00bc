//! What a phrase of the tables can mean.

use crate::phrases::meanings;

meanings! {
    /// What a phrase of looking back means.
    pub(super) enum Meaning {
        /// Names an earlier inspection.
        Earlier "earlier",
        /// Looks like it, and is none.
        NotEarlier "not earlier",
        /// Points back at an inspection named before.
        Then "then",
        /// Asks that stand in a report's own words; in running text they are an earlier visit's.
        SetBefore "set before",
        /// The sentence is about something else, whatever it names.
        NotOurs "not ours",
        /// Several things that an inspection asked for.
        Areas "areas",
        /// One such thing.
        Area "area",
        /// Areas, but of today.
        NotAreas "not areas",
        /// Several things that an inspection may have found, in looser words.
        Faults "faults",
        /// One such thing, in looser words.
        FaultThen "fault then",
        /// An inspection found, raised or asked.
        Found "found",
        /// A judgement was given.
        Judged "judged",
        /// Says when it was.
        Dated "dated",
        /// Points at something said before: a back-reference has it in front.
        Pointing "pointing",
        /// Opens a sentence that lists what the one before it speaks of.
        Lists "lists",
        /// Speaks of today.
        Now "now",
        /// It is done: no fault named.
        Done "done",
        /// It is done, if it is said of what was asked.
        CarriedOut "carried out",
        /// It moves: progress, improvement.
        Moving "moving",
        /// Credit and fault in one word.
        Partial "partial",
        /// A fault named.
        Fault "fault",
        /// A fault, if it is said of what was asked.
        LeftStanding "left standing",
        /// A few are left over, and are named as such.
        Exception "exception",
        /// No verdict, though a word of it says one.
        Neutral "neutral",
        /// Turns the next word round.
        Not "not",
        /// What a negation leaves half standing.
        Fully "fully",
        /// Every one.
        All "all",
        /// More than half.
        Most "most",
        /// Not said which.
        Some "some",
        /// Leaves only a kind of them.
        Restricting "restricting",
        /// Better than then.
        Better "better",
        /// As good as then.
        KeptUp "kept up",
        /// Worse than then.
        Worse "worse",
        /// Practice is good.
        Well "well",
        /// Practice is not good.
        Badly "badly",
        /// Practice is good for some, or getting better.
        Between "between",
        /// Only some.
        OnlySome "only some",
        /// Says nothing of practice, though a word of it would.
        Neither "neither",
        /// The name is one of a visit.
        NamedVisit "named visit",
        /// The name is one of several visits.
        NamedVisits "named visits",
        /// The name is one of an inspection.
        NamedInspection "named inspection",
        /// The name says that it was a full one.
        NamedFull "named full",
        /// None of a set.
        NoneOfThem "none of them",
        /// What was set stays as it was set.
        Stays "stays",
        /// Two of a set are spoken of.
        OfTwo "of two",
        /// The set is one of priority actions.
        OfPriority "of priority",
        /// The set is one of other recommendations.
        OfOther "of other",
        /// A heading under which a report asks.
        Asks "asks",
        /// A heading under which a report praises.
        Praises "praises",
    }
}
