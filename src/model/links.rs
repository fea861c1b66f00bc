//! Looks up what links name, and checks that they may.

use super::catalogue::Named;
use super::follow_up::{FollowUp, On, Reader};
use super::{Catalogue, RecommendationId, ReportId, finding_in, findings_of, report_ids, report_in};
use crate::diagnostics::{Code, Diagnostic, Span, did_you_mean};
use crate::source::body::{Finding, Link, Target};
use crate::source::words::{Basis, Kind, LinkKey, Quantity};
use crate::source::{Documents, Nature, Placed, Report, Why};

/// Looks up every link of every finding; mistakes go to `problems`, wrong links are left out.
pub(super) fn resolve(documents: &Documents, catalogue: &Catalogue, problems: &mut Vec<Diagnostic>) -> Vec<FollowUp> {
    let mut follow_ups = Vec::new();
    for report in report_ids(documents) {
        let mut look_up = LookUp { documents, catalogue, report, problems };
        for id in findings_of(documents, report) {
            let finding = finding_in(documents, id);
            let via = finding.via.as_ref().and_then(|v| look_up.report_named(&v.value, v.span));
            for link in &finding.links {
                if !look_up.may_carry(finding, link) {
                    continue;
                }
                if let Some(on) = look_up.look_up(finding, link) {
                    let same = |s: &&FollowUp| s.by == id && s.key == link.key.value && s.on == on;
                    if follow_ups.iter().rev().take_while(|s: &&FollowUp| s.by == id).any(|s| same(&s)) {
                        look_up.problems.push(twice(link.target.span));
                        continue;
                    }
                    let basis = basis(link, on);
                    follow_ups.push(FollowUp {
                        by: id,
                        key: link.key.value,
                        on,
                        basis,
                        reader: Reader::of_link(on, basis, link.basis == Some(Basis::Stated)),
                        part: link.part.clone(),
                        via,
                        span: Some(link.target.span),
                    });
                }
            }
        }
    }
    follow_ups
}

/// One target, perhaps written in two ways, under one key.
fn twice(span: Span) -> Diagnostic {
    Diagnostic::at(Code::T0515, span, "this target stands twice").hint("remove one of the two").fix(span, "")
}

fn basis(link: &Link, on: On) -> Basis {
    match (link.key.value, on) {
        (LinkKey::Again | LinkKey::Remains, _) => Basis::RaisedAgain,
        (_, On::Group { .. }) => Basis::Group,
        _ => link.basis.unwrap_or(Basis::Editor),
    }
}

/// One report's links being looked up.
struct LookUp<'a> {
    documents: &'a Documents,
    catalogue: &'a Catalogue,
    report: ReportId,
    problems: &'a mut Vec<Diagnostic>,
}

impl LookUp<'_> {
    fn own(&self) -> &Report {
        report_in(self.documents, self.report)
    }

    fn of(&self, id: ReportId) -> &Report {
        report_in(self.documents, id)
    }

    /// Whether this kind of report and finding may say this at all.
    fn may_carry(&mut self, finding: &Finding, link: &Link) -> bool {
        let key = link.key.value;
        if !self.documents.explains(self.own()) {
            // What its findings are is not known: the wrong framework is reported.
            return true;
        }
        let may = match (self.own().nature, finding.kind) {
            (_, _) if key == LinkKey::Mentions => true,
            (Nature::Update, Kind::Claim) => matches!(key, LinkKey::Met | LinkKey::Done | LinkKey::UnderWay),
            (Nature::Update, Kind::Plan) => key == LinkKey::Plans,
            (Nature::Update, _) => false,
            (Nature::Inspection, _) => !matches!(key, LinkKey::Done | LinkKey::UnderWay | LinkKey::Plans),
        };
        if !may {
            let hint = match (self.own().nature, finding.kind) {
                (Nature::Update, Kind::Claim) => {
                    "a claim takes `met` if it says that the request is met, else `done` or `under-way`"
                }
                (Nature::Update, Kind::Plan) => "a plan takes `plans`",
                (Nature::Update, _) => "in an update only claims and plans carry links; `mentions` may stand anywhere",
                (Nature::Inspection, _) => "an inspection gives verdicts: `met`, `partly-met` or `missed`",
            };
            let whose = match self.own().nature {
                Nature::Update => format!("a {} of an update", finding.kind.shown()),
                Nature::Inspection => "an inspection".to_owned(),
            };
            self.problems.push(
                Diagnostic::at(Code::T0507, link.key.span, format!("{whose} may not carry `{}`", key.word()))
                    .hint(hint),
            );
            return false;
        }
        if matches!(key, LinkKey::Again | LinkKey::Supersedes) && !finding.kind.asks() {
            self.problems.push(
                Diagnostic::at(Code::T0508, link.key.span, format!("`{}` stands on what asks for nothing", key.word()))
                    .hint("only a recommendation can raise or replace another; a statement that something remains takes `remains`"),
            );
            return false;
        }
        true
    }

    fn look_up(&mut self, finding: &Finding, link: &Link) -> Option<On> {
        let Placed { value: target, span } = &link.target;
        let key = link.key.value;
        match target {
            Target::One(id) if key == LinkKey::Mentions => {
                let report = self.report_named(id, *span)?;
                self.check_judgement(finding, report);
                Some(On::Report(report))
            }
            Target::One(id) => self.recommendation(id, *span).map(On::One),
            Target::Group { quantity, kind, report } => {
                self.group_fits(key, *quantity, report, *span)?;
                let report = self.report_named(report, tail(*span, report))?;
                self.count_fits(*quantity, *kind, report, *span)?;
                Some(On::Group { quantity: *quantity, kind: *kind, report })
            }
        }
    }

    fn group_fits(&mut self, key: LinkKey, quantity: Quantity, report: &str, span: Span) -> Option<()> {
        if matches!(key, LinkKey::Again | LinkKey::Supersedes | LinkKey::Mentions) {
            let hint = match key {
                LinkKey::Mentions => "`mentions` takes a report's id alone",
                _ => "name each recommendation, or say `remains=\"all of ...\"` where nothing new is asked",
            };
            self.problems
                .push(Diagnostic::at(Code::T0510, span, format!("`{}` does not take a group", key.word())).hint(hint));
            return None;
        }
        if quantity == Quantity::None && key != LinkKey::Met {
            self.problems.push(
                Diagnostic::at(Code::T0509, span, format!("`none` with `{}` has no clear meaning", key.word()))
                    .hint(format!("`met=\"none of {report}\"` says that nothing was met")),
            );
            return None;
        }
        Some(())
    }

    /// A count is not larger than what is listed. Of a report that is not held, others name only some.
    fn count_fits(&mut self, quantity: Quantity, kind: Option<Kind>, report: ReportId, span: Span) -> Option<()> {
        let earlier = self.of(report);
        let listed = earlier.body.findings.iter().filter(|f| super::in_group(f, kind)).count();
        let Some(count) = quantity.count().filter(|count| earlier.held && listed > 0 && *count as usize > listed)
        else {
            return Some(());
        };
        let what = if kind == Some(Kind::PriorityAction) { "priority actions" } else { "recommendations" };
        self.problems.push(
            Diagnostic::at(Code::T0516, span, format!("`{}` does not list {count} {what}", earlier.id()))
                .hint(format!("it lists {listed}; mend the number, or add what is missing there")),
        );
        None
    }

    fn check_judgement(&mut self, finding: &Finding, report: ReportId) {
        let Some(judgement) = &finding.judgement else { return };
        let known: Vec<&str> = self.of(report).judgements.iter().map(|j| j.name.value.as_str()).collect();
        if !known.is_empty() && !known.contains(&judgement.value.as_str()) {
            self.problems.push(
                Diagnostic::at(
                    Code::T0313,
                    judgement.span,
                    format!("`{}` has no judgement `{}`", self.of(report).id(), judgement.value),
                )
                .hint_if(did_you_mean(&judgement.value, known.iter().copied()))
                .hint(format!("its judgements: {}", known.join("; "))),
            );
        }
    }

    /// A report by its id, in the same authority or in full; it must be earlier.
    fn report_named(&mut self, id: &str, span: Span) -> Option<ReportId> {
        if id.contains('#') {
            self.problems.push(
                Diagnostic::at(Code::T0510, span, format!("`{id}` names a finding"))
                    .hint(format!("a report is wanted here: `{}`", id.split('#').next().unwrap_or(""))),
            );
            return None;
        }
        if id.contains(char::is_whitespace) {
            self.problems.push(
                Diagnostic::at(Code::T0510, span, format!("`{id}` is more than a report's id"))
                    .hint("one report is wanted here, by its id alone"),
            );
            return None;
        }
        let found = self.find_report(id, span)?;
        self.check_place(found, span)
    }

    fn find_report(&mut self, id: &str, span: Span) -> Option<ReportId> {
        let own = self.own().authority.clone();
        let full = if id.contains('/') { id.to_owned() } else { format!("{own}/{id}") };
        let Some(Named { is, old }) = self.catalogue.report(&full) else {
            if self.documents.is_unread_report(&full) {
                return None;
            }
            if let Some(why) = self.documents.apart.report(&full) {
                self.problems.push(why.wrong(id, span));
                return None;
            }
            let near = self.catalogue.near_report(id, &own);
            self.problems.push(
                Diagnostic::at(Code::T0501, span, format!("there is no report `{full}`"))
                    .hint_if(near)
                    .hint("an inspection that is only known from others needs a file with `held = false`"),
            );
            return None;
        };
        if old {
            let report = self.of(is);
            let now = report.id();
            // Written as the old one is: without the authority where that is the report's own.
            let alike = if id.contains('/') || report.authority != own { now.clone() } else { report.name.clone() };
            self.problems.push(
                Diagnostic::at(Code::T0513, span, format!("`{id}` is an old id"))
                    .hint(format!("it is `{now}` now"))
                    .fix(span, alike),
            );
        }
        Some(is)
    }

    /// The target lies in this authority or one that it succeeds, is another report and not later.
    fn check_place(&mut self, report: ReportId, span: Span) -> Option<ReportId> {
        let (own, other) = (self.own(), self.of(report));
        if report == self.report {
            self.problems.push(
                Diagnostic::at(Code::T0503, span, "a link to its own report")
                    .hint("links say what became of something in an earlier report"),
            );
            return None;
        }
        if own.authority != other.authority && !self.catalogue.heirs(&other.authority).contains(&own.authority) {
            let problem = Diagnostic::at(Code::T0506, span, format!("`{}` belongs to another authority", other.id()))
                .hint(format!(
                    "a report speaks of its own authority; if `{}` took over from `{}`, say so with `succeeds`",
                    own.authority, other.authority
                ));
            self.problems.push(problem);
            return None;
        }
        if let (Some(theirs), Some(ours)) = (other.date(), own.date())
            && theirs.is_later_than(ours)
        {
            let (theirs, ours) = (theirs.in_words(), ours.in_words());
            let problem = Diagnostic::at(Code::T0504, span, format!("`{}` is later than this report", other.id()))
                .hint(format!("it is of {theirs}, this one of {ours}"));
            self.problems.push(problem);
            return None;
        }
        Some(report)
    }

    fn recommendation(&mut self, id: &str, span: Span) -> Option<RecommendationId> {
        let Some((report_part, finding_part)) = id.split_once('#') else {
            self.problems.push(
                Diagnostic::at(Code::T0514, span, format!("`{id}` names no finding"))
                    .hint(format!("name one, `{id}#...`, or all of them: \"all of {id}\"")),
            );
            return None;
        };
        let report = if report_part.is_empty() {
            self.report
        } else {
            let part = Span { end: span.start + u32::try_from(report_part.len()).unwrap_or(0), ..span };
            self.find_report(report_part, part)?
        };
        let report = self.check_place(report, span)?;
        let Some(Named { is, old }) = self.catalogue.finding(report, finding_part) else {
            if self.catalogue.withdrawn(report, finding_part).is_some() {
                self.problems.push(Why::Withdrawn.wrong(finding_part, tail(span, finding_part)));
                return None;
            }
            self.problems.push(
                Diagnostic::at(
                    Code::T0502,
                    tail(span, finding_part),
                    format!("`{}` has no finding `{finding_part}`", self.of(report).id()),
                )
                .hint(self.catalogue.near_finding(finding_part, report)),
            );
            return None;
        };
        let finding = finding_in(self.documents, is);
        let (kind, now) = (finding.kind, finding.id.as_ref().map(|i| i.value.clone()).unwrap_or_default());
        if old {
            self.problems.push(
                Diagnostic::at(Code::T0513, tail(span, finding_part), format!("`{finding_part}` is an old id"))
                    .hint(format!("it is `{now}` now"))
                    .fix(tail(span, finding_part), now),
            );
        }
        if !kind.asks() {
            if !self.documents.explains(self.of(report)) {
                return None;
            }
            self.problems.push(
                Diagnostic::at(Code::T0505, span, format!("`{id}` is not a recommendation but a {}", kind.shown()))
                    .hint("only recommendations and priority actions can be reported on"),
            );
            return None;
        }
        self.catalogue.recommendation_of(is)
    }
}

/// The last bytes of a place, as many as the word has.
fn tail(span: Span, word: &str) -> Span {
    let length = u32::try_from(word.len()).unwrap_or(0);
    Span { start: span.end.saturating_sub(length).max(span.start), ..span }
}
