//! All links of the two authorities that are told whole, taken out and looked for.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use throughline::import::intake::{ImportOutcome, find_files, import};
use throughline::model::{FindingId, Knowledge, ReportId};
use throughline::source::{Documents, Files};
use throughline::suggest::passage::{Passage, passages};
use throughline::terms::Terms;

use super::measure::{Link, Measure, Target, links};
use crate::site::{shared, shipped, tree};

const AUTHORITIES: &[&str] = &["nottingham-city", "nottinghamshire"];

/// Attributes that say or belong to a link.
const OF_LINKS: &[&str] = &[
    "met",
    "partly-met",
    "missed",
    "again",
    "remains",
    "supersedes",
    "mentions",
    "done",
    "under-way",
    "plans",
    "basis",
    "part",
    "via",
    "judgement",
    "direction",
];

fn text_of(files: &BTreeMap<String, Vec<u8>>) -> BTreeMap<String, String> {
    files.iter().map(|(name, bytes)| (name.clone(), String::from_utf8(bytes.clone()).unwrap())).collect()
}

fn join(texts: &BTreeMap<String, String>) -> Knowledge {
    let (documents, problems) = Documents::read(Files::from_texts(texts.iter().map(|(n, t)| (n.as_str(), t.as_str()))));
    assert!(!problems.iter().any(|p| p.severity().word() == "error"), "{problems:#?}");
    Knowledge::build(documents).0
}

fn is_report(name: &str) -> bool {
    name.starts_with("content/inspections/") || name.starts_with("content/updates/")
}

/// A text without the attributes that make links.
fn without_links(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(start) = rest.find("{#") {
        let (before, from) = rest.split_at(start);
        let end = end_of_braces(from);
        out.push_str(before);
        out.push('{');
        let kept: Vec<&str> =
            attributes(&from[1..end]).filter(|a| !OF_LINKS.contains(&a.split('=').next().unwrap())).collect();
        out.push_str(&kept.join(" "));
        out.push('}');
        rest = &from[end + 1..];
    }
    out + rest
}

fn end_of_braces(text: &str) -> usize {
    let mut quoted = false;
    text.char_indices()
        .find(|(_, c)| {
            quoted ^= *c == '"';
            !quoted && *c == '}'
        })
        .unwrap()
        .0
}

fn attributes(text: &str) -> impl Iterator<Item = &str> {
    let mut quoted = false;
    text.split(move |c: char| {
        quoted ^= c == '"';
        !quoted && c == ' '
    })
    .filter(|a| !a.is_empty())
}

#[test]
fn links_are_found_again_in_the_content() {
    let texts = text_of(&shipped());
    let gold = links(&join(&texts), AUTHORITIES);
    let bare = texts
        .iter()
        .map(|(name, text)| (name.clone(), if is_report(name) { without_links(text) } else { text.clone() }));
    let bare = join(&bare.collect());
    assert_eq!(bare.follow_ups.len(), 0, "every link is taken out");
    let measure = Measure::of(&bare, &gold);
    println!("content: {}", measure.line());
    println!("{}", measure.details());
    assert!(measure.links > 380);
    // The content is in the editor's own words, which share less with each other than a report's.
    assert!(measure.found * 100 >= measure.links * 88);
    // Only a mention is called certain, and an editor links few of them: how many are right tests/reading measures.
}

#[test]
fn links_are_found_again_in_verbatim_imports() {
    let Some(shared) = shared() else { return };
    let content = join(&text_of(&shipped()));
    let (site, sources) = imported(&content, &shared.join("documents"));
    let map = Map { content: &content, site: &site, sources: &sources, terms: Terms::default() };
    let all = links(&content, AUTHORITIES);
    let held = all.iter().filter(|link| map.has_both(link));
    let (mut gold, mut lost) = (Vec::new(), Vec::new());
    for link in held {
        match map.link(link) {
            Some(mapped) => gold.push(mapped),
            None => lost.push(format!("{} {:?}", link.by, link.target)),
        }
    }
    let measure = Measure::of(&site, &gold);
    println!("verbatim imports: {}", measure.line());
    println!("links whose place was not found in the drafts: {} {lost:#?}", lost.len());
    println!("{}", measure.details());
    assert!(gold.len() > 300 && lost.len() * 20 <= all.len(), "{} mapped, {} lost", gold.len(), lost.len());
    assert!(measure.found * 4 >= measure.links * 3);
}

/// The same reports, imported into a site with the content's settings, themes, authorities and
/// known-only inspections, every draft marked as reviewed; and which report each became.
fn imported(content: &Knowledge, documents: &Path) -> (Knowledge, BTreeMap<String, String>) {
    let folder = tempfile::tempdir().unwrap();
    let kept = |name: &str, text: &str| !is_report(name) || text.contains("held = false");
    let surroundings: BTreeMap<String, String> =
        text_of(&shipped()).into_iter().filter(|(name, text)| kept(name, text)).collect();
    let (before, _) = Documents::read(Files::from_texts(surroundings.iter().map(|(n, t)| (n.as_str(), t.as_str()))));
    let wanted: BTreeMap<&str, ReportId> =
        content.report_ids().filter_map(|r| Some((content.report(r).origin.file.as_deref()?, r))).collect();
    let name_of = |path: &PathBuf| path.file_name().unwrap().to_str().unwrap().to_owned();
    let ours = |path: &PathBuf| path.to_str().unwrap().contains("nottingham");
    let files: Vec<PathBuf> = find_files(&[documents.to_owned()])
        .unwrap()
        .into_iter()
        .filter(|path| ours(path) && wanted.contains_key(name_of(path).as_str()))
        .collect();
    let fates = import(folder.path(), &before, &files, false, || {});
    let mut texts = surroundings;
    texts.extend(
        text_of(&tree(folder.path()))
            .into_iter()
            .map(|(name, text)| (name, text.replacen("reviewed = false", "reviewed = true", 1))),
    );
    let mut sources = BTreeMap::new();
    for fate in &fates {
        let ImportOutcome::Imported { draft, .. } = &fate.outcome else { panic!("{fate:?}") };
        let id = draft
            .trim_start_matches("content/inspections/")
            .trim_start_matches("content/updates/")
            .trim_end_matches(".md");
        sources.insert(content.report(wanted[name_of(&fate.path).as_str()]).id(), id.to_owned());
    }
    (join(&texts), sources)
}

/// Places of the content in the drafts of the same reports: by what `at=` says, and among several by
/// the words that both have.
struct Map<'a> {
    content: &'a Knowledge,
    site: &'a Knowledge,
    /// Ids of the content's reports and of their drafts.
    sources: &'a BTreeMap<String, String>,
    terms: Terms,
}

impl Map<'_> {
    /// Whether the link lies between reports that were imported, or leads to one that is only known of.
    fn has_both(&self, link: &Link) -> bool {
        let report = |name: &str| name.split('#').next().unwrap().to_owned();
        let (Target::One(on) | Target::Group(on) | Target::Report(on)) = &link.target;
        self.sources.contains_key(&report(&link.by)) && self.draft(&report(on)).is_some()
    }

    fn draft(&self, report: &str) -> Option<String> {
        let known = self.site.catalogue.report(report).is_some();
        self.sources.get(report).cloned().or_else(|| known.then(|| report.to_owned()))
    }

    fn link(&self, link: &Link) -> Option<Link> {
        let target = match &link.target {
            Target::One(name) => Target::One(self.place(name)?),
            Target::Group(report) => Target::Group(self.draft(report)?),
            Target::Report(report) => Target::Report(self.draft(report)?),
        };
        Some(Link { by: self.place(&link.by)?, target, ..link.clone() })
    }

    /// The name of the passage that a finding of the content tells in other words.
    fn place(&self, name: &str) -> Option<String> {
        let (report, finding) = name.split_once('#').unwrap();
        let draft = self.site.catalogue.report(&self.draft(report)?)?.is;
        if !self.sources.contains_key(report) {
            return Some(name.to_owned());
        }
        let content_report = self.content.catalogue.report(report)?.is;
        let id: FindingId = self.content.catalogue.finding(content_report, finding)?.is;
        let told = self.content.finding(id);
        let at = told.at.as_deref().unwrap_or_default();
        let own = self.stems(&told.text);
        let all = passages(self.site, draft);
        let fits = |p: &&Passage<'_>| told.kind.asks() == p.kind.asks();
        let likest = all.iter().filter(fits).map(|p| {
            let stems = self.stems(&p.text);
            let common = own.intersection(&stems).count() as f64;
            let likeness = common / (own.len().min(stems.len()).max(3) as f64);
            let same_place =
                p.at(self.site) == at || p.place.number.as_deref().is_some_and(|n| at == format!("paragraph {n}"));
            (likeness + if same_place { 0.5 } else { 0.0 }, p)
        });
        let (likeness, passage) = likest.max_by(|a, b| a.0.total_cmp(&b.0))?;
        (likeness >= 0.3).then(|| passage.lasting_name(self.site))
    }

    fn stems(&self, text: &str) -> BTreeSet<std::sync::Arc<str>> {
        self.terms.of(text).into_iter().map(|t| t.stem).collect()
    }
}
