//! Pages to bytes: Tera templates and assets, the program's own with the
//! site's laid over them.
//!
//! Start at [`Engine`]; [`Keep`] is where what it makes goes. A template chooses and loops; whatever needs thought
//! has been thought in `site/`.

mod global;
mod host;
mod keep;
mod listing;
mod own_files;
mod own_templates;
mod packed;
mod picture;
mod stages;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use blake3::{Hash, Hasher};
use rayon::prelude::*;
use tera::{Context, Tera};

use crate::diagnostics::{self, Code, Diagnostic};
use crate::exports;
use crate::search;
use crate::site::abbreviations::Abbreviations;
use crate::site::{EvidenceFile, Frame, Page, PictureFile, Site, View};
use crate::source::Settings;
use global::Global;
pub use keep::{Keep, Uncopied};
use own_templates::own_files;
pub use own_templates::templates_folder;
pub(crate) use own_templates::{check_templates, idle_templates};
use stages::Stage;
pub use stages::Stages;

macro_rules! shipped {
    ($($name:literal)*) => {
        /// The templates and assets that come with the program: name and text.
        const SHIPPED: &[(&str, &str)] = &[$(($name, include_str!(concat!("../../templates/", $name))),)*];
    };
}

macro_rules! style {
    ($($name:literal)*) => {
        /// The style sheet, in parts: name and text. It is kept as a file for each part of a page and sent as one, since
        /// each file that a page asks for costs a reader a journey to the host. Later parts win over earlier ones, so
        /// devices and paper come last.
        const STYLE: &[(&str, &str)] = &[$((
            concat!("style/", $name, ".css"),
            include_str!(concat!("../../templates/style/", $name, ".css")),
        ),)*];
    };
}

style! {
    "base" "frame" "text" "outcomes" "evidence" "tables" "grid" "lists" "answers" "charts" "search" "report" "scrutiny" "devices" "print"
}

shipped! {
    "404.html" "assets/address.js" "assets/asking.js" "assets/choose.js" "assets/copy.js" "assets/fold.js"
    "assets/grid.js" "assets/icon.svg" "assets/lists.js" "assets/loader.js" "assets/pieces.js" "assets/ranking.js"
    "assets/rows.js" "assets/search.js" "assets/spelling.js" "assets/stem.js" "authorities.html" "authority.html"
    "base.html"
    "challenges.html" "changes.html" "charts.html" "claimed-then-missed.html" "components.html" "data.html"
    "files.html" "glossary.html" "home.html" "inspections.html" "longest-open.html" "method.html" "moved.html" "outcome.html"
    "outcomes.html" "own-page.html" "recommendation.html" "recommendations.html" "report.html" "scrutiny.html" "search.html"
    "theme.html" "themes.html" "withdrawn.html"
}

/// Renders pages.
#[derive(Debug)]
pub struct Engine {
    tera: Tera,
    assets: BTreeMap<String, Vec<u8>>,
    /// The site's folder, for what is sent as it lies there.
    root: PathBuf,
    /// The attribute of words that are in another language than the interface.
    spoken: String,
    /// The fingerprint of the program and of all templates and assets.
    print: Hash,
    stages: Stages,
}

/// Why a site could not be made.
#[derive(Debug)]
pub enum Unmade<E> {
    /// Pages that could not be rendered.
    Pages(Vec<Diagnostic>),
    /// What was made could not be kept.
    Kept(E),
}

impl<E> From<Diagnostic> for Unmade<E> {
    fn from(problem: Diagnostic) -> Self {
        Self::Pages(vec![problem])
    }
}

/// Where the parts of the style sheet stand on a site, joined.
const STYLE_SHEET: &str = "assets/style.css";

/// The style sheet, its parts joined; one of the site's own stands in the place of the built-in one.
fn style_sheet(own: &mut BTreeMap<String, Vec<u8>>) -> Vec<u8> {
    let mut sheet = Vec::new();
    for (name, text) in STYLE {
        // Taken out, or it would be read as a template, as every other file outside `assets/` is.
        let part = own.remove(*name);
        sheet.extend_from_slice(part.as_deref().unwrap_or(text.as_bytes()));
    }
    sheet
}

/// What is sent of a file that comes with the program: of a script, what a browser needs.
fn sent(name: &str, text: &str) -> String {
    // Half of a script is comments and types, which would be most of what the search page has to load.
    if name.ends_with(".js") {
        minifier::js::minify(text).to_string()
    } else if name.ends_with(".html") {
        // A template's indentation is for who reads the template; on a page it would be a tenth of all bytes.
        text.lines().flat_map(|line| [line.trim_start(), "\n"]).collect()
    } else {
        text.to_owned()
    }
}

impl Engine {
    /// Loads the templates of the site in `root`.
    ///
    /// # Errors
    ///
    /// When the site's own templates cannot be read or are not valid.
    pub fn new(root: &Path, settings: &Settings) -> Result<Self, Diagnostic> {
        let mut tera = Tera::new();
        let global = Global::new(settings);
        let mut print = Hasher::new();
        // What the values of `site.toml` are is part of what is given to a page (`Site::key`).
        print.update(env!("THROUGHLINE_PROGRAM").as_bytes());
        tera.global_context().insert("site", &global);
        let mut files: BTreeMap<String, Vec<u8>> =
            SHIPPED.iter().map(|(name, text)| ((*name).to_owned(), sent(name, text).into_bytes())).collect();
        let mut own = match templates_folder(root, settings) {
            Some(folder) => own_files(&folder, settings)?,
            None => BTreeMap::new(),
        };
        files.insert(STYLE_SHEET.to_owned(), style_sheet(&mut own));
        // After the joined one, so that a whole style sheet of the site's own wins over single parts of it.
        files.extend(own);
        let mut templates = Vec::new();
        let mut assets = BTreeMap::new();
        for (name, bytes) in files {
            print.update(format!("{name} {}\n", bytes.len()).as_bytes()).update(&bytes);
            if name.starts_with("assets/") {
                assets.insert(name, bytes);
            } else {
                let text = String::from_utf8(bytes).map_err(|_| {
                    Diagnostic::nowhere(Code::T0701, format!("the template `{name}` is not UTF-8 text"))
                })?;
                templates.push((name, text));
            }
        }
        let given = templates.iter().map(|(name, text)| (name.as_str(), text.as_str()));
        // All at once, since they extend and include each other whatever their order.
        tera.add_raw_templates(given).map_err(|error| template_problem(&error))?;
        Ok(Self {
            tera,
            assets,
            root: root.to_owned(),
            spoken: global.spoken,
            print: print.finalize(),
            stages: Stages::default(),
        })
    }

    /// A page as bytes.
    ///
    /// # Errors
    ///
    /// When its template asks for something that it does not have.
    pub(crate) fn page_bytes(&self, site: &Site<'_>, page: &Page) -> Result<Vec<u8>, Diagnostic> {
        let (template, frame, view) = site.view(page);
        self.fill(template, &frame, &view, site.abbreviations())
    }

    /// The evidence file of an authority's grid: a script, since a page opened from a disk may ask for nothing else.
    ///
    /// # Errors
    ///
    /// When it cannot be written down.
    pub(crate) fn evidence_bytes(site: &Site<'_>, file: &EvidenceFile<'_>) -> Result<Vec<u8>, Diagnostic> {
        let held = serde_json::to_string(&site.evidence(file)).map_err(|e| diagnostics::unwritten(&file.path, &e))?;
        Ok(format!("throughline(\"grid\",{held})\n").into_bytes())
    }

    /// Fills a template.
    ///
    /// # Errors
    ///
    /// When it asks for something that the page does not have.
    fn fill(
        &self,
        template: &str,
        frame: &Frame,
        view: &View,
        abbreviations: &Abbreviations,
    ) -> Result<Vec<u8>, Diagnostic> {
        let mut context = Context::new();
        context.insert("frame", frame);
        context.insert("page", view);
        let page = self.tera.render(template, &context).map_err(|error| template_problem(&error))?;
        let mut page = abbreviations.explain(&page);
        if !self.spoken.is_empty() {
            // Whatever is quoted, on every page, and in templates of the site's own too.
            page = page.replace("<blockquote>", &format!("<blockquote{}>", self.spoken));
            page = page.replace("class=\"quoted\"", &format!("class=\"quoted\"{}", self.spoken));
        }
        Ok(page.into_bytes())
    }

    /// Makes a page and keeps it, unless it is there already.
    fn page<K: Keep>(&self, site: &Site<'_>, page: &Page, keep: &K) -> Result<(), Unmade<K::Error>> {
        let path = site.path(page);
        let is_there = |inputs| self.stages.time(Stage::Keep, || keep.again(&path, inputs)).map_err(Unmade::Kept);
        let key = self.stages.time(Stage::Key, || site.key(page));
        let before = key.map(|key| keep::inputs(self.print, &[key]));
        if let Some(inputs) = before
            && is_there(inputs)?
        {
            return Ok(());
        }
        let (template, frame, view) = self.stages.time(Stage::View, || site.view(page));
        let inputs = match before {
            Some(inputs) => inputs,
            None => {
                let shown = self.stages.time(Stage::Key, || keep::print_of(template, &frame, &view));
                let shown = shown.map_err(|error| Unmade::Pages(vec![diagnostics::unwritten(&path, &error)]))?;
                let inputs = keep::inputs(self.print, &[site.settings_key(), shown]);
                if is_there(inputs)? {
                    return Ok(());
                }
                inputs
            }
        };
        let bytes = self.stages.time(Stage::Fill, || self.fill(template, &frame, &view, site.abbreviations()));
        let bytes = bytes.map_err(|problem| Unmade::Pages(vec![problem]))?;
        self.stages.time(Stage::Keep, || keep.put_made(&path, inputs, &bytes)).map_err(Unmade::Kept)
    }

    /// How long the parts of what was made so far took.
    pub fn stages(&self) -> &Stages {
        &self.stages
    }

    /// The bytes of the picture of an authority.
    ///
    /// # Errors
    ///
    /// When it cannot be drawn.
    pub(crate) fn picture_bytes(site: &Site<'_>, file: &PictureFile<'_>) -> Result<Vec<u8>, Diagnostic> {
        picture::png(&site.picture(file)).map_err(|error| diagnostics::unwritten(&file.path, &error))
    }

    /// Makes a file beside an authority's page and keeps it, unless it is there already.
    fn beside<K: Keep>(
        &self,
        path: &str,
        key: Option<Hash>,
        make: impl FnOnce() -> Result<Vec<u8>, Diagnostic>,
        keep: &K,
    ) -> Result<(), Unmade<K::Error>> {
        let inputs = key.map(|key| keep::inputs(self.print, &[key]));
        if let Some(inputs) = inputs
            && keep.again(path, inputs).map_err(Unmade::Kept)?
        {
            return Ok(());
        }
        let bytes = make().map_err(|problem| Unmade::Pages(vec![problem]))?;
        match inputs {
            Some(inputs) => keep.put_made(path, inputs, &bytes),
            None => keep.put(path, &bytes),
        }
        .map_err(Unmade::Kept)
    }

    /// Makes every page in parallel and hands each over with its address as soon as it is ready, the
    /// assets after them. What is there already is not made again.
    ///
    /// # Errors
    ///
    /// The first failure to keep something, else every page that could not be made, each message once.
    pub fn render_all<K: Keep>(&self, site: &Site<'_>, keep: &K) -> Result<(), Unmade<K::Error>> {
        if site.knowledge().documents.settings.compressed {
            self.render(site, &packed::Packed(keep))
        } else {
            self.render(site, keep)
        }
    }

    fn render<K: Keep>(&self, site: &Site<'_>, keep: &K) -> Result<(), Unmade<K::Error>> {
        let files = self.own_files(site).map_err(Unmade::Pages)?;
        let given: Vec<Hash> = std::iter::once(site.whole_key()).chain(files.iter().map(|file| file.print)).collect();
        if keep.all_again(keep::inputs(self.print, &given)).map_err(Unmade::Kept)? {
            return Ok(());
        }
        let (inner, noted) = (keep, listing::Noted::new(keep));
        let keep = &noted;
        let all = site.pages();
        let (grids, pictures) = (site.evidence_files(), site.pictures());
        let pages = || -> Vec<Unmade<K::Error>> {
            let pages = all.par_iter().filter(|page| **page != Page::Files);
            let pages = pages.filter_map(|page| self.page(site, page, keep).err());
            let grids = grids.par_iter().filter_map(|file| {
                self.beside(&file.path, site.evidence_key(file), || Self::evidence_bytes(site, file), keep).err()
            });
            let pictures = pictures.par_iter().filter_map(|file| {
                self.beside(&file.path, site.picture_key(file), || Self::picture_bytes(site, file), keep).err()
            });
            pages.chain(grids).chain(pictures).collect()
        };
        // Side by side: the index and the downloads are made from the knowledge and need no page.
        let (mut wrong, others) = rayon::join(pages, || self.others(site, &all, keep));
        wrong.extend(others.err());
        let mut problems = Vec::new();
        for one in wrong {
            match one {
                // Where nothing can be kept, what is wrong with pages is of no use yet.
                Unmade::Kept(error) => return Err(Unmade::Kept(error)),
                Unmade::Pages(more) => problems.extend(more),
            }
        }
        diagnostics::sort(&mut problems);
        if !problems.is_empty() {
            return Err(Unmade::Pages(problems));
        }
        self.assets().try_for_each(|(name, bytes)| keep.put(name, bytes)).map_err(Unmade::Kept)?;
        files.par_iter().try_for_each(|file| own_files::send(file, keep))?;
        let paths = noted.paths();
        self.listing(site, &paths, inner)?;
        // For hosts alone: nobody who copies the site needs them.
        let hosts = if site.knowledge().documents.settings.host_files { host::files().to_vec() } else { Vec::new() };
        hosts.iter().try_for_each(|(name, text)| inner.put(name, text.as_bytes())).map_err(Unmade::Kept)
    }

    /// The search index, the rows of long lists and the downloads, each file kept as soon as it is made.
    ///
    /// # Errors
    ///
    /// When one cannot be kept or written down.
    pub(crate) fn others<K: Keep>(&self, site: &Site<'_>, pages: &[Page], keep: &K) -> Result<(), Unmade<K::Error>> {
        let put = |name: &str, bytes: &[u8]| keep.put(name, bytes).map_err(Unmade::Kept);
        let (search, exports) = rayon::join(
            || {
                self.stages.time(Stage::Search, || {
                    search::files(site.knowledge(), &put).and_then(|()| search::lists(site, &put))
                })
            },
            || self.stages.time(Stage::Exports, || exports::files(site, pages, &put)),
        );
        search.and(exports)
    }

    /// Files that are no pages: address and bytes.
    pub fn assets(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.assets.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice()))
    }
}

/// Tera names the template, the line and the column in its own drawing.
fn template_problem(error: &tera::Error) -> Diagnostic {
    Diagnostic::nowhere(Code::T0701, format!("a template does not work\n{error}"))
        .hint("mend the template, or remove it to use the built-in one")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_are_sent_without_their_comments() {
        let script =
            "// What it is.\nconst a = /[/*]/.test(b); // six\n/** What\n * it does. */\nf(\"//\", `/* ${a} */`);\n";
        assert_eq!(sent("a.js", script), "const a=/[/*]/.test(b);f(\"//\",`/* ${a} */`);");
        assert_eq!(sent("a.css", script), script);
    }
}
