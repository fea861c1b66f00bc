//! `throughline check`: everything that can be wrong, without building.

use std::path::PathBuf;

use clap::ValueEnum;

use super::{Ending, SiteFolder, count, load, not_as, print, refuse, say, show, show_short};
use crate::diagnostics::{Code, Diagnostic, Severity, Sources, did_you_mean, to_json, to_workflow};

mod fixes;

/// Say everything that is wrong with the content, without building
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    folder: SiteFolder,
    /// Only what is in these files and folders, seen from the site's folder
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Only messages of this code, or of all codes that begin so, such as T05; may be given again
    #[arg(long, value_name = "CODE")]
    code: Vec<String>,
    /// Show every message in full, however many there are
    #[arg(long)]
    all: bool,
    /// Warnings count as errors
    #[arg(long)]
    strict: bool,
    /// Show what would mend what has one right answer; nothing is written
    #[arg(long, conflicts_with = "format")]
    fix: bool,
    /// With --fix: write it
    #[arg(long, requires = "fix")]
    write: bool,
    /// How to print: `json` an object a message, `github` a line that GitHub shows beside the file
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum Format {
    #[default]
    #[value(alias = "text")]
    Human,
    Json,
    Github,
}

pub(super) fn run(arguments: &Arguments) -> Ending {
    if let Err(problem) = known_codes(&arguments.code) {
        return refuse(&problem);
    }
    let (knowledge, mut problems) = match load(&arguments.folder.site) {
        Ok(loaded) => loaded,
        Err(ending) => return ending,
    };
    // A build would stop at a template that does not work, so it is wrong here as well.
    problems.extend(crate::render::check_templates(&arguments.folder.site, &knowledge.documents.settings));
    problems.extend(crate::addresses::check(&knowledge));
    crate::diagnostics::sort(&mut problems);
    let sources = &knowledge.documents.sources;
    problems.retain(|problem| wanted(arguments, problem, sources));
    if arguments.fix {
        return fixes::run(&arguments.folder.site, &problems, sources, arguments.write);
    }
    let site = arguments.folder.site.to_string_lossy();
    let printed = match arguments.format {
        Format::Human => {
            if problems.is_empty() {
                say("nothing is wrong\n");
            } else if arguments.all {
                show(&problems, sources);
            } else {
                show_short(&problems, sources, &arguments.folder.site);
            }
            Ending::Done
        }
        // All are made before one is printed: a program that reads half of them would take it for the whole.
        Format::Json => {
            let lines: serde_json::Result<String> =
                problems.iter().map(|p| to_json(p, sources).map(|line| line + "\n")).collect();
            lines.map_or_else(|error| refuse(&not_as("JSON", &error)), |lines| print(&lines))
        }
        Format::Github => print(&problems.iter().map(|p| to_workflow(p, sources, &site) + "\n").collect::<String>()),
    };
    if let Some(drafts) = knowledge.documents.apart.drafts_in_words() {
        say(&format!("drafts left out: {drafts}\n"));
    }
    let errors = count(&problems, Severity::Error);
    let ending = if errors > 0 || (arguments.strict && !problems.is_empty()) { Ending::Problems } else { Ending::Done };
    printed.after(ending)
}

/// A code that is misspelt would hide every message.
fn known_codes(written: &[String]) -> Result<(), Diagnostic> {
    let known = |begin: &str| Code::ALL.iter().any(|code| code.name().starts_with(&begin.to_uppercase()));
    match written.iter().find(|begin| !known(begin)) {
        None => Ok(()),
        Some(begin) => {
            Err(Diagnostic::nowhere(Code::T1202, format!("no message has a code that begins with `{begin}`"))
                .hint_if(did_you_mean(&begin.to_uppercase(), Code::ALL.iter().map(|code| code.name())))
                .hint("`throughline explain` lists them all"))
        }
    }
}

fn wanted(arguments: &Arguments, problem: &Diagnostic, sources: &Sources) -> bool {
    let code = arguments.code.is_empty()
        || arguments.code.iter().any(|begin| problem.code.name().starts_with(&begin.to_uppercase()));
    let file = problem.span.and_then(|span| sources.file(span.file)).map(|file| PathBuf::from(&file.path));
    let place = arguments.paths.is_empty()
        || file.is_some_and(|file| {
            // Seen from the site's folder, or from here, as the shell completes them.
            arguments.paths.iter().any(|path| {
                let below = path.strip_prefix(&arguments.folder.site).unwrap_or(path);
                file.starts_with(below.strip_prefix(".").unwrap_or(below))
            })
        });
    code && place
}
