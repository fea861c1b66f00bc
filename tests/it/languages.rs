//! The language of the content beside that of the interface.

use std::fs;

use crate::site::{build, run, talk, tree, write_all};

const REPORT: &str = "+++\ntitle = \"Ymweliad\"\nframework = \"sif\"\npublished = 2014-05-01\nwording = \"summary\"\n+++\n\n\
    ## Areas for improvement\n\n- Goleuwch y lampau. {#lamps}\n\n> Dyfyniad.\n";

fn site(language: &str) -> tempfile::TempDir {
    let work = tempfile::tempdir().unwrap();
    let files = [
        ("site.toml", format!("title = \"Lleoedd\"\nlanguage = \"{language}\"\n")),
        ("content/authorities/wexmere.md", "+++\nname = \"Wexmere\"\n+++\n\nCyngor.\n".to_owned()),
        ("content/inspections/wexmere/2014-05-sif.md", REPORT.to_owned()),
        ("content/pages/about.md", "+++\ntitle = \"Amdanom\"\n+++\n\nGeiriau.\n".to_owned()),
    ];
    let files: Vec<(String, Vec<u8>)> = files.into_iter().map(|(p, t)| (p.to_owned(), t.into_bytes())).collect();
    write_all(work.path(), files.iter().map(|(path, bytes)| (path, bytes)));
    work
}

#[test]
fn pages_are_in_english_and_say_where_words_are_in_the_language_of_the_content() {
    let work = site("cy");
    let out = work.path().join("out");
    build(work.path(), &out);
    let page = |name: &str| fs::read_to_string(out.join(name)).unwrap();
    for path in tree(&out).into_keys().filter(|path| path.ends_with(".html")) {
        assert!(page(&path).contains("<html lang=\"en-GB\" data-spoken=\"cy\">"), "{path}");
    }
    let report = page("inspections/wexmere/2014-05-sif.html");
    assert!(report.contains("<section class=\"report-text\" aria-labelledby=\"p_text\" lang=\"cy\">"), "{report}");
    assert!(report.contains("<h2 id=\"p_text\" lang=\"en-GB\">The text</h2>"), "{report}");
    assert!(report.contains("<div class=\"after\" lang=\"en-GB\">"), "{report}");
    assert!(report.contains("<blockquote lang=\"cy\">\n<p>Dyfyniad."), "{report}");
    let recommendation = page("recommendations/wexmere/2014-05-sif/lamps.html");
    assert!(recommendation.contains("<blockquote lang=\"cy\">Goleuwch y lampau."), "{recommendation}");
    assert!(recommendation.contains("<h1 class=\"words\" lang=\"cy\">"), "{recommendation}");
    assert!(page("pages/about.html").contains("<div class=\"prose measure\" lang=\"cy\"><p>Geiriau."));
    assert!(page("authorities/wexmere.html").contains("<div class=\"prose\" lang=\"cy\"><p>Cyngor."));
}

#[test]
fn where_both_speak_one_language_no_element_says_it_again() {
    for language in ["en-GB", "en-gb"] {
        let work = site(language);
        let out = work.path().join("out");
        build(work.path(), &out);
        for (path, bytes) in tree(&out).into_iter().filter(|(path, _)| path.ends_with(".html")) {
            let page = String::from_utf8(bytes).unwrap();
            assert_eq!(page.matches(" lang=\"").count(), 1, "{path}");
            assert!(!page.contains("data-spoken"), "{path}");
        }
    }
}

#[test]
fn only_registered_tags_are_languages() {
    for good in ["cy", "en", "en-GB", "gd", "sr-Latn", "de-CH-1996", "zh-Hant-TW"] {
        let work = site(good);
        let said = talk(&run(&["check", "--site", work.path().to_str().unwrap()]));
        assert!(!said.contains("T0702"), "{good}: {said}");
    }
    for bad in ["xx-notalang", "xx", "en_GB", "english", "en-", "-", "é", "en-GB-GB", "cy-XX-YY", "a-b-c"] {
        let work = site(bad);
        let output = run(&["check", "--site", work.path().to_str().unwrap()]);
        assert!(!output.status.success() && talk(&output).contains("T0702"), "{bad}: {}", talk(&output));
    }
}
