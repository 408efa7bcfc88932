//! Hierarchical feature fusion and the whole EESP unit.

use super::{Map, conv, elementwise::Steps, tensors::Parameters};
use crate::ir::{Conv2d, EespUnit, Epilogue, Hff, Shape};

/// Dilated depth-wise convolutions of one map, running sums, concatenation, batch norm and PReLU.
pub(super) fn hff(
    hff: &Hff,
    input: Map<'_>,
    output: Shape,
    parameters: &Parameters<'_>,
) -> Vec<f32> {
    let epilogue = Epilogue {
        affine: Some(hff.norm.clone()),
        final_prelu: Some(hff.prelu.clone()),
        ..Epilogue::default()
    };
    let steps = Steps::new(&epilogue, &[], parameters);
    let branch = Shape { channels: hff.channels, ..output };
    let mut sums = vec![0.0; branch.len()];
    let mut result = Vec::with_capacity(output.len());
    for (i, weight) in hff.weights.iter().enumerate() {
        let conv = Conv2d {
            kernel: 3,
            stride: hff.stride,
            padding: hff.dilations.get(i),
            dilation: hff.dilations.get(i),
            weight: weight.clone(),
            ..Conv2d::pointwise("", hff.channels, hff.channels, hff.channels)
        };
        for (sum, x) in sums.iter_mut().zip(conv::conv2d(&conv, &[input], branch, parameters)) {
            *sum += f64::from(x);
        }
        for (c, sums) in sums.chunks_exact(branch.pixels()).enumerate() {
            steps.apply(i * hff.channels + c, sums, &mut result);
        }
    }
    result
}

/// Projection, hierarchical feature fusion, expansion, residual and activation.
pub(super) fn unit(unit: &EespUnit, input: Map<'_>, parameters: &Parameters<'_>) -> Vec<f32> {
    let with = |channels| Shape { channels, ..input.shape };
    let (branch, merged) = (with(unit.hff.channels), with(unit.hff.out_channels()));
    let projected = conv::conv2d(&unit.project, &[input], branch, parameters);
    let fused = hff(&unit.hff, Map { shape: branch, data: &projected }, merged, parameters);
    let operands = [Map { shape: merged, data: &fused }, input];
    let operands = &operands[..1 + unit.expand.epilogue.operands()];
    conv::conv2d(&unit.expand, operands, with(unit.expand.out_channels), parameters)
}
