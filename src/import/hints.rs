//! Dates that lie beside a report's text: in its file's name, in the PDF's own data. They are hints and no more:
//! a name may be anything, and a PDF tells when the file was made. Nothing uses them by itself.

use jiff::civil::Date;
use serde::Serialize;

/// A date that may be that of a report's publication.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct DateHint {
    /// Where it stands.
    pub from: HintSource,
    /// The date.
    #[serde(serialize_with = "as_text")]
    pub date: Date,
}

/// Where a hint comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum HintSource {
    /// The file's name.
    FileName,
    /// What the PDF says of its own making.
    PdfData,
}

impl DateHint {
    /// In words, for messages.
    #[must_use]
    pub fn in_words(&self) -> String {
        match self.from {
            HintSource::FileName => format!("the file's name says {}", self.date),
            HintSource::PdfData => format!("the PDF says that it was made on {}", self.date),
        }
    }
}

fn as_text<S: serde::Serializer>(date: &Date, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(date)
}

/// The keys of a PDF's data that hold the day of its making, in its two forms.
const PDF_KEYS: [&[u8]; 2] = [b"/CreationDate", b"CreateDate>"];

/// Behind such a key the date begins within so many bytes.
const NEAR: usize = 8;

/// The hints of one file.
#[must_use]
pub fn date_hints(name: &str, bytes: &[u8]) -> Vec<DateHint> {
    let in_name = date_in(name.as_bytes()).map(|date| DateHint { from: HintSource::FileName, date });
    let is_pdf = bytes.starts_with(b"%PDF");
    let in_pdf = PDF_KEYS.iter().filter(|_| is_pdf).find_map(|key| {
        let at = bytes.windows(key.len()).position(|window| window == *key)? + key.len();
        // As far as the longest form goes: `(D:2024-03-15`.
        date_in(bytes.get(at..(at + NEAR + "2024-03-15".len()).min(bytes.len()))?)
    });
    in_name.into_iter().chain(in_pdf.map(|date| DateHint { from: HintSource::PdfData, date })).collect()
}

/// The first date written as `2024-03-15`, `2024_03_15` or `20240315`.
fn date_in(text: &[u8]) -> Option<Date> {
    let number = |from: usize, length: usize| -> Option<i16> {
        let digits = text.get(from..from.checked_add(length)?)?;
        digits.iter().all(u8::is_ascii_digit).then_some(())?;
        std::str::from_utf8(digits).ok()?.parse().ok()
    };
    (0..text.len()).find_map(|at| {
        let year = number(at, 4).filter(|year| (1990..2100).contains(year))?;
        let step = usize::from(matches!(text.get(at + 4), Some(b'-' | b'_' | b'.')));
        let (month, day) = (number(at + 4 + step, 2)?, number(at + 6 + 2 * step, 2)?);
        Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_from_names_and_from_the_pdfs_data() {
        let said = |name: &str, bytes: &[u8]| -> Vec<String> {
            date_hints(name, bytes).iter().map(DateHint::in_words).collect()
        };
        assert_eq!(said("2024-03-15-visit.pdf", b""), ["the file's name says 2024-03-15"]);
        assert_eq!(said("visit_20240315.pdf", b""), ["the file's name says 2024-03-15"]);
        assert_eq!(
            said("visit-50304387.pdf", b"%PDF-1.7 /CreationDate (D:20240316120000Z)"),
            ["the PDF says that it was made on 2024-03-16"]
        );
        assert_eq!(
            said("a.pdf", b"%PDF-1.7 <xmp:CreateDate>2024-03-16T12:00:00</xmp:CreateDate>"),
            ["the PDF says that it was made on 2024-03-16"]
        );
        assert!(said("visit-2024-13-45.txt", b"/CreationDate (D:20240316)").is_empty());
    }
}
