//! Files that are written whole or not at all: the one place that writes into the site's folder.
//!
//! A draft of the file is made beside it and then takes its place, so that a reader finds the old
//! file or the new one, never half of one. The output folder has rules of its own, in `publish/`.

use std::fs;
use std::io::{self, Write as _};
use std::path::Path;

use tempfile::NamedTempFile;

/// Writes a file where none stands, with the folders above it.
///
/// # Errors
///
/// When something stands there already, or the system refuses.
pub(crate) fn create(path: &Path, text: &str) -> io::Result<()> {
    fs::create_dir_all(folder_of(path))?;
    draft(path, text)?.persist_noclobber(path).map(|_| ()).map_err(|refused| refused.error)
}

/// Puts a file in the place of another, or where none stands; the permissions stay.
///
/// # Errors
///
/// When the system refuses.
pub(crate) fn replace(path: &Path, text: &str) -> io::Result<()> {
    let file = draft(path, text)?;
    match fs::metadata(path) {
        Ok(old) => file.as_file().set_permissions(old.permissions())?,
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        Err(error) => return Err(error),
    }
    // Somebody's words stand there: the new ones must be on the disk before the old ones go.
    file.as_file().sync_all()?;
    file.persist(path).map(|_| ()).map_err(|refused| refused.error)
}

fn draft(path: &Path, text: &str) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    // The name begins with a dot, so that nobody takes the draft for content.
    builder.prefix(".throughline-");
    // It becomes an ordinary file, which others may read as far as the umask lets them.
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    // In the same folder, since only within one file system does a rename replace a file at once.
    let mut file = builder.tempfile_in(folder_of(path))?;
    file.write_all(text.as_bytes())?;
    Ok(file)
}

fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_created_once_and_replaced_as_often_as_one_likes() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a/b.md");
        create(&path, "one").unwrap();
        assert_eq!(create(&path, "two").unwrap_err().kind(), io::ErrorKind::AlreadyExists);
        assert_eq!(fs::read_to_string(&path).unwrap(), "one");
        replace(&path, "three").unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "three");
        assert_eq!(fs::read_dir(folder.path().join("a")).unwrap().count(), 1, "no draft stays");
    }

    #[cfg(unix)]
    #[test]
    fn permissions_stay() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.md");
        create(&path, "one").unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
        replace(&path, "two").unwrap();
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o640);
    }
}
