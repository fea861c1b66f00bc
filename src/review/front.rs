//! Changes of a report's front matter: a field that was not stated, and the mark that it has been
//! read. Everything else stays, byte for byte.

use std::ops::Range;

use toml::de::{DeTable, DeValue};

use super::edit::Splice;
use crate::diagnostics::FileId;
use crate::source::front_matter;
use crate::source::schema::{Keys as _, ReportKey};
use crate::source::toml_text;

/// The front matter of a content file.
struct FrontMatter<'a> {
    text: &'a str,
    /// Where its TOML lies in the file.
    toml: Range<usize>,
    table: DeTable<'a>,
}

impl<'a> FrontMatter<'a> {
    fn parse(text: &'a str) -> Option<Self> {
        let split = front_matter::split(text, FileId(0)).ok()?;
        let table = DeTable::parse(text.get(split.toml.clone())?).ok()?.into_inner();
        Some(Self { text, toml: split.toml, table })
    }

    /// Where a key's value stands in the file.
    fn value(&self, key: ReportKey) -> Option<Range<usize>> {
        self.table.get(key.name()).map(|v| self.in_file(v.span()))
    }

    fn in_file(&self, range: Range<usize>) -> Range<usize> {
        self.toml.start + range.start..self.toml.start + range.end
    }

    /// The whole lines that a key and its value take.
    fn lines(&self, key: ReportKey) -> Option<Range<usize>> {
        let name = self.table.keys().find(|k| k.get_ref().as_ref() == key.name())?;
        let start = self.text.get(..self.in_file(name.span()).start)?.rfind('\n').map_or(0, |n| n + 1);
        // Behind the line's end, with what the editor wrote beside the value.
        let end = self.value(key)?.end;
        Some(start..self.text.get(end..)?.find('\n').map_or(self.text.len(), |n| end + n + 1))
    }
}

/// Marks a report as read. A report without the key counts as read already. None where the front matter
/// cannot be read.
pub(crate) fn set_reviewed(text: &str) -> Option<Vec<Splice>> {
    let value = FrontMatter::parse(text)?.value(ReportKey::Reviewed);
    Some(value.map(|at| Splice { at, with: "true".to_owned() }).into_iter().collect())
}

/// Sets a key to a value as TOML writes it, and takes its name out of `not_stated`. A new key stands
/// behind the last of `after` that is there. None where the front matter cannot be read.
pub(super) fn set(text: &str, key: ReportKey, value: &str, after: &[ReportKey]) -> Option<Vec<Splice>> {
    let front = FrontMatter::parse(text)?;
    let mut splices = vec![match front.value(key) {
        Some(at) => Splice { at, with: value.to_owned() },
        None => {
            let behind = after.iter().rev().find_map(|k| front.lines(*k)).map_or(front.toml.start, |lines| lines.end);
            let line_end = if text.contains("\r\n") { "\r\n" } else { "\n" };
            Splice { at: behind..behind, with: format!("{} = {value}{line_end}", key.name()) }
        }
    }];
    splices.extend(not_stated_without(&front, key));
    Some(splices)
}

/// Takes a key out, with its line. None where the front matter cannot be read.
pub(super) fn without(text: &str, key: ReportKey) -> Option<Vec<Splice>> {
    let lines = FrontMatter::parse(text)?.lines(key);
    Some(lines.map(|at| Splice { at, with: String::new() }).into_iter().collect())
}

/// Adds a name to `not_stated`. None where the front matter cannot be read.
pub(super) fn add_not_stated(text: &str, name: &str) -> Option<Vec<Splice>> {
    let front = FrontMatter::parse(text)?;
    let key = ReportKey::NotStated;
    let names = match front.table.get(key.name()).map(|value| value.get_ref()) {
        Some(DeValue::Array(names)) => names.iter().filter_map(|n| n.get_ref().as_str()).map(str::to_owned).collect(),
        _ => Vec::new(),
    };
    if names.iter().any(|n| n == name) {
        return Some(Vec::new());
    }
    let names: Vec<String> = names.into_iter().chain([name.to_owned()]).collect();
    set(text, key, &toml_text::list(&names), &[ReportKey::Framework, ReportKey::Wording, ReportKey::Reviewed])
}

/// `not_stated` without one name; without any, the line goes.
fn not_stated_without(front: &FrontMatter<'_>, key: ReportKey) -> Option<Splice> {
    let DeValue::Array(names) = front.table.get(ReportKey::NotStated.name())?.get_ref() else { return None };
    let is_it = |value: &DeValue<'_>| matches!(value, DeValue::String(name) if name.as_ref() == key.name());
    let at = names.iter().position(|name| is_it(name.get_ref()))?;
    let span = |n: usize| names.get(n).map(|name| front.in_file(name.span()));
    let cut = match (at.checked_sub(1).and_then(span), span(at + 1)) {
        // With one comma: the one before the name, or of the first name the one behind it.
        (Some(before), _) => before.end..span(at)?.end,
        (None, Some(next)) => span(at)?.start..next.start,
        (None, None) => front.lines(ReportKey::NotStated)?,
    };
    Some(Splice { at: cut, with: String::new() })
}

#[cfg(test)]
mod tests {
    use super::super::edit::spliced;
    use super::*;
    use crate::source::toml_text::{list, quoted};

    const TEXT: &str = "+++\ntitle = \"T\"   # as printed\ninspected = 2020-02-04\nreviewed = false # not yet\n\
                        not_stated = [\"published\", \"inspectors\"]\n\n[source]\nfile = \"a.pdf\"\n+++\n\nreviewed = false\n";

    fn made(text: &str, splices: Option<Vec<Splice>>) -> String {
        spliced(text, &splices.unwrap()).unwrap()
    }

    #[test]
    fn only_the_value_changes() {
        let text = made(TEXT, set_reviewed(TEXT));
        assert_eq!(text, TEXT.replacen("reviewed = false #", "reviewed = true #", 1));
        assert_eq!(set_reviewed("+++\ntitle =\n+++\n"), None, "front matter that cannot be read is told");
    }

    #[test]
    fn a_field_is_added_and_no_longer_counts_as_not_stated() {
        let text = made(TEXT, set(TEXT, ReportKey::Published, "2020-02-27", &[ReportKey::Title, ReportKey::Inspected]));
        let expected =
            TEXT.replacen("2020-02-04\n", "2020-02-04\npublished = 2020-02-27\n", 1).replacen("\"published\", ", "", 1);
        assert_eq!(text, expected);
        let text = made(&text, set(&text, ReportKey::Inspectors, &list(&["A. B".to_owned()]), &[ReportKey::Published]));
        assert!(text.contains("published = 2020-02-27\ninspectors = [\"A. B\"]\n") && !text.contains("not_stated"));
    }

    #[test]
    fn a_field_that_stands_there_is_replaced() {
        let text = made(TEXT, set(TEXT, ReportKey::Title, &quoted("The \"T\""), &[]));
        assert_eq!(text, TEXT.replacen("\"T\"", "\"The \\\"T\\\"\"", 1));
    }
}
