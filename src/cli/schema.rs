//! `throughline schema`: the forms of the site's files, for editors of TOML.

use clap::ValueEnum;

use super::{Ending, print_json, refuse};
use crate::diagnostics::{Code, Diagnostic};
use crate::source::json_schema;

/// Print the JSON Schema of a kind of file, for editors that complete and check TOML by it
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// The kind of file: for reports, authorities and themes their front matter
    #[arg(value_enum)]
    file: File,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum File {
    /// site.toml
    Site,
    /// The front matter of inspections and updates
    Report,
    /// The front matter of authorities
    Authority,
    /// The front matter of themes
    Theme,
    /// The front matter of pages of the site's own
    Page,
    /// content/frameworks/ID.toml
    Framework,
    /// content/register.toml
    Register,
    /// review.toml
    Review,
}

impl File {
    /// As the table of its keys is called.
    fn table(self) -> &'static str {
        match self {
            Self::Site => "`site.toml`",
            Self::Report => "a report",
            Self::Authority => "an authority",
            Self::Theme => "a theme",
            Self::Page => "a page of the site's own",
            Self::Framework => "a framework",
            Self::Register => "a register",
            Self::Review => "`review.toml`",
        }
    }
}

pub(super) fn run(arguments: &Arguments) -> Ending {
    match json_schema::of_file(arguments.file.table()) {
        Some(schema) => print_json(&schema),
        None => refuse(
            &Diagnostic::nowhere(Code::T1204, "the program has no schema of that kind of file")
                .hint("this is a defect of throughline; please report it"),
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_file_that_can_be_named_has_a_schema() {
        for file in File::value_variants() {
            assert!(json_schema::of_file(file.table()).is_some(), "{file:?}");
        }
    }
}
