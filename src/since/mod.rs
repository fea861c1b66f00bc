//! What an older output said: from the tables that every output holds, so that it need not be the folder that is built
//! into, nor of the same version of the program.
//!
//! Start at [`Before::read`]. What became different since is told by [`site::since`](crate::site::since).

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// Where the tables lie in an output.
const DATA: &str = "data";

/// What an older output said.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Before {
    /// Recommendations by full id.
    pub recommendations: BTreeMap<String, Stood>,
    /// Titles of reports by full id.
    pub reports: BTreeMap<String, String>,
    /// Names of authorities by id.
    pub authorities: BTreeMap<String, String>,
    /// Titles of themes by id.
    pub themes: BTreeMap<String, String>,
}

/// Where a recommendation stood.
#[derive(Debug, PartialEq, Eq)]
pub struct Stood {
    /// The word of its outcome.
    pub outcome: String,
    /// The id of its thread: of the first recommendation of it.
    pub thread: String,
    /// Its words.
    pub words: String,
}

impl Before {
    /// Reads what the output in `folder` said; nothing where it holds no tables that can be understood.
    ///
    /// # Errors
    ///
    /// When the system refuses to read them.
    pub fn read(folder: &Path) -> io::Result<Option<Self>> {
        let data = folder.join(DATA);
        if !data.is_dir() {
            return Ok(None);
        }
        let mut names: Vec<PathBuf> = Vec::new();
        for entry in fs::read_dir(&data)? {
            names.push(entry?.path());
        }
        // Systems list folders in different orders.
        names.sort();
        let mut before = Self::default();
        let mut whole = true;
        let mut table = |table: &str, columns: &[&str], row: &mut dyn FnMut(&[&str])| -> io::Result<()> {
            let files: Vec<&PathBuf> = names.iter().filter(|path| is_part_of(path, table)).collect();
            whole &= !files.is_empty();
            for path in files {
                whole &= rows(&fs::read(path)?, columns, row);
            }
            Ok(())
        };
        table("recommendations", &["id", "outcome", "thread", "words"], &mut |row| {
            if let [id, outcome, thread, words] = *row {
                let stood = Stood { outcome: outcome.to_owned(), thread: thread.to_owned(), words: words.to_owned() };
                before.recommendations.insert(id.to_owned(), stood);
            }
        })?;
        let pair = |to: &mut BTreeMap<String, String>, row: &[&str]| {
            if let [id, name] = *row {
                to.insert(id.to_owned(), name.to_owned());
            }
        };
        table("inspections", &["id", "title"], &mut |row| pair(&mut before.reports, row))?;
        table("authorities", &["id", "name"], &mut |row| pair(&mut before.authorities, row))?;
        table("themes", &["id", "title"], &mut |row| pair(&mut before.themes, row))?;
        Ok(whole.then_some(before))
    }
}

/// Whether a file holds a table or a part of it: `findings.csv`, `findings-2.csv`.
fn is_part_of(path: &Path, table: &str) -> bool {
    let name = path.file_name().and_then(|name| name.to_str()).and_then(|name| name.strip_suffix(".csv"));
    let rest = name.and_then(|name| name.strip_prefix(table));
    let is_number = |n: &str| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit());
    rest.is_some_and(|rest| rest.is_empty() || rest.strip_prefix('-').is_some_and(is_number))
}

/// Hands over the cells of some columns, row by row; says whether the table has them and could be read.
fn rows(bytes: &[u8], columns: &[&str], row: &mut dyn FnMut(&[&str])) -> bool {
    // Some programs that open a table and save it again put such a mark before it.
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let mut reader = csv::Reader::from_reader(bytes);
    let Ok(head) = reader.headers().cloned() else { return false };
    let places: Option<Vec<usize>> =
        columns.iter().map(|column| head.iter().position(|name| name == *column)).collect();
    let Some(places) = places else { return false };
    let mut record = csv::StringRecord::new();
    loop {
        match reader.read_record(&mut record) {
            Ok(true) => row(&places.iter().map(|n| record.get(*n).unwrap_or_default()).collect::<Vec<_>>()),
            Ok(false) => return true,
            Err(_) => return false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn output(files: &[(&str, &str)]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("data")).unwrap();
        for (name, text) in files {
            fs::write(folder.path().join("data").join(name), text).unwrap();
        }
        folder
    }

    const OTHERS: [(&str, &str); 3] = [
        ("inspections.csv", "id,title\r\na/2014-05-sif,Inspection\r\n"),
        ("authorities.csv", "id,name\r\na,Ashby\r\n"),
        ("themes.csv", "id,title\r\n"),
    ];

    #[test]
    fn tables_are_read_by_the_names_of_their_columns_in_however_many_parts() {
        let parts = [
            ("recommendations-1.csv", "thread,id,words,outcome,new\r\na/1#x,a/1#x,\"Some, words\",met,\r\n"),
            ("recommendations-2.csv", "id,outcome,thread,words\r\na/1#y,missed,a/1#x,Others\r\n"),
            ("recommendations-notes.csv", "nonsense"),
        ];
        let folder = output(&[&parts[..], &OTHERS[..]].concat());
        let before = Before::read(folder.path()).unwrap().unwrap();
        let told: Vec<(&str, &str, &str)> =
            before.recommendations.iter().map(|(id, s)| (id.as_str(), s.outcome.as_str(), s.words.as_str())).collect();
        assert_eq!(told, [("a/1#x", "met", "Some, words"), ("a/1#y", "missed", "Others")]);
        assert_eq!(before.recommendations["a/1#y"].thread, "a/1#x");
        assert_eq!(before.reports["a/2014-05-sif"], "Inspection");
    }

    #[test]
    fn what_is_no_output_says_nothing() {
        let nothing = tempfile::tempdir().unwrap();
        assert_eq!(Before::read(nothing.path()).unwrap(), None);
        assert_eq!(Before::read(output(&OTHERS).path()).unwrap(), None, "a table is missing");
        let other = [&[("recommendations.csv", "id,words\r\n")], &OTHERS[..]].concat();
        assert_eq!(Before::read(output(&other).path()).unwrap(), None, "a column is missing");
    }
}
