//! What a passage says of an earlier report as a whole, or of all, most or some of what it asked for.

use super::confidence::{Confidence, LIKELY, LinkSort};
use super::explicit::Tied;
use super::look::{Look, look_back_sentence};
use super::{Reasons, Suggestion};
use crate::looks_back::{Extent, VerdictSource};
use crate::model::On;
use crate::source::words::{Basis, LinkKey};

/// The order of a statement about a group or a report among suggestions as sure.
// Above any likelihood, which ends at 1: what the report says of itself comes first.
const SAID: f64 = 2.0;

impl Look<'_, '_> {
    /// Statements about a group of recommendations, or about a report as a whole; `single` is what was
    /// found about single ones, which a look-back that is like one of them is about.
    pub(super) fn about_reports(&self, single: &[Suggestion]) -> Vec<Suggestion> {
        let mut found: Vec<Suggestion> = Vec::new();
        for tied in self.tied {
            let is_single = |report| {
                single
                    .iter()
                    .any(|s| s.score >= LIKELY && matches!(s.on, On::One(id) if self.linked.report_of(id) == report))
            };
            for report in &tied.meant.reports {
                let (key, on) = if tied.is_group() {
                    tied.group_on(self.linked, *report)
                } else if tied.look_back.extent == Some(Extent::One) {
                    continue;
                } else {
                    (Some(LinkKey::Mentions), On::Report(*report))
                };
                let confidence = match is_single(*report) && tied.look_back.extent.is_none() {
                    true => Confidence::Possible,
                    false => Self::confidence_of_whole(tied, key),
                };
                // Of two sentences on the same the one that says how it stands counts, and the surer one.
                let better = |f: &Suggestion| (f.key.is_none(), f.confidence) > (key.is_none(), confidence);
                let mut on = on;
                if let Some((other, before)) = found.iter().enumerate().find(|(_, f)| is_same_set(f.on, on)) {
                    if !better(before) {
                        continue;
                    }
                    on = narrower(before.on, on);
                    found.remove(other);
                }
                let reasons = Reasons { look_back: Some(look_back_sentence(tied)), ..Reasons::default() };
                let basis = key.filter(|k| k.verdict().is_some()).map(|_| Basis::Group);
                found.push(Suggestion {
                    passage: self.number,
                    on,
                    key,
                    basis,
                    confidence,
                    reasons,
                    direction: tied.look_back.direction.filter(|_| key == Some(LinkKey::Mentions)),
                    via: tied.via,
                    score: SAID,
                    evidence: None,
                    put_off: false,
                });
            }
        }
        found
    }

    /// How sure it is that a look-back is about a group or a report as a whole.
    fn confidence_of_whole(tied: &Tied, key: Option<LinkKey>) -> Confidence {
        let mention = key == Some(LinkKey::Mentions);
        let stated = tied.look_back.verdict_source == Some(VerdictSource::Sentence)
            && (tied.look_back.extent.is_some() || tied.look_back.plural);
        // `These recommendations of the last inspection` are those just spoken of, not all of them.
        let clause = tied.look_back.clause.to_lowercase();
        let subset = ["these ", "those "].iter().any(|word| clause.contains(word))
            && clause.contains(&tied.look_back.about.words.to_lowercase())
            && !tied.look_back.about.words.is_empty();
        let plain = mention || (stated && !subset);
        match (tied.meant.sure, plain && key.is_some()) {
            (true, true) if mention => LinkSort::Mention.surest(),
            (true, true) => LinkSort::Group.surest(),
            (true, false) | (false, true) => Confidence::Likely,
            (false, false) => Confidence::Possible,
        }
    }
}

/// Whether both are about one report as a whole, or about the same share of what it asked for.
fn is_same_set(a: On, b: On) -> bool {
    match (a, b) {
        (On::Group { quantity: q, report: r, .. }, On::Group { quantity, report, .. }) => q == quantity && r == report,
        _ => a == b,
    }
}

/// `Those areas` are of the kind that was named just before.
fn narrower(before: On, on: On) -> On {
    match before {
        On::Group { kind: Some(_), .. } => before,
        _ => on,
    }
}
