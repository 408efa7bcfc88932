//! Compares compiled networks with the interpreter, which runs the graph before fusion. Both have
//! the same random weights. The networks run on every instruction set, and with any number of
//! threads.

use std::collections::BTreeMap;

use espnet::{Isa, Threads};
use espnet_compiler::{
    ir::{NodeId, Op, interpret},
    passes::clamp_dilations::clamped_graph,
    random::{Random, random_checkpoint},
    spec::Precision,
};
use espnet_tests::{
    Network, checkpoint,
    compare::{bar, difference, magnitude},
    networks::{recorded::Custom, unusual::*, widths::*},
};

fn agrees<N: Network>() {
    let compiled = N::settings().compile();
    let tensors = random_checkpoint(&compiled.plan, 7);
    let file = checkpoint::file(&tensors);
    let input = Random::new(8).normals(compiled.plan.input.len());

    // The graph after the clamping of dilations, which determines the network, and before all other
    // passes, with weights in f32.
    let lowered = &compiled.lowered.graph;
    let linear = |&id: &NodeId| matches!(lowered.op(id), Op::Linear(_));
    let mut exact = N::settings();
    if lowered.topological_order().iter().any(linear) {
        exact.overrides.linear_weights = Some(Precision::F32);
    }
    let graph = clamped_graph(&exact.compile().lowered, compiled.architecture.dilation)
        .expect("the policy suits the spec");
    let tensors: BTreeMap<String, _> = tensors.into_iter().collect();
    let values = interpret::run(&graph, &tensors, &[("input", &input)])
        .unwrap_or_else(|error| panic!("{}: {error}", N::NAME));
    let expected = &values[&graph.outputs()[0].node];

    let size = magnitude(expected);
    assert!((1e-3..1e4).contains(&size), "{}: outputs of magnitude {size}", N::NAME);
    for isa in Isa::ALL {
        let network = N::from_checkpoint(&file).unwrap_or_else(|error| panic!("{error}"));
        let Some(network) = network.on(isa) else { continue };
        let output = network.run(&input);
        let worst = difference(&output, expected);
        eprintln!("{} on {isa}: largest difference {worst:e} of {size:e}", N::NAME);
        assert!(worst <= bar(size), "{} on {isa}: {worst} at magnitude {size}", N::NAME);
        // More threads than there are cores, and more than some maps have rows.
        for count in [2, 3, 7] {
            let mut threads = Threads::exactly(count).expect("there is room for some threads");
            let shared = network.run_with_threads(&input, &mut threads);
            let same = output.iter().zip(&shared).all(|(a, b)| a.to_bits() == b.to_bits());
            assert!(same, "{} on {isa}: {count} threads give other bits", N::NAME);
        }
    }
}

macro_rules! agree {
    ($($test:ident: $network:ident;)*) => {$(
        #[test]
        fn $test() {
            agrees::<$network>();
        }
    )*};
}

agree! {
    width_0_1: S010;
    width_0_25: S025;
    width_0_35: S035;
    width_0_6: S060;
    width_0_75: S075;
    width_1_1: S110;
    width_3_0: S300;
    custom: Custom;
    one_channel_and_odd_sizes: Grey;
    four_channels: FourChannels;
    two_branches: TwoBranches;
    three_branches: ThreeBranches;
    eight_branches: EightBranches;
    paper_dilations: Paper;
    linear_layer_in_floats: Floats;
    odd_graph: Odd;
    odd_output: Enlarged;
    units_out_of_blocks: UnitsByHand;
    activations_in_any_order: Rectified;
    channel_slices_and_transposed_convolutions: Halves;
    two_classes: SegSmall;
    more_classes_than_planes: SegMany;
}
