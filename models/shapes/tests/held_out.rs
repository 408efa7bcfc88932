//! Measures the compiled, trained networks on scenes that no training has used.

use espnet::{
    detection::PostProcessing,
    image::{Confusion, Predictor},
};
use espnet_shapes::{
    Class, HELD_OUT, Scene,
    networks::{Detection, Observer},
};

#[test]
fn pixels_get_their_class() {
    let mut observer = Observer::new().unwrap();
    let mut confusion = Confusion::new(Class::ALL.len());
    for scene in HELD_OUT.map(Scene::new) {
        let mask = observer.segment(&scene.picture).unwrap();
        confusion.add(scene.mask.classes(), mask.classes(), None);
    }
    let ious =
        Class::ALL.map(|class| (class.name(), confusion.iou(class.index()).unwrap_or(f64::NAN)));
    let mean = confusion.mean_iou().unwrap();
    println!("mean IoU {mean:.4}: {ious:.4?}");
    assert!(mean >= 0.85);
}

#[test]
fn scenes_get_the_class_of_their_largest_object() {
    let mut observer = Observer::new().unwrap();
    let mut confusion = Confusion::new(Class::ALL.len());
    for scene in HELD_OUT.map(Scene::new) {
        let likeliest = observer.classify(&scene.picture).unwrap()[0].class;
        confusion.add(&[scene.class as u8], &[likeliest as u8], None);
    }
    let accuracy = confusion.accuracy().unwrap();
    println!("accuracy {accuracy:.4}");
    assert!(accuracy >= 0.95);
}

#[test]
fn objects_get_boxes() {
    let network = Detection::new();
    let mut predictor =
        Predictor::new(&network).with_post_processing(PostProcessing::EVALUATION).unwrap();
    // For each class, the score of every detection and whether it is right, and the number of objects.
    let mut found = Class::ALL.map(|_| Vec::new());
    let mut objects = Class::ALL.map(|_| 0);
    for scene in HELD_OUT.map(Scene::new) {
        for object in &scene.objects {
            objects[object.class.index()] += 1;
        }
        let detections = predictor.predict(&scene.picture).unwrap();
        let mut missing = scene.objects;
        // The best detection comes first, and each object counts once.
        for detection in detections.found() {
            let place = missing.iter().position(|object| {
                let bounds = object.bounds.map(|bound| bound as f32);
                object.class.index() == detection.class && iou(bounds, detection.bounds) >= 0.5
            });
            found[detection.class].push((detection.score, place.is_some()));
            place.map(|place| missing.remove(place));
        }
    }
    let precisions = Class::OBJECTS.map(|class| {
        let precision = average_precision(&mut found[class.index()], objects[class.index()]);
        (class.name(), precision)
    });
    let sum: f64 = precisions.iter().map(|(_, precision)| precision).sum();
    let mean = sum / Class::OBJECTS.len() as f64;
    println!("mean average precision at an IoU of 0.5 {mean:.4}: {precisions:.4?}");
    assert!(mean >= 0.9);
}

/// Intersection over union of two boxes: left, top, right, bottom.
fn iou(a: [f32; 4], b: [f32; 4]) -> f32 {
    let area =
        |[left, top, right, bottom]: [f32; 4]| (right - left).max(0.0) * (bottom - top).max(0.0);
    let shared = area([a[0].max(b[0]), a[1].max(b[1]), a[2].min(b[2]), a[3].min(b[3])]);
    shared / (area(a) + area(b) - shared)
}

/// The area under the curve of precision over recall, where the precision is the best at this recall or a
/// higher one (Pascal VOC's measure from 2010 on). `found` has the score of each detection, and whether it
/// is right.
fn average_precision(found: &mut [(f32, bool)], objects: usize) -> f64 {
    found.sort_by(|a, b| b.0.total_cmp(&a.0));
    let mut hits = 0;
    let mut right = Vec::new();
    for (index, (_, is_right)) in found.iter().enumerate() {
        if *is_right {
            hits += 1;
            right.push(f64::from(hits) / (index + 1) as f64);
        }
    }
    let mut best = 0.0_f64;
    let mut area = 0.0;
    for precision in right.into_iter().rev() {
        best = best.max(precision);
        area += best / objects as f64;
    }
    area
}

#[test]
fn average_precision_is_the_area_under_the_curve() {
    let mut found = [(0.9, true), (0.8, false), (0.7, true), (0.6, false), (0.5, true)];
    // The precisions at the three hits are 1, 2/3 and 3/5; one of the four objects is not found.
    let expected = (1.0 + 2.0 / 3.0 + 3.0 / 5.0) / 4.0;
    assert!((average_precision(&mut found, 4) - expected).abs() < 1e-12);
    // A better precision at a higher recall counts for the lower ones.
    let mut found = [(0.5, true), (0.9, false), (0.6, true), (0.7, true)];
    assert_eq!(average_precision(&mut found, 3), 0.75);
    assert_eq!(average_precision(&mut [], 3), 0.0);
    assert_eq!(iou([0.0, 0.0, 2.0, 2.0], [1.0, 1.0, 3.0, 3.0]), 1.0 / 7.0);
    assert_eq!(iou([0.0, 0.0, 1.0, 1.0], [2.0, 2.0, 3.0, 3.0]), 0.0);
}
