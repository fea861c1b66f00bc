//! Every file of the site that is no page. A program that copies a site follows links; pieces of the search and of grids are asked for
//! by scripts, which such a program does not run. Here it finds them, without a browser loading any before it needs it.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::source::published::encoded;

#[derive(Debug, Default, Serialize)]
pub(crate) struct FilesView {
    groups: Vec<Group>,
    count: usize,
}

/// The files of one folder at the root.
#[derive(Debug, Serialize)]
struct Group {
    /// The folder; nothing for what lies at the root itself.
    folder: String,
    files: Vec<File>,
}

#[derive(Debug, Serialize)]
struct File {
    /// Seen from the page.
    href: String,
    path: String,
}

impl FilesView {
    /// The page of these files, given by their paths from the site's root.
    pub(crate) fn of<'a>(paths: impl Iterator<Item = &'a str>) -> Self {
        let mut groups: BTreeMap<&str, Vec<File>> = BTreeMap::new();
        let mut count = 0;
        for path in paths {
            let folder = path.split_once('/').map_or("", |(folder, _)| folder);
            groups
                .entry(folder)
                .or_default()
                .push(File { href: format!("../{}", encoded(path)), path: path.to_owned() });
            count += 1;
        }
        let group = |(folder, files): (&str, Vec<File>)| Group { folder: folder.to_owned(), files };
        Self { groups: groups.into_iter().map(group).collect(), count }
    }
}
