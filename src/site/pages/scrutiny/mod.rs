//! The scrutiny sheet of an authority: one printed page for a councillor before a committee.
//!
//! It says where everything stands, in one sentence; the longest failures; claims that did not hold; questions made of
//! facts alone; and the addresses of what it quotes. Start at [`view`]: rows are made first, then as many of them are
//! taken, in turns, as one sheet of paper holds, and what is left out is counted.

mod ask;
mod room;
mod rows;
#[cfg(test)]
mod tests;

use std::cmp::Reverse;
use std::collections::BTreeSet;

use serde::Serialize;

use self::room::{Print, Room, height};
use self::rows::Row;
use crate::model::{Claim, Knowledge, Recommendation, ThreadId};
use crate::site::address::{Page, full_address};
use crate::site::code::{CodeView, code};
use crate::site::context::{Anchor, PageContext};
use crate::site::standing::{StandingView, standing};
use crate::source::Nature;
use crate::source::framework::Framework;

#[derive(Debug, Serialize)]
pub(crate) struct ScrutinyView {
    authority: Anchor,
    standing: StandingView,
    /// What was raised most often and is unresolved.
    failures: Vec<Row>,
    more_failures: usize,
    /// Claims after which the next report found less.
    claims: Vec<Row>,
    more_claims: usize,
    questions: Vec<Row>,
    /// Where what stands above can be read, by number.
    addresses: Vec<Anchor>,
    /// What every address begins with, where the site knows its own.
    base: Option<String>,
    /// This page's own address, and the same as a square code.
    address: Option<String>,
    code: Option<CodeView>,
    /// What the short names of reports stand for.
    short_names: Vec<ShortName>,
    /// Whether some words are an editor's.
    summary: bool,
}

#[derive(Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
struct ShortName {
    short: String,
    name: String,
}

/// How many rows of each kind a sheet has at most: failures, claims, questions.
const MOST: [usize; 3] = [6, 4, 5];

/// The order in which they are taken while there is room, by kind.
const TURNS: [usize; 15] = {
    const FAILURE: usize = 0;
    const CLAIM: usize = 1;
    const ASK: usize = 2;
    [FAILURE, ASK, CLAIM, FAILURE, ASK, ASK, FAILURE, ASK, ASK, CLAIM, FAILURE, CLAIM, FAILURE, FAILURE, CLAIM]
};

pub(crate) fn view(context: &PageContext<'_>, id: &str) -> Option<ScrutinyView> {
    let knowledge = context.knowledge;
    let authority = knowledge.documents.authorities.get(id)?;
    let threads = context.index.threads_of_authority(id);
    let failing = often_first(knowledge, threads, |id| knowledge.thread(id).outcome().is_unresolved());
    let open = often_first(knowledge, threads, |id| knowledge.thread(id).is_open());
    let lesser = lesser_claims(knowledge, threads);
    let [most_failures, most_claims, most_questions] = MOST;
    let mut rows: [Vec<Row>; 3] = [
        failing.iter().take(most_failures).map(|t| rows::failure(context, *t)).collect(),
        lesser.iter().take(most_claims).map(|(on, claim)| rows::claim(context, on, claim)).collect(),
        ask::candidates(context, &open, most_questions).into_iter().map(|q| rows::question(context, q)).collect(),
    ];
    let base = knowledge.documents.settings.base_url.clone();
    let address = base.as_deref().map(|base| full_address(base, &Page::Scrutiny(id.to_owned()).path(knowledge)));
    let mut view = ScrutinyView {
        authority: context.authority(id),
        standing: standing(context, id, threads),
        short_names: short_names(context, &rows),
        code: address.as_deref().and_then(code),
        address,
        base,
        summary: knowledge.reports_of(id).iter().any(|r| context.is_summary(*r)),
        ..ScrutinyView::empty()
    };
    let mut room = Room::of_page();
    room.take(view.fixed_height(context, id, &authority.name));
    fit(&mut room, &mut rows);
    for row in rows.iter_mut().flatten() {
        row.numbers = row.cites.iter().map(|href| number_of(&mut view.addresses, href)).collect();
    }
    [view.failures, view.claims, view.questions] = rows;
    view.more_failures = failing.len() - view.failures.len();
    view.more_claims = lesser.len() - view.claims.len();
    Some(view)
}

/// The way to the sheet of an authority, by the address that paper shows.
pub(super) fn link(context: &PageContext<'_>, id: &str) -> Anchor {
    let page = Page::Scrutiny(id.to_owned());
    let path = page.path(context.knowledge);
    let base = context.knowledge.documents.settings.base_url.as_deref();
    Anchor { href: context.href(&page), text: base.map_or_else(|| path.clone(), |base| full_address(base, &path)) }
}

/// Threads that somebody has read and that fit, those asked for most often first, then the oldest.
pub(super) fn often_first(
    knowledge: &Knowledge,
    threads: &[ThreadId],
    fits: impl Fn(ThreadId) -> bool,
) -> Vec<ThreadId> {
    let read = threads.iter().copied().filter(|t| knowledge.thread(*t).is_read && fits(*t));
    let mut some: Vec<ThreadId> = read.collect();
    some.sort_by_key(|id| {
        let thread = knowledge.thread(*id);
        (Reverse(thread.raised()), thread.since.last_day(), thread.outcome(), *id)
    });
    some
}

/// Claims on threads that somebody has read after which the next report found less: missed first, then the newest.
fn lesser_claims<'k>(knowledge: &'k Knowledge, threads: &[ThreadId]) -> Vec<(&'k Recommendation, &'k Claim)> {
    let read = threads.iter().map(|t| knowledge.thread(*t)).filter(|t| t.is_read);
    let claims = read.flat_map(|t| knowledge.members(t)).flat_map(|m| m.claims.iter().map(move |c| (m, c)));
    let mut lesser: Vec<_> = claims.filter(|(_, claim)| ask::contradicted(claim.status)).collect();
    lesser.sort_by_key(|(on, claim)| {
        let verdict = claim.answer.as_ref().map(|answer| answer.verdict);
        (Reverse(verdict), Reverse(claim.date.last_day()), on.id, claim.by)
    });
    lesser
}

/// Leaves of each kind of rows as many as there is room for, taken in turns.
fn fit(room: &mut Room, rows: &mut [Vec<Row>; 3]) {
    let mut taken = [0_usize; 3];
    let mut full = [false; 3];
    let mut cited: BTreeSet<&str> = BTreeSet::new();
    for kind in TURNS {
        let (Some(own), Some(count), Some(full)) = (rows.get(kind), taken.get_mut(kind), full.get_mut(kind)) else {
            continue;
        };
        let Some(row) = own.get(*count).filter(|_| !*full) else { continue };
        let new = row.cites.iter().filter(|href| !cited.contains(href.as_str()));
        let addresses: u32 = new.map(|href| height(path_of(href), Print::Address)).sum();
        if room.take(row.height + addresses) {
            *count += 1;
            cited.extend(row.cites.iter().map(String::as_str));
        } else {
            // A shorter one further down is less telling, so it does not take the place.
            *full = true;
        }
    }
    for (own, count) in rows.iter_mut().zip(taken) {
        own.truncate(count);
    }
}

/// The number of an address in the list, which takes it in where it is new.
fn number_of(addresses: &mut Vec<Anchor>, href: &str) -> usize {
    let at = addresses.iter().position(|known| known.href == href).unwrap_or_else(|| {
        addresses.push(Anchor { href: href.to_owned(), text: path_of(href).to_owned() });
        addresses.len() - 1
    });
    at + 1
}

/// An address from the site's root, of one that goes by way of the root.
fn path_of(href: &str) -> &str {
    href.trim_start_matches("../")
}

/// What the short names of the reports that some rows name stand for.
fn short_names(context: &PageContext<'_>, rows: &[Vec<Row>]) -> Vec<ShortName> {
    let reports = rows.iter().flatten().flat_map(|row| &row.reports);
    // A council's paper is called what it is.
    let inspections = reports.filter(|r| context.knowledge.report(**r).nature == Nature::Inspection);
    let frameworks = inspections.filter_map(|report| context.knowledge.framework(*report));
    let names = frameworks.map(|f| ShortName { short: f.short_name.clone(), name: name_in_print(f).to_owned() });
    names.filter(|n| n.short != n.name).collect::<BTreeSet<_>>().into_iter().collect()
}

/// The name of a framework that takes one line at most, where it has one.
fn name_in_print(framework: &Framework) -> &str {
    const LONGEST: usize = 80;
    let names = std::iter::once(&framework.name).chain(&framework.names);
    names.clone().find(|name| name.chars().count() <= LONGEST).unwrap_or(&framework.name)
}

impl ScrutinyView {
    fn empty() -> Self {
        Self {
            authority: Anchor { href: String::new(), text: String::new() },
            standing: StandingView::default(),
            failures: Vec::new(),
            more_failures: 0,
            claims: Vec::new(),
            more_claims: 0,
            questions: Vec::new(),
            addresses: Vec::new(),
            base: None,
            address: None,
            code: None,
            short_names: Vec::new(),
            summary: false,
        }
    }

    /// What all but the rows and their addresses takes, in hundredths of a millimetre.
    fn fixed_height(&self, context: &PageContext<'_>, id: &str, name: &str) -> u32 {
        /// Four headings with the space round them, and below two of them how many more there are.
        const HEADINGS: u32 = 4 * 800 + 2 * 360;
        /// The square code with its edge.
        const CODE: u32 = 2_500;
        /// The space above the notes.
        const ABOVE: u32 = 200;
        // As long as what the template says there.
        const COUNTED: &str = "What was asked for again counts once. ";
        const UNREAD: &str =
            "000 more recommendations stand in reports that nobody has read yet. No figure counts them.";
        const BEGINS: &str = "Each address begins with ";
        const MEANS: &str = "Unresolved: missed, met only in part, or slipped back, when a report last spoke of it; silence \
                             is never an answer. Years are counted to the newest report here. Words without quotation marks are the editor’s own. published by";
        let settings = &context.knowledge.documents.settings;
        let small = |text: &str| height(text, Print::Small);
        let title = 2 * height(&format!("{name}: scrutiny sheet").repeat(2), Print::Lead).div_ceil(2);
        let unread = if self.standing.has_unread() { small(UNREAD) } else { 0 };
        let address = self.address.as_deref().map_or(0, small);
        let head = title
            + height(self.standing.sentence(), Print::Lead)
            + small(&format!("{COUNTED}{}", self.standing.shares()))
            + unread
            + address;
        let base = small(&format!("{BEGINS}{}", self.base.as_ref().unwrap_or(&settings.title)));
        let mut notes = vec![MEANS, settings.title.as_str()];
        let readers = context.readers_of(id);
        notes.extend(readers.signs.iter().flat_map(|r| [r.text.as_str(), r.stands_for.as_str()]));
        notes.extend(self.short_names.iter().flat_map(|n| [n.short.as_str(), n.name.as_str()]));
        notes.extend([&settings.publisher, &settings.licence].into_iter().flatten().map(String::as_str));
        // One line more, since the last of them begin a line of their own.
        let foot = height(&notes.join(": . "), Print::Notes) + height("", Print::Notes) + ABOVE;
        head.max(CODE) + HEADINGS + base + foot
    }
}
