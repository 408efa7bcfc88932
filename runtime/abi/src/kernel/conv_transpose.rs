//! The shape of the transposed convolution.

use super::{Epilogue, Partition, Pointwise, Residual, declare::shape};
use crate::layout::Map;

shape! {
    /// Transposed k×k convolution of stride k without padding: no two windows overlap, so that every output
    /// pixel reads a single input pixel. Output pixel (k·y + i, k·x + j) is a 1×1 convolution of input pixel
    /// (y, x) with the weights of *phase* (i, j).
    ///
    /// The kernel computes it as 1×1 convolutions, one [`ConvTranspose2d::product`] after another. In an output
    /// without gaps between its pixels, the k pixels of a row that read the same input pixel are adjacent.
    /// Then a product has the outputs of these k phases, and there are k products. Otherwise a product has
    /// the outputs of one phase, and there are k².
    ///
    /// Packed weights: those of each product, row by row of the phases.
    pub struct ConvTranspose2d(weights_len) {
        /// The input map, channels last.
        input: Map,
        /// The output map, channels last, of k times the input's height and width.
        output: Map,
        /// The height and width of the window, k, which is also the stride.
        kernel: usize = 1,
        /// The epilogue of the sums.
        epilogue: Epilogue = Epilogue::NONE,
    }
}

impl ConvTranspose2d {
    /// The number of phases in the same row whose outputs a product computes: k or 1. They are joined if the
    /// pixels of the output, and those of the residual, have no gaps between them. A gate has no factors for
    /// several phases.
    #[inline]
    pub const fn joined(&self) -> usize {
        let channels = self.output.channels;
        let residual = match self.epilogue.residual() {
            Residual::Map { stride } => stride as usize == channels,
            Residual::None | Residual::InPlace => true,
        };
        let joined = self.output.stride == channels && residual && !self.epilogue.gate();
        if joined { self.kernel } else { 1 }
    }

    /// The number of products.
    #[inline]
    pub const fn products(&self) -> usize {
        self.kernel * self.kernel / self.joined()
    }

    /// The 1×1 convolution of one input row by which the outputs of one or k phases are computed. Its output
    /// pixels are k pixels of the output map apart, and so are those of its residual.
    #[inline]
    pub const fn product(&self) -> Pointwise {
        let Map { width, .. } = self.input;
        Pointwise {
            input: Map { height: 1, ..self.input },
            output: Map {
                channels: self.joined() * self.output.channels,
                height: 1,
                width,
                stride: self.kernel * self.output.stride,
            },
            groups: 1,
            epilogue: self.epilogue,
        }
    }

    /// The partition of the output among workers: the k rows that read the same input row.
    #[inline]
    pub const fn partition(&self) -> Partition {
        let Map { channels, width, stride, .. } = self.output;
        let pixels = self.kernel * width;
        let used = (pixels - 1) * stride + channels;
        Partition { chunks: self.input.height, len: pixels * stride, used, last: used }
    }

    /// The number of floats of packed weights.
    #[inline]
    pub const fn weights_len(&self) -> usize {
        self.products() * self.product().weights_len()
    }
}
