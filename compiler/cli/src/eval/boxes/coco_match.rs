//! Which detections of a picture find an object, by the rules of COCO.

use super::{Bounds, Found, Object};

/// The number of overlaps at which detections are compared with objects.
pub const OVERLAPS: usize = 10;

/// At most this number of detections of a class in a picture counts, those with the highest scores.
pub const MOST: usize = 100;

/// Ranges of areas in pixels: all, small, medium, large.
pub const AREAS: [[f64; 2]; 4] = [[0.0, 1e10], [0.0, 1024.0], [1024.0, 9216.0], [9216.0, 1e10]];

/// Returns the least intersection over union at which a detection has found an object: 0.5, 0.55, …, 0.95, rounded
/// as in COCO's program.
pub fn least_overlap(index: usize) -> f64 {
    let last = OVERLAPS - 1;
    if index == last { 0.95 } else { index as f64 * ((0.95 - 0.5) / last as f64) + 0.5 }
}

/// What a detection is, for each range of areas and each overlap.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Outcome {
    /// The score.
    pub score: f64,
    /// The number of detections of the class in the picture that come before this one.
    pub rank: usize,
    /// Bit i of number a is set if the detection finds an object in area range a at overlap i.
    pub right: [u16; AREAS.len()],
    /// Likewise, if the detection is a mistake. It is neither right nor wrong if it finds an object that need not be
    /// found, or if it finds nothing and its own area is out of range.
    pub wrong: [u16; AREAS.len()],
}

/// Whether an object need not be found in a range of areas.
pub fn is_ignored(object: &Object, area: usize) -> bool {
    object.optional || out_of_range(object.area, area)
}

fn out_of_range(size: f64, area: usize) -> bool {
    size < AREAS[area][0] || size > AREAS[area][1]
}

/// Compares the detections of one class in one picture with the objects of this class.
///
/// By descending score, each detection takes the object that it overlaps most of those that are still free. Objects
/// that need not be found are taken only if no other overlaps enough. Crowds are always free.
pub fn compare(objects: &[&Object], found: &[&Found]) -> Vec<Outcome> {
    let mut found = found.to_vec();
    found.sort_by(|a, b| b.score.total_cmp(&a.score));
    found.truncate(MOST);
    let overlaps: Vec<Vec<f64>> = found
        .iter()
        .map(|found| objects.iter().map(|object| overlap(&found.bounds, object)).collect())
        .collect();
    let outcome = |(rank, found): (usize, &&Found)| Outcome {
        score: found.score,
        rank,
        right: [0; AREAS.len()],
        wrong: [0; AREAS.len()],
    };
    let mut outcomes: Vec<Outcome> = found.iter().enumerate().map(outcome).collect();
    for area in 0..AREAS.len() {
        let ignored: Vec<bool> = objects.iter().map(|object| is_ignored(object, area)).collect();
        // Objects that count come first.
        let mut order: Vec<usize> = (0..objects.len()).collect();
        order.sort_by_key(|&object| ignored[object]);
        for level in 0..OVERLAPS {
            let mut taken = vec![false; objects.len()];
            for (index, found) in found.iter().enumerate() {
                let free = |object: usize| !taken[object] || objects[object].optional;
                let best = best(&order, &ignored, &overlaps[index], least_overlap(level), free);
                let (counts, side) = match best {
                    Some(object) => {
                        taken[object] = true;
                        (!ignored[object], &mut outcomes[index].right[area])
                    }
                    None => {
                        let counts = !out_of_range(found.bounds.area(), area);
                        (counts, &mut outcomes[index].wrong[area])
                    }
                };
                *side |= u16::from(counts) << level;
            }
        }
    }
    outcomes
}

/// Returns the free object with the largest overlap of at least `least`; of equal overlaps the last. An object that
/// is ignored is only returned if no other overlaps enough.
fn best(
    order: &[usize],
    ignored: &[bool],
    overlaps: &[f64],
    least: f64,
    free: impl Fn(usize) -> bool,
) -> Option<usize> {
    let (mut best, mut most) = (None, least);
    for &object in order {
        if ignored[object] && best.is_some_and(|best: usize| !ignored[best]) {
            break;
        }
        if free(object) && overlaps[object] >= most {
            (best, most) = (Some(object), overlaps[object]);
        }
    }
    best
}

/// The intersection over union. With a crowd it is the share of the detection that lies in the crowd.
fn overlap(found: &Bounds, object: &Object) -> f64 {
    let [width, height] = found.common(&object.bounds, 0.0);
    if width <= 0.0 || height <= 0.0 {
        return 0.0;
    }
    let common = width * height;
    match object.optional {
        true => common / found.area(),
        false => common / (found.area() + object.bounds.area() - common),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn object(sides: [f64; 4], optional: bool) -> Object {
        let bounds = Bounds::between(sides);
        Object { class: 1, bounds, area: bounds.area(), optional }
    }

    /// The bits of the range of all areas: right, wrong.
    fn bits(objects: &[Object], found: &[Found]) -> Vec<(u16, u16)> {
        let objects: Vec<&Object> = objects.iter().collect();
        let found: Vec<&Found> = found.iter().collect();
        let outcomes = compare(&objects, &found);
        outcomes.iter().map(|outcome| (outcome.right[0], outcome.wrong[0])).collect()
    }

    #[test]
    fn overlaps_are_steps_of_a_twentieth() {
        let levels: Vec<f64> = (0..OVERLAPS).map(least_overlap).collect();
        assert_eq!((levels[0], levels[5], levels[9]), (0.5, 0.75, 0.95));
    }

    #[test]
    fn an_object_is_found_once_and_the_next_best_is_taken_then() {
        let objects = [object([0.0, 0.0, 10.0, 10.0], false), object([0.0, 0.0, 10.0, 8.0], false)];
        let found = [
            Found::new(1, 0.8, [0.0, 0.0, 10.0, 10.0]), // 1.0 with the first, 0.8 with the second
            Found::new(1, 0.9, [0.0, 0.0, 10.0, 10.0]),
            Found::new(1, 0.7, [0.0, 0.0, 10.0, 10.0]),
        ];
        // 0.8 is the seventh overlap.
        assert_eq!(bits(&objects, &found), [(0x3ff, 0), (0x7f, 0x380), (0, 0x3ff)]);
    }

    #[test]
    fn crowds_are_free_for_any_number_of_detections() {
        let objects =
            [object([0.0, 0.0, 100.0, 100.0], true), object([0.0, 0.0, 10.0, 10.0], false)];
        let found = [
            Found::new(1, 0.9, [0.0, 0.0, 10.0, 10.0]),
            Found::new(1, 0.8, [0.0, 0.0, 10.0, 10.0]),
            Found::new(1, 0.7, [95.0, 0.0, 105.0, 10.0]), // half of it
            Found::new(1, 0.6, [200.0, 0.0, 205.0, 10.0]),
        ];
        assert_eq!(bits(&objects, &found), [(0x3ff, 0), (0, 0), (0, 0x3fe), (0, 0x3ff)]);
    }

    #[test]
    fn areas_out_of_range_are_neither_right_nor_wrong() {
        let object = object([0.0, 0.0, 40.0, 40.0], false);
        let found =
            [Found::new(1, 0.9, [0.0, 0.0, 40.0, 40.0]), Found::new(1, 0.8, [0.0, 0.0, 5.0, 5.0])];
        let outcomes = compare(&[&object], &[&found[0], &found[1]]);
        assert_eq!(outcomes[0].right, [0x3ff, 0, 0x3ff, 0]);
        assert_eq!(outcomes[0].wrong, [0; 4]);
        assert_eq!(outcomes[1].wrong, [0x3ff, 0x3ff, 0, 0]);
    }

    #[test]
    fn a_hundred_detections_count() {
        let found: Vec<Found> =
            (0..120).map(|index| Found::new(1, index as f32, [0.0, 0.0, 9.0, 9.0])).collect();
        let outcomes = compare(&[], &found.iter().collect::<Vec<_>>());
        assert_eq!(outcomes.len(), MOST);
        assert_eq!((outcomes[99].rank, outcomes[99].score), (99, 20.0));
    }
}
