//! The facts about a network that `espnet inspect` shows. Their form as JSON has stable keys.

use espnet_compiler::{
    Compiled, Warning,
    ir::Param,
    plan::Plan,
    spec::{ColourOrder, DilationPolicy, Fit, Preprocessing, ResizeRule},
};
use serde::Serialize;

use super::units::{self, BufferReport, StepReport, Unit, bytes, dims, extent};
use crate::format::long;

/// A network.
#[derive(Debug, Serialize)]
pub struct Report {
    pub name: String,
    /// The description in the spec.
    pub description: Option<String>,
    /// C, H, W.
    pub input: [usize; 3],
    pub outputs: Vec<Output>,
    pub width_multiplier: f64,
    pub classes: usize,
    /// The names of the classes; empty if there are none.
    pub labels: Vec<String>,
    /// The preprocessing of the network's pictures.
    pub preprocessing: Preprocessing,
    pub branches: usize,
    pub dilation: DilationPolicy,
    /// The learned numbers in a checkpoint, including unused ones.
    pub parameters: usize,
    /// The learned numbers that inference never reads.
    pub unused_parameters: usize,
    /// Multiply-accumulates of the convolutions.
    pub macs: u64,
    /// The size of the packed weights.
    pub weights_bytes: usize,
    pub arena: Arena,
    /// The units, in the order in which their results are computed.
    pub units: Vec<Unit>,
    pub dilations: Vec<UnitDilations>,
    pub unfused: Vec<Unfused>,
    /// Warnings: settings that are probably mistakes.
    pub warnings: Vec<WarningReport>,
}

/// An output of the network.
#[derive(Debug, Serialize)]
pub struct Output {
    pub name: String,
    /// The unit that computes it.
    pub unit: String,
    /// C, H, W.
    pub shape: [usize; 3],
}

/// The memory of a forward pass.
#[derive(Debug, Serialize)]
pub struct Arena {
    pub bytes: usize,
    /// A size that no arena can go below: the largest sum of buffers that live at the same time, or
    /// more where it is proven that these cannot be packed so tightly.
    pub lower_bound_bytes: usize,
    /// The most by which the arena exceeds the smallest possible one.
    pub gap_bytes: usize,
    /// Whether no smaller arena is possible.
    pub optimal: bool,
    /// The size of all buffers, as if none shared memory.
    pub unshared_bytes: usize,
    /// The size of all values that are computed, as if in addition none were written in place.
    pub tensor_bytes: usize,
    pub buffers: Vec<ArenaBuffer>,
}

/// A range of the arena.
#[derive(Debug, Serialize)]
pub struct ArenaBuffer {
    /// The name of the value in it; of scratch, the name of the step.
    pub name: String,
    /// The place of the buffer, and the steps in which it is in use.
    #[serde(flatten)]
    pub extent: BufferReport,
    /// Whether it is the scratch of a step.
    pub scratch: bool,
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

/// A fusion that did not fire at operators that were probably meant for it, and the reason.
#[derive(Debug, Serialize)]
pub struct Unfused {
    pub unit: String,
    pub node: String,
    pub kernel: String,
    pub reason: String,
}

/// A setting that is probably a mistake.
#[derive(Debug, Serialize)]
pub struct WarningReport {
    pub message: String,
    /// The units that the warning is about.
    pub units: Vec<String>,
}

impl WarningReport {
    fn new(warning: &Warning) -> Self {
        let units = match warning {
            Warning::SinglePixels { blocks, .. } => blocks.clone(),
            _ => Vec::new(),
        };
        WarningReport { message: warning.to_string(), units }
    }
}

impl Report {
    /// Collects the facts.
    pub fn new(compiled: &Compiled) -> Self {
        let Compiled { architecture, plan, facts, graph, warnings, .. } = compiled;
        Report {
            name: plan.name.clone(),
            description: architecture.description.clone(),
            input: dims(plan.input),
            outputs: plan
                .outputs
                .iter()
                .zip(graph.outputs())
                .map(|(output, value)| Output {
                    name: output.name.clone(),
                    unit: units::unit_of(graph.node(value.node)).into(),
                    shape: dims(output.shape),
                })
                .collect(),
            width_multiplier: architecture.width_multiplier,
            classes: architecture.classes,
            labels: architecture.labels.clone(),
            preprocessing: architecture.preprocessing,
            branches: architecture.branches,
            dilation: architecture.dilation,
            parameters: plan.parameters,
            unused_parameters: facts.unused.iter().map(Param::learned_numbers).sum(),
            macs: plan.macs,
            weights_bytes: bytes(plan.recipe.len),
            arena: Arena {
                bytes: plan.arena_bytes(),
                lower_bound_bytes: plan.arena_lower_bound(),
                gap_bytes: plan.arena_gap(),
                optimal: plan.arena_gap() == 0,
                unshared_bytes: plan.buffer_bytes(),
                tensor_bytes: plan.tensor_bytes(),
                buffers: buffers(plan),
            },
            units: units::units(compiled),
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
                .map(|unfused| Unfused {
                    unit: unfused.block.as_ref().unwrap_or(&unfused.node).clone(),
                    node: unfused.node.clone(),
                    kernel: unfused.kernel.into(),
                    reason: unfused.reason.clone(),
                })
                .collect(),
            warnings: warnings.iter().map(WarningReport::new).collect(),
        }
    }
}

impl Arena {
    /// Describes how close the arena is to the smallest possible one.
    pub fn tightness(&self) -> String {
        match self.optimal {
            true => "optimal".into(),
            false => format!("at most {} above the optimum", long(self.gap_bytes as u64)),
        }
    }
}

impl Report {
    /// The steps in order.
    pub fn steps(&self) -> Vec<&StepReport> {
        let mut steps: Vec<&StepReport> = self.units.iter().flat_map(|unit| &unit.steps).collect();
        steps.sort_by_key(|step| step.index);
        steps
    }
}

impl Report {
    /// Describes the labels: the first few names, and their number.
    pub fn labels_in_words(&self) -> String {
        const SHOWN: usize = 4;
        match self.labels.as_slice() {
            [] => "none".into(),
            few if few.len() <= SHOWN => few.join(", "),
            many => format!("{}, … ({})", many[..SHOWN].join(", "), many.len()),
        }
    }

    /// Describes the preprocessing of a picture.
    pub fn preprocessing_in_words(&self) -> String {
        let Preprocessing { mean, std, order, scale, resize, fit } = self.preprocessing;
        let numbers = |three: [f32; 3]| match three {
            [a, b, c] if a == b && b == c => a.to_string(),
            three => format!("({})", three.map(|number| number.to_string()).join(", ")),
        };
        let fit = match fit {
            Fit::Stretch => "stretched",
            Fit::Letterbox => "letterboxed",
            Fit::CenterCrop => "cropped to the centre",
        };
        let resize = match resize {
            ResizeRule::Pillow => "Pillow",
            ResizeRule::Opencv => "OpenCV",
        };
        let order = match order {
            ColourOrder::Rgb => "RGB",
            ColourOrder::Bgr => "BGR",
        };
        let (mean, std) = (numbers(mean), numbers(std));
        format!("{fit} as {resize} does, {order}, (v/{scale} − {mean})/{std}")
    }
}

/// The buffers of the arena.
fn buffers(plan: &Plan) -> Vec<ArenaBuffer> {
    let scratch: Vec<usize> =
        plan.steps.iter().filter_map(|step| step.scratch.map(|buffer| buffer.0)).collect();
    plan.buffers
        .iter()
        .enumerate()
        .map(|(index, buffer)| ArenaBuffer {
            name: buffer.name.clone(),
            extent: extent(buffer),
            scratch: scratch.contains(&index),
        })
        .collect()
}
