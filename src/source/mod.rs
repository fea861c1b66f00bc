//! Files to documents: walk, front matter, Markdown, attributes.
//!
//! Start at [`Documents::read`]. Every document keeps the places of what was
//! written in it, so that later phases can point at the editor's own text.
//! Nothing here knows what a link leads to or what became of anything.

pub mod addresses;
mod apart;
pub(crate) mod attributes;
pub mod authority;
pub mod body;
pub(crate) mod content_path;
pub mod date;
pub mod decisions;
mod files;
pub mod framework;
pub(crate) mod front_matter;
pub(crate) mod hidden;
pub mod ids;
pub mod json_schema;
mod name_phrase;
mod old_ids;
pub mod origin;
pub mod own_page;
pub mod published;
pub mod reach;
pub mod register;
pub mod report;
pub mod schema;
pub mod settings;
mod shipped_themes;
pub(crate) mod shorten;
pub mod showing;
pub mod starters;
mod toml_syntax;
mod toml_table;
pub(crate) mod toml_text;
pub mod words;

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

pub use addresses::Addresses;
pub use apart::{Apart, Why};
pub use authority::{Authority, Theme};
pub use content_path::ADDRESSES;
pub use decisions::{Decision, Decisions};
pub use files::{Files, NoSite};
pub use framework::Framework;
pub use name_phrase::NamePhrase;
pub use own_page::OwnPage;
pub use register::Register;
pub use report::Report;
pub use settings::Settings;
pub use toml_table::Placed;
pub use words::Nature;

use crate::diagnostics::{Diagnostic, FileId, SourceFile, Sources};
use files::Role;

/// Everything that the site's files say, each kind in order of id.
#[derive(Debug, Default)]
pub struct Documents {
    /// The files as read.
    pub sources: Sources,
    /// `site.toml`.
    pub settings: Settings,
    /// `review.toml`.
    pub decisions: Decisions,
    /// What is known of inspected bodies: the program's register, or the site's own.
    pub register: Register,
    /// Authorities: those with a file of their own, and those of the register that reports are about.
    pub authorities: BTreeMap<String, Authority>,
    /// Themes.
    pub themes: BTreeMap<String, Theme>,
    /// Pages of the site's own.
    pub pages: BTreeMap<String, OwnPage>,
    /// Files that are published as they are, by their path below the site's folder.
    pub files: BTreeSet<String>,
    /// The public log of disputed readings, where the site keeps one.
    pub challenges: Option<Page>,
    /// Frameworks, the program's and the site's own.
    pub frameworks: BTreeMap<String, Framework>,
    /// Inspections and updates, in order of path.
    pub reports: Vec<Report>,
    /// What stands in the folder and not on the site.
    pub apart: Apart,
    /// `addresses.txt`: what was ever published, where the site keeps it.
    pub addresses: Option<Addresses>,
    /// Paths of content files that could not be read: what they hold is not known to be missing.
    pub(crate) unread: BTreeSet<String>,
}

/// A text that is a page of its own.
#[derive(Clone, Debug)]
pub struct Page {
    /// Its file.
    pub file: FileId,
    /// The text.
    pub body: body::Body,
}

/// What one file became.
enum Document {
    Settings(Settings),
    Decisions(Decisions),
    Authority(Authority),
    Theme(Theme),
    OwnPage(OwnPage),
    Challenges(Page),
    Addresses(Addresses),
    Report(Box<Report>),
}

impl Documents {
    /// Reads all documents; whatever is wrong comes back beside them.
    #[must_use]
    pub fn read(files: Files) -> (Self, Vec<Diagnostic>) {
        let Files { sources, roles, mut unread, mut problems } = files;
        // Frameworks come first: they say what the headings of every report mean.
        let frameworks = read_frameworks(&sources, &roles, &mut unread, &mut problems);
        let register = read_own_register(&sources, &roles, &mut unread, &mut problems);
        let listed: Vec<(FileId, &str, &Role)> =
            sources.iter().zip(&roles).map(|((id, file), role)| (id, file.text.as_str(), role)).collect();
        // Files are read at once, but come back in their own order, so that messages and ids do not depend on
        // which thread was first.
        let parsed: Vec<(Option<Document>, Vec<Diagnostic>)> =
            listed.par_iter().map(|(id, text, role)| read_one(*id, text, role, &frameworks, &register)).collect();
        let mut documents = Self { frameworks, register, ..Self::default() };
        for ((document, wrong), (id, _, role)) in parsed.into_iter().zip(&listed) {
            problems.extend(wrong);
            match document {
                Some(Document::Settings(settings)) => documents.settings = settings,
                Some(Document::Decisions(decisions)) => documents.decisions = decisions,
                Some(Document::Authority(a)) => {
                    documents.authorities.insert(a.id.clone(), a);
                }
                Some(Document::Theme(t)) => {
                    documents.themes.insert(t.id.clone(), t);
                }
                Some(Document::OwnPage(page)) => {
                    documents.pages.insert(page.id.clone(), page);
                }
                Some(Document::Challenges(page)) => documents.challenges = Some(page),
                Some(Document::Addresses(addresses)) => documents.addresses = Some(addresses),
                Some(Document::Report(r)) => documents.reports.push(*r),
                // Nothing was to be read from these here, so they have not failed.
                None if **role == Role::Published => {
                    documents.files.extend(sources.file(*id).map(|f| f.path.clone()));
                }
                None if matches!(role, Role::Framework(_) | Role::Register | Role::Stray) => {}
                None => unread.extend(sources.file(*id).map(|f| f.path.clone())),
            }
        }
        documents.unread = unread;
        documents.sources = sources;
        documents.lead_on(&mut problems);
        documents.add_from_register();
        documents.set_apart();
        (documents, problems)
    }

    /// The themes that the site shows, in order of id.
    pub fn shown_themes(&self) -> impl Iterator<Item = &Theme> {
        self.themes.values().filter(|theme| theme.is_shown)
    }

    /// Of the themes that come with the program, those that something on the site carries are shown.
    fn show_used_themes(&mut self) {
        for theme in self.themes.values_mut() {
            theme.is_shown = !theme.is_shipped;
        }
        for report in &self.reports {
            let findings = report.body.findings.iter().flat_map(|f| &f.themes);
            for theme in findings.chain(report.scope.iter().flatten()) {
                if let Some(theme) = self.themes.get_mut(&theme.value) {
                    theme.is_shown = true;
                }
            }
        }
    }

    /// Makes authorities of those bodies of the register that reports are about. One without reports has no page.
    fn add_from_register(&mut self) {
        // A file that cannot be read is an authority too, of which nothing is known for now.
        let unread = self.unread.iter().filter_map(|path| content_path::authority_at(path));
        let taken: BTreeSet<&str> = self.authorities.keys().map(String::as_str).chain(unread).collect();
        let about: BTreeSet<&str> = self.reports.iter().map(|report| report.authority.as_str()).collect();
        let bodies = &self.register.bodies;
        let added: Vec<&register::RegisterBody> =
            about.into_iter().filter(|id| !taken.contains(id)).filter_map(|id| bodies.get(id)).collect();
        let added: Vec<Authority> = added.into_iter().map(register::RegisterBody::authority).collect();
        self.authorities.extend(added.into_iter().map(|authority| (authority.id.clone(), authority)));
        self.keep_registers_to_reports();
    }

    /// Takes out authorities that have neither a file nor a report, and that they were taken over from.
    fn keep_registers_to_reports(&mut self) {
        let about: BTreeSet<&str> = self.reports.iter().map(|report| report.authority.as_str()).collect();
        self.authorities.retain(|id, authority| authority.file.is_some() || about.contains(id.as_str()));
        let there: BTreeSet<String> = self.authorities.keys().cloned().collect();
        for authority in self.authorities.values_mut() {
            // Who stands in the register alone has no page; a slip of the pen stays, to be reported.
            authority.succeeds.retain(|id| there.contains(&id.value) || !self.register.bodies.contains_key(&id.value));
        }
    }

    /// What a report's text says, as if it lay in this place; nothing where its front matter cannot be read.
    pub(crate) fn read_report(&self, nature: Nature, id: &str, text: &str) -> Option<Report> {
        let (authority, name) = id.split_once('/')?;
        let headings = |id: &str| self.frameworks.get(id).map(|f| &f.headings);
        // Its places are in a text that is no file of the site, and nothing is reported of it.
        let place = report::ReportFile { nature, authority, name, file: FileId(0) };
        report::read_report(&place, text, headings).0
    }

    /// The published file that a path below the site's folder names, as it is called or as an address writes it.
    #[must_use]
    pub fn file_at(&self, path: &str) -> Option<&str> {
        let found = self.files.get(path).or_else(|| self.files.get(&published::decoded(path)));
        found.map(String::as_str)
    }

    /// Whether there is a file at this path that could not be read. What is wrong with it is reported already,
    /// so what others would have found in it is not reported as missing.
    pub(crate) fn is_unread(&self, path: &str) -> bool {
        self.unread.contains(path)
    }

    /// Whether there is a file of a report with this full id that could not be read or is left out.
    pub(crate) fn is_unread_report(&self, id: &str) -> bool {
        [Nature::Inspection, Nature::Update]
            .into_iter()
            .any(|nature| self.is_unread(&content_path::of_report(nature, id)))
    }

    /// The full ids of reports that could not be read or are left out.
    pub(crate) fn unread_reports(&self) -> impl Iterator<Item = &str> {
        self.unread.iter().filter_map(|path| content_path::report_at(path))
    }

    /// Whether a file is that of a report that could not be read, and that nobody has reviewed.
    pub(crate) fn is_unreadable_draft(&self, file: &SourceFile) -> bool {
        content_path::report_at(&file.path).is_some()
            && self.is_unread(&file.path)
            && front_matter::says_unreviewed(&file.text)
    }

    /// The files of drafts, those that could not be read among them.
    pub(crate) fn draft_files(&self) -> BTreeSet<FileId> {
        let unread = self.sources.iter().filter(|(_, file)| self.is_unread(&file.path));
        let unread = unread.filter(|(_, file)| front_matter::says_draft(&file.text)).map(|(id, _)| id);
        self.apart.drafts().chain(unread).collect()
    }

    /// Takes reports out as if their files could not be read: a link to one, by its id or an old
    /// one, leads nowhere and is no mistake of who wrote it.
    pub(crate) fn leave_out(&mut self, files: &BTreeSet<FileId>) {
        let (out, stay) = std::mem::take(&mut self.reports).into_iter().partition(|r: &Report| files.contains(&r.file));
        self.reports = stay;
        self.keep_registers_to_reports();
        for report in out {
            let Some(path) = self.sources.file(report.file).map(|f| f.path.clone()) else { continue };
            if let Some((folder, _)) = path.rsplit_once('/') {
                // A link by an old id is no more a mistake than one by the present id.
                let old = report.aliases.iter().map(|a| a.value.rsplit('/').next().unwrap_or(&a.value));
                self.unread.extend(old.map(|id| format!("{folder}/{id}.md")));
            }
            self.unread.insert(path);
        }
    }

    /// Whether what the headings of a report mean is known: its framework is there, and of the kind
    /// that its folder takes.
    pub(crate) fn explains(&self, report: &Report) -> bool {
        self.frameworks.get(&report.framework.value).is_some_and(|f| f.nature() == report.nature)
    }
}

fn read_frameworks(
    sources: &Sources,
    roles: &[Role],
    unread: &mut BTreeSet<String>,
    problems: &mut Vec<Diagnostic>,
) -> BTreeMap<String, Framework> {
    let mut frameworks = framework::shipped();
    for ((file, source), role) in sources.iter().zip(roles) {
        if let Role::Framework(id) = role {
            let (own, wrong) = framework::read_framework(id, &source.text, file);
            problems.extend(wrong);
            match own {
                Some(own) => {
                    // In place of the program's of that name, where there is one.
                    frameworks.insert(id.clone(), Framework { is_own: true, ..own });
                }
                None => {
                    unread.insert(source.path.clone());
                }
            }
        }
    }
    frameworks
}

/// The site's own register, else the program's.
fn read_own_register(
    sources: &Sources,
    roles: &[Role],
    unread: &mut BTreeSet<String>,
    problems: &mut Vec<Diagnostic>,
) -> Register {
    let Some(((file, source), _)) = sources.iter().zip(roles).find(|(_, role)| **role == Role::Register) else {
        return Register::shipped();
    };
    let (own, wrong) = register::read_register(&source.text, file);
    problems.extend(wrong);
    if own.is_none() {
        unread.insert(source.path.clone());
    }
    Register { is_own: true, ..own.unwrap_or_default() }
}

fn read_one(
    file: FileId,
    text: &str,
    role: &Role,
    frameworks: &BTreeMap<String, Framework>,
    register: &Register,
) -> (Option<Document>, Vec<Diagnostic>) {
    let headings = |id: &str| frameworks.get(id).map(|f| &f.headings);
    let report = |nature, authority: &str, name: &str| {
        let place = report::ReportFile { nature, authority, name, file };
        let (report, wrong) = report::read_report(&place, text, headings);
        (report.map(|r| Document::Report(Box::new(r))), wrong)
    };
    match role {
        Role::Settings => {
            let (settings, wrong) = settings::read_settings(text, file);
            (Some(Document::Settings(settings)), wrong)
        }
        Role::Decisions => {
            let (decisions, wrong) = decisions::read_decisions(text, file);
            (Some(Document::Decisions(decisions)), wrong)
        }
        Role::Authority(id) => {
            let (authority, wrong) = authority::read_authority(id, text, file, register.bodies.get(id));
            (authority.map(Document::Authority), wrong)
        }
        Role::Theme(id) => {
            let (theme, wrong) = authority::read_theme(id, text, file);
            (theme.map(Document::Theme), wrong)
        }
        Role::OwnPage(id) => {
            let (page, wrong) = own_page::read_own_page(id, text, file);
            (page.map(Document::OwnPage), wrong)
        }
        Role::Challenges => {
            let (body, wrong) = body::parse_prose(text, 0, file);
            (Some(Document::Challenges(Page { file, body })), wrong)
        }
        Role::Addresses => {
            let (addresses, wrong) = addresses::read_addresses(text, file);
            (Some(Document::Addresses(addresses)), wrong)
        }
        Role::Inspection(authority, name) => report(Nature::Inspection, authority, name),
        Role::Update(authority, name) => report(Nature::Update, authority, name),
        Role::Framework(_) | Role::Register | Role::Published | Role::Stray => (None, Vec::new()),
    }
}
