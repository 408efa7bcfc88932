//! Rectangles in a picture, the objects that people marked with them, and those that a network found.

use espnet::image::NamedDetection;

/// A rectangle in pixels of a picture, from the upper left corner of the upper left pixel. It is kept in COCO's
/// form, because a side that is computed from two rounded corners differs in its last bits from COCO's.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bounds {
    /// The least x.
    pub left: f64,
    /// The least y.
    pub top: f64,
    /// The width, not negative.
    pub width: f64,
    /// The height, not negative.
    pub height: f64,
}

impl Bounds {
    /// Creates a rectangle from left, top, right and bottom.
    pub fn between([left, top, right, bottom]: [f64; 4]) -> Self {
        Bounds { left, top, width: right - left, height: bottom - top }
    }

    /// Returns the area.
    pub fn area(&self) -> f64 {
        self.width * self.height
    }

    /// Returns the width and the height of the intersection; they are negative if there is a gap. `more` is
    /// added to the width and the height of both rectangles.
    pub fn common(&self, other: &Bounds, more: f64) -> [f64; 2] {
        let side = |start: [f64; 2], size: [f64; 2]| {
            let end = (start[0] + size[0]).min(start[1] + size[1]);
            end - start[0].max(start[1]) + more
        };
        [
            side([self.left, other.left], [self.width, other.width]),
            side([self.top, other.top], [self.height, other.height]),
        ]
    }
}

/// An object that a person has marked in a picture.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Object {
    /// The class, from 1 on.
    pub class: usize,
    /// The rectangle around the object.
    pub bounds: Bounds,
    /// The area in pixels. COCO's is the area of the object's outline, which is smaller than the rectangle.
    pub area: f64,
    /// Whether the object need not be found, and to find it is no mistake: VOC's difficult objects, COCO's crowds.
    pub optional: bool,
}

/// An object that a network has found.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Found {
    /// The class, from 1 on.
    pub class: usize,
    /// The score, by which detections are sorted.
    pub score: f64,
    /// The rectangle around the object.
    pub bounds: Bounds,
}

impl Found {
    /// Creates a detection from left, top, right and bottom in pixels of the picture.
    ///
    /// Numbers that overflowed, or the wrong order of sides, become an empty rectangle, which overlaps nothing:
    /// such a detection is a mistake of the network, and counts as one.
    pub fn new(class: usize, score: f32, bounds: [f32; 4]) -> Self {
        let [left, top, right, bottom] = bounds;
        let drawn = bounds.iter().all(|side| side.is_finite()) && left <= right && top <= bottom;
        let bounds = if drawn { bounds } else { [0.0; 4] };
        Found { class, score: score.into(), bounds: Bounds::between(bounds.map(f64::from)) }
    }
}

impl From<&NamedDetection> for Found {
    fn from(found: &NamedDetection) -> Self {
        Found::new(found.class, found.score, found.bounds)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rectangles_have_a_common_part_or_a_gap() {
        let a = Bounds::between([0.0, 0.0, 4.0, 3.0]);
        let b = Bounds::between([1.0, 2.0, 9.0, 9.0]);
        assert_eq!(
            (a.area(), a.common(&b, 0.0), b.common(&a, 1.0)),
            (12.0, [3.0, 1.0], [4.0, 2.0])
        );
        let c = Bounds::between([6.0, 0.0, 7.0, 1.0]);
        assert_eq!(a.common(&c, 0.0), [-2.0, 1.0]);
    }

    #[test]
    fn a_detection_without_a_rectangle_is_empty() {
        let named = NamedDetection {
            class: 2,
            label: None,
            score: 0.5,
            prior: 0,
            bounds: [-1.5, 2.0, 3.0, 4.0],
        };
        let found = Found::from(&named);
        assert_eq!(
            found,
            Found { class: 2, score: 0.5, bounds: Bounds::between([-1.5, 2.0, 3.0, 4.0]) }
        );
        let empty = Bounds::between([0.0; 4]);
        for side in [f32::NAN, f32::INFINITY, f32::NEG_INFINITY, 4.0] {
            assert_eq!(Found::new(1, 0.5, [side, 2.0, 3.0, 4.0]).bounds, empty);
        }
    }
}
