//! The themes that come with the program; a site's own file of the same name wins.

use super::content_path;

macro_rules! shipped {
    ($($id:literal)*) => {
        /// Id and text of each.
        const SHIPPED: &[(&str, &str)] = &[$(($id, include_str!(concat!("../themes/", $id, ".md"))),)*];
    };
}

shipped! {
    "allegations" "assessments" "care-leavers" "case-records" "child-protection-enquiries" "child-protection-plans"
    "children-in-care" "children-in-need" "childs-voice" "commissioning" "complaints" "disabled-children"
    "diversity" "domestic-abuse" "early-help" "education" "front-door" "health" "homelessness" "independent-review"
    "information-sharing" "leadership" "management-oversight" "missing-and-exploitation" "multi-agency" "neglect"
    "permanence" "placements" "plans" "quality-assurance" "special-educational-needs" "workforce"
}

/// The path at which a site would put each, and its text.
pub(super) fn files() -> impl Iterator<Item = (String, &'static str)> {
    SHIPPED.iter().map(|(id, text)| (content_path::of_theme(id), *text))
}

/// Whether a theme's text is the program's, and no editor's.
pub(super) fn is_shipped(id: &str, text: &str) -> bool {
    SHIPPED.iter().any(|(shipped, its)| *shipped == id && *its == text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::FileId;
    use crate::source::authority::read_theme;

    #[test]
    fn what_comes_with_the_program_has_no_fault() {
        for (id, text) in SHIPPED {
            let (theme, problems) = read_theme(id, text, FileId(0));
            assert!(problems.is_empty(), "{id}: {problems:?}");
            let theme = theme.unwrap();
            assert!(!theme.terms.is_empty() && !theme.body.blocks.is_empty(), "{id} says too little");
        }
    }

    #[test]
    fn every_theme_file_is_shipped() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/themes");
        for entry in std::fs::read_dir(folder).unwrap() {
            let name = entry.unwrap().file_name().into_string().unwrap();
            let id = name.strip_suffix(".md").unwrap();
            assert!(SHIPPED.iter().any(|(shipped, _)| *shipped == id), "{id} is not in the list");
        }
    }
}
