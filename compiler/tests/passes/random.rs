//! Random graphs: operators in any order and with any uses, for the cases that occur in no network.

use espnet_compiler::{
    ir::{
        AdaptiveAvgPool, Add, ChannelShuffle, ChannelSlice, Concat, GlobalAvgPool, MaxPool, Mul,
        NodeId, Op, Relu, Relu6, ResizeBilinear, Shape, Sigmoid,
    },
    lower::Lowered,
    random::Random,
};

use crate::{
    networks::{Network, Unit},
    weights::{below, one_of},
};

/// A graph of some tens of nodes that depends on the seed alone.
pub fn network(seed: u64) -> Lowered {
    let mut random = Random::new(seed);
    let size = Shape::new(16, 5 + below(&mut random, 8), 5 + below(&mut random, 8));
    let (mut network, input) = Network::new(size);
    let mut values = vec![input];
    for step in 0..24 {
        // The operand is mostly the latest value, so that chains arise, and now and then an older
        // one.
        let recent = values.len() - 1 - below(&mut random, values.len().min(3));
        let any = below(&mut random, values.len());
        let x = values[one_of(&mut random, &[recent, recent, recent, any])];
        values.push(add_node(&mut network, &mut random, &values, x, step));
    }
    let last = *values.last().expect("there are nodes");
    if below(&mut random, 3) == 0 {
        let other = values[below(&mut random, values.len())];
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
    let other = one_of(random, &like_x);
    match below(random, 18) {
        0..=2 => {
            let groups = one_of(random, &[1, 2, 4, channels]);
            let groups = if channels.is_multiple_of(groups) { groups } else { 1 };
            let (kernel, dilation) = (one_of(random, &[1, 1, 3]), 1 + below(random, 2));
            let (stride, bias) = (one_of(random, &[1, 1, 1, 2]), below(random, 3) == 0);
            let out_channels = one_of(random, &[channels, channels, 2 * groups]);
            network.conv(&name, x, out_channels, groups, |conv| {
                (conv.kernel, conv.stride, conv.dilation) = (kernel, stride, dilation);
                conv.padding = kernel / 2 * dilation;
                conv.bias = bias.then(|| conv.weight.replace("weight", "bias"));
            })
        }
        3 | 4 => network.bn(&name, x),
        5 | 6 => network.prelu(&name, x),
        7 => {
            let function = one_of(random, &[Op::from(Sigmoid), Relu.into(), Relu6.into()]);
            network.graph.add(name, function, &[x])
        }
        8 | 9 => {
            let operands = one_of(random, &[[x, other], [other, x]]);
            network.graph.add(name, Add, &operands)
        }
        10 => {
            let gate = network.graph.add(format!("{name}.gate"), GlobalAvgPool, &[other]);
            let gate = one_of(random, &[gate, other]);
            network.graph.add(name, Mul, &[x, gate])
        }
        11 => {
            let size = |value: NodeId| (network.shape(value).height, network.shape(value).width);
            let same_size: Vec<NodeId> =
                values.iter().copied().filter(|&value| size(value) == size(x)).collect();
            let others: Vec<NodeId> =
                (0..1 + below(random, 2)).map(|_| one_of(random, &same_size)).collect();
            network.graph.add(name, Concat, &[vec![x], others].concat())
        }
        12 => {
            let groups = if channels.is_multiple_of(2) { 2 } else { 1 };
            network.graph.add(name, Op::ChannelShuffle(ChannelShuffle { groups }), &[x])
        }
        13 => {
            let (height, width) = (2 + below(random, 9), 2 + below(random, 9));
            let stride = 1 + below(random, 2);
            let op = one_of(
                random,
                &[
                    Op::MaxPool(MaxPool { kernel: 3, stride, padding: 1 }),
                    Op::AdaptiveAvgPool(AdaptiveAvgPool { height, width }),
                    Op::ResizeBilinear(ResizeBilinear { height, width }),
                ],
            );
            network.graph.add(name, op, &[x])
        }
        15 => {
            let start = below(random, channels);
            let channels = 1 + below(random, channels - start);
            network.graph.add(name, ChannelSlice { start, channels }, &[x])
        }
        // A map that has been enlarged twice takes the interpreter long.
        14 if shape.height.max(shape.width) <= 16 => {
            let (kernel, bias) = (2 + below(random, 2), below(random, 3) == 0);
            let out_channels = one_of(random, &[channels, 5, 8]);
            network.conv_transpose(&name, x, out_channels, kernel, |conv| {
                conv.bias = bias.then(|| conv.weight.replace("weight", "bias"));
            })
        }
        _ if channels.is_multiple_of(4) => {
            let limit = one_of(random, &[5, 7, 9]);
            network.eesp(&name, x, &Unit::stride_1(one_of(random, &[16, 16, 32]), limit))
        }
        _ => network.prelu(&name, x),
    }
}
