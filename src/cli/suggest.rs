//! `throughline suggest`: links that may be missing, with what speaks for each.

use clap::ValueEnum;
use serde::Serialize;

use super::{Ending, Format, SiteFolder, load_the_rest, not_as, print, refuse, reports};
use crate::looks_back::{Fired, practice};
use crate::model::{Knowledge, On};
use crate::suggest::{Confidence, Question, ReportSuggestions, Suggester, Suggestion, words};

/// List links that may be missing, and sentences that look back and are not tied to anything
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    folder: SiteFolder,
    /// Only of these reports, by id or file: nottingham-city/2014-04-sif [default: all]
    #[arg(value_name = "REPORT")]
    reports: Vec<String>,
    /// Leave out what is less sure than this [default: likely]
    #[arg(long, value_enum, value_name = "CONFIDENCE")]
    least: Option<Least>,
    /// Also print which phrase of which file read a sentence so
    #[arg(long)]
    why: bool,
    /// How to print them
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Least {
    Certain,
    Likely,
    Possible,
}

impl Least {
    fn lets(self, confidence: Confidence) -> bool {
        confidence
            <= match self {
                Self::Certain => Confidence::Certain,
                Self::Likely => Confidence::Likely,
                Self::Possible => Confidence::Possible,
            }
    }
}

pub(super) fn run(arguments: &Arguments) -> Ending {
    let (knowledge, ending) = match load_the_rest(&arguments.folder.site) {
        Ok(loaded) => loaded,
        Err(ending) => return ending,
    };
    let reports = match reports::named(&knowledge, &arguments.reports) {
        Ok(named) if named.is_empty() => knowledge.report_ids().collect(),
        Ok(named) => named,
        Err(ending) => return ending,
    };
    // Below that most are wrong: of a whole country it would be a hundred megabytes that nobody can read.
    let least = arguments.least.unwrap_or(Least::Likely);
    // What is found in a report becomes what is printed at once: a whole country's suggestions are most of what
    // memory would hold.
    let suggester = Suggester::new(&knowledge);
    let printed = match arguments.format {
        Format::Text => {
            let found = suggester
                .each_of(&reports, |report| (text(&knowledge, &report, least, arguments.why), Tally::of(&report)));
            let tally = found.iter().fold(Tally::default(), |all, (_, tally)| all.and(tally));
            let texts: String = found.into_iter().map(|(text, _)| text).collect();
            print(&(texts + &tally.in_words(least)))
        }
        Format::Json => {
            let found = suggester.each_of(&reports, |report| {
                serde_json::to_string_pretty(&of_report(&knowledge, &report, least, arguments.why))
            });
            match found.into_iter().collect::<Result<Vec<String>, _>>() {
                Ok(reports) => print(&json_list(&reports)),
                Err(error) => refuse(&not_as("JSON", &error)),
            }
        }
    };
    printed.after(ending)
}

/// Values that are written as JSON already, as the list of them is written.
fn json_list(values: &[String]) -> String {
    if values.is_empty() {
        return "[]\n".to_owned();
    }
    // A line break inside a text is written as an escape, so that each one here begins a line of the layout.
    let values: Vec<String> = values.iter().map(|value| value.replace('\n', "\n  ")).collect();
    format!("[\n  {}\n]\n", values.join(",\n  "))
}

fn text(knowledge: &Knowledge, report: &ReportSuggestions<'_>, least: Least, why: bool) -> String {
    let links = sorted(&report.links, least);
    if links.is_empty() && report.questions.is_empty() {
        return String::new();
    }
    let mut out = format!("{}\n", knowledge.report(report.report).id());
    for link in links {
        out.push_str(&suggestion(knowledge, report, link));
        if why {
            out.push_str(&why_lines(&fired(report, link)));
        }
    }
    for question in &report.questions {
        let at = report.passage(question.passage).at(knowledge);
        out.push_str(&format!("  open question, {at}: “{}”\n", question.look_back.sentence));
        out.push_str(&format!("    {}; {}\n", question.reason(), question.read_as()));
        if why {
            out.push_str(&why_lines(&question.look_back.fired));
        }
    }
    out.push('\n');
    out
}

/// The surest first; within one confidence in the order of the report.
fn sorted(links: &[Suggestion], least: Least) -> Vec<&Suggestion> {
    let mut sorted: Vec<&Suggestion> = links.iter().filter(|link| least.lets(link.confidence)).collect();
    sorted.sort_by_key(|link| (link.confidence, link.passage));
    sorted
}

fn suggestion(knowledge: &Knowledge, report: &ReportSuggestions<'_>, link: &Suggestion) -> String {
    let passage = report.passage(link.passage);
    let own = passage.finding.and_then(|f| knowledge.finding(f).id.as_ref());
    let name = own.map(|id| format!("#{} ", id.value)).unwrap_or_default();
    let target = words::target(knowledge, report.report, link.on);
    let basis = link.basis.map(|b| format!(", {}", b.shown())).unwrap_or_default();
    let mut out = format!(
        "  {:<8} {name}({}) on {target}: {}{basis}\n",
        link.confidence.word(),
        passage.at(knowledge),
        link.says()
    );
    for line in link.reasons.lines(knowledge) {
        out.push_str(&format!("           {line}\n"));
    }
    if let Some(attributes) = link.attributes(knowledge, report.report) {
        out.push_str(&format!("           {{{attributes}}}\n"));
    }
    out
}

/// The phrases that a link rests on: those of the sentence that looks back, or what the passage says of practice.
fn fired(report: &ReportSuggestions<'_>, link: &Suggestion) -> Vec<Fired> {
    match &link.reasons.look_back {
        Some(look_back) => look_back.fired.clone(),
        None => practice::fired(&report.passage(link.passage).text),
    }
}

fn why_lines(fired: &[Fired]) -> String {
    fired.iter().map(|phrase| format!("           why: {phrase}\n")).collect()
}

/// How many links there are of each confidence, in the order of [`Confidence::ALL`], and open questions.
#[derive(Debug, Default)]
struct Tally {
    links: [usize; Confidence::ALL.len()],
    questions: usize,
}

impl Tally {
    fn of(report: &ReportSuggestions<'_>) -> Self {
        let of = |confidence: Confidence| report.links.iter().filter(|l| l.confidence == confidence).count();
        Self { links: Confidence::ALL.map(of), questions: report.questions.len() }
    }

    fn and(mut self, other: &Self) -> Self {
        self.links.iter_mut().zip(other.links).for_each(|(all, links)| *all += links);
        self.questions += other.questions;
        self
    }

    fn in_words(&self, least: Least) -> String {
        let count = |(confidence, links): (&Confidence, &usize)| {
            let hidden = if least.lets(*confidence) { "" } else { " (not shown: --least possible)" };
            format!("{links} {}{hidden}", confidence.word())
        };
        let counts: Vec<String> = Confidence::ALL.iter().zip(&self.links).map(count).collect();
        format!("{}; {} open questions\n", counts.join(", "), self.questions)
    }
}

/// The suggestions of one report as data.
#[derive(Debug, Serialize)]
struct OfReport<'a> {
    report: String,
    suggestions: Vec<Suggested<'a>>,
    questions: Vec<Asked<'a>>,
}

#[derive(Debug, Serialize)]
struct Suggested<'a> {
    passage: String,
    at: String,
    words: &'a str,
    confidence: &'static str,
    on: String,
    /// `one`, `group` or `report`.
    target: &'static str,
    earlier_words: Option<&'a str>,
    link: Option<&'static str>,
    basis: Option<&'static str>,
    attributes: Option<String>,
    look_back: Option<&'a str>,
    words_in_common: &'a [String],
    restated: f64,
    same_themes: &'a [String],
    reasons: Vec<String>,
    /// With `--why`: which phrase of which file read it so.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    why: Vec<String>,
}

#[derive(Debug, Serialize)]
struct Asked<'a> {
    passage: String,
    at: String,
    sentence: &'a str,
    verdict: Option<&'static str>,
    extent: Option<&'static str>,
    about: &'a str,
    reason: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    why: Vec<String>,
}

fn of_report<'a>(knowledge: &'a Knowledge, report: &'a ReportSuggestions<'_>, least: Least, why: bool) -> OfReport<'a> {
    let said = |fired: &[Fired]| fired.iter().filter(|_| why).map(ToString::to_string).collect();
    let suggested = |link: &'a Suggestion| {
        let passage = report.passage(link.passage);
        let (target, earlier_words) = match link.on {
            On::One(id) => ("one", Some(knowledge.finding(knowledge.finding_of(id)).text.as_str())),
            On::Group { .. } => ("group", None),
            On::Report(_) => ("report", None),
        };
        Suggested {
            passage: passage.lasting_name(knowledge),
            at: passage.at(knowledge),
            words: &passage.text,
            confidence: link.confidence.word(),
            on: words::target(knowledge, report.report, link.on),
            target,
            earlier_words,
            link: link.key.map(|k| k.word()),
            basis: link.basis.map(|b| b.word()),
            attributes: link.attributes(knowledge, report.report),
            look_back: link.reasons.look_back.as_ref().map(|s| s.sentence.as_str()),
            words_in_common: &link.reasons.words,
            // Three digits are more than anybody can judge by.
            restated: (link.reasons.restated * 1000.0).round() / 1000.0,
            same_themes: &link.reasons.themes,
            reasons: link.reasons.lines(knowledge),
            why: said(&fired(report, link)),
        }
    };
    let asked = |question: &'a Question| Asked {
        passage: report.passage(question.passage).lasting_name(knowledge),
        at: report.passage(question.passage).at(knowledge),
        sentence: &question.look_back.sentence,
        verdict: question.look_back.verdict.map(|v| v.word()),
        extent: question.look_back.extent.map(|e| e.word()),
        about: &question.about,
        reason: question.reason(),
        why: said(&question.look_back.fired),
    };
    OfReport {
        report: knowledge.report(report.report).id(),
        suggestions: sorted(&report.links, least).into_iter().map(suggested).collect(),
        questions: report.questions.iter().map(asked).collect(),
    }
}
