//! Specs other than the released networks: their shapes, names and references.

use std::collections::BTreeMap;

use espnet_compiler::{
    ir::{Op, Shape},
    lower::{Lowered, lower},
    spec::{Limit, Overrides, Spec},
};

const CLASSIFIER: &str = include_str!("../../models/espnetv2.json");
const SEGMENTATION: &str = include_str!("../../models/espnetv2_seg.json");
const CUSTOM: &str = include_str!("../../tests/specs/custom.json");

fn lowered(text: &str, overrides: &Overrides) -> Lowered {
    Spec::parse(text)
        .and_then(|spec| spec.resolve(overrides))
        .and_then(|architecture| lower(&architecture))
        .unwrap_or_else(|problems| panic!("{problems}"))
}

fn shapes(network: &Lowered) -> BTreeMap<String, Shape> {
    assert_eq!(network.graph.shapes().as_ref(), Ok(&network.shapes));
    let name = |id| network.graph.node(id).name.clone();
    network.shapes.iter().map(|(&id, &shape)| (name(id), shape)).collect()
}

fn output(network: &Lowered) -> Shape {
    let [output] = network.graph.outputs() else { panic!("one output") };
    assert_eq!(output.name, "output");
    network.shapes[&output.node]
}

/// A network with other channels, repetitions, limits, classes and sizes; level 2 has no unit of
/// stride 1.
#[test]
fn custom_network() {
    let network = lowered(CUSTOM, &Overrides::default());
    let shapes = shapes(&network);
    assert_eq!(output(&network), Shape::new(37, 1, 1));
    for (name, shape) in [
        ("level1.act", Shape::new(16, 48, 64)),
        ("level2_0.act", Shape::new(48, 24, 32)),
        ("level3_0.act", Shape::new(112, 12, 16)),
        ("level3.0.module_act", Shape::new(112, 12, 16)),
        ("level4_0.act", Shape::new(224, 6, 8)),
        ("level4.1.module_act", Shape::new(224, 6, 8)),
        ("level5_0.act", Shape::new(448, 3, 4)),
        ("level5.0.module_act", Shape::new(448, 3, 4)),
        ("level5.1.act", Shape::new(448, 3, 4)),
        ("level5.2.act", Shape::new(512, 3, 4)),
    ] {
        assert_eq!(shapes[name], shape, "{name}");
    }
    for absent in ["level2.0.add", "level3.1.add", "level4.2.add", "level5.1.add"] {
        assert!(!shapes.contains_key(absent), "{absent}");
    }
    let limits: Vec<(&str, &Limit)> =
        network.units.iter().map(|unit| (unit.unit.as_str(), &unit.limit)).collect();
    let limit = Limit::ReceptiveField;
    assert_eq!(
        limits,
        [
            ("level2_0.eesp", &limit(9)),
            ("level3_0.eesp", &limit(9)),
            ("level3.0", &limit(7)),
            ("level4_0.eesp", &limit(7)),
            ("level4.0", &limit(5)),
            ("level4.1", &limit(5)),
            ("level5_0.eesp", &limit(5)),
            ("level5.0", &limit(5)),
        ]
    );
}

/// The image shortcut convolves as many channels as the image has.
#[test]
fn input_channels() {
    for channels in [1, 3, 4] {
        let overrides = Overrides { channels: Some(channels), ..Overrides::default() };
        let network = lowered(CLASSIFIER, &overrides);
        let shapes = shapes(&network);
        for level in ["level2_0", "level3_0", "level4_0"] {
            assert_eq!(shapes[&format!("{level}.inp_reinf.0.act")].channels, channels);
        }
        let unused = |name: &str| {
            let param = network.unused.iter().find(|param| param.name == name);
            param.unwrap_or_else(|| panic!("{name}")).shape.clone()
        };
        assert_eq!(unused("level5_0.inp_reinf.0.conv.weight"), [channels, channels, 3, 3]);
        assert_eq!(unused("level5_0.inp_reinf.1.conv.weight"), [512, channels, 1, 1]);
        assert_eq!(output(&network), Shape::new(1000, 1, 1));
    }
}

/// Every level halves the size and rounds up, and so does the image pyramid.
#[test]
fn odd_and_tiny_sizes() {
    for (height, width) in [(224, 224), (97, 131), (225, 100), (33, 1), (1, 1), (1, 500)] {
        let overrides =
            Overrides { height: Some(height), width: Some(width), ..Overrides::default() };
        let network = lowered(CLASSIFIER, &overrides);
        let shapes = shapes(&network);
        for (level, divisor) in [("level2_0", 4usize), ("level3_0", 8), ("level5_0", 32)] {
            let shape = shapes[&format!("{level}.act")];
            let expected = (height.div_ceil(divisor), width.div_ceil(divisor));
            assert_eq!((shape.height, shape.width), expected, "{level} of {height}×{width}");
        }
        assert_eq!(output(&network), Shape::new(1000, 1, 1));
    }
    for (height, width) in [(16, 16), (288, 480), (512, 1024), (16, 2048)] {
        let overrides =
            Overrides { height: Some(height), width: Some(width), ..Overrides::default() };
        assert_eq!(output(&lowered(SEGMENTATION, &overrides)), Shape::new(21, height, width));
    }
}

/// The maps of the pyramid: ⌈size·scale⌉, at least five pixels.
#[test]
fn pyramid_sizes() {
    let overrides = Overrides { height: Some(80), width: Some(160), ..Overrides::default() };
    let shapes = shapes(&lowered(SEGMENTATION, &overrides));
    let sizes = |block: &str| -> Vec<(usize, usize)> {
        let stage = |i: usize| shapes[&format!("{block}.stages.{i}")];
        (0..5).map(stage).map(|shape| (shape.height, shape.width)).collect()
    };
    assert_eq!(sizes("bu_dec_l1"), [(10, 20), (8, 15), (5, 10), (5, 5), (5, 5)]);
    assert_eq!(sizes("bu_dec_l4"), [(80, 160), (60, 120), (40, 80), (20, 40), (5, 8)]);
}

/// A list of dilations is kept under every policy. A unit can have its own number of branches.
#[test]
fn explicit_dilations_and_own_branches() {
    let text = r#"{
        "name": "own", "input": { "channels": 16, "height": 24, "width": 24 }, "classes": 2,
        "dilation": "explicit", "branches": 2,
        "blocks": [
            { "name": "a", "type": "eesp", "dilations": [1, 7] },
            { "name": "b", "type": "strided_eesp", "channels": 80, "branches": 8, "dilations": [1, 1, 2, 2, 3, 3, 4, 4] }
        ],
        "outputs": [{ "name": "output", "from": "b" }]
    }"#;
    let network = lowered(text, &Overrides::default());
    assert_eq!(output(&network), Shape::new(80, 12, 12));
    let limits: Vec<&Limit> = network.units.iter().map(|unit| &unit.limit).collect();
    assert_eq!(
        limits,
        [&Limit::Explicit(vec![1, 7]), &Limit::Explicit(vec![1, 1, 2, 2, 3, 3, 4, 4])]
    );
    assert_eq!(network.units[1].convs.len(), 8);
}

/// A graph, not a chain: blocks read earlier and later blocks, and there are several outputs.
#[test]
fn references_and_several_outputs() {
    let text = r#"{
        "name": "pyramid", "input": { "channels": 3, "height": 32, "width": 64 }, "classes": 6,
        "widths": { "anchors": { "product": [4, "classes"] } },
        "blocks": [
            { "name": "head.1", "type": "conv", "from": "merged", "channels": "anchors", "kernel": 3, "bias": true, "parts": { "conv": "" } },
            { "name": "stem", "type": "conv", "from": "input", "channels": 16, "kernel": 3, "stride": 2, "norm": "batch_norm", "activation": "prelu" },
            { "name": "skip", "type": "conv", "repeat": 2, "kernel": 3, "groups": "channels", "parts": { "conv": "dw" } },
            { "name": "deep", "type": "conv", "repeat": 0, "kernel": 3 },
            { "name": "down", "type": "avg_pool", "kernel": 2 },
            { "name": "up", "type": "resize", "to": "skip" },
            { "name": "sum", "type": "add", "from": ["up", "skip.0", "deep"] },
            { "name": "merged", "type": "concat", "from": ["sum", "stem"] },
            { "name": "mixed", "type": "channel_shuffle", "from": "merged", "groups": 2 },
            { "name": "squeezed", "type": "adaptive_avg_pool", "height": 1, "width": 1 },
            { "name": "gate", "type": "activation", "function": "sigmoid" },
            { "name": "gated", "type": "mul", "from": ["merged", "gate"] },
            { "name": "normed", "type": "bn_prelu" }
        ],
        "outputs": ["head.1", { "name": "features", "from": "normed" }, { "name": "image", "from": "input" }]
    }"#;
    let network = lowered(text, &Overrides::default());
    let Lowered { graph, shapes: known, .. } = &network;
    let outputs: Vec<(&str, Shape)> =
        graph.outputs().iter().map(|output| (output.name.as_str(), known[&output.node])).collect();
    assert_eq!(
        outputs,
        [
            ("head.1", Shape::new(24, 16, 32)),
            ("features", Shape::new(32, 16, 32)),
            ("image", Shape::new(3, 32, 64)),
        ]
    );
    let inputs = |name: &str| -> Vec<String> {
        let id = graph.find(name).unwrap_or_else(|| panic!("{name}"));
        graph.inputs(id).into_iter().map(|id| graph.node(id).name.clone()).collect()
    };
    assert_eq!(inputs("skip.1.dw"), ["skip.0.dw"]);
    assert_eq!(inputs("down"), ["skip.1.dw"]);
    assert_eq!(inputs("sum.sum.1"), ["up", "skip.0.dw"]);
    assert_eq!(inputs("sum"), ["sum.sum.1", "skip.1.dw"]);
    assert_eq!(inputs("gated"), ["merged", "gate"]);
    let params: Vec<String> = graph.params().into_iter().map(|param| param.name).collect();
    assert!(
        params.contains(&"head.1.weight".to_owned()) && params.contains(&"head.1.bias".to_owned())
    );
    assert!(params.contains(&"skip.1.dw.weight".to_owned()));
}

/// Lowering fuses and shares nothing. Each unit begins with the dilations before any limit.
#[test]
fn lowering_is_plain() {
    let network = lowered(CLASSIFIER, &Overrides::default());
    let graph = &network.graph;
    let mut names = std::collections::BTreeSet::new();
    for id in graph.topological_order() {
        assert!(names.insert(graph.node(id).name.clone()), "{} twice", graph.node(id).name);
        assert!(!matches!(graph.op(id), Op::Fused(_)), "a fused operator");
    }
    for unit in &network.units {
        for (i, &conv) in unit.convs.iter().enumerate() {
            let Op::Conv2d(conv) = graph.op(conv) else { panic!("a convolution") };
            assert_eq!((conv.dilation, conv.padding), (i + 1, i + 1));
        }
    }
    for pool in ["level4_0.image.0", "level4_0.image.1", "level4_0.image.2", "level4_0.image.3"] {
        assert!(names.contains(pool), "{pool}");
    }
    assert_eq!(network.units.len(), 17);
}
