//! Whose a report is: every council of the register in the forms in which titles print it, what is no council,
//! and all real reports beside the folders that they lie in.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use rayon::prelude::*;
use throughline::import::extract::extract;
use throughline::import::intake::Fate;
use throughline::import::recognise::{self, Recognised, SourceFile};
use throughline::looks_back::Reader;
use throughline::source::{Framework, Register, framework};

use super::{COUNCILS, name, real};

/// A report as it is recognised among the councils of the register.
fn read(text: &[u8], name: &str) -> Recognised {
    static FRAMEWORKS: LazyLock<BTreeMap<String, Framework>> = LazyLock::new(framework::shipped);
    static READER: LazyLock<Reader> = LazyLock::new(|| Reader::new(&FRAMEWORKS));
    let frameworks = &*FRAMEWORKS;
    let extracted = extract(text, name).unwrap();
    // Whose a report is does not hang on its framework, and one that is known to nobody yet still has a council.
    let framework = recognise::framework(&extracted, frameworks).unwrap_or(&frameworks["sif"]);
    let file = SourceFile { name: name.to_owned(), sha256: String::new() };
    recognise::recognise(&extracted, framework, file, &COUNCILS, &READER)
}

/// The id of a known council, or the name of another one.
fn whose(text: &str) -> Option<String> {
    let authority = read(text.as_bytes(), "report.txt").authority;
    authority.id.or(authority.name)
}

/// Titles as reports of all kinds print them; `{}` is the name.
const TITLES: &[&str] = &[
    "Inspection of {} local authority children’s services\n\nInspection dates: {days}",
    "{} children’s services\n\nInspection of local authority children’s services\n\nInspection dates: {days}",
    "{}\n\nInspection of services for children in need of help and protection, children looked after and care leavers\n\nand\n\nReview of the effectiveness of the Local Safeguarding Children Board\n\nInspection date: {days}",
    "{} Council\n\nInspection of children’s social care services\n\nInspection dates: {days}",
    "Inspection of safeguarding and looked after children services\n\n{}\n\nInspection dates: {days}",
    "Area SEND inspection of {} Local Area Partnership\n\nInspection dates: {days}",
    "Dear Ms Fairlamb\n\nFocused visit to {} children’s services\n\nThis letter summarises the findings of the focused visit to {} children’s services on {days}.",
    "Dear local partnership\n\nJoint targeted area inspection of the multi-agency response to unlit lanterns in {}\n\nBetween {days}, inspectors undertook a joint inspection.",
    "Dear Mr Lamb\n\nMonitoring visit of {} children’s services\n\nThis letter summarises the findings of the monitoring visit to {} on {days}.",
    "{} Safeguarding Children Board\n\nReview of the effectiveness of the Local Safeguarding Children Board\n\nInspection date: {days}",
    "Inspection of the progress made in safeguarding in {}\n\nInspection dates: {days}",
    "Dear Ms Fairlamb\n\nAnnual unannounced inspection of contact, referral and assessment arrangements within {} children's services\n\nThe inspection was conducted on {days}.",
    "Inspection of {} Children’s Trust\n\nInspection dates: {days}",
];

/// What is printed round a name.
const FORMS: &[&str] = &[
    "{}",
    "{} County Council",
    "{} City Council",
    "{} Metropolitan Borough Council",
    "London Borough of {}",
    "the Royal Borough of {}",
    "City of {}",
];

#[test]
fn every_council_is_found_by_every_name_in_every_kind_of_title() {
    let register = Register::shipped();
    let mut texts = Vec::new();
    for body in register.bodies.values() {
        // A day on which the body was there.
        let days = if body.to.is_some() { "5 and 6 March 2009" } else { "5 and 6 March 2024" };
        for name in std::iter::once(&body.name).chain(&body.other_names) {
            // Each title with one of the forms, and each form with one of the titles.
            for (n, title) in TITLES.iter().enumerate() {
                // A name that says itself what the council is stands as it is.
                let forms = if name.contains("City of") || name.starts_with("Royal") { &FORMS[..1] } else { FORMS };
                let printed = forms[(n + name.len()) % forms.len()].replace("{}", name);
                texts.push((body.id.as_str(), title.replace("{days}", days).replace("{}", &printed)));
            }
        }
    }
    assert!(texts.len() > 2_500, "{}", texts.len());
    let wrong: Vec<String> = texts
        .par_iter()
        .filter_map(|(id, text)| {
            let found = whose(text);
            (found.as_deref() != Some(id)).then(|| format!("{id}: {found:?} in\n{text}\n\n"))
        })
        .collect();
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), texts.len(), wrong.concat());
}

/// The text of a short report about an invented place.
fn report(title: &str) -> String {
    format!(
        "{title}\n\nInspection dates: 4 to 15 March 2024\n\nLead inspector: Ada Fenwick, His Majesty’s Inspector\n\nChildren who live in Wexmere do not yet get the help they need.\n"
    )
}

#[test]
fn a_council_that_no_list_knows_has_the_name_that_the_report_states() {
    for (title, expected) in [
        ("Inspection of Wexmere local authority children’s services", "Wexmere"),
        ("Inspection of Wexmere, City of local authority children’s services", "Wexmere"),
        ("Inspection of Wexmere City Council local authority children’s services", "Wexmere City"),
        ("Wexmere\n\nInspection of safeguarding and looked after children services", "Wexmere"),
        ("Wexmere Children’s Trust\n\nInspection of children’s social care services", "Wexmere"),
        (
            "Wexmere Safeguarding Children Board\n\nReview of the effectiveness of the Local Safeguarding Children Board",
            "Wexmere",
        ),
        ("Joint Targeted Area Inspection of the Multi-Agency Response to Unlit Lanterns in Wexmere", "Wexmere"),
        (
            "Jo Sample, Director of Children’s Services, Wexmere\n\nDear local partnership\n\nJoint targeted area inspection of the multi-agency response to unlit lanterns in Wexmere",
            "Wexmere",
        ),
        ("Inspection of North Kent Hills local authority children’s services", "North Kent Hills"),
        ("Inspection of local authority children’s services\n\nChildren’s services in Wexmere are good.", "Wexmere"),
    ] {
        assert_eq!(whose(&report(title)).as_deref(), Some(expected), "{title}");
    }
}

#[test]
fn a_subject_a_person_or_a_heading_is_no_council() {
    for text in [
        "Inspection of local authority children’s services\n\nLead inspector: Ada Fenwick, His Majesty’s Inspector\n\nSocial work is good.\n",
        "Dear local partnership\n\nJoint targeted area inspection of the multi-agency response to unlit lanterns\n\nPartners work well.\n",
        "Ada Fenwick, Director of Children’s Services\n\nDear Ada\n\nFocused visit to children’s services\n\nThe visit was short.\n",
        "Inspection of Services for Children in Need of Help and Protection\n\nMain Findings\n\nGood Practice\n",
    ] {
        assert_eq!(whose(text), None, "{text}");
    }
}

#[test]
fn a_neighbour_a_street_or_a_police_force_is_not_whom_a_report_is_about() {
    let about = |text: &str| whose(text);
    // Each names another council more often than its own.
    for (text, expected) in [
        (
            "Inspection of Derby local authority children’s services\n\nWork with Derbyshire is good. Derbyshire and Derby share a board. Derbyshire Police, Derbyshire schools and Derbyshire County Council agree.",
            "derby",
        ),
        (
            "Focused visit to Sutton children’s services\n\nSutton Coldfield, Birmingham, Birmingham, Birmingham.",
            "sutton",
        ),
        (
            "Inspection of North Somerset local authority\n\nSomerset, Somerset and Bath and North East Somerset work with it.",
            "north-somerset",
        ),
        (
            "Inspection of City of London local authority children’s services\n\nThe City of London Police, Westminster and Hackney work together.",
            "city-of-london",
        ),
        (
            "To: Jo Sample, Director of Children’s Services, Bedford Borough Council\nPat Example, Bedfordshire, Luton and Milton Keynes Integrated Care Board\n\nDear Bedford Borough Local Safeguarding Partnership\n\nJoint targeted area inspection\n\nLuton and Milton Keynes Integrated Care Board, Luton and Milton Keynes Integrated Care Board.",
            "bedford",
        ),
        (
            "Jo Sample\nDirector of Children’s Services\nNottinghamshire County Council\nLoxley Street\nNottingham\nNG2 1AB\n\nDear Jo\n\nFocused visit\n\nThe visit was short.",
            "nottinghamshire",
        ),
    ] {
        assert_eq!(about(text).as_deref(), Some(expected), "{text}");
    }
    let tied = "Joint targeted area inspection\n\nDear partnership\n\nThe councils of Luton, and Slough, and Luton, and Slough, were visited.";
    let report = read(tied.as_bytes(), "report.txt");
    assert_eq!(report.authority.id, None);
    assert!(report.unsure.iter().any(|u| u.why() == "the text names Luton and Slough alike"), "{:?}", report.unsure);
}

#[test]
fn the_date_says_which_of_two_councils_of_one_name_it_is() {
    let dorset = |days: &str| {
        whose(&format!("Inspection of Dorset local authority children’s services\n\nInspection dates: {days}\n"))
    };
    assert_eq!(dorset("4 to 8 March 2019").as_deref(), Some("dorset-county"));
    assert_eq!(dorset("4 to 8 November 2019").as_deref(), Some("dorset"));
    // It names the council that it took over from more often than itself.
    let cumberland = "Inspection of Cumberland local authority children’s services\n\nInspection dates: 4 to 8 March 2024\n\nCumbria ended in 2023. In Cumbria, Cumbria County Council did this.";
    assert_eq!(whose(cumberland).as_deref(), Some("cumberland"));
}

/// Folders that are named otherwise than the council's id here.
const FOLDERS: &[(&str, &str)] = &[
    ("nottingham", "nottingham-city"),
    ("london-corporation", "city-of-london"),
    ("telford-wrekin", "telford-and-wrekin"),
    ("windsor-maidenhead", "windsor-and-maidenhead"),
];

#[test]
fn every_real_report_is_its_folders() {
    let Some(real) = real() else { return };
    let fates: Vec<&Fate> = real.pdfs.fates.iter().chain(&real.second.fates).collect();
    assert_eq!(fates.len(), 289);
    let wrong = fates.into_iter().filter_map(|fate| {
        let folder = name(fate.path.parent()?);
        let expected = FOLDERS.iter().find(|(name, _)| *name == folder).map_or(folder, |(_, id)| id);
        let found = fate.recognised.as_ref().map(|report| &report.authority);
        (found.and_then(|a| a.id.as_deref()) != Some(expected)).then(|| format!("{}: {found:?}", fate.path.display()))
    });
    let wrong: Vec<String> = wrong.collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
    let ids: BTreeSet<&str> = COUNCILS.ids().collect();
    assert!(FOLDERS.iter().all(|(_, id)| ids.contains(id)));
}
