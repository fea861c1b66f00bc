//! Tags of HTML and marks of Markdown inside a line.

/// Names of tags that are left over in copied text. Anything else in angle brackets is text.
const TAGS: [&str; 24] = [
    "ul", "ol", "li", "p", "br", "hr", "b", "i", "u", "em", "strong", "span", "div", "sup", "sub", "a", "table", "tr",
    "td", "th", "tbody", "thead", "font", "center",
];

/// The line without tags; a tag that begins a new line becomes a line break, and the item of a list
/// gets a bullet.
pub(crate) fn untagged(line: &str) -> String {
    let mut text = String::with_capacity(line.len());
    let mut rest = line;
    while let Some(start) = rest.find('<') {
        let (before, tail) = rest.split_at(start);
        text.push_str(before);
        let Some(end) = tail.find('>') else {
            text.push_str(tail);
            return text;
        };
        let inside = tail.get(1..end).unwrap_or_default();
        let closing = inside.starts_with('/');
        let name =
            inside.trim_start_matches('/').split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
        match name.to_ascii_lowercase().as_str() {
            "br" | "p" | "tr" | "hr" | "div" if !text.trim().is_empty() => text.push('\n'),
            "li" if !closing => text.push_str("\n• "),
            "td" | "th" if closing => text.push('\t'),
            known if TAGS.contains(&known) => {}
            // An address in angle brackets is its own text.
            _ if inside.starts_with("http") || inside.contains('@') => text.push_str(inside),
            _ => text.push_str(tail.get(..=end).unwrap_or_default()),
        }
        rest = tail.get(end + 1..).unwrap_or_default();
    }
    text.push_str(rest);
    entities(&text)
}

fn entities(text: &str) -> String {
    if !text.contains('&') {
        return text.to_owned();
    }
    // `&amp;` comes last: `&amp;lt;` stands for the text `&lt;`, and not for a bracket.
    let pairs = [("&nbsp;", " "), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")];
    pairs.iter().fold(text.to_owned(), |text, (from, to)| text.replace(from, to))
}

/// The words of a line without emphasis and with links as their text; and whether all was heavy.
pub(crate) fn plain(line: &str) -> (String, bool) {
    let trimmed = line.trim();
    let is_bold = ["**", "__"].iter().any(|mark| {
        let inner = trimmed.strip_prefix(mark).and_then(|rest| rest.strip_suffix(mark));
        inner.is_some_and(|inner| !inner.is_empty() && !inner.contains(mark))
    });
    let text = line.replace("**", "").replace("__", "");
    (links(&slanted(&text)), is_bold)
}

/// Takes single stars away that open or close a word, in pairs.
fn slanted(text: &str) -> String {
    let opens = text.match_indices('*').filter(|(at, _)| {
        let after = text.get(at + 1..).and_then(|rest| rest.chars().next());
        after.is_some_and(|c| !c.is_whitespace())
            || text.get(..*at).is_some_and(|b| b.ends_with(|c: char| !c.is_whitespace()))
    });
    if opens.count() >= 2 {
        let (mark, rest) = if text.starts_with("* ") { text.split_at(2) } else { ("", text) };
        return format!("{mark}{}", rest.replace('*', ""));
    }
    text.to_owned()
}

/// `[words](address)` becomes its words, with the address behind them where it says something else.
fn links(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(found) = link(rest) {
        out.push_str(found.before);
        out.push_str(found.words);
        if !found.address.contains(found.words) {
            out.push_str(" (");
            out.push_str(found.address);
            out.push(')');
        }
        rest = found.after;
    }
    out.push_str(rest);
    out
}

struct MarkdownLink<'a> {
    before: &'a str,
    words: &'a str,
    address: &'a str,
    after: &'a str,
}

fn link(text: &str) -> Option<MarkdownLink<'_>> {
    let middle = text.find("](")?;
    let open = text.get(..middle)?.rfind('[')?;
    let tail = text.get(middle + 2..)?;
    let close = tail.find(')')?;
    Some(MarkdownLink {
        before: text.get(..open)?,
        words: text.get(open + 1..middle)?,
        address: tail.get(..close)?,
        after: tail.get(close + 1..)?,
    })
}

#[cfg(test)]
mod tests {
    use super::{plain, untagged};

    #[test]
    fn tags_go_and_other_brackets_stay() {
        assert_eq!(untagged("<ul style=\"list-style-type: none\"> ▪ One"), " ▪ One");
        assert_eq!(untagged("the 7<sup>th</sup> of <May>"), "the 7th of <May>");
        assert_eq!(untagged("<ul><li>One</li><li>Two</li></ul>"), "\n• One\n• Two");
        assert_eq!(untagged("see <http://example.org/a> &amp; b"), "see http://example.org/a & b");
        assert_eq!(untagged("a < b and c"), "a < b and c");
    }

    #[test]
    fn emphasis_and_links() {
        assert_eq!(plain("**Background**"), ("Background".to_owned(), true));
        assert_eq!(plain("**Dates:** 3 May"), ("Dates: 3 May".to_owned(), false));
        assert_eq!(plain("in *'Such a Book'*, 2010"), ("in 'Such a Book', 2010".to_owned(), false));
        assert_eq!(plain("at [www.example.org](http://www.example.org)."), ("at www.example.org.".to_owned(), false));
        assert_eq!(plain("[here](http://e.org)"), ("here (http://e.org)".to_owned(), false));
    }
}
