//! Every sentence that the readers of sixteen reports marked as looking back is offered, as a link or as
//! an open question, with the verdict and the extent that they read. What they inferred from its
//! neighbours is counted apart.

use std::collections::BTreeMap;

use throughline::looks_back::Extent;
use throughline::model::{Knowledge, ReportId};
use throughline::source::words::Verdict;
use throughline::source::{Documents, Files};
use throughline::suggest::{LookBackSentence, Suggester};
use toml::{Table, Value};

use crate::import::{Imported, imported, real};
use crate::looks_back::{entries, extent, folded, tables, verdict, word};
use crate::site::{shared, tree};

#[test]
fn annotated_look_backs_are_suggested_with_verdict_and_extent() {
    let (Some(shared), Some(real)) = (shared(), real()) else { return };
    let (mut right, mut wrong, mut inferred) = (0, Vec::new(), (0, 0));
    let pdfs = Offered::new(&real.pdfs);
    for (name, table) in tables(&shared.join("expected/pdf")) {
        let (authority, date) = name.split_at(name.len() - "-YYYY-MM-DD".len());
        let spoken = pdfs.of(|path| path.contains(&format!("/{authority}/{}", &date[1..])));
        for entry in entries(&table, "earlier") {
            let begins = folded(word(entry, "sentence_begins"));
            let said = extent(word(entry, "extent"));
            let fits = spoken.iter().any(|s| {
                folded(&s.sentence).starts_with(&begins)
                    && s.verdict == verdict(word(entry, "verdict"))
                    && (said.is_none() || s.extent == said)
            });
            match (entry.contains_key("inferred"), fits) {
                (true, fits) => inferred = (inferred.0 + usize::from(fits), inferred.1 + 1),
                (false, true) => right += 1,
                (false, false) => wrong.push(format!("{name}: {begins}")),
            }
        }
    }
    let founding = Offered::new(&real.founding);
    for (name, table) in tables(&shared.join("expected")) {
        let spoken = founding.of(|path| path.contains(&name));
        for entry in entries(&table, "looks_back") {
            match spoken.iter().any(|s| answers(entry, s)) {
                true => right += 1,
                false => wrong.push(format!("{name}: {entry:?}")),
            }
        }
    }
    let all = right + wrong.len();
    println!(
        "annotated look-backs suggested as they were read: {right} of {all}; inferred: {} of {}",
        inferred.0, inferred.1
    );
    println!("not: {wrong:#?}");
    assert!(all >= 25 && right * 20 >= all * 19, "{wrong:#?}");
}

/// Whether a look-back is the one that a reader of a founding document noted.
fn answers(entry: &Table, spoken: &LookBackSentence) -> bool {
    let quantity = extent(word(entry, "quantity"));
    let verdict = entry.get("verdict").and_then(Value::as_str).and_then(Verdict::parse);
    let mentions = entry.contains_key("mentions");
    let single = word(entry, "basis") == "stated";
    mentions
        || (spoken.verdict == verdict
            && (quantity.is_none() || spoken.extent == quantity)
            && (!single || matches!(spoken.extent, Some(Extent::One) | None)))
}

/// What is offered of every report of a site, by the path of the file that it was imported from.
struct Offered {
    spoken: BTreeMap<String, Vec<LookBackSentence>>,
}

impl Offered {
    fn new(site: &Imported) -> Self {
        let texts: BTreeMap<String, String> = tree(site.site.path())
            .into_iter()
            .filter(|(name, _)| name.ends_with(".md") || name.ends_with(".toml"))
            .map(|(name, bytes)| {
                (name, String::from_utf8(bytes).unwrap().replacen("reviewed = false", "reviewed = true", 1))
            })
            .collect();
        let (documents, _) = Documents::read(Files::from_texts(texts.iter().map(|(n, t)| (n.as_str(), t.as_str()))));
        let (knowledge, _) = Knowledge::build(documents);
        let reports: Vec<ReportId> = knowledge.report_ids().collect();
        let of_id: BTreeMap<String, String> = imported(site).map(|(path, id)| (id, path)).collect();
        let mut spoken = BTreeMap::new();
        for found in Suggester::new(&knowledge).of_reports(&reports) {
            let links = found.links.iter().filter_map(|l| l.reasons.look_back.clone());
            let all: Vec<LookBackSentence> = links.chain(found.questions.iter().map(|q| q.look_back.clone())).collect();
            spoken.insert(of_id[&knowledge.report(found.report).id()].clone(), all);
        }
        Self { spoken }
    }

    fn of(&self, is_it: impl Fn(&str) -> bool) -> &[LookBackSentence] {
        self.spoken.iter().find(|(path, _)| is_it(path)).map(|(_, spoken)| spoken.as_slice()).unwrap()
    }
}
