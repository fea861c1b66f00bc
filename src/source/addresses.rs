//! `addresses.txt`: every address that the site has ever published, one a line.

use super::toml_table::Placed;
use crate::diagnostics::{Code, Diagnostic, FileId, Span};

/// What `addresses.txt` holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Addresses {
    /// The addresses, seen from the site's root, in the order of the file.
    pub lines: Vec<Placed<String>>,
}

/// Reads the list; lines that begin with `#` and empty ones are passed over.
pub(super) fn read_addresses(text: &str, file: FileId) -> (Addresses, Vec<Diagnostic>) {
    let (mut addresses, mut problems) = (Addresses::default(), Vec::new());
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let start = at;
        at += line.len();
        let shown = line.trim_start_matches('\u{feff}');
        let address = shown.trim();
        if address.is_empty() || address.starts_with('#') {
            continue;
        }
        let start =
            start + (line.len() - line.trim_start_matches(|c: char| c == '\u{feff}' || c.is_whitespace()).len());
        let place = Span::new(file, start..start + address.len());
        if is_address(address) {
            addresses.lines.push(Placed::new(address.to_owned(), place));
        } else {
            problems.push(
                Diagnostic::at(Code::T0211, place, "this line is no address of the site")
                    .hint_if(is_mark_of_a_conflict(address).then(|| {
                        "two versions of the file were not joined: keep the lines of both, and take the marks out".to_owned()
                    }))
                    .hint("an address is seen from the site's root, such as themes/care-leavers.html; `build --record` writes them"),
            );
        }
    }
    (addresses, problems)
}

/// A page's path, perhaps with a place on it.
fn is_address(line: &str) -> bool {
    let (path, fragment) = line.split_once('#').map_or((line, None), |(path, fragment)| (path, Some(fragment)));
    let name = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_.".contains(&b));
    let whole = |part: &str| name(part) && !part.starts_with('.');
    path.ends_with(".html") && path.split('/').all(whole) && fragment.is_none_or(name)
}

/// What version control leaves where it could not join two versions.
fn is_mark_of_a_conflict(line: &str) -> bool {
    ["<<<<<<<", "=======", ">>>>>>>", "|||||||"].iter().any(|mark| line.starts_with(mark))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_told_from_notes_and_from_what_is_none() {
        let text =
            "\u{feff}# a note\r\n\r\nthemes/plans.html\r\n  a/b.html#c  \n/x.html\n../x.html\n<<<<<<< ours\nx.html y\n";
        let (addresses, problems) = read_addresses(text, FileId(0));
        let lines: Vec<&str> = addresses.lines.iter().map(|l| l.value.as_str()).collect();
        assert_eq!(lines, ["themes/plans.html", "a/b.html#c"]);
        let marked: Vec<&str> = problems.iter().map(|p| &text[p.span.unwrap().range()]).collect();
        assert_eq!(marked, ["/x.html", "../x.html", "<<<<<<< ours", "x.html y"]);
        assert!(addresses.lines.iter().all(|l| text[l.span.range()] == l.value), "{addresses:?}");
    }
}
