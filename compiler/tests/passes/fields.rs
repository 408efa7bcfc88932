//! Receptive fields: known values, and a comparison with the pixels that the interpreter's numbers
//! really depend on.

use std::collections::BTreeMap;

use espnet_compiler::{
    ir::{
        AdaptiveAvgPool, AvgPool, GlobalAvgPool, Graph, Mul, NodeId, Shape, interpret,
        window::Window,
    },
    passes::{clamp_dilations::clamped_graph, receptive_field::receptive_fields, run_all},
    spec::{DilationPolicy, Overrides},
};

use crate::{
    networks::{Network, Unit, classifier, segmentation},
    specs::{CLASSIFIER, lowered},
    weights,
};

fn height(graph: &Graph, name: &str) -> Window {
    let id = graph.find(name).unwrap_or_else(|| panic!("no {name}"));
    receptive_fields(graph, &graph.shapes().expect("sound")).values[&id].height
}

fn window(size: usize, stride: f64, start: i64) -> Window {
    Window { size, stride, start }
}

#[test]
fn kernels_pools_and_branches_add_up() {
    let (mut network, image) = Network::new(Shape::new(3, 32, 32));
    let x = network.stem(image, 16);
    let x = network.graph.add("pool", AvgPool { kernel: 3, stride: 2, padding: 1 }, &[x]);
    let x = network.eesp("unit", x, &Unit::stride_1(16, 9));
    let graph = network.finish(x).graph;
    assert_eq!(height(&graph, "input"), window(1, 1.0, 0));
    assert_eq!(height(&graph, "level1.act"), window(3, 2.0, -1));
    assert_eq!(height(&graph, "pool"), window(7, 4.0, -3));
    assert_eq!(height(&graph, "unit.spp_dw.0.conv"), window(15, 4.0, -7));
    assert_eq!(height(&graph, "unit.spp_dw.3.conv"), window(39, 4.0, -19));
    assert_eq!(height(&graph, "unit.sum.1"), window(23, 4.0, -11));
    assert_eq!(height(&graph, "unit.module_act"), window(39, 4.0, -19));

    let fields = receptive_fields(&graph, &graph.shapes().expect("sound"));
    let kernel = |name: &str| fields.kernels[&graph.find(name).expect("there")].clone();
    assert_eq!(kernel("level1.conv"), [3]);
    assert_eq!(kernel("pool"), [3]);
    assert_eq!(kernel("unit.proj_1x1.conv"), [1]);
    assert_eq!(kernel("unit.spp_dw.2.conv"), [7]);
}

/// The fields at 224×224, computed by hand: a kernel of dilation r adds 2·r·stride.
#[test]
fn every_level_of_the_classifier() {
    let network = lowered(CLASSIFIER, &Overrides::default());
    let (graph, facts) = run_all(&network, DilationPolicy::Official).expect("sound");
    let field = |name: &str| {
        let field = facts.receptive_fields.values[&graph.find(name).expect("there")];
        assert_eq!(field.height, field.width);
        field.height
    };
    for (name, size, stride, start) in [
        ("level2_0.act", 3 + 8 * 2, 4.0, -9),
        ("level3_0.act", 19 + 8 * 4, 8.0, -25),
        ("level3.2.module_act", 51 + 3 * 8 * 8, 8.0, -121),
        ("level4_0.image.3", 31, 16.0, -15),
        ("level4_0.act", 243 + 8 * 8, 16.0, -153),
        ("level4.6.module_act", 307 + 7 * 6 * 16, 16.0, -489),
        ("level5_0.act", 979 + 6 * 16, 32.0, -537),
        ("level5.2.module_act", 1075 + 3 * 4 * 32, 32.0, -729),
        ("global_pool", 1459 + 2 * 32 + 6 * 32, 224.0, -761),
        ("classifier", 1715, 224.0, -761),
    ] {
        assert_eq!(field(name), window(size, stride, start), "{name}");
    }
    let kernels = |name: &str| &facts.receptive_fields.kernels[&graph.find(name).expect("there")];
    // The stem is part of this unit.
    assert_eq!(kernels("level2_0.act"), &[3, 5, 7, 9]);
    assert_eq!(kernels("level4.0.module_act"), &[3, 3, 5, 7]);
    assert_eq!(kernels("level5.0.module_act"), &[3, 3, 3, 5]);
    assert_eq!(kernels("global_pool"), &[3]);
}

#[test]
fn what_does_not_step_evenly_has_its_widest_window() {
    let (mut network, image) = Network::new(Shape::new(3, 16, 16));
    let x = network.stem(image, 16);
    let up = network.resize("up".into(), x, 15, 15);
    network.resize("same".into(), x, 8, 8);
    let five = AdaptiveAvgPool { height: 5, width: 4 };
    network.graph.add("five", five, &[x]);
    let average = network.graph.add("average", GlobalAvgPool, &[x]);
    network.graph.add("gated", Mul, &[x, average]);
    let graph = network.finish(up).graph;
    assert_eq!(height(&graph, "up"), window(5, 1.0, -1));
    assert_eq!(height(&graph, "same"), window(3, 2.0, -1));
    // Eight rows are averaged in five windows: 0…1, 1…3, 3…4, 4…6, 6…7.
    assert_eq!(height(&graph, "five"), window(7, 3.2, -1));
    // The pixels under eight windows of three pixels, two apart.
    assert_eq!(height(&graph, "average"), window(17, 16.0, -1));
    assert_eq!(height(&graph, "gated"), window(17, 2.0, -1));
}

/// Neighbours that read the same pixel have the same window; the windows that step evenly contain it.
#[test]
fn transposed_convolutions_divide_the_step() {
    let (mut network, image) = Network::new(Shape::new(3, 24, 16));
    let x = network.stem(image, 16);
    let up = network.conv_transpose("up", x, 6, 2, |_| {});
    let x = network.conv("three", up, 6, 1, |conv| (conv.kernel, conv.padding) = (3, 1));
    let x = network.conv_transpose("again", x, 4, 3, |_| {});
    let graph = network.finish(x).graph;
    assert_eq!(height(&graph, "level1.act"), window(3, 2.0, -1));
    assert_eq!(height(&graph, "up"), window(4, 1.0, -2));
    assert_eq!(height(&graph, "three"), window(6, 1.0, -3));
    assert_eq!(height(&graph, "again"), window(7, 1.0 / 3.0, -4));
    check_dependencies(&graph);
}

#[test]
fn fusion_keeps_the_field_of_every_value() {
    for network in [classifier(64, 96), segmentation(32, 40)] {
        let policy = DilationPolicy::Official;
        let before = clamped_graph(&network, policy).expect("sound");
        let before = receptive_fields(&before, &network.shapes);
        let (graph, facts) = run_all(&network, policy).expect("sound");
        assert_eq!(facts.receptive_fields.values.len(), graph.len());
        for (id, field) in &facts.receptive_fields.values {
            assert_eq!(before.values[id], *field, "{}", graph.node(*id).name);
        }
    }
}

/// Finds, for every value, the rows of the image that each of its rows depends on, by changing one
/// row of the image after the other.
fn dependencies(graph: &Graph) -> BTreeMap<NodeId, Vec<Vec<usize>>> {
    let shapes = graph.shapes().expect("sound");
    let (parameters, inputs) = (weights::parameters(graph), weights::inputs(graph));
    let (name, image) = &inputs[0];
    let run = |image: &[f32]| {
        interpret::run(graph, &parameters, &[(name.as_str(), image)]).expect("everything is there")
    };
    let before = run(image);
    let input = shapes[&graph.find(name).expect("there")];
    let mut rows: BTreeMap<NodeId, Vec<Vec<usize>>> =
        shapes.iter().map(|(&id, shape)| (id, vec![Vec::new(); shape.height])).collect();
    for row in 0..input.height {
        let mut changed = image.clone();
        for plane in changed.chunks_mut(input.pixels()) {
            for x in &mut plane[row * input.width..][..input.width] {
                *x += 1.0;
            }
        }
        for (id, value) in run(&changed) {
            let shape = shapes[&id];
            for (i, (x, y)) in value.iter().zip(&before[&id]).enumerate() {
                let depending =
                    &mut rows.get_mut(&id).expect("a node")[i / shape.width % shape.height];
                if x != y && depending.last() != Some(&row) {
                    depending.push(row);
                }
            }
        }
    }
    rows
}

/// Checks that every number depends on rows in its window only.
fn check_dependencies(graph: &Graph) {
    let fields = receptive_fields(graph, &graph.shapes().expect("sound"));
    for (id, rows) in dependencies(graph) {
        let Window { size, stride, start } = fields.values[&id].height;
        for (i, rows) in rows.into_iter().enumerate() {
            let first = start + (i as f64 * stride) as i64;
            let window = first..first + size as i64;
            let name = &graph.node(id).name;
            assert!(!rows.is_empty(), "{name} depends on nothing");
            for row in rows {
                assert!(window.contains(&(row as i64)), "{name}: row {i} depends on {row}");
            }
        }
    }
}

#[test]
fn no_value_depends_on_more_than_its_field() {
    check_dependencies(&classifier(48, 16).graph);
    let graph = segmentation(40, 16).graph;
    let fields = receptive_fields(&graph, &graph.shapes().expect("sound"));
    for (id, rows) in dependencies(&graph) {
        for rows in rows {
            let (Some(first), Some(last)) = (rows.first(), rows.last()) else { continue };
            let extent = last - first + 1;
            assert!(extent <= fields.values[&id].height.size, "{}", graph.node(id).name);
        }
    }
}

/// Strides multiply: 31 to the power of 400 is no number of pixels.
#[test]
fn windows_beyond_any_number_are_bounded() {
    let spec = r#"{
        "name": "deep",
        "input": { "channels": 1, "height": 8, "width": 8 },
        "classes": 1,
        "blocks": [
            { "name": "a", "type": "conv", "kernel": 3, "stride": 31, "dilation": 255, "repeat": 400 },
            { "name": "b", "type": "resize", "scale": 9 }
        ],
        "outputs": ["b"]
    }"#;
    let network = lowered(spec, &Overrides::default());
    let (graph, facts) = run_all(&network, DilationPolicy::Official).expect("sound");
    let field = facts.receptive_fields.values[&graph.find("b").expect("there")];
    assert_eq!(field.height.size, 1 << 60);
    assert!(field.height.stride.is_finite() && field.height.start < 0);
}
