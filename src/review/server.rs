//! What a browser on this machine may ask of the desk. Every change must carry the token of this start.

use std::io;
use std::path::Path;
use std::sync::Arc;

use axum::extract::{Query, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::decision::Decision;
use super::desk::{Decided, OnSample, ReviewDesk};
use super::refused as desk_refuses;
use super::steps::Walk;
use crate::diagnostics::{Code, Diagnostic};
use crate::serve::guard::{Token, refused};
use crate::serve::preview::Preview;
use crate::serve::{self, Bound, Newest, watch};

/// Where the desk is.
pub(crate) const PATH: &str = "/_throughline/review";

const PAGE: &str = include_str!("page/review.html");
const STYLE: &str = include_str!("page/review.css");
const DIALOGS: &str = include_str!("page/dialogs.css");
const SCRIPTS: &[(&str, &str)] = &[
    ("ask.js", include_str!("page/ask.js")),
    ("elements.js", include_str!("page/elements.js")),
    ("facts.js", include_str!("page/facts.js")),
    ("group.js", include_str!("page/group.js")),
    ("keys.js", include_str!("page/keys.js")),
    ("review.js", include_str!("page/review.js")),
    ("sample.js", include_str!("page/sample.js")),
    ("source.js", include_str!("page/source.js")),
    ("steps.js", include_str!("page/steps.js")),
    ("worklist.js", include_str!("page/worklist.js")),
];

#[derive(Clone)]
struct Shared {
    desk: Arc<ReviewDesk>,
    token: Token,
}

/// Serves the desk, and the site beside it, until the program is told to stop.
pub(crate) fn run(root: &Path, bound: Bound, desk: ReviewDesk) -> io::Result<()> {
    let base = format!("http://{}/", bound.address);
    let desk = Arc::new(desk);
    let newest = Newest::new(Preview::build(root, &base, None));
    let _watcher = watch::watch(root, {
        let (root, newest, desk) = (root.to_owned(), newest.clone(), desk.clone());
        move || {
            // The desk first, as building takes longer: nothing may be decided on what has changed.
            desk.note_change();
            newest.set(Preview::build(&root, &base, Some(&newest.get())));
        }
    })?;
    let shared = Shared { desk, token: Token::new()? };
    bound.run(router(shared).merge(serve::pages(newest)))
}

fn router(shared: Shared) -> Router {
    let mut router = Router::new()
        .route(PATH, get(page))
        .route("/_throughline/review/review.css", get(|| async { css(STYLE) }))
        .route("/_throughline/review/dialogs.css", get(|| async { css(DIALOGS) }))
        // What only reads carries no token: a page of another site may ask, but no browser lets it see the answer.
        .route("/_throughline/review/worklist", get(async |State(s): State<Shared>| answered(s.desk.worklist())))
        .route(
            "/_throughline/review/report",
            get(async |State(s): State<Shared>, Query(q): Query<Asked>| answered(s.desk.report(&q.id, q.walk()))),
        )
        .route(
            "/_throughline/review/around",
            get(async |State(s): State<Shared>, Query(q): Query<Asked>| answered(s.desk.around(&q.id))),
        )
        .route("/_throughline/review/samples", get(async |State(s): State<Shared>| answered(s.desk.sample_kinds())))
        .route(
            "/_throughline/review/sample",
            get(async |State(s): State<Shared>, Query(q): Query<Asked>| answered(s.desk.sample(&q.id))).post(on_sample),
        )
        .route("/_throughline/review/source", get(source))
        .route(
            "/_throughline/review/page",
            get(async |State(s): State<Shared>, Query(q): Query<Asked>| {
                let page = s.desk.page(&q.id, q.words.as_deref().unwrap_or_default());
                answered(page.map(|page| serde_json::json!({ "page": page })))
            }),
        )
        .route("/_throughline/review/decide", post(decide))
        .route("/_throughline/review/undo", post(undo));
    for (name, text) in SCRIPTS {
        router = router.route(&format!("{PATH}/{name}"), get(async || serve::script(text)));
    }
    router.with_state(shared)
}

/// Which report.
#[derive(Deserialize)]
struct Asked {
    id: String,
    /// `yes` to walk through what is only possible as well.
    possible: Option<String>,
    /// Words that are looked for in its source.
    words: Option<String>,
}

impl Asked {
    fn walk(&self) -> Walk {
        if self.possible.as_deref() == Some("yes") { Walk::Possible } else { Walk::Likely }
    }
}

async fn page(State(shared): State<Shared>) -> Response {
    let text = PAGE.replace("{{ token }}", shared.token.text());
    own_frames_only(serve::answer(StatusCode::OK, "text/html; charset=utf-8", text.into_bytes()))
}

fn css(style: &'static str) -> Response {
    serve::answer(StatusCode::OK, "text/css; charset=utf-8", style.as_bytes().to_vec())
}

/// The file that a report was taken from; in a frame of this page alone.
async fn source(State(shared): State<Shared>, Query(asked): Query<Asked>) -> Response {
    match shared.desk.source(&asked.id) {
        Ok(bytes) => own_frames_only(serve::answer(StatusCode::OK, "application/pdf", bytes)),
        Err(problem) => answered::<()>(Err(problem)),
    }
}

/// No page of another site may show it in a frame, or load it.
fn own_frames_only(mut answer: Response) -> Response {
    const RESOURCES: HeaderName = HeaderName::from_static("cross-origin-resource-policy");
    let headers = answer.headers_mut();
    headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static("frame-ancestors 'self'"));
    headers.insert(RESOURCES, HeaderValue::from_static("same-origin"));
    answer
}

async fn decide(State(shared): State<Shared>, headers: HeaderMap, body: String) -> Response {
    changed(&shared, &headers, &body, |desk, decision: Decision| desk.decide(&decision))
}

async fn on_sample(State(shared): State<Shared>, headers: HeaderMap, body: String) -> Response {
    changed(&shared, &headers, &body, |desk, what: OnSample| desk.on_sample(&what))
}

/// A change, which must carry the token.
fn changed<D: DeserializeOwned>(
    shared: &Shared,
    headers: &HeaderMap,
    body: &str,
    make: impl FnOnce(&ReviewDesk, D) -> Result<Decided, Diagnostic>,
) -> Response {
    if !shared.token.is_in(headers) {
        return of_earlier_start();
    }
    // Read here and not by the framework, so that what cannot be understood is refused with a code.
    match serde_json::from_str::<D>(body) {
        Ok(decision) => answered(make(&shared.desk, decision)),
        Err(error) => {
            let message = format!("the decision cannot be read: {error}");
            answered::<()>(Err(desk_refuses(Code::T1105, message, "reload the page")))
        }
    }
}

async fn undo(State(shared): State<Shared>, headers: HeaderMap) -> Response {
    if !shared.token.is_in(&headers) {
        return of_earlier_start();
    }
    answered(shared.desk.undo())
}

fn of_earlier_start() -> Response {
    refused("this page is of an earlier start of the program", "reload it")
}

/// An answer, or why there is none.
fn answered<T: Serialize>(result: Result<T, Diagnostic>) -> Response {
    match result {
        Ok(value) => Json(value).into_response(),
        Err(problem) => {
            let hint = problem.hints.join("; ");
            let said = serde_json::json!({ "code": problem.code.name(), "error": problem.message, "hint": hint });
            (StatusCode::CONFLICT, Json(said)).into_response()
        }
    }
}
