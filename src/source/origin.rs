//! The way to the original of a report: its own address, with the page where that is known, or a list that names it.

use super::published::{self, encoded, is_own};
use super::report::{Origin, Report};
use super::schema::Keys;
use super::toml_table::{Placed, Table};
use super::{Documents, Nature};
use crate::diagnostics::{Code, Diagnostic};

/// Where an original can be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Original {
    /// The document itself.
    Document(String),
    /// A page that lists it among others.
    Listed(String),
}

impl Original {
    /// The address, as a page at the end of `way` from the site's root writes it.
    #[must_use]
    pub fn seen_from(&self, way: &str) -> String {
        published::seen_from(way, self.address())
    }

    /// The address, whichever it is of. That of a file that lies with the site is seen from its root.
    #[must_use]
    pub fn address(&self) -> &str {
        match self {
            Self::Document(address) | Self::Listed(address) => address,
        }
    }
}

/// What stands before the number of a page in a place, such as `paragraph 12, page 4`.
const PAGE_WORDS: [&str; 4] = ["page", "pages", "p", "pp"];

impl Documents {
    /// The way to a place in a report's original; where nobody noted one, to the list of reports on its authority.
    #[must_use]
    pub fn original(&self, report: &Report, at: Option<&str>) -> Option<Original> {
        report.origin.original(at).or_else(|| {
            // Inspectorates list their own reports, not what councils write.
            let of_authority =
                self.authorities.get(&report.authority).filter(|_| report.nature == Nature::Inspection)?;
            of_authority.reports.clone().map(Original::Listed)
        })
    }
}

impl Origin {
    /// The way to a place in the original; to its first page where no page is named.
    #[must_use]
    pub fn original(&self, at: Option<&str>) -> Option<Original> {
        let Some(url) = &self.url else { return self.list.clone().map(Original::Listed) };
        let page = at.and_then(page_of).filter(|_| self.is_pdf(url) && !url.contains('#'));
        Some(Original::Document(page.map_or_else(|| url.clone(), |page| format!("{url}#page={page}"))))
    }

    /// Whether a browser that is sent to a page can go there: only of a PDF does an address name one.
    fn is_pdf(&self, url: &str) -> bool {
        let ends = |name: &str| name.rsplit_once('.').is_some_and(|(_, end)| end.eq_ignore_ascii_case("pdf"));
        let path = url.split('?').next().unwrap_or(url);
        // Addresses of documents often end in a number; what was downloaded from there is named by its kind.
        ends(path) || self.file.as_deref().is_some_and(ends)
    }
}

impl<K: Keys> Table<'_, K> {
    /// The address of a document: on the web, or below the site's folder, where the file must be.
    pub(super) fn document(&self, key: K) -> Option<Placed<String>> {
        let url = self.text(key)?;
        if !is_own(&url.value) {
            let more =
                "a document that is to lie with the site goes into the folder files/, and its address is files/NAME";
            return self.address_or(key, Some(more)).map(|address| Placed::new(address, url.span));
        }
        let (path, fragment) = url.value.split_once('#').map_or((url.value.as_str(), None), |(p, f)| (p, Some(f)));
        let mut address = encoded(&published::decoded(path));
        if let Some(fragment) = fragment {
            address.push('#');
            address.push_str(fragment);
        }
        Some(Placed::new(address, url.span))
    }

    /// An address that pages link to as it is.
    pub(super) fn address(&self, key: K) -> Option<String> {
        self.address_or(key, None)
    }

    /// The same, with one hint more where it is none.
    fn address_or(&self, key: K, more: Option<&str>) -> Option<String> {
        let url = self.text(key)?;
        // An address can be a script.
        let good = url.value.starts_with("https://") || url.value.starts_with("http://");
        if !good {
            self.push(
                Diagnostic::at(Code::T0601, url.span, format!("a link may not go to `{}`", url.value))
                    .hint("write an address that begins with https:// or http://")
                    .hint_if(more.map(str::to_owned)),
            );
        }
        good.then_some(url.value)
    }
}

/// The page that a place names: of the PDF, as a reader of it counts.
pub(crate) fn page_of(at: &str) -> Option<u32> {
    let words: Vec<&str> = at.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
    words.windows(2).find_map(|pair| match pair {
        [word, number] if PAGE_WORDS.iter().any(|p| p.eq_ignore_ascii_case(word)) => {
            number.parse().ok().filter(|page| *page > 0)
        }
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn original(url: &str, file: Option<&str>, at: &str) -> String {
        let origin = Origin { url: Some(url.to_owned()), file: file.map(str::to_owned), ..Origin::default() };
        origin.original(Some(at)).unwrap().address().to_owned()
    }

    #[test]
    fn the_page_of_a_pdf_is_part_of_its_address() {
        let pdf = "https://example.org/letter.pdf";
        assert_eq!(original(pdf, None, "paragraph 12, page 4"), "https://example.org/letter.pdf#page=4");
        assert_eq!(original(pdf, None, "p. 3"), "https://example.org/letter.pdf#page=3");
        assert_eq!(original(pdf, None, "pages 7-8"), "https://example.org/letter.pdf#page=7");
        assert_eq!(
            original("https://example.org/file/50", Some("a.PDF"), "page 2"),
            "https://example.org/file/50#page=2"
        );
    }

    #[test]
    fn where_no_page_can_be_named_the_address_stays_as_it_is() {
        assert_eq!(original("https://example.org/letter.pdf", None, "paragraph 12"), "https://example.org/letter.pdf");
        assert_eq!(original("https://example.org/letter.html", None, "page 4"), "https://example.org/letter.html");
        assert_eq!(original("https://example.org/a.pdf#top", None, "page 4"), "https://example.org/a.pdf#top");
        assert_eq!(original("https://example.org/a.pdf", None, "page 0, front page"), "https://example.org/a.pdf");
    }

    #[test]
    fn a_list_is_only_where_the_report_may_be_found() {
        let list = "https://example.org/all";
        let origin = Origin { list: Some(list.to_owned()), ..Origin::default() };
        assert_eq!(origin.original(Some("page 4")), Some(Original::Listed(list.to_owned())));
        assert_eq!(Origin::default().original(Some("page 4")), None);
    }
}
