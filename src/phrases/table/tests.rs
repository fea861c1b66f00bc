//! What every sign does, and which lines cannot be made.

use crate::phrases::{Source, Table, meanings, tokens};

meanings! {
    enum Colour {
        /// One.
        Red "red",
        /// Another.
        Green "green",
    }
}

fn table(text: &'static str) -> Table<Colour> {
    Table::read(&[Source { file: "colours.txt", text }])
}

fn found(text: &'static str, sentence: &str) -> Vec<(usize, usize)> {
    table(text).find(&[Colour::Red], &tokens(sentence)).into_iter().map(|h| (h.start, h.end)).collect()
}

#[test]
fn every_sign_does_what_it_says() {
    assert_eq!(found("[red]\nput/set right", "It was set right."), [(2, 4)]);
    assert_eq!(found("[red]\nresolv~", "Both were resolved, and resolving helps."), [(2, 3), (5, 6)]);
    assert_eq!(found("[red]\nwas fully? met", "It was met and was fully met."), [(1, 3), (4, 7)]);
    assert_eq!(
        found("@kind: full short\n[red]\nthe @kind* visit", "the full short visit, the visit"),
        [(0, 4), (5, 7)]
    );
    assert_eq!(found("[red]\nmade ... good", "They made all of it good; made, good"), [(1, 6)]);
    assert_eq!(found("[red]\nmade .. good", "They made it good; made it and it is good"), [(1, 4)]);
    assert_eq!(found("[red]\nremain $", "They remain, we remain here and remain"), [(1, 2), (7, 8)]);
    assert_eq!(found("[red]\nin @year", "in May, in 2016, in 16"), [(3, 5)]);
}

#[test]
fn the_longest_phrase_wins() {
    assert_eq!(found("[red]\nnow good\ngood", "It is now good."), [(2, 4)]);
}

#[test]
fn a_placeholder_takes_what_stands_up_to_the_next_word_or_mark() {
    let name = |text: &'static str, sentence: &str| {
        let words = tokens(sentence);
        let hit = table(text).find(&[Colour::Red], &words).first().copied()?;
        let (start, end) = hit.name?;
        Some(words[start..end].iter().map(|t| t.word.clone()).collect::<Vec<_>>().join(" "))
    };
    assert_eq!(name("[red]\nled by {}", "It was led by Ada Poole, who left."), Some("ada poole".to_owned()));
    assert_eq!(
        name("[red]\nvisit to {} council", "a visit to North Wexmere council"),
        Some("north wexmere".to_owned())
    );
    assert_eq!(name("[red]\nled by {}", "It was led by"), None);
}

#[test]
fn a_hit_names_its_line() {
    let table = table("# colours\n\n[red]\nrose\n[green]\nmoss\n");
    let hit = table.find(&[Colour::Green], &tokens("a moss"))[0];
    assert_eq!(table.place(hit.phrase).unwrap().to_string(), "colours.txt:6");
}

#[test]
fn a_class_may_hold_another_and_every_field_has_the_shared_ones() {
    assert_eq!(found("@warm: rose\n@all: @warm moss\n[red]\n@all", "rose, moss"), [(0, 1), (2, 3)]);
    assert_eq!(found("[red]\nin @month", "in March"), [(0, 2)]);
    // A list stands once: a second one of the same name would be another list.
    assert_eq!(table("@month: marzo\n[red]\nrose\n[green]\nmoss").faults().len(), 1);
}

#[test]
fn a_phrase_that_would_be_found_everywhere_cannot_be_made() {
    let empty = [
        "{}",
        "{} council",
        "rose? {}",
        "@month* {}",
        "... rose",
        "$ {}",
        "rose/ {}",
        "~ {}",
        "rose? moss?",
        "by {} and {}",
        "{}'s",
        "rose ...",
    ];
    for phrase in empty {
        let text: &'static str = Box::leak(format!("[red]\nrose\n{phrase}\n[green]\nmoss").into_boxed_str());
        let table = table(text);
        assert_eq!(table.faults().len(), 1, "{phrase}");
        assert!(table.faults()[0].starts_with("colours.txt:3: "), "{:?}", table.faults());
        assert!(table.find(&[Colour::Red], &tokens("anything at all")).is_empty(), "{phrase}");
    }
}

#[test]
fn what_a_file_says_and_a_table_cannot_hold_is_a_fault() {
    for (text, fault) in [
        ("rose\n[red]\nrose\n[green]\nmoss", "colours.txt:1: no meaning stands above"),
        ("[blue]\n[red]\nrose\n[green]\nmoss", "colours.txt:1: nothing means `blue`"),
        ("[red]\nrose\n@leaf\n[green]\nmoss", "colours.txt:3: `@leaf` has no class `@leaf`"),
        ("@leaf: @tree\n[red]\nrose\n[green]\nmoss", "colours.txt:1: no class `@tree` above"),
        ("[red]\nrose", "no phrase means `green`"),
    ] {
        assert_eq!(table(text).faults(), [fault]);
    }
}
