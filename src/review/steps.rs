//! What an editor is asked about one report, step by step, as the page in the browser shows it.
//!
//! Start at [`view_of_report`]. Every step names what it is about by ids that stay, so that a decision on it
//! means the same after the files were read again.

use std::collections::BTreeSet;
use std::sync::Arc;

use serde::{Serialize, Serializer};

use crate::import::recognise::Field;
use crate::model::{Knowledge, On, RecommendationId, ReportId};
use crate::site::address::Page;
use crate::source::Nature;
use crate::source::schema::{Keys as _, ReportKey};
use crate::source::words::{Kind, LinkKey};
use crate::suggest::passage::Passage;
use crate::suggest::{Confidence, ReportSuggestions, Suggestion, words};
use crate::terms::{Terms, finding_ids};

/// One report with all that is open in it.
#[derive(Debug, Serialize)]
pub(crate) struct ReportView {
    pub(crate) id: String,
    pub(crate) title: String,
    pub(crate) date: String,
    pub(crate) authority: String,
    /// Its file, below the site's folder.
    pub(crate) file: String,
    /// Its page on the site.
    pub(crate) address: String,
    pub(crate) reviewed: bool,
    pub(crate) steps: Vec<Step>,
    /// What a link may lead to: every earlier recommendation and report.
    pub(crate) targets: Vec<Target>,
}

/// One thing to decide.
#[derive(Debug, Serialize)]
#[serde(tag = "step", rename_all = "kebab-case")]
pub(crate) enum Step {
    /// A field that the report does not state, or where it was not found.
    Field {
        key: String,
        field: String,
        label: &'static str,
        /// How to write it.
        form: &'static str,
        /// Nothing can be typed in here: it takes more than one value.
        only_in_file: bool,
    },
    /// Suggested themes and ids.
    Findings { key: String, items: Vec<FindingRow>, themes: Vec<(String, String)> },
    /// A link that may be missing.
    Link(Box<LinkStep>),
    /// A sentence that looks back and is tied to nothing.
    Question { key: String, passage: String, sentence: String, reason: String, later: Box<Excerpt>, choices: Choices },
    /// The end of a fresh import.
    Finish { key: String },
}

/// A finding whose id and themes are to be confirmed.
#[derive(Debug, Serialize)]
pub(crate) struct FindingRow {
    pub(crate) passage: String,
    pub(crate) id: String,
    pub(crate) kind: &'static str,
    pub(crate) at: String,
    pub(crate) words: String,
    pub(crate) themes: Vec<String>,
    pub(crate) suggested: Vec<String>,
}

/// A link that may be missing.
#[derive(Debug, Serialize)]
pub(crate) struct LinkStep {
    pub(crate) key: String,
    #[serde(serialize_with = "word_of")]
    pub(crate) confidence: Confidence,
    /// Whether it was put off before.
    pub(crate) later_on: bool,
    pub(crate) passage: String,
    /// As it is written in the file.
    pub(crate) target: String,
    /// The id under which it is declined.
    pub(crate) on: String,
    /// What the words say: a key, or nothing.
    pub(crate) says: Option<&'static str>,
    pub(crate) says_in_words: &'static str,
    pub(crate) basis: Option<&'static str>,
    pub(crate) direction: Option<&'static str>,
    pub(crate) via: Option<String>,
    pub(crate) reasons: Vec<String>,
    pub(crate) later: Excerpt,
    pub(crate) earlier: Vec<Excerpt>,
    pub(crate) about: String,
    pub(crate) choices: Choices,
}

/// What may be decided.
#[derive(Debug, Serialize)]
pub(crate) struct Choices {
    /// Link keys with their words.
    pub(crate) keys: Vec<(&'static str, &'static str)>,
    /// Whether it has to be said how sure the words are, and whether a part can be named.
    pub(crate) takes_basis: bool,
}

/// A place in a report, with some of its words marked.
#[derive(Debug, Serialize)]
pub(crate) struct Excerpt {
    pub(crate) report: String,
    pub(crate) title: String,
    pub(crate) date: String,
    pub(crate) at: String,
    pub(crate) heading: String,
    pub(crate) kind: String,
    pub(crate) id: Option<String>,
    /// Its page on the site.
    pub(crate) address: String,
    /// The words in order, each stretch with whether it is marked.
    pub(crate) segments: Vec<(String, bool)>,
}

/// Something that a link may lead to.
#[derive(Debug, Serialize)]
pub(crate) struct Target {
    pub(crate) target: String,
    pub(crate) words: String,
}

/// The steps of a report: first what a fresh import leaves open, then links, the surest first.
pub(crate) fn view_of_report(
    knowledge: &Knowledge,
    found: &ReportSuggestions<'_>,
    left: &BTreeSet<(String, String)>,
) -> ReportView {
    let report = knowledge.report(found.report);
    let mut steps = Vec::new();
    if !report.reviewed {
        // Ids before links, since a link is written by the ids that were confirmed.
        steps.extend(fields(knowledge, found.report, left));
        steps.extend(findings(knowledge, &found.passages));
    }
    steps.extend(links(knowledge, found));
    steps.extend(questions(knowledge, found));
    if !report.reviewed {
        steps.push(Step::Finish { key: "finish".to_owned() });
    }
    ReportView {
        id: report.id(),
        title: report.title.clone(),
        date: knowledge.date(found.report).in_words(),
        authority: authority(knowledge, found.report),
        file: knowledge.documents.sources.file(report.file).map_or(String::new(), |f| f.path.clone()),
        address: Page::Report(found.report).path(knowledge),
        reviewed: report.reviewed,
        steps,
        targets: targets(knowledge, found.report),
    }
}

/// The name of a report's authority.
pub(crate) fn authority(knowledge: &Knowledge, report: ReportId) -> String {
    let id = &knowledge.report(report).authority;
    knowledge.documents.authorities.get(id).map_or(id, |a| &a.name).clone()
}

fn fields(knowledge: &Knowledge, id: ReportId, left: &BTreeSet<(String, String)>) -> Vec<Step> {
    let report = knowledge.report(id);
    let open = report.not_stated.iter().filter(|field| !left.contains(&(report.id(), (*field).clone())));
    open.map(|field| {
        let (label, form, only_in_file) = match ReportKey::parse(field) {
            Some(ReportKey::Title) => ("the title", "as printed", false),
            Some(ReportKey::Inspected) => ("the days of the visit", "2020-02-04, or 2020-02-04 to 2020-02-06", false),
            Some(ReportKey::Published) => ("the date of the report", "2020-02-27, 2020-02 or 2020", false),
            Some(ReportKey::Inspectors) => {
                ("the inspectors", "names, the lead first, with semicolons between them", false)
            }
            // No key: `not_stated` names fields as an editor would, and a report has several judgements.
            None if field == Field::Judgements.key() => ("the judgements", "", true),
            _ => ("this field", "", true),
        };
        Step::Field { key: format!("field {field}"), field: field.clone(), label, form, only_in_file }
    })
    .collect()
}

fn findings(knowledge: &Knowledge, passages: &[Passage<'_>]) -> Option<Step> {
    let row = |passage: &Passage<'_>| {
        let finding = knowledge.finding(passage.finding?);
        let values = |list: &[crate::source::Placed<String>]| list.iter().map(|t| t.value.clone()).collect();
        Some(FindingRow {
            passage: passage.lasting_name(knowledge),
            id: finding.id.as_ref()?.value.clone(),
            kind: finding.kind.shown(),
            at: passage.at(knowledge),
            words: passage.text.clone(),
            themes: values(&finding.themes),
            suggested: values(&finding.suggested_themes),
        })
    };
    let items: Vec<FindingRow> = passages.iter().filter_map(row).collect();
    let themes = knowledge.documents.themes.values().map(|t| (t.id.clone(), t.title.clone())).collect();
    // What was confirmed has no suggestion left, so this is asked once.
    let open = items.iter().any(|item| !item.suggested.is_empty());
    open.then(|| Step::Findings { key: "findings".to_owned(), items, themes })
}

/// Suggested links: the surest first, then in the order of the report; what was put off comes last.
fn links(knowledge: &Knowledge, found: &ReportSuggestions<'_>) -> Vec<Step> {
    let terms = Terms::default();
    let mut links: Vec<LinkStep> = found.links.iter().map(|link| link_step(knowledge, found, link, &terms)).collect();
    links.sort_by_key(|link| (link.later_on, link.confidence));
    links.into_iter().map(|link| Step::Link(Box::new(link))).collect()
}

fn word_of<S: Serializer>(confidence: &Confidence, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(confidence.word())
}

fn link_step(knowledge: &Knowledge, found: &ReportSuggestions<'_>, link: &Suggestion, terms: &Terms) -> LinkStep {
    let passage = found.passage(link.passage);
    let name = passage.lasting_name(knowledge);
    let on = words::name_of(knowledge, link.on);
    let earlier = earlier_texts(knowledge, link.on);
    let shared = shared_stems(terms, &passage.text, &earlier.iter().map(|(_, text)| *text).collect::<Vec<_>>());
    let target = words::target(knowledge, found.report, link.on);
    LinkStep {
        key: format!("{name} {target}"),
        confidence: link.confidence,
        later_on: link.put_off,
        says: link.key.map(LinkKey::word),
        says_in_words: link.says(),
        basis: link.basis.map(|b| b.word()),
        direction: link.direction.map(|d| d.word()),
        via: link.via.map(|r| words::target(knowledge, found.report, On::Report(r))),
        reasons: link.reasons.lines(knowledge),
        later: excerpt(knowledge, passage, &segments(terms, &passage.text, &shared)),
        earlier: earlier.iter().map(|(id, text)| excerpt_of(knowledge, *id, segments(terms, text, &shared))).collect(),
        about: about(knowledge, link.on),
        choices: choices(knowledge, passage, Some(link.on)),
        passage: name,
        target,
        on,
    }
}

/// What a link of this kind may say; of a question it is not known yet what it is about.
fn choices(knowledge: &Knowledge, passage: &Passage<'_>, on: Option<On>) -> Choices {
    use LinkKey::{Again, Done, Mentions, Met, Missed, PartlyMet, Plans, Remains, UnderWay};
    let update = knowledge.report(passage.report).nature == Nature::Update;
    let mut keys: Vec<LinkKey> = match on {
        Some(On::Report(_)) => vec![Mentions],
        _ if update && passage.kind == Kind::Plan => vec![Plans],
        // A council's paper makes claims, never verdicts.
        _ if update => vec![Done, UnderWay],
        _ => vec![Met, PartlyMet, Missed, Remains],
    };
    if passage.kind.asks() && matches!(on, Some(On::One(_)) | None) {
        keys.insert(0, Again);
    }
    if on.is_none() {
        keys.push(Mentions);
    }
    let takes_basis = !update && matches!(on, Some(On::One(_)) | None);
    Choices { keys: keys.into_iter().map(|k| (k.word(), k.shown())).collect(), takes_basis }
}

fn questions(knowledge: &Knowledge, found: &ReportSuggestions<'_>) -> Vec<Step> {
    let terms = Terms::default();
    let step = |question: &crate::suggest::Question| {
        let passage = found.passage(question.passage);
        let text = &passage.text;
        let sentence = &question.look_back.sentence;
        let segments = match text.split_once(sentence) {
            Some((before, after)) => {
                let parts = [(before, false), (sentence.as_str(), true), (after, false)];
                parts.into_iter().filter(|(t, _)| !t.is_empty()).map(|(t, m)| (t.to_owned(), m)).collect()
            }
            // A sentence that does not stand there letter for letter is not marked, but the words are shown.
            None => segments(&terms, text, &BTreeSet::new()),
        };
        Step::Question {
            key: format!("{} ? {}", passage.lasting_name(knowledge), question.look_back.sentence),
            passage: passage.lasting_name(knowledge),
            sentence: question.look_back.sentence.clone(),
            reason: question.reason(),
            later: Box::new(excerpt(knowledge, passage, &segments)),
            choices: choices(knowledge, passage, None),
        }
    };
    found.questions.iter().map(step).collect()
}

/// The recommendations that a link is about, with their words.
fn earlier_texts(knowledge: &Knowledge, on: On) -> Vec<(RecommendationId, &str)> {
    let text = |id| (id, knowledge.finding(knowledge.finding_of(id)).text.as_str());
    knowledge.targets(on).into_iter().map(text).collect()
}

/// What a link is about, in words.
fn about(knowledge: &Knowledge, on: On) -> String {
    let of = |report: ReportId| {
        let date = knowledge.date(report).in_words();
        format!("{} ({date})", knowledge.report(report).title)
    };
    match on {
        On::One(id) => of(knowledge.report_of(id)),
        On::Report(report) => format!("{} as a whole", of(report)),
        On::Group { quantity, kind, report } => {
            let kind = kind.map_or("of what was asked for", |k| match k {
                Kind::PriorityAction => "of the priority actions",
                _ => "of the recommendations",
            });
            format!("{quantity} {kind} in {}", of(report))
        }
    }
}

fn excerpt_of(knowledge: &Knowledge, number: RecommendationId, segments: Vec<(String, bool)>) -> Excerpt {
    let id = knowledge.finding_of(number);
    let finding = knowledge.finding(id);
    let report = knowledge.report(id.report);
    let heading = report.body.blocks.iter().find(|p| p.finding == Some(id.number as usize));
    let heading = heading.and_then(|p| p.section).and_then(|n| report.body.sections.get(n));
    Excerpt {
        report: report.id(),
        title: report.title.clone(),
        date: knowledge.date(id.report).in_words(),
        at: finding.at.clone().unwrap_or_default(),
        heading: heading.map_or(String::new(), |s| s.heading.clone()),
        kind: finding.label.clone().unwrap_or_else(|| finding.kind.shown().to_owned()),
        id: finding.id.as_ref().map(|i| i.value.clone()),
        address: Page::Recommendation(number).path(knowledge),
        segments,
    }
}

fn excerpt(knowledge: &Knowledge, passage: &Passage<'_>, segments: &[(String, bool)]) -> Excerpt {
    let report = knowledge.report(passage.report);
    let id = passage.finding.and_then(|f| knowledge.finding(f).id.as_ref()).map(|i| i.value.clone());
    let page = Page::Report(passage.report).path(knowledge);
    Excerpt {
        report: report.id(),
        title: report.title.clone(),
        date: knowledge.date(passage.report).in_words(),
        at: passage.at(knowledge),
        heading: passage.heading.to_owned(),
        kind: passage.kind.shown().to_owned(),
        address: id.as_ref().map_or_else(|| page.clone(), |id| format!("{page}#{id}")),
        id,
        segments: segments.to_vec(),
    }
}

/// Stems that stand on both sides.
fn shared_stems(terms: &Terms, later: &str, earlier: &[&str]) -> BTreeSet<Arc<str>> {
    let stems = |text: &str| -> BTreeSet<Arc<str>> { terms.of(text).into_iter().map(|t| t.stem).collect() };
    let asked: BTreeSet<Arc<str>> = earlier.iter().flat_map(|text| stems(text)).collect();
    stems(later).intersection(&asked).cloned().collect()
}

/// A text in stretches; the words with one of the stems are marked.
fn segments(terms: &Terms, text: &str, marked: &BTreeSet<Arc<str>>) -> Vec<(String, bool)> {
    let mut segments = Vec::new();
    let mut at = 0;
    for term in terms.of(text).into_iter().filter(|t| marked.contains(&t.stem)) {
        // Terms come in the order of the text; one that did not would stay unmarked, and no word would be lost.
        let (Some(before), Some(word)) = (text.get(at..term.at.start), text.get(term.at.clone())) else { continue };
        segments.extend([(before.to_owned(), false), (word.to_owned(), true)]);
        at = term.at.end;
    }
    segments.extend(text.get(at..).map(|after| (after.to_owned(), false)));
    segments.retain(|(words, _)| !words.is_empty());
    segments
}

/// Every earlier recommendation and report that a link of this report may name, the latest first.
fn targets(knowledge: &Knowledge, report: ReportId) -> Vec<Target> {
    let mut targets = Vec::new();
    for earlier in crate::suggest::earlier_reports(knowledge, report).into_iter().rev() {
        let id = |on| words::target(knowledge, report, on);
        for recommendation in knowledge.asked_in(earlier) {
            let words = knowledge.finding(knowledge.finding_of(recommendation)).text.clone();
            targets.push(Target { target: id(On::One(recommendation)), words });
        }
        let quantities = [crate::source::words::Quantity::All, crate::source::words::Quantity::Most];
        for quantity in quantities {
            let on = On::Group { quantity, kind: None, report: earlier };
            targets.push(Target { target: id(on), words: about(knowledge, on) });
        }
        targets.push(Target { target: id(On::Report(earlier)), words: about(knowledge, On::Report(earlier)) });
    }
    targets
}

/// A new id for a passage that has none, from its words.
pub(crate) fn fresh_id(knowledge: &Knowledge, passage: &Passage<'_>) -> String {
    let of_report = knowledge.findings_of(passage.report).filter_map(|f| knowledge.finding(f).id.as_ref());
    let mut taken: BTreeSet<String> = of_report.map(|id| id.value.clone()).collect();
    finding_ids::fresh(&passage.text, &mut taken)
}

/// A report's text, to be read around a place.
#[derive(Debug, Serialize)]
pub(crate) struct Around {
    title: String,
    date: String,
    address: String,
    parts: Vec<Part>,
}

/// A heading, a paragraph or an item.
#[derive(Debug, Serialize)]
#[serde(tag = "part", rename_all = "kebab-case")]
enum Part {
    Heading { words: String },
    Paragraph { passage: String, at: String, words: String, is_item: bool },
}

/// The text of a report.
pub(crate) fn around(knowledge: &Knowledge, report: ReportId) -> Around {
    let mut parts = Vec::new();
    let mut section = None;
    for passage in crate::suggest::passage::passages(knowledge, report) {
        if passage.place.section != section {
            section = passage.place.section;
            parts.push(Part::Heading { words: passage.heading.to_owned() });
        }
        parts.push(Part::Paragraph {
            passage: passage.lasting_name(knowledge),
            at: passage.at(knowledge),
            is_item: passage.place.is_item,
            words: passage.text,
        });
    }
    let document = knowledge.report(report);
    Around {
        title: document.title.clone(),
        date: knowledge.date(report).in_words(),
        address: Page::Report(report).path(knowledge),
        parts,
    }
}
