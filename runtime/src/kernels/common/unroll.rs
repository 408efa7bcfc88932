//! Repetition: what is laid out, and what stays a loop.

use core::hint::black_box;

use espnet_abi::Isa;

use crate::simd::Simd;

/// Repeats a statement for the numbers below the constant `$count`, at most 14, each a constant
/// `$i`. A loop might stay one, and then keeps arrays of vectors in memory that should be registers.
///
/// Where one is within another, each says which numbers there can be, or there is much to compile.
macro_rules! unroll {
    ($i:ident < $count:ident => $body:expr) => {
        $crate::kernels::common::unroll::unroll!(
            $i < $count => $body; 0 1 2 3 4 5 6 7 8 9 10 11 12 13
        )
    };
    ($i:ident < $count:ident => $body:expr; $($literal:literal)+) => {
        $(if const { $literal < $count } {
            const $i: usize = $literal;
            $body;
        })+
    };
}
pub(crate) use unroll;

/// A count that the optimiser does not know where a block is two registers out of sixteen.
///
/// Seen to be short, loops over taps would be laid out whole, load each pixel once for all the taps
/// that read it, and run out of registers. With 32 registers that is a gain.
#[inline(always)]
pub(crate) fn hidden<S: Simd>(n: usize) -> usize {
    match S::ISA {
        Isa::Avx512 => n,
        Isa::Avx2 | Isa::Scalar => black_box(n),
    }
}
