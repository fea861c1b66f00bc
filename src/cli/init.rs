//! `throughline init`: an empty site to import into.

use std::fs;
use std::path::{Path, PathBuf};

use super::{Ending, refuse, say};
use crate::diagnostics::{Code, Diagnostic};
use crate::source::content_path::CONTENT;
use crate::whole_file;

/// Make an empty site
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// The folder; it must be empty, or not there yet
    #[arg(value_name = "DIR")]
    folder: PathBuf,
}

const SETTINGS: &str = "title = \"Inspections\"\n# description = \"One sentence for the home page\"\n# base_url = \"https://example.org/inspections/\"\nlanguage = \"en-GB\"\n";
const IGNORED: &str = "/public/\n.throughline-*\n";
const FOLDERS: &[&str] = &["authorities", "themes", "inspections", "updates"];

pub(super) fn run(arguments: &Arguments) -> Ending {
    let folder = &arguments.folder;
    if folder.is_file() || fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_some()) {
        let problem = Diagnostic::nowhere(Code::T1203, format!("`{}` is not empty", folder.display()));
        return refuse(&problem.hint("name a folder that is empty or not there yet"));
    }
    match make(folder) {
        Ok(()) => {
            say(&format!(
                "made an empty site in `{0}`\nhint: throughline import --into {0} REPORT.pdf\n",
                folder.display()
            ));
            Ending::Done
        }
        Err(error) => {
            let message = format!("`{}` cannot be written: {}", folder.display(), error.kind());
            refuse(&Diagnostic::nowhere(Code::T1205, message).hint("mend its permissions, or name another folder"))
        }
    }
}

fn make(folder: &Path) -> std::io::Result<()> {
    for name in FOLDERS {
        fs::create_dir_all(folder.join(CONTENT).join(name))?;
    }
    whole_file::create(&folder.join(".gitignore"), IGNORED)?;
    // The settings come last, since they are what makes the folder a site.
    whole_file::create(&folder.join("site.toml"), SETTINGS)
}
