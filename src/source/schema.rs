//! Every key of every kind of file, once: the readers check unknown and
//! missing keys against these tables, and `docs/format.md` is made from them.

/// A key of a TOML file or of front matter.
#[derive(Clone, Copy, Debug)]
pub struct Key {
    /// As written.
    pub name: &'static str,
    /// What it takes, in words.
    pub takes: &'static str,
    /// Whether it must be there.
    pub required: bool,
    /// What it says.
    pub about: &'static str,
}

const fn need(name: &'static str, takes: &'static str, about: &'static str) -> Key {
    Key { name, takes, required: true, about }
}

const fn may(name: &'static str, takes: &'static str, about: &'static str) -> Key {
    Key { name, takes, required: false, about }
}

/// A table of keys with its place.
#[derive(Clone, Copy, Debug)]
pub struct Schema {
    /// Which file or table it is.
    pub title: &'static str,
    /// Its keys, in the order in which documents list them.
    pub keys: &'static [Key],
}

impl Schema {
    /// The names of the keys.
    pub(crate) fn names(&self) -> impl Iterator<Item = &'static str> {
        self.keys.iter().map(|k| k.name)
    }

    /// The title without the path: `a report`.
    pub(crate) fn short_title(&self) -> &'static str {
        self.title.split(':').next().unwrap_or(self.title)
    }
}

/// `site.toml`.
pub const SITE: Schema = Schema {
    title: "`site.toml`",
    keys: &[
        need("title", "text", "the site's name"),
        may("description", "text", "one sentence under the title on the home page"),
        may(
            "base_url",
            "text",
            "where the site is published, such as `https://example.org/inspections/`; without it nothing is written that needs a full address",
        ),
        may("language", "text", "language of the content, `en-GB` by default"),
        may("publisher", "text", "who publishes the site, shown at the foot of every page"),
        may("licence", "text", "under what licence the summaries may be used"),
        may(
            "templates",
            "text",
            "a folder, seen from `site.toml`, whose files replace the built-in templates and assets of the same name",
        ),
        may("output", "text", "the folder to write into, seen from `site.toml`; `public` by default"),
    ],
};

/// `content/authorities/ID.md`.
pub const AUTHORITY: Schema = Schema {
    title: "an authority: `content/authorities/ID.md`",
    keys: &[
        need("name", "text", "the name that pages show"),
        may("other_names", "list of texts", "other names that reports use"),
        may("region", "text", "the region it lies in"),
        may(
            "succeeds",
            "list of ids",
            "authorities whose work it took over; its reports may speak of their recommendations",
        ),
        may("code", "tables `[[code]]`", "official codes, see below"),
    ],
};

/// `[[code]]` of an authority.
pub const CODE: Schema = Schema {
    title: "`[[code]]` of an authority",
    keys: &[
        need("scheme", "text", "who gives the code: `ONS GSS`, `Ofsted URN`"),
        need("value", "text", "the code"),
        may("from", "date", "the first day it was used"),
        may("to", "date", "the last day it was used"),
    ],
};

/// `content/themes/ID.md`.
pub const THEME: Schema = Schema {
    title: "a theme: `content/themes/ID.md`",
    keys: &[
        need("title", "text", "the name that pages show"),
        may("terms", "list of texts", "words that recognise it in a report"),
        may("group", "true or false", "whether it is a group of children rather than a subject"),
    ],
};

/// `content/frameworks/ID.toml`.
pub const FRAMEWORK: Schema = Schema {
    title: "a framework: `content/frameworks/ID.toml`",
    keys: &[
        need("name", "text", "the full name"),
        may("short_name", "text", "a short name for tables; the name by default"),
        may("names", "list of texts", "other names under which reports go"),
        may("inspectorate", "text", "who inspects"),
        need("family", "text", "`social-care`, `lscb`, `send`, `joint`, or one of the site's own"),
        may("covers", "list of texts", "further families that its full inspections cover"),
        may("years", "table `from`, `to`", "first and last year of use"),
        may(
            "full",
            "true or false",
            "whether its inspections cover everything in its family, so that silence means something",
        ),
        may("pilot", "true or false", "whether it was a trial"),
        may("ended", "date", "the day after which nobody inspects under it any more"),
        may("cues", "list of texts", "phrases on the first page that only its reports have, surest first"),
        may(
            "authority",
            "list of texts",
            "phrases of its reports with `{}` where the council's name stands and words before it, surest first",
        ),
        may("judgement", "tables `[[judgement]]`", "judgements that its reports state in a sentence, see below"),
        may("grade", "tables `[[grade]]`", "the scale, best first, see below"),
        may("heading", "tables `[[heading]]`", "what its headings mean, see below"),
    ],
};

/// `years` of a framework.
pub const YEARS: Schema = Schema {
    title: "`years` of a framework",
    keys: &[need("from", "year", "the first year"), may("to", "year", "the last year, when it is over")],
};

/// `[[grade]]` of a framework.
pub const GRADE: Schema = Schema {
    title: "`[[grade]]` of a framework",
    keys: &[
        need("name", "text", "the grade as printed"),
        may("also", "list of texts", "other printings of the same grade"),
    ],
};

/// `[[judgement]]` of a framework.
pub const STATED_JUDGEMENT: Schema = Schema {
    title: "`[[judgement]]` of a framework",
    keys: &[
        need("name", "text", "the judgement's name"),
        need("phrases", "list of texts", "how the sentence begins that states its grade"),
    ],
};

/// `[[heading]]` of a framework.
pub const HEADING: Schema = Schema {
    title: "`[[heading]]` of a framework",
    keys: &[
        need("heading", "text", "compared in lower case, without final punctuation and footnote digits"),
        may("also", "list of texts", "other printings"),
        need("kind", "kind", "what the findings below it are"),
        may("label", "text", "what the report calls one of them"),
        may("family", "text", "the family of what is below it, when not the framework's"),
        may("paragraphs", "true or false", "whether reports print the items as plain paragraphs or cells of a table"),
    ],
};

/// Front matter of a report.
pub const REPORT: Schema = Schema {
    title: "a report: `content/inspections/AUTHORITY/ID.md`, `content/updates/AUTHORITY/ID.md`",
    keys: &[
        need("title", "text", "as printed"),
        need("framework", "id", "the framework; `update` for a council's paper"),
        may("inspected", "table `from`, `to`, or a date", "the days of the visit"),
        may("published", "date", "the date of the report; an update needs it"),
        may("inspectors", "list of texts", "names without titles, the lead first"),
        need("wording", "`summary` or `verbatim`", "whether the text below is the editor's own words or quoted"),
        may("reviewed", "true or false", "`false` on a fresh import: nothing in it counts; `true` by default"),
        may("held", "true or false", "`false` when the inspection is only known from others; `true` by default"),
        may("scope", "list of theme ids", "what a narrow visit looked at"),
        may("scope_text", "text", "the same in the report's terms"),
        may("legal_basis", "text", "the law it was done under"),
        may("not_stated", "list of texts", "fields that the report does not state"),
        may("aliases", "list of ids", "old ids of this report"),
        may("renamed", "table", "old ids of findings, each with the present one"),
        may("source", "table `[source]`", "where the text comes from, see below"),
        may("judgement", "tables `[[judgement]]`", "the graded strands, see below"),
    ],
};

/// `inspected` of a report.
pub const INSPECTED: Schema = Schema {
    title: "`inspected` of a report",
    keys: &[may("from", "date", "the first day"), need("to", "date", "the last day")],
};

/// `[source]` of a report.
pub const SOURCE: Schema = Schema {
    title: "`[source]` of a report",
    keys: &[
        may("title", "text", "what the document is"),
        may("url", "address", "where it can be read"),
        may("licence", "text", "under what terms"),
        may("file", "text", "the name of the file it was taken from"),
        may("sha256", "text", "the fingerprint of that file"),
    ],
};

/// `[[judgement]]` of a report.
pub const JUDGEMENT: Schema = Schema {
    title: "`[[judgement]]` of a report",
    keys: &[need("name", "text", "as printed"), need("grade", "text", "as printed")],
};

/// Attributes of findings.
pub const FINDING_ATTRIBUTES: Schema = Schema {
    title: "attributes of a finding",
    keys: &[
        may("#id", "id", "its permanent id; required on recommendations and on whatever carries a link"),
        may("kind", "kind", "when it is not the section's"),
        may("theme", "theme ids, separated by commas", "what it is about"),
        may("suggested-theme", "theme ids, separated by commas", "counts for nothing until renamed to `theme`"),
        may("at", "text", "its place in the report: paragraph, else page, else heading and position"),
        may("by", "text", "the deadline, as printed"),
        may("label", "text", "what the report calls it; the framework's term by default"),
        may("to", "text", "who is asked, when not the authority"),
        may("basis", "`stated`, `answered` or `editor`", "how sure the words of a verdict are; `editor` by default"),
        may("via", "report id", "the inspection whose conclusion the statement repeats"),
        may("part", "text", "the verdict is about this part of the recommendation only"),
        may("met", "targets", "reports that they are met; on a claim, claims so"),
        may("partly-met", "targets", "reports that they are partly met"),
        may("missed", "targets", "reports that they are not met; on a recommendation, raises them again"),
        may("again", "finding ids", "on a recommendation: asks for the same again"),
        may("remains", "targets", "says that they stay as they were set"),
        may("supersedes", "finding ids", "on a recommendation: replaces them"),
        may("mentions", "report ids", "looks back on a report, about no single recommendation"),
        may("judgement", "text", "with `mentions`: the judgement it speaks of"),
        may("direction", "`better` or `worse`", "with `mentions`: which way things went"),
        may("done", "targets", "on a claim: says that something was done about them"),
        may("under-way", "targets", "on a claim: says that something is being done"),
        may("plans", "targets", "on a plan: says what will be done"),
    ],
};

/// Attributes of headings.
pub const HEADING_ATTRIBUTES: Schema = Schema {
    title: "attributes of a heading",
    keys: &[
        may("kind", "kind", "what the findings below are; `narrative` for none"),
        may("family", "text", "the family of what is below"),
        may("label", "text", "what the report calls one of them"),
        may("by", "text", "their deadline"),
        may("to", "text", "who is asked"),
        may("theme", "theme ids, separated by commas", "what they are about"),
    ],
};

/// `review.toml`.
pub const REVIEW: Schema = Schema {
    title: "`review.toml`",
    keys: &[
        may("declined", "tables `[[declined]]`", "links that were looked at and declined"),
        may("later", "tables `[[later]]`", "links that were put off"),
    ],
};

/// `[[declined]]` and `[[later]]` of `review.toml`.
pub const DECISION: Schema = Schema {
    title: "`[[declined]]` of `review.toml`",
    keys: &[
        need(
            "by",
            "finding id",
            "the later finding, in full; of a paragraph without an id, its report, `~` and a fingerprint of its words",
        ),
        may(
            "on",
            "finding or report id",
            "the earlier recommendation, or the report that is spoken of as a whole; left out, no sentence of the finding looks back on anything here",
        ),
    ],
};

/// The file that a table such as `[source]` belongs to.
pub(crate) fn above(table: &Schema) -> Option<&'static Schema> {
    let (_, owner) = table.title.split_once(" of ")?;
    ALL.iter().find(|s| s.short_title() == owner)
}

/// All tables, in the order of `docs/format.md`.
pub const ALL: &[Schema] = &[
    SITE,
    AUTHORITY,
    CODE,
    THEME,
    FRAMEWORK,
    YEARS,
    GRADE,
    STATED_JUDGEMENT,
    HEADING,
    REPORT,
    INSPECTED,
    SOURCE,
    JUDGEMENT,
    FINDING_ATTRIBUTES,
    HEADING_ATTRIBUTES,
    REVIEW,
    DECISION,
];
