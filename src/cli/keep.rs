//! `import --keep`: a copy of each report that was imported, in the site's folder, so that the desk can show it beside the
//! text and `import --again` can read it again.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::import::intake::{Fate, ImportOutcome};
use crate::review::SOURCES;
use crate::source::content_path;

/// Copies the file of a report that is here now, unless it is kept already; where it lies then, seen from the site's folder.
pub(super) fn keep(root: &Path, fate: &Fate) -> io::Result<Option<String>> {
    let id = match &fate.outcome {
        ImportOutcome::Imported { draft, .. } => content_path::report_at(draft),
        // Imported before: this is how its source is brought later.
        ImportOutcome::Skipped(id) => Some(id.as_str()),
        ImportOutcome::Reissued { .. } | ImportOutcome::Refused(_) => None,
    };
    let (Some((authority, _)), Some(name)) = (id.and_then(|id| id.split_once('/')), fate.path.file_name()) else {
        return Ok(None);
    };
    let folder = root.join(SOURCES).join(authority);
    fs::create_dir_all(&folder)?;
    let bytes = fs::read(&fate.path)?;
    // Another report may have come under the same name: neither takes the place of the other.
    for number in 1.. {
        let path = numbered(&folder.join(name), number);
        match fs::read(&path) {
            Ok(there) if there == bytes => return Ok(None),
            Ok(_) => {}
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                let draft = tempfile::NamedTempFile::new_in(&folder)?;
                fs::write(draft.path(), &bytes)?;
                draft.persist_noclobber(&path).map_err(|refused| refused.error)?;
                let shown = path.strip_prefix(root).unwrap_or(&path);
                return Ok(Some(shown.display().to_string()));
            }
            Err(error) => return Err(error),
        }
    }
    Ok(None)
}

/// `letter.pdf`, `letter-2.pdf`.
fn numbered(path: &Path, number: usize) -> PathBuf {
    if number == 1 {
        return path.to_owned();
    }
    let part = |part: Option<&std::ffi::OsStr>| part.map(|p| p.to_string_lossy().into_owned()).unwrap_or_default();
    let (stem, end) = (part(path.file_stem()), part(path.extension()));
    path.with_file_name(format!("{stem}-{number}.{end}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn skipped(path: PathBuf) -> Fate {
        let outcome = ImportOutcome::Skipped("marrowby/2020-02-focused-visit".to_owned());
        Fate { path, outcome, recognised: None, warnings: Vec::new() }
    }

    #[test]
    fn a_report_is_kept_once_and_never_over_another() {
        let (site, inbox) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let letter = inbox.path().join("letter.pdf");
        fs::write(&letter, "one").unwrap();
        let kept = |path: &PathBuf| keep(site.path(), &skipped(path.clone())).unwrap();
        let first = kept(&letter).unwrap();
        assert_eq!(fs::read_to_string(site.path().join(&first)).unwrap(), "one");
        assert_eq!(kept(&letter), None, "it is there already");
        fs::write(&letter, "another").unwrap();
        let second = kept(&letter).unwrap();
        assert_ne!(first, second);
        assert_eq!(fs::read_to_string(site.path().join(first)).unwrap(), "one");
        assert_eq!(fs::read_to_string(site.path().join(second)).unwrap(), "another");
    }
}
