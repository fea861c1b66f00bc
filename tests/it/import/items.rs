//! What reports ask for, against what a reader noted of samples that were drawn by a seed: `tests/items/README.txt`.

use std::collections::BTreeSet;
use std::fs;

use sha2::{Digest, Sha256};
use throughline::import::recognise::Recognised;
use throughline::source::words::Kind;

use super::{Imported, real};
use crate::site::repository;

/// How many words an item's first and last fingerprint take.
const ENDS: usize = 7;

/// An item by what it is and three fingerprints: of the whole, its first words and its last.
struct Print {
    kind: Kind,
    of: [String; 3],
}

impl Print {
    fn of(kind: Kind, text: &str) -> Self {
        let words: Vec<&str> = text.split_whitespace().collect();
        let ends = [&words[..words.len().min(ENDS)], &words[words.len().saturating_sub(ENDS)..]];
        Self { kind, of: [fingerprint(text), fingerprint(&ends[0].join(" ")), fingerprint(&ends[1].join(" "))] }
    }

    fn noted(line: &str) -> Self {
        let words: Vec<&str> = line.split_whitespace().collect();
        let [kind, of @ ..] = words.as_slice() else { panic!("an empty line") };
        let kind = match *kind {
            "R" => Kind::Recommendation,
            "P" => Kind::PriorityAction,
            other => panic!("what is `{other}`?"),
        };
        let of: [&str; 3] = of.try_into().unwrap_or_else(|_| panic!("`{line}` has no three fingerprints"));
        Self { kind, of: of.map(str::to_owned) }
    }

    fn is(&self, other: &Self) -> bool {
        self.kind == other.kind && self.of.iter().zip(&other.of).any(|(one, other)| one == other)
    }
}

/// The first 12 digits of the SHA-256 of the letters a to z and digits, in lower case.
fn fingerprint(text: &str) -> String {
    let letters: String = text.to_lowercase().chars().filter(char::is_ascii_alphanumeric).collect();
    Sha256::digest(letters).iter().take(6).map(|byte| format!("{byte:02x}")).collect()
}

/// What a report asks for, in its order.
fn asked(report: &Recognised) -> Vec<(Print, String)> {
    let asks = report.sections.iter().filter(|s| matches!(s.kind, Kind::Recommendation | Kind::PriorityAction));
    let items = asks.flat_map(|section| section.items.iter().map(move |item| (section.kind, item)));
    let whole = |item: &throughline::import::recognise::Item| {
        let children = item.children.iter().map(|child| child.text.as_str());
        std::iter::once(item.text.as_str()).chain(children).collect::<Vec<_>>().join(" ")
    };
    items.map(|(kind, item)| (Print::of(kind, &whole(item)), item.text.clone())).collect()
}

fn recognised<'r>(sets: &[&'r Imported], path: &str) -> &'r Recognised {
    let fate = sets.iter().flat_map(|set| &set.fates).find(|fate| fate.path.ends_with(path));
    fate.and_then(|fate| fate.recognised.as_ref()).unwrap_or_else(|| panic!("{path} was not read"))
}

#[test]
fn everything_that_a_sample_asks_for_is_found_and_nothing_else() {
    let Some(real) = real() else { return };
    let folder = repository().join("tests/items");
    let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut samples = 0;
    let (mut noted, mut read, mut found, mut whole) = (0, 0, 0, 0);
    let mut wrong = Vec::new();
    for file in files.filter(|f| f.file_name().unwrap().to_str().unwrap().starts_with("sample-")) {
        if file.extension().is_none_or(|e| e != "txt") {
            continue;
        }
        samples += 1;
        let text = fs::read_to_string(file).unwrap();
        for part in text.split("report ").skip(1) {
            let (path, prints) = part.split_once('\n').unwrap();
            let items = asked(recognised(&[&real.pdfs, &real.second], path));
            let mut taken = BTreeSet::new();
            for print in prints.lines().filter(|line| !line.is_empty()).map(Print::noted) {
                noted += 1;
                let is = |n: &usize| !taken.contains(n) && items[*n].0.is(&print);
                match (0..items.len()).find(is) {
                    Some(n) => {
                        found += 1;
                        whole += usize::from(items[n].0.of[0] == print.of[0]);
                        taken.insert(n);
                    }
                    None => wrong.push(format!("{path}: {} was not found", print.of[0])),
                }
            }
            read += items.len();
            let more = items.iter().enumerate().filter(|(n, _)| !taken.contains(n));
            wrong.extend(more.map(|(_, (_, text))| format!("{path}: nobody noted `{text}`")));
        }
    }
    println!("{samples} samples: found {found} of {noted} noted, {whole} word for word; {read} were read");
    assert!(samples > 0 && noted > 0);
    assert!(wrong.is_empty() && whole == noted, "{whole} of {noted} word for word\n{}", wrong.join("\n"));
}
