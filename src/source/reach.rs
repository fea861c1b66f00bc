//! How somebody can be reached: by mail, or at an address of the web.

use super::schema::SiteKey;
use super::toml_table::Table;
use crate::diagnostics::{Code, Diagnostic};

/// A way to reach somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reach {
    /// A mail address.
    Mail(String),
    /// A page, such as a form.
    Web(String),
}

/// Where a form takes what a message is about, and the message: in the address, in braces.
const TITLE: &str = "title";
const BODY: &str = "body";

impl Reach {
    /// What leads there.
    #[must_use]
    pub fn address(&self) -> String {
        match self {
            Self::Mail(address) => format!("mailto:{address}"),
            Self::Web(address) => filled(address, "", ""),
        }
    }

    /// What leads there with a message begun.
    #[must_use]
    pub fn message(&self, title: &str, body: &str) -> String {
        let (title, body) = (escaped(title), escaped(body));
        match self {
            Self::Mail(address) => format!("mailto:{address}?subject={title}&body={body}"),
            // A form that names no place for it takes both by their usual names.
            Self::Web(address) if !address.contains('{') => {
                let and = if address.contains('?') { '&' } else { '?' };
                format!("{address}{and}{TITLE}={title}&{BODY}={body}")
            }
            Self::Web(address) => filled(address, &title, &body),
        }
    }
}

fn filled(address: &str, title: &str, body: &str) -> String {
    address.replace(&format!("{{{TITLE}}}"), title).replace(&format!("{{{BODY}}}"), body)
}

/// Text inside an address. Lines end as those of a mail do.
fn escaped(text: &str) -> String {
    let mut out = String::new();
    for byte in text.replace('\n', "\r\n").bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' | b'/' | b':' | b',' => {
                out.push(char::from(byte));
            }
            byte => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

impl Table<'_, SiteKey> {
    /// A mail address, or one of the web.
    pub(super) fn reach(&self, key: SiteKey) -> Option<Reach> {
        let place = self.text(key)?;
        let value = place.value.trim();
        let plain = !value.contains(|c: char| c.is_whitespace() || matches!(c, '"' | '<' | '>'));
        if plain && (value.starts_with("https://") || value.starts_with("http://")) {
            return Some(Reach::Web(value.to_owned()));
        }
        let is_mail = value.split_once('@').is_some_and(|(who, host)| {
            !who.is_empty() && host.contains('.') && !host.contains('@') && !value.contains([':', '?', '&', '/'])
        });
        if plain && is_mail {
            return Some(Reach::Mail(value.to_owned()));
        }
        self.push(
            Diagnostic::at(Code::T0702, place.span, format!("nobody can be reached at `{value}`"))
                .hint("write a mail address, editor@example.org, or an address that begins with https://"),
        );
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_is_begun_by_mail_and_in_forms() {
        let mail = Reach::Mail("editor@example.org".to_owned());
        assert_eq!(
            mail.message("A & b", "one\ntwo?"),
            "mailto:editor@example.org?subject=A%20%26%20b&body=one%0D%0Atwo%3F"
        );
        let form = |address: &str| Reach::Web(address.to_owned()).message("A b", "c");
        assert_eq!(form("https://example.org/new"), "https://example.org/new?title=A%20b&body=c");
        assert_eq!(form("https://example.org/new?labels=x"), "https://example.org/new?labels=x&title=A%20b&body=c");
        assert_eq!(form("https://example.org/?s={title}&t={body}"), "https://example.org/?s=A%20b&t=c");
    }

    #[test]
    fn without_a_message_it_leads_there_alone() {
        assert_eq!(Reach::Mail("a@b.org".to_owned()).address(), "mailto:a@b.org");
        assert_eq!(Reach::Web("https://b.org/?s={title}&t={body}".to_owned()).address(), "https://b.org/?s=&t=");
    }
}
