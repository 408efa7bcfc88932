//! Fuses a convolution with the elementwise operators after it, which become the stages of its epilogue:
//! batch norm, activation functions, gate and residual. A channel shuffle before a convolution of few inputs
//! for each output is fused too. Transposed convolutions are fused with the operators after them in the same way.
//!
//! The kernel then stores each number of the value once, whereas separate kernels would read and store it
//! again for each stage. Stages that do not follow a convolution are fused with one another.
//!
//! | operators of the network | the epilogue of the fused convolution |
//! |---|---|
//! | `conv`, `bn`, `act` | PReLU (the batch norm is folded into weights and bias) |
//! | `conv_1x1_exp`, sum with the unit's input, `module_act` | sum, PReLU |
//! | `inp_reinf.1`, sum with the concatenation, `act` | sum, PReLU |
//! | `wt_layer`, sigmoid | sigmoid |
//! | `expansion_layer`, times `wt_layer`, sum with the decoder's map, `bu_br` | PReLU, gate, sum, affine, PReLU |
//! | concatenation, `merge_layer.0` | affine, PReLU (without a convolution) |

mod chain;
mod conv;
mod conv_transpose;

use std::collections::BTreeMap;

use espnet_abi::{
    kernel::{self, Kernel},
    pack::{ConvTensors, Packing},
};

use super::{Shapes, Unfused, extend, fused, only_use, wrap};
use crate::{
    ir::{
        Conv2d, Fused, FusedKernel, Graph, Node, NodeId, Op, Rewriter,
        execution::{OperandLayouts, Roles, TensorIds},
        positions,
    },
    shape::Shape,
};
pub(super) use chain::Chain;
pub(super) use conv::{CONV, dense_kernel, pointwise_kernel};
use conv_transpose::CONV_TRANSPOSE;

/// The kernel of stages without a convolution.
#[derive(Debug)]
struct Elementwise;

const ELEMENTWISE: &dyn FusedKernel = &Elementwise;

/// Fuses convolutions with the channel shuffle before them if that is faster, and every stage with the fused operator that
/// computes its operand. If that operator has another reader, or if its kernel does not support the stage,
/// the stage becomes a fused operator of its own.
///
/// A sum can be fused with the operator of either operand, and the other operand becomes the residual. A
/// convolution is preferred to an operator without one. Of two convolutions the later one is preferred,
/// because the other's value exists when it runs. A product is a stage only if its second operand has the
/// shape 1×C×1×1; other products are not fused.
pub fn fuse_epilogues(graph: &mut Graph, shapes: &Shapes) -> Vec<Unfused> {
    let order = graph.topological_order();
    let position = positions(&order);
    let mut reports = Vec::new();
    for &id in &order {
        if !graph.contains(id) {
            continue;
        }
        let inputs = graph.inputs(id);
        let (op, operands) = match graph.op(id) {
            Op::Conv2d(conv) => convolution(graph, shapes, id, conv),
            Op::ConvTranspose2d(_) => (wrap(graph, shapes, CONV_TRANSPOSE, id), inputs),
            _ if !is_stage(graph, shapes, id) => continue,
            _ => {
                let best = ports(graph, id)
                    .filter_map(|port| Some((port, join(graph, shapes, id, port)?)))
                    .max_by_key(|&(port, (ref op, _))| {
                        (op.kernel.name() != ELEMENTWISE.name(), position[&inputs[port]])
                    });
                match best {
                    Some((_, found)) => found,
                    None => {
                        reports.extend(reason(graph, &position, id));
                        (wrap(graph, shapes, ELEMENTWISE, id), inputs)
                    }
                }
            }
        };
        Rewriter::new(graph).replace(id, Op::Fused(op), &operands);
    }
    reports
}

/// Whether the node is a stage of an epilogue.
fn is_stage(graph: &Graph, shapes: &Shapes, id: NodeId) -> bool {
    let operands: Vec<Shape> = graph.inputs(id).iter().map(|input| shapes[input]).collect();
    graph.op(id).stage(&operands).is_some()
}

/// Returns the ports of a stage whose operands it can be fused with: both of a sum, the first of others.
fn ports(graph: &Graph, id: NodeId) -> std::ops::Range<usize> {
    match graph.op(id) {
        Op::Add(_) => 0..2,
        _ => 0..1,
    }
}

/// Returns the convolution at `id` as a fused operator, and its operands. It contains the channel shuffle
/// before the convolution if the shuffle has no other reader, and if this is faster.
fn convolution(graph: &Graph, shapes: &Shapes, id: NodeId, conv: &Conv2d) -> (Fused, Vec<NodeId>) {
    let inputs = graph.inputs(id);
    let shuffle = inputs[0];
    let is_shuffled =
        graph.op(shuffle).shuffle_groups().is_some() && graph.only_use(shuffle) == Some(id);
    if !is_shuffled || !conv::includes_shuffle(conv) {
        return (wrap(graph, shapes, CONV, id), inputs);
    }
    let before = wrap(graph, shapes, CONV, shuffle);
    (extend(&before, graph.node(id), 0, &[]), graph.inputs(shuffle))
}

/// Returns the fused operator that the stage `id` reads at `port`, extended by the stage, and its operands.
///
/// The fusion creates no cycle: the stage is the operator's only reader, so the other operands of the stage
/// do not depend on the operator.
fn join(graph: &Graph, shapes: &Shapes, id: NodeId, port: usize) -> Option<(Fused, Vec<NodeId>)> {
    let mut others = graph.inputs(id);
    let host = others.remove(port);
    if graph.only_use(host) != Some(id) {
        return None;
    }
    let before = fused_convolution(graph, host).or_else(|| fused(graph, host, ELEMENTWISE))?;
    let nodes: Vec<(&Node, Shape)> =
        others.iter().map(|&other| (graph.node(other), shapes[&other])).collect();
    let fused = extend(before, graph.node(id), port, &nodes);
    let possible = Chain::of(&fused.body).is_ok_and(|chain| chain.is_possible());
    possible.then(|| (fused, [graph.inputs(host), others].concat()))
}

/// Returns the report of a stage that follows a convolution but was not fused with it; `None` for other
/// stages.
fn reason(graph: &Graph, position: &BTreeMap<NodeId, usize>, id: NodeId) -> Option<Unfused> {
    let inputs = graph.inputs(id);
    let host = ports(graph, id)
        .map(|port| inputs[port])
        .filter(|&host| fused_convolution(graph, host).is_some())
        .max_by_key(|host| position[host])?;
    let kernel = fused_convolution(graph, host)?.kernel;
    let reason = match only_use(graph, host) {
        Err(reason) => reason,
        Ok(_) => {
            format!("{} cannot follow the stages of {}", graph.op(id).name(), graph.node(host).name)
        }
    };
    Some(Unfused::new(kernel, graph, id, reason))
}

/// Returns the fused convolution of either kind at `id`, if the node is one.
fn fused_convolution(graph: &Graph, id: NodeId) -> Option<&Fused> {
    fused(graph, id, CONV).or_else(|| fused(graph, id, CONV_TRANSPOSE))
}

impl FusedKernel for Elementwise {
    fn name(&self) -> &'static str {
        "elementwise"
    }

    fn check(&self, body: &Graph) -> Result<(), String> {
        let chain = Chain::of(body)?;
        match !chain.convolves() && !chain.stages.is_empty() && chain.is_possible() {
            true => Ok(()),
            false => Err("should be stages of an epilogue in an order that kernels support".into()),
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
        kernel::Elementwise::new(layouts.input, layouts.output)
            .in_place(layouts.in_place)
            .epilogue(chain.epilogue(layouts.residual))
            .into()
    }

    fn packings(&self, body: &Graph, kernel: &Kernel, ids: &TensorIds<'_>) -> Vec<Packing> {
        let Kernel::Elementwise(kernel) = *kernel else { return Vec::new() };
        let chain = Chain::of(body).expect("the body was checked");
        vec![Packing::Elementwise(kernel, chain.epilogue_tensors(ids))]
    }
}

/// Returns the tensors of the chain's convolution, if it has a batch norm and at most a PReLU follows. See
/// [`Execute::features`](crate::ir::execution::Execute::features).
pub(super) fn features(chain: &Chain<'_>, ids: &TensorIds<'_>) -> Option<ConvTensors> {
    let at_most_prelu = chain.stages.is_empty() || chain.only_prelu().is_some();
    (chain.norm.is_some() && at_most_prelu).then(|| chain.conv_tensors(ids))?
}
