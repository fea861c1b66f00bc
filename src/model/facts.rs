//! Checks of single facts: names that must exist, values that must fit.

use std::collections::BTreeSet;

use super::text_links::no_file;
use super::{Catalogue, is_inspection};
use crate::diagnostics::{Code, Diagnostic, Span, did_you_mean};
use crate::source::body::Finding;
use crate::source::date::PartialDate;
use crate::source::published;
use crate::source::schema::{Keys as _, ReportKey};
use crate::source::words::{Kind, Wording};
use crate::source::{Documents, Nature, Placed, Report, content_path, ids};

pub(super) fn check(documents: &Documents, catalogue: &Catalogue, problems: &mut Vec<Diagnostic>) {
    check_decisions(documents, catalogue, problems);
    for authority in documents.authorities.values() {
        for earlier in &authority.succeeds {
            check_authority(documents, &earlier.value, earlier.span, problems);
            if earlier.value == authority.id {
                problems.push(
                    Diagnostic::at(Code::T0301, earlier.span, "an authority cannot succeed itself").hint("remove it"),
                );
            }
        }
    }
    let families = families(documents);
    for framework in documents.frameworks.values().filter(|f| f.is_own) {
        for family in framework.headings.families() {
            check_family(&families, family, problems);
        }
    }
    for report in &documents.reports {
        check_authority(documents, &report.authority, report.top, problems);
        check_framework(documents, report, problems);
        if documents.explains(report) {
            check_name(report, problems);
        }
        check_scope(documents, report, problems);
        check_terms(report, problems);
        check_original(documents, report, problems);
        check_body(documents, report, &families, problems);
        if !report.reviewed {
            problems.push(
                Diagnostic::at(Code::T0317, report.top, "the report has not been reviewed")
                    .hint("read it, decide on what it may say, and set `reviewed = true`; until then its silence counts for nothing"),
            );
        }
    }
}

/// Decisions of `review.toml` name what is there.
fn check_decisions(documents: &Documents, catalogue: &Catalogue, problems: &mut Vec<Diagnostic>) {
    let decisions = &documents.decisions;
    let of_passages = decisions.of_passages().flat_map(|d| std::iter::once(&d.by).chain(&d.on));
    for id in of_passages.chain(decisions.whole_reports()) {
        let (report, finding) = match id.value.split_once('#') {
            Some((report, finding)) => (report, Some(finding)),
            None => (id.value.split('~').next().unwrap_or_default(), None),
        };
        // A decision about a draft waits for it, and one about what was withdrawn harms nobody.
        let apart = documents.apart.report(report).is_some()
            || catalogue.report(report).zip(finding).is_some_and(|(r, f)| catalogue.withdrawn(r.is, f).is_some());
        if catalogue.kept(&id.value).is_none() && !documents.is_unread_report(report) && !apart {
            let hint = match (catalogue.report(report), finding) {
                (Some(report), Some(finding)) => catalogue.near_finding(finding, report.is),
                _ => "ids stand here in full: nottingham-city/2011-08-cra#case-records".to_owned(),
            };
            problems.push(
                Diagnostic::at(Code::T0318, id.span, format!("`{}` names nothing", id.value))
                    .hint(hint)
                    .hint("a decision that stands for nothing can be removed"),
            );
        }
    }
}

fn check_authority(documents: &Documents, id: &str, span: Span, problems: &mut Vec<Diagnostic>) {
    let path = content_path::of_authority(id);
    let unread = documents.is_unread(&path) || documents.is_unread(content_path::REGISTER);
    let is_known = documents.authorities.contains_key(id) || documents.register.bodies.contains_key(id);
    // Reports of one that is not on the site are not either, so this is what an authority succeeds.
    if let Some(why) = documents.apart.authority(id) {
        problems.push(why.wrong(id, span));
    } else if !is_known && !unread {
        let known = documents.authorities.keys().chain(documents.register.bodies.keys());
        problems.push(
            Diagnostic::at(Code::T0301, span, format!("there is no authority `{id}`"))
                .hint_if(did_you_mean(id, known.map(String::as_str)))
                .hint(if ids::is_allowed(id) {
                    format!("an authority that the register does not have needs a file: {path}")
                } else {
                    "an authority is named by its id: the name of its file, without `.md`".to_owned()
                }),
        );
    }
}

fn check_theme(documents: &Documents, theme: &Placed<String>, problems: &mut Vec<Diagnostic>) {
    let path = content_path::of_theme(&theme.value);
    if let Some(why) = documents.apart.theme(&theme.value) {
        problems.push(why.wrong(&theme.value, theme.span));
        return;
    }
    if !documents.themes.contains_key(&theme.value) && !documents.is_unread(&path) {
        problems.push(
            Diagnostic::at(Code::T0302, theme.span, format!("there is no theme `{}`", theme.value))
                .hint_if(did_you_mean(&theme.value, documents.themes.keys().map(String::as_str)))
                .hint(if ids::is_allowed(&theme.value) {
                    format!("a theme needs a file: {path}")
                } else {
                    "a theme is named by its id; several are separated by commas".to_owned()
                }),
        );
    }
}

fn check_framework(documents: &Documents, report: &Report, problems: &mut Vec<Diagnostic>) {
    let id = &report.framework;
    if id.value.is_empty() {
        return;
    }
    let Some(framework) = documents.frameworks.get(&id.value) else {
        if documents.is_unread(&content_path::of_framework(&id.value)) {
            return;
        }
        problems.push(
            Diagnostic::at(Code::T0303, id.span, format!("there is no framework `{}`", id.value))
                .hint_if(did_you_mean(&id.value, documents.frameworks.keys().map(String::as_str)))
                .hint(format!(
                    "those there are: {}",
                    documents.frameworks.keys().cloned().collect::<Vec<_>>().join(", ")
                )),
        );
        return;
    };
    if framework.nature() != report.nature {
        problems.push(
            Diagnostic::at(Code::T0312, id.span, format!("`{}` does not fit this folder", id.value))
                .hint("a council's own paper lies in content/updates/ with the framework `update`, an inspection in content/inspections/ with any other"),
        );
    }
    for judgement in report.judgements.iter().filter(|_| !framework.grades.is_empty()) {
        let grade = &judgement.grade;
        if framework.rank(&grade.value).is_none() {
            let scale: Vec<&str> = framework.grades.iter().map(|g| g.name.as_str()).collect();
            problems.push(
                Diagnostic::at(
                    Code::T0309,
                    grade.span,
                    format!("`{}` is not a grade of `{}`", grade.value, framework.id),
                )
                // No nearest one: `Adequate` is nearest to `Inadequate`.
                .hint(format!("its grades: {}; leave it as it is where the report prints it so", scale.join(", "))),
            );
        }
    }
}

/// The month of the date and the framework, with `-2` and so on for a second one.
fn check_name(report: &Report, problems: &mut Vec<Diagnostic>) {
    let Some(date) = report.date() else { return };
    let stem = match date {
        PartialDate::Year(year) => format!("{year:04}"),
        PartialDate::Month(year, month) => format!("{year:04}-{month:02}"),
        PartialDate::Day(day) => format!("{:04}-{:02}", day.year(), day.month()),
    };
    let expected = format!("{stem}-{}", report.framework.value);
    let fits = report.name.strip_prefix(&expected).is_some_and(|rest| {
        rest.is_empty() || rest.strip_prefix('-').is_some_and(|n| n.bytes().all(|b| b.is_ascii_digit()))
    });
    if !fits {
        problems.push(
            Diagnostic::at(Code::T0308, report.top, format!("the id `{}` does not fit the report's date and framework", report.name))
                .hint(format!("by them it would be `{expected}`; ids are permanent, so rename only what has not been published, or keep the old one in `aliases`")),
        );
    }
}

/// Quoted words have terms under which they are quoted.
fn check_terms(report: &Report, problems: &mut Vec<Diagnostic>) {
    if report.held && report.wording == Wording::Verbatim && report.origin.licence.is_none() {
        problems.push(
            Diagnostic::at(Code::T0320, report.top, "a quoted report does not say under what terms").hint(
                "add `licence` to its [source], such as licence = \"Open Government Licence\", as its imprint says",
            ),
        );
    }
}

/// Whoever doubts what stands here can look it up.
fn check_original(documents: &Documents, report: &Report, problems: &mut Vec<Diagnostic>) {
    if let Some(own) = &report.origin.own {
        let path = own.value.split('#').next().unwrap_or_default();
        if documents.file_at(path).is_none() {
            problems.push(no_file(documents, &published::decoded(path), own.span));
        }
    }
    // A draft has much else to be settled first, and the desk shows it beside the file it came from.
    let counts = report.held && report.reviewed;
    // Of an authority that is not there, or cannot be read, nobody knows what lists its reports.
    let known = documents.authorities.contains_key(&report.authority);
    if counts && known && documents.original(report, None).is_none() {
        problems.push(
            Diagnostic::at(Code::T0321, report.top, "nobody is told where this report can be read").hint(
                "add `url` to its [source], or `list` where only a page is known that lists it; for all inspections of an authority, `reports` in its file",
            ),
        );
    }
}

fn check_scope(documents: &Documents, report: &Report, problems: &mut Vec<Diagnostic>) {
    for theme in report.scope.iter().flatten() {
        check_theme(documents, theme, problems);
    }
    for theme in &report.suggested_scope {
        check_theme(documents, theme, problems);
        // A draft may carry it: that is where the editor finds it.
        if report.reviewed {
            problems.push(
                Diagnostic::at(Code::T0316, theme.span, format!("`{}` is only suggested as scope", theme.value))
                    .hint("rename `suggested-scope` to `scope` if it is right, or remove it"),
            );
        }
    }
    let narrow = documents.frameworks.get(&report.framework.value).is_some_and(|f| !f.full);
    // Who looked for it and did not find it has said so.
    let asked = report.not_stated.iter().any(|field| field == ReportKey::Scope.name());
    let open = narrow && report.held && report.scope.is_none() && !asked;
    if is_inspection(report) && documents.explains(report) && open {
        problems.push(
            Diagnostic::at(Code::T0310, report.framework.span, "a narrow visit without `scope`")
                .label("does not cover everything")
                .hint("add scope = [\"theme\", ...]: what the visit looked at; where it does not say, not_stated = [\"scope\"]"),
        );
    }
}

fn families(documents: &Documents) -> BTreeSet<&str> {
    documents
        .frameworks
        .values()
        .flat_map(|f| std::iter::once(&f.family).chain(&f.covers))
        .map(String::as_str)
        .collect()
}

fn check_family(families: &BTreeSet<&str>, family: &Placed<String>, problems: &mut Vec<Diagnostic>) {
    if !families.contains(family.value.as_str()) {
        problems.push(
            Diagnostic::at(Code::T0311, family.span, format!("no framework belongs to the family `{}`", family.value))
                .hint_if(did_you_mean(&family.value, families.iter().copied()))
                .hint(format!("families: {}", families.iter().copied().collect::<Vec<_>>().join(", "))),
        );
    }
}

fn check_body(documents: &Documents, report: &Report, families: &BTreeSet<&str>, problems: &mut Vec<Diagnostic>) {
    for section in &report.body.sections {
        for theme in &section.themes {
            check_theme(documents, theme, problems);
        }
        // A family that the framework gives to a heading is checked there, once.
        if let Some(family) = section.family.as_ref().filter(|f| f.span.file == report.file) {
            check_family(families, family, problems);
        }
    }
    for finding in &report.body.findings {
        check_finding(documents, report, finding, problems);
    }
}

fn check_finding(documents: &Documents, report: &Report, finding: &Finding, problems: &mut Vec<Diagnostic>) {
    for theme in &finding.themes {
        check_theme(documents, theme, problems);
    }
    for theme in &finding.suggested_themes {
        problems.push(
            Diagnostic::at(Code::T0316, theme.span, format!("the theme `{}` is only suggested", theme.value))
                .hint("rename `suggested-theme` to `theme` if it is right, or remove it"),
        );
        check_theme(documents, theme, problems);
    }
    let claims = matches!(finding.kind, Kind::Claim | Kind::Plan);
    let fits = finding.kind == Kind::Finding || claims == (report.nature == Nature::Update);
    if !fits {
        let place = first_line(documents, finding.span);
        let hint = match report.nature {
            Nature::Update => "an update makes claims and plans; everything else in it is a plain finding",
            Nature::Inspection => "claims and plans stand in a council's own paper, in content/updates/",
        };
        problems.push(
            Diagnostic::at(Code::T0314, place, format!("a {} does not fit this kind of report", finding.kind.shown()))
                .hint(hint),
        );
    }
    if finding.kind.asks() && finding.id.is_none() {
        problems.push(
            Diagnostic::at(Code::T0410, first_line(documents, finding.span), "a recommendation without an id")
                .hint("add one at the end of its first paragraph: {#short-name}"),
        );
    } else if let (Some(link), None) = (finding.links.first(), &finding.id) {
        problems.push(
            Diagnostic::at(Code::T0411, link.key.span, "a link on a finding without an id")
                .hint("add one to the attributes: #short-name"),
        );
    }
}

/// The first line of a place, so that a mark is short.
fn first_line(documents: &Documents, span: Span) -> Span {
    let text = documents.sources.file(span.file).map_or("", |f| f.text.as_str());
    let line = text.get(span.range()).and_then(|t| t.lines().next()).map_or(0, str::len);
    Span::new(span.file, span.start as usize..span.start as usize + line)
}
