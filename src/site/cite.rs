//! How to cite a recommendation or a report: in words, and as RIS and BibTeX for reference managers.
//!
//! Of what an editor summed up, the summary is cited: who wrote it, on which site, as of when; the inspectorate's
//! report is what it summarises. Of what is quoted, the report itself is cited, and the site is where it was read. A
//! date known in part is given as far as it is known, and what is not known is left out.

use serde::Serialize;

use super::address::Page;
use super::context::PageContext;
use crate::model::{Because, RecommendationId, ReportId};
use crate::source::date::PartialDate;

/// A citation in three forms.
#[derive(Debug, Serialize)]
pub(crate) struct CiteView {
    words: String,
    /// RIS and BibTeX as addresses that hold their own text.
    ris_file: String,
    bibtex_file: String,
    /// The name of a saved file, without its ending.
    name: String,
}

/// What is cited.
struct Work {
    /// The report.
    author: String,
    title: String,
    about: String,
    date: PartialDate,
    when: String,
    /// The place in the report, and the id here.
    place: Option<String>,
    id: String,
    /// Where a recommendation stands, who says so and in which report.
    stands: Option<String>,
    /// Who summed it up; nothing where it is quoted.
    summary: Option<Summary>,
    site: String,
    /// The page's address, where the site knows its own.
    address: Option<String>,
    source: Option<String>,
}

/// An editor's summary.
struct Summary {
    /// Its author, as far as the site says who that is.
    by: Option<String>,
    /// What it is called: the words of a recommendation, the title of a report.
    title: String,
    changed: Option<PartialDate>,
}

pub(super) fn recommendation(context: &PageContext<'_>, number: RecommendationId) -> CiteView {
    let id = context.knowledge.finding_of(number);
    let place = context.knowledge.finding(id).at.clone();
    let name = context.knowledge.finding_name(id);
    let work = work(context, id.report, &Page::Recommendation(number), name, place);
    let summary = work.summary.map(|summary| Summary { title: context.short_words(id), ..summary });
    let stands = stands(context, &context.knowledge.recommendation(number).because);
    citation(&Work { summary, stands, ..work })
}

fn stands(context: &PageContext<'_>, because: &Because) -> Option<String> {
    let (sign, report) = (context.sign_of(because)?, because.decided_in()?);
    Some(format!("{}, {} in {}", because.outcome().shown(), sign.words, context.report_name(report)))
}

pub(super) fn report(context: &PageContext<'_>, id: ReportId) -> CiteView {
    let name = context.knowledge.report(id).id();
    citation(&work(context, id, &Page::Report(id), name, None))
}

fn work(context: &PageContext<'_>, id: ReportId, page: &Page, name: String, place: Option<String>) -> Work {
    let knowledge = context.knowledge;
    let report = knowledge.report(id);
    let settings = &knowledge.documents.settings;
    let base = settings.base_url.as_deref().unwrap_or_default();
    let summary = context.is_summary(id).then(|| Summary {
        by: settings.editor.clone().or_else(|| settings.publisher.clone()),
        title: report.title.clone(),
        changed: settings.changed,
    });
    Work {
        author: context.speaker(id),
        title: report.title.clone(),
        about: context.authority(&report.authority).text,
        // A reference gives the date of publication; the date of the visit only where the report states no other.
        date: report.published.as_ref().map_or_else(|| knowledge.date(id), |p| p.value),
        when: context.when(id),
        source: knowledge.documents.original(report, place.as_deref()).map(|o| o.seen_from(base)),
        place,
        id: name,
        stands: None,
        summary,
        site: settings.title.clone(),
        address: settings.base_url.as_ref().map(|base| format!("{base}{}", page.path(knowledge))),
    }
}

fn citation(work: &Work) -> CiteView {
    CiteView {
        words: words(work),
        ris_file: data_address("application/x-research-info-systems", &ris(work)),
        bibtex_file: data_address("application/x-bibtex", &bibtex(work)),
        name: plain_name(&work.id),
    }
}

/// The report with its place.
fn reported(work: &Work) -> String {
    let mut parts = vec![format!("{}: {}", work.author, work.title), work.about.clone(), work.when.clone()];
    parts.extend(work.place.clone());
    parts.join(", ")
}

fn words(work: &Work) -> String {
    let mut parts = match &work.summary {
        Some(summary) => {
            let by = summary.by.as_ref().map(|by| format!("{by}: ")).unwrap_or_default();
            let mut parts = vec![format!("{by}summary of {}", reported(work)), format!("in {}", work.site)];
            parts.extend(summary.changed.map(PartialDate::in_words));
            parts
        }
        None => vec![reported(work), format!("in {}", work.site)],
    };
    if let (Some(stands), Some(last)) = (&work.stands, parts.last_mut()) {
        last.push_str(&format!("; where it stands: {stands}"));
    }
    parts.push(work.id.clone());
    parts.extend(work.address.clone());
    parts.join(", ")
}

/// RIS: a tag of two letters, two spaces, a hyphen, a space, the value; type first, `ER` last.
fn ris(work: &Work) -> String {
    let mut lines = match &work.summary {
        Some(summary) => vec![
            ("TY", "ELEC".to_owned()),
            ("AU", summary.by.clone().unwrap_or_else(|| work.site.clone())),
            ("TI", summary.title.clone()),
            ("T2", work.site.clone()),
            ("N1", format!("Summary of {}", reported(work))),
        ],
        None => vec![
            ("TY", "RPRT".to_owned()),
            ("AU", work.author.clone()),
            ("TI", work.title.clone()),
            ("T2", work.about.clone()),
        ],
    };
    if let Some(date) = work.cited_date() {
        let date = date.to_string();
        let parts: Vec<&str> = date.split('-').collect();
        // RIS wants all its slashes, `2020/02//`, also where day or month is not known.
        let day = [parts.first(), parts.get(1), parts.get(2)].map(|p| p.copied().unwrap_or_default()).join("/");
        lines.extend([("PY", parts.first().copied().unwrap_or_default().to_owned()), ("DA", format!("{day}/"))]);
    }
    lines.extend(work.place.clone().filter(|_| work.summary.is_none()).map(|place| ("SE", place)));
    lines.extend(work.stands.as_ref().map(|stands| ("N1", format!("Where it stands: {stands}"))));
    lines.push(("ID", work.id.clone()));
    lines.extend(work.source.clone().map(|url| ("L2", url)));
    lines.extend(work.address.clone().map(|url| ("UR", url)));
    lines.push(("ER", String::new()));
    lines.into_iter().map(|(tag, value)| format!("{tag}  - {value}\r\n")).collect()
}

fn bibtex(work: &Work) -> String {
    // Braced twice, or BibTeX would take the name of a body apart and change the capitals of a title.
    let whole = |text: &str| format!("{{{}}}", braced(text));
    let mut fields = match &work.summary {
        Some(summary) => vec![
            ("author", whole(summary.by.as_ref().unwrap_or(&work.site))),
            ("title", whole(&summary.title)),
            ("howpublished", braced(&work.site)),
            ("note", braced(&noted(work, format!("Summary of {}", reported(work))))),
        ],
        None => {
            let note = [Some(work.about.clone()), work.place.clone()].into_iter().flatten().collect::<Vec<_>>();
            vec![
                ("author", whole(&work.author)),
                ("institution", braced(&work.author)),
                ("title", whole(&work.title)),
                ("note", braced(&noted(work, note.join(", ")))),
            ]
        }
    };
    if let Some(date) = work.cited_date() {
        let date = date.to_string();
        // BibTeX itself knows only the year; biblatex reads the whole date.
        fields.extend([("year", date.chars().take(4).collect()), ("date", date)]);
    }
    fields.extend(work.address.clone().or_else(|| work.source.clone()).map(|url| ("url", url)));
    let lines: String = fields.into_iter().map(|(name, value)| format!("  {name} = {{{value}}},\n")).collect();
    let kind = if work.summary.is_some() { "misc" } else { "techreport" };
    format!("@{kind}{{{},\n{lines}}}\n", plain_name(&work.id))
}

/// A note, with where it stands.
fn noted(work: &Work, note: String) -> String {
    work.stands.iter().fold(note, |note, stands| format!("{note}. Where it stands: {stands}"))
}

impl Work {
    /// The date of what is cited; of a summary, when the content was last changed, if the site says so.
    fn cited_date(&self) -> Option<PartialDate> {
        match &self.summary {
            Some(summary) => summary.changed,
            None => Some(self.date),
        }
    }
}

/// Text inside braces, with what BibTeX takes for commands escaped.
fn braced(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        match c {
            '\\' => out.push_str("\\textbackslash{}"),
            // With a backslash alone they would be accents on the letter that follows.
            '~' => out.push_str("\\textasciitilde{}"),
            '^' => out.push_str("\\textasciicircum{}"),
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
            stands: None,
            summary: None,
            site: "Lists".to_owned(),
            address: None,
            source: None,
        }
    }

    fn summed_up(by: Option<&str>) -> Work {
        let summary = Summary {
            by: by.map(str::to_owned),
            title: "Write down why".to_owned(),
            changed: PartialDate::parse("2026-11-29"),
        };
        Work { summary: Some(summary), ..visit_of_a_month() }
    }

    #[test]
    fn who_summed_up_is_cited_and_the_report_is_what_was_summed_up() {
        let work = summed_up(Some("The Fenn Trust"));
        let report = "Ofsted: Visit to Northmere & {all}, Northmere, February 2020, p. 2";
        let id = "northmere/2020-02-visit#case-records";
        let words = words(&work);
        assert_eq!(words, format!("The Fenn Trust: summary of {report}, in Lists, 29 November 2026, {id}"));
        let ris = ris(&work);
        assert!(
            ris.starts_with("TY  - ELEC\r\nAU  - The Fenn Trust\r\nTI  - Write down why\r\nT2  - Lists\r\n"),
            "{ris}"
        );
        assert!(ris.contains(&format!("N1  - Summary of {report}\r\n")), "{ris}");
        assert!(ris.contains("DA  - 2026/11/29/\r\n") && !ris.contains("AU  - Ofsted"), "{ris}");
        let bibtex = bibtex(&work);
        assert!(bibtex.starts_with("@misc{") && bibtex.contains("author = {{The Fenn Trust}}"), "{bibtex}");
    }

    #[test]
    fn where_nobody_says_who_summed_up_the_site_stands_for_them() {
        let work = summed_up(None);
        assert!(words(&work).starts_with("summary of Ofsted: "), "{}", words(&work));
        assert!(ris(&work).contains("AU  - Lists\r\n"), "{}", ris(&work));
    }

    #[test]
    fn who_says_where_it_stands_is_cited() {
        let stands = "missed, read by the editor from Ofsted’s words in Visit, June 2021";
        let work = Work { stands: Some(stands.to_owned()), ..summed_up(None) };
        let id = "northmere/2020-02-visit#case-records";
        assert!(
            words(&work).ends_with(&format!("29 November 2026; where it stands: {stands}, {id}")),
            "{}",
            words(&work)
        );
        assert!(ris(&work).contains(&format!("N1  - Where it stands: {stands}\r\n")), "{}", ris(&work));
        assert!(bibtex(&work).contains(&format!(". Where it stands: {stands}}},\n")), "{}", bibtex(&work));
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
        assert_eq!(braced(r"a~b^c\d_e"), r"a\textasciitilde{}b\textasciicircum{}c\textbackslash{}d\_e");
    }

    #[test]
    fn the_address_holds_the_text() {
        assert_eq!(data_address("text/x", "a b\r\né"), "data:text/x;charset=utf-8,a%20b%0D%0A%C3%A9");
    }
}
