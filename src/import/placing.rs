//! Where drafts go: whether a report is new, whose it is and what it is called.
//!
//! Nothing that stands is ever overwritten, but for the page of an inspection that was only
//! known of: its report takes it over, with all that stands there.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::{fs, io};

use jiff::civil::Date;

use super::draft::{self, KnownPage};
use super::intake::{ImportOutcome, refused};
use super::names;
use super::recognise::{Field, Recognised, Unsure};
use super::reissued;
use crate::diagnostics::Code;
use crate::source::date::PartialDate;
use crate::source::schema::{AuthorityKey, Keys, ReportKey};
use crate::source::words::Wording;
use crate::source::{Documents, Framework, Nature, Report, content_path, front_matter, ids, toml_text};
use crate::terms::ThemeFinder;
use crate::whole_file;

/// Decides where each draft goes.
pub(super) struct DraftPlacer<'a> {
    root: &'a Path,
    documents: &'a Documents,
    dry: bool,
    themes: ThemeFinder,
    /// Compared names of authorities and their ids.
    authorities: BTreeMap<String, String>,
    /// Ids of reports that are taken, by authority.
    taken: BTreeSet<(String, String)>,
    /// Pages of known-only inspections that a report of this run took over.
    taken_over: BTreeSet<String>,
    /// The reports that are here, by the fingerprint of the file that each was taken from.
    by_file: BTreeMap<String, String>,
    /// The same by what tells two reports of one visit apart from all others.
    by_visit: BTreeMap<Visited, String>,
}

/// An authority, a framework and the report's date. A date known only in part is no single visit.
type Visited = (String, String, Date);

impl<'a> DraftPlacer<'a> {
    pub(super) fn new(root: &'a Path, documents: &'a Documents, dry: bool) -> Self {
        let mut placer = Self {
            root,
            documents,
            dry,
            themes: ThemeFinder::new(&documents.themes),
            authorities: BTreeMap::new(),
            taken: BTreeSet::new(),
            taken_over: BTreeSet::new(),
            by_file: BTreeMap::new(),
            by_visit: BTreeMap::new(),
        };
        for authority in documents.authorities.values() {
            for name in std::iter::once(&authority.name).chain(&authority.other_names) {
                placer.authorities.insert(names::compared(name), authority.id.clone());
            }
        }
        for report in &documents.reports {
            placer.taken.insert((report.authority.clone(), report.name.clone()));
            // A page that is not on the site, or was taken off it, is not published by an import.
            if report.held || !report.showing.is_shown() {
                placer.by_file.extend(report.origin.sha256.clone().map(|sha256| (sha256, report.id())));
                if let Some(PartialDate::Day(day)) = report.date() {
                    let visited = (report.authority.clone(), report.framework.value.clone(), day);
                    placer.by_visit.insert(visited, report.id());
                }
            }
        }
        placer
    }

    /// Writes a report's draft where it belongs, unless it is here already or that cannot be said.
    pub(super) fn place(&mut self, recognised: &mut Recognised, framework: &Framework) -> ImportOutcome {
        self.try_to_place(recognised, framework).unwrap_or_else(|outcome| outcome)
    }

    /// The same; what ends it before a draft is written is returned as the error.
    fn try_to_place(
        &mut self,
        recognised: &mut Recognised,
        framework: &Framework,
    ) -> Result<ImportOutcome, ImportOutcome> {
        // The same bytes are the same report, whatever is made of them: asked before all else.
        if let Some(id) = self.by_file.get(&recognised.sha256) {
            return Err(ImportOutcome::Skipped(id.clone()));
        }
        let name = recognised.authority.name.clone().ok_or_else(|| nobodys(recognised))?;
        let day = date_of(recognised, framework.nature()).ok_or_else(|| undated(recognised))?;
        // Only now: a report that is refused must not take an id for its council.
        let (authority, new) = match &recognised.authority.id {
            Some(id) => (id.clone(), None),
            None => self.authority(&name),
        };
        recognised.authority.id = Some(authority.clone());
        let visited = (authority.clone(), framework.id.clone(), day);
        if let Some(id) = self.by_visit.get(&visited) {
            let text = draft::write(recognised, framework, &self.themes, None);
            return Err(self.reissued(id, framework.nature(), &text));
        }
        let known = self.known_only(&visited).map(|report| self.known_page(report)).transpose()?;
        let id = known.as_ref().map_or_else(|| self.free_id(&visited), |page| page.report.name.clone());
        let path = content_path::of_report(framework.nature(), &format!("{authority}/{id}"));
        let text = draft::write(recognised, framework, &self.themes, known.as_ref());
        if let Err(outcome) = self.write(&path, &text, known.is_some(), new.as_deref().map(|name| (&*authority, name)))
        {
            // Its authority is not there either: the next report about it makes it.
            if new.is_some() {
                self.authorities.remove(&names::compared(&name));
            }
            return Err(outcome);
        }
        self.taken_over.extend(known.as_ref().map(|page| page.report.id()));
        self.taken.insert((authority.clone(), id.clone()));
        self.by_file.insert(recognised.sha256.clone(), format!("{authority}/{id}"));
        self.by_visit.insert(visited, format!("{authority}/{id}"));
        Ok(ImportOutcome::Imported { draft: path, took_over: known.is_some(), new_authority: new })
    }

    /// A report of a visit that is here already: with what it says otherwise, where that can be compared.
    fn reissued(&self, id: &str, nature: Nature, new: &str) -> ImportOutcome {
        let path = content_path::of_report(nature, id);
        // What an editor wrote in other words differs everywhere, which tells nothing.
        let own_words = self.documents.reports.iter().any(|r| r.id() == id && r.wording == Wording::Summary);
        let here = fs::read_to_string(self.root.join(path)).ok().filter(|_| !own_words);
        let differences = here.map(|here| reissued::differences(&here, new)).unwrap_or_default();
        if differences.is_empty() {
            return ImportOutcome::Skipped(id.to_owned());
        }
        ImportOutcome::Reissued { id: id.to_owned(), differences }
    }

    /// The authority's id, and its name when it is new.
    fn authority(&mut self, name: &str) -> (String, Option<String>) {
        let compared = names::compared(name);
        if let Some(id) = self.authorities.get(&compared) {
            return (id.clone(), None);
        }
        // A name without a single letter that an id may have still gets a page, to be renamed by its editor.
        let stem = ids::nearest_allowed(name).unwrap_or_else(|| "authority".to_owned());
        // Another council may have this id under another name.
        let is_free = |id: &String| {
            !self.documents.authorities.contains_key(id)
                && !self.documents.register.bodies.contains_key(id)
                && !self.authorities.values().any(|other| other == id)
        };
        let id = first_free(&stem, is_free);
        self.authorities.insert(compared, id.clone());
        (id, Some(name.to_owned()))
    }

    /// The page of this visit that was made when only other reports had told of it.
    fn known_only(&self, (authority, framework, day): &Visited) -> Option<&'a Report> {
        let day = PartialDate::Day(*day);
        self.documents.reports.iter().find(|r| {
            !r.held
                && r.showing.is_shown()
                && !self.taken_over.contains(&r.id())
                && r.authority == *authority
                && r.framework.value == *framework
                && r.date().is_some_and(|d| d == day || d.contains(day))
        })
    }

    /// What stands on such a page. Without it the page would be lost when the draft replaces it.
    fn known_page(&self, report: &'a Report) -> Result<KnownPage<'a>, ImportOutcome> {
        let file = self.documents.sources.file(report.file);
        let body = file.and_then(|f| f.text.get(front_matter::split(&f.text, report.file).ok()?.body..));
        let unread = || {
            refused(
                Code::T0914,
                format!("the page that is known of it, `{}`, cannot be read again", report.id()),
                "mend that page, or take it away, and import the report again",
            )
        };
        body.map(|body| KnownPage { report, body }).ok_or_else(unread)
    }

    fn free_id(&self, (authority, framework, day): &Visited) -> String {
        first_free(&id_stem(framework, *day), |id| !self.taken.contains(&(authority.clone(), id.clone())))
    }

    /// Writes the draft, and a new authority, its id and name, before it.
    fn write(&self, path: &str, text: &str, replaces: bool, new: Option<(&str, &str)>) -> Result<(), ImportOutcome> {
        if self.dry {
            return Ok(());
        }
        let mut made = None;
        if let Some((id, name)) = new {
            let file = content_path::of_authority(id);
            let whole = self.root.join(&file);
            // Its file may stand there and say another name, or be one that `check` complains of.
            if !whole.exists() {
                let front = format!("+++\n{} = {}\n+++\n", AuthorityKey::Name.name(), toml_text::quoted(name));
                whole_file::create(&whole, &front).map_err(|e| unwritten(&file, &e, None))?;
                made = Some((whole, file));
            }
        }
        let write = if replaces { whole_file::replace } else { whole_file::create };
        write(&self.root.join(path), text).map_err(|e| {
            // An authority without its report is not left behind.
            let left = made.and_then(|(whole, file)| fs::remove_file(whole).is_err().then_some(file));
            unwritten(path, &e, left.as_deref())
        })
    }
}

/// A file that could not be written, and one that was left behind by it.
fn unwritten(path: &str, error: &io::Error, left: Option<&str>) -> ImportOutcome {
    let changed = left.map_or_else(|| "nothing was changed".to_owned(), |file| format!("take away `{file}`"));
    refused(
        Code::T0914,
        format!("`{path}` cannot be written: {}", error.kind()),
        format!("the site's folder must be writable; {changed}"),
    )
}

/// The date by which a report is earlier or later than others.
pub(crate) fn date_of(recognised: &Recognised, nature: Nature) -> Option<Date> {
    match nature {
        Nature::Inspection => recognised.inspected.map(|visit| visit.to).or(recognised.published),
        Nature::Update => recognised.published,
    }
}

/// The id of the first report of a month under a framework.
pub(crate) fn id_stem(framework: &str, day: Date) -> String {
    format!("{}-{framework}", PartialDate::Month(day.year(), day.month()))
}

/// The stem, or the stem with the first number behind it that nobody has.
pub(crate) fn first_free(stem: &str, is_free: impl Fn(&String) -> bool) -> String {
    let numbered = (2_u64..).map(|n| format!("{stem}-{n}"));
    // The numbers do not end before a free one is found.
    std::iter::once(stem.to_owned()).chain(numbered).find(is_free).unwrap_or_else(|| stem.to_owned())
}

fn nobodys(recognised: &Recognised) -> ImportOutcome {
    let several = recognised.unsure.iter().find_map(|unsure| match unsure {
        Unsure::Several { field: Field::Authority, of } => Some(of.join(" and ")),
        _ => None,
    });
    let message = several.map_or_else(
        || "it does not say which council it is about".to_owned(),
        |names| format!("it does not say which council it is about: it names {names} alike"),
    );
    refused(Code::T0912, message, "say whose it is with `--authority ID`")
}

/// A report without any date, and what it states that cannot be one.
fn undated(recognised: &Recognised) -> ImportOutcome {
    let impossible = recognised.unsure.iter().filter_map(|unsure| match unsure {
        Unsure::KeptOut { field: Field::Inspected | Field::Published, why } => Some(why.as_str()),
        _ => None,
    });
    let impossible: Vec<&str> = impossible.collect();
    let message = match impossible.as_slice() {
        [] => "it states no date".to_owned(),
        reasons => format!("it states no date that can be: {}", reasons.join("; ")),
    };
    let (inspected, published) = (ReportKey::Inspected.name(), ReportKey::Published.name());
    let mut hint = format!(
        "give the day of publication with `--published DATE`, or write `{inspected}` or `{published}` into a report by hand"
    );
    for date in &recognised.date_hints {
        hint.push_str(&format!("; only a hint: {}", date.in_words()));
    }
    refused(Code::T0913, message, hint)
}
