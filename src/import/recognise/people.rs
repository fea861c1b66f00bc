//! Who inspected: names without titles, the lead first.

use super::opening::Opening;
use crate::import::extract::{Block, BlockKind};

/// Titles and other words behind or between names.
const TITLES: &[&str] = &[
    "one of Her Majesty's Inspectors",
    "one of His Majesty's Inspectors",
    "two of Her Majesty's inspectors",
    "all of whom are Her Majesty's Inspectors",
    "all of whom are His Majesty's Inspectors",
    "Senior Her Majesty's Inspector",
    "Senior His Majesty's Inspector",
    "Her Majesty's Inspectors (HMIs)",
    "Her Majesty's Inspectors (HMI)",
    "His Majesty's Inspectors (HMI)",
    "Her Majesty's Inspectors",
    "His Majesty's Inspectors",
    "Her Majesty's inspectors",
    "His Majesty's inspectors",
    "Her Majesty's Inspector",
    "His Majesty's Inspector",
    "Her Majesty's inspector",
    "His Majesty's inspector",
    "Senior HMI",
    "Ofsted Inspector",
    "Ofsted inspector",
    "Social Care Regulatory Inspector",
    "Regulatory Inspector",
    "HMIs",
    "HMI",
];

/// Phrases behind which the names of an opening sentence stand.
const LISTS: &[&str] = &[
    "The inspectors for this visit were ",
    "The inspectors were ",
    "Majesty's Inspectors for this visit were ",
    "Majesty's inspectors for this visit were ",
    "Majesty's Inspectors for the visit were ",
    "Majesty's Inspectors were ",
    "The visit was carried out by ",
    "The inspection was carried out by ",
];

/// Labels behind which one name stands.
const LEADS: &[&str] = &[
    "Lead inspector:",
    "Lead inspectors:",
    "Lead inspector on site:",
    "Reporting inspector:",
    "Reporting inspector",
    "Lead inspector",
];

/// Words with which a letter closes.
pub(super) const CLOSINGS: &[&str] = &["Yours sincerely", "Your sincerely", "Yours faithfully"];

/// The names that a report states: a list in its opening, a labelled lead, or who signed it.
///
/// `later` are the texts behind the opening: in long reports the team is named there.
pub(super) fn inspectors(opening: &Opening<'_>, later: &[&Block]) -> Vec<String> {
    let blocks: Vec<String> = opening.blocks.iter().map(|b| straight(&b.text)).collect();
    let listed = blocks.iter().find_map(|text| {
        LISTS.iter().find_map(|phrase| text.split_once(phrase).map(|(_, behind)| names(sentence(behind))))
    });
    if let Some(names) = listed.filter(|n| !n.is_empty()) {
        return names;
    }
    // A team is asked before a lead: it names the lead as well.
    let team = team(later);
    if !team.is_empty() {
        return team;
    }
    let all: Vec<String> = blocks.into_iter().chain(later.iter().map(|b| straight(&b.text))).collect();
    let lead = all.iter().enumerate().find_map(|(n, text)| {
        let (_, behind) = LEADS.iter().find_map(|label| text.split_once(label))?;
        let behind = behind.trim_start_matches([':', ' ']);
        // In a table, the label is a cell and the name is the next one.
        let line = if behind.is_empty() { all.get(n + 1).map(String::as_str).unwrap_or("") } else { behind };
        Some(names(line))
    });
    if let Some(names) = lead.filter(|n| !n.is_empty()) {
        return names;
    }
    let texts: Vec<&str> = later.iter().map(|b| b.text.as_str()).collect();
    signatory(&texts).into_iter().collect()
}

/// The people listed below a heading `Inspection team`, those called lead first.
fn team(later: &[&Block]) -> Vec<String> {
    let is_head = |b: &Block| {
        let text = b.text.to_lowercase();
        matches!(text.trim_end_matches(':'), "inspection team" | "the inspection team")
    };
    let below = later.iter().skip_while(|b| !is_head(b)).skip(1);
    // No team is larger; behind it stands the contents page or the report itself.
    let lines = below.take_while(|b| !matches!(b.kind, BlockKind::Heading { level: 1 })).take(12);
    let cells = lines.flat_map(|b| match &b.kind {
        BlockKind::Row { cells } => cells.clone(),
        _ => vec![b.text.clone()],
    });
    let mut leads = Vec::new();
    let mut others = Vec::new();
    for cell in cells.map(|c| straight(&c)) {
        let name = cell.split(',').next().unwrap_or("").trim();
        let name = ["Mr ", "Mrs ", "Ms ", "Miss ", "Dr "].iter().find_map(|t| name.strip_prefix(t)).unwrap_or(name);
        let inspects = cell.to_lowercase().contains("inspector") || cell.contains("HMI");
        if is_person(name) && inspects && cell.contains(',') {
            let list = if cell.to_lowercase().contains("lead") { &mut leads } else { &mut others };
            list.push(name.to_owned());
        }
    }
    leads.append(&mut others);
    leads
}

/// Who stands below the closing words of a letter, if that is an inspector: letters of several
/// inspectorates are signed by their directors.
fn signatory(later: &[&str]) -> Option<String> {
    let at = later.iter().rposition(|t| CLOSINGS.iter().any(|c| straight(t).contains(c)))?;
    // Between the closing words and the title stand a signature's space, the name and no more.
    let closing = straight(&later.iter().skip(at).take(4).copied().collect::<Vec<_>>().join("\n"));
    let after = CLOSINGS.iter().find_map(|c| closing.split_once(c))?.1;
    let name = names(after.trim_start_matches([',', ' ', '\n'])).into_iter().next()?;
    let (_, behind) = after.split_once(&name)?;
    let title: String = behind.chars().take(60).collect();
    TITLES.iter().any(|t| title.contains(t)).then_some(name)
}

fn straight(text: &str) -> String {
    text.replace(['’', '‘'], "'")
}

/// Up to the full stop that ends the sentence; initials and `St.` do not.
fn sentence(text: &str) -> &str {
    let ended = text.match_indices(". ").find_map(|(at, _)| {
        let before = text.get(..at)?;
        let word = before.rsplit(' ').next()?;
        (word.chars().count() > 2).then_some(before)
    });
    ended.unwrap_or_else(|| text.trim_end_matches('.'))
}

/// The names in a list such as `A B HMI, C D, Her Majesty's Inspector, and E F`.
fn names(list: &str) -> Vec<String> {
    let mut text = list.to_owned();
    for title in TITLES {
        text = text.replace(title, ",");
    }
    text.replace(" and ", ",")
        .split([',', ';', '\n', '(', ')'])
        .map(|part| part.trim().trim_matches('.').trim().to_owned())
        .take_while(|part| part.is_empty() || is_person(part))
        .filter(|part| !part.is_empty())
        .collect()
}

/// Two to four words that begin with a capital.
fn is_person(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    let capital = |w: &str| w.starts_with(char::is_uppercase) || ["de", "van", "von", "al"].contains(&w);
    (2..=4).contains(&words.len())
        && words.iter().all(|w| capital(w))
        && !text.contains(|c: char| c.is_ascii_digit() || c == ':')
}

#[cfg(test)]
mod tests {
    use super::names;

    #[test]
    fn titles_are_left_out() {
        assert_eq!(
            names("Ada Coldharbour HMI, Dev Ironside-Huw, Her Majesty's Inspector, and Jo O'Larkspur HMI"),
            ["Ada Coldharbour", "Dev Ironside-Huw", "Jo O'Larkspur"]
        );
        assert_eq!(names("Ada Coldharbour, His Majesty's Inspector"), ["Ada Coldharbour"]);
        assert!(names("three of them").is_empty());
    }
}
