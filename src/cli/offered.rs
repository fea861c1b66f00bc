//! Keys that a file may say, as comments in a new file: what each says, and how it is written.

use crate::source::schema::Key;

/// Two lines: what the key says, and an example of it.
pub(super) fn offered(key: &Key) -> String {
    let value = match key.takes {
        "true or false" => "true",
        "date" => "2024-03-15",
        "year" => "2024",
        "number" => "1",
        "address" => "\"https://...\"",
        takes if takes.starts_with("list") => "[\"...\", \"...\"]",
        _ => "\"...\"",
    };
    format!("\n# {} ({}).\n# {} = {value}\n", capital(&key.about.replace('`', "")), key.takes, key.name)
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
