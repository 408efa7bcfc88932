//! Conversion of luma and chroma to pixels, in registers.
//!
//! One instruction, which sums two products of 16-bit integers, multiplies a byte b by a factor f of 22
//! bits: (b − 128)·256 · (f >> 8) + b · (f & 255). This is b·f − 2¹⁵·(f >> 8); the sums start with values
//! that correct the difference.

use super::vectors::{Vectors, Work};
use crate::image::{planes::Pixel, yuv::Coefficients};

/// Converts a row of luma and a row of pairs of U and V to pixels, two registers at a time. Returns the
/// number of pixels written; the caller converts the others.
pub(in crate::image) struct Nv12<'a> {
    pub(in crate::image) coefficients: Coefficients,
    pub(in crate::image) luma: &'a [u8],
    pub(in crate::image) chroma: &'a [u8],
    pub(in crate::image) to: &'a mut [Pixel],
}

impl Work for Nv12<'_> {
    type Output = usize;

    #[inline(always)]
    fn run<const P: usize, V: Vectors<P>>(self, vectors: V) -> usize {
        let factors = Factors::new(vectors, self.coefficients);
        let luma = self.luma.as_chunks().0.as_chunks().0;
        let chroma = self.chroma.as_chunks().0.as_chunks().0;
        let mut done = 0;
        for ((to, luma), chroma) in runs(self.to).iter_mut().zip(luma).zip(chroma) {
            factors.write(vectors, luma, chroma, to);
            done += 2 * P;
        }
        done
    }
}

/// Does the same as [`Nv12`] for separate rows of U and V.
pub(in crate::image) struct I420<'a> {
    pub(in crate::image) coefficients: Coefficients,
    pub(in crate::image) luma: &'a [u8],
    pub(in crate::image) chroma: [&'a [u8]; 2],
    pub(in crate::image) to: &'a mut [Pixel],
}

impl Work for I420<'_> {
    type Output = usize;

    #[inline(always)]
    fn run<const P: usize, V: Vectors<P>>(self, vectors: V) -> usize {
        let factors = Factors::new(vectors, self.coefficients);
        let luma = self.luma.as_chunks().0.as_chunks().0;
        let (u, v) = (self.chroma[0].as_chunks::<P>().0, self.chroma[1].as_chunks::<P>().0);
        let mut done = 0;
        for (((to, luma), u), v) in runs(self.to).iter_mut().zip(luma).zip(u).zip(v) {
            let mut chroma = [[0; 2]; P];
            for pair in 0..P {
                chroma[pair] = [u[pair], v[pair]];
            }
            factors.write(vectors, luma, &chroma, to);
            done += 2 * P;
        }
        done
    }
}

/// Does the same as [`Nv12`] for a row of Y, U, Y, V.
pub(in crate::image) struct Yuyv<'a> {
    pub(in crate::image) coefficients: Coefficients,
    pub(in crate::image) pairs: &'a [u8],
    pub(in crate::image) to: &'a mut [Pixel],
}

impl Work for Yuyv<'_> {
    type Output = usize;

    #[inline(always)]
    fn run<const P: usize, V: Vectors<P>>(self, vectors: V) -> usize {
        let factors = Factors::new(vectors, self.coefficients);
        let pairs = self.pairs.as_chunks::<4>().0.as_chunks::<P>().0;
        let mut done = 0;
        for (to, pairs) in runs(self.to).iter_mut().zip(pairs) {
            let (mut luma, mut chroma) = ([[0; 2]; P], [[0; 2]; P]);
            for pair in 0..P {
                let [first, u, second, v] = pairs[pair];
                luma[pair] = [first, second];
                chroma[pair] = [u, v];
            }
            factors.write(vectors, &luma, &chroma, to);
            done += 2 * P;
        }
        done
    }
}

/// Returns the pixels in runs of two registers, without the last pixels if they do not fill a run.
fn runs<const P: usize>(to: &mut [Pixel]) -> &mut [[[Pixel; P]; 2]] {
    to.as_chunks_mut().0.as_chunks_mut().0
}

/// The factors in registers, with the upper and the lower bits of each factor side by side.
struct Factors<I> {
    black: I,
    /// The bits that differ between b · 256 and (b − 128) · 256, in the first of two 16-bit integers.
    middle: I,
    y: I,
    rv: I,
    gu: I,
    gv: I,
    bu: I,
    /// The start values of red, green and blue: one half, for rounding, and the correction of the products.
    starts: [I; 3],
    /// For each byte of a part's four pixels, its place in a part of four reds, four blues, four greens and
    /// four zeros.
    places: I,
}

impl<I: Copy> Factors<I> {
    #[inline(always)]
    fn new<const P: usize, V: Vectors<P, Integers = I>>(vectors: V, of: Coefficients) -> Self {
        let low = |factor: i32| factor & 255;
        let parts = |factor: i32| vectors.splat_32((factor >> 8) & 0xFFFF | low(factor) << 16);
        // For luma b, the instruction gives b · f less 2¹⁵ times the upper bits of f; for chroma b, it
        // gives (b − 128) · f plus 128 times the lower bits of f.
        let light = (1 << (Coefficients::SHIFT - 1)) + ((of.y >> 8) << 15);
        let start = |lows: i32| vectors.splat_32(light - (lows << 7));
        Self {
            black: vectors.splat_32(of.black * 0x0101_0101),
            middle: vectors.splat_32(0x8000),
            y: parts(of.y),
            rv: parts(of.rv),
            gu: parts(of.gu),
            gv: parts(of.gv),
            bu: parts(of.bu),
            starts: [start(low(of.rv)), start(low(of.gu) + low(of.gv)), start(low(of.bu))],
            places: vectors.repeat([0, 8, 4, 12, 1, 9, 5, 13, 2, 10, 6, 14, 3, 11, 7, 15]),
        }
    }

    /// Writes the pixels of P pairs. Each pair has two bytes of luma and one pair of U and V.
    #[inline(always)]
    fn write<const P: usize, V: Vectors<P, Integers = I>>(
        &self,
        vectors: V,
        luma: &[[u8; 2]; P],
        chroma: &[[u8; 2]; P],
        to: &mut [[Pixel; P]; 2],
    ) {
        let luma = vectors.sub_to_zero_8(vectors.load_pairs(luma), self.black);
        let chroma = vectors.load_pairs(chroma);
        let u = vectors.xor(vectors.even(chroma), self.middle);
        let v = vectors.xor(vectors.odd(chroma), self.middle);
        let [red, green, blue] = self.starts;
        let red = vectors.add_dot_16(red, v, self.rv);
        let green = vectors.add_dot_16(vectors.add_dot_16(green, u, self.gu), v, self.gv);
        let blue = vectors.add_dot_16(blue, u, self.bu);
        let colours = [red, green, blue];
        let even = self.pixels(vectors, vectors.even(luma), colours);
        let odd = self.pixels(vectors, vectors.odd(luma), colours);
        vectors.store_pixels(vectors.zip_low_32(even, odd), &mut to[0]);
        vectors.store_pixels(vectors.zip_high_32(even, odd), &mut to[1]);
    }

    /// Returns the pixels of luma; `[red, green, blue]` are added to its products.
    #[inline(always)]
    fn pixels<const P: usize, V: Vectors<P, Integers = I>>(
        &self,
        vectors: V,
        luma: I,
        [red, green, blue]: [I; 3],
    ) -> I {
        let light = vectors.dot_16(vectors.xor(luma, self.middle), self.y);
        let red = whole(vectors, vectors.add_32(light, red));
        let green = whole(vectors, vectors.add_32(light, green));
        let blue = whole(vectors, vectors.add_32(light, blue));
        let red_blue = vectors.pack_32(red, blue);
        let green = vectors.pack_32(green, vectors.splat_32(0));
        vectors.shuffle(vectors.pack_16(red_blue, green), self.places)
    }
}

/// Returns the integer parts of the sums.
#[inline(always)]
fn whole<const P: usize, V: Vectors<P>>(vectors: V, sum: V::Integers) -> V::Integers {
    vectors.shift_right_32::<{ Coefficients::SHIFT }>(sum)
}
