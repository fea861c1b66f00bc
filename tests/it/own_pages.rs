//! Pages of the site's own: where they stand, what links to them, and what is found of them.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use throughline::source::starters::STARTERS;

use crate::site::{build, run, talk, throughline, tree, write_all};

const PAGE: &str = "content/pages/accessibility.md";

fn site(more: &[(&str, &str)]) -> BTreeMap<String, Vec<u8>> {
    let report = "+++\ntitle = \"Visit\"\nframework = \"sif\"\npublished = 2014-05-01\nwording = \"summary\"\n+++\n\n\
        Who reads this may need [our statement](../../pages/accessibility.md).\n\n\
        ## Areas for improvement\n\n- Light the lamps. {#lamps}\n";
    let accessibility = "+++\ntitle = \"Accessibility & more\"\n+++\n\nEveryone shall read this, and [the report](../inspections/wexmere/2014-05-sif.md#lamps).\n\n\
        See [[wexmere/2014-05-sif]].\n\n## Zither\n\nA word that stands nowhere else.\n";
    let fixed = [
        ("site.toml", "title = \"Places\"\nbase_url = \"https://places.example/x/\"\n"),
        ("content/authorities/wexmere.md", "+++\nname = \"Wexmere\"\n+++\n"),
        ("content/inspections/wexmere/2014-05-sif.md", report),
        (PAGE, accessibility),
        ("content/pages/about.md", "+++\ntitle = \"Who we are\"\nplace = \"head\"\norder = 2\n+++\n\nWe are few.\n"),
        ("content/pages/zoo.md", "+++\ntitle = \"A zoo\"\norder = 2.5\n+++\n\nBeasts.\n"),
        ("content/pages/yard.md", "+++\ntitle = \"The yard\"\norder = 1\n+++\n\nStones.\n"),
    ];
    fixed.iter().chain(more).map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec())).collect()
}

fn built(files: &BTreeMap<String, Vec<u8>>) -> BTreeMap<String, String> {
    let work = tempfile::tempdir().unwrap();
    let (folder, out) = (work.path().join("site"), work.path().join("out"));
    write_all(&folder, files);
    build(&folder, &out);
    tree(&out).into_iter().map(|(path, bytes)| (path, String::from_utf8_lossy(&bytes).into_owned())).collect()
}

#[test]
fn every_page_links_to_them_at_the_head_or_the_foot_in_their_order() {
    let files = built(&site(&[]));
    for (path, page) in files.iter().filter(|(path, _)| path.ends_with(".html")) {
        if page.contains("http-equiv=\"refresh\"") {
            continue;
        }
        let (head, rest) = page.split_once("<body>").unwrap().1.split_once("<main").unwrap();
        let (_, foot) = rest.split_once("<footer").unwrap();
        assert!(head.contains("pages/about.html\""), "{path}");
        let places: Vec<usize> = ["pages/accessibility.html\"", "pages/yard.html\"", "pages/zoo.html\""]
            .iter()
            .map(|link| foot.find(link).unwrap_or_else(|| panic!("{path}: {link}")))
            .collect();
        assert!(places.is_sorted(), "{path}: by `order`, of which none is 0");
        assert!(!foot.contains("pages/about.html\"") && !head.contains("pages/zoo.html\""), "{path}");
    }
    let own = &files["pages/accessibility.html"];
    assert!(own.contains("<a href=\"../pages/accessibility.html\" aria-current=\"page\">Accessibility &amp; more</a>"));
}

#[test]
fn links_lead_to_them_and_from_them() {
    let files = built(&site(&[]));
    let own = &files["pages/accessibility.html"];
    assert!(own.contains("<h1>Accessibility &amp; more</h1>"), "{own}");
    assert!(own.contains("<a href=\"../inspections/wexmere/2014-05-sif.html#lamps\">the report</a>"), "{own}");
    assert!(own.contains("<a href=\"../inspections/wexmere/2014-05-sif.html\"><abbr"), "{own}");
    assert!(own.contains("<meta name=\"description\" content=\"Everyone shall read this, and the report."), "{own}");
    let report = &files["inspections/wexmere/2014-05-sif.html"];
    assert!(report.contains("<a href=\"../../pages/accessibility.html\">our statement</a>"), "{report}");
}

#[test]
fn they_stand_in_the_map_of_the_site_and_in_the_search() {
    let files = built(&site(&[]));
    assert!(files["sitemap.xml"].contains("<loc>https://places.example/x/pages/accessibility.html</loc>"));
    let found = |word: &str| files.iter().any(|(path, text)| path.starts_with("search/") && text.contains(word));
    assert!(found("pages/accessibility.html") && found("A word that stands nowhere else"));
}

#[test]
fn texts_to_begin_with_are_pages_that_check_asks_to_fill_in() {
    let texts: Vec<(String, &str)> = STARTERS.iter().map(|s| (s.path(), s.text)).collect();
    let more: Vec<(&str, &str)> = texts.iter().map(|(path, text)| (path.as_str(), *text)).collect();
    let work = tempfile::tempdir().unwrap();
    write_all(work.path(), &site(&more));
    let said = talk(&throughline().arg("check").arg("--site").arg(work.path()).output().unwrap());
    assert!(said.contains("T0606") && said.contains("0 errors"), "{said}");
    let files = built(&site(&more));
    for (path, _) in &texts {
        let id = Path::new(path).file_stem().unwrap().to_str().unwrap();
        assert!(files[&format!("pages/{id}.html")].contains("<h2"), "{id}");
    }
}

#[test]
fn a_page_of_a_name_that_is_no_id_is_an_error() {
    let work = tempfile::tempdir().unwrap();
    write_all(work.path(), &site(&[("content/pages/Über uns.md", "+++\ntitle = \"x\"\n+++\n")]));
    let root = work.path().to_str().unwrap();
    let output = run(&["check", "--site", root]);
    assert!(!output.status.success() && talk(&output).contains("T0104"), "{}", talk(&output));
    fs::remove_file(work.path().join("content/pages/Über uns.md")).unwrap();
    assert!(run(&["check", "--site", root]).status.success());
}
