//! The site's own pages, which stand in every site whatever its content: the method, the lists beside it, the downloads.

use super::record::{Record, Sort};
use super::words::{AROUND, BODY, Reader, TITLE};

/// `address | title | what a result says | words`, one page a line.
const PAGES: &str = include_str!("pages.txt");
/// What reads like none of the words, and is asked for with them all.
pub(super) const OF_A_SITE: &str = "page site website help";

/// One of them.
#[derive(Clone, Copy, Debug)]
pub(super) struct Fixed {
    pub(super) address: &'static str,
    pub(super) title: &'static str,
    says: &'static str,
    words: &'static str,
}

/// All of them, in the order of the list.
pub(super) fn fixed() -> impl Iterator<Item = Fixed> {
    PAGES.lines().filter(|line| !line.starts_with('#')).filter_map(|line| {
        let mut parts = line.split('|').map(str::trim);
        Some(Fixed { address: parts.next()?, title: parts.next()?, says: parts.next()?, words: parts.next()? })
    })
}

pub(super) fn page(reader: &mut Reader<'_>, page: Fixed) -> Record {
    reader.text(page.title, TITLE);
    reader.text(page.says, AROUND);
    reader.text(page.words, BODY);
    reader.text(OF_A_SITE, AROUND);
    reader.end();
    Record {
        sort: Sort::Page,
        href: page.address.to_owned(),
        title: page.title.to_owned(),
        place: String::new(),
        excerpt: page.says.to_owned(),
        outcome: None,
        sign: None,
        apart: None,
        themes: Vec::new(),
        original: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Outcome;

    #[test]
    fn every_line_is_a_page_and_every_outcome_has_one() {
        let lines = PAGES.lines().filter(|line| !line.starts_with('#')).count();
        assert_eq!(fixed().count(), lines);
        for one in fixed() {
            assert!(one.address.ends_with(".html") && !one.words.is_empty(), "{}", one.address);
        }
        for outcome in Outcome::ALL {
            let address = format!("outcomes/{}.html", outcome.word());
            let titled = fixed().find(|one| one.address == address).map(|one| one.title.to_lowercase());
            assert_eq!(titled.as_deref(), Some(crate::site::plain::outcome(*outcome)), "{address}");
        }
    }
}
