//! The site built in memory. Where its content has errors, the last good pages stay, and each says
//! that something is wrong.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use crate::diagnostics::{Diagnostic, Severity, Sources, draw};
use crate::model::Knowledge;
use crate::render::{Engine, Unmade};
use crate::site::Site;
use crate::workspace::{self, LeaveOut};

type Pages = BTreeMap<String, Vec<u8>>;

/// A site in memory, and what is wrong with its content now.
#[derive(Debug, Default)]
pub(crate) struct Preview {
    pages: Arc<Pages>,
    /// Errors as `check` draws them; the pages are then those of an earlier build.
    pub(crate) errors: Vec<String>,
}

/// What is put before the end of each page.
const RELOAD: &[u8] = b"<script src=\"/_throughline/reload.js\" defer></script>\n";

impl Preview {
    /// Builds the site in `root` for the address `base`; `last` is shown where it cannot be built.
    pub(crate) fn build(root: &Path, base: &str, last: Option<&Self>) -> Self {
        match workspace::read_site(root, LeaveOut::Unreviewed) {
            Ok((knowledge, problems)) => Self::build_from(root, base, knowledge, &problems, last),
            Err(problem) => Self::broken(drawn(vec![&problem], &Sources::default()), last),
        }
    }

    /// The same of what has been read already.
    fn build_from(root: &Path, base: &str, knowledge: Knowledge, problems: &[Diagnostic], last: Option<&Self>) -> Self {
        let errors: Vec<&Diagnostic> = problems.iter().filter(|p| p.severity() == Severity::Error).collect();
        if !errors.is_empty() {
            return Self::broken(drawn(errors, &knowledge.documents.sources), last);
        }
        // Full addresses, as citations have them, lead to this server and not to the published site.
        let knowledge = knowledge.at_address(base);
        match render(root, &knowledge) {
            Ok(pages) => Self { pages: Arc::new(pages), errors: Vec::new() },
            Err(problems) => Self::broken(drawn(problems.iter().collect(), &knowledge.documents.sources), last),
        }
    }

    fn broken(errors: Vec<String>, last: Option<&Self>) -> Self {
        Self { pages: last.map(|l| l.pages.clone()).unwrap_or_default(), errors }
    }

    /// A file by the path of its address, with its name.
    pub(crate) fn file(&self, path: &str) -> Option<(String, Vec<u8>)> {
        let name = match path.trim_start_matches('/') {
            "" => "index.html".to_owned(),
            folder if folder.ends_with('/') => format!("{folder}index.html"),
            name => name.to_owned(),
        };
        let bytes = self.pages.get(&name)?;
        let bytes = if name.ends_with(".html") { self.with_reload(bytes) } else { bytes.clone() };
        Some((name, bytes))
    }

    /// What stands where nothing is.
    pub(crate) fn not_found(&self) -> Vec<u8> {
        // As long as nothing was built there is no page of the site to say it.
        const NOTHING: &[u8] = b"<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>Not built yet</title></head>\n<body>\n<h1>The site could not be built yet</h1>\n</body></html>\n";
        self.with_reload(self.pages.get("404.html").map_or(NOTHING, Vec::as_slice))
    }

    /// The page with the script that reloads it, and with what is wrong.
    fn with_reload(&self, page: &[u8]) -> Vec<u8> {
        // The last one: a report's words may hold the same letters earlier on the page.
        let (before, after) = split_before_end(page).unwrap_or((page, &[]));
        let mut out = before.to_vec();
        if !self.errors.is_empty() {
            out.extend_from_slice(b"<pre id=\"throughline_errors\">");
            out.extend_from_slice(escaped(&self.errors.join("\n\n")).as_bytes());
            out.extend_from_slice(b"</pre>\n");
        }
        out.extend_from_slice(RELOAD);
        out.extend_from_slice(after);
        out
    }
}

fn render(root: &Path, knowledge: &Knowledge) -> Result<Pages, Vec<Diagnostic>> {
    let engine = Engine::new(root, &knowledge.documents.settings).map_err(|problem| vec![problem])?;
    let pages = Mutex::new(Pages::new());
    let put = |path: &str, bytes: &[u8]| {
        pages.lock().unwrap_or_else(PoisonError::into_inner).insert(path.to_owned(), bytes.to_vec());
        Ok::<(), std::convert::Infallible>(())
    };
    match engine.render_all(&Site::new(knowledge), &put) {
        Ok(()) => Ok(pages.into_inner().unwrap_or_else(PoisonError::into_inner)),
        Err(Unmade::Pages(problems)) => Err(problems),
        Err(Unmade::Kept(never)) => match never {},
    }
}

fn drawn(problems: Vec<&Diagnostic>, sources: &Sources) -> Vec<String> {
    problems.into_iter().map(|p| draw(p, sources, false)).collect()
}

fn split_before_end(page: &[u8]) -> Option<(&[u8], &[u8])> {
    const END: &[u8] = b"</body>";
    page.split_at_checked(page.windows(END.len()).rposition(|window| window == END)?)
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}
