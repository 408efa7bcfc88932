//! Boxes drawn on a picture, each with a filled label; the letters come from the caller, so that no font is part
//! of the runtime.

use super::{Lettering, Rgb8};

/// A box to be drawn on a picture.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MarkedBox<'a> {
    /// Left, top, right and bottom in pixels of the picture, as in
    /// [`NamedDetection::bounds`](super::NamedDetection::bounds). A box may reach over the border.
    pub bounds: [f32; 4],
    /// The colour of the lines and of the label, as RGB.
    pub colour: [u8; 3],
    /// The letters of the label, if there is one.
    pub label: Option<&'a Lettering>,
}

/// The measures of drawn boxes, in pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BoxStyle {
    /// The width of a line.
    pub line: usize,
    /// The height of a line of text, from which the label's margins follow.
    pub text: usize,
}

impl BoxStyle {
    /// Returns measures that suit a picture of `width`×`height` pixels: lines and letters look the same on a
    /// small and on a large picture, when both are shown at the same size.
    ///
    /// ```
    /// use espnet::image::BoxStyle;
    ///
    /// assert_eq!(BoxStyle::for_size(640, 480), BoxStyle { line: 2, text: 20 });
    /// assert_eq!(BoxStyle::for_size(4000, 3000), BoxStyle { line: 13, text: 125 });
    /// ```
    #[must_use]
    pub fn for_size(width: usize, height: usize) -> Self {
        let side = width.min(height);
        // Smaller letters could not be read.
        Self { line: side.div_ceil(240).max(1), text: (side / 24).max(16) }
    }
}

/// Returns black or white, whichever can be read better on this colour.
///
/// ```
/// use espnet::image::readable_on;
///
/// assert_eq!(readable_on([255, 230, 0]), [0; 3]);
/// assert_eq!(readable_on([0, 0, 180]), [255; 3]);
/// ```
#[must_use]
pub fn readable_on([r, g, b]: [u8; 3]) -> [u8; 3] {
    // The luma of ITU-R BT.601.
    let luma = (299 * u32::from(r) + 587 * u32::from(g) + 114 * u32::from(b)) / 1000;
    [if luma >= 128 { 0 } else { 255 }; 3]
}

/// Returns the picture with boxes drawn on it. Where boxes or labels overlap, an earlier one is on top, so give
/// the best detection first.
///
/// Lines lie on the edge of a box, with a dark seam, so that they are seen on any ground. What is outside the
/// picture is not drawn. A label is above its box, or where it fits: it is always inside the picture, and avoids
/// the labels before it if it can. A box with NaN among its sides, or without a pixel in the picture, is left out
/// with its label.
///
/// ```
/// use espnet::image::{BoxStyle, MarkedBox, Rgb8, draw_boxes};
///
/// let picture = Rgb8::new(32, 32, vec![255; 3 * 32 * 32])?;
/// let found = MarkedBox { bounds: [4.0, 4.0, 20.0, 40.0], colour: [255, 0, 0], label: None };
/// let drawn = draw_boxes(&picture, &[found], &BoxStyle::for_size(32, 32));
/// assert_eq!(drawn.pixel(4, 10), Some([255, 0, 0]));
/// assert_eq!(drawn.pixel(12, 20), Some([255; 3]));
/// # Ok::<(), espnet::image::ImageError>(())
/// ```
#[must_use]
pub fn draw_boxes(picture: &Rgb8, boxes: &[MarkedBox<'_>], style: &BoxStyle) -> Rgb8 {
    let canvas = Area { left: 0, top: 0, right: side(picture.width), bottom: side(picture.height) };
    let mut drawn = picture.clone();
    let mut labels: Vec<(Area, &MarkedBox<'_>, &Lettering)> = Vec::new();
    let mut outlines = Vec::new();
    for marked in boxes {
        let Some(outline) = Outline::new(marked.bounds, style).filter(|o| o.outer.meets(&canvas))
        else {
            continue;
        };
        if let Some(letters) = marked.label {
            let place = place(&outline.outer, letters, style, &canvas, &labels);
            labels.push((place, marked, letters));
        }
        outlines.push((outline, marked.colour));
    }
    for (outline, colour) in outlines.iter().rev() {
        outline.draw(&mut drawn, *colour, style);
    }
    for (place, marked, letters) in labels.iter().rev() {
        drawn.blend(place, marked.colour, 255);
        write(&mut drawn, place, letters, readable_on(marked.colour));
    }
    drawn
}

/// A rectangle of pixels; `right` and `bottom` are behind the last ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Area {
    left: i64,
    top: i64,
    right: i64,
    bottom: i64,
}

impl Area {
    /// The area that is larger by `by` pixels on each side, or smaller if `by` is negative.
    fn grown(self, by: i64) -> Self {
        Area {
            left: self.left - by,
            top: self.top - by,
            right: self.right + by,
            bottom: self.bottom + by,
        }
    }

    fn meets(&self, other: &Area) -> bool {
        self.left < other.right
            && other.left < self.right
            && self.top < other.bottom
            && other.top < self.bottom
    }
}

/// The line around a box: the pixels of `outer` that are not in `inner`.
struct Outline {
    outer: Area,
    inner: Area,
}

impl Outline {
    /// `None` if a side is NaN.
    fn new(bounds: [f32; 4], style: &BoxStyle) -> Option<Self> {
        if bounds.iter().any(|side| side.is_nan()) {
            return None;
        }
        // Far behind any border, but so near that no sum overflows.
        const FAR: f32 = 1e12;
        let [x0, y0, x1, y1] = bounds.map(|side| side.round().clamp(-FAR, FAR) as i64);
        let line = side(style.line);
        let edge =
            Area { left: x0.min(x1), top: y0.min(y1), right: x0.max(x1), bottom: y0.max(y1) };
        let outer = edge.grown(line / 2);
        Some(Outline { outer, inner: outer.grown(-line) })
    }

    /// Draws the line and its seam.
    fn draw(&self, picture: &mut Rgb8, colour: [u8; 3], style: &BoxStyle) {
        let seam = side(style.line.div_ceil(4));
        Outline { outer: self.outer.grown(seam), inner: self.inner.grown(-seam) }
            .fill(picture, [0; 3], 110);
        self.fill(picture, colour, 255);
    }

    fn fill(&self, picture: &mut Rgb8, colour: [u8; 3], opacity: u8) {
        let Outline { outer, inner } = *self;
        if inner.left >= inner.right || inner.top >= inner.bottom {
            return picture.blend(&outer, colour, opacity);
        }
        for part in [
            Area { bottom: inner.top, ..outer },
            Area { top: inner.bottom, ..outer },
            Area { right: inner.left, top: inner.top, bottom: inner.bottom, ..outer },
            Area { left: inner.right, top: inner.top, bottom: inner.bottom, ..outer },
        ] {
            picture.blend(&part, colour, opacity);
        }
    }
}

impl Rgb8 {
    /// Blends a colour over the part of an area that is in the picture; an opacity of 255 covers it.
    fn blend(&mut self, area: &Area, colour: [u8; 3], opacity: u8) {
        let across = within(area.left, self.width)..within(area.right, self.width);
        let down = within(area.top, self.height)..within(area.bottom, self.height);
        if across.is_empty() || down.is_empty() {
            return;
        }
        let pixels = self.bytes.as_chunks_mut().0;
        for row in
            pixels[down.start * self.width..down.end * self.width].chunks_exact_mut(self.width)
        {
            for pixel in &mut row[across.clone()] {
                mix(pixel, colour, opacity);
            }
        }
    }
}

/// Returns where a label goes: above the box, else at the top inside it, below it, or at its bottom; the first of
/// these places that is free.
fn place(
    outline: &Area,
    letters: &Lettering,
    style: &BoxStyle,
    canvas: &Area,
    taken: &[(Area, &MarkedBox<'_>, &Lettering)],
) -> Area {
    let width = side(letters.width()) + 2 * margin(style);
    let height = side(letters.height());
    let left = outline.left.min(canvas.right - width).max(0);
    let at = |top: i64| {
        let top = top.min(canvas.bottom - height).max(0);
        Area { left, top, right: left + width, bottom: top + height }
    };
    let bottom = outline.bottom.min(canvas.bottom);
    let tops = [outline.top - height, outline.top, outline.bottom, bottom - height];
    let places = tops.map(at);
    let free = |place: &&Area| taken.iter().all(|(other, ..)| !other.meets(place));
    *places.iter().find(free).unwrap_or(&places[0])
}

/// The space between a label's edge and its letters, to the left and to the right.
fn margin(style: &BoxStyle) -> i64 {
    side(style.text.div_ceil(5))
}

/// Writes letters into the place of their label.
fn write(picture: &mut Rgb8, place: &Area, letters: &Lettering, ink: [u8; 3]) {
    // The difference of right and left is the width of the letters and two margins.
    let left = place.left + (place.right - place.left - side(letters.width())) / 2;
    for (row, y) in letters.coverage().chunks_exact(letters.width()).zip(place.top..) {
        for (&covered, x) in row.iter().zip(left..) {
            let pixel = Area { left: x, top: y, right: x + 1, bottom: y + 1 };
            if covered > 0 {
                picture.blend(&pixel, ink, covered);
            }
        }
    }
}

/// Mixes a colour into a pixel; an opacity of 255 replaces it.
fn mix(pixel: &mut [u8; 3], colour: [u8; 3], opacity: u8) {
    for (below, above) in pixel.iter_mut().zip(colour) {
        let mixed =
            u16::from(opacity) * u16::from(above) + u16::from(255 - opacity) * u16::from(*below);
        *below = ((mixed + 127) / 255) as u8;
    }
}

/// A number of pixels as a coordinate; more than a picture can have count as the most that no sum overflows with.
fn side(pixels: usize) -> i64 {
    pixels.min(1 << 40) as i64
}

/// A coordinate as an index from 0 to `end`.
fn within(at: i64, end: usize) -> usize {
    at.clamp(0, side(end)) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    const RED: [u8; 3] = [255, 0, 0];
    const GREY: [u8; 3] = [200; 3];
    const STYLE: BoxStyle = BoxStyle { line: 2, text: 4 };

    fn ground(width: usize, height: usize) -> Rgb8 {
        Rgb8::new(width, height, GREY.repeat(width * height)).unwrap()
    }

    fn marked(bounds: [f32; 4]) -> MarkedBox<'static> {
        MarkedBox { bounds, colour: RED, label: None }
    }

    /// Letters without gaps.
    fn solid(width: usize) -> Lettering {
        Lettering::new(width, 4, vec![255; 4 * width]).unwrap()
    }

    /// Columns and rows of the pixels of this colour: the first and the last of each.
    fn extent(picture: &Rgb8, colour: [u8; 3]) -> Option<[usize; 4]> {
        let places = picture.pixels().iter().enumerate().filter(|(_, pixel)| **pixel == colour);
        let places = places.map(|(i, _)| (i % picture.width(), i / picture.width()));
        places.fold(None, |extent, (x, y)| {
            let [left, top, right, bottom] = extent.unwrap_or([x, y, x, y]);
            Some([left.min(x), top.min(y), right.max(x), bottom.max(y)])
        })
    }

    #[test]
    fn lines_lie_on_the_edge_of_the_box_and_have_a_seam() {
        let drawn = draw_boxes(&ground(40, 30), &[marked([10.2, 5.0, 29.7, 25.0])], &STYLE);
        // The edges are at 10, 5, 30 and 25, with one pixel of the line on each side.
        assert_eq!(extent(&drawn, RED), Some([9, 4, 30, 25]));
        for (x, y) in [(9, 15), (10, 15), (29, 15), (30, 15), (20, 4), (20, 5), (20, 24), (20, 25)]
        {
            assert_eq!(drawn.pixel(x, y), Some(RED), "{x}, {y}");
        }
        for (x, y) in [(8, 15), (11, 15), (28, 15), (31, 15), (20, 3), (20, 6), (8, 3)] {
            let [r, g, b] = drawn.pixel(x, y).unwrap();
            assert!(r == g && g == b && r < 150, "{x}, {y}");
        }
        for (x, y) in [(7, 15), (12, 15), (32, 15), (20, 15), (20, 2), (0, 0)] {
            assert_eq!(drawn.pixel(x, y), Some(GREY), "{x}, {y}");
        }
    }

    #[test]
    fn what_is_outside_the_picture_is_not_drawn() {
        let picture = ground(40, 30);
        let draw = |bounds| draw_boxes(&picture, &[marked(bounds)], &STYLE);
        assert_eq!(extent(&draw([-50.0, 10.0, 20.0, 1e9]), RED), Some([0, 9, 20, 29]));
        let infinite = draw([f32::NEG_INFINITY, 10.0, 20.0, f32::INFINITY]);
        assert_eq!(infinite, draw([-50.0, 10.0, 20.0, 1e9]));
        let letters = solid(8);
        for bounds in [
            [f32::NAN, 1.0, 9.0, 9.0],
            [50.0, 2.0, 60.0, 9.0],
            [2.0, -20.0, 9.0, -10.0],
            [f32::MAX; 4],
        ] {
            let outside = MarkedBox { label: Some(&letters), ..marked(bounds) };
            assert_eq!(draw_boxes(&picture, &[outside], &STYLE), picture, "{bounds:?}");
        }
        // A box around the picture leaves its lines outside.
        assert_eq!(draw([-9.0, -9.0, 60.0, 60.0]), picture);
        // A box smaller than its line is a dot, and sides in the wrong order are no harm.
        assert_eq!(extent(&draw([20.0, 20.0, 20.0, 20.0]), RED), Some([19, 19, 20, 20]));
        assert_eq!(draw([30.0, 20.0, 10.0, 5.0]), draw([10.0, 5.0, 30.0, 20.0]));
    }

    #[test]
    fn labels_stay_inside_the_picture_and_apart() {
        let letters = solid(10);
        let draw = |boxes: &[[f32; 4]]| {
            let labelled =
                |bounds: &[f32; 4]| MarkedBox { label: Some(&letters), ..marked(*bounds) };
            let boxes: Vec<_> = boxes.iter().map(labelled).collect();
            draw_boxes(&ground(40, 30), &boxes, &STYLE)
        };
        // The letters are white on red, with a margin of one pixel.
        let white = |boxes: &[[f32; 4]]| extent(&draw(boxes), [255; 3]).unwrap();
        assert_eq!(white(&[[10.0, 10.0, 30.0, 25.0]]), [10, 5, 19, 8], "above the box");
        assert_eq!(white(&[[10.0, 2.0, 30.0, 25.0]]), [10, 0, 19, 3], "at the upper border");
        assert_eq!(white(&[[36.0, 10.0, 50.0, 25.0]]), [29, 5, 38, 8], "at the right border");
        assert_eq!(white(&[[-6.0, 10.0, 20.0, 25.0]]), [1, 5, 10, 8], "at the left border");
        // The second label is inside the box that is at the same place.
        assert_eq!(white(&[[10.0, 10.0, 30.0, 25.0]; 2]), [10, 5, 19, 12]);
        // One that is wider than the picture begins at its left border.
        let wide = solid(50);
        let boxes = [MarkedBox { label: Some(&wide), ..marked([10.0, 10.0, 30.0, 25.0]) }];
        let drawn = draw_boxes(&ground(40, 30), &boxes, &STYLE);
        assert_eq!(extent(&drawn, [255; 3]), Some([1, 5, 39, 8]));
    }

    #[test]
    fn earlier_boxes_are_on_top() {
        let second = MarkedBox { colour: [0, 0, 255], ..marked([10.0, 10.0, 30.0, 25.0]) };
        let first = marked([10.0, 10.0, 20.0, 20.0]);
        let drawn = draw_boxes(&ground(40, 30), &[first, second], &STYLE);
        assert_eq!((drawn.pixel(10, 15), drawn.pixel(10, 24)), (Some(RED), Some([0, 0, 255])));
    }

    #[test]
    fn measures_of_any_size_do_no_harm() {
        let largest = BoxStyle { line: usize::MAX, text: usize::MAX };
        let letters = solid(10);
        let boxes = [MarkedBox { label: Some(&letters), ..marked([1.0, 1.0, 3.0, 3.0]) }];
        let drawn = draw_boxes(&ground(4, 4), &boxes, &largest);
        assert!(drawn.pixels().iter().all(|pixel| *pixel == RED));
        assert_eq!(BoxStyle::for_size(1, 1), BoxStyle { line: 1, text: 16 });
    }
}
