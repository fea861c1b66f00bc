//! Tables of Markdown, and tables whose cells became paragraphs when the report was copied as text.

use std::collections::BTreeSet;

use crate::import::extract::passage::{Hint, Passage};

// Grades are two or three words; some carry a short remark.
/// A cell with a grade has no more words than this.
const GRADE: usize = 7;

/// Below a line that names the columns, a name and the short grade behind it are one row.
pub(crate) fn pair(passages: &mut Vec<Passage>) {
    let Some(start) = passages.iter().position(is_head) else { return };
    if let Some(head) = passages.get_mut(start) {
        let cells = head.flat().split_whitespace().map(|word| vec![word.to_owned()]).collect();
        *head = Passage { cells, page: head.page, ..Passage::default() };
    }
    let mut at = start + 1;
    while let (Some(name), Some(grade)) = (passages.get(at), passages.get(at + 1)) {
        if !is_cell(name, 40) {
            break;
        }
        if is_cell(grade, GRADE) {
            let (name, grade) = (name.clone(), passages.remove(at + 1));
            if let Some(slot) = passages.get_mut(at) {
                *slot = Passage { cells: vec![name.lines, grade.lines], page: name.page, ..Passage::default() };
            }
        } else if let Some(last) = passages.get_mut(at) {
            // The last row stands on one line, since nothing in it had to be wrapped.
            last.hint = Hint::None;
        }
        at += 1;
    }
}

fn is_head(passage: &Passage) -> bool {
    let text = passage.flat().to_lowercase();
    passage.cells.is_empty()
        && matches!(text.as_str(), "judgement grade" | "judgment grade" | "area grade" | "judgement rating")
}

fn is_cell(passage: &Passage, words: usize) -> bool {
    let text = passage.flat();
    passage.cells.is_empty() && !text.ends_with(['.', ':', '?']) && text.split_whitespace().count() <= words
}

/// The rule below the head of a table: `|---|:--:|`.
pub(super) fn is_rule(line: &str) -> bool {
    let line = line.trim();
    line.contains("--") && line.contains('|') && line.chars().all(|c| matches!(c, '|' | '-' | ':' | ' '))
}

/// The numbers of the lines that are rows of Markdown's tables: above a rule the head, below it what has bars.
pub(super) fn table_lines(text: &str) -> BTreeSet<usize> {
    let mut found = BTreeSet::new();
    let mut in_table = false;
    let mut before: Option<usize> = None;
    for (number, line) in text.lines().enumerate() {
        let has_bar = line.contains('|');
        if let Some(head) = before.filter(|_| is_rule(line)) {
            found.insert(head);
            in_table = true;
        }
        in_table &= has_bar;
        if in_table {
            found.insert(number);
        }
        before = has_bar.then_some(number);
    }
    found
}

/// The cells of a row; a bar behind a backslash stands for itself.
pub(super) fn cells(line: &str) -> Vec<String> {
    let line = line.trim();
    let line = line.strip_prefix('|').unwrap_or(line);
    let mut cells = vec![String::new()];
    let mut chars = line.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\\' if chars.peek() == Some(&'|') => {
                chars.next();
                if let Some(cell) = cells.last_mut() {
                    cell.push('|');
                }
            }
            '|' => cells.push(String::new()),
            _ => {
                if let Some(cell) = cells.last_mut() {
                    cell.push(c);
                }
            }
        }
    }
    if cells.last().is_some_and(|cell| cell.trim().is_empty()) {
        cells.pop();
    }
    cells
}

#[cfg(test)]
mod tests {
    use super::{cells, is_rule, table_lines};

    #[test]
    fn a_table_of_markdown_is_what_stands_round_its_rule() {
        let text = "one | two\n\n| Action | Lead |\n|:--|--:|\n| a | b |\nc | d\n\ne | f";
        assert_eq!(table_lines(text).into_iter().collect::<Vec<_>>(), [2, 3, 4, 5]);
        assert!(is_rule("---|---") && !is_rule("-----") && !is_rule("| a |"));
        assert_eq!(cells(r"| a \| b | | c |"), [" a | b ", " ", " c "]);
    }
}
