//! Files that hosts read, beside the pages: written where `host_files` asks for them.

/// The policy of a page as a header: the same as in the page, and who may frame it, which a page cannot say of itself.
const POLICY: &str = "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'";

/// Headers of every answer. What was searched for stands in addresses, and is nobody else's business.
const HEADERS: &[(&str, &str)] =
    &[("Content-Security-Policy", POLICY), ("X-Content-Type-Options", "nosniff"), ("Referrer-Policy", "same-origin")];

/// Pages and data change with every build under the same address: a browser asks each time whether its copy still is the newest,
/// which takes no more than a short answer. Scripts and styles may be an hour old.
const CACHING: &[(&str, &str)] = &[("/assets/*", "public, max-age=3600")];

/// The files: name and text.
pub(super) fn files() -> [(&'static str, String); 2] {
    [("_headers", headers()), (".nojekyll", String::new())]
}

/// As Netlify and Cloudflare Pages read it.
fn headers() -> String {
    let line = |(name, value): &(&str, &str)| format!("  {name}: {value}\n");
    let all: String = HEADERS.iter().map(line).collect();
    let caching: String = CACHING.iter().map(|(path, value)| format!("\n{path}\n  Cache-Control: {value}\n")).collect();
    format!("/*\n{all}{caching}")
}
