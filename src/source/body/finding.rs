//! Findings, and what their attributes mean.

use std::ops::Range;

use super::company;
use super::section::Section;
use super::target::{self, NamedTarget, Target};
use crate::diagnostics::{Code, Diagnostic, Span, did_you_mean};
use crate::source::attributes::Attribute;
use crate::source::ids;
use crate::source::schema::{FindingKey, Keys};
use crate::source::toml_table::{Placed, in_words};
use crate::source::words::{Basis, Direction, Kind, LinkKey};

/// A link from a finding to something earlier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// What it says.
    pub key: Placed<LinkKey>,
    /// Of what.
    pub target: Placed<Target>,
    /// How sure the words are, where that is said.
    pub basis: Option<Basis>,
    /// The part of the recommendation that it is about.
    pub part: Option<String>,
}

/// One statement in a report.
#[derive(Clone, Debug)]
pub struct Finding {
    /// Its id in the report.
    pub id: Option<Placed<String>>,
    /// What it is.
    pub kind: Kind,
    /// Where it stands in the file.
    pub span: Span,
    /// The section, by its number.
    pub section: Option<usize>,
    /// Whether it is a list item; otherwise a paragraph.
    pub is_item: bool,
    /// What it is about.
    pub themes: Vec<Placed<String>>,
    /// Themes that somebody has to confirm.
    pub suggested_themes: Vec<Placed<String>>,
    /// Its place in the report.
    pub at: Option<String>,
    /// The deadline.
    pub by: Option<String>,
    /// What the report calls it.
    pub label: Option<String>,
    /// Who is asked, when not the authority.
    pub to: Option<String>,
    /// What the report ties it to, beside its own framework.
    pub tag: Option<String>,
    /// The short title of the thread that it begins.
    pub thread: Option<Placed<String>>,
    /// The family, when not the framework's.
    pub family: Option<String>,
    /// The inspection whose conclusion it repeats.
    pub via: Option<Placed<String>>,
    /// The judgement that its `mentions` speaks of.
    pub judgement: Option<Placed<String>>,
    /// Which way things went.
    pub direction: Option<Direction>,
    /// Links to earlier reports and their recommendations.
    pub links: Vec<Link>,
    /// The pieces between its beginning and its end.
    pub pieces: Range<usize>,
    /// Its words without marks.
    pub text: String,
}

/// What the reader of attributes needs to know of its surroundings.
pub(super) struct Around<'a> {
    pub(super) text: &'a str,
    pub(super) span: Span,
    pub(super) is_item: bool,
    pub(super) section: Option<(usize, &'a Section)>,
}

/// What attributes say that is settled once all are read.
#[derive(Default)]
struct Unsettled {
    kind: Option<Placed<Kind>>,
    themes: Option<Vec<Placed<String>>>,
    basis: Option<Basis>,
    part: Option<String>,
}

impl Finding {
    /// A finding from its attributes and the defaults of its section; mistakes go to `out`.
    pub(super) fn from_attributes(list: &[Attribute], around: &Around<'_>, out: &mut Vec<Diagnostic>) -> Self {
        let mut finding = Self::default_of(around);
        let mut unsettled = Unsettled::default();
        for attribute in list {
            match FindingKey::parse(&attribute.key.value) {
                Some(key) => finding.take(key, attribute, around, &mut unsettled, out),
                None => out.push(unknown(attribute)),
            }
        }
        // Its own themes replace those of the section: it may be about less.
        finding.themes = unsettled.themes.unwrap_or(finding.themes);
        // Only now, since `basis` and `part` may stand before the links that they are for. What stands behind
        // one id is said of that id alone, and wins.
        for link in &mut finding.links {
            let key = link.key.value;
            link.basis = link.basis.or(unsettled.basis.filter(|b| takes_basis(key, *b)));
            link.part = link.part.take().or_else(|| unsettled.part.clone().filter(|_| takes_part(key)));
        }
        finding.settle_kind(unsettled.kind.as_ref(), around);
        company::check(list, out);
        if let Some(problem) = company::title_astray(list, finding.kind) {
            // It would name a thread that there is not.
            finding.thread = None;
            out.push(problem);
        }
        finding
    }

    /// Takes what one attribute says.
    fn take(
        &mut self,
        key: FindingKey,
        attribute: &Attribute,
        around: &Around<'_>,
        unsettled: &mut Unsettled,
        out: &mut Vec<Diagnostic>,
    ) {
        let placed = |text: Option<String>| text.map(|t| Placed::new(t, attribute.value.span));
        match key {
            FindingKey::Id => self.id = Some(read_id(attribute, out)),
            FindingKey::Kind => unsettled.kind = word(attribute, Kind::parse, FINDING_KINDS, Code::T0304, out),
            FindingKey::Theme => unsettled.themes = Some(themes(attribute, around.text, out)),
            FindingKey::SuggestedTheme => self.suggested_themes = themes(attribute, around.text, out),
            FindingKey::At => self.at = text_of(attribute, out),
            FindingKey::By => self.by = text_of(attribute, out),
            FindingKey::Label => self.label = text_of(attribute, out),
            FindingKey::To => self.to = text_of(attribute, out),
            FindingKey::Tag => self.tag = text_of(attribute, out),
            FindingKey::Thread => self.thread = placed(text_of(attribute, out)),
            FindingKey::Via => self.via = placed(text_of(attribute, out)),
            FindingKey::Part => unsettled.part = text_of(attribute, out),
            FindingKey::Judgement => self.judgement = placed(text_of(attribute, out)),
            FindingKey::Basis => {
                unsettled.basis = word(attribute, parse_basis, BASES, Code::T0412, out).map(|b| b.value)
            }
            FindingKey::Direction => {
                let direction = word(attribute, Direction::parse, Direction::WORDS, Code::T0412, out);
                self.direction = direction.map(|d| d.value);
            }
            FindingKey::Met => self.read_links(LinkKey::Met, attribute, around, out),
            FindingKey::PartlyMet => self.read_links(LinkKey::PartlyMet, attribute, around, out),
            FindingKey::Missed => self.read_links(LinkKey::Missed, attribute, around, out),
            FindingKey::Again => self.read_links(LinkKey::Again, attribute, around, out),
            FindingKey::Remains => self.read_links(LinkKey::Remains, attribute, around, out),
            FindingKey::Supersedes => self.read_links(LinkKey::Supersedes, attribute, around, out),
            FindingKey::Mentions => self.read_links(LinkKey::Mentions, attribute, around, out),
            FindingKey::Done => self.read_links(LinkKey::Done, attribute, around, out),
            FindingKey::UnderWay => self.read_links(LinkKey::UnderWay, attribute, around, out),
            FindingKey::Plans => self.read_links(LinkKey::Plans, attribute, around, out),
        }
    }

    fn default_of(around: &Around<'_>) -> Self {
        let section = around.section.map(|(_, s)| s);
        Self {
            id: None,
            kind: section.map_or(Kind::Finding, |s| s.kind),
            span: around.span,
            section: around.section.map(|(n, _)| n),
            is_item: around.is_item,
            themes: section.map(|s| s.themes.clone()).unwrap_or_default(),
            suggested_themes: Vec::new(),
            at: None,
            by: section.and_then(|s| s.by.clone()),
            label: section.and_then(|s| s.label.clone()),
            to: section.and_then(|s| s.to.clone()),
            tag: None,
            thread: None,
            family: section.and_then(|s| s.family.as_ref().map(|f| f.value.clone())),
            via: None,
            judgement: None,
            direction: None,
            links: Vec::new(),
            pieces: 0..0,
            text: String::new(),
        }
    }

    fn read_links(&mut self, key: LinkKey, attribute: &Attribute, around: &Around<'_>, out: &mut Vec<Diagnostic>) {
        let targets = target::parse_list(&attribute.value, around.text, out);
        // What is written and is no target has been reported already.
        if targets.is_empty() && attribute.value.value.trim_matches([',', ' ']).is_empty() {
            out.push(
                Diagnostic::at(Code::T0514, attribute.key.span, format!("`{}` names nothing", key.word()))
                    .hint("name what it speaks of, or remove it"),
            );
        }
        for NamedTarget { target, basis, part } in targets {
            // The link stays, so that its target is looked up in the same run.
            out.extend(unfit(key, basis, part.as_deref(), target.span));
            let link = Link { key: Placed::new(key, attribute.key.span), target, basis, part };
            // Every link is a statement: the words would be printed twice.
            if self.links.iter().any(|l| l.key.value == key && l.target.value == link.target.value) {
                out.push(
                    Diagnostic::at(Code::T0515, link.target.span, "this target stands twice")
                        .hint("remove one of the two")
                        .fix(link.target.span, ""),
                );
                continue;
            }
            self.links.push(link);
        }
    }

    /// The kind: what is said, else the section's; a paragraph among recommendations that only
    /// links back asks for nothing, and in narrative everything is a plain finding.
    fn settle_kind(&mut self, said: Option<&Placed<Kind>>, around: &Around<'_>) {
        let section = around.section.map_or(Kind::Narrative, |(_, s)| s.kind);
        self.kind = match said {
            Some(kind) => kind.value,
            None if section == Kind::Narrative => Kind::Finding,
            None if section.asks() && !around.is_item && self.only_looks_back() => Kind::Finding,
            None => section,
        };
        // The section's label names findings of its kind, and would misname this one.
        let labelled = around.section.is_some_and(|(_, s)| s.kind == self.kind);
        if !labelled {
            self.label = self.label.take().filter(|l| around.section.is_none_or(|(_, s)| s.label.as_ref() != Some(l)));
        }
    }

    fn only_looks_back(&self) -> bool {
        !self.links.is_empty()
            // What is asked for again, or in place of something, is asked for.
            && !self.links.iter().any(|l| matches!(l.key.value, LinkKey::Again | LinkKey::Supersedes))
    }
}

/// Whether a link can say how sure its words are. That something is asked for again, or remains, is the
/// editor's reading unless the report says so itself.
pub(super) fn takes_basis(key: LinkKey, basis: Basis) -> bool {
    let raises = matches!(key, LinkKey::Again | LinkKey::Remains);
    key.verdict().is_some() || (raises && matches!(basis, Basis::Stated | Basis::Editor))
}

/// Whether a link can be about a part.
pub(super) fn takes_part(key: LinkKey) -> bool {
    key.verdict().is_some() || key == LinkKey::Remains
}

/// What is wrong with a basis or a part behind one target.
fn unfit(key: LinkKey, basis: Option<Basis>, part: Option<&str>, span: Span) -> Option<Diagnostic> {
    // A basis is asked about first: of a target with both mistakes, one message is enough.
    let wrong_basis = basis.filter(|b| !takes_basis(key, *b));
    let (message, hint) = match wrong_basis {
        Some(basis) if takes_basis(key, Basis::Stated) => (
            format!("`{}` does not take `{}`", key.word(), basis.word()),
            "write `stated` where the report says itself that it asks again, else leave it out",
        ),
        None if part.is_none() || takes_part(key) => return None,
        _ => (
            format!("`{}` takes ids alone", key.word()),
            "a basis and a part stand behind what has a verdict: `met`, `partly-met` or `missed`",
        ),
    };
    Some(Diagnostic::at(Code::T0514, span, message).hint(hint))
}

// All but `narrative`, which is a section where nothing is a finding.
const FINDING_KINDS: &[&str] =
    &["strength", "meets-requirements", "recommendation", "priority-action", "finding", "claim", "plan"];
// `group` follows from the target and `raised-again` from the key: nobody writes them.
const BASES: &[&str] = &["stated", "answered", "editor"];

pub(super) fn parse_basis(word: &str) -> Option<Basis> {
    Basis::parse(word).filter(|b| BASES.contains(&b.word()))
}

/// The id, even one that is not allowed: links to it are no second mistake.
fn read_id(attribute: &Attribute, out: &mut Vec<Diagnostic>) -> Placed<String> {
    let id = &attribute.value;
    if !ids::is_allowed(&id.value) {
        let place = attribute.key.span;
        out.push(
            Diagnostic::at(Code::T0408, place, format!("`{}` may not be an id", id.value))
                .hint_if(ids::nearest_allowed(&id.value).map(|near| format!("`{near}` may")))
                .hint(ids::RULE),
        );
    }
    id.clone()
}

/// The themes that an attribute names.
pub(super) fn themes(attribute: &Attribute, text: &str, out: &mut Vec<Diagnostic>) -> Vec<Placed<String>> {
    let themes = target::words(&attribute.value, text, attribute.value.span.file);
    if themes.is_empty() {
        out.push(empty(attribute));
    }
    themes
}

/// A value that is not empty.
pub(super) fn text_of(attribute: &Attribute, out: &mut Vec<Diagnostic>) -> Option<String> {
    let value = attribute.value.value.trim();
    if value.is_empty() {
        out.push(empty(attribute));
        return None;
    }
    Some(value.to_owned())
}

fn empty(attribute: &Attribute) -> Diagnostic {
    Diagnostic::at(Code::T0412, attribute.key.span, format!("`{}` is empty", attribute.key.value))
        .hint("remove it where there is nothing to say")
}

/// One of a few words.
pub(super) fn word<T>(
    attribute: &Attribute,
    parse: impl Fn(&str) -> Option<T>,
    all: &[&str],
    code: Code,
    out: &mut Vec<Diagnostic>,
) -> Option<Placed<T>> {
    let value = &attribute.value;
    // A word of the format may still be none that this attribute takes.
    let parsed = parse(&value.value).filter(|_| all.contains(&value.value.as_str()));
    if parsed.is_none() {
        let message = format!("`{}` is not a value of `{}`", value.value, attribute.key.value);
        out.push(
            Diagnostic::at(code, value.span, message)
                .hint_if(did_you_mean(&value.value, all.iter().copied()))
                .hint(format!("it takes {}", in_words(all))),
        );
    }
    parsed.map(|p| Placed::new(p, value.span))
}

fn unknown(attribute: &Attribute) -> Diagnostic {
    let key = &attribute.key;
    Diagnostic::at(Code::T0402, key.span, format!("unknown attribute `{}`", key.value)).hint_if(
        did_you_mean(&key.value, FindingKey::SCHEMA.names()).or_else(|| {
            let names: Vec<&str> = FindingKey::SCHEMA.names().collect();
            Some(format!("known attributes: {}", names.join(", ")))
        }),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::FileId;
    use crate::source::body::parse_report;

    /// The keys of a recommendation's links with their bases, and the codes of what is wrong.
    fn bases(attributes: &str) -> (Vec<(LinkKey, Option<Basis>)>, Vec<&'static str>) {
        let text = format!("## R {{kind=recommendation}}\n\n- Words. {{#a {attributes}}}\n");
        let (body, problems) = parse_report(&text, 0, FileId(0), &Default::default());
        let links = body.findings.iter().flat_map(|f| &f.links).map(|l| (l.key.value, l.basis)).collect();
        (links, problems.iter().map(|p| p.code.name()).collect())
    }

    #[test]
    fn a_report_may_say_itself_that_it_asks_again() {
        let stated = Some(Basis::Stated);
        assert_eq!(bases("again=r#x basis=stated"), (vec![(LinkKey::Again, stated)], vec![]));
        assert_eq!(bases("again=\"r#x stated\""), (vec![(LinkKey::Again, stated)], vec![]));
        assert_eq!(bases("remains=\"all of r\" basis=stated"), (vec![(LinkKey::Remains, stated)], vec![]));
        assert_eq!(bases("again=r#x"), (vec![(LinkKey::Again, None)], vec![]));
    }

    #[test]
    fn a_recommendation_may_name_its_thread() {
        let titles = |text: &str| {
            let (body, problems) = parse_report(text, 0, FileId(0), &Default::default());
            let of = |f: &Finding| f.thread.as_ref().map(|t| t.value.clone());
            (
                body.findings.iter().map(of).collect::<Vec<_>>(),
                problems.iter().map(|p| p.code.name()).collect::<Vec<_>>(),
            )
        };
        let asked = "## R {kind=recommendation}\n\n- Words. {#a thread=\"Case  records\"}\n- More. {#b}\n";
        assert_eq!(titles(asked), (vec![Some("Case  records".to_owned()), None], vec![]));
        let found = "## F {kind=finding}\n\n- Words. {#a thread=Records}\n";
        assert_eq!(titles(found), (vec![None], vec!["T0415"]));
        let priority = "## F {kind=finding}\n\n- Words. {#a thread=Records kind=priority-action}\n";
        assert_eq!(titles(priority), (vec![Some("Records".to_owned())], vec![]));
    }

    #[test]
    fn an_answer_is_the_basis_of_verdicts_alone() {
        let (missed, again) = ((LinkKey::Missed, Some(Basis::Answered)), (LinkKey::Again, None));
        assert_eq!(bases("missed=r#x again=r#y basis=answered"), (vec![missed, again], vec![]));
        assert_eq!(bases("again=r#x basis=answered").1, ["T0407"]);
        assert_eq!(bases("supersedes=r#x basis=stated").1, ["T0407"]);
    }
}
