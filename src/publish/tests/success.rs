//! What a run that finishes does, and what it leaves alone.

use std::thread;
use std::time::{Duration, SystemTime};

use super::*;

#[test]
fn output_is_shared_between_threads() {
    fn shared<T: Send + Sync>() {}
    shared::<Output>();
    shared::<PublishError>();
}

#[test]
fn a_folder_that_does_not_exist_appears_at_finish() {
    let (folder, out) = ground();
    let output = Output::open(&out, &[]).unwrap();
    output.put("a/b.html", b"1").unwrap();
    output.put("c.html", b"2").unwrap();
    assert!(!out.exists(), "nothing to be seen before");
    assert_eq!(output.finish().unwrap(), summary(2, 0, 0, &[]));
    assert_eq!(files(&out), pairs(&[("a/b.html", "1"), ("c.html", "2")]));
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "no staging folder is left");
}

#[test]
fn folders_above_the_output_folder_are_made_at_finish() {
    let (folder, out) = ground();
    let deep = out.join("x/../y/site");
    drop(Output::open(&deep, &[]).unwrap());
    assert_eq!(tree(folder.path()), Tree::new());
    publish(&deep, &[("a", "1")]).unwrap();
    assert_eq!(files(&out), pairs(&[("y/site/.throughline-manifest", &manifest_of(&[("a", "1")])), ("y/site/a", "1")]));
}

#[test]
fn an_empty_folder_is_filled() {
    let (_folder, out) = ground();
    fs::create_dir(&out).unwrap();
    assert_eq!(publish(&out, &[("a/b", "1"), ("c", "2")]).unwrap(), summary(2, 0, 0, &[]));
    let manifest = manifest_of(&[("a/b", "1"), ("c", "2")]);
    let expected = [(manifest::NAME, manifest.as_str()), ("a/", ""), ("a/b", "1"), ("c", "2")];
    assert_eq!(tree(&out).into_iter().collect::<Vec<_>>(), pairs(&expected));
}

#[test]
fn a_second_run_writes_only_what_changed() {
    let (_folder, out) = ground();
    publish(&out, &[("a/b", "1"), ("a/c", "1"), ("d/e", "1")]).unwrap();
    let second = publish(&out, &[("a/b", "1"), ("a/c", "2"), ("a/new", "3"), ("new/f/g", "4")]).unwrap();
    assert_eq!(second, summary(3, 1, 1, &[]));
    let expected = [("a/b", "1"), ("a/c", "2"), ("a/new", "3"), ("new/f/g", "4")];
    assert_eq!(files(&out), pairs(&expected));
    assert!(!out.join("d").exists(), "the emptied folder is gone");
    assert_eq!(fs::read_to_string(out.join(manifest::NAME)).unwrap(), manifest_of(&expected));
}

#[test]
fn what_is_unchanged_is_not_touched_not_even_the_manifest() {
    let (_folder, out) = ground();
    publish(&out, &[("a/b", "1")]).unwrap();
    let long_ago = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000);
    let paths = [out.join("a/b"), out.join(manifest::NAME)];
    for path in &paths {
        fs::File::open(path).unwrap().set_modified(long_ago).unwrap();
    }
    assert_eq!(publish(&out, &[("a/b", "1")]).unwrap(), summary(0, 1, 0, &[]));
    for path in &paths {
        assert_eq!(fs::metadata(path).unwrap().modified().unwrap(), long_ago, "{}", path.display());
    }
}

#[test]
fn many_threads_give_the_same_folder_as_one() {
    let (_folder, out) = ground();
    let paths: Vec<_> = (0..400).map(|n| format!("{}/{}/{n}.html", n % 7, n % 31)).collect();
    for text in ["first", "second"] {
        let output = Output::open(&out, &[]).unwrap();
        thread::scope(|scope| {
            for part in paths.chunks(50) {
                scope.spawn(|| part.iter().for_each(|path| output.put(path, text.as_bytes()).unwrap()));
            }
        });
        assert_eq!(output.finish().unwrap().written, 400);
        let mut sorted: Vec<_> = paths.iter().map(|path| (path.as_str(), text)).collect();
        sorted.sort();
        assert_eq!(files(&out), pairs(&sorted));
        assert_eq!(fs::read_to_string(out.join(manifest::NAME)).unwrap(), manifest_of(&sorted));
    }
}

#[test]
fn dropping_without_finish_leaves_the_folder_as_it_was() {
    let (folder, out) = ground();
    let abandon = || {
        let output = Output::open(&out, &[]).unwrap();
        output.put("a/b", b"new").unwrap();
        output.put("x/y", b"new").unwrap();
    };
    abandon();
    assert_eq!(tree(folder.path()), Tree::new());
    publish(&out, &[("a/b", "1"), ("c", "2")]).unwrap();
    let before = tree(folder.path());
    abandon();
    assert_eq!(tree(folder.path()), before);
}

#[test]
fn a_file_that_somebody_edited_is_not_removed() {
    let (_folder, out) = ground();
    publish(&out, &[("a/b", "1"), ("a/c", "1"), ("d", "1")]).unwrap();
    fs::write(out.join("a/b"), "edited").unwrap();
    assert_eq!(publish(&out, &[("d", "1")]).unwrap(), summary(0, 1, 1, &["a/b"]));
    assert_eq!(files(&out), pairs(&[("a/b", "edited"), ("d", "1")]));
    assert_eq!(publish(&out, &[("d", "1")]).unwrap(), summary(0, 1, 0, &[]), "it is no longer ours");
    assert!(publish(&out, &[("a/b", "2")]).is_err());
    assert_eq!(files(&out), pairs(&[("a/b", "edited"), ("d", "1")]));
}

#[test]
fn an_edited_file_that_is_still_published_is_written_again() {
    let (_folder, out) = ground();
    publish(&out, &[("a", "1")]).unwrap();
    fs::write(out.join("a"), "edited").unwrap();
    assert_eq!(publish(&out, &[("a", "1")]).unwrap(), summary(1, 0, 0, &[]));
    assert_eq!(files(&out), pairs(&[("a", "1")]));
}

#[test]
fn a_published_file_that_somebody_removed_is_written_again_or_forgotten() {
    let (_folder, out) = ground();
    publish(&out, &[("a/b", "1"), ("c", "1")]).unwrap();
    fs::remove_dir_all(out.join("a")).unwrap();
    fs::remove_file(out.join("c")).unwrap();
    assert_eq!(publish(&out, &[("a/b", "1")]).unwrap(), summary(1, 0, 0, &[]));
    assert_eq!(files(&out), pairs(&[("a/b", "1")]));
}

#[test]
fn only_folders_that_held_a_removed_file_are_removed() {
    let (_folder, out) = ground();
    publish(&out, &[("a/b/c/d", "1"), ("a/e", "1"), ("f/g/h", "1"), ("i/j", "1")]).unwrap();
    for theirs in ["empty", "f/empty"] {
        fs::create_dir(out.join(theirs)).unwrap();
    }
    fs::write(out.join("i/theirs"), "").unwrap();
    publish(&out, &[("a/e", "1")]).unwrap();
    let folders: Vec<_> = tree(&out).into_keys().filter(|path| path.ends_with('/')).collect();
    assert_eq!(folders, ["a/", "empty/", "f/", "f/empty/", "i/"]);
}

#[test]
fn everything_can_be_withdrawn() {
    let (_folder, out) = ground();
    publish(&out, &[("a/b", "1")]).unwrap();
    assert_eq!(publish(&out, &[]).unwrap(), summary(0, 0, 1, &[]));
    assert_eq!(tree(&out).into_keys().collect::<Vec<_>>(), [manifest::NAME]);
    publish(&out, &[("a/b", "1")]).unwrap();
}

#[test]
fn the_same_file_of_somebody_else_becomes_ours() {
    let (_folder, out) = ground();
    publish(&out, &[("a", "1")]).unwrap();
    fs::write(out.join("b"), "2").unwrap();
    assert_eq!(publish(&out, &[("a", "1"), ("b", "2")]).unwrap(), summary(0, 2, 0, &[]));
    assert_eq!(publish(&out, &[("a", "1")]).unwrap(), summary(0, 1, 1, &[]));
}

#[test]
fn a_page_may_change_the_case_of_its_name() {
    let (_folder, out) = ground();
    publish(&out, &[("About/Us.html", "1")]).unwrap();
    assert_eq!(publish(&out, &[("About/us.html", "1")]).unwrap(), summary(1, 0, 1, &[]));
    assert_eq!(files(&out), pairs(&[("About/us.html", "1")]));
}

#[cfg(unix)]
fn mode(path: &Path) -> u32 {
    use std::os::unix::fs::PermissionsExt;
    fs::metadata(path).unwrap().permissions().mode() & 0o777
}

#[cfg(unix)]
#[test]
fn files_and_folders_have_ordinary_permissions() {
    let (folder, out) = ground();
    let (plain_file, plain_folder) = (folder.path().join("file"), folder.path().join("folder"));
    fs::write(&plain_file, "").unwrap();
    fs::create_dir(&plain_folder).unwrap();
    publish(&out, &[("a/b", "1"), ("c", "1")]).unwrap();
    publish(&out, &[("a/b", "2"), ("c", "1"), ("d/e", "1")]).unwrap();
    for file in ["a/b", "c", "d/e", manifest::NAME] {
        assert_eq!(mode(&out.join(file)), mode(&plain_file), "{file}");
    }
    for made in ["", "a", "d"] {
        assert_eq!(mode(&out.join(made)), mode(&plain_folder), "{made}");
    }
}

#[cfg(unix)]
#[test]
fn a_link_to_an_output_folder_is_followed_but_no_link_in_it() {
    use std::os::unix::fs::symlink;
    let (folder, out) = ground();
    let link = folder.path().join("link");
    publish(&out, &[("a/b", "1")]).unwrap();
    symlink(&out, &link).unwrap();
    assert_eq!(publish(&link, &[("a/b", "2")]).unwrap(), summary(1, 0, 0, &[]));
    assert!(link.is_symlink());

    fs::create_dir(folder.path().join("elsewhere")).unwrap();
    symlink("../elsewhere", out.join("c")).unwrap();
    let error = publish(&out, &[("a/b", "2"), ("c/d", "1")]).unwrap_err().to_string();
    assert_eq!(error, format!("cannot write `{}`: a symbolic link is in the way", out.join("c").display()));
    assert_eq!(files(&folder.path().join("elsewhere")), []);
}
