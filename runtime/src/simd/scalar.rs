//! Plain arrays as blocks, for processors whose vector extensions are not supported.

use espnet_abi::{Isa, interleaved::in_run, layout::BLOCK};

#[cfg(target_arch = "x86_64")]
use super::Specialisable;
use super::{AnySimd, CodegenUnit, Simd, SimdTask};

/// Plain Rust, available on every processor.
#[derive(Clone, Copy, Debug, Default)]
pub struct Scalar;

impl Scalar {
    /// The token; nothing needs to be checked.
    pub const fn new() -> Self {
        Scalar
    }
}

/// Applies an expression to each lane of two blocks. It is not a loop, since the compiler would spend time on
/// unrolling every single use.
macro_rules! lanes {
    ($a:ident, $b:ident => $each:expr) => {
        lanes!($a, $b => $each; 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15)
    };
    ($a:ident, $b:ident => $each:expr; $($lane:literal)+) => {
        [$({
            let ($a, $b) = ($a[$lane], $b[$lane]);
            $each
        }),+]
    };
}

impl<U: ?Sized> CodegenUnit<Scalar> for U {
    #[inline(never)]
    unsafe fn compiled<T: SimdTask>(simd: Scalar, task: T) -> T::Output {
        task.run(simd)
    }
}

impl Simd for Scalar {
    type Block = [f32; BLOCK];

    const ISA: Isa = Isa::Scalar;

    // On targets with a vector extension hardly any processor runs this code, but every program would compile
    // it.
    const SPECIALISED: bool = cfg!(not(target_arch = "x86_64"));

    #[inline]
    fn run<T: SimdTask>(self, task: T) -> T::Output {
        // SAFETY: `compiled` enables no features.
        unsafe { T::CodegenUnit::compiled(self, task) }
    }

    #[cfg(target_arch = "x86_64")]
    fn execute<T: Specialisable>(self, task: T) {
        task.portable();
    }

    #[inline(always)]
    fn any(self) -> AnySimd {
        AnySimd::Scalar(self)
    }

    #[inline(always)]
    fn splat(self, x: f32) -> Self::Block {
        [x; BLOCK]
    }

    #[inline(always)]
    fn load(self, from: &[f32; BLOCK]) -> Self::Block {
        *from
    }

    #[inline(always)]
    fn prefetch(self, _: *const f32) {}

    #[inline(always)]
    fn prefetch_far(self, _: *const f32) {}

    #[inline(always)]
    fn load_partial(self, from: &[f32]) -> Self::Block {
        assert!(from.len() <= BLOCK);
        let mut block = [0.0; BLOCK];
        block[..from.len()].copy_from_slice(from);
        block
    }

    #[inline(always)]
    fn repeat<const N: usize>(self, from: &[f32; N]) -> Self::Block {
        const { assert!(N == 2 || N == 4 || N == 8) };
        let mut block = [0.0; BLOCK];
        let mut lane = 0;
        while lane < BLOCK {
            block[lane] = from[lane % N];
            lane += 1;
        }
        block
    }

    #[inline(always)]
    fn pick(self, runs: [&[f32; BLOCK / 2]; 2], places: &[f32; BLOCK]) -> Self::Block {
        let mut block = [0.0; BLOCK];
        let mut lane = 0;
        while lane < BLOCK {
            block[lane] = runs[lane / (BLOCK / 2)][places[lane].to_bits() as usize % (BLOCK / 2)];
            lane += 1;
        }
        block
    }

    #[inline(always)]
    fn load_integers(self, from: &[f32; BLOCK / 2]) -> Self::Block {
        let mut block = [0.0; BLOCK];
        let mut pair = 0;
        while pair < BLOCK / 2 {
            // Shifts of integers, which compilers turn into vector instructions.
            let bits = from[pair].to_bits().cast_signed();
            block[2 * pair] = (bits << 16 >> 16) as f32;
            block[2 * pair + 1] = (bits >> 16) as f32;
            pair += 1;
        }
        block
    }

    #[inline(always)]
    fn load_long_integers(self, from: &[f32; BLOCK / 4 * 3]) -> Self::Block {
        let mut block = [0.0; BLOCK];
        let mut lane = 0;
        while lane < BLOCK {
            let upper = from[lane / 2].to_bits() >> (lane % 2 * 16);
            let lower = from[BLOCK / 2 + lane / 4].to_bits() >> (lane % 4 * 8);
            let integer = upper << 16 | (lower & 0xff) << 8;
            block[lane] = (integer.cast_signed() >> 8) as f32;
            lane += 1;
        }
        block
    }

    #[inline(always)]
    fn add_pairs(self, a: Self::Block, b: Self::Block) -> Self::Block {
        let mut block = [0.0; BLOCK];
        let mut lane = 0;
        while lane < BLOCK / 2 {
            block[lane] = a[2 * lane] + a[2 * lane + 1];
            block[BLOCK / 2 + lane] = b[2 * lane] + b[2 * lane + 1];
            lane += 1;
        }
        block
    }

    #[inline(always)]
    fn store(self, x: Self::Block, to: &mut [f32; BLOCK]) {
        *to = x;
    }

    #[inline(always)]
    fn store_partial(self, x: Self::Block, to: &mut [f32]) {
        assert!(to.len() <= BLOCK);
        to.copy_from_slice(&x[..to.len()]);
    }

    #[inline(always)]
    fn load_fours(self, from: &[f32], step: usize) -> Self::Block {
        let mut block = [0.0; BLOCK];
        for (run, lanes) in block.chunks_exact_mut(4).enumerate() {
            lanes.copy_from_slice(&from[run * step..][..4]);
        }
        block
    }

    #[inline(always)]
    fn store_apart<const N: usize>(self, x: Self::Block, to: &mut [f32], step: usize) {
        const { assert!(N == 4 || N == 8) };
        for (run, lanes) in x.chunks_exact(N).enumerate() {
            to[run * step..][..N].copy_from_slice(lanes);
        }
    }

    #[inline(always)]
    fn add_fours(self, a: Self::Block, b: Self::Block) -> Self::Block {
        let mut sums = a;
        for (run, sums) in sums.chunks_exact_mut(4).enumerate() {
            let from = if run < 2 { &a[8 * run..] } else { &b[8 * run - BLOCK..] };
            for (lane, sum) in sums.iter_mut().enumerate() {
                *sum = from[lane] + from[lane + 4];
            }
        }
        sums
    }

    #[inline(always)]
    fn transpose_fours(self, rows: [Self::Block; 4]) -> [Self::Block; 4] {
        let mut transposed = rows;
        for (i, row) in transposed.iter_mut().enumerate() {
            for (lane, x) in row.iter_mut().enumerate() {
                *x = rows[lane % 4][lane / 4 * 4 + i];
            }
        }
        transposed
    }

    #[inline(always)]
    fn gather_groups(self, blocks: [Self::Block; 2]) -> [Self::Block; 2] {
        let mut gathered = blocks;
        for place in 0..2 * BLOCK {
            let channel = in_run(place);
            gathered[channel / BLOCK][channel % BLOCK] = blocks[place / BLOCK][place % BLOCK];
        }
        gathered
    }

    #[inline(always)]
    fn add(self, a: Self::Block, b: Self::Block) -> Self::Block {
        lanes!(a, b => a + b)
    }

    #[inline(always)]
    fn sub(self, a: Self::Block, b: Self::Block) -> Self::Block {
        lanes!(a, b => a - b)
    }

    #[inline(always)]
    fn mul(self, a: Self::Block, b: Self::Block) -> Self::Block {
        lanes!(a, b => a * b)
    }

    #[inline(always)]
    fn div(self, a: Self::Block, b: Self::Block) -> Self::Block {
        lanes!(a, b => a / b)
    }

    #[inline(always)]
    fn mul_add(self, a: Self::Block, b: Self::Block, c: Self::Block) -> Self::Block {
        let product = lanes!(a, b => a * b);
        lanes!(product, c => product + c)
    }

    #[inline(always)]
    fn prelu(self, x: Self::Block, slope: Self::Block) -> Self::Block {
        lanes!(x, slope => if x <= 0.0 { slope * x } else { x })
    }

    #[inline(always)]
    fn max(self, a: Self::Block, b: Self::Block) -> Self::Block {
        let mut out = b;
        for lane in 0..BLOCK {
            if a[lane] > b[lane] || a[lane].is_nan() {
                out[lane] = a[lane];
            }
        }
        out
    }

    #[inline(always)]
    fn select_greater(
        self,
        a: Self::Block,
        b: Self::Block,
        then: Self::Block,
        otherwise: Self::Block,
    ) -> Self::Block {
        let mut out = otherwise;
        for lane in 0..BLOCK {
            if a[lane] > b[lane] {
                out[lane] = then[lane];
            }
        }
        out
    }
}
