//! The way to the original, what was asked beside what was said later, and who stands behind a site.

use std::collections::BTreeMap;

use throughline::model::Knowledge;
use throughline::render::Engine;
use throughline::site::Site;
use throughline::source::{Documents, Files};

const SETTINGS: &str = "title = \"Lamps\"\nbase_url = \"https://example.org/l/\"\neditor = \"The Lamp Trust\"\n\
    contact = \"https://example.org/us\"\nchallenge = \"editor@example.org\"\nchanged = 2020-05-04\n";

const ASKED: &str = "+++\ntitle = \"First visit\"\nframework = \"sif\"\npublished = 2014-05-01\nwording = \"summary\"\n\n\
    [source]\nurl = \"https://example.org/first.pdf\"\n+++\n\n## Areas for improvement\n\n\
    - Light the harbour lamps at dusk. {#lamps at=\"paragraph 4, page 2\"}\n";

/// Its own address is not known.
const ANSWERED: &str = "+++\ntitle = \"Second visit\"\nframework = \"ilacs\"\npublished = 2018-06-01\nwording = \"summary\"\n+++\n\n\
    ## Findings\n\nThe lamps of the harbour stay dark. {#dark missed=2014-05-sif#lamps basis=answered at=\"paragraph 9\"}\n";

/// Every file of the site, by address.
fn files() -> BTreeMap<String, String> {
    let texts = [
        ("site.toml", SETTINGS),
        ("content/challenges.md", "2020-05-01: [[town/2018-06-ilacs#dark]] stays as it is.\n"),
        ("content/authorities/town.md", "+++\nname = \"Town\"\nreports = \"https://example.org/of/town\"\n+++\n"),
        ("content/inspections/town/2014-05-sif.md", ASKED),
        ("content/inspections/town/2018-06-ilacs.md", ANSWERED),
    ];
    let (documents, problems) = Documents::read(Files::from_texts(texts));
    let (knowledge, more) = Knowledge::build(documents);
    // Who reviewed what and what is a theme is not what this is about.
    assert!(problems.is_empty() && more.is_empty(), "{problems:?} {more:?}");
    let site = Site::new(&knowledge);
    let engine = Engine::new(std::path::Path::new("."), &knowledge.documents.settings).unwrap();
    let all = std::sync::Mutex::new(BTreeMap::new());
    let put = |name: &str, bytes: &[u8]| {
        let page = String::from_utf8(bytes.to_vec()).unwrap();
        let on_one_line = page.split_whitespace().collect::<Vec<_>>().join(" ").replace("> <", "><");
        all.lock().unwrap().insert(name.to_owned(), on_one_line);
        Ok::<(), ()>(())
    };
    assert!(engine.render_all(&site, &put).is_ok());
    all.into_inner().unwrap()
}

const PAGE: &str = "recommendations/town/2014-05-sif/lamps.html";

#[test]
fn a_place_leads_to_the_page_of_its_pdf_and_else_to_the_list_of_reports() {
    let page = &files()[PAGE];
    let known = "<a class=\"original\" href=\"https://example.org/first.pdf#page=2\">paragraph 4, page 2</a>";
    assert!(page.contains(known), "{page}");
    let listed = "paragraph 9 (<a class=\"original\" href=\"https://example.org/of/town\">find the report</a>)";
    assert!(page.contains(listed), "{page}");
}

#[test]
fn places_lead_to_originals_in_reports_grids_searches_and_data() {
    let files = files();
    assert!(files["inspections/town/2014-05-sif.html"].contains("href=\"https://example.org/first.pdf#page=2\""));
    let grid = &files["authorities/town.grid.js"];
    assert!(
        grid.contains("\"original\":\"https://example.org/first.pdf\"") && grid.contains("\"fragment\":\"page=2\"")
    );
    assert!(grid.contains("\"original\":\"https://example.org/of/town\",\"listed\":true"), "{grid}");
    assert!(files["search/d0.js"].contains("https://example.org/first.pdf#page=2"));
    assert!(!files["search/d0.js"].contains("https://example.org/of/town"), "a list is no original");
    assert!(files["data/findings.csv"].contains("https://example.org/first.pdf#page=2"));
    assert!(files["data/follow-ups.csv"].contains("https://example.org/of/town"));
}

#[test]
fn what_was_asked_and_what_was_said_show_the_words_that_they_share() {
    let page = &files()[PAGE];
    assert!(page.contains("Light the <mark>harbour lamps</mark> at dusk."), "{page}");
    assert!(page.contains("The <mark>lamps</mark> of the <mark>harbour</mark> stay dark."), "{page}");
    assert!(page.contains("<li id=\"p_2018-06-ilacs\" class=\"decides\">"), "{page}");
    assert!(page.contains("<a href=\"#p_2018-06-ilacs\">"));
    assert_eq!(page.matches("editor’s own words").count(), 1, "it is said once");
}

#[test]
fn a_reading_can_be_disputed_and_disputes_are_public() {
    let files = files();
    let begun = "href=\"mailto:editor@example.org?subject=Disputed%20reading&amp;body=\
        town/2014-05-sif%23lamps:%20Light%20the%20harbour%20lamps%20at%20dusk.%0D%0A\
        town/2018-06-ilacs%23dark:%20The%20lamps%20of%20the%20harbour%20stay%20dark.%0D%0A\
        https://example.org/l/recommendations/town/2014-05-sif/lamps.html%23p_2018-06-ilacs";
    assert!(files[PAGE].contains(begun), "{}", files[PAGE]);
    let log = &files["challenges.html"];
    assert!(log.contains("<a href=\"inspections/town/2018-06-ilacs.html#dark\">"), "{log}");
    for page in ["index.html", PAGE, "inspections/town/2014-05-sif.html"] {
        let foot = files[page].split_once("<footer").unwrap().1;
        let said = "Edited by The Lamp Trust. Content last changed on 4 May 2020. <a href=\"https://example.org/us\">";
        assert!(foot.contains(said), "{foot}");
        assert!(foot.contains("challenges.html\">") && foot.contains("mailto:editor@example.org?subject=Error"));
    }
}

#[test]
fn a_summary_is_cited_as_its_editors() {
    let page = &files()[PAGE];
    let cited = "The Lamp Trust: summary of Ofsted: First visit, Town, 1 May 2014, paragraph 4, page 2, in Lamps, \
        4 May 2020; where it stands: missed, read by the editor from Ofsted’s words in ILACS, 1 June 2018, \
        town/2014-05-sif#lamps, https://example.org/l/recommendations/town/2014-05-sif/lamps.html";
    assert!(page.contains(cited), "{page}");
    assert!(page.contains("AU%20%20-%20The%20Lamp%20Trust%0D%0A"), "{page}");
}
