//! What the passes ask of an instruction set: operations on registers of P pixels of four bytes.

use crate::image::{passes::Wide, planes::Pixel};

/// Work that is compiled for an instruction set.
pub(in crate::image) trait Work {
    /// What it returns.
    type Output;

    /// Does the work. Implementations are `#[inline(always)]`, or they lose the instruction set.
    fn run<const P: usize, V: Vectors<P>>(self, vectors: V) -> Self::Output;
}

/// Proof that the processor has the instructions for registers of P pixels, and the operations.
///
/// Registers have parts of sixteen bytes. Operations that bring lanes of two registers together do so
/// within each part: `*_low_*` and `pack_*` name what they do there.
pub(in crate::image) trait Vectors<const P: usize>: Copy {
    /// A register of bytes or of 16-bit or 32-bit integers.
    type Integers: Copy;

    /// A register of floats.
    type Floats: Copy;

    /// P pixels from memory.
    fn load_pixels(self, from: &[Pixel; P]) -> Self::Integers;

    /// P pixels to memory.
    fn store_pixels(self, x: Self::Integers, to: &mut [Pixel; P]);

    /// P stretched pixels from memory, as two registers.
    fn load_wide(self, from: &[Wide; P]) -> [Self::Integers; 2];

    /// P pairs of bytes, for [`even`](Self::even) and [`odd`](Self::odd).
    fn load_pairs(self, from: &[[u8; 2]; P]) -> Self::Integers;

    /// P floats to memory.
    fn store_floats(self, x: Self::Floats, to: &mut [f32; P]);

    /// The same 16 bytes in each part.
    fn repeat(self, bytes: [u8; 16]) -> Self::Integers;

    /// The same in all lanes of 16 bits.
    fn splat_16(self, x: i16) -> Self::Integers;

    /// The same in all lanes of 32 bits.
    fn splat_32(self, x: i32) -> Self::Integers;

    /// The same in all lanes.
    fn splat_float(self, x: f32) -> Self::Floats;

    /// The first byte b of each pair as the 16-bit integers b · 256 and b, side by side. The pairs lie so
    /// that [`zip_low_32`](Self::zip_low_32) and [`zip_high_32`](Self::zip_high_32) of these and the
    /// second bytes are the bytes of the first half in order, and those of the second.
    fn even(self, pairs: Self::Integers) -> Self::Integers;

    /// The second byte of each pair, as [`even`](Self::even) has the first.
    fn odd(self, pairs: Self::Integers) -> Self::Integers;

    /// Bytes of each part by their places in it; where a place is 128, zero.
    fn shuffle(self, x: Self::Integers, places: Self::Integers) -> Self::Integers;

    /// The difference of bytes, or zero where it is below that.
    fn sub_to_zero_8(self, a: Self::Integers, b: Self::Integers) -> Self::Integers;

    /// Bits that differ.
    fn xor(self, a: Self::Integers, b: Self::Integers) -> Self::Integers;

    /// The sum of 16-bit integers.
    fn add_16(self, a: Self::Integers, b: Self::Integers) -> Self::Integers;

    /// The upper 16 bits of the product of 16-bit integers.
    fn mul_high_16(self, a: Self::Integers, b: Self::Integers) -> Self::Integers;

    /// 16-bit integers without their lowest N bits.
    fn shift_right_16<const N: u32>(self, x: Self::Integers) -> Self::Integers;

    /// The sum of 32-bit integers.
    fn add_32(self, a: Self::Integers, b: Self::Integers) -> Self::Integers;

    /// 32-bit integers times 2ᴺ.
    fn shift_left_32<const N: u32>(self, x: Self::Integers) -> Self::Integers;

    /// 32-bit integers without their lowest N bits.
    fn shift_right_32<const N: u32>(self, x: Self::Integers) -> Self::Integers;

    /// The sums of two neighbouring products of 16-bit integers.
    fn dot_16(self, a: Self::Integers, b: Self::Integers) -> Self::Integers;

    /// [`dot_16`](Self::dot_16) added to 32-bit integers.
    fn add_dot_16(
        self,
        sum: Self::Integers,
        a: Self::Integers,
        b: Self::Integers,
    ) -> Self::Integers;

    /// 16-bit integers of the lower halves in turns.
    fn zip_low_16(self, a: Self::Integers, b: Self::Integers) -> Self::Integers;

    /// 16-bit integers of the upper halves in turns.
    fn zip_high_16(self, a: Self::Integers, b: Self::Integers) -> Self::Integers;

    /// 32-bit integers of the lower halves in turns.
    fn zip_low_32(self, a: Self::Integers, b: Self::Integers) -> Self::Integers;

    /// 32-bit integers of the upper halves in turns.
    fn zip_high_32(self, a: Self::Integers, b: Self::Integers) -> Self::Integers;

    /// 32-bit integers as the nearest 16-bit ones, of `a` and then of `b`.
    fn pack_32(self, a: Self::Integers, b: Self::Integers) -> Self::Integers;

    /// 16-bit integers as the nearest bytes, of `a` and then of `b`.
    fn pack_16(self, a: Self::Integers, b: Self::Integers) -> Self::Integers;

    /// What is packed of `a` in all parts, and then what is of `b`.
    fn in_order(self, packed: Self::Integers) -> Self::Integers;

    /// Floats of 32-bit integers.
    fn floats(self, x: Self::Integers) -> Self::Floats;

    /// a − b.
    fn sub_floats(self, a: Self::Floats, b: Self::Floats) -> Self::Floats;

    /// a · b.
    fn mul_floats(self, a: Self::Floats, b: Self::Floats) -> Self::Floats;

    /// a · b + c, rounded once.
    fn mul_add_floats(self, a: Self::Floats, b: Self::Floats, c: Self::Floats) -> Self::Floats;
}
