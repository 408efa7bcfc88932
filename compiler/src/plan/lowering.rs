//! Steps and buffers of a scheduled graph.
//!
//! Values are written where they are needed: a concatenation's operand into the concatenation, a
//! sum over its residual, an epilogue over its input, wherever nothing else still needs what is
//! overwritten. Where that cannot be, a copy is a step of its own.

use std::{collections::BTreeMap, ops::Range};

use espnet_abi::{
    kernel::{self as abi, Residual},
    layout::{Layout, Map, round_up},
};

use super::{
    Buffer, BufferId, Kernel, Operand, Place, PlannedOutput, Step,
    kernel::{self, ConvKind},
    layout::layouts,
};
use crate::{
    diagnostic::{Diagnostic, Diagnostics},
    ir::{Graph, NodeId, Op, Placements, Shape},
};

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
    let mut lowering = Lowering {
        graph,
        placements,
        shapes,
        layouts: layouts(graph, order),
        position: order.iter().enumerate().map(|(i, &id)| (id, i)).collect(),
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

/// Where a value lies and how.
#[derive(Clone, Copy, Debug)]
struct Stored {
    place: Place,
    map: Map,
    layout: Layout,
}

impl Stored {
    fn operand(&self) -> Operand {
        let len = match self.layout {
            Layout::Nhwc => self.map.span(),
            Layout::Nchw => self.map.channels * self.map.pixels(),
        };
        Operand { place: self.place, len }
    }

    /// Whether channels last and planes are the same thing here.
    fn either_layout(&self) -> bool {
        let dense = self.map.stride == self.map.channels;
        (self.map.channels == 1 && dense) || self.map.pixels() == 1
    }

    fn buffer(&self) -> Option<BufferId> {
        match self.place {
            Place::Input => None,
            Place::Buffer(buffer, _) => Some(buffer),
        }
    }
}

struct Lowering<'a> {
    graph: &'a Graph,
    placements: &'a Placements,
    shapes: &'a BTreeMap<NodeId, Shape>,
    layouts: BTreeMap<NodeId, Layout>,
    position: BTreeMap<NodeId, usize>,
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
                let (output, kind, residual) = self.with_residual(id, residual, &[inputs[0]], gate);
                let step = kernel::conv(conv, input.map, input.layout, output.map, kind);
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
                let input = self.channels_last(inputs[0]);
                let image = inputs.get(1).map(|&image| self.channels_last(image));
                let output = self.own(id);
                let map = image.map(|image| image.map);
                let kernel = kernel::strided_eesp(unit, input.map, map, output.map);
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
                let kernel = Kernel::Pointwise(abi::Pointwise {
                    input: input.map,
                    output: output.map,
                    groups: 1,
                    epilogue: abi::Epilogue { bias: linear.bias.is_some(), ..abi::Epilogue::NONE },
                });
                self.step(id, kernel, Some(input), None, None, output);
            }
            Op::Hff(hff) => {
                let input = self.channels_last(inputs[0]);
                let output = self.own(id);
                let kernel = kernel::hff(hff, input.map, output.map);
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

    /// Where the value lies if a pyramid is given it for a branch: in the buffer of all its such maps.
    fn given_place(&mut self, id: NodeId) -> Option<Stored> {
        let (pyramid, port) =
            self.graph.uses(id).into_iter().find(|&(user, port)| {
                port > 0 && matches!(self.graph.op(user), Op::PyramidPool(_))
            })?;
        let inputs = self.graph.inputs(pyramid);
        let len = |maps: &[NodeId]| maps.iter().map(|map| self.shapes[map].len()).sum::<usize>();
        let (all, before) = (len(&inputs[1..]), len(&inputs[1..port]));
        let buffer = match self.given.get(&pyramid) {
            Some(&buffer) => buffer,
            None => {
                let name = format!("maps of {}", self.name(pyramid));
                let buffer = self.fresh(name, Shape::new(all, 1, 1), Layout::Nhwc);
                self.given.insert(pyramid, buffer);
                buffer
            }
        };
        let Place::Buffer(buffer, _) = buffer.place else {
            unreachable!("a buffer has been made");
        };
        let Shape { channels, height, width } = self.shapes[&id];
        Some(Stored {
            place: Place::Buffer(buffer, before),
            map: Map::dense(channels, height, width),
            layout: Layout::Nhwc,
        })
    }

    /// A step of its own that moves a value.
    fn copy(&mut self, label: String, from: Stored, to: Stored) {
        let kernel = if from.layout == to.layout || from.either_layout() {
            Kernel::Elementwise(abi::Elementwise {
                input: from.map,
                output: to.map,
                in_place: false,
                epilogue: abi::Epilogue::NONE,
            })
        } else {
            Kernel::Relayout(abi::Relayout { input: from.map, output: to.map, to: to.layout })
        };
        self.push(label, kernel, Some(from), None, None, to);
    }

    /// The value, channels last; converted once if it lies in planes.
    fn channels_last(&mut self, id: NodeId) -> Stored {
        let stored = self.storage[&id];
        if stored.layout == Layout::Nhwc {
            return stored;
        }
        if stored.either_layout() {
            return Stored { layout: Layout::Nhwc, ..stored };
        }
        if let Some(&copy) = self.relaid.get(&id) {
            return copy;
        }
        let label = format!("{} channels last", self.name(id));
        let copy = self.fresh(label.clone(), self.shapes[&id], Layout::Nhwc);
        self.copy(label, stored, copy);
        self.relaid.insert(id, copy);
        copy
    }

    /// Room for the node's value: in the concatenation that it belongs to, or a buffer of its own.
    fn own(&mut self, id: NodeId) -> Stored {
        let layout = self.layouts[&id];
        let stored = match self.concat_slice(id).or_else(|| self.given_place(id)) {
            Some(place) if layout == Layout::Nhwc => place,
            _ => self.fresh(self.name(id), self.shapes[&id], layout),
        };
        self.storage.insert(id, stored);
        stored
    }

    /// The channels of a concatenation that the node may write directly: not if it also reads that
    /// buffer, whose pixels would lie between those it writes.
    fn concat_slice(&mut self, id: NodeId) -> Option<Stored> {
        let placement = self.placements.get(&id)?;
        let whole = match self.storage.get(&placement.concat) {
            Some(&whole) => whole,
            None => self.own(placement.concat),
        };
        let reads = self.graph.inputs(id).into_iter().any(|input| {
            self.storage.get(&input).is_some_and(|stored| stored.buffer() == whole.buffer())
        });
        (!reads).then(|| slice(whole, placement.channel, self.shapes[&id].channels))
    }

    fn fresh(&mut self, name: String, shape: Shape, layout: Layout) -> Stored {
        let buffer = BufferId(self.program.buffers.len());
        self.program.buffers.push(Buffer { name, len: shape.len(), live: 0..0, offset: 0 });
        Stored {
            place: Place::Buffer(buffer, 0),
            map: Map::dense(shape.channels, shape.height, shape.width),
            layout,
        }
    }

    /// Room for a node that adds `residual` last, how it is added, and the operand if it is read
    /// from elsewhere. `others` are what the node reads besides.
    fn with_residual(
        &mut self,
        id: NodeId,
        residual: Option<NodeId>,
        others: &[NodeId],
        gate: Option<NodeId>,
    ) -> (Stored, Residual, Option<Stored>) {
        let Some(residual) = residual else {
            return (self.own(id), Residual::None, None);
        };
        let stored = self.channels_last(residual);
        let reads_it = others.iter().chain(&gate).any(|other| {
            self.storage[other].buffer() == stored.buffer()
                || self.relaid.get(other).is_some_and(|copy| copy.buffer() == stored.buffer())
        });
        if !reads_it && self.may_overwrite(residual, id) {
            self.storage.insert(id, stored);
            return (stored, Residual::InPlace, None);
        }
        let output = self.own(id);
        (output, Residual::Map { stride: stored.map.stride }, Some(stored))
    }

    /// Whether the node can put its own value in the operand's place: nothing reads the operand,
    /// or anything else in its buffer, afterwards, and the node's value may lie there.
    fn may_overwrite(&self, operand: NodeId, id: NodeId) -> bool {
        let stored = &self.storage[&operand];
        let owns_buffer = stored.map.stride == stored.map.channels
            && matches!(stored.place, Place::Buffer(_, 0))
            && stored.layout == Layout::Nhwc;
        owns_buffer
            && !self.placements.contains_key(&id)
            && self
                .storage
                .iter()
                .all(|(&other, value)| value.buffer() != stored.buffer() || self.dies_at(other, id))
    }

    /// The operands of a sum or product, so that the first is the one to overwrite, if any can be.
    fn overwritable_first(&self, id: NodeId, [a, b]: [NodeId; 2]) -> [NodeId; 2] {
        let swap = !self.may_overwrite(a, id) && self.may_overwrite(b, id);
        if swap { [b, a] } else { [a, b] }
    }

    /// Whether nothing reads the value after node `id`.
    fn dies_at(&self, value: NodeId, id: NodeId) -> bool {
        !self.graph.is_output(value)
            && self
                .graph
                .uses(value)
                .iter()
                .all(|(user, _)| self.position[user] <= self.position[&id])
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

    /// The node's own step, with its weights.
    fn step(
        &mut self,
        id: NodeId,
        kernel: Kernel,
        input: Option<Stored>,
        gate: Option<NodeId>,
        residual: Option<Stored>,
        output: Stored,
    ) {
        if kernel.weights_len() > 0 {
            self.program.packings.push((id, kernel, self.program.weights_len));
        }
        let gate = gate.map(|gate| self.channels_last(gate));
        self.push(self.name(id), kernel, input, gate, residual, output);
    }

    fn push(
        &mut self,
        label: String,
        kernel: Kernel,
        input: Option<Stored>,
        gate: Option<Stored>,
        residual: Option<Stored>,
        output: Stored,
    ) {
        let weights = self.program.weights_len..self.program.weights_len + kernel.weights_len();
        self.program.weights_len = round_up(weights.end);
        let scratch = (kernel.scratch_len() > 0).then(|| {
            let step = self.program.steps.len();
            self.program.buffers.push(Buffer {
                name: format!("scratch of {label}"),
                len: kernel.scratch_len(),
                live: step..step + 1,
                offset: 0,
            });
            BufferId(self.program.buffers.len() - 1)
        });
        self.program.steps.push(Step {
            label,
            kernel,
            weights,
            input: input.map(|stored| stored.operand()),
            gate: gate.map(|stored| stored.operand()),
            residual: residual.map(|stored| stored.operand()),
            output: output.operand(),
            scratch,
        });
    }

    /// The values handed back, in planes.
    fn outputs(&mut self) -> Result<(), Diagnostics> {
        for output in self.graph.outputs() {
            let mut stored = self.storage[&output.node];
            if stored.place == Place::Input {
                return Err(Diagnostic::new(
                    "/outputs",
                    format!("output `{}` is the network's input", output.name),
                )
                .with_help("name a block as the output")
                .into());
            }
            if stored.layout == Layout::Nhwc && !stored.either_layout() {
                let label = format!("{} in planes", self.name(output.node));
                let planes = self.fresh(label.clone(), self.shapes[&output.node], Layout::Nchw);
                self.copy(label, stored, planes);
                stored = planes;
            }
            self.program.outputs.push(PlannedOutput {
                name: output.name.clone(),
                shape: self.shapes[&output.node],
                operand: stored.operand(),
            });
        }
        Ok(())
    }

    /// From the first step that touches a buffer to the last; outputs live to the end.
    fn lifetimes(&mut self) {
        let last = self.program.steps.len();
        let mut touched: BTreeMap<BufferId, Range<usize>> = BTreeMap::new();
        let mut touch = |operand: &Operand, steps: Range<usize>| {
            if let Place::Buffer(buffer, _) = operand.place {
                let live = touched.entry(buffer).or_insert(steps.clone());
                *live = live.start.min(steps.start)..live.end.max(steps.end);
            }
        };
        for (i, step) in self.program.steps.iter().enumerate() {
            let operands = [&step.input, &step.gate, &step.residual];
            for operand in operands.into_iter().flatten().chain([&step.output]) {
                touch(operand, i..i + 1);
            }
        }
        for output in &self.program.outputs {
            touch(&output.operand, last..last);
        }
        for (buffer, live) in touched {
            self.program.buffers[buffer.0].live = live;
        }
    }

    fn name(&self, id: NodeId) -> String {
        self.graph.node(id).name.clone()
    }
}

/// `channels` channels of a map from `offset` on.
fn slice(whole: Stored, offset: usize, channels: usize) -> Stored {
    let Place::Buffer(buffer, start) = whole.place else {
        unreachable!("a concatenation has a buffer");
    };
    Stored {
        place: Place::Buffer(buffer, start + offset),
        map: Map { channels, ..whole.map },
        layout: whole.layout,
    }
}
