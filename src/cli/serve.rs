//! `throughline serve`: the site on this machine, built again and reloaded when it changes.

use super::{Ending, SiteFolder, load, refuse, say, show_left_out};
use crate::serve::{self, cannot_run};

/// Build, serve on this machine, rebuild and reload on change
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    folder: SiteFolder,
    /// The port on 127.0.0.1 [default: the first free one from 8017 on]
    #[arg(long)]
    port: Option<u16>,
    /// Open the home page in the browser
    #[arg(long)]
    open: bool,
}

pub(super) fn run(arguments: &Arguments) -> Ending {
    // Read once before anything is served: where there is no site, the command ends and says so.
    match load(&arguments.folder.site) {
        Ok((knowledge, problems)) => show_left_out(&problems, &knowledge.documents.sources),
        Err(ending) => return ending,
    }
    let bound = match bound(arguments.port) {
        Ok(bound) => bound,
        Err(ending) => return ending,
    };
    say(&format!("serving http://{}/ until you press Ctrl+C\n", bound.address));
    if arguments.open
        && let Err(error) = open::that_detached(format!("http://{}/", bound.address))
    {
        // The site is served all the same, and its address stands above.
        say(&format!("note: no browser could be opened: {error}\n"));
    }
    let said = |preview: &serve::preview::Preview| match preview.errors.as_slice() {
        [] => say("built\n"),
        errors => say(&format!("{}\n\nnot built: the last good pages stay\n", errors.join("\n\n"))),
    };
    match serve::site(&arguments.folder.site, bound, said) {
        Ok(()) => Ending::Done,
        Err(error) => refuse(&cannot_run("the site cannot be served", &error)),
    }
}

/// Listens, or says why that cannot be.
pub(super) fn bound(port: Option<u16>) -> Result<serve::Bound, Ending> {
    serve::bind(port).map_err(|error| {
        let port = port.map_or_else(|| "the ports from 8017 on".to_owned(), |port| format!("port {port}"));
        refuse(&cannot_run(&format!("nothing can listen on {port}"), &error).hint("name a free one with --port"))
    })
}
