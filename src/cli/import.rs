//! `throughline import`: reports into drafts.

use std::io::{self, IsTerminal};
use std::path::PathBuf;

use indicatif::{ProgressBar, ProgressStyle};

use super::{Ending, Format, count, print, refuse, say, tally};
use crate::diagnostics::{Code, Diagnostic, Severity};
use crate::import::intake::{Fate, ImportOutcome, find_files, import};
use crate::import::recognise::Recognised;
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
    /// Say which words of which file made a block a fact, a heading of recommendations, one of them, or none
    #[arg(long)]
    why: bool,
    /// `json` prints one object a report on standard output
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

pub(super) fn run(arguments: &Arguments) -> Ending {
    // Reports with errors too: a draft must not take the place of one of them.
    let (documents, problems) = match workspace::read_documents(&arguments.into) {
        Ok(read) => read,
        Err(problem) => return refuse(&problem),
    };
    // A file that cannot be read at all is not known here: a report in it may be imported again.
    if count(&problems, Severity::Error) > 0 {
        let tally = tally(&problems);
        say(&format!(
            "note: the site's content has {tally}, and what is wrong is passed over; `throughline check` says it\n"
        ));
    }
    let files = match find_files(&arguments.paths) {
        Ok(files) => files,
        Err(problem) => return refuse(&problem),
    };
    // Reports are read side by side and end in any order, so only their number can be shown while it goes on.
    let bar = progress_bar(files.len());
    let fates = import(&arguments.into, &documents, &files, arguments.dry_run, || bar.inc(1));
    bar.finish_and_clear();
    if arguments.format == Format::Json {
        let lines = match json(&fates) {
            Ok(lines) => lines,
            Err(error) => return refuse(&unprintable(&error)),
        };
        if print(&lines) != Ending::Done {
            return Ending::CouldNotRun;
        }
    }
    // Behind the data: on a terminal that shows both, the summary stands last.
    say(&fates.iter().map(|fate| fate_in_words(fate, arguments.why)).collect::<String>());
    say(&summary(&fates, arguments.dry_run));
    // What is here already is no problem: a folder is imported again and again as reports are added.
    let refused = fates.iter().any(|f| matches!(f.outcome, ImportOutcome::Refused(_)));
    if refused { Ending::Problems } else { Ending::Done }
}

fn unprintable(error: &serde_json::Error) -> Diagnostic {
    Diagnostic::nowhere(Code::T0915, format!("what was recognised cannot be printed as JSON: {error}"))
        .hint("the drafts are written; run without `--format json` to see what became of each file")
}

/// A line for each report that was recognised.
fn json(fates: &[Fate]) -> serde_json::Result<String> {
    let reports = fates.iter().filter_map(|fate| fate.recognised.as_ref());
    reports.map(|report| serde_json::to_string(report).map(|line| line + "\n")).collect()
}

/// A bar on a terminal, nothing elsewhere: there each file gets its line at the end.
fn progress_bar(files: usize) -> ProgressBar {
    if !io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::new(files as u64);
    // A style that cannot be read leaves the plain bar, which is no reason to import nothing.
    if let Ok(style) = ProgressStyle::with_template("{bar:40} {pos} of {len} files") {
        bar.set_style(style);
    }
    bar
}

/// One file's fate, and what its draft needs a look at.
fn fate_in_words(fate: &Fate, why: bool) -> String {
    let path = fate.path.display();
    match &fate.outcome {
        ImportOutcome::Imported { draft, took_over, new_authority } => {
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
                    text.push_str(&format!("          look at {}: {}\n", unsure.place(), unsure.why()));
                }
                if why {
                    text.push_str(&reasons(report));
                }
            }
            text + &fate.warnings.iter().map(|w| format!("          {}", said(w))).collect::<String>()
        }
        ImportOutcome::Skipped(id) => format!("skipped   {path}: it is here already as {id}\n"),
        ImportOutcome::Refused(why) => format!("refused   {path}: {}", said(why)),
    }
}

/// Why blocks were read as they were.
fn reasons(report: &Recognised) -> String {
    let read = report.why.iter().map(|why| format!("          why: {why}\n"));
    let furniture = report.furniture.iter().map(|line| {
        let page = line.page.map_or_else(String::new, |page| format!("page {page}: "));
        let words: Vec<&str> = line.text.split_whitespace().take(12).collect();
        format!("          why: {page}“{}”: furniture, {}\n", words.join(" "), line.why)
    });
    read.chain(furniture).collect()
}

/// A message with its code, as every command words them, and below it what to do.
fn said(problem: &Diagnostic) -> String {
    let hints: String = problem.hints.iter().map(|hint| format!("          hint: {hint}\n")).collect();
    format!("{}[{}]: {}\n{hints}", problem.severity().word(), problem.code.name(), problem.message)
}

fn summary(fates: &[Fate], dry: bool) -> String {
    let count = |fits: fn(&ImportOutcome) -> bool| fates.iter().filter(|f| fits(&f.outcome)).count();
    let imported = count(|o| matches!(o, ImportOutcome::Imported { .. }));
    let skipped = count(|o| matches!(o, ImportOutcome::Skipped(_)));
    let refused = count(|o| matches!(o, ImportOutcome::Refused(_)));
    let would = if dry { " (nothing was written)" } else { "" };
    format!("{imported} imported, {skipped} skipped, {refused} refused{would}\n")
}
