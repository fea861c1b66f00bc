//! What a run that is refused, fails or crashes leaves: the folder as it was, or one that heals.

use super::*;

#[test]
fn a_file_in_the_way_stops_the_run_and_nothing_changes() {
    let (folder, out) = ground();
    publish(&out, &[("a", "1"), ("b", "1")]).unwrap();
    fs::write(out.join("theirs"), "precious").unwrap();
    let before = tree(folder.path());
    let error = publish(&out, &[("a", "2"), ("theirs", "x")]).unwrap_err();
    let file = out.join("theirs").display().to_string();
    assert_eq!(
        error.to_string(),
        format!("cannot write `{file}`: a file that throughline did not write is in the way")
    );
    assert_eq!(error.hint().unwrap(), format!("move or delete `{file}`, then build again"));
    assert_eq!(tree(folder.path()), before);
}

#[test]
fn a_run_cannot_finish_after_a_failed_put() {
    let (folder, out) = ground();
    publish(&out, &[("a", "1")]).unwrap();
    let before = tree(folder.path());
    let output = Output::open(&out, &[]).unwrap();
    output.put("b", b"1").unwrap();
    output.put("../c", b"1").unwrap_err();
    let error = output.finish().unwrap_err();
    let text = format!("nothing was published to `{}`: not every file could be prepared", out.display());
    assert_eq!(error.to_string(), text);
    assert_eq!(tree(folder.path()), before);
}

#[test]
fn what_gets_in_the_way_at_the_last_moment_takes_everything_back() {
    let (folder, out) = ground();
    publish(&out, &[("a", "1"), ("old/b", "1"), ("old/c", "1"), ("z/y", "1")]).unwrap();
    let output = Output::open(&out, &[]).unwrap();
    for path in ["a", "m/n", "new/p", "old/c", "q"] {
        output.put(path, b"2").unwrap();
    }
    let manifest = fs::read_to_string(out.join(manifest::NAME)).unwrap();
    fs::write(out.join("q"), "theirs").unwrap();
    let error = output.finish().unwrap_err().to_string();
    assert!(error.starts_with(&format!("cannot write `{}`: ", out.join("q").display())), "{error}");
    let expected = [("a", "1"), ("old/b", "1"), ("old/c", "1"), ("q", "theirs"), ("z/y", "1")];
    assert_eq!(files(&out), pairs(&expected));
    assert_eq!(fs::read_to_string(out.join(manifest::NAME)).unwrap(), manifest);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[test]
fn an_output_folder_that_appears_meanwhile_is_not_written_over() {
    let (folder, out) = ground();
    let output = Output::open(&out, &[]).unwrap();
    output.put("a", b"1").unwrap();
    fs::create_dir(&out).unwrap();
    let error = output.finish().unwrap_err().to_string();
    assert!(error.starts_with(&format!("cannot create `{}`: ", out.display())), "{error}");
    assert_eq!(tree(folder.path()).into_keys().collect::<Vec<_>>(), ["public/"]);
}

#[test]
fn a_crash_in_the_middle_of_a_commit_is_healed_by_the_next_run() {
    let (folder, out) = ground();
    publish(&out, &[("a", "1"), ("b", "1"), ("gone", "1")]).unwrap();
    // As a crash leaves it: both lists in the manifest, some files exchanged, staging still there.
    let both = [("a", "1"), ("a", "2"), ("b", "1"), ("b", "2"), ("gone", "1"), ("new", "2")];
    fs::write(out.join(manifest::NAME), manifest_of(&both)).unwrap();
    fs::write(out.join("a"), "2").unwrap();
    fs::write(out.join("new"), "2").unwrap();
    fs::create_dir_all(out.join(".throughline-staging-x/tree")).unwrap();
    let healed = publish(&out, &[("b", "3"), ("new", "3")]).unwrap();
    assert_eq!(healed, summary(2, 0, 2, &[]));
    assert_eq!(files(folder.path()).len(), 3);
    assert_eq!(files(&out), pairs(&[("b", "3"), ("new", "3")]));
}

#[test]
fn a_crash_before_the_first_commit_is_healed_by_the_next_run() {
    let (_folder, out) = ground();
    fs::create_dir_all(out.join(".throughline-staging-x/tree/a")).unwrap();
    publish(&out, &[("a", "1")]).unwrap();
    assert_eq!(tree(&out).into_keys().collect::<Vec<_>>(), [manifest::NAME, "a"]);
}

#[test]
fn a_folder_that_is_not_ours_is_refused_and_not_touched() {
    let (folder, out) = ground();
    fs::create_dir_all(out.join(".git")).unwrap();
    fs::create_dir(out.join(".throughline-staging-x")).unwrap();
    let before = tree(folder.path());
    let error = Output::open(&out, &[]).unwrap_err();
    let text = format!("cannot publish to `{}`: it is not empty and was not written by throughline", out.display());
    assert_eq!(error.to_string(), text);
    assert_eq!(error.hint().unwrap(), "choose an output folder that is empty or does not exist yet");
    assert_eq!(tree(folder.path()), before);
}

#[test]
fn a_guarded_folder_is_refused_and_not_touched() {
    let (folder, out) = ground();
    let content = out.join("content");
    let guards = [Guard { folder: &content, name: "the content folder" }];
    for refused in [&content, &out, &content.join("x")] {
        assert!(Output::open(refused, &guards).unwrap_err().to_string().contains("the content folder"));
    }
    assert_eq!(tree(folder.path()), Tree::new());
}

#[test]
fn the_home_folder_is_refused() {
    let home = env::home_dir().unwrap();
    let error = Output::open(&home, &[]).unwrap_err().to_string();
    assert_eq!(error, format!("cannot publish to `{}`: it is your home folder", home.display()));
}

#[cfg(unix)]
#[test]
fn two_runs_at_once_are_kept_apart() {
    let (_folder, out) = ground();
    publish(&out, &[("a", "1")]).unwrap();
    let first = Output::open(&out, &[]).unwrap();
    first.put("a", b"2").unwrap();
    assert!(Output::open(&out, &[]).unwrap_err().to_string().ends_with("another run of throughline is writing to it"));
    first.finish().unwrap();
    assert_eq!(publish(&out, &[("a", "2")]).unwrap(), summary(0, 1, 0, &[]));
}

#[cfg(unix)]
#[test]
fn a_path_that_the_disk_refuses_is_named_and_nothing_changes() {
    let (folder, out) = ground();
    publish(&out, &[("a", "1")]).unwrap();
    let before = tree(folder.path());
    let long = format!("new/{}", "x".repeat(300));
    let error = publish(&out, &[("a", "2"), (&long, "1")]).unwrap_err().to_string();
    assert!(error.starts_with(&format!("cannot write `{}`: ", out.join(&long).display())), "{error}");
    assert_eq!(tree(folder.path()), before);
}

/// The superuser may write anywhere, so for it only the last check means anything.
#[cfg(unix)]
#[test]
fn a_folder_that_may_not_be_written_to_is_named_and_nothing_changes() {
    use std::os::unix::fs::PermissionsExt;
    let (folder, out) = ground();
    publish(&out, &[("a", "1")]).unwrap();
    let before = tree(folder.path());
    fs::set_permissions(&out, fs::Permissions::from_mode(0o555)).unwrap();
    let result = publish(&out, &[("a", "1"), ("b", "1")]);
    fs::set_permissions(&out, fs::Permissions::from_mode(0o755)).unwrap();
    match result {
        Err(error) => {
            assert_eq!(error.to_string(), format!("cannot write to `{}`: permission denied", out.display()));
            assert!(error.hint().unwrap().starts_with("check that you may write there"));
            assert_eq!(tree(folder.path()), before);
        }
        Ok(done) => assert_eq!(done, summary(1, 1, 0, &[])),
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_place_where_nobody_can_write_is_named() {
    let error = Output::open(Path::new("/proc/public"), &[]).unwrap_err().to_string();
    assert!(error.starts_with("cannot write to `/proc/public`: "), "{error}");
}
