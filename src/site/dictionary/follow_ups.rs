//! What later reports say of earlier ones, a statement a row.

use super::column::{
    TableOf, date_if_any, number_if_any, original, page, text, text_if_any, word, word_if_any, wording,
};
use crate::model::{FollowUp, On, Reader};
use crate::site::address::finding_path;
use crate::source::words::{Basis, LinkKey, Quantity};

/// How sure the words of a verdict are: asking again is none.
const BASES: &[&str] = &[Basis::Stated.word(), Basis::Answered.word(), Basis::Group.word(), Basis::Editor.word()];

pub(super) static FOLLOW_UPS: TableOf<FollowUp> = TableOf {
    name: "follow-ups",
    about: "What a later report says of an earlier recommendation or report.",
    key: None,
    refers: &[("report", "inspections"), ("authority", "authorities"), ("via", "inspections")],
    each: |content, part, row| {
        part.report_ids().flat_map(|report| content.knowledge.said_by(report)).for_each(row);
    },
    columns: &[
        text("finding", "id of the finding that says it", |content, s| content.knowledge.finding_name(s.by)),
        text("report", "id of its report", |content, s| content.report(s.by.report).id()),
        text("authority", "id of the authority", |content, s| content.report(s.by.report).authority.clone()),
        date_if_any("date", "date of the report", |content, s| content.report(s.by.report).date()),
        word("says", LinkKey::WORDS, "how it stands, or what else is said", |_, s| s.key.word()),
        word(
            "target",
            &["one", "group", "report"],
            "what it speaks of: one recommendation, a group of a report’s, or a report as a whole",
            |_, s| match s.on {
                On::One(_) => "one",
                On::Group { .. } => "group",
                On::Report(_) => "report",
            },
        ),
        word_if_any("quantity", Quantity::KINDS, "of a group: how much of it", |_, s| Some(quantity(s)?.kind())),
        number_if_any("count", "of a counted group: how many", |_, s| Some(quantity(s)?.count()? as usize)),
        text("on", "id of the recommendation, or of the report", |content, s| match s.on {
            On::One(id) => content.knowledge.finding_name(content.knowledge.finding_of(id)),
            On::Group { report, .. } | On::Report(report) => content.report(report).id(),
        }),
        word_if_any("basis", BASES, "how sure the words are; only beside a verdict", |content, s| {
            // A council's claim has none: it gives no verdict.
            s.verdict(content.report(s.by.report).nature).map(|_| s.basis.word())
        }),
        word("reader", Reader::WORDS, "who says that it is about that, as in the recommendations", |_, s| {
            s.reader.word()
        }),
        text_if_any("part", "the part that it is about", |_, s| s.part.clone()),
        text_if_any("via", "id of the inspection whose conclusion it repeats", |content, s| {
            s.via.map(|report| content.report(report).id())
        }),
        text("words", "the finding’s words", |content, s| content.finding(s.by).text.clone()),
        wording(|content, s| content.report(s.by.report).wording.word()),
        text_if_any("at", "the finding’s place in the report", |content, s| content.finding(s.by).at.clone()),
        original(|content, s| content.original(s.by)),
        page(|content, s| finding_path(content.knowledge, s.by)),
    ],
};

fn quantity(follow_up: &FollowUp) -> Option<Quantity> {
    match follow_up.on {
        On::Group { quantity, .. } => Some(quantity),
        On::One(_) | On::Report(_) => None,
    }
}
