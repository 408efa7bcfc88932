//! Lowers a scheduled graph to steps and buffers: chooses the kernel of each operator and the memory of its
//! operands.
//!
//! | module | purpose |
//! |---|---|
//! | `storage` | the memory of values |
//! | `steps` | steps of the program, outputs and lifetimes |
//!
//! Values are written in place where possible: an operand of a concatenation into the concatenation, a sum
//! over its residual, an epilogue over its input. The overwritten value must not be needed any more.
//! Otherwise a copy is a step of its own. A range of channels is read in the memory of the map that has them.

mod steps;
mod storage;

use std::collections::BTreeMap;

use espnet_abi::{
    kernel::{self as abi, Residual},
    layout::{Layout, Map},
};

use super::{Buffer, Kernel, Place, PlannedOutput, Step, layout::layouts, resized::resized};
use crate::{
    diagnostic::Diagnostics,
    ir::{
        Graph, Input, NodeId, Op, Placements, Shape,
        execution::{Execute, OperandLayouts, PlaneSupport, Roles},
        positions,
    },
};
use storage::{Added, Stored, slice};

/// The result of [`lower`].
pub struct UnplacedProgram {
    /// Shape of the input.
    pub input: Shape,
    /// The values that the network returns.
    pub outputs: Vec<PlannedOutput>,
    /// The kernel calls in order.
    pub steps: Vec<Step>,
    /// The buffers, without offsets.
    pub buffers: Vec<Buffer>,
    /// For each step with weights: the node, the kernel, the offset in the blob.
    pub packings: Vec<(NodeId, Kernel, usize)>,
    /// Length of the blob in floats.
    pub weights_len: usize,
}

/// Turns nodes in `order` into steps on buffers.
///
/// # Errors
/// If the network returns its own input.
pub fn lower(
    graph: &Graph,
    placements: &Placements,
    shapes: &BTreeMap<NodeId, Shape>,
    order: &[NodeId],
) -> Result<UnplacedProgram, Diagnostics> {
    let resized = resized(graph, shapes, order);
    let mut position = positions(order);
    // A resize that is left to a convolution is computed in the convolution's step.
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
        gathered: BTreeMap::new(),
        program: UnplacedProgram {
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
    /// The convolution of each resize that is left to one.
    resized: BTreeMap<NodeId, NodeId>,
    storage: BTreeMap<NodeId, Stored>,
    /// Channels-last copies of values in planes.
    relaid: BTreeMap<NodeId, Stored>,
    /// For each node with gathered operands, the buffer that contains them one after another.
    gathered: BTreeMap<NodeId, Stored>,
    program: UnplacedProgram,
}

impl Lowering<'_> {
    fn node(&mut self, id: NodeId) {
        let inputs = self.graph.inputs(id);
        match self.graph.op(id) {
            Op::Input(Input(shape)) => {
                self.program.input = *shape;
                let map = Map::dense(shape.channels, shape.height, shape.width);
                let stored = Stored { place: Place::Input, map, layout: Layout::Nchw };
                self.storage.insert(id, stored);
            }
            Op::Concat(_) => self.concat(id, &inputs),
            Op::Predictions(_) => self.predictions(id, &inputs),
            Op::ChannelSlice(part) => self.channel_slice(id, inputs[0], part.start),
            Op::Mul(_) => self.product(id, [inputs[0], inputs[1]]),
            Op::ResizeBilinear(_) if self.resized.contains_key(&id) => {}
            op => {
                let execute = op.execute().expect("passes leave operators that kernels compute");
                let roles = execute.roles();
                match roles.elementwise {
                    true => self.elementwise(id, &inputs, execute, &roles),
                    false => self.kernel(id, &inputs, execute, &roles),
                }
            }
        }
    }

    /// Adds the step of a kernel that is not elementwise: it reads more of its operands than one number for
    /// each number of the output.
    fn kernel(&mut self, id: NodeId, inputs: &[NodeId], execute: &dyn Execute, roles: &Roles) {
        let input = match roles.planes {
            PlaneSupport::Read | PlaneSupport::Keep => self.storage[&inputs[0]],
            PlaneSupport::No | PlaneSupport::Write => self.channels_last(inputs[0]),
        };
        let image = roles.image.map(|image| self.channels_last(inputs[image]));
        let gathered = self.gather(id, &inputs[roles.gathered.clone()]);
        let operand = |role: Option<usize>| role.map(|operand| inputs[operand]);
        let (gate, residual) = (operand(roles.gate), operand(roles.residual));
        // The first operand can be the residual itself.
        let adds_input = roles.residual == Some(0);
        let others = if adds_input { &[][..] } else { &inputs[..1] };
        let (output, added, stored) = self.with_added(id, residual, others, gate);
        let (kind, resized) = match added {
            Added::Whole(kind) => (kind, None),
            Added::Resized(map) => (Residual::InPlace, Some(map)),
        };
        let shape_of = |&map: &NodeId| self.shapes[&map];
        let kernel = execute.kernel(&OperandLayouts {
            input: input.map,
            layout: input.layout,
            output: output.map,
            output_layout: output.layout,
            residual: kind,
            resized,
            image: image.map(|image| image.map),
            gathered: inputs[roles.gathered.clone()].iter().map(shape_of).collect(),
            in_place: false,
        });
        let overwritten = adds_input && kind == Residual::InPlace;
        let residual = if adds_input { None } else { stored };
        let input = (!overwritten).then_some(input);
        self.step(id, kernel, input, gate, residual.or(image).or(gathered), output);
    }

    /// Copies operands into the concatenation unless they were written there directly.
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
            self.copy_apart(id, label, stored, slice);
        }
    }

    /// Copies operands into the table of predictions unless they were written there directly.
    fn predictions(&mut self, id: NodeId, inputs: &[NodeId]) {
        let mut start = 0;
        for &input in inputs {
            let rows = self.rows(id, start, input);
            start += self.shapes[&input].len();
            let stored = self.storage[&input];
            if stored.place == rows.place && stored.map == rows.map {
                continue;
            }
            let label = format!("{} <- {}", self.name(id), self.name(input));
            self.copy(id, label, stored, rows);
        }
    }

    /// Finds a range of channels in the memory of the map that has them, channels last. Nothing is computed.
    fn channel_slice(&mut self, id: NodeId, input: NodeId, start: usize) {
        let mut whole = self.channels_last(input);
        if whole.place == Place::Input {
            // Operands in the caller's memory begin with the input's first number.
            let label = format!("{} in the arena", self.name(input));
            let copy = self.fresh(label.clone(), self.shapes[&input], Layout::Nhwc);
            self.copy(id, label, whole, copy);
            whole = copy;
        }
        let mut part = slice(whole, start, self.shapes[&id].channels);
        if part.map.pixels() == 1 {
            // Kernels that expect no gaps between pixels can then read it.
            part.map.stride = part.map.channels;
        }
        self.storage.insert(id, part);
    }

    /// Adds the product of two whole maps. A gate has one number for each channel, so both maps are treated
    /// as a single pixel with many channels. This requires maps without gaps between pixels.
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
            self.copy(id, label, stored, dense);
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
            epilogue: abi::Epilogue::new(&[abi::Stage::Gate]),
        });
        let input = (!in_place).then(|| flat(a));
        self.push(self.computed(id), kernel, [input, Some(flat(b)), None], flat(output));
    }

    /// Returns the buffer that contains operands of a node one after another. Operands are copied unless they
    /// were written there directly.
    fn gather(&mut self, id: NodeId, inputs: &[NodeId]) -> Option<Stored> {
        for &input in inputs {
            let place = self.gathered_place(input).expect("the input is gathered");
            let stored = self.storage[&input];
            if stored.place != place.place || stored.map != place.map {
                let label = format!("{} <- {}", self.name(id), self.name(input));
                self.copy_apart(id, label, stored, place);
            }
        }
        self.gathered.get(&id).copied()
    }

    /// Adds an elementwise step; it overwrites its first operand if that is allowed.
    fn elementwise(&mut self, id: NodeId, inputs: &[NodeId], execute: &dyn Execute, roles: &Roles) {
        let operand = |role: Option<usize>| role.map(|operand| inputs[operand]);
        let (gate, mut residual) = (operand(roles.gate), operand(roles.residual));
        let mut input = inputs[0];
        if let Some(other) = residual.filter(|_| roles.commutes) {
            let [first, second] = self.overwritable_first(id, [input, other]);
            (input, residual) = (first, Some(second));
        }
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
        let kind = residual.map_or(Residual::None, |stored| Residual::map(stored.map.stride));
        let kernel = execute.kernel(&OperandLayouts {
            input: stored.map,
            layout: stored.layout,
            output: output.map,
            output_layout: output.layout,
            residual: kind,
            resized: None,
            image: None,
            gathered: Vec::new(),
            in_place,
        });
        self.step(id, kernel, (!in_place).then_some(stored), gate, residual, output);
    }
}
