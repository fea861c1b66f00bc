//! Texts to begin pages of the site's own with. Where something is still to be filled in stands `[...]`, of which `check` warns as long as it
//! stands.
//!
//! What the accessibility statement says of tests is what `tests/browser/` does: it changes with them.

use super::content_path;

/// A text to begin a page with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Starter {
    /// The page's id, and what the text goes by.
    pub id: &'static str,
    /// What the page is for, in a few words.
    pub about: &'static str,
    /// The whole file.
    pub text: &'static str,
}

impl Starter {
    /// The one of that name.
    #[must_use]
    pub fn named(id: &str) -> Option<&'static Self> {
        STARTERS.iter().find(|starter| starter.id == id)
    }

    /// Where its file goes, below the site's folder.
    #[must_use]
    pub fn path(&self) -> String {
        content_path::of_own_page(self.id)
    }
}

macro_rules! starters {
    ($($id:literal $about:literal;)*) => {
        /// All of them, in the order in which the foot of a page lists them.
        pub const STARTERS: &[Starter] =
            &[$(Starter { id: $id, about: $about, text: include_str!(concat!("starters/", $id, ".md")) },)*];
    };
}

starters! {
    "about" "who makes the site, what stands on it, and how it is made";
    "accessibility-statement" "in the form that the UK's accessibility regulations of 2018 ask for";
    "privacy" "what becomes of data about readers";
    "contact" "how to reach who runs the site";
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::{Code, FileId};
    use crate::source::ids;

    #[test]
    fn each_is_a_page_with_something_left_to_fill_in_and_nothing_else_wrong() {
        for starter in STARTERS {
            assert!(ids::is_allowed(starter.id) && Starter::named(starter.id) == Some(starter));
            assert_eq!(starter.path(), format!("content/pages/{}.md", starter.id));
            let (page, problems) = super::super::own_page::read_own_page(starter.id, starter.text, FileId(0));
            assert!(page.is_some_and(|page| page.title != starter.id), "{}", starter.id);
            assert!(!problems.is_empty() && problems.iter().all(|p| p.code == Code::T0606), "{problems:?}");
        }
    }

    /// Each heading is one that the regulations' model statement has, in our words.
    #[test]
    fn the_statement_says_all_that_the_regulations_ask_for() {
        let text = Starter::named("accessibility-statement").map_or("", |s| s.text);
        for part in [
            "Regulations 2018",
            "Compliance status",
            "version 2.2, level AA",
            "Non-compliance",
            "Disproportionate burden",
            "not within the scope",
            "Feedback and contact",
            "Equality and Human Rights Commission",
            "How we tested",
            "prepared on",
            "last reviewed on",
        ] {
            assert!(text.contains(part), "{part}");
        }
    }
}
