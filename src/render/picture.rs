//! Draws the picture of an authority: letters and a bar for each figure, as points of a PNG.
//!
//! The letters come with the program, since what fonts a machine has differs, and the same content gives the same bytes.

use ab_glyph::{Font, FontRef, PxScale, ScaleFont, point};
use epaint_default_fonts::UBUNTU_LIGHT;

use crate::site::{Picture, Tone};

/// Points across and down: what Open Graph's readers show whole, about 1.91 to 1.
const SIZE: (u32, u32) = (1200, 630);
/// Points of room at each side.
const EDGE: f32 = 72.0;
/// Points that a bar of all things would take.
const BAR: f32 = 620.0;

type Colour = [u8; 3];

// As in `templates/style/base.css`, by day.
const PAPER: Colour = [0xfc, 0xfb, 0xf8];
const INK: Colour = [0x1d, 0x21, 0x25];
const SOFT: Colour = [0x56, 0x5b, 0x61];
const LINE: Colour = [0x17, 0x4f, 0x86];

impl Tone {
    fn colour(self) -> Colour {
        match self {
            Self::Unresolved => [0xa3, 0x22, 0x0f],
            Self::Met => [0x17, 0x63, 0x3a],
            Self::Unknown => [0x7f, 0x85, 0x8b],
        }
    }
}

struct Canvas<'f> {
    points: Vec<u8>,
    font: FontRef<'f>,
}

/// The bytes of a PNG.
///
/// # Errors
///
/// When the letters cannot be read or the picture cannot be written down.
pub(super) fn png(picture: &Picture) -> Result<Vec<u8>, String> {
    let font = FontRef::try_from_slice(UBUNTU_LIGHT).map_err(|error| error.to_string())?;
    let mut canvas = Canvas { points: PAPER.repeat(area()), font };
    canvas.draw(picture);
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, SIZE.0, SIZE.1);
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_depth(png::BitDepth::Eight);
    let written = encoder.write_header().and_then(|mut writer| {
        writer.write_image_data(&canvas.points)?;
        writer.finish()
    });
    written.map_err(|error| error.to_string())?;
    Ok(bytes)
}

fn area() -> usize {
    usize::try_from(SIZE.0 * SIZE.1).unwrap_or_default()
}

impl Canvas<'_> {
    fn draw(&mut self, picture: &Picture) {
        let room = coordinate(SIZE.0) - 2.0 * EDGE;
        let name_size = self.fitting(&picture.name, 84.0, room);
        self.text(&picture.name, EDGE, 140.0, name_size, INK);
        let until = picture.until.as_ref().map_or_else(
            || "What became of what inspectors asked for".to_owned(),
            |until| format!("What became of what inspectors asked for, as of {until}"),
        );
        let until_size = self.fitting(&until, 36.0, room);
        self.text(&until, EDGE, 200.0, until_size, SOFT);
        let all: usize = picture.figures.iter().map(|(count, ..)| count).sum();
        let mut top = 250.0;
        for (count, words, tone) in &picture.figures {
            let length = BAR * share(*count, all);
            self.bar(EDGE, top, length, 46.0, tone.colour());
            self.text(&format!("{count} {words}"), EDGE + length + 20.0, top + 36.0, 38.0, INK);
            top += 66.0;
        }
        let bottom = coordinate(SIZE.1);
        self.bar(EDGE, bottom - 92.0, room, 3.0, LINE);
        let site_size = self.fitting(&picture.site, 34.0, room);
        self.text(&picture.site, EDGE, bottom - 42.0, site_size, LINE);
    }

    /// The largest height of letters, at most `most`, at which a text takes no more than `room`.
    fn fitting(&self, text: &str, most: f32, room: f32) -> f32 {
        let width = self.width(text, most);
        if width > room { most * room / width } else { most }
    }

    fn width(&self, text: &str, size: f32) -> f32 {
        let scaled = self.font.as_scaled(PxScale::from(size));
        text.chars().map(|letter| scaled.h_advance(scaled.glyph_id(letter))).sum()
    }

    /// Letters that stand on the line `y`.
    fn text(&mut self, text: &str, x: f32, y: f32, size: f32, colour: Colour) {
        let scale = PxScale::from(size);
        let mut at = x;
        for letter in text.chars() {
            let glyph = self.font.glyph_id(letter).with_scale_and_position(scale, point(at, y));
            at += self.font.as_scaled(scale).h_advance(glyph.id);
            let Some(outline) = self.font.outline_glyph(glyph) else { continue };
            let (left, top) = (outline.px_bounds().min.x, outline.px_bounds().min.y);
            let points = &mut self.points;
            outline.draw(|across, down, cover| {
                blend(points, coordinate(across) + left, coordinate(down) + top, cover, colour);
            });
        }
    }

    fn bar(&mut self, x: f32, y: f32, width: f32, height: f32, colour: Colour) {
        let (mut down, points) = (0.0, &mut self.points);
        while down < height {
            let mut across = 0.0;
            while across < width.round() {
                blend(points, x + across, y + down, 1.0, colour);
                across += 1.0;
            }
            down += 1.0;
        }
    }
}

/// Lays a colour over a point; what lies outside the picture is left out.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "kept within the picture, and within a byte"
)]
fn blend(points: &mut [u8], x: f32, y: f32, cover: f32, colour: Colour) {
    if x < 0.0 || y < 0.0 || x >= coordinate(SIZE.0) || y >= coordinate(SIZE.1) {
        return;
    }
    let first = (y as usize * SIZE.0 as usize + x as usize) * 3;
    let Some(point) = points.get_mut(first..first + 3) else { return };
    let cover = cover.clamp(0.0, 1.0);
    for (old, new) in point.iter_mut().zip(colour) {
        *old = (f32::from(*old) + (f32::from(new) - f32::from(*old)) * cover).round() as u8;
    }
}

#[expect(clippy::cast_precision_loss, reason = "no picture is wider than what a float tells apart")]
fn coordinate(points: u32) -> f32 {
    points as f32
}

#[expect(clippy::cast_precision_loss, reason = "counts of recommendations are small")]
fn share(some: usize, all: usize) -> f32 {
    some as f32 / all.max(1) as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    fn picture(name: &str, figures: Vec<(usize, &'static str, Tone)>) -> Picture {
        Picture { name: name.to_owned(), until: Some("July 2022".to_owned()), figures, site: "Throughline".to_owned() }
    }

    fn points(picture: &Picture) -> (png::OutputInfo, Vec<u8>) {
        let bytes = png(picture).unwrap();
        let mut reader = png::Decoder::new(std::io::Cursor::new(bytes)).read_info().unwrap();
        let mut points = vec![0; reader.output_buffer_size().unwrap()];
        let info = reader.next_frame(&mut points).unwrap();
        (info, points)
    }

    #[test]
    fn a_bar_is_as_long_as_its_share() {
        let figures = vec![(3, "unresolved", Tone::Unresolved), (1, "met", Tone::Met)];
        let (info, points) = points(&picture("Marrowby", figures));
        assert_eq!((info.width, info.height), SIZE);
        let length = |tone: Tone, row: usize| {
            let row = &points[row * 1200 * 3..(row + 1) * 1200 * 3];
            row.chunks(3).filter(|point| *point == tone.colour()).count()
        };
        assert_eq!((length(Tone::Unresolved, 255), length(Tone::Met, 321)), (465, 155));
    }

    #[test]
    fn any_name_keeps_within_the_picture() {
        for name in ["", "Cottleby", &"Very long name of a council ".repeat(20), "Ynys Môn", "東京"] {
            let (_, points) = points(&picture(name, Vec::new()));
            // Nothing is drawn in the margin at the right.
            assert!(points.chunks(1200 * 3).all(|row| row[1160 * 3..].chunks(3).all(|point| point == PAPER)), "{name}");
        }
    }
}
