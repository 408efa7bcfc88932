//! A stand-in for AVX-512 on the registers of AVX2, for tests on machines that lack AVX-512.
//!
//! Kernels choose their tiles by [`Simd::ISA`]. Most mistakes that a tile can have (which pixels and panels
//! it covers, which are left over, how sums are stored) are in code that does not depend on the registers.
//! With this token the tests of the kernels reach that code on any machine with AVX2. Only the intrinsics of
//! [`Avx512`](super::Avx512) stay untested there.

use espnet_abi::{Isa, layout::BLOCK};

use super::{AnySimd, Avx2, Simd, SimdTask};

/// [`Avx2`] that claims to be AVX-512.
#[derive(Clone, Copy, Debug)]
pub struct Avx512OnAvx2(Avx2);

impl Avx512OnAvx2 {
    /// The token, if the processor has AVX2.
    pub fn detect() -> Option<Self> {
        Avx2::detect().map(Avx512OnAvx2)
    }
}

/// Methods that call those of AVX2.
macro_rules! delegate {
    ($($name:ident($($operand:ident: $type:ty),+) $(-> $result:ty)?;)+) => {
        $(#[inline(always)]
        fn $name(self, $($operand: $type),+) $(-> $result)? {
            self.0.$name($($operand),+)
        })+
    };
}

impl Simd for Avx512OnAvx2 {
    type Block = <Avx2 as Simd>::Block;

    const ISA: Isa = Isa::Avx512;

    #[inline]
    fn run<T: SimdTask>(self, task: T) -> T::Output {
        /// A task compiled for AVX2 that receives this token instead of AVX2's.
        struct Disguised<T>(Avx512OnAvx2, T);

        impl<T: SimdTask> SimdTask for Disguised<T> {
            type Output = T::Output;
            type CodegenUnit = T::CodegenUnit;

            #[inline(always)]
            fn run<S: Simd>(self, _: S) -> T::Output {
                self.1.run(self.0)
            }
        }

        self.0.run(Disguised(self, task))
    }

    #[inline(always)]
    fn any(self) -> AnySimd {
        AnySimd::Avx512OnAvx2(self)
    }

    #[inline(always)]
    fn repeat<const N: usize>(self, from: &[f32; N]) -> Self::Block {
        self.0.repeat(from)
    }

    #[inline(always)]
    fn store_apart<const N: usize>(self, x: Self::Block, to: &mut [f32], step: usize) {
        self.0.store_apart::<N>(x, to, step);
    }

    delegate! {
        splat(x: f32) -> Self::Block;
        load(from: &[f32; BLOCK]) -> Self::Block;
        prefetch(at: *const f32) -> ();
        prefetch_far(at: *const f32) -> ();
        pick(runs: [&[f32; BLOCK / 2]; 2], places: &[f32; BLOCK]) -> Self::Block;
        load_integers(from: &[f32; BLOCK / 2]) -> Self::Block;
        load_long_integers(from: &[f32; BLOCK / 4 * 3]) -> Self::Block;
        load_partial(from: &[f32]) -> Self::Block;
        load_fours(from: &[f32], step: usize) -> Self::Block;
        add_pairs(a: Self::Block, b: Self::Block) -> Self::Block;
        store(x: Self::Block, to: &mut [f32; BLOCK]);
        store_partial(x: Self::Block, to: &mut [f32]);
        add_fours(a: Self::Block, b: Self::Block) -> Self::Block;
        transpose_fours(rows: [Self::Block; 4]) -> [Self::Block; 4];
        gather_groups(blocks: [Self::Block; 2]) -> [Self::Block; 2];
        add(a: Self::Block, b: Self::Block) -> Self::Block;
        sub(a: Self::Block, b: Self::Block) -> Self::Block;
        mul(a: Self::Block, b: Self::Block) -> Self::Block;
        div(a: Self::Block, b: Self::Block) -> Self::Block;
        mul_add(a: Self::Block, b: Self::Block, c: Self::Block) -> Self::Block;
        prelu(x: Self::Block, slope: Self::Block) -> Self::Block;
        max(a: Self::Block, b: Self::Block) -> Self::Block;
        select_greater(
            a: Self::Block,
            b: Self::Block,
            then: Self::Block,
            otherwise: Self::Block
        ) -> Self::Block;
    }
}
