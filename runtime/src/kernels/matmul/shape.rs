//! The shape of a matmul, for which the micro-kernels are compiled.

use espnet_abi::{
    folded::Folded,
    interleaved::Interleaved,
    kernel::{Epilogue, Pointwise},
    layout::{Map, Panels},
};

use super::operands::OutputRuns;
use crate::kernels::common::shape_param::{ShapeParam, part_of};

/// The shape of a matmul: everything that a micro-kernel must know at compile time.
#[derive(Clone, Copy)]
pub(crate) struct Matmul {
    /// The folded layout of the weights, if it is used. Without it and `interleaved`, weights are in panels.
    pub(crate) folded: Option<Folded>,
    /// The interleaved layout of the weights, if inputs are interleaved, and the layout of the outputs.
    pub(crate) interleaved: Option<(Interleaved, OutputRuns)>,
    /// The panels of outputs.
    pub(crate) panels: Panels,
    /// The number of panels.
    pub(crate) len: usize,
    /// The number of consecutive panels that read the same inputs.
    pub(crate) run: usize,
    /// Whether all panels have sixteen outputs.
    pub(crate) whole: bool,
    /// The epilogue of the sums.
    pub(crate) epilogue: Epilogue,
    /// The number of pixels that a call usually has.
    pub(crate) pixels: usize,
    /// The smallest number of pixels that a call can have.
    pub(crate) fewest: usize,
    /// The number of inputs of each pixel that are prefetched: all or none.
    pub(crate) prefetched_inputs: usize,
    /// The number of channels of the image, another map that all outputs read too.
    pub(crate) image_channels: usize,
    /// Whether the next call's weights are prefetched if there are any.
    pub(crate) prefetches_weights: bool,
}

/// The epilogue of a matmul.
#[derive(Clone, Copy)]
pub(super) struct EpilogueOf<Q>(pub(super) Q);

part_of!(EpilogueOf: Matmul => Epilogue, |matmul| matmul.epilogue);

impl Matmul {
    /// The matmul of `panels` for calls that usually have `pixels` pixels and never fewer than `fewest`.
    /// Tiles are chosen for the usual number.
    pub(crate) const fn new(
        panels: Panels,
        epilogue: Epilogue,
        pixels: usize,
        fewest: usize,
    ) -> Self {
        let (len, run, whole) = (panels.len(), panels.run(), panels.whole());
        let (folded, prefetched_inputs, image_channels) = (None, 0, 0);
        Matmul {
            folded,
            interleaved: None,
            panels,
            len,
            run,
            whole,
            epilogue,
            pixels,
            fewest,
            prefetched_inputs,
            image_channels,
            prefetches_weights: false,
        }
    }

    /// The matmul of a 1×1 convolution.
    pub(crate) const fn pointwise(point: &Pointwise, pixels: usize, fewest: usize) -> Self {
        let folded = point.folded();
        Matmul { folded, ..Self::new(point.panels(), point.epilogue, pixels, fewest) }
    }

    /// The same matmul for an input map that is complete before the call. If the map exceeds a core's own
    /// caches, inputs are prefetched one tile ahead. The distances between reads are too irregular for the
    /// processor's own prefetcher.
    pub(crate) const fn prefetching_inputs(self, map: &Map) -> Self {
        Matmul { prefetched_inputs: if map.far() { map.channels } else { 0 }, ..self }
    }

    /// The same matmul for interleaved inputs, without residual and gate.
    pub(crate) const fn with_interleaved_inputs(
        self,
        layout: Interleaved,
        runs: OutputRuns,
    ) -> Self {
        Matmul { interleaved: Some((layout, runs)), folded: None, ..self }
    }

    /// The same matmul with prefetches of the next call's weights.
    pub(crate) const fn prefetching_weights(self) -> Self {
        Matmul { prefetches_weights: true, ..self }
    }

    /// The same matmul with an image of `image_channels` channels.
    pub(crate) const fn with_image(self, image_channels: usize) -> Self {
        Matmul { image_channels, ..self }
    }
}
