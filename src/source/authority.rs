//! `content/authorities/ID.md` and `content/themes/ID.md`.

use super::body::{Body, parse_prose};
use super::date::PartialDate;
use super::register::RegisterBody;
use super::schema::{AuthorityKey, CodeKey, ThemeKey};
use super::showing::{Showing, ShowingKeys};
use super::toml_table::{Placed, Table, parse};
use super::{front_matter, shipped_themes};
use crate::diagnostics::{Code, Diagnostic, FileId, Span};

/// An official code of an authority.
#[derive(Clone, Debug)]
pub struct AuthorityCode {
    /// Who gives it.
    pub scheme: String,
    /// The code.
    pub value: String,
    /// First day of use, where known.
    pub from: Option<PartialDate>,
    /// Last day of use, where over.
    pub to: Option<PartialDate>,
}

/// A council that is inspected.
#[derive(Clone, Debug)]
pub struct Authority {
    /// Its id.
    pub id: String,
    /// Its own file; none where only the register knows it.
    pub file: Option<FileId>,
    /// The name that pages show.
    pub name: String,
    /// Other names in reports.
    pub other_names: Vec<String>,
    /// Its region.
    pub region: Option<String>,
    /// Whom it took over from.
    pub succeeds: Vec<Placed<String>>,
    /// Official codes.
    pub codes: Vec<AuthorityCode>,
    /// A page that lists the reports on it.
    pub reports: Option<String>,
    /// Old ids.
    pub aliases: Vec<Placed<String>>,
    /// Whether it is on the site, with its reports.
    pub showing: Showing,
    /// The introduction.
    pub body: Body,
}

/// A subject, or a group of children, that cuts across authorities.
#[derive(Clone, Debug)]
pub struct Theme {
    /// Its id.
    pub id: String,
    /// Its file.
    pub file: FileId,
    /// The name that pages show.
    pub title: String,
    /// Words that recognise it.
    pub terms: Vec<String>,
    /// Whether it is a group of children.
    pub group: bool,
    /// Whether the site shows it: it is the site's own, or something on the site carries it. The others that come
    /// with the program are only there to be suggested.
    pub is_shown: bool,
    /// Whether it comes with the program, and no file of the site has its name.
    pub is_shipped: bool,
    /// Old ids.
    pub aliases: Vec<Placed<String>>,
    /// Whether it is on the site.
    pub showing: Showing,
    /// The description.
    pub body: Body,
}

/// Reads an authority's own file; a key that it does not have is the register's.
pub(super) fn read_authority(
    id: &str,
    text: &str,
    file: FileId,
    known: Option<&RegisterBody>,
) -> (Option<Authority>, Vec<Diagnostic>) {
    read_prose_file(text, file, |toml, at, sink, body| {
        let table = Table::new(toml, sink, at);
        // What stands in the file wins even where it is wrong: that is an error, not a gap.
        let gap = |key| known.filter(|_| !table.has(key));
        Authority {
            id: id.to_owned(),
            file: Some(file),
            name: name(&table, known).unwrap_or_else(|| id.to_owned()),
            other_names: gap(AuthorityKey::OtherNames)
                .map_or_else(|| table.plain_texts(AuthorityKey::OtherNames), |body| body.other_names.clone()),
            region: gap(AuthorityKey::Region)
                .map_or_else(|| table.text(AuthorityKey::Region).map(|r| r.value), |body| body.region.clone()),
            succeeds: gap(AuthorityKey::Succeeds)
                .map_or_else(|| table.texts(AuthorityKey::Succeeds), |body| body.succeeds.clone()),
            codes: gap(AuthorityKey::Code).map_or_else(
                || table.tables(AuthorityKey::Code).iter().filter_map(read_code).collect(),
                |body| body.codes.clone(),
            ),
            reports: gap(AuthorityKey::Reports)
                .map_or_else(|| table.address(AuthorityKey::Reports), |body| body.reports.clone()),
            aliases: table.texts(AuthorityKey::Aliases),
            showing: Showing::read(
                &table,
                ShowingKeys {
                    draft: AuthorityKey::Draft,
                    withdrawn: AuthorityKey::Withdrawn,
                    withdrawn_on: AuthorityKey::WithdrawnOn,
                },
            ),
            body,
        }
    })
}

/// The name in the file, else the register's. Without one there is an error; the id stands in, so that the
/// rest can be checked.
fn name(table: &Table<'_, AuthorityKey>, known: Option<&RegisterBody>) -> Option<String> {
    if table.has(AuthorityKey::Name) {
        return table.text(AuthorityKey::Name).map(|name| name.value);
    }
    if known.is_none() {
        table.push(
            Diagnostic::at(Code::T0203, table.at(), "missing key `name`")
                .hint("add `name` (text): the name that pages show; the register has no body of this id"),
        );
    }
    known.map(|body| body.name.clone())
}

pub(super) fn read_code(table: &Table<'_, CodeKey>) -> Option<AuthorityCode> {
    Some(AuthorityCode {
        scheme: table.text(CodeKey::Scheme)?.value,
        value: table.text(CodeKey::Value)?.value,
        from: table.date(CodeKey::From).map(|d| d.value),
        to: table.date(CodeKey::To).map(|d| d.value),
    })
}

pub(super) fn read_theme(id: &str, text: &str, file: FileId) -> (Option<Theme>, Vec<Diagnostic>) {
    read_prose_file(text, file, |toml, at, sink, body| {
        let table = Table::new(toml, sink, at);
        Theme {
            id: id.to_owned(),
            file,
            title: table.text(ThemeKey::Title).map_or_else(|| id.to_owned(), |t| t.value),
            terms: table.plain_texts(ThemeKey::Terms),
            group: table.flag(ThemeKey::Group).unwrap_or(false),
            is_shown: !shipped_themes::is_shipped(id, text),
            is_shipped: shipped_themes::is_shipped(id, text),
            aliases: table.texts(ThemeKey::Aliases),
            showing: Showing::read(
                &table,
                ShowingKeys {
                    draft: ThemeKey::Draft,
                    withdrawn: ThemeKey::Withdrawn,
                    withdrawn_on: ThemeKey::WithdrawnOn,
                },
            ),
            body,
        }
    })
}

/// Reads a file of front matter and prose; nothing is returned when the front matter cannot be
/// read at all.
pub(super) fn read_prose_file<T>(
    text: &str,
    file: FileId,
    build: impl FnOnce(&toml::de::DeTable<'_>, Span, &super::toml_table::Sink, Body) -> T,
) -> (Option<T>, Vec<Diagnostic>) {
    let split = match front_matter::split(text, file) {
        Ok(split) => split,
        Err(problem) => return (None, vec![problem]),
    };
    let (sink, at) = front_matter::sink(&split, file);
    let (body, mut problems) = parse_prose(text, split.body, file);
    let built = parse(split.toml_of(text), &sink).map(|toml| build(&toml, at, &sink, body));
    problems.extend(sink.into_list());
    (built, problems)
}
