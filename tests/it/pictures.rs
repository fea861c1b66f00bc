//! The pictures that social sites show of an authority.

use std::fs;

use crate::site::{build, shipped, talk, throughline, tree, write_all};

/// The shipped site with more lines in its settings, in a folder of its own.
fn with_settings(lines: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    write_all(folder.path(), &shipped());
    let settings = folder.path().join("site.toml");
    let text = fs::read_to_string(&settings).unwrap();
    fs::write(settings, format!("{text}\n{lines}")).unwrap();
    folder
}

#[test]
fn each_authority_has_a_picture_where_the_settings_ask_for_it() {
    let site = with_settings("base_url = \"https://example.org/told/\"\npictures = true\n");
    let out = site.path().join("out");
    build(site.path(), &out);
    let files = tree(&out);
    for id in ["nottingham-city", "nottinghamshire"] {
        let picture = &files[&format!("authorities/{id}.png")];
        assert!(picture.starts_with(b"\x89PNG\r\n\x1a\n") && picture.len() < 100_000, "{} bytes", picture.len());
        let page = String::from_utf8_lossy(&files[&format!("authorities/{id}.html")]).into_owned();
        let named = format!("<meta property=\"og:image\" content=\"https://example.org/told/authorities/{id}.png\">");
        assert!(page.contains(&named), "{id}");
    }
    // Built again over itself, and from nothing in another place: the same bytes.
    build(site.path(), &out);
    assert!(tree(&out) == files);
    let other = site.path().join("other");
    build(site.path(), &other);
    assert!(tree(&other) == files);
}

#[test]
fn without_the_setting_there_are_none() {
    let site = with_settings("base_url = \"https://example.org/told/\"\n");
    let out = site.path().join("out");
    build(site.path(), &out);
    let files = tree(&out);
    assert!(files.keys().all(|name| !name.ends_with(".png")));
    assert!(!String::from_utf8_lossy(&files["authorities/nottinghamshire.html"]).contains("og:image"));
}

#[test]
fn a_picture_needs_a_full_address() {
    let site = with_settings("pictures = true\n");
    let output = throughline().arg("check").arg("--site").arg(site.path()).output().unwrap();
    let said = format!("{}{}", talk(&output), String::from_utf8_lossy(&output.stdout));
    assert!(!output.status.success());
    assert!(said.contains("`pictures` needs a `base_url`") && said.contains("T0702"), "{said}");
}
