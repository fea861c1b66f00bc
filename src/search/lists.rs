//! All recommendations as rows that a browser chooses from: by outcome, reader, kind, theme, authority, region, who is
//! asked, deadline and year.
//!
//! Pieces as those of the index ([`super::pieces`]), since a page from a disk may load nothing else:
//!
//! ```text
//! lists      JSON: how many rows there are, in a piece of columns and in one of rows; the words of what can be chosen;
//!            the first row of each authority
//! lc0, lc1 … JSON, of a run of rows what they are chosen and sorted by: texts have a letter a row, `.` where there is
//!            nothing; lists have an entry a row; dates are told once, by number
//! l0, l1 …   JSON: what each row shows, an entry a row
//! ```
//!
//! Rows stand by authority, so that what one authority's rows are chosen by is in one piece or a few, and a choice loads
//! only those rows that it shows. `templates/assets/rows.js` reads them.

use crate::site::plain;
use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;
use serde::Serialize;
use serde_json::{Value as Json, json};

use super::encode::letter;
use super::pieces::Pieces;
use crate::diagnostics::{Diagnostic, unwritten};
use crate::model::{Outcome, Reader, RecommendationId};
use crate::site::{Listed, ListedWords, Site, Stands, WhoShown, style, symbol};
use crate::source::Documents;
use crate::source::words::Kind;

/// So many rows have their columns in one piece: about 20 bytes each, 400 kB a piece.
const IN_COLUMNS: usize = 16 * 1024;
/// So many rows stand in one piece: some 600 bytes each, 40 kB a piece. Even of the longest words it stays below 200 kB.
const IN_ROWS: usize = 64;
/// Stands in a text of letters where there is nothing. It is none of the letters.
const NOTHING: char = '.';
/// What a recommendation can be, in the order of the numbers in the columns.
const KINDS: [Kind; 2] = [Kind::Recommendation, Kind::PriorityAction];
/// Who can say so, likewise.
const READERS: &[Reader] = Reader::ALL;

/// Makes the files and hands each over by address.
///
/// # Errors
///
/// The first failure of `put`.
pub fn files<E: From<Diagnostic> + Send>(
    site: &Site<'_>,
    put: &(impl Fn(&str, &[u8]) -> Result<(), E> + Sync),
) -> Result<(), E> {
    made(site, (IN_COLUMNS, IN_ROWS), put)
}

fn made<E: From<Diagnostic> + Send>(
    site: &Site<'_>,
    (in_columns, in_rows): (usize, usize),
    put: &(impl Fn(&str, &[u8]) -> Result<(), E> + Sync),
) -> Result<(), E> {
    let pieces = Pieces::new(put);
    let all = site.listed_in_order();
    let themes: Vec<&str> = site.knowledge().documents.shown_themes().map(|t| t.id.as_str()).collect();
    let piece = |name: String, value: serde_json::Result<String>| -> Result<(), E> {
        let value = value.map_err(|error| unwritten(&format!("search/{name}.js"), &error))?;
        pieces.script(&name, &value)
    };
    all.par_chunks(in_columns)
        .enumerate()
        .try_for_each(|(n, some)| piece(format!("lc{n}"), serde_json::to_string(&Columns::new(site, &themes, some))))?;
    all.par_chunks(in_rows).enumerate().try_for_each(|(n, some)| {
        let rows: Vec<Row> = some.iter().map(|id| Row::from(site.listed_words(*id))).collect();
        piece(format!("l{n}"), serde_json::to_string(&rows))
    })?;
    let head = head(site, all, (in_columns, in_rows), &pieces.version());
    pieces.script("lists", &head.to_string())
}

fn head(site: &Site<'_>, all: &[RecommendationId], sizes: (usize, usize), version: &str) -> Json {
    let documents = &site.knowledge().documents;
    let themes: Vec<(&str, &str)> = documents.shown_themes().map(|t| (t.id.as_str(), t.title.as_str())).collect();
    json!({
        "version": version,
        "count": all.len(),
        "inColumns": sizes.0,
        "inRows": sizes.1,
        "outcomes": Outcome::ALL.iter().map(|o| (o.word(), plain::outcome(*o), symbol(*o))).collect::<Vec<_>>(),
        "readers": site.reader_words(),
        "kinds": KINDS.iter().map(|k| (k.word(), k.shown())).collect::<Vec<_>>(),
        "themes": themes,
        "authorities": authorities(documents, site, all),
    })
}

/// Each authority: its id, its name, its region if any, and its first row.
fn authorities<'k>(
    documents: &'k Documents,
    site: &Site<'_>,
    all: &[RecommendationId],
) -> Vec<(&'k str, &'k str, Option<&'k str>, usize)> {
    let knowledge = site.knowledge();
    let mut first = 0;
    let of_authority = |id: &str| -> usize {
        let reports = knowledge.reports_of(id);
        reports.iter().map(|report| knowledge.recommendations_of(*report).count()).sum()
    };
    let listed = documents.authorities.values().map(|authority| {
        let own = first;
        first += of_authority(&authority.id);
        (authority.id.as_str(), authority.name.as_str(), authority.region.as_deref(), own)
    });
    let listed = listed.collect();
    debug_assert_eq!(first, all.len(), "rows stand by authority");
    listed
}

/// What the rows of one piece are chosen and sorted by.
#[derive(Debug, Default, Serialize)]
struct Columns<'k> {
    outcome: String,
    reader: String,
    /// When the report is from that made it so, by number.
    changed: Vec<usize>,
    /// Where its thread stands of a row that is the newest of its thread; nothing of others.
    #[serde(rename = "threadOutcome")]
    thread_outcome: String,
    #[serde(rename = "threadReader")]
    thread_reader: String,
    /// By row, where it is another date.
    #[serde(rename = "threadChanged")]
    thread_changed: BTreeMap<usize, usize>,
    /// 1 of a row whose report nobody has read, 2 of one whose thread rests on such reports, 3 of both.
    unread: String,
    kind: String,
    raised: Vec<usize>,
    asked: Vec<usize>,
    since: Vec<usize>,
    /// The dates that are meant by number.
    days: Vec<i32>,
    themes: Vec<Vec<usize>>,
    /// Of what few rows have, each value with its rows.
    to: BTreeMap<&'k str, Vec<usize>>,
    by: BTreeMap<&'k str, Vec<usize>>,
}

impl<'k> Columns<'k> {
    fn new(site: &Site<'k>, themes: &[&str], some: &[RecommendationId]) -> Self {
        let listed: Vec<Listed<'k>> = some.iter().map(|id| site.listed(*id)).collect();
        let of_one = |one: &Listed<'_>| {
            let stands = [one.asked, one.since, one.stands.changed];
            stands.into_iter().chain(one.thread.as_ref().map(|t| t.changed))
        };
        let days: BTreeSet<i32> = listed.iter().flat_map(of_one).collect();
        let mut columns = Self { days: days.into_iter().collect(), ..Self::default() };
        for (row, one) in listed.into_iter().enumerate() {
            columns.add(row, &one, themes);
        }
        columns
    }

    fn add(&mut self, row: usize, one: &Listed<'k>, themes: &[&str]) {
        let Listed { stands, thread, .. } = one;
        let day = |date: i32| self.days.binary_search(&date).unwrap_or_default();
        let (asked, since, changed) = (day(one.asked), day(one.since), day(stands.changed));
        let thread_changed = thread.as_ref().map(|t| day(t.changed)).filter(|day| *day != changed);
        self.asked.push(asked);
        self.since.push(since);
        self.changed.push(changed);
        self.thread_changed.extend(thread_changed.map(|day| (row, day)));
        push(&mut self.outcome, place(Outcome::ALL, &stands.outcome));
        push(&mut self.reader, reader(Some(stands)));
        push(&mut self.thread_outcome, thread.as_ref().and_then(|t| place(Outcome::ALL, &t.outcome)));
        push(&mut self.thread_reader, reader(thread.as_ref()));
        push(&mut self.kind, place(&KINDS, &one.kind));
        let thread_unread = thread.as_ref().is_some_and(|t| !t.is_read);
        letter(&mut self.unread, usize::from(!stands.is_read) + 2 * usize::from(thread_unread));
        self.raised.push(one.raised);
        // A theme without a file is an error of the content, and nothing to choose by.
        self.themes.push(one.themes.iter().filter_map(|theme| themes.binary_search(theme).ok()).collect());
        for (value, rows) in [(one.to, &mut self.to), (one.by, &mut self.by)] {
            if let Some(value) = value {
                rows.entry(value).or_default().push(row);
            }
        }
    }
}

fn reader(stands: Option<&Stands>) -> Option<usize> {
    place(READERS, &stands?.reader?)
}

fn place<T: PartialEq>(all: &[T], one: &T) -> Option<usize> {
    all.iter().position(|other| other == one)
}

fn push(text: &mut String, value: Option<usize>) {
    match value {
        Some(value) => letter(text, value),
        None => text.push(NOTHING),
    }
}

/// What a row shows: id, address, words, label, report, its address, its date, who says so, the same of its thread, and
/// where that stands if it is elsewhere.
#[derive(Serialize)]
struct Row(String, String, String, String, String, String, String, Option<Who>, Option<Who>, Option<Apart>);

/// How the thread is the same request, its outcome by number, and by which the style draws who says so.
type Apart = (String, Option<usize>, &'static str);

/// Who says so: what leads up to the link, the link's address and words, what follows it, and of who says it the style
/// and the text of the sign.
#[derive(Serialize)]
struct Who(&'static str, String, String, String, Option<(&'static str, String)>);

impl From<ListedWords> for Row {
    fn from(words: ListedWords) -> Self {
        let ListedWords { id, words, label, report, report_href, asked, href, who, thread_who, apart } = words;
        let line = |one: WhoShown| Who(one.how, one.href, one.text, one.then, one.sign);
        let apart =
            apart.map(|(words, outcome, reader)| (words, place(Outcome::ALL, &outcome), reader.map_or("", style)));
        Self(id, href, words, label, report, report_href, asked, who.map(line), thread_who.map(line), apart)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;

    use super::*;
    use crate::model::Knowledge;
    use crate::source::Files;

    const FIRST: &str = "+++\ntitle = \"First\"\nframework = \"ilacs\"\npublished = 2019-03-01\nwording = \"summary\"\n+++\n\n\
        ## What needs to improve\n\n\
        - Plans are late. {#plans theme=assessments by=\"within three months\" to=\"the safeguarding partners\"}\n\
        - Visits are rare. {#visits}\n";
    const SECOND: &str = "+++\ntitle = \"Second\"\nframework = \"ilacs\"\npublished = 2022-05-01\nwording = \"summary\"\n+++\n\n\
        ## What needs to improve\n\n\
        - Plans are still late. {#plans again=2019-03-ilacs#plans missed=2019-03-ilacs#plans basis=stated}\n\n\
        ## Progress {kind=finding}\n\n- Children are seen often. {#seen met=2019-03-ilacs#visits}\n";

    fn pieces(sizes: (usize, usize)) -> BTreeMap<String, Json> {
        let council = |name: &str| format!("+++\nname = \"{name}\"\nregion = \"Fenland\"\n+++\n");
        let (ashby, burwick, corley) = (council("Ashby"), council("Burwick"), council("Corley"));
        let (documents, _) = Documents::read(Files::from_texts([
            ("content/authorities/ashby.md", ashby.as_str()),
            // Nothing was asked of Burwick: its first row is that of the next.
            ("content/authorities/burwick.md", burwick.as_str()),
            ("content/authorities/corley.md", corley.as_str()),
            ("content/inspections/ashby/2019-03-ilacs.md", FIRST),
            ("content/inspections/ashby/2022-05-ilacs.md", SECOND),
            ("content/inspections/corley/2019-03-ilacs.md", FIRST),
        ]));
        let (knowledge, _) = Knowledge::build(documents);
        let files = Mutex::new(BTreeMap::new());
        let put = |path: &str, bytes: &[u8]| {
            let text = String::from_utf8(bytes.to_vec()).unwrap();
            let value = text.trim_end().strip_suffix(')').unwrap().split_once(',').unwrap().1.to_owned();
            files.lock().unwrap().insert(path.to_owned(), serde_json::from_str(&value).unwrap());
            Ok::<(), Diagnostic>(())
        };
        made(&Site::new(&knowledge), sizes, &put).unwrap();
        files.into_inner().unwrap()
    }

    #[test]
    fn a_row_says_what_it_is_chosen_by() {
        let files = pieces((IN_COLUMNS, IN_ROWS));
        let head = &files["search/lists.js"];
        assert_eq!(head["count"], 5);
        let firsts: Vec<&Json> = head["authorities"].as_array().unwrap().iter().map(|a| &a[3]).collect();
        assert_eq!(firsts, [0, 3, 3]);
        assert_eq!(head["authorities"][0], json!(["ashby", "Ashby", "Fenland", 0]));
        let columns = &files["search/lc0.js"];
        let outcome = |n: usize| {
            let letter = columns["outcome"].as_str().unwrap()[n..=n].parse::<usize>().unwrap();
            head["outcomes"][letter][0].as_str().unwrap()
        };
        assert_eq!((0..5).map(outcome).collect::<Vec<_>>(), ["missed", "met", "awaiting", "awaiting", "awaiting"]);
        // Ofsted says the first, the editor read the second; of the others nobody has said anything.
        assert_eq!(columns["reader"], "01...");
        // The first was asked for again in the third, which speaks for both.
        assert_eq!(columns["threadOutcome"].as_str().unwrap().find(NOTHING), Some(0));
        assert_eq!(columns["threadOutcome"].as_str().unwrap().matches(NOTHING).count(), 1);
        assert_eq!(columns["raised"], json!([2, 1, 2, 1, 1]));
        let day = |column: &str, n: usize| &columns["days"][columns[column][n].as_u64().unwrap() as usize];
        assert_eq!([day("since", 2), day("asked", 2), day("changed", 0)], [20_190_301, 20_220_501, 20_220_501]);
        assert_eq!(columns["to"], json!({ "the safeguarding partners": [0, 3] }));
        assert_eq!(columns["by"], json!({ "within three months": [0, 3] }));
        let theme = columns["themes"][0][0].as_u64().unwrap() as usize;
        assert_eq!(head["themes"][theme][0], "assessments");
        let row = &files["search/l0.js"][0];
        assert_eq!([&row[0], &row[2]], ["ashby/2019-03-ilacs#plans", "Plans are late."]);
        assert_eq!(row[7][1], "inspections/ashby/2022-05-ilacs.html#plans");
        // The first is missed as its thread is; what asks for it again only waits by itself.
        assert!(row[9].is_null());
        let missed = head["outcomes"].as_array().unwrap().iter().position(|o| o[0] == "missed").unwrap();
        assert_eq!(files["search/l0.js"][2][9], json!(["asked for since 2019", missed, "said"]));
    }

    #[test]
    fn pieces_joined_are_the_whole() {
        let (whole, cut) = (pieces((IN_COLUMNS, IN_ROWS)), pieces((2, 1)));
        let letters: String = (0..3).map(|n| cut[&format!("search/lc{n}.js")]["outcome"].as_str().unwrap()).collect();
        assert_eq!(whole["search/lc0.js"]["outcome"], letters.as_str());
        let rows: Vec<&Json> = (0..5).map(|n| &cut[&format!("search/l{n}.js")][0]).collect();
        assert_eq!(rows, whole["search/l0.js"].as_array().unwrap().iter().collect::<Vec<_>>());
        assert_eq!(cut["search/lc1.js"]["by"], json!({ "within three months": [1] }));
        // Another content has another version, the same has the same.
        assert_eq!(pieces((2, 1))["search/lists.js"], cut["search/lists.js"]);
        assert_ne!(whole["search/lists.js"]["version"], cut["search/lists.js"]["version"]);
    }
}
