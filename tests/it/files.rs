//! `files/`: what is published as it is, what leads there, and what is not.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use crate::site::{build, talk, throughline, tree, write_all};

const REPORT: &str = "+++\ntitle = \"Visit\"\nframework = \"sif\"\npublished = 2014-05-01\nwording = \"summary\"\n\n\
    [source]\nurl = \"files/2014/The letter.pdf\"\n+++\n\n## Areas for improvement\n\n\
    - Light the lamps. {#lamps at=\"paragraph 3, page 2\"}\n";
const LATER: &str = "+++\ntitle = \"Second visit\"\nframework = \"ilacs\"\npublished = 2018-05-01\nwording = \"summary\"\n\n\
    [source]\nurl = \"files/second.pdf\"\n+++\n\n## Findings\n\n\
    Lamps are lit. {#lit met=2014-05-sif#lamps basis=stated at=\"page 4\"}\n";
const AUTHORITY: &str = "+++\nname = \"Wexmere\"\n+++\n\nSee [the letter](<../../files/2014/The letter.pdf#page=3>), \
    [again](../../files/2014/The%20letter.pdf) and [a table](../../files/table.csv).\n";

fn site() -> BTreeMap<String, Vec<u8>> {
    let fixed: [(&str, &[u8]); 9] = [
        ("site.toml", b"title = \"Places\"\nbase_url = \"https://places.example/x/\"\n"),
        ("content/authorities/wexmere.md", AUTHORITY.as_bytes()),
        ("content/inspections/wexmere/2014-05-sif.md", REPORT.as_bytes()),
        ("content/inspections/wexmere/2018-05-ilacs.md", LATER.as_bytes()),
        ("files/2014/The letter.pdf", b"%PDF-1.4 no text at all \xff\x00"),
        ("files/second.pdf", b"%PDF-1.4"),
        ("files/table.csv", b"a,b\n"),
        ("files/.DS_Store", b"what a machine left behind"),
        ("files/.git/config", b"[core]"),
    ];
    fixed.iter().map(|(path, bytes)| ((*path).to_owned(), bytes.to_vec())).collect()
}

fn check(folder: &Path) -> (bool, String) {
    let output = throughline().arg("check").arg("--site").arg(folder).output().unwrap();
    (output.status.success(), talk(&output))
}

#[test]
fn files_are_published_as_they_are_without_hidden_ones() {
    let work = tempfile::tempdir().unwrap();
    let (folder, out) = (work.path().join("site"), work.path().join("out"));
    let mut files = site();
    write_all(&folder, &files);
    build(&folder, &out);
    let published = |out: &Path| -> BTreeMap<String, Vec<u8>> {
        tree(out).into_iter().filter(|(path, _)| path.starts_with("files/")).collect()
    };
    let expected: BTreeMap<String, Vec<u8>> = files
        .iter()
        .filter(|(path, _)| path.starts_with("files/") && !path.contains("/."))
        .map(|(p, b)| (p.clone(), b.clone()))
        .collect();
    assert_eq!(published(&out), expected);
    // Another time: nothing is copied; one that changed is, of the same length too, and one that went is taken out.
    assert!(build(&folder, &out).contains(" 0 written"));
    files.insert("files/table.csv".to_owned(), b"a,c\n".to_vec());
    files.insert("files/more.txt".to_owned(), b"more".to_vec());
    fs::write(folder.join("files/table.csv"), "a,c\n").unwrap();
    fs::write(folder.join("files/more.txt"), "more").unwrap();
    // The third is the page that lists all files.
    assert!(build(&folder, &out).contains(" 3 written"));
    assert_eq!(published(&out)["files/table.csv"], b"a,c\n");
    fs::remove_file(folder.join("files/more.txt")).unwrap();
    assert!(build(&folder, &out).contains(" 1 written, "));
    assert!(!out.join("files/more.txt").exists());
}

#[test]
fn links_in_texts_and_of_reports_lead_there_to_the_page_that_a_place_names() {
    let work = tempfile::tempdir().unwrap();
    let (folder, out) = (work.path().join("site"), work.path().join("out"));
    write_all(&folder, &site());
    build(&folder, &out);
    let page = |name: &str| fs::read_to_string(out.join(name)).unwrap();
    let authority = page("authorities/wexmere.html");
    for link in [
        "<a href=\"../files/2014/The%20letter.pdf#page=3\">the letter</a>",
        "<a href=\"../files/2014/The%20letter.pdf\">again</a>",
        "<a href=\"../files/table.csv\">a table</a>",
    ] {
        assert!(authority.contains(link), "{link}: {authority}");
    }
    let place = "href=\"../../../files/2014/The%20letter.pdf#page=2\">paragraph 3, page 2</a>";
    let recommendation = page("recommendations/wexmere/2014-05-sif/lamps.html");
    assert!(recommendation.contains(place), "{recommendation}");
    assert!(recommendation.contains("href=\"../../../files/second.pdf#page=4\">page 4</a>"), "{recommendation}");
    let report = page("inspections/wexmere/2014-05-sif.html");
    assert!(report.contains("href=\"../../files/2014/The%20letter.pdf#page=2\""), "{report}");
    assert!(report.contains("href=\"../../files/2014/The%20letter.pdf\""), "{report}");
    assert!(page("authorities/wexmere.grid.js").contains("\"original\":\"../files/2014/The%20letter.pdf\""));
    let table = page("data/recommendations.csv");
    assert!(table.contains(",https://places.example/x/files/2014/The%20letter.pdf#page=2,"), "{table}");
    assert!(page("data/inspections.csv").contains(",https://places.example/x/files/second.pdf,"));
    let found = page("search/d0.js");
    assert!(found.contains("\"files/2014/The%20letter.pdf#page=2\""), "{found}");
}

/// No relative link on any page leads to a file that is not there: in a site whose every source lies with it.
#[test]
fn no_place_shows_a_path_that_leads_nowhere() {
    let work = tempfile::tempdir().unwrap();
    let (folder, out) = (work.path().join("site"), work.path().join("out"));
    write_all(&folder, &site());
    build(&folder, &out);
    let mut seen = 0;
    for (path, bytes) in tree(&out).into_iter().filter(|(path, _)| path.ends_with(".html") && path != "404.html") {
        let text = String::from_utf8(bytes).unwrap();
        for link in text.split("href=\"").skip(1).map(|rest| rest.split('"').next().unwrap()) {
            if link.contains(':') || !link.contains("files/") {
                continue;
            }
            let target = link.split('#').next().unwrap().replace("%20", " ");
            let at = out.join(&path).parent().unwrap().join(target);
            assert!(at.is_file(), "{path}: {link}");
            seen += 1;
        }
    }
    assert!(seen > 10, "{seen}");
}

#[cfg(unix)]
#[test]
fn links_out_of_the_folder_are_not_followed_and_are_said() {
    let work = tempfile::tempdir().unwrap();
    let (folder, out) = (work.path().join("site"), work.path().join("out"));
    write_all(&folder, &site());
    fs::create_dir(work.path().join("secret")).unwrap();
    fs::write(work.path().join("secret/key"), "secret").unwrap();
    std::os::unix::fs::symlink(work.path().join("secret"), folder.join("files/folder")).unwrap();
    std::os::unix::fs::symlink(work.path().join("secret/key"), folder.join("files/key")).unwrap();
    let said = build(&folder, &out);
    assert!(said.contains("T0107") && said.contains("`files/folder`") && said.contains("`files/key`"), "{said}");
    assert!(!tree(&out).values().any(|bytes| bytes == b"secret"));
}

#[test]
fn names_that_cannot_be_published_and_files_that_are_missing_are_errors() {
    let work = tempfile::tempdir().unwrap();
    write_all(work.path(), &site());
    assert!(check(work.path()).0, "{}", check(work.path()).1);
    fs::write(work.path().join("files/what%20is.pdf"), "").unwrap();
    let (good, said) = check(work.path());
    assert!(!good && said.contains("T0106"), "{said}");
    fs::remove_file(work.path().join("files/what%20is.pdf")).unwrap();
    fs::write(work.path().join("files/Second.pdf"), "").unwrap();
    let (good, said) = check(work.path());
    assert!(!good && said.contains("differ only in capitals"), "{said}");
    fs::remove_file(work.path().join("files/second.pdf")).unwrap();
    let (good, said) = check(work.path());
    assert!(!good && said.contains("there is no file `files/second.pdf`") && said.contains("did you mean"), "{said}");
}

#[test]
fn the_folder_of_files_is_never_built_into() {
    let work = tempfile::tempdir().unwrap();
    write_all(work.path(), &site());
    let out = work.path().join("files");
    let output = throughline().arg("build").arg("--site").arg(work.path()).arg("--out").arg(out).output().unwrap();
    assert!(!output.status.success() && talk(&output).contains("the folder of files"), "{}", talk(&output));
}
