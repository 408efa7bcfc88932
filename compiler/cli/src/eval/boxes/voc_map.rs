//! The metrics of Pascal VOC: the average precision of each class at an overlap of one half.
//!
//! Precision is the share of detections that are right, recall the share of objects that are found. Both change
//! as detections are added by descending score. The average precision (AP) of a class is the mean of the precision
//! over all recalls, where the precision at a recall is the best one at this recall or above. VOC 2007 takes the
//! mean at eleven recalls; from 2010 on it is the area below the curve. The mean over classes is called mAP.

use super::{Bounds, Found, Object};

/// A detection that overlaps an object by at least this share of their union has found it.
const OVERLAP: f64 = 0.5;

/// The number of recalls of the metric of 2007.
const POINTS: u32 = 11;

/// The counts so far.
#[derive(Debug)]
pub struct VocMap {
    classes: Vec<Class>,
}

/// The detections of a class.
#[derive(Clone, Debug, Default)]
struct Class {
    /// The number of objects that should be found.
    objects: u64,
    /// The score of each detection that counts, and whether it is right.
    found: Vec<(f64, bool)>,
}

/// The average precision of a class by both rules.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Precision {
    /// At eleven recalls, as in 2007.
    pub points: f64,
    /// The area below the curve, as from 2010 on.
    pub area: f64,
}

impl VocMap {
    /// Creates empty counts for this number of classes with the background.
    pub fn new(classes: usize) -> Self {
        VocMap { classes: vec![Class::default(); classes] }
    }

    /// Adds a picture.
    ///
    /// A detection is compared with the object that it overlaps most, even if that one is found already: of several
    /// detections of an object only the one with the highest score is right. Objects marked as difficult do not
    /// count, and detections of them neither.
    pub fn add(&mut self, objects: &[Object], found: &[Found]) {
        for object in objects.iter().filter(|object| !object.optional) {
            if let Some(class) = self.classes.get_mut(object.class) {
                class.objects += 1;
            }
        }
        let mut taken = vec![false; objects.len()];
        let mut found: Vec<&Found> = found.iter().collect();
        found.sort_by(|a, b| b.score.total_cmp(&a.score));
        for found in found {
            let Some(class) = self.classes.get_mut(found.class) else { continue };
            // Of equal overlaps the first is the largest.
            let mut best: Option<(usize, f64)> = None;
            let same = objects.iter().enumerate().filter(|(_, it)| it.class == found.class);
            for (index, object) in same {
                let overlap = overlap(&found.bounds, &object.bounds);
                if best.is_none_or(|(_, most)| overlap > most) {
                    best = Some((index, overlap));
                }
            }
            match best.filter(|(_, overlap)| *overlap >= OVERLAP) {
                None => class.found.push((found.score, false)),
                Some((index, _)) if objects[index].optional => {}
                Some((index, _)) => {
                    class.found.push((found.score, !taken[index]));
                    taken[index] = true;
                }
            }
        }
    }

    /// Returns the number of objects and the average precision of each class except the background. A class without
    /// objects has none.
    pub fn precisions(&self) -> Vec<(u64, Option<Precision>)> {
        let classes = self.classes.iter().skip(1);
        classes.map(|class| (class.objects, class.precision())).collect()
    }
}

/// The intersection over union, where the pixels of the right and bottom sides belong to a rectangle, so that it is
/// one pixel wider and higher than the difference of its sides.
fn overlap(a: &Bounds, b: &Bounds) -> f64 {
    let [width, height] = a.common(b, 1.0);
    if width <= 0.0 || height <= 0.0 {
        return 0.0;
    }
    let area = |bounds: &Bounds| (bounds.width + 1.0) * (bounds.height + 1.0);
    let common = width * height;
    common / (area(a) + area(b) - common)
}

impl Class {
    fn precision(&self) -> Option<Precision> {
        if self.objects == 0 {
            return None;
        }
        let mut found = self.found.clone();
        found.sort_by(|a, b| b.0.total_cmp(&a.0));
        let mut right = 0;
        // Recall and precision after each detection.
        let mut curve: Vec<(f64, f64)> = (1..)
            .zip(&found)
            .map(|(all, (_, is_right))| {
                right += u64::from(*is_right);
                (right as f64 / self.objects as f64, right as f64 / f64::from(all))
            })
            .collect();
        let mut best = 0.0;
        for (_, precision) in curve.iter_mut().rev() {
            best = f64::max(best, *precision);
            *precision = best;
        }
        let at = |least: f64| {
            curve
                .iter()
                .find(|(recall, _)| *recall >= least)
                .map_or(0.0, |(_, precision)| *precision)
        };
        // Published figures come from programs whose recalls are multiples of the float 0.1. A recall of three
        // tenths is thus just below the fourth one.
        let points = (0..POINTS).map(|point| at(f64::from(point) * 0.1)).sum::<f64>();
        let mut before = 0.0;
        let mut area = 0.0;
        for (recall, precision) in &curve {
            area += (recall - before) * precision;
            before = *recall;
        }
        Some(Precision { points: points / f64::from(POINTS), area })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn object(sides: [f64; 4], optional: bool) -> Object {
        let bounds = Bounds::between(sides);
        Object { class: 1, bounds, area: bounds.area(), optional }
    }

    #[test]
    fn sides_are_pixels_that_belong_to_the_object() {
        let [a, b] = [[0.0, 0.0, 9.0, 9.0], [0.0, 0.0, 9.0, 4.0]].map(Bounds::between);
        assert_eq!(overlap(&a, &b), 0.5);
        // Neighbours do not overlap.
        assert_eq!(overlap(&b, &Bounds::between([0.0, 5.0, 9.0, 9.0])), 0.0);
        assert_eq!(overlap(&a, &a), 1.0);
    }

    #[test]
    fn the_second_detection_of_an_object_is_wrong() {
        let mut map = VocMap::new(3);
        let objects =
            [object([0.0, 0.0, 9.0, 9.0], false), object([20.0, 20.0, 29.0, 29.0], false)];
        let found = [
            Found::new(1, 0.5, [20.0, 20.0, 29.0, 29.0]),
            Found::new(1, 0.8, [0.0, 0.0, 9.0, 9.0]), // the best overlap, but the lower score
            Found::new(1, 0.9, [0.0, 0.0, 9.0, 4.0]),
            Found::new(2, 0.9, [0.0, 0.0, 9.0, 4.0]),
        ];
        map.add(&objects, &found);
        // Right, wrong, right: recall 1/2, 1/2, 1; precision 1, 1/2, 2/3.
        let precision =
            Precision { points: (6.0 + 5.0 * 2.0 / 3.0) / 11.0, area: (1.0 + 2.0 / 3.0) / 2.0 };
        let [(2, Some(actual)), (0, None)] = map.precisions()[..] else {
            panic!("{:?}", map.precisions());
        };
        assert!((actual.points - precision.points).abs() < 1e-12, "{actual:?}");
        assert!((actual.area - precision.area).abs() < 1e-12, "{actual:?}");
    }

    #[test]
    fn recalls_are_multiples_of_the_rounded_tenth() {
        let mut map = VocMap::new(2);
        let objects: Vec<Object> = (0..10)
            .map(|row| {
                object([0.0, 20.0 * f64::from(row), 9.0, 20.0 * f64::from(row) + 9.0], false)
            })
            .collect();
        let found = |row: f32| Found::new(1, 0.5, [0.0, 20.0 * row, 9.0, 20.0 * row + 9.0]);
        map.add(&objects, &[found(0.0), found(1.0), found(2.0)]);
        // A recall of 3/10 reaches 0, 1/10 and 2/10, but not three times the float 0.1.
        let points = map.precisions()[0].1.unwrap().points;
        assert!((points - 3.0 / 11.0).abs() < 1e-12, "{points}");
    }

    #[test]
    fn difficult_objects_count_neither_as_found_nor_as_missed() {
        let mut map = VocMap::new(2);
        let objects = [object([0.0, 0.0, 9.0, 9.0], true), object([20.0, 0.0, 29.0, 9.0], false)];
        let found = [
            Found::new(1, 0.9, [0.0, 0.0, 9.0, 9.0]),
            Found::new(1, 0.9, [0.0, 0.0, 9.0, 9.0]),
            Found::new(1, 0.8, [20.0, 0.0, 29.0, 9.0]),
        ];
        map.add(&objects, &found);
        assert_eq!(map.precisions(), [(1, Some(Precision { points: 1.0, area: 1.0 }))]);
        let mut map = VocMap::new(2);
        map.add(&objects, &[]);
        assert_eq!(map.precisions(), [(1, Some(Precision { points: 0.0, area: 0.0 }))]);
    }
}
