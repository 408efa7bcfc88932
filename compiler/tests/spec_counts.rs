//! Parameters and convolution MACs of the released networks, and the widths behind them.

use espnet_compiler::{
    ir::cost::conv_macs,
    lower::{Lowered, lower},
    spec::{Overrides, Spec},
};

const SEGMENTATION: &str = include_str!("../../models/espnetv2_seg.json");
const CLASSIFIER: &str = include_str!("../../models/espnetv2.json");

fn lowered(spec: &str, overrides: &Overrides) -> Lowered {
    let spec = Spec::parse(spec).unwrap_or_else(|error| panic!("{error}"));
    let architecture = spec.resolve(overrides).unwrap_or_else(|error| panic!("{error}"));
    lower(&architecture).unwrap_or_else(|error| panic!("{error}"))
}

fn counts(spec: &str, overrides: &Overrides) -> (usize, u64) {
    let network = lowered(spec, overrides);
    (network.parameter_count(), conv_macs(&network.graph, &network.shapes))
}

#[test]
fn classifiers_have_the_published_counts() {
    for (s, parameters, macs) in [
        (0.5, 1_241_332, 28_375_508),
        (1.0, 1_670_072, 85_720_404),
        (1.25, 1_965_440, 123_399_444),
        (1.5, 2_314_856, 168_604_884),
        (2.0, 3_498_136, 284_806_228),
    ] {
        let overrides = Overrides { width_multiplier: Some(s), ..Overrides::default() };
        assert_eq!(counts(CLASSIFIER, &overrides), (parameters, macs), "s = {s}");
    }
    let overrides = Overrides { width_multiplier: Some(1.75), ..Overrides::default() };
    let (parameters, macs) = counts(CLASSIFIER, &overrides);
    assert_eq!((parameters, (macs + 5_000) / 10_000), (3_032_432, 22_415));
}

/// A transposed convolution multiplies every input number by a kernel for each output channel.
#[test]
fn transposed_convolutions_count_the_pixels_that_they_read() {
    let spec = r#"{
      "name": "up",
      "input": { "channels": 20, "height": 6, "width": 10 },
      "classes": 2,
      "blocks": [
        { "name": "up", "type": "conv_transpose", "channels": 12, "stride": 3, "bias": true, "norm": "batch_norm" }
      ],
      "outputs": ["up"]
    }"#;
    assert_eq!(
        counts(spec, &Overrides::default()),
        (20 * 12 * 9 + 12 + 2 * 12, 20 * 12 * 9 * 6 * 10)
    );
}

#[test]
fn segmentation_networks_have_the_published_counts() {
    for (s, parameters, voc, cityscapes) in [
        (0.5, 80_353, 168_071_388, 596_248_176),
        (1.0, 234_021, 305_617_116, 1_085_283_952),
        (1.5, 468_373, 482_238_172, 1_713_255_536),
        (2.0, 789_253, 759_129_308, 2_697_742_960),
    ] {
        let overrides = Overrides { width_multiplier: Some(s), ..Overrides::default() };
        assert_eq!(counts(SEGMENTATION, &overrides), (parameters, voc), "VOC, s = {s}");
        let overrides =
            Overrides { classes: Some(20), height: Some(512), width: Some(1024), ..overrides };
        assert_eq!(counts(SEGMENTATION, &overrides).1, cityscapes, "Cityscapes, s = {s}");
    }
}
