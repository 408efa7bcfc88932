//! The nodes that the passes make of each building block of a network.

use std::collections::BTreeMap;

use espnet_compiler::{
    ir::{Add, AvgPool, Concat, Graph, Mul, Op, Rewriter, Shape},
    lower::Lowered,
    passes::{
        Facts, Unfused, common_subexpressions::share, dead_code::remove_dead_code,
        fusion::hff::fuse_hff, run_all,
    },
    spec::DilationPolicy,
};

use crate::networks::{Network, Unit, classifier, segmentation};

fn fused(network: Lowered) -> (Graph, Facts) {
    run_all(&network, DilationPolicy::Official).expect("the graph is sound")
}

/// Counts the nodes of each operator.
fn census(graph: &Graph) -> BTreeMap<&'static str, usize> {
    let mut census = BTreeMap::new();
    for id in graph.topological_order() {
        *census.entry(graph.op(id).name()).or_insert(0) += 1;
    }
    census
}

/// The operators that a fused one computes, in order.
fn parts(graph: &Graph, name: &str) -> Vec<&'static str> {
    let id = graph.find(name).unwrap_or_else(|| panic!("no {name} in\n{graph}"));
    let Op::Fused(fused) = graph.op(id) else { panic!("{name} is {}", graph.op(id).name()) };
    let order = fused.body.topological_order().into_iter();
    order.map(|id| fused.body.op(id).name()).filter(|&name| name != "input").collect()
}

fn operands<'a>(graph: &'a Graph, name: &str) -> Vec<&'a str> {
    let id = graph.find(name).unwrap_or_else(|| panic!("no {name}"));
    graph.inputs(id).into_iter().map(|id| graph.node(id).name.as_str()).collect()
}

#[test]
fn transposed_convolutions_take_what_follows_them() {
    let (mut network, x) = Network::new(Shape::new(8, 5, 6));
    let x = network.conv_transpose("up.conv", x, 12, 2, |_| {});
    let x = network.bn("up.bn", x);
    let x = network.prelu("up.act", x);
    let skip = network.conv_transpose("skip", x, 12, 1, |_| {});
    let sum = network.graph.add("sum", Add, &[x, skip]);
    let (graph, facts) = fused(network.finish(sum));
    let expected = BTreeMap::from([("input", 1), ("conv_transpose2d", 2)]);
    assert_eq!(census(&graph), expected, "\n{graph}");
    assert_eq!(parts(&graph, "up.act"), ["conv_transpose2d", "batch_norm", "prelu"]);
    assert_eq!(parts(&graph, "sum"), ["conv_transpose2d", "add"]);
    assert_eq!(facts.unfused, []);
}

/// The last operator of a strided unit is a PReLU of its concatenation, and no transposed convolution.
#[test]
fn transposed_convolutions_end_no_unit() {
    let (mut network, x) = Network::new(Shape::new(16, 8, 12));
    network.strided("down", x, 32, None);
    let cat = network.graph.find("down.cat").expect("there");
    let up = network.conv_transpose("up", cat, 32, 2, |_| {});
    let up = network.prelu("up.act", up);
    let (graph, _) = fused(network.finish(up));
    assert_eq!(parts(&graph, "up.act"), ["conv_transpose2d", "prelu"], "\n{graph}");
}

#[test]
fn a_classifier_becomes_one_node_for_each_thing_to_do() {
    let (graph, facts) = fused(classifier(64, 64));
    let expected = BTreeMap::from([
        ("input", 1),
        // The stem, and the first convolution of two inp_reinf.
        ("conv2d", 1 + 2),
        ("eesp_unit", 2),
        ("strided_eesp_unit", 3),
        // The image pyramid.
        ("avg_pool", 3),
        // level5.3, level5.4 and the average.
        ("head", 1),
        ("linear", 1),
    ]);
    assert_eq!(census(&graph), expected, "\n{graph}");
    assert_eq!(parts(&graph, "level1.act"), ["conv2d", "batch_norm", "prelu"]);
    assert_eq!(operands(&graph, "level2_0.act"), ["level1.act", "level2_0.inp_reinf.0.act"]);
    assert_eq!(operands(&graph, "level5_0.act"), ["level3.1.module_act"]);
    assert!(facts.placements.is_empty());
    let [Unfused { kernel: "stem_unit", node, reason, .. }] = &facts.unfused[..] else {
        panic!("{:?}", facts.unfused)
    };
    assert_eq!(
        (node.as_str(), reason.as_str()),
        ("level2_0.act", "level1.act makes a map of less than 256 KiB")
    );
}

#[test]
fn residuals_stay_with_their_units() {
    let (graph, facts) = fused(classifier(64, 64));
    assert_eq!(parts(&graph, "level3.0.module_act"), ["conv2d", "hff", "conv2d"]);
    assert_eq!(operands(&graph, "level3.0.module_act"), ["level3_0.act"]);
    let body = |name: &str| match graph.op(graph.find(name).expect("there")) {
        Op::Fused(fused) => &*fused.body,
        op => panic!("{name} is {}", op.name()),
    };
    let with = body("level3.0.module_act");
    let expansion = ["conv2d", "batch_norm", "add", "prelu"];
    assert_eq!(parts(with, "level3.0.module_act"), expansion);
    assert_eq!(
        operands(with, "level3.0.module_act"),
        ["level3.0.br_after_cat.act", "level3_0.act"]
    );
    let without = body("level3.1.module_act");
    assert_eq!(parts(without, "level3.1.module_act"), ["conv2d", "batch_norm", "prelu"]);
    let id = graph.find("level3.1.module_act").expect("there");
    assert_eq!(graph.op(id).dilations(), [1, 1, 2, 3]);
    assert_eq!(facts.receptive_fields.kernels[&id], [3, 3, 5, 7]);
}

#[test]
fn strided_units_take_their_shortcuts_with_them() {
    let (graph, _) = fused(classifier(64, 64));
    let expected = ["avg_pool", "conv2d", "hff", "conv2d", "concat", "conv2d"];
    assert_eq!(parts(&graph, "level3_0.act"), expected);
    let without = ["avg_pool", "conv2d", "hff", "conv2d", "concat", "elementwise"];
    assert_eq!(parts(&graph, "level5_0.act"), without);
}

#[test]
fn a_head_of_few_pixels_is_one_node() {
    // The 32 channels of a group take 256 KiB in 2048 pixels; the second image has more.
    for (height, fused_head) in [(1024, true), (1040, false)] {
        let (graph, facts) = fused(classifier(height, 512));
        let last = if fused_head { "level5_0.act" } else { "level5.4.act" };
        assert_eq!(operands(&graph, "pool"), [last]);
        assert_eq!(census(&graph).contains_key("head"), fused_head);
        assert_eq!(facts.receptive_fields.values.len(), graph.len());
        let head = graph.params().into_iter().filter(|param| param.name.starts_with("level5."));
        assert_eq!(head.count(), 12);
    }
    // If something else reads a map inside the head, the map is computed and the head does not
    // fuse.
    for name in ["level5.3.act", "level5.4.act"] {
        let mut network = classifier(64, 64);
        let id = network.graph.find(name).expect("there");
        network.graph.add_output("beside", id);
        let (graph, _) = fused(network);
        assert!(graph.find(name).is_some() && !census(&graph).contains_key("head"));
    }
}

#[test]
fn the_stem_of_a_large_image_is_part_of_the_unit_behind_it() {
    // 16 channels of the halved image take 256 KiB; those of the second image take less.
    for (width, stored) in [(128, false), (126, true)] {
        let (graph, facts) = fused(classifier(128, width));
        let image = if stored { "level1.act" } else { "input" };
        assert_eq!(operands(&graph, "level2_0.act"), [image, "level2_0.inp_reinf.0.act"]);
        assert_eq!(graph.find("level1.act").is_some(), stored);
        assert_eq!(census(&graph)["conv2d"], if stored { 3 } else { 2 });
        assert_eq!(facts.receptive_fields.values.len(), graph.len());
        let stem = graph.params().into_iter().filter(|param| param.name.starts_with("level1."));
        assert_eq!(stem.count(), 6);
    }
    // A decoder reads the stem's value too, so the stem stays.
    let (graph, _) = fused(segmentation(128, 128));
    assert_eq!(operands(&graph, "level2_0.act"), ["level1.act", "level2_0.inp_reinf.0.act"]);
}

#[test]
fn a_decoder_keeps_nothing_between_its_convolutions() {
    let (graph, facts) = fused(segmentation(32, 40));
    let census = census(&graph);
    for gone in ["batch_norm", "prelu", "sigmoid", "add", "mul", "channel_shuffle"] {
        assert!(!census.contains_key(gone), "{gone}\n{graph}");
    }
    let merged = "merge_enc_dec_l4.br.1";
    let expected = ["conv2d", "batch_norm", "prelu", "mul", "add", "batch_norm", "prelu"];
    assert_eq!(parts(&graph, merged), expected);
    assert_eq!(operands(&graph, merged), ["level1.act", "merge_enc_dec_l4.wt_layer.2", "up"]);
    assert_eq!(parts(&graph, "merge_enc_dec_l4.wt_layer.2"), ["conv2d", "sigmoid"]);
    // Both pyramids fuse, and no concatenation is left.
    assert_eq!(census["pyramid_pool"], 2);
    assert!(facts.placements.is_empty());
    assert_eq!(facts.shapes.len(), graph.len());
    assert_eq!(facts.receptive_fields.values.len(), graph.len());
}

#[test]
fn a_pyramid_keeps_the_maps_of_its_smaller_branches() {
    let (graph, _) = fused(segmentation(32, 40));
    assert_eq!(
        operands(&graph, "bu_dec_l1.br.act"),
        ["bu_dec_l1.projection_layer.act", "bu_dec_l1.stages.3", "bu_dec_l1.stages.4"]
    );
    let enlarged = ["resize_bilinear", "conv2d", "adaptive_avg_pool"];
    // A convolution at the map's size, two maps that are operands, and the concatenation.
    let rest = ["conv2d", "resize_bilinear", "resize_bilinear", "concat"];
    let end = ["elementwise", "conv2d", "conv2d"];
    let expected = [enlarged.as_slice(), &enlarged, &rest, &end].concat();
    assert_eq!(parts(&graph, "bu_dec_l1.br.act"), expected);
}

#[test]
fn a_pyramid_of_which_something_else_is_read_stays() {
    for kept in ["merge_layer.0.act", "merge_layer.2.act", "stages.3"] {
        let mut network = segmentation(32, 40);
        let id = network.graph.find(&format!("bu_dec_l1.{kept}")).expect("there");
        network.graph.add_output("kept", id);
        let (graph, facts) = fused(network);
        assert_eq!(census(&graph)["pyramid_pool"], 1, "{kept}");
        let reason = facts.unfused.iter().find(|unfused| unfused.kernel == "pyramid_pool");
        let expected = match kept {
            "stages.3" => "bu_dec_l1.stages.3 is used elsewhere".to_owned(),
            _ => format!("bu_dec_l1.{kept} has several uses"),
        };
        assert_eq!(reason.expect("a reason").reason, expected);
    }
    // A larger branch that is read elsewhere becomes an operand.
    let mut network = segmentation(32, 40);
    let id = network.graph.find("bu_dec_l1.stages.0").expect("there");
    network.graph.add_output("kept", id);
    let graph = fused(network).0;
    assert_eq!(operands(&graph, "bu_dec_l1.br.act").len(), 4);
}

#[test]
fn the_image_pyramid_is_pooled_once() {
    let mut graph = classifier(64, 64).graph;
    assert_eq!(census(&graph)["avg_pool"], 3 + 2 + 3);
    share(&mut graph);
    assert_eq!(census(&graph)["avg_pool"], 3 + 3);
    assert_eq!(operands(&graph, "level3_0.image.2"), ["level2_0.image.1"]);
}

#[test]
fn dead_nodes_go_and_their_parameters_stay_counted() {
    let network = classifier(64, 64);
    let (count, nodes) = (network.parameter_count(), network.graph.len());
    let mut graph = network.graph.clone();
    let unused = remove_dead_code(&mut graph);
    assert!(graph.len() < nodes);
    assert!(graph.find("level5_0.unused").is_none());
    assert!(graph.find("unused.module_act").is_none());
    assert!(unused.iter().any(|param| param.name == "level5_0.unused.weight"));
    assert_eq!(Lowered { graph, unused, ..network }.parameter_count(), count);
}

#[test]
fn of_two_convolutions_the_later_takes_the_sum() {
    let (mut network, x) = Network::new(Shape::new(8, 4, 4));
    let early = network.conv("early", x, 8, 1, |_| {});
    let late = network.conv("late", x, 8, 1, |_| {});
    let sum = network.graph.add("sum", Add, &[late, early]);
    let (graph, _) = fused(network.finish(sum));
    assert_eq!(operands(&graph, "sum"), ["input", "early"]);
    assert_eq!(graph.op(sum).params()[0].name, "late.weight");
}

#[test]
fn values_with_other_uses_stay() {
    let (mut network, x) = Network::new(Shape::new(8, 4, 4));
    let conv = network.conv("conv", x, 8, 1, |_| {});
    let norm = network.bn("norm", conv);
    let sum = network.graph.add("sum", Add, &[norm, conv]);
    network.graph.add_output("raw", sum);
    let act = network.prelu("act", sum);
    let (graph, _) = fused(network.finish(act));
    // The convolution is read twice, and the sum is an output.
    assert_eq!(census(&graph), BTreeMap::from([("input", 1), ("conv2d", 1), ("elementwise", 2)]));
    assert_eq!(parts(&graph, "sum"), ["batch_norm", "add"]);
    assert_eq!(parts(&graph, "act"), ["prelu"]);
}

#[test]
fn a_product_of_maps_is_no_gate() {
    let (mut network, x) = Network::new(Shape::new(8, 4, 4));
    let conv = network.conv("conv", x, 8, 1, |_| {});
    let product = network.graph.add("product", Mul, &[conv, x]);
    let (graph, _) = fused(network.finish(product));
    assert_eq!(*graph.op(product), Mul.into());
}

/// Returns the only reason why a fusion other than that of epilogues did not fire.
fn only_reason(mut unfused: Vec<Unfused>) -> String {
    unfused.retain(|unfused| unfused.kernel != "conv2d");
    match <[Unfused; 1]>::try_from(unfused) {
        Ok([Unfused { reason, .. }]) => reason,
        other => panic!("{other:?}"),
    }
}

/// Returns the reason why a network's only unit does not fuse after `edit` has changed it.
fn reason(edit: impl FnOnce(&mut Network)) -> String {
    let (mut network, x) = Network::new(Shape::new(16, 6, 6));
    let y = network.eesp("unit", x, &Unit::stride_1(16, 9));
    network.graph.add_output("output", y);
    edit(&mut network);
    let (_, facts) = fused(network.lowered());
    only_reason(facts.unfused)
}

#[test]
fn units_that_stay_unfused_say_why() {
    let output = |name: &'static str| {
        move |network: &mut Network| {
            let id = network.graph.find(name).expect("there");
            network.graph.add_output("also", id);
        }
    };
    assert_eq!(reason(output("unit.cat")), "its concatenation has several uses");
    assert_eq!(reason(output("unit.sum.2")), "unit.sum.2 has uses outside the fusion");
    assert_eq!(reason(output("unit.spp_dw.1.conv")), "unit.spp_dw.1.conv has several uses");
    assert_eq!(reason(output("unit.br_after_cat.bn")), "unit.br_after_cat.bn has several uses");
    assert_eq!(reason(output("unit.proj_1x1.act")), "unit.proj_1x1.act has several uses");
    assert_eq!(reason(output("unit.br_after_cat.act")), "unit.br_after_cat.act has several uses");
    assert_eq!(
        reason(output("unit.add")),
        "unit.add should end in a PReLU, which may follow a sum with the unit's input"
    );
}

/// Like [`reason`], for a strided unit with the image.
fn strided_reason(edit: impl FnOnce(&mut Network)) -> String {
    let (mut network, image) = Network::new(Shape::new(3, 12, 12));
    let x = network.stem(image, 16);
    let y = network.strided("down", x, 32, Some(image));
    network.graph.add_output("output", y);
    edit(&mut network);
    let (_, facts) = fused(network.lowered());
    only_reason(facts.unfused)
}

#[test]
fn strided_units_that_stay_unfused_say_why() {
    let output = |name: &'static str| {
        move |network: &mut Network| {
            let id = network.graph.find(name).expect("there");
            network.graph.add_output("also", id);
        }
    };
    let replace = |name: &'static str, op: Op, inputs: &'static [&'static str]| {
        move |network: &mut Network| {
            let find = |name: &&str| network.graph.find(name).expect("there");
            let (id, inputs) = (find(&name), inputs.iter().map(find).collect::<Vec<_>>());
            Rewriter::new(&mut network.graph).replace(id, op, &inputs);
        }
    };
    let image = "down.add should end in a PReLU, which may follow a sum with a 1×1 convolution of the image";
    let pool = "down.avg should be the 3×3 average of stride 2 of the unit's input";
    assert_eq!(strided_reason(output("down.avg")), "down.avg has several uses");
    assert_eq!(strided_reason(output("down.cat")), "down.cat has several uses");
    assert_eq!(strided_reason(output("down.add")), image);
    assert_eq!(
        strided_reason(output("down.eesp.conv_1x1_exp.bn")),
        "down.eesp.conv_1x1_exp.bn has several uses"
    );
    let wider = AvgPool { kernel: 5, stride: 2, padding: 2 }.into();
    assert_eq!(strided_reason(replace("down.avg", wider, &["level1.act"])), pool);
    let swapped = ["down.eesp.conv_1x1_exp.bn", "down.avg"].as_slice();
    assert_eq!(
        strided_reason(replace("down.cat", Concat.into(), swapped)),
        "down.cat should concatenate the pooled map and down.eesp.conv_1x1_exp.bn"
    );
}

#[test]
fn branches_beyond_what_the_kernel_takes_stay() {
    let (mut network, x) = Network::new(Shape::new(81, 6, 6));
    let dilations: Vec<usize> = (1..=9).collect();
    let unit = Unit { branches: 9, dilations: &dilations, ..Unit::stride_1(81, 99) };
    let y = network.eesp("unit", x, &unit);
    let Lowered { mut graph, shapes, .. } = network.finish(y);
    let unfused = fuse_hff(&mut graph, &shapes);
    assert_eq!(unfused[0].reason, "has 9 branches; 2 to 8 can be fused");
}
