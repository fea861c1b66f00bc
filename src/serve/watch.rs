//! Tells when a file of the site changes: settings, decisions, content, templates.

use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use notify::{RecommendedWatcher, RecursiveMode};
use notify_debouncer_full::{DebounceEventResult, Debouncer, FileIdMap, new_debouncer_opt};

use crate::source::content_path::{CONTENT, FILES};
use crate::source::hidden::has_hidden_part;
use crate::workspace::{self, LeaveOut};

/// Watches until it is dropped.
pub(crate) struct Watcher(
    #[expect(dead_code, reason = "dropping it ends the watching")] Debouncer<RecommendedWatcher, FileIdMap>,
);

/// Several writes of one save are one change.
// Editors write a file within a few milliseconds; who waits for the page notices a tenth of a second.
const SETTLED: Duration = Duration::from_millis(40);

/// How often the watcher looks whether a change has settled.
const LOOKS: Duration = Duration::from_millis(10);

/// Calls `changed` after each change of the site in `root`, in a thread of its own.
pub(crate) fn watch(root: &Path, mut changed: impl FnMut() + Send + 'static) -> io::Result<Watcher> {
    let root = root.canonicalize()?;
    // Read once: whoever names another folder of templates meanwhile starts the server again.
    let templates = templates(&root);
    let watched = {
        let (root, templates) = (root.clone(), templates.clone());
        move |path: &Path| is_watched(path, &root, templates.as_deref())
    };
    let heard = move |result: DebounceEventResult| {
        let counts = match result {
            // Reading a file is an event too.
            Ok(events) => {
                events.iter().filter(|e| !e.kind.is_access()).flat_map(|e| &e.paths).any(|path| watched(path))
            }
            // The watcher lost track of something, perhaps of a change: reading again once too often does no harm.
            Err(_) => true,
        };
        if counts {
            changed();
        }
    };
    let failed = |error: notify::Error| io::Error::other(error.to_string());
    let mut debouncer = new_debouncer_opt::<_, RecommendedWatcher, FileIdMap>(
        SETTLED,
        Some(LOOKS),
        heard,
        FileIdMap::new(),
        notify::Config::default(),
    )
    .map_err(failed)?;
    // The folder itself for site.toml and review.toml; the output folder in it is not watched.
    debouncer.watch(&root, RecursiveMode::NonRecursive).map_err(failed)?;
    for folder in
        [Some(root.join(CONTENT)), Some(root.join(FILES)), templates].into_iter().flatten().filter(|f| f.is_dir())
    {
        debouncer.watch(&folder, RecursiveMode::Recursive).map_err(failed)?;
    }
    Ok(Watcher(debouncer))
}

/// The site's own templates, where it has any.
fn templates(root: &Path) -> Option<PathBuf> {
    let (knowledge, _) = workspace::read_site(root, LeaveOut::Unreviewed).ok()?;
    crate::render::templates_folder(root, &knowledge.documents.settings)?.canonicalize().ok()
}

/// Hidden files are passed over, as everywhere: they are an editor's drafts of a save.
fn is_watched(path: &Path, root: &Path, templates: Option<&Path>) -> bool {
    let settings = ["site.toml", "review.toml"].iter().any(|name| path == root.join(name));
    let shown = |folder: &Path| path.strip_prefix(folder).is_ok_and(|below| !has_hidden_part(below));
    settings || shown(&root.join(CONTENT)) || shown(&root.join(FILES)) || templates.is_some_and(shown)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_sites_own_files_count() {
        let root = Path::new("/site");
        let counts = |path: &str| is_watched(Path::new(path), root, Some(Path::new("/looks")));
        for path in ["/site/site.toml", "/site/review.toml", "/site/content/themes/plans.md", "/looks/base.html"] {
            assert!(counts(path), "{path}");
        }
        for path in [
            "/site/public/index.html",
            "/site/notes.txt",
            "/site/content/themes/.plans.md.swp",
            "/site/content/.git/a.md",
        ] {
            assert!(!counts(path), "{path}");
        }
    }
}
