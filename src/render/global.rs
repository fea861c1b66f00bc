//! What templates know of the whole site.

use serde::Serialize;

use crate::source::Settings;
use crate::source::settings::INTERFACE;

/// What templates know of the whole site.
#[derive(Serialize)]
pub(super) struct Global<'a> {
    title: &'a str,
    /// Of the interface.
    language: &'a str,
    /// What says, inside an element, that its words are the content's or the interface's; nothing where both speak one language.
    pub(super) spoken: String,
    interface: String,
    publisher: Option<&'a str>,
    editor: Option<&'a str>,
    contact: Option<String>,
    changed: Option<String>,
    licence: Option<&'a str>,
    version: &'static str,
}

impl<'a> Global<'a> {
    pub(super) fn new(settings: &'a Settings) -> Self {
        let spoken = spoken(settings);
        Self {
            title: &settings.title,
            language: INTERFACE,
            interface: if spoken.is_empty() { String::new() } else { format!(" lang=\"{INTERFACE}\"") },
            spoken,
            publisher: settings.publisher.as_deref(),
            editor: settings.editor.as_deref(),
            contact: settings.contact.as_ref().map(|reach| reach.address()),
            changed: settings.changed.map(|day| day.in_words()),
            licence: settings.licence.as_deref(),
            version: env!("CARGO_PKG_VERSION"),
        }
    }
}

/// The attribute that says in which language the content is, where that is not the interface's.
fn spoken(settings: &Settings) -> String {
    if settings.language.eq_ignore_ascii_case(INTERFACE) {
        String::new()
    } else {
        format!(" lang=\"{}\"", settings.language)
    }
}
