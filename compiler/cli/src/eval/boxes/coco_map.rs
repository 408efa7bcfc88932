//! The metrics of COCO: means of precision and recall over overlaps, classes and recalls.
//!
//! As in Pascal VOC, the average precision (AP) of a class is the mean of the precision over recalls, where the
//! precision at a recall is the best one at this recall or above. COCO takes 101 recalls and repeats this for ten
//! overlaps and for objects of different sizes. The average recall (AR) is the share of objects that are found.

use super::{
    Found, Object,
    coco_match::{self, AREAS, MOST, OVERLAPS, Outcome},
};

/// The number of recalls less one.
const STEPS: u32 = 100;

/// The places of the overlaps 0.5 and 0.75.
const HALF: usize = 0;
const THREE_QUARTERS: usize = 5;

/// The names of the figures, in the order of COCO's program: for JSON, and for people.
pub const NAMES: [(&str, &str); 12] = [
    ("map", "mAP@[.50:.95]"),
    ("map_50", "mAP@.50"),
    ("map_75", "mAP@.75"),
    ("map_small", "mAP@[.50:.95], small objects"),
    ("map_medium", "mAP@[.50:.95], medium objects"),
    ("map_large", "mAP@[.50:.95], large objects"),
    ("ar_1", "mean recall, 1 detection of a class in a picture"),
    ("ar_10", "mean recall, 10 detections"),
    ("ar_100", "mean recall, 100 detections"),
    ("ar_small", "mean recall, small objects"),
    ("ar_medium", "mean recall, medium objects"),
    ("ar_large", "mean recall, large objects"),
];

/// The counts so far.
#[derive(Debug)]
pub struct CocoMap {
    classes: Vec<Class>,
}

/// The detections of a class.
#[derive(Clone, Debug, Default)]
struct Class {
    /// The number of objects that should be found, in each range of areas.
    objects: [u64; AREAS.len()],
    /// The detections, picture after picture.
    found: Vec<Outcome>,
}

/// The figures of one class.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ClassFigures {
    /// The number of objects that should be found.
    pub objects: u64,
    /// The figures in the order of [`NAMES`]; `None` without objects.
    pub figures: [Option<f64>; NAMES.len()],
}

impl CocoMap {
    /// Creates empty counts for this number of classes with the background.
    pub fn new(classes: usize) -> Self {
        CocoMap { classes: vec![Class::default(); classes] }
    }

    /// Adds a picture. Of equal scores, the detection of the picture that was added first comes first.
    pub fn add(&mut self, objects: &[Object], found: &[Found]) {
        for (index, class) in self.classes.iter_mut().enumerate() {
            let objects: Vec<&Object> = objects.iter().filter(|it| it.class == index).collect();
            let found: Vec<&Found> = found.iter().filter(|it| it.class == index).collect();
            for (area, count) in class.objects.iter_mut().enumerate() {
                let counted = objects.iter().filter(|it| !coco_match::is_ignored(it, area));
                *count += counted.count() as u64;
            }
            class.found.extend(coco_match::compare(&objects, &found));
        }
    }

    /// Returns the figures of each class except the background.
    pub fn classes(&self) -> Vec<ClassFigures> {
        self.classes.iter().skip(1).map(Class::figures).collect()
    }
}

/// Returns the mean over classes; classes without objects do not count.
pub fn means(classes: &[ClassFigures]) -> [Option<f64>; NAMES.len()] {
    std::array::from_fn(|figure| mean(classes.iter().map(|class| class.figures[figure])))
}

/// Returns the mean of the numbers that are there.
pub fn mean(numbers: impl Iterator<Item = Option<f64>>) -> Option<f64> {
    let (count, sum) =
        numbers.flatten().fold((0.0, 0.0), |(count, sum), number| (count + 1.0, sum + number));
    (count > 0.0).then(|| sum / count)
}

impl Class {
    fn figures(&self) -> ClassFigures {
        let mut found: Vec<&Outcome> = self.found.iter().collect();
        found.sort_by(|a, b| b.score.total_cmp(&a.score));
        let with_objects = |area: usize| self.objects[area] > 0;
        let over_levels =
            |figure: &dyn Fn(usize) -> f64| mean((0..OVERLAPS).map(|level| Some(figure(level))));
        let precision = |area: usize| {
            let figure = |level| self.precision(&found, area, level);
            with_objects(area).then(|| over_levels(&figure)).flatten()
        };
        let recall = |area: usize, most: usize| {
            let figure = |level| self.recall(area, level, most);
            with_objects(area).then(|| over_levels(&figure)).flatten()
        };
        let at = |level| with_objects(0).then(|| self.precision(&found, 0, level));
        let figures = [
            precision(0),
            at(HALF),
            at(THREE_QUARTERS),
            precision(1),
            precision(2),
            precision(3),
            recall(0, 1),
            recall(0, 10),
            recall(0, MOST),
            recall(1, MOST),
            recall(2, MOST),
            recall(3, MOST),
        ];
        ClassFigures { objects: self.objects[0], figures }
    }

    /// Returns the average precision. The detections are sorted by score.
    fn precision(&self, found: &[&Outcome], area: usize, level: usize) -> f64 {
        let (mut right, mut all) = (0_u64, 0_u64);
        // Recall and precision after each detection that counts.
        let mut curve: Vec<(f64, f64)> = Vec::new();
        for outcome in found {
            let is_right = outcome.right[area] >> level & 1;
            let is_wrong = outcome.wrong[area] >> level & 1;
            if is_right + is_wrong > 0 {
                right += u64::from(is_right);
                all += 1;
                curve.push((right as f64 / self.objects[area] as f64, right as f64 / all as f64));
            }
        }
        let mut best = 0.0;
        for (_, precision) in curve.iter_mut().rev() {
            best = f64::max(best, *precision);
            *precision = best;
        }
        let at = |step: u32| {
            let least = if step == STEPS { 1.0 } else { f64::from(step) * 0.01 };
            let first = curve.partition_point(|(recall, _)| *recall < least);
            curve.get(first).map_or(0.0, |(_, precision)| *precision)
        };
        (0..=STEPS).map(at).sum::<f64>() / f64::from(STEPS + 1)
    }

    /// Returns the share of objects that are found by at most this number of detections in a picture.
    fn recall(&self, area: usize, level: usize, most: usize) -> f64 {
        let is_right =
            |outcome: &&Outcome| outcome.rank < most && outcome.right[area] >> level & 1 == 1;
        self.found.iter().filter(is_right).count() as f64 / self.objects[area] as f64
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::eval::boxes::Bounds;

    #[test]
    fn figures_of_a_small_example() {
        let object = |class, sides| {
            let bounds = Bounds::between(sides);
            Object { class, bounds, area: bounds.area(), optional: false }
        };
        let mut map = CocoMap::new(4);
        let objects = [
            object(1, [0.0, 0.0, 10.0, 10.0]),
            object(1, [20.0, 0.0, 30.0, 10.0]),
            object(2, [0.0, 0.0, 100.0, 100.0]),
        ];
        let found = [
            Found::new(1, 0.9, [0.0, 0.0, 10.0, 8.0]), // overlap 0.8
            Found::new(1, 0.8, [50.0, 0.0, 60.0, 10.0]),
            Found::new(1, 0.7, [20.0, 0.0, 30.0, 10.0]),
            Found::new(3, 0.7, [20.0, 0.0, 30.0, 10.0]),
        ];
        map.add(&objects, &found);
        let classes = map.classes();
        assert_eq!(classes[2], ClassFigures { objects: 0, figures: [None; 12] });
        assert_eq!(classes[1].objects, 1);
        assert_eq!(classes[1].figures[..3], [Some(0.0); 3]);
        // Up to 0.8 (seven overlaps): right, wrong, right. Above (three): wrong, wrong, right.
        let half = (51.0 + 50.0 * 2.0 / 3.0) / 101.0;
        let above = 51.0 / 3.0 / 101.0;
        let expected = [(7.0 * half + 3.0 * above) / 10.0, half, half];
        for (actual, expected) in classes[0].figures.iter().zip(expected) {
            assert!((actual.unwrap() - expected).abs() < 1e-12, "{actual:?} {expected}");
        }
        assert_eq!(classes[0].figures[4], None, "there are no medium objects");
        // One detection finds one of two objects at seven overlaps; three find both at seven, one at three.
        assert!((classes[0].figures[6].unwrap() - 0.35).abs() < 1e-12);
        assert!((classes[0].figures[7].unwrap() - 0.85).abs() < 1e-12);
        let mean = means(&classes)[1].unwrap();
        assert!((mean - half / 2.0).abs() < 1e-12, "{mean}");
    }
}
