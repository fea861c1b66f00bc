//! Damaged files: cut, flipped, filled, nested. Each is read or refused, soon
//! and without a panic.

use std::time::{Duration, Instant};

use super::writer::{Pdf, Sheet};
use throughline::import::extract::extract;

fn sound() -> Vec<u8> {
    let sheet = |page: usize| {
        Sheet::default()
            .text("F2", 16.0, 70.0, 780.0, "A report that was whole")
            .lines(
                70.0,
                740.0,
                &["Its first lines are plain, and they go on for a while, so that", "there is something to break."],
            )
            .raw("q 1 0 0 1 0 0 cm BT /F1 11 Tf 14 TL 70 600 Td [(Some) -300 (more)] TJ T* (words) ' ET Q")
            .raw("/P << /MCID 0 >> BDC /X Do EMC BI /W 2 /H 2 ID abcd EI")
            .text("F4", 11.0, 70.0, 500.0, "ab")
            .text("F1", 9.0, 290.0, 30.0, &page.to_string())
    };
    let mut pdf = Pdf::new((1..4).map(sheet))
        .object(50, "<< /Type /Font /Subtype /Type0 /BaseFont /M /Encoding /Identity-H /DescendantFonts [51 0 R] /ToUnicode 52 0 R >>")
        .object(51, "<< /Type /Font /Subtype /CIDFontType2 /DW 500 /W [1 [600] 2 900 400] >>")
        .stream(52, "", b"1 begincodespacerange <0000> <FFFF> endcodespacerange 1 beginbfrange <0000> <FFFF> <0041> endbfrange")
        .object(60, "<< /Type /StructTreeRoot /K << /S /P /K 0 /Pg 10 0 R >> >>")
        .stream(70, "/Subtype /Form /Matrix [1 0 0 1 5 5] /Resources << /Font << /F1 3 0 R >> >>", b"BT /F1 9 Tf 70 550 Td (inside) Tj ET");
    pdf.resources = "/XObject << /X 70 0 R >>".to_owned();
    pdf.catalog = "/StructTreeRoot 60 0 R".to_owned();
    pdf.bytes()
}

/// A small generator of numbers that are the same on every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % limit as u64) as usize
    }
}

fn variants() -> Vec<Vec<u8>> {
    let whole = sound();
    let length = whole.len();
    let mut dice = Dice(0x5eed);
    let mut all = Vec::new();
    for step in 1..60 {
        all.push(whole[..length * step / 60].to_vec());
        all.push(whole[length * step / 60..].to_vec());
    }
    for round in 0..120 {
        let mut bytes = whole.clone();
        for _ in 0..=round % 12 {
            let at = dice.below(length);
            bytes[at] ^= 1 << dice.below(8);
        }
        all.push(bytes);
    }
    for _ in 0..60 {
        let mut bytes = whole.clone();
        let (at, run) = (dice.below(length), dice.below(200));
        let end = (at + run).min(length);
        match dice.below(3) {
            0 => bytes[at..end].fill(b'9'),
            1 => drop(bytes.drain(at..end)),
            _ => bytes.splice(at..at, whole[at..end].to_vec()).for_each(drop),
        }
        all.push(bytes);
    }
    for open in ["[", "<<", "(", "q ", "BT ", "/P BMC ", "<", "1 0 0 1 0 0 cm "] {
        let content = Sheet::default().raw(&open.repeat(20_000)).lines(70.0, 700.0, &["words"]);
        all.push(Pdf::new([content]).bytes());
        let mut pdf = Pdf::new([Sheet::default().lines(70.0, 700.0, &["words"])]);
        pdf.catalog = format!("/Deep {}", open.repeat(3000));
        all.push(pdf.bytes());
    }
    for number in ["1e99", "99999999999999999999", "-2147483649", "0.0000000000001", "NaN", "--", "1 0 R", "null"] {
        let text = String::from_utf8_lossy(&whole).replace("595 842", number).replace(" 12 ", number);
        all.push(text.into_bytes());
        all.push(String::from_utf8_lossy(&whole).replace("11 Tf", &format!("{number} Tf")).into_bytes());
        all.push(String::from_utf8_lossy(&whole).replace("/Count 3", &format!("/Count {number}")).into_bytes());
    }
    all
}

#[test]
fn damaged_files_are_read_or_refused() {
    let variants = variants();
    assert!(variants.len() >= 250, "{}", variants.len());
    let mut read = 0;
    for (index, bytes) in variants.iter().enumerate() {
        let started = Instant::now();
        read += usize::from(extract(bytes, "damaged.pdf").is_ok());
        // What goes round in circles takes for ever, and a busy machine may take a minute.
        assert!(started.elapsed() < Duration::from_secs(300), "variant {index} took too long");
    }
    // Most damage leaves something to read.
    assert!(read * 3 > variants.len(), "only {read} of {} were read", variants.len());
}

#[test]
fn any_bytes_at_all_are_read_or_refused() {
    let mut dice = Dice(7);
    for round in 0..200 {
        let mut bytes: Vec<u8> = (0..dice.below(2000)).map(|_| dice.below(256) as u8).collect();
        if round % 2 == 0 {
            bytes.splice(0..0, b"%PDF-1.4\n".iter().copied());
        }
        let _ = extract(&bytes, "a.pdf");
        let _ = extract(&bytes, "a.txt");
        let text: String = bytes.iter().map(|&b| char::from(b)).filter(|c| *c != '\0').collect();
        let _ = extract(text.as_bytes(), "a.md");
    }
}
