//! A line of the opening, and the councils that one place of a report names.

use super::stated_name::StatedName;
use super::why::Why;
use crate::import::councils::{Councils, Named};
use crate::import::extract::Block;
use crate::import::words::Words;
use crate::phrases;

/// A line of the opening.
pub(super) struct Line<'a> {
    pub(super) block: &'a Block,
    pub(super) words: Words<'a>,
    /// Whether a letter greets here.
    pub(super) greets: bool,
    /// The councils that it names, but for those whose name is part of another.
    pub(super) named: Vec<Named>,
    /// Whether it is the title of a council's paper, or begins with the council's name as such papers do.
    pub(super) heads_paper: bool,
}

/// What one place of a report says.
#[derive(Debug, Default)]
pub(super) struct Place<'l> {
    /// Known councils, each as often as it is named there.
    pub(super) known: Vec<Seen<'l>>,
    /// The first other name there, and where.
    pub(super) stated: Option<(String, &'l Block)>,
}

/// A known council where it is named.
#[derive(Debug)]
pub(super) struct Seen<'l> {
    pub(super) who: usize,
    pub(super) block: &'l Block,
    /// What the block is that names it, and by which words of which file.
    pub(super) by: String,
}

impl Seen<'_> {
    pub(super) fn why(&self, councils: &Councils) -> Option<Why> {
        let council = councils.get(self.who)?;
        let (name, known_from) = (&council.name, &council.known_from);
        Some(Why::new(self.block, format!("the council {name}, by {}; the name is from {known_from}", self.by)))
    }
}

impl<'l> Place<'l> {
    pub(super) fn add(&mut self, line: &Line<'l>, named: &Named, by: &str) {
        self.known.extend(named.who.iter().map(|who| Seen { who: *who, block: line.block, by: by.to_owned() }));
    }

    pub(super) fn add_stated(&mut self, line: &Line<'l>, name: Option<StatedName>) {
        if self.stated.is_none() {
            self.stated = name.map(|name| (line.words.as_printed(name.at), line.block));
        }
    }
}

/// What a block is, and the line of the words that say so.
pub(super) fn by(what: &str, line: Option<&phrases::Place>) -> String {
    line.map_or_else(|| what.to_owned(), |line| format!("{what} ({line})"))
}
