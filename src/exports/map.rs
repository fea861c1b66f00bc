//! `sitemap.xml` and `robots.txt`. A map needs full addresses: without a base there is none.

use rayon::prelude::*;

use super::xml::Document;
use crate::diagnostics::Diagnostic;
use crate::model::Knowledge;
use crate::site::Page;
use crate::site::address::full_address;

/// So many addresses stand in one map (sitemaps.org); of more, an index names the maps.
const MOST: usize = 50_000;

const NAMESPACE: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";

pub(super) fn files<E: From<Diagnostic> + Send>(
    knowledge: &Knowledge,
    pages: &[Page],
    put: &(impl Fn(&str, &[u8]) -> Result<(), E> + Sync),
) -> Result<(), E> {
    maps(knowledge, pages, MOST, put)
}

fn maps<E: From<Diagnostic> + Send>(
    knowledge: &Knowledge,
    pages: &[Page],
    most: usize,
    put: &(impl Fn(&str, &[u8]) -> Result<(), E> + Sync),
) -> Result<(), E> {
    let base = super::base(knowledge);
    let robots = |more: &str| put("robots.txt", format!("User-agent: *\nAllow: /\n{more}").as_bytes());
    if base.is_empty() {
        return robots("");
    }
    robots(&format!("\nSitemap: {base}sitemap.xml\n"))?;
    // Nobody should find a page that only leads on, or one that says that nothing is there.
    let is_listed = |page: &&Page| !matches!(page, Page::NotFound | Page::Withdrawn(_) | Page::Moved { .. });
    let listed: Vec<&Page> = pages.iter().filter(is_listed).collect();
    let parts: Vec<&[&Page]> = listed.chunks(most).collect();
    let name = |n: usize| if parts.len() == 1 { "sitemap.xml".to_owned() } else { format!("sitemap-{n}.xml") };
    let one = |(n, part): (usize, &&[&Page])| {
        let addresses = part.iter().map(|page| full_address(base, &page.path(knowledge)));
        let name = name(n + 1);
        put(&name, &list(&name, "urlset", "url", addresses)?)
    };
    parts.par_iter().enumerate().try_for_each(one)?;
    if parts.len() == 1 {
        return Ok(());
    }
    let maps = (1..=parts.len()).map(|n| format!("{base}{}", name(n)));
    put("sitemap.xml", &list("sitemap.xml", "sitemapindex", "sitemap", maps)?)
}

/// A file of addresses.
fn list(path: &str, root: &str, each: &str, addresses: impl Iterator<Item = String>) -> Result<Vec<u8>, Diagnostic> {
    let mut document = Document::new();
    document.open(root, &[("xmlns", NAMESPACE)]);
    for address in addresses {
        document.open(each, &[]);
        document.text("loc", &[], &address);
        document.close(each);
    }
    document.close(root);
    document.finish(path)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::sync::Mutex;

    use super::*;
    use crate::source::{Documents, Files};

    #[test]
    fn a_large_map_is_split() {
        let settings = "title = \"T\"\nbase_url = \"https://example.org/x\"\n";
        let (documents, _) = Documents::read(Files::from_texts([("site.toml", settings)]));
        let (knowledge, _) = Knowledge::build(documents);
        let pages = [Page::Home, Page::Search, Page::Method, Page::NotFound];
        let made = |most| {
            let files = Mutex::new(BTreeMap::new());
            let put = |name: &str, bytes: &[u8]| {
                files.lock().unwrap().insert(name.to_owned(), String::from_utf8(bytes.to_vec()).unwrap());
                Ok::<(), Diagnostic>(())
            };
            maps(&knowledge, &pages, most, &put).unwrap();
            files.into_inner().unwrap()
        };
        let names = |most| made(most).into_keys().collect::<Vec<_>>();
        assert_eq!(names(3), ["robots.txt", "sitemap.xml"]);
        assert_eq!(names(2), ["robots.txt", "sitemap-1.xml", "sitemap-2.xml", "sitemap.xml"]);
        assert!(made(2)["sitemap.xml"].contains("<loc>https://example.org/x/sitemap-2.xml</loc>"));
    }
}
