//! The operands of a matmul: the positions of pixels, weights and outputs in memory.

use espnet_abi::layout::BLOCK;

use crate::simd::Simd;

/// The path of a sum through its inputs, in the order of the weights: `outer` rows with `inner` segments
/// each.
#[derive(Clone, Copy)]
pub(crate) struct Walk {
    /// The number of rows, which form a ring.
    pub(crate) outer: usize,
    /// The row at which the sum begins.
    pub(crate) first: usize,
    /// The distance between rows in floats.
    pub(crate) outer_step: usize,
    /// The number of segments in each row.
    pub(crate) inner: usize,
    /// The distance between segments in floats.
    pub(crate) inner_step: usize,
    /// The number of floats of a segment for each input channel that a panel reads.
    pub(crate) per_input: usize,
    /// The distance between the floats of a segment.
    pub(crate) step: usize,
    /// The distance between input channels in floats.
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

    /// The number of weight blocks for each input channel.
    pub(crate) const fn taps(&self) -> usize {
        self.outer * self.inner * self.per_input
    }
}

/// The positions of the pixels of a call.
///
/// Code that creates this value guarantees the following contract:
/// - For each of the `count` pixels, all floats that the walk and the panels read are readable from `input`.
/// - The same holds for the outputs in `residual` if the epilogue adds a map, and for the matmul's channels
///   in `image`.
/// - The outputs of all pixels are writable at `output`, together with the floats between them. With
///   [`Strips`], only the outputs in the strips must be writable. With [`OutputRuns`], the floats between the
///   outputs of a pixel must be writable too.
#[derive(Clone, Copy)]
pub(crate) struct Pixels {
    pub(crate) count: usize,
    pub(crate) input: *const f32,
    /// The distance between pixels of the input in floats.
    pub(crate) input_step: usize,
    pub(crate) output: *mut f32,
    /// The distance between pixels of the output in floats.
    pub(crate) output_step: usize,
    pub(crate) residual: *const f32,
    /// The distance between pixels of the residual in floats.
    pub(crate) residual_step: usize,
    /// The image: another map whose channels all outputs read too.
    pub(crate) image: Image,
    /// The layout of the outputs, if the outputs of a pixel are not consecutive.
    pub(crate) strips: Option<Strips>,
}

/// The layout of outputs in rows of strips, with one strip for each panel. `output` is the beginning of the
/// first strip of the first row.
///
/// All panels have sixteen outputs. Calls have whole rows, which tiles divide unless the weights are folded.
#[derive(Clone, Copy)]
pub(crate) struct Strips {
    /// The number of pixels of a row.
    pub(crate) width: usize,
    /// The distance between rows in floats.
    pub(crate) row: usize,
    /// The distance between strips in floats.
    pub(crate) strip: usize,
}

/// The layout of outputs that are stored a few consecutive ones at a time, with gaps between them.
#[derive(Clone, Copy)]
pub(crate) struct OutputRuns {
    /// The number of consecutive outputs, eight or sixteen. If outputs are in the order of the groups, they
    /// are of one group.
    pub(crate) len: usize,
    /// The distance in floats between one set of consecutive outputs and the next.
    pub(crate) step: usize,
}

/// The positions of the pixels of an image, another map that all outputs read too.
#[derive(Clone, Copy)]
pub(crate) struct Image {
    /// The first pixel.
    pub(crate) first: *const f32,
    /// The distance between pixels in floats.
    pub(crate) step: usize,
}

impl Image {
    /// The value for matmuls without an image.
    pub(crate) const NONE: Image = Image { first: core::ptr::null(), step: 0 };
}

impl Pixels {
    /// `count` pixels with consecutive outputs, without residual and image. Input and output are given by the
    /// first pixel and the distance between pixels in floats.
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

    /// The position of output `channel` of pixel `pixel`, and the distance from there to the outputs of the
    /// next panel. The channel is the first of its panel, and the pixel is the first of its tile.
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

/// Prefetches line `number` of a tile's inputs. Lines count pixel by pixel as if the tile had sixteen pixels,
/// the maximum. `input` is the first input of the tile's first pixel.
#[inline(always)]
pub(crate) fn prefetch_line<S: Simd>(simd: S, input: *const f32, pixel_step: usize, number: usize) {
    // A test for pixels that the tile does not have would separate the surrounding loads from their uses.
    let (pixel, line) = (number % BLOCK, number / BLOCK);
    simd.prefetch(input.wrapping_add(pixel * pixel_step + line * BLOCK));
}

/// The weights and the other operands that are indexed by panel.
#[derive(Clone, Copy)]
pub(crate) struct MatmulWeights<'a> {
    /// Panels of weights.
    pub(crate) panels: &'a [f32],
    /// The epilogue's constants.
    pub(crate) constants: &'a [f32],
    /// One factor for each output channel, or empty.
    pub(crate) gate: &'a [f32],
    /// The weights of the image's channels: `[channel][16]` for each panel.
    pub(crate) image: &'a [f32],
    /// The next call's weights that this call prefetches.
    pub(crate) next: &'a [f32],
}

impl<'a> MatmulWeights<'a> {
    /// The operands from packed weights whose constants begin at index `constants`.
    #[inline(always)]
    pub(crate) fn new(packed: &'a [f32], constants: usize, gate: &'a [f32]) -> Self {
        let (panels, constants) = packed.split_at(constants);
        MatmulWeights { panels, constants, gate, image: &[], next: &[] }
    }
}
