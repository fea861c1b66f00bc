//! `throughline new`: a file of content that `check` takes as it is, to be written on.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use clap::Subcommand;

use super::offered::offered;
use super::{Ending, SiteFolder, refuse, say};
use crate::diagnostics::{Code, Diagnostic, did_you_mean};
use crate::source::date::PartialDate;
use crate::source::schema::{AuthorityKey, Key, Keys as _, OwnPageKey, ReportKey, ThemeKey};
use crate::source::starters::Starter;
use crate::source::toml_text::quoted;
use crate::source::{Documents, Nature, content_path, ids};
use crate::{whole_file, workspace};

/// Write a new file of content, with what it needs and what it may say
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    folder: SiteFolder,
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// An inspection whose report is not imported but written
    Inspection {
        /// The council: its id, or its name
        #[arg(value_name = "AUTHORITY")]
        authority: String,
        /// The kind of inspection, such as ilacs; `throughline known frameworks` lists them
        #[arg(value_name = "FRAMEWORK")]
        framework: String,
        /// The last day of the visit, or the month where only that is known
        #[arg(value_name = "DATE")]
        date: String,
    },
    /// A council's own paper on what became of recommendations
    Update {
        /// The council: its id, or its name
        #[arg(value_name = "AUTHORITY")]
        authority: String,
        /// The day of the paper, or the month where only that is known
        #[arg(value_name = "DATE")]
        date: String,
    },
    /// What is to be said of a council beyond the register's facts
    Authority {
        /// Its name, or its id in the register
        #[arg(value_name = "NAME")]
        name: String,
    },
    /// A theme that the program does not know, or knows otherwise
    Theme {
        /// Its title
        #[arg(value_name = "TITLE")]
        title: String,
    },
    /// A page of the site's own, linked from every page
    Page {
        /// Its title, or one of the pages that there is a text for: about, accessibility-statement, privacy, contact
        #[arg(value_name = "TITLE")]
        title: String,
    },
}

/// A file to be written, and what to do with it.
struct File {
    path: String,
    text: String,
    next: String,
}

pub(super) fn run(arguments: &Arguments) -> Ending {
    let root = &arguments.folder.site;
    // Content with errors is no reason against one file more.
    let (documents, _) = match workspace::read_documents(root) {
        Ok(read) => read,
        Err(problem) => return refuse(&problem),
    };
    match made(&arguments.what, &documents).and_then(|file| written(root, file)) {
        Ok(file) => {
            let shown = if root == Path::new(".") { PathBuf::from(&file.path) } else { root.join(&file.path) };
            say(&format!("wrote {}\n{}\n", shown.display(), file.next));
            Ending::Done
        }
        Err(problem) => refuse(&problem),
    }
}

fn written(root: &Path, file: File) -> Result<File, Diagnostic> {
    let path = root.join(&file.path);
    match whole_file::create(&path, &file.text) {
        Ok(()) => Ok(file),
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {
            let message = format!("`{}` is there already", path.display());
            Err(Diagnostic::nowhere(Code::T1203, message).hint("write in it, or name another"))
        }
        Err(error) => {
            let message = format!("`{}` cannot be written: {}", path.display(), error.kind());
            Err(Diagnostic::nowhere(Code::T1205, message).hint("mend the folder's permissions"))
        }
    }
}

fn made(what: &What, documents: &Documents) -> Result<File, Diagnostic> {
    match what {
        What::Inspection { authority, framework, date } => report(documents, authority, framework, date),
        What::Update { authority, date } => report(documents, authority, "update", date),
        What::Authority { name } => new_authority(documents, name),
        What::Theme { title } => new_theme(documents, title),
        What::Page { title } => new_page(title),
    }
}

/// A report without findings, which is not on the site until somebody has written what it says.
fn report(documents: &Documents, authority: &str, framework: &str, date: &str) -> Result<File, Diagnostic> {
    let authority = known_authority(documents, authority)?;
    let unknown = || {
        Diagnostic::nowhere(Code::T1202, format!("there is no framework `{framework}`"))
            .hint_if(did_you_mean(framework, documents.frameworks.keys().map(String::as_str)))
            .hint("`throughline known frameworks` lists them")
    };
    let framework = documents.frameworks.get(framework).ok_or_else(unknown)?;
    let nature = framework.nature();
    let day = PartialDate::parse(date).ok_or_else(|| {
        Diagnostic::nowhere(Code::T1202, format!("`{date}` is not a date"))
            .hint("write a day as 2024-03-15, a month as 2024-03")
    })?;
    let month = day.last_day().strftime("%Y-%m").to_string();
    let taken = |id: &String| {
        // Whatever its kind: inspections and updates of an authority share one set of ids.
        documents.reports.iter().any(|report| report.id() == *id)
            || [Nature::Inspection, Nature::Update]
                .iter()
                .any(|nature| documents.is_unread(&content_path::of_report(*nature, id)))
    };
    let base = format!("{authority}/{month}-{}", framework.id);
    let numbered = (2..).map(|n| format!("{base}-{n}"));
    let id = std::iter::once(base.clone()).chain(numbered).find(|id| !taken(id)).unwrap_or(base);
    let mut text = String::from("+++\n");
    let toml_date =
        |day: PartialDate| if matches!(day, PartialDate::Day(_)) { day.to_string() } else { quoted(&day.to_string()) };
    let date_key = if nature == Nature::Update { ReportKey::Published } else { ReportKey::Inspected };
    let title = if nature == Nature::Update { "A paper of the council" } else { framework.name.as_str() };
    line(&mut text, ReportKey::Title.name(), &quoted(title));
    line(&mut text, ReportKey::Framework.name(), &quoted(&framework.id));
    line(&mut text, date_key.name(), &toml_date(day));
    line(&mut text, ReportKey::Wording.name(), &quoted("summary"));
    text.push_str("# Take this line away when the report is to be on the site.\n");
    line(&mut text, ReportKey::Draft.name(), "true");
    let said = [ReportKey::Title, ReportKey::Framework, ReportKey::Wording, ReportKey::Draft, date_key];
    let others = [
        ReportKey::Published,
        ReportKey::Inspectors,
        ReportKey::Scope,
        ReportKey::ScopeText,
        ReportKey::LegalBasis,
        ReportKey::NotStated,
    ];
    let others = others.iter().filter(|key| !said.contains(key)).filter(|key| {
        // A full inspection looks at everything, and an update at nothing.
        nature == Nature::Inspection && !(framework.full && matches!(key, ReportKey::Scope | ReportKey::ScopeText))
    });
    text.push_str("\n# What else it may say; take away the `#` and write your own. docs/format.md has all keys.\n");
    let others: Vec<&str> = others.map(|key| key.name()).collect();
    text.push_str(&offered(ReportKey::SCHEMA.keys.iter().filter(|key| others.contains(&key.name))));
    text.push_str("\n[source]\n# url = \"https://...\"     where the document can be read\n+++\n\n");
    text.push_str(match nature {
        Nature::Inspection => "## Strengths {kind=strength}\n\n## What needs to improve {kind=recommendation}\n",
        Nature::Update => "## Progress {kind=claim}\n\n## Next steps {kind=plan}\n",
    });
    let path = content_path::of_report(nature, &id);
    let next = "hint: each finding is a list item below its heading, in your own words, such as\n      \
                - Assessments are late. {#late-assessments theme=assessments at=\"page 3\"}";
    Ok(File { path, text, next: next.to_owned() })
}

fn new_authority(documents: &Documents, name: &str) -> Result<File, Diagnostic> {
    let body = known_authority(documents, name).ok().and_then(|id| documents.register.bodies.get(&id));
    let id = match body {
        Some(body) => body.id.clone(),
        None => ids::nearest_allowed(name).ok_or_else(|| no_id(name))?,
    };
    let mut text = String::from("+++\n");
    match body {
        Some(body) => {
            let _ =
                writeln!(text, "# The register knows it as {}; what stands here is said instead.", quoted(&body.name));
        }
        None => line(&mut text, AuthorityKey::Name.name(), &quoted(name)),
    }
    let said = |key: &&Key| body.is_none() && key.name == AuthorityKey::Name.name();
    text.push_str(&offered(AuthorityKey::SCHEMA.keys.iter().filter(|key| key.name != "code" && !said(key))));
    text.push_str("+++\n");
    let next = "hint: a paragraph below the front matter introduces the council on its page".to_owned();
    Ok(File { path: content_path::of_authority(&id), text, next })
}

fn new_theme(documents: &Documents, title: &str) -> Result<File, Diagnostic> {
    let id = ids::nearest_allowed(title).ok_or_else(|| no_id(title))?;
    let mut text = String::from("+++\n");
    line(&mut text, ThemeKey::Title.name(), &quoted(title));
    text.push_str(&offered(ThemeKey::SCHEMA.keys.iter().filter(|key| key.name != ThemeKey::Title.name())));
    text.push_str("+++\n");
    let known = documents.themes.contains_key(&id);
    let next = if known {
        format!("note: the program knows a theme `{id}`; this file takes its place, with its own terms")
    } else {
        format!("hint: a finding is about it by `theme={id}`; `terms` are words by which imports suggest it")
    };
    Ok(File { path: content_path::of_theme(&id), text, next })
}

/// A page from the text that there is for it, else with its title alone.
fn new_page(title: &str) -> Result<File, Diagnostic> {
    let id = ids::nearest_allowed(title).ok_or_else(|| no_id(title))?;
    if let Some(starter) = Starter::named(&id) {
        let next = "hint: write what belongs where `[...]` stands; `throughline check` lists what is left".to_owned();
        return Ok(File { path: starter.path(), text: starter.text.to_owned(), next });
    }
    let mut text = String::from("+++\n");
    line(&mut text, OwnPageKey::Title.name(), &quoted(title));
    text.push_str(&offered(OwnPageKey::SCHEMA.keys.iter().filter(|key| key.name != OwnPageKey::Title.name())));
    text.push_str("+++\n");
    let next =
        "hint: what stands below the front matter is the page; it is linked from the foot of every page".to_owned();
    Ok(File { path: content_path::of_own_page(&id), text, next })
}

/// The id of an authority that is named by it or by name.
fn known_authority(documents: &Documents, written: &str) -> Result<String, Diagnostic> {
    let named = |name: &str| name.eq_ignore_ascii_case(written);
    let own = documents.authorities.values().find(|a| a.id == written || named(&a.name));
    let bodies = || documents.register.bodies.values();
    let id = own.map(|authority| &authority.id).or_else(|| {
        let by_name = || bodies().find(|b| named(&b.name) || b.other_names.iter().any(|name| named(name)));
        bodies().find(|body| body.id == written).or_else(by_name).map(|body| &body.id)
    });
    id.cloned().ok_or_else(|| {
        let all = bodies().map(|body| body.id.as_str()).chain(documents.authorities.keys().map(String::as_str));
        Diagnostic::nowhere(Code::T1202, format!("neither the register nor the site has an authority `{written}`"))
            .hint_if(did_you_mean(written, all))
            .hint("`throughline known authorities` lists them; `throughline new authority NAME` makes one")
    })
}

fn no_id(name: &str) -> Diagnostic {
    Diagnostic::nowhere(Code::T1202, format!("nothing of `{name}` can be an id")).hint(ids::RULE)
}

fn line(text: &mut String, key: &str, value: &str) {
    let _ = writeln!(text, "{key} = {value}");
}
