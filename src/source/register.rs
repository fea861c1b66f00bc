//! The register: the list of inspected bodies that the program knows.
//!
//! England's comes with the program (`src/register/england.toml`); a site elsewhere brings its own in
//! `content/register.toml`, which then stands in its place. An authority's own file wins over what the register
//! says of it, key by key, and a body that no report is about stays in the register.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::authority::{Authority, AuthorityCode, read_code};
use super::body::Body;
use super::date::PartialDate;
use super::schema::{BodyKey, Keys, PlaceKey, RegisterKey};
use super::showing::Showing;
use super::toml_table::{Placed, Sink, Table, parse};
use crate::diagnostics::{Code, Diagnostic, FileId, Span, did_you_mean};

/// A point inside an area, in degrees.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Place {
    /// North of the equator.
    pub lat: f64,
    /// East of Greenwich.
    pub long: f64,
}

/// A body that is or was inspected.
#[derive(Clone, Debug)]
pub struct RegisterBody {
    /// Its id: that of its authority.
    pub id: String,
    /// The name that pages show.
    pub name: String,
    /// Other names in reports.
    pub other_names: Vec<String>,
    /// Names of places that are not in its area, though one of its own names stands in them.
    pub elsewhere: Vec<String>,
    /// Its region.
    pub region: Option<String>,
    /// What kind of council it is.
    pub kind: Option<String>,
    /// The first day of its being, where it is younger than the oldest reports.
    pub from: Option<PartialDate>,
    /// Its last day, where it has ended.
    pub to: Option<PartialDate>,
    /// Ids of those that it took over from, on its first day.
    pub succeeds: Vec<Placed<String>>,
    /// Ids of those most like it, nearest first.
    pub neighbours: Vec<Placed<String>>,
    /// A point inside its area.
    pub place: Option<Place>,
    /// Official codes.
    pub codes: Vec<AuthorityCode>,
    /// A page that lists the reports on it.
    pub reports: Option<String>,
}

impl RegisterBody {
    /// Whether it was there on a day.
    #[must_use]
    pub fn was_there(&self, day: PartialDate) -> bool {
        let before = self.from.is_some_and(|from| from.is_later_than(day));
        let after = self.to.is_some_and(|to| day.is_later_than(to));
        !before && !after
    }

    /// As an authority that has no file of its own.
    pub(super) fn authority(&self) -> Authority {
        Authority {
            id: self.id.clone(),
            file: None,
            name: self.name.clone(),
            other_names: self.other_names.clone(),
            region: self.region.clone(),
            succeeds: self.succeeds.clone(),
            codes: self.codes.clone(),
            reports: self.reports.clone(),
            aliases: Vec::new(),
            showing: Showing::Shown,
            body: Body::default(),
        }
    }
}

/// The bodies, by id.
#[derive(Clone, Debug, Default)]
pub struct Register {
    /// All of them.
    pub bodies: BTreeMap<String, RegisterBody>,
    /// Of which year the lists of like bodies are, in words.
    pub neighbours_year: Option<String>,
    /// Whether it is the site's own.
    pub(crate) is_own: bool,
}

/// The register that comes with the program.
const ENGLAND: &str = include_str!("../register/england.toml");

// A site is read anew on every decision of the desk and every change that the preview sees; this stays the same.
static SHIPPED: LazyLock<Register> =
    // Nothing can be wrong with it: a test reads it.
    LazyLock::new(|| read_register(ENGLAND, FileId(0)).0.unwrap_or_default());

impl Register {
    /// The register that comes with the program.
    #[must_use]
    pub fn shipped() -> Self {
        SHIPPED.clone()
    }
}

/// Reads a register; nothing comes back where the TOML does not parse.
pub(super) fn read_register(text: &str, file: FileId) -> (Option<Register>, Vec<Diagnostic>) {
    let sink = Sink::new(file, 0);
    let register = parse(text, &sink).map(|toml| {
        let table = Table::new(&toml, &sink, Span::new(file, 0..0));
        let mut register = Register {
            neighbours_year: table.text(RegisterKey::NeighboursYear).map(|year| year.value),
            ..Register::default()
        };
        let reports = table.address(RegisterKey::Reports);
        for entry in table.tables(RegisterKey::Body) {
            let Some((id, mut body)) = read_body(&entry) else { continue };
            body.reports = reports.as_deref().and_then(|pattern| of_code(pattern, &body.codes));
            if register.bodies.insert(id.value.clone(), body).is_some() {
                table.push(
                    Diagnostic::at(Code::T0210, id.span, format!("`{}` stands in the register twice", id.value))
                        .hint("give each body an id of its own"),
                );
            }
        }
        check_ids(&register, &table);
        register
    });
    (register, sink.into_list())
}

fn read_body(table: &Table<'_, BodyKey>) -> Option<(Placed<String>, RegisterBody)> {
    let (id, name) = (table.text(BodyKey::Id), table.text(BodyKey::Name));
    let id = id?;
    if !super::ids::is_allowed(&id.value) {
        table.push(
            Diagnostic::at(Code::T0104, id.span, format!("`{}` may not be an id", id.value))
                .hint_if(super::ids::nearest_allowed(&id.value).map(|near| format!("`{near}` may")))
                .hint(super::ids::RULE),
        );
        return None;
    }
    let body = RegisterBody {
        id: id.value.clone(),
        name: name?.value,
        other_names: table.plain_texts(BodyKey::OtherNames),
        elsewhere: table.plain_texts(BodyKey::Elsewhere),
        region: table.text(BodyKey::Region).map(|r| r.value),
        kind: table.text(BodyKey::Type).map(|t| t.value),
        from: table.date(BodyKey::From).map(|d| d.value),
        to: table.date(BodyKey::To).map(|d| d.value),
        succeeds: table.texts(BodyKey::Succeeds),
        neighbours: table.texts(BodyKey::Neighbours),
        place: table.table(BodyKey::Place).and_then(|place| read_place(&place)),
        codes: table.tables(BodyKey::Code).iter().filter_map(read_code).collect(),
        // Its code says which of the register's addresses it has.
        reports: None,
    };
    Some((id, body))
}

/// An address with the newest code of a scheme in place of the scheme's name in braces; nothing where it has none.
fn of_code(pattern: &str, codes: &[AuthorityCode]) -> Option<String> {
    let Some((before, rest)) = pattern.split_once('{') else { return Some(pattern.to_owned()) };
    let (scheme, after) = rest.split_once('}')?;
    let code = codes.iter().rfind(|code| code.scheme == scheme)?;
    Some(format!("{before}{}{after}", code.value))
}

fn read_place(table: &Table<'_, PlaceKey>) -> Option<Place> {
    let (lat, long) = (table.number(PlaceKey::Lat), table.number(PlaceKey::Long));
    Some(Place { lat: lat?, long: long? })
}

/// What a body succeeds or is like stands in the register as well.
fn check_ids<K: Keys>(register: &Register, table: &Table<'_, K>) {
    for id in register.bodies.values().flat_map(|body| body.succeeds.iter().chain(&body.neighbours)) {
        if !register.bodies.contains_key(&id.value) {
            table.push(
                Diagnostic::at(Code::T0301, id.span, format!("the register has no body `{}`", id.value))
                    .hint_if(did_you_mean(&id.value, register.bodies.keys().map(String::as_str))),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn what_comes_with_the_program_has_no_fault() {
        let (register, problems) = read_register(ENGLAND, FileId(0));
        assert!(problems.is_empty(), "{problems:?}");
        let register = register.unwrap();
        let there: Vec<&RegisterBody> = register.bodies.values().filter(|b| b.to.is_none()).collect();
        assert_eq!((there.len(), register.bodies.len()), (153, 160));
        for body in there {
            let unlike: BTreeSet<&str> = body.neighbours.iter().map(|n| n.value.as_str()).collect();
            assert!(!unlike.contains(body.id.as_str()), "{}", body.id);
            assert!(body.neighbours.len() == 10 && unlike.len() == 10 || body.id == "tameside", "{}", body.id);
            assert!(body.place.is_some() && body.region.is_some() && body.kind.is_some(), "{}", body.id);
            for scheme in ["Ofsted URN", "DfE", "ONS GSS"] {
                assert_eq!(
                    body.codes.iter().filter(|c| c.scheme == scheme && c.to.is_none()).count(),
                    1,
                    "{}",
                    body.id
                );
            }
        }
    }

    #[test]
    fn codes_tell_bodies_apart_and_successions_have_a_day() {
        let register = Register::shipped();
        let mut seen = BTreeSet::new();
        for body in register.bodies.values() {
            assert!(body.codes.iter().all(|c| seen.insert((&c.scheme, &c.value))), "{}", body.id);
            for earlier in &body.succeeds {
                // The day after the old one's last is the new one's first.
                let ended = register.bodies[&earlier.value].to.unwrap();
                let PartialDate::Day(last) = ended else { panic!("{}", body.id) };
                assert_eq!(body.from, Some(PartialDate::Day(last.tomorrow().unwrap())), "{}", body.id);
            }
        }
    }

    #[test]
    fn a_date_says_which_of_two_bodies_was_there() {
        let register = Register::shipped();
        let on = |id: &str, day: &str| register.bodies[id].was_there(PartialDate::parse(day).unwrap());
        assert!(on("dorset-county", "2019-03-31") && !on("dorset", "2019-03-31"));
        assert!(!on("dorset-county", "2019-04-01") && on("dorset", "2019-04-01"));
        assert!(on("somerset", "2012-05-01") && on("somerset", "2024-05-01"));
    }

    #[test]
    fn reports_on_a_body_are_listed_where_its_code_says() {
        let body = "[[body]]\nid = \"fenn\"\nname = \"Fenn\"\ncode = [{ scheme = \"No.\", value = \"12\" }]\n\
                    [[body]]\nid = \"marrowby\"\nname = \"Marrowby\"\n";
        let read = |top: &str| read_register(&format!("{top}\n{body}"), FileId(0));
        let listed = |top: &str, id: &str| read(top).0.unwrap().bodies[id].reports.clone();
        let by_code = "reports = \"https://example.org/{No.}/all\"";
        assert_eq!(listed(by_code, "fenn").as_deref(), Some("https://example.org/12/all"));
        assert_eq!(listed(by_code, "marrowby"), None, "it has no such code");
        assert_eq!(listed("", "fenn"), None);
        let script = read("reports = \"javascript:{No.}\"").1;
        assert_eq!(script.iter().map(|p| p.code.name()).collect::<Vec<_>>(), ["T0601"]);
        let england = Register::shipped();
        assert!(england.bodies.values().filter(|b| b.to.is_none()).all(|b| b.reports.is_some()));
    }

    #[test]
    fn what_is_wrong_in_a_register_is_said() {
        let text = "[[body]]\nid = \"marrowby\"\nname = \"Marrowby\"\nsucceeds = [\"fenn\"]\nplace = { lat = \"x\", long = 1 }\n\
                    [[body]]\nid = \"marrowby\"\nname = \"Marrowby\"\n[[body]]\nid = \"A b\"\nname = \"A b\"\n[[body]]\nname = \"C\"\n";
        let (register, problems) = read_register(text, FileId(0));
        let codes: Vec<&str> = problems.iter().map(|p| p.code.name()).collect();
        assert_eq!(codes, ["T0203", "T0204", "T0210", "T0104"], "{problems:?}");
        assert_eq!(register.unwrap().bodies.len(), 1);
    }
}
