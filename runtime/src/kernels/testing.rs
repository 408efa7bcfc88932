//! What the tests of the kernels share: running a shape on one instruction set, as a whole and in
//! pieces, and comparing it with the definition.
//!
//! Every check also fills scratch with NaN, surrounds the output's pixels with sentinels that must
//! survive, and asks that any split into rows gives the same bits.

use core::{fmt::Debug, ops::Range};
use std::{format, vec, vec::Vec};

use espnet_abi::layout::{Layout, Map};

use super::Call;
use crate::simd::{AnySimd, Kernel, Simd};

/// Stands between pixels, where no kernel may write.
const SENTINEL: f32 = -12_345.0;

/// The maps and weights that a kernel reads; `previous` is what an output map holds that is also
/// read (floats of the whole map, as they lie).
#[derive(Clone, Copy, Default)]
pub(crate) struct Operands<'a> {
    pub weights: &'a [f32],
    pub input: &'a [f32],
    pub gate: &'a [f32],
    pub residual: &'a [f32],
    pub previous: &'a [f32],
}

/// What a shape says about its output and scratch.
pub(crate) struct Output {
    pub map: Map,
    pub layout: Layout,
    /// Whether the kernel reads the output map first.
    pub in_place: bool,
    /// Floats.
    pub scratch: usize,
}

/// A shape under test.
pub(crate) trait Case: Copy + Debug {
    fn output(&self) -> Output;

    /// The kernel. Implementations are `#[inline(always)]`.
    fn body<S: Simd>(&self, simd: S, call: Call<'_>);

    /// Runs the kernel in the given pieces and returns the output map as it lies.
    fn execute(&self, simd: AnySimd, operands: Operands<'_>, pieces: &[Range<usize>]) -> Vec<f32> {
        let Output { map, layout, in_place, scratch } = self.output();
        let mut output = match in_place {
            true => operands.previous.to_vec(),
            false => vec![SENTINEL; map.span()],
        };
        for rows in pieces {
            let mut scratch = vec![f32::NAN; scratch];
            let range = match layout {
                Layout::Nchw => 0..output.len(),
                Layout::Nhwc => {
                    let row = map.width * map.stride;
                    let end = output.len();
                    end.min(rows.start * row)..end.min(rows.end * row)
                }
            };
            let call = Call {
                weights: operands.weights,
                input: operands.input,
                gate: operands.gate,
                residual: operands.residual,
                output: &mut output[range],
                scratch: &mut scratch,
                rows: rows.clone(),
            };
            simd.run(Run(self, call));
        }
        output
    }

    /// Compares the kernel with `expected`, C×H×W. A value may differ by `tolerance`, relative to
    /// the larger of it and 1.
    fn check(
        &self,
        simd: AnySimd,
        operands: Operands<'_>,
        seed: u64,
        expected: &[f64],
        tolerance: f64,
    ) {
        let Output { map, layout, in_place, .. } = self.output();
        let all = self.execute(simd, operands, &[0..map.height]);
        assert_eq!(expected.len(), map.channels * map.pixels());
        let mut written = vec![false; all.len()];
        for (i, &want) in expected.iter().enumerate() {
            let (c, pixel) = (i / map.pixels(), i % map.pixels());
            let at = match layout {
                Layout::Nhwc => pixel * map.stride + c,
                Layout::Nchw => i,
            };
            written[at] = true;
            let got = f64::from(all[at]);
            assert!(
                (got - want).abs() <= tolerance * want.abs().max(1.0),
                "channel {c}, row {}, column {}: {got} instead of {want}",
                pixel / map.width,
                pixel % map.width,
            );
        }
        for (at, _) in written.iter().enumerate().filter(|(_, written)| !**written) {
            let before = if in_place { operands.previous[at] } else { SENTINEL };
            assert!(all[at] == before, "float {at} lies between pixels and was overwritten");
        }
        let cut = seed as usize % (map.height + 1);
        let rows = (0..map.height).map(|row| row..row + 1).collect::<Vec<_>>();
        for pieces in [vec![0..cut, cut..map.height], vec![cut..map.height, 0..cut], rows] {
            let parts = self.execute(simd, operands, &pieces);
            let same = all.iter().zip(&parts).all(|(a, b)| a.to_bits() == b.to_bits());
            assert!(same, "rows {pieces:?} computed apart give other bits");
        }
    }
}

struct Run<'a, C>(&'a C, Call<'a>);

impl<C: Case> Kernel for Run<'_, C> {
    type Output = ();

    #[inline(always)]
    fn run<S: Simd>(self, simd: S) {
        self.0.body(simd, self.1);
    }
}

/// A map with `gap` floats between pixels.
pub(crate) fn strided(channels: usize, height: usize, width: usize, gap: usize) -> Map {
    Map { channels, height, width, stride: channels + gap }
}

/// Numbers of channels: fewer than a block, whole blocks, blocks with a tail.
pub(crate) fn channels() -> impl proptest::strategy::Strategy<Value = usize> {
    use proptest::prelude::*;
    prop_oneof![1..20_usize, prop::sample::select(&[1_usize, 3, 10, 16, 21, 32, 50, 64][..])]
}

/// `len` floats between −1 and 1, the same for the same seed.
pub(crate) fn values(seed: u64, len: usize) -> Vec<f32> {
    let mut state = seed;
    (0..len)
        .map(|_| {
            // SplitMix64.
            state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
            let mut bits = (state ^ (state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
            ((bits ^ (bits >> 31)) >> 40) as f32 / (1 << 23) as f32 - 1.0
        })
        .collect()
}

/// Runs `check` on every shape that `shapes` proposes, if the processor has the instruction set.
pub(crate) fn prop_check<T: Debug>(
    isa: espnet_abi::Isa,
    shapes: impl proptest::strategy::Strategy<Value = T>,
    check: impl Fn(AnySimd, T, u64),
) {
    let Some(simd) = AnySimd::for_isa(isa) else { return };
    let config = proptest::test_runner::Config {
        cases: 200,
        failure_persistence: None,
        ..Default::default()
    };
    let mut runner = proptest::test_runner::TestRunner::new_with_rng(
        config,
        proptest::test_runner::TestRng::deterministic_rng(
            proptest::test_runner::RngAlgorithm::ChaCha,
        ),
    );
    let seeds = proptest::num::u64::ANY;
    let result = runner.run(&(shapes, seeds), |(shape, seed)| {
        check(simd, shape, seed);
        Ok(())
    });
    if let Err(error) = result {
        panic!("{}", format!("{error}"));
    }
}

/// One test per instruction set: `check(simd, shape, seed)` on shapes of the strategy.
macro_rules! per_isa {
    ($check:path, $shapes:expr) => {
        $crate::kernels::testing::per_isa!(
            $check, $shapes, scalar: Scalar, avx2: Avx2, avx512: Avx512
        );
    };
    ($check:path, $shapes:expr, $($name:ident: $isa:ident),+) => {
        $(#[test]
        fn $name() {
            $crate::kernels::testing::prop_check(espnet_abi::Isa::$isa, $shapes, $check);
        })+
    };
}
pub(crate) use per_isa;
