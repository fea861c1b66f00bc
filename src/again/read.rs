//! One draft read again: what this program makes of its file, and where that belongs.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::changes::Changes;
use super::decided::Decided;
use super::find::{Draft, State};
use super::make::Edit;
use super::successors::{Successors, statements};
use super::{Offer, successors::Statement};
use crate::diagnostics::{Code, Diagnostic};
use crate::import::councils::Councils;
use crate::import::draft::{KeptIds, was_given, write_again};
use crate::import::intake::{ImportOutcome, ReadReport, Told, recognise_file};
use crate::import::placing::{date_of, first_free, id_stem};
use crate::import::recognise::{Field, Recognised};
use crate::import::{mark, names};
use crate::looks_back;
use crate::source::date::PartialDate;
use crate::source::schema::{Keys as _, ReportKey};
use crate::source::{Documents, Framework, Report, content_path};
use crate::terms::ThemeFinder;

/// Reads drafts again.
pub(super) struct Reader<'d> {
    pub(super) documents: &'d Documents,
    pub(super) councils: &'d Councils,
    pub(super) look_backs: &'d looks_back::Reader,
    pub(super) themes: &'d ThemeFinder,
    pub(super) told: &'d Told,
}

/// A draft as it is read now.
pub(super) struct Read<'d> {
    recognised: Recognised,
    framework: &'d Framework,
    day: Date,
    /// The council that it is about.
    authority: String,
}

impl<'d> Reader<'d> {
    /// What the draft's file says.
    pub(super) fn read(&self, draft: &Draft<'_>) -> Result<Read<'d>, Diagnostic> {
        let known = (self.councils, self.look_backs);
        let read = recognise_file(draft.file, &self.documents.frameworks, known, &self.told_of(draft));
        let ReadReport { mut recognised, framework, .. } = read.map_err(|outcome| match outcome {
            ImportOutcome::Refused(why) => why,
            // Only what refuses a file comes back here.
            _ => Diagnostic::nowhere(Code::T0902, "it cannot be read"),
        })?;
        // Its bytes are those of the same file, whatever it is called today.
        recognised.source = draft.report.origin.file.clone().unwrap_or(recognised.source);
        let day = date_of(&recognised, framework.nature()).ok_or_else(|| {
            not_taken("this program finds no date in it that can be".to_owned())
                .hint("give the day of publication with `--published DATE`")
        })?;
        let authority = self.authority(&recognised, draft.report)?;
        Ok(Read { recognised, framework, day, authority })
    }

    /// What the import of this draft was told, and is told now.
    fn told_of(&self, draft: &Draft<'_>) -> Told {
        let report = draft.report;
        let given = |key: &str| was_given(draft.text, key);
        let published = report.published.as_ref().and_then(|date| match date.value {
            PartialDate::Day(day) => Some(day),
            _ => None,
        });
        Told {
            dry: true,
            authority: self.told.authority.clone().or_else(|| given("authority").then(|| report.authority.clone())),
            framework: self
                .told
                .framework
                .clone()
                .or_else(|| given(ReportKey::Framework.name()).then(|| report.framework.value.clone())),
            published: self.told.published.or_else(|| published.filter(|_| given(Field::Published.key()))),
        }
    }

    /// The council's id. One that neither the site nor the register knows is not made for a draft that has one.
    fn authority(&self, recognised: &Recognised, report: &Report) -> Result<String, Diagnostic> {
        if let Some(id) = &recognised.authority.id {
            return Ok(id.clone());
        }
        let hint = "say whose it is with `--authority ID`, or leave it";
        let Some(name) = &recognised.authority.name else {
            return Err(not_taken("this program finds no council in it".to_owned()).hint(hint));
        };
        let compared = names::compared(name);
        let known = self.documents.authorities.values().find(|authority| {
            std::iter::once(&authority.name).chain(&authority.other_names).any(|n| names::compared(n) == compared)
        });
        match known {
            Some(authority) => Ok(authority.id.clone()),
            None => Err(not_taken(format!("this program takes it for a report about `{name}`, which neither the site nor the register knows, and it lies with `{}`", report.authority))
                .hint(hint)),
        }
    }

    /// What is offered of a draft, if it reads otherwise.
    pub(super) fn offer(
        &self,
        draft: &Draft<'_>,
        read: Read<'_>,
        ids: &mut TakenIds,
        decided: &Decided<'_>,
    ) -> Result<Option<Offer>, Diagnostic> {
        let report = draft.report;
        let nature = read.framework.nature();
        let name = self.name(report, &read, ids)?;
        let id = format!("{}/{name}", read.authority);
        let moved_away = read.authority != report.authority;
        let parsed = |text: &str| {
            self.documents.read_report(nature, &id, text).ok_or_else(|| {
                not_taken("what this program makes of it cannot be read back".to_owned())
                    .hint("this is a fault of the program: please report it with the file that shows it")
            })
        };
        let written = |kept: KeptIds| write_again(&read.recognised, read.framework, self.themes, kept);
        let renamed: Vec<(String, String)> =
            report.renamed.iter().map(|(old, new)| (old.value.clone(), new.value.clone())).collect();
        // Most drafts read as they stand: with their own ids, there is nothing to match.
        let own = report.body.findings.iter().filter_map(|f| f.id.as_ref()).map(|id| id.value.clone()).collect();
        let aliases = aliases(report, &read.authority, &name);
        let as_it_stands = written(KeptIds { aliases: aliases.clone(), renamed: renamed.clone(), findings: own });
        if id == report.id() && is_same(draft, &as_it_stands) {
            return Ok(self.marked(draft, as_it_stands));
        }
        // Once with fresh ids, to see what it says; then with those that stay.
        let fresh = written(KeptIds::default());
        let old = statements(report, draft.text);
        let new = statements(&parsed(&fresh)?, &fresh);
        let successors = Successors::find(&old, &new);
        let found = successors.ids(&old, &new, &renamed);
        let findings = found.by_number.values().cloned().collect();
        let text = written(KeptIds { aliases, renamed: found.renamed.clone(), findings });
        if is_same(draft, &text) && id == report.id() {
            return Ok(self.marked(draft, text));
        }
        let read_again = parsed(&text)?;
        let new = statements(&read_again, &text);
        let changes =
            Changes::between((report, draft.text, &old), (&read_again, &text, &new), &successors, &found.renamed);
        let mut lost = gone(report, &old, &new, &successors, &found.gone);
        if moved_away {
            lost.insert(0, moved(report, &id));
        }
        let (decisions, undecided) = decided.carried_over(draft, &id, &old, &new, &successors);
        lost.extend(undecided);
        let path = content_path::of_report(nature, &id);
        let text = if draft.text.contains("\r\n") { text.replace('\n', "\r\n") } else { text };
        let edit =
            Edit { before: (draft.path.to_owned(), draft.text.to_owned()), after: (path.clone(), text), decisions };
        let changes = changes.with_decisions(edit.decisions.len());
        Ok(Some(Offer { path, changes, lost, held_back: held_back(draft.state), written: false, edit }))
    }

    /// The mark for a draft that has none: as it reads now, letter for letter, nobody has touched it.
    fn marked(&self, draft: &Draft<'_>, text: String) -> Option<Offer> {
        (draft.state != State::Untouched).then(|| Offer {
            path: draft.path.to_owned(),
            changes: Changes::mark_alone(),
            lost: Vec::new(),
            held_back: None,
            written: false,
            edit: Edit {
                before: (draft.path.to_owned(), draft.text.to_owned()),
                after: (draft.path.to_owned(), text),
                decisions: Vec::new(),
            },
        })
    }

    /// The report's id in its council: the one that it has, as long as that says its month and framework.
    fn name(&self, report: &Report, read: &Read<'_>, ids: &mut TakenIds) -> Result<String, Diagnostic> {
        let stem = id_stem(&read.framework.id, read.day);
        let stays = read.authority == report.authority && (report.name == stem || is_numbered(&report.name, &stem));
        // What was so before is no news.
        if stays && report.date() == Some(PartialDate::Day(read.day)) {
            return Ok(report.name.clone());
        }
        let same_visit = self.documents.reports.iter().find(|other| {
            other.authority == read.authority
                && other.framework.value == read.framework.id
                && other.id() != report.id()
                && other.date().is_some_and(|date| date.contains(PartialDate::Day(read.day)))
        });
        if let Some(other) = same_visit {
            return Err(not_taken(format!("it is of the same visit as `{}`, which is here already", other.id()))
                .hint("keep one of the two"));
        }
        Ok(if stays { report.name.clone() } else { ids.fresh(&read.authority, &stem) })
    }
}

/// The old ids of a report that is called so now. They lead on within one council only.
fn aliases(report: &Report, authority: &str, name: &str) -> Vec<String> {
    if authority != report.authority {
        return Vec::new();
    }
    let old = report.aliases.iter().map(|alias| alias.value.clone()).filter(|alias| alias != name);
    old.chain(Some(report.name.clone()).filter(|old| old != name)).collect()
}

/// `stem-2`, and so on.
fn is_numbered(name: &str, stem: &str) -> bool {
    let number = name.strip_prefix(stem).and_then(|rest| rest.strip_prefix('-'));
    number.is_some_and(|number| !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit()))
}

/// Whether a draft reads as it stands, but for its mark.
fn is_same(draft: &Draft<'_>, text: &str) -> bool {
    let bare = |text: &str| {
        let own = text.lines().find_map(|line| line.strip_prefix("draft_sha256 = \"")?.strip_suffix('"'));
        own.and_then(|own| mark::without(text, own)).unwrap_or_else(|| mark::plain(text))
    };
    bare(draft.text) == bare(text)
}

fn held_back(state: State) -> Option<Diagnostic> {
    (state == State::Unmarked).then(|| {
        Diagnostic::nowhere(
            Code::T0923,
            "it was imported before drafts carried a mark, so nobody can say whether an editor has touched it",
        )
        .hint("take over by hand what is better, or, if you know that nobody has touched it, add `--unmarked`")
    })
}

fn not_taken(message: String) -> Diagnostic {
    Diagnostic::nowhere(Code::T0926, message)
}

/// The report lies with another council, where its old addresses cannot lead.
fn moved(report: &Report, id: &str) -> Diagnostic {
    Diagnostic::nowhere(Code::T0924, format!("`{}` and all below it go: the report is `{id}` now", report.id()))
        .hint("an old id leads on only within one council; links and citations from outside have to be mended")
        .hint(format!(
            "where no report is left with `{0}`, `content/authorities/{0}.md` can be taken away",
            report.authority
        ))
}

/// Addresses that nothing leads on from.
fn gone(
    report: &Report,
    old: &[Statement],
    new: &[Statement],
    successors: &Successors,
    gone: &[String],
) -> Vec<Diagnostic> {
    let id = report.id();
    let mut lost: Vec<Diagnostic> = gone
        .iter()
        .map(|own| {
            let at = old.iter().position(|s| s.id.as_ref() == Some(own));
            let stays = at.is_some_and(|at| successors.of(at).is_some());
            let why = if stays { "its words stand in running text now" } else { "no finding is like it any more" };
            Diagnostic::nowhere(Code::T0924, format!("`{id}#{own}` has no successor: {why}"))
        })
        .collect();
    // A finding that asks for nothing any more keeps its place on the report's page, but has no page of its own.
    let asks_no_more = old.iter().enumerate().filter(|(_, s)| s.kind.asks()).filter_map(|(at, statement)| {
        let own = statement.id.as_ref().filter(|own| !gone.contains(own))?;
        let now = new.get(successors.of(at)?)?;
        (!now.kind.asks()).then(|| {
            let message = format!("`{id}#{own}` has no page of its own any more: it is a {} now", now.kind.shown());
            Diagnostic::nowhere(Code::T0924, message)
        })
    });
    lost.extend(asks_no_more);
    lost
}

/// Ids of reports that are taken.
pub(super) struct TakenIds(BTreeSet<(String, String)>);

impl TakenIds {
    pub(super) fn of(documents: &Documents) -> Self {
        let mut taken = BTreeSet::new();
        for report in &documents.reports {
            taken.insert((report.authority.clone(), report.name.clone()));
            // An old id is somebody's as well: it leads to a report.
            let own = report.aliases.iter().map(|a| a.value.rsplit('/').next().unwrap_or(&a.value).to_owned());
            taken.extend(own.map(|alias| (report.authority.clone(), alias)));
        }
        Self(taken)
    }

    fn fresh(&mut self, authority: &str, stem: &str) -> String {
        let id = first_free(stem, |id| !self.0.contains(&(authority.to_owned(), id.clone())));
        self.0.insert((authority.to_owned(), id.clone()));
        id
    }
}
