//! The picture of an authority that social sites show beside a link to its page.
//!
//! Such sites take no SVG, so it is a drawing of points: what it says is made here, how it looks in `render/picture.rs`.

use super::Site;
use super::address::{Page, full_address};
use super::context::PageContext;
use super::standing::standing;

/// Which authority a picture shows, and where it lies, seen from the site's root.
#[derive(Debug)]
pub(crate) struct PictureFile<'k> {
    pub(super) authority: &'k str,
    pub(crate) path: String,
}

/// What it says.
#[derive(Debug)]
pub(crate) struct Picture {
    pub(crate) name: String,
    /// To which date the figures count.
    pub(crate) until: Option<String>,
    /// How many things stand where: number, words, and what colour it has.
    pub(crate) figures: Vec<(usize, &'static str, Tone)>,
    /// The site's name.
    pub(crate) site: String,
}

/// The colour of a figure, as on the pages.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Tone {
    Unresolved,
    Met,
    Unknown,
}

/// Where the picture of an authority lies.
fn path_of(authority: &str) -> String {
    format!("authorities/{authority}.png")
}

/// The whole address of the picture of a page, where it has one.
pub(super) fn of_page(context: &PageContext<'_>, page: &Page) -> Option<String> {
    let settings = &context.knowledge.documents.settings;
    let authority = match page {
        Page::Authority(id) | Page::Scrutiny(id) => id,
        Page::Sheet { list, .. } => return of_page(context, list),
        _ => return None,
    };
    settings.base_url.as_deref().filter(|_| settings.pictures).map(|base| full_address(base, &path_of(authority)))
}

impl<'k> Site<'k> {
    /// The pictures of authorities, where the settings ask for them.
    pub(crate) fn pictures(&self) -> Vec<PictureFile<'k>> {
        let documents = &self.knowledge.documents;
        if !documents.settings.pictures {
            return Vec::new();
        }
        let picture = |id: &'k String| PictureFile { authority: id, path: path_of(id) };
        documents.authorities.keys().map(picture).collect()
    }

    /// What a picture says.
    pub(crate) fn picture(&self, file: &PictureFile<'_>) -> Picture {
        let context = PageContext::new(self.knowledge, &self.index, &file.path);
        let standing = standing(&context, file.authority, self.index.threads_of_authority(file.authority));
        Picture {
            name: context.authority(file.authority).text,
            figures: standing.figures(),
            until: standing.until().map(str::to_owned),
            site: self.knowledge.documents.settings.title.clone(),
        }
    }

    /// The fingerprint of what a picture is made from.
    pub(crate) fn picture_key(&self, file: &PictureFile<'_>) -> Option<blake3::Hash> {
        self.keys().of_file(file.authority, "picture")
    }
}
