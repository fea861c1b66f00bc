//! Tables whose cells became paragraphs when the report was copied as text.

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
