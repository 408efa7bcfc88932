//! The classes of a scene's pixels, and the outlines of the objects.

/// The class of a pixel. The class of a scene is that of its largest object.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Class {
    /// No object.
    Background,
    /// A filled circle.
    Disc,
    /// A circle with a round hole.
    Ring,
    /// A square.
    Square,
    /// An equilateral triangle.
    Triangle,
    /// A star of five points.
    Star,
    /// Two bars across one another.
    Cross,
    /// A disc without its intersection with another disc.
    Crescent,
}

/// The directions perpendicular to the lines that bound a star of five points: those of a regular
/// pentagon's sides.
const PENTAGON: [(f32, f32); 5] = [
    (0.0, 1.0),
    (0.951_056_5, 0.309_017),
    (0.587_785_25, -0.809_017),
    (-0.587_785_25, -0.809_017),
    (-0.951_056_5, 0.309_017),
];

impl Class {
    /// All classes by their index, which is their channel in the networks' outputs.
    pub const ALL: [Class; 8] = [
        Class::Background,
        Class::Disc,
        Class::Ring,
        Class::Square,
        Class::Triangle,
        Class::Star,
        Class::Cross,
        Class::Crescent,
    ];

    /// The classes of objects: all but the background.
    pub const OBJECTS: [Class; 7] = {
        let [_, objects @ ..] = Class::ALL;
        objects
    };

    /// The class's index in [`Class::ALL`].
    #[must_use]
    pub const fn index(self) -> usize {
        self as usize
    }

    /// The class's name in English.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Class::Background => "background",
            Class::Disc => "disc",
            Class::Ring => "ring",
            Class::Square => "square",
            Class::Triangle => "triangle",
            Class::Star => "star",
            Class::Cross => "cross",
            Class::Crescent => "crescent",
        }
    }

    /// The colour that the class is painted in: red, green, blue.
    #[must_use]
    pub const fn colour(self) -> [u8; 3] {
        match self {
            Class::Background => [0, 0, 0],
            Class::Disc => [230, 25, 75],
            Class::Ring => [255, 140, 0],
            Class::Square => [60, 180, 75],
            Class::Triangle => [0, 130, 255],
            Class::Star => [255, 225, 25],
            Class::Cross => [200, 60, 230],
            Class::Crescent => [70, 240, 240],
        }
    }

    /// Whether the object of this class, upright and with its centre at the origin, covers a point.
    /// All objects have an area of 2; the tips of the star reach farthest, 1.33.
    pub(crate) fn covers(self, x: f32, y: f32) -> bool {
        let within = |radius: f32, centre: f32| {
            let x = x - centre;
            x * x + y * y <= radius * radius
        };
        match self {
            Class::Background => false,
            Class::Disc => within(0.8, 0.0),
            Class::Ring => within(0.94, 0.0) && !within(0.5, 0.0),
            Class::Square => x.abs() <= 0.707 && y.abs() <= 0.707,
            Class::Triangle => y <= 0.62 && 0.866_025_4 * x.abs() - 0.5 * y <= 0.62,
            // Each tip is beyond one line; points beyond two lines are outside.
            Class::Star => PENTAGON.iter().filter(|(dx, dy)| dx * x + dy * y > 0.412).count() <= 1,
            Class::Cross => {
                let (long, short) = (x.abs().max(y.abs()), x.abs().min(y.abs()));
                long <= 0.95 && short <= 0.316
            }
            Class::Crescent => within(1.1, 0.0) && !within(0.9, 0.65),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_stand_at_their_index() {
        for (index, class) in Class::ALL.into_iter().enumerate() {
            assert_eq!(class.index(), index);
        }
    }

    /// Areas are measured by counting points of a lattice in the square from -1.4 to 1.4.
    fn area(class: Class) -> f64 {
        let steps = 560;
        let at = |i: i32| (i as f32 + 0.5) / 200.0 - 1.4;
        let covered =
            (0..steps * steps).filter(|i| class.covers(at(i % steps), at(i / steps))).count();
        covered as f64 / (200.0 * 200.0)
    }

    #[test]
    fn objects_of_every_class_are_equally_large() {
        assert_eq!(area(Class::Background), 0.0);
        for class in Class::OBJECTS {
            let area = area(class);
            assert!((area - 2.0).abs() < 0.04, "{}: {area}", class.name());
        }
    }
}
