//! The operands of a matmul: where pixels, weights and outputs are in memory.

use espnet_abi::layout::BLOCK;

use crate::simd::Simd;

/// The path of a sum through its inputs, in the order of the weights: `outer` rows of `inner` runs of floats.
#[derive(Clone, Copy)]
pub(crate) struct Walk {
    /// Rows; they form a ring.
    pub(crate) outer: usize,
    /// The ring's row that comes first.
    pub(crate) first: usize,
    /// Floats from row to row.
    pub(crate) outer_step: usize,
    /// Runs in each row.
    pub(crate) inner: usize,
    /// Floats from run to run.
    pub(crate) inner_step: usize,
    /// Length of each run, for each input that a panel reads.
    pub(crate) per_input: usize,
    /// Floats from one number of a run to the next.
    pub(crate) step: usize,
    /// Floats from one input channel to the next.
    pub(crate) channel_step: usize,
}

impl Walk {
    /// The walk of a 1×1 convolution.
    pub(crate) const POINT: Walk = Walk {
        outer: 1,
        first: 0,
        outer_step: 0,
        inner: 1,
        inner_step: 0,
        per_input: 1,
        step: 1,
        channel_step: 1,
    };

    /// Blocks of weights for each input channel.
    pub(crate) const fn taps(&self) -> usize {
        self.outer * self.inner * self.per_input
    }
}

/// The places of the pixels of a call.
///
/// Code that makes one promises that for each of the `count` pixels all floats that the walk and the
/// panels reach are readable from `input` (and `residual`, where the epilogue adds a map, and the
/// matmul's channels of `image`), and that its outputs are writable at `output`, from the first pixel's to the
/// last one's with the floats between them; or, with strips or runs, in those, runs with the floats between
/// them.
#[derive(Clone, Copy)]
pub(crate) struct Pixels {
    pub(crate) count: usize,
    pub(crate) input: *const f32,
    /// Floats from pixel to pixel of the input.
    pub(crate) input_step: usize,
    pub(crate) output: *mut f32,
    /// Floats from pixel to pixel of the output.
    pub(crate) output_step: usize,
    pub(crate) residual: *const f32,
    /// Floats from pixel to pixel of the residual.
    pub(crate) residual_step: usize,
    /// The channels of another map that all outputs read too.
    pub(crate) image: Image,
    /// The layout of outputs that do not follow one another.
    pub(crate) strips: Option<Strips>,
}

/// Outputs in rows of strips, one for each panel: `output` is where the first row's first strip begins.
///
/// All panels have sixteen outputs, and calls have whole rows, which tiles divide unless weights are
/// folded.
#[derive(Clone, Copy)]
pub(crate) struct Strips {
    /// Pixels of a row.
    pub(crate) width: usize,
    /// Floats from row to row.
    pub(crate) row: usize,
    /// Floats from strip to strip.
    pub(crate) strip: usize,
}

/// Runs of neighbouring outputs of a pixel, where the outputs of a pixel do not all follow one another.
#[derive(Clone, Copy)]
pub(crate) struct OutputRuns {
    /// Outputs of a run: eight or sixteen; all of one group, where outputs are group by group.
    pub(crate) len: usize,
    /// Floats from one run to the next.
    pub(crate) step: usize,
}

/// The places of the pixels of another map that all outputs read too.
#[derive(Clone, Copy)]
pub(crate) struct Image {
    /// The first pixel.
    pub(crate) first: *const f32,
    /// Floats from pixel to pixel.
    pub(crate) step: usize,
}

impl Image {
    /// For matmuls without an image.
    pub(crate) const NONE: Image = Image { first: core::ptr::null(), step: 0 };
}

impl Pixels {
    /// `count` pixels without residual and image whose outputs follow one another. Input and output are given
    /// by the place of the first pixel and the floats from pixel to pixel.
    #[inline(always)]
    pub(crate) const fn new(
        count: usize,
        (input, input_step): (*const f32, usize),
        (output, output_step): (*mut f32, usize),
    ) -> Self {
        Pixels {
            count,
            input,
            input_step,
            output,
            output_step,
            residual: core::ptr::null(),
            residual_step: 0,
            image: Image::NONE,
            strips: None,
        }
    }

    /// The place of output channel `channel`, the first of a panel, of pixel `pixel`, the first of a tile, and
    /// the floats from there to the next panel's outputs.
    #[inline(always)]
    pub(crate) fn outputs(&self, pixel: usize, channel: usize) -> (*mut f32, usize) {
        let (at, panel) = match self.strips {
            None => (pixel * self.output_step + channel, BLOCK),
            Some(Strips { width, row, strip }) => {
                let within = pixel % width * self.output_step + channel / BLOCK * strip;
                (pixel / width * row + within, strip)
            }
        };
        (self.output.wrapping_add(at), panel)
    }

    /// Prefetches the first `channels` inputs of pixel `pixel`.
    #[inline(always)]
    pub(crate) fn prefetch<S: Simd>(&self, simd: S, pixel: usize, channels: usize) {
        for channel in (0..channels).step_by(BLOCK) {
            simd.prefetch(self.input.wrapping_add(pixel * self.input_step + channel));
        }
    }
}

/// Prefetches line `number` of a tile's inputs. Lines are counted pixel by pixel for sixteen pixels, the most
/// that a tile has; `input` is the first input of its first pixel.
#[inline(always)]
pub(crate) fn prefetch_line<S: Simd>(simd: S, input: *const f32, pixel_step: usize, number: usize) {
    // A test for pixels that the tile does not have would separate the loads around it from their use.
    let (pixel, line) = (number % BLOCK, number / BLOCK);
    simd.prefetch(input.wrapping_add(pixel * pixel_step + line * BLOCK));
}

/// The operands that panels index.
#[derive(Clone, Copy)]
pub(crate) struct Weights<'a> {
    /// Panels of weights.
    pub(crate) panels: &'a [f32],
    /// The epilogue's constants.
    pub(crate) constants: &'a [f32],
    /// A float per output channel, or none.
    pub(crate) gate: &'a [f32],
    /// The weights of the image's channels: `[channel][16]` for each panel.
    pub(crate) image: &'a [f32],
    /// Weights of the next call, to be prefetched.
    pub(crate) next: &'a [f32],
}

impl<'a> Weights<'a> {
    /// Packed weights whose constants begin at `constants`.
    #[inline(always)]
    pub(crate) fn new(packed: &'a [f32], constants: usize, gate: &'a [f32]) -> Self {
        let (panels, constants) = packed.split_at(constants);
        Weights { panels, constants, gate, image: &[], next: &[] }
    }
}
