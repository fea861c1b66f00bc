//! The same content gives the same site, whatever the machine does.

use std::path::Path;

use crate::site::{build, repository, shipped, throughline, tree, write_all};

fn build_with(site: &Path, variables: &[(&str, &str)], from: &Path) -> std::collections::BTreeMap<String, Vec<u8>> {
    let out = tempfile::tempdir().unwrap();
    let target = out.path().join("public");
    let mut command = throughline();
    command.current_dir(from).args(["build", "--site"]).arg(site).arg("--out").arg(&target);
    let output = command.envs(variables.iter().copied()).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    tree(&target)
}

#[test]
fn two_builds_are_the_same() {
    let root = repository();
    let first = build_with(&root, &[], &root);
    assert!(first.len() > 80);
    assert_eq!(first, build_with(&root, &[], &root));
}

#[test]
fn threads_locale_and_folder_do_not_matter() {
    let root = repository();
    let one = build_with(&root, &[("RAYON_NUM_THREADS", "1"), ("LANG", "C"), ("LC_ALL", "C")], &root);
    let elsewhere = tempfile::tempdir().unwrap();
    let eight = build_with(
        &root,
        &[("RAYON_NUM_THREADS", "8"), ("LANG", "tr_TR.UTF-8"), ("LC_ALL", "tr_TR.UTF-8"), ("TZ", "Pacific/Auckland")],
        elsewhere.path(),
    );
    assert_eq!(one, eight);
}

#[test]
fn the_order_in_which_files_were_created_does_not_matter() {
    let files = shipped();
    let (forward, backward) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    write_all(forward.path(), files.iter());
    write_all(backward.path(), files.iter().rev());
    let built = |site: &Path| {
        build(site, &site.join("public"));
        tree(&site.join("public"))
    };
    assert_eq!(built(forward.path()), built(backward.path()));
}
