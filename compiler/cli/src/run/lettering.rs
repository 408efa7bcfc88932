//! Letters for labels in pictures, of any height; the font is inside the program.

use espnet::image::{ImageError, Lettering};
use noto_sans_mono_bitmap::{FontWeight, RasterHeight, RasterizedChar, get_raster};

/// The heights in which the font is there, the largest last.
const HEIGHTS: [RasterHeight; 4] =
    [RasterHeight::Size16, RasterHeight::Size20, RasterHeight::Size24, RasterHeight::Size32];

/// The largest number of characters of a name; the rest of a longer one is left out.
const MOST: usize = 40;

/// Writes a name and what follows it as letters of about this height. Characters that are neither ASCII nor Latin-1
/// become `�`.
///
/// # Errors
/// If the letters have too many pixels.
pub fn lettering(name: &str, after: &str, height: usize) -> Result<Lettering, ImageError> {
    let shortened = name.chars().count() > MOST;
    let kept = name.chars().take(if shortened { MOST - 3 } else { MOST });
    let dots = if shortened { "..." } else { "" };
    let text = kept.chain(dots.chars()).chain(after.chars());
    let [least, .., largest] = HEIGHTS;
    let fitting = HEIGHTS.into_iter().rev().find(|fitting| fitting.val() <= height);
    let size = fitting.unwrap_or(least);
    let glyphs: Vec<RasterizedChar> = text.filter_map(|character| glyph(character, size)).collect();
    if height > largest.val() {
        return enlarged(&glyphs, height);
    }
    let width = glyphs.iter().map(RasterizedChar::width).sum();
    let rows = (0..size.val()).flat_map(|y| {
        glyphs.iter().flat_map(move |glyph| &glyph.pixels()[y * glyph.width()..][..glyph.width()])
    });
    Lettering::new(width, size.val(), rows.copied().collect())
}

/// The character, or the sign for one that the font lacks.
fn glyph(character: char, size: RasterHeight) -> Option<RasterizedChar> {
    let get = |character| get_raster(character, FontWeight::Regular, size);
    // The font has no space that lines do not break at.
    get(if character == '\u{a0}' { ' ' } else { character })
        .or_else(|| get(char::REPLACEMENT_CHARACTER))
}

/// Enlarges glyphs bilinearly to this height, and sharpens their edges as much as enlarging has blurred them.
fn enlarged(glyphs: &[RasterizedChar], height: usize) -> Result<Lettering, ImageError> {
    let [.., largest] = HEIGHTS;
    let scale = height as f32 / largest.val() as f32;
    let across = glyphs.first().map_or(0, RasterizedChar::width);
    let advance = (across as f32 * scale).round() as usize;
    let mut coverage = Vec::with_capacity(height * advance * glyphs.len());
    // The glyph's pixels on both sides of a place, and the share of the second.
    let taps = |at: usize, count: usize| {
        let place = ((at as f32 + 0.5) / scale - 0.5).clamp(0.0, (count - 1) as f32);
        let first = place as usize;
        (first, (first + 1).min(count - 1), place - first as f32)
    };
    for y in 0..height {
        let (above, below, down) = taps(y, largest.val());
        for glyph in glyphs {
            for x in 0..advance {
                let (left, right, along) = taps(x, across);
                let at = |x: usize, y: usize| f32::from(glyph.pixels()[y * across + x]);
                let upper = at(left, above) + along * (at(right, above) - at(left, above));
                let lower = at(left, below) + along * (at(right, below) - at(left, below));
                let value = upper + down * (lower - upper);
                // The cast clamps to the range of a byte.
                coverage.push(((value - 127.5) * scale + 127.5).round() as u8);
            }
        }
    }
    Lettering::new(advance * glyphs.len(), height, coverage)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_character_has_a_glyph() {
        for size in HEIGHTS {
            let latin = (' '..='~').chain('\u{a1}'..='\u{ff}').filter(|c| *c != '\u{ad}');
            for character in latin {
                assert!(
                    get_raster(character, FontWeight::Regular, size).is_some(),
                    "{character:?}"
                );
            }
            let width = glyph('a', size).unwrap().width();
            for character in ['字', '\n', '\u{ad}', '🦀'] {
                assert_eq!(glyph(character, size).unwrap().width(), width, "{character:?}");
            }
            assert_ne!(glyph('字', size).unwrap().pixels(), glyph('?', size).unwrap().pixels());
        }
    }

    #[test]
    fn letters_have_the_height_that_is_asked_for() {
        for (asked, height) in [(1, 16), (16, 16), (21, 20), (32, 32), (33, 33), (125, 125)] {
            let of = |name: &str| lettering(name, " 9 %", height).unwrap();
            let letters = lettering("Öl", " 97 %", asked).unwrap();
            assert_eq!(letters.height(), height);
            assert!(letters.width() > 7 * height / 3 && letters.width() < 7 * height);
            assert!(letters.coverage().contains(&255) && letters.coverage().contains(&0));
            assert_eq!(of(&"a".repeat(41)), of(&format!("{}...", "a".repeat(37))));
            assert_ne!(of(&"a".repeat(40)), of(&format!("{}...", "a".repeat(37))));
        }
    }
}
