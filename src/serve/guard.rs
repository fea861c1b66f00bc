//! Who may ask: a browser on this machine that opened this server's own page.
//!
//! The server listens on loopback only. A page of another site could still make a browser ask here:
//! by a name that it has pointed at this machine, which the `Host` header gives away, or by a form or
//! script, which does not know the token of this start.

use axum::Router;
use axum::extract::Request;
use axum::http::{HeaderMap, StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};

use crate::diagnostics::{Code, Diagnostic, Sources, draw};

/// The header that carries the token.
pub(crate) const TOKEN_HEADER: &str = "x-throughline-token";

/// Answers only what is addressed to this machine by name.
pub(crate) fn only_this_machine(router: Router, port: u16) -> Router {
    router.layer(middleware::from_fn(move |request: Request, next: Next| async move {
        if is_own_name(request.headers(), port) {
            next.run(request).await
        } else {
            refused("this server answers only to this machine's own names", "open the address that the program printed")
        }
    }))
}

fn is_own_name(headers: &HeaderMap, port: u16) -> bool {
    let host = headers.get(header::HOST).and_then(|h| h.to_str().ok()).unwrap_or_default();
    let Some((name, said)) = host.rsplit_once(':') else { return false };
    said.parse() == Ok(port) && matches!(name, "127.0.0.1" | "localhost")
}

/// A secret that every change must carry, new at each start.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Token(String);

impl Token {
    /// A new one.
    pub(crate) fn new() -> std::io::Result<Self> {
        // Far more than anybody could try while the program runs.
        let mut bytes = [0_u8; 24];
        getrandom::fill(&mut bytes).map_err(|e| std::io::Error::other(e.to_string()))?;
        Ok(Self(bytes.iter().map(|b| format!("{b:02x}")).collect()))
    }

    /// For the page that may use it.
    pub(crate) fn text(&self) -> &str {
        &self.0
    }

    /// Whether a request carries it.
    pub(crate) fn is_in(&self, headers: &HeaderMap) -> bool {
        headers.get(TOKEN_HEADER).is_some_and(|value| value.as_bytes() == self.0.as_bytes())
    }
}

/// What is said to who may not ask.
pub(crate) fn refused(why: &'static str, hint: &'static str) -> Response {
    let problem = Diagnostic::nowhere(Code::T1110, why).hint(hint);
    (StatusCode::FORBIDDEN, draw(&problem, &Sources::default(), false)).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn host(name: &str) -> HeaderMap {
        let mut headers = HeaderMap::new();
        headers.insert(header::HOST, name.parse().unwrap());
        headers
    }

    #[test]
    fn only_this_machines_names_at_this_port_are_answered() {
        for good in ["127.0.0.1:8017", "localhost:8017"] {
            assert!(is_own_name(&host(good), 8017), "{good}");
        }
        for bad in ["evil.example:8017", "localhost", "localhost:80", "localhost.evil.example:8017", ":8017"] {
            assert!(!is_own_name(&host(bad), 8017), "{bad}");
        }
        assert!(!is_own_name(&HeaderMap::new(), 8017));
    }

    #[test]
    fn a_token_is_new_each_time_and_must_be_carried() {
        let (one, other) = (Token::new().unwrap(), Token::new().unwrap());
        assert!(one != other && one.text().len() == 48);
        let mut headers = HeaderMap::new();
        assert!(!one.is_in(&headers));
        headers.insert(TOKEN_HEADER, one.text().parse().unwrap());
        assert!(one.is_in(&headers) && !other.is_in(&headers));
    }
}
