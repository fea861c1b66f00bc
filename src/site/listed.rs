//! A recommendation as a list knows it that a reader chooses rows from: what it is chosen and sorted by, and what its row
//! shows.

use super::Site;
use super::address::Page;
use super::apart::thread_apart;
use super::context::PageContext;
use super::readers::in_words;
use super::who::WhoView;
use crate::model::{Because, Outcome, Reader, Recommendation, RecommendationId};
use crate::source::date::PartialDate;
use crate::source::shorten::shorten;
use crate::source::words::Kind;

/// Letters of its words that a row holds, far more than a recommendation has that is one sentence or a few. Without a
/// limit the files of rows would have none either: each holds so many rows.
const LONGEST: usize = 2_000;

/// What a recommendation is chosen and sorted by.
pub(crate) struct Listed<'k> {
    /// The date of its report as one number, `20220722`; a date known in part as its last day.
    pub(crate) asked: i32,
    pub(crate) stands: Stands,
    /// Where its thread stands, when it is the thread's newest, which speaks for it.
    pub(crate) thread: Option<Stands>,
    pub(crate) kind: Kind,
    pub(crate) themes: Vec<&'k str>,
    pub(crate) to: Option<&'k str>,
    pub(crate) by: Option<&'k str>,
    /// In how many reports its thread was asked for.
    pub(crate) raised: usize,
    /// When its thread was first asked for.
    pub(crate) since: i32,
}

/// Where a recommendation or a thread stands.
pub(crate) struct Stands {
    pub(crate) outcome: Outcome,
    /// Who says so; nobody where nothing was said.
    pub(crate) reader: Option<Reader>,
    /// When the report is from that made it so; before there is one, its own.
    pub(crate) changed: i32,
    /// Whether it rests on reports that somebody has read.
    pub(crate) is_read: bool,
}

/// What its row shows.
pub(crate) struct ListedWords {
    /// Its full id.
    pub(crate) id: String,
    pub(crate) words: String,
    pub(crate) label: String,
    pub(crate) report: String,
    pub(crate) report_href: String,
    /// The date of its report as it is printed in data.
    pub(crate) asked: String,
    pub(crate) href: String,
    pub(crate) who: Option<WhoShown>,
    /// Who says where its thread stands, where that is somebody else.
    pub(crate) thread_who: Option<WhoShown>,
    /// Where its thread stands, where that is elsewhere: how it is the same request, and who says so.
    pub(crate) apart: Option<(String, Outcome, Option<Reader>)>,
}

/// Who says so, as one line with one link.
#[derive(PartialEq, Eq)]
pub(crate) struct WhoShown {
    /// The style and the text of the sign of who says that it is about this.
    pub(crate) sign: Option<(&'static str, String)>,
    pub(crate) how: &'static str,
    pub(crate) text: String,
    pub(crate) href: String,
    /// What follows the link: the basis.
    pub(crate) then: String,
}

impl<'k> Site<'k> {
    /// All recommendations in the order of lists: by authority, then by date.
    pub(crate) fn listed_in_order(&self) -> &[RecommendationId] {
        self.index.in_order()
    }

    /// Who can say so, in words.
    pub(crate) fn reader_words(&self) -> Vec<(&'static str, String)> {
        let speaker = &self.index.readers().of_site().speaker;
        Reader::ALL.iter().map(|reader| (reader.word(), in_words(*reader, speaker))).collect()
    }

    /// What a recommendation is chosen and sorted by.
    pub(crate) fn listed(&self, id: RecommendationId) -> Listed<'k> {
        let knowledge = self.knowledge;
        let recommendation = knowledge.recommendation(id);
        let finding = knowledge.finding(recommendation.finding);
        let report = recommendation.finding.report;
        let thread = knowledge.thread(recommendation.thread);
        let own = knowledge.date(report);
        Listed {
            asked: day(own),
            stands: self.stands(&recommendation.because, own, knowledge.is_read(recommendation)),
            thread: (thread.last == id).then(|| self.stands(&thread.because, own, thread.is_read)),
            kind: finding.kind,
            themes: finding.themes.iter().map(|t| t.value.as_str()).collect(),
            to: finding.to.as_deref(),
            by: finding.by.as_deref(),
            raised: thread.raised(),
            since: day(thread.since),
        }
    }

    fn stands(&self, because: &Because, own: PartialDate, is_read: bool) -> Stands {
        let decided = because.decided_in().map_or(own, |report| self.knowledge.date(report));
        Stands { outcome: because.outcome(), reader: because.reader(), changed: day(decided), is_read }
    }

    /// What the row of a recommendation shows, its addresses seen from the site's root.
    pub(crate) fn listed_words(&self, id: RecommendationId) -> ListedWords {
        let knowledge = self.knowledge;
        let context = PageContext::new(knowledge, &self.index, "");
        let recommendation = knowledge.recommendation(id);
        let finding = recommendation.finding;
        let report = context.report(finding.report);
        let who = context.who(&recommendation.because).map(shown);
        let thread_who = thread_because(self, recommendation).and_then(|because| context.who(because)).map(shown);
        ListedWords {
            id: knowledge.finding_name(finding),
            words: shorten(&knowledge.finding(finding).text, LONGEST),
            label: context.label(finding),
            report: report.text,
            report_href: report.href,
            asked: knowledge.date(finding.report).to_string(),
            href: context.href(&Page::Recommendation(id)),
            apart: thread_apart(knowledge, recommendation)
                .map(|(words, because)| (words, because.outcome(), because.reader())),
            thread_who: thread_who.filter(|one| who.as_ref() != Some(one)),
            who,
        }
    }
}

/// Why the thread stands where it stands that a recommendation is the newest of.
fn thread_because<'k>(site: &Site<'k>, recommendation: &Recommendation) -> Option<&'k Because> {
    let thread = site.knowledge.thread(recommendation.thread);
    (thread.last == recommendation.id).then_some(&thread.because)
}

fn shown(who: WhoView) -> WhoShown {
    let then: Vec<&str> = who.basis.into_iter().chain(who.then).collect();
    let sign = who.sign.map(|sign| (sign.style, sign.text));
    WhoShown { sign, how: who.how, text: who.finding.text, href: who.finding.href, then: then.join(", ") }
}

/// A date as one number, `20220722`.
fn day(date: PartialDate) -> i32 {
    let day = date.last_day();
    i32::from(day.year()) * 10_000 + i32::from(day.month()) * 100 + i32::from(day.day())
}
