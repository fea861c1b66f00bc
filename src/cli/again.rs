//! `throughline import --again`: drafts that nobody has touched, read again.

use std::path::PathBuf;

use serde::Serialize;

use super::import::{Arguments, differences_in_words, progress_bar, said, told};
use super::{Ending, Format, not_as, print, refuse, say};
use crate::again::{Asked, Fate, Offer, Outcome, again};
use crate::diagnostics::{Code, Diagnostic, Severity};
use crate::import::reissued::Difference;
use crate::import::unread::{FoundFiles, find_all};
use crate::source::Documents;

/// Where the reports of a site are looked for that no path names.
const SOURCES: &str = "sources";

pub(super) fn run(arguments: &Arguments, documents: &Documents) -> Ending {
    let told = match told(arguments, documents) {
        Ok(told) => told,
        Err(problem) => return refuse(&problem),
    };
    // Whoever names single files asks for their drafts alone; who names folders, or nothing, for all.
    let only_found = !arguments.paths.is_empty() && arguments.paths.iter().all(|path| path.is_file());
    let mut paths = arguments.paths.clone();
    let sources = arguments.into.join(SOURCES);
    paths.extend(Some(sources).filter(|sources| !only_found && sources.is_dir()));
    if paths.is_empty() {
        let problem = Diagnostic::nowhere(Code::T0901, format!("there is no folder `{SOURCES}` in the site"));
        return refuse(&problem.hint("name the files or folders that the drafts were taken from"));
    }
    let FoundFiles { files, .. } = match find_all(&paths) {
        Ok(found) => found,
        Err(problem) => return refuse(&problem),
    };
    let asked = Asked { told, write: arguments.write, unmarked: arguments.unmarked, only_found };
    let bar = progress_bar(files.len());
    let (fates, unused) = again(&arguments.into, documents, &files, &asked, || bar.inc(1));
    bar.finish_and_clear();
    if arguments.format == Format::Json {
        let lines: serde_json::Result<String> =
            fates.iter().map(|fate| serde_json::to_string(&as_data(fate)).map(|line| line + "\n")).collect();
        let printed = match lines {
            Ok(lines) => print(&lines),
            Err(error) => refuse(&not_as("JSON", &error)),
        };
        if printed != Ending::Done {
            return printed;
        }
    }
    say(&text(&fates, if only_found { &unused } else { &[] }, arguments.write));
    let failed = fates.iter().filter_map(why_left).any(|why| why.severity() == Severity::Error);
    if failed { Ending::Problems } else { Ending::Done }
}

/// Why a draft is left as it is, where it is.
fn why_left(fate: &Fate) -> Option<&Diagnostic> {
    match &fate.outcome {
        Outcome::Same => None,
        Outcome::LeftAlone(why) => Some(why),
        Outcome::Offered(offer) => offer.held_back.as_ref(),
    }
}

fn text(fates: &[Fate], unused: &[PathBuf], write: bool) -> String {
    let mut out: String = fates.iter().map(in_words).collect();
    out.extend(unused.iter().map(|file| format!("not used   {}: no draft here was taken from it\n", file.display())));
    let count = |is: &dyn Fn(&Fate) -> bool| fates.iter().filter(|fate| is(fate)).count();
    let same = count(&|fate| matches!(fate.outcome, Outcome::Same));
    let left = count(&|fate| why_left(fate).is_some());
    let offered = fates.len() - same - left;
    let (done, note) = match (write, offered) {
        (true, _) => ("written", ""),
        (false, 0) => ("offered", ""),
        (false, _) => ("offered", " (nothing was written: add --write to write what is offered)"),
    };
    out + &format!("{offered} {done}, {same} read as before, {left} left alone{note}\n")
}

fn in_words(fate: &Fate) -> String {
    match &fate.outcome {
        Outcome::Same => format!("same       {}\n", fate.id),
        Outcome::LeftAlone(why) => format!("left alone {}: {}", fate.id, said(why)),
        Outcome::Offered(offer) => offered(&fate.id, offer),
    }
}

fn offered(id: &str, offer: &Offer) -> String {
    let mut text = match (&offer.held_back, offer.written) {
        (Some(why), _) => format!("left alone {id}: {}", said(why)),
        (None, true) => format!("written    {id} -> {}\n", offer.path),
        (None, false) => format!("offered    {id} -> {}\n", offer.path),
    };
    text.extend(offer.changes.lines.iter().map(|line| format!("          {line}\n")));
    if !offer.changes.words.is_empty() {
        let count = match offer.changes.words.len() {
            1 => "1 paragraph, item or heading".to_owned(),
            n => format!("{n} paragraphs, items or headings"),
        };
        text.push_str(&format!("          words: {count} otherwise\n"));
        text.push_str(&differences_in_words(&offer.changes.words));
    }
    text.extend(offer.lost.iter().map(|lost| format!("          {}", said(lost))));
    text
}

/// One draft's fate as data.
#[derive(Debug, Serialize)]
struct FateAsData<'a> {
    report: &'a str,
    /// `same`, `offered`, `written` or `left-alone`.
    fate: &'static str,
    path: Option<&'a str>,
    changes: &'a [String],
    words: &'a [Difference],
    lost: Vec<Message<'a>>,
    why: Option<Message<'a>>,
}

#[derive(Debug, Serialize)]
struct Message<'a> {
    code: &'static str,
    message: &'a str,
    hints: &'a [String],
}

fn message(problem: &Diagnostic) -> Message<'_> {
    Message { code: problem.code.name(), message: &problem.message, hints: &problem.hints }
}

fn as_data(fate: &Fate) -> FateAsData<'_> {
    let offer = match &fate.outcome {
        Outcome::Offered(offer) => Some(offer),
        _ => None,
    };
    let why = why_left(fate);
    let word = match (offer, why) {
        (_, Some(_)) => "left-alone",
        (Some(offer), None) if offer.written => "written",
        (Some(_), None) => "offered",
        (None, None) => "same",
    };
    FateAsData {
        report: &fate.id,
        fate: word,
        path: offer.map(|offer| offer.path.as_str()),
        changes: offer.map_or(&[], |offer| &offer.changes.lines),
        words: offer.map_or(&[], |offer| &offer.changes.words),
        lost: offer.map(|offer| offer.lost.iter().map(message).collect()).unwrap_or_default(),
        why: why.map(message),
    }
}
