//! What every page needs while it is being put together: where it lies, how
//! things are called, and how a body becomes HTML there.

use serde::Serialize;

use super::address::{Page, finding_path, root_from};
use super::index::Index;
use super::pages::own_pages;
use super::plain;
use super::readers::{speaker, style};
use crate::diagnostics::FileId;
use crate::model::{Because, Destination, FindingId, Knowledge, Mark, Outcome, Reader, RecommendationId, ReportId};
use crate::source::Nature;
use crate::source::body::{Body, Piece, TextLink};
use crate::source::date::PartialDate;
use crate::source::published::encoded;
pub(super) use crate::source::shorten::shorten;
use crate::source::words::Wording;

/// A page being put together.
pub(super) struct PageContext<'k> {
    pub(super) knowledge: &'k Knowledge,
    pub(super) index: &'k Index<'k>,
    /// The way back to the site's root.
    pub(super) root: String,
}

/// A link: where it leads and what it says.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Anchor {
    pub(crate) href: String,
    pub(crate) text: String,
}

/// An outcome as a page shows it.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct OutcomeView {
    pub(crate) word: &'static str,
    pub(crate) shown: &'static str,
    pub(crate) symbol: &'static str,
    /// Its place in a list that is sorted by outcome.
    pub(crate) order: usize,
    /// By which the style draws who says so; nothing where nobody does, or of an outcome alone.
    pub(crate) style: Option<&'static str>,
}

impl OutcomeView {
    /// The outcome that a reason comes to.
    pub(super) fn new(because: &Because) -> Self {
        Self::said_by(because.outcome(), because.reader())
    }

    /// An outcome, and who says that it stands so.
    pub(super) fn said_by(outcome: Outcome, reader: Option<Reader>) -> Self {
        Self { style: reader.map(style), ..Self::of_outcome(outcome) }
    }

    /// The outcome that is shown.
    pub(super) fn outcome(&self) -> Option<Outcome> {
        Outcome::parse(self.word)
    }

    /// An outcome alone, without what it rests on.
    pub(super) fn of_outcome(outcome: Outcome) -> Self {
        // The script that sorts lists compares this number: the words of outcomes do not sort from worst to best.
        let order = Outcome::ALL.iter().take_while(|o| **o != outcome).count();
        Self { word: outcome.word(), shown: plain::outcome(outcome), symbol: symbol(outcome), order, style: None }
    }
}

/// A sign for each outcome, unlike the others without colour.
pub(crate) fn symbol(outcome: Outcome) -> &'static str {
    // Colour says nothing on paper, nor to those who cannot tell red from green.
    match outcome {
        Outcome::SlippedBack => "↶",
        Outcome::Missed => "✗",
        Outcome::PartlyMet => "◐",
        Outcome::Met => "✓",
        Outcome::NotReportedOn => "∅",
        Outcome::General => "≈",
        Outcome::Unread => "?",
        Outcome::Awaiting => "…",
        Outcome::Ended => "■",
        Outcome::Superseded => "⇒",
    }
}

impl<'k> PageContext<'k> {
    pub(super) fn new(knowledge: &'k Knowledge, index: &'k Index<'k>, path: &str) -> Self {
        Self { knowledge, index, root: root_from(path) }
    }

    /// The relative address of a page.
    pub(super) fn href(&self, page: &Page) -> String {
        format!("{}{}", self.root, page.path(self.knowledge))
    }

    /// Where a finding stands in its report, when it has an id; else the report.
    pub(super) fn finding_href(&self, id: FindingId) -> String {
        format!("{}{}", self.root, finding_path(self.knowledge, id))
    }

    pub(super) fn authority(&self, id: &str) -> Anchor {
        let name = self.knowledge.documents.authorities.get(id).map_or(id, |a| a.name.as_str());
        Anchor { href: self.href(&Page::Authority(id.to_owned())), text: name.to_owned() }
    }

    pub(super) fn theme(&self, id: &str) -> Anchor {
        let title = self.knowledge.documents.themes.get(id).map_or(id, |t| t.title.as_str());
        Anchor { href: self.href(&Page::Theme(id.to_owned())), text: title.to_owned() }
    }

    /// A report by its short name: `Focused visit, 4 February 2020`.
    pub(super) fn report(&self, id: ReportId) -> Anchor {
        Anchor { href: self.href(&Page::Report(id)), text: self.report_name(id) }
    }

    /// A recommendation by its words.
    pub(super) fn recommendation(&self, id: RecommendationId) -> Anchor {
        let text = self.short_words(self.knowledge.finding_of(id));
        Anchor { href: self.href(&Page::Recommendation(id)), text }
    }

    pub(super) fn short_name(&self, id: ReportId) -> String {
        let report = self.knowledge.report(id);
        self.knowledge.framework(id).map_or_else(|| report.framework.value.clone(), |f| f.short_name.clone())
    }

    pub(super) fn report_name(&self, id: ReportId) -> String {
        format!("{}, {}", self.short_name(id), self.when(id))
    }

    /// The visit's days, else the date of the report.
    pub(super) fn when(&self, id: ReportId) -> String {
        let report = self.knowledge.report(id);
        // Readers know an inspection by its visit; its letter can come months later.
        match (&report.inspected, report.nature) {
            (Some(days), Nature::Inspection) => days.value.in_words(),
            _ => self.knowledge.date(id).in_words(),
        }
    }

    /// Who speaks: the inspectorate, or the council.
    pub(super) fn speaker(&self, id: ReportId) -> String {
        speaker(self.knowledge, id)
    }

    /// What the report calls a recommendation.
    pub(super) fn label(&self, id: FindingId) -> String {
        let finding = self.knowledge.finding(id);
        finding.label.clone().unwrap_or_else(|| finding.kind.shown().to_owned())
    }

    /// The words of a finding, cut at a word's end.
    pub(super) fn short_words(&self, id: FindingId) -> String {
        // About two lines of a list, enough to tell one recommendation from another.
        const LONGEST: usize = 150;
        shorten(&self.knowledge.finding(id).text, LONGEST)
    }

    /// A finding's own words as HTML for this page, without links.
    pub(super) fn words(&self, id: FindingId) -> String {
        let body = &self.knowledge.report(id.report).body;
        let mut html = String::new();
        for piece in body.words_of(id.number as usize) {
            match piece {
                Piece::Html(part) => html.push_str(part),
                Piece::Title(n) => html.push_str(&self.title_text(id.report, *n)),
                _ => {}
            }
        }
        html.trim().to_owned()
    }

    fn title_text(&self, report: ReportId, link: usize) -> String {
        let report = self.knowledge.report(report);
        match report.body.links.get(link) {
            Some(TextLink::Id(_, Some(label))) => escape(label),
            _ => match self.knowledge.destinations.get(&(report.file, link)) {
                Some(destination) => escape(&self.destination(destination).text),
                None => report.body.links.get(link).map(unlinked).unwrap_or_default(),
            },
        }
    }

    pub(super) fn destination(&self, destination: &Destination) -> Anchor {
        match destination {
            Destination::Authority(id) => self.authority(id),
            Destination::Theme(id) => self.theme(id),
            // Its words stand in the text: nothing but a relative link leads to a file.
            Destination::File(path, fragment) => Anchor {
                href: [self.root.as_str(), &encoded(path), &behind(fragment.as_deref())].concat(),
                text: String::new(),
            },
            Destination::OwnPage(id) => own_pages::anchor(self, id),
            Destination::Report(id, fragment) => {
                let mut anchor = self.report(*id);
                if let Some(fragment) = fragment {
                    anchor.href.push('#');
                    anchor.href.push_str(fragment);
                }
                anchor
            }
            Destination::Finding(id) => Anchor { href: self.finding_href(*id), text: self.short_words(*id) },
        }
    }

    /// The opening of a link in running text, and the text of a `[[id]]`.
    pub(super) fn text_link(&self, file: FileId, body: &Body, number: usize) -> Option<Anchor> {
        let known = self.knowledge.destinations.get(&(file, number)).map(|d| self.destination(d));
        match body.links.get(number)? {
            // Its words are pieces of the body that follow; only `[[id]]` takes its text from here.
            TextLink::Outside(url) => Some(Anchor { href: url.clone(), text: String::new() }),
            TextLink::Fragment(_) | TextLink::File(_) => known,
            TextLink::Id(_, label) => known.map(|a| Anchor { text: label.clone().unwrap_or(a.text), ..a }),
        }
    }

    /// A body without findings as HTML: an introduction, a description.
    pub(super) fn prose(&self, file: FileId, body: &Body) -> String {
        let mut html = String::new();
        for piece in &body.pieces {
            self.push_piece(&mut html, file, body, piece);
        }
        html
    }

    /// Adds HTML and links; pieces of findings are left to the caller.
    pub(super) fn push_piece(&self, html: &mut String, file: FileId, body: &Body, piece: &Piece) {
        match piece {
            Piece::Html(part) => html.push_str(part),
            Piece::Link(n) => match self.text_link(file, body, *n) {
                Some(anchor) => html.push_str(&format!("<a href=\"{}\">", escape(&anchor.href))),
                // What it led to was left out for its errors: the words stay, without a link.
                None => html.push_str("<span>"),
            },
            Piece::LinkEnd(n) => {
                let linked = self.text_link(file, body, *n).is_some();
                html.push_str(if linked { "</a>" } else { "</span>" });
            }
            Piece::Title(n) => match self.text_link(file, body, *n) {
                Some(anchor) => {
                    html.push_str(&format!("<a href=\"{}\">{}</a>", escape(&anchor.href), escape(&anchor.text)));
                }
                None => html.push_str(&body.links.get(*n).map(unlinked).unwrap_or_default()),
            },
            Piece::Open(_) | Piece::Notes(_) | Piece::Close(_) | Piece::Heading(_) | Piece::HeadingEnd(_) => {}
        }
    }

    /// A mark in words.
    pub(super) fn mark(&self, mark: &Mark) -> String {
        match mark {
            Mark::Raised(n) => format!("asked for {n} times"),
            Mark::FellBack => "fell back: it was met before".to_owned(),
            Mark::MetAgain => "met again, after it was missed".to_owned(),
            Mark::LastHeardOf(report) => {
                format!(
                    "last heard of in {}; a full inspection since then does not mention it",
                    self.report_name(*report)
                )
            }
            Mark::LaterReportNotRead(report) => {
                format!("a later report is not yet read: {}", self.report_name(*report))
            }
            Mark::OnPartOnly => "on a part only".to_owned(),
            Mark::RaisedByProgram(n) => format!("asked for in {n} more, as the program reads them; checked by nobody"),
            Mark::ReadByProgram(report, verdict) => {
                format!("{}, read by the program only: {}", self.report_name(*report), verdict.shown())
            }
        }
    }

    pub(super) fn is_summary(&self, id: ReportId) -> bool {
        self.knowledge.report(id).wording == Wording::Summary
    }
}

/// What stands behind an address, as it is written there.
fn behind(fragment: Option<&str>) -> String {
    fragment.map(|fragment| format!("#{fragment}")).unwrap_or_default()
}

/// What stands for the title of a report that was left out: its id, unless the link has words of its own.
fn unlinked(link: &TextLink) -> String {
    match link {
        TextLink::Id(_, Some(words)) => escape(words),
        TextLink::Id(id, None) => escape(&id.value),
        TextLink::Outside(_) | TextLink::Fragment(_) | TextLink::File(_) => String::new(),
    }
}

/// Text made safe inside HTML and its attributes.
pub(super) fn escape(text: &str) -> String {
    // `&` first, or it would be escaped again in what the others become. Attributes stand in double quotes, so a
    // single one may stay.
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// Whole months between two dates; less than nothing where the second is earlier.
pub(super) fn months_between(from: PartialDate, to: PartialDate) -> i32 {
    // A month or a year counts as its last day, as it does where dates are sorted.
    let (a, b) = (from.last_day(), to.last_day());
    let months = (i32::from(b.year()) - i32::from(a.year())) * 12 + i32::from(b.month()) - i32::from(a.month());
    if b.day() < a.day() { months - 1 } else { months }
}

/// A time between two dates in whole years or months, such as `9 years`, `8 months`.
pub(super) fn span_in_words(from: PartialDate, to: PartialDate) -> Option<String> {
    let months = months_between(from, to);
    let words = |n: i32, one: &str| format!("{n} {one}{}", if n == 1 { "" } else { "s" });
    match months {
        i32::MIN..=0 => None,
        // Up to two years, months still tell something; beyond, whole years, never rounded up.
        1..=23 => Some(words(months, "month")),
        _ => Some(words(months / 12, "year")),
    }
}
