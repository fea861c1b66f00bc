//! The mark by which it is known for certain that nobody has touched a draft: the fingerprint of the draft as it
//! was written, kept in the draft itself.
//!
//! It stands in the file and not beside it, so that it goes wherever the file goes: renamed, copied, merged. Whatever
//! is changed in the file, by hand or on the desk, the fingerprint fits no more. Only line endings may differ, since
//! a checkout may change them in every file.

use sha2::{Digest, Sha256};

use crate::source::schema::{Keys as _, SourceKey};

/// A fingerprint as it is printed.
pub(crate) fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|b| format!("{b:02x}")).collect()
}

/// A draft with its mark at a place where a line begins.
pub(super) fn marked(text: &str, at: usize) -> String {
    // The place is where the front matter was written to, so it lies in the text; else there is no mark.
    let Some((before, behind)) = text.split_at_checked(at) else { return text.to_owned() };
    format!("{before}{}{behind}", line(&fingerprint(text)))
}

/// Whether a draft is as it was written, by the mark that it carries.
pub(crate) fn is_untouched(text: &str, mark: &str) -> bool {
    without(text, mark).is_some_and(|bare| fingerprint(&bare) == mark)
}

/// A draft without its mark, with the line endings that it was written with.
pub(crate) fn without(text: &str, mark: &str) -> Option<String> {
    let plain = plain(text);
    let line = line(mark);
    let at = plain.find(&line).filter(|at| plain.get(..*at).is_some_and(|before| before.ends_with('\n')))?;
    Some(format!("{}{}", plain.get(..at)?, plain.get(at + line.len()..)?))
}

/// A text with the line endings that drafts are written with.
pub(crate) fn plain(text: &str) -> String {
    text.replace("\r\n", "\n")
}

fn line(mark: &str) -> String {
    format!("{} = \"{mark}\"\n", SourceKey::DraftSha256.name())
}

fn fingerprint(text: &str) -> String {
    hexadecimal(&Sha256::digest(text.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_change_but_of_line_endings_is_noticed() {
        let text = "+++\n[source]\nsha256 = \"a\"\n+++\n\n- Lamps. {#lamps}\n";
        let draft = marked(text, text.find("+++\n\n").unwrap());
        let mark = draft.split_once("draft_sha256 = \"").unwrap().1.split_once('"').unwrap().0.to_owned();
        assert!(is_untouched(&draft, &mark));
        assert_eq!(without(&draft, &mark).as_deref(), Some(text));
        assert!(is_untouched(&draft.replace('\n', "\r\n"), &mark), "a checkout may change all line endings");
        for (from, to) in [("Lamps.", "Lamps"), ("lamps}", "lamps }"), ("[source]", "# note\n[source]"), ("\n\n", "\n")]
        {
            assert!(!is_untouched(&draft.replacen(from, to, 1), &mark), "{from} -> {to}");
        }
        assert!(!is_untouched(text, &mark), "no mark");
        assert!(!is_untouched(&draft, &"0".repeat(64)), "another mark");
    }
}
