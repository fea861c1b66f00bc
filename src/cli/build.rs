//! x
use super::{Ending, SiteFolder};
/// Build
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    folder: SiteFolder,
}
pub(super) fn run(_: &Arguments) -> Ending { Ending::Done }
