//! From a fused graph to a program: kernels with literal shapes, in order, on one static arena.
//!
//! | module | decides |
//! |---|---|
//! | [`schedule`] | the order of the nodes |
//! | [`resized`] | which bilinear resizes are left to the convolution that adds them |
//! | [`layout`] | which values lie in planes: the image, and what is made of it before the first convolution |
//! | [`lowering`] | steps and buffers: concatenation and residuals in place, copies where they cannot be |
//! | [`mask`] | the step that makes a mask in the place of the last one |
//! | [`arena`], [`search`], [`warm`] | an offset for each buffer |
//! | [`weights`] | where each kernel's packed weights lie, and what they are packed from |

pub mod answer;
pub mod arena;
pub mod layout;
pub mod lowering;
pub mod mask;
pub mod resized;
pub mod schedule;
pub mod search;
pub mod text;
pub mod warm;
pub mod weights;

use std::{ops::Range, sync::Arc};

use espnet_abi::layout::ALIGN;

pub use answer::Answer;
pub(crate) use answer::MAX_MASK_CLASSES;
pub use espnet_abi::kernel::Kernel;
pub use weights::OwnedRecipe;

use crate::{
    diagnostic::{Diagnostic, Diagnostics},
    ir::{Graph, NodeId, Op, Param, Shape, cost},
    passes::Facts,
    spec::Preprocessing,
};

/// The largest arena that a network may need, in bytes: 2 GiB, some twenty times that of the largest
/// released network.
pub const MAX_ARENA_BYTES: usize = 1 << 31;

/// The largest blob of packed weights that a network may need, in bytes: 1 GiB, some seventy times that
/// of the largest released network. A checkpoint that fills it can still be read.
pub const MAX_WEIGHTS_BYTES: usize = 1 << 30;

/// Names a [`Buffer`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BufferId(pub usize);

/// A stretch of the arena with a lifetime.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Buffer {
    /// What it holds: the name of a value, or of the step whose scratch it is.
    pub name: String,
    /// Floats.
    pub len: usize,
    /// The steps from the first that writes it to the last that reads it, both included.
    pub live: Range<usize>,
    /// Where it begins in the arena, in floats; a multiple of 16.
    pub offset: usize,
}

impl Buffer {
    /// Its floats in the arena.
    pub fn range(&self) -> Range<usize> {
        self.offset..self.offset + self.len
    }
}

/// Where an operand lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// What the caller hands in.
    Input,
    /// A buffer, from this float on.
    Buffer(BufferId, usize),
}

/// Something that a step reads or writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Operand {
    /// Where it begins.
    pub place: Place,
    /// Floats from its beginning to its end.
    pub len: usize,
}

/// One kernel call.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// Names of what it computes, such as `level3.0`.
    pub label: String,
    /// The block of the spec that the step computes a part of, if there is one.
    pub origin: Option<Arc<str>>,
    /// The node that the step computes; `None` for a step that only moves a value.
    pub node: Option<NodeId>,
    /// The kernel and its shape.
    pub kernel: Kernel,
    /// Its packed weights, in floats of the blob.
    pub weights: Range<usize>,
    /// The map that goes in; none for a kernel that works in place.
    pub input: Option<Operand>,
    /// The gate.
    pub gate: Option<Operand>,
    /// The residual, unless it is the output; or what it is resized from.
    pub residual: Option<Operand>,
    /// The result.
    pub output: Operand,
    /// Room that only this step uses.
    pub scratch: Option<BufferId>,
}

impl Step {
    /// Returns the number of bytes that the step reads and writes, including weights, each counted once;
    /// the weights of a linear layer are counted in their shortest form.
    pub fn bytes(&self) -> usize {
        let operands = [&self.input, &self.gate, &self.residual].into_iter().flatten();
        let read: usize = operands.map(|operand| operand.len).sum();
        // What works in place reads what it overwrites.
        let output = self.output.len * if self.input.is_none() { 2 } else { 1 };
        let weights = self.weights.len() - self.kernel.spare_weights_len();
        (weights + read + output) * size_of::<f32>()
    }
}

/// A value that the network hands back, N×C×H×W.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlannedOutput {
    /// The name that callers use.
    pub name: String,
    /// C×H×W.
    pub shape: Shape,
    /// Where it lies when the last step has run.
    pub operand: Operand,
}

/// A network ready for emission.
#[derive(Clone, Debug)]
pub struct Plan {
    /// The network's name.
    pub name: String,
    /// The names of the classes, one for each channel of an output; empty if there are none.
    pub labels: Vec<String>,
    /// The preprocessing of the network's pictures.
    pub preprocessing: Preprocessing,
    /// What goes in.
    pub input: Shape,
    /// What comes out.
    pub outputs: Vec<PlannedOutput>,
    /// The calls in order.
    pub steps: Vec<Step>,
    /// What takes the place of the last one where only the class of every pixel is asked for; none if the
    /// output has no pixels to be classified.
    pub mask: Option<Step>,
    /// What lies in the arena.
    pub buffers: Vec<Buffer>,
    /// Floats of the arena.
    pub arena_len: usize,
    /// Floats that no arena for these buffers can do without; see [`arena::Arena`].
    pub arena_bound: usize,
    /// Floats of all values that the network computes, as if each had memory of its own.
    pub tensor_len: usize,
    /// How weights are packed.
    pub recipe: OwnedRecipe,
    /// Learned numbers in a checkpoint.
    pub parameters: usize,
    /// Multiply-accumulates of the convolutions.
    pub macs: u64,
}

impl Plan {
    /// Where an operand of a step or an output begins in the arena, in floats; nowhere if the caller
    /// hands it in.
    pub fn start(&self, operand: &Operand) -> Option<usize> {
        match operand.place {
            Place::Input => None,
            Place::Buffer(buffer, start) => Some(self.buffers[buffer.0].offset + start),
        }
    }

    /// Returns the index of the output whose channels have labels: the first with the same number of
    /// channels.
    pub fn labelled_output(&self) -> Option<usize> {
        let labelled = |output: &PlannedOutput| output.shape.channels == self.labels.len();
        self.outputs.iter().position(labelled)
    }

    /// Bytes of the arena.
    pub fn arena_bytes(&self) -> usize {
        self.arena_len * size_of::<f32>()
    }

    /// Bytes that no arena for these buffers can do without: the largest sum of simultaneously live
    /// buffers, or more where it is proven that they cannot be packed so tightly. An arena of that
    /// size is optimal.
    pub fn arena_lower_bound(&self) -> usize {
        self.arena_bound * size_of::<f32>()
    }

    /// Bytes by which the arena may be larger than the smallest possible; 0 if it is optimal.
    pub fn arena_gap(&self) -> usize {
        self.arena_bytes() - self.arena_lower_bound()
    }

    /// Bytes of all buffers, as if none shared memory with another.
    pub fn buffer_bytes(&self) -> usize {
        self.buffers.iter().map(|buffer| arena::aligned(buffer.len) * size_of::<f32>()).sum()
    }

    /// Bytes of all values that the network computes, as if nothing were written in place and none
    /// shared memory with another.
    pub fn tensor_bytes(&self) -> usize {
        self.tensor_len * size_of::<f32>()
    }
}

/// Plans a graph that all passes have left, about which they found `facts`.
///
/// # Errors
/// If the network needs more than [`MAX_ARENA_BYTES`] or [`MAX_WEIGHTS_BYTES`], or hands back its own
/// input.
pub fn plan(graph: &Graph, facts: &Facts) -> Result<Plan, Diagnostics> {
    let shapes = &facts.shapes;
    let order = schedule::order(graph, shapes);
    let mut program = lowering::lower(graph, &facts.placements, shapes, &order)?;
    let arena = arena::allocate(&mut program.buffers);
    let bytes = arena.len.saturating_mul(size_of::<f32>());
    if bytes > MAX_ARENA_BYTES {
        return Err(Diagnostic::new(
            "/input",
            format!("the network needs an arena of {} MiB at this size", bytes.div_ceil(1 << 20)),
        )
        .with_help(format!(
            "at most {} MiB are allowed: choose a smaller height, width or width multiplier",
            MAX_ARENA_BYTES >> 20
        ))
        .into());
    }
    let bytes = program.weights_len.saturating_mul(size_of::<f32>());
    if bytes > MAX_WEIGHTS_BYTES {
        let message =
            format!("the network needs {} MiB of packed weights", bytes.div_ceil(1 << 20));
        return Err(Diagnostic::new("/blocks", message)
            .with_help(format!(
                "at most {} MiB are allowed: choose fewer channels, blocks or a smaller width multiplier",
                MAX_WEIGHTS_BYTES >> 20
            ))
            .into());
    }
    debug_assert!(arena.len.is_multiple_of(ALIGN / size_of::<f32>()));
    let computed = order.iter().filter(|&&id| !matches!(graph.op(id), Op::Input(_)));
    let mask = mask::step(&program.steps, &program.outputs);
    let recipe = weights::recipe(graph, &facts.unused, &program.packings, program.weights_len);
    Ok(Plan {
        labels: Vec::new(),
        preprocessing: Preprocessing::default(),
        name: graph.name.clone(),
        input: program.input,
        outputs: program.outputs,
        steps: program.steps,
        mask,
        buffers: program.buffers,
        arena_len: arena.len,
        arena_bound: arena.lower_bound,
        tensor_len: computed.map(|id| shapes[id].len()).sum(),
        recipe,
        parameters: graph.params().iter().chain(&facts.unused).map(Param::learned_numbers).sum(),
        macs: cost::conv_macs(graph, shapes),
    })
}
