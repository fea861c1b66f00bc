//! What a report says, cut into the pieces that a link can stand on: its findings, and the paragraphs
//! and items that nobody has marked yet.

use crate::model::{FindingId, Linked, ReportId};
use crate::source::body::{Block, Body};
use crate::source::words::Kind;

/// A finding, or a paragraph or item that could become one.
#[derive(Clone, Debug)]
pub struct Passage<'k> {
    /// The report.
    pub report: ReportId,
    /// Where it stands in the report's file.
    pub place: &'k Block,
    /// The finding that it is, if it is one.
    pub finding: Option<FindingId>,
    /// What it is; an unmarked paragraph is a plain finding.
    pub kind: Kind,
    /// The heading above it; may be empty.
    pub heading: &'k str,
    /// Its plain words.
    pub text: String,
}

/// The passages of a report in order.
#[must_use]
pub fn passages(linked: &Linked, report: ReportId) -> Vec<Passage<'_>> {
    let document = linked.report(report);
    let source = linked.documents.sources.file(document.file).map_or("", |f| f.text.as_str());
    let pieces = pieces(&document.body, source);
    let passages = pieces.map(|(place, finding, text)| {
        let finding = finding.map(|n| FindingId { report, number: u32::try_from(n).unwrap_or(u32::MAX) });
        let kind = finding.map_or(Kind::Finding, |id| linked.finding(id).kind);
        Passage { report, place, finding, kind, heading: heading_of(place, &document.body), text }
    });
    passages.collect()
}

/// The pieces of a text: where each stands, the finding that it is, by number, and its plain words.
pub(crate) fn pieces<'b>(
    body: &'b Body,
    source: &'b str,
) -> impl Iterator<Item = (&'b Block, Option<usize>, String)> + use<'b> {
    // Words nested in a finding belong to it.
    let mut taken = 0;
    body.blocks.iter().filter_map(move |place| match place.finding {
        Some(number) => {
            taken = taken.max(place.whole.end);
            Some((place, Some(number), body.findings.get(number)?.text.clone()))
        }
        None if place.whole.start < taken => None,
        None => Some((place, None, place.plain(source))),
    })
}

/// The heading above a place; may be empty.
pub(crate) fn heading_of<'b>(place: &Block, body: &'b Body) -> &'b str {
    place.section.and_then(|n| body.sections.get(n)).map_or("", |s| s.heading.as_str())
}

/// A name that stays of a passage without an id: its report's id, `~` and a fingerprint of its words.
pub(crate) fn unmarked_name(report: &str, text: &str) -> String {
    format!("{report}~{}", fingerprint(text))
}

impl Passage<'_> {
    /// A name that stays: the finding's full id; of a passage without one, its report's id, `~` and a
    /// fingerprint of its words.
    #[must_use]
    pub fn lasting_name(&self, linked: &Linked) -> String {
        let id = self.finding.filter(|f| linked.finding(*f).id.is_some());
        id.map_or_else(|| self.unmarked_name(linked), |f| linked.finding_name(f))
    }

    /// Every name that decisions may know it by: it may have got its id later.
    pub(crate) fn names(&self, linked: &Linked) -> [String; 2] {
        [self.lasting_name(linked), self.unmarked_name(linked)]
    }

    fn unmarked_name(&self, linked: &Linked) -> String {
        unmarked_name(&linked.report(self.report).id(), &self.text)
    }

    /// Where it stands in the report, as `at` says it: by what its attributes say, else by its
    /// number, else by the heading and the position below it.
    #[must_use]
    pub fn at(&self, linked: &Linked) -> String {
        if let Some(at) = self.finding.and_then(|f| linked.finding(f).at.clone()) {
            return at;
        }
        place_in_words(self.place, &linked.report(self.report).body)
    }
}

/// `paragraph 17`, `Findings, item 3`, `Headline findings, paragraph 2`.
#[must_use]
pub fn place_in_words(place: &Block, body: &Body) -> String {
    if let Some(number) = &place.number {
        return format!("paragraph {number}");
    }
    let like_it = |p: &&Block| p.section == place.section && p.is_item == place.is_item && p.depth == place.depth;
    let position = body.blocks.iter().filter(like_it).take_while(|p| p.whole.start < place.whole.start).count() + 1;
    let word = if place.is_item { "item" } else { "paragraph" };
    match place.section.and_then(|n| body.sections.get(n)) {
        Some(section) => format!("{}, {word} {position}", section.heading.trim_end_matches(['?', ':', '.'])),
        None => format!("opening, {word} {position}"),
    }
}

/// Ten hexadecimal digits of what the words come to, whatever their spacing and case.
fn fingerprint(text: &str) -> String {
    // Decisions hang on it, so an editor who wraps a line anew or mends a capital must not lose them.
    let words: Vec<String> = text.split_whitespace().map(str::to_lowercase).collect();
    // Enough to tell the passages of one report apart, and short enough to be read aloud.
    blake3::hash(words.join(" ").as_bytes()).to_hex().chars().take(10).collect()
}
