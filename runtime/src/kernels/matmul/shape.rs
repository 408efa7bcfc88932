//! What a matmul is: the shape that the micro-kernels are compiled for.

use espnet_abi::{
    folded::Folded,
    kernel::{Epilogue, Pointwise},
    layout::{Map, Panels},
    quads::Quads,
};

use super::operands::OutputRuns;

/// What the micro-kernel has to know at compile time to be built for one shape only.
#[derive(Clone, Copy)]
pub(crate) struct Matmul {
    /// The weights' layout, if it is neither of the others.
    pub(crate) folded: Option<Folded>,
    /// The weights' layout, if inputs are interleaved, and where outputs go.
    pub(crate) interleaved: Option<(Quads, OutputRuns)>,
    /// The outputs.
    pub(crate) panels: Panels,
    /// Number of panels.
    pub(crate) len: usize,
    /// Neighbouring panels that read the same inputs.
    pub(crate) run: usize,
    /// Whether all panels have sixteen outputs.
    pub(crate) whole: bool,
    /// What happens before storing.
    pub(crate) epilogue: Epilogue,
    /// Pixels that a call has usually.
    pub(crate) pixels: usize,
    /// The fewest pixels that a call can have.
    pub(crate) fewest: usize,
    /// Inputs of each pixel that come from far away: all or none.
    pub(crate) prefetched_inputs: usize,
    /// Channels of another map that all outputs read too.
    pub(crate) image_channels: usize,
    /// Whether there may be weights to ask for that come later.
    pub(crate) prefetches_weights: bool,
}

impl Matmul {
    /// The product of `panels` for calls that usually have `pixels` pixels, which tiles are chosen
    /// to divide, and never fewer than `fewest`.
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

    /// The product of a 1×1 convolution.
    pub(crate) const fn pointwise(point: &Pointwise, pixels: usize, fewest: usize) -> Self {
        let folded = point.folded();
        Matmul { folded, ..Self::new(point.panels(), point.epilogue, pixels, fewest) }
    }

    /// The same, of a map that has been computed as a whole before. What is far away is asked for a tile
    /// ahead: processors do not see by themselves what comes next where each pixel is some other way off.
    pub(crate) const fn prefetching_inputs(self, map: &Map) -> Self {
        Matmul { prefetched_inputs: if map.far() { map.channels } else { 0 }, ..self }
    }

    /// The same of interleaved inputs; without residual and gate.
    pub(crate) const fn with_interleaved_inputs(self, quads: Quads, runs: OutputRuns) -> Self {
        Matmul { interleaved: Some((quads, runs)), folded: None, ..self }
    }

    /// The same with weights to ask for that come later.
    pub(crate) const fn prefetching_weights(self) -> Self {
        Matmul { prefetches_weights: true, ..self }
    }

    /// The same with channels of another map for all outputs.
    pub(crate) const fn with_image(self, image_channels: usize) -> Self {
        Matmul { image_channels, ..self }
    }
}
