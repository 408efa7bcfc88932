//! The verifier, the text form and the Graphviz form.

use espnet_compiler::{
    ir::{
        Add, BatchNorm, Concat, Conv2d, Fused, Graph, Input, Op, PRelu, Rewriter, Shape, Sigmoid,
        dot::dot,
        text::text,
        verify::{Problems, verify},
    },
    lower::{Lowered, UnitBranches},
    passes::{Settings, clamp_dilations::clamp_dilations, run_all},
    spec::{DilationPolicy, Limit},
};

use crate::networks::{Network, Unit};

/// A strided unit, an EESP unit and a gated sum.
fn sample() -> Lowered {
    let (mut network, image) = Network::new(Shape::new(3, 16, 16));
    let x = network.stem(image, 16);
    let x = network.strided("down", x, 32, Some(image));
    let y = network.eesp("unit", x, &Unit::stride_1(32, 7));
    let y = network.merge("merge", y, x);
    network.finish(y)
}

#[test]
fn text_before_any_pass_lists_operators_and_units() {
    let text = sample().to_string();
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
    let (graph, _) = run_all(&sample(), DilationPolicy::Official).expect("sound");
    let text = text(&graph);
    let expected = "
  unit.module_act = eesp_unit(down.act) : 32×4×4
    unit.proj_1x1.act = conv2d(down.act) : 8×4×4
      unit.proj_1x1.conv = conv2d(down.act) 1×1, 32→8, groups 4 : 8×4×4
      unit.proj_1x1.bn = batch_norm(unit.proj_1x1.conv) : 8×4×4
      unit.proj_1x1.act = prelu(unit.proj_1x1.bn) : 8×4×4
";
    assert!(text.contains(expected), "\n{text}");
    let merged = "
  merge.br.1 = conv2d(down.act, merge.wt_layer.2, unit.module_act) : 32×4×4
    merge.expansion_layer.conv = conv2d(down.act) 3×3, 32→32, groups 2, padding 1, receptive field 3 : 32×4×4
    merge.expansion_layer.bn = batch_norm(merge.expansion_layer.conv) : 32×4×4
    merge.expansion_layer.act = prelu(merge.expansion_layer.bn) : 32×4×4
    merge.mul = mul(merge.expansion_layer.act, merge.wt_layer.2) : 32×4×4
    merge.add = add(unit.module_act, merge.mul) : 32×4×4
    merge.br.0 = batch_norm(merge.add) : 32×4×4
    merge.br.1 = prelu(merge.br.0) : 32×4×4
  output output = merge.br.1
";
    assert!(text.ends_with(merged), "\n{text}");
    let outer = text.lines().filter(|line| !line.starts_with("   ") && line.contains(" = "));
    assert_eq!(outer.count(), graph.len() + 1);
}

#[test]
fn unusual_things_are_told() {
    let (mut network, x) = Network::new(Shape::new(4, 2, 2));
    let norm = BatchNorm { module: "other".into(), channels: 4, eps: 1e-3 };
    let x = network.graph.add("norm", norm, &[x]);
    let prelu = PRelu { weight: "slopes".into(), channels: 4 };
    let x = network.graph.add("act", prelu, &[x]);
    let wrong = network.graph.add("wrong", Concat, &[]);
    network.graph.add("behind", Add, &[wrong, x]);
    let text = text(&network.finish(x).graph);
    assert!(text.contains("  norm = batch_norm(input) module other, eps 1e-3 : 4×2×2\n"), "{text}");
    assert!(text.contains("  act = prelu(norm) slopes slopes : 4×2×2\n"), "{text}");
    assert!(text.contains("  wrong = concat : ?\n  behind = add(wrong, act) : ?\n"), "{text}");
}

#[test]
fn graphviz_has_a_box_for_each_node_and_an_arrow_for_each_operand() {
    let graph = sample().graph;
    let dot = dot(&graph);
    let count = |what: &str| dot.matches(what).count();
    let operands: usize = graph.topological_order().iter().map(|&id| graph.inputs(id).len()).sum();
    assert_eq!(count("fillcolor"), graph.len() + 1);
    assert_eq!(count(" -> "), operands + 1);
    assert!(dot.contains("[label = \"level1.act\\nprelu\\n16×8×8\", fillcolor = \"lightgrey\"]"));

    let mut quoted = Graph::new("a \"b\" \\");
    quoted.add("n", Input(Shape::new(1, 1, 1)), &[]);
    assert!(espnet_compiler::ir::dot::dot(&quoted).starts_with("digraph \"a \\\"b\\\" \\\\\" {"));
}

fn problems(graph: &Graph) -> Vec<String> {
    let Err(Problems(problems)) = verify(graph) else { panic!("the graph is sound\n{graph}") };
    problems.iter().map(ToString::to_string).collect()
}

#[test]
fn sound_graphs_pass_with_all_their_shapes() {
    let graph = sample().graph;
    let shapes = verify(&graph).unwrap_or_else(|problems| panic!("{problems}"));
    assert_eq!(shapes.len(), graph.len());
    assert_eq!(shapes, graph.shapes().expect("sound"));
}

#[test]
fn all_problems_are_told_at_once() {
    let (mut network, x) = Network::new(Shape::new(4, 4, 4));
    let graph = &mut network.graph;
    let conv = Conv2d { groups: 3, ..Conv2d::pointwise("conv", 4, 4, 1) };
    graph.add("conv", conv, &[x]);
    graph.add("twin", Sigmoid, &[x]);
    graph.add("twin", Sigmoid, &[x, x]);
    let norm = BatchNorm { module: "norm".into(), channels: 5, eps: 1e-5 };
    graph.add("norm", norm, &[x]);
    let (fused, _) = run_all(&sample(), DilationPolicy::Official).expect("sound");
    let Op::Fused(Fused { kernel, .. }) = *fused.op(fused.find("level1.act").expect("there"))
    else {
        panic!("a fused operator")
    };
    let body = Box::new(Graph::new("body"));
    let hollow = graph.add("hollow", Op::Fused(Fused { kernel, body }), &[]);
    graph.add("behind", Sigmoid, &[hollow]);
    graph.add("same", PRelu { weight: "norm.bias".into(), channels: 4 }, &[x]);
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
            "hollow: should have a body with one output",
        ]
    );
    assert_eq!(problems(&Graph::new("empty")), ["empty: has no output"]);
}

#[test]
fn sizes_beyond_all_bounds_are_problems() {
    let (mut network, x) = Network::new(Shape::new(4, 4, 4));
    let graph = &mut network.graph;
    let dilated = Conv2d { kernel: 3, dilation: usize::MAX, ..Conv2d::pointwise("conv", 4, 4, 1) };
    graph.add("dilated", dilated, &[x]);
    let huge = Shape::new(usize::MAX, usize::MAX, 2);
    graph.add("huge", Input(huge), &[]);
    graph.add_output("output", x);
    let problem = |name| format!("{name}: has a size of {}; the largest is 1048576", usize::MAX);
    assert_eq!(problems(graph), ["dilated", "huge"].map(problem));
    let nothing = Conv2d { groups: 0, kernel: 0, ..Conv2d::pointwise("conv", 4, 4, 1) };
    graph.add("nothing", nothing, &[x]);
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
    let mut graph = network.finish(c).graph;
    let op = graph.op(a).clone();
    Rewriter::new(&mut graph).replace(a, op, &[b]);
    let problems = problems(&graph);
    assert_eq!(problems, ["a", "b", "c"].map(|n| format!("{n}: lies on a cycle or behind one")));
}

#[test]
fn branches_are_depth_wise_and_alike() {
    let problem = |edit: fn(&mut UnitBranches, &mut Network)| {
        let (mut network, x) = Network::new(Shape::new(16, 4, 4));
        let y = network.eesp("unit", x, &Unit::stride_1(16, 9));
        let mut branches = network.units.remove(0);
        edit(&mut branches, &mut network);
        network.units.push(branches);
        let Lowered { mut graph, shapes, units, .. } = network.finish(y);
        let settings = Settings { policy: DilationPolicy::Official, units: &units };
        let problems = clamp_dilations(&mut graph, &shapes, settings).expect_err("a problem");
        problems.0.iter().map(ToString::to_string).collect::<Vec<_>>()
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
