//! `site.toml`.

use language_tags::LanguageTag;

use super::date::PartialDate;
use super::reach::Reach;
use super::schema::SiteKey;
use super::toml_table::{Placed, Sink, Table, parse};
use crate::diagnostics::{Code, Diagnostic, FileId, Span};

/// The language that the program's own words on pages are in.
pub const INTERFACE: &str = "en-GB";

/// The site's settings.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// The site's name.
    pub title: String,
    /// One sentence for the home page.
    pub description: Option<String>,
    /// Where it is published, ending in `/`.
    pub base_url: Option<String>,
    /// Language of the content, such as `en-GB`; that of the interface is [`INTERFACE`].
    pub language: String,
    /// Who publishes it.
    pub publisher: Option<String>,
    /// Who writes and reads.
    pub editor: Option<String>,
    /// How to reach them.
    pub contact: Option<Reach>,
    /// Where readings are disputed and errors reported.
    pub challenge: Option<Reach>,
    /// Whether CSV files begin with a byte order mark.
    pub csv_mark: bool,
    /// Whether files for hosts are written beside the pages.
    pub host_files: bool,
    /// Whether a packed copy stands beside each text file.
    pub compressed: bool,
    /// Whether each authority has a picture for who shares its page.
    pub pictures: bool,
    /// When the content was last changed.
    pub changed: Option<PartialDate>,
    /// Terms of use of the summaries.
    pub licence: Option<String>,
    /// Folder of replacing templates, seen from the site's folder.
    pub templates: Option<Placed<String>>,
    /// Folder to write into, seen from the site's folder.
    pub output: Option<String>,
}

pub(super) fn read_settings(text: &str, file: FileId) -> (Settings, Vec<Diagnostic>) {
    let sink = Sink::new(file, 0);
    let mut settings = Settings { language: INTERFACE.to_owned(), csv_mark: true, ..Settings::default() };
    if let Some(toml) = parse(text, &sink) {
        let table = Table::new(&toml, &sink, Span::new(file, 0..0));
        let text = |key| table.text(key).map(|t: Placed<String>| t.value);
        // Without a title there is an error already, and no page is made.
        settings.title = text(SiteKey::Title).unwrap_or_default();
        settings.description = text(SiteKey::Description);
        settings.base_url = table.text(SiteKey::BaseUrl).and_then(|url| base_url(&url, &sink));
        settings.language = table.text(SiteKey::Language).map_or("en-GB".to_owned(), |l| language(&l, &sink));
        settings.publisher = text(SiteKey::Publisher);
        settings.editor = text(SiteKey::Editor);
        settings.contact = table.reach(SiteKey::Contact);
        settings.challenge = table.reach(SiteKey::Challenge);
        settings.pictures = table.flag(SiteKey::Pictures).unwrap_or_default();
        settings.csv_mark = table.flag(SiteKey::CsvMark).unwrap_or(true);
        settings.host_files = table.flag(SiteKey::HostFiles).unwrap_or_default();
        settings.compressed = table.flag(SiteKey::Compressed).unwrap_or_default();
        settings.changed = table.date(SiteKey::Changed).map(|day| day.value);
        if let Some(place) = table.place(SiteKey::Pictures)
            && settings.pictures
            && settings.base_url.is_none()
        {
            table.push(
                Diagnostic::at(Code::T0702, place, "`pictures` needs a `base_url`")
                    .hint("social sites ask for a picture by its full address: say where the site is published"),
            );
        }
        settings.licence = text(SiteKey::Licence);
        settings.templates = table.text(SiteKey::Templates);
        settings.output = text(SiteKey::Output);
    }
    (settings, sink.into_list())
}

/// An absolute http(s) address; a missing final slash is added.
fn base_url(url: &Placed<String>, sink: &Sink) -> Option<String> {
    let address = site_address(&url.value);
    if address.is_none() {
        sink.push(
            Diagnostic::at(Code::T0702, url.span, format!("`{}` is not the address of a site", url.value))
                .hint(ADDRESS_HINT),
        );
    }
    address
}

/// What to write for what is not the address of a site.
pub(crate) const ADDRESS_HINT: &str = "write it whole, without `?` or `#`: https://example.org/inspections/";

/// The address of a site, ending in `/`; nothing where it is none.
pub(crate) fn site_address(url: &str) -> Option<String> {
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"))?;
    let host = rest.split('/').next().unwrap_or("");
    let is_plain = !rest.contains(|c: char| c.is_whitespace() || matches!(c, '?' | '#' | '"' | '<' | '>'));
    // Paths are put behind it as they are.
    (!host.is_empty() && is_plain).then(|| format!("{}/", url.trim_end_matches('/')))
}

fn language(tag: &Placed<String>, sink: &Sink) -> String {
    // By RFC 5646: its parts stand in the right order, and each is registered. A tag that is only well-formed, such as
    // `xx-notalang`, says nothing to a screen reader.
    let good = tag.value.is_ascii() && LanguageTag::parse(&tag.value).is_ok_and(|parsed| parsed.validate().is_ok());
    if !good {
        sink.push(
            Diagnostic::at(Code::T0702, tag.span, format!("`{}` is not a language tag", tag.value))
                .hint("write one such as en-GB or cy, of the IANA registry of language subtags"),
        );
        return "en-GB".to_owned();
    }
    tag.value.clone()
}
