//! Steps and buffers of a scheduled graph: the operands of each operator's kernel.
//!
//! | module | what it is for |
//! |---|---|
//! | `storage` | where values lie |
//! | `steps` | steps as they are written down, outputs and lifetimes |
//!
//! Values are written where they are needed: a concatenation's operand into the concatenation, a
//! sum over its residual, an epilogue over its input, wherever nothing else still needs what is
//! overwritten. Where that cannot be, a copy is a step of its own.

mod steps;
mod storage;

use std::collections::BTreeMap;

use espnet_abi::{
    kernel::{self as abi, Residual},
    layout::{Layout, Map},
};

use super::{
    Buffer, Kernel, Place, PlannedOutput, Step,
    kernel::{self, ConvKind},
    layout::layouts,
    resized::resized,
};
use crate::{
    diagnostic::Diagnostics,
    ir::{Graph, NodeId, Op, Placements, Shape},
};
use storage::{Stored, slice};

/// What [`lower`] makes.
pub struct Program {
    /// What goes in.
    pub input: Shape,
    /// What comes out.
    pub outputs: Vec<PlannedOutput>,
    /// The calls in order.
    pub steps: Vec<Step>,
    /// The buffers, without offsets.
    pub buffers: Vec<Buffer>,
    /// For each step with weights: the node, the kernel, the offset in the blob.
    pub packings: Vec<(NodeId, Kernel, usize)>,
    /// Floats of the blob.
    pub weights_len: usize,
}

/// Turns nodes in `order` into steps on buffers.
///
/// # Errors
/// If the network hands back its own input.
pub fn lower(
    graph: &Graph,
    placements: &Placements,
    shapes: &BTreeMap<NodeId, Shape>,
    order: &[NodeId],
) -> Result<Program, Diagnostics> {
    let resized = resized(graph, shapes, order);
    let mut position: BTreeMap<NodeId, usize> =
        order.iter().enumerate().map(|(i, &id)| (id, i)).collect();
    // A resize that is left to a convolution happens where that is.
    for (id, conv) in &resized {
        position.insert(*id, position[conv]);
    }
    let mut lowering = Lowering {
        graph,
        placements,
        shapes,
        layouts: layouts(graph, order),
        position,
        resized,
        storage: BTreeMap::new(),
        relaid: BTreeMap::new(),
        given: BTreeMap::new(),
        program: Program {
            input: Shape::new(0, 0, 0),
            outputs: Vec::new(),
            steps: Vec::new(),
            buffers: Vec::new(),
            packings: Vec::new(),
            weights_len: 0,
        },
    };
    for &id in order {
        lowering.node(id);
    }
    lowering.outputs()?;
    lowering.lifetimes();
    Ok(lowering.program)
}

struct Lowering<'a> {
    graph: &'a Graph,
    placements: &'a Placements,
    shapes: &'a BTreeMap<NodeId, Shape>,
    layouts: BTreeMap<NodeId, Layout>,
    position: BTreeMap<NodeId, usize>,
    /// Resizes that a convolution makes, and which.
    resized: BTreeMap<NodeId, NodeId>,
    storage: BTreeMap<NodeId, Stored>,
    /// Channels-last copies of values in planes.
    relaid: BTreeMap<NodeId, Stored>,
    /// The maps of branches that pyramids are given.
    given: BTreeMap<NodeId, Stored>,
    program: Program,
}

impl Lowering<'_> {
    fn node(&mut self, id: NodeId) {
        let inputs = self.graph.inputs(id);
        match self.graph.op(id) {
            Op::Input(shape) => {
                self.program.input = *shape;
                let map = Map::dense(shape.channels, shape.height, shape.width);
                let stored = Stored { place: Place::Input, map, layout: Layout::Nchw };
                self.storage.insert(id, stored);
            }
            Op::Concat => self.concat(id, &inputs),
            Op::Conv2d(conv) => {
                let input = match ConvKind::of(conv).reads_planes() {
                    true => self.storage[&inputs[0]],
                    false => self.channels_last(inputs[0]),
                };
                let mut operands = inputs[1..].iter();
                let gate = conv.epilogue.gate.then(|| operands.next()).flatten().copied();
                let residual = conv.epilogue.residual.then(|| operands.next()).flatten().copied();
                let (output, added, residual) = self.with_added(id, residual, inputs[0], gate);
                let step = kernel::conv(conv, input.map, input.layout, output.map, added);
                self.step(id, step, Some(input), gate, residual, output);
            }
            Op::EespUnit(unit) => {
                let input = self.channels_last(inputs[0]);
                let has_residual = unit.expand.epilogue.residual;
                let (output, kind, _) = if has_residual {
                    self.with_residual(id, Some(inputs[0]), &[], None)
                } else {
                    (self.own(id), Residual::None, None)
                };
                let step = kernel::eesp(unit, input.map, output.map, kind);
                let input = (kind != Residual::InPlace).then_some(input);
                self.step(id, step, input, None, None, output);
            }
            Op::StridedEespUnit(unit) => {
                let input = match unit.stem {
                    Some(_) => self.storage[&inputs[0]],
                    None => self.channels_last(inputs[0]),
                };
                let image = inputs.get(1).map(|&image| self.channels_last(image));
                let output = self.own(id);
                let image_map = image.map(|image| image.map);
                let kernel = match &unit.stem {
                    Some(stem) => {
                        let map = unit.map(self.shapes[&inputs[0]]).expect("the graph is sound");
                        let map = Map::dense(map.channels, map.height, map.width);
                        let read = (input.map, input.layout);
                        kernel::stem_unit((stem, unit), read, map, image_map, output.map)
                    }
                    None => kernel::strided_eesp(unit, input.map, image_map, output.map),
                };
                self.step(id, kernel, Some(input), None, image, output);
            }
            Op::Elementwise(epilogue) => {
                let mut operands = inputs[1..].iter();
                let gate = epilogue.gate.then(|| operands.next()).flatten().copied();
                let residual = epilogue.residual.then(|| operands.next()).flatten().copied();
                let (input, residual) = match residual {
                    Some(other) if epilogue.prelu.is_none() && gate.is_none() => {
                        let [input, other] = self.overwritable_first(id, [inputs[0], other]);
                        (input, Some(other))
                    }
                    _ => (inputs[0], residual),
                };
                self.elementwise(id, input, gate, residual, |kind| {
                    kernel::epilogue(epilogue, false, kind)
                });
            }
            Op::BatchNorm(_) => self.elementwise(id, inputs[0], None, None, |_| abi::Epilogue {
                affine: true,
                ..abi::Epilogue::NONE
            }),
            Op::PRelu(_) => self.elementwise(id, inputs[0], None, None, |_| abi::Epilogue {
                final_prelu: true,
                ..abi::Epilogue::NONE
            }),
            Op::Sigmoid => self.elementwise(id, inputs[0], None, None, |_| abi::Epilogue {
                sigmoid: true,
                ..abi::Epilogue::NONE
            }),
            Op::Add => {
                let [a, b] = self.overwritable_first(id, [inputs[0], inputs[1]]);
                self.elementwise(id, a, None, Some(b), |residual| abi::Epilogue {
                    residual,
                    ..abi::Epilogue::NONE
                });
            }
            Op::Mul if self.shapes[&inputs[1]].pixels() > 1 => {
                self.product(id, [inputs[0], inputs[1]]);
            }
            Op::Mul => self.elementwise(id, inputs[0], Some(inputs[1]), None, |_| abi::Epilogue {
                gate: true,
                ..abi::Epilogue::NONE
            }),
            Op::Linear(linear) => {
                let input = self.channels_last(inputs[0]);
                let output = self.own(id);
                let kernel = Kernel::Linear(abi::Linear {
                    input: input.map,
                    output: output.map,
                    weights: linear.precision,
                    bias: linear.bias.is_some(),
                });
                self.step(id, kernel, Some(input), None, None, output);
            }
            Op::Hff(hff) => {
                let input = self.channels_last(inputs[0]);
                let output = self.own(id);
                let kernel = kernel::hff(hff, input.map, output.map);
                self.step(id, kernel, Some(input), None, None, output);
            }
            Op::Head(head) => {
                let input = self.channels_last(inputs[0]);
                let output = self.own(id);
                let kernel = kernel::head(head, input.map);
                self.step(id, kernel, Some(input), None, None, output);
            }
            Op::PyramidPool(pool) => {
                let input = self.channels_last(inputs[0]);
                let given = self.given_maps(id, &inputs);
                let output = self.own(id);
                let shapes: Vec<Shape> = inputs[1..].iter().map(|map| self.shapes[map]).collect();
                let kernel = kernel::pyramid(pool, input.map, &shapes, output.map);
                self.step(id, kernel, Some(input), None, given, output);
            }
            Op::AvgPool(pool) => {
                let input = self.storage[&inputs[0]];
                let output = self.own(id);
                let kernel = Kernel::AvgPool(abi::AvgPool {
                    input: input.map,
                    output: output.map,
                    layout: input.layout,
                    kernel: pool.kernel,
                    stride: pool.stride,
                    padding: pool.padding,
                });
                self.step(id, kernel, Some(input), None, None, output);
            }
            Op::AdaptiveAvgPool(_) | Op::GlobalAvgPool => {
                let input = self.channels_last(inputs[0]);
                let output = self.own(id);
                let kernel = Kernel::AdaptiveAvgPool(abi::AdaptiveAvgPool {
                    input: input.map,
                    output: output.map,
                });
                self.step(id, kernel, Some(input), None, None, output);
            }
            Op::ResizeBilinear(_) if self.resized.contains_key(&id) => {}
            Op::ResizeBilinear(_) => {
                let input = self.channels_last(inputs[0]);
                let output = self.own(id);
                let kernel = Kernel::ResizeBilinear(abi::ResizeBilinear {
                    input: input.map,
                    output: output.map,
                    layout: output.layout,
                });
                self.step(id, kernel, Some(input), None, None, output);
            }
            Op::ChannelShuffle(shuffle) => {
                let input = self.channels_last(inputs[0]);
                let output = self.own(id);
                let kernel = Kernel::ChannelShuffle(abi::ChannelShuffle {
                    input: input.map,
                    output: output.map,
                    groups: shuffle.groups,
                });
                self.step(id, kernel, Some(input), None, None, output);
            }
        }
    }

    /// Copies into the concatenation what has not been written there.
    fn concat(&mut self, id: NodeId, inputs: &[NodeId]) {
        let whole = match self.storage.get(&id) {
            Some(&whole) => whole,
            None => self.own(id),
        };
        let mut offset = 0;
        for &input in inputs {
            let channels = self.shapes[&input].channels;
            let slice = slice(whole, offset, channels);
            offset += channels;
            let stored = self.storage[&input];
            if stored.place == slice.place && stored.map == slice.map {
                continue;
            }
            let label = format!("{} <- {}", self.name(id), self.name(input));
            self.copy(label, stored, slice);
        }
    }

    /// The product of two whole maps: a gate has a number for each channel, so all of a map's numbers
    /// count as channels of one pixel, which they can where nothing lies between pixels.
    fn product(&mut self, id: NodeId, inputs: [NodeId; 2]) {
        let inputs = self.overwritable_first(id, inputs);
        let mut in_place = self.may_overwrite(inputs[0], id);
        let [a, b] = inputs.map(|input| {
            let stored = self.channels_last(input);
            if stored.map.stride == stored.map.channels {
                return stored;
            }
            let label = format!("{} <- {}", self.name(id), self.name(input));
            let dense = self.fresh(label.clone(), self.shapes[&input], Layout::Nhwc);
            self.copy(label, stored, dense);
            in_place |= input == inputs[0];
            dense
        });
        in_place &= a.buffer() != b.buffer();
        let output = match in_place {
            true => a,
            false => self.fresh(self.name(id), self.shapes[&id], Layout::Nhwc),
        };
        self.storage.insert(id, output);
        let flat = |stored: Stored| Stored { map: Map::dense(stored.map.span(), 1, 1), ..stored };
        let kernel = Kernel::Elementwise(abi::Elementwise {
            input: flat(a).map,
            output: flat(output).map,
            in_place,
            epilogue: abi::Epilogue { gate: true, ..abi::Epilogue::NONE },
        });
        let input = (!in_place).then(|| flat(a));
        self.push(self.name(id), kernel, input, Some(flat(b)), None, flat(output));
    }

    /// The maps of branches that a pyramid is given, one after another in a buffer; copied there if
    /// they have not been written there.
    fn given_maps(&mut self, id: NodeId, inputs: &[NodeId]) -> Option<Stored> {
        for &input in &inputs[1..] {
            let place = self.given_place(input).expect("the input is a map of a branch");
            let stored = self.storage[&input];
            if stored.place != place.place || stored.map != place.map {
                let label = format!("{} <- {}", self.name(id), self.name(input));
                self.copy(label, stored, place);
            }
        }
        self.given.get(&id).copied()
    }

    /// A step that is nothing but an epilogue, over its input where that is allowed.
    fn elementwise(
        &mut self,
        id: NodeId,
        input: NodeId,
        gate: Option<NodeId>,
        residual: Option<NodeId>,
        epilogue: impl FnOnce(Residual) -> abi::Epilogue,
    ) {
        let stored = self.channels_last(input);
        let residual = residual.map(|residual| self.channels_last(residual));
        let others = gate.map(|gate| self.storage[&gate]).into_iter().chain(residual);
        let shared = others.into_iter().any(|other| other.buffer() == stored.buffer());
        let in_place = !shared && self.may_overwrite(input, id);
        let output = match in_place {
            true => {
                self.storage.insert(id, stored);
                stored
            }
            false => self.own(id),
        };
        let kind =
            residual.map_or(Residual::None, |stored| Residual::Map { stride: stored.map.stride });
        let kernel = Kernel::Elementwise(abi::Elementwise {
            input: stored.map,
            output: output.map,
            in_place,
            epilogue: epilogue(kind),
        });
        self.step(id, kernel, (!in_place).then_some(stored), gate, residual, output);
    }
}
