//! `throughline init`: an empty site to import into.

use std::fs;
use std::io::{self, IsTerminal as _};
use std::path::{Path, PathBuf};

use super::offered::offered;
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
    /// The site's name [default: it is asked for, on a terminal]
    #[arg(long)]
    title: Option<String>,
}

// Under version control belongs what the editor wrote, not what is made from it.
const IGNORED: &str = "/public/\n.throughline-*\n";
const README: &str = include_str!("init/README.md");
const FOLDERS: &[&str] = &["authorities", "themes", "inspections", "updates"];

pub(super) fn run(arguments: &Arguments) -> Ending {
    let folder = &arguments.folder;
    // What lies there may be somebody's work, and half of an older site would be mixed with the new one.
    if folder.is_file() || fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_some()) {
        let problem = Diagnostic::nowhere(Code::T1203, format!("`{}` is not empty", folder.display()));
        return refuse(&problem.hint("name a folder that is empty or not there yet"));
    }
    let title = arguments.title.clone().or_else(asked).unwrap_or_else(|| "Inspections".to_owned());
    match make(folder, &title) {
        Ok(()) => {
            say(&format!(
                "made an empty site in `{0}`: README.md there says what lies where\n\
                 hint: throughline import --into {0} REPORT.pdf\n",
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

/// The title, asked of whoever sits at a terminal.
fn asked() -> Option<String> {
    if !io::stdin().is_terminal() || !io::stderr().is_terminal() {
        return None;
    }
    say("title of the site: ");
    let mut line = String::new();
    io::stdin().read_line(&mut line).ok()?;
    let title = line.trim();
    (!title.is_empty()).then(|| title.to_owned())
}

fn make(folder: &Path, title: &str) -> io::Result<()> {
    for name in FOLDERS {
        fs::create_dir_all(folder.join(CONTENT).join(name))?;
    }
    whole_file::create(&folder.join(".gitignore"), IGNORED)?;
    whole_file::create(&folder.join("README.md"), README)?;
    // The settings come last, since they are what makes the folder a site.
    whole_file::create(&folder.join("site.toml"), &settings(title))
}

/// The settings of a new site; what an editor may want to add stands there as a comment, with what it says.
fn settings(title: &str) -> String {
    let mut text = format!("{} = {}\n", SiteKey::Title.name(), toml_text::quoted(title));
    text.push_str("\n# What else can be said; take away the `#` and write your own.\n");
    text.push_str(&offered(SiteKey::SCHEMA.keys.iter().filter(|key| key.name != SiteKey::Title.name())));
    text
}
