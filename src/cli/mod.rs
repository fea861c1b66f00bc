//! The commands, one file each: what was typed, understood, run.
//!
//! Start at [`run`]. Data goes to standard output, talk to standard error.
//! Exit codes: 0 done, 1 problems in the content, 2 could not run.

mod again;
mod build;
mod check;
mod examples;
mod explain;
mod import;
mod init;
mod keep;
mod known;
mod list;
mod manual;
mod new;
mod offered;
mod reports;
mod review;
mod schema;
mod serve;
mod suggest;

use std::collections::BTreeMap;
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{CommandFactory as _, FromArgMatches as _, Parser, Subcommand, ValueEnum};
use serde::Serialize;

use crate::diagnostics::{self, Code, Diagnostic, Severity, Sources, counted};
use crate::model::Knowledge;
use crate::workspace::{self, LeaveOut};

/// With the commit and its day, where they are known: see build.rs.
const VERSION: &str = env!("THROUGHLINE_VERSION");

/// Turns inspection reports into a linked site that shows what became of each recommendation.
#[derive(Debug, Parser)]
#[command(name = "throughline", version = VERSION, about, arg_required_else_help = true)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Build(build::Arguments),
    Check(check::Arguments),
    Completions(manual::Completions),
    Explain(explain::Arguments),
    Import(import::Arguments),
    Init(init::Arguments),
    Known(known::Arguments),
    List(list::Arguments),
    Man(manual::Man),
    New(new::Arguments),
    Review(review::Arguments),
    Schema(schema::Arguments),
    Serve(serve::Arguments),
    Suggest(suggest::Arguments),
}

/// How a command prints what it found: for people, or for programs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum Format {
    #[default]
    Text,
    Json,
}

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ending {
    Done,
    Problems,
    CouldNotRun,
}

impl Ending {
    /// The ending of a command of which this is the last step: what the step itself says wins.
    fn after(self, earlier: Self) -> Self {
        if self == Self::Done { earlier } else { self }
    }
}

impl From<Ending> for ExitCode {
    fn from(ending: Ending) -> Self {
        Self::from(match ending {
            Ending::Done => 0,
            Ending::Problems => 1,
            Ending::CouldNotRun => 2,
        })
    }
}

/// The command line as it is shown and understood: each command with its examples.
fn definition() -> clap::Command {
    let names: Vec<String> = Arguments::command().get_subcommands().map(|c| c.get_name().to_owned()).collect();
    names.iter().fold(Arguments::command(), |program, name| {
        program.mut_subcommand(name, |command| match examples::of(name) {
            Some(examples) => command.after_help(examples),
            None => command,
        })
    })
}

/// Runs the command line of this process.
#[must_use]
pub fn run() -> ExitCode {
    let typed = Arguments::from_arg_matches(&definition().get_matches()).unwrap_or_else(|error| error.exit());
    let ending = match typed.command {
        Command::Build(arguments) => build::run(&arguments),
        Command::Check(arguments) => check::run(&arguments),
        Command::Completions(arguments) => manual::completions(&arguments),
        Command::Explain(arguments) => explain::run(&arguments),
        Command::Import(arguments) => import::run(&arguments),
        Command::Init(arguments) => init::run(&arguments),
        Command::Known(arguments) => known::run(&arguments),
        Command::List(arguments) => list::run(&arguments),
        Command::Man(arguments) => manual::man(&arguments),
        Command::New(arguments) => new::run(&arguments),
        Command::Review(arguments) => review::run(&arguments),
        Command::Schema(arguments) => schema::run(&arguments),
        Command::Serve(arguments) => serve::run(&arguments),
        Command::Suggest(arguments) => suggest::run(&arguments),
    };
    ending.into()
}

/// Where the site is: what every command takes but `import` and `init`, which are told where one is to be.
#[derive(Debug, clap::Args)]
struct SiteFolder {
    /// The site's folder, which holds site.toml
    #[arg(long, value_name = "DIR", default_value = ".", global = true)]
    site: PathBuf,
}

/// Reads and joins a site; says why when there is none. Drafts with errors are left out.
fn load(site: &Path) -> Result<(Knowledge, Vec<Diagnostic>), Ending> {
    workspace::read_site(site, LeaveOut::Unreviewed).map_err(|problem| refuse(&problem))
}

/// The same without any report that has errors, for commands that only print: what they print is of
/// the rest, and they say so. The ending is that of a command that prints it.
fn load_the_rest(site: &Path) -> Result<(Knowledge, Ending), Ending> {
    let read = workspace::read_site(site, LeaveOut::All);
    let (knowledge, mut problems) = read.map_err(|problem| refuse(&problem))?;
    let has_errors = count(&problems, Severity::Error) > 0;
    // Ordinary warnings are for `check`; here only what is missing from the print is of interest.
    problems.retain(|p| p.severity() == Severity::Error || workspace::concerns_left_out(p));
    show(&problems, &knowledge.documents.sources);
    Ok((knowledge, if has_errors { Ending::Problems } else { Ending::Done }))
}

fn count(problems: &[Diagnostic], severity: Severity) -> usize {
    problems.iter().filter(|p| p.severity() == severity).count()
}

/// A file with more mistakes than these has one that is the cause of the others.
const DRAWN_IN_A_FILE: usize = 100;

/// Draws diagnostics on standard error, with a last line that counts them.
fn show(problems: &[Diagnostic], sources: &Sources) {
    let mut out = String::new();
    let mut in_file = BTreeMap::new();
    for problem in problems {
        // What has no place is about no file, and is never so often there.
        let file = problem.span.map(|span| span.file);
        let so_far = in_file.entry(file).or_insert(0_usize);
        *so_far += 1;
        if file.is_none() || *so_far <= DRAWN_IN_A_FILE {
            out.push_str(&diagnostics::draw(problem, sources, wants_colour()));
            out.push_str("\n\n");
        }
    }
    for (file, count) in in_file {
        let path = file.and_then(|file| sources.file(file)).map(|file| file.path.as_str());
        if let Some(path) = path.filter(|_| count > DRAWN_IN_A_FILE) {
            out.push_str(&format!("... and {} more in {path}\n", count - DRAWN_IN_A_FILE));
        }
    }
    if !problems.is_empty() {
        out.push_str(&tally(problems));
        out.push('\n');
    }
    say(&out);
}

/// The same in short where there are many, with how to see them all.
fn show_short(problems: &[Diagnostic], sources: &Sources, site: &Path) {
    let (mut out, whole) = diagnostics::short(problems, sources, wants_colour());
    out.push_str(&tally(problems));
    out.push('\n');
    if !whole {
        let folder = if site == Path::new(".") { String::new() } else { format!(" --site {}", site.display()) };
        out.push_str(&format!(
            "hint: `throughline check --all{folder}` shows each in full, `throughline explain CODE` what it means\n"
        ));
    }
    say(&out);
}

/// Draws what is wrong with reports that were left out, for commands that show nothing else of the kind.
fn show_left_out(problems: &[Diagnostic], sources: &Sources) {
    let theirs: Vec<Diagnostic> = problems.iter().filter(|p| workspace::concerns_left_out(p)).cloned().collect();
    show(&theirs, sources);
}

fn tally(problems: &[Diagnostic]) -> String {
    let errors = count(problems, Severity::Error);
    let warnings = count(problems, Severity::Warning);
    format!("{}, {}", counted(errors, "error"), counted(warnings, "warning"))
}

/// Colour only where a person reads it and has not asked for none: see no-color.org.
fn wants_colour() -> bool {
    io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|v| v.is_empty())
}

/// Says why a command could not run: a failure that is not about the content.
fn refuse(problem: &Diagnostic) -> Ending {
    // It is about no file of the content, so there is nothing to quote.
    say(&(diagnostics::draw(problem, &Sources::default(), wants_colour()) + "\n"));
    Ending::CouldNotRun
}

/// Talk, on standard error.
fn say(text: &str) {
    // Where standard error is closed there is nobody left to tell that it is.
    let _ = io::stderr().write_all(text.as_bytes());
}

/// Data, on standard output.
fn print(text: &str) -> Ending {
    match io::stdout().write_all(text.as_bytes()).and_then(|()| io::stdout().flush()) {
        // Who closes the pipe, as `head` does, has read enough: that is no failure.
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            refuse(&Diagnostic::nowhere(Code::T1204, format!("standard output cannot be written: {error}")))
        }
        _ => Ending::Done,
    }
}

/// Data as one JSON document, on standard output.
fn print_json(value: &impl Serialize) -> Ending {
    match serde_json::to_string_pretty(value) {
        Ok(text) => print(&(text + "\n")),
        Err(error) => refuse(&not_as("JSON", &error)),
    }
}

/// A result that cannot be written in the format that was asked for.
fn not_as(format: &str, error: &dyn std::error::Error) -> Diagnostic {
    Diagnostic::nowhere(Code::T1204, format!("the result cannot be written as {format}: {error}"))
        .hint("this is a defect of throughline; please report it")
}
