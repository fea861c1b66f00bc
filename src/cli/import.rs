//! `throughline import`: reports into drafts.

use std::io::{self, IsTerminal};
use std::path::PathBuf;

use indicatif::{ProgressBar, ProgressStyle};

use super::{Ending, Format, print, refuse, say};
use crate::diagnostics::{Code, Diagnostic};
use crate::import::intake::{Fate, Outcome, find_files, import};
use crate::workspace;

/// Make drafts of reports: PDF, text or Markdown files, and folders of them
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// Files and folders; folders are searched deeply for .pdf, .txt and .md
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// The site's folder, which holds site.toml
    #[arg(long, value_name = "DIR", default_value = ".")]
    into: PathBuf,
    /// Write nothing, only say what would be
    #[arg(long)]
    dry_run: bool,
    /// `json` prints one object a report on standard output
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

pub(super) fn run(arguments: &Arguments) -> Ending {
    // Reports with errors too: a draft must not take the place of one of them.
    let documents = match workspace::read_documents(&arguments.into) {
        Ok(documents) => documents,
        Err(problem) => return refuse(&problem),
    };
    let files = match find_files(&arguments.paths) {
        Ok(files) => files,
        Err(message) => {
            let problem = Diagnostic::nowhere(Code::T1202, message);
            return refuse(&problem.hint("name files or folders that hold reports"));
        }
    };
    let bar = bar(files.len());
    let fates = import(&arguments.into, &documents, &files, arguments.dry_run, || bar.inc(1));
    bar.finish_and_clear();
    if arguments.format == Format::Json {
        let lines: String = fates
            .iter()
            .filter_map(|f| f.recognised.as_ref())
            .filter_map(|r| serde_json::to_string(r).ok())
            .map(|line| line + "\n")
            .collect();
        if print(&lines) != Ending::Done {
            return Ending::CouldNotRun;
        }
    }
    say(&fates.iter().map(line).collect::<String>());
    say(&summary(&fates, arguments.dry_run));
    let refused = fates.iter().any(|f| matches!(f.outcome, Outcome::Refused { .. }));
    if refused { Ending::Problems } else { Ending::Done }
}

/// A bar on a terminal, nothing elsewhere: there each file gets its line at the end.
fn bar(files: usize) -> ProgressBar {
    if !io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::new(files as u64);
    if let Ok(style) = ProgressStyle::with_template("{bar:40} {pos} of {len} files") {
        bar.set_style(style);
    }
    bar
}

/// One file's fate, and what its draft needs a look at.
fn line(fate: &Fate) -> String {
    let path = fate.path.display();
    match &fate.outcome {
        Outcome::Imported { draft, took_over, new_authority } => {
            let mut text = format!("imported  {path} -> {draft}");
            if *took_over {
                text.push_str(" (takes over the page of an inspection that was only known of)");
            }
            if let Some(name) = new_authority {
                text.push_str(&format!(" (new authority: {name})"));
            }
            text.push('\n');
            if let Some(report) = &fate.recognised {
                let words = report.words;
                text.push_str(&format!(
                    "          words: {} in the draft, {} listed as furniture, {} in the source\n",
                    words.kept, words.furniture, words.source
                ));
                for unsure in &report.unsure {
                    text.push_str(&format!("          look at {}: {}\n", unsure.field, unsure.why));
                }
            }
            text
        }
        Outcome::Skipped(id) => format!("skipped   {path}: it is here already as {id}\n"),
        Outcome::Refused { message, hint } => format!("refused   {path}: {message}\n          hint: {hint}\n"),
    }
}

fn summary(fates: &[Fate], dry: bool) -> String {
    let count = |fits: fn(&Outcome) -> bool| fates.iter().filter(|f| fits(&f.outcome)).count();
    let imported = count(|o| matches!(o, Outcome::Imported { .. }));
    let skipped = count(|o| matches!(o, Outcome::Skipped(_)));
    let refused = count(|o| matches!(o, Outcome::Refused { .. }));
    let would = if dry { " (nothing was written)" } else { "" };
    format!("{imported} imported, {skipped} skipped, {refused} refused{would}\n")
}
