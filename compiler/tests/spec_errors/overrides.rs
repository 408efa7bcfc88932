//! Overrides that are out of range, change nothing or do not suit the network.

use espnet_compiler::spec::{DilationPolicy, Overrides, Precision};

use super::{SPEC, problems};

/// Problems with overrides have the override's name and no position.
#[test]
fn overrides() {
    let none = Overrides::default();
    for (overrides, expected) in [
        (
            Overrides { width_multiplier: Some(f64::NAN), ..none.clone() },
            "width_multiplier: expected a number from 0.01 to 64, found NaN",
        ),
        (
            Overrides { width_multiplier: Some(f64::INFINITY), ..none.clone() },
            "width_multiplier: expected a number from 0.01 to 64, found inf",
        ),
        (
            Overrides {
                width_multiplier: Some(-1.0),
                classes: Some(0),
                channels: Some(0),
                height: Some(0),
                width: Some(usize::MAX),
                branches: Some(1),
                ..none.clone()
            },
            "channels: expected an integer from 1 to 1024, found 0\n\
             height: expected an integer from 1 to 65536, found 0\n\
             width: expected an integer from 1 to 65536, found 18446744073709551615\n\
             classes: expected an integer from 1 to 65536, found 0\n\
             branches: expected an integer from 2 to 8, found 1\n\
             width_multiplier: expected a number from 0.01 to 64, found -1",
        ),
        (
            Overrides { width_multiplier: Some(2.0), ..none.clone() },
            "width_multiplier: the override changes nothing; \
             no width of the spec is `scaled` or `by_multiplier`",
        ),
        (
            Overrides { dilation: Some(DilationPolicy::Explicit), ..none.clone() },
            "/blocks/1: the unit has no `dilations` (line 8, column 5); \
             the policy `explicit` needs a list with one for each branch\n\
             /blocks/2: the unit has no `dilations` (line 9, column 5); \
             the policy `explicit` needs a list with one for each branch",
        ),
    ] {
        assert_eq!(problems(SPEC, &overrides), expected);
    }
    let floats = Overrides { linear_weights: Some(Precision::F32), ..none.clone() };
    assert_eq!(problems(SPEC, &floats), "");
    let without = SPEC.replace(
        "\"type\": \"linear\", \"features\": \"classes\"",
        "\"type\": \"conv\", \"channels\": \"classes\", \"kernel\": 1",
    );
    assert_eq!(
        problems(&without, &floats),
        "linear_weights: the override changes nothing; no block of the spec is a `linear`"
    );
    let fixed = SPEC.replace("\"features\": \"classes\"", "\"features\": 10");
    assert_eq!(
        problems(&fixed, &Overrides { classes: Some(11), ..none.clone() }),
        "classes: the override changes nothing; no width of the spec refers to `classes`"
    );
    assert_eq!(problems(&fixed, &Overrides { classes: Some(10), ..none }), "");
}

/// The segmentation network takes multiples of 16.
#[test]
fn segmentation_sizes() {
    let spec = include_str!("../../../models/espnetv2_seg.json");
    let sized = |height, width| {
        let overrides =
            Overrides { height: Some(height), width: Some(width), ..Overrides::default() };
        problems(spec, &overrides)
    };
    assert_eq!(sized(480, 16), "");
    assert_eq!(
        sized(250, 8),
        "height: the height 250 is no multiple of 16; the nearest are 240 and 256\n\
         width: the width 8 is no multiple of 16; the nearest are 16 and 32"
    );
    assert_eq!(
        sized(65_535, 16),
        "height: the height 65535 is no multiple of 16; the nearest are 65520 and 65536"
    );
    assert_eq!(
        problems(&spec.replace("\"width\": 384", "\"width\": 100"), &Overrides::default()),
        "/input/width: the width 100 is no multiple of 16 (line 5, column 53); \
         the nearest are 96 and 112"
    );
    assert_eq!(
        problems(spec, &Overrides { classes: Some(1), ..Overrides::default() }),
        "/widths/projection: the width comes to 0, not 1 to 65536 (line 21, column 19); \
         raise what it is made of: min(floor_div(classes = 1, 2), planes = 16)"
    );
}
