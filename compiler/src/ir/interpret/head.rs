//! The head of a classifier.

use super::{Map, conv, pool, tensors::Parameters};
use crate::ir::{Head, Shape};

/// Both convolutions and the average.
pub(super) fn head(
    head: &Head,
    input: Map<'_>,
    output: Shape,
    parameters: &Parameters<'_>,
) -> Vec<f32> {
    let shape = |channels| Shape { channels, ..input.shape };
    let convolved = shape(head.depthwise.out_channels);
    let data = conv::conv2d(&head.depthwise, &[input], convolved, parameters);
    let made = shape(head.pointwise.out_channels);
    let data =
        conv::conv2d(&head.pointwise, &[Map { shape: convolved, data: &data }], made, parameters);
    pool::adaptive_avg_pool(Map { shape: made, data: &data }, output)
}
