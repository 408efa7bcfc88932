//! The places of labels beside their marks, where they cover neither marks nor lines nor one another.

use super::mark::RADIUS;

/// The estimated width of a character and the height of a line, in the font of the chart.
pub const CHARACTER: f64 = 6.1;
const LINE: f64 = 12.0;

/// An area of the picture.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Area {
    pub left: f64,
    pub top: f64,
    pub right: f64,
    pub bottom: f64,
}

impl Area {
    /// The area around a line or a point, `margin` wide on each side.
    pub fn around([x1, y1]: [f64; 2], [x2, y2]: [f64; 2], margin: f64) -> Self {
        Area {
            left: x1.min(x2) - margin,
            top: y1.min(y2) - margin,
            right: x1.max(x2) + margin,
            bottom: y1.max(y2) + margin,
        }
    }

    fn overlaps(&self, other: &Area) -> bool {
        self.left < other.right
            && other.left < self.right
            && self.top < other.bottom
            && other.top < self.bottom
    }

    fn holds(&self, inner: &Area) -> bool {
        self.left <= inner.left
            && inner.right <= self.right
            && self.top <= inner.top
            && inner.bottom <= self.bottom
    }
}

/// A label that has found its place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Place {
    /// The point of the baseline that the text is aligned at.
    pub at: [f64; 2],
    /// The class of the alignment, empty for texts that begin at the point.
    pub align: &'static str,
}

/// The labels and everything else that no label may cover.
pub struct Labels {
    bounds: Area,
    taken: Vec<Area>,
}

impl Labels {
    /// Creates an empty chart, in which labels stay inside the bounds.
    pub fn new(bounds: Area) -> Self {
        Labels { bounds, taken: Vec::new() }
    }

    /// Forbids to cover an area.
    pub fn take(&mut self, area: Area) {
        self.taken.push(area);
    }

    /// Finds a place for a label of this many characters, beside the mark at `point`: on the left and above
    /// if `above`, else on the right and below, if there is room. Returns `None` if there is no room on any
    /// side.
    pub fn place(&mut self, point: [f64; 2], characters: usize, above: bool) -> Option<Place> {
        let [x, y] = point;
        let (width, gap) = (characters as f64 * CHARACTER, RADIUS + 3.0);
        // A side has the distances from the mark to the label's beginning and to the bottom of its line, and the alignment.
        let (left, middle, right) = ((-gap - width, "end"), (-width / 2.0, "middle"), (gap, ""));
        let (up, level, down) = (-gap, LINE / 2.0, gap + LINE);
        let slightly = gap / 2.0;
        let mut sides = vec![
            (right, level),
            (right, level + slightly),
            (middle, down),
            (right, down - slightly),
            (left, level + slightly),
            (left, down - slightly),
            (left, level),
            (middle, up),
            (right, up + slightly),
            (left, up + slightly),
        ];
        if above {
            sides.reverse();
        }
        let areas = sides.into_iter().map(|((begin, align), bottom)| {
            let (left, bottom) = (x + begin, y + bottom);
            (Area { left, top: bottom - LINE, right: left + width, bottom }, align)
        });
        let fits = |(area, _): &(Area, &str)| {
            self.bounds.holds(area) && !self.taken.iter().any(|taken| taken.overlaps(area))
        };
        let (area, align) = { areas }.find(fits)?;
        self.taken.push(area);
        let x = match align {
            "end" => area.right,
            "middle" => (area.left + area.right) / 2.0,
            _ => area.left,
        };
        Some(Place { at: [x, area.bottom - 3.0], align })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BOUNDS: Area = Area { left: 0.0, top: 0.0, right: 200.0, bottom: 100.0 };

    #[test]
    fn labels_go_to_a_free_side_or_are_left_out() {
        let mut labels = Labels::new(BOUNDS);
        let point = [100.0, 50.0];
        let mut places = Vec::new();
        while let Some(place) = labels.place(point, 5, false) {
            places.push(place);
        }
        assert_eq!(places[0], Place { at: [108.0, 53.0], align: "" });
        assert!((4..=8).contains(&places.len()), "{places:?}");
        for (index, area) in labels.taken.iter().enumerate() {
            assert!(BOUNDS.holds(area), "{area:?}");
            assert!(!labels.taken[..index].iter().any(|other| other.overlaps(area)), "{area:?}");
        }
        assert_eq!(Labels::new(BOUNDS).place([100.0, 50.0], 40, true), None, "it is too long");
    }

    #[test]
    fn labels_stay_off_marks_and_lines() {
        let mut labels = Labels::new(BOUNDS);
        labels.take(Area::around([120.0, 0.0], [120.0, 100.0], 1.0));
        let place = labels.place([100.0, 50.0], 5, false).unwrap();
        assert_ne!(place.align, "", "the line is on the right");
        let above = Labels::new(BOUNDS).place([100.0, 50.0], 5, true).unwrap();
        assert_eq!(above.align, "end");
        assert!(above.at[1] < 50.0);
    }
}
