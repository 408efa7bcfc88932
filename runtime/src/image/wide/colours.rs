//! Pixels of luma and chroma in registers.
//!
//! Products of a byte and a factor of 22 bits come of one instruction that sums two products of 16-bit
//! integers: the byte less 128, times 256, meets the factor's upper bits, the byte itself its lower eight.

use super::vectors::{Vectors, Work};
use crate::image::{planes::Pixel, yuv::Coefficients};

/// Makes pixels of luma and of pairs of U and V, in runs of registers, and returns how many.
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

/// As [`Nv12`], with U and V apart.
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

/// As [`Nv12`], of Y, U, Y, V.
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

/// Pixels, two registers at a time.
fn runs<const P: usize>(to: &mut [Pixel]) -> &mut [[[Pixel; P]; 2]] {
    to.as_chunks_mut().0.as_chunks_mut().0
}

/// The factors in registers, each with its upper and its lower bits side by side.
struct Factors<I> {
    black: I,
    /// What takes 128 · 256 from the first of two 16-bit integers.
    middle: I,
    y: I,
    rv: I,
    gu: I,
    gv: I,
    bu: I,
    /// One half, and what the bytes' 128 took away, for red, green and blue.
    starts: [I; 3],
    /// The places of a part's pixels among four reds, blues, greens and zeros.
    places: I,
}

impl<I: Copy> Factors<I> {
    #[inline(always)]
    fn new<const P: usize, V: Vectors<P, Integers = I>>(vectors: V, of: Coefficients) -> Self {
        let low = |factor: i32| factor & 255;
        let parts = |factor: i32| vectors.splat_32((factor >> 8) & 0xFFFF | low(factor) << 16);
        // A byte b of luma gives b · y less 2¹⁵ times the upper bits, one of chroma (b − 128) times its
        // factor and 128 times the lower ones.
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

    /// Writes pixels of pairs' luma, and a U and a V for each pair.
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

    /// Pixels of luma and of what chroma adds to red, green and blue.
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

/// The integer parts of sums.
#[inline(always)]
fn whole<const P: usize, V: Vectors<P>>(vectors: V, sum: V::Integers) -> V::Integers {
    vectors.shift_right_32::<{ Coefficients::SHIFT }>(sum)
}
