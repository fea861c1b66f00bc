//! An editor's year, with the program alone: what was published is recorded, a new report comes, a reading is put right,
//! things are renamed and withdrawn, and drafts wait.

mod addresses;
mod corrected;
mod off;
mod told;

use std::fs;
use std::path::PathBuf;
use std::process::Output;

use tempfile::TempDir;

use crate::site::{talk, throughline, tree};

const FIRST: &str = "content/inspections/wexmere/2018-05-sif.md";
const SECOND: &str = "content/inspections/wexmere/2022-03-ilacs.md";

/// A site about one invented council, and what stands in its folder.
struct Year {
    folder: TempDir,
}

impl Year {
    fn new() -> Self {
        let year = Self { folder: TempDir::new().unwrap() };
        year.write("site.toml", "title = \"Wexmere\"\nbase_url = \"https://wexmere.example/\"\n");
        year.write(
            "content/authorities/wexmere.md",
            "+++\nname = \"Wexmere\"\nreports = \"https://inspectorate.example/wexmere\"\n+++\n",
        );
        year.write("content/themes/contacts.md", "+++\ntitle = \"Contacts\"\nterms = [\"contact\"]\n+++\n");
        let asked = "## Findings {kind=finding}\n\n- Staff know the families. {#know-families}\n\n\
                     ## Recommendations {kind=recommendation}\n\n\
                     - Sign off first contacts on the day. {#sign-off theme=contacts}\n\
                     - Write plans that a child can read. {#plans theme=contacts}\n\
                     - Keep files in one place. {#files theme=contacts}\n";
        year.write(FIRST, &report("Inspection of 2018", "sif", "2018-05-11", "", asked));
        year
    }

    /// The year with its second report, the first site recorded and the second built.
    fn with_second_report() -> Self {
        let year = Self::new();
        year.ends_well(&["build", "--record"]);
        year.write(SECOND, &second(""));
        year.ends_well(&["build", "--record"]);
        year
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn write(&self, name: &str, text: &str) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    fn change(&self, name: &str, from: &str, to: &str) {
        let text = self.read(name);
        assert!(text.contains(from), "`{from}` in {text}");
        self.write(name, &text.replace(from, to));
    }

    fn run(&self, arguments: &[&str]) -> Output {
        throughline().current_dir(self.folder.path()).args(arguments).output().unwrap()
    }

    fn ends_well(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        let said = talk(&output);
        assert_eq!(output.status.code(), Some(0), "{said}");
        said
    }

    /// A run that finds problems, in `check` and `build` alike: what it says.
    fn is_stopped(&self) -> String {
        let (check, build) = (self.run(&["check"]), self.run(&["build"]));
        assert_eq!((check.status.code(), build.status.code()), (Some(1), Some(1)), "{}", talk(&check));
        let said = talk(&check);
        let problems = said.split("drafts left out").next().unwrap();
        assert!(talk(&build).starts_with(problems), "a build says the same: {}", talk(&build));
        said
    }

    /// All words of the built site, whatever file they stand in.
    fn all_words(&self) -> String {
        let files = tree(&self.path("public"));
        let texts = files.iter().filter(|(name, _)| !name.starts_with('.'));
        texts.map(|(_, bytes)| String::from_utf8_lossy(bytes).into_owned()).collect()
    }
}

fn report(title: &str, framework: &str, day: &str, keys: &str, body: &str) -> String {
    format!(
        "+++\ntitle = \"{title}\"\nframework = \"{framework}\"\ninspected = {day}\nwording = \"summary\"\n{keys}+++\n\n{body}"
    )
}

fn second(keys: &str) -> String {
    let body = "## Findings {kind=finding}\n\n\
                - Contacts wait for a signature. {#wait missed=2018-05-sif#sign-off basis=stated}\n\n\
                ## What needs to improve\n\n\
                - Write plans for children, as asked in 2018. {#plans-again again=2018-05-sif#plans theme=contacts}\n";
    report("Inspection of 2022", "ilacs", "2022-03-11", keys, body)
}
