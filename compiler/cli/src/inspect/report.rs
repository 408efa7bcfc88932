//! What there is to show about a network; its form as JSON, whose keys are stable.

use std::collections::BTreeMap;

use espnet_compiler::{
    Compiled,
    ir::{Graph, NodeId, Op, Shape, cost::op_macs},
    plan::{Buffer, Kernel, Place, Plan, Step},
    spec::DilationPolicy,
};
use serde::Serialize;

/// A network.
#[derive(Debug, Serialize)]
pub struct Report {
    pub name: String,
    /// C, H, W.
    pub input: [usize; 3],
    pub outputs: Vec<Output>,
    pub width_multiplier: f64,
    pub classes: usize,
    pub branches: usize,
    pub dilation: DilationPolicy,
    /// Learned numbers in a checkpoint, unused ones included.
    pub parameters: usize,
    /// Those of them that inference never reads.
    pub unused_parameters: usize,
    /// Multiply-accumulates of the convolutions.
    pub macs: u64,
    /// Packed weights.
    pub weights_bytes: usize,
    pub arena: Arena,
    /// In order of their first step.
    pub units: Vec<Unit>,
    pub dilations: Vec<UnitDilations>,
    pub unfused: Vec<Unfused>,
}

/// A value that the network hands back.
#[derive(Debug, Serialize)]
pub struct Output {
    pub name: String,
    /// C, H, W.
    pub shape: [usize; 3],
}

/// The memory of a forward pass.
#[derive(Debug, Serialize)]
pub struct Arena {
    pub bytes: usize,
    /// The largest sum of buffers that live at the same time.
    pub lower_bound_bytes: usize,
    /// All buffers, as if none shared memory.
    pub unshared_bytes: usize,
}

/// A block of the spec.
#[derive(Debug, Serialize)]
pub struct Unit {
    pub name: String,
    pub parameters: usize,
    pub macs: u64,
    pub steps: Vec<StepReport>,
}

/// A kernel call.
#[derive(Debug, Serialize)]
pub struct StepReport {
    /// Its place in the order of execution.
    pub index: usize,
    /// The module whose output it makes, or what it copies.
    pub name: String,
    pub kernel: String,
    /// The kernel with its whole shape.
    pub description: String,
    /// C, H, W.
    pub output: [usize; 3],
    /// One for each branch.
    pub dilations: Vec<usize>,
    /// Of each branch's kernel, in pixels of the map that it reads.
    pub effective_receptive_field: Vec<usize>,
    /// Height and width, in pixels of the network's input.
    pub receptive_field: Option<[usize; 2]>,
    pub parameters: usize,
    pub macs: u64,
    pub buffer: Option<BufferReport>,
    pub scratch_bytes: usize,
}

/// Where a step's result lies.
#[derive(Debug, Serialize)]
pub struct BufferReport {
    /// In the arena.
    pub offset_bytes: usize,
    pub bytes: usize,
    /// The first step that writes it and the last that reads it.
    pub live: [usize; 2],
}

/// The dilations of an EESP unit.
#[derive(Debug, Serialize)]
pub struct UnitDilations {
    pub unit: String,
    /// C, H, W of the unit's input.
    pub input: [usize; 3],
    pub requested: Vec<usize>,
    /// The largest effective receptive field allowed.
    pub limit: Option<usize>,
    pub dilations: Vec<usize>,
}

/// An EESP unit that is not one kernel.
#[derive(Debug, Serialize)]
pub struct Unfused {
    pub unit: String,
    pub reason: String,
}

impl Report {
    /// Gathers it.
    pub fn new(compiled: &Compiled) -> Self {
        let Compiled { architecture, plan, facts, graph, .. } = compiled;
        Report {
            name: plan.name.clone(),
            input: dims(plan.input),
            outputs: plan
                .outputs
                .iter()
                .map(|output| Output { name: output.name.clone(), shape: dims(output.shape) })
                .collect(),
            width_multiplier: architecture.width_multiplier,
            classes: architecture.classes,
            branches: architecture.branches,
            dilation: architecture.dilation,
            parameters: plan.parameters,
            unused_parameters: graph.unused.iter().map(learned).sum(),
            macs: plan.macs,
            weights_bytes: bytes(plan.recipe.len),
            arena: Arena {
                bytes: plan.arena_bytes(),
                lower_bound_bytes: plan.arena_lower_bound(),
                unshared_bytes: plan.buffer_bytes(),
            },
            units: units(compiled),
            dilations: facts
                .dilations
                .iter()
                .map(|unit| UnitDilations {
                    unit: unit.unit.clone(),
                    input: dims(unit.input),
                    requested: unit.requested.clone(),
                    limit: unit.limit,
                    dilations: unit.dilations.clone(),
                })
                .collect(),
            unfused: facts
                .unfused
                .iter()
                .map(|unit| Unfused { unit: unit.unit.clone(), reason: unit.reason.clone() })
                .collect(),
        }
    }
}

/// The steps by the block that they belong to.
fn units(compiled: &Compiled) -> Vec<Unit> {
    let nodes = nodes_by_name(&compiled.graph);
    let mut units: Vec<Unit> = Vec::new();
    for (index, step) in compiled.plan.steps.iter().enumerate() {
        let name = unit_of(compiled, &step.label);
        let report = step_report(compiled, index, step, nodes.get(step.label.as_str()).copied());
        let position = units.iter().position(|unit| unit.name == name).unwrap_or_else(|| {
            units.push(Unit { name: name.into(), parameters: 0, macs: 0, steps: Vec::new() });
            units.len() - 1
        });
        let unit = &mut units[position];
        unit.parameters += report.parameters;
        unit.macs += report.macs;
        unit.steps.push(report);
    }
    units
}

fn nodes_by_name(graph: &Graph) -> BTreeMap<&str, NodeId> {
    graph.topological_order().into_iter().map(|id| (graph.node(id).name.as_str(), id)).collect()
}

/// The block whose name begins the step's; the longest of several. A step without one stands for
/// itself.
fn unit_of<'a>(compiled: &'a Compiled, label: &'a str) -> &'a str {
    // Copies are named after the module, with words behind it.
    let module = label.split(' ').next().unwrap_or(label);
    let blocks = compiled.architecture.blocks.iter().map(|block| block.name.as_str());
    blocks
        .filter(|block| {
            module.strip_prefix(block).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        })
        .max_by_key(|block| block.len())
        .unwrap_or(module)
}

fn step_report(compiled: &Compiled, index: usize, step: &Step, node: Option<NodeId>) -> StepReport {
    let Compiled { graph, facts, plan, .. } = compiled;
    let output = step.kernel.output();
    let shape = Shape::new(output.channels, output.height, output.width);
    let op = node.map(|node| graph.op(node));
    StepReport {
        index,
        name: step.label.clone(),
        kernel: kernel_name(&step.kernel).into(),
        description: step.kernel.to_string(),
        output: dims(shape),
        dilations: op.map(dilations).unwrap_or_default(),
        effective_receptive_field: node
            .and_then(|node| facts.receptive_fields.kernels.get(&node).cloned())
            .unwrap_or_default(),
        receptive_field: node
            .and_then(|node| facts.receptive_fields.values.get(&node))
            .map(|field| [field.height.size, field.width.size]),
        parameters: op.map(|op| op.params().iter().map(learned).sum()).unwrap_or(0),
        macs: op.map_or(0, |op| op_macs(op, shape)),
        buffer: buffer(plan, step).map(|buffer| BufferReport {
            offset_bytes: bytes(buffer.offset),
            bytes: bytes(buffer.len),
            live: [buffer.live.start, buffer.live.end.saturating_sub(1)],
        }),
        scratch_bytes: step.scratch.map_or(0, |scratch| bytes(plan.buffers[scratch.0].len)),
    }
}

/// The buffer that the step writes.
fn buffer<'a>(plan: &'a Plan, step: &Step) -> Option<&'a Buffer> {
    match step.output.place {
        Place::Input => None,
        Place::Buffer(buffer, _) => plan.buffers.get(buffer.0),
    }
}

fn dilations(op: &Op) -> Vec<usize> {
    let list = |dilations: &[u8]| dilations.iter().map(|&dilation| dilation.into()).collect();
    match op {
        Op::Conv2d(conv) if conv.kernel > 1 => vec![conv.dilation],
        Op::Hff(hff) => list(hff.dilations.as_slice()),
        Op::EespUnit(unit) => list(unit.hff.dilations.as_slice()),
        _ => Vec::new(),
    }
}

fn kernel_name(kernel: &Kernel) -> &'static str {
    match kernel {
        Kernel::Pointwise(_) => "pointwise",
        Kernel::Conv2d(_) => "conv2d",
        Kernel::DepthwiseConv2d(_) => "depthwise",
        Kernel::Hff(_) => "hff",
        Kernel::EespUnit(_) => "eesp_unit",
        Kernel::AvgPool(_) => "avg_pool",
        Kernel::AdaptiveAvgPool(_) => "adaptive_pool",
        Kernel::ResizeBilinear(_) => "resize",
        Kernel::Elementwise(_) => "elementwise",
        Kernel::ChannelShuffle(_) => "shuffle",
        Kernel::Relayout(_) => "relayout",
    }
}

fn learned(param: &espnet_compiler::ir::Param) -> usize {
    if param.learned { param.shape.iter().product() } else { 0 }
}

fn dims(shape: Shape) -> [usize; 3] {
    [shape.channels, shape.height, shape.width]
}

fn bytes(floats: usize) -> usize {
    floats * size_of::<f32>()
}
