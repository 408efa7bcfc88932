//! Labels and preprocessing that are invalid or do not fit the network.

use espnet_compiler::spec::{ColourOrder, Fit, Labels, Overrides, Preprocessing, ResizeRule, Spec};

use super::{SPEC, check, problems};

const CLASSES: &str = "\"classes\": 10,";

#[test]
fn labels_and_preprocessing() {
    check(&[
        (
            CLASSES,
            "\"classes\": 10, \"labels\": \"imagnet\",",
            &[
                "/labels: unknown set of labels `imagnet` (line 4, column 28); did you mean `imagenet`?",
            ],
        ),
        (
            CLASSES,
            "\"classes\": 10, \"labels\": \"lvis\",",
            &[
                "/labels: unknown set of labels `lvis` (line 4, column 28); known sets: `imagenet`, \
               `pascal_voc`, `coco`, `cityscapes`, `cityscapes_19`",
            ],
        ),
        (
            CLASSES,
            "\"classes\": 10, \"labels\": \"imagenet\",",
            &["/labels: 1000 labels for 10 classes (line 4, column 28); give one for each, 10"],
        ),
        (
            CLASSES,
            "\"classes\": 4, \"labels\": [\"a\", \"\", \"a\", \"b\\tc\"],",
            &[
                "/labels/1: label 1 is empty (line 4, column 33); name the class",
                "/labels/2: label 2, `a`, is label 0 already (line 4, column 37); give every class a \
                 name of its own",
                "/labels/3: label 3 has a control character (line 4, column 42); write it on one \
                 line, without tabs",
            ],
        ),
        (
            CLASSES,
            "\"classes\": 10, \"labels\": { \"any_of\": [\"pascal_voc\", \"city\"] },",
            &["/labels/any_of/1: unknown set of labels `city` (line 4, column 55); known sets: \
               `imagenet`, `pascal_voc`, `coco`, `cityscapes`, `cityscapes_19`"],
        ),
        (
            CLASSES,
            "\"classes\": 10, \"normalization\": { \"std\": [0, 1, 1], \"mean\": [1, 2] },",
            &[
                "/normalization/std/0: expected a number from 0.000001 to 1000000, found 0 (line 4, \
               column 45)",
            ],
        ),
        (
            CLASSES,
            "\"classes\": 10, \"normalization\": { \"mean\": [1, 2] },",
            &[
                "/normalization/mean: 2 numbers for three colours (line 4, column 45); give one for \
               each, or one for all",
            ],
        ),
        (
            CLASSES,
            "\"classes\": 10, \"fit\": \"leterbox\", \"resize\": \"pil\", \"normalization\": { \"scal\": 1 },",
            &[
                "/fit: expected one of `stretch`, `letterbox`, `center_crop`, found `leterbox` (line \
                 4, column 25); did you mean `letterbox`?",
                "/resize: expected one of `pillow`, `opencv`, found `pil` (line 4, column 47)",
                "/normalization/scal: unknown field `scal` (line 4, column 73); did you mean `scale`?",
            ],
        ),
    ]);
    let long = format!("\"classes\": 1, \"labels\": [\"{}\"],", "x".repeat(257));
    assert_eq!(
        problems(&SPEC.replace(CLASSES, &long), &Overrides::default()),
        "/labels/0: label 0 has 257 characters, more than 256 (line 4, column 28); choose a shorter one"
    );
}

/// Returns the resolved labels, and the number of dropped ones, of a spec with `own` classes.
fn labels(own: usize, labels: &str, overrides: &Overrides) -> (Vec<String>, Option<usize>) {
    let spec = SPEC.replace(CLASSES, &format!("\"classes\": {own}, \"labels\": {labels},"));
    let spec = Spec::parse(&spec).unwrap_or_else(|problems| panic!("{problems}"));
    let architecture = spec.resolve(overrides).unwrap_or_else(|problems| panic!("{problems}"));
    (architecture.labels, architecture.dropped_labels)
}

#[test]
fn labels_follow_the_number_of_classes() {
    let classes = |classes| Overrides { classes: Some(classes), ..Overrides::default() };
    let (names, dropped) = labels(1000, "\"imagenet\"", &Overrides::default());
    assert_eq!((names.len(), names[207].as_str(), dropped), (1000, "golden retriever", None));
    assert_eq!(labels(1000, "\"imagenet\"", &classes(10)), (Vec::new(), Some(1000)));

    let sets = "{ \"any_of\": [\"pascal_voc\", \"cityscapes\", \"cityscapes_19\"] }";
    for (count, last) in [(21, "tv monitor"), (20, "background"), (19, "bicycle")] {
        let (names, dropped) = labels(21, sets, &classes(count));
        assert_eq!((names.len(), names.last().unwrap().as_str(), dropped), (count, last, None));
    }
    assert_eq!(labels(21, sets, &classes(7)), (Vec::new(), None));

    let own = ["a", "b", "c"].map(String::from).to_vec();
    let overrides = Overrides { labels: Some(Labels::List(own.clone())), ..classes(3) };
    assert_eq!(labels(21, sets, &overrides), (own.clone(), None));
    let spec = SPEC.to_owned();
    for (given, expected) in [
        (Labels::List(own), "labels: 3 labels for 10 classes; give one for each, 10"),
        (Labels::List(vec![" ".into(); 10]), "labels: label 0 is empty; name the class"),
        (
            Labels::Set("pascal".into()),
            "labels: unknown set of labels `pascal`; known sets: `imagenet`, `pascal_voc`, `coco`, `cityscapes`, `cityscapes_19`",
        ),
    ] {
        let overrides = Overrides { labels: Some(given), ..Overrides::default() };
        let found = problems(&spec, &overrides);
        assert_eq!(found.lines().next(), Some(expected), "{found}");
    }
}

#[test]
fn what_the_spec_does_not_say_of_pictures_is_as_imagenet_has_it() {
    let resolved = |fields: &str| {
        let spec = SPEC.replace(CLASSES, &format!("\"classes\": 10{fields},"));
        let spec = Spec::parse(&spec).unwrap_or_else(|problems| panic!("{problems}"));
        spec.resolve(&Overrides::default()).expect("it is right").preprocessing
    };
    let imagenet = Preprocessing {
        mean: [0.485, 0.456, 0.406],
        std: [0.229, 0.224, 0.225],
        order: ColourOrder::Rgb,
        scale: 255.0,
        resize: ResizeRule::Pillow,
        fit: Fit::Stretch,
    };
    assert_eq!(resolved(""), imagenet);
    assert_eq!(Preprocessing::default(), imagenet);
    assert_eq!(
        resolved(", \"normalization\": { \"order\": \"bgr\" }, \"fit\": \"center_crop\""),
        Preprocessing { order: ColourOrder::Bgr, fit: Fit::CenterCrop, ..imagenet }
    );
    assert_eq!(
        resolved(
            ", \"resize\": \"opencv\", \"fit\": \"letterbox\", \
             \"normalization\": { \"mean\": [0.5], \"std\": [1, 2, 3], \"scale\": 1 }"
        ),
        Preprocessing {
            mean: [0.5; 3],
            std: [1.0, 2.0, 3.0],
            scale: 1.0,
            resize: ResizeRule::Opencv,
            fit: Fit::Letterbox,
            order: ColourOrder::Rgb,
        }
    );
}
