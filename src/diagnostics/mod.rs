//! One home for every message: about the content, and about what a command could not do.
//!
//! A [`Diagnostic`] says what is wrong, where, and what to do about it. Phases
//! collect diagnostics in a list and go on; nobody prints one before the run
//! is over. A failure that is not about the content, such as a full disk, is a
//! diagnostic without a place. Start reading at [`Diagnostic`]; the codes are listed in
//! [`codes`], the drawing for people is in [`draw`], the one for programs in
//! [`json`]. Nothing here may read files or know about reports.

pub mod codes;
mod draw;
mod examples;
mod fix;
mod json;
mod short;
mod sources;
mod workflow;

pub use codes::Code;
pub use draw::draw;
pub use examples::{Example, example};
pub use fix::{Fix, mended};
pub use json::to_json;
pub use short::short;
pub use sources::{Digest, FileId, Position, SourceFile, Sources, Span};
pub(crate) use sources::{line_around, split_near, stretch};
pub use workflow::to_workflow;

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Could change an outcome, an address or a link: nothing is built.
    Error,
    /// Everything else: the site is built, unless `--strict` is given.
    Warning,
}

impl Severity {
    /// The word that messages use: `error` or `warning`.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
        }
    }
}

/// One thing that is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// The stable code, which also says how bad it is.
    pub code: Code,
    /// What is wrong: lower case, no final full stop, back-ticks round what the editor wrote.
    pub message: String,
    /// Where, if it is in a file that could be read.
    pub span: Option<Span>,
    /// A few words beside the marked place.
    pub label: Box<str>,
    /// Other places that belong to it, each with its own few words.
    pub others: Vec<(Span, String)>,
    /// What to do about it.
    pub hints: Vec<String>,
    /// Whether an error counts as a warning here, since what it is about is left out.
    pub lowered: bool,
    /// What mends it, where there is one right answer.
    pub fix: Option<Box<Fix>>,
}

impl Diagnostic {
    /// A diagnostic at a place in a file.
    pub fn at(code: Code, span: Span, message: impl Into<String>) -> Self {
        Self {
            code,
            message: message.into(),
            span: Some(span),
            label: Box::default(),
            others: Vec::new(),
            hints: Vec::new(),
            lowered: false,
            fix: None,
        }
    }

    /// A diagnostic about something that has no place in a file.
    pub fn nowhere(code: Code, message: impl Into<String>) -> Self {
        Self { span: None, ..Self::at(code, Span::START, message) }
    }

    /// Adds a few words beside the marked place.
    #[must_use]
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = label.into().into();
        self
    }

    /// Adds what to do about it.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hints.push(hint.into());
        self
    }

    /// Adds what to do about it, when there is something to say.
    #[must_use]
    pub fn hint_if(mut self, hint: Option<String>) -> Self {
        self.hints.extend(hint);
        self
    }

    /// Adds what mends it: the words that should stand in a place. Without words, what stands there goes, with the
    /// comma that parts it from what is before it.
    #[must_use]
    pub fn fix(mut self, span: Span, words: impl Into<String>) -> Self {
        self.fix = Some(Box::new(Fix { span, words: words.into() }));
        self
    }

    /// Adds another place that belongs to it.
    #[must_use]
    pub fn other(mut self, span: Span, label: impl Into<String>) -> Self {
        self.others.push((span, label.into()));
        self
    }

    /// How bad it is: as its code says, unless it was lowered.
    #[must_use]
    pub fn severity(&self) -> Severity {
        if self.lowered { Severity::Warning } else { self.code.severity() }
    }
}

/// What is wrong where a file of the site cannot be turned into bytes: nothing that an editor did.
pub(crate) fn unwritten(path: &str, cause: &dyn std::fmt::Display) -> Diagnostic {
    Diagnostic::nowhere(Code::T0703, format!("`{path}` cannot be written out: {cause}"))
        .hint("this is a fault of the program: please report it with the content that shows it")
}

/// Puts diagnostics in the one order in which they are shown: by file, place, code and message.
pub fn sort(diagnostics: &mut Vec<Diagnostic>) {
    diagnostics.sort_by(|a, b| {
        let key = |d: &Diagnostic| d.span.map(|s| (s.file, s.start, s.end));
        key(a).cmp(&key(b)).then_with(|| a.code.cmp(&b.code)).then_with(|| a.message.cmp(&b.message))
    });
    // Two checks may find the same mistake.
    diagnostics.dedup();
}

/// A count with its noun: `1 error`, `2 errors`.
pub(crate) fn counted(count: usize, one: &str) -> String {
    format!("{count} {one}{}", if count == 1 { "" } else { "s" })
}

/// The nearest of the known words, as a hint, when one is near enough.
pub(crate) fn did_you_mean<'a>(written: &str, known: impl IntoIterator<Item = &'a str>) -> Option<String> {
    nearest(written, known).map(|word| format!("did you mean `{word}`?"))
}

fn nearest<'a>(written: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    // A wrong guess is worse than none: where there is none, most messages list all the words there are.
    const NEAR_ENOUGH: f64 = 0.82;
    let lower = written.to_lowercase();
    let mut best: Option<(f64, &str)> = None;
    for word in known {
        let score = strsim::jaro_winkler(&lower, &word.to_lowercase());
        if score >= NEAR_ENOUGH && best.is_none_or(|(top, _)| score > top) {
            best = Some((score, word));
        }
    }
    best.map(|(_, word)| word)
}
