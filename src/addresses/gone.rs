//! What is said of addresses that would lead nowhere: one message for each thing that is gone, however many addresses
//! it had.

use std::collections::BTreeMap;

use super::Published;
use crate::diagnostics::{Code, Diagnostic, Span};
use crate::model::Knowledge;
use crate::source::{Nature, Placed, Why, content_path};

/// What an address was of.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Thing {
    Authority(String),
    Theme(String),
    /// A page of the site's own, by its id.
    OwnPage(String),
    /// Full id.
    Report(Nature, String),
    /// Full id of the report, and the finding's own.
    Finding(String, String),
    /// A line that no version of this program wrote.
    Unknown(String),
}

impl Thing {
    fn at(address: &str) -> Self {
        let (page, place) = address.split_once('#').map_or((address, None), |(page, place)| (page, Some(place)));
        let parts: Vec<&str> = page.strip_suffix(".html").unwrap_or(page).split('/').collect();
        let report = |nature, council: &str, name: &str| match place {
            Some(place) => Self::Finding(format!("{council}/{name}"), place.to_owned()),
            None => Self::Report(nature, format!("{council}/{name}")),
        };
        match parts[..] {
            ["authorities", id] => Self::Authority(id.to_owned()),
            ["themes", id] => Self::Theme(id.to_owned()),
            ["pages", id] => Self::OwnPage(id.to_owned()),
            ["inspections", council, name] => report(Nature::Inspection, council, name),
            ["updates", council, name] => report(Nature::Update, council, name),
            ["recommendations", council, name, id] => Self::Finding(format!("{council}/{name}"), id.to_owned()),
            _ => Self::Unknown(address.to_owned()),
        }
    }

    /// The full id of the report that it is, or is part of.
    fn report(&self) -> Option<&str> {
        match self {
            Self::Report(_, id) | Self::Finding(id, _) => Some(id),
            _ => None,
        }
    }
}

/// Says what is gone of the addresses that are missing.
pub(super) fn told<'a>(
    knowledge: &Knowledge,
    published: &Published,
    missing: impl Iterator<Item = &'a Placed<String>>,
) -> Vec<Diagnostic> {
    let missing: Vec<(Thing, &Placed<String>)> = missing.map(|line| (Thing::at(&line.value), line)).collect();
    // Of what stood in a report only its id is in the address; in which folder it lay, the report's own address says.
    let natures: BTreeMap<&str, Nature> = missing
        .iter()
        .filter_map(|(thing, _)| match thing {
            Thing::Report(nature, id) => Some((id.as_str(), *nature)),
            _ => None,
        })
        .collect();
    let mut things: BTreeMap<Thing, (Span, usize)> = BTreeMap::new();
    for (thing, line) in &missing {
        if is_left_out(knowledge, thing) {
            continue;
        }
        let owner = owner(published, &natures, thing);
        let entry = things.entry(owner.clone()).or_insert((line.span, 0));
        // Its own line is the one to look at, wherever it stands among those below it.
        if owner == *thing {
            entry.0 = line.span;
        }
        entry.1 += 1;
    }
    things.into_iter().map(|(thing, (span, lines))| message(knowledge, &thing, span, lines)).collect()
}

/// Whether it may be gone only because a report is left out for its errors, which is said already.
fn is_left_out(knowledge: &Knowledge, thing: &Thing) -> bool {
    let documents = &knowledge.documents;
    match thing {
        Thing::Report(_, id) | Thing::Finding(id, _) => documents.is_unread_report(id),
        // Without a file of its own it has a page as long as a report is about it, or carries it.
        Thing::Authority(id) => {
            let mut unread = documents.unread_reports();
            documents.register.bodies.contains_key(id)
                && unread.any(|report| report.strip_prefix(id.as_str()).is_some_and(|rest| rest.starts_with('/')))
        }
        Thing::Theme(id) => {
            documents.themes.get(id).is_some_and(|theme| theme.is_shipped)
                && documents.unread_reports().next().is_some()
        }
        Thing::OwnPage(_) | Thing::Unknown(_) => false,
    }
}

/// The thing that took it along: its report, where that is gone, or the authority.
fn owner(published: &Published, natures: &BTreeMap<&str, Nature>, thing: &Thing) -> Thing {
    let Some(id) = thing.report() else { return thing.clone() };
    let council = id.split('/').next().unwrap_or(id);
    if !published.pages.contains(&format!("authorities/{council}.html")) {
        return Thing::Authority(council.to_owned());
    }
    let page = |folder: &str| published.pages.contains(&format!("{folder}/{id}.html"));
    match thing {
        Thing::Finding(..) if !page("inspections") && !page("updates") => {
            Thing::Report(natures.get(id).copied().unwrap_or(Nature::Inspection), id.to_owned())
        }
        thing => thing.clone(),
    }
}

fn message(knowledge: &Knowledge, thing: &Thing, span: Span, lines: usize) -> Diagnostic {
    let documents = &knowledge.documents;
    let gone = |what: String| {
        let more = if lines > 1 { format!(", with {} below it", count(lines - 1)) } else { String::new() };
        Diagnostic::at(Code::T0322, span, format!("{what} was published, and its address would lead nowhere{more}"))
    };
    let draft = |why: Option<Why>| {
        (why == Some(Why::Draft)).then(|| "it is a draft now: take `draft = true` out, or withdraw it".to_owned())
    };
    let file_back =
        |path: &str| format!("if it was taken off, keep {path} with `withdrawn = \"why\"`: a page that says so stays");
    match thing {
        Thing::Authority(id) => {
            let path = content_path::of_authority(id);
            let known = documents.register.bodies.contains_key(id) && documents.apart.authority(id).is_none();
            gone(format!("the authority `{id}`"))
                .hint_if(draft(documents.apart.authority(id)))
                .hint_if(known.then(|| format!("a file {path} keeps its page where no report is about it any more")))
                .hint(format!("if it has another id now, add aliases = [\"{id}\"] to its file"))
                .hint(file_back(&path))
        }
        Thing::Theme(id) => {
            let path = content_path::of_theme(id);
            // One of the program's has a page only as long as something carries it.
            let unused = documents.themes.get(id).filter(|theme| !theme.is_shown);
            gone(format!("the theme `{id}`"))
                .hint_if(draft(documents.apart.theme(id)))
                .hint_if(
                    unused.map(|_| {
                        format!("nothing carries it any more: a file {path} of the site's own keeps its page")
                    }),
                )
                .hint(format!("if it has another id now, add aliases = [\"{id}\"] to its file"))
                .hint(file_back(&path))
        }
        // It has no old ids, since what it says is the site's own: it can say itself where to read on.
        Thing::OwnPage(id) => gone(format!("the page `{id}`"))
            .hint(format!("keep {}, with a word on where to read on", content_path::of_own_page(id))),
        Thing::Report(nature, id) => {
            let name = id.rsplit('/').next().unwrap_or(id);
            // Its page may be gone because its file went to the other folder.
            let moved = knowledge.catalogue.report(id).map(|found| knowledge.report(found.is).nature);
            let back = moved.map(|now| match now {
                Nature::Inspection => {
                    "it lies in content/inspections/ now: the folder is part of its address".to_owned()
                }
                Nature::Update => "it lies in content/updates/ now: the folder is part of its address".to_owned(),
            });
            gone(format!("the report `{id}`"))
                .hint_if(draft(documents.apart.report(id)))
                .hint_if(back)
                .hint(format!("if it has another id now, add aliases = [\"{name}\"] to its file"))
                .hint(file_back(&content_path::of_report(*nature, id)))
        }
        Thing::Finding(report, id) => {
            let file = knowledge
                .catalogue
                .report(report)
                .and_then(|found| documents.sources.file(knowledge.report(found.is).file))
                .map_or_else(|| format!("the file of `{report}`"), |file| file.path.clone());
            let withdrawn = documents.apart.report(report) == Some(Why::Withdrawn);
            let renamed = (!withdrawn)
                .then(|| format!("if it has another id now, add to [renamed] in {file}: {id} = \"its-id-now\""));
            gone(format!("the finding `{report}#{id}`"))
                .hint_if(renamed)
                .hint(format!("if it was taken out, add to [withdrawn_findings] in {file}: {id} = \"why\""))
        }
        Thing::Unknown(address) => Diagnostic::at(Code::T0322, span, format!("nothing stands at `{address}`"))
            .hint("no page of a site has such an address: if nobody was ever led there, take the line out"),
    }
}

fn count(n: usize) -> String {
    if n == 1 { "1 address".to_owned() } else { format!("{n} addresses") }
}
