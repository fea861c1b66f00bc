//! For each code an example, wrong and right: what `throughline explain` prints.
//!
//! They are data beside this file; [`example`] reads one.

use serde::Deserialize;
use std::collections::BTreeMap;

use super::Code;

const EXAMPLES: &str = include_str!("examples.toml");

/// How it looks when it is wrong, and when it is right: lines or the path of a file, or what was done and what helps.
#[derive(Debug, Deserialize)]
pub struct Example {
    /// What makes the message come.
    pub wrong: String,
    /// What makes it go.
    pub right: String,
}

/// The example of a code.
///
/// # Errors
///
/// When the program's own file of examples does not parse.
pub fn example(code: Code) -> Result<Option<Example>, toml::de::Error> {
    let mut examples: BTreeMap<String, Example> = toml::from_str(EXAMPLES)?;
    Ok(examples.remove(code.name()))
}
