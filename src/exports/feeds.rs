//! Atom feeds (RFC 4287): of the site, of each authority, of each theme, and of reports alone. An entry is a
//! report, or a change of outcome that a report brought, dated as the report is; or a correction, dated as its editor
//! says. Nothing is dated by when the site was built.

use crate::site::plain;
use std::collections::BTreeMap;

use rayon::prelude::*;

use super::xml::Document;
use crate::diagnostics::Diagnostic;
use crate::model::changes::{Change, ReportChanges};
use crate::model::{Correction, FindingId, Knowledge, RecommendationId, ReportId};
use crate::site::address::{feed_path, full_address};
use crate::site::{Page, Site, in_words, sentence, shares, speaker};
use crate::source::date::PartialDate;
use crate::source::shorten::shorten;

/// So many of the newest entries: programs fetch a feed whole, again and again.
const NEWEST: usize = 100;

/// So many characters of a finding stand in the title of an entry.
const LONGEST: usize = 90;

/// Something new.
struct News<'a> {
    /// What makes it this entry for good.
    key: String,
    /// The day that it is dated by; of a date known in part, the first day that it can be.
    date: PartialDate,
    report: ReportId,
    what: What<'a>,
}

/// What is new.
#[derive(Clone, Copy)]
enum What<'a> {
    /// The report.
    Report(&'a ReportChanges),
    /// One of the changes that it brought.
    Change(&'a Change),
    /// Something was corrected in it without a new report.
    Correction(&'a Correction),
}

/// What a feed says of something new.
struct Entry {
    title: String,
    words: String,
    path: String,
    themes: Vec<String>,
}

pub(super) fn files<E: From<Diagnostic> + Send>(
    site: &Site<'_>,
    put: &(impl Fn(&str, &[u8]) -> Result<(), E> + Sync),
) -> Result<(), E> {
    let knowledge = site.knowledge();
    let all = news(site);
    let documents = &knowledge.documents;
    let title = &documents.settings.title;
    let mut feeds = vec![
        (Page::Home, title.clone(), all.iter().take(NEWEST).collect()),
        (
            Page::Changes,
            format!("What changed: {title}"),
            all.iter().filter(|n| !matches!(n.what, What::Change(_))).take(NEWEST).collect(),
        ),
    ];
    // Everything is gone through once, and not again for each feed.
    let (mut by_authority, mut by_theme) = (BTreeMap::new(), BTreeMap::new());
    for one in &all {
        // Of a change, the council that was asked: a successor's report may speak of it.
        let asked = match one.what {
            What::Report(_) => None,
            What::Change(change) => Some(change.on),
            What::Correction(correction) => knowledge.corrected(correction).first().copied(),
        };
        let of = asked.map_or(one.report, |on| knowledge.finding_of(on).report);
        enter(&mut by_authority, &knowledge.report(of).authority, one);
        for theme in themes_of(knowledge, one) {
            enter(&mut by_theme, theme, one);
        }
    }
    let of = |newest: &mut BTreeMap<&str, Vec<_>>, id: &str| newest.remove(id).unwrap_or_default();
    feeds.extend(documents.authorities.iter().map(|(id, authority)| {
        let newest = of(&mut by_authority, id);
        (Page::Authority(id.clone()), format!("{}: {title}", authority.name), newest)
    }));
    feeds.extend(documents.shown_themes().map(|theme| {
        let newest = of(&mut by_theme, &theme.id);
        (Page::Theme(theme.id.clone()), format!("{}: {title}", theme.title), newest)
    }));
    feeds.par_iter().try_for_each(|(page, title, newest)| {
        // Nothing is made for a page that has no feed.
        let Some(path) = feed_path(page, knowledge) else { return Ok(()) };
        let bytes = feed(knowledge, &path, title, page, newest)?;
        // Who follows it by an old address goes on getting what is new; the feed names the present one.
        old_feeds(knowledge, page).iter().try_for_each(|old| put(old, &bytes))?;
        put(&path, &bytes)
    })
}

/// The old addresses of a feed.
fn old_feeds(knowledge: &Knowledge, page: &Page) -> Vec<String> {
    let documents = &knowledge.documents;
    match page {
        Page::Authority(id) => {
            let old = documents.authorities.get(id).into_iter().flat_map(|a| documents.old_ids_of_authority(a));
            old.map(|old| format!("authorities/{old}.xml")).collect()
        }
        Page::Theme(id) => {
            let old = documents.themes.get(id).into_iter().flat_map(|t| documents.old_ids_of_theme(t));
            old.map(|old| format!("themes/{old}.xml")).collect()
        }
        _ => Vec::new(),
    }
}

/// Adds to a feed that has room.
fn enter<'a>(feeds: &mut BTreeMap<&'a str, Vec<&'a News<'a>>>, of: &'a str, news: &'a News<'a>) {
    let newest = feeds.entry(of).or_default();
    // A finding may name a theme twice.
    if newest.len() < NEWEST && newest.last().is_none_or(|last| last.key != news.key) {
        newest.push(news);
    }
}

/// Everything new, the newest first.
fn news<'a>(site: &'a Site<'_>) -> Vec<News<'a>> {
    let knowledge = site.knowledge();
    let mut all = Vec::new();
    for (&report, brought) in site.changes() {
        let date = entry_date(knowledge, report);
        let id = knowledge.report(report).id();
        all.push(News { key: format!("report {id}"), date, report, what: What::Report(brought) });
        // What a report says again as it stood before is no news.
        for change in brought.changes.iter().filter(|c| c.before != c.after) {
            let name = knowledge.finding_name(knowledge.finding_of(change.on));
            all.push(News { key: format!("change {name} {id}"), date, report, what: What::Change(change) });
        }
    }
    let mut keys: BTreeMap<String, usize> = BTreeMap::new();
    for correction in &knowledge.corrections {
        let about = correction.findings.first().map(|finding| knowledge.finding_name(*finding)).unwrap_or_default();
        let id = knowledge.report(correction.report).id();
        let mut key = format!("correction {id} {} {about}", correction.date);
        // Of one day and one thing there may be several, which are told apart by their order in the file.
        let number = keys.entry(key.clone()).or_default();
        *number += 1;
        if *number > 1 {
            key.push_str(&format!(" {number}"));
        }
        let (date, report) = (correction.date, correction.report);
        all.push(News { key, date, report, what: What::Correction(correction) });
    }
    // What came on one day has an order of its own too: a feed that changes without news is news to its readers.
    all.sort_by(|a, b| b.date.first_day().cmp(&a.date.first_day()).then_with(|| a.key.cmp(&b.key)));
    all
}

/// The themes of what a report asks for, or of what changed.
fn themes_of<'a>(knowledge: &'a Knowledge, news: &News<'_>) -> Vec<&'a str> {
    let of = |id: FindingId| knowledge.finding(id).themes.iter().map(|t| t.value.as_str());
    let mut themes: Vec<&str> = match news.what {
        What::Change(change) => return of(knowledge.finding_of(change.on)).collect(),
        What::Report(_) => knowledge.recommendations_of(news.report).flat_map(|r| of(r.finding)).collect(),
        What::Correction(correction) => {
            knowledge.corrected(correction).into_iter().flat_map(|on| of(knowledge.finding_of(on))).collect()
        }
    };
    themes.sort_unstable();
    themes.dedup();
    themes
}

/// The day that readers could know it: of publication, else of the visit.
fn entry_date(knowledge: &Knowledge, id: ReportId) -> PartialDate {
    let published = knowledge.report(id).published.as_ref().map(|p| p.value);
    published.unwrap_or_else(|| knowledge.date(id))
}

fn report_name(knowledge: &Knowledge, id: ReportId) -> String {
    let report = knowledge.report(id);
    let authority = knowledge.documents.authorities.get(&report.authority);
    let framework = knowledge.framework(id).map_or(report.framework.value.as_str(), |f| f.short_name.as_str());
    let authority = authority.map_or(report.authority.as_str(), |a| a.name.as_str());
    format!("{authority}: {framework}, {}", knowledge.date(id).in_words())
}

fn entry(knowledge: &Knowledge, news: &News<'_>) -> Entry {
    let report = news.report;
    let themes = themes_of(knowledge, news).into_iter().map(str::to_owned).collect();
    let change = match news.what {
        What::Change(change) => change,
        What::Correction(correction) => return corrected(knowledge, correction, themes),
        What::Report(brought) => {
            let asks = knowledge.recommendations_of(report).count();
            return Entry {
                title: report_name(knowledge, report),
                words: format!(
                    "{} Asked for here: {asks}. {}",
                    knowledge.report(report).title,
                    brought_in_words(brought, &speaker(knowledge, report))
                ),
                path: Page::Report(report).path(knowledge),
                themes,
            };
        }
    };
    let finding = knowledge.finding(knowledge.finding_of(change.on));
    Entry {
        title: format!("{}: {}", sentence(plain::outcome(change.after)), shorten(&finding.text, LONGEST)),
        words: format!(
            "{} Before: {}. Now: {}{}{}. {}.",
            finding.text,
            plain::outcome(change.before),
            plain::outcome(change.after),
            if change.raised_again { ", asked again" } else { "" },
            said_by(knowledge, report, change),
            report_name(knowledge, report)
        ),
        path: Page::Recommendation(change.on).path(knowledge),
        themes,
    }
}

/// A correction: what it says, and where what it is about stands now.
fn corrected(knowledge: &Knowledge, correction: &Correction, themes: Vec<String>) -> Entry {
    let about = knowledge.corrected(correction);
    let name = report_name(knowledge, correction.report);
    let words = |on: &RecommendationId| knowledge.finding(knowledge.finding_of(*on)).text.as_str();
    let now = |on: &RecommendationId| {
        let outcome = plain::outcome(knowledge.recommendation(*on).outcome());
        format!("“{}” Now: {outcome}.", shorten(words(on), LONGEST))
    };
    let stands: Vec<String> = about.iter().map(now).collect();
    let page = match about.as_slice() {
        [one] => Page::Recommendation(*one),
        _ => Page::Report(correction.report),
    };
    Entry {
        title: format!("Corrected: {}", about.first().map_or_else(|| name.clone(), |on| shorten(words(on), LONGEST))),
        words: [correction.note.clone(), stands.join(" "), format!("{name}.")].join(" ").replace("  ", " "),
        path: page.path(knowledge),
        themes,
    }
}

/// `, read by the editor from Ofsted’s words`; nothing where the report says nothing.
fn said_by(knowledge: &Knowledge, report: ReportId, change: &Change) -> String {
    let [_, after] = change.readers;
    // What changed by silence stands by an older report.
    let after = after.filter(|_| !change.by_silence);
    after.map(|reader| format!(", {}", in_words(reader, &speaker(knowledge, report)))).unwrap_or_default()
}

/// `Of earlier ones: 3 met, 1 missed, 2 asked again; 4 not mentioned.`
fn brought_in_words(brought: &ReportChanges, speaker: &str) -> String {
    let counts = brought.counts();
    let shares = shares(counts.by, speaker).map(|shares| format!(" Of these verdicts: {shares}.")).unwrap_or_default();
    let said = [
        (counts.met, "met"),
        (counts.partly_met, "partly met"),
        (counts.missed, "missed"),
        (counts.raised_again, plain::ASKED_AGAIN),
    ];
    let said: Vec<String> = said.iter().filter(|(n, _)| *n > 0).map(|(n, word)| format!("{n} {word}")).collect();
    let silent = match counts.silent_on {
        0 => String::new(),
        n => format!("; {n} not mentioned"),
    };
    match said.as_slice() {
        [] if brought.speaks => format!("Of earlier ones: no verdict{silent}."),
        [] if silent.is_empty() => "It says nothing of earlier ones.".to_owned(),
        [] => format!("Of earlier ones: nothing{silent}."),
        said => format!("Of earlier ones: {}{silent}.{shares}", said.join(", ")),
    }
}

fn feed(
    knowledge: &Knowledge,
    path: &str,
    title: &str,
    page: &Page,
    newest: &[&News<'_>],
) -> Result<Vec<u8>, Diagnostic> {
    let settings = &knowledge.documents.settings;
    let base = super::base(knowledge);
    // Without a base, addresses are seen from the feed.
    let root = if base.is_empty() { "../".repeat(path.matches('/').count()) } else { base.to_owned() };
    let mut document = Document::new();
    document.open("feed", &[("xmlns", "http://www.w3.org/2005/Atom"), ("xml:lang", &settings.language)]);
    document.text("id", &[], &lasting_id(&format!("feed {path}")));
    document.text("title", &[], title);
    document.text("updated", &[], &timestamp(newest.first().map(|n| n.date)));
    // Atom asks for one where entries name none: the publisher, whose words these are, and not the inspectorate.
    document.open("author", &[]);
    document.text("name", &[], settings.publisher.as_deref().unwrap_or(&settings.title));
    document.close("author");
    let path_of_page = page.path(knowledge);
    let address = if base.is_empty() { format!("{root}{path_of_page}") } else { full_address(base, &path_of_page) };
    document.empty("link", &[("rel", "alternate"), ("type", "text/html"), ("href", &address)]);
    if !base.is_empty() {
        document
            .empty("link", &[("rel", "self"), ("type", "application/atom+xml"), ("href", &format!("{base}{path}"))]);
    }
    for news in newest {
        let entry = entry(knowledge, news);
        document.open("entry", &[]);
        document.text("id", &[], &lasting_id(&news.key));
        document.text("title", &[], &entry.title);
        document.text("updated", &[], &timestamp(Some(news.date)));
        document
            .empty("link", &[("rel", "alternate"), ("type", "text/html"), ("href", &format!("{root}{}", entry.path))]);
        for theme in &entry.themes {
            let label = knowledge.documents.themes.get(theme).map_or(theme.as_str(), |t| t.title.as_str());
            document.empty("category", &[("term", theme), ("label", label)]);
        }
        document.text("summary", &[("type", "text")], &entry.words);
        document.close("entry");
    }
    document.close("feed");
    document.finish(path)
}

/// A name for good, wherever the site stands: a UUID made of the name (RFC 9562, version 8).
fn lasting_id(name: &str) -> String {
    let hash = blake3::hash(format!("throughline {name}").as_bytes());
    let mut bytes = [0_u8; 16];
    bytes.copy_from_slice(&hash.as_bytes()[..16]);
    // The version and the variant that the format asks for; all other bits are the name's.
    bytes[6] = (bytes[6] & 0x0f) | 0x80;
    bytes[8] = (bytes[8] & 0x3f) | 0x80;
    let number = u128::from_be_bytes(bytes);
    let [second, third, fourth] = [80, 64, 48].map(|bits| (number >> bits) & 0xffff);
    let (first, last) = (number >> 96, number & 0xffff_ffff_ffff);
    format!("urn:uuid:{first:08x}-{second:04x}-{third:04x}-{fourth:04x}-{last:012x}")
}

/// A date as the format wants it; a feed without entries has the earliest that there can be.
fn timestamp(date: Option<PartialDate>) -> String {
    date.map_or_else(|| "1970-01-01T00:00:00Z".to_owned(), |d| format!("{}T00:00:00Z", d.first_day()))
}
