//! Judgements: rows of a table whose last cell is a grade of the framework's
//! scale, and the sentences in which a framework states one.

use super::grades::{Grades, Printed, unmarked};
use super::opening::folded;
use super::{Field, Judgement, Unsure, Why};
use crate::import::extract::{Block, BlockKind};
use crate::source::Framework;

/// No strand with its grade has so many words, and none is a sentence.
const MOST_WORDS_OF_A_ROW: usize = 18;

/// The judgements of a report, in the order in which they stand: those of its opening, else, where
/// the table stands elsewhere, those of the whole text. A name that stands twice counts once.
pub(super) fn judgements(
    opening: &[&Block],
    all: &[&Block],
    framework: &Framework,
    unsure: &mut Vec<Unsure>,
    why: &mut Vec<Why>,
) -> Vec<Judgement> {
    if framework.grades.is_empty() {
        return Vec::new();
    }
    let grades = Grades::new(framework);
    // A table in the opening is this report's own; one further on may repeat an earlier report's.
    let mut table = Rows::read(opening, &grades);
    if table.rows.is_empty() {
        table = Rows::read(all, &grades);
    }
    unsure.extend(table.doubts());
    why.extend(
        table.rows.iter().map(|row| Why::new(row.block, format!("judgement, by its grade `{}`", row.judgement.grade))),
    );
    let mut found: Vec<Judgement> = table.rows.into_iter().map(|row| row.judgement).collect();
    // What is stated in a sentence comes last, and only where the table lacks it.
    for (n, block) in all.iter().enumerate() {
        let Some((judgement, by)) = in_sentence(block, all.get(n + 1).copied(), framework, &grades) else { continue };
        if !found.iter().any(|j| folded(&j.name) == folded(&judgement.name)) {
            why.push(Why::new(block, format!("judgement, by “{by}” (frameworks/{}.toml)", framework.id)));
            found.push(judgement);
        }
    }
    found
}

/// A row of a table of judgements.
struct Row<'b> {
    block: &'b Block,
    judgement: Judgement,
    /// The grade as printed, where it is not spelled so in the framework's file.
    misprint: Option<String>,
}

/// The rows of a table, and what is doubtful in them.
#[derive(Default)]
struct Rows<'b> {
    rows: Vec<Row<'b>>,
    /// Lines that hold a grade and are no row.
    broken: Vec<&'b str>,
    /// Names with a second grade.
    twice: Vec<String>,
}

impl<'b> Rows<'b> {
    fn read(blocks: &[&'b Block], grades: &Grades<'_>) -> Self {
        let mut table = Self::default();
        // Lines before the first row and behind the last one are of something else.
        let mut broken = Vec::new();
        for (n, block) in blocks.iter().enumerate() {
            match read_row(block, grades) {
                Some((name, grade)) => {
                    table.broken.append(&mut broken);
                    let goes_on = blocks.get(n + 1).filter(|next| ends_a_name(next, grades));
                    let name = goes_on.map_or_else(|| name.clone(), |next| format!("{name} {}", next.text.trim()));
                    table.take(block, name, grade);
                }
                None if !table.rows.is_empty() && is_broken_row(block, grades) => broken.push(block.text.as_str()),
                None => {}
            }
        }
        // A line that ends in a grade is a row only among other rows.
        if table.rows.len() > 1 { table } else { Self::default() }
    }

    fn take(&mut self, block: &'b Block, name: String, grade: Printed) {
        let judgement = Judgement { name, grade: grade.name };
        match self.rows.iter().find(|row| folded(&row.judgement.name) == folded(&judgement.name)) {
            Some(first) if first.judgement.grade != judgement.grade => self.twice.push(format!(
                "`{}` stands with two grades: {} and {}",
                judgement.name, first.judgement.grade, judgement.grade
            )),
            Some(_) => {}
            None => self.rows.push(Row { block, judgement, misprint: grade.misprint }),
        }
    }

    /// A table that was read by its letters' shapes, or whose rows broke, may have lost names and grades.
    fn doubts(&self) -> Vec<Unsure> {
        let cut_off = self.rows.iter().map(|row| &row.judgement.name).filter(|name| is_cut_off(name));
        let misprints = self.rows.iter().filter_map(|row| Some((row.misprint.as_ref()?, &row.judgement.grade)));
        let doubts = self
            .twice
            .iter()
            .cloned()
            .chain(cut_off.map(|name| format!("the name `{name}` breaks off: rows may be lost")))
            .chain(self.broken.iter().map(|line| format!("`{line}` holds a grade, and no row could be read there")))
            .chain(misprints.map(|(printed, grade)| format!("`{printed}` was read as `{grade}`")));
        doubts.map(|why| Unsure::Doubtful { field: Field::Judgements, why }).collect()
    }
}

fn read_row(block: &Block, grades: &Grades<'_>) -> Option<(String, Printed)> {
    match &block.kind {
        BlockKind::Row { cells, .. } => in_row(cells, grades),
        // Rows of some reports have numbers.
        BlockKind::Paragraph | BlockKind::Numbered { .. } => in_line(&block.text, grades),
        _ => None,
    }
}

/// Whether a line holds a grade among the words of a name, or alone.
fn is_broken_row(block: &Block, grades: &Grades<'_>) -> bool {
    let may_be_row = matches!(block.kind, BlockKind::Row { .. } | BlockKind::Paragraph | BlockKind::Numbered { .. });
    may_be_row && is_short(&block.text) && grades.said(&block.text).is_some()
}

/// No strand's name goes on with more words on its next line.
const MOST_WORDS_OF_A_SECOND_LINE: usize = 8;

/// Whether a line is the end of the name above it: `children and families`.
fn ends_a_name(block: &Block, grades: &Grades<'_>) -> bool {
    block.kind == BlockKind::Paragraph
        && block.text.starts_with(char::is_lowercase)
        && is_short(&block.text)
        && block.text.split_whitespace().nth(MOST_WORDS_OF_A_SECOND_LINE).is_none()
        && grades.said(&block.text).is_none()
}

/// Whether a line may be a row: not a sentence.
fn is_short(text: &str) -> bool {
    text.split_whitespace().nth(MOST_WORDS_OF_A_ROW).is_none() && !text.contains(['.', ';', ':'])
}

/// Whether a name goes on somewhere else: no strand's name ends so.
fn is_cut_off(name: &str) -> bool {
    let last = name.rsplit(char::is_whitespace).next().unwrap_or(name).to_lowercase();
    name.ends_with(',') || super::fact_words::class_has("cut-off", &last)
}

/// A row of a table whose columns a text file has lost: a few words and a grade.
fn in_line(text: &str, grades: &Grades<'_>) -> Option<(String, Printed)> {
    if !is_short(text) {
        return None;
    }
    let (name, grade) = grades.at_the_end(text.trim()).or_else(|| grades.at_the_end(unmarked(text)))?;
    let plausible = name.starts_with(char::is_uppercase) && grades.whole(name).is_none() && !name.contains('(');
    plausible.then(|| (name.to_owned(), grade))
}

/// A row of a name and a grade.
fn in_row(cells: &[String], grades: &Grades<'_>) -> Option<(String, Printed)> {
    let (grade, name) = cells.split_last()?;
    let grade = grades.whole(grade)?;
    let name = name.join(" ");
    let name = unmarked(&name);
    (!name.is_empty() && grades.whole(name).is_none()).then(|| (name.to_owned(), grade))
}

/// A sentence such as `The overall judgement is that ...`, as the framework lists them, and the phrase that knows
/// it; it may run on into the next block.
fn in_sentence<'f>(
    block: &Block,
    next: Option<&Block>,
    framework: &'f Framework,
    grades: &Grades<'_>,
) -> Option<(Judgement, &'f str)> {
    let mut text = folded(&block.text);
    let with_next = |text: &str| next.map_or_else(|| text.to_owned(), |next| format!("{text} {}", folded(&next.text)));
    let phrases = || framework.stated_judgements.iter().flat_map(|s| s.phrases.iter().map(move |p| (s, p, folded(p))));
    // The phrase itself may be broken off: a title over two lines.
    if !text.is_empty() && phrases().any(|(.., p)| p.starts_with(&text)) {
        text = with_next(&text);
    }
    let (stated, phrase, _) = phrases().find(|(.., p)| text.starts_with(p.as_str()))?;
    if grades.said(first_sentence(&text)).is_none() {
        text = with_next(&text);
    }
    let grade = grades.said(first_sentence(&text))?;
    Some((Judgement { name: stated.name.clone(), grade: grade.to_owned() }, phrase))
}

fn first_sentence(text: &str) -> &str {
    text.split(['.', ';']).next().unwrap_or(text)
}
