//! `throughline check`: everything that can be wrong, without building.

use super::{Ending, Format, SiteFolder, count, load, not_as, print, refuse, say, show};
use crate::diagnostics::{Severity, to_json};

/// Say everything that is wrong with the content, without building
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    folder: SiteFolder,
    /// Warnings count as errors
    #[arg(long)]
    strict: bool,
    /// `json` prints one object a diagnostic on standard output
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

pub(super) fn run(arguments: &Arguments) -> Ending {
    let (knowledge, mut problems) = match load(&arguments.folder.site) {
        Ok(loaded) => loaded,
        Err(ending) => return ending,
    };
    // A build would stop at a template that does not work, so it is wrong here as well.
    problems.extend(crate::render::check_templates(&arguments.folder.site, &knowledge.documents.settings));
    problems.extend(crate::addresses::check(&knowledge));
    crate::diagnostics::sort(&mut problems);
    let sources = &knowledge.documents.sources;
    if arguments.format == Format::Json {
        // All are made before one is printed: a program that reads half of them would take it for the whole.
        let lines: serde_json::Result<String> =
            problems.iter().map(|p| to_json(p, sources).map(|line| line + "\n")).collect();
        let printed = match lines {
            Ok(lines) => print(&lines),
            Err(error) => refuse(&not_as("JSON", &error)),
        };
        if printed != Ending::Done {
            return printed;
        }
    } else if problems.is_empty() {
        say("nothing is wrong\n");
    } else {
        show(&problems, sources);
    }
    if let Some(drafts) = knowledge.documents.apart.drafts_in_words() {
        say(&format!("drafts left out: {drafts}\n"));
    }
    let errors = count(&problems, Severity::Error);
    if errors > 0 || (arguments.strict && !problems.is_empty()) { Ending::Problems } else { Ending::Done }
}
