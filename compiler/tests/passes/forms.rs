//! The verifier, the text form and the Graphviz form.

use espnet_compiler::{
    ir::{
        BatchNorm, Branches, Conv2d, Graph, Limit, Op, PRelu, Rewriter, Shape,
        dot::dot,
        text::text,
        verify::{Problems, verify},
    },
    passes::run_all,
    spec::DilationPolicy,
};

use crate::networks::{Network, Unit};

/// A strided unit, an EESP unit and a gated sum.
fn sample() -> Graph {
    let (mut network, image) = Network::new(Shape::new(3, 16, 16));
    let x = network.stem(image, 16);
    let x = network.strided("down", x, 32, Some(image));
    let y = network.eesp("unit", x, &Unit::stride_1(32, 7));
    let y = network.merge("merge", y, x);
    network.finish(y)
}

#[test]
fn text_before_any_pass_lists_operators_and_units() {
    let text = text(&sample());
    for line in [
        "network network",
        "  input = input : 3×16×16",
        "  level1.conv = conv2d(input) 3×3, 3→16, stride 2, padding 1, receptive field 3 : 16×8×8",
        "  level1.bn = batch_norm(level1.conv) : 16×8×8",
        "  level1.act = prelu(level1.bn) : 16×8×8",
        "  down.image.1 = avg_pool(down.image.0) 3×3, stride 2, padding 1, receptive field 3 : 3×4×4",
        "  unit.spp_dw.3.conv = conv2d(unit.proj_1x1.act) 3×3, 8→8, groups 8, padding 4, dilation 4, \
         receptive field 9 : 8×4×4",
        "  unit.cat = concat(unit.spp_dw.0.conv, unit.sum.1, unit.sum.2, unit.sum.3) : 32×4×4",
        "  merge.mul = mul(merge.expansion_layer.act, merge.wt_layer.2) : 32×4×4",
        "  output output = merge.br.1",
        "  unit unit reads down.act, receptive fields up to 7: unit.spp_dw.0.conv, \
         unit.spp_dw.1.conv, unit.spp_dw.2.conv, unit.spp_dw.3.conv",
    ] {
        assert!(text.lines().any(|found| found == line), "no line\n{line}\nin\n{text}");
    }
}

#[test]
fn text_after_all_passes_tells_what_was_fused() {
    let mut graph = sample();
    run_all(&mut graph, DilationPolicy::Official).expect("sound");
    let expected = "\
network network
  input = input : 3×16×16
  level1.act = conv2d(input) 3×3, 3→16, stride 2, padding 1, receptive field 3, weight level1.conv, norm level1.bn, prelu : 16×8×8
  down.image.0 = avg_pool(input) 3×3, stride 2, padding 1, receptive field 3 : 3×8×8
  down.image.1 = avg_pool(down.image.0) 3×3, stride 2, padding 1, receptive field 3 : 3×4×4
  down.inp_reinf.0.act = conv2d(down.image.1) 3×3, 3→3, padding 1, receptive field 3, weight down.inp_reinf.0.conv, norm down.inp_reinf.0.bn, prelu : 3×4×4
  down.act = strided_eesp_unit(level1.act, down.inp_reinf.0.act) project {1×1, 16→4, groups 4, weight down.eesp.proj_1x1.conv, norm down.eesp.proj_1x1.bn, prelu down.eesp.proj_1x1.act}, hff {unit down.eesp, 4→16, dilations 1 2 3 4, receptive fields 3 5 7 9, stride 2, norm down.eesp.br_after_cat.bn, prelu down.eesp.br_after_cat.act}, expand {1×1, 16→16, groups 4, weight down.eesp.conv_1x1_exp.conv, norm down.eesp.conv_1x1_exp.bn}, image {1×1, 3→32, weight down.inp_reinf.1.conv, norm down.inp_reinf.1.bn}, prelu : 32×4×4
  unit.module_act = eesp_unit(down.act) project {1×1, 32→8, groups 4, weight unit.proj_1x1.conv, norm unit.proj_1x1.bn, prelu unit.proj_1x1.act}, hff {unit unit, 8→32, dilations 1 1 2 3, receptive fields 3 3 5 7, norm unit.br_after_cat.bn, prelu unit.br_after_cat.act}, expand {1×1, 32→32, groups 4, weight unit.conv_1x1_exp.conv, norm unit.conv_1x1_exp.bn, residual, prelu} : 32×4×4
  merge.wt_layer.0 = global_avg_pool(down.act) : 32×1×1
  merge.wt_layer.2 = conv2d(merge.wt_layer.0) 1×1, 32→32, weight merge.wt_layer.1.conv, sigmoid : 32×1×1
  merge.br.1 = conv2d(down.act, merge.wt_layer.2, unit.module_act) 3×3, 32→32, groups 2, padding 1, receptive field 3, weight merge.expansion_layer.conv, norm merge.expansion_layer.bn, prelu merge.expansion_layer.act, gate, residual, affine merge.br.0, prelu : 32×4×4
  output output = merge.br.1
";
    let text = text(&graph);
    assert_eq!(text, expected, "\n{text}");
}

#[test]
fn unusual_things_are_told() {
    let (mut network, x) = Network::new(Shape::new(4, 2, 2));
    let norm = BatchNorm { module: "other".into(), channels: 4, eps: 1e-3 };
    let x = network.graph.add("norm", Op::BatchNorm(norm), &[x]);
    let prelu = PRelu { weight: "slopes".into(), channels: 4 };
    let x = network.graph.add("act", Op::PRelu(prelu), &[x]);
    let wrong = network.graph.add("wrong", Op::Concat, &[]);
    network.graph.add("behind", Op::Add, &[wrong, x]);
    let text = text(&network.finish(x));
    assert!(text.contains("  norm = batch_norm(input) module other, eps 1e-3 : 4×2×2\n"), "{text}");
    assert!(text.contains("  act = prelu(norm) slopes slopes : 4×2×2\n"), "{text}");
    assert!(text.contains("  wrong = concat : ?\n  behind = add(wrong, act) : ?\n"), "{text}");
}

#[test]
fn graphviz_has_a_box_for_each_node_and_an_arrow_for_each_operand() {
    let graph = sample();
    let dot = dot(&graph);
    let count = |what: &str| dot.matches(what).count();
    let operands: usize = graph.topological_order().iter().map(|&id| graph.inputs(id).len()).sum();
    assert_eq!(count("fillcolor"), graph.len() + 1);
    assert_eq!(count(" -> "), operands + 1);
    assert!(dot.contains("[label = \"level1.act\\nprelu\\n16×8×8\", fillcolor = \"lightgrey\"]"));

    let mut quoted = Graph::new("a \"b\" \\");
    quoted.add("n", Op::Input(Shape::new(1, 1, 1)), &[]);
    assert!(espnet_compiler::ir::dot::dot(&quoted).starts_with("digraph \"a \\\"b\\\" \\\\\" {"));
}

fn problems(graph: &Graph) -> Vec<String> {
    let Err(Problems(problems)) = verify(graph) else { panic!("the graph is sound\n{graph}") };
    problems.iter().map(ToString::to_string).collect()
}

#[test]
fn sound_graphs_pass_with_all_their_shapes() {
    let graph = sample();
    let shapes = verify(&graph).unwrap_or_else(|problems| panic!("{problems}"));
    assert_eq!(shapes.len(), graph.len());
    assert_eq!(shapes, graph.shapes().expect("sound"));
}

#[test]
fn all_problems_are_told_at_once() {
    let (mut network, x) = Network::new(Shape::new(4, 4, 4));
    let graph = &mut network.graph;
    let conv = Conv2d { groups: 3, ..Conv2d::pointwise("conv", 4, 4, 1) };
    graph.add("conv", Op::Conv2d(conv), &[x]);
    graph.add("twin", Op::Sigmoid, &[x]);
    graph.add("twin", Op::Sigmoid, &[x, x]);
    let norm = BatchNorm { module: "norm".into(), channels: 5, eps: 1e-5 };
    graph.add("norm", Op::BatchNorm(norm.clone()), &[x]);
    let conv = Conv2d { norm: Some(norm), ..Conv2d::pointwise("folded", 4, 4, 1) };
    let folded = graph.add("folded", Op::Conv2d(conv), &[x]);
    graph.add("behind", Op::Sigmoid, &[folded]);
    graph.add("same", Op::PRelu(PRelu { weight: "norm.bias".into(), channels: 4 }), &[x]);
    graph.add_output("output", x);
    graph.add_output("output", x);
    assert_eq!(
        problems(graph),
        [
            "output: names two outputs",
            "twin: names two nodes",
            "same: reads parameter norm.bias as [4], another node as [5]",
            "conv: conv2d: 3 groups do not divide 4 input and 4 output channels",
            "twin: sigmoid: takes 1 operands, has 2",
            "norm: batch_norm: expects 5 channels, is given 4",
            "folded: batch norm norm is of 5 channels, should be of 4",
        ]
    );
    assert_eq!(problems(&Graph::new("empty")), ["empty: has no output"]);
}

#[test]
fn sizes_beyond_all_bounds_are_problems() {
    let (mut network, x) = Network::new(Shape::new(4, 4, 4));
    let graph = &mut network.graph;
    let dilated = Conv2d { kernel: 3, dilation: usize::MAX, ..Conv2d::pointwise("conv", 4, 4, 1) };
    graph.add("dilated", Op::Conv2d(dilated), &[x]);
    let huge = Shape::new(usize::MAX, usize::MAX, 2);
    graph.add("huge", Op::Input(huge), &[]);
    graph.add_output("output", x);
    let problem = |name| format!("{name}: has a size of {}; the largest is 1048576", usize::MAX);
    assert_eq!(problems(graph), ["dilated", "huge"].map(problem));
    let nothing = Conv2d { groups: 0, kernel: 0, ..Conv2d::pointwise("conv", 4, 4, 1) };
    graph.add("nothing", Op::Conv2d(nothing), &[x]);
    let last = problems(graph).pop().expect("there are problems");
    assert_eq!(last, "nothing: conv2d: 0 groups do not divide 4 input and 4 output channels");
    assert!(text(graph).contains("huge = input : ?"));
}

#[test]
fn cycles_are_found() {
    let (mut network, x) = Network::new(Shape::new(4, 4, 4));
    let a = network.prelu("a", x);
    let b = network.prelu("b", a);
    let c = network.prelu("c", b);
    let mut graph = network.finish(c);
    let op = graph.op(a).clone();
    Rewriter::new(&mut graph).replace(a, op, &[b]);
    let problems = problems(&graph);
    assert_eq!(problems, ["a", "b", "c"].map(|n| format!("{n}: lies on a cycle or behind one")));
}

#[test]
fn branches_are_depth_wise_and_alike() {
    let problem = |edit: fn(&mut Branches, &mut Network)| {
        let (mut network, x) = Network::new(Shape::new(16, 4, 4));
        let y = network.eesp("unit", x, &Unit::stride_1(16, 9));
        let mut branches = network.graph.branches.remove(0);
        edit(&mut branches, &mut network);
        network.graph.branches.push(branches);
        problems(&network.finish(y))
    };
    let found = problem(|branches, _| branches.convs.clear());
    assert_eq!(found, ["unit: has no branches"]);
    let found = problem(|branches, _| branches.convs[1] = branches.input);
    assert_eq!(found, ["unit: branch input is no convolution"]);
    let found = problem(|branches, network| {
        branches.convs[1] = network.graph.find("unit.conv_1x1_exp.conv").expect("there");
    });
    assert_eq!(found, ["unit: branch unit.conv_1x1_exp.conv is not depth-wise"]);
    let found = problem(|branches, network| {
        branches.convs[1] = network.conv("other", branches.input, 16, 16, |conv| {
            (conv.kernel, conv.padding) = (3, 1);
        });
    });
    assert_eq!(found, ["unit: branch other differs in kernel, stride or input"]);
    let found = problem(|branches, _| branches.limit = Limit::Explicit(vec![1, 2]));
    assert_eq!(found, ["unit: lists 2 dilations for 4 branches"]);
    let found = problem(|branches, _| branches.limit = Limit::Explicit(vec![1, 2, 0, 1]));
    assert_eq!(found, ["unit: lists a dilation of 0; the smallest is 1"]);
}
