//! Which folders may never be the output folder.
//!
//! Start at [`refuse`]. Folders are compared by where they truly are ([`resolve`]): `..`, symbolic
//! links and folders that do not exist yet fool nobody. This file must never change anything on
//! disk.

use std::env;
use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

use super::error::{PublishError, Refusal};

/// A folder that the output folder may not be, hold, or lie in, lest publishing mix the two.
#[derive(Debug, Clone, Copy)]
pub struct Guard<'a> {
    /// The folder; it need not exist.
    pub folder: &'a Path,
    /// What a message calls it, such as "the content folder".
    pub name: &'a str,
}

/// Where `folder` truly is: absolute, without links, `.` or `..`. What does not exist yet is taken
/// as it is written.
///
/// Fails on a link that leads nowhere: creating the folder behind it would write to a place that
/// nobody looked at.
pub(crate) fn resolve(folder: &Path) -> Result<PathBuf, PublishError> {
    let unreadable = |cause| PublishError::io("read", folder, cause);
    // Part by part, since `..` behind a link leads to where the link leads, not to where the link stands.
    let mut place = PathBuf::new();
    for part in env::current_dir().map_err(unreadable)?.join(folder).components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                place.pop();
            }
            Component::Prefix(_) | Component::RootDir => place.push(part),
            Component::Normal(name) => place = step(&place.join(name), folder)?,
        }
    }
    Ok(place)
}

/// Follows `place` if it is a link; the folder above it is resolved already.
fn step(place: &Path, folder: &Path) -> Result<PathBuf, PublishError> {
    match fs::canonicalize(place) {
        Ok(true_place) => Ok(true_place),
        Err(cause) if cause.kind() == io::ErrorKind::NotFound && !place.is_symlink() => Ok(place.to_owned()),
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => {
            Err(PublishError::refused(folder, Refusal::DeadLink { link: place.to_owned() }))
        }
        Err(cause) => Err(PublishError::io("read", folder, cause)),
    }
}

/// Fails if `place`, which is `out` resolved, is a folder that must not be published to.
pub(crate) fn refuse(out: &Path, place: &Path, home: Option<&Path>, guards: &[Guard<'_>]) -> Result<(), PublishError> {
    // Root and home come first: they hold the content folder too, but that is the lesser reason.
    if place.parent().is_none() {
        return Err(PublishError::refused(out, Refusal::Root));
    }
    if home.is_some_and(|home| is_home(place, home)) {
        return Err(PublishError::refused(out, Refusal::Home));
    }
    for guard in guards {
        if let Some(why) = overlap(place, &resolve(guard.folder)?, guard) {
            return Err(PublishError::refused(out, why));
        }
    }
    Ok(())
}

/// A home that cannot be resolved is compared as it is written.
fn is_home(place: &Path, home: &Path) -> bool {
    !home.as_os_str().is_empty() && (place == home || resolve(home).is_ok_and(|home| place == home))
}

fn overlap(place: &Path, guarded: &Path, guard: &Guard<'_>) -> Option<Refusal> {
    let name = guard.name.to_owned();
    let folder = guard.folder.to_owned();
    if place == guarded {
        Some(Refusal::Is { name })
    } else if guarded.starts_with(place) {
        Some(Refusal::Above { name, folder })
    } else if place.starts_with(guarded) {
        Some(Refusal::Inside { name, folder })
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tempfile::tempdir;

    /// What `refuse` says of `out`, with the guards given, or nothing.
    fn verdict(out: &Path, home: Option<&Path>, folders: &[&Path]) -> Option<String> {
        let guards: Vec<_> = folders.iter().map(|folder| Guard { folder, name: "the content folder" }).collect();
        let result = resolve(out).and_then(|place| refuse(out, &place, home, &guards));
        result.err().map(|error| error.to_string().split_once(": ").unwrap().1.to_owned())
    }

    #[test]
    fn the_root_is_refused_however_it_is_written() {
        for root in ["/", "/..", "/no-such-folder/..", "//./"] {
            assert_eq!(verdict(Path::new(root), None, &[]).unwrap(), "it is the root of the file system", "{root}");
        }
    }

    #[test]
    fn the_home_folder_is_refused_but_not_a_folder_in_it() {
        let home = tempdir().unwrap();
        let dotted = home.path().join("x/..");
        assert_eq!(verdict(&dotted, Some(home.path()), &[]).unwrap(), "it is your home folder");
        assert_eq!(verdict(&home.path().join("site"), Some(home.path()), &[]), None);
        assert_eq!(verdict(home.path(), Some(Path::new("")), &[]), None);
    }

    #[test]
    fn a_home_that_does_not_exist_is_still_refused() {
        let home = Path::new("/no-such-home/me");
        assert_eq!(verdict(home, Some(home), &[]).unwrap(), "it is your home folder");
    }

    #[test]
    fn a_guard_its_parents_and_what_is_in_it_are_refused() {
        let site = tempdir().unwrap();
        let content = site.path().join("content");
        let shown = content.display();
        fs::create_dir(&content).unwrap();
        let say = |out: &Path| verdict(out, None, &[&content]);
        assert_eq!(say(&content).unwrap(), "it is the content folder");
        assert_eq!(say(site.path()).unwrap(), format!("the content folder (`{shown}`) lies inside it"));
        assert_eq!(say(&content.join("a/b")).unwrap(), format!("it lies inside the content folder (`{shown}`)"));
        assert_eq!(say(&site.path().join("public")), None);
        assert_eq!(say(&site.path().join("content-2")), None, "a name that only begins alike is no overlap");
    }

    #[test]
    fn a_guard_that_does_not_exist_yet_is_compared_too() {
        let site = tempdir().unwrap();
        let content = site.path().join("later/content");
        assert_eq!(
            verdict(&site.path().join("later/./content"), None, &[&content]).unwrap(),
            "it is the content folder"
        );
    }

    #[test]
    fn relative_paths_start_at_the_current_folder() {
        let here = env::current_dir().unwrap();
        assert_eq!(verdict(Path::new("."), None, &[&here]).unwrap(), "it is the content folder");
        assert_eq!(resolve(Path::new("a/../b")).unwrap(), resolve(&here).unwrap().join("b"));
    }

    #[cfg(unix)]
    mod links {
        use super::*;
        use std::os::unix::fs::symlink;

        #[test]
        fn a_link_to_a_guard_is_seen_through() {
            let site = tempdir().unwrap();
            let content = site.path().join("content");
            let link = site.path().join("public");
            fs::create_dir(&content).unwrap();
            symlink(&content, &link).unwrap();
            assert_eq!(verdict(&link, None, &[&content]).unwrap(), "it is the content folder");
            assert_eq!(verdict(&content, None, &[&link]).unwrap(), "it is the content folder");
            let inside = verdict(&link.join("new/folder"), None, &[&content]).unwrap();
            assert!(inside.starts_with("it lies inside the content folder"), "{inside}");
            let back = link.join("new/../../content/deep");
            assert!(verdict(&back, None, &[&content]).unwrap().starts_with("it lies inside"));
        }

        #[test]
        fn a_link_to_the_root_or_to_home_is_seen_through() {
            let folder = tempdir().unwrap();
            let (root, home) = (folder.path().join("root"), folder.path().join("home"));
            symlink("/", &root).unwrap();
            symlink(folder.path(), &home).unwrap();
            assert_eq!(verdict(&root, None, &[]).unwrap(), "it is the root of the file system");
            assert_eq!(verdict(&home, Some(folder.path()), &[]).unwrap(), "it is your home folder");
            assert_eq!(verdict(folder.path(), Some(&home), &[]).unwrap(), "it is your home folder");
        }

        #[test]
        fn two_dots_after_a_link_lead_to_where_the_link_leads() {
            let folder = tempdir().unwrap();
            fs::create_dir_all(folder.path().join("far/away")).unwrap();
            symlink(folder.path().join("far/away"), folder.path().join("near")).unwrap();
            let far = folder.path().join("far");
            assert_eq!(verdict(&folder.path().join("near/.."), None, &[&far]).unwrap(), "it is the content folder");
        }

        #[test]
        fn a_link_that_leads_nowhere_is_refused() {
            let folder = tempdir().unwrap();
            let link = folder.path().join("link");
            symlink(folder.path().join("gone"), &link).unwrap();
            let said = verdict(&link.join("public"), None, &[]).unwrap();
            assert!(said.ends_with("is a link that leads nowhere"), "{said}");
        }
    }
}
