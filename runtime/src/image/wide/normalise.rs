//! Conversion of pixels to one plane of normalised floats, in registers.

use super::vectors::{Vectors, Work};
use crate::image::planes::{Arithmetic, Pixel};

/// Writes the normalised value of one colour of each pixel: 0 is red, 1 green and 2 blue.
pub(in crate::image) struct Normalise<'a> {
    /// At least as many pixels as `to` has floats.
    pub(in crate::image) pixels: &'a [Pixel],
    pub(in crate::image) colour: usize,
    pub(in crate::image) arithmetic: &'a Arithmetic,
    pub(in crate::image) to: &'a mut [f32],
}

impl Work for Normalise<'_> {
    type Output = ();

    #[inline(always)]
    fn run<const P: usize, V: Vectors<P>>(self, vectors: V) {
        let Self { pixels, colour, arithmetic, to } = self;
        let pixels = &pixels[..to.len()];
        let factors = Factors::new(vectors, colour, arithmetic);
        // The first and the last register may overlap those between; they write the same values.
        let (Some(first), Some(from)) = (to.first_chunk_mut(), pixels.first_chunk()) else {
            let (mut padded, mut made) = ([[0; 4]; P], [0.0; P]);
            padded[..pixels.len()].copy_from_slice(pixels);
            factors.write(vectors, &padded, &mut made);
            to.copy_from_slice(&made[..to.len()]);
            return;
        };
        factors.write(vectors, from, first);
        // Stores that cross cache lines take twice as long.
        let head = to.as_ptr().align_offset(P * size_of::<f32>()).min(to.len());
        let runs = to[head..].as_chunks_mut::<P>().0.iter_mut();
        for (to, from) in runs.zip(pixels[head..].as_chunks().0) {
            factors.write(vectors, from, to);
        }
        if let (Some(to), Some(from)) = (to.last_chunk_mut(), pixels.last_chunk()) {
            factors.write(vectors, from, to);
        }
    }
}

/// [`Arithmetic`] in registers.
struct Factors<I, F> {
    /// The place of the colour's byte in each pixel of a part, then three places of zeros.
    places: I,
    scale: [F; 2],
    mean: F,
    std: [F; 2],
}

impl<I: Copy, F: Copy> Factors<I, F> {
    #[inline(always)]
    fn new<const P: usize, V: Vectors<P, Integers = I, Floats = F>>(
        vectors: V,
        colour: usize,
        of: &Arithmetic,
    ) -> Self {
        let mut places = [128; 16];
        for pixel in 0..4 {
            places[4 * pixel] = (4 * pixel + colour) as u8;
        }
        Self {
            places: vectors.repeat(places),
            scale: [vectors.splat_float(of.scale[0]), vectors.splat_float(of.scale[1])],
            mean: vectors.splat_float(of.mean),
            std: [vectors.splat_float(of.std[0]), vectors.splat_float(of.std[1])],
        }
    }

    /// Writes the normalised values of P pixels.
    #[inline(always)]
    fn write<const P: usize, V: Vectors<P, Integers = I, Floats = F>>(
        &self,
        vectors: V,
        from: &[Pixel; P],
        to: &mut [f32; P],
    ) {
        let value = vectors.floats(vectors.shuffle(vectors.load_pixels(from), self.places));
        let scaled = divide(vectors, value, self.scale);
        let value = divide(vectors, vectors.sub_floats(scaled, self.mean), self.std);
        vectors.store_floats(value, to);
    }
}

/// Divides by multiplying with the divisor's inverse, which is given as the sum of two floats.
#[inline(always)]
fn divide<const P: usize, V: Vectors<P>>(
    vectors: V,
    x: V::Floats,
    [high, low]: [V::Floats; 2],
) -> V::Floats {
    vectors.mul_add_floats(x, high, vectors.mul_floats(x, low))
}
