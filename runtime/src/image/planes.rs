//! Conversion of pixels of four bytes to planes of normalised floats. Multiplications replace divisions and
//! table look-ups where they give the same bits.

use espnet_abi::layout::BLOCK;

use super::{
    Normalization,
    normalise::luma,
    wide::{Normalise, Registers},
};
use crate::simd::{AnySimd, Simd, SimdTask};

/// A pixel after resizing: red, green, blue, and a fourth byte that is ignored.
pub(super) type Pixel = [u8; 4];

/// The normalisation of each plane of a network's input.
#[derive(Clone, Debug)]
pub(super) struct Planes {
    channels: Vec<Channel>,
    /// Whether there is a single channel, of luma.
    luma: bool,
}

/// The normalisation of one channel.
#[derive(Clone, Debug)]
struct Channel {
    /// The colour of the channel: 0 for red, 1 for green, 2 for blue.
    colour: usize,
    table: [f32; 256],
    /// Multiplications that give the values of `table`, bit for bit; `None` if the results differ on this
    /// instruction set.
    arithmetic: Option<Arithmetic>,
}

/// The factors of (value / scale − mean) / std. Each division is a multiplication by the divisor's inverse,
/// which is the sum of two floats.
#[derive(Clone, Copy, Debug)]
pub(super) struct Arithmetic {
    pub(super) scale: [f32; 2],
    pub(super) mean: f32,
    pub(super) std: [f32; 2],
}

impl Planes {
    /// Creates the planes of a network with 1 or 3 channels, for an instruction set.
    pub(super) fn new(channels: usize, normalization: &Normalization, simd: AnySimd) -> Self {
        let channel = |channel: usize| {
            let mut made = Channel {
                colour: normalization.order.colour(channel),
                table: normalization.table(channel),
                arithmetic: None,
            };
            let arithmetic = Arithmetic {
                scale: inverse(normalization.scale),
                mean: normalization.mean[channel],
                std: inverse(normalization.std[channel]),
            };
            if simd.run(Exact { arithmetic, table: &made.table }) {
                made.arithmetic = Some(arithmetic);
            }
            made
        };
        Self { channels: (0..channels).map(channel).collect(), luma: channels == 1 }
    }

    /// Writes the pixels' values to each plane, from index `at` of the plane on; each plane has `len`
    /// floats.
    #[inline(always)]
    pub(super) fn write<S: Simd>(
        &self,
        simd: S,
        registers: Option<Registers>,
        pixels: &[Pixel],
        planes: &mut [f32],
        len: usize,
        at: usize,
    ) {
        for (channel, plane) in self.channels.iter().zip(planes.chunks_exact_mut(len)) {
            let to = &mut plane[at..][..pixels.len()];
            if let (Some(registers), Some(arithmetic), false) =
                (registers, &channel.arithmetic, self.luma)
            {
                registers.run(Normalise { pixels, colour: channel.colour, arithmetic, to });
                continue;
            }
            match (self.luma, channel.colour) {
                (true, _) => {
                    channel
                        .write(simd, pixels, to, |[red, green, blue, _]| luma([red, green, blue]));
                }
                (false, 0) => channel.write(simd, pixels, to, |pixel| pixel[0]),
                (false, 1) => channel.write(simd, pixels, to, |pixel| pixel[1]),
                (false, _) => channel.write(simd, pixels, to, |pixel| pixel[2]),
            }
        }
    }

    /// Writes one colour's values to each plane, `count` times from index `at` of the plane on.
    pub(super) fn fill(
        &self,
        colour: [u8; 3],
        planes: &mut [f32],
        len: usize,
        at: usize,
        count: usize,
    ) {
        for (channel, plane) in self.channels.iter().zip(planes.chunks_exact_mut(len)) {
            let value = if self.luma { luma(colour) } else { colour[channel.colour] };
            plane[at..][..count].fill(channel.table[usize::from(value)]);
        }
    }
}

impl Channel {
    /// Writes the normalised value of one byte of each pixel.
    #[inline(always)]
    fn write<S: Simd>(
        &self,
        simd: S,
        pixels: &[Pixel],
        to: &mut [f32],
        byte: impl Fn(Pixel) -> u8 + Copy,
    ) {
        let Some(arithmetic) = self.arithmetic else {
            for (value, pixel) in to.iter_mut().zip(pixels) {
                *value = self.table[usize::from(byte(*pixel))];
            }
            return;
        };
        let arithmetic = arithmetic.load(simd);
        let (blocks, rest) = to.as_chunks_mut::<BLOCK>();
        let (from, left) = pixels.as_chunks::<BLOCK>();
        for (to, from) in blocks.iter_mut().zip(from) {
            let mut lanes = [0.0; BLOCK];
            for (lane, pixel) in lanes.iter_mut().zip(from) {
                *lane = f32::from(byte(*pixel));
            }
            simd.store(arithmetic.apply(simd, simd.load(&lanes)), to);
        }
        for (value, pixel) in rest.iter_mut().zip(left) {
            *value = self.table[usize::from(byte(*pixel))];
        }
    }
}

impl Arithmetic {
    #[inline(always)]
    fn load<S: Simd>(self, simd: S) -> Loaded<S> {
        Loaded {
            scale: [simd.splat(self.scale[0]), simd.splat(self.scale[1])],
            mean: simd.splat(self.mean),
            std: [simd.splat(self.std[0]), simd.splat(self.std[1])],
        }
    }
}

/// [`Arithmetic`] in registers.
struct Loaded<S: Simd> {
    scale: [S::Block; 2],
    mean: S::Block,
    std: [S::Block; 2],
}

impl<S: Simd> Loaded<S> {
    #[inline(always)]
    fn apply(&self, simd: S, value: S::Block) -> S::Block {
        let divide =
            |x: S::Block, [high, low]: [S::Block; 2]| simd.mul_add(x, high, simd.mul(x, low));
        divide(simd.sub(divide(value, self.scale), self.mean), self.std)
    }
}

/// Returns 1 / x as the sum of two floats: the nearest float, and the rest.
fn inverse(x: f32) -> [f32; 2] {
    let exact = 1.0 / f64::from(x);
    let high = exact as f32;
    [high, (exact - f64::from(high)) as f32]
}

/// Checks whether the multiplications of an instruction set give the table's value for every byte, bit for
/// bit.
struct Exact<'a> {
    arithmetic: Arithmetic,
    table: &'a [f32; 256],
}

impl SimdTask for Exact<'_> {
    type Output = bool;
    type CodegenUnit = Exact<'static>;

    #[inline(always)]
    fn run<S: Simd>(self, simd: S) -> bool {
        let arithmetic = self.arithmetic.load(simd);
        let mut same = true;
        for (block, expected) in self.table.as_chunks::<BLOCK>().0.iter().enumerate() {
            let mut lanes = [0.0; BLOCK];
            for (i, lane) in lanes.iter_mut().enumerate() {
                *lane = (block * BLOCK + i) as f32;
            }
            let mut made = [0.0; BLOCK];
            simd.store(arithmetic.apply(simd, simd.load(&lanes)), &mut made);
            for (made, expected) in made.iter().zip(expected) {
                same &= made.to_bits() == expected.to_bits();
            }
        }
        same
    }
}
