//! Efficient pyramid pooling behind its projection.

use super::{Map, conv, elementwise, pool, resize, tensors::Parameters};
use crate::ir::{Epilogue, PyramidBranch, PyramidPool, Shape};

/// Every branch at the map's size, concatenated, normed, merged and expanded.
pub(super) fn pyramid(
    pyramid: &PyramidPool,
    inputs: &[Map<'_>],
    parameters: &Parameters<'_>,
) -> Vec<f32> {
    let (projected, mut given) = (inputs[0], inputs[1..].iter());
    let shape = projected.shape;
    let with = |channels| Shape { channels, ..shape };
    let mut stages = Vec::new();
    for branch in &pyramid.branches {
        stages.extend(match branch {
            PyramidBranch::Convolved { weight } => {
                let conv = PyramidPool::convolution(weight, shape.channels);
                conv::conv2d(&conv, &[projected], shape, parameters)
            }
            PyramidBranch::Enlarged { resize: size, weight } => {
                let conv = PyramidPool::convolution(weight, shape.channels);
                let large = Shape::new(shape.channels, size.height, size.width);
                let enlarged = resize::bilinear(projected, large);
                let enlarged = Map { shape: large, data: &enlarged };
                let convolved = conv::conv2d(&conv, &[enlarged], large, parameters);
                pool::adaptive_avg_pool(Map { shape: large, data: &convolved }, shape)
            }
            PyramidBranch::Given => match given.next() {
                Some(&map) => resize::bilinear(map, shape),
                None => unreachable!("the verifier counts operands"),
            },
        });
    }
    let concatenated = with(pyramid.merge.in_channels);
    let norm = Epilogue {
        affine: Some(pyramid.norm.clone()),
        final_prelu: Some(pyramid.prelu.clone()),
        ..Epilogue::default()
    };
    let stages = Map { shape: concatenated, data: &stages };
    let normed = elementwise::alone(&norm, &[stages], parameters);
    let normed = Map { shape: concatenated, data: &normed };
    let merged = conv::conv2d(&pyramid.merge, &[normed], shape, parameters);
    let output = with(pyramid.expand.out_channels);
    conv::conv2d(&pyramid.expand, &[Map { shape, data: &merged }], output, parameters)
}
