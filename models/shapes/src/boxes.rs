//! Draws the boxes of objects over a picture: an outline in the colour of the class, with its name above.

use espnet::image::NamedDetection;

use crate::{
    Class,
    lettering::{LINE, Sheet, text_width},
};

/// Thickness of an outline, in pixels.
const THICK: usize = 4;

/// Space on both sides of a name, in pixels.
const SPACE: usize = 4;

/// A place on a sheet, and the scale of what is drawn there.
pub(crate) struct Area {
    /// The left upper corner, in pixels of the sheet.
    pub corner: [usize; 2],
    /// Width and height, in pixels of the sheet.
    pub size: [usize; 2],
    /// Width and height of the picture that fills the place, in its own pixels.
    pub picture: [usize; 2],
}

/// Draws the boxes of objects. What reaches beyond the picture is cut off.
///
/// # Panics
/// If an object has a class that is not in [`Class::ALL`].
pub(crate) fn draw(sheet: &mut Sheet, area: &Area, objects: &[NamedDetection], dark: [u8; 3]) {
    let on_sheet = |bound: f32, axis: usize| {
        let scale = area.size[axis] as f32 / area.picture[axis] as f32;
        // A cast saturates: what lies before the picture becomes 0.
        area.corner[axis] + ((bound * scale).round() as usize).min(area.size[axis])
    };
    // Outlines come first, so that they hide no names.
    let boxes: Vec<([usize; 4], Class)> = objects
        .iter()
        .map(|object| {
            let [left, top, right, bottom] = object.bounds;
            let bounds =
                [on_sheet(left, 0), on_sheet(top, 1), on_sheet(right, 0), on_sheet(bottom, 1)];
            (bounds, Class::ALL[object.class])
        })
        .collect();
    for &([left, top, right, bottom], class) in &boxes {
        let (width, height) = (right.saturating_sub(left), bottom.saturating_sub(top));
        let thick = THICK.min(width).min(height);
        sheet.fill([left, top], [width, thick], class.colour());
        sheet.fill([left, bottom - thick], [width, thick], class.colour());
        sheet.fill([left, top], [thick, height], class.colour());
        sheet.fill([right - thick, top], [thick, height], class.colour());
    }
    let mut named: Vec<[usize; 3]> = Vec::new();
    for ([left, top, _, bottom], class) in boxes {
        let width = text_width(class.name()) + 2 * SPACE;
        let last = (area.corner[0] + area.size[0]).saturating_sub(width);
        let x = left.min(last).max(area.corner[0]);
        let is_free = |&y: &usize| {
            named.iter().all(|&[other, line, end]| {
                x + width <= other || end <= x || y.abs_diff(line) >= LINE
            })
        };
        // Above the box; inside it where the picture ends or where another name is.
        let above = top.checked_sub(LINE).filter(|y| *y >= area.corner[1]);
        let inside = [top + THICK, bottom.saturating_sub(LINE + THICK)];
        let mut places = above.into_iter().chain(inside);
        let y = places.find(is_free).unwrap_or(top);
        named.push([x, y, x + width]);
        sheet.fill([x, y], [width, LINE], class.colour());
        sheet.write([x + SPACE, y], class.name(), letters(class.colour(), dark));
    }
}

/// Returns a colour for letters that is easy to read on a ground: `dark` or white.
fn letters(ground: [u8; 3], dark: [u8; 3]) -> [u8; 3] {
    let [r, g, b] = ground.map(u32::from);
    // BT.601 luma in thousandths.
    if 299 * r + 587 * g + 114 * b > 110_000 { dark } else { [255; 3] }
}

#[cfg(test)]
mod tests {
    use super::*;

    const GROUND: [u8; 3] = [1, 2, 3];

    fn drawn(classes: &[Class], bounds: [f32; 4]) -> espnet::image::Rgb8 {
        let mut sheet = Sheet::new(240, 230, GROUND);
        let area = Area { corner: [20, 10], size: [200, 200], picture: [100, 50] };
        let object = |class: &Class| {
            let class = class.index();
            NamedDetection { class, label: None, score: 1.0, prior: 0, bounds }
        };
        let objects: Vec<NamedDetection> = classes.iter().map(object).collect();
        draw(&mut sheet, &area, &objects, [0; 3]);
        sheet.finish().unwrap()
    }

    /// The picture is enlarged 2 times in width and 4 times in height.
    #[test]
    fn outlines_lie_on_the_box_and_the_name_above() {
        let picture = drawn(&[Class::Square], [30.0, 20.0, 80.0, 40.0]);
        let colour = Some(Class::Square.colour());
        for (x, y) in [(80, 90), (179, 90), (80, 169), (179, 169), (80, 130), (130, 166)] {
            assert_eq!(picture.pixel(x, y), colour, "{x}, {y}");
        }
        for (x, y) in [(130, 130), (79, 130), (180, 130), (130, 170), (84, 94), (175, 165)] {
            assert_eq!(picture.pixel(x, y), Some(GROUND), "{x}, {y}");
        }
        assert_eq!(picture.pixel(80, 90 - LINE), colour);
        assert_eq!(picture.pixel(80, 89 - LINE), Some(GROUND));
        let above = &picture.pixels()[(90 - LINE) * 240..90 * 240];
        let is_ink = |pixel: &&[u8; 3]| **pixel != GROUND && pixel[1] < 90;
        assert!(above.iter().filter(is_ink).count() > 50, "the name");
    }

    #[test]
    fn boxes_and_names_stay_in_the_picture() {
        for bounds in [
            [-50.0, -50.0, 150.0, 150.0],
            [99.0, 49.0, 100.0, 50.0],
            [200.0, 200.0, 300.0, 300.0],
            [-9.0, -9.0, -1.0, -1.0],
            [60.0, 20.0, 40.0, 10.0],
        ] {
            let picture = drawn(&[Class::Triangle], bounds);
            let pixels = picture.pixels().iter().enumerate();
            for (index, _) in pixels.filter(|(_, pixel)| **pixel != GROUND) {
                let (x, y) = (index % 240, index / 240);
                assert!((20..220).contains(&x) && (10..230).contains(&y), "{bounds:?}: {x}, {y}");
            }
        }
    }

    #[test]
    fn names_of_the_same_box_stand_below_one_another() {
        let classes = [Class::Square, Class::Star, Class::Ring];
        let picture = drawn(&classes, [30.0, 20.0, 80.0, 49.0]);
        for (class, y) in classes.into_iter().zip([90 - LINE, 90 + THICK, 206 - LINE - THICK]) {
            assert_eq!(picture.pixel(85, y), Some(class.colour()), "{}", class.name());
        }
    }

    #[test]
    fn letters_stand_out() {
        let all = Class::OBJECTS.map(|class| letters(class.colour(), [0; 3])[0]);
        assert_eq!(all, [255, 0, 0, 255, 0, 0, 0]);
    }
}
