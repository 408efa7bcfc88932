//! Plans masks: the class of every pixel. If the output of a network is logits enlarged by a resize, the
//! classes are found without storing the enlarged logits.

use espnet_abi::{
    kernel as abi,
    layout::{Layout, Map},
};

use super::{Kernel, Operand, PlannedOutput, Step};

/// Returns the step that replaces the last one for a mask. `None` unless the network has one output, the last
/// step resizes it, and a byte can represent all classes.
///
/// The step has the same operands as the last one, and it writes to the memory of the output's planes, which
/// are larger.
pub fn step(steps: &[Step], outputs: &[PlannedOutput]) -> Option<Step> {
    let ([.., last], [output]) = (steps, outputs) else { return None };
    let Kernel::ResizeBilinear(resize) = &last.kernel else { return None };
    let Map { channels, height, width, .. } = resize.output;
    if resize.layout != Layout::Nchw
        || output.operand != last.output
        || channels > abi::ArgmaxBilinear::MAX_CHANNELS
    {
        return None;
    }
    let kernel = abi::ArgmaxBilinear { input: resize.input, output: Map::dense(1, height, width) };
    Some(Step {
        label: format!("mask of {}", last.label),
        kernel: Kernel::ArgmaxBilinear(kernel),
        output: Operand { len: kernel.output_len(), ..last.output },
        ..last.clone()
    })
}
