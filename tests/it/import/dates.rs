//! When a visit was and when its report was written, in the writings of letters: what is taken,
//! and what cannot be and is kept out and said.

use serde_json::{Value, json};
use throughline::import::extract::extract;
use throughline::import::recognise::{self, SourceFile};
use throughline::looks_back::Reader;
use throughline::source::framework;

use super::COUNCILS;

/// What the dates of a letter are recognised as, and what is said of them.
struct Letter {
    report: Value,
}

impl Letter {
    fn new(published: &str, days: &str) -> Self {
        Self::of(&format!(
            "{published}\n\nAda Coldharbour\nDirector of Children's Services\n\nDear Ada Coldharbour\n\n\
             # Focused visit to Marrowby City Council children's services\n\nThis letter summarises the findings of \
             the focused visit to Marrowby City Council children's services {days}. The inspectors for this visit \
             were Dev Ironside HMI and Jo Larkspur HMI.\n"
        ))
    }

    fn of(text: &str) -> Self {
        let frameworks = framework::shipped();
        let extracted = extract(text.as_bytes(), "letter.md").unwrap();
        let framework = recognise::framework(&extracted, &frameworks).unwrap();
        let file = SourceFile { name: "letter.md".to_owned(), sha256: String::new() };
        Self {
            report: serde_json::to_value(recognise::recognise(
                &extracted,
                framework,
                file,
                &COUNCILS,
                &Reader::new(&frameworks),
            ))
            .unwrap(),
        }
    }

    fn visit(&self) -> String {
        let day = |key: &str| self.report["inspected"][key].as_str().unwrap_or("none");
        format!("{} to {}", day("from"), day("to"))
    }

    fn said(&self, field: &str) -> Vec<&str> {
        let all = self.report["unsure"].as_array().unwrap().iter();
        all.filter(|u| u["field"] == field).map(|u| u["why"].as_str().unwrap()).collect()
    }
}

#[test]
fn the_days_of_a_visit_in_every_writing() {
    for (days, visit) in [
        ("on 4 March 2025", "2025-03-04 to 2025-03-04"),
        ("on 4 and 5 March 2025", "2025-03-04 to 2025-03-05"),
        ("on 4, 5 and 13 March 2025", "2025-03-04 to 2025-03-13"),
        ("on 4, 5, 6 March 2025", "2025-03-04 to 2025-03-06"),
        ("on 30 and 31 January, and 3 February 2025", "2025-01-30 to 2025-02-03"),
        ("on 30 January, 31 January and 3 February 2025", "2025-01-30 to 2025-02-03"),
        ("on 30 January 2025, 31 January 2025 and 3 February 2025", "2025-01-30 to 2025-02-03"),
        ("on 30 January, and on 3 February 2025", "2025-01-30 to 2025-02-03"),
        ("from 3 to 7 February and 24 to 28 February 2025", "2025-02-03 to 2025-02-28"),
        ("between 3 and 7 February 2025 and from 3 to 4 March 2025", "2025-02-03 to 2025-03-04"),
        ("between 3 February 2025 and 7 February 2025", "2025-02-03 to 2025-02-07"),
        ("on 16 and 17 December 2024 and 6 January 2025", "2024-12-16 to 2025-01-06"),
        ("on 16, 17 December and 6 January 2025", "2024-12-16 to 2025-01-06"),
        // Without a year, the report's date tells it; a year in front holds for what follows.
        ("on 4, 5 and 13 March", "2025-03-04 to 2025-03-13"),
        ("on 16 and 17 December, and 6 January", "2024-12-16 to 2025-01-06"),
        ("from 16 December 2024 to 6 January", "2024-12-16 to 2025-01-06"),
        // A full stop begins another matter.
        ("on 4 and 5 March 2025. On 9 March 2025 all were told", "2025-03-04 to 2025-03-05"),
        ("on 4 and 5 March 2025, before the visit of 9 March 2025", "2025-03-04 to 2025-03-05"),
    ] {
        let letter = Letter::new("2 April 2025", days);
        assert_eq!(letter.visit(), visit, "{days}");
        assert_eq!(letter.report["published"], "2025-04-02", "{days}");
        assert!(letter.said("inspected").is_empty() && letter.said("published").is_empty(), "{days}");
    }
}

#[test]
fn two_periods_of_a_full_inspection() {
    for (days, visit) in [
        ("12 to 16 December 2022 and 17 to 18 January 2023", "2022-12-12 to 2023-01-18"),
        ("12-16 December 2022 and 17 – 18 January 2023", "2022-12-12 to 2023-01-18"),
        ("4 to 8 March and 18 to 22 March 2024", "2024-03-04 to 2024-03-22"),
        ("4 Mar 2024 - 15 Mar 2024", "2024-03-04 to 2024-03-15"),
        // On covers, one line of a list may be a heading and the next another one.
        ("3 June 2019 to 7 June 2019 and 1 July 2019 to\n\n## 2 July 2019", "2019-06-03 to 2019-07-02"),
        ("3 June 2019 to 7 June 2019,\n\n## 1 July 2019 to 2 July 2019", "2019-06-03 to 2019-07-02"),
        ("\n\n3 to 7 June 2019 and 1 to 2 July 2019", "2019-06-03 to 2019-07-02"),
    ] {
        let letter = Letter::of(&format!(
            "# Eastmere County Council\n\nInspection of Eastmere local authority children's services\n\n\
             ## Inspection dates: {days}\n\nLead inspector: Jo Larkspur, HMI\n"
        ));
        assert_eq!(letter.report["framework"], "ilacs");
        assert_eq!(letter.visit(), visit, "{days}");
    }
}

#[test]
fn a_report_dated_before_its_visit_keeps_that_date_out() {
    for (published, days, last) in [
        ("2 April 2024", "on 4 and 5 March 2025", "5 March 2025"),
        ("2 April 2024", "on 4, 5 and 13 March 2025", "13 March 2025"),
        ("4 March 2025", "on 4 and 5 March 2025", "5 March 2025"),
        ("Date published: 1 May 2019", "on 30 and 31 January, and 3 February 2025", "3 February 2025"),
        ("28/02/2025", "from 3 to 7 February 2025 and from 3 to 4 March 2025", "4 March 2025"),
    ] {
        let letter = Letter::new(published, days);
        assert!(letter.visit().starts_with("2025-"), "{published}: {}", letter.visit());
        assert_eq!(letter.report["published"], json!(null), "{published}");
        let said = letter.said("published");
        assert_eq!(said.len(), 1, "{published}: {said:?}");
        assert!(said[0].contains("before the visit's last day") && said[0].contains(last), "{said:?}");
    }
    // The last day itself is no contradiction.
    let letter = Letter::new("5 March 2025", "on 4 and 5 March 2025");
    assert_eq!(letter.report["published"], "2025-03-05");
}

#[test]
fn days_that_cannot_be_are_kept_out_and_said() {
    for (days, why) in [
        ("on 30 and 31 June 2024", "`30 and 31 June 2024` names a day that the calendar does not have"),
        ("on 29 February 2023", "`29 February 2023` names a day that the calendar does not have"),
        ("from 14 to 10 March 2024", "`14 to 10 March 2024` stand in no order"),
        ("on 4, 15 and 13 March 2024", "`4, 15 and 13 March 2024` stand in no order"),
        ("on 3 June and 4 May 2024", "`3 June and 4 May 2024` stand in no order"),
        ("between 5 March 2024 and 4 March 2024", "`5 March 2024 and 4 March 2024` stand in no order"),
    ] {
        let letter = Letter::new("2 April 2025", days);
        assert_eq!(letter.visit(), "none to none", "{days}");
        let said = letter.said("inspected");
        assert!(said.len() == 1 && said[0].contains(why), "{days}: {said:?}");
        assert_eq!(letter.report["published"], "2025-04-02", "{days}");
    }
    let letter = Letter::new("31 June 2025", "on 4 and 5 March 2025");
    assert_eq!(letter.report["published"], json!(null));
    assert_eq!(letter.said("published"), ["`31 June 2025` is no day of the calendar"]);
    let letter = Letter::new("2 April 20255", "on 4 and 5 March 2025");
    assert_eq!(letter.report["published"], json!(null));
    assert_eq!(letter.said("published"), ["`2 April 20255` has no year that can be"]);
    let letter = Letter::new("", "on 4 and 5 March");
    assert_eq!(letter.said("inspected"), ["`4 and 5 March` has no year, and the report has no date to take it from"]);
}

#[test]
fn a_visit_in_two_periods_is_no_misprint() {
    // Ten weeks may lie between two periods; within one, they are a misprint.
    let periods = Letter::new("2 April 2025", "from 18 November to 11 December 2024 and from 28 to 30 January 2025");
    assert_eq!(periods.visit(), "2024-11-18 to 2025-01-30");
    assert!(periods.said("inspected").is_empty(), "{:?}", periods.said("inspected"));
    let one = Letter::new("2 April 2025", "from 18 November 2024 to 30 January 2025");
    assert_eq!(one.visit(), "2024-11-18 to 2025-01-30");
    assert_eq!(one.said("inspected").len(), 1);
}

#[test]
fn the_days_of_an_earlier_visit_are_not_its_own() {
    for label in ["Dates of previous inspection", "Date of last inspection", "Previous inspection dates"] {
        let letter = Letter::of(&format!(
            "# Eastmere County Council\n\nInspection of Eastmere local authority children's services\n\n\
             {label}: 3 to 7 June 2019\n\nInspection dates: 10 to 14 March 2025\n\n\
             The impact of leaders on social work practice  Good\n"
        ));
        assert_eq!(letter.visit(), "2025-03-10 to 2025-03-14", "{label}");
    }
}

#[test]
fn a_visit_of_which_only_the_month_is_stated() {
    let cover = |label: &str| {
        Letter::of(&format!(
            "# Eastmere County Council\n\nInspection of Eastmere local authority children's services\n\n## {label}\n"
        ))
    };
    assert_eq!(cover("Inspection dates: March 2024").visit(), "2024-03 to 2024-03");
    assert_eq!(cover("Inspection date: Mar 2024").visit(), "2024-03 to 2024-03");
    // A month further on is of something else.
    assert_eq!(cover("Inspection dates and the service as it was in March 2024").visit(), "none to none");
    let letter = Letter::new("2 April 2024", "");
    assert_eq!(letter.visit(), "none to none");
}

#[test]
fn the_newest_issue_of_a_report_dates_it() {
    for line in [
        "Republished: 12 May 2025",
        "Re-issued on 12 May 2025",
        "Amended 12 May 2025",
        "This letter was reissued on 12 May 2025 to correct a name.",
        "First sent in April (revised 12 May 2025)",
    ] {
        let letter = Letter::new(&format!("2 April 2025\n\n{line}"), "on 4 and 5 March 2025");
        assert_eq!(letter.report["published"], "2025-05-12", "{line}");
        let said = letter.said("published");
        assert!(said.len() == 1 && said[0].contains("12 May 2025; first on 2 April 2025"), "{line}: {said:?}");
    }
    for line in [
        "The ferry plan was amended on 12 May 2025.",
        "Leaders revised 12 May 2025 targets.",
        // No newer issue is older than the visit, or than the letter.
        "Amended on 12 May 2024",
        "Amended on 20 March 2025",
    ] {
        let letter = Letter::new(&format!("2 April 2025\n\n{line}"), "on 4 and 5 March 2025");
        assert_eq!(letter.report["published"], "2025-04-02", "{line}");
        assert!(letter.said("published").is_empty(), "{line}");
    }
}

#[test]
fn days_that_are_hardly_right_are_taken_and_said() {
    let long = Letter::new("2 April 2025", "on 4 October 2024 and 5 March 2025");
    assert_eq!(long.visit(), "2024-10-04 to 2025-03-05");
    assert_eq!(long.said("inspected"), ["the printed days lie more than two months apart: perhaps a misprint"]);
    let early = Letter::new("2 April 2025", "on 4 and 5 March 2005");
    assert_eq!(early.visit(), "2005-03-04 to 2005-03-05");
    assert!(early.said("inspected")[0].starts_with("nobody inspected under "), "{:?}", early.said("inspected"));
}
