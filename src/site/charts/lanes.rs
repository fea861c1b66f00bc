//! The lanes of a timeline: one a framework, in it a mark for each report with
//! its overall grade in words.
//!
//! Grades of different scales are never joined: a line runs only inside a lane,
//! from one report to the next, where both grades stand on the lane's own scale.

use serde::Serialize;

use super::Tenths;
use super::axis::{Axis, DateSpan};
use crate::model::{Knowledge, ReportId};
use crate::site::context::PageContext;
use crate::source::Nature;

/// The reports of one framework.
#[derive(Debug, Serialize)]
pub(crate) struct Lane {
    framework: String,
    /// Whether any of its reports gives an overall grade.
    graded: bool,
    y: Tenths,
    joins: Vec<Join>,
    marks: Vec<ReportMark>,
}

/// A line between two grades of one scale.
#[derive(Debug, PartialEq, Eq, Serialize)]
struct Join {
    from: Tenths,
    to: Tenths,
}

/// A report on its lane.
#[derive(Debug, Serialize)]
struct ReportMark {
    x: Tenths,
    /// `held`, `known` only from others, or the council's own `paper`.
    kind: &'static str,
    reviewed: bool,
    href: String,
    name: String,
    when: String,
    /// The month or year that is all that is known of its date.
    span: Option<DateSpan>,
    grades: Vec<Grade>,
}

/// A grade in words, and where the words stand.
#[derive(Debug, Serialize)]
struct Grade {
    words: String,
    #[serde(flatten)]
    spot: Spot,
}

/// A place for words, seen from their lane.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
struct Spot {
    x: Tenths,
    y: Tenths,
    /// Whether they end there rather than begin.
    ends: bool,
}

/// Room for a lane with one row of words, and for each further row.
const LANE: Tenths = Tenths::units(24);
const ROW: Tenths = Tenths::units(15);
/// The width of a letter, in tenths.
// Fonts differ, and nothing can be measured here: wider than most letters of the 12-pixel type.
const LETTER: i64 = 64;
/// Half the room that a mark takes, and from its middle to its words.
const HALF: Tenths = Tenths::units(7);
const GAP: Tenths = Tenths::units(9);

/// The lanes of some reports below `top`, by the first report of each, and where they end.
pub(super) fn lanes(
    context: &PageContext<'_>,
    axis: &Axis,
    edges: (Tenths, Tenths),
    reports: &[ReportId],
    top: Tenths,
) -> (Vec<Lane>, Tenths) {
    let framework = |report: &ReportId| context.knowledge.report(*report).framework.value.as_str();
    let mut order: Vec<&str> = Vec::new();
    for id in reports.iter().map(framework) {
        if !order.contains(&id) {
            order.push(id);
        }
    }
    // In turn, since each lane begins where the one above it ends, and words can make it higher.
    let mut y = top;
    let lanes = order
        .into_iter()
        .map(|id| {
            let own: Vec<ReportId> = reports.iter().copied().filter(|r| framework(r) == id).collect();
            let (lane, height) = lane(context, axis, edges, &own, y);
            y = y.plus(height);
            lane
        })
        .collect();
    (lanes, y)
}

fn lane(
    context: &PageContext<'_>,
    axis: &Axis,
    edges: (Tenths, Tenths),
    reports: &[ReportId],
    top: Tenths,
) -> (Lane, Tenths) {
    let y = top.plus(Tenths(LANE.0 / 2));
    let at = |report: &ReportId| axis.at(context.knowledge.date(*report));
    let mut taken = Taken::new(edges, reports.iter().map(at).collect());
    let marks: Vec<ReportMark> = reports.iter().map(|r| report_mark(context, axis, *r, &mut taken)).collect();
    let framework = reports.first().map_or_else(String::new, |r| context.short_name(*r));
    let graded = marks.iter().any(|m| !m.grades.is_empty());
    let joins = joins(context.knowledge, reports, at);
    let more = i64::try_from(taken.rows().saturating_sub(1)).unwrap_or(0);
    (Lane { framework, graded, y, joins, marks }, LANE.plus(Tenths(ROW.0 * more)))
}

fn report_mark(context: &PageContext<'_>, axis: &Axis, id: ReportId, taken: &mut Taken) -> ReportMark {
    let report = context.knowledge.report(id);
    let date = context.knowledge.date(id);
    let x = axis.at(date);
    let grades = overall(context.knowledge, id).into_iter().map(|words| {
        let (row, x, ends) = taken.place(x, &words);
        let y = Tenths(ROW.0 * i64::try_from(row).unwrap_or(0));
        Grade { words, spot: Spot { x, y, ends } }
    });
    ReportMark {
        x,
        kind: match (report.nature, report.held) {
            (Nature::Update, _) => "paper",
            (Nature::Inspection, true) => "held",
            (Nature::Inspection, false) => "known",
        },
        reviewed: report.reviewed,
        href: context.report(id).href,
        name: context.report_name(id),
        when: context.when(id),
        span: axis.span(date),
        grades: grades.collect(),
    }
}

/// The overall grades of a report in words, as printed; where there are several, with what each is of.
fn overall(knowledge: &Knowledge, id: ReportId) -> Vec<String> {
    let judgements = knowledge.report(id).judgements.iter();
    judgements
        .filter_map(|judgement| {
            let name = judgement.name.value.to_lowercase();
            let rest = name.strip_prefix("overall")?;
            // A report that judges several services has an overall grade of each.
            let of = rest.split_once(" of ").map(|(_, of)| format!("{of}: ")).unwrap_or_default();
            Some(format!("{of}{}", judgement.grade.value))
        })
        .collect()
}

/// Lines between neighbours that both give one overall grade on the lane's scale.
fn joins(knowledge: &Knowledge, reports: &[ReportId], at: impl Fn(&ReportId) -> Tenths) -> Vec<Join> {
    let on_scale = |id: &ReportId| {
        let grades = overall(knowledge, *id);
        let scale = knowledge.framework(*id);
        let [grade] = grades.as_slice() else { return false };
        scale.is_some_and(|f| f.rank(grade).is_some())
    };
    reports
        .iter()
        .zip(reports.iter().skip(1))
        .filter(|(from, to)| on_scale(from) && on_scale(to))
        .map(|(from, to)| Join { from: at(from).plus(HALF), to: at(to).minus(HALF) })
        // Marks that touch leave no room for a line.
        .filter(|join| join.from < join.to)
        .collect()
}

/// The stretches of a lane that are taken by marks and words, row by row.
struct Taken {
    edges: (Tenths, Tenths),
    rows: Vec<Vec<(Tenths, Tenths)>>,
}

impl Taken {
    fn new(edges: (Tenths, Tenths), marks: Vec<Tenths>) -> Self {
        // Marks first: they stand where their dates are, and words have to find room between them.
        Self { edges, rows: vec![marks.into_iter().map(|x| (x.minus(HALF), x.plus(HALF))).collect()] }
    }

    fn rows(&self) -> usize {
        self.rows.len()
    }

    /// A free place for words beside a mark, right of it if there is room, else left, else a row
    /// further down: the row, the place, and whether the words end there.
    fn place(&mut self, mark: Tenths, words: &str) -> (usize, Tenths, bool) {
        let width = Tenths(LETTER * i64::try_from(words.chars().count()).unwrap_or(0));
        let (right, left) = (mark.plus(GAP), mark.minus(GAP));
        let sides = [(right, right.plus(width), false), (left.minus(width), left, true)];
        // Up to one row more than there are: a new one is free from edge to edge.
        for row in 0..=self.rows.len() {
            let is_free = |from: Tenths, to: Tenths| {
                let inside = self.edges.0 <= from && to <= self.edges.1;
                inside && self.rows.get(row).is_none_or(|taken| taken.iter().all(|t| to <= t.0 || t.1 <= from))
            };
            if let Some((from, to, ends)) = sides.into_iter().find(|(from, to, _)| is_free(*from, *to)) {
                self.take(row, (from, to));
                return (row, if ends { to } else { from }, ends);
            }
        }
        // Words too long for either side: in a row of their own, to the side with more room.
        let row = self.rows.len();
        let ends = mark.minus(self.edges.0) > self.edges.1.minus(mark);
        self.take(row, if ends { (sides[1].0, sides[1].1) } else { (sides[0].0, sides[0].1) });
        (row, if ends { left } else { right }, ends)
    }

    fn take(&mut self, row: usize, room: (Tenths, Tenths)) {
        match self.rows.get_mut(row) {
            Some(taken) => taken.push(room),
            None => self.rows.push(vec![room]),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Taken, joins, overall};
    use crate::model::Knowledge;
    use crate::site::charts::Tenths;
    use crate::source::{Documents, Files};

    /// The month of a report, its framework, and its judgements.
    type Told<'t> = (&'t str, &'t str, &'t [(&'t str, &'t str)]);

    fn known(reports: &[Told]) -> Knowledge {
        let mut files =
            vec![("content/authorities/marrowby.md".to_owned(), "+++\nname = \"Marrowby\"\n+++\n".to_owned())];
        for (month, framework, judgements) in reports {
            let mut text = format!(
                "+++\ntitle = \"A report\"\nframework = \"{framework}\"\ninspected = {month}-10\nwording = \"summary\"\n"
            );
            for (name, grade) in *judgements {
                text.push_str(&format!("[[judgement]]\nname = \"{name}\"\ngrade = \"{grade}\"\n"));
            }
            files.push((format!("content/inspections/marrowby/{month}-{framework}.md"), text + "+++\n"));
        }
        let texts = files.iter().map(|(path, text)| (path.as_str(), text.as_str()));
        Knowledge::build(Documents::read(Files::from_texts(texts)).0).0
    }

    fn joined(reports: &[Told]) -> usize {
        let knowledge = known(reports);
        let ids: Vec<_> = knowledge.report_ids().collect();
        let at = |id: &crate::model::ReportId| Tenths::units(100 * i64::from(id.0));
        joins(&knowledge, &ids, at).len()
    }

    #[test]
    fn grades_of_one_scale_are_joined_and_others_never() {
        const GOOD: &[(&str, &str)] = &[("Overall effectiveness", "Good")];
        let ilacs = ("2018-11", "ilacs", GOOD);
        assert_eq!(joined(&[ilacs, ("2022-07", "ilacs", GOOD)]), 1);
        assert_eq!(joined(&[ilacs, ("2022-07", "ilacs", &[])]), 0, "one without a grade breaks the line");
        let printed: &[(&str, &str)] = &[("Overall effectiveness", "Adequate")];
        assert_eq!(joined(&[ilacs, ("2022-07", "ilacs", printed)]), 0, "a grade that is not on the scale breaks it");
        let two: &[(&str, &str)] =
            &[("Overall effectiveness of nests", "Good"), ("Overall effectiveness of webs", "Good")];
        assert_eq!(joined(&[ilacs, ("2022-07", "ilacs", two)]), 0, "two grades are no one line");
    }

    #[test]
    fn several_overall_grades_say_what_they_are_of() {
        let two: &[(&str, &str)] =
            &[("Overall effectiveness of nests", "Good"), ("Leadership", "Good"), ("Overall", "Adequate")];
        let knowledge = known(&[("2010-03", "slac", two)]);
        let id = knowledge.report_ids().next().unwrap();
        assert_eq!(overall(&knowledge, id), ["nests: Good", "Adequate"]);
    }

    #[test]
    fn words_never_lie_on_marks_or_other_words() {
        let marks = vec![Tenths::units(100), Tenths::units(150), Tenths::units(400)];
        let mut taken = Taken::new((Tenths::units(0), Tenths::units(420)), marks);
        assert_eq!(taken.place(Tenths::units(100), "Inadequate"), (0, Tenths::units(91), true), "no room on the right");
        assert_eq!(taken.place(Tenths::units(150), "Good"), (0, Tenths::units(159), false));
        assert_eq!(
            taken.place(Tenths::units(400), "Requires improvement"),
            (0, Tenths::units(391), true),
            "not over the edge"
        );
        assert_eq!(taken.place(Tenths::units(100), "Inadequate"), (1, Tenths::units(109), false), "the row is full");
        assert_eq!(taken.rows(), 2);
    }
}
