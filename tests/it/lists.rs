//! Long lists, what changed, and what is cited, on an invented site that is made here.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use throughline::diagnostics::Severity;
use throughline::model::changes::{Counts, changes};
use throughline::model::{ByReader, Knowledge, Outcome};
use throughline::render::Engine;
use throughline::site::Site;
use throughline::source::{Documents, Files};

/// A town with two inspections: the first asks for so many things, the second looks back at the first few of them.
fn town(asked: usize) -> Knowledge {
    let mut first = "+++\ntitle = \"First visit\"\nframework = \"sif\"\npublished = 2014-05-01\nwording = \"summary\"\n+++\n\n## Areas for improvement\n\n".to_owned();
    for n in 1..=asked {
        writeln!(first, "- Mend gate number {n}. {{#gate-{n} theme=gates}}").unwrap();
    }
    let second = "+++\ntitle = \"Second visit\"\nframework = \"ilacs\"\npublished = \"2018-06\"\nwording = \"summary\"\n+++\n\n## Findings\n\n\
        - The first gate swings. {#one met=town/2014-05-sif#gate-1}\n\
        - The second gate hangs half. {#two partly-met=town/2014-05-sif#gate-2}\n\
        - The third gate is where it was. {#three remains=town/2014-05-sif#gate-3}\n\n\
        ## What needs to improve\n\n\
        - Hang the fourth gate. {#four again=town/2014-05-sif#gate-4 theme=gates}\n";
    let texts = [
        ("site.toml", "title = \"Gates\"\nbase_url = \"https://example.org/g/\"\n"),
        ("content/authorities/town.md", "+++\nname = \"Town\"\n+++\n\nInvented.\n"),
        ("content/themes/gates.md", "+++\ntitle = \"Gates\"\n+++\n\nGates.\n"),
        ("content/inspections/town/2014-05-sif.md", first.as_str()),
        ("content/inspections/town/2018-06-ilacs.md", second),
    ];
    let (documents, problems) = Documents::read(Files::from_texts(texts));
    assert!(problems.iter().all(|p| p.severity() != Severity::Error), "{problems:?}");
    let (knowledge, problems) = Knowledge::build(documents);
    assert!(problems.iter().all(|p| p.severity() != Severity::Error), "{problems:?}");
    knowledge
}

/// Every file of the site, by address.
fn files(knowledge: &Knowledge) -> BTreeMap<String, String> {
    let site = Site::new(knowledge);
    let engine = Engine::new(std::path::Path::new("."), &knowledge.documents.settings).unwrap();
    let all = std::sync::Mutex::new(BTreeMap::new());
    let put = |name: &str, bytes: &[u8]| {
        all.lock().unwrap().insert(name.to_owned(), String::from_utf8(bytes.to_vec()).unwrap());
        Ok::<(), ()>(())
    };
    assert!(engine.render_all(&site, &put).is_ok());
    all.into_inner().unwrap()
}

/// A page without the line breaks of its template, so that a test does not depend on how that is laid out.
fn on_one_line(page: &str) -> String {
    page.split_whitespace().collect::<Vec<_>>().join(" ").replace("> <", "><")
}

#[test]
fn a_long_list_is_pages_of_thirty_rows_that_hold_each_once() {
    let knowledge = town(70);
    let files = files(&knowledge);
    let pages = ["recommendations/index.html", "recommendations/page-2.html", "recommendations/page-3.html"];
    let rows: Vec<usize> =
        pages.iter().map(|p| on_one_line(&files[*p]).matches("<tr><th scope=\"row\">").count()).collect();
    assert_eq!(rows, [30, 30, 11]);
    for n in 1..=70 {
        let link = format!("recommendations/town/2014-05-sif/gate-{n}.html\"");
        let on = pages.iter().filter(|p| files[**p].contains(&link)).count();
        assert_eq!(on, 1, "{link}");
    }
    assert!(!files.contains_key("recommendations/page-4.html"));
    assert!(files[pages[1]].contains("31 to 60 of 71 recommendations."));
    assert!(files[pages[1]].contains("rel=\"prev\"") && files[pages[1]].contains("rel=\"next\""));
    assert!(!files[pages[2]].contains("rel=\"next\""));
    // Pages of other lists are cut too, and each is in the map of the site.
    for name in
        ["themes/gates/page-3.html", "outcomes/not-reported-on/page-3.html", "outcomes/longest-open/page-3.html"]
    {
        assert!(files.contains_key(name), "{name}");
        assert!(files["sitemap.xml"].contains(name), "{name}");
    }
}

#[test]
fn a_list_of_thirty_rows_is_one_page() {
    let files = files(&town(29));
    assert!(!files.contains_key("recommendations/page-2.html"));
    assert!(files["recommendations/index.html"].contains("30 recommendations."));
    assert!(!files["recommendations/index.html"].contains("class=\"sheets\""));
}

#[test]
fn a_report_says_what_it_changed() {
    let knowledge = town(6);
    let all = changes(&knowledge);
    let of = |id: &str| &all[&knowledge.catalogue.report(id).unwrap().is];
    assert_eq!(of("town/2014-05-sif").counts(), Counts::default());
    let second = of("town/2018-06-ilacs");
    // None of its links is `stated`.
    let by = ByReader { inspector: 0, editor: 4, program: 0 };
    let counts = Counts { met: 1, partly_met: 1, missed: 2, raised_again: 2, silent_on: 2, by };
    assert_eq!(second.counts(), counts);
    let before_and_after: Vec<_> = second.changes.iter().map(|c| (c.before, c.after)).collect();
    use Outcome::{Met, Missed, NotReportedOn, PartlyMet};
    let after = [Met, PartlyMet, Missed, Missed, NotReportedOn, NotReportedOn];
    assert_eq!(before_and_after, after.map(|after| (Outcome::Awaiting, after)));
    let files = files(&knowledge);
    let report = &files["inspections/town/2018-06-ilacs.html"];
    let of_words = report.split("id=\"p_changed\"").nth(1).unwrap().split("</section>").next().unwrap();
    assert_eq!(of_words.matches("data-label=\"after:\"").count(), 4, "what it says nothing of stands apart");
    assert!(of_words.contains("<summary>Not mentioned: 2</summary>"));
    let row = "<td class=\"n\">1</td><td class=\"n\">1</td><td class=\"n\">2</td><td class=\"n\">2</td><td class=\"n\">2</td><td class=\"n\">1</td>";
    assert!(on_one_line(&files["changes.html"]).contains(row));
    assert!(
        files["changes.xml"]
            .contains("Of earlier ones: 1 met, 1 partly met, 2 missed, 2 asked again; 2 not mentioned.")
    );
    assert!(files["feed.xml"].contains("<updated>2018-06-01T00:00:00Z</updated>"));
}

#[test]
fn who_says_so_is_told_in_the_same_words_everywhere() {
    let files = files(&town(5));
    let read = "read by the editor from Ofsted’s words";
    let page = |name: &str| on_one_line(&files[name]);
    let recommendation = page("recommendations/town/2014-05-sif/gate-1.html");
    let verdict = "<span class=\"outcome o-met r-read\"><span class=\"sign\" aria-hidden=\"true\">✓ </span>met</span>";
    let says = format!("{verdict}<span class=\"who\"><span class=\"says read\">{read}</span> in <a");
    assert!(recommendation.contains(&says), "{recommendation}");
    assert!(recommendation.contains(&format!("where it stands: met, {read} in ILACS, June 2018")), "the citation");
    assert!(recommendation.contains(&format!("met, {read}.\">")), "the description");
    let claim = "\"claimInterpreter\":{\"@type\":\"Organization\",\"name\":\"Gates\"}";
    assert!(recommendation.contains(claim) && recommendation.contains(&format!("\"creditText\":\"{read}\"")));
    let list = page("recommendations/index.html");
    assert!(list.contains("<span class=\"says read\">read</span> from <a"), "{list}");
    assert_eq!(list.matches(read).count(), 1, "the legend says it once: {list}");
    assert!(page("authorities/town.html").contains("The editor links 4 passages."));
    assert!(page("outcomes/met.html").contains(&format!("1 recommendation stands here (1 is {read})")));
    assert!(files["feed.xml"].contains(&format!("Before: no later report on it. Now: met, {read}.")));
    assert!(
        files["feed.xml"].contains("Before: no later report on it. Now: not mentioned since. Town"),
        "silence has no reader"
    );
    assert!(files["changes.xml"].contains(&format!("Of these verdicts: 4 are {read}.")));
    assert!(files["search/lists.js"].contains(&format!("[\"editor\",\"{read}\"],[\"program\",")));
    assert!(files["search/d0.js"].contains("[\"read\",\"read\"]"));
    assert!(files["data/recommendations.csv"].contains(",met,editor,"));
    let said = "<th scope=\"col\" class=\"n\">Ofsted says</th><th scope=\"col\" class=\"n\">read</th></tr>";
    assert!(page("authorities/town.html").contains(said), "the program has no column where it read nothing");
}

#[test]
fn a_recommendation_can_be_cited_by_its_full_address() {
    let files = files(&town(6));
    let page = &files["recommendations/town/2014-05-sif/gate-1.html"];
    // In an address that holds its own text, so that it can be saved from a disk too.
    let address = "https://example.org/g/recommendations/town/2014-05-sif/gate-1.html";
    assert!(page.contains(&format!("UR%20%20-%20{address}%0D%0A")), "{page}");
    assert!(page.contains("@misc%7Btown-2014-05-sif-gate-1,"));
    assert!(page.contains("download=\"town-2014-05-sif-gate-1.ris\""));
    assert!(page.contains(
        "<link rel=\"canonical\" href=\"https://example.org/g/recommendations/town/2014-05-sif/gate-1.html\">"
    ));
}

#[test]
fn structured_data_is_what_the_policy_allows() {
    use base64::prelude::{BASE64_STANDARD, Engine as _};
    use sha2::Digest as _;
    let files = files(&town(6));
    let mut seen = 0;
    for (name, page) in files.iter().filter(|(name, _)| name.ends_with(".html")) {
        let Some((_, rest)) = page.split_once("<script type=\"application/ld+json\">") else { continue };
        let text = rest.split("</script>").next().unwrap();
        let hash = BASE64_STANDARD.encode(sha2::Sha256::digest(text));
        assert!(page.contains(&format!("script-src 'self' file: 'sha256-{hash}'")), "{name}");
        let value: serde_json::Value = serde_json::from_str(text).unwrap();
        assert_eq!(value["@context"], "https://schema.org", "{name}");
        seen += 1;
    }
    assert!(seen > 5, "{seen}");
    let report = &files["inspections/town/2018-06-ilacs.html"];
    assert!(report.contains("\"datePublished\":\"2018-06\""), "a month stays a month");
}

/// What is asked again in another report goes on as one thread: each report has one entry for it, with where it stood.
#[test]
fn what_changed_counts_threads_also_where_they_are_asked_for_again() {
    let head = |title: &str, framework: &str, date: &str| {
        format!(
            "+++\ntitle = \"{title}\"\nframework = \"{framework}\"\npublished = {date}\nwording = \"summary\"\n+++\n\n"
        )
    };
    let first = head("First", "sif", "2014-05-01")
        + "## Areas for improvement\n\n- Mend the north gate. {#north}\n- Mend the south gate. {#south}\n\
           - Count the sheep. {#sheep}\n- Count the lambs. {#lambs}\n";
    let second = head("Second", "ilacs", "2018-06-01")
        + "## Findings\n\n- The north gate swings. {#swings met=2014-05-sif#north}\n\n\
           ## What needs to improve\n\n- Mend the rest of the south gate. {#south partly-met=2014-05-sif#south}\n";
    let third = head("Third", "ilacs", "2022-06-01")
        + "## What needs to improve\n\n- The north gate hangs again. {#north again=2014-05-sif#north}\n\
           - Count all animals. {#animals again=\"2014-05-sif#sheep, 2014-05-sif#lambs\"}\n";
    let (documents, _) = Documents::read(Files::from_texts([
        ("content/authorities/town.md", "+++\nname = \"Town\"\n+++\n"),
        ("content/inspections/town/2014-05-sif.md", first.as_str()),
        ("content/inspections/town/2018-06-ilacs.md", second.as_str()),
        ("content/inspections/town/2022-06-ilacs.md", third.as_str()),
    ]));
    let knowledge = Knowledge::build(documents).0;
    let all = changes(&knowledge);
    let told = |id: &str| -> Vec<(String, Outcome, Outcome, bool)> {
        let brought = &all[&knowledge.catalogue.report(id).unwrap().is];
        let name = |c: &throughline::model::changes::Change| {
            knowledge.finding(knowledge.finding_of(c.on)).id.as_ref().unwrap().value.clone()
        };
        brought.changes.iter().map(|c| (name(c), c.before, c.after, c.raised_again)).collect()
    };
    use Outcome::{Awaiting, Met, Missed, NotReportedOn, SlippedBack};
    let own = |name: &str, before, after, again| (name.to_owned(), before, after, again);
    assert_eq!(
        told("town/2018-06-ilacs"),
        [
            own("north", Awaiting, Met, false),
            // Its report calls it partly met and asks for the rest: the thread is missed until a report says more.
            own("south", Awaiting, Missed, true),
            // Two threads until a later report joins them.
            own("sheep", Awaiting, NotReportedOn, false),
            own("lambs", Awaiting, NotReportedOn, false),
        ]
    );
    assert_eq!(
        told("town/2022-06-ilacs"),
        [own("north", Met, SlippedBack, true), own("lambs", NotReportedOn, Missed, true)]
    );
    let third = all[&knowledge.catalogue.report("town/2022-06-ilacs").unwrap().is].counts();
    let newer = knowledge.thread(knowledge.recommendations.last().unwrap().thread);
    assert_eq!((third.missed, third.raised_again, third.silent_on), (2, 2, 1), "{:?}", newer.outcome());
    let page = on_one_line(&files(&knowledge)["inspections/town/2022-06-ilacs.html"]);
    let of_words = page.split("id=\"p_changed\"").nth(1).unwrap().split("</section>").next().unwrap();
    assert!(of_words.contains("slipped back</span><span class=\"who\">asked again here</span>"), "{of_words}");
}
