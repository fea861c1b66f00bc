//! What of the notes the program reads so, and with which certainty that can be said.

use std::collections::BTreeMap;
use std::env;
use std::fmt;

use throughline::looks_back::{Extent, Matter, VerdictSource};
use throughline::source::words::{Direction, Verdict};

use crate::council::{Council, Read};
use crate::notes::{Noted, Notes};

/// How many are right, of how many.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Count {
    right: usize,
    of: usize,
}

/// A share that a test asks for.
pub(crate) struct Share {
    pub(crate) name: &'static str,
    pub(crate) right: usize,
    pub(crate) of: usize,
    /// In hundredths.
    pub(crate) at_least: usize,
}

/// What was measured.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Measured {
    found: Count,
    passages: Count,
    precise: Count,
    verdict: Count,
    inspection: Count,
    extent: Count,
    extent_open: usize,
    direction: Count,
    near: Count,
    missing: usize,
}

impl Measured {
    pub(crate) fn of(council: &Council, notes: &Notes) -> Self {
        let mut m = Self { missing: council.missing.len(), ..Self::default() };
        for missing in &council.missing {
            println!("not imported: {}", notes.reports[missing]);
        }
        let mut passages: BTreeMap<(&str, &str), bool> = BTreeMap::new();
        for noted in notes.look_backs.iter().filter(|n| !n.is_fact()) {
            let is_found = council.read.iter().any(|r| r.is_at(&noted.place));
            *passages.entry((&noted.place.report, &noted.place.block)).or_default() |= is_found;
            let read: Vec<&Read> = council.read.iter().filter(|r| r.is_at(&noted.place)).collect();
            m.found.note(!read.is_empty());
            // A sentence that says two things is read twice: the half that fits best is this note's.
            let Some(read) = read.iter().max_by_key(|r| (verdict_fits(noted, r), extent_fits(noted, r))) else {
                show("not found", noted, None);
                continue;
            };
            m.score("verdict", |m| &mut m.verdict, Some(verdict_fits(noted, read)), noted, read);
            m.score("inspection", |m| &mut m.inspection, inspection_fits(noted, read, notes), noted, read);
            let open = read.look_back.extent.is_none() && noted.is("extent") != "-";
            let counted = (noted.is("matter") == "areas" && !open).then(|| extent_fits(noted, read));
            m.extent_open += usize::from(noted.is("matter") == "areas" && open);
            m.score("extent", |m| &mut m.extent, counted, noted, read);
            m.score("direction", |m| &mut m.direction, direction_fits(noted, read), noted, read);
        }
        passages.values().for_each(|found| m.passages.note(*found));
        for read in &council.read {
            let is_noted = notes.look_backs.iter().find(|n| read.is_at(&n.place));
            let only_fact = is_noted.is_some_and(Noted::is_fact);
            // A bare fact read as the judgement of then is neither right nor wrong.
            if only_fact && read.look_back.matter == Matter::Judgement && read.look_back.verdict.is_none() {
                continue;
            }
            m.precise.note(is_noted.is_some() && !only_fact);
            if is_noted.is_none() || only_fact {
                print_read("too much", read);
            }
        }
        for near in &notes.near {
            m.near.note(!council.read.iter().any(|r| r.is_at(near)));
        }
        m
    }

    fn score(
        &mut self,
        what: &str,
        count: impl Fn(&mut Self) -> &mut Count,
        fits: Option<bool>,
        noted: &Noted,
        read: &Read,
    ) {
        let Some(fits) = fits else { return };
        count(self).note(fits);
        if !fits {
            show(what, noted, Some(read));
        }
    }

    /// How many sentences were noted that look back.
    pub(crate) fn noted(&self) -> usize {
        self.found.of
    }

    pub(crate) fn add(&mut self, other: Self) {
        for (sum, one) in [
            (&mut self.found, other.found),
            (&mut self.passages, other.passages),
            (&mut self.precise, other.precise),
            (&mut self.verdict, other.verdict),
            (&mut self.inspection, other.inspection),
            (&mut self.extent, other.extent),
            (&mut self.direction, other.direction),
            (&mut self.near, other.near),
        ] {
            sum.right += one.right;
            sum.of += one.of;
        }
        self.missing += other.missing;
        self.extent_open += other.extent_open;
    }

    /// What the test asks for: a little less than was reached on the councils of `dev.txt` (17 of them, one reader
    /// each) when this was written, so that no rule makes it worse unseen.
    pub(crate) fn shares(&self) -> impl Iterator<Item = Share> {
        let share = |name, Count { right, of }, at_least| Share { name, right, of, at_least };
        [
            share("found", self.found, 80),
            share("in its passage", self.passages, 88),
            share("precise", self.precise, 94),
            share("verdict", self.verdict, 84),
            share("earlier inspection", self.inspection, 94),
            share("extent", self.extent, 85),
        ]
        .into_iter()
    }
}

impl fmt::Display for Measured {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "  found               {}", self.found)?;
        writeln!(f, "  in its passage      {}", self.passages)?;
        writeln!(f, "  precise             {}", self.precise)?;
        writeln!(f, "  verdict             {}", self.verdict)?;
        writeln!(f, "  earlier inspection  {}", self.inspection)?;
        writeln!(f, "  extent              {}; left open {}", self.extent, self.extent_open)?;
        writeln!(f, "  direction           {}", self.direction)?;
        writeln!(f, "  near misses left    {}", self.near)?;
        if self.missing > 0 {
            writeln!(f, "  reports not imported: {}", self.missing)?;
        }
        Ok(())
    }
}

impl Count {
    pub(crate) fn add(&mut self, other: Self) {
        self.right += other.right;
        self.of += other.of;
    }

    pub(crate) fn note(&mut self, right: bool) {
        self.of += 1;
        self.right += usize::from(right);
    }

    /// Wilson's interval at 95 %, in hundredths.
    #[expect(clippy::cast_precision_loss, reason = "counts of sentences are small")]
    fn interval(self) -> (f64, f64) {
        const Z: f64 = 1.96;
        let (n, p) = (self.of as f64, self.right as f64 / self.of as f64);
        let middle = p + Z * Z / (2.0 * n);
        let around = Z * (p * (1.0 - p) / n + Z * Z / (4.0 * n * n)).sqrt();
        let whole = 1.0 + Z * Z / n;
        (100.0 * (middle - around) / whole, 100.0 * (middle + around) / whole)
    }
}

impl fmt::Display for Count {
    #[expect(clippy::cast_precision_loss, reason = "counts of sentences are small")]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.of == 0 {
            return f.write_str("none");
        }
        let (low, high) = self.interval();
        let share = 100.0 * self.right as f64 / self.of as f64;
        write!(f, "{:>4} of {:>4}: {share:.1} % ({low:.1} to {high:.1})", self.right, self.of)
    }
}

fn verdict_fits(noted: &Noted, read: &Read) -> bool {
    let said = match noted.is("verdict") {
        "partly" => Some(Verdict::PartlyMet),
        word => Verdict::parse(word),
    };
    let read = &read.look_back;
    // Where most or some are met, readers wrote *partly* of the set or *met* of those: it is one statement.
    let of_a_share =
        matches!(noted.is("extent"), "most" | "some") && matches!(read.extent, Some(Extent::Most | Extent::Some));
    let credit = |verdict| matches!(verdict, Some(Verdict::Met | Verdict::PartlyMet));
    // A verdict that stands in a sentence beside it was noted there.
    let beside = read.verdict_source == Some(VerdictSource::Neighbour) && said.is_none();
    read.verdict == said || beside || (of_a_share && credit(read.verdict) && credit(said))
}

/// Whether the right report is meant; nothing where the sentence names none. Of an inspection that is not
/// among the council's reports none may be meant, unless the words are read as that year's.
fn inspection_fits(noted: &Noted, read: &Read, notes: &Notes) -> Option<bool> {
    let about = noted.is("about");
    if about == "-" {
        return None;
    }
    if let Some(years) = about.strip_prefix('?') {
        let read_so = read.look_back.about.dates.iter().map(ToString::to_string);
        let dated = !years.is_empty() && read_so.into_iter().any(|d| years.split(',').any(|y| d.starts_with(y)));
        return Some(read.meant.is_empty() || dated);
    }
    let mut meant: Vec<&str> = about.split(',').filter(|name| notes.reports.contains_key(*name)).collect();
    let mut read: Vec<&str> = read.meant.iter().map(String::as_str).collect();
    meant.sort_unstable();
    read.sort_unstable();
    Some(meant == read)
}

fn extent_fits(noted: &Noted, read: &Read) -> bool {
    match (noted.is("extent"), read.look_back.extent) {
        ("one", Some(Extent::One)) | ("all", Some(Extent::All)) | ("most", Some(Extent::Most)) | ("-", None) => true,
        // `Both areas`, `two of the areas`: what is counted may be all there were or some of them.
        (word, extent) if word.starts_with("n=") => matches!(extent, Some(Extent::All | Extent::Some)),
        ("some", Some(Extent::Some)) => true,
        _ => false,
    }
}

/// Whether the direction is read as it was noted, where one was.
fn direction_fits(noted: &Noted, read: &Read) -> Option<bool> {
    let said = match noted.is("dir") {
        "better" => Some(Direction::Better),
        "worse" => Some(Direction::Worse),
        "same" => None,
        _ => return None,
    };
    Some(read.look_back.direction == said)
}

fn show(what: &str, noted: &Noted, read: Option<&Read>) {
    if env::var_os("THROUGHLINE_SHOW").is_some() {
        let fields = ["about", "matter", "verdict", "extent", "dir"].map(|key| format!("{key}={}", noted.is(key)));
        println!("  {what}: {} {} {}", noted.place.report, noted.place.sentence, fields.join(" "));
        read.iter().for_each(|read| print_read("    read", read));
    }
}

fn print_read(what: &str, read: &Read) {
    if env::var_os("THROUGHLINE_SHOW").is_some() {
        let b = &read.look_back;
        println!(
            "  {what}: {} {:?} {:?} {:?} {:?} meant {:?} cue “{}” about “{}” {:?}\n      {}",
            read.report,
            b.matter,
            b.verdict,
            b.extent,
            b.direction,
            read.meant,
            b.cue,
            b.about.words,
            b.about.dates,
            b.text
        );
        for fired in b.fired.iter().filter(|_| env::var("THROUGHLINE_SHOW").is_ok_and(|v| v == "why")) {
            println!("          {fired}");
        }
    }
}
