//! Random graphs: operators in any order and with any uses, to find the cases that no network has.

use espnet_compiler::ir::{
    AdaptiveAvgPool, ChannelShuffle, Graph, NodeId, Op, ResizeBilinear, Shape,
};

use crate::{
    networks::{Network, Unit},
    weights::Random,
};

/// A graph of some tens of nodes that depends on the seed alone.
pub fn graph(seed: u64) -> Graph {
    let mut random = Random::new(seed);
    let size = Shape::new(16, 5 + random.below(8), 5 + random.below(8));
    let (mut network, input) = Network::new(size);
    let mut values = vec![input];
    for step in 0..24 {
        // Mostly the latest value, so that chains arise, and now and then an older one.
        let recent = values.len() - 1 - random.below(values.len().min(3));
        let any = random.below(values.len());
        let x = values[random.one_of(&[recent, recent, recent, any])];
        values.push(add_node(&mut network, &mut random, &values, x, step));
    }
    let last = *values.last().expect("there are nodes");
    if random.below(3) == 0 {
        let other = values[random.below(values.len())];
        network.graph.add_output("other", other);
    }
    network.finish(last)
}

fn add_node(
    network: &mut Network,
    random: &mut Random,
    values: &[NodeId],
    x: NodeId,
    step: usize,
) -> NodeId {
    let shape = network.shape(x);
    let name = format!("n{step}");
    let channels = shape.channels;
    let like_x: Vec<NodeId> =
        values.iter().copied().filter(|&value| network.shape(value) == shape).collect();
    let other = random.one_of(&like_x);
    match random.below(16) {
        0..=2 => {
            let groups = random.one_of(&[1, 2, 4, channels]);
            let groups = if channels.is_multiple_of(groups) { groups } else { 1 };
            let (kernel, dilation) = (random.one_of(&[1, 1, 3]), 1 + random.below(2));
            let (stride, bias) = (random.one_of(&[1, 1, 1, 2]), random.below(3) == 0);
            let out_channels = random.one_of(&[channels, channels, 2 * groups]);
            network.conv(&name, x, out_channels, groups, |conv| {
                (conv.kernel, conv.stride, conv.dilation) = (kernel, stride, dilation);
                conv.padding = kernel / 2 * dilation;
                conv.bias = bias.then(|| conv.weight.replace("weight", "bias"));
            })
        }
        3 | 4 => network.bn(&name, x),
        5 | 6 => network.prelu(&name, x),
        7 => network.graph.add(name, Op::Sigmoid, &[x]),
        8 | 9 => {
            let operands = random.one_of(&[[x, other], [other, x]]);
            network.graph.add(name, Op::Add, &operands)
        }
        10 => {
            let gate = network.graph.add(format!("{name}.gate"), Op::GlobalAvgPool, &[other]);
            let gate = random.one_of(&[gate, other]);
            network.graph.add(name, Op::Mul, &[x, gate])
        }
        11 => {
            let size = |value: NodeId| (network.shape(value).height, network.shape(value).width);
            let same_size: Vec<NodeId> =
                values.iter().copied().filter(|&value| size(value) == size(x)).collect();
            let others: Vec<NodeId> =
                (0..1 + random.below(2)).map(|_| random.one_of(&same_size)).collect();
            network.graph.add(name, Op::Concat, &[vec![x], others].concat())
        }
        12 => {
            let groups = if channels.is_multiple_of(2) { 2 } else { 1 };
            network.graph.add(name, Op::ChannelShuffle(ChannelShuffle { groups }), &[x])
        }
        13 => {
            let (height, width) = (2 + random.below(9), 2 + random.below(9));
            let op = random.one_of(&[
                Op::AdaptiveAvgPool(AdaptiveAvgPool { height, width }),
                Op::ResizeBilinear(ResizeBilinear { height, width }),
            ]);
            network.graph.add(name, op, &[x])
        }
        _ if channels.is_multiple_of(4) => {
            let limit = random.one_of(&[5, 7, 9]);
            network.eesp(&name, x, &Unit::stride_1(random.one_of(&[16, 16, 32]), limit))
        }
        _ => network.prelu(&name, x),
    }
}
