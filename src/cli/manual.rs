//! `throughline completions` and `throughline man`: made from the command line's own definition, so that they
//! never tell of what the program does not take.

use std::path::PathBuf;

use clap_complete::Shell;

use super::{Ending, definition, print, refuse};
use crate::diagnostics::{Code, Diagnostic};

/// Print what makes a shell complete this program's commands and flags
#[derive(Debug, clap::Args)]
pub(super) struct Completions {
    /// The shell
    #[arg(value_enum)]
    shell: Shell,
}

pub(super) fn completions(arguments: &Completions) -> Ending {
    let mut out = Vec::new();
    clap_complete::generate(arguments.shell, &mut definition(), NAME, &mut out);
    print(&String::from_utf8_lossy(&out))
}

/// Write the manual's pages: one for the program, one for each command
#[derive(Debug, clap::Args)]
pub(super) struct Man {
    /// The folder, such as ~/.local/share/man/man1
    #[arg(value_name = "DIR")]
    folder: PathBuf,
}

const NAME: &str = "throughline";

pub(super) fn man(arguments: &Man) -> Ending {
    let written = std::fs::create_dir_all(&arguments.folder)
        // The pages of the commands name one another; one on `help` would say nothing.
        .and_then(|()| clap_mangen::generate_to(definition().disable_help_subcommand(true), &arguments.folder));
    match written {
        Ok(()) => Ending::Done,
        Err(error) => {
            let message = format!("`{}` cannot be written: {}", arguments.folder.display(), error.kind());
            refuse(&Diagnostic::nowhere(Code::T1205, message).hint("mend its permissions, or name another folder"))
        }
    }
}
