//! Fuses what follows a convolution number by number into it: PReLU, gate, residual, batch norm,
//! PReLU, sigmoid, in the order of [`Epilogue`]'s fields.
//!
//! A value is then stored once instead of being read and stored again at each of these steps. What
//! has no convolution before it becomes a chain of its own, [`Op::Elementwise`].
//!
//! | in the network | becomes |
//! |---|---|
//! | `conv`, `bn`, `act` | a convolution with `prelu` |
//! | `conv_1x1_exp`, sum with the unit's input, `module_act` | `residual`, `final_prelu` |
//! | `inp_reinf.1`, sum with the concatenation, `act` | `residual`, `final_prelu` |
//! | `wt_layer`, sigmoid | `sigmoid` |
//! | `expansion_layer`, times `wt_layer`, sum with the decoder's map, `bu_br` | `prelu`, `gate`, `residual`, `affine`, `final_prelu` |
//! | concatenation, `merge_layer.0` | a chain: `affine`, `final_prelu` |

use std::collections::BTreeMap;

use crate::ir::{Epilogue, Graph, NodeId, Op, Rewriter};

/// Fuses every batch norm, PReLU, sigmoid, sum and gate into the convolution or chain that makes its
/// operand, if that has no other use; else makes it a chain of its own.
///
/// A sum takes either operand for its residual. It is fused into a convolution rather than a chain,
/// and of two convolutions into the later one, which finds the other's value already there. A
/// product is a gate if its second operand is of shape 1×C×1×1; others stay. So does a graph whose
/// shapes do not fit.
pub fn fuse_epilogues(graph: &mut Graph) {
    let Ok(shapes) = graph.shapes() else { return };
    let gates = |id: NodeId| shapes[&id].pixels() == 1;
    let order = graph.topological_order();
    let position: BTreeMap<NodeId, usize> =
        order.iter().enumerate().map(|(position, &id)| (id, position)).collect();
    let mut rewriter = Rewriter::new(graph);
    for &id in &order {
        let graph = rewriter.graph();
        let inputs = graph.inputs(id);
        let best = hosts(graph, id)
            .into_iter()
            .filter_map(|port| Some((port, fused(graph, &gates, id, inputs[port], port)?)))
            .max_by_key(|&(port, (ref op, _))| {
                (matches!(op, Op::Conv2d(_)), position[&inputs[port]])
            });
        if let Some((_, (op, operands))) = best {
            rewriter.replace(id, op, &operands);
        } else if let Some(epilogue) = extended(graph, &gates, &Epilogue::default(), id) {
            rewriter.replace(id, Op::Elementwise(epilogue), &inputs);
        }
    }
}

/// The ports of `id` whose value it may be fused with: a sum's both, else the first.
fn hosts(graph: &Graph, id: NodeId) -> Vec<usize> {
    match graph.op(id) {
        Op::Add => vec![0, 1],
        Op::BatchNorm(_) | Op::PRelu(_) | Op::Sigmoid | Op::Mul => vec![0],
        _ => Vec::new(),
    }
}

/// The node `host` with `id`, which reads it at `port`, fused into it: operator and operands.
///
/// No cycle can arise: `host` has no other use, so nothing that `id` reads beside it depends on it.
fn fused(
    graph: &Graph,
    gates: &impl Fn(NodeId) -> bool,
    id: NodeId,
    host: NodeId,
    port: usize,
) -> Option<(Op, Vec<NodeId>)> {
    if graph.only_use(host) != Some(id) {
        return None;
    }
    let op = match graph.op(host) {
        Op::Conv2d(conv) => {
            let mut conv = conv.clone();
            conv.epilogue = extended(graph, gates, &conv.epilogue, id)?;
            Op::Conv2d(conv)
        }
        Op::Elementwise(epilogue) => Op::Elementwise(extended(graph, gates, epilogue, id)?),
        _ => return None,
    };
    let mut operands = graph.inputs(host);
    // A residual comes behind the gate, as in the epilogue; so what is added later stands later.
    operands.extend(
        graph
            .inputs(id)
            .into_iter()
            .enumerate()
            .filter(|&(i, _)| i != port)
            .map(|(_, other)| other),
    );
    Some((op, operands))
}

/// `epilogue` followed by what node `id` does, if an epilogue can do that; `gates` tells whether a
/// value can be a gate.
fn extended(
    graph: &Graph,
    gates: &impl Fn(NodeId) -> bool,
    epilogue: &Epilogue,
    id: NodeId,
) -> Option<Epilogue> {
    let mut next = epilogue.clone();
    let done = steps_done(epilogue);
    match graph.op(id) {
        Op::PRelu(prelu) if done < 1 => next.prelu = Some(prelu.clone()),
        Op::Mul if done < 2 && gates(graph.inputs(id)[1]) => next.gate = true,
        Op::Add if done < 3 => next.residual = true,
        Op::BatchNorm(norm) if done < 4 => next.affine = Some(norm.clone()),
        Op::PRelu(prelu) if done < 5 => next.final_prelu = Some(prelu.clone()),
        Op::Sigmoid if done < 6 => next.sigmoid = true,
        _ => return None,
    }
    Some(next)
}

/// How many of the epilogue's fields come up to and with the last one that is set.
fn steps_done(epilogue: &Epilogue) -> usize {
    let Epilogue { prelu, gate, residual, affine, final_prelu, sigmoid } = epilogue;
    [prelu.is_some(), *gate, *residual, affine.is_some(), final_prelu.is_some(), *sigmoid]
        .iter()
        .rposition(|&set| set)
        .map_or(0, |last| last + 1)
}
