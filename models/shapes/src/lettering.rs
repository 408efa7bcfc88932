//! A small canvas: rectangles, pictures and text on a background of one colour.

use espnet::image::{ImageError, Rgb8};
use noto_sans_mono_bitmap::{FontWeight, RasterHeight, get_raster, get_raster_width};

/// Height of a line of text, in pixels.
pub(crate) const LINE: usize = RasterHeight::Size20 as usize;

/// Returns the width of a text, in pixels.
pub(crate) fn text_width(text: &str) -> usize {
    text.chars().count() * get_raster_width(FontWeight::Regular, RasterHeight::Size20)
}

/// A canvas; drawing beyond its sides is clipped.
pub(crate) struct Sheet {
    width: usize,
    pixels: Vec<[u8; 3]>,
}

impl Sheet {
    /// Creates an empty canvas.
    pub fn new(width: usize, height: usize, ground: [u8; 3]) -> Self {
        Self { width, pixels: vec![ground; width * height] }
    }

    /// Returns up to `count` pixels of row `y`, from column `x` on.
    fn row(&mut self, x: usize, y: usize, count: usize) -> &mut [[u8; 3]] {
        let row = self.pixels.chunks_exact_mut(self.width).nth(y).unwrap_or_default();
        let end = row.len().min(x + count);
        row.get_mut(x..end).unwrap_or_default()
    }

    /// Fills a rectangle; the first argument is its left upper corner, the second its width and height.
    pub fn fill(&mut self, [x, y]: [usize; 2], [width, height]: [usize; 2], colour: [u8; 3]) {
        for y in y..y + height {
            self.row(x, y, width).fill(colour);
        }
    }

    /// Copies a picture to the place with this left upper corner.
    pub fn place(&mut self, [x, y]: [usize; 2], picture: &Rgb8) {
        for (from, y) in picture.pixels().chunks_exact(picture.width()).zip(y..) {
            let to = self.row(x, y, picture.width());
            let count = to.len();
            to.copy_from_slice(&from[..count]);
        }
    }

    /// Writes one line of text; characters that the font lacks become question marks.
    pub fn write(&mut self, [mut x, y]: [usize; 2], text: &str, colour: [u8; 3]) {
        let glyph = |character| get_raster(character, FontWeight::Regular, RasterHeight::Size20);
        for glyph in text.chars().filter_map(|character| glyph(character).or(glyph('?'))) {
            for (covered, y) in glyph.rows().zip(y..) {
                for (pixel, &covered) in self.row(x, y, glyph.width()).iter_mut().zip(covered) {
                    for (below, ink) in pixel.iter_mut().zip(colour) {
                        let (covered, open) = (u16::from(covered), u16::from(255 - covered));
                        let mixed = covered * u16::from(ink) + open * u16::from(*below);
                        *below = ((mixed + 127) / 255) as u8;
                    }
                }
            }
            x += glyph.width();
        }
    }

    /// Returns the canvas as a picture.
    pub fn finish(self) -> Result<Rgb8, ImageError> {
        let height = self.pixels.len() / self.width;
        Rgb8::new(self.width, height, self.pixels.into_flattened())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WHITE: [u8; 3] = [255; 3];

    #[test]
    fn what_lies_beyond_the_sheet_is_cut_off() {
        let mut sheet = Sheet::new(4, 3, WHITE);
        sheet.fill([3, 2], [5, 5], [1, 2, 3]);
        sheet.fill([9, 9], [1, 1], [9; 3]);
        sheet.place([0, 2], &Rgb8::new(2, 2, vec![7; 12]).unwrap());
        sheet.place([3, 0], &Rgb8::new(2, 1, vec![4, 4, 4, 5, 5, 5]).unwrap());
        let picture = sheet.finish().unwrap();
        let row = |y| [0, 1, 2, 3].map(|x| picture.pixel(x, y).unwrap());
        assert_eq!(row(0), [WHITE, WHITE, WHITE, [4; 3]]);
        assert_eq!(row(1), [WHITE; 4]);
        assert_eq!(row(2), [[7; 3], [7; 3], WHITE, [1, 2, 3]]);
    }

    #[test]
    fn lettering_has_the_width_it_says_and_the_colour_it_is_given() {
        let ink = |text: &str| {
            let mut sheet = Sheet::new(200, LINE, WHITE);
            sheet.write([0, 0], text, [200, 0, 0]);
            let picture = sheet.finish().unwrap();
            let inked = picture.pixels().iter().enumerate().filter(|(_, pixel)| **pixel != WHITE);
            let right = inked.clone().map(|(index, _)| index % 200).max().unwrap_or_default();
            assert!(inked.clone().all(|(_, [r, g, b])| *r >= 200 && g == b));
            assert!(right < text_width(text), "{text}");
            inked.count()
        };
        assert!(ink("crescent") > 200);
        assert_eq!(ink(" "), 0);
        assert_eq!(ink("字"), ink("?"));
    }
}
