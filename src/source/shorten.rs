//! A text cut to a length, the one way for lists, feeds and search results.

/// The text, or as much of it as fits in so many characters, cut at a word's end.
pub(crate) fn shorten(text: &str, longest: usize) -> String {
    if text.chars().count() <= longest {
        return text.to_owned();
    }
    let cut: String = text.chars().take(longest).collect();
    // Without a space there is one long word, and it is cut where it must be.
    let whole_words = cut.rsplit_once(' ').map_or(cut.as_str(), |(words, _)| words);
    format!("{}…", whole_words.trim_end_matches([',', ';', ':', '.', ' ']))
}

#[cfg(test)]
mod tests {
    use super::shorten;

    #[test]
    fn texts_are_cut_at_a_words_end() {
        assert_eq!(shorten("Plans are late.", 15), "Plans are late.");
        assert_eq!(shorten("Plans, where there are any, are late.", 28), "Plans, where there are any…");
        assert_eq!(shorten("Überprüfungsausschuss", 4), "Über…");
    }
}
