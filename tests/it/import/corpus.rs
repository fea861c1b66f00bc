//! All real reports: what their file names say of them holds, nothing of their words is lost, and
//! their drafts pass the checks.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use jiff::civil::Date;
use rayon::prelude::*;
use throughline::diagnostics::Severity;
use throughline::import::extract::{BlockKind, Extracted, extract};
use throughline::import::intake::{Fate, ImportOutcome};
use throughline::import::recognise::Recognised;
use throughline::model::Knowledge;
use throughline::source::{Documents, Files};

use super::{Imported, Real, draft_of, name, real, surroundings};

/// The report whose printed days of the visit are a misprint.
const MISPRINTED: &str = "darlington/2023-11";

fn all(real: &Real) -> impl Iterator<Item = (&Imported, &Fate)> {
    [&real.founding, &real.pdfs].into_iter().flat_map(|i| i.fates.iter().map(move |fate| (i, fate)))
}

/// A PDF's folder, the date and the kind in its name, and what was recognised.
fn pdfs(real: &Real) -> impl Iterator<Item = (&str, Date, &str, &Recognised)> {
    real.pdfs.fates.iter().map(|fate| {
        let file = fate.path.file_stem().unwrap().to_str().unwrap();
        let (date, kind) = file.split_at("YYYY-MM-DD".len());
        (name(fate.path.parent().unwrap()), date.parse().unwrap(), &kind[1..], fate.recognised.as_ref().unwrap())
    })
}

#[test]
fn none_is_refused() {
    let Some(real) = real() else { return };
    assert_eq!((real.founding.fates.len(), real.pdfs.fates.len()), (5, 154));
    let refused: Vec<String> = all(real)
        .filter(|(_, fate)| !matches!(fate.outcome, ImportOutcome::Imported { .. }))
        .map(|(_, fate)| format!("{}: {:?}", fate.path.display(), fate.outcome))
        .collect();
    assert!(refused.is_empty(), "{refused:#?}");
}

#[test]
fn frameworks_are_those_of_the_file_names() {
    let Some(real) = real() else { return };
    let mut wrong = Vec::new();
    for (folder, date, kind, report) in pdfs(real) {
        let framework = report.framework.as_str();
        let fits: &[&str] = match kind {
            "children-s-services-focused-visit" => &["focused-visit"],
            "joint-area-child-protection-inspection" => &["jtai"],
            "area-send-full-inspection" => &["area-send"],
            "children-s-services-inspection" if date.year() < 2018 => &["sif", "sif-reinspection"],
            "children-s-services-inspection" if date.year() == 2018 => &["sif", "sif-reinspection", "ilacs"],
            "children-s-services-inspection" => &["ilacs"],
            other => panic!("no report is called `{other}`"),
        };
        if !fits.contains(&framework) {
            wrong.push(format!("{folder} {date} {kind}: {framework}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn visits_come_before_publication() {
    let Some(real) = real() else { return };
    let mut wrong = Vec::new();
    for (folder, date, _, report) in pdfs(real) {
        if format!("{folder}/{date}").starts_with(MISPRINTED) {
            assert!(report.unsure.iter().any(|u| u.place() == "inspected"), "{:?}", report.unsure);
            continue;
        }
        let Some(visit) = &report.inspected else {
            wrong.push(format!("{folder} {date}: no visit"));
            continue;
        };
        let days = date.since(visit.to).unwrap().get_days();
        let published = report.published;
        let near = published.is_none_or(|p| date.since(p).unwrap().get_days().abs() <= 7);
        if !(7..=130).contains(&days) || visit.from > visit.to || !near {
            wrong.push(format!("{folder} {date}: {visit:?} {published:?}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn every_word_is_in_the_draft_or_listed_as_furniture() {
    let Some(real) = real() else { return };
    let pairs: Vec<(&Imported, &Fate)> = all(real).collect();
    let lost: Vec<String> = pairs.par_iter().filter_map(|(imported, fate)| lost_words(imported, fate)).collect();
    assert!(lost.is_empty(), "{}", lost.join("\n"));
}

/// The words of a source that are neither in its draft nor listed, if there are any.
fn lost_words(imported: &Imported, fate: &Fate) -> Option<String> {
    let report = fate.recognised.as_ref().unwrap();
    let extracted = extract(&fs::read(&fate.path).unwrap(), name(&fate.path)).unwrap();
    let mut left = source_words(&extracted);
    let draft = body(&imported.draft(fate));
    for word in words(&draft).into_iter().chain(report.furniture.iter().flat_map(|f| words(&f.text))) {
        *left.entry(word).or_default() -= 1;
    }
    left.retain(|_, times| *times > 0);
    let counted = report.words.kept + report.words.furniture == report.words.source;
    (!left.is_empty() || !counted).then(|| format!("{}: {:?} {left:?}", fate.path.display(), report.words))
}

fn source_words(extracted: &Extracted) -> BTreeMap<String, i64> {
    let mut count = BTreeMap::new();
    for block in &extracted.blocks {
        let number = match &block.kind {
            BlockKind::Numbered { number } => words(number),
            _ => Vec::new(),
        };
        for word in number.into_iter().chain(words(&block.text)) {
            *count.entry(word).or_default() += 1;
        }
    }
    count
}

/// The words of a text: where there are letters or digits, without the marks around them.
fn words(text: &str) -> Vec<String> {
    let text = text.replace('’', "'");
    let bare = text.split_whitespace().map(|w| w.trim_matches(|c: char| !c.is_alphanumeric()).to_owned());
    bare.filter(|w| !w.is_empty()).collect()
}

/// A draft's own words: without front matter, attributes (but for whom an item asks, what it is tied to and
/// the number of its paragraph, which stand only there) and the marks that keep Markdown from reading more into it.
fn body(draft: &str) -> String {
    let text = draft.splitn(3, "+++").nth(2).unwrap();
    let mut body = String::new();
    for line in text.lines() {
        let (words, attributes) = match line.rfind(" {").filter(|_| line.ends_with('}') && !line.ends_with("\\}")) {
            Some(at) => line.split_at(at),
            None => (line, ""),
        };
        let only_there = [" to=\"", " tag=\"", " at=\"paragraph "]
            .map(|key| attributes.split_once(key).map_or("", |(_, rest)| rest.split('"').next().unwrap()));
        let mut escaped = false;
        for c in words.chars() {
            escaped = c == '\\' && !escaped;
            if !escaped {
                body.push(c);
            }
        }
        body.push(' ');
        body.push_str(&only_there.join(" "));
        body.push('\n');
    }
    body
}

#[test]
fn each_draft_alone_passes_the_checks() {
    let Some(real) = real() else { return };
    let around = surroundings();
    let pairs: Vec<(&Imported, &Fate)> = all(real).collect();
    let wrong: Vec<String> = pairs.par_iter().flat_map(|(imported, fate)| errors(imported, fate, &around)).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn errors(imported: &Imported, fate: &Fate, around: &BTreeMap<String, String>) -> Vec<String> {
    let id = fate.recognised.as_ref().and_then(|r| r.authority.id.clone()).unwrap();
    let authority = format!("content/authorities/{id}.md");
    let mut texts = around.clone();
    texts.insert(draft_of(fate).to_owned(), imported.draft(fate));
    // A council of the register has no file.
    if let Ok(text) = fs::read_to_string(imported.site.path().join(&authority)) {
        texts.insert(authority, text);
    }
    let (documents, mut problems) = Documents::read(Files::from_texts(texts.iter().map(|(p, t)| (p.as_str(), &**t))));
    problems.extend(Knowledge::build(documents).1);
    let errors = problems.iter().filter(|p| p.severity() == Severity::Error);
    errors.map(|p| format!("{}: {}", draft_of(fate), p.message)).collect()
}

#[test]
fn all_drafts_together_pass_the_checks() {
    let Some(real) = real() else { return };
    for imported in [&real.founding, &real.pdfs] {
        let site: &Path = imported.site.path();
        for (path, text) in surroundings() {
            let path = site.join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        let (documents, mut problems) = Documents::read(Files::read(site).unwrap());
        problems.extend(Knowledge::build(documents).1);
        problems.retain(|p| p.severity() == Severity::Error);
        assert!(problems.is_empty(), "{problems:#?}");
    }
}
