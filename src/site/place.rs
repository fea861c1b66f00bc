//! Where something stands in the original, and the way there.

use serde::Serialize;

use super::context::PageContext;
use crate::model::{FindingId, ReportId};
use crate::source::origin::Original;

/// A place in an original.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct PlaceView {
    /// `paragraph 12, page 4`; `the original` where no place is known.
    text: String,
    /// The original's own address, at the page where that is known.
    pub(super) href: Option<String>,
    /// Otherwise a page that lists it among others.
    listed: Option<String>,
}

impl PageContext<'_> {
    /// Where a finding stands in the original; nothing where neither the place nor the original is known.
    pub(super) fn place(&self, id: FindingId) -> Option<PlaceView> {
        self.place_at(id.report, self.knowledge.finding(id).at.as_deref())
    }

    fn place_at(&self, id: ReportId, at: Option<&str>) -> Option<PlaceView> {
        let documents = &self.knowledge.documents;
        let (href, listed) = match documents.original(self.knowledge.report(id), at) {
            Some(original @ Original::Document(_)) => (Some(original.seen_from(&self.root)), None),
            Some(Original::Listed(address)) => (None, Some(address)),
            None => (None, None),
        };
        (at.is_some() || href.is_some() || listed.is_some()).then(|| PlaceView {
            text: at.unwrap_or("the original").to_owned(),
            href,
            listed,
        })
    }
}
