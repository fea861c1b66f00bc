//! `throughline explain`: what a message means.

use std::fmt::Write as _;

use super::{Ending, print, refuse};
use crate::diagnostics::{Code, Diagnostic, Severity, did_you_mean, example};

/// Say what a message means, with an example of it, wrong and right
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// Its code, such as T0502 [default: all codes, a line each]
    #[arg(value_name = "CODE")]
    code: Option<String>,
}

pub(super) fn run(arguments: &Arguments) -> Ending {
    let Some(written) = &arguments.code else {
        return print(&all());
    };
    // As it stands in a message: in capitals, but people type as they like.
    let name = written.to_uppercase();
    let Some(code) = Code::ALL.iter().find(|code| code.name() == name) else {
        let problem = Diagnostic::nowhere(Code::T1202, format!("no message has the code `{written}`"));
        let near = did_you_mean(&name, Code::ALL.iter().map(|code| code.name()));
        return refuse(&problem.hint_if(near).hint("`throughline explain` alone lists them all"));
    };
    match explained(*code) {
        Ok(text) => print(&text),
        Err(error) => refuse(&super::not_as("an example", &error)),
    }
}

fn all() -> String {
    Code::ALL.iter().map(|code| format!("{}  {:<8} {}\n", code.name(), code.severity().word(), code.title())).collect()
}

fn explained(code: Code) -> Result<String, toml::de::Error> {
    let mut out = format!("{} ({}): {}\n\n", code.name(), code.severity().word(), code.title());
    for line in wrapped(code.about()) {
        let _ = writeln!(out, "{line}");
    }
    let consequence = match code.severity() {
        Severity::Error => "It is an error: nothing is built, imported or changed until it is mended.",
        Severity::Warning => "It is a warning: everything goes on, unless `--strict` is given.",
    };
    let _ = writeln!(out, "\n{consequence}");
    if let Some(example) = example(code)? {
        let _ = write!(out, "\nwrong\n{}\nright\n{}", indented(&example.wrong), indented(&example.right));
    }
    Ok(out)
}

fn indented(text: &str) -> String {
    text.lines().map(|line| format!("    {line}").trim_end().to_owned() + "\n").collect()
}

/// Lines as wide as a terminal is by custom.
fn wrapped(text: &str) -> Vec<String> {
    const WIDTH: usize = 80;
    let mut lines = Vec::new();
    let mut line = String::new();
    for word in text.split_whitespace() {
        if !line.is_empty() && line.chars().count() + 1 + word.chars().count() > WIDTH {
            lines.push(std::mem::take(&mut line));
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    lines.push(line);
    lines
}
