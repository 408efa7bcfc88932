//! Fused operators whose body their kernel does not compute: the verifier refuses them and does not panic.

use std::collections::{BTreeMap, BTreeSet};

use espnet_compiler::{
    compile,
    ir::{
        Add, BatchNorm, Concat, Conv2d, Fused, FusedKernel, GlobalAvgPool, Graph, Input, NodeId,
        Op, PRelu, Relu, Shape, verify::verify,
    },
    passes::fusion::{
        eesp::EespKernel, head::HeadKernel, hff::HffKernel, pyramid_pool::PyramidKernel,
        stem::StemKernel, strided_eesp::StridedEespKernel,
    },
    spec::Overrides,
};

const KERNELS: [&dyn FusedKernel; 6] =
    [&EespKernel, &HeadKernel, &HffKernel, &PyramidKernel, &StemKernel, &StridedEespKernel];

/// Returns the problems of a graph whose only operator is fused and has this body.
fn problems(kernel: &'static dyn FusedKernel, body: Graph) -> Option<String> {
    let mut graph = Graph::new("graph");
    let mut inputs = Vec::new();
    for id in body.input_nodes() {
        let Op::Input(input) = body.op(id) else { unreachable!("it is an input") };
        inputs.push(graph.add(format!("input {}", inputs.len()), input.clone(), &[]));
    }
    let fused = graph.add("fused", Fused { kernel, body: Box::new(body) }, &inputs);
    graph.add_output("value", fused);
    verify(&graph).err().map(|problems| problems.to_string())
}

/// Returns a body with one operand, in which `build` adds the operators and returns the value.
fn body(build: impl FnOnce(&mut Graph, NodeId) -> NodeId) -> Graph {
    let mut body = Graph::new("body");
    let input = body.add("x", Input(Shape::new(4, 5, 6)), &[]);
    let value = build(&mut body, input);
    body.add_output("value", value);
    body
}

/// Adds a hierarchical feature fusion of two branches.
fn hff(body: &mut Graph, input: NodeId) -> NodeId {
    let conv = |name: &str| Conv2d { kernel: 3, padding: 1, ..Conv2d::pointwise(name, 4, 4, 4) };
    let first = body.add("first", conv("first"), &[input]);
    let second = body.add("second", conv("second"), &[input]);
    let sum = body.add("sum", Add, &[first, second]);
    let concat = body.add("concat", Concat, &[first, sum]);
    let norm = BatchNorm { module: "norm".into(), channels: 8, eps: 1e-5 };
    let norm = body.add("norm", norm, &[concat]);
    body.add("act", PRelu { weight: "act.weight".into(), channels: 8 }, &[norm])
}

#[test]
fn a_body_is_the_pattern_and_nothing_else() {
    assert_eq!(problems(&HffKernel, body(hff)), None);
    let longer = body(|body, input| {
        let value = hff(body, input);
        body.add("relu", Relu, &[value])
    });
    let message = problems(&HffKernel, longer).expect("the kernel computes no ReLU");
    assert!(message.contains("relu is no part of the kernel"), "{message}");
}

#[test]
fn wrong_bodies_are_problems() {
    for kernel in KERNELS {
        let bodies = [
            ("identity", body(|_, input| input)),
            (
                "concatenation",
                body(|body, input| {
                    let sum = body.add("sum", Add, &[input, input]);
                    body.add("concat", Concat, &[input, sum])
                }),
            ),
            ("average", body(|body, input| body.add("average", GlobalAvgPool, &[input]))),
            ("two operands", body(|body, input| body.add("relu", Relu, &[input, input]))),
            ("missing output", {
                let mut other = Graph::new("other");
                for i in 0..9 {
                    other.add(format!("node {i}"), Input(Shape::new(1, 1, 1)), &[]);
                }
                let missing = other.find("node 8").expect("it was added");
                body(|_, _| missing)
            }),
        ];
        for (what, body) in bodies {
            assert!(problems(kernel, body).is_some(), "{} computes {what}", kernel.name());
        }
    }
}

/// Every kernel of a region refuses the body of the released networks with a further operator behind it.
#[test]
fn bodies_of_networks_end_where_their_kernels_do() {
    let mut kernels = BTreeSet::new();
    for spec in [
        include_str!("../../../models/espnetv2.json"),
        include_str!("../../../models/espnetv2_seg.json"),
    ] {
        let compiled = compile(spec, &Overrides::default()).expect("the spec is right");
        for id in compiled.graph.topological_order() {
            let Op::Fused(fused) = compiled.graph.op(id) else { continue };
            let Some(&kernel) = KERNELS.iter().find(|kernel| kernel.name() == fused.kernel.name())
            else {
                continue;
            };
            let mut longer = Graph::new("longer");
            let mut ids = BTreeMap::new();
            for id in fused.body.topological_order() {
                let inputs: Vec<NodeId> = fused.body.inputs(id).iter().map(|id| ids[id]).collect();
                ids.insert(id, longer.add_node(fused.body.node(id).clone(), &inputs));
            }
            let relu = longer.add("relu", Relu, &[ids[&fused.last()]]);
            longer.add_output("value", relu);
            assert_eq!(problems(kernel, (*fused.body).clone()), None, "{}", kernel.name());
            assert!(problems(kernel, longer).is_some(), "{} computes a ReLU", kernel.name());
            kernels.insert(kernel.name());
        }
    }
    assert_eq!(
        Vec::from_iter(kernels),
        ["eesp_unit", "head", "pyramid_pool", "stem_unit", "strided_eesp_unit"]
    );
}
