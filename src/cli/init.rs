//! `throughline init`: an empty site to import into.

use std::fs;
use std::path::{Path, PathBuf};

use super::{Ending, refuse, say};
use crate::diagnostics::{Code, Diagnostic};
use crate::source::content_path::CONTENT;
use crate::source::schema::{Keys as _, SiteKey};
use crate::source::toml_text;
use crate::whole_file;

/// Make an empty site
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// The folder; it must be empty, or not there yet
    #[arg(value_name = "DIR")]
    folder: PathBuf,
}

// Under version control belongs what the editor wrote, not what is made from it.
const IGNORED: &str = "/public/\n.throughline-*\n";
const FOLDERS: &[&str] = &["authorities", "themes", "inspections", "updates"];

pub(super) fn run(arguments: &Arguments) -> Ending {
    let folder = &arguments.folder;
    // What lies there may be somebody's work, and half of an older site would be mixed with the new one.
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
    whole_file::create(&folder.join("site.toml"), &settings())
}

/// The settings of a new site; what an editor may want to add stands there as a comment.
fn settings() -> String {
    let lines = [
        ("", SiteKey::Title, "Inspections"),
        ("# ", SiteKey::Description, "One sentence for the home page"),
        ("# ", SiteKey::BaseUrl, "https://example.org/inspections/"),
        ("", SiteKey::Language, "en-GB"),
    ];
    lines.iter().map(|(out, key, value)| format!("{out}{} = {}\n", key.name(), toml_text::quoted(value))).collect()
}
