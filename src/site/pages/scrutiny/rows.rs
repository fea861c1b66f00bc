//! The rows of a scrutiny sheet, each with how much of the page it takes and where what it quotes can be read.

use serde::Serialize;

use super::ask::{Question, brief_name};
use super::room::{Print, height};
use crate::model::{Claim, FindingId, Recommendation, ReportId, Thread, ThreadId};
use crate::site::context::{Anchor, OutcomeView, PageContext, shorten, span_in_words};
use crate::site::meanings::sentence;
use crate::site::rows::claimed;
use crate::site::who::WhoView;
use crate::source::words::Kind;

/// How long what is quoted may be: enough to tell it from others, in two lines of print.
const QUOTED: usize = 150;
/// The same of what a question is about, and of a place in a report.
const ASKED: usize = 100;
const PLACE: usize = 40;
/// How many reports that asked are named: the first, and the newest.
const NAMED: usize = 5;

/// A failure, a claim or a question.
#[derive(Debug, Serialize)]
pub(super) struct Row {
    /// What is said of what is quoted: what was claimed and when, or the facts that put a question.
    said: String,
    /// The question.
    asks: &'static str,
    /// What was asked or claimed.
    quoted: Anchor,
    /// Whether that, and what was found, is an editor's summary.
    summary: bool,
    found_in_summary: bool,
    priority: bool,
    /// Where it was asked for, the oldest first.
    asked_in: Vec<AskedView>,
    /// How many reports that asked are not named.
    not_named: usize,
    raised: usize,
    since: String,
    open_for: Option<String>,
    outcome: Option<OutcomeView>,
    /// What became of a claim.
    status: Option<&'static str>,
    who: Option<WhoView>,
    /// The place of the words that decide.
    at: Option<Spot>,
    /// What the next report found.
    found: Option<String>,
    /// The numbers of its addresses.
    pub(super) numbers: Vec<usize>,
    /// Where what it quotes can be read.
    #[serde(skip)]
    pub(super) cites: Vec<String>,
    /// How much of the page it takes, in hundredths of a millimetre.
    #[serde(skip)]
    pub(super) height: u32,
    /// The reports that it names.
    #[serde(skip)]
    pub(super) reports: Vec<ReportId>,
}

/// A place in an original, and the way there where the document's own address is known.
#[derive(Debug, Serialize)]
struct Spot {
    text: String,
    href: Option<String>,
}

impl Spot {
    fn of(context: &PageContext<'_>, finding: FindingId) -> Option<Self> {
        let at = context.knowledge.finding(finding).at.as_deref()?;
        Some(Self { text: shorten(at, PLACE), href: context.place(finding).and_then(|place| place.href) })
    }

    /// What is printed of it.
    fn words(spot: Option<&Self>) -> &str {
        spot.map_or("", |spot| spot.text.as_str())
    }
}

#[derive(Debug, Serialize)]
struct AskedView {
    link: Anchor,
    at: Option<Spot>,
}

/// The space below a row.
const GAP: u32 = 130;

pub(super) fn failure(context: &PageContext<'_>, id: ThreadId) -> Row {
    let knowledge = context.knowledge;
    let thread = knowledge.thread(id);
    let until = context.newest_date(context.authority_of(thread));
    let (asked_in, not_named) = asked_in(context, thread);
    // The place of what raised it again stands beside that report already.
    let decides = thread.because.deciding().first().copied().filter(|by| !thread.asked_in.contains(&by.report));
    let row = Row {
        quoted: quoted(context, thread, QUOTED),
        summary: is_title(context, thread),
        priority: thread.level == Kind::PriorityAction,
        not_named,
        raised: thread.raised(),
        since: thread.since.in_words(),
        open_for: until.and_then(|until| span_in_words(thread.since, until)),
        outcome: Some(OutcomeView::new(&thread.because)),
        who: context.who(&thread.because),
        at: decides.and_then(|by| Spot::of(context, by)),
        reports: thread.asked_in.iter().copied().chain(thread.because.decided_in()).collect(),
        asked_in,
        ..Row::empty()
    };
    let asked: Vec<String> =
        row.asked_in.iter().map(|a| format!("{} {}", a.link.text, Spot::words(a.at.as_ref()))).collect();
    let open_for = row.open_for.as_deref().unwrap_or("");
    let more = if not_named > 0 { "in 00 more" } else { "" };
    let raised = format!("Asked for 00 times since {} ({open_for}): {} {more}", row.since, asked.join(" (); "));
    let cites = vec![row.quoted.href.clone()];
    let stands = row.stands();
    row.measured(cites, &["priority action"], &[&raised, &stands])
}

pub(super) fn claim(context: &PageContext<'_>, on: &Recommendation, claim: &Claim) -> Row {
    let knowledge = context.knowledge;
    let found = claim.answer.as_ref().and_then(|answer| answer.by.first()).copied();
    let text = shorten(&knowledge.finding(claim.by).text, QUOTED);
    let row = Row {
        said: format!("{}, {}", sentence(claimed(claim.key)), claim.date.in_words()),
        quoted: Anchor { href: context.finding_href(claim.by), text },
        summary: context.is_summary(claim.by.report),
        found_in_summary: found.is_some_and(|by| context.is_summary(by.report)),
        status: claim.status.map(crate::model::ClaimStatus::shown),
        who: claim.answer.as_ref().map(|answer| context.who_judged(answer)),
        at: found.and_then(|by| Spot::of(context, by)),
        found: found.map(|by| shorten(&knowledge.finding(by).text, QUOTED)),
        reports: [on.finding.report].into_iter().chain(claim.answer.as_ref().map(|a| a.report)).collect(),
        ..Row::empty()
    };
    let found = format!("“{}”", row.found.as_deref().unwrap_or(""));
    let cites = [Some(row.quoted.href.clone()), row.who.as_ref().map(|who| who.finding.href.clone())];
    let stands = row.stands();
    row.measured(cites.into_iter().flatten().collect(), &[], &[&stands, &found])
}

pub(super) fn question(context: &PageContext<'_>, question: Question) -> Row {
    let thread = context.knowledge.thread(question.thread);
    let row = Row {
        said: question.facts,
        asks: question.asks,
        quoted: quoted(context, thread, ASKED),
        summary: is_title(context, thread),
        reports: thread.asked_in.iter().copied().chain(thread.because.decided_in()).collect(),
        ..Row::empty()
    };
    let cites = vec![row.quoted.href.clone()];
    row.measured(cites, &[], &[])
}

impl Row {
    fn empty() -> Self {
        Self {
            said: String::new(),
            asks: "",
            quoted: Anchor { href: String::new(), text: String::new() },
            summary: false,
            found_in_summary: false,
            priority: false,
            asked_in: Vec::new(),
            not_named: 0,
            raised: 0,
            since: String::new(),
            open_for: None,
            outcome: None,
            status: None,
            who: None,
            at: None,
            found: None,
            numbers: Vec::new(),
            cites: Vec::new(),
            height: 0,
            reports: Vec::new(),
        }
    }

    /// Where it stands and who says so, about as it is printed.
    fn stands(&self) -> String {
        let mut words = vec![self.outcome.as_ref().map_or("", |o| o.shown), self.status.unwrap_or("")];
        for who in self.who.iter().flat_map(|who| [Some(who), who.before.as_deref()]).flatten() {
            words.extend(who.sign.as_ref().map(|sign| sign.text.as_str()));
            words.extend([who.how, who.finding.text.as_str()]);
            words.extend(who.basis);
            words.extend(who.then);
        }
        words.extend(self.who.as_ref().and_then(|who| who.before.as_ref()).map(|_| "met before,"));
        words.push(Spot::words(self.at.as_ref()));
        words.join(" ")
    }

    /// With what it cites and how much of the page it takes: its words with what else stands in their line, and
    /// lines of small print.
    fn measured(self, cites: Vec<String>, beside: &[&str], small: &[&str]) -> Self {
        let words = format!("{}: “{}” {} {} [00]", self.said, self.quoted.text, self.asks, beside.join(" "));
        let small: u32 = small.iter().map(|text| height(text, Print::Small)).sum();
        Self { cites, height: height(&words, Print::Words) + small + GAP, ..self }
    }
}

/// A thread by its title.
fn quoted(context: &PageContext<'_>, thread: &Thread, longest: usize) -> Anchor {
    let anchor = context.thread_link(thread);
    Anchor { text: shorten(&anchor.text, longest), ..anchor }
}

/// Whether the title of a thread is no report's own words.
fn is_title(context: &PageContext<'_>, thread: &Thread) -> bool {
    thread.members.len() > 1 || context.is_summary(context.knowledge.finding_of(thread.last).report)
}

fn asked_in(context: &PageContext<'_>, thread: &Thread) -> (Vec<AskedView>, usize) {
    let own = |report| context.knowledge.members(thread).find(|m| m.finding.report == report);
    let asked = |report: ReportId| AskedView {
        link: Anchor { text: brief_name(context, report), ..context.asks_in(thread, report) },
        at: own(report).and_then(|member| Spot::of(context, member.finding)),
    };
    let all = &thread.asked_in;
    let not_named = all.len().saturating_sub(NAMED);
    // The first says since when, the newest how it was put last.
    let named = all.iter().enumerate().filter(|(n, _)| *n == 0 || *n > not_named).map(|(_, report)| asked(*report));
    (named.collect(), not_named)
}
