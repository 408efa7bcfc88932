//! Compares the metrics with COCO's own program and with a plain version of Pascal VOC's, on data made at random.

#[path = "../../../../../tests/src/interpreter.rs"]
mod interpreter;

use std::{fs, path::Path};

use serde_json::Value;

use super::{
    Bounds, ClassNames, Found, Picture, Results, coco,
    coco_map::{self, CocoMap},
    voc_map::VocMap,
};

/// The number of classes with the background, as in the script.
const CLASSES: usize = 7;

/// The figures are sums of thousands of rounded numbers.
const ROUNDING: f64 = 1e-12;

fn json(path: &Path) -> Value {
    serde_json::from_slice(&fs::read(path).unwrap()).unwrap()
}

/// Reads the detections in one picture, in the order of the file.
fn found(results: &Value, picture: &Picture, categories: &coco::Categories) -> Vec<Found> {
    let entries = results.as_array().unwrap().iter();
    let detection = |entry: &Value| {
        let side = |index: usize| entry["bbox"][index].as_f64().unwrap();
        let bounds = Bounds { left: side(0), top: side(1), width: side(2), height: side(3) };
        let category = entry["category_id"].as_i64();
        let class = (1..CLASSES).find(|class| categories.of_class(*class) == category).unwrap();
        Found { class, score: entry["score"].as_f64().unwrap(), bounds }
    };
    entries.filter(|entry| entry["image_id"].as_i64() == Some(picture.id)).map(detection).collect()
}

/// Fails unless both have the same figures, and the same without a number.
#[track_caller]
fn assert_equal(name: &str, actual: &[Option<f64>], expected: &Value) {
    let expected: Vec<Option<f64>> =
        expected.as_array().unwrap().iter().map(Value::as_f64).collect();
    assert_eq!(actual.len(), expected.len(), "{name}");
    let equal = |(actual, expected): (&Option<f64>, &Option<f64>)| match (actual, expected) {
        (Some(actual), Some(expected)) => (actual - expected).abs() <= ROUNDING,
        (actual, expected) => actual == expected,
    };
    assert!(actual.iter().zip(&expected).all(equal), "{name}: {actual:?}, expected {expected:?}");
}

#[test]
fn the_figures_are_those_of_other_programs() {
    let Some(python) = interpreter::interpreter() else { return };
    let folder = tempfile::tempdir().unwrap();
    let script = "compiler/cli/src/eval/boxes/reference.py";
    interpreter::run_script(&python, script, &[folder.path()]);
    let mut compared = 0;
    for seed in fs::read_dir(&folder).unwrap() {
        let seed = seed.unwrap().path();
        let names = ClassNames::new(&[], CLASSES);
        let (pictures, categories) =
            coco::read(&seed, &seed.join("instances.json"), names).unwrap();
        let (results, figures) =
            (json(&seed.join("results.json")), json(&seed.join("figures.json")));
        let (mut coco_map, mut voc_map) = (CocoMap::new(CLASSES), VocMap::new(CLASSES));
        let mut written = Results::new(Vec::new());
        for picture in &pictures {
            let found = found(&results, picture, &categories);
            coco_map.add(&picture.objects, &found);
            voc_map.add(&picture.objects, &found);
            written.add(picture.id, &found, &categories).unwrap();
        }
        let classes = coco_map.classes();
        assert_equal("COCO", &coco_map::means(&classes), &figures["coco"]);
        for (class, expected) in classes.iter().zip(figures["coco_classes"].as_array().unwrap()) {
            assert_equal("a class of COCO", &class.figures[..2], expected);
        }
        let voc = voc_map.precisions();
        for ((objects, precision), expected) in
            voc.iter().zip(figures["voc_classes"].as_array().unwrap())
        {
            let [points, area] = [precision.map(|it| it.points), precision.map(|it| it.area)];
            assert_equal("a class of VOC", &[Some(*objects as f64), points, area], expected);
        }
        // The written results are the same list, sorted by picture.
        let written: Value = serde_json::from_slice(&written.finish().unwrap()).unwrap();
        let mut expected = results;
        let list = expected.as_array_mut().unwrap();
        list.sort_by_key(|entry| entry["image_id"].as_i64());
        assert_eq!(numbers(&written), numbers(&expected));
        compared += 1;
    }
    assert_eq!(compared, 6);
}

/// The numbers of a list of results. In the other program's file, whole numbers have no point.
fn numbers(results: &Value) -> Vec<[f64; 7]> {
    let one = |entry: &Value| {
        let number = |value: &Value| value.as_f64().unwrap();
        let [a, b, c, d] = [0, 1, 2, 3].map(|side| number(&entry["bbox"][side]));
        let [image, category, score] =
            ["image_id", "category_id", "score"].map(|key| number(&entry[key]));
        [image, category, a, b, c, d, score]
    };
    results.as_array().unwrap().iter().map(one).collect()
}
