//! Groups the steps of a plan by the block of the spec that they belong to.

use std::collections::{BTreeMap, BTreeSet};

use espnet_compiler::{
    Compiled,
    ir::{Fused, Node, NodeId, Op, Param, Shape},
    plan::{Buffer, Place, Plan, Step},
};

use serde::Serialize;

/// A block of the spec.
#[derive(Debug, Serialize)]
pub struct Unit {
    pub name: String,
    /// The block's type in the spec; none for steps that belong to no block.
    #[serde(rename = "type")]
    pub kind: Option<&'static str>,
    /// The units that it reads, or `input`.
    pub inputs: Vec<String>,
    pub parameters: usize,
    pub macs: u64,
    pub steps: Vec<StepReport>,
}

/// A kernel call.
#[derive(Debug, Serialize)]
pub struct StepReport {
    /// The index of the step in the order of execution.
    pub index: usize,
    /// The module whose output it computes; of a copy, the value.
    pub name: String,
    pub kernel: String,
    /// The kernel with its whole shape.
    pub description: String,
    /// Blocks before the unit that the same kernel computes.
    pub includes: Vec<String>,
    /// C, H, W of the map that it reads.
    pub input: Option<[usize; 3]>,
    /// C, H, W.
    pub output: [usize; 3],
    /// The dilation of each branch.
    pub dilations: Vec<usize>,
    /// The effective receptive field of each branch's kernel, in pixels of the map that it reads.
    pub effective_receptive_field: Vec<usize>,
    /// The height and width of the receptive field, in pixels of the network's input.
    pub receptive_field: Option<[usize; 2]>,
    pub parameters: usize,
    pub macs: u64,
    pub buffer: Option<BufferReport>,
    pub scratch_bytes: usize,
}

/// The place of a buffer, and the steps in which it is in use.
#[derive(Clone, Debug, Serialize)]
pub struct BufferReport {
    /// The offset in the arena.
    pub offset_bytes: usize,
    pub bytes: usize,
    /// The first step that writes it, and the last that reads it.
    pub live: [usize; 2],
}

/// The units, in the order in which their results are computed. (The image may be pooled long
/// before the unit that needs it.)
pub fn units(compiled: &Compiled) -> Vec<Unit> {
    let mut units: Vec<Unit> = Vec::new();
    for (index, step) in compiled.plan.steps.iter().enumerate() {
        let name = unit_of_step(step);
        let report = step_report(compiled, index, step);
        let position = units.iter().position(|unit| unit.name == name).unwrap_or_else(|| {
            units.push(Unit {
                name: name.into(),
                kind: kind(compiled, name),
                inputs: Vec::new(),
                parameters: 0,
                macs: 0,
                steps: Vec::new(),
            });
            units.len() - 1
        });
        let unit = &mut units[position];
        unit.parameters += report.parameters;
        unit.macs += report.macs;
        unit.steps.push(report);
    }
    units.sort_by_key(|unit| unit.steps.last().map(|step| step.index));
    connect(compiled, &mut units);
    units
}

/// Fills in the inputs of each unit.
fn connect(compiled: &Compiled, units: &mut [Unit]) {
    let graph = &compiled.graph;
    let names: Vec<String> = units.iter().map(|unit| unit.name.clone()).collect();
    // The units that each value comes from; `None` is the input. A value without steps, such as a
    // concatenation whose operands are written in place, comes from the units of its operands.
    let mut origins: BTreeMap<NodeId, BTreeSet<Option<usize>>> = BTreeMap::new();
    let mut reads = vec![BTreeSet::new(); units.len()];
    for id in graph.topological_order() {
        let inputs = graph.inputs(id);
        let from: BTreeSet<Option<usize>> =
            inputs.iter().filter_map(|input| origins.get(input)).flatten().copied().collect();
        let name = unit_of(graph.node(id));
        let unit = names.iter().position(|unit| unit == name);
        let origin = match unit {
            _ if inputs.is_empty() => BTreeSet::from([None]),
            Some(unit) => {
                reads[unit].extend(from);
                BTreeSet::from([Some(unit)])
            }
            None => from,
        };
        origins.insert(id, origin);
    }
    for (index, (unit, reads)) in units.iter_mut().zip(reads).enumerate() {
        unit.inputs = reads
            .into_iter()
            .filter(|&read| read != Some(index))
            .map(|read| read.map_or("input", |unit| &names[unit]).into())
            .collect();
    }
}

/// The type of a block as the spec writes it.
fn kind(compiled: &Compiled, name: &str) -> Option<&'static str> {
    let block = compiled.architecture.blocks.iter().find(|block| block.name == name)?;
    Some(block.type_name)
}

/// The name of the block that a node comes from; the node's own name if there is none.
pub fn unit_of(node: &Node) -> &str {
    node.origin.as_deref().unwrap_or(&node.name)
}

/// The name of the block that a step computes a part of; the step's label if there is none.
fn unit_of_step(step: &Step) -> &str {
    step.origin.as_deref().unwrap_or(&step.label)
}

fn step_report(compiled: &Compiled, index: usize, step: &Step) -> StepReport {
    let node = step.node;
    let Compiled { graph, facts, plan, .. } = compiled;
    let output = step.kernel.output();
    let shape = Shape::new(output.channels, output.height, output.width);
    let op = node.map(|node| graph.op(node));
    let inputs: Vec<Shape> = node
        .map(|node| graph.inputs(node))
        .unwrap_or_default()
        .iter()
        .filter_map(|input| facts.shapes.get(input).copied())
        .collect();
    StepReport {
        index,
        name: step.label.clone(),
        kernel: step.kernel.name(),
        description: step.kernel.to_string(),
        includes: node.map(|node| includes(compiled, step, node)).unwrap_or_default(),
        input: inputs.first().map(|&shape| dims(shape)),
        output: dims(shape),
        dilations: op.map(|op| op.dilations()).unwrap_or_default(),
        effective_receptive_field: node
            .and_then(|node| facts.receptive_fields.kernels.get(&node).cloned())
            .unwrap_or_default(),
        receptive_field: node
            .and_then(|node| facts.receptive_fields.values.get(&node))
            .map(|field| [field.height.size, field.width.size]),
        parameters: op.map_or(0, |op| op.params().iter().map(Param::learned_numbers).sum()),
        macs: op.map_or(0, |op| op.macs(&inputs, shape)),
        buffer: buffer(plan, step).map(extent),
        scratch_bytes: step.scratch.map_or(0, |scratch| bytes(plan.buffers[scratch.0].len)),
    }
}

/// The blocks, other than the step's own, whose operators the step computes too: the blocks of the
/// nodes of a fused operator, in their order, and the block that resizes the residual.
fn includes(compiled: &Compiled, step: &Step, node: NodeId) -> Vec<String> {
    let graph = &compiled.graph;
    let mut origins = Vec::new();
    if let Op::Fused(fused) = graph.op(node) {
        add_origins(fused, &mut origins);
    }
    if step.kernel.resized().is_some() {
        origins.extend(graph.inputs(node).last().map(|&resize| unit_of(graph.node(resize))));
    }
    let mut blocks: Vec<String> = Vec::new();
    for block in origins.into_iter().filter(|&block| block != unit_of_step(step)) {
        if !blocks.iter().any(|other| other == block) {
            blocks.push(block.into());
        }
    }
    blocks
}

/// Adds the blocks that the nodes of a body come from.
fn add_origins<'a>(fused: &'a Fused, origins: &mut Vec<&'a str>) {
    for id in fused.body.topological_order() {
        match fused.body.op(id) {
            Op::Fused(part) => add_origins(part, origins),
            _ => origins.extend(fused.body.node(id).origin.as_deref()),
        }
    }
}

/// The buffer that the step writes.
fn buffer<'a>(plan: &'a Plan, step: &Step) -> Option<&'a Buffer> {
    match step.output.place {
        Place::Input => None,
        Place::Buffer(buffer, _) => plan.buffers.get(buffer.0),
    }
}

/// The place and lifetime of a buffer.
pub fn extent(buffer: &Buffer) -> BufferReport {
    BufferReport {
        offset_bytes: bytes(buffer.offset),
        bytes: bytes(buffer.len),
        live: [buffer.live.start, buffer.live.end.saturating_sub(1)],
    }
}

/// C, H, W.
pub fn dims(shape: Shape) -> [usize; 3] {
    [shape.channels, shape.height, shape.width]
}

/// The size of this number of floats, in bytes.
pub fn bytes(floats: usize) -> usize {
    floats * size_of::<f32>()
}
