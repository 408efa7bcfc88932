//! Control over loop unrolling: a macro that unrolls, and a function that prevents it.

use core::hint::black_box;

use espnet_abi::Isa;

use crate::simd::Simd;

/// Repeats a statement for each number below the constant `$count`, at most 14, with the number as the
/// constant `$i`. The optimiser might not unroll a loop, and would then keep arrays of vectors in memory
/// instead of registers.
///
/// Nested uses list the possible numbers, to keep the amount of code small.
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

/// Hides a count from the optimiser on instruction sets where a block takes two of sixteen registers.
///
/// With a known count, the optimiser unrolls short loops over taps and loads each pixel once for all taps
/// that read it. With 32 registers that is faster; with sixteen they do not suffice.
#[inline(always)]
pub(crate) fn hidden<S: Simd>(n: usize) -> usize {
    match S::ISA {
        Isa::Avx512 => n,
        Isa::Avx2 | Isa::Scalar => black_box(n),
    }
}
