//! The lines of a text file, each with what its first characters say.

use super::{inline, tables};
use crate::import::extract::marks;

/// What a line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LineKind {
    Blank,
    /// Spaces only, as wide as the rule above the footnotes of a printed page.
    NoteRule,
    /// With the marks of Markdown in front.
    Heading(u8),
    /// A bullet or a number in front.
    Marked,
    /// Cells with tabs between them.
    Row,
    Words,
}

/// One line without tags and marks of Markdown.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct SourceLine {
    pub(crate) kind: LineKind,
    pub(crate) text: String,
    /// Columns of white space in front.
    pub(crate) indent: usize,
    /// A page of the original ends in front of it.
    pub(crate) after_cut: bool,
    pub(crate) is_bold: bool,
    pub(crate) page: Option<u32>,
}

/// A rule of spaces is at least so wide.
// Wider than any indentation.
const RULE: usize = 20;

pub(crate) fn source_lines(text: &str) -> Vec<SourceLine> {
    let is_paged = text.contains('\u{c}');
    // A single space in front marks the first line of a page only where other lines have none.
    let single = |line: &str| line.starts_with(' ') && !line.starts_with("  ") && line.trim().len() > 1;
    let count = text.lines().filter(|line| !line.trim().is_empty()).count();
    let cuts = text.lines().filter(|line| single(line)).count() * 5 < count;
    let mut page = 1;
    let mut lines: Vec<SourceLine> = Vec::new();
    let tables = tables::table_lines(text);
    for (number, raw) in text.lines().enumerate() {
        let feeds = raw.chars().filter(|c| *c == '\u{c}').count();
        page += u32::try_from(feeds).unwrap_or(0);
        let after_cut = feeds > 0 || cuts && single(raw);
        let plain = raw.replace('\u{c}', "");
        if plain.trim().is_empty() {
            let is_rule = plain.chars().filter(|c| *c == ' ').count() >= RULE;
            let kind = if is_rule { LineKind::NoteRule } else { LineKind::Blank };
            lines.push(SourceLine { kind, text: String::new(), indent: 0, after_cut, is_bold: false, page: None });
            continue;
        }
        if tables.contains(&number) {
            lines.push(row(&plain, after_cut, is_paged.then_some(page)));
            continue;
        }
        for (index, piece) in pieces(&plain).into_iter().enumerate() {
            let mut line = line(&piece, after_cut && index == 0);
            // Behind a blank line the single space is what is left of a bullet that was not copied.
            let after_blank = lines.last().is_none_or(|last| last.kind == LineKind::Blank);
            if cuts && single(raw) && feeds == 0 && after_blank && line.kind == LineKind::Words && !lines.is_empty() {
                line =
                    SourceLine { kind: LineKind::Marked, text: format!("• {}", line.text), after_cut: false, ..line };
            }
            line.page = is_paged.then_some(page);
            lines.push(line);
        }
    }
    lines
}

/// Several items that run together in one line, and breaks written as tags, are parted.
fn pieces(line: &str) -> Vec<String> {
    let line = inline::untagged(line);
    let mut pieces = Vec::new();
    for part in line.split('\n') {
        let mut rest = part;
        while let Some(at) = inner_bullet(rest) {
            let (before, after) = rest.split_at(at);
            if !before.trim().is_empty() {
                pieces.push(before.to_owned());
            }
            rest = after;
        }
        pieces.push(rest.to_owned());
    }
    pieces
}

/// The next bullet inside a line, which stands between spaces.
fn inner_bullet(line: &str) -> Option<usize> {
    let start = line.len() - line.trim_start().len();
    line.char_indices().skip_while(|(at, _)| *at <= start).find_map(|(at, ch)| {
        let before = line.get(..at)?.ends_with(char::is_whitespace);
        let after = line.get(at + ch.len_utf8()..)?.starts_with(char::is_whitespace);
        (before && after && marks::is_bullet(ch)).then_some(at)
    })
}

fn line(text: &str, after_cut: bool) -> SourceLine {
    let indent = text.chars().take_while(|c| c.is_whitespace()).map(|c| if c == '\t' { 4 } else { 1 }).sum();
    let trimmed = text.trim_start();
    let level = trimmed.bytes().take_while(|b| *b == b'#').count();
    let is_heading = (1..=6).contains(&level) && trimmed.get(level..).is_some_and(|rest| rest.starts_with(' '));
    let (kind, words) = if is_rule(trimmed) {
        (LineKind::Blank, "")
    } else if is_heading {
        (LineKind::Heading(level as u8), trimmed.get(level..).unwrap_or_default().trim().trim_end_matches('#'))
    } else if is_marked(trimmed) {
        (LineKind::Marked, trimmed)
    } else if trimmed.trim_end_matches(' ').contains('\t') {
        (LineKind::Row, trimmed)
    } else {
        (LineKind::Words, trimmed)
    };
    let (text, is_bold) = inline::plain(words);
    let kind = if kind == LineKind::Words && is_marked(&text) { LineKind::Marked } else { kind };
    SourceLine { kind, text, indent, after_cut, is_bold, page: None }
}

/// A row of a table of Markdown; the rule below its head says nothing.
fn row(text: &str, after_cut: bool, page: Option<u32>) -> SourceLine {
    let is_rule = tables::is_rule(text);
    let cells = tables::cells(&inline::untagged(text).replace(['\n', '\t'], " "));
    let text = cells.iter().map(|cell| inline::plain(cell).0).collect::<Vec<_>>().join("\t");
    let (kind, text) = if is_rule { (LineKind::Blank, String::new()) } else { (LineKind::Row, text) };
    SourceLine { kind, text, indent: 0, after_cut, is_bold: false, page }
}

fn is_marked(text: &str) -> bool {
    marks::bullet(text).is_some() || marks::number(text).is_some()
}

/// `---`, `***`, `===`.
fn is_rule(text: &str) -> bool {
    let text = text.trim();
    text.len() >= 3 && ['-', '*', '_', '='].iter().any(|mark| text.chars().all(|c| c == *mark || c == ' '))
}

/// Where full lines end: a file whose lines were not wrapped has none.
pub(crate) fn width(lines: &[SourceLine]) -> usize {
    // No tool wraps so wide: each line is a whole paragraph.
    if lines.iter().any(|line| line.text.len() > 250) {
        return usize::MAX;
    }
    let mut lengths: Vec<usize> = lines
        .iter()
        .zip(lines.iter().skip(1))
        // The last line of a paragraph is short, however wide the page is.
        .filter(|(line, next)| line.kind == LineKind::Words && next.kind == LineKind::Words)
        .map(|(line, _)| line.text.trim_end().chars().count())
        .collect();
    lengths.sort_unstable();
    // One line in twenty may stick out. Narrower than 40 is a list of names, which tells nothing of the text.
    lengths.get(lengths.len() * 19 / 20).copied().unwrap_or(usize::MAX).max(40)
}
