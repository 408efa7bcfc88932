//! The width rule gives exactly the released widths, and widths that compile for every other
//! multiplier and number of branches.

use espnet_compiler::{
    lower::lower,
    spec::{Overrides, Spec},
};

const CLASSIFIER: &str = include_str!("../../models/espnetv2.json");
const SEGMENTATION: &str = include_str!("../../models/espnetv2_seg.json");

fn widths(spec: &Spec, names: &[&str], overrides: &Overrides) -> Vec<usize> {
    let architecture = spec.resolve(overrides).unwrap_or_else(|problems| panic!("{problems}"));
    names.iter().map(|name| architecture.widths[*name]).collect()
}

#[test]
fn released_widths() {
    let spec = Spec::parse(CLASSIFIER).expect("the model is a spec");
    let names = ["level1", "level2", "level3", "level4", "level5", "last"];
    for (s, expected) in [
        (0.5, [16, 32, 64, 128, 256, 1024]),
        (1.0, [32, 64, 128, 256, 512, 1024]),
        (1.25, [32, 80, 160, 320, 640, 1024]),
        (1.5, [32, 96, 192, 384, 768, 1024]),
        (1.75, [32, 112, 224, 448, 896, 1280]),
        (2.0, [32, 128, 256, 512, 1024, 1280]),
    ] {
        let overrides = Overrides { width_multiplier: Some(s), ..Overrides::default() };
        assert_eq!(widths(&spec, &names, &overrides), expected, "s = {s}");
    }
}

#[test]
fn widths_between_the_released_ones() {
    let spec = Spec::parse(CLASSIFIER).expect("the model is a spec");
    let names = ["level1", "level2", "level3", "level4", "level5", "last"];
    for (s, branches, expected) in [
        // At least K² and strictly increasing.
        (0.01, 4, [16, 32, 48, 64, 80, 1024]),
        (0.1, 4, [16, 32, 48, 64, 80, 1024]),
        (0.25, 4, [16, 32, 48, 64, 128, 1024]),
        // Halves are rounded up.
        (0.75, 4, [32, 48, 96, 192, 384, 1024]),
        (1.1, 4, [32, 64, 144, 288, 560, 1024]),
        (3.0, 4, [32, 192, 384, 768, 1536, 1280]),
        // Level 1 stays at or below 32 where K² does; the last width is a multiple of K.
        (1.0, 2, [32, 64, 128, 256, 512, 1024]),
        (1.0, 3, [27, 63, 126, 252, 513, 1023]),
        (1.0, 5, [25, 75, 125, 250, 500, 1025]),
        (1.0, 8, [64, 128, 192, 256, 512, 1024]),
    ] {
        let overrides = Overrides {
            width_multiplier: Some(s),
            branches: Some(branches),
            ..Overrides::default()
        };
        assert_eq!(widths(&spec, &names, &overrides), expected, "s = {s}, K = {branches}");
    }
}

#[test]
fn every_multiplier_and_number_of_branches_can_be_built() {
    let multipliers = (1..=80).map(|i| f64::from(i) * 0.05).chain([
        0.01,
        0.35,
        1.0 / 3.0,
        1.999_999,
        2.000_001,
        7.3,
        20.0,
        64.0,
    ]);
    let specs = [CLASSIFIER, SEGMENTATION].map(|text| Spec::parse(text).expect("a spec"));
    for s in multipliers {
        for branches in 2..=8 {
            for spec in &specs {
                let overrides = Overrides {
                    width_multiplier: Some(s),
                    branches: Some(branches),
                    height: Some(64),
                    width: Some(96),
                    ..Overrides::default()
                };
                let graph = spec.resolve(&overrides).and_then(|architecture| lower(&architecture));
                if let Err(problems) = graph {
                    panic!("{}, s = {s}, K = {branches}: {problems}", spec.name);
                }
            }
        }
    }
}

/// The decoder for COCO has twice the planes, which is one number of the spec.
#[test]
fn decoder_widths_follow_planes_and_classes() {
    let names = ["decoder1", "decoder2", "decoder3", "projection"];
    let widths_of = |text: &str, classes| {
        let overrides = Overrides { classes: Some(classes), ..Overrides::default() };
        widths(&Spec::parse(text).expect("a spec"), &names, &overrides)
    };
    assert_eq!(widths_of(SEGMENTATION, 21), [64, 48, 32, 10]);
    assert_eq!(widths_of(SEGMENTATION, 20), [64, 48, 32, 10]);
    assert_eq!(widths_of(SEGMENTATION, 2), [64, 48, 32, 1]);
    let coco = SEGMENTATION.replace("\"planes\": 16", "\"planes\": 32");
    assert_ne!(coco, SEGMENTATION);
    assert_eq!(widths_of(&coco, 81), [128, 96, 64, 32]);
    assert_eq!(widths_of(&coco, 21), [128, 96, 64, 10]);
}
