//! Fuses what follows a convolution number by number into it: batch norm, PReLU, gate, residual,
//! sigmoid. A channel shuffle before the convolution joins it too.
//!
//! A value is then stored once instead of being read and stored again at each of these stages. Stages
//! behind no convolution become a chain of their own.
//!
//! | in the network | becomes a convolution with |
//! |---|---|
//! | `conv`, `bn`, `act` | PReLU; the batch norm is folded into weights and bias |
//! | `conv_1x1_exp`, sum with the unit's input, `module_act` | sum, PReLU |
//! | `inp_reinf.1`, sum with the concatenation, `act` | sum, PReLU |
//! | `wt_layer`, sigmoid | sigmoid |
//! | `expansion_layer`, times `wt_layer`, sum with the decoder's map, `bu_br` | PReLU, gate, sum, affine, PReLU |
//! | concatenation, `merge_layer.0` | a chain without convolution: affine, PReLU |

mod chain;
mod conv;

use std::collections::BTreeMap;

use espnet_abi::{
    kernel::{self, Kernel},
    pack::{ConvTensors, Packing},
};

use super::{Shapes, Unfused, extend, fused, only_use, wrap};
use crate::{
    ir::{
        Fused, FusedKernel, Graph, Node, NodeId, Op, Rewriter,
        execution::{OperandLayouts, Roles, TensorIds},
    },
    shape::Shape,
};
pub(super) use chain::Chain;
pub(super) use conv::{CONV, dense, pointwise};

/// The kernel of stages without a convolution.
#[derive(Debug)]
struct Elementwise;

const ELEMENTWISE: &dyn FusedKernel = &Elementwise;

/// Fuses every convolution with the shuffle before it, and every stage with the convolution or chain
/// that makes its operand, if that has no other use; else makes it a chain of its own.
///
/// A sum takes either operand for its residual. It is fused into a convolution rather than a chain,
/// and of two convolutions into the later one, which finds the other's value already there. A
/// product is a gate if its second operand is of shape 1×C×1×1; others stay.
pub fn fuse_epilogues(graph: &mut Graph, shapes: &Shapes) -> Vec<Unfused> {
    let order = graph.topological_order();
    let position: BTreeMap<NodeId, usize> =
        order.iter().enumerate().map(|(position, &id)| (id, position)).collect();
    let mut unfused = Vec::new();
    for &id in &order {
        if !graph.contains(id) {
            continue;
        }
        let inputs = graph.inputs(id);
        let (op, operands) = match graph.op(id) {
            Op::Conv2d(_) => convolution(graph, shapes, id),
            _ if !is_stage(graph, shapes, id) => continue,
            _ => {
                let best = ports(graph, id)
                    .filter_map(|port| Some((port, joined(graph, shapes, id, port)?)))
                    .max_by_key(|&(port, (ref op, _))| {
                        (op.kernel.name() == CONV.name(), position[&inputs[port]])
                    });
                match best {
                    Some((_, found)) => found,
                    None => {
                        unfused.extend(reason(graph, id));
                        (wrap(graph, shapes, ELEMENTWISE, id), inputs)
                    }
                }
            }
        };
        Rewriter::new(graph).replace(id, Op::Fused(op), &operands);
    }
    unfused
}

/// Whether the node is a stage of an epilogue.
fn is_stage(graph: &Graph, shapes: &Shapes, id: NodeId) -> bool {
    let operands: Vec<Shape> = graph.inputs(id).iter().map(|input| shapes[input]).collect();
    graph.op(id).stage(&operands).is_some()
}

/// The ports of a stage whose value it may be fused with: a sum's both, else the first.
fn ports(graph: &Graph, id: NodeId) -> std::ops::Range<usize> {
    match graph.op(id) {
        Op::Add(_) => 0..2,
        _ => 0..1,
    }
}

/// The convolution at `id`, with the shuffle before it if nothing else reads that; and its operands.
fn convolution(graph: &Graph, shapes: &Shapes, id: NodeId) -> (Fused, Vec<NodeId>) {
    let inputs = graph.inputs(id);
    let shuffle = inputs[0];
    if graph.op(shuffle).shuffle_groups().is_none() || graph.only_use(shuffle) != Some(id) {
        return (wrap(graph, shapes, CONV, id), inputs);
    }
    let shuffled = wrap(graph, shapes, CONV, shuffle);
    (extend(&shuffled, graph.node(id), 0, &[]), graph.inputs(shuffle))
}

/// The fused operator that the stage `id` reads at `port`, with the stage behind it; and its operands.
///
/// No cycle can arise: the operator has no other use, so nothing that `id` reads beside it depends on
/// it.
fn joined(graph: &Graph, shapes: &Shapes, id: NodeId, port: usize) -> Option<(Fused, Vec<NodeId>)> {
    let mut others = graph.inputs(id);
    let host = others.remove(port);
    if graph.only_use(host) != Some(id) {
        return None;
    }
    let before = fused(graph, host, CONV).or_else(|| fused(graph, host, ELEMENTWISE))?;
    let nodes: Vec<(&Node, Shape)> =
        others.iter().map(|&other| (graph.node(other), shapes[&other])).collect();
    let joined = extend(before, graph.node(id), port, &nodes);
    let possible = Chain::of(&joined.body).is_ok_and(|chain| chain.is_possible());
    possible.then(|| (joined, [graph.inputs(host), others].concat()))
}

/// Why a stage behind a convolution is not part of it.
fn reason(graph: &Graph, id: NodeId) -> Option<Unfused> {
    let inputs = graph.inputs(id);
    let host = ports(graph, id)
        .map(|port| inputs[port])
        .find(|&host| fused(graph, host, CONV).is_some())?;
    let reason = match only_use(graph, host) {
        Err(reason) => reason,
        Ok(_) => {
            format!("{} cannot follow the stages of {}", graph.op(id).name(), graph.node(host).name)
        }
    };
    Some(Unfused::new(CONV, graph, id, reason))
}

impl FusedKernel for Elementwise {
    fn name(&self) -> &'static str {
        "elementwise"
    }

    fn check(&self, body: &Graph) -> Result<(), String> {
        let chain = Chain::of(body)?;
        match chain.conv.is_none() && !chain.stages.is_empty() && chain.is_possible() {
            true => Ok(()),
            false => Err("should be stages of an epilogue in an order that kernels have".into()),
        }
    }

    fn roles(&self, body: &Graph) -> Roles {
        let chain = Chain::of(body).expect("the body was checked");
        Roles {
            gate: chain.gate(),
            residual: chain.residual(),
            elementwise: true,
            commutes: chain.begins_with_sum(),
            ..Roles::default()
        }
    }

    fn kernel(&self, body: &Graph, layouts: &OperandLayouts) -> Kernel {
        let chain = Chain::of(body).expect("the body was checked");
        Kernel::Elementwise(kernel::Elementwise {
            input: layouts.input,
            output: layouts.output,
            in_place: layouts.in_place,
            epilogue: chain.epilogue(layouts.residual),
        })
    }

    fn packings(&self, body: &Graph, kernel: &Kernel, ids: &TensorIds<'_>) -> Vec<Packing> {
        let Kernel::Elementwise(kernel) = *kernel else { return Vec::new() };
        let chain = Chain::of(body).expect("the body was checked");
        vec![Packing::Elementwise(kernel, chain.epilogue_tensors(ids))]
    }
}

/// The tensors of a convolution that has a batch norm and nothing but a PReLU behind it.
pub(super) fn features(chain: &Chain<'_>, ids: &TensorIds<'_>) -> Option<ConvTensors> {
    let alone = chain.stages.is_empty() || chain.only_prelu().is_some();
    (chain.norm.is_some() && alone).then(|| chain.conv_tensors(ids))?
}
