//! The operations that the passes need from an instruction set, on registers of P pixels of four bytes.

use crate::image::{passes::Wide, planes::Pixel};

/// Work that is compiled for an instruction set.
pub(in crate::image) trait Work {
    /// The type of the result.
    type Output;

    /// Does the work. Implementations must be `#[inline(always)]`: a function that is not inlined is
    /// compiled without the instruction set.
    fn run<const P: usize, V: Vectors<P>>(self, vectors: V) -> Self::Output;
}

/// Proof that the processor has the instructions for registers of P pixels, and the operations on these
/// registers.
///
/// A register consists of parts of 16 bytes. The operations `zip_*` and `pack_*`, which combine two
/// registers, work within each part: `zip_low_*` reads the lower half of each part of both registers.
pub(in crate::image) trait Vectors<const P: usize>: Copy {
    /// A register of bytes or of 16-bit or 32-bit integers.
    type Integers: Copy;

    /// A register of floats.
    type Floats: Copy;

    /// Loads P pixels.
    fn load_pixels(self, from: &[Pixel; P]) -> Self::Integers;

    /// Stores P pixels.
    fn store_pixels(self, x: Self::Integers, to: &mut [Pixel; P]);

    /// Loads P stretched pixels into two registers.
    fn load_wide(self, from: &[Wide; P]) -> [Self::Integers; 2];

    /// Loads P pairs of bytes into a register that only [`even`](Self::even) and [`odd`](Self::odd) can
    /// read.
    fn load_pairs(self, from: &[[u8; 2]; P]) -> Self::Integers;

    /// Stores P floats.
    fn store_floats(self, x: Self::Floats, to: &mut [f32; P]);

    /// Returns a register with the same 16 bytes in each part.
    fn repeat(self, bytes: [u8; 16]) -> Self::Integers;

    /// Returns a register with `x` in all lanes of 16 bits.
    fn splat_16(self, x: i16) -> Self::Integers;

    /// Returns a register with `x` in all lanes of 32 bits.
    fn splat_32(self, x: i32) -> Self::Integers;

    /// Returns a register with `x` in all lanes.
    fn splat_float(self, x: f32) -> Self::Floats;

    /// Returns, for the first byte b of each pair, the 16-bit integers b · 256 and b, side by side in a
    /// lane of 32 bits.
    ///
    /// The lanes are ordered for zipping with those of [`odd`](Self::odd): [`zip_low_32`](Self::zip_low_32)
    /// gives the lanes of the first P bytes in order, and [`zip_high_32`](Self::zip_high_32) those of the
    /// last P bytes.
    fn even(self, pairs: Self::Integers) -> Self::Integers;

    /// Returns the same as [`even`](Self::even) for the second byte of each pair.
    fn odd(self, pairs: Self::Integers) -> Self::Integers;

    /// Returns the bytes of `x` at `places`, which count from 0 to 15 within each part; the byte is zero
    /// where the place is 128.
    fn shuffle(self, x: Self::Integers, places: Self::Integers) -> Self::Integers;

    /// Returns a − b for bytes, or zero where b is greater.
    fn sub_to_zero_8(self, a: Self::Integers, b: Self::Integers) -> Self::Integers;

    /// Returns the bitwise exclusive or.
    fn xor(self, a: Self::Integers, b: Self::Integers) -> Self::Integers;

    /// Returns the sums of 16-bit integers.
    fn add_16(self, a: Self::Integers, b: Self::Integers) -> Self::Integers;

    /// Returns the upper 16 bits of the products of signed 16-bit integers.
    fn mul_high_16(self, a: Self::Integers, b: Self::Integers) -> Self::Integers;

    /// Shifts signed 16-bit integers right by N bits, rounding down.
    fn shift_right_16<const N: u32>(self, x: Self::Integers) -> Self::Integers;

    /// Returns the sums of 32-bit integers.
    fn add_32(self, a: Self::Integers, b: Self::Integers) -> Self::Integers;

    /// Shifts 32-bit integers left by N bits.
    fn shift_left_32<const N: u32>(self, x: Self::Integers) -> Self::Integers;

    /// Shifts signed 32-bit integers right by N bits, rounding down.
    fn shift_right_32<const N: u32>(self, x: Self::Integers) -> Self::Integers;

    /// Multiplies signed 16-bit integers, and returns the sum of each two neighbouring products as a 32-bit
    /// integer.
    fn dot_16(self, a: Self::Integers, b: Self::Integers) -> Self::Integers;

    /// Adds [`dot_16`](Self::dot_16) of `a` and `b` to `sum`.
    fn add_dot_16(
        self,
        sum: Self::Integers,
        a: Self::Integers,
        b: Self::Integers,
    ) -> Self::Integers;

    /// Interleaves the 16-bit integers in the lower halves of the parts: a, b, a, b, …
    fn zip_low_16(self, a: Self::Integers, b: Self::Integers) -> Self::Integers;

    /// Interleaves the 16-bit integers in the upper halves of the parts.
    fn zip_high_16(self, a: Self::Integers, b: Self::Integers) -> Self::Integers;

    /// Interleaves the 32-bit integers in the lower halves of the parts.
    fn zip_low_32(self, a: Self::Integers, b: Self::Integers) -> Self::Integers;

    /// Interleaves the 32-bit integers in the upper halves of the parts.
    fn zip_high_32(self, a: Self::Integers, b: Self::Integers) -> Self::Integers;

    /// Clamps 32-bit integers to signed 16-bit ones: in each part, those of `a` and then those of `b`.
    fn pack_32(self, a: Self::Integers, b: Self::Integers) -> Self::Integers;

    /// Clamps signed 16-bit integers to bytes from 0 to 255: in each part, those of `a` and then those of
    /// `b`.
    fn pack_16(self, a: Self::Integers, b: Self::Integers) -> Self::Integers;

    /// Reorders the result of a `pack_*` operation: first the integers of `a` from all parts, then those of
    /// `b`.
    fn in_order(self, packed: Self::Integers) -> Self::Integers;

    /// Converts 32-bit integers to floats.
    fn floats(self, x: Self::Integers) -> Self::Floats;

    /// Returns a − b.
    fn sub_floats(self, a: Self::Floats, b: Self::Floats) -> Self::Floats;

    /// Returns a · b.
    fn mul_floats(self, a: Self::Floats, b: Self::Floats) -> Self::Floats;

    /// Returns a · b + c, rounded once.
    fn mul_add_floats(self, a: Self::Floats, b: Self::Floats, c: Self::Floats) -> Self::Floats;
}
