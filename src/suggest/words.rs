//! Suggestions in words: what an editor would type for one, and what speaks for it.

use super::{Question, Reasons, Suggestion, WhyUntied};
use crate::looks_back::Extent;
use crate::model::{Linked, On, ReportId};
use crate::source::words::{Basis, LinkKey, Verdict};

/// What a link on `on` has as its target, as it is written in a file of the report `by`: without the
/// authority where both are of the same.
#[must_use]
pub fn target(linked: &Linked, by: ReportId, on: On) -> String {
    let own = format!("{}/", linked.report(by).authority);
    let short = |id: String| id.strip_prefix(&own).map(str::to_owned).unwrap_or(id);
    match on {
        On::One(id) => short(linked.finding_name(linked.finding_of(id))),
        On::Report(report) => short(linked.report(report).id()),
        On::Group { quantity, kind, report } => {
            let kind = kind.map(|k| format!("{} ", k.word())).unwrap_or_default();
            format!("{quantity} {kind}of {}", short(linked.report(report).id()))
        }
    }
}

/// What a link is about, by an id that stays: a recommendation's, or a report's.
#[must_use]
pub fn name_of(linked: &Linked, on: On) -> String {
    match on {
        On::One(id) => linked.finding_name(linked.finding_of(id)),
        On::Group { report, .. } | On::Report(report) => linked.report(report).id(),
    }
}

impl Suggestion {
    /// The attributes that an editor would type for it; nothing where its words say no verdict.
    #[must_use]
    pub fn attributes(&self, linked: &Linked, by: ReportId) -> Option<String> {
        let target = target(linked, by, self.on);
        let quoted = if target.contains(' ') { format!("\"{target}\"") } else { target };
        let mut text = format!("{}={quoted}", self.key?.word());
        if let Some(basis) = self.basis.filter(|b| matches!(b, Basis::Stated | Basis::Answered)) {
            text.push_str(&format!(" basis={}", basis.word()));
        }
        if let Some(direction) = self.direction {
            text.push_str(&format!(" direction={}", direction.word()));
        }
        if let Some(via) = self.via {
            let own = format!("{}/", linked.report(by).authority);
            let id = linked.report(via).id();
            text.push_str(&format!(" via={}", id.strip_prefix(&own).unwrap_or(&id)));
        }
        Some(text)
    }

    /// What it would say: `met`, `raised again`; `verdict not stated`.
    #[must_use]
    pub fn says(&self) -> &'static str {
        self.key.map_or("verdict not stated", LinkKey::shown)
    }
}

impl Reasons {
    /// Each reason as a sentence without its full stop.
    #[must_use]
    pub fn lines(&self, linked: &Linked) -> Vec<String> {
        let mut lines = Vec::new();
        if let Some(look_back) = &self.look_back {
            lines.push(format!(
                "looks back: “{}” ({})",
                look_back.sentence,
                read_as(look_back.verdict, look_back.extent)
            ));
        }
        if !self.words.is_empty() {
            lines.push(format!("words in common: {}", self.words.join(", ")));
        }
        let name = |id: &String| linked.documents.themes.get(id).map_or(id.as_str(), |t| t.title.as_str()).to_owned();
        if !self.themes.is_empty() {
            let themes: Vec<String> = self.themes.iter().map(name).collect();
            lines.push(format!("same theme: {}", themes.join(", ")));
        }
        if !self.same_field && self.look_back.is_none() {
            lines.push("but about other services or other children".to_owned());
        }
        lines
    }
}

/// How a look-back was read.
fn read_as(verdict: Option<Verdict>, extent: Option<Extent>) -> String {
    let verdict = verdict.map_or("no verdict in its words", Verdict::shown);
    match extent {
        Some(Extent::One) | None => format!("read as: {verdict}"),
        Some(extent) => format!("read as: {verdict}, {} of them", extent.word()),
    }
}

impl Question {
    /// Why the sentence could not be tied to anything.
    #[must_use]
    pub fn reason(&self) -> String {
        let about = if self.about.is_empty() { "what was asked before" } else { self.about.as_str() };
        match self.why_untied {
            WhyUntied::NoSuchReport => format!("it speaks of “{about}”, and no report here is that one"),
            WhyUntied::NoneIsLike => format!("it speaks of “{about}”, and nothing asked there is like it"),
        }
    }

    /// How it was read.
    #[must_use]
    pub fn read_as(&self) -> String {
        read_as(self.look_back.verdict, self.look_back.extent)
    }
}
