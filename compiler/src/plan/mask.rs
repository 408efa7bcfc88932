//! Plans masks: the class of every pixel. The step that computes the mask replaces the network's last step, so
//! that the logits are stored neither in planes nor at the size of the mask.

use espnet_abi::{
    kernel as abi,
    layout::{Layout, Map},
};

use super::{
    Buffer, BufferId, Kernel, MAX_MASK_CLASSES, Operand, Place, Step, lowering::UnplacedProgram,
};
use crate::{diagnostic::Diagnostic, ir::Shape, spec::MaskSize};

/// The mask of a network.
#[derive(Clone, Debug, PartialEq)]
pub struct MaskPlan {
    /// The step that replaces the last one. It has the same input, and it writes to the memory of the output's
    /// planes.
    pub step: Step,
    /// The mask's height in pixels.
    pub height: usize,
    /// The mask's width in pixels.
    pub width: usize,
}

/// Plans the mask, and makes room for it. `None` unless the network has one output, the last step resizes this
/// output or converts it to planes, and a byte can represent all classes.
///
/// # Errors
/// If the mask is to have the input's size, but there is none, or the last step resizes the logits to another
/// size.
pub fn plan(program: &mut UnplacedProgram, size: MaskSize) -> Result<Option<MaskPlan>, Diagnostic> {
    let Some(logits) = logits(program) else {
        return match size {
            MaskSize::Output => Ok(None),
            MaskSize::Input => Err(Diagnostic::new("/mask_size", "this network has no mask")
                .with_help(format!(
                    "a mask needs one output, a map of 2 to {MAX_MASK_CLASSES} classes: leave \
                     `mask_size` out"
                ))),
        };
    };
    let Logits { map, resized } = logits;
    let Shape { height, width, .. } = match size {
        MaskSize::Output => program.outputs[0].shape,
        MaskSize::Input => program.input,
    };
    let output = Map::dense(1, height, width);
    let kernel: Kernel = match resized {
        Some(resized) if resized != (height, width) => {
            let message = format!(
                "the last block resizes the logits to {}×{} (height×width), so a mask of the input's \
                 {height}×{width} would resize them twice",
                resized.0, resized.1
            );
            return Err(Diagnostic::new("/mask_size", message).with_help(
                "let the last block resize to the input's size, or leave `mask_size` out",
            ));
        }
        None if (map.height, map.width) == (height, width) => {
            abi::Argmax { input: map, output }.into()
        }
        _ => abi::ArgmaxBilinear { input: map, output }.into(),
    };
    let step = step(program, kernel, abi::Bands::of(&output).floats());
    Ok(Some(MaskPlan { step, height, width }))
}

/// The logits that the last step reads, channels last.
struct Logits {
    map: Map,
    /// Height and width after the last step, if it resizes the logits.
    resized: Option<(usize, usize)>,
}

/// Returns the logits of the classes, if they determine a mask.
fn logits(program: &UnplacedProgram) -> Option<Logits> {
    let ([.., last], [output]) = (&*program.steps, &*program.outputs) else { return None };
    let logits = match &last.kernel {
        Kernel::ResizeBilinear(resize) if resize.layout == Layout::Nchw => {
            let resized = Some((resize.output.height, resize.output.width));
            Logits { map: resize.input, resized }
        }
        Kernel::Relayout(relayout) if relayout.to == Layout::Nchw => {
            Logits { map: relayout.input, resized: None }
        }
        _ => return None,
    };
    let is_output = output.operand == last.output;
    (is_output && logits.map.channels <= MAX_MASK_CLASSES).then_some(logits)
}

/// Returns the step of the mask's kernel, which writes `len` floats. Enlarges the buffer of the output's planes
/// if the mask is larger, and adds scratch memory if the kernel needs more than the last step has.
fn step(program: &mut UnplacedProgram, kernel: Kernel, len: usize) -> Step {
    let (index, buffers) = (program.steps.len() - 1, &mut program.buffers);
    let last = &program.steps[index];
    let label = format!("mask of {}", last.origin.as_deref().unwrap_or(&last.label));
    if let Place::Buffer(BufferId(planes), start) = last.output.place {
        buffers[planes].len = buffers[planes].len.max(start + len);
    }
    let enough = |id: &BufferId| buffers[id.0].len >= kernel.scratch_len();
    let scratch = match (kernel.scratch_len(), last.scratch.filter(enough)) {
        (0, _) => None,
        (_, Some(scratch)) => Some(scratch),
        (len, None) => {
            buffers.push(Buffer {
                name: format!("scratch of {label}"),
                len,
                live: index..index + 1,
                offset: 0,
            });
            Some(BufferId(buffers.len() - 1))
        }
    };
    Step { label, kernel, output: Operand { len, ..last.output }, scratch, ..last.clone() }
}
