//! The parts of XML that Word documents use.

use quick_xml::events::{BytesRef, BytesStart};

/// The value of an attribute, whatever prefix its name has.
pub(super) fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    // A broken attribute is as good as none.
    tag.attributes().flatten().find(|a| a.key.local_name().as_ref() == name).map(|a| a.value.into_owned())
}

/// A switch is on where it stands, unless it says that it is off.
pub(super) fn is_on(tag: &BytesStart<'_>) -> bool {
    !matches!(attribute(tag, "val").as_deref(), Some("0" | "false" | "off" | "none"))
}

/// The sign that a reference such as `&amp;` stands for.
pub(super) fn reference(reference: &BytesRef<'_>) -> Option<char> {
    if let Ok(Some(ch)) = reference.resolve_char_ref() {
        return Some(ch);
    }
    match &*reference.xml10_content() {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => None,
    }
}
