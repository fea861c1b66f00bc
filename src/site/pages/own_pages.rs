//! Pages of the site's own, and the links to them that stand on every page.

use serde::Serialize;

use crate::site::address::Page;
use crate::site::context::{Anchor, PageContext, shorten};
use crate::source::OwnPage;
use crate::source::own_page::Place;

#[derive(Debug, Serialize)]
pub(crate) struct OwnPageView {
    text: String,
}

/// A link to such a page.
#[derive(Debug, Serialize)]
pub(crate) struct OwnLink {
    href: String,
    text: String,
    /// Whether it leads to the page that it stands on.
    here: bool,
}

pub(crate) fn view(context: &PageContext<'_>, id: &str) -> Option<OwnPageView> {
    let page = context.knowledge.documents.pages.get(id)?;
    Some(OwnPageView { text: context.prose(page.file, &page.body) })
}

/// How long a description is for search engines, which cut longer ones.
const DESCRIPTION: usize = 150;

/// Its title and, as its description, its first words.
pub(crate) fn heading(context: &PageContext<'_>, id: &str) -> (String, String) {
    let documents = &context.knowledge.documents;
    let Some(page) = documents.pages.get(id) else { return (id.to_owned(), String::new()) };
    let text = documents.sources.file(page.file).map_or("", |file| file.text.as_str());
    let first = page.body.blocks.first().map(|block| shorten(&block.plain(text), DESCRIPTION));
    (page.title.clone(), first.unwrap_or_else(|| page.title.clone()))
}

/// The link to a page, wherever content names its file.
pub(crate) fn anchor(context: &PageContext<'_>, id: &str) -> Anchor {
    Anchor { href: context.href(&Page::Own(id.to_owned())), text: heading(context, id).0 }
}

/// The links that stand at one place of a page, in order.
pub(crate) fn links(context: &PageContext<'_>, on: &Page, place: Place) -> Vec<OwnLink> {
    let all = context.knowledge.documents.pages.values();
    let mut there: Vec<&OwnPage> = all.filter(|page| page.place == place).collect();
    there.sort_by(|a, b| a.order.total_cmp(&b.order).then_with(|| (&a.title, &a.id).cmp(&(&b.title, &b.id))));
    let link = |page: &OwnPage| {
        let to = Page::Own(page.id.clone());
        OwnLink { href: context.href(&to), text: page.title.clone(), here: to == *on }
    };
    there.into_iter().map(link).collect()
}
