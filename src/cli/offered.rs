//! Keys that a file may say, as comments in a new file: what each says, and how it is written.

use crate::site::sentence;
use crate::source::schema::Key;

/// Two lines a key: what it says, and an example of it.
pub(super) fn offered<'k>(keys: impl IntoIterator<Item = &'k Key>) -> String {
    keys.into_iter().map(one).collect()
}

fn one(key: &Key) -> String {
    let value = match key.takes {
        "true or false" => "true",
        "date" => "2024-03-15",
        "year" => "2024",
        "number" => "1",
        "address" => "\"https://...\"",
        takes if takes.starts_with("list") => "[\"...\", \"...\"]",
        _ => "\"...\"",
    };
    format!("\n# {} ({}).\n# {} = {value}\n", sentence(&key.about.replace('`', "")), key.takes, key.name)
}
