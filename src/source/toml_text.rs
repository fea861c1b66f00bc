//! Texts as TOML writes them: the one place that quotes what goes into front matter and settings.

/// A text in quotes, on one line: line breaks and tabs become spaces, and other control characters, which
/// TOML does not allow, are left out.
pub(crate) fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' | '\r' | '\t' => quoted.push(' '),
            c if c.is_control() => {}
            c => quoted.push(c),
        }
    }
    quoted + "\""
}

/// A list of texts.
pub(crate) fn list(texts: impl IntoIterator<Item = impl AsRef<str>>) -> String {
    let texts: Vec<String> = texts.into_iter().map(|text| quoted(text.as_ref())).collect();
    format!("[{}]", texts.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_quoted_is_read_back() {
        for text in ["plain", "\"both\" \\ slashes \\n", "é “curly”", ""] {
            let toml: toml::Table = format!("key = {}\n", quoted(text)).parse().unwrap();
            assert_eq!(toml.get("key").and_then(|v| v.as_str()), Some(text));
        }
        assert_eq!(quoted("two\nlines\u{8}"), "\"two lines\"");
        assert_eq!(list(["a", "b\"c"]), "[\"a\", \"b\\\"c\"]");
    }
}
