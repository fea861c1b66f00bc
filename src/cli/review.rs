//! `throughline review`: the review desk in the browser.

use super::{Ending, SiteFolder, load, refuse, reports, say, serve, show_left_out};
use crate::review::{desk::ReviewDesk, server};

/// Review imports and suggested links in the browser, on this machine
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    folder: SiteFolder,
    /// Only these reports, by id or file: nottingham-city/2014-04-sif [default: all]
    #[arg(value_name = "REPORT")]
    reports: Vec<String>,
    /// The port on 127.0.0.1 [default: the first free one from 8017 on]
    #[arg(long)]
    port: Option<u16>,
}

pub(super) fn run(arguments: &Arguments) -> Ending {
    let root = &arguments.folder.site;
    let (knowledge, problems) = match load(root) {
        Ok(loaded) => loaded,
        Err(ending) => return ending,
    };
    // A report that is left out is not on the desk, and nobody would know why.
    show_left_out(&problems, &knowledge.documents.sources);
    let only = match reports::named(&knowledge, &arguments.reports) {
        Ok(reports) => reports.into_iter().map(|r| knowledge.report(r).id()).collect(),
        Err(ending) => return ending,
    };
    let bound = match serve::bound(arguments.port) {
        Ok(bound) => bound,
        Err(ending) => return ending,
    };
    say(&format!(
        "open http://{}{}\nthe site: http://{}/\nPress Ctrl+C to stop; every decision is written at once.\n",
        bound.address,
        server::PATH,
        bound.address
    ));
    let served = ReviewDesk::new(root, knowledge, problems, only).and_then(|desk| server::run(root, bound, desk));
    match served {
        Ok(()) => Ending::Done,
        Err(error) => refuse(&crate::serve::cannot_run("the review desk cannot run", &error)),
    }
}
