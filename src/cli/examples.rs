//! What `--help` shows at its end: each command as people type it.

/// Command lines of a command, each with what it is for.
struct Examples {
    command: &'static str,
    lines: &'static [(&'static str, &'static str)],
}

const ALL: &[Examples] = &[
    Examples {
        command: "build",
        lines: &[
            ("throughline build", "the site in this folder, into public/"),
            ("throughline build --site inspections --out /tmp/preview", "another site, into another folder"),
            ("throughline build --strict", "stop at warnings as well, as before publishing"),
            (
                "throughline build --record",
                "note in addresses.txt what is published now, so that no address ever goes unseen",
            ),
            ("throughline build --compare ../published", "what is different for readers since that output"),
        ],
    },
    Examples {
        command: "check",
        lines: &[
            ("throughline check", "what is wrong with the site in this folder, in short"),
            ("throughline check --all --code T05", "every message about links between findings, in full"),
            ("throughline check content/inspections/wexmere", "only what is in these files"),
            ("throughline check --fix --write", "mend what has one right answer"),
        ],
    },
    Examples {
        command: "completions",
        lines: &[
            (
                "throughline completions bash > ~/.local/share/bash-completion/completions/throughline",
                "from the next shell on, the tab key completes",
            ),
            ("throughline completions zsh > ~/.zfunc/_throughline", "with ~/.zfunc in zsh's fpath"),
        ],
    },
    Examples { command: "explain", lines: &[("throughline explain T0502", "what a message means, wrong and right")] },
    Examples {
        command: "import",
        lines: &[
            ("throughline import --into inspections ~/Downloads/reports", "drafts of all reports in a folder"),
            ("throughline import --into inspections --dry-run report.pdf", "only say what would be drafted"),
            (
                "throughline import --into inspections --authority wexmere --published 2011-09-15 letter.pdf",
                "a letter that says neither",
            ),
            (
                "throughline import --into inspections --framework update action-plan.docx",
                "a council's own paper, whose title does not say that it is one",
            ),
            ("throughline import --into inspections --again ~/Downloads/reports", "what a newer program reads better"),
        ],
    },
    Examples {
        command: "init",
        lines: &[
            ("throughline init inspections", "a site to import into; it asks for its title"),
            ("throughline init inspections --title Wexmere", "the same without a question"),
        ],
    },
    Examples {
        command: "known",
        lines: &[
            ("throughline known authorities nottingham", "councils by name, with the ids that content writes"),
            ("throughline known themes", "all themes"),
        ],
    },
    Examples {
        command: "list",
        lines: &[
            ("throughline list --authority wexmere --outcome missed", "what was missed in one council"),
            ("throughline list --theme assessments --format csv > assessments.csv", "one theme as a spreadsheet"),
        ],
    },
    Examples {
        command: "man",
        lines: &[("throughline man ~/.local/share/man/man1", "the manual, for `man throughline-build`")],
    },
    Examples {
        command: "new",
        lines: &[
            ("throughline new inspection wexmere ilacs 2024-03-15", "a report to be written by hand"),
            ("throughline new update wexmere 2024-09", "a council's own paper"),
            ("throughline new theme Housing", "a theme of the site's own"),
            (
                "throughline new page accessibility-statement",
                "a page to fill in, in the form that UK public bodies need",
            ),
        ],
    },
    Examples {
        command: "review",
        lines: &[
            ("throughline review", "all that waits for a decision, at the address that is printed"),
            ("throughline review wexmere/2014-04-sif", "one report"),
        ],
    },
    Examples {
        command: "schema",
        lines: &[
            ("throughline schema report > report.schema.json", "the front matter of reports, for an editor"),
            ("throughline schema site > site.schema.json", "site.toml"),
        ],
    },
    Examples {
        command: "serve",
        lines: &[("throughline serve", "the site on this machine, made again when a file changes")],
    },
    Examples {
        command: "suggest",
        lines: &[
            ("throughline suggest", "links that may be missing, in the terminal"),
            ("throughline suggest wexmere/2014-04-sif --why", "which words read a sentence so"),
        ],
    },
];

/// The end of a command's help.
pub(super) fn of(command: &str) -> Option<String> {
    let examples = ALL.iter().find(|examples| examples.command == command)?;
    let lines: String = examples.lines.iter().map(|(line, what)| format!("  {line}\n      {what}\n")).collect();
    Some(format!("Examples:\n{}", lines.trim_end()))
}

#[cfg(test)]
mod tests {
    use clap::Parser as _;

    use super::ALL;

    #[test]
    fn every_command_has_examples_and_each_is_understood() {
        for command in super::super::definition().get_subcommands() {
            let examples = ALL.iter().find(|examples| examples.command == command.get_name());
            let examples = examples.unwrap_or_else(|| panic!("`{}` has no example", command.get_name()));
            for (line, _) in examples.lines {
                // A shell takes away what stands behind `>`.
                let words = line.split(" > ").next().unwrap().split_whitespace();
                let read = super::super::Arguments::try_parse_from(words.clone());
                assert!(read.is_ok(), "{line}: {}", read.unwrap_err());
                assert_eq!(words.clone().nth(1), Some(examples.command), "{line}");
            }
        }
        assert_eq!(ALL.len(), super::super::definition().get_subcommands().count());
    }
}
