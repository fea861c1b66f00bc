//! Walks every page of the built site: links, fragments, ids, titles.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use lol_html::{Settings, element, rewrite_str, text};

use crate::site::{build, repository, tree};

/// What one page holds.
#[derive(Default)]
struct Page {
    ids: Vec<String>,
    links: Vec<String>,
    headings: usize,
    mains: usize,
    title: String,
    description: String,
}

fn read(html: &str) -> Page {
    let page = RefCell::new(Page::default());
    let settings = Settings::new()
        .append_element_content_handler(element!("[id]", |e| {
            page.borrow_mut().ids.push(e.get_attribute("id").unwrap_or_default());
            Ok(())
        }))
        .append_element_content_handler(element!("a[href], link[href]", |e| {
            page.borrow_mut().links.push(e.get_attribute("href").unwrap_or_default());
            Ok(())
        }))
        .append_element_content_handler(element!("h1", |_| {
            page.borrow_mut().headings += 1;
            Ok(())
        }))
        .append_element_content_handler(element!("main", |_| {
            page.borrow_mut().mains += 1;
            Ok(())
        }))
        .append_element_content_handler(element!("meta[name=description]", |e| {
            page.borrow_mut().description = e.get_attribute("content").unwrap_or_default();
            Ok(())
        }))
        .append_element_content_handler(text!("title", |t| {
            page.borrow_mut().title.push_str(t.as_str());
            Ok(())
        }));
    rewrite_str(html, settings).unwrap();
    page.into_inner()
}

/// The file that a relative link leads to, and the fragment.
fn resolve(from: &str, link: &str) -> (String, Option<String>) {
    let (path, fragment) = match link.split_once('#') {
        Some((path, fragment)) => (path, Some(fragment.to_owned())),
        None => (link, None),
    };
    let path = path.split('?').next().unwrap_or(path);
    if path.is_empty() {
        return (from.to_owned(), fragment);
    }
    // Only `404.html` uses addresses from the host's root.
    let mut parts: Vec<&str> = if path.starts_with('/') { Vec::new() } else { from.split('/').collect() };
    parts.pop();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop().unwrap_or_else(|| panic!("{from}: {link} leads out of the site"));
            }
            name => parts.push(name),
        }
    }
    (parts.join("/"), fragment)
}

#[test]
fn every_link_leads_somewhere() {
    let out = tempfile::tempdir().unwrap();
    let target = out.path().join("public");
    build(&repository(), &target);
    let files = tree(&target);
    let pages: BTreeMap<&str, Page> = files
        .iter()
        .filter(|(name, _)| name.ends_with(".html"))
        .map(|(name, bytes)| (name.as_str(), read(std::str::from_utf8(bytes).unwrap())))
        .collect();
    assert!(pages.len() > 80, "{} pages", pages.len());
    let mut wrong = Vec::new();
    let mut followed = 0;
    for (name, page) in &pages {
        let ids: BTreeSet<&String> = page.ids.iter().collect();
        if ids.len() != page.ids.len() {
            wrong.push(format!("{name}: an id stands twice"));
        }
        if page.headings != 1 || page.mains != 1 || page.title.trim().is_empty() || page.description.trim().is_empty() {
            wrong.push(format!("{name}: {} h1, title `{}`", page.headings, page.title));
        }
        for link in &page.links {
            if ["http:", "https:", "mailto:", "data:"].iter().any(|kind| link.starts_with(kind)) {
                continue;
            }
            if link.starts_with('/') && *name != "404.html" {
                wrong.push(format!("{name}: {link} is not relative"));
            }
            followed += 1;
            let (file, fragment) = resolve(name, link);
            if !files.contains_key(&file) {
                wrong.push(format!("{name}: {link} leads nowhere"));
            } else if let Some(fragment) = fragment
                && !pages[file.as_str()].ids.contains(&fragment)
            {
                wrong.push(format!("{name}: {link} has no such place"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(followed > 2000, "{followed} links");
}

#[test]
fn three_clicks_lead_from_home_to_the_words_that_say_missed() {
    let out = tempfile::tempdir().unwrap();
    let target = out.path().join("public");
    build(&repository(), &target);
    let files = tree(&target);
    let page = |name: &str| read(std::str::from_utf8(&files[name]).unwrap());
    let goal = ("inspections/nottingham-city/2011-08-cra.html".to_owned(), Some("two-systems".to_owned()));
    let follow = |from: &BTreeSet<String>| -> (BTreeSet<String>, bool) {
        let mut next = BTreeSet::new();
        let mut found = false;
        for name in from {
            for link in page(name).links.iter().filter(|l| !l.contains(':')) {
                let place = resolve(name, link);
                found |= place == goal;
                if place.0.ends_with(".html") {
                    next.insert(place.0);
                }
            }
        }
        (next, found)
    };
    let mut at = BTreeSet::from(["index.html".to_owned()]);
    let clicks = (1..=3).find(|_| {
        let (next, found) = follow(&at);
        at = next;
        found
    });
    assert!(clicks.is_some_and(|n| n <= 3), "not within three clicks");
}
