//! Packs vectors of sixteen channels: blocks, panels, and the constants of an epilogue.

use alloc::vec::Vec;

use super::{
    EpilogueTensors, StageTensors,
    folding::{FoldedNorm, scale_and_shift},
};
use crate::{
    kernel::Epilogue,
    layout::{BLOCK, Panel, Panels},
};

/// The constant vectors of an epilogue in the order of its stages, with one number for each channel.
pub(super) fn constants(
    epilogue: &Epilogue,
    bias: Vec<f32>,
    names: &EpilogueTensors,
    tensors: &[&[f32]],
) -> Vec<Vec<f32>> {
    let mut vectors = Vec::new();
    if epilogue.bias() {
        vectors.push(bias);
    }
    for stage in names.stages() {
        match stage {
            StageTensors::Prelu(slopes) => vectors.push(tensors[slopes.index()].to_vec()),
            StageTensors::Affine(norm) => {
                let norm = scale_and_shift(&norm, tensors);
                vectors.push(norm.iter().map(|&(scale, _)| scale as f32).collect());
                vectors.push(norm.iter().map(|&(_, shift)| shift as f32).collect());
            }
        }
    }
    assert_eq!(vectors.len(), epilogue.vectors(), "the stages have as many constants");
    vectors
}

/// The blocks of 16 channels, each with its first channel and its number of channels.
pub(super) fn blocks(channels: usize) -> impl Iterator<Item = (usize, usize)> {
    (0..channels.div_ceil(BLOCK))
        .map(move |block| (block * BLOCK, BLOCK.min(channels - block * BLOCK)))
}

pub(super) fn pack_constants(
    vectors: &[Vec<f32>],
    panels: impl Iterator<Item = (usize, usize)>,
    out: &mut [f32],
) {
    let mut out = out.chunks_exact_mut(BLOCK);
    for (first, channels) in panels {
        for vector in vectors {
            let block = out.next().expect("the shape counts its constants");
            block[..channels].copy_from_slice(&vector[first..][..channels]);
        }
    }
}

/// The first output and the number of outputs of a panel.
pub(super) fn outputs_of(panel: Panel) -> (usize, usize) {
    (panel.output, panel.outputs)
}

/// Packs `[tap][input][16]` for each panel. Weights between different groups are zero.
pub(super) fn pack_panels(
    panels: Panels,
    taps: usize,
    folded: &FoldedNorm,
    weight: &[f32],
    out: &mut [f32],
) {
    let per_group = panels.group_inputs();
    for panel in panels.iter() {
        let base = panel.before * taps * BLOCK;
        for lane in 0..panel.outputs {
            let output = panel.output + lane;
            let first = panels.group_of(output) * per_group - panel.input;
            for input in 0..per_group {
                for tap in 0..taps {
                    out[base + (tap * panel.inputs + first + input) * BLOCK + lane] =
                        folded.weight(output, weight[(output * per_group + input) * taps + tap]);
                }
            }
        }
    }
}
