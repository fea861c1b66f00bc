//! What can be found: authorities, themes, reports, recommendations and findings.

use std::collections::BTreeMap;

use super::related::Related;
use crate::model::{FindingId, Knowledge, On, Outcome, ReportId};
use crate::site::Page;
use crate::site::address::finding_path;
use crate::source::Nature;
use crate::source::body::Body;
use crate::source::words::Kind;

/// What kind of thing a record is: a facet, and part of how high it is ranked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Sort {
    Authority,
    Theme,
    Inspection,
    Update,
    Finding(Kind),
}

impl Sort {
    /// The word in addresses.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Authority => "authority",
            Self::Theme => "theme",
            Self::Inspection => "inspection",
            Self::Update => "update",
            Self::Finding(kind) => kind.word(),
        }
    }

    /// The word on the page.
    pub(super) fn shown(self) -> &'static str {
        match self {
            Self::Authority => "authority",
            Self::Theme => "theme",
            Self::Inspection => "inspection",
            Self::Update => "council’s paper",
            Self::Finding(kind) => kind.shown(),
        }
    }

    /// How much more its likeness counts than another's: what was asked for is what readers look for.
    pub(super) fn counts(self) -> f64 {
        match self {
            Self::Authority | Self::Theme => 1.0,
            Self::Inspection | Self::Update => 0.9,
            Self::Finding(kind) if kind.asks() => 1.0,
            Self::Finding(_) => 0.6,
        }
    }
}

/// Something that can be found.
#[derive(Debug)]
pub(super) struct Record {
    pub(super) sort: Sort,
    /// Its address from the site's root.
    pub(super) href: String,
    pub(super) title: String,
    /// Where it belongs: council, report, place.
    pub(super) place: String,
    /// Its words, as far as a result shows them.
    pub(super) excerpt: String,
    pub(super) outcome: Option<Outcome>,
    pub(super) themes: Vec<String>,
    pub(super) texts: Texts,
}

/// A record's words, by how much they count.
#[derive(Debug, Default)]
pub(super) struct Texts {
    pub(super) title: String,
    pub(super) id: String,
    pub(super) body: String,
    /// Council, report, framework, year.
    pub(super) around: String,
    /// What others say of it, and words of the same meaning.
    pub(super) related: String,
}

/// Records of one report, which follow each other.
#[derive(Debug)]
pub(super) struct OfReport {
    pub(super) report: ReportId,
    pub(super) records: Vec<Record>,
}

/// All records: authorities and themes, then report by report.
#[derive(Debug)]
pub(super) struct Records {
    pub(super) authorities: Vec<Record>,
    pub(super) themes: Vec<Record>,
    pub(super) reports: Vec<OfReport>,
}

/// How many letters of a record's words a result shows.
const SHOWN: usize = 260;

pub(super) fn records(knowledge: &Knowledge) -> Records {
    let related = Related::new();
    let said = said_of(knowledge);
    let of_authority = |id: &String| knowledge.catalogue.reports_of(id).iter().copied();
    Records {
        authorities: knowledge.documents.authorities.keys().map(|id| authority(knowledge, id)).collect(),
        themes: knowledge.documents.themes.keys().map(|id| theme(knowledge, &related, id)).collect(),
        reports: knowledge
            .documents
            .authorities
            .keys()
            .flat_map(of_authority)
            .map(|id| of_report(knowledge, &related, &said, id))
            .collect(),
    }
}

/// The findings that say something of a recommendation.
fn said_of(knowledge: &Knowledge) -> BTreeMap<FindingId, Vec<FindingId>> {
    let mut said: BTreeMap<FindingId, Vec<FindingId>> = BTreeMap::new();
    for one in &knowledge.said {
        if let On::One(on) = one.on {
            said.entry(on).or_default().push(one.by);
        }
    }
    said
}

/// The plain words of a body, without those of findings.
fn words(knowledge: &Knowledge, file: crate::diagnostics::FileId, body: &Body) -> String {
    let source = knowledge.documents.sources.file(file).map_or("", |f| f.text.as_str());
    let plain = body.places.iter().filter(|p| p.finding.is_none()).map(|p| p.plain(source));
    plain.collect::<Vec<_>>().join(" ")
}

fn authority(knowledge: &Knowledge, id: &str) -> Record {
    let authority = &knowledge.documents.authorities[id];
    let body = words(knowledge, authority.file, &authority.body);
    let open = knowledge.threads.iter().filter(|t| t.is_open() && knowledge.report(t.last().report).authority == id);
    let mut title = authority.name.clone();
    for other in &authority.other_names {
        title.push_str(&format!(" {other}"));
    }
    Record {
        sort: Sort::Authority,
        href: Page::Authority(id.to_owned()).path(knowledge),
        title: authority.name.clone(),
        place: match open.count() {
            0 => "nothing is open".to_owned(),
            1 => "1 thread is open".to_owned(),
            n => format!("{n} threads are open"),
        },
        excerpt: shorten(&body),
        outcome: None,
        themes: Vec::new(),
        texts: Texts {
            title,
            id: id.to_owned(),
            body,
            around: format!("council authority local {}", authority.region.clone().unwrap_or_default()),
            related: "all inspections reports open still overview history".to_owned(),
        },
    }
}

fn theme(knowledge: &Knowledge, related: &Related, id: &str) -> Record {
    let theme = &knowledge.documents.themes[id];
    let body = words(knowledge, theme.file, &theme.body);
    let terms = theme.terms.join(" ");
    Record {
        sort: Sort::Theme,
        href: Page::Theme(id.to_owned()).path(knowledge),
        title: theme.title.clone(),
        place: if theme.group { "group of children".to_owned() } else { "subject".to_owned() },
        excerpt: shorten(&body),
        outcome: None,
        themes: vec![id.to_owned()],
        texts: Texts {
            title: theme.title.clone(),
            id: id.to_owned(),
            related: related.to(&format!("{} {terms} {body}", theme.title)),
            body: format!("{body} {terms}"),
            around: "theme subject every council all authorities across".to_owned(),
        },
    }
}

fn of_report(
    knowledge: &Knowledge,
    related: &Related,
    said: &BTreeMap<FindingId, Vec<FindingId>>,
    id: ReportId,
) -> OfReport {
    let around = around(knowledge, id);
    let mut records = vec![report(knowledge, id, &around)];
    for finding in knowledge.findings_of(id) {
        records.push(one_finding(knowledge, related, said, finding, &around));
    }
    OfReport { report: id, records }
}

/// The words that say which report it is.
fn around(knowledge: &Knowledge, id: ReportId) -> String {
    let report = knowledge.report(id);
    let authority = knowledge.documents.authorities.get(&report.authority);
    let name = authority.map_or(report.authority.as_str(), |a| a.name.as_str());
    let framework = knowledge.framework(id);
    let short = framework.map_or("", |f| f.short_name.as_str());
    format!("{name} {short} {}", knowledge.date(id).in_words())
}

/// Its short name with its date: `ILACS, July 2022`.
fn short_name(knowledge: &Knowledge, id: ReportId) -> String {
    let framework = knowledge.framework(id);
    let short = framework.map_or_else(|| knowledge.report(id).framework.value.clone(), |f| f.short_name.clone());
    format!("{short}, {}", knowledge.date(id).in_words())
}

fn authority_name(knowledge: &Knowledge, id: ReportId) -> String {
    let authority = &knowledge.report(id).authority;
    knowledge.documents.authorities.get(authority).map_or_else(|| authority.clone(), |a| a.name.clone())
}

fn report(knowledge: &Knowledge, id: ReportId, around: &str) -> Record {
    let report = knowledge.report(id);
    let body = words(knowledge, report.file, &report.body);
    let framework = knowledge.framework(id).map_or("", |f| f.name.as_str());
    let mut facts: Vec<String> = report.inspectors.clone();
    facts.extend(report.judgements.iter().map(|j| format!("{} {}", j.name.value, j.grade.value)));
    facts.extend(report.scope_text.clone());
    let update = report.nature == Nature::Update;
    Record {
        sort: if update { Sort::Update } else { Sort::Inspection },
        href: Page::Report(id).path(knowledge),
        title: report.title.clone(),
        place: format!("{}, {}", authority_name(knowledge, id), short_name(knowledge, id)),
        excerpt: shorten(&body),
        outcome: None,
        themes: report.scope.iter().flatten().map(|t| t.value.clone()).collect(),
        texts: Texts {
            title: format!("{} {around}", report.title),
            id: report.name.clone(),
            around: format!(
                "{framework} {}",
                if update {
                    "council's own paper progress what the council says"
                } else {
                    "report inspection inspectors visit letter"
                }
            ),
            related: format!("{} {body}", facts.join(" ")),
            body: facts.join(" "),
        },
    }
}

fn one_finding(
    knowledge: &Knowledge,
    related: &Related,
    said: &BTreeMap<FindingId, Vec<FindingId>>,
    id: FindingId,
    around: &str,
) -> Record {
    let finding = knowledge.finding(id);
    let standing = knowledge.standings.get(&id);
    let themes: Vec<String> = finding.themes.iter().map(|t| t.value.clone()).collect();
    let mut more = related.to(&finding.text);
    let mut own_themes = String::new();
    for theme in themes.iter().filter_map(|t| knowledge.documents.themes.get(t)) {
        own_themes.push_str(&format!(" {}", theme.title));
        more.push_str(&format!(" {}", theme.terms.join(" ")));
    }
    for by in said.get(&id).into_iter().flatten() {
        more.push_str(&format!(" {}", knowledge.finding(*by).text));
    }
    let mut place = format!("{}, {}", authority_name(knowledge, id.report), short_name(knowledge, id.report));
    if let Some(at) = &finding.at {
        place.push_str(&format!(", {at}"));
    }
    Record {
        sort: Sort::Finding(finding.kind),
        href: match standing {
            Some(_) => Page::Recommendation(id).path(knowledge),
            None => finding_path(knowledge, id),
        },
        title: String::new(),
        place,
        excerpt: shorten(&finding.text),
        outcome: standing.map(|s| s.outcome),
        themes,
        texts: Texts {
            title: String::new(),
            id: finding.id.as_ref().map(|i| i.value.clone()).unwrap_or_default(),
            body: finding.text.clone(),
            around: format!("{around}{own_themes}"),
            related: more,
        },
    }
}

/// A text cut at a word's end.
fn shorten(text: &str) -> String {
    if text.chars().count() <= SHOWN {
        return text.to_owned();
    }
    let cut: String = text.chars().take(SHOWN).collect();
    format!("{}…", cut[..cut.rfind(' ').unwrap_or(cut.len())].trim_end_matches([',', ';', ':', ' ']))
}
