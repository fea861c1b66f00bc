//! Whatever a page says decided is among the statements that the rules used, with that verdict: tried
//! on random knowledge bases, by looking at the views and at the links of the content alone.

use std::collections::BTreeSet;

use proptest::prelude::*;
use serde_json::Value;

use super::address::finding_path;
use super::{Page, Site};
use crate::model::{FindingId, FollowUp, Knowledge, On, Recommendation};
use crate::source::words::{LinkKey, Quantity, Verdict};
use crate::source::{Documents, Files};

/// A report of a random site: how many months after the one before, what kind, whether it was read, how
/// many recommendations, and what it says.
#[derive(Clone, Debug)]
struct Drawn {
    months: u8,
    kind: u8,
    reviewed: bool,
    asks: u8,
    says: Vec<Says>,
}

/// One link: which earlier recommendation, by what key, on what basis, and about which part.
#[derive(Clone, Copy, Debug)]
struct Says {
    target: u8,
    key: u8,
    basis: u8,
    part: u8,
    asks: bool,
}

const KEYS: &[&str] = &["met", "partly-met", "missed", "met", "missed", "again", "remains", "supersedes"];
const BASES: &[&str] = &[" basis=stated", " basis=answered", ""];
const PARTS: &[&str] = &["", "", "", " part=\"training\"", " part=\"records\""];

fn said() -> impl Strategy<Value = Says> {
    (any::<u8>(), 0..KEYS.len() as u8, 0..BASES.len() as u8, 0..PARTS.len() as u8, any::<bool>())
        .prop_map(|(target, key, basis, part, asks)| Says { target, key, basis, part, asks })
}

fn drawn() -> impl Strategy<Value = Vec<Drawn>> {
    let report = (0_u8..20, 0_u8..6, prop::bool::weighted(0.8), 0_u8..3, prop::collection::vec(said(), 0..6));
    let report = report.prop_map(|(months, kind, reviewed, asks, says)| Drawn { months, kind, reviewed, asks, says });
    prop::collection::vec(report, 2..9)
}

/// The content of a random site.
fn content(drawn: &[Drawn]) -> Vec<(String, String)> {
    let mut files = vec![
        ("site.toml".to_owned(), "title = \"Random\"\n".to_owned()),
        ("content/authorities/marrowby.md".to_owned(), "+++\nname = \"Marrowby\"\n+++\n".to_owned()),
    ];
    let (mut month, mut asked) = (0_u32, Vec::<String>::new());
    for (number, report) in drawn.iter().enumerate() {
        month += u32::from(report.months);
        let date = format!("{:04}-{:02}", 2010 + month / 12, 1 + month % 12);
        let (folder, framework) = match report.kind {
            0 => ("updates", "update"),
            1 => ("inspections", "focused-visit"),
            _ => ("inspections", "ilacs"),
        };
        let id = format!("{date}-{framework}-{}", number + 2);
        let dated = if folder == "updates" { "published" } else { "inspected" };
        let mut text = format!(
            "+++\ntitle = \"Report {number}\"\nframework = \"{framework}\"\n{dated} = {date}-10\nwording = \"summary\"\nreviewed = {}\n+++\n",
            report.reviewed
        );
        let earlier = asked.clone();
        for (n, says) in report.says.iter().enumerate().filter(|_| !earlier.is_empty()) {
            let target = &earlier[usize::from(says.target) % earlier.len()];
            let of_report = target.split('#').next().unwrap_or_default();
            let key = KEYS[usize::from(says.key)];
            let (kind, link) = match (framework, key) {
                ("update", _) => ("claim", format!("done={target}")),
                (_, "again" | "supersedes") => ("recommendation", format!("{key}={target}")),
                (_, "remains") => ("finding", format!("{key}={target}")),
                (_, "met") if says.target > 240 => ("finding", format!("met=\"all of {of_report}\"")),
                (_, "missed") if says.target > 240 => ("finding", format!("met=\"some of {of_report}\"")),
                _ => {
                    let kind = if says.asks && key != "met" { "recommendation" } else { "finding" };
                    let (basis, part) = (BASES[usize::from(says.basis)], PARTS[usize::from(says.part)]);
                    (kind, format!("{key}={target}{basis}{part}"))
                }
            };
            text.push_str(&format!("\n## Part {n} {{kind={kind}}}\n\n- Words {number} {n}. {{#s{n} {link}}}\n"));
            if kind == "recommendation" {
                asked.push(format!("{id}#s{n}"));
            }
        }
        for n in (0..report.asks).filter(|_| framework != "update") {
            text.push_str(&format!("\n## Asks {n} {{kind=recommendation}}\n\n- Request {number} {n}. {{#r{n}}}\n"));
            asked.push(format!("{id}#r{n}"));
        }
        files.push((format!("content/{folder}/marrowby/{id}.md"), text));
    }
    files
}

/// What links say, without asking the rules.
struct Links<'k> {
    knowledge: &'k Knowledge,
}

impl Links<'_> {
    /// The links of one finding about one of some recommendations.
    fn about<'a>(&'a self, by: FindingId, members: &'a [&Recommendation]) -> impl Iterator<Item = &'a FollowUp> {
        let on = |f: &FollowUp| members.iter().any(|m| self.knowledge.targets(f.on).contains(&m.id));
        self.knowledge.said_by(by.report).iter().filter(move |f| f.by == by && on(f))
    }

    /// The finding at an address seen from a folder.
    fn finding_at(&self, href: &str) -> Option<FindingId> {
        let path = href.trim_start_matches("../");
        let findings = self.knowledge.report_ids().flat_map(|r| self.knowledge.findings_of(r));
        findings.into_iter().find(|f| finding_path(self.knowledge, *f) == path)
    }

    /// The verdicts that a finding gives on some recommendations; asking again counts as missed.
    fn verdicts(&self, by: FindingId, members: &[&Recommendation]) -> BTreeSet<Verdict> {
        self.about(by, members)
            .flat_map(|f| {
                let none = matches!(f.on, On::Group { quantity: Quantity::None, .. });
                let verdict = if none { Some(Verdict::Missed) } else { f.key.verdict() };
                let asks = self.knowledge.finding(by).kind.asks() || f.key == LinkKey::Remains;
                verdict.into_iter().chain(asks.then_some(Verdict::Missed))
            })
            .collect()
    }

    /// Whether the findings that are said to decide can make the outcome that is shown.
    fn check(&self, outcome: &str, deciding: &[FindingId], members: &[&Recommendation]) -> Result<(), String> {
        let all: Vec<BTreeSet<Verdict>> = deciding.iter().map(|by| self.verdicts(*by, members)).collect();
        let every = |verdict| !all.is_empty() && all.iter().all(|v| v.contains(&verdict));
        let fits = match outcome {
            "met" => every(Verdict::Met),
            "missed" | "slipped-back" => every(Verdict::Missed),
            "partly-met" => {
                let parts = deciding.iter().flat_map(|by| self.about(*by, members)).any(|f| f.part.is_some());
                let told: BTreeSet<Verdict> = all.iter().flatten().copied().collect();
                told.contains(&Verdict::PartlyMet) || told.len() > 1 || (parts && told.contains(&Verdict::Met))
            }
            "superseded" => {
                let replaces = |by: &FindingId| self.about(*by, members).any(|f| f.key == LinkKey::Supersedes);
                !deciding.is_empty() && deciding.iter().all(replaces)
            }
            "general" => {
                let some = |f: &FollowUp| matches!(f.on, On::Group { quantity: Quantity::Some, .. });
                !deciding.is_empty() && deciding.iter().all(|by| self.about(*by, members).any(some))
            }
            _ => deciding.is_empty(),
        };
        if fits { Ok(()) } else { Err(format!("{outcome} is said to rest on {deciding:?}, which say {all:?}")) }
    }

    /// Who is named beside an outcome: one of its deciding findings, or a report that is silent or unread;
    /// for what slipped back, beside it a finding of *met* in an earlier report.
    fn check_who(&self, outcome: &str, who: &Value, members: &[&Recommendation]) -> Result<(), String> {
        let Some(href) = who["finding"]["href"].as_str() else {
            let needs_none = matches!(outcome, "awaiting" | "ended");
            return if needs_none { Ok(()) } else { Err(format!("{outcome}, and nobody says so")) };
        };
        let Some(by) = self.finding_at(href) else {
            let silent = matches!(outcome, "not-reported-on" | "unread");
            return if silent { Ok(()) } else { Err(format!("{outcome}, says {href}")) };
        };
        let told = self.verdicts(by, members);
        let fits = match who["verdict"].as_str() {
            Some("met") => told.contains(&Verdict::Met),
            Some("missed") => told.contains(&Verdict::Missed),
            // Together with others, any verdict may make it partly met.
            Some("partly-met") => !told.is_empty(),
            _ => self.about(by, members).next().is_some(),
        };
        if !fits {
            return Err(format!("{outcome}, says {href}, which says {told:?}"));
        }
        if outcome != "slipped-back" {
            return Ok(());
        }
        let before = who["before"]["finding"]["href"].as_str().and_then(|href| self.finding_at(href));
        let before = before.ok_or("slipped back, and nobody said that it was met")?;
        let earlier = self.knowledge.date(by.report).is_later_than(self.knowledge.date(before.report));
        let met = self.verdicts(before, members).contains(&Verdict::Met);
        if earlier && met {
            Ok(())
        } else {
            Err(format!("slipped back, met before by {before:?} (earlier: {earlier})"))
        }
    }
}

/// Looks at every page of a random site that says where something stands.
fn look(knowledge: &Knowledge) -> Result<(), String> {
    let (site, links) = (Site::new(knowledge), Links { knowledge });
    let json = |page: &Page| serde_json::to_value(site.view(page).2).map_err(|e| e.to_string());
    for recommendation in &knowledge.recommendations {
        let view = json(&Page::Recommendation(recommendation.id))?;
        let stands = &view["stands"];
        let outcome = stands["outcome"]["word"].as_str().unwrap_or_default();
        let hrefs = view["deciding"].as_array().into_iter().flatten().filter_map(|d| d["finding"]["href"].as_str());
        let mut deciding: Vec<FindingId> = hrefs.filter_map(|href| links.finding_at(href)).collect();
        let name = knowledge.finding_name(recommendation.finding);
        let told = |e| format!("{name}: {e}");
        let thread = knowledge.thread(recommendation.thread);
        let members: Vec<&Recommendation> = knowledge.members(thread).collect();
        // What it says itself by asking again stands at the head of its page.
        deciding.extend(thread.because.deciding().iter().filter(|by| **by == recommendation.finding));
        links.check(outcome, &deciding, &members).map_err(told)?;
        links.check_who(outcome, &stands["who"], &members).map_err(told)?;
        let own = recommendation.outcome().word();
        let apart = &view["own"];
        if !apart.is_null() {
            links.check_who(own, &apart["who"], &[recommendation]).map_err(told)?;
        }
        // Where it stands itself is said, unless that is where its thread stands, or it waits as its thread does.
        let said = apart["outcome"]["word"].as_str().unwrap_or(outcome);
        if said != own && view["waits"] != true {
            return Err(told(format!("is {own} and said to be {said}")));
        }
        let mut shown = view["evidence"].as_array().into_iter().flatten();
        if recommendation.outcome().has_verdict() && !shown.any(|e| e["decides"] == true) {
            return Err(told(format!("{own}, and none of its evidence decides")));
        }
    }
    // What reports changed, one after another, ends where the thread stands now.
    for thread in knowledge.threads.iter().filter(|t| t.outcome().has_verdict()) {
        let own = site.changes().iter().flat_map(|(report, brought)| {
            brought.changes.iter().filter(|c| c.thread == thread.id).map(move |c| (*report, c))
        });
        let mut own: Vec<_> = own.collect();
        own.sort_by(|a, b| knowledge.list_order(a.0, b.0));
        let once = own.chunk_by(|a, b| a.0 == b.0).all(|of_report| of_report.len() == 1);
        let last = own.last().map(|(_, change)| change.after);
        if !once || last != Some(thread.outcome()) {
            return Err(format!("{:?} stands {:?}, and what changed are {own:?}", thread.id, thread.outcome()));
        }
    }
    let view = json(&Page::Authority("marrowby".to_owned()))?;
    let grid = crate::model::grid::grid(knowledge, "marrowby");
    for (row, shown) in grid.rows.iter().zip(view["grid"]["rows"].as_array().into_iter().flatten()) {
        let thread = knowledge.thread(row.thread);
        let members: Vec<&Recommendation> = knowledge.members(thread).collect();
        let outcome = shown["outcome"]["word"].as_str().unwrap_or_default();
        links.check_who(outcome, &shown["who"], &members)?;
        // The deciding verdict is always a cell of its row.
        for by in thread.because.deciding().iter().filter(|_| thread.outcome().has_verdict()) {
            let column = grid.columns.iter().position(|r| *r == by.report);
            let state = column.and_then(|n| shown["cells"][n]["state"].as_str()).unwrap_or_default();
            if !matches!(state, "met" | "partly-met" | "missed") {
                return Err(format!("{by:?} decides, and its cell says {state}"));
            }
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_pages_say_decided_is_what_the_rules_used(drawn in drawn()) {
        let files = content(&drawn);
        let texts = files.iter().map(|(path, text)| (path.as_str(), text.as_str()));
        let (knowledge, _) = Knowledge::build(Documents::read(Files::from_texts(texts)).0);
        if let Err(wrong) = look(&knowledge) {
            let shown: Vec<String> = files.iter().skip(2).map(|(path, text)| format!("== {path}\n{text}")).collect();
            prop_assert!(false, "{wrong}\n{}", shown.join("\n"));
        }
    }
}
