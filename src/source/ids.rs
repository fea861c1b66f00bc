//! What an id may be.

/// What an id may be, for hints.
pub(crate) const RULE: &str =
    "ids are a-z, 0-9 and single hyphens, 1 to 80 characters, not `index` and no device name such as `con` or `nul`";

/// Whether a text may be an id: `a-z0-9` and single hyphens, 1 to 80 characters, not `index`, no
/// name that Windows keeps for a device.
#[must_use]
pub fn is_allowed(id: &str) -> bool {
    let shape = !id.is_empty()
        && id.len() <= 80
        && id
            .split('-')
            .all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()));
    // A folder's own page is its `index.html`.
    shape && id != "index" && !is_device(id)
}

/// The names that cannot be files on Windows, with any ending.
pub(super) fn is_device(id: &str) -> bool {
    let numbered =
        |name: &str| id.strip_prefix(name).is_some_and(|n| n.len() == 1 && n.bytes().all(|b| b.is_ascii_digit()));
    matches!(id, "con" | "prn" | "aux" | "nul") || numbered("com") || numbered("lpt")
}

/// An id near to what was written, for a hint.
#[must_use]
pub(crate) fn nearest_allowed(written: &str) -> Option<String> {
    // An apostrophe joins a word where any other sign parts two: `childrens-views`.
    let plain = deunicode::deunicode(written).to_lowercase().replace(['\'', '’'], "");
    let words: Vec<&str> = plain.split(|c: char| !c.is_ascii_alphanumeric()).filter(|w| !w.is_empty()).collect();
    let mut id = words.join("-");
    // Only ASCII is left, so no character is cut.
    id.truncate(80);
    let id = id.trim_end_matches('-').to_owned();
    is_allowed(&id).then_some(id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shapes() {
        for good in ["a", "2011-08-cra", "case-records", "com10", "console"] {
            assert!(is_allowed(good), "{good}");
        }
        for bad in ["", "-a", "a-", "a--b", "A", "a_b", "index", "con", "com1", "ä", "a b", &"x".repeat(81)] {
            assert!(!is_allowed(bad), "{bad}");
        }
    }

    #[test]
    fn the_nearest_one_is_offered() {
        assert_eq!(nearest_allowed("Children’s Views").as_deref(), Some("childrens-views"));
        assert_eq!(nearest_allowed("Évidence_1").as_deref(), Some("evidence-1"));
        assert_eq!(nearest_allowed("!!"), None);
    }
}
