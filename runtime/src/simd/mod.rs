//! Vectors of sixteen lanes for every instruction set. A value of a token type proves that the processor has
//! the instructions.
//!
//! Kernels are generic over [`Simd`] and work on blocks of sixteen floats: one AVX-512 register, two AVX
//! registers, or an array. The only constructors of a token such as [`Avx2`] check the processor, so every
//! method of a token is safe to call. [`Simd::run`] is the one place where code calls a function that is
//! compiled for the instruction set; everything that the function calls is inlined into it.

use espnet_abi::{Isa, layout::BLOCK};

#[cfg(target_arch = "x86_64")]
mod avx2;
#[cfg(target_arch = "x86_64")]
mod avx512;
#[cfg(all(test, target_arch = "x86_64"))]
mod avx512_on_avx2;
mod scalar;
mod select;

#[cfg(target_arch = "x86_64")]
pub use avx2::Avx2;
#[cfg(target_arch = "x86_64")]
pub use avx512::Avx512;
#[cfg(all(test, target_arch = "x86_64"))]
pub use avx512_on_avx2::Avx512OnAvx2;
pub use scalar::Scalar;
pub use select::{AnySimd, IsaError, named, select};

/// A task that [`Simd::run`] compiles for an instruction set (`WithSimd` in other libraries).
pub trait SimdTask {
    /// The result of the task.
    type Output;

    /// The type that the compiled function is a method of. The compiler puts functions of types from
    /// different modules into different codegen units. Units are compiled in parallel, and reused if nothing
    /// in them has changed.
    type CodegenUnit: ?Sized;

    /// Runs the task. Implementations must be `#[inline(always)]`, otherwise they are not compiled for the
    /// instruction set.
    fn run<S: Simd>(self, simd: S) -> Self::Output;
}

/// A task with two implementations: functions compiled for one network, and a function that all networks
/// share.
pub trait Specialisable {
    /// Runs the task in functions compiled for the caller's network and for the instruction set.
    fn specialised<S: Simd>(self, simd: S);

    /// Runs the task in the runtime's function for all networks and any processor.
    fn portable(self);
}

/// Compiles tasks for the instruction set of `S`. Implemented for every type: the module of the type
/// determines the codegen unit of the compiled function.
trait CodegenUnit<S> {
    /// # Safety
    /// The processor has the features that the function is compiled for.
    unsafe fn compiled<T: SimdTask>(simd: S, task: T) -> T::Output;
}

/// Proof that this processor has an instruction set, with its operations on blocks of 16 floats.
pub trait Simd: Copy + Send + Sync + 'static {
    /// Sixteen floats in registers.
    type Block: Copy;

    /// The instruction set. Kernels choose their tiles by it, at compile time.
    const ISA: Isa;

    /// Whether each network has its own functions for its shapes. If not, all networks share functions of the
    /// runtime that work for any shape.
    const SPECIALISED: bool = true;

    /// Runs `task` in a function compiled for this instruction set, one for each type of task.
    fn run<T: SimdTask>(self, task: T) -> T::Output;

    /// Runs `task` in the network's own functions, or in the shared function. This is a method rather than a
    /// branch on [`Self::SPECIALISED`], since the compiler processes everything that a branch mentions, even
    /// if it is never taken.
    fn execute<T: Specialisable>(self, task: T) {
        task.specialised(self);
    }

    /// The token as one whose instruction set is known only at run time.
    fn any(self) -> AnySimd;

    /// A block with `x` in every lane.
    fn splat(self, x: f32) -> Self::Block;

    /// Loads sixteen consecutive floats.
    fn load(self, from: &[f32; BLOCK]) -> Self::Block;

    /// Prefetches the cache line at an address; the address need not be valid.
    fn prefetch(self, at: *const f32);

    /// Prefetches the cache line to the second-level cache only, for data that is read later.
    fn prefetch_far(self, at: *const f32);

    /// Loads `from.len()` ≤ 16 floats into the first lanes; the other lanes are zero.
    fn load_partial(self, from: &[f32]) -> Self::Block;

    /// Loads four runs of four consecutive floats, whose starts are `step` floats apart.
    ///
    /// # Panics
    /// If the last run does not end within `from`.
    fn load_fours(self, from: &[f32], step: usize) -> Self::Block;

    /// Repeats N = 2, 4 or 8 floats: lane l is float l mod N.
    fn repeat<const N: usize>(self, from: &[f32; N]) -> Self::Block;

    /// Picks floats of two runs by index: lanes 0 to 7 from the first run, the others from the second. Each
    /// float of `places` is the bit pattern of an integer, which modulo 8 is the index.
    fn pick(self, runs: [&[f32; BLOCK / 2]; 2], places: &[f32; BLOCK]) -> Self::Block;

    /// Loads sixteen 16-bit integers. Each of the eight floats contains two, the first in its low bits.
    fn load_integers(self, from: &[f32; BLOCK / 2]) -> Self::Block;

    /// Loads sixteen 24-bit integers. Their upper 16 bits come first, in the order of
    /// [`Simd::load_integers`]. Their lower 8 bits follow, four in each of four floats, the first in the
    /// least significant bits.
    fn load_long_integers(self, from: &[f32; BLOCK / 4 * 3]) -> Self::Block;

    /// Adds neighbouring lanes: the eight pairs of `a`, then the eight pairs of `b`.
    fn add_pairs(self, a: Self::Block, b: Self::Block) -> Self::Block;

    /// Adds F = 2, 4 or 8 neighbouring lanes: the 16 / F runs of the first part, then those of the second,
    /// and so on. Pairs are added first, then pairs of the sums. If F = 8 and `used` ≤ 4, parts 4 to 7
    /// are not read and their sums are zero.
    #[inline(always)]
    fn fold<const F: usize>(self, parts: &[Self::Block; F], used: usize) -> Self::Block {
        /// The sums of the pairs of two parts.
        macro_rules! pair {
            ($first:literal) => {
                self.add_pairs(parts[$first], parts[$first + 1])
            };
        }
        if F == 2 {
            return pair!(0);
        }
        let four = self.add_pairs(pair!(0), pair!(2));
        if F == 4 {
            return four;
        }
        let rest = if used <= 4 { self.splat(0.0) } else { self.add_pairs(pair!(4), pair!(6)) };
        self.add_pairs(four, rest)
    }

    /// Stores all lanes.
    fn store(self, x: Self::Block, to: &mut [f32; BLOCK]);

    /// Stores PReLU(x · scale + shift); the constants are in this order. If a block is several registers,
    /// they are computed and stored one by one, so that no result waits for another.
    #[inline(always)]
    fn store_activated(
        self,
        x: Self::Block,
        [scale, shift, slope]: [Self::Block; 3],
        to: &mut [f32; BLOCK],
    ) {
        self.store(self.prelu(self.mul_add(x, scale, shift), slope), to);
    }

    /// Stores the first `to.len()` ≤ 16 lanes.
    fn store_partial(self, x: Self::Block, to: &mut [f32]);

    /// Stores runs of N = 4 or 8 lanes, whose starts in `to` are `step` floats apart.
    ///
    /// # Panics
    /// If the last run does not end within `to`.
    fn store_apart<const N: usize>(self, x: Self::Block, to: &mut [f32], step: usize);

    /// Adds neighbouring runs of four lanes: the two pairs of `a`, then the two pairs of `b`.
    fn add_fours(self, a: Self::Block, b: Self::Block) -> Self::Block;

    /// Transposes each 4×4 matrix of runs of four lanes: lane 4·l + i of row j goes to lane 4·l + j of row i.
    fn transpose_fours(self, rows: [Self::Block; 4]) -> [Self::Block; 4];

    /// Separates four groups that are interleaved in the lanes of two blocks: lane 4·i + g of block v goes to
    /// lane 8·(g mod 2) + 2·i + v of block g / 2. Afterwards eight neighbouring lanes belong to one group
    /// (`espnet_abi::interleaved::in_run`).
    fn gather_groups(self, blocks: [Self::Block; 2]) -> [Self::Block; 2];

    /// a + b.
    fn add(self, a: Self::Block, b: Self::Block) -> Self::Block;

    /// a − b.
    fn sub(self, a: Self::Block, b: Self::Block) -> Self::Block;

    /// a · b.
    fn mul(self, a: Self::Block, b: Self::Block) -> Self::Block;

    /// a / b.
    fn div(self, a: Self::Block, b: Self::Block) -> Self::Block;

    /// a · b + c; rounded once if the instruction set has a fused multiply-add, else twice.
    fn mul_add(self, a: Self::Block, b: Self::Block, c: Self::Block) -> Self::Block;

    /// x where x > 0, slope · x elsewhere; NaN stays NaN.
    fn prelu(self, x: Self::Block, slope: Self::Block) -> Self::Block;

    /// The larger of a and b; NaN if either is NaN. Of zeros of different sign, it is either.
    fn max(self, a: Self::Block, b: Self::Block) -> Self::Block;

    /// The lanes of `then` where a > b, and those of `otherwise` elsewhere, including where a or b is NaN.
    fn select_greater(
        self,
        a: Self::Block,
        b: Self::Block,
        then: Self::Block,
        otherwise: Self::Block,
    ) -> Self::Block;

    /// 1 / (1 + e^−x), lane by lane with a scalar function. It is used only for a few gates, and the result
    /// has the same bits on every instruction set.
    #[inline(always)]
    fn sigmoid(self, x: Self::Block) -> Self::Block {
        let mut lanes = [0.0; BLOCK];
        self.store(x, &mut lanes);
        logistic(&mut lanes);
        self.load(&lanes)
    }
}

/// 1 / (1 + e^−x) of every lane.
#[inline(never)]
fn logistic(lanes: &mut [f32; BLOCK]) {
    for lane in lanes {
        *lane = 1.0 / (1.0 + libm::expf(-*lane));
    }
}

#[cfg(test)]
mod tests {
    use std::vec::Vec;

    use super::*;

    /// Compares the operations of every instruction set with the same on floats.
    struct Operations;

    impl SimdTask for Operations {
        type Output = ();
        type CodegenUnit = Self;

        #[inline(always)]
        fn run<S: Simd>(self, simd: S) {
            let floats = |factor: f32| -> [f32; BLOCK] {
                core::array::from_fn(|lane| (lane as f32 - 7.0) * factor)
            };
            let (a, b, c) = (floats(0.5), floats(-1.25), floats(3.0));
            let [va, vb, vc] = [a, b, c].map(|x| simd.load(&x));
            let lanes = |x: S::Block| {
                let mut lanes = [0.0; BLOCK];
                simd.store(x, &mut lanes);
                lanes
            };
            let each = |f: fn(f32, f32, f32) -> f32| -> [f32; BLOCK] {
                core::array::from_fn(|lane| f(a[lane], b[lane], c[lane]))
            };
            assert_eq!(lanes(simd.splat(1.5)), [1.5; BLOCK]);
            assert_eq!(lanes(simd.add(va, vb)), each(|a, b, _| a + b));
            assert_eq!(lanes(simd.sub(va, vb)), each(|a, b, _| a - b));
            assert_eq!(lanes(simd.mul(va, vb)), each(|a, b, _| a * b));
            assert_eq!(lanes(simd.mul_add(va, vb, vc)), each(|a, b, c| a * b + c));
            assert_eq!(lanes(simd.prelu(va, vb)), each(|a, b, _| if a > 0.0 { a } else { a * b }));
            let mut activated = [0.0; BLOCK];
            simd.store_activated(va, [vb, vc, va], &mut activated);
            assert_eq!(activated, lanes(simd.prelu(simd.mul_add(va, vb, vc), va)));
            assert_eq!(lanes(simd.sigmoid(va)), each(|a, _, _| 1.0 / (1.0 + libm::expf(-a))));
            let one = simd.add(simd.mul(va, va), simd.splat(1.0));
            assert_eq!(lanes(simd.div(vb, one)), each(|a, b, _| b / (a * a + 1.0)));
            let pairs: [f32; BLOCK] = core::array::from_fn(|lane| match lane {
                0..8 => a[2 * lane] + a[2 * lane + 1],
                _ => b[2 * lane - 16] + b[2 * lane - 15],
            });
            assert_eq!(lanes(simd.add_pairs(va, vb)), pairs);
            assert_eq!(lanes(simd.fold(&[va, vb], 2)), pairs);
            let parts: [[f32; BLOCK]; 8] = core::array::from_fn(|part| {
                core::array::from_fn(|lane| ((part * BLOCK + lane) * 37 % 64) as f32)
            });
            let all = parts.map(|part| simd.load(&part));
            let sum = |lane: usize, fold: usize| -> f32 {
                (lane * fold..(lane + 1) * fold).map(|at| parts[at / BLOCK][at % BLOCK]).sum()
            };
            let fours = core::array::from_fn(|lane| sum(lane, 4));
            assert_eq!(lanes(simd.fold(&[all[0], all[1], all[2], all[3]], 4)), fours);
            assert_eq!(lanes(simd.fold(&all, 8)), core::array::from_fn(|lane| sum(lane, 8)));
            let half = core::array::from_fn(|lane| if lane < 8 { sum(lane, 8) } else { 0.0 });
            assert_eq!(lanes(simd.fold(&all, 4)), half);
            assert_eq!(lanes(simd.repeat(&[1.0, 2.0])), [[1.0, 2.0]; 8].concat()[..]);
            assert_eq!(lanes(simd.repeat(&[1.0, 2.0, 3.0, 4.0]))[3..7], [4.0, 1.0, 2.0, 3.0]);
            let eight: [f32; 8] = core::array::from_fn(|lane| lane as f32);
            assert_eq!(lanes(simd.repeat(&eight)), [eight; 2].concat()[..]);
            let fours: [f32; BLOCK] = core::array::from_fn(|lane| {
                let (part, first) = (&parts[lane / 8], lane % 8 / 4 * 8 + lane % 4);
                part[first] + part[first + 4]
            });
            assert_eq!(lanes(simd.add_fours(all[0], all[1])), fours);
            let run: [f32; 115] = core::array::from_fn(|at| at as f32);
            let apart = core::array::from_fn(|lane| (lane / 4 * 37 + lane % 4) as f32);
            assert_eq!(lanes(simd.load_fours(&run, 37)), apart);
            let four = [all[0], all[1], all[2], all[3]];
            for (i, row) in simd.transpose_fours(four).into_iter().enumerate() {
                let expected = core::array::from_fn(|lane| parts[lane % 4][lane / 4 * 4 + i]);
                assert_eq!(lanes(row), expected);
            }
            let gathered = simd.gather_groups([all[0], all[1]]).map(lanes);
            for place in 0..2 * BLOCK {
                let channel = espnet_abi::interleaved::in_run(place);
                let expected = parts[place / BLOCK][place % BLOCK];
                assert_eq!(gathered[channel / BLOCK][channel % BLOCK], expected);
            }
            let integers: [i16; BLOCK] = core::array::from_fn(|lane| match lane {
                0 => i16::MIN,
                1 => i16::MAX,
                _ => (lane as i16 - 9) * 3001,
            });
            let pairs: [f32; BLOCK / 2] = core::array::from_fn(|pair| {
                let [low, high] = [integers[2 * pair], integers[2 * pair + 1]]
                    .map(|integer| u32::from(integer.cast_unsigned()));
                f32::from_bits(low | high << 16)
            });
            let runs = [[3.0, 1.0, 4.0, 1.5, 9.0, 2.0, 6.0, 5.0], eight.map(|x| x - 20.0)];
            let place = |lane: usize| (lane * 5 + lane / 8) % 8;
            let picked = simd.pick(
                runs.each_ref(),
                &core::array::from_fn(|lane| f32::from_bits(place(lane) as u32)),
            );
            assert_eq!(lanes(picked), core::array::from_fn(|lane| runs[lane / 8][place(lane)]));
            assert_eq!(lanes(simd.load_integers(&pairs)), integers.map(f32::from));
            let lower: [u8; BLOCK] = core::array::from_fn(|lane| match lane {
                0 => 0,
                1 => u8::MAX,
                _ => (lane * 37) as u8,
            });
            let mut long = [0.0; BLOCK / 4 * 3];
            long[..BLOCK / 2].copy_from_slice(&pairs);
            for (four, bytes) in long[BLOCK / 2..].iter_mut().zip(lower.as_chunks().0) {
                *four = f32::from_bits(u32::from_le_bytes(*bytes));
            }
            let expected = core::array::from_fn(|lane| {
                (i32::from(integers[lane]) * 256 + i32::from(lower[lane])) as f32
            });
            assert_eq!(lanes(simd.load_long_integers(&long)), expected);
            let greater = simd.select_greater(va, vb, va, vc);
            assert_eq!(lanes(greater), each(|a, b, c| if a > b { a } else { c }));
            let nan = simd.splat(f32::NAN);
            assert_eq!(lanes(simd.select_greater(nan, vb, vc, va)), a);
            assert_eq!(lanes(simd.select_greater(vb, nan, vc, va)), a);
            assert_eq!(lanes(simd.max(va, vb)), each(|a, b, _| if a > b { a } else { b }));
            let nan = simd.splat(f32::NAN);
            for nan in [simd.max(nan, va), simd.max(va, nan), simd.max(nan, nan)] {
                assert!(lanes(nan).iter().all(|x| x.is_nan()));
            }
            let nan = simd.prelu(simd.splat(f32::NAN), vb);
            assert!(lanes(nan).iter().all(|x| x.is_nan()));
        }
    }

    #[test]
    fn operations_are_those_of_floats() {
        AnySimd::tested().for_each(|simd| simd.run(Operations));
    }

    /// Loads and stores of fewer than sixteen lanes.
    struct Partial;

    impl SimdTask for Partial {
        type Output = ();
        type CodegenUnit = Self;

        #[inline(always)]
        fn run<S: Simd>(self, simd: S) {
            for len in 0..=BLOCK {
                let from = (1..=len).map(|x| x as f32).collect::<Vec<_>>();
                let mut lanes = [f32::NAN; BLOCK];
                simd.store(simd.load_partial(&from), &mut lanes);
                let whole: [f32; BLOCK] =
                    core::array::from_fn(|lane| if lane < len { lane as f32 + 1.0 } else { 0.0 });
                assert_eq!(lanes, whole);
                let mut to = [-1.0; BLOCK + 1];
                simd.store_partial(simd.load(&core::array::from_fn(|x| x as f32)), &mut to[..len]);
                for (lane, &x) in to.iter().enumerate() {
                    assert_eq!(x, if lane < len { lane as f32 } else { -1.0 });
                }
            }
        }
    }

    /// Stores of runs of lanes that are apart.
    struct Apart;

    impl SimdTask for Apart {
        type Output = ();
        type CodegenUnit = Self;

        #[inline(always)]
        fn run<S: Simd>(self, simd: S) {
            let block = simd.load(&core::array::from_fn(|lane| lane as f32));
            let mut to = [-1.0; 13 + 8];
            simd.store_apart::<8>(block, &mut to, 13);
            let mut expected = [-1.0; 13 + 8];
            (0..BLOCK).for_each(|lane| expected[lane / 8 * 13 + lane % 8] = lane as f32);
            assert_eq!(to, expected);
            let mut to = [-1.0; 3 * 5 + 4];
            simd.store_apart::<4>(block, &mut to, 5);
            let mut expected = [-1.0; 3 * 5 + 4];
            (0..BLOCK).for_each(|lane| expected[lane / 4 * 5 + lane % 4] = lane as f32);
            assert_eq!(to, expected);
        }
    }

    #[test]
    fn runs_of_lanes_lie_apart() {
        AnySimd::available().for_each(|simd| simd.run(Apart));
    }

    #[test]
    fn partial_blocks_touch_their_lanes_only() {
        AnySimd::tested().for_each(|simd| simd.run(Partial));
    }
}
