//! `throughline known`: the ids that may be written.

use clap::ValueEnum;

use super::{Ending, SiteFolder, print, refuse};
use crate::source::Documents;
use crate::workspace;

/// List the ids that content may name: the register's and the site's own authorities, themes, frameworks
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// Of what
    #[arg(value_enum)]
    what: What,
    #[command(flatten)]
    folder: SiteFolder,
    /// Only those in whose id or name these words stand
    #[arg(value_name = "WORDS")]
    words: Option<String>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum What {
    /// Councils, as the register and the site know them
    Authorities,
    /// Subjects and groups of children
    Themes,
    /// Kinds of inspection
    Frameworks,
}

pub(super) fn run(arguments: &Arguments) -> Ending {
    // What is known stands in the program where there is no site yet.
    let documents = match workspace::read_documents(&arguments.folder.site) {
        Ok((documents, _)) => documents,
        Err(problem) => return refuse(&problem),
    };
    let words = arguments.words.as_deref().unwrap_or_default().to_lowercase();
    let rows = rows(arguments.what, &documents);
    let contains = |(id, name): &&(String, String)| id.contains(&words) || name.to_lowercase().contains(&words);
    let wanted: Vec<_> = rows.iter().filter(contains).collect();
    let widest = wanted.iter().map(|(id, _)| id.len()).max().unwrap_or(0);
    print(&wanted.iter().map(|(id, name)| format!("{id:<widest$}  {name}\n")).collect::<String>())
}

/// Ids with names, in order.
fn rows(what: What, documents: &Documents) -> Vec<(String, String)> {
    let mut rows: Vec<(String, String)> = match what {
        What::Authorities => {
            let own = documents.authorities.values().map(|authority| (authority.id.clone(), authority.name.clone()));
            let bodies = documents.register.bodies.values().map(|body| (body.id.clone(), body.name.clone()));
            own.chain(bodies).collect()
        }
        What::Themes => documents.themes.values().map(|theme| (theme.id.clone(), theme.title.clone())).collect(),
        What::Frameworks => {
            documents.frameworks.values().map(|framework| (framework.id.clone(), framework.name.clone())).collect()
        }
    };
    rows.sort();
    // The site's own wins over the register's of the same id.
    rows.dedup_by(|a, b| a.0 == b.0);
    rows
}
