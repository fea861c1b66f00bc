//! The site's own templates and assets, laid over the program's.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use super::{Engine, SHIPPED, STYLE, STYLE_SHEET};
use crate::diagnostics::{Code, Diagnostic, did_you_mean};
use crate::source::{Settings, hidden};

/// The folder of the site's own templates.
#[must_use]
pub fn templates_folder(root: &Path, settings: &Settings) -> Option<PathBuf> {
    settings.templates.as_ref().map(|folder| root.join(&folder.value))
}

/// What is wrong with the site's templates.
pub(crate) fn check_templates(root: &Path, settings: &Settings) -> Vec<Diagnostic> {
    match Engine::new(root, settings) {
        Ok(_) => idle_templates(root, settings),
        Err(problem) => vec![problem],
    }
}

/// The files of the site's own folder that replace nothing, and that none of the others names: nobody ever sees them.
pub(crate) fn idle_templates(root: &Path, settings: &Settings) -> Vec<Diagnostic> {
    // What hinders reading them is said by whoever uses them.
    let own = templates_folder(root, settings).and_then(|folder| own_files(&folder, settings).ok()).unwrap_or_default();
    let known =
        || SHIPPED.iter().map(|(name, _)| *name).chain(STYLE.iter().map(|(name, _)| *name)).chain([STYLE_SHEET]);
    let names = |name: &str, bytes: &[u8]| String::from_utf8_lossy(bytes).contains(name);
    let is_idle = |path: &str| {
        let name = path.rsplit('/').next().unwrap_or(path);
        !known().any(|known| known == path) && !own.iter().any(|(other, bytes)| other != path && names(name, bytes))
    };
    let said = |path: &String| {
        let message = format!("`{path}` in the folder of templates replaces nothing");
        let place = settings.templates.as_ref().map(|folder| folder.span);
        let problem = match place {
            Some(place) => Diagnostic::at(Code::T0704, place, message),
            None => Diagnostic::nowhere(Code::T0704, message),
        };
        problem
            .hint_if(did_you_mean(path, known()))
            .hint("a page of the site's own is content/pages/ID.md, and a file that is to be published lies in files/")
    };
    own.keys().filter(|path| is_idle(path)).map(said).collect()
}

/// The files of the site's own folder, by their name there.
pub(super) fn own_files(folder: &Path, settings: &Settings) -> Result<BTreeMap<String, Vec<u8>>, Diagnostic> {
    let place = settings.templates.as_ref();
    let at = |code, message: String| match place {
        Some(place) => Diagnostic::at(code, place.span, message),
        None => Diagnostic::nowhere(code, message),
    };
    if !folder.is_dir() {
        return Err(at(Code::T0702, "there is no such folder of templates".to_owned())
            .hint("name a folder seen from site.toml, or leave `templates` out"));
    }
    let mut files = BTreeMap::new();
    for entry in hidden::walk(folder, true) {
        let entry = entry.map_err(|e| at(Code::T0102, format!("a template cannot be read: {e}")))?;
        if !entry.file_type().is_file() {
            continue;
        }
        let below = entry.path().strip_prefix(folder).unwrap_or(entry.path());
        let parts: Vec<_> = below.components().map(|c| c.as_os_str().to_string_lossy()).collect();
        let name = parts.join("/");
        let bytes = fs::read(entry.path())
            .map_err(|e| at(Code::T0102, format!("the template `{name}` cannot be read: {}", e.kind())))?;
        files.insert(name, bytes);
    }
    Ok(files)
}
