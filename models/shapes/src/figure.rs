//! A figure for people who see the networks' answers for the first time: a picture with the boxes of its
//! objects, beside the classes of its pixels, with a legend.

use espnet::image::{
    ImageError, Mask, NamedDetection, Overlay, Palette, Rgb8, legend, overlay, resize_bilinear,
};

use crate::{
    Class,
    boxes::{Area, draw},
    lettering::{LINE, Sheet, text_width},
};

/// Longest side of a picture, in pixels.
const SIDE: usize = 576;

/// Shortest side of a picture, in pixels, however narrow the picture is.
const LEAST: usize = 8;

/// Smallest width of a column, in pixels: enough for its heading and for an entry of the legend.
const COLUMN: usize = 280;

/// Margin around pictures, in pixels.
const MARGIN: usize = 24;

/// Side of a colour patch in the legend, in pixels.
const PATCH: usize = 20;

/// Gap between two entries of the legend, in pixels.
const GAP: usize = 28;

const GROUND: [u8; 3] = [250, 250, 248];
const INK: [u8; 3] = [32, 36, 40];

/// The opacity of classes: high enough to match their colours with the legend, and low enough to see the
/// picture.
const STYLE: Overlay = Overlay { opacity: 0.65, transparent: None };

/// Draws the picture with the boxes of `objects` under the class of the largest one, a grey copy of it with
/// the classes of `mask` painted over, and a legend with the names and colours of these classes, the largest
/// first.
///
/// Both pictures are drawn at the same size: the longest side is at most 576 pixels, and small pictures
/// are enlarged by an integer factor. The mask may have any size.
///
/// # Errors
/// If the mask or an object has a class that is not in [`Class::ALL`].
pub fn side_by_side(
    picture: &Rgb8,
    largest: Class,
    objects: &[NamedDetection],
    mask: &Mask,
) -> Result<Rgb8, ImageError> {
    let shares = legend(mask);
    let colours = Class::ALL.len();
    let detected = objects.iter().map(|object| u8::try_from(object.class).unwrap_or(u8::MAX));
    let mut missing: Vec<u8> = shares.iter().map(|share| share.class).chain(detected).collect();
    missing.retain(|class| usize::from(*class) >= colours);
    if !missing.is_empty() {
        missing.sort_unstable();
        missing.dedup();
        return Err(ImageError::MissingColours { colours, missing });
    }
    let palette = Palette::new(Class::ALL.map(Class::colour).to_vec())?;
    let [width, height] = fitted(picture.width(), picture.height());
    let left = resize_bilinear(picture, width, height)?;
    let right = overlay(&grey(&left)?, mask, &palette, &STYLE)?;

    let column = width.max(COLUMN);
    let sheet_width = 3 * MARGIN + 2 * column;
    let entries = shares.into_iter().map(|share| {
        let class = Class::ALL[usize::from(share.class)];
        (class, format!("{} {}", class.name(), percent(share.fraction)))
    });
    let lines = in_lines(entries.collect(), sheet_width - 2 * MARGIN);

    let top = MARGIN + LINE + MARGIN / 2;
    let below = top + height + MARGIN;
    let sheet_height = below + lines.len() * (LINE + MARGIN / 2) - MARGIN / 2 + MARGIN;
    let mut sheet = Sheet::new(sheet_width, sheet_height, GROUND);
    let heading = format!("largest: {}", largest.name());
    for (index, (heading, shown)) in
        [(heading.as_str(), &left), ("class of every pixel", &right)].into_iter().enumerate()
    {
        let start = MARGIN + index * (column + MARGIN);
        let x = start + (column - width) / 2;
        sheet.write([x.min(start + column - text_width(heading)), MARGIN], heading, INK);
        sheet.place([x, top], shown);
        if index == 0 {
            let picture = [picture.width(), picture.height()];
            let area = Area { corner: [x, top], size: [width, height], picture };
            draw(&mut sheet, &area, objects, INK);
        }
    }
    for (index, line) in lines.into_iter().enumerate() {
        let y = below + index * (LINE + MARGIN / 2);
        let mut x = MARGIN;
        for (class, text) in line {
            sheet.fill([x, y], [PATCH; 2], INK);
            sheet.fill([x + 1, y + 1], [PATCH - 2; 2], class.colour());
            sheet.write([x + PATCH + PATCH / 2, y], &text, INK);
            x += entry_width(&text) + GAP;
        }
    }
    sheet.finish()
}

/// Returns the picture in grey, because its colours would mix with those of the classes.
fn grey(picture: &Rgb8) -> Result<Rgb8, ImageError> {
    // BT.601 luma in thousandths.
    let luma = |&[r, g, b]: &[u8; 3]| {
        let sum = 299 * u32::from(r) + 587 * u32::from(g) + 114 * u32::from(b);
        [((sum + 500) / 1000) as u8; 3]
    };
    let bytes = picture.pixels().iter().flat_map(luma).collect();
    Rgb8::new(picture.width(), picture.height(), bytes)
}

/// Formats a share in whole percent; less than half a percent is `<1 %`, so that it is not taken for
/// nothing.
fn percent(fraction: f64) -> String {
    match (100.0 * fraction).round() {
        0.0 => "<1 %".into(),
        percent => format!("{percent} %"),
    }
}

/// Returns width and height that a picture of this size has in the figure.
fn fitted(width: usize, height: usize) -> [usize; 2] {
    let longest = width.max(height);
    match SIDE / longest {
        0 => [width, height].map(|side| (side * SIDE / longest).max(LEAST)),
        enlarged => [width, height].map(|side| (side * enlarged).max(LEAST)),
    }
}

fn entry_width(text: &str) -> usize {
    PATCH + PATCH / 2 + text_width(text)
}

/// Breaks the entries into lines of at most `width` pixels.
fn in_lines(entries: Vec<(Class, String)>, width: usize) -> Vec<Vec<(Class, String)>> {
    let mut lines: Vec<Vec<(Class, String)>> = Vec::new();
    let mut used = 0;
    for entry in entries {
        let own = entry_width(&entry.1);
        match lines.last_mut() {
            Some(line) if used + GAP + own <= width => {
                used += GAP + own;
                line.push(entry);
            }
            _ => {
                used = own;
                lines.push(vec![entry]);
            }
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    fn even(width: usize, height: usize) -> Rgb8 {
        Rgb8::new(width, height, vec![128; 3 * width * height]).unwrap()
    }

    fn object(class: usize) -> NamedDetection {
        let bounds = [-1.0, 0.5, 3.0, 9.0];
        NamedDetection { class, label: None, score: 0.5, prior: 0, bounds }
    }

    /// Returns a mask with every class, some of them in a single pixel.
    fn mask() -> Mask {
        Mask::new(4, 4, (0..16).map(|index| if index < 9 { 0 } else { index % 8 }).collect())
            .unwrap()
    }

    #[test]
    fn every_picture_makes_a_figure_of_bounded_size() {
        for (width, height) in
            [(1, 1), (96, 96), (3, 2000), (4000, 3000), (1, 1 << 16), (1 << 16, 1), (577, 100)]
        {
            let figure =
                side_by_side(&even(width, height), Class::Background, &[object(3)], &mask())
                    .unwrap();
            assert!((3 * MARGIN + 2 * COLUMN..=3 * MARGIN + 2 * SIDE).contains(&figure.width()));
            assert!(figure.height() <= SIDE + 400, "{width}×{height}: {}", figure.height());
        }
        assert_eq!(fitted(1 << 26, 1), [SIDE, LEAST]);
        assert_eq!(fitted(1, 1 << 26), [LEAST, SIDE]);
        assert_eq!(fitted(96, 72), [576, 432]);
        assert_eq!(fitted(4000, 3000), [576, 432]);
    }

    /// The legend shows patches of the classes that occur, under both pictures, and no others.
    #[test]
    fn the_legend_has_the_colours_of_the_classes_that_are_there() {
        let (few, all) = (Mask::new(2, 1, vec![2, 6]).unwrap(), mask());
        for (mask, classes) in [(few, vec![Class::Ring, Class::Cross]), (all, Class::ALL.to_vec())]
        {
            for (width, height) in [(96, 96), (3, 2000), (4000, 10)] {
                let figure = side_by_side(&even(width, height), Class::Disc, &[], &mask).unwrap();
                let [_, high] = fitted(width, height);
                let below = figure.width() * (MARGIN + LINE + MARGIN / 2 + high);
                for class in Class::ALL {
                    let legend = figure.pixels()[below..].iter();
                    let count = legend.filter(|pixel| **pixel == class.colour()).count();
                    let patch = (PATCH - 2).pow(2);
                    let expected = if classes.contains(&class) { patch } else { 0 };
                    assert_eq!(count, expected, "{}", class.name());
                }
            }
        }
    }

    #[test]
    fn colours_are_mixed_with_grey_alone() {
        let picture = Rgb8::new(3, 1, vec![255, 255, 255, 255, 0, 0, 0, 0, 255]).unwrap();
        let grey = grey(&picture).unwrap();
        assert_eq!(grey.pixels(), [[255; 3], [76; 3], [29; 3]]);
        assert_eq!([0.004, 0.006, 0.5, 1.0].map(percent), ["<1 %", "1 %", "50 %", "100 %"]);
    }

    #[test]
    fn entries_stay_inside_their_lines() {
        let entry = |class: Class| (class, format!("{} 100 %", class.name()));
        for width in [300, 500, 1200] {
            let lines = in_lines(Class::ALL.map(entry).to_vec(), width);
            for line in &lines {
                let texts: usize = line.iter().map(|(_, text)| entry_width(text)).sum();
                assert!(texts + GAP * (line.len() - 1) <= width);
            }
            assert_eq!(lines.concat(), Class::ALL.map(entry));
        }
    }

    #[test]
    fn classes_that_there_are_not_are_errors() {
        // The mask is so wide that resizing it for painting skips the pixels of classes 8 and 9.
        let mut classes = vec![0; 2000];
        (classes[1], classes[3]) = (9, 8);
        let mask = Mask::new(2000, 1, classes).unwrap();
        assert_eq!(
            side_by_side(&even(9, 9), Class::Disc, &[object(8)], &mask).unwrap_err().to_string(),
            "the palette has 8 colours (classes 0 to 7), but the mask also holds classes 8, 9"
        );
        let mask = Mask::new(1, 1, vec![0]).unwrap();
        assert!(side_by_side(&even(9, 9), Class::Disc, &[object(300)], &mask).is_err());
    }
}
