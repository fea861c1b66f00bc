//! What the page sends back. What it changes is made in [`super::changes`].

use serde::Deserialize;

use crate::source::words::LinkKey;

/// One decision of the editor.
#[derive(Clone, Debug, Deserialize)]
#[serde(tag = "decision", rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) enum Decision {
    /// This is a link; with it the other passages on the same are settled.
    Link {
        report: String,
        passage: String,
        target: String,
        key: String,
        basis: Option<String>,
        part: Option<String>,
        direction: Option<String>,
        via: Option<String>,
        /// Recommendations of the report that ask for the same again.
        #[serde(default)]
        again: Vec<Again>,
        #[serde(default)]
        settles: Vec<About>,
    },
    /// They are not about this; `together`, where nobody looked at each.
    Decline {
        report: String,
        items: Vec<About>,
        #[serde(default)]
        together: bool,
    },
    /// Not now.
    Later { report: String, items: Vec<About> },
    /// What a field says.
    Field { report: String, field: String, value: String },
    /// What a narrow visit looked at, and what somebody looked for and did not find.
    Facts { report: String, scope: Option<Vec<String>>, not_stated: Vec<String> },
    /// These ids and themes.
    Findings { report: String, items: Vec<Confirmed> },
    /// The report has been read.
    Finish { report: String },
}

/// A recommendation that asks again for what an earlier one asked for.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Again {
    pub(super) passage: String,
    pub(super) target: String,
}

/// A passage and what it may be about; without `on`, no sentence of it is about anything here.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct About {
    pub(super) passage: String,
    pub(super) on: Option<String>,
}

/// A finding's id and themes as confirmed.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Confirmed {
    pub(super) passage: String,
    pub(super) id: String,
    pub(super) themes: Vec<String>,
}

impl Decision {
    /// The report that it is about.
    pub(crate) fn report(&self) -> &str {
        match self {
            Self::Link { report, .. }
            | Self::Decline { report, .. }
            | Self::Later { report, .. }
            | Self::Field { report, .. }
            | Self::Facts { report, .. }
            | Self::Findings { report, .. }
            | Self::Finish { report } => report,
        }
    }

    /// What was done, in words.
    pub(crate) fn in_words(&self) -> String {
        match self {
            Self::Link { target, key, .. } => {
                // What is no key is named as it was sent; it is refused when the change is made.
                let shown: &str = LinkKey::parse(key).map_or(key, |k| k.shown());
                format!("{shown}: {target}")
            }
            Self::Decline { items, .. } => match items.first().and_then(|item| item.on.as_ref()) {
                _ if several(items) => format!("{} suggestions turned down", items.len()),
                Some(on) => format!("not about {on}"),
                None => "question closed".to_owned(),
            },
            Self::Later { items, .. } => {
                let on = items.first().and_then(|item| item.on.as_deref()).unwrap_or("a question");
                format!("put off: {on}")
            }
            Self::Field { field, .. } => format!("{field} set"),
            Self::Facts { scope: Some(_), not_stated, .. } if not_stated.is_empty() => "scope set".to_owned(),
            Self::Facts { .. } => "facts looked at".to_owned(),
            Self::Findings { .. } => "ids and themes confirmed".to_owned(),
            Self::Finish { .. } => "marked as reviewed".to_owned(),
        }
    }

    /// A field that is typed letter by letter: one undo takes all of it back.
    pub(crate) fn typed_in(&self) -> Option<String> {
        match self {
            Self::Field { field, .. } => Some(field.clone()),
            Self::Facts { scope: Some(_), not_stated, .. } if not_stated.is_empty() => Some("scope".to_owned()),
            Self::Findings { items, .. } => match items.as_slice() {
                [one] => Some(one.passage.clone()),
                _ => None,
            },
            Self::Link { .. }
            | Self::Decline { .. }
            | Self::Later { .. }
            | Self::Facts { .. }
            | Self::Finish { .. } => None,
        }
    }
}

/// Whether they are about more than one thing.
fn several(items: &[About]) -> bool {
    items.first().is_some_and(|first| items.iter().any(|item| item.on != first.on))
}
