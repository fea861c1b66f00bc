//! Atom feeds (RFC 4287): of the site, of each authority, of each theme, and of reports alone. An entry is a
//! report, or a change of outcome that a report brought; its date is the report's. Nothing is dated by when the
//! site was built.

use std::collections::BTreeMap;

use super::xml::Document;
use crate::diagnostics::Diagnostic;
use crate::model::changes::{Change, ReportChanges};
use crate::model::{FindingId, Knowledge, ReportId};
use crate::site::address::{feed_path, full_address};
use crate::site::{Page, Site};
use crate::source::date::PartialDate;
use crate::source::shorten::shorten;

/// So many of the newest entries: programs fetch a feed whole, again and again.
const NEWEST: usize = 100;

/// So many characters of a finding stand in the title of an entry.
const LONGEST: usize = 90;

/// Something new.
struct Entry {
    /// What makes it this entry for good.
    key: String,
    /// The day that it is dated by; of a date known in part, the first day that it can be.
    date: PartialDate,
    title: String,
    words: String,
    path: String,
    /// Whether it is about a whole report.
    is_report: bool,
    authority: String,
    themes: Vec<String>,
}

pub(super) fn files(site: &Site<'_>) -> Result<Vec<(String, Vec<u8>)>, Diagnostic> {
    let knowledge = site.knowledge();
    let entries = entries(site);
    let documents = &knowledge.documents;
    // Nothing is made for a page that has no feed.
    let made = |page: &Page, title: String, fits: &dyn Fn(&Entry) -> bool| {
        let path = feed_path(page, knowledge)?;
        let entries: Vec<&Entry> = entries.iter().filter(|e| fits(e)).take(NEWEST).collect();
        Some(feed(knowledge, &path, &title, page, &entries).map(|bytes| (path, bytes)))
    };
    let title = &documents.settings.title;
    let site = made(&Page::Home, title.clone(), &|_| true);
    let changes = made(&Page::Changes, format!("What changed: {title}"), &|e| e.is_report);
    let authorities = documents.authorities.iter().map(|(id, authority)| {
        made(&Page::Authority(id.clone()), format!("{}: {title}", authority.name), &|e| e.authority == *id)
    });
    let themes = documents.shown_themes().map(|theme| {
        made(&Page::Theme(theme.id.clone()), format!("{}: {title}", theme.title), &|e| e.themes.contains(&theme.id))
    });
    [site, changes].into_iter().chain(authorities).chain(themes).flatten().collect()
}

/// All entries, the newest first.
fn entries(site: &Site<'_>) -> Vec<Entry> {
    let knowledge = site.knowledge();
    let mut entries = Vec::new();
    for (&report, brought) in site.changes() {
        entries.push(of_report(knowledge, report, brought));
        // What a report says again as it stood before is no news.
        let changed = brought.changes.iter().filter(|c| c.before != c.after);
        entries.extend(changed.map(|change| of_change(knowledge, report, change)));
    }
    // What came on one day has an order of its own too: a feed that changes without news is news to its readers.
    entries.sort_by(|a, b| b.date.first_day().cmp(&a.date.first_day()).then_with(|| a.key.cmp(&b.key)));
    entries
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

fn of_report(knowledge: &Knowledge, id: ReportId, brought: &ReportChanges) -> Entry {
    let asks: Vec<FindingId> = knowledge.recommendations_of(id).map(|r| r.finding).collect();
    let mut themes: Vec<String> =
        asks.iter().flat_map(|f| &knowledge.finding(*f).themes).map(|t| t.value.clone()).collect();
    themes.sort();
    themes.dedup();
    Entry {
        key: format!("report {}", knowledge.report(id).id()),
        date: entry_date(knowledge, id),
        title: report_name(knowledge, id),
        words: format!("{} Asked for here: {}. {}", knowledge.report(id).title, asks.len(), in_words(brought)),
        path: Page::Report(id).path(knowledge),
        is_report: true,
        authority: knowledge.report(id).authority.clone(),
        themes,
    }
}

fn of_change(knowledge: &Knowledge, report: ReportId, change: &Change) -> Entry {
    let id = knowledge.finding_of(change.on);
    let finding = knowledge.finding(id);
    let sentence = |words: &str| {
        let mut chars = words.chars();
        chars.next().map_or_else(String::new, |c| c.to_uppercase().chain(chars).collect())
    };
    Entry {
        key: format!("change {} {}", knowledge.finding_name(id), knowledge.report(report).id()),
        date: entry_date(knowledge, report),
        title: format!("{}: {}", sentence(change.after.shown()), shorten(&finding.text, LONGEST)),
        words: format!(
            "{} Before: {}. Now: {}. {}.",
            finding.text,
            change.before.shown(),
            change.after.shown(),
            report_name(knowledge, report)
        ),
        path: Page::Recommendation(change.on).path(knowledge),
        is_report: false,
        authority: knowledge.report(id.report).authority.clone(),
        themes: finding.themes.iter().map(|t| t.value.clone()).collect(),
    }
}

/// `Of earlier ones: 3 met, 1 missed, 2 raised again; silent on 4.`
fn in_words(brought: &ReportChanges) -> String {
    let counts = brought.counts();
    let said = [
        (counts.met, "met"),
        (counts.partly_met, "partly met"),
        (counts.missed, "missed"),
        (counts.raised_again, "raised again"),
    ];
    let said: Vec<String> = said.iter().filter(|(n, _)| *n > 0).map(|(n, word)| format!("{n} {word}")).collect();
    let silent = match counts.silent_on {
        0 => String::new(),
        n => format!("; silent on {n}"),
    };
    match said.as_slice() {
        [] if brought.speaks => format!("Of earlier ones: no verdict{silent}."),
        [] if silent.is_empty() => "It says nothing of earlier ones.".to_owned(),
        [] => format!("Of earlier ones: nothing{silent}."),
        said => format!("Of earlier ones: {}{silent}.", said.join(", ")),
    }
}

fn feed(
    knowledge: &Knowledge,
    path: &str,
    title: &str,
    page: &Page,
    entries: &[&Entry],
) -> Result<Vec<u8>, Diagnostic> {
    let settings = &knowledge.documents.settings;
    let base = super::base(knowledge);
    // Without a base, addresses are seen from the feed.
    let root = if base.is_empty() { "../".repeat(path.matches('/').count()) } else { base.to_owned() };
    let newest = entries.first().map(|e| e.date);
    let mut document = Document::new();
    document.open("feed", &[("xmlns", "http://www.w3.org/2005/Atom"), ("xml:lang", &settings.language)]);
    document.text("id", &[], &lasting_id(&format!("feed {path}")));
    document.text("title", &[], title);
    document.text("updated", &[], &timestamp(newest));
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
    let themes: BTreeMap<&str, &str> =
        knowledge.documents.themes.iter().map(|(id, t)| (id.as_str(), t.title.as_str())).collect();
    for entry in entries {
        document.open("entry", &[]);
        document.text("id", &[], &lasting_id(&entry.key));
        document.text("title", &[], &entry.title);
        document.text("updated", &[], &timestamp(Some(entry.date)));
        document
            .empty("link", &[("rel", "alternate"), ("type", "text/html"), ("href", &format!("{root}{}", entry.path))]);
        for theme in &entry.themes {
            let label = themes.get(theme.as_str()).copied().unwrap_or(theme);
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
