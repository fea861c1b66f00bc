//! Who says so on a page: the readers of its legend, and how often an authority's inspections looked back.
//!
//! Found once for each authority and for the site, from their own reports alone. The words are those of
//! [`readers`](super::readers).

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::context::PageContext;
use super::readers::{INSPECTORS, SignView, inspectorate, looked_back};
use crate::model::{FindingId, Knowledge, Reader, ReportId};
use crate::source::Nature;

impl PageContext<'_> {
    /// How often the inspections of an authority looked back, by who says so: a passage counts once, for its surest
    /// reader.
    pub(super) fn looked_back(&self, authority: &str) -> Option<String> {
        self.looked_back_in(self.knowledge.reports_of(authority), &self.readers_of(authority).speaker)
    }

    /// The same of one inspection.
    pub(super) fn report_looked_back(&self, report: ReportId) -> Option<String> {
        self.looked_back_in(&[report], &self.speaker(report))
    }

    fn looked_back_in(&self, reports: &[ReportId], speaker: &str) -> Option<String> {
        let knowledge = self.knowledge;
        let inspections = reports.iter().filter(|r| knowledge.report(**r).nature == Nature::Inspection);
        let mut surest: BTreeMap<FindingId, Reader> = BTreeMap::new();
        for said in inspections.flat_map(|r| knowledge.said_by(*r)).filter(|said| knowledge.counts(said)) {
            let reader = surest.entry(said.by).or_insert(said.reader);
            // The readers are declared surest first.
            *reader = (*reader).min(said.reader);
        }
        looked_back(surest.values().map(|r| Some(*r)).collect(), speaker)
    }

    /// Who says so on pages about an authority.
    pub(super) fn readers_of(&self, authority: &str) -> &Readers {
        self.index.readers().of(authority)
    }

    /// Who says so on pages about the whole site.
    pub(super) fn readers(&self) -> &Readers {
        self.index.readers().of_site()
    }
}

/// Who says so on pages about one authority, or about all.
#[derive(Debug, Default)]
pub(crate) struct Readers {
    /// The inspectorate of the reports that look back, or of all where none does, if it is one.
    pub(crate) speaker: String,
    /// One sign a reader: the program only where it read something.
    pub(crate) signs: Vec<SignView>,
    pub(crate) legend: Vec<LegendEntry>,
}

/// What the signs of one reader stand for.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct LegendEntry {
    /// One, or where several inspectorates look back, that of each.
    signs: Vec<SignView>,
    stands_for: String,
}

/// The same for every authority, found once.
#[derive(Debug, Default)]
pub(super) struct AllReaders {
    by_authority: BTreeMap<String, Readers>,
    site: Readers,
    /// Of an authority without a report.
    nobody: Readers,
}

/// What is gathered of some inspections.
#[derive(Default)]
struct Speakers<'k> {
    look_back: BTreeSet<Option<&'k str>>,
    all: BTreeSet<Option<&'k str>>,
    by_program: bool,
}

impl AllReaders {
    pub(super) fn new(knowledge: &Knowledge) -> Self {
        let mut of_authority: BTreeMap<&str, Speakers<'_>> = BTreeMap::new();
        let mut of_site = Speakers::default();
        for id in knowledge.report_ids() {
            let own = of_authority.entry(&knowledge.report(id).authority).or_default();
            own.add(knowledge, id);
            of_site.add(knowledge, id);
        }
        let by_authority = of_authority.iter().map(|(id, all)| ((*id).to_owned(), all.readers())).collect();
        Self { by_authority, site: of_site.readers(), nobody: Readers::default() }
    }

    pub(super) fn of_site(&self) -> &Readers {
        &self.site
    }

    fn of(&self, authority: &str) -> &Readers {
        // Not those of the site: its page is made anew only when something of its own changes.
        self.by_authority.get(authority).unwrap_or(&self.nobody)
    }
}

impl<'k> Speakers<'k> {
    fn add(&mut self, knowledge: &'k Knowledge, id: ReportId) {
        if knowledge.report(id).nature == Nature::Update {
            return;
        }
        let said = knowledge.said_by(id);
        let name = inspectorate(knowledge, id);
        self.all.insert(name);
        if !said.is_empty() {
            self.look_back.insert(name);
        }
        self.by_program |= said.iter().any(|said| said.reader == Reader::Program);
    }

    fn readers(&self) -> Readers {
        let names = if self.look_back.is_empty() { &self.all } else { &self.look_back };
        let speaker = match names.first() {
            Some(Some(name)) if names.len() == 1 => name,
            _ => INSPECTORS,
        };
        let signs = signs(speaker, self.by_program);
        let entry = |sign: &SignView| LegendEntry {
            signs: of_each(sign, names.iter().map(|name| name.unwrap_or(INSPECTORS))),
            stands_for: sign.stands_for.clone(),
        };
        Readers { speaker: speaker.to_owned(), legend: signs.iter().map(entry).collect(), signs }
    }
}

/// The readers that there are.
fn signs(speaker: &str, by_program: bool) -> Vec<SignView> {
    let shown = Reader::ALL.iter().filter(|reader| **reader != Reader::Program || by_program);
    shown.map(|reader| SignView::new(*reader, speaker)).collect()
}

/// The signs of a reader for each inspectorate, those that look alike once.
fn of_each<'n>(sign: &SignView, names: impl Iterator<Item = &'n str>) -> Vec<SignView> {
    let mut all: Vec<SignView> = names.map(|name| SignView::new(sign.reader, name)).collect();
    all.sort_by(|a, b| a.text.cmp(&b.text));
    all.dedup_by(|a, b| a.text == b.text);
    if all.is_empty() { vec![sign.clone()] } else { all }
}

#[cfg(test)]
mod tests {
    use super::{of_each, signs};
    use crate::model::Reader;
    use crate::site::readers::SignView;

    #[test]
    fn a_legend_has_the_program_only_where_it_reads() {
        let words = |by_program| signs("Ofsted", by_program).iter().map(|s| s.style).collect::<Vec<_>>();
        assert_eq!(words(false), ["said", "read"]);
        assert_eq!(words(true), ["said", "read", "unchecked"]);
    }

    #[test]
    fn a_legend_has_the_sign_of_each_inspectorate() {
        let names = ["Ofsted", "Fen Watch", "Ofsted, Fen Watch", "Ofsted, Fen Police"];
        let texts = |reader| -> Vec<String> {
            of_each(&SignView::new(reader, "inspectors"), names.into_iter()).into_iter().map(|s| s.text).collect()
        };
        assert_eq!(texts(Reader::Inspector), ["Fen Watch says", "Ofsted says", "inspectors say"]);
        assert_eq!(texts(Reader::Editor), ["read"]);
    }
}
