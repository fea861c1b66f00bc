//! How to cite a recommendation or a report: in words, and as RIS and BibTeX for reference managers.
//!
//! What is cited is the inspectorate's report; the page here is only where it was read. A date known in part is
//! given as far as it is known, and what is not known is left out.

use serde::Serialize;

use super::address::Page;
use super::context::PageContext;
use crate::model::{RecommendationId, ReportId};
use crate::source::date::PartialDate;

/// A citation in three forms.
#[derive(Debug, Serialize)]
pub(crate) struct CiteView {
    words: String,
    /// Its lines end in a line feed alone, as a page shows them.
    ris: String,
    bibtex: String,
    /// The same two as addresses that hold their own text.
    ris_file: String,
    bibtex_file: String,
    /// The name of a saved file, without its ending.
    name: String,
}

/// What is cited.
struct Work {
    author: String,
    title: String,
    about: String,
    date: PartialDate,
    when: String,
    /// The place in the report, and the id here.
    place: Option<String>,
    id: String,
    /// The page's address, where the site knows its own.
    address: Option<String>,
    source: Option<String>,
}

pub(super) fn recommendation(context: &PageContext<'_>, number: RecommendationId) -> CiteView {
    let id = context.knowledge.finding_of(number);
    let place = context.knowledge.finding(id).at.clone();
    let name = context.knowledge.finding_name(id);
    citation(&Work { place, ..work(context, id.report, &Page::Recommendation(number), name) })
}

pub(super) fn report(context: &PageContext<'_>, id: ReportId) -> CiteView {
    let name = context.knowledge.report(id).id();
    citation(&work(context, id, &Page::Report(id), name))
}

fn work(context: &PageContext<'_>, id: ReportId, page: &Page, name: String) -> Work {
    let knowledge = context.knowledge;
    let report = knowledge.report(id);
    let base = knowledge.documents.settings.base_url.as_ref();
    Work {
        author: context.speaker(id),
        title: report.title.clone(),
        about: context.authority(&report.authority).text,
        // A reference gives the date of publication; the date of the visit only where the report states no other.
        date: report.published.as_ref().map_or_else(|| knowledge.date(id), |p| p.value),
        when: context.when(id),
        place: None,
        id: name,
        address: base.map(|base| format!("{base}{}", page.path(knowledge))),
        source: report.origin.url.clone(),
    }
}

fn citation(work: &Work) -> CiteView {
    let (ris, bibtex) = (ris(work), bibtex(work));
    CiteView {
        words: words(work),
        ris_file: data_address("application/x-research-info-systems", &ris),
        bibtex_file: data_address("application/x-bibtex", &bibtex),
        ris: ris.replace('\r', ""),
        bibtex,
        name: plain_name(&work.id),
    }
}

fn words(work: &Work) -> String {
    let mut parts = vec![format!("{}: {}", work.author, work.title), work.about.clone(), work.when.clone()];
    parts.extend(work.place.clone());
    parts.push(work.id.clone());
    parts.extend(work.address.clone());
    parts.join(", ")
}

/// RIS: a tag of two letters, two spaces, a hyphen, a space, the value; type first, `ER` last.
fn ris(work: &Work) -> String {
    let date = work.date.to_string();
    let parts: Vec<&str> = date.split('-').collect();
    // RIS wants all its slashes, `2020/02//`, also where day or month is not known.
    let day = [parts.first(), parts.get(1), parts.get(2)].map(|p| p.copied().unwrap_or_default()).join("/");
    let mut lines = vec![
        ("TY", "RPRT".to_owned()),
        ("AU", work.author.clone()),
        ("TI", work.title.clone()),
        ("T2", work.about.clone()),
        ("PY", parts.first().copied().unwrap_or_default().to_owned()),
        ("DA", format!("{day}/")),
    ];
    lines.extend(work.place.clone().map(|place| ("SE", place)));
    lines.push(("ID", work.id.clone()));
    lines.extend(work.source.clone().map(|url| ("L2", url)));
    lines.extend(work.address.clone().map(|url| ("UR", url)));
    lines.push(("ER", String::new()));
    lines.into_iter().map(|(tag, value)| format!("{tag}  - {value}\r\n")).collect()
}

fn bibtex(work: &Work) -> String {
    let date = work.date.to_string();
    let note = [Some(work.about.clone()), work.place.clone()].into_iter().flatten().collect::<Vec<_>>().join(", ");
    let fields = [
        // Braced twice, or BibTeX would take the name of a body apart and change the capitals of a title.
        Some(("author", format!("{{{}}}", braced(&work.author)))),
        Some(("institution", braced(&work.author))),
        Some(("title", format!("{{{}}}", braced(&work.title)))),
        // BibTeX itself knows only the year; biblatex reads the whole date.
        Some(("year", date.chars().take(4).collect())),
        Some(("date", date.clone())),
        Some(("note", braced(&note))),
        work.address.clone().or_else(|| work.source.clone()).map(|url| ("url", url)),
    ];
    let lines: String =
        fields.into_iter().flatten().map(|(name, value)| format!("  {name} = {{{value}}},\n")).collect();
    format!("@techreport{{{},\n{lines}}}\n", plain_name(&work.id))
}

/// Text inside braces, with what BibTeX takes for commands escaped.
fn braced(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        match c {
            '\\' => out.push_str("\\textbackslash{}"),
            '{' | '}' | '&' | '%' | '$' | '#' | '_' => out.extend(['\\', c]),
            c => out.push(c),
        }
    }
    out
}

/// A key of letters, digits and hyphens.
fn plain_name(id: &str) -> String {
    id.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect()
}

/// An address that holds the text itself, so that it can be saved from a page on a disk too.
fn data_address(kind: &str, text: &str) -> String {
    let mut out = format!("data:{kind};charset=utf-8,");
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => out.push(char::from(byte)),
            // Marks that an address may hold as they are: escaped, each would be three.
            b'-' | b'_' | b'.' | b'~' | b'/' | b':' | b',' | b'=' | b'@' | b'(' | b')' => out.push(char::from(byte)),
            byte => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn visit_of_a_month() -> Work {
        Work {
            author: "Ofsted".to_owned(),
            title: "Visit to Northmere & {all}".to_owned(),
            about: "Northmere".to_owned(),
            date: PartialDate::parse("2020-02").unwrap(),
            when: "February 2020".to_owned(),
            place: Some("p. 2".to_owned()),
            id: "northmere/2020-02-visit#case-records".to_owned(),
            address: None,
            source: None,
        }
    }

    #[test]
    fn a_month_stays_a_month() {
        let ris = ris(&visit_of_a_month());
        assert!(ris.contains("PY  - 2020\r\nDA  - 2020/02//\r\n"), "{ris}");
        assert!(ris.starts_with("TY  - RPRT\r\n") && ris.ends_with("ER  - \r\n"), "{ris}");
        assert!(!ris.contains("UR  -"), "{ris}");
        assert!(bibtex(&visit_of_a_month()).contains("  date = {2020-02},\n"));
    }

    #[test]
    fn what_bibtex_takes_for_commands_is_escaped() {
        let bibtex = bibtex(&visit_of_a_month());
        assert!(bibtex.contains(r"title = {{Visit to Northmere \& \{all\}}},"), "{bibtex}");
        assert!(bibtex.starts_with("@techreport{northmere-2020-02-visit-case-records,\n"), "{bibtex}");
    }

    #[test]
    fn the_address_holds_the_text() {
        assert_eq!(data_address("text/x", "a b\r\né"), "data:text/x;charset=utf-8,a%20b%0D%0A%C3%A9");
    }
}
