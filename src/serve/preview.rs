//! The site as its files are now. Where its content has errors, the last good pages stay, and each says
//! that something is wrong: in a panel over it, with every message.

use std::path::Path;
use std::sync::Arc;

use super::on_demand::OnDemand;
use crate::diagnostics::{Diagnostic, Severity, Sources, counted, draw};
use crate::model::Knowledge;
use crate::render::Engine;
use crate::workspace::{self, LeaveOut};

/// A site whose files can be asked for, and what is wrong with its content now.
#[derive(Debug, Default)]
pub(crate) struct Preview {
    /// Of an earlier reading where there are errors; nothing where it never was without.
    site: Option<Arc<OnDemand>>,
    /// Errors as `check` draws them.
    pub(crate) errors: Vec<String>,
    /// Warnings, likewise: the first of them where they are many.
    warnings: Vec<String>,
    /// How many warnings there are.
    warned: usize,
}

/// So many warnings a panel holds; behind them it names how many there are.
const WARNINGS: usize = 30;

/// What comes of a question for a page.
pub(crate) enum Found {
    /// A file, with its name.
    File(String, Vec<u8>),
    /// Nothing stands there; what says so.
    Nothing(Vec<u8>),
    /// The page could not be made; what says why.
    Unmade(Vec<u8>),
}

/// The page where there is none yet.
const EMPTY: &[u8] = b"<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>Not built yet</title></head>\n<body>\n<h1>The site could not be built yet</h1>\n</body></html>\n";

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
        let warned = problems.len() - errors.len();
        let warnings = problems.iter().filter(|p| p.severity() == Severity::Warning).take(WARNINGS).collect();
        let warnings = drawn(warnings, &knowledge.documents.sources);
        if !errors.is_empty() {
            let errors = drawn(errors, &knowledge.documents.sources);
            return Self { warnings, warned, ..Self::broken(errors, last) };
        }
        // Full addresses, as citations have them, lead to this server and not to the published site.
        let knowledge = knowledge.at_address(base);
        let made = Engine::new(root, &knowledge.documents.settings)
            .map_err(|problem| vec![problem])
            .and_then(|engine| OnDemand::new(engine, knowledge));
        match made {
            Ok(site) => Self { site: Some(Arc::new(site)), errors: Vec::new(), warnings, warned },
            // What is wrong with a template has no place in the content.
            Err(problems) => Self::broken(drawn(problems.iter().collect(), &Sources::default()), last),
        }
    }

    fn broken(errors: Vec<String>, last: Option<&Self>) -> Self {
        Self { site: last.and_then(|l| l.site.clone()), errors, ..Self::default() }
    }

    /// A file by the path of its address.
    pub(crate) async fn file(&self, path: &str) -> Found {
        let name = match path.trim_start_matches('/') {
            "" => "index.html".to_owned(),
            folder if folder.ends_with('/') => format!("{folder}index.html"),
            name => name.to_owned(),
        };
        match self.made(&name).await {
            Ok(Some(bytes)) if name.ends_with(".html") => Found::File(name, self.with_reload(&bytes)),
            Ok(Some(bytes)) => Found::File(name, bytes),
            Ok(None) => self.nothing().await,
            Err(problems) => {
                let problems = drawn(problems.iter().collect(), &Sources::default());
                Found::Unmade(Self::broken(problems, None).with_reload(EMPTY))
            }
        }
    }

    /// What stands where nothing is.
    pub(crate) async fn nothing(&self) -> Found {
        let page = self.made("404.html").await.ok().flatten();
        // As long as nothing was built there is no page of the site to say it.
        Found::Nothing(self.with_reload(page.as_deref().unwrap_or(EMPTY)))
    }

    async fn made(&self, name: &str) -> Result<Option<Vec<u8>>, Vec<Diagnostic>> {
        match &self.site {
            Some(site) => site.file(name).await,
            None => Ok(None),
        }
    }

    /// The page with the script that reloads it, and with what is wrong.
    fn with_reload(&self, page: &[u8]) -> Vec<u8> {
        // The last one: a report's words may hold the same letters earlier on the page.
        let (before, after) = split_before_end(page).unwrap_or((page, &[]));
        let mut out = before.to_vec();
        out.extend_from_slice(self.panel().as_bytes());
        out.extend_from_slice(RELOAD);
        out.extend_from_slice(after);
        out
    }

    /// What is wrong, folded where it stops nothing.
    fn panel(&self) -> String {
        if self.errors.is_empty() && self.warned == 0 {
            return String::new();
        }
        let mut counts = Vec::new();
        if !self.errors.is_empty() {
            counts.push(format!("{}: this page is from before", counted(self.errors.len(), "error")));
        }
        if self.warned > 0 {
            counts.push(counted(self.warned, "warning"));
        }
        let open = if self.errors.is_empty() { "" } else { " open" };
        let mut all: Vec<&str> = self.errors.iter().chain(&self.warnings).map(String::as_str).collect();
        if self.warned > self.warnings.len() {
            all.push("... and more: `throughline check --all` shows them");
        }
        let (summary, all) = (counts.join("; "), escaped(&all.join("\n\n")));
        format!("<details id=\"throughline_problems\"{open}><summary>{summary}</summary><pre>{all}</pre></details>\n")
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
