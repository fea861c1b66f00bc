//! `sitemap.xml` and `robots.txt`. A map needs full addresses: without a base there is none.

use super::xml::Document;
use crate::diagnostics::Diagnostic;
use crate::model::Knowledge;
use crate::site::Page;
use crate::site::address::full_address;

/// So many addresses stand in one map (sitemaps.org); of more, an index names the maps.
const MOST: usize = 50_000;

const NAMESPACE: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";

pub(super) fn files(knowledge: &Knowledge, pages: &[Page]) -> Result<Vec<(String, Vec<u8>)>, Diagnostic> {
    maps(knowledge, pages, MOST)
}

fn maps(knowledge: &Knowledge, pages: &[Page], most: usize) -> Result<Vec<(String, Vec<u8>)>, Diagnostic> {
    let base = super::base(knowledge);
    let robots = |more: &str| ("robots.txt".to_owned(), format!("User-agent: *\nAllow: /\n{more}").into_bytes());
    if base.is_empty() {
        return Ok(vec![robots("")]);
    }
    // Nobody should find a page that only leads on, or one that says that nothing is there.
    let is_listed = |page: &&Page| !matches!(page, Page::NotFound | Page::Moved { .. });
    let addresses: Vec<String> =
        pages.iter().filter(is_listed).map(|page| full_address(base, &page.path(knowledge))).collect();
    let mut files = vec![robots(&format!("\nSitemap: {base}sitemap.xml\n"))];
    let parts: Vec<&[String]> = addresses.chunks(most).collect();
    if let [only] = parts.as_slice() {
        files.push(list("sitemap.xml", "urlset", "url", only)?);
        return Ok(files);
    }
    let names: Vec<String> = (1..=parts.len()).map(|n| format!("sitemap-{n}.xml")).collect();
    for (name, part) in names.iter().zip(parts) {
        files.push(list(name, "urlset", "url", part)?);
    }
    let maps: Vec<String> = names.iter().map(|name| format!("{base}{name}")).collect();
    files.push(list("sitemap.xml", "sitemapindex", "sitemap", &maps)?);
    Ok(files)
}

/// A file of addresses.
fn list(path: &str, root: &str, each: &str, addresses: &[String]) -> Result<(String, Vec<u8>), Diagnostic> {
    let mut document = Document::new();
    document.open(root, &[("xmlns", NAMESPACE)]);
    for address in addresses {
        document.open(each, &[]);
        document.text("loc", &[], address);
        document.close(each);
    }
    document.close(root);
    Ok((path.to_owned(), document.finish(path)?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{Documents, Files};

    #[test]
    fn a_large_map_is_split() {
        let settings = "title = \"T\"\nbase_url = \"https://example.org/x\"\n";
        let (documents, _) = Documents::read(Files::from_texts([("site.toml", settings)]));
        let (knowledge, _) = Knowledge::build(documents);
        let pages = [Page::Home, Page::Search, Page::Method, Page::NotFound];
        let names =
            |most| maps(&knowledge, &pages, most).unwrap().into_iter().map(|(name, _)| name).collect::<Vec<_>>();
        assert_eq!(names(3), ["robots.txt", "sitemap.xml"]);
        assert_eq!(names(2), ["robots.txt", "sitemap-1.xml", "sitemap-2.xml", "sitemap.xml"]);
        let index = maps(&knowledge, &pages, 2).unwrap().pop().unwrap().1;
        assert!(String::from_utf8(index).unwrap().contains("<loc>https://example.org/x/sitemap-2.xml</loc>"));
    }
}
