//! Judgements: rows of a table whose last cell is a grade of the framework's
//! scale, and the sentences in which a framework states one.

use super::opening::folded;
use super::{Field, Judgement, Unsure};
use crate::import::extract::{Block, BlockKind};
use crate::source::Framework;

/// The judgements of a report, in the order in which they stand: those of its opening, else, where
/// the table stands elsewhere, those of the whole text. A name that stands twice counts once.
pub(super) fn judgements(
    opening: &[&Block],
    all: &[&Block],
    framework: &Framework,
    unsure: &mut Vec<Unsure>,
) -> Vec<Judgement> {
    if framework.grades.is_empty() {
        return Vec::new();
    }
    // A table in the opening is this report's own; one further on may repeat an earlier report's.
    let in_opening = rows(opening, framework, unsure);
    let mut found = if in_opening.is_empty() { rows(all, framework, unsure) } else { in_opening };
    // What is stated in a sentence comes first where the table lacks it.
    let stated: Vec<Judgement> = all
        .iter()
        .enumerate()
        .filter_map(|(n, block)| in_sentence(block, all.get(n + 1).copied(), framework))
        .collect();
    for judgement in stated {
        if !found.iter().any(|j| folded(&j.name) == folded(&judgement.name)) {
            found.push(judgement);
        }
    }
    found
}

fn rows(blocks: &[&Block], framework: &Framework, unsure: &mut Vec<Unsure>) -> Vec<Judgement> {
    let mut found: Vec<Judgement> = Vec::new();
    for block in blocks {
        let judgement = match &block.kind {
            BlockKind::Row { cells } => in_row(cells, framework),
            // Rows of some reports have numbers.
            BlockKind::Paragraph | BlockKind::Numbered { .. } => in_line(&block.text, framework),
            _ => None,
        };
        let Some(judgement) = judgement else { continue };
        match found.iter().find(|j| folded(&j.name) == folded(&judgement.name)) {
            Some(first) if first.grade != judgement.grade => unsure.push(Unsure::Doubtful {
                field: Field::Judgements,
                why: format!("`{}` stands with two grades: {} and {}", first.name, first.grade, judgement.grade),
            }),
            Some(_) => {}
            None => found.push(judgement),
        }
    }
    // A line that ends in a grade is a row only among other rows.
    if found.len() > 1 { found } else { Vec::new() }
}

/// A row of a table whose columns a text file has lost: a few words and a grade.
fn in_line(text: &str, framework: &Framework) -> Option<Judgement> {
    let text = unmarked(text);
    // No strand with its grade has so many words, and none is a sentence.
    if text.split_whitespace().count() > 18 || text.contains(['.', ';', ':']) {
        return None;
    }
    let printings = framework.grades.iter().flat_map(|g| std::iter::once(&g.name).chain(&g.also));
    let (name, grade) = printings
        .filter_map(|p| text.strip_suffix(p.as_str()).map(|name| (name.trim(), p)))
        // One printing may end another: the longer one is all that stands there.
        .max_by_key(|(_, p)| p.len())?;
    let plausible = name.starts_with(char::is_uppercase) && framework.rank(name).is_none() && !name.contains('(');
    plausible.then(|| Judgement { name: name.to_owned(), grade: grade.clone() })
}

/// A row of a name and a grade.
fn in_row(cells: &[String], framework: &Framework) -> Option<Judgement> {
    let (grade, name) = cells.split_last()?;
    // `Inadequate Grade 4`: the number is no footnote mark, and the word says all.
    let numbered = framework.rank(grade).filter(|_| grade.contains(|c: char| c.is_ascii_digit()));
    let grade = match numbered.and_then(|rank| framework.grades.get(rank)) {
        Some(grade) => grade.name.as_str(),
        None => unmarked(grade),
    };
    framework.rank(grade)?;
    let name = name.join(" ");
    let name = name.trim();
    let is_grade = framework.rank(unmarked(name)).is_some();
    (!name.is_empty() && !is_grade).then(|| Judgement { name: unmarked(name).to_owned(), grade: grade.to_owned() })
}

/// Without the digits of a footnote mark.
fn unmarked(text: &str) -> &str {
    text.trim().trim_end_matches(|c: char| c.is_ascii_digit() || c.is_whitespace())
}

/// A sentence such as `The overall judgement is that ...`, as the framework lists them; it may run
/// on into the next block.
fn in_sentence(block: &Block, next: Option<&Block>, framework: &Framework) -> Option<Judgement> {
    let mut text = folded(&block.text);
    let stated = framework.stated_judgements.iter().find(|s| s.phrases.iter().any(|p| text.starts_with(&folded(p))))?;
    if grade_in(&text, framework).is_none()
        && let Some(next) = next
    {
        text.push(' ');
        text.push_str(&folded(&next.text));
    }
    let sentence = text.split(['.', ';']).next().unwrap_or(&text);
    let grade = grade_in(sentence, framework)?;
    Some(Judgement { name: stated.name.clone(), grade: grade.to_owned() })
}

/// The grade that a sentence names, by the framework's first printing of it.
fn grade_in<'f>(sentence: &str, framework: &'f Framework) -> Option<&'f str> {
    // `services require improvement` is the plural of the grade.
    let sentence = sentence.replace("requires improvement", "require improvement");
    let says = |name: &str| {
        let name = folded(name).replace("requires improvement", "require improvement");
        sentence.split(|c: char| !(c.is_alphanumeric() || c == ' ')).any(|part| {
            let padded = format!(" {part} ");
            padded.contains(&format!(" {name} "))
        })
    };
    let printings = framework.grades.iter().flat_map(|g| std::iter::once(&g.name).chain(&g.also));
    printings.filter(|p| says(p)).max_by_key(|p| p.len()).map(String::as_str)
}
