//! The councils that a report may be about: the site's own authorities and the bodies of the register, found by
//! their names in a text.
//!
//! Names that begin at one word are tried the longest first, so that *North Fenn* is not *Fenn*. What else may
//! stand at a name, and so make another name of it, is in `recognise/tables/councils.txt`.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use aho_corasick::{AhoCorasick, MatchKind};
use jiff::ToSpan;
use jiff::civil::Date;

use super::council_words::{CouncilWord, phrases};
use super::names;
use super::words::Words;
use crate::source::date::PartialDate;
use crate::source::register::{Register, RegisterBody};
use crate::source::{Authority, Documents, content_path};

/// A council that is known.
#[derive(Clone, Debug)]
pub struct Council {
    /// Its id.
    pub id: String,
    /// The name that pages show.
    pub name: String,
    /// The file that says so, and its entry there.
    pub(super) known_from: String,
    /// When it was there, where the register says so.
    life: Option<RegisterBody>,
}

/// When a report is from, for who was there then.
#[derive(Clone, Copy, Debug)]
pub enum When {
    /// The visit's last day.
    Visited(Date),
    /// Only the day of publication is known.
    Published(Date),
    /// Nobody knows.
    Unknown,
}

/// A report may be published so many months after the visit: a council that ended in between is still its own.
/// Of the 289 real reports the latest came out 5 months after.
const MONTHS_TO_PUBLISH: i64 = 6;

impl Council {
    fn was_there(&self, when: When) -> bool {
        let on = |day| self.life.as_ref().is_none_or(|life| life.was_there(PartialDate::Day(day)));
        match when {
            When::Visited(day) => on(day),
            When::Published(day) => on(day) || day.checked_sub(MONTHS_TO_PUBLISH.months()).is_ok_and(on),
            When::Unknown => true,
        }
    }
}

/// A name in a text.
#[derive(Debug)]
pub(super) struct Named {
    /// Where it stands, in words.
    pub(super) at: Range<usize>,
    /// Who bears it; nobody where it is a place elsewhere.
    pub(super) who: Vec<usize>,
}

/// All councils that are known.
#[derive(Debug)]
pub struct Councils {
    all: Vec<Council>,
    automaton: Option<AhoCorasick>,
    /// Each name, in the order of the patterns, and who bears it.
    names: BTreeMap<String, Vec<usize>>,
    /// The same by the number of the pattern.
    bearers: Vec<Vec<usize>>,
}

impl Councils {
    /// Those of a site and its register.
    #[must_use]
    pub fn new(documents: &Documents) -> Self {
        Self::of(documents.authorities.values(), &documents.register)
    }

    /// Those of the program's register.
    #[must_use]
    pub fn shipped() -> Self {
        Self::of(std::iter::empty(), &Register::shipped())
    }

    fn of<'a>(authorities: impl Iterator<Item = &'a Authority>, register: &'a Register) -> Self {
        let mut all: Vec<Council> = Vec::new();
        let mut names: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
        let mut stand_for: BTreeMap<&str, usize> = BTreeMap::new();
        for authority in authorities {
            let number = all.len();
            let body = register.bodies.get(&authority.id).or_else(|| same_body(authority, register));
            if let Some(body) = body {
                stand_for.insert(&body.id, number);
            }
            let known_from = match &authority.file {
                Some(_) => content_path::of_authority(&authority.id),
                None => entry(register, &authority.id),
            };
            all.push(Council {
                id: authority.id.clone(),
                name: authority.name.clone(),
                known_from,
                life: body.cloned(),
            });
            for name in std::iter::once(&authority.name).chain(&authority.other_names) {
                // A name that the register does not know was made from a report, and the next may print it otherwise.
                let name = if body.is_some() { Words::new(name).joined } else { names::compared(name) };
                names.entry(name).or_default().insert(number);
            }
        }
        for body in register.bodies.values() {
            let number = stand_for.get(body.id.as_str()).copied().unwrap_or(all.len());
            if number == all.len() {
                let known_from = entry(register, &body.id);
                all.push(Council {
                    id: body.id.clone(),
                    name: body.name.clone(),
                    known_from,
                    life: Some(body.clone()),
                });
            }
            for name in std::iter::once(&body.name).chain(&body.other_names) {
                let who = names.entry(Words::new(name).joined).or_default();
                // A name that the site gives to an authority of its own is that one's alone.
                if !who.iter().any(|own| all.get(*own).is_some_and(|own| own.life.is_none())) {
                    who.insert(number);
                }
            }
        }
        forget_longer(&mut names);
        for place in register.bodies.values().flat_map(|body| &body.elsewhere) {
            names.entry(Words::new(place).joined).or_default();
        }
        names.remove("");
        let patterns: Vec<&String> = names.keys().collect();
        let automaton = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(&patterns).ok();
        let names: BTreeMap<String, Vec<usize>> =
            names.into_iter().map(|(name, who)| (name, who.into_iter().collect())).collect();
        let bearers = names.values().cloned().collect();
        Self { all, automaton, names, bearers }
    }

    /// The council of that number.
    pub(super) fn get(&self, number: usize) -> Option<&Council> {
        self.all.get(number)
    }

    /// The council of that id.
    #[must_use]
    pub fn by_id(&self, id: &str) -> Option<&Council> {
        self.all.iter().find(|council| council.id == id)
    }

    /// All ids.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.all.iter().map(|council| council.id.as_str())
    }

    /// The names of councils in a text, each written with a capital letter, whoever was there then.
    pub(super) fn named(&self, words: &Words<'_>, when: When) -> Vec<Named> {
        let Some(automaton) = &self.automaton else { return Vec::new() };
        let found = automaton.find_iter(&words.joined).filter_map(|found| {
            let at = words.whole(found.range())?;
            // `reading` in small letters is no town.
            let ends = [words.list.get(at.start)?, words.list.get(at.end.checked_sub(1)?)?];
            ends.iter().any(|word| word.capital).then_some(())?;
            let bearers = self.bearers.get(found.pattern().as_usize())?;
            let who = bearers.iter().copied().filter(|n| self.get(*n).is_some_and(|c| c.was_there(when))).collect();
            Some(Named { at, who })
        });
        found.collect()
    }

    /// Whether somebody bears a name, then or at another time.
    pub(super) fn has(&self, name: &str) -> bool {
        let names = [Words::new(name).joined, names::compared(name)];
        names.iter().any(|name| self.names.get(name).is_some_and(|who| !who.is_empty()))
    }
}

/// A body's entry in the register's file.
fn entry(register: &Register, id: &str) -> String {
    format!("{}, body `{id}`", if register.is_own { content_path::REGISTER } else { "register/england.toml" })
}

/// Takes out names that are a shorter one of the same council with the kind of body before it: at *Royal Borough of
/// Marrow* the search would stop, though the text goes on to another *Royal Borough of Marrow on Fenn*.
fn forget_longer(names: &mut BTreeMap<String, BTreeSet<usize>>) {
    let has_shorter = |name: &String, who: &BTreeSet<usize>| {
        let shorter = phrases(CouncilWord::Before).filter_map(|kind| name.strip_prefix(kind)?.strip_prefix(' '));
        shorter.into_iter().any(|shorter| names.get(shorter) == Some(who))
    };
    // Where another name begins it, that one would be found instead: *City of Marrow*, *City of Marrow Corporation*.
    let goes_on = |name: &String| {
        names.keys().any(|other| name.strip_prefix(other.as_str()).is_some_and(|rest| rest.starts_with(' ')))
    };
    let longer: Vec<String> = names
        .iter()
        .filter(|(name, who)| has_shorter(name, who) && !goes_on(name))
        .map(|(name, _)| name.clone())
        .collect();
    names.retain(|name, _| !longer.contains(name));
}

/// The body of the register that an authority with another id is: one code or the whole name is the same.
fn same_body<'r>(authority: &Authority, register: &'r Register) -> Option<&'r RegisterBody> {
    let same_code = |body: &&RegisterBody| {
        let same = |one: &crate::source::authority::AuthorityCode| {
            authority.codes.iter().any(|own| (&own.scheme, &own.value) == (&one.scheme, &one.value))
        };
        body.codes.iter().any(same)
    };
    let name = Words::new(&authority.name).joined;
    let same_name = |body: &&RegisterBody| {
        let one_of = std::iter::once(&body.name).chain(&body.other_names).any(|other| Words::new(other).joined == name);
        // Two bodies of one name were there at different times; the one that is there is meant.
        one_of && body.to.is_none()
    };
    let bodies = || register.bodies.values();
    bodies().find(same_code).or_else(|| bodies().find(same_name))
}
