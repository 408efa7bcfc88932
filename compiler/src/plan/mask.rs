//! The class of every pixel, where a network's output is logits that a resize enlarges: found without
//! writing them.

use espnet_abi::{
    kernel as abi,
    layout::{Layout, Map},
};

use super::{Kernel, Operand, PlannedOutput, Step};

/// The step that makes a mask in the place of the last one; none unless the network has one output,
/// which the last step resizes, of no more classes than a byte tells apart.
///
/// It takes the operands of that step, and writes where the output's planes would lie, which are larger.
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
