//! Framework files: those that come with the program and the site's own.

use std::collections::BTreeMap;

use super::body::{Explained, Headings};
use super::content_path;
use super::date::PartialDate;
use super::name_phrase::{NamePhrase, name_phrases};
use super::schema::{FrameworkKey, GradeKey, HeadingMeaningKey, StatedJudgementKey, YearsKey};
use super::toml_table::{Placed, Sink, Table, parse};
use super::words::{Kind, Nature};
use crate::diagnostics::{Code, Diagnostic, FileId, Span};
use crate::phrases::phrase_fault;

/// A grade of a framework's scale.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grade {
    /// As printed.
    pub name: String,
    /// Other printings.
    pub also: Vec<String>,
}

/// A judgement that reports state in a sentence rather than a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatedJudgement {
    /// Its name.
    pub name: String,
    /// How such a sentence begins.
    pub phrases: Vec<String>,
}

/// What a framework says of a heading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HeadingMeaning<'f> {
    /// The kind of the findings below it.
    pub kind: Kind,
    /// Their family, where it is another than the framework's.
    pub family: Option<&'f str>,
    /// Whether they are printed as plain paragraphs or cells of a table.
    pub paragraphs: bool,
}

/// The set of rules that an inspection was done under.
#[derive(Clone, Debug)]
pub struct Framework {
    /// Its id.
    pub id: String,
    /// The full name.
    pub name: String,
    /// The short name, for tables.
    pub short_name: String,
    /// Other names.
    pub names: Vec<String>,
    /// Phrases by which sentences of later reports name such an inspection, as `phrases/` writes them.
    pub mentions: Vec<String>,
    /// Who inspects; nobody for a council's own paper.
    pub inspectorate: Option<String>,
    /// The family.
    pub family: String,
    /// Further families that its full inspections cover.
    pub covers: Vec<String>,
    /// First and last year of use.
    pub years: Option<(i16, Option<i16>)>,
    /// Whether its inspections cover everything in the family.
    pub full: bool,
    /// Whether it was a trial.
    pub pilot: bool,
    /// The day after which nobody inspects under it.
    pub ended: Option<PartialDate>,
    /// Phrases that recognise its reports.
    pub cues: Vec<String>,
    /// Phrases of its reports in which the council's name stands, surest first.
    pub authority: Vec<NamePhrase>,
    /// The scale, best first.
    pub grades: Vec<Grade>,
    /// Judgements that its reports state in a sentence.
    pub stated_judgements: Vec<StatedJudgement>,
    pub(crate) headings: Headings,
    /// Whether it is the site's own file.
    pub(crate) is_own: bool,
}

impl Framework {
    /// Its file, as an editor finds it.
    pub(crate) fn file(&self) -> String {
        if self.is_own { content_path::of_framework(&self.id) } else { format!("source/frameworks/{}.toml", self.id) }
    }

    /// The place on the scale, 0 for the best, of a grade as printed.
    #[must_use]
    pub fn rank(&self, grade: &str) -> Option<usize> {
        // A report may print a grade in capitals in one place and not in another.
        let same = |name: &str| name.to_lowercase() == grade.trim().to_lowercase();
        self.grades.iter().position(|g| same(&g.name) || g.also.iter().any(|a| same(a)))
    }

    /// What a heading as printed says of the findings below it.
    #[must_use]
    pub fn explain(&self, heading: &str) -> Option<HeadingMeaning<'_>> {
        self.headings.explain(heading).map(|e| HeadingMeaning {
            kind: e.kind,
            family: e.family.as_ref().map(|f| f.value.as_str()),
            paragraphs: e.paragraphs,
        })
    }

    /// The same for a line that does not look like a heading: only one that the file lists word by word counts.
    pub(crate) fn explains_line(&self, line: &str) -> bool {
        self.headings.explain_exactly(line).is_some()
    }

    /// Whether its inspections are of a family: its own, or one that it covers as well.
    #[must_use]
    pub fn names_family(&self, family: &str) -> bool {
        self.family == family || self.covers.iter().any(|f| f == family)
    }

    /// Whether its inspections are called visits: *the last inspection* is then none of them.
    #[must_use]
    pub fn is_visit(&self) -> bool {
        self.name.to_lowercase().contains("visit")
    }

    /// Who speaks in its reports.
    #[must_use]
    pub fn nature(&self) -> Nature {
        if self.id == UPDATE { Nature::Update } else { Nature::Inspection }
    }
}

/// The framework of councils' own papers: the one that the format knows by its id.
const UPDATE: &str = "update";

macro_rules! shipped {
    ($($id:literal)*) => {
        /// The frameworks that come with the program: id and text.
        const SHIPPED: &[(&str, &str)] = &[$(($id, include_str!(concat!("frameworks/", $id, ".toml"))),)*];
    };
}

shipped! {
    "area-send" "area-send-2016" "area-send-revisit" "cra" "focused-visit" "ilacs" "ilacs-pilot" "jar-progress"
    "jtai" "lac" "lscb-review" "monitoring-visit" "protection" "safeguarding-follow-up" "sif" "sif-reinspection"
    "slac" "update"
}

/// The frameworks that come with the program, by id.
#[must_use]
pub fn shipped() -> BTreeMap<String, Framework> {
    SHIPPED
        .iter()
        .filter_map(|(id, text)| {
            // Nothing can be wrong with them: a test reads them all.
            let (framework, _) = read_framework(id, text, FileId(0));
            framework.map(|f| ((*id).to_owned(), f))
        })
        .collect()
}

pub(super) fn read_framework(id: &str, text: &str, file: FileId) -> (Option<Framework>, Vec<Diagnostic>) {
    let sink = Sink::new(file, 0);
    let framework = parse(text, &sink).map(|toml| {
        let table = Table::new(&toml, &sink, Span::new(file, 0..0));
        from_table(id, &table)
    });
    (framework, sink.into_list())
}

fn from_table(id: &str, table: &Table<'_, FrameworkKey>) -> Framework {
    let name = table.text(FrameworkKey::Name).map_or_else(|| id.to_owned(), |n| n.value);
    Framework {
        id: id.to_owned(),
        short_name: table.text(FrameworkKey::ShortName).map_or_else(|| name.clone(), |n| n.value),
        name,
        names: table.plain_texts(FrameworkKey::Names),
        mentions: mentions(table),
        inspectorate: table.text(FrameworkKey::Inspectorate).map(|i| i.value),
        family: table.text(FrameworkKey::Family).map_or_else(String::new, |f| f.value),
        covers: table.plain_texts(FrameworkKey::Covers),
        years: table.table(FrameworkKey::Years).and_then(|years| first_and_last(&years)),
        full: table.flag(FrameworkKey::Full).unwrap_or(false),
        pilot: table.flag(FrameworkKey::Pilot).unwrap_or(false),
        ended: table.date(FrameworkKey::Ended).map(|d| d.value),
        cues: table.plain_texts(FrameworkKey::Cues),
        authority: name_phrases(table, FrameworkKey::Authority),
        stated_judgements: table.tables(FrameworkKey::Judgement).iter().filter_map(stated_judgement).collect(),
        grades: table.tables(FrameworkKey::Grade).iter().filter_map(grade).collect(),
        headings: headings(table),
        is_own: false,
    }
}

/// The phrases that can be searched for; the others are reported.
fn mentions(table: &Table<'_, FrameworkKey>) -> Vec<String> {
    let can_be_searched = |text: &Placed<String>| match phrase_fault(&text.value) {
        None => true,
        Some(why) => {
            table.push(
                Diagnostic::at(Code::T0209, text.span, format!("`{}` cannot be searched for: it {why}", text.value))
                    .hint("write words in lower case as sentences have them: \"peer challenge visit\""),
            );
            false
        }
    };
    table.texts(FrameworkKey::Mentions).into_iter().filter(can_be_searched).map(|text| text.value).collect()
}

fn first_and_last(years: &Table<'_, YearsKey>) -> Option<(i16, Option<i16>)> {
    Some((years.year(YearsKey::From)?, years.year(YearsKey::To)))
}

fn stated_judgement(table: &Table<'_, StatedJudgementKey>) -> Option<StatedJudgement> {
    let phrases = table.plain_texts(StatedJudgementKey::Phrases);
    Some(StatedJudgement { name: table.text(StatedJudgementKey::Name)?.value, phrases })
}

fn grade(table: &Table<'_, GradeKey>) -> Option<Grade> {
    let also = table.plain_texts(GradeKey::Also);
    Some(Grade { name: table.text(GradeKey::Name)?.value, also })
}

fn headings(table: &Table<'_, FrameworkKey>) -> Headings {
    let mut headings = Headings::default();
    for entry in table.tables(FrameworkKey::Heading) {
        let (Some(heading), Some(kind)) =
            (entry.text(HeadingMeaningKey::Heading), entry.word(HeadingMeaningKey::Kind, Kind::parse, Kind::WORDS))
        else {
            // What is missing or wrong in it has been reported.
            continue;
        };
        let explained = Explained {
            kind: kind.value,
            label: entry.text(HeadingMeaningKey::Label).map(|l| l.value),
            family: entry.text(HeadingMeaningKey::Family),
            paragraphs: entry.flag(HeadingMeaningKey::Paragraphs).unwrap_or(false),
        };
        headings.add(&heading.value, explained.clone());
        for other in entry.texts(HeadingMeaningKey::Also) {
            headings.add(&other.value, explained.clone());
        }
    }
    headings
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_comes_with_the_program_has_no_fault() {
        for (id, text) in SHIPPED {
            let (framework, problems) = read_framework(id, text, FileId(0));
            assert!(framework.is_some() && problems.is_empty(), "{id}: {problems:?}");
        }
        assert_eq!(shipped().len(), SHIPPED.len());
    }

    #[test]
    fn every_framework_file_is_shipped() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/source/frameworks");
        for entry in std::fs::read_dir(folder).unwrap() {
            let name = entry.unwrap().file_name().into_string().unwrap();
            let id = name.strip_suffix(".toml").unwrap();
            assert!(SHIPPED.iter().any(|(shipped, _)| *shipped == id), "{id} is not in the list");
        }
    }
}
