//! What search engines read beside a page: JSON-LD in the words of schema.org (`BreadcrumbList`, `Report`,
//! `Claim`, `Dataset`). Nothing stands here that the page does not say; what is not known is left out.

use base64::prelude::{BASE64_STANDARD, Engine as _};
use serde::Serialize;
use serde_json::{Map, Value, json};
use sha2::{Digest as _, Sha256};

use super::address::{Page, full_address};
use super::context::{Anchor, PageContext};
use super::dictionary::{Content, Parts, TABLES};
use super::meanings::sentence;
use crate::model::{Because, Reader, RecommendationId, ReportId};
use crate::source::published::seen_from;

/// A page's JSON-LD.
#[derive(Debug, Serialize)]
pub(crate) struct Structured {
    /// Ready to stand inside a `script` element.
    text: String,
    /// By which the page's policy allows this text inside the page, and no other: `sha256-…`.
    hash: String,
}

#[derive(Serialize)]
struct Document<'a> {
    #[serde(rename = "@context")]
    context: &'static str,
    #[serde(rename = "@graph")]
    graph: Vec<Thing<'a>>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum Thing<'a> {
    Own(Value),
    Trail(Trail<'a>),
}

/// The way from the home page to a page. Every page has one, so it is written as it is, without a map between.
#[derive(Serialize)]
struct Trail<'a> {
    #[serde(rename = "@type")]
    sort: &'static str,
    #[serde(rename = "itemListElement")]
    steps: Vec<Step<'a>>,
}

#[derive(Serialize)]
struct Step<'a> {
    #[serde(rename = "@type")]
    sort: &'static str,
    position: usize,
    name: &'a str,
    item: String,
}

/// A page's JSON-LD; nothing where there is nothing to say.
pub(super) fn json_ld(context: &PageContext<'_>, page: &Page, title: &str, crumbs: &[Anchor]) -> Option<Structured> {
    let own = match page {
        Page::Report(id) => Some(report(context, *id)),
        Page::Recommendation(id) => verdict(context, *id),
        Page::Data => Some(dataset(context)),
        _ => None,
    };
    let trail = (!crumbs.is_empty()).then(|| breadcrumbs(context, page, title, crumbs));
    let graph: Vec<Thing<'_>> = own.map(Thing::Own).into_iter().chain(trail.map(Thing::Trail)).collect();
    // An empty graph would be one more script on every such page, and one more hash in its policy.
    if graph.is_empty() {
        return None;
    }
    let document = Document { context: "https://schema.org", graph };
    // `</script>` and `<!--` inside a text would end the element.
    let text = serde_json::to_string(&document).ok()?.replace('<', "\\u003c");
    let hash = format!("sha256-{}", BASE64_STANDARD.encode(Sha256::digest(&text)));
    Some(Structured { text, hash })
}

/// A full address where the site knows its own, else one seen from the page.
fn page_address(context: &PageContext<'_>, page: &Page) -> String {
    match &context.knowledge.documents.settings.base_url {
        Some(base) => full_address(base, &page.path(context.knowledge)),
        None => context.href(page),
    }
}

fn breadcrumbs<'a>(context: &PageContext<'_>, page: &Page, title: &'a str, crumbs: &'a [Anchor]) -> Trail<'a> {
    let base = context.knowledge.documents.settings.base_url.as_deref();
    // Every link goes by way of the root: what follows the `../` is the path from there.
    let full = |href: &str| base.map_or(href.to_owned(), |base| full_address(base, href.trim_start_matches("../")));
    let step = |(n, (name, item))| Step { sort: "ListItem", position: n + 1, name, item };
    let before = crumbs.iter().map(|c| (c.text.as_str(), full(&c.href)));
    let steps = before.chain([(title, page_address(context, page))]).enumerate().map(step).collect();
    Trail { sort: "BreadcrumbList", steps }
}

fn report(context: &PageContext<'_>, id: ReportId) -> Value {
    let report = context.knowledge.report(id);
    let mut fields = Map::new();
    fields.insert("@type".to_owned(), "Report".into());
    fields.insert("name".to_owned(), report.title.clone().into());
    fields.insert("url".to_owned(), page_address(context, &Page::Report(id)).into());
    fields.insert("author".to_owned(), json!({ "@type": "Organization", "name": context.speaker(id) }));
    let authority = context.authority(&report.authority).text;
    fields.insert("about".to_owned(), json!({ "@type": "AdministrativeArea", "name": authority }));
    if let Some(published) = &report.published {
        fields.insert("datePublished".to_owned(), published.value.to_string().into());
    }
    if let Some(url) = &report.origin.url {
        let base = context.knowledge.documents.settings.base_url.as_deref().unwrap_or_default();
        fields.insert("isBasedOn".to_owned(), seen_from(base, url).into());
    }
    fields.insert("inLanguage".to_owned(), context.knowledge.documents.settings.language.clone().into());
    Value::Object(fields)
}

/// What a report says of a recommendation as a claim: where it appears, and who takes its words to say so.
fn verdict(context: &PageContext<'_>, id: RecommendationId) -> Option<Value> {
    let because = &context.knowledge.recommendation(id).because;
    let Because::Verdict(_) = because else { return None };
    let (reader, sign, appears_in) = (because.reader()?, context.sign_of(because)?, because.decided_in()?);
    let organization = |name: &str| json!({ "@type": "Organization", "name": name });
    let inspectorate = organization(&context.speaker(appears_in));
    let words = context.short_words(context.knowledge.finding_of(id));
    let mut fields = Map::new();
    fields.insert("@type".to_owned(), "Claim".into());
    fields.insert("text".to_owned(), format!("{}: {words}", sentence(because.outcome().shown())).into());
    fields.insert("url".to_owned(), page_address(context, &Page::Recommendation(id)).into());
    fields.insert("creditText".to_owned(), sign.words.into());
    let settings = &context.knowledge.documents.settings;
    match reader {
        Reader::Inspector => fields.insert("author".to_owned(), inspectorate.clone()),
        Reader::Editor => {
            let editor = settings.editor.as_ref().or(settings.publisher.as_ref()).unwrap_or(&settings.title);
            fields.insert("claimInterpreter".to_owned(), organization(editor))
        }
        // Only people and organisations can stand there.
        Reader::Program => None,
    };
    let report = json!({
        "@type": "Report",
        "name": context.knowledge.report(appears_in).title,
        "url": page_address(context, &Page::Report(appears_in)),
        "author": inspectorate,
    });
    fields.insert("appearance".to_owned(), report);
    Some(Value::Object(fields))
}

fn dataset(context: &PageContext<'_>) -> Value {
    let settings = &context.knowledge.documents.settings;
    let file = |name: &str, kind: &str| {
        let page = page_address(context, &Page::Data);
        let folder = page.strip_suffix("index.html").unwrap_or(&page);
        json!({ "@type": "DataDownload", "contentUrl": format!("{folder}{name}"), "encodingFormat": kind })
    };
    let base = settings.base_url.as_deref().unwrap_or_default();
    let parts = Parts::of(&Content { knowledge: context.knowledge, base });
    let tables = (0..TABLES.len()).flat_map(|n| parts.files(n)).map(|(name, _)| file(&name, "text/csv"));
    let documents = parts.document_files().map(|name| file(&name, "application/json"));
    let files: Vec<Value> = tables.chain(documents).collect();
    let mut fields = Map::new();
    fields.insert("@type".to_owned(), "Dataset".into());
    fields.insert("name".to_owned(), format!("{}: all data", settings.title).into());
    let about = "What inspectors asked councils to do for children, and what later reports said became of it.";
    fields.insert("description".to_owned(), about.into());
    fields.insert("url".to_owned(), page_address(context, &Page::Data).into());
    fields.insert("inLanguage".to_owned(), settings.language.clone().into());
    fields.insert("isAccessibleForFree".to_owned(), true.into());
    if let Some(publisher) = &settings.publisher {
        fields.insert("creator".to_owned(), json!({ "@type": "Organization", "name": publisher }));
    }
    if let Some(licence) = &settings.licence {
        fields.insert("license".to_owned(), json!({ "@type": "CreativeWork", "name": licence }));
    }
    fields.extend(years(context).map(|years| ("temporalCoverage".to_owned(), years.into())));
    fields.insert("distribution".to_owned(), files.into());
    Value::Object(fields)
}

/// From the year of the oldest held report to that of the newest: `2011/2025`.
fn years(context: &PageContext<'_>) -> Option<String> {
    let knowledge = context.knowledge;
    let held = knowledge.report_ids().filter(|r| knowledge.report(*r).held);
    let years: Vec<i16> = held.map(|r| knowledge.date(r).first_day().year()).collect();
    Some(format!("{}/{}", years.iter().min()?, years.iter().max()?))
}
