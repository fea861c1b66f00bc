//! `check --fix`: mends what has one right answer, and shows it first.

use std::collections::BTreeMap;
use std::path::Path;

use crate::cli::{Ending, refuse, say};
use crate::diagnostics::{Code, Diagnostic, FileId, Fix, Sources, counted, mended};
use crate::review::disk::{Change, Disk};

/// Shows what would be mended; writes it where that is asked for.
pub(super) fn run(site: &Path, problems: &[Diagnostic], sources: &Sources, write: bool) -> Ending {
    let mut by_file: BTreeMap<FileId, Vec<&Fix>> = BTreeMap::new();
    for fix in problems.iter().filter_map(|problem| problem.fix.as_deref()) {
        by_file.entry(fix.span.file).or_default().push(fix);
    }
    let changes: Vec<Change> = by_file
        .into_iter()
        .filter_map(|(file, fixes)| {
            let file = sources.file(file)?;
            let after = mended(&file.text, fixes.iter().copied());
            Some(Change { name: file.path.clone(), before: Some(file.text.clone()), after: Some(after) })
        })
        .collect();
    for change in &changes {
        say(&shown(change));
    }
    let others = problems.iter().filter(|problem| problem.fix.is_none()).count();
    let left =
        format!("{others} other {} for somebody to decide", if others == 1 { "message is" } else { "messages are" });
    if changes.is_empty() {
        say(&format!("nothing here has one right answer; {left}\n"));
        return Ending::Done;
    }
    if !write {
        say(&format!("nothing was written: add --write to write this; {left}\n"));
        return Ending::Done;
    }
    let disk = match Disk::new(site) {
        Ok(disk) => disk,
        Err(error) => {
            return refuse(&Diagnostic::nowhere(Code::T1104, format!("the site's folder cannot be read: {error}")));
        }
    };
    // Each file is whole by itself: one that cannot be written keeps no other from being mended.
    let mut ending = Ending::Done;
    let mut written = 0;
    for change in &changes {
        match disk.make(change) {
            Ok(()) => written += 1,
            Err(problem) => ending = refuse(&problem).after(ending),
        }
    }
    say(&format!("{} mended; {left}\n", counted(written, "file")));
    ending
}

/// The lines that change, before and after.
fn shown(change: &Change) -> String {
    let (Some(before), Some(after)) = (&change.before, &change.after) else {
        return String::new();
    };
    let (old, new): (Vec<&str>, Vec<&str>) = (before.lines().collect(), after.lines().collect());
    let hunk = |at: usize, old: &[&str], new: &[&str]| {
        let signed = |sign: char, lines: &[&str]| lines.iter().map(|l| format!("  {sign} {l}\n")).collect::<String>();
        format!("{}:{}\n{}{}", change.name, at + 1, signed('-', old), signed('+', new))
    };
    if old.len() == new.len() {
        let lines = old.iter().zip(&new).enumerate().filter(|(_, (old, new))| old != new);
        return lines.map(|(at, (old, new))| hunk(at, &[*old], &[*new])).collect();
    }
    // A fix that takes a line away shifts those behind it, so all from the first change to the last are shown.
    let head = old.iter().zip(&new).take_while(|(old, new)| old == new).count();
    let tail = old.iter().rev().zip(new.iter().rev()).take_while(|(old, new)| old == new).count();
    let tail = tail.min(old.len().min(new.len()) - head);
    let changed = |all: usize| head..all - tail;
    hunk(head, old.get(changed(old.len())).unwrap_or_default(), new.get(changed(new.len())).unwrap_or_default())
}
