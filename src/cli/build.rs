//! `throughline build`: the site.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use super::{Ending, SiteFolder, count, load, refuse, say, show};
use crate::diagnostics::{Diagnostic, Severity, Sources};
use crate::model::{ByReader, Knowledge, Outcome, Reader, Recommendation};
use crate::publish::{Guard, Output, PublishError, Summary};
use crate::render::{Engine, Unmade, idle_templates, templates_folder};
use crate::site::{Site, in_terminal};
use crate::source::Nature;
use crate::source::content_path::{CONTENT, FILES};
use crate::source::settings::{ADDRESS_HINT, site_address};

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
    let (knowledge, problems) = match load(root) {
        Ok(loaded) => loaded,
        Err(ending) => return ending,
    };
    let knowledge = match &arguments.base_url {
        Some(base) => knowledge.at_address(base),
        None => knowledge,
    };
    let loaded = started.elapsed();
    let mut problems = problems;
    problems.extend(idle_templates(root, &knowledge.documents.settings));
    let sources = &knowledge.documents.sources;
    show(&problems, sources);
    if count(&problems, Severity::Error) > 0 || (arguments.strict && !problems.is_empty()) {
        say("nothing was built\n");
        return Ending::Problems;
    }
    // Own templates are read before the output folder is opened, so that a mistake in one touches nothing.
    let engine = match Engine::new(root, &knowledge.documents.settings) {
        Ok(engine) => engine,
        Err(problem) => return stop(&[problem], sources),
    };
    match write(arguments, &knowledge, &engine) {
        Ok(summary) => {
            say(&report(&knowledge, &summary, started));
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
fn write(arguments: &Arguments, knowledge: &Knowledge, engine: &Engine) -> Result<Summary, Unmade<PublishError>> {
    let root = &arguments.folder.site;
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
    engine.render_all(&Site::new(knowledge), &output)?;
    // No warning: such a site is whole, and one that is only tried out needs no address.
    if settings.base_url.is_none() {
        say("note: no `base_url` in site.toml, so nothing is written that needs a full address\n");
    }
    output.finish().map_err(Unmade::Kept)
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
    let mut text = format!(
        "reports          {held} held, {} known only, {} updates\n",
        inspections().count() - held,
        reports.len() - inspections().count(),
    );
    // What nobody has read is counted apart, as on the pages: its outcomes rest on drafts.
    let read = || knowledge.recommendations.iter().filter(|r| knowledge.is_read(r));
    let unread = knowledge.recommendations.len() - read().count();
    let beside = if unread > 0 { format!(", and {unread} in reports that nobody has read") } else { String::new() };
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
