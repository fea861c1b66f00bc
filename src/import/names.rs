//! Councils by their many names.
//!
//! One council is one authority, whether a report calls it *Marrowby City
//! Council*, *the city of Marrowby* or *Marrowby local area partnership*.

use super::council_words::{CouncilWord, phrases};

/// The form in which names are compared: lower case, without what kind of body it is.
#[must_use]
pub fn compared(name: &str) -> String {
    let lower = plain(name);
    let mut rest = lower.as_str();
    // What is taken from one end may uncover more at the other, until nothing goes any more.
    loop {
        let before = rest;
        for body in phrases(CouncilWord::Behind) {
            rest = rest.strip_suffix(body).map_or(rest, |r| r.trim_end());
        }
        for prefix in phrases(CouncilWord::Before) {
            rest = rest.strip_prefix(prefix).and_then(|r| r.strip_prefix(' ')).unwrap_or(rest);
            // As lists in order of the alphabet have it: `Marrowby, City of`.
            rest = rest.strip_suffix(prefix).and_then(|r| r.strip_suffix(", ")).unwrap_or(rest);
        }
        for kind in phrases(CouncilWord::Kind) {
            rest = rest.strip_suffix(kind).and_then(|r| r.strip_suffix(' ')).unwrap_or(rest);
        }
        if rest == before {
            return rest.to_owned();
        }
    }
}

/// The name that a new authority gets: as printed, without the kind of body, but with a trailing
/// *City*, which tells a city from the county of its name.
#[must_use]
pub fn display(name: &str) -> String {
    let words: Vec<&str> = name.split_whitespace().collect();
    let bare = compared(name);
    let is_bare = |from: usize, to: usize| words.get(from..to).is_some_and(|stretch| plain(&stretch.join(" ")) == bare);
    let stretch = (0..words.len())
        .flat_map(|from| (from + 1..=words.len()).map(move |to| (from, to)))
        .find(|(from, to)| is_bare(*from, *to));
    let (from, mut to) = stretch.unwrap_or((0, words.len()));
    // Of `Marrowby, City of` the mark parts what is only the kind.
    let parted = to.checked_sub(1).and_then(|last| words.get(last)).is_some_and(|last| last.ends_with(','));
    if !parted && words.get(to).is_some_and(|w| plain(w) == "city") {
        to += 1;
    }
    let kept: Vec<&str> = words.into_iter().take(to).skip(from).collect();
    let name = kept.join(" ").replace('’', "'").replace(" & ", " and ");
    name.strip_suffix("'s").unwrap_or(&name).trim_matches([',', ' ']).to_owned()
}

/// Lower case, straight apostrophes, single spaces, no possessive at the end.
fn plain(name: &str) -> String {
    let lower =
        name.to_lowercase().replace(['’', '‘'], "'").replace(['-', '–', '‑'], " ").replace('&', "and").replace('.', "");
    let words: Vec<&str> = lower.split_whitespace().collect();
    let joined = words.join(" ");
    let joined = joined.trim_matches([',', '.', ':', ';', ' ']);
    joined.strip_suffix("'s").unwrap_or(joined).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_council_under_many_names() {
        for name in [
            "Marrowby City Council",
            "the city of Marrowby",
            "Marrowby local authority",
            "Marrowby Local Area Partnership",
            "MARROWBY",
            "Royal Borough of Marrowby",
            "Marrowby Metropolitan Borough Council’s",
            "Marrowby, City of",
            "Marrowby Children's Trust",
        ] {
            assert_eq!(compared(name), "marrowby", "{name}");
        }
        assert_ne!(compared("Marrowbyshire County Council"), "marrowby");
    }

    #[test]
    fn a_city_keeps_its_word() {
        assert_eq!(display("Marrowby City Council"), "Marrowby City");
        assert_eq!(display("City of Marrowby"), "Marrowby");
        assert_eq!(display("Marrowby, City of"), "Marrowby");
        assert_eq!(display("London Borough of East Marrow and Fenn"), "East Marrow and Fenn");
        assert_eq!(display("Marrowbyshire County Council"), "Marrowbyshire");
    }
}
