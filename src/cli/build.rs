//! `throughline build`: the site.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use super::{Ending, SiteFolder, count, load, refuse, say, show, show_short};
use crate::addresses;
use crate::diagnostics::{self, Code, Diagnostic, Severity, Sources};
use crate::model::{ByReader, Knowledge, Outcome, Reader, Recommendation};
use crate::publish::{Guard, Output, PublishError, Summary};
use crate::render::{Engine, Unmade, idle_templates, templates_folder};
use crate::since::Before;
use crate::site::{Site, in_terminal};
use crate::source::Nature;
use crate::source::content_path::{CONTENT, FILES};
use crate::source::settings::{ADDRESS_HINT, site_address};
use crate::whole_file;

/// Build the site
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    folder: SiteFolder,
    /// The folder to write into [default: `output` in site.toml, else public]
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Where the site is published, in place of `base_url` in site.toml
    #[arg(long, value_name = "URL", value_parser = address)]
    base_url: Option<String>,
    /// Warnings stop the build as well
    #[arg(long)]
    strict: bool,
    /// Add every address that is published to addresses.txt of the site's folder
    #[arg(long)]
    record: bool,
    /// Say what is different for readers from an older output in this folder, not from what stands in the folder that is
    /// written into
    #[arg(long, value_name = "OLD")]
    compare: Option<PathBuf>,
    /// Say how long each part took, added up over all threads
    #[arg(long, hide = true)]
    timings: bool,
}

/// The address of a site, as `--base-url` takes it.
fn address(written: &str) -> Result<String, String> {
    site_address(written).ok_or_else(|| ADDRESS_HINT.to_owned())
}

pub(super) fn run(arguments: &Arguments) -> Ending {
    let started = Instant::now();
    let root = &arguments.folder.site;
    let (knowledge, mut problems) = match load(root) {
        Ok(loaded) => loaded,
        Err(ending) => return ending,
    };
    let knowledge = match &arguments.base_url {
        Some(base) => knowledge.at_address(base),
        None => knowledge,
    };
    problems.extend(addresses::check(&knowledge));
    problems.extend(idle_templates(root, &knowledge.documents.settings));
    diagnostics::sort(&mut problems);
    let older = match arguments.compare.as_deref().map(older).transpose() {
        Ok(older) => older,
        Err(problem) => return refuse(&problem),
    };
    let loaded = started.elapsed();
    let sources = &knowledge.documents.sources;
    if !problems.is_empty() {
        show_short(&problems, sources, root);
    }
    if count(&problems, Severity::Error) > 0 || (arguments.strict && !problems.is_empty()) {
        say("nothing was built\n");
        return Ending::Problems;
    }
    // Own templates are read before the output folder is opened, so that a mistake in one touches nothing.
    let engine = match Engine::new(root, &knowledge.documents.settings) {
        Ok(engine) => engine,
        Err(problem) => return stop(&[problem], sources),
    };
    let site = Site::new(&knowledge);
    match write(arguments, &site, &engine) {
        Ok((summary, before)) => {
            say(&report(&knowledge, &summary, started));
            if let Some(before) = older.or(before) {
                say(&since(&site, &before));
            }
            if arguments.record
                && let Err(problem) = record(root, &knowledge)
            {
                return refuse(&problem);
            }
            if arguments.timings {
                say(&timings(&engine, loaded));
            }
            Ending::Done
        }
        Err(Unmade::Pages(problems)) => stop(&problems, sources),
        Err(Unmade::Kept(error)) => refuse(&error.into()),
    }
}

fn stop(problems: &[Diagnostic], sources: &Sources) -> Ending {
    show(problems, sources);
    say("nothing was built\n");
    Ending::Problems
}

/// Renders pages in parallel and hands each over as soon as it is ready; the folder changes only
/// when all are there.
fn write(
    arguments: &Arguments,
    site: &Site<'_>,
    engine: &Engine,
) -> Result<(Summary, Option<Before>), Unmade<PublishError>> {
    let root = &arguments.folder.site;
    let knowledge = site.knowledge();
    let settings = &knowledge.documents.settings;
    let out = match &arguments.out {
        Some(out) => out.clone(),
        None => root.join(settings.output.as_deref().unwrap_or("public")),
    };
    let content = root.join(CONTENT);
    let templates = templates_folder(root, settings);
    // Built into one of these, the site would be read as content at the next build, or sent to readers with it.
    let files = root.join(FILES);
    let mut guards = vec![
        Guard { folder: &content, name: "the content folder" },
        Guard { folder: &files, name: "the folder of files" },
    ];
    guards.extend(templates.as_deref().map(|folder| Guard { folder, name: "the templates folder" }));
    let output = Output::open(&out, &guards).map_err(Unmade::Kept)?;
    engine.render_all(site, &output)?;
    // Read while it still stands there, and only where the tables change: then what readers are told may have.
    let before = if arguments.compare.is_none() && output.is_changing("data/") {
        Before::read(&out).ok().flatten()
    } else {
        None
    };
    // No warning: such a site is whole, and one that is only tried out needs no address.
    if settings.base_url.is_none() {
        say("note: no `base_url` in site.toml, so nothing is written that needs a full address\n");
    }
    let summary = output.finish().map_err(Unmade::Kept)?;
    Ok((summary, before))
}

/// What the older output says that `--compare` names.
fn older(folder: &Path) -> Result<Before, Diagnostic> {
    let shown = folder.display();
    match Before::read(folder) {
        Ok(Some(before)) => Ok(before),
        Ok(None) => Err(Diagnostic::nowhere(Code::T1202, format!("`{shown}` is no output to compare with"))
            .hint("name the folder of an older site, with the tables in its data/")),
        Err(error) => Err(Diagnostic::nowhere(Code::T1202, format!("`{shown}` cannot be read: {error}"))),
    }
}

/// So many lines of what is different are read before anything else is done.
const MOST: usize = 20;

/// What is different for readers, in a few lines.
fn since(site: &Site<'_>, before: &Before) -> String {
    let lines = site.since(before);
    if lines.is_empty() {
        return "for readers      no report, outcome, thread or address is different\n".to_owned();
    }
    let shown = lines.iter().take(MOST).map(|line| format!("  {:<15}{}\n", line.kind, line.words));
    let mut text: String = std::iter::once("for readers\n".to_owned()).chain(shown).collect();
    if lines.len() > MOST {
        text.push_str(&format!("  and {} more\n", lines.len() - MOST));
    }
    text
}

/// Adds to the list of addresses what is published now.
fn record(root: &Path, knowledge: &Knowledge) -> Result<(), Diagnostic> {
    let Some(text) = addresses::recorded(knowledge) else {
        say(&format!("recorded         nothing new in {}\n", addresses::NAME));
        return Ok(());
    };
    let path = root.join(addresses::NAME);
    whole_file::replace(&path, &text).map_err(|error| {
        let message = format!("`{}` cannot be written: {error}", path.display());
        Diagnostic::nowhere(Code::T1205, message).hint("the site itself was built")
    })?;
    let before = knowledge.documents.addresses.as_ref().map_or(0, |a| a.lines.len());
    let now = text.lines().filter(|line| !line.starts_with('#')).count();
    say(&format!("recorded         {} new in {}\n", now.saturating_sub(before), addresses::NAME));
    Ok(())
}

fn timings(engine: &Engine, loaded: Duration) -> String {
    let parts = std::iter::once(("reading, linking", loaded.as_secs_f64())).chain(engine.stages().seconds());
    let lines: String = parts.map(|(name, seconds)| format!("  {name:<18}{seconds:.3} s\n")).collect();
    format!("stages\n{lines}")
}

fn report(knowledge: &Knowledge, summary: &Summary, started: Instant) -> String {
    let reports = &knowledge.documents.reports;
    let inspections = || reports.iter().filter(|r| r.nature == Nature::Inspection);
    let held = inspections().filter(|r| r.held).count();
    let left = knowledge.documents.apart.drafts_in_words();
    let left = left.map(|drafts| format!("drafts           {drafts} left out\n")).unwrap_or_default();
    let mut text = format!(
        "reports          {held} held, {} known only, {} updates\n",
        inspections().count() - held,
        reports.len() - inspections().count(),
    );
    // What nobody has read is counted apart, as on the pages: its outcomes rest on drafts.
    let read = || knowledge.recommendations.iter().filter(|r| knowledge.is_read(r));
    let unread = knowledge.recommendations.len() - read().count();
    let beside = if unread > 0 { format!(", and {unread} in reports that nobody has read") } else { String::new() };
    text.push_str(&left);
    text.push_str(&format!("recommendations  {}{beside}\n", read().count()));
    for outcome in Outcome::ALL {
        let these = || read().filter(|r| r.outcome() == *outcome);
        let by: ByReader = these().map(Recommendation::reader).collect();
        if these().count() > 0 {
            let read = [Reader::Editor, Reader::Program].into_iter().filter(|reader| by.of(*reader) > 0);
            let read: Vec<String> = read.map(|reader| format!("{} {}", by.of(reader), in_terminal(reader))).collect();
            let by = if read.is_empty() { String::new() } else { format!(" ({})", read.join(", ")) };
            text.push_str(&format!("  {:<28}{}{by}\n", outcome.shown(), these().count()));
        }
    }
    text.push_str(&format!(
        "pages            {} written, {} unchanged, {} removed\n",
        summary.written, summary.unchanged, summary.removed
    ));
    // Somebody's own work may stand there now: it is named, since it stays on the published site.
    for kept in &summary.kept {
        text.push_str(&format!("kept             {kept} (changed since it was written; not ours any more)\n"));
    }
    text.push_str(&format!("time             {:.2} s\n", started.elapsed().as_secs_f64()));
    text
}
