//! Title, legal basis and scope.

use super::opening::{Opening, folded, straightened};
use crate::import::extract::BlockKind;
use crate::source::Framework;

/// The title: the first heading that is or holds one of the framework's names or cues.
pub(super) fn title(opening: &Opening<'_>, framework: &Framework) -> Option<String> {
    let marks: Vec<String> = framework
        .cues
        .iter()
        .chain(std::iter::once(&framework.name))
        .chain(&framework.names)
        .map(|m| folded(m))
        .collect();
    let is_heading = |kind: &BlockKind| matches!(kind, BlockKind::Heading { .. });
    let fits = |text: &str| {
        let text = folded(text);
        // Nearly every framework's name holds a short heading such as `Inspection`.
        text.len() > 12 && marks.iter().any(|m| text.contains(m.as_str()) || m.contains(&text))
    };
    let headings = opening.blocks.iter().filter(|b| is_heading(&b.kind));
    // Where a text has lost its headings, the title is one of the first short lines; a sentence that
    // holds a cue is longer than any title.
    let short = |text: &str| text.split_whitespace().count() <= 25;
    let lines = opening.blocks.iter().take(8).filter(|b| b.kind == BlockKind::Paragraph && short(&b.text));
    let best = headings.clone().chain(lines).find(|b| fits(&b.text));
    let general = headings.clone().find(|b| {
        let text = folded(&b.text);
        text.contains("inspection") || text.contains("focused visit") || text.contains("progress")
    });
    // The digit of a footnote mark is no part of the title.
    best.or(general).map(|b| b.text.trim_end_matches(|c: char| c.is_ascii_digit()).trim().to_owned())
}

/// The law: `section 136 of the Education and Inspections Act 2006`.
pub(super) fn legal_basis(opening: &Opening<'_>) -> Option<String> {
    const PHRASES: &[&str] = &[
        "carried out under the ",
        "carried out under ",
        "conducted under ",
        "in accordance with section ",
        "under section ",
    ];
    opening.all.iter().find_map(|block| {
        let text = straightened(&block.text);
        PHRASES.iter().find_map(|phrase| {
            let at = text.find(phrase)?;
            let start =
                if phrase.contains("section") { at + phrase.len() - "section ".len() } else { at + phrase.len() };
            let rest = text.get(start..)?;
            let (law, behind) = rest.split_once(" Act ")?;
            let year = behind.get(..4).filter(|y| y.bytes().all(|b| b.is_ascii_digit()))?;
            // What is longer, or holds a full stop, has run into the next sentence.
            (law.len() < 120 && !law.contains(". ")).then(|| format!("{law} Act {year}"))
        })
    })
}

/// What a narrow visit looked at: behind `Inspectors looked at the local authority's arrangements
/// for`, to the end of the sentence.
pub(super) fn scope_text(opening: &Opening<'_>) -> Option<String> {
    const PHRASES: &[&str] = &[
        "Inspectors looked at the local authority's arrangements for ",
        "Inspectors looked at the local authority's arrangements ",
        "Inspectors considered the local authority's arrangements for ",
        "Inspectors considered the local authority's arrangements ",
        "Inspectors evaluated the local authority's arrangements for ",
        "Inspectors looked at the arrangements for ",
        "of the multi-agency response to ",
    ];
    opening.blocks.iter().find_map(|block| {
        let text = straightened(&block.text);
        PHRASES.iter().find_map(|phrase| {
            let (_, rest) = text.split_once(phrase)?;
            let sentence = rest.split_once(". ").map_or(rest, |(sentence, _)| sentence);
            Some(sentence.trim_end_matches(['.', ':']).trim().to_owned())
        })
    })
}
