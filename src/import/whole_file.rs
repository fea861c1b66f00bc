//! Writes a file whole or not at all.

use std::fs;
use std::io::{self, Write as _};
use std::path::Path;

/// Writes a file that appears whole or not at all, and never over another unless told so.
pub(super) fn write_whole(path: &Path, text: &str, replace: bool) -> io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    // In the same folder, because a file can be moved whole only within one file system.
    let mut builder = tempfile::Builder::new();
    builder.prefix(".throughline-");
    // A draft is an ordinary file that others may read, as far as the umask lets them.
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let mut file = builder.tempfile_in(folder)?;
    file.write_all(text.as_bytes())?;
    let saved = if replace { file.persist(path) } else { file.persist_noclobber(path) };
    saved.map(|_| ()).map_err(|e| e.error)
}
