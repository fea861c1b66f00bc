//! Which council a report is about.
//!
//! Places of a report are asked in the order in which they are sure: its titles, the phrases that its framework
//! gives, sentences that say what was inspected, whom it is addressed to, and last which council its opening
//! names most. The first place that names one decides; where it names several, the one that the opening names
//! most; where these are equal, nobody can say. A council that is known (`import/councils.rs`) counts wherever it is
//! named, another only where the report states it as the inspected body (`stated_name.rs`).

use std::collections::BTreeMap;

use super::fact_words::{FactWord, begins};
use super::opening::Opening;
use super::plan::words::{PaperWord, holds};
use super::seen_council::{Line, Place, Seen, by};
use super::stated_name::{is_no_name, stated_name};
use super::why::Why;
use crate::import::council_words::{CouncilWord, behind_any, is, line_of, longest, longest_and_line};
use crate::import::councils::{Councils, Named, When};
use crate::import::extract::{Block, BlockKind, FurnitureKind};
use crate::import::names;
use crate::import::words::Words;
use crate::phrases;
use crate::source::{Framework, Nature};

/// What a report says of its council.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Found {
    /// One that is known: its number among the councils.
    Known(usize),
    /// One that no list knows, by its name.
    Stated(String),
    /// It names these, one as often as the other.
    Several(Vec<String>),
    /// It names none.
    Nobody,
}

/// In words. Titles of joint inspections, with their subject and council, come to 35; what is longer is a paragraph.
const LONGEST_TITLE: usize = 40;

/// In words. A council's name alone, with what is said of its kind, is no longer.
const LONGEST_NAME_LINE: usize = 12;

/// In words: `the royal borough of`.
const LONGEST_KIND: usize = 4;

/// Fewer mentions than this in an opening without any surer place are no more than mentions.
const FEWEST_MENTIONS: usize = 2;

/// The council of a report.
pub(super) fn council<'l>(
    opening: &Opening<'l>,
    framework: &Framework,
    councils: &Councils,
    when: When,
    why: &mut Vec<Why>,
) -> Found {
    let mut lines: Vec<Line<'l>> = lines(opening, councils, when);
    if framework.nature() == Nature::Update {
        for line in &mut lines {
            line.heads_paper = heads_paper(line);
        }
    }
    let places: [&dyn Fn() -> Place<'l>; 6] = [
        &|| titles(&lines),
        &|| framework_phrases(&lines, framework),
        &|| sentences(&lines),
        &|| addressee(&lines),
        &|| lone_names(&lines),
        &|| mentions(&lines),
    ];
    for place in places {
        let Place { known, stated } = place();
        if !known.is_empty() {
            let who: Vec<usize> = known.iter().map(|seen| seen.who).collect();
            let found = most_named(&who, &lines, councils);
            why.extend(known.iter().find(|seen| found == Found::Known(seen.who)).and_then(|seen| seen.why(councils)));
            return found;
        }
        // Who ended before the visit is still no new council, and a part of a name is not the whole.
        if let Some((name, block)) = stated.filter(|(name, _)| !councils.has(name) && !is_part(name, &lines)) {
            let name = names::display(&name);
            why.push(Why::new(
                block,
                format!("the council {name}, as it is stated here: the register has none of this name"),
            ));
            return Found::Stated(name);
        }
    }
    Found::Nobody
}

/// Whether a name is only part of one that a known council bears.
fn is_part(name: &str, lines: &[Line<'_>]) -> bool {
    let wanted = names::compared(name);
    lines.iter().any(|line| {
        line.named
            .iter()
            .any(|one| one.at.clone().any(|n| line.words.stands(n, &wanted).is_some_and(|end| end <= one.at.end)))
    })
}

fn lines<'a>(opening: &Opening<'a>, councils: &Councils, when: When) -> Vec<Line<'a>> {
    let blocks = opening.all.iter().filter(|block| {
        !matches!(
            block.kind,
            BlockKind::Furniture {
                why: FurnitureKind::PageNumber | FurnitureKind::Contents | FurnitureKind::FootnoteMark
            }
        )
    });
    let line = |block: &&'a Block| {
        let words = Words::new(&block.text);
        let mut named = councils.named(&words, when);
        named.retain(|one| !one.who.is_empty() && !is_of_another(&words, one));
        let greets = begins(FactWord::Salutation, &block.text);
        Line { block, words, greets, named, heads_paper: false }
    };
    blocks.map(line).collect()
}

/// Whether the name is part of another: of a police force, a street, a person, or of a longer name.
fn is_of_another(words: &Words<'_>, named: &Named) -> bool {
    let is_apart = |n: usize| words.list.get(n).is_none_or(|word| word.parted || word.ends);
    let capital = |n: usize| {
        words.list.get(n).is_some_and(|word| word.capital) && !words.word(n).starts_with(|c: char| c.is_ascii_digit())
    };
    let expected = |n: usize| {
        let word = words.word(n);
        is_no_name(words, n)
            || [CouncilWord::Kind, CouncilWord::Of, CouncilWord::Follows, CouncilWord::Joins]
                .iter()
                .any(|list| is(*list, word))
    };
    if let Some(before) = named.at.start.checked_sub(1).filter(|before| !is_apart(*before)) {
        let word = words.word(before);
        if is(CouncilWord::Person, word)
            || capital(before) && (is(CouncilWord::Part, word) || !(expected(before) || of_kind(words, named.at.start)))
        {
            return true;
        }
    }
    let mut n = named.at.end;
    if named.at.end.checked_sub(1).is_none_or(is_apart) {
        return false;
    }
    if is(CouncilWord::Street, words.word(n)) && capital(n) {
        return true;
    }
    // `Fenn and Marrow Police` is neither Fenn nor Marrow.
    let first = n;
    while capital(n) || is(CouncilWord::Joins, words.word(n)) && n - first < LONGEST_NAME_LINE {
        if longest(words, n, CouncilWord::Behind).is_some() || is(CouncilWord::Kind, words.word(n)) {
            return false;
        }
        if longest(words, n, CouncilWord::Other).is_some() {
            return true;
        }
        if is_apart(n) {
            break;
        }
        n += 1;
    }
    capital(first) && !expected(first)
}

/// Whether words that say the kind of body end before a word: `Royal Borough of`.
fn of_kind(words: &Words<'_>, end: usize) -> bool {
    (end.saturating_sub(LONGEST_KIND)..end.saturating_sub(1))
        .any(|from| longest(words, from, CouncilWord::Before) == Some(end))
}

/// Titles, headers and footers; and lines that are nothing but a council's name.
fn titles<'l>(lines: &[Line<'l>]) -> Place<'l> {
    let mut place = Place::default();
    let addressed = lines.get(..dear(lines).unwrap_or(0)).unwrap_or_default();
    for (number, line) in lines.iter().enumerate() {
        if let Some(says) = title_words(line) {
            line.named.iter().for_each(|one| place.add(line, one, &by("its title", Some(says))));
            // The last of a line: a title says first what was looked at, then where.
            let of = (0..line.words.list.len()).rev().filter(|n| is(CouncilWord::Of, line.words.word(*n)));
            place.add_stated(line, of.into_iter().find_map(|n| stated_name(&line.words, n + 1)));
        } else if number >= addressed.len() && line.heads_paper {
            line.named.iter().for_each(|one| place.add(line, one, "the title of a council's paper"));
        } else if number >= addressed.len() && is_name_alone(line) {
            line.named.iter().for_each(|one| place.add(line, one, "a line that is its name alone"));
        }
    }
    if place.stated.is_none() && place.known.is_empty() {
        let name = lines.iter().skip(addressed.len()).find_map(|line| whole_name(line, true));
        place.stated = name;
    }
    place
}

/// `Wexmere Council: action plan`, and `Wexmere Council, 3 March`.
fn heads_paper(line: &Line<'_>) -> bool {
    let first = line.named.first().is_some_and(|named| named.at.start == 0);
    let short = line.words.list.len() <= LONGEST_NAME_LINE;
    let is_row = matches!(line.block.kind, BlockKind::Row { .. });
    short && (first || holds(PaperWord::Title, &line.block.text).is_some()) && !is_row
}

/// The line of the words by which a line is a title.
fn title_words(line: &Line<'_>) -> Option<&'static phrases::Place> {
    let words = &line.words;
    let ends_as_sentence =
        matches!(line.block.kind, BlockKind::Paragraph | BlockKind::Item { .. } | BlockKind::Numbered { .. })
            && words.list.iter().filter(|word| word.ends).count() > 1;
    let count = words.list.len();
    let may_be = count <= LONGEST_TITLE && !ends_as_sentence && !matches!(line.block.kind, BlockKind::Row { .. });
    let says = || (0..count).find_map(|n| longest_and_line(words, n, CouncilWord::Title));
    may_be.then(says).flatten().map(|(_, line)| line)
}

/// Whether a line is a known council's name and what is said of its kind, no more.
fn is_name_alone(line: &Line<'_>) -> bool {
    let words = &line.words;
    let count = words.list.len();
    let [named] = line.named.as_slice() else { return false };
    let before = named.at.start == 0 || behind_any(words, 0, CouncilWord::Before) == Some(named.at.start);
    let mut n = named.at.end;
    while n < count && is(CouncilWord::Kind, words.word(n)) {
        n += 1;
    }
    let behind = n == count
        || behind_any(words, n, CouncilWord::Behind) == Some(count)
        || behind_any(words, named.at.end, CouncilWord::Behind) == Some(count);
    count <= LONGEST_NAME_LINE && before && behind
}

/// The name that a line is, where no list knows it. With `says_kind`, it has to say that it is a council's.
fn whole_name<'l>(line: &Line<'l>, says_kind: bool) -> Option<(String, &'l Block)> {
    let words = &line.words;
    let fits = matches!(line.block.kind, BlockKind::Heading { .. } | BlockKind::Paragraph) && line.named.is_empty();
    let name = stated_name(words, 0).filter(|_| fits && words.list.len() <= LONGEST_NAME_LINE)?;
    let whole = name.at.end == words.list.len() && (name.says_kind || !says_kind);
    whole.then(|| (words.as_printed(name.at), line.block))
}

/// What stands where the framework's phrases have a name.
fn framework_phrases<'l>(lines: &[Line<'l>], framework: &Framework) -> Place<'l> {
    let mut place = Place::default();
    for phrase in &framework.authority {
        let before = Words::new(phrase.before()).joined;
        for line in lines {
            let words = &line.words;
            let Some(at) = (0..words.list.len()).find_map(|n| words.stands(n, &before)) else { continue };
            let near = |one: &&Named| one.at.start >= at && one.at.start - at <= LONGEST_NAME_LINE;
            let by = || format!("the words “{}” ({})", phrase.before(), framework.file());
            line.named.iter().find(near).into_iter().for_each(|one| place.add(line, one, &by()));
            place.add_stated(line, stated_name(words, at));
        }
        if !place.known.is_empty() || place.stated.is_some() {
            return place;
        }
    }
    place
}

/// Sentences that say what was inspected, with the council behind `of`, `to`, `in`.
fn sentences<'l>(lines: &[Line<'l>]) -> Place<'l> {
    let mut place = Place::default();
    for line in lines.iter().filter(|line| {
        matches!(line.block.kind, BlockKind::Paragraph | BlockKind::Heading { .. } | BlockKind::Numbered { .. })
    }) {
        let words = &line.words;
        let of = |n: usize| is(CouncilWord::Of, words.word(n));
        for one in &line.named {
            let sentence = (0..one.at.start).rev().take_while(|n| !words.list.get(*n).is_some_and(|word| word.ends));
            let says = sentence.into_iter().find_map(|n| line_of(CouncilWord::Sentence, words.word(n)));
            let begin = one.at.start;
            let lead = (begin.saturating_sub(4)..begin)
                .any(|n| of(n) && (n + 1 == begin || longest(words, n + 1, CouncilWord::Before) == Some(begin)));
            let led = (begin.saturating_sub(LONGEST_NAME_LINE)..begin).find_map(|n| {
                let (end, line) = longest_and_line(words, n, CouncilWord::Leads)?;
                (end == begin || longest(words, end, CouncilWord::Before) == Some(begin)).then_some(line)
            });
            if let Some(says) = led.or(says.filter(|_| lead)) {
                place.add(line, one, &by("a sentence that says what was inspected", Some(says)));
            }
        }
    }
    if place.known.is_empty() {
        place.stated = stated_in_sentence(lines);
    }
    place
}

/// A name that a sentence leads to outright, and that the opening prints a second time.
fn stated_in_sentence<'l>(lines: &[Line<'l>]) -> Option<(String, &'l Block)> {
    let mut found = lines.iter().flat_map(|line| {
        let words = &line.words;
        (0..words.list.len()).filter_map(move |n| {
            let name = stated_name(words, longest(words, n, CouncilWord::Leads)?)?;
            Some((words.as_printed(name.at), line.block))
        })
    });
    found.find(|(name, _)| times_printed(lines, name) > 1)
}

/// How often a name stands in the opening.
fn times_printed(lines: &[Line<'_>], name: &str) -> usize {
    let wanted = names::compared(name);
    let times = |line: &Line<'_>| {
        let found = line.words.joined.match_indices(&wanted);
        found.filter(|(at, found)| line.words.whole(*at..at + found.len()).is_some()).count()
    };
    if wanted.is_empty() { 0 } else { lines.iter().map(times).sum() }
}

/// A line that is a name and says nothing of its kind: only where the opening says elsewhere that it is a place.
fn lone_names<'l>(lines: &[Line<'l>]) -> Place<'l> {
    let is_place = |name: &str| {
        let wanted = names::compared(name);
        lines.iter().any(|line| {
            let words = &line.words;
            (0..words.list.len()).any(|n| {
                let stands = words.stands(n, &wanted);
                let led = n > 0 && is(CouncilWord::Within, words.word(n - 1));
                stands.is_some_and(|end| led || longest(words, end, CouncilWord::Behind).is_some())
            })
        })
    };
    Place {
        known: Vec::new(),
        stated: lines.iter().filter_map(|line| whole_name(line, false)).find(|(name, _)| is_place(name)),
    }
}

/// The councils in `Dear`, else those above it that are called a council: an address names a town as well, and
/// letters to a county may go to the city in it.
fn addressee<'l>(lines: &[Line<'l>]) -> Place<'l> {
    let Some(dear) = dear(lines) else { return Place::default() };
    let mut place = Place::default();
    let mut add = |lines: &[Line<'l>], called: bool, by: &str| {
        for line in lines {
            let fits = line.named.iter().filter(|one| !called || is_called_council(&line.words, one));
            fits.for_each(|one| place.add(line, one, by));
        }
        place.known.is_empty()
    };
    if add(lines.get(dear..=dear).unwrap_or_default(), false, "whom the letter greets") {
        add(lines.get(..dear).unwrap_or_default(), true, "whom the letter is addressed to");
    }
    place.stated = lines.iter().take(dear).find_map(|line| whole_name(line, true));
    place
}

/// The line with which a letter greets: what stands above it is an address.
fn dear(lines: &[Line<'_>]) -> Option<usize> {
    lines.iter().position(|line| line.greets)
}

/// Whether words beside a name say that it is a council's.
fn is_called_council(words: &Words<'_>, named: &Named) -> bool {
    longest(words, named.at.end, CouncilWord::Behind).is_some() || of_kind(words, named.at.start)
}

/// The council that the opening names most.
fn mentions<'l>(lines: &[Line<'l>]) -> Place<'l> {
    let counts = counts(lines);
    let most = counts.values().copied().max().unwrap_or(0);
    let mut place = Place::default();
    for (who, _) in counts.into_iter().filter(|(_, times)| *times == most && most >= FEWEST_MENTIONS) {
        let first = lines.iter().find(|line| line.named.iter().any(|one| one.who.contains(&who)));
        let by = format!("{most} mentions on the first pages, more than of any other");
        place.known.extend(first.map(|line| Seen { who, block: line.block, by }));
    }
    place
}

/// How often the opening names each council, but for the sender's address.
fn counts(lines: &[Line<'_>]) -> BTreeMap<usize, usize> {
    let mut counts = BTreeMap::new();
    let text = lines.iter().filter(|line| {
        !matches!(line.block.kind, BlockKind::Furniture { why: FurnitureKind::Letterhead | FurnitureKind::Imprint })
    });
    for who in text.flat_map(|line| &line.named).flat_map(|one| &one.who) {
        *counts.entry(*who).or_default() += 1;
    }
    counts
}

/// Of the councils that one place names, the one that it and the opening name most.
fn most_named(known: &[usize], lines: &[Line<'_>], councils: &Councils) -> Found {
    let counts = counts(lines);
    let mut ranked: BTreeMap<usize, (usize, usize)> = BTreeMap::new();
    for who in known {
        ranked.entry(*who).or_insert((0, counts.get(who).copied().unwrap_or(0))).0 += 1;
    }
    // What the opening names decides, then what the place itself names.
    let rank = |(here, all): (usize, usize)| (all, here);
    let most = ranked.values().copied().map(rank).max();
    let best: Vec<usize> = ranked.iter().filter(|(_, n)| Some(rank(**n)) == most).map(|(who, _)| *who).collect();
    match best.as_slice() {
        [] => Found::Nobody,
        [one] => Found::Known(*one),
        several => Found::Several(
            several.iter().filter_map(|n| councils.get(*n)).map(|council| council.name.clone()).collect(),
        ),
    }
}
