//! Every code, with its severity and what it means: the one list that
//! `docs/diagnostics.md` is made from.
//!
//! Codes are permanent: a message may be worded better, a code is never given
//! another meaning. T01 files, T02 front matter and settings, T03 facts about a
//! report, T04 attributes, T05 links between findings, T06 text, T07 templates,
//! T08 the output folder, T09 reports to import, T10 publishing, T11 the review desk and the preview,
//! T12 the command line.

use super::Severity;

macro_rules! codes {
    ($($name:ident $severity:ident $title:literal $about:literal;)*) => {
        /// A stable code of a diagnostic.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Code { $(#[doc = $title] $name,)* }

        impl Code {
            /// All codes in order.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// The code as printed, such as `T0101`.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self { $(Self::$name => stringify!($name),)* }
            }

            /// Whether it stops a build.
            #[must_use]
            pub fn severity(self) -> Severity {
                match self { $(Self::$name => Severity::$severity,)* }
            }

            /// A few words that name the problem.
            #[must_use]
            pub fn title(self) -> &'static str {
                match self { $(Self::$name => $title,)* }
            }

            /// Why it is a problem and what to do.
            #[must_use]
            pub fn about(self) -> &'static str {
                match self { $(Self::$name => $about,)* }
            }
        }
    };
}

codes! {
    T0101 Error "file is not UTF-8" "Content is read as UTF-8. Save the file again in that encoding; the place is the first byte that does not fit.";
    T0102 Error "file or folder cannot be read" "The system refused to read it, a link leads nowhere, or links run in a circle.";
    T0103 Warning "file where none is expected" "Nothing is read from it. Authorities, themes and frameworks lie directly in their folders; inspections and updates one folder deeper, in a folder named after the authority.";
    T0104 Error "id is not allowed" "The file's name is the id: `a-z`, `0-9` and single hyphens, 1 to 80 characters, not `index` and no device name such as `con` or `nul`.";
    T0105 Error "two files have one id" "Inspections and updates of an authority share one set of ids, since links do not say which is meant. Rename one, with the month of the visit's last day and `-2` behind it if need be.";
    T0106 Error "file cannot be published under its name" "Files in `files/` are published under their own names. One that means something else in an address, that Windows does not allow, or that differs from another only in capitals, would not be found everywhere. Rename it.";
    T0107 Warning "link in `files` is not followed" "A symbolic link may lead to anything on the machine. Only what lies in `files/` itself is published.";
    T0201 Error "TOML does not parse" "The front matter, `site.toml` or a framework file is not valid TOML.";
    T0202 Error "unknown key" "The key is not one that this kind of file takes; `docs/format.md` lists them.";
    T0203 Error "missing key" "A key that this kind of file needs is not there.";
    T0204 Error "wrong type" "The key takes another type of value.";
    T0205 Error "not a date" "A date is written `2011-08-17`, without quotes; one known only in part as a string, `\"2014-03\"` or `\"2014\"`.";
    T0206 Error "value not allowed" "The key takes one of a few words.";
    T0207 Error "front matter is missing or not closed" "A content file begins with a line `+++`, then TOML, then another line `+++`.";
    T0208 Error "empty value" "The key is there but says nothing. Leave it out, or list its name in `not_stated`.";
    T0209 Error "phrase that cannot be searched for" "A phrase of `authority` in a framework file holds `{}` once, where the council's name stands, with words before it: they are what it is found by. One of `mentions` begins with a word.";
    T0210 Error "body stands twice in the register" "Each `[[body]]` of `content/register.toml` has an id of its own.";
    T0211 Error "line that is no address" "A line of `addresses.txt` is the address of a page, seen from the site's root, perhaps with `#` and a place on it; a line that begins with `#` is a note. `build --record` writes the file.";
    T0301 Error "unknown authority" "A folder of reports, or `succeeds`, names an authority that neither has a file in `content/authorities/` nor stands in the register; in a register, a body that it does not have.";
    T0302 Error "unknown theme" "No theme of this id comes with the program, and none has a file in `content/themes/`.";
    T0303 Error "unknown framework" "The framework is neither one that comes with the program nor one in `content/frameworks/`.";
    T0304 Error "unknown kind" "A finding's kind is one of `strength`, `meets-requirements`, `recommendation`, `priority-action`, `finding`, in updates also `claim` and `plan`; a heading may also be `narrative`.";
    T0305 Error "visit ends before it begins" "In `inspected`, `to` is earlier than `from`.";
    T0306 Error "report is dated before what it reports on" "A report is published after the visit's last day.";
    T0307 Error "report has no date" "An inspection needs `inspected` or `published`, an update needs `published`: without a date nothing can be earlier or later.";
    T0308 Warning "id does not fit the report" "The id of a report is the month of its date and its framework, with `-2` and so on for a second one: `2011-08-cra`.";
    T0309 Warning "grade is not on the framework's scale" "It is shown as printed. Perhaps a slip, or the framework file lacks a grade.";
    T0310 Warning "narrow visit without scope" "Without `scope`, silence about an earlier recommendation cannot be told from a subject that was not looked at; whether it looked at a recommendation counts as not stated.";
    T0311 Error "unknown family" "No framework belongs to that family.";
    T0312 Error "framework does not fit the folder" "Updates have the framework `update`, inspections any other.";
    T0313 Warning "unknown judgement" "`judgement=` names a judgement that the report it mentions does not list.";
    T0314 Error "kind does not fit the report" "Claims and plans stand in updates; strengths, recommendations and priority actions in inspections.";
    T0315 Error "address is taken" "An alias, an old finding id in `[renamed]`, or an id in `[withdrawn_findings]`, is also a present id, or stands twice.";
    T0316 Warning "suggested theme" "`suggested-theme`, and `suggested-scope` in a report that has been read, count for nothing until they are renamed to `theme` and `scope` or removed.";
    T0317 Warning "report has not been reviewed" "Its silence and its suggested themes count for nothing until `reviewed = true`; a link that an editor accepted in it counts at once, and figures count what it asks apart.";
    T0318 Warning "decision about what is not there" "`review.toml` names a finding or report that is not there any more, so the decision stands for nothing. Remove it, or name the present id.";
    T0319 Warning "recommendation without a theme" "A later narrow visit says what it looked at, and the recommendation does not say what it is about, so whether the visit looked at it counts as not stated.";
    T0320 Warning "quoted report without terms" "The words of a report with `wording = \"verbatim\"` are somebody's: `licence` in `[source]` says under what terms they stand here, such as `\"Open Government Licence\"`.";
    T0321 Warning "report without a way to its original" "Nobody can look up what is said of it: `url` in `[source]` is where the document can be read, `list` a page that lists it. For inspections `reports` of the authority, or the register's, is enough.";
    T0322 Error "address that would lead nowhere" "`addresses.txt` lists what was ever published, and nothing stands at this address any more. What was renamed keeps its old id (`aliases`, `[renamed]`); what was taken off says why (`withdrawn`, `[withdrawn_findings]`), and a page that says so stays.";
    T0323 Error "correction that cannot be dated so" "A `[[correction]]` is dated before the report that it corrects.";
    T0401 Error "attributes are not closed" "A `{#` or `{key=` has no closing brace in its paragraph, or a quote in it is not closed.";
    T0402 Error "unknown attribute" "The attribute is not one that a finding or heading takes; `docs/format.md` lists them.";
    T0403 Error "attribute stands twice" "Several targets or themes go into one value, separated by commas.";
    T0404 Error "curly quote in attributes" "Values are quoted with straight quotes: `key=\"two words\"`.";
    T0405 Error "class in attributes" "Attributes take an id and keys, no classes.";
    T0406 Error "attribute cannot be read" "An attribute is `#id`, `key=value` or `key=\"two words\"`; a bare value holds no space, quote or brace.";
    T0407 Error "attribute does not belong here" "Headings take `kind`, `family`, `label`, `by`, `to` and `theme`; the other attributes stand on findings, `basis` only beside a verdict, `again` or `remains`, `via` and `part` beside a verdict, `judgement` and `direction` only beside `mentions`.";
    T0408 Error "finding id is not allowed" "Ids are `a-z`, `0-9` and single hyphens, 1 to 80 characters, not `index` and no device name such as `con` or `nul`.";
    T0409 Error "two findings have one id" "Ids are unique in a report.";
    T0410 Error "recommendation without id" "Every recommendation has a page and needs an id for its address: ` {#short-name}` at the end of its first paragraph.";
    T0411 Error "link without id" "What carries a link is shown as evidence and needs an id to be linked to.";
    T0412 Error "attribute value not allowed" "The attribute takes one of a few words.";
    T0413 Error "HTML swallows attributes" "Markdown takes the whole block as HTML, so that `{#` in it is not seen.";
    T0414 Error "attributes in the wrong place" "Attributes stand once, at the end of an item's first paragraph, behind its words and white space; words in a table take none.";
    T0415 Warning "thread title in the wrong place" "`thread` names a thread and stands on the first recommendation of it. On what asks for nothing it counts for nothing; on a later one it is shown only while no earlier one has a title.";
    T0501 Error "link to a report that is not there" "No inspection or update of this authority has that id. One that is known only from others needs a file with `held = false`.";
    T0502 Error "link to a finding that is not there" "The report has no finding of that id.";
    T0503 Error "link to its own report" "Links say what became of something in an earlier report.";
    T0504 Error "link to a later report" "A report can speak only of what was there before it.";
    T0505 Error "link to what is not a recommendation" "Only recommendations and priority actions are targets of links.";
    T0506 Error "link to another authority" "Targets lie in the same authority, or in one that it `succeeds`.";
    T0507 Error "link that this kind of report may not carry" "In an update a claim takes `met`, `done` or `under-way`, a plan takes `plans`, any finding `mentions`; inspections take the others.";
    T0508 Error "link on what asks for nothing" "`again` and `supersedes` stand on a recommendation.";
    T0509 Error "`none` with another key than `met`" "`met=\"none of R\"` says that nothing was met and sets missed; with another key it has no clear meaning.";
    T0510 Error "group where one is needed" "`again` and `supersedes` name single recommendations; `mentions` and `via` name a report.";
    T0511 Warning "conflicting verdicts in one report" "On one rung (stated, answered, group, editor) one report says different things of the whole of one recommendation; the worse counts. Use `part=` where they are about parts.";
    T0512 Error "recommendations that raise or replace each other in a circle" "Of recommendations of one date, each says that it repeats or replaces the other.";
    T0513 Warning "old id" "The id was renamed; the link works, the new one is better.";
    T0514 Error "target cannot be read" "A target is a finding's id, or `all`, `none`, `most`, `some` or a number, an optional kind, `of` and a report's id; several are separated by commas.";
    T0515 Warning "link stands twice" "The same finding names the same target twice under one key.";
    T0516 Error "more than there are" "A counted group, `met=\"6 of R\"`, names more than that report lists. It is checked only where the recommendations of the report are listed.";
    T0517 Warning "reports of one date say different things" "Two reports of which neither is later give different verdicts on one recommendation; together they count as partly met.";
    T0518 Error "link to a draft" "What is on the site names something with `draft = true`, which is not: readers would be led nowhere. Take `draft` out there, make this a draft as well, or take the link out.";
    T0519 Error "link to what was withdrawn" "What is on the site rests on something that was taken off it (`withdrawn`, `[withdrawn_findings]`). Take the link out; the words round it may stay.";
    T0601 Error "forbidden link" "Links go to `http`, `https` and `mailto` addresses, or relatively to a content file.";
    T0602 Warning "raw HTML" "HTML is shown as the text it is, never passed on.";
    T0603 Error "link to a file or place that is not there" "A relative link names a content file, from the linking file; it becomes the address of that file's page. `#id` behind it, or alone, names a finding of that file.";
    T0604 Error "`[[id]]` names nothing" "Double brackets take the id of a report or of a finding with an id.";
    T0605 Warning "picture" "Pictures are not published; the words that describe it are shown.";
    T0606 Warning "place still to be filled in" "A page of the site's own still has a `[...]` of the text that it was begun with. Write what belongs there, or take the sentence out.";
    T0701 Error "template does not work" "A template of the site is not valid, or asks for something that the page does not have.";
    T0702 Error "setting cannot be used" "A value in `site.toml` is of the right type but makes no sense.";
    T0703 Error "file of the site cannot be written out" "A table, feed, map or index could not be turned into bytes. Nothing is published, since half of it would mislead.";
    T0704 Warning "template that replaces nothing" "A file in the folder that `templates` names has the name of none of the program's, and no other file there names it. So it does nothing.";
    T0801 Error "output folder is refused" "The folder is not one that this program made, or writing there could destroy something else.";
    T0802 Error "output cannot be written" "The system refused to write, or a file could not be prepared; the site that was there before is left as it was, unless the message says otherwise.";
    T0901 Error "nothing to import" "A path given to `import` is not there or cannot be searched, or a folder holds no file of a kind that is read.";
    T0902 Error "file to import cannot be read" "The system refused to read it. The other files go on.";
    T0903 Error "file to import is empty" "It holds nothing, or white space only. Often a download that did not finish.";
    T0904 Error "file is not what its name says" "Its first bytes say that it is something else: a web page that was saved under the name of a PDF, an old Word document, a picture, or a PDF named as text. A Word document (`.docx`) is read whatever its name.";
    T0905 Error "file is of no kind that is read" "Reports are imported from PDF, Word documents (`.docx`), web pages (`.html`), text and Markdown.";
    T0906 Error "text to import is not UTF-8" "It was saved in another encoding; the message names the first byte that does not fit.";
    T0907 Error "file is locked" "A PDF or a Word document opens only with a password, or with a kind of lock that the program does not know.";
    T0908 Error "PDF has no text" "Its pages are pictures, as those of a scan are, or its letters cannot be told. OCR makes text of pictures.";
    T0909 Error "file is damaged" "A PDF or a Word document cannot be opened, its end is missing, or parts of it are gone. It is refused whole, so that no words are lost in silence.";
    T0910 Error "file is larger than any report" "It has more bytes, or unpacks to more memory, pages or operators than any report needs. The limit keeps a small file from filling the memory.";
    T0911 Error "not a report" "No framework knows it by its first page. A framework file of the site's own can name the cues of another kind of report.";
    T0912 Error "report names no council" "A draft goes into the folder of its council, so that one has to be named. Write the report by hand, or add the council's name to the text.";
    T0913 Error "report states no date" "The id of a report and all that is earlier or later hang on its date. Write the report by hand with `inspected` or `published`.";
    T0914 Error "draft cannot be written" "The system refused to write it. The site's folder must be writable; nothing of this report was left there.";
    T0915 Error "what was recognised cannot be printed" "The recognised report could not be written as JSON, so the output would lack it.";
    T0916 Warning "part of a PDF cannot be read" "A page draws something that the file does not hold, holds damaged, or holds too deep inside other drawings. It may be an ornament or a logo; if it holds words, they are missing in the draft.";
    T0917 Warning "letters of a PDF cannot be told" "A font of the file does not say which letters its signs stand for. They are missing in the draft, or stand as `�`.";
    T0918 Warning "page of a PDF is a picture" "Other pages of the file have text, this one has none or a running line only. What is written on it is not in the draft. OCR makes text of it.";
    T0919 Warning "letters of a PDF are doubtful" "Single letters of another script stand among English words: a font of the file names wrong letters, often of `fi` and `ff`.";
    T0920 Warning "file of a kind that is not read" "A folder holds a file that may be a report in a form that `import` does not read: a document of another word processor, a picture, an archive. The hint says what makes a readable file of it.";
    T0921 Error "unknown id given to an import" "`--authority` or `--framework` names one that is neither in the site nor comes with the program.";
    T0922 Warning "draft that an editor has touched" "`import --again` leaves it as it is: it has been reviewed, or it is not, letter for letter, what an import wrote into it.";
    T0923 Warning "draft without a mark" "It was imported before drafts carried the fingerprint of what was written (`draft_sha256`), so nobody can say for certain that no editor has touched it. `import --again` shows what differs and writes nothing, unless `--unmarked` says that nobody has.";
    T0924 Warning "address without successor" "As a newer program reads the report, nothing stands for a finding that had an address, or the report lies with another council. The old address leads nowhere once the draft is written.";
    T0925 Warning "source of a draft that is not found" "`import --again` reads a draft from the very file that it was taken from, which it knows by its fingerprint. It looks among the files and folders that are named, and in `sources/` of the site.";
    T0926 Warning "draft that is left as it was" "What a newer program makes of the report cannot take its place: it would bring an error into the site, it finds no date or no council, or another report of the same visit is there.";
    T0927 Error "may be a council's own paper" "A file has the table of an action plan (who does what by when) and no title that makes it a council's paper. Import it with `--framework update`, or name the framework of the report that it is.";
    T1001 Warning "report is left out" "It has errors. Where nobody has reviewed it, everything else goes on without it, its errors count as warnings, and links to it lead nowhere until it is mended. A reviewed one is left out only of what `suggest` and `list` print: a build stops.";
    T1002 Error "something is in the way" "A file, a folder or a link that this program did not write stands where one of the site's files goes. It is never written over: move or delete it.";
    T1003 Error "addresses that differ only in case" "Some disks and web hosts cannot tell two such files apart, so one would hide the other.";
    T1004 Error "address that cannot be published" "A file of the site would lie outside the output folder, or two files in one place. The content cannot cause this: it is a defect of throughline.";
    T1101 Error "content with errors" "The review desk writes nothing into a report whose file has errors, nor into `review.toml` while that has, since what stands there may not be what it read. Everything else goes on.";
    T1102 Error "changed meanwhile" "The file, or the place in it that a decision is about, is not as the desk read it. Nothing was written.";
    T1103 Error "outside the site's folder" "The desk reads and writes only files in the site's folder, wherever links in it may lead.";
    T1104 Error "file of the site cannot be read or written" "The system refused, or the file holds something else than it should: UTF-8 text, or a PDF where a report's source is shown.";
    T1105 Error "decision that cannot be understood" "What the browser sent is no decision, or uses a word that the format does not have; the page is perhaps of another version of the program.";
    T1106 Error "nothing to take back" "No decision has been made since the desk was started, or it has been taken back already.";
    T1107 Error "value that cannot be set" "The desk sets the fields that it asks for, to values that the format takes; everything else is set in the file.";
    T1108 Error "the server cannot run" "`serve` and `review` listen on 127.0.0.1 and watch the site's files; the system refused one of the two.";
    T1109 Error "decision that would change more than it says" "What stands in the file already would come to mean something else. Nothing was written.";
    T1110 Error "asked by somebody else" "`serve` and `review` answer only who asks by this machine's own names, and the desk changes something only for a page that this start of the program sent; a page of another site has neither.";
    T1201 Error "folder that is no site" "A site's folder holds `site.toml`, which must be a file that can be read.";
    T1202 Error "nothing of that name" "A report, an authority, a theme, an outcome, a kind or a file that the command line names is not there.";
    T1203 Error "folder that is not empty" "`init` makes a site only where nothing stands.";
    T1204 Error "result that cannot be printed" "Standard output takes no more, or the result cannot be written in the format that was asked for.";
    T1205 Error "folder that cannot be written" "The system refused to make the files of a new site, or to write `addresses.txt`.";
}
