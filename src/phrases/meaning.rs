//! What the phrases of a field can mean.

/// The meanings of a field; the word stands in brackets above its phrases.
pub(crate) trait Meaning: Copy + Eq + 'static {
    /// All of them.
    const ALL: &'static [Self];

    /// Reads the word.
    fn parse(word: &str) -> Option<Self>;

    /// The word in brackets.
    fn word(self) -> &'static str;
}

/// Makes the meanings of a field: `meanings! { /// What it is. pub(super) enum Name { /// One. One "one", } }`.
macro_rules! meanings {
    ($(#[$outer:meta])* $vis:vis enum $name:ident { $($(#[$doc:meta])* $variant:ident $word:literal,)* }) => {
        $(#[$outer])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        $vis enum $name { $($(#[$doc])* $variant,)* }

        impl $crate::phrases::Meaning for $name {
            const ALL: &'static [Self] = &[$(Self::$variant,)*];

            fn parse(word: &str) -> Option<Self> {
                match word { $($word => Some(Self::$variant),)* _ => None }
            }

            fn word(self) -> &'static str {
                match self { $(Self::$variant => $word,)* }
            }
        }
    };
}
pub(crate) use meanings;
