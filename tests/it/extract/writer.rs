//! Writes small PDFs, byte by byte, so that tests can say what is in them.

use std::fmt::Write;

/// The content of one page.
#[derive(Default)]
pub(crate) struct Sheet(pub(crate) String);

impl Sheet {
    /// A line of text. Fonts: `F1` plain, `F2` heavy, `F3` symbols.
    pub(crate) fn text(mut self, font: &str, size: f32, x: f32, y: f32, text: &str) -> Self {
        let _ = writeln!(self.0, "BT /{font} {size} Tf {x} {y} Td ({}) Tj ET", escaped(text));
        self
    }

    /// Lines of plain text of size 11, one below the other.
    pub(crate) fn lines(mut self, x: f32, mut y: f32, lines: &[&str]) -> Self {
        for line in lines {
            self = self.text("F1", 11.0, x, y, line);
            y -= 13.0;
        }
        self
    }

    /// Anything else.
    pub(crate) fn raw(mut self, operators: &str) -> Self {
        self.0.push_str(operators);
        self.0.push('\n');
        self
    }

    /// A filled circle of the size of a bullet.
    pub(crate) fn dot(self, x: f32, y: f32) -> Self {
        let (l, r, b, t) = (x, x + 4.0, y, y + 4.0);
        let m = y + 2.0;
        self.raw(&format!("{l} {m} m {l} {t} {r} {t} {r} {m} c {r} {b} {l} {b} {l} {m} c f"))
    }
}

/// Letters beyond ASCII as octal codes of the Windows encoding.
fn escaped(text: &str) -> String {
    let mut out = String::new();
    for ch in text.chars() {
        match ch {
            '(' | ')' | '\\' => {
                out.push('\\');
                out.push(ch);
            }
            '•' => out.push_str("\\225"),
            '–' => out.push_str("\\226"),
            '’' => out.push_str("\\222"),
            '\u{ad}' => out.push_str("\\255"),
            _ => out.push(ch),
        }
    }
    out
}

/// A document: its objects by number, 1 to 5 for the catalogue, the pages and three fonts.
pub(crate) struct Pdf {
    pages: Vec<Sheet>,
    /// Further objects, whole, from number 50 on by choice of the test.
    pub(crate) objects: Vec<(usize, Vec<u8>)>,
    /// More entries of the catalogue, of every page, of the resources, of the trailer.
    pub(crate) catalog: String,
    pub(crate) page: String,
    pub(crate) resources: String,
    pub(crate) trailer: String,
}

impl Pdf {
    pub(crate) fn new(pages: impl IntoIterator<Item = Sheet>) -> Self {
        Self {
            pages: pages.into_iter().collect(),
            objects: Vec::new(),
            catalog: String::new(),
            page: String::new(),
            resources: String::new(),
            trailer: String::new(),
        }
    }

    /// The number of a page's object, from 0.
    pub(crate) fn page_number(index: usize) -> usize {
        10 + index * 2
    }

    pub(crate) fn object(mut self, number: usize, body: &str) -> Self {
        self.objects.push((number, body.as_bytes().to_vec()));
        self
    }

    pub(crate) fn stream(mut self, number: usize, entries: &str, bytes: &[u8]) -> Self {
        self.objects.push((number, stream(entries, bytes)));
        self
    }

    pub(crate) fn bytes(&self) -> Vec<u8> {
        let kids: Vec<String> = (0..self.pages.len()).map(|i| format!("{} 0 R", Self::page_number(i))).collect();
        let font = |name: &str, more: &str| format!("<< /Type /Font /BaseFont /{name} {more} >>").into_bytes();
        let mut objects = vec![
            (1, format!("<< /Type /Catalog /Pages 2 0 R {} >>", self.catalog).into_bytes()),
            (2, format!("<< /Type /Pages /Count {} /Kids [{}] >>", kids.len(), kids.join(" ")).into_bytes()),
            (3, font("Helvetica", "/Subtype /Type1 /Encoding /WinAnsiEncoding")),
            (4, font("Helvetica-Bold", "/Subtype /Type1 /Encoding /WinAnsiEncoding")),
            (5, font("Wingdings", "/Subtype /TrueType")),
        ];
        for (index, sheet) in self.pages.iter().enumerate() {
            let number = Self::page_number(index);
            let page = format!(
                "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {} 0 R {} \
                 /Resources << /Font << /F1 3 0 R /F2 4 0 R /F3 5 0 R /F4 50 0 R >> {} >> >>",
                number + 1,
                self.page,
                self.resources
            );
            objects.push((number, page.into_bytes()));
            objects.push((number + 1, stream("", sheet.0.as_bytes())));
        }
        objects.extend(self.objects.iter().cloned());
        assemble(&objects, &self.trailer)
    }
}

fn stream(entries: &str, bytes: &[u8]) -> Vec<u8> {
    let mut out = format!("<< /Length {} {entries} >>\nstream\n", bytes.len()).into_bytes();
    out.extend_from_slice(bytes);
    out.extend_from_slice(b"\nendstream");
    out
}

fn assemble(objects: &[(usize, Vec<u8>)], trailer: &str) -> Vec<u8> {
    let mut out = b"%PDF-1.7\n".to_vec();
    let size = objects.iter().map(|(number, _)| number + 1).max().unwrap_or(1);
    let mut places = vec![None; size];
    for (number, body) in objects {
        places[*number] = Some(out.len());
        out.extend_from_slice(format!("{number} 0 obj\n").as_bytes());
        out.extend_from_slice(body);
        out.extend_from_slice(b"\nendobj\n");
    }
    let start = out.len();
    out.extend_from_slice(format!("xref\n0 {size}\n").as_bytes());
    for (number, place) in places.iter().enumerate() {
        let line = match place {
            Some(place) => format!("{place:010} 00000 n \n"),
            None => format!("0000000000 {:05} f \n", if number == 0 { 65535 } else { 0 }),
        };
        out.extend_from_slice(line.as_bytes());
    }
    out.extend_from_slice(
        format!("trailer\n<< /Size {size} /Root 1 0 R {trailer} >>\nstartxref\n{start}\n%%EOF\n").as_bytes(),
    );
    out
}
