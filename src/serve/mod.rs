//! The site on this machine: made in memory, served on loopback, read again and reloaded when its
//! files change.
//!
//! Start at [`site`]. Nothing is written to the disk. What others may not ask is in [`guard`], what is
//! read in [`preview`], how its files are made in [`on_demand`], what is watched in [`watch`].

pub(crate) mod guard;
mod on_demand;
pub(crate) mod preview;
pub(crate) mod watch;

use std::convert::Infallible;
use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::Path;
use std::sync::{Arc, PoisonError, RwLock};

use axum::Router;
use axum::extract::{Request, State};
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::sse::{Event, Sse};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use tokio::net::TcpListener;
use tokio_stream::wrappers::WatchStream;
use tokio_stream::{Stream, StreamExt as _};

use preview::{Found, Preview};

use crate::diagnostics::{Code, Diagnostic};

/// The port that is tried first, and how many after it.
pub(crate) const PORT: u16 = 8017;
// Several sites may be open at once, each on a port of its own.
const TRIES: u16 = 20;

/// The newest preview, and who is told when there is a newer one.
#[derive(Clone)]
pub(crate) struct Newest {
    preview: Arc<RwLock<Arc<Preview>>>,
    changes: tokio::sync::watch::Sender<u64>,
}

impl Newest {
    pub(crate) fn new(preview: Preview) -> Self {
        Self { preview: Arc::new(RwLock::new(Arc::new(preview))), changes: tokio::sync::watch::Sender::new(0) }
    }

    pub(crate) fn get(&self) -> Arc<Preview> {
        self.preview.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Takes a newer one and tells every open page.
    pub(crate) fn set(&self, preview: Preview) {
        *self.preview.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(preview);
        self.changes.send_modify(|version| *version += 1);
    }

    /// One event whenever there is a newer one.
    pub(crate) fn events(&self) -> Sse<impl Stream<Item = Result<Event, Infallible>> + use<>> {
        // The first value is what the page has already.
        let changes = WatchStream::from_changes(self.changes.subscribe());
        Sse::new(changes.map(|version| Ok(Event::default().event("built").data(version.to_string()))))
    }
}

/// Where a server listens.
pub(crate) struct Bound {
    pub(crate) runtime: tokio::runtime::Runtime,
    listener: TcpListener,
    pub(crate) address: SocketAddr,
}

/// Listens on loopback: on `port`, or on the first free one from [`PORT`] on.
pub(crate) fn bind(port: Option<u16>) -> io::Result<Bound> {
    // One person asks at a time, so one thread is enough.
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let ports = port.map_or(PORT..=PORT + TRIES, |port| port..=port);
    let mut refused = io::Error::from(io::ErrorKind::AddrInUse);
    for port in ports {
        match runtime.block_on(TcpListener::bind((Ipv4Addr::LOCALHOST, port))) {
            Ok(listener) => {
                let address = listener.local_addr()?;
                return Ok(Bound { runtime, listener, address });
            }
            Err(error) => refused = error,
        }
    }
    Err(refused)
}

impl Bound {
    /// Answers until the program is told to stop.
    pub(crate) fn run(self, router: Router) -> io::Result<()> {
        let router = guard::only_this_machine(router, self.address.port());
        self.runtime.block_on(async {
            tokio::select! {
                ended = async { axum::serve(self.listener, router).await } => ended,
                stopped = tokio::signal::ctrl_c() => stopped,
            }
        })
    }
}

/// Serves the site in `root` until the program is told to stop; `said` is called with the address
/// once it can be opened, and with what is wrong after each build.
pub(crate) fn site(root: &Path, bound: Bound, said: impl Fn(&Preview) + Send + 'static) -> io::Result<()> {
    let base = format!("http://{}/", bound.address);
    let first = Preview::build(root, &base, None);
    said(&first);
    let newest = Newest::new(first);
    let _watcher = watch::watch(root, {
        let (root, newest) = (root.to_owned(), newest.clone());
        move || {
            let preview = Preview::build(&root, &base, Some(&newest.get()));
            said(&preview);
            newest.set(preview);
        }
    })?;
    bound.run(pages(newest))
}

/// The pages of the site, at the root.
pub(crate) fn pages(newest: Newest) -> Router {
    Router::new()
        .route("/_throughline/reload.js", get(|| async { script(include_str!("reload.js")) }))
        .route("/_throughline/events", get(async |State(newest): State<Newest>| newest.events()))
        .fallback(page)
        .with_state(newest)
}

/// The server, or what it serves, cannot run.
pub(crate) fn cannot_run(what: &str, error: &io::Error) -> Diagnostic {
    Diagnostic::nowhere(Code::T1108, format!("{what}: {error}"))
}

/// A script.
pub(crate) fn script(text: &'static str) -> Response {
    answer(StatusCode::OK, "text/javascript; charset=utf-8", text.as_bytes().to_vec())
}

async fn page(State(newest): State<Newest>, request: Request) -> Response {
    let preview = newest.get();
    let path = decoded(request.uri().path());
    let found = match path {
        Some(path) => preview.file(&path).await,
        None => preview.nothing().await,
    };
    match found {
        Found::File(name, bytes) => answer(StatusCode::OK, media_type(&name), bytes),
        Found::Nothing(bytes) => answer(StatusCode::NOT_FOUND, media_type("404.html"), bytes),
        Found::Unmade(bytes) => answer(StatusCode::INTERNAL_SERVER_ERROR, media_type("404.html"), bytes),
    }
}

/// An answer that nobody keeps.
pub(crate) fn answer(status: StatusCode, media: &'static str, bytes: Vec<u8>) -> Response {
    const SNIFF: HeaderName = HeaderName::from_static("x-content-type-options");
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(media)),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
        (SNIFF, HeaderValue::from_static("nosniff")),
    ];
    (status, headers, bytes).into_response()
}

/// The path with `%20` and the like read; none where that is no UTF-8, since such a path names no page.
fn decoded(path: &str) -> Option<String> {
    let mut left = path.as_bytes();
    let mut out = Vec::with_capacity(left.len());
    while let [first, after @ ..] = left {
        let (byte, after) = escaped(left).unwrap_or((*first, after));
        out.push(byte);
        left = after;
    }
    String::from_utf8(out).ok()
}

/// The byte that a text begins with as `%20`, and what stands behind it.
fn escaped(text: &[u8]) -> Option<(u8, &[u8])> {
    let [b'%', high, low, after @ ..] = text else { return None };
    let digit = |byte: &u8| char::from(*byte).to_digit(16);
    Some((u8::try_from(digit(high)? * 16 + digit(low)?).ok()?, after))
}

fn media_type(name: &str) -> &'static str {
    match name.rsplit('.').next().unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "json" => "application/json",
        "svg" => "image/svg+xml",
        "xml" => "application/xml",
        "csv" => "text/csv; charset=utf-8",
        "txt" => "text/plain; charset=utf-8",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "pdf" => "application/pdf",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::decoded;

    #[test]
    fn paths_are_decoded_and_nonsense_is_kept() {
        assert_eq!(decoded("/a%20b.html").as_deref(), Some("/a b.html"));
        assert_eq!(decoded("/%zz%4").as_deref(), Some("/%zz%4"));
        assert_eq!(decoded("/%+4").as_deref(), Some("/%+4"), "a sign is no digit");
        assert_eq!(decoded("/%ff"), None, "an empty path would be the home page");
        assert_eq!(decoded("/%é").as_deref(), Some("/%é"));
    }
}
