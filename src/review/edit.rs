//! Decisions as changes of a file's text: the attribute that the editor would have typed, and every
//! other byte as it was. Pure: texts in, splices out.
//!
//! Start at [`add_link`]. A change is refused where it would change what stands there already.

use std::ops::Range;

use crate::diagnostics::FileId;
use crate::source::attributes::{self, Attribute};
use crate::source::body::Block;
use crate::source::schema::{FindingKey, Keys as _};
use crate::source::words::{Basis, Direction, LinkKey};

/// What stands at `at` is replaced.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Splice {
    pub(crate) at: Range<usize>,
    pub(crate) with: String,
}

/// A text with some splices made; none where one lies outside the text or two overlap, since words
/// would be lost then.
pub(crate) fn spliced(text: &str, splices: &[Splice]) -> Option<String> {
    let mut sorted: Vec<&Splice> = splices.iter().collect();
    sorted.sort_by_key(|s| (s.at.start, s.at.end));
    let mut out = String::with_capacity(text.len() + 100);
    let mut at = 0;
    for splice in sorted {
        out.push_str(text.get(at..splice.at.start)?);
        out.push_str(&splice.with);
        at = splice.at.end;
    }
    out.push_str(text.get(at..)?);
    Some(out)
}

/// A link to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct NewLink {
    pub(crate) key: LinkKey,
    /// As it stands in a file: `2014-06-sif#plans`, `all of 2014-06-sif`.
    pub(crate) target: String,
    /// How sure the words are; `None` where the key or the target takes no basis.
    pub(crate) basis: Option<Basis>,
    pub(crate) part: Option<String>,
    pub(crate) direction: Option<Direction>,
    /// The inspection whose conclusion it repeats; left out where other links stand there already.
    pub(crate) via: Option<String>,
}

/// The attributes behind the words of a place, with their places in the file.
fn attributes_of(text: &str, place: &Block) -> Vec<Attribute> {
    let Some(braces) = &place.braces else { return Vec::new() };
    // The desk writes only where the content has no error, so braces that were read once are read again.
    let found = attributes::find(text, braces.clone(), &[], FileId(0), &mut Vec::new());
    found.map(|f| f.list).unwrap_or_default()
}

fn find(list: &[Attribute], key: FindingKey) -> Option<&Attribute> {
    named(list, key.name())
}

fn named<'a>(list: &'a [Attribute], key: &str) -> Option<&'a Attribute> {
    list.iter().find(|a| a.key.value == key)
}

/// Writes a link behind the words of a place; `id` and `at` are used where it has none yet.
///
/// # Errors
///
/// Where what stands there would come to mean something else.
pub(crate) fn add_link(
    text: &str,
    place: &Block,
    link: &NewLink,
    id: &str,
    at: Option<&str>,
) -> Result<Vec<Splice>, String> {
    let list = attributes_of(text, place);
    let verdicts = |a: &&Attribute| LinkKey::parse(&a.key.value).is_some_and(takes_basis);
    let shared_part = find(&list, FindingKey::Part).is_some();
    if shared_part && takes_basis(link.key) {
        return Err("this finding has `part`, which would count for the new link as well: put that part in round \
                    brackets behind its target first"
            .to_owned());
    }
    let mut target = link.target.clone();
    if let Some(part) = &link.part {
        // Round brackets would end the part, and a straight quote the attribute's value.
        target = format!("{target} ({})", part.replace(['(', ')'], "|").replace('"', "'"));
    }
    let mut more = Vec::new();
    let raises = matches!(link.key, LinkKey::Again | LinkKey::Remains);
    // `basis=stated` beside it would speak for this one too, though the editor alone reads it so.
    if raises
        && link.basis.is_none()
        && !link.target.contains(' ')
        && find(&list, FindingKey::Basis).is_some_and(|a| Basis::parse(&a.value.value) == Some(Basis::Stated))
    {
        target = format!("{target} {}", Basis::Editor.word());
    }
    if let Some(basis) = link.basis {
        // `basis=` counts for every verdict in the braces, so it is added only where no other verdict stands; else
        // the new target carries its own.
        let shared = find(&list, FindingKey::Basis).map(|a| a.value.value.as_str());
        let stands = list.iter().any(|a| verdicts(&a));
        match shared {
            Some(shared) if shared == basis.word() => {}
            // The editor's reading is what a verdict without a basis means.
            None if basis == Basis::Editor => {}
            None if !stands => more.push(pair(FindingKey::Basis.name(), basis.word())),
            _ => target = format!("{target} {}", basis.word()),
        }
    }
    more.extend(
        link.direction
            .filter(|_| find(&list, FindingKey::Direction).is_none())
            .map(|d| pair(FindingKey::Direction.name(), d.word())),
    );
    // `via=` counts for every link in the braces as well.
    let alone = !list.iter().any(|a| LinkKey::parse(&a.key.value).is_some());
    more.extend(link.via.as_ref().filter(|_| alone).map(|via| pair(FindingKey::Via.name(), via)));
    Ok(match &place.braces {
        None => {
            let mut inside = vec![format!("#{id}"), pair(link.key.word(), &target)];
            inside.append(&mut more);
            inside.extend(at.map(|at| pair(FindingKey::At.name(), at)));
            vec![Splice { at: place.words.end..place.words.end, with: format!(" {{{}}}", inside.join(" ")) }]
        }
        Some(braces) => into_braces(text, braces, &list, (link.key, &target), more, id),
    })
}

fn into_braces(
    text: &str,
    braces: &Range<usize>,
    list: &[Attribute],
    (key, target): (LinkKey, &str),
    mut more: Vec<String>,
    id: &str,
) -> Vec<Splice> {
    let mut splices = Vec::new();
    if find(list, FindingKey::Id).is_none() {
        let at = braces.start + 1;
        let with = if list.is_empty() { format!("#{id}") } else { format!("#{id} ") };
        splices.push(Splice { at: at..at, with });
    }
    match named(list, key.word()) {
        Some(there) => splices.push(appended(text, there, target)),
        // The link comes before what qualifies it, as one reads it.
        None => more.insert(0, pair(key.word(), target)),
    }
    if !more.is_empty() {
        // `at` stays the last one, where people look for the place.
        let before_at = find(list, FindingKey::At).map(|a| a.key.span.range().start);
        let (at, with) = match before_at {
            Some(at) => (at, format!("{} ", more.join(" "))),
            None => (braces.end - 1, format!(" {}", more.join(" "))),
        };
        splices.push(Splice { at: at..at, with });
    }
    splices
}

/// One more in a value that several may stand in.
fn appended(text: &str, attribute: &Attribute, target: &str) -> Splice {
    let value = attribute.value.span.range();
    let quoted = text.get(..value.start).is_some_and(|before| before.ends_with('"'));
    if quoted {
        return Splice { at: value.end..value.end, with: format!(", {target}") };
    }
    // Without quotes a value is what stands in the file, letter for letter.
    Splice { at: value, with: format!("\"{}, {target}\"", attribute.value.value) }
}

/// `key=value`, in quotes where the value needs them.
fn pair(key: &str, value: &str) -> String {
    // Curly quotes too: a bare value that holds one is refused when the file is read.
    let bare = !value.is_empty()
        && !value.contains(|c: char| c.is_whitespace() || matches!(c, '"' | '{' | '}' | '=' | '“' | '”' | '‘' | '’'));
    if bare { format!("{key}={value}") } else { format!("{key}=\"{}\"", value.replace('"', "\\\"")) }
}

fn takes_basis(key: LinkKey) -> bool {
    key.verdict().is_some() || key == LinkKey::Remains
}

/// Sets the themes of a finding for good: what was suggested goes, `themes` stay. None where the finding has no
/// attributes to write them into.
pub(crate) fn set_themes(text: &str, place: &Block, themes: &[String]) -> Option<Vec<Splice>> {
    let list = attributes_of(text, place);
    let value = pair(FindingKey::Theme.name(), &themes.join(", "));
    let (own, suggested) = (find(&list, FindingKey::Theme), find(&list, FindingKey::SuggestedTheme));
    let braces = place.braces.as_ref()?;
    Some(match (own.or(suggested), themes.is_empty()) {
        (None, true) => Vec::new(),
        (None, false) => vec![Splice { at: braces.end - 1..braces.end - 1, with: format!(" {value}") }],
        // Where both stand the suggestion goes; a suggestion alone makes room for the theme.
        (Some(first), empty) => {
            let mut splices = vec![match empty {
                true => Splice { at: with_space(text, &whole(text, first)), with: String::new() },
                false => Splice { at: whole(text, first), with: value },
            }];
            if let (Some(_), Some(suggested)) = (own, suggested) {
                splices.push(Splice { at: with_space(text, &whole(text, suggested)), with: String::new() });
            }
            splices
        }
    })
}

/// Gives a finding another id; none where it has no id that could be replaced.
pub(crate) fn set_id(text: &str, place: &Block, id: &str) -> Option<Splice> {
    let list = attributes_of(text, place);
    find(&list, FindingKey::Id).map(|a| Splice { at: a.value.span.range(), with: id.to_owned() })
}

/// An attribute from its key to the end of its value, quotes included.
fn whole(text: &str, attribute: &Attribute) -> Range<usize> {
    let (start, end) = (attribute.key.span.range().start, attribute.value.span.range().end);
    // The place of a value leaves out its quotes.
    let quoted = text.get(end..).is_some_and(|after| after.starts_with('"'));
    start..end + usize::from(quoted)
}

/// A range with the white space before it.
fn with_space(text: &str, range: &Range<usize>) -> Range<usize> {
    text.get(..range.start).map_or(range.start, |before| before.trim_end().len())..range.end
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::body::parse_report;

    /// The first paragraph or item of a text.
    fn place(text: &str) -> Block {
        let (body, problems) = parse_report(text, 0, FileId(0), &Default::default());
        assert!(problems.is_empty(), "{problems:?}");
        body.blocks[0].clone()
    }

    fn link(key: LinkKey, target: &str, basis: Option<Basis>) -> NewLink {
        NewLink { key, target: target.to_owned(), basis, part: None, direction: None, via: None }
    }

    fn added(text: &str, link: &NewLink) -> String {
        spliced(text, &add_link(text, &place(text), link, "new-id", Some("paragraph 4")).unwrap()).unwrap()
    }

    #[test]
    fn no_word_is_lost_by_splices_that_do_not_fit() {
        let splice = |at: Range<usize>| Splice { at, with: "x".to_owned() };
        assert_eq!(spliced("abcd", &[splice(1..2), splice(3..3)]).as_deref(), Some("axcxd"));
        assert_eq!(spliced("abcd", &[splice(1..3), splice(2..4)]), None, "they overlap");
        assert_eq!(spliced("abcd", &[splice(4..9)]), None, "it lies outside");
    }

    #[test]
    fn a_paragraph_without_attributes_gets_them() {
        let met = link(LinkKey::Met, "r#a", Some(Basis::Answered));
        assert_eq!(
            added("Files hold reasons.\n\nMore.\n", &met),
            "Files hold reasons. {#new-id met=r#a basis=answered at=\"paragraph 4\"}\n\nMore.\n"
        );
        assert_eq!(
            added("- Files hold\n  reasons.\n  - nested\n", &link(LinkKey::Remains, "all of r", None)),
            "- Files hold\n  reasons. {#new-id remains=\"all of r\" at=\"paragraph 4\"}\n  - nested\n"
        );
    }

    #[test]
    fn attributes_that_stand_there_are_kept_byte_for_byte() {
        let missed = link(LinkKey::Missed, "r#b", Some(Basis::Editor));
        assert_eq!(
            added("Words. {#a theme=x  at=\"page 2\"}", &missed),
            "Words. {#a theme=x  missed=r#b at=\"page 2\"}"
        );
        assert_eq!(added("Words. {#a}", &missed), "Words. {#a missed=r#b}");
        assert_eq!(added("Words. {theme=x}", &missed), "Words. {#new-id theme=x missed=r#b}");
    }

    #[test]
    fn a_second_target_joins_the_first_under_its_key() {
        let met = link(LinkKey::Met, "r#b", Some(Basis::Stated));
        assert_eq!(added("W. {#a met=r#a basis=stated}", &met), "W. {#a met=\"r#a, r#b\" basis=stated}");
        assert_eq!(added("W. {#a met=\"r#a, r#c\" basis=stated}", &met), "W. {#a met=\"r#a, r#c, r#b\" basis=stated}");
    }

    #[test]
    fn another_basis_stands_behind_its_own_target() {
        let met = link(LinkKey::Met, "r#b", Some(Basis::Stated));
        assert_eq!(added("W. {#a met=r#a}", &met), "W. {#a met=\"r#a, r#b stated\"}");
        assert_eq!(
            added("W. {#a missed=r#a basis=answered}", &met),
            "W. {#a missed=r#a basis=answered met=\"r#b stated\"}"
        );
        let by_editor = link(LinkKey::Met, "r#b", Some(Basis::Editor));
        assert_eq!(added("W. {#a met=r#a basis=stated}", &by_editor), "W. {#a met=\"r#a, r#b editor\" basis=stated}");
    }

    #[test]
    fn what_is_raised_again_does_not_take_over_that_the_report_says_so() {
        let again = link(LinkKey::Again, "r#b", None);
        assert_eq!(
            added("W. {#a missed=r#a basis=stated}", &again),
            "W. {#a missed=r#a basis=stated again=\"r#b editor\"}"
        );
        assert_eq!(added("W. {#a missed=r#a basis=answered}", &again), "W. {#a missed=r#a basis=answered again=r#b}");
    }

    #[test]
    fn a_part_stands_in_round_brackets_and_a_shared_one_is_not_stretched() {
        let part = NewLink {
            part: Some("care leavers, mainly".to_owned()),
            ..link(LinkKey::Met, "r#b", Some(Basis::Answered))
        };
        assert_eq!(added("W. {#a}", &part), "W. {#a met=\"r#b (care leavers, mainly)\" basis=answered}");
        let text = "W. {#a met=r#a part=\"x\"}";
        assert!(add_link(text, &place(text), &part, "i", None).is_err());
    }

    #[test]
    fn themes_are_settled_and_ids_changed() {
        let themes = |text: &str, list: &[&str]| {
            let list: Vec<String> = list.iter().map(|t| (*t).to_owned()).collect();
            spliced(text, &set_themes(text, &place(text), &list).unwrap()).unwrap()
        };
        let text = "W. {#a suggested-theme=\"x, y\" at=\"page 1\"}";
        assert_eq!(themes(text, &["y"]), "W. {#a theme=y at=\"page 1\"}");
        assert_eq!(themes(text, &["x", "y"]), "W. {#a theme=\"x, y\" at=\"page 1\"}");
        assert_eq!(themes(text, &[]), "W. {#a at=\"page 1\"}");
        assert_eq!(themes("W. {#a theme=x suggested-theme=y}", &["x", "y"]), "W. {#a theme=\"x, y\"}");
        assert_eq!(themes("W. {#a}", &["x"]), "W. {#a theme=x}");
        let renamed = spliced(text, &[set_id(text, &place(text), "b").unwrap()]);
        assert_eq!(renamed.as_deref(), Some("W. {#b suggested-theme=\"x, y\" at=\"page 1\"}"));
        assert_eq!(set_id("W.", &place("W."), "b"), None);
        assert_eq!(set_themes("W.", &place("W."), &["x".to_owned()]), None);
    }
}
