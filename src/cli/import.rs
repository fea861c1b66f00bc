//! `throughline import`: reports into drafts.

use std::io::{self, IsTerminal};
use std::path::PathBuf;

use indicatif::{ProgressBar, ProgressStyle};

use super::keep::keep;
use super::{Ending, Format, again, count, print, refuse, say, tally};
use jiff::civil::Date;

use crate::diagnostics::{Code, Diagnostic, Severity, did_you_mean};
use crate::import::intake::{Fate, ImportOutcome, Told, import_each};
use crate::import::recognise::Recognised;
use crate::import::reissued::Difference;
use crate::import::unread::{FoundFiles, find_all};
use crate::source::Documents;
use crate::workspace;

/// Make drafts of reports: PDF, Word, web, text or Markdown files, and folders of them
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// Files and folders; folders are searched deeply for .pdf, .docx, .html, .txt and .md
    #[arg(required_unless_present = "again", value_name = "PATH")]
    pub(super) paths: Vec<PathBuf>,
    /// The site's folder, which holds site.toml
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub(super) into: PathBuf,
    /// Write nothing, only say what would be
    #[arg(long)]
    dry_run: bool,
    /// Read drafts again that nobody has touched, from the files that they were taken from (also looked for in
    /// sources/ of the site), and say what this program reads otherwise; nothing is written
    #[arg(long, conflicts_with = "why")]
    again: bool,
    /// With --again: write what is offered
    #[arg(long, requires = "again", conflicts_with = "dry_run")]
    pub(super) write: bool,
    /// With --again: also drafts that were imported before drafts carried a mark, of which you know that nobody has
    /// touched them
    #[arg(long, requires = "again")]
    pub(super) unmarked: bool,
    /// Keep a copy of each report in sources/ of the site: the review desk shows it beside the text
    #[arg(long, conflicts_with_all = ["dry_run", "again"])]
    keep: bool,
    /// The council that they are about, by its id, where the reports do not say it
    #[arg(long, value_name = "ID")]
    authority: Option<String>,
    /// The framework that they were written under, by its id, where the program does not know it
    #[arg(long, value_name = "ID")]
    framework: Option<String>,
    /// The day of publication of reports that do not state it, such as 2024-03-15
    #[arg(long, value_name = "DATE")]
    published: Option<Date>,
    /// Say which words of which file made a block a fact, a heading of recommendations, one of them, or none
    #[arg(long)]
    why: bool,
    /// `json` prints one object a report on standard output
    #[arg(long, value_enum, default_value_t)]
    pub(super) format: Format,
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
    if arguments.again {
        return again::run(arguments, &documents);
    }
    let told = match told(arguments, &documents) {
        Ok(told) => told,
        Err(problem) => return refuse(&problem),
    };
    let FoundFiles { files, unread } = match find_all(&arguments.paths) {
        Ok(found) => found,
        Err(problem) => return refuse(&problem),
    };
    // Reports are read side by side and end in any order, so only their number can be shown while it goes on.
    let bar = progress_bar(files.len());
    let mut talk = String::new();
    let mut tally = Tally::default();
    let mut lines = Ok(String::new());
    // What a report says is let go once its draft is written: a folder may hold a thousand.
    import_each(
        &arguments.into,
        &documents,
        &files,
        &told,
        || bar.inc(1),
        |fate| {
            tally.count(&fate.outcome);
            talk.push_str(&fate_in_words(&fate, arguments.why));
            if arguments.keep {
                talk.push_str(&kept_in_words(keep(&arguments.into, &fate)));
            }
            if arguments.format == Format::Json
                && let Ok(all) = &mut lines
                && let Some(report) = &fate.recognised
            {
                match serde_json::to_string(report) {
                    Ok(line) => all.push_str(&(line + "\n")),
                    Err(error) => lines = Err(error),
                }
            }
        },
    );
    bar.finish_and_clear();
    match lines {
        Ok(lines) if !lines.is_empty() && print(&lines) != Ending::Done => return Ending::CouldNotRun,
        Ok(_) => {}
        Err(error) => return refuse(&unprintable(&error)),
    }
    // Behind the data: on a terminal that shows both, the summary stands last.
    talk.extend(unread.iter().map(|(path, why)| format!("not read  {}: {}", path.display(), said(why))));
    say(&talk);
    say(&tally.in_words(arguments.dry_run));
    // What is here already is no problem: a folder is imported again and again as reports are added.
    if tally.refused > 0 { Ending::Problems } else { Ending::Done }
}

/// What the command line says of all the files; ids that nobody knows are refused.
pub(super) fn told(arguments: &Arguments, documents: &Documents) -> Result<Told, Diagnostic> {
    let unknown = |what: &str, id: &str, near: Option<String>| {
        Diagnostic::nowhere(Code::T0921, format!("there is no {what} `{id}`")).hint_if(near)
    };
    let councils = || documents.authorities.keys().chain(documents.register.bodies.keys()).map(String::as_str);
    if let Some(id) = arguments.authority.as_deref().filter(|id| !councils().any(|known| known == *id)) {
        return Err(unknown("authority", id, did_you_mean(id, councils()))
            .hint("a council that the register does not have needs a file in content/authorities/"));
    }
    let frameworks = || documents.frameworks.keys().map(String::as_str);
    if let Some(id) = arguments.framework.as_deref().filter(|id| !documents.frameworks.contains_key(*id)) {
        return Err(unknown("framework", id, did_you_mean(id, frameworks()))
            .hint(format!("those there are: {}", frameworks().collect::<Vec<_>>().join(", "))));
    }
    Ok(Told {
        dry: arguments.dry_run,
        authority: arguments.authority.clone(),
        framework: arguments.framework.clone(),
        published: arguments.published,
    })
}

fn unprintable(error: &serde_json::Error) -> Diagnostic {
    Diagnostic::nowhere(Code::T0915, format!("what was recognised cannot be printed as JSON: {error}"))
        .hint("the drafts are written; run without `--format json` to see what became of each file")
}

/// A bar on a terminal, nothing elsewhere: there each file gets its line at the end.
pub(super) fn progress_bar(files: usize) -> ProgressBar {
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

/// Whether a copy was kept.
fn kept_in_words(kept: io::Result<Option<String>>) -> String {
    match kept {
        Ok(Some(path)) => format!("          kept as {path}\n"),
        Ok(None) => String::new(),
        Err(error) => format!("          not kept: {}\n", error.kind()),
    }
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
                if let Some(name) = new_authority {
                    text.push_str(&format!(
                        "          look at authority: the register has no `{name}`; it is named as the report states it\n"
                    ));
                }
                if !report.by_hand.is_empty() {
                    text.push_str(&format!("          given by hand: {}\n", report.by_hand.join(", ")));
                }
                for date in &report.date_hints {
                    text.push_str(&format!("          hint, not used: {}\n", date.in_words()));
                }
                if why {
                    text.push_str(&reasons(report));
                }
            }
            text + &fate.warnings.iter().map(|w| format!("          {}", said(w))).collect::<String>()
        }
        ImportOutcome::Skipped(id) => format!("skipped   {path}: it is here already as {id}\n"),
        ImportOutcome::Reissued { id, differences } => reissued(&path.to_string(), id, differences),
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
pub(super) fn said(problem: &Diagnostic) -> String {
    let hints: String = problem.hints.iter().map(|hint| format!("          hint: {hint}\n")).collect();
    format!("{}[{}]: {}\n{hints}", problem.severity().word(), problem.code.name(), problem.message)
}

/// A report that is here already in other words.
fn reissued(path: &str, id: &str, differences: &[Difference]) -> String {
    let count = match differences.len() {
        1 => "1 paragraph".to_owned(),
        n => format!("{n} paragraphs"),
    };
    let mut text = format!(
        "skipped   {path}: it is here already as {id}, and its words differ in {count} from the report that is here\n"
    );
    text.push_str(&differences_in_words(differences));
    text + &format!("          hint: correct `{id}` by hand where the new words are right; its ids stay\n")
}

/// The first paragraphs that differ, each as it stands here and as it reads otherwise.
pub(super) fn differences_in_words(differences: &[Difference]) -> String {
    let mut text = String::new();
    let side = |words: &str| if words.is_empty() { "nothing".to_owned() } else { format!("\"{words}\"") };
    for difference in differences.iter().take(MOST_DIFFERENCES) {
        text.push_str(&format!("          here: {}\n", side(&difference.here)));
        text.push_str(&format!("          new:  {}\n", side(&difference.new)));
    }
    if differences.len() > MOST_DIFFERENCES {
        text.push_str(&format!("          and {} more\n", differences.len() - MOST_DIFFERENCES));
    }
    text
}

/// More paragraphs than this are counted, not shown: then it is another edition rather than a correction.
const MOST_DIFFERENCES: usize = 5;

/// How many files became what.
#[derive(Debug, Default)]
struct Tally {
    imported: usize,
    skipped: usize,
    refused: usize,
}

impl Tally {
    fn count(&mut self, outcome: &ImportOutcome) {
        match outcome {
            ImportOutcome::Imported { .. } => self.imported += 1,
            ImportOutcome::Skipped(_) | ImportOutcome::Reissued { .. } => self.skipped += 1,
            ImportOutcome::Refused(_) => self.refused += 1,
        }
    }

    fn in_words(&self, dry: bool) -> String {
        let would = if dry { " (nothing was written)" } else { "" };
        format!("{} imported, {} skipped, {} refused{would}\n", self.imported, self.skipped, self.refused)
    }
}
