//! Parameters and convolution MACs of the released networks, and the widths behind them.

use espnet_compiler::{
    ir::cost::conv_macs,
    lower::{Lowered, lower},
    spec::{Overrides, SettingValue, Spec},
};
use espnet_models::{published, specs};
use serde_json::Value;

const SEGMENTATION: &str = include_str!("../../models/espnetv2_seg.json");
const CLASSIFIER: &str = include_str!("../../models/espnetv2.json");
const DETECTOR: &str = include_str!("../../models/espnetv2_ssd.json");
const ESPNET: &str = include_str!("../../models/espnet.json");
const ESPNET_C: &str = include_str!("../../models/espnet_c.json");
const MOBILENET_V1: &str = include_str!("../../models/mobilenet_v1.json");
const MOBILENET_V2: &str = include_str!("../../models/mobilenet_v2.json");
const SHUFFLENET_V1: &str = include_str!("../../models/shufflenet_v1.json");
const SHUFFLENET_V2: &str = include_str!("../../models/shufflenet_v2.json");

fn scaled(width_multiplier: f64) -> Overrides {
    Overrides { width_multiplier: Some(width_multiplier), ..Overrides::default() }
}

/// Sets a setting of the spec.
fn set(overrides: Overrides, name: &str, value: impl Into<SettingValue>) -> Overrides {
    let mut set = overrides.set.unwrap_or_default();
    set.0.insert(name.into(), value.into());
    Overrides { set: Some(set), ..overrides }
}

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

#[test]
fn detection_networks_have_the_counts_of_the_authors_code() {
    for (s, [voc, coco], [voc_300, coco_300], [voc_512, coco_512]) in [
        (0.5, [1_958_254, 2_720_734], [181_782_314, 274_034_474], [486_619_840, 735_866_560]),
        (1.0, [2_475_944, 3_307_544], [343_684_011, 485_840_811], [939_384_896, 1_330_189_376]),
        (1.25, [2_823_640, 3_689_800], [447_705_424, 614_814_544], [1_229_640_064, 1_691_223_424]),
        (1.5, [3_227_764, 4_128_484], [567_766_238, 759_827_678], [1_564_554_880, 2_096_917_120]),
        (1.75, [4_214_542, 5_241_982], [753_974_366, 980_204_126], [2_075_279_296, 2_702_013_376]),
        (2.0, [4_750_878, 5_812_878], [913_440_867, 1_164_622_947], [2_520_068_352, 3_217_581_312]),
    ] {
        for (classes, size, parameters, macs) in [
            (21, 300, voc, voc_300),
            (81, 300, coco, coco_300),
            (21, 512, voc, voc_512),
            (81, 512, coco, coco_512),
        ] {
            let overrides = Overrides {
                classes: Some(classes),
                height: Some(size),
                width: Some(size),
                ..scaled(s)
            };
            let found = counts(DETECTOR, &overrides);
            assert_eq!(found, (parameters, macs), "s = {s}, {classes} classes, {size}");
        }
    }
}

#[test]
fn espnet_has_the_published_counts() {
    for (q, encoder, encoder_macs, network, macs) in [
        (3, 187_529, 2_159_435_776, 202_649, 3_398_721_536),
        (5, 252_297, 2_683_723_776, 267_417, 3_923_009_536),
        (8, 349_449, 3_470_155_776, 364_569, 4_709_441_536),
    ] {
        let overrides = set(Overrides::default(), "q", q);
        assert_eq!(counts(ESPNET_C, &overrides), (encoder, encoder_macs), "encoder, q = {q}");
        assert_eq!(counts(ESPNET, &overrides), (network, macs), "q = {q}");
        let half = Overrides { height: Some(256), width: Some(512), ..overrides };
        assert_eq!(counts(ESPNET, &half).1, macs / 4, "q = {q} at half the size");
    }
}

#[test]
fn mobilenets_have_the_published_counts() {
    for (s, parameters, macs) in [
        (1.0, 4_231_976, 567_716_352),
        (0.75, 2_585_560, 324_632_448),
        (0.5, 1_331_592, 148_985_088),
        (0.25, 470_072, 40_774_272),
    ] {
        assert_eq!(counts(MOBILENET_V1, &scaled(s)), (parameters, macs), "v1, s = {s}");
    }
    for (s, parameters, macs) in [
        (1.4, 6_108_776, 580_403_824),
        (1.0, 3_504_872, 299_494_272),
        (0.75, 2_636_424, 207_789_792),
        (0.5, 1_968_680, 95_851_840),
        (0.35, 1_677_128, 58_005_808),
        (0.25, 1_519_112, 35_921_312),
    ] {
        assert_eq!(counts(MOBILENET_V2, &scaled(s)), (parameters, macs), "v2, s = {s}");
    }
}

#[test]
fn shufflenets_have_the_published_counts() {
    for (groups, s, parameters, macs) in [
        (1, 1.0, 1_530_936, 142_502_976),
        (2, 1.0, 1_732_848, 140_036_512),
        (3, 1.0, 1_864_728, 136_500_672),
        (4, 1.0, 1_967_344, 133_251_776),
        (8, 1.0, 2_433_768, 136_829_952),
        (3, 0.5, 717_324, 37_109_856),
        (3, 1.5, 3_441_168, 291_003_552),
        (3, 2.0, 5_449_776, 522_125_184),
        (8, 0.5, 1_010_448, 39_701_760),
        (8, 1.5, 4_268_952, 287_884_800),
        (8, 2.0, 6_521_232, 518_870_016),
    ] {
        for wiring in ["code", "paper"] {
            let overrides = set(set(scaled(s), "groups", groups), "wiring", wiring);
            let found = counts(SHUFFLENET_V1, &overrides);
            assert_eq!(found, (parameters, macs), "v1, {groups} groups, s = {s}, {wiring}");
        }
    }
    for (wiring, s, parameters, macs) in [
        ("torchvision", 0.5, 1_366_792, 39_452_448),
        ("torchvision", 1.0, 2_278_604, 143_883_992),
        ("torchvision", 1.5, 3_503_624, 294_735_392),
        ("torchvision", 2.0, 7_393_996, 581_205_464),
        ("code", 0.5, 1_365_792, 39_452_448),
        ("code", 1.0, 2_278_760, 144_790_296),
        ("code", 1.5, 3_506_720, 297_946_656),
        ("code", 2.0, 7_402_600, 588_735_000),
        ("edgenets", 0.5, 1_369_736, 40_476_448),
        ("edgenets", 1.0, 2_283_656, 142_615_576),
        ("edgenets", 1.5, 3_512_456, 292_949_536),
        ("edgenets", 2.0, 7_410_312, 581_563_160),
    ] {
        let found = counts(SHUFFLENET_V2, &set(scaled(s), "wiring", wiring));
        assert_eq!(found, (parameters, macs), "v2, {wiring}, s = {s}");
    }
}

/// The list of published accuracies names networks that compile, at the size at which they were evaluated, and
/// with the counts that their publications give.
#[test]
fn networks_with_a_published_accuracy_are_the_published_ones() {
    let expected = [
        ("ESPNetv2 ×0.5", 1_241_332, 28_375_508),
        ("ESPNetv2 ×1.0", 1_670_072, 85_720_404),
        ("ESPNetv2 ×1.25", 1_965_440, 123_399_444),
        ("ESPNetv2 ×1.5", 2_314_856, 168_604_884),
        ("ESPNetv2 ×2.0", 3_498_136, 284_806_228),
        ("MobileNet v1 ×0.25", 470_072, 40_774_272),
        ("MobileNet v1 ×0.5", 1_331_592, 148_985_088),
        ("MobileNet v1 ×0.75", 2_585_560, 324_632_448),
        ("MobileNet v1 ×1.0", 4_231_976, 567_716_352),
        ("MobileNet v2 ×0.35", 1_677_128, 58_005_808),
        ("MobileNet v2 ×0.5", 1_968_680, 95_851_840),
        ("MobileNet v2 ×0.75", 2_636_424, 207_789_792),
        ("MobileNet v2 ×1.0", 3_504_872, 299_494_272),
        ("MobileNet v2 ×1.4", 6_108_776, 580_403_824),
        // Of this one, the paper gives only the MACs, rounded to 38 million.
        ("ShuffleNet v1 ×0.5 g1 paper", 533_484, 38_229_408),
        ("ShuffleNet v1 ×0.5 g3 paper", 717_324, 37_109_856),
        ("ShuffleNet v1 ×1.0 g1 paper", 1_530_936, 142_502_976),
        ("ShuffleNet v1 ×1.0 g2 paper", 1_732_848, 140_036_512),
        ("ShuffleNet v1 ×1.0 g3 paper", 1_864_728, 136_500_672),
        ("ShuffleNet v1 ×1.0 g4 paper", 1_967_344, 133_251_776),
        ("ShuffleNet v1 ×1.0 g8 paper", 2_433_768, 136_829_952),
        ("ShuffleNet v1 ×0.5 g3", 717_324, 37_109_856),
        ("ShuffleNet v1 ×0.5 g8", 1_010_448, 39_701_760),
        ("ShuffleNet v1 ×1.0 g3", 1_864_728, 136_500_672),
        ("ShuffleNet v1 ×1.0 g8", 2_433_768, 136_829_952),
        ("ShuffleNet v1 ×1.5 g3", 3_441_168, 291_003_552),
        ("ShuffleNet v1 ×1.5 g8", 4_268_952, 287_884_800),
        ("ShuffleNet v1 ×2.0 g3", 5_449_776, 522_125_184),
        ("ShuffleNet v1 ×2.0 g8", 6_521_232, 518_870_016),
        ("ShuffleNet v2 ×0.5", 1_365_792, 39_452_448),
        ("ShuffleNet v2 ×1.0", 2_278_760, 144_790_296),
        ("ShuffleNet v2 ×1.5", 3_506_720, 297_946_656),
        ("ShuffleNet v2 ×2.0", 7_402_600, 588_735_000),
        ("ShuffleNet v2 ×0.5 torchvision", 1_366_792, 39_452_448),
        ("ShuffleNet v2 ×1.0 torchvision", 2_278_604, 143_883_992),
        ("ShuffleNet v2 ×1.5 torchvision", 3_503_624, 294_735_392),
        ("ShuffleNet v2 ×2.0 torchvision", 7_393_996, 581_205_464),
        ("ShuffleNet v2 ×0.5 EdgeNets", 1_369_736, 40_476_448),
    ];
    let rows: Vec<Value> = serde_json::from_str(published::CLASSIFIERS).unwrap();
    let found: Vec<_> = rows
        .iter()
        .map(|row| {
            let text = |key: &str| row[key].as_str().unwrap_or_else(|| panic!("{key} of {row}"));
            let mut overrides = scaled(row["width_multiplier"].as_f64().unwrap());
            for (name, value) in row.get("set").and_then(Value::as_object).into_iter().flatten() {
                let value: SettingValue = serde_json::from_value(value.clone()).unwrap();
                overrides = set(overrides, name, value);
            }
            let spec = specs::named(text("spec")).unwrap_or_else(|| panic!("{row}"));
            let input = Spec::parse(spec).unwrap().resolve(&overrides).unwrap().input;
            assert_eq!((input.height, input.width), (224, 224), "{row}");
            let top1 = row["top1"].as_f64().unwrap();
            assert!((50.0..80.0).contains(&top1) && !text("source").is_empty(), "{row}");
            let (parameters, macs) = counts(spec, &overrides);
            (format!("{} {}", text("family"), text("variant")), parameters, macs)
        })
        .collect();
    let found: Vec<_> =
        found.iter().map(|(name, parameters, macs)| (name.as_str(), *parameters, *macs)).collect();
    assert_eq!(found, expected);
}
