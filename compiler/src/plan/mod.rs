//! Turns a fused graph into a program: kernels with constant shapes, in order, with all values in one static
//! arena. [`emit`](crate::emit) then writes the program as Rust code.
//!
//! | module | decision |
//! |---|---|
//! | [`schedule`] | the order of the nodes |
//! | [`resized`] | the bilinear resizes that are left to the convolution that adds them |
//! | [`layout`] | the values in planes: the image, and its downscaled copies |
//! | [`lowering`] | steps and buffers: concatenations and residuals in place, or copies |
//! | [`detection`] | the priors of a detection network |
//! | [`mask`] | the step that replaces the last one in `forward_mask` |
//! | [`arena`], [`first_fit`], [`offset_search`], [`cache_affinity`] | the offset of each buffer |
//! | [`weights`] | the offset of each kernel's packed weights, and the recipe for packing them |

pub mod answer;
pub mod arena;
pub mod cache_affinity;
pub mod detection;
pub mod first_fit;
pub mod layout;
pub mod lowering;
pub mod mask;
pub mod offset_search;
pub mod resized;
pub mod schedule;
pub mod text;
pub mod weights;

use std::{ops::Range, sync::Arc};

use espnet_abi::layout::ALIGN;

pub use answer::Answer;
pub(crate) use answer::MAX_MASK_CLASSES;
pub use detection::{DetectionPlan, MapOfPriors};
pub use espnet_abi::kernel::Kernel;
pub use mask::MaskPlan;
pub use weights::OwnedRecipe;

use crate::{
    diagnostic::{Diagnostic, Diagnostics},
    ir::{Graph, NodeId, Op, Param, Shape, cost},
    passes::Facts,
    spec::{MaskSize, Preprocessing},
};

/// The largest arena of a network, in bytes: 2 GiB, about twenty times that of the largest released network.
pub const MAX_ARENA_BYTES: usize = 1 << 31;

/// The largest blob of packed weights of a network, in bytes: 1 GiB, about seventy times that of the largest
/// released network. The checkpoint for a blob of this size can still be read.
pub const MAX_WEIGHTS_BYTES: usize = 1 << 30;

/// The index of a [`Buffer`] in [`Plan::buffers`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BufferId(pub usize);

/// A range of the arena, in use for a range of steps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Buffer {
    /// The name of the value in the buffer, or of the step that uses it as scratch.
    pub name: String,
    /// Length in floats.
    pub len: usize,
    /// The steps from the first that writes the buffer to the last that reads it, both included.
    pub live: Range<usize>,
    /// Offset in the arena in floats; a multiple of 16.
    pub offset: usize,
}

impl Buffer {
    /// Returns the buffer's range of the arena, in floats.
    pub fn range(&self) -> Range<usize> {
        self.offset..self.offset + self.len
    }
}

/// The memory that contains an operand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// The input, in the caller's memory.
    Input,
    /// A buffer, from this offset on, in floats.
    Buffer(BufferId, usize),
}

/// A value that a step reads or writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Operand {
    /// The memory at which the operand starts.
    pub place: Place,
    /// The length from start to end, in floats; pixels may have gaps between them.
    pub len: usize,
}

/// One kernel call.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// Names of the computed nodes, such as `level3.0`.
    pub label: String,
    /// The spec's block that the step belongs to, if there is one.
    pub origin: Option<Arc<str>>,
    /// The node that the step computes; `None` for a step that only copies a value.
    pub node: Option<NodeId>,
    /// The kernel and its shape.
    pub kernel: Kernel,
    /// The step's packed weights, as a range of the blob, in floats.
    pub weights: Range<usize>,
    /// The input; `None` for a kernel that works in place.
    pub input: Option<Operand>,
    /// The gate that the output is multiplied by.
    pub gate: Option<Operand>,
    /// The residual, unless it is the output itself; or the map whose resized form is added.
    pub residual: Option<Operand>,
    /// The output.
    pub output: Operand,
    /// Scratch memory of this step alone.
    pub scratch: Option<BufferId>,
}

impl Step {
    /// Returns the number of bytes that the step reads and writes, including weights. Each byte is counted
    /// once. The weights of a linear layer are counted in their shortest form.
    pub fn bytes(&self) -> usize {
        let operands = [&self.input, &self.gate, &self.residual].into_iter().flatten();
        let read: usize = operands.map(|operand| operand.len).sum();
        // A kernel that works in place reads its output too.
        let output = self.output.len * if self.input.is_none() { 2 } else { 1 };
        let weights = self.weights.len() - self.kernel.spare_weights_len();
        (weights + read + output) * size_of::<f32>()
    }
}

/// A value that the network returns, N×C×H×W.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlannedOutput {
    /// The name that callers use.
    pub name: String,
    /// C×H×W.
    pub shape: Shape,
    /// The output's memory after the last step.
    pub operand: Operand,
}

/// A network ready for emission.
#[derive(Clone, Debug)]
pub struct Plan {
    /// The network's name.
    pub name: String,
    /// The names of the classes, one for each channel of an output; empty if the classes have no names.
    pub labels: Vec<String>,
    /// The preprocessing of the network's pictures.
    pub preprocessing: Preprocessing,
    /// Shape of the input.
    pub input: Shape,
    /// The values that the network returns.
    pub outputs: Vec<PlannedOutput>,
    /// The kernel calls in order.
    pub steps: Vec<Step>,
    /// The mask that `forward_mask` computes, the class of every pixel; `None` if the output cannot be turned
    /// into a mask.
    pub mask: Option<MaskPlan>,
    /// The post-processing of a detection network.
    pub detection: Option<DetectionPlan>,
    /// The buffers in the arena.
    pub buffers: Vec<Buffer>,
    /// Length of the arena in floats.
    pub arena_len: usize,
    /// A lower bound for the arena of these buffers, in floats; see [`arena::Arena`].
    pub arena_bound: usize,
    /// The sum of the lengths of all values, without any sharing of memory, in floats.
    pub tensor_len: usize,
    /// The recipe for the packing of the weights.
    pub recipe: OwnedRecipe,
    /// Number of learned parameters in a checkpoint.
    pub parameters: usize,
    /// Number of multiply-accumulates of the convolutions.
    pub macs: u64,
}

impl Plan {
    /// Returns the offset of an operand in the arena, in floats; `None` if it is in the caller's memory.
    pub fn start(&self, operand: &Operand) -> Option<usize> {
        match operand.place {
            Place::Input => None,
            Place::Buffer(buffer, start) => Some(self.buffers[buffer.0].offset + start),
        }
    }

    /// Returns the steps of `forward`, and then the step of the mask, if there is one.
    pub fn all_steps(&self) -> impl Iterator<Item = &Step> {
        self.steps.iter().chain(self.mask.as_ref().map(|mask| &mask.step))
    }

    /// Returns the height and width of the network's mask: those of the planned mask, or of the first output.
    pub fn mask_size(&self) -> [usize; 2] {
        match &self.mask {
            Some(mask) => [mask.height, mask.width],
            None => self.output_size(),
        }
    }

    /// Returns the height and width of the first output.
    pub fn output_size(&self) -> [usize; 2] {
        let Shape { height, width, .. } = self.outputs[0].shape;
        [height, width]
    }

    /// Returns the index of the output whose channels have labels: the first one with the right number of
    /// channels.
    pub fn labelled_output(&self) -> Option<usize> {
        let labelled = |output: &PlannedOutput| output.shape.channels == self.labels.len();
        self.outputs.iter().position(labelled)
    }

    /// Returns the size of the arena in bytes.
    pub fn arena_bytes(&self) -> usize {
        self.arena_len * size_of::<f32>()
    }

    /// Returns a lower bound for any arena of these buffers, in bytes. It is the largest sum of
    /// simultaneously live buffers, or more if the search has proved that they cannot be packed so tightly.
    /// An arena of this size is optimal.
    pub fn arena_lower_bound(&self) -> usize {
        self.arena_bound * size_of::<f32>()
    }

    /// Returns the greatest possible excess of the arena over the smallest one, in bytes; 0 if it is optimal.
    pub fn arena_gap(&self) -> usize {
        self.arena_bytes() - self.arena_lower_bound()
    }

    /// Returns the bytes of all buffers, as if none shared memory with another.
    pub fn buffer_bytes(&self) -> usize {
        self.buffers.iter().map(|buffer| arena::aligned(buffer.len) * size_of::<f32>()).sum()
    }

    /// Returns the bytes of all values, as if nothing were written in place and no memory were shared.
    pub fn tensor_bytes(&self) -> usize {
        self.tensor_len * size_of::<f32>()
    }
}

/// Plans a graph after all passes; `facts` are the results of the passes, and `mask_size` is the size of a
/// mask.
///
/// # Errors
/// If the network needs more than [`MAX_ARENA_BYTES`] or [`MAX_WEIGHTS_BYTES`], returns its own input, or has
/// no mask of this size.
pub fn plan(graph: &Graph, facts: &Facts, mask_size: MaskSize) -> Result<Plan, Diagnostics> {
    let shapes = &facts.shapes;
    let order = schedule::order(graph, shapes);
    let mut program = lowering::lower(graph, &facts.placements, shapes, &order)?;
    let mask = mask::plan(&mut program, mask_size)?;
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
    let recipe = weights::recipe(graph, &facts.unused, &program.packings, program.weights_len);
    Ok(Plan {
        labels: Vec::new(),
        preprocessing: Preprocessing::default(),
        name: graph.name.clone(),
        input: program.input,
        outputs: program.outputs,
        steps: program.steps,
        mask,
        detection: None,
        buffers: program.buffers,
        arena_len: arena.len,
        arena_bound: arena.lower_bound,
        tensor_len: computed.map(|id| shapes[id].len()).sum(),
        recipe,
        parameters: graph.params().iter().chain(&facts.unused).map(Param::learned_numbers).sum(),
        macs: cost::conv_macs(graph, shapes),
    })
}
