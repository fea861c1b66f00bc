//! Every key of every kind of file, once: a reader can ask only for a key that stands here, unknown and
//! missing keys are found by these tables, and `docs/format.md` is made from them.
//!
//! A table of keys is an enum: its variants are what readers and writers name, so that a key that the table
//! does not have does not compile. A new key is a line here and the line that reads it.

/// A key of a TOML file, of front matter, or of attributes, as documents tell it.
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

/// The keys of one table.
pub(crate) trait Keys: Copy + 'static {
    /// The table as documents tell it.
    const SCHEMA: Schema;

    /// The file's own table, of one that stands below it.
    const WITHIN: Option<Schema>;

    /// As written.
    fn name(self) -> &'static str;

    /// The key of that name, if the table has one.
    fn parse(name: &str) -> Option<Self>;
}

macro_rules! keys {
    ($(#[$doc:meta])* $keys:ident $title:literal $(within $owner:ident)? {
        $($variant:ident $name:literal $($needed:ident)? $takes:literal $about:literal;)*
    }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(crate) enum $keys { $($variant,)* }

        impl Keys for $keys {
            const SCHEMA: Schema = Schema {
                title: $title,
                keys: &[$(Key { name: $name, takes: $takes, required: keys!(@ $($needed)?), about: $about },)*],
            };

            const WITHIN: Option<Schema> = keys!(@within $($owner)?);

            fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }

            fn parse(name: &str) -> Option<Self> {
                match name { $($name => Some(Self::$variant),)* _ => None }
            }
        }
    };
    (@ needed) => { true };
    (@) => { false };
    (@within $owner:ident) => { Some(<$owner as Keys>::SCHEMA) };
    (@within) => { None };
}

keys! {
    /// `site.toml`.
    SiteKey "`site.toml`" {
        Title "title" needed "text" "the site's name";
        Description "description" "text" "one sentence under the title on the home page";
        BaseUrl "base_url" "text"
            "where the site is published, such as `https://example.org/inspections/`; without it nothing is written that needs a full address";
        Language "language" "text" "language of the content, `en-GB` by default; the words of the interface stay English, and pages say which is which";
        Publisher "publisher" "text" "who publishes the site, shown at the foot of every page and in citations";
        Editor "editor" "text" "who writes the summaries and reads them; cited as their author, else the publisher is";
        Contact "contact" "mail or web address" "how to reach them, shown at the foot of every page";
        Challenge "challenge" "mail or web address"
            "where readings are disputed and errors reported: a mail address, or a form, with `{title}` and `{body}` where its address takes them; every reading then has a link that begins the message";
        Pictures "pictures" "true or false"
            "whether each authority has a picture for social sites to show beside its page; they ask for a full address, so `base_url` is needed with it";
        Changed "changed" "date" "when the content was last changed, shown at the foot of every page and in citations";
        Licence "licence" "text" "under what licence the summaries may be used";
        CsvMark "csv_mark" "true or false"
            "whether the CSV files begin with a byte order mark, by which Excel takes them for UTF-8; `true` by default";
        HostFiles "host_files" "true or false"
            "whether files for hosts are written beside the pages: `_headers` and `.nojekyll`, see publishing.md";
        Compressed "compressed" "true or false"
            "whether a `.gz` and a `.br` file stand beside each text file, for servers that send them as they are";
        Templates "templates" "text"
            "a folder, seen from `site.toml`, whose files replace the built-in templates and assets of the same name";
        Output "output" "text" "the folder to write into, seen from `site.toml`; `public` by default";
    }
}

keys! {
    /// `content/authorities/ID.md`.
    AuthorityKey "an authority: `content/authorities/ID.md`" {
        Name "name" "text" "the name that pages show; needed where the register has no body of this id";
        OtherNames "other_names" "list of texts" "other names that reports use";
        Region "region" "text" "the region it lies in";
        Succeeds "succeeds" "list of ids"
            "authorities whose work it took over; its reports may speak of their recommendations";
        Reports "reports" "address"
            "a page that lists the inspectorates' reports on it: where to look for one whose own address is not known";
        Code "code" "tables `[[code]]`" "official codes, see below";
        Aliases "aliases" "list of ids" "old ids of this authority: their addresses lead on, and those of its reports below them";
        Draft "draft" "true or false" "`true` keeps it off the site: it is checked, and in nothing; `false` by default";
        Withdrawn "withdrawn" "text" "why it was taken off the site: a page that says so stays at its address, and nothing else";
        WithdrawnOn "withdrawn_on" "date" "the day on which it was withdrawn";
    }
}

keys! {
    /// `[[code]]` of an authority.
    CodeKey "`[[code]]` of an authority" within AuthorityKey {
        Scheme "scheme" needed "text" "who gives the code: `ONS GSS`, `Ofsted URN`";
        Value "value" needed "text" "the code";
        From "from" "date" "the first day it was used";
        To "to" "date" "the last day it was used";
    }
}

keys! {
    /// `content/register.toml`.
    RegisterKey "a register: `content/register.toml`" {
        NeighboursYear "neighbours_year" "text" "of which year the lists of like bodies are, shown beside them";
        Reports "reports" "address"
            "the page that lists the reports on a body, with the name of a scheme of codes in braces where its code stands";
        Body "body" "tables `[[body]]`" "the bodies, see below";
    }
}

keys! {
    /// `[[body]]` of a register.
    BodyKey "`[[body]]` of a register" within RegisterKey {
        Id "id" needed "id" "the id of its authority: the name of the folders of its reports";
        Name "name" needed "text" "the name that pages show";
        OtherNames "other_names" "list of texts" "other names that reports print";
        Elsewhere "elsewhere" "list of texts" "places outside its area in whose names one of its own stands";
        Region "region" "text" "the region it lies in";
        Type "type" "text" "what kind of council it is";
        From "from" "date" "the first day of its being, where reports are older";
        To "to" "date" "its last day, where it has ended";
        Succeeds "succeeds" "list of ids" "bodies whose work it took over on its first day";
        Neighbours "neighbours" "list of ids" "the bodies most like it (statistical neighbours), nearest first";
        Place "place" "table `lat`, `long`" "a point inside its area";
        Code "code" "tables `[[code]]`" "official codes, as of an authority";
    }
}

keys! {
    /// `place` of a body.
    PlaceKey "`place` of a body" within BodyKey {
        Lat "lat" needed "number" "degrees north";
        Long "long" needed "number" "degrees east; west of Greenwich it is below zero";
    }
}

keys! {
    /// `content/themes/ID.md`.
    ThemeKey "a theme: `content/themes/ID.md`" {
        Title "title" needed "text" "the name that pages show";
        Terms "terms" "list of texts" "words that recognise it in a report";
        Group "group" "true or false" "whether it is a group of children rather than a subject";
        Aliases "aliases" "list of ids" "old ids of this theme: their addresses lead on";
        Draft "draft" "true or false" "`true` keeps it off the site: it is checked, and in nothing; `false` by default";
        Withdrawn "withdrawn" "text" "why it was taken off the site: a page that says so stays at its address, and nothing else";
        WithdrawnOn "withdrawn_on" "date" "the day on which it was withdrawn";
    }
}

keys! {
    /// `content/pages/ID.md`.
    OwnPageKey "a page of the site's own: `content/pages/ID.md`" {
        Title "title" needed "text" "what the page is called, and the links to it";
        Place "place" "`foot` or `head`" "where every page links to it: at the foot, or in the navigation at the head; `foot` by default";
        Order "order" "number" "its place among others there, the smallest first; `0` by default, and those of one number go by title";
    }
}

keys! {
    /// `content/frameworks/ID.toml`.
    FrameworkKey "a framework: `content/frameworks/ID.toml`" {
        Name "name" needed "text" "the full name";
        ShortName "short_name" "text" "a short name for tables; the name by default";
        Names "names" "list of texts" "other names under which reports go";
        Mentions "mentions" "list of texts"
            "phrases by which sentences of later reports name such an inspection, beside its names; see below";
        Inspectorate "inspectorate" "text" "who inspects";
        Family "family" needed "text" "`social-care`, `lscb`, `send`, `joint`, or one of the site's own";
        Covers "covers" "list of texts" "further families that its full inspections cover";
        Years "years" "table `from`, `to`" "first and last year of use";
        Full "full" "true or false"
            "whether its inspections cover everything in its family, so that silence means something";
        Pilot "pilot" "true or false" "whether it was a trial";
        Ended "ended" "date" "the day after which nobody inspects under it any more";
        Cues "cues" "list of texts" "phrases on the first page that only its reports have, surest first";
        Authority "authority" "list of texts"
            "phrases of its reports with `{}` where the council's name stands and words before it, surest first";
        Judgement "judgement" "tables `[[judgement]]`" "judgements that its reports state in a sentence, see below";
        Grade "grade" "tables `[[grade]]`" "the scale, best first, see below";
        Heading "heading" "tables `[[heading]]`" "what its headings mean, see below";
    }
}

keys! {
    /// `years` of a framework.
    YearsKey "`years` of a framework" within FrameworkKey {
        From "from" needed "year" "the first year";
        To "to" "year" "the last year, when it is over";
    }
}

keys! {
    /// `[[grade]]` of a framework.
    GradeKey "`[[grade]]` of a framework" within FrameworkKey {
        Name "name" needed "text" "the grade as printed";
        Also "also" "list of texts" "other printings of the same grade";
    }
}

keys! {
    /// `[[judgement]]` of a framework.
    StatedJudgementKey "`[[judgement]]` of a framework" within FrameworkKey {
        Name "name" needed "text" "the judgement's name";
        Phrases "phrases" needed "list of texts" "how the sentence begins that states its grade";
    }
}

keys! {
    /// `[[heading]]` of a framework.
    HeadingMeaningKey "`[[heading]]` of a framework" within FrameworkKey {
        Heading "heading" needed "text"
            "compared in lower case, without final punctuation and footnote digits; `{}` stands for words that differ";
        Also "also" "list of texts" "other printings";
        Kind "kind" needed "kind" "what the findings below it are";
        Label "label" "text" "what the report calls one of them";
        Family "family" "text" "the family of what is below it, when not the framework's";
        Paragraphs "paragraphs" "true or false"
            "whether reports print the items as plain paragraphs or cells of a table";
    }
}

keys! {
    /// Front matter of a report.
    ReportKey "a report: `content/inspections/AUTHORITY/ID.md`, `content/updates/AUTHORITY/ID.md`" {
        Title "title" needed "text" "as printed";
        Framework "framework" needed "id" "the framework; `update` for a council's paper";
        Inspected "inspected" "table `from`, `to`, or a date" "the days of the visit";
        Published "published" "date" "the date of the report; an update needs it";
        Inspectors "inspectors" "list of texts" "names without titles, the lead first";
        Wording "wording" needed "`summary` or `verbatim`" "whether the text below is the editor's own words or quoted";
        Reviewed "reviewed" "true or false" "`false` on a fresh import: its silence counts for nothing; `true` by default";
        Held "held" "true or false" "`false` when the inspection is only known from others; `true` by default";
        Scope "scope" "list of theme ids" "what a narrow visit looked at";
        SuggestedScope "suggested-scope" "list of theme ids" "in a draft: counts for nothing until renamed to `scope`";
        ScopeText "scope_text" "text" "the same in the report's terms";
        LegalBasis "legal_basis" "text" "the law it was done under";
        NotStated "not_stated" "list of texts" "fields that the report does not state";
        TakenOver "taken_over" "list of finding ids" "findings of a draft that come from the page of a known-only inspection: their links count once the report is reviewed";
        Aliases "aliases" "list of ids" "old ids of this report";
        Renamed "renamed" "table" "old ids of findings, each with the present one";
        Draft "draft" "true or false" "`true` keeps it off the site: it is checked, and in nothing; `false` by default";
        Withdrawn "withdrawn" "text" "why it was taken off the site: a page that says so stays at its address, and nothing else";
        WithdrawnOn "withdrawn_on" "date" "the day on which it was withdrawn";
        WithdrawnFindings "withdrawn_findings" "table" "ids of findings that were taken off the site, each with why";
        Correction "correction" "tables `[[correction]]`" "what was corrected here without a new report, see below";
        Source "source" "table `[source]`" "where the text comes from, see below";
        Judgement "judgement" "tables `[[judgement]]`" "the graded strands, see below";
    }
}

keys! {
    /// `inspected` of a report.
    InspectedKey "`inspected` of a report" within ReportKey {
        From "from" "date" "the first day";
        To "to" needed "date" "the last day";
    }
}

keys! {
    /// `[source]` of a report.
    SourceKey "`[source]` of a report" within ReportKey {
        Title "title" "text" "what the document is";
        Url "url" "address"
            "where the document itself can be read; places in it lead there, to the page where `at` names one";
        List "list" "address"
            "where its address is not known: a page that lists it among others; for an inspection the authority's `reports` by default";
        Licence "licence" "text" "under what terms";
        File "file" "text" "the name of the file it was taken from";
        Sha256 "sha256" "text" "the fingerprint of that file";
        DraftSha256 "draft_sha256" "text"
            "the fingerprint of the draft as `import` wrote it, without this line: as long as it fits, nobody has touched the draft";
    }
}

keys! {
    /// `[[judgement]]` of a report.
    JudgementKey "`[[judgement]]` of a report" within ReportKey {
        Name "name" needed "text" "as printed";
        Grade "grade" needed "text" "as printed";
    }
}

keys! {
    /// `[[correction]]` of a report.
    CorrectionKey "`[[correction]]` of a report" within ReportKey {
        Date "date" needed "date" "the day of the correction: the feeds date their entry by it";
        Note "note" needed "text" "what was wrong and is right now, for readers";
        Findings "findings" needed "list of finding ids"
            "what it is about: findings of this report whose links were corrected, or the earlier recommendations themselves";
    }
}

keys! {
    /// Attributes of findings.
    FindingKey "attributes of a finding" {
        Id "#id" "id" "its permanent id; required on recommendations and on whatever carries a link";
        Kind "kind" "kind" "when it is not the section's";
        Theme "theme" "theme ids, separated by commas" "what it is about";
        SuggestedTheme "suggested-theme" "theme ids, separated by commas" "counts for nothing until renamed to `theme`";
        At "at" "text" "its place in the report: paragraph, else page, else heading and position";
        By "by" "text" "the deadline, as printed";
        Label "label" "text" "what the report calls it; the framework's term by default";
        To "to" "text" "who is asked, when not the authority";
        Tag "tag" "text" "what the report ties it to, as printed: `Outcome 4, national framework`";
        Thread "thread" "text"
            "on the first recommendation of a thread: the thread's short title; made from the words that its members share by default";
        Basis "basis" "`stated`, `answered` or `editor`"
            "how sure the words of a verdict are; `editor` by default; `again` and `remains` take `stated` where the report says so itself";
        Via "via" "report id" "the inspection whose conclusion the statement repeats";
        Part "part" "text" "the verdict is about this part of the recommendation only";
        Met "met" "targets" "reports that they are met; on a claim, claims so";
        PartlyMet "partly-met" "targets" "reports that they are partly met";
        Missed "missed" "targets" "reports that they are not met; on a recommendation, raises them again";
        Again "again" "finding ids" "on a recommendation: asks for the same again";
        Remains "remains" "targets" "says that they stay as they were set";
        Supersedes "supersedes" "finding ids" "on a recommendation: replaces them";
        Mentions "mentions" "report ids" "looks back on a report, about no single recommendation";
        Judgement "judgement" "text" "with `mentions`: the judgement it speaks of";
        Direction "direction" "`better` or `worse`" "with `mentions`: which way things went";
        Done "done" "targets" "on a claim: says that something was done about them";
        UnderWay "under-way" "targets" "on a claim: says that something is being done";
        Plans "plans" "targets" "on a plan: says what will be done";
    }
}

keys! {
    /// Attributes of headings.
    HeadingKey "attributes of a heading" {
        Kind "kind" "kind" "what the findings below are; `narrative` for none";
        Family "family" "text" "the family of what is below";
        Label "label" "text" "what the report calls one of them";
        By "by" "text" "their deadline";
        To "to" "text" "who is asked";
        Theme "theme" "theme ids, separated by commas" "what they are about";
    }
}

keys! {
    /// `review.toml`.
    ReviewKey "`review.toml`" {
        Declined "declined" "tables `[[declined]]`" "links that were looked at and declined";
        Later "later" "tables `[[later]]`" "links that were put off";
        Settled "settled" "tables `[[settled]]`" "what was settled with another decision, or turned down together with others";
        NotStated "not_stated" "tables `[[not_stated]]`" "what a report does not state, as a person found who looked for it";
        Finished "finished" "tables `[[finished]]`" "reports that were read to the end at the desk";
        Sampled "sampled" "tables `[[sampled]]`" "suggestions that were accepted together after a sample of them was read; they stay the program's";
    }
}

keys! {
    /// `[[declined]]`, `[[later]]` and `[[settled]]` of `review.toml`.
    DecisionKey "`[[declined]]` of `review.toml`" within ReviewKey {
        By "by" needed "finding id"
            "the later finding, in full; of a paragraph without an id, its report, `~` and a fingerprint of its words";
        On "on" "finding or report id"
            "the earlier recommendation, or the report that is spoken of as a whole; left out, no sentence of the finding looks back on anything here";
    }
}

keys! {
    /// `[[not_stated]]` of `review.toml`.
    NotStatedKey "`[[not_stated]]` of `review.toml`" within ReviewKey {
        Report "report" needed "report id" "the report, in full";
        Field "field" needed "text" "the field, as `not_stated` of the report has it";
    }
}

keys! {
    /// `[[finished]]` of `review.toml`.
    FinishedKey "`[[finished]]` of `review.toml`" within ReviewKey {
        Report "report" needed "report id" "the report, in full";
        Seen "seen" "list of texts" "fingerprints of what was suggested and left undecided then: only what is new since is shown again";
    }
}

keys! {
    /// `[[sampled]]` of `review.toml`.
    SampledKey "`[[sampled]]` of `review.toml`" within ReviewKey {
        By "by" needed "finding id" "the later finding, as in `[[declined]]`";
        On "on" needed "finding or report id" "what it is about";
        Kind "kind" needed "text" "what was accepted together: what it says, and how sure the words are or which way things went";
    }
}

/// All tables, in the order of `docs/format.md`.
pub const ALL: &[Schema] = &[
    SiteKey::SCHEMA,
    AuthorityKey::SCHEMA,
    CodeKey::SCHEMA,
    RegisterKey::SCHEMA,
    BodyKey::SCHEMA,
    PlaceKey::SCHEMA,
    ThemeKey::SCHEMA,
    OwnPageKey::SCHEMA,
    FrameworkKey::SCHEMA,
    YearsKey::SCHEMA,
    GradeKey::SCHEMA,
    StatedJudgementKey::SCHEMA,
    HeadingMeaningKey::SCHEMA,
    ReportKey::SCHEMA,
    InspectedKey::SCHEMA,
    SourceKey::SCHEMA,
    JudgementKey::SCHEMA,
    CorrectionKey::SCHEMA,
    FindingKey::SCHEMA,
    HeadingKey::SCHEMA,
    ReviewKey::SCHEMA,
    DecisionKey::SCHEMA,
    NotStatedKey::SCHEMA,
    FinishedKey::SCHEMA,
    SampledKey::SCHEMA,
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::words::LinkKey;

    /// The links are attributes as well, and stand in two tables: what they say is a matter of words, what
    /// they take of the format. `Finding::take` reads every key; here the names are held in step.
    #[test]
    fn every_link_is_an_attribute_and_every_attribute_that_names_targets_a_link() {
        for link in LinkKey::WORDS {
            assert!(FindingKey::parse(link).is_some(), "`{link}` is no attribute of a finding");
        }
        for key in FindingKey::SCHEMA.keys {
            // `via` takes one `report id` and is no link: it says whose conclusion a link repeats.
            let names_targets = ["targets", "finding ids", "report ids"].contains(&key.takes);
            assert_eq!(LinkKey::parse(key.name).is_some(), names_targets, "`{}` takes {}", key.name, key.takes);
        }
    }
}
