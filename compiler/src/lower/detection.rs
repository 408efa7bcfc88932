//! Lowers the heads of a detection network (SSD, arXiv 1512.02325, section 2.1).

use super::builder::{ConvShape, Failure, GraphBuilder};
use crate::{
    ir::{NodeId, Predictions},
    spec::{MAX_CHANNELS, ResolvedBlock},
};

/// Lowers an `ssd_head`. Head `k` reads map `k`.
pub(super) fn head(
    builder: &mut GraphBuilder<'_>,
    block: &ResolvedBlock,
    maps: &[NodeId],
    values: usize,
    anchors: usize,
) -> Result<NodeId, Failure> {
    let channels = values * anchors;
    if channels > MAX_CHANNELS {
        let message = format!("{anchors} anchors of {values} numbers are {channels} channels");
        let help = format!("at most {MAX_CHANNELS} are allowed");
        return Err(builder.problem(block, "values", message).with_help(help).into());
    }
    let mut heads = Vec::with_capacity(maps.len());
    for (k, &map) in maps.iter().enumerate() {
        let shape = ConvShape { bias: true, ..ConvShape::pointwise(channels, 1) };
        heads.push(builder.conv(block, &format!("{}.{k}", block.module), map, shape)?);
    }
    builder.add(block, &block.module, Predictions { values }.into(), &heads)
}
