//! Texts as TOML writes them, for whoever writes a file of a site.

/// A text in quotes. White space of any kind is a space, since a value stands on one line.
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
pub(crate) fn list(texts: &[String]) -> String {
    format!("[{}]", texts.iter().map(|t| quoted(t)).collect::<Vec<_>>().join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_back() {
        let texts = ["plain", "a \"quote\"", "back\\slash", "two\nlines", "\u{1}é"].map(str::to_owned);
        let read: toml::Table = format!("key = {}", list(&texts)).parse().unwrap();
        let back: Vec<&str> = read["key"].as_array().unwrap().iter().map(|t| t.as_str().unwrap()).collect();
        assert_eq!(back, ["plain", "a \"quote\"", "back\\slash", "two lines", "é"]);
    }
}
