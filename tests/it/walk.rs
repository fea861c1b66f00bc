//! The walks in `docs/`, as somebody types them: each command is run and says what stands there.

use std::fs;
use std::path::Path;

use walkdir::WalkDir;

#[test]
fn every_command_of_the_first_council_says_what_stands_in_it() {
    let docs = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs");
    let folder = tempfile::tempdir().unwrap();
    for entry in WalkDir::new(&docs).into_iter().map(Result::unwrap) {
        let below = entry.path().strip_prefix(&docs).unwrap();
        if entry.file_type().is_file() && below.starts_with("first-council.in") {
            fs::create_dir_all(folder.path().join(below).parent().unwrap()).unwrap();
            fs::copy(entry.path(), folder.path().join(below)).unwrap();
        }
    }
    let walk = folder.path().join("first-council.md");
    fs::copy(docs.join("first-council.md"), &walk).unwrap();
    // By this folder's being there, the commands of the walk share one that they may write in.
    fs::create_dir(folder.path().join("first-council.out")).unwrap();
    trycmd::TestCases::new().register_bin("throughline", Path::new(env!("CARGO_BIN_EXE_throughline"))).case(&walk);
}
