//! Hierarchical feature fusion and whole EESP units.

use super::{
    Map, conv,
    elementwise::{self, Steps},
    pool,
    tensors::Parameters,
};
use crate::ir::{Conv2d, EespUnit, Epilogue, Hff, Shape, StridedEespUnit};

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

/// The pooled map, which a stem may make, and, beside it, projection, hierarchical feature fusion and
/// expansion; what the image adds to both; activation.
pub(super) fn strided_unit(
    unit: &StridedEespUnit,
    inputs: &[Map<'_>],
    output: Shape,
    parameters: &Parameters<'_>,
) -> Vec<f32> {
    let made = unit.stem.as_ref().map(|stem| {
        let shape = unit.map(inputs[0].shape).expect("the graph is sound");
        (shape, conv::conv2d(stem, &inputs[..1], shape, parameters))
    });
    let input = match &made {
        Some((shape, data)) => Map { shape: *shape, data },
        None => inputs[0],
    };
    let branch = Shape { channels: unit.hff.channels, ..input.shape };
    let half = |channels| Shape { channels, ..output };
    let merged = half(unit.hff.out_channels());
    let projected = conv::conv2d(&unit.project, &[input], branch, parameters);
    let fused = hff(&unit.hff, Map { shape: branch, data: &projected }, merged, parameters);
    let fused = Map { shape: merged, data: &fused };
    let expanded = half(unit.expand.out_channels);
    let mut value = pool::avg_pool(&StridedEespUnit::POOL, input, half(input.shape.channels));
    value.extend(conv::conv2d(&unit.expand, &[fused], expanded, parameters));

    let value = Map { shape: output, data: &value };
    let act = Some(unit.act.clone());
    match &unit.shortcut {
        Some(shortcut) => {
            let epilogue = Epilogue { residual: true, final_prelu: act, ..Epilogue::default() };
            let shortcut = Conv2d { epilogue, ..shortcut.clone() };
            conv::conv2d(&shortcut, &[inputs[1], value], output, parameters)
        }
        None => {
            let epilogue = Epilogue { prelu: act, ..Epilogue::default() };
            elementwise::alone(&epilogue, &[value], parameters)
        }
    }
}
