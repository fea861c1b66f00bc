//! What is doubtful in the sections of a report once all of it was read.

use super::section_words::{behind_sign, is_lone_sign, leads_in, looks_back_only, says_none};
use super::unsure::ListDoubt;
use super::{Item, Section, Unsure};
use crate::source::words::Kind;

/// So many paragraphs among the items of a list that are none of them are worth a look.
// One paragraph leads in or sums up in many of the 289 reports; of those with two or more, the marks of some items
// were lost.
const MOST_PARAGRAPHS: usize = 1;

/// Numbered items with more words than this on average are findings that came below the heading by a wrong order.
// Of 130 numbered lists in the 289 reports the longest has 41 words an item on average; findings that stood below such
// a heading had 105. Bullets are no measure: what joint letters ask for is as long as what they find.
const LONGEST_ASK: usize = 60;

/// So few long items may still be a list.
const FEWEST_FINDINGS: usize = 5;

/// In a section of findings without items, the paragraphs are the findings. A list of recommendations that is not
/// one is worth a look.
pub(super) fn settle(sections: &mut [Section], unsure: &mut Vec<Unsure>) {
    let asks: Vec<bool> = sections.iter().map(|s| s.kind.asks() && s.explained).collect();
    for (n, section) in sections.iter_mut().enumerate() {
        let kind = section.kind;
        if section.items.is_empty() && !kind.asks() && kind != Kind::Narrative {
            section.items = std::mem::take(&mut section.prose)
                .into_iter()
                .map(|p| Item { text: p.text, page: p.page, paragraph: p.number, ..Item::default() })
                .collect();
        }
        let items = section.items.len();
        if kind.asks() && items >= FEWEST_FINDINGS && is_of_findings(section) {
            section.kind = Kind::Narrative;
            let doubt = ListDoubt::AsLongAsFindings { items };
            unsure.push(Unsure::List { heading: section.heading.clone(), page: section.page, doubt });
        } else if kind.asks() && section.explained {
            // A heading right above others of its kind only holds them together.
            let holds = section.prose.is_empty() && asks.get(n + 1).is_some_and(|next| *next);
            unsure.extend(
                doubt(section)
                    .filter(|d| !(holds && *d == ListDoubt::Empty { paragraphs: 0 }))
                    .map(|doubt| Unsure::List { heading: section.heading.clone(), page: section.page, doubt }),
            );
        }
    }
}

fn is_of_findings(section: &Section) -> bool {
    let words: usize = section.items.iter().map(|i| i.text.split_whitespace().count()).sum();
    section.items.iter().all(|i| i.paragraph.is_some()) && words > LONGEST_ASK * section.items.len()
}

fn doubt(section: &Section) -> Option<ListDoubt> {
    let lone = section.prose.iter().any(|p| is_lone_sign(&p.text));
    let others = section.prose.iter().filter(|p| {
        !leads_in(&p.text) && !p.text.trim_end().ends_with(':') && !says_none(&p.text) && !looks_back_only(&p.text)
    });
    let paragraphs = others.count();
    if section.items.is_empty() {
        let says = |statement: fn(&str) -> bool| section.prose.iter().any(|p| statement(&p.text));
        return Some(match () {
            () if says(says_none) => ListDoubt::SaysNone,
            () if says(looks_back_only) => ListDoubt::EarlierRemain,
            () if lone && paragraphs <= 1 => ListDoubt::LoneSign,
            () => ListDoubt::Empty { paragraphs },
        });
    }
    if lone {
        return Some(ListDoubt::LoneSign);
    }
    if section.of_paragraphs {
        return Some(ListDoubt::OfParagraphs { items: section.items.len() });
    }
    let signed = section.prose.iter().any(|p| behind_sign(&p.text).is_some());
    (paragraphs > MOST_PARAGRAPHS || signed).then_some(ListDoubt::Paragraphs { paragraphs, items: section.items.len() })
}
