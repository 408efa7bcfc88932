//! Measures the limits of this processor, arithmetic and memory bandwidth, for comparison with a network's
//! timings.

use core::hint::black_box;
use std::time::{Duration, Instant};

use espnet_abi::{Isa, layout::BLOCK};

use crate::{
    memory::Floats,
    simd::{AnySimd, Simd, SimdTask},
};

/// The duration of each measurement.
const TIME: Duration = Duration::from_millis(100);

/// Multiply-accumulates per second that one core reaches on registers alone, with the fused multiply-add of
/// the instruction set. Returns `None` if this processor lacks the instruction set.
pub fn peak_macs_per_second(isa: Isa) -> Option<f64> {
    let simd = AnySimd::for_isa(isa)?;
    let operations = (ROUNDS * sums(isa) * BLOCK) as f64;
    Some(operations / fastest(|| simd.run(Multiply)).as_secs_f64())
}

/// Bytes per second that one core reads when it reads the same `bytes` of memory again and again: the
/// bandwidth of the smallest cache that they fit in. Returns `None` if this processor lacks the instruction
/// set.
pub fn read_bytes_per_second(isa: Isa, bytes: usize) -> Option<f64> {
    let simd = AnySimd::for_isa(isa)?;
    let mut floats = Floats::zeroed(bytes.div_ceil(size_of::<f32>()).next_multiple_of(4 * BLOCK));
    floats.as_mut_slice().fill(1.0);
    let read = size_of_val(floats.as_slice()) as f64;
    Some(read / fastest(|| simd.run(Read(floats.as_slice()))).as_secs_f64())
}

/// The shortest time of a run.
fn fastest<T>(mut run: impl FnMut() -> T) -> Duration {
    let (begin, mut least) = (Instant::now(), Duration::MAX);
    while begin.elapsed() < TIME {
        let start = Instant::now();
        black_box(run());
        least = least.min(start.elapsed());
    }
    least
}

/// The number of multiplications of each sum in a run.
const ROUNDS: usize = 20_000;

/// The number of sums that are computed side by side: enough to hide the latency of a multiplication, but no
/// more than there are registers.
const fn sums(isa: Isa) -> usize {
    match isa {
        Isa::Scalar => 1,
        Isa::Avx2 => 6,
        Isa::Avx512 => 12,
    }
}

struct Multiply;

impl SimdTask for Multiply {
    type Output = [f32; BLOCK];
    type CodegenUnit = Self;

    #[inline(always)]
    fn run<S: Simd>(self, simd: S) -> Self::Output {
        match S::ISA {
            Isa::Scalar => multiply::<S, { sums(Isa::Scalar) }>(simd),
            Isa::Avx2 => multiply::<S, { sums(Isa::Avx2) }>(simd),
            Isa::Avx512 => multiply::<S, { sums(Isa::Avx512) }>(simd),
        }
    }
}

#[inline(always)]
fn multiply<S: Simd, const N: usize>(simd: S) -> [f32; BLOCK] {
    let (factor, term) = (simd.splat(black_box(0.5)), simd.splat(black_box(1.0)));
    let mut sums = [term; N];
    for _ in 0..ROUNDS {
        for sum in &mut sums {
            *sum = simd.mul_add(*sum, factor, term);
        }
    }
    let mut lanes = [0.0; BLOCK];
    simd.store(sums.into_iter().fold(term, |total, sum| simd.add(total, sum)), &mut lanes);
    lanes
}

struct Read<'a>(&'a [f32]);

impl SimdTask for Read<'_> {
    type Output = [f32; BLOCK];
    type CodegenUnit = Self;

    #[inline(always)]
    fn run<S: Simd>(self, simd: S) -> Self::Output {
        let mut sums = [simd.splat(0.0); 4];
        for blocks in self.0.as_chunks::<BLOCK>().0.as_chunks::<4>().0 {
            for (sum, block) in sums.iter_mut().zip(blocks) {
                *sum = simd.add(*sum, simd.load(block));
            }
        }
        let mut lanes = [0.0; BLOCK];
        let [a, b, c, d] = sums;
        simd.store(simd.add(simd.add(a, b), simd.add(c, d)), &mut lanes);
        lanes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[cfg_attr(miri, ignore = "a speed below any that a processor has")]
    fn every_instruction_set_that_there_is_can_be_measured() {
        for isa in Isa::ALL {
            let there = AnySimd::for_isa(isa).is_some();
            assert_eq!(peak_macs_per_second(isa).is_some_and(|peak| peak > 1e6), there);
            assert_eq!(read_bytes_per_second(isa, 5000).is_some_and(|speed| speed > 1e6), there);
        }
    }
}
