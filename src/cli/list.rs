//! `throughline list`: recommendations in the terminal.

use clap::ValueEnum;
use serde::Serialize;

use super::{Ending, SiteFolder, load_the_rest, not_as, print, print_json, refuse};
use crate::diagnostics::{Code, Diagnostic, counted, did_you_mean};
use crate::exports::csv::defused;
use crate::model::{Knowledge, Outcome, Reader, Recommendation};
use crate::site::in_terminal;
use crate::source::words::Kind;

/// List recommendations and where they stand
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    folder: SiteFolder,
    /// Only those of this authority
    #[arg(long, value_name = "ID")]
    authority: Option<String>,
    /// Only those about this theme
    #[arg(long, value_name = "ID")]
    theme: Option<String>,
    /// Only those with this outcome
    #[arg(long)]
    outcome: Option<String>,
    /// Only those of this kind
    #[arg(long)]
    kind: Option<String>,
    /// How to print them
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum Format {
    #[default]
    Text,
    Json,
    Csv,
}

/// A recommendation as data.
#[derive(Debug, Serialize)]
struct ListedRecommendation {
    id: String,
    authority: String,
    report: String,
    framework: String,
    date: String,
    kind: &'static str,
    label: String,
    outcome: &'static str,
    reader: Option<&'static str>,
    decided_by: Option<String>,
    raised: usize,
    thread: String,
    thread_outcome: &'static str,
    themes: String,
    words: String,
}

/// What was asked for, understood.
struct Filter<'a> {
    authority: Option<&'a str>,
    theme: Option<&'a str>,
    outcome: Option<Outcome>,
    kind: Option<Kind>,
}

pub(super) fn run(arguments: &Arguments) -> Ending {
    let (knowledge, ending) = match load_the_rest(&arguments.folder.site) {
        Ok(loaded) => loaded,
        Err(ending) => return ending,
    };
    let filter = match understand(arguments, &knowledge) {
        Ok(filter) => filter,
        Err(problem) => return refuse(&problem),
    };
    // In the order of the content, so that two lists can be compared line by line.
    let lines: Vec<ListedRecommendation> = knowledge
        .recommendations
        .iter()
        .filter(|r| fits(&knowledge, r, &filter))
        .map(|r| listed(&knowledge, r))
        .collect();
    let printed = match arguments.format {
        Format::Text => print(&table(&lines)),
        Format::Json => print_json(&lines),
        Format::Csv => match csv(lines) {
            Ok(text) => print(&text),
            Err(error) => refuse(&not_as("CSV", error.as_ref())),
        },
    };
    printed.after(ending)
}

fn understand<'a>(arguments: &'a Arguments, knowledge: &Knowledge) -> Result<Filter<'a>, Diagnostic> {
    let documents = &knowledge.documents;
    // A misspelt id would list nothing, which looks like good news.
    let known = |word: &Option<String>, what: &str, all: Vec<&str>| match word {
        Some(word) if !all.contains(&word.as_str()) => {
            let hint = did_you_mean(word, all.iter().copied());
            let hint = hint.unwrap_or_else(|| format!("there are: {}", all.join(", ")));
            Err(Diagnostic::nowhere(Code::T1202, format!("there is no {what} `{word}`")).hint(hint))
        }
        _ => Ok(()),
    };
    known(&arguments.authority, "authority", documents.authorities.keys().map(String::as_str).collect())?;
    known(&arguments.theme, "theme", documents.themes.keys().map(String::as_str).collect())?;
    known(&arguments.outcome, "outcome", Outcome::ALL.iter().map(|o| o.word()).collect())?;
    known(&arguments.kind, "kind", Kind::ALL.iter().filter(|k| k.asks()).map(|k| k.word()).collect())?;
    Ok(Filter {
        authority: arguments.authority.as_deref(),
        theme: arguments.theme.as_deref(),
        outcome: arguments.outcome.as_deref().and_then(Outcome::parse),
        kind: arguments.kind.as_deref().and_then(Kind::parse),
    })
}

fn fits(knowledge: &Knowledge, recommendation: &Recommendation, filter: &Filter<'_>) -> bool {
    let id = recommendation.finding;
    let finding = knowledge.finding(id);
    filter.authority.is_none_or(|a| knowledge.report(id.report).authority == a)
        && filter.theme.is_none_or(|t| finding.themes.iter().any(|own| own.value == t))
        && filter.outcome.is_none_or(|o| recommendation.outcome() == o)
        && filter.kind.is_none_or(|k| finding.kind == k)
}

fn listed(knowledge: &Knowledge, recommendation: &Recommendation) -> ListedRecommendation {
    let id = recommendation.finding;
    let (finding, report) = (knowledge.finding(id), knowledge.report(id.report));
    let thread = knowledge.thread(recommendation.thread);
    ListedRecommendation {
        id: knowledge.finding_name(id),
        authority: report.authority.clone(),
        report: report.id(),
        framework: report.framework.value.clone(),
        date: knowledge.date(id.report).to_string(),
        kind: finding.kind.word(),
        label: finding.label.clone().unwrap_or_else(|| finding.kind.shown().to_owned()),
        outcome: recommendation.outcome().word(),
        reader: recommendation.reader().map(Reader::word),
        decided_by: recommendation.because.deciding().first().map(|f| knowledge.finding_name(*f)),
        raised: thread.raised(),
        thread: knowledge.finding_name(knowledge.finding_of(thread.first)),
        thread_outcome: thread.outcome().word(),
        themes: finding.themes.iter().map(|t| t.value.as_str()).collect::<Vec<_>>().join(" "),
        words: finding.text.clone(),
    }
}

fn table(lines: &[ListedRecommendation]) -> String {
    let width = |of: fn(&ListedRecommendation) -> &str| lines.iter().map(|l| of(l).chars().count()).max().unwrap_or(0);
    let (ids, outcomes) = (width(|l| &l.id), width(|l| l.outcome));
    let mut text = String::new();
    for line in lines {
        let reading = line.reader.and_then(Reader::parse).and_then(sign).unwrap_or(' ');
        // Enough to know it again; the whole of it stands in the other formats.
        let words: String = line.words.chars().take(70).collect();
        text.push_str(&format!("{:<outcomes$}{reading} {:<ids$}  {words}\n", line.outcome, line.id));
    }
    text.push_str(&counted(lines.len(), "recommendation"));
    for reader in Reader::ALL.iter().filter(|reader| lines.iter().any(|l| l.reader == Some(reader.word()))) {
        text.extend(sign(*reader).map(|sign| format!("; {sign} {}", in_terminal(*reader))));
    }
    text.push('\n');
    text
}

/// What stands beside an outcome that was read into a report.
fn sign(reader: Reader) -> Option<char> {
    match reader {
        Reader::Inspector => None,
        Reader::Editor => Some('*'),
        Reader::Program => Some('?'),
    }
}

fn csv(mut lines: Vec<ListedRecommendation>) -> Result<String, Box<dyn std::error::Error>> {
    // The line ends of RFC 4180, as the downloads of the site have them.
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    for line in &mut lines {
        // What a report or an editor wrote may begin like a formula; ids and the program's own words do not.
        for text in [&mut line.label, &mut line.words] {
            *text = defused(text).into_owned();
        }
        writer.serialize(line)?;
    }
    let bytes = writer.into_inner().map_err(|e| e.into_error())?;
    Ok(String::from_utf8(bytes)?)
}
