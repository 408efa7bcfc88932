//! Runs a shape under test on one instruction set, as a whole and chunk by chunk, and compares its output
//! with the definition.
//!
//! Every check also fills scratch with NaN, surrounds the pixels of the output with sentinels that must stay
//! unchanged, and requires the same bits for any division into chunks.

use core::{fmt::Debug, ops::Range, slice::from_ref};
use std::{format, vec, vec::Vec};

use espnet_abi::{
    kernel::{Epilogue, Hff, Residual, Stage},
    layout::{Layout, Map},
    pack::{EpilogueTensors, Norm, Packing, StageTensors, TensorId},
};
use proptest::prelude::*;

use crate::{
    kernels::common::{
        call::{Call, Portion},
        kernel::{Kernel, Partition},
        shape_param::{Runtime, ShapeParam},
    },
    memory::Floats,
    simd::{AnySimd, Simd, SimdTask},
};

/// The value between pixels, where no kernel may write.
const SENTINEL: f32 = -12_345.0;

/// The maps and weights that a kernel reads. `previous` is the previous contents of the output map, as floats
/// of the whole map including gaps, for kernels that also read their output.
#[derive(Clone, Copy, Default)]
pub(crate) struct Operands<'a> {
    pub weights: &'a [f32],
    pub input: &'a [f32],
    pub gate: &'a [f32],
    pub residual: &'a [f32],
    pub previous: &'a [f32],
}

impl<'a> Operands<'a> {
    /// A call with these operands.
    pub(crate) fn call(
        self,
        output: &'a mut [f32],
        scratch: &'a mut [f32],
        chunks: Range<usize>,
    ) -> Call<'a> {
        let Operands { weights, input, gate, residual, previous: _ } = self;
        Call {
            portion: Portion::Whole,
            weights,
            input,
            gate,
            residual,
            next_weights: &[],
            shared: &[],
            output,
            scratch,
            chunks,
        }
    }
}

/// The output and the scratch of a shape.
pub(crate) struct Output {
    pub map: Map,
    pub layout: Layout,
    /// Whether the kernel reads the output map first.
    pub in_place: bool,
    /// The number of floats of scratch.
    pub scratch: usize,
}

/// A shape under test.
pub(crate) trait Case: Kernel + Debug {
    fn output(&self) -> Output;

    /// The division of the output into chunks.
    fn partition(&self) -> Partition {
        let Output { map, layout, .. } = self.output();
        Partition::of(&map, layout)
    }

    /// Runs the kernel for the given ranges of chunks and returns the floats of the output map, including
    /// gaps.
    fn execute(&self, simd: AnySimd, operands: Operands<'_>, pieces: &[Range<usize>]) -> Vec<f32> {
        let Output { map, in_place, scratch, .. } = self.output();
        // Aligned in the same way as arenas.
        let mut floats = Floats::zeroed(map.span());
        let output = floats.as_mut_slice();
        match in_place {
            true => output.copy_from_slice(operands.previous),
            false => output.fill(SENTINEL),
        }
        for chunks in pieces {
            let mut scratch = vec![f32::NAN; scratch];
            let range = part(self.partition(), chunks);
            let call = operands.call(&mut output[range], &mut scratch, chunks.clone());
            simd.run(Run(*self, call));
        }
        output.to_vec()
    }

    /// Compares the kernel with `expected`, C×H×W. A value may differ by `tolerance` relative to its
    /// magnitude, or relative to 1 if the magnitude is less.
    fn check(
        &self,
        simd: AnySimd,
        operands: Operands<'_>,
        seed: u64,
        expected: &[f64],
        tolerance: f64,
    ) {
        let Output { map, layout, in_place, .. } = self.output();
        let all_chunks = self.partition().chunks;
        let all = self.execute(simd, operands, from_ref(&(0..all_chunks)));
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
            assert!(
                all[at].to_bits() == before.to_bits(),
                "float {at} lies between pixels and was overwritten"
            );
        }
        self.check_pieces(simd, operands, seed, &all);
    }

    /// Requires that any division into ranges of chunks gives the bits of `all`.
    fn check_pieces(&self, simd: AnySimd, operands: Operands<'_>, seed: u64, all: &[f32]) {
        let all_chunks = self.partition().chunks;
        let cut = seed as usize % (all_chunks + 1);
        let each = (0..all_chunks).map(|chunk| chunk..chunk + 1).collect::<Vec<_>>();
        for pieces in [vec![0..cut, cut..all_chunks], vec![cut..all_chunks, 0..cut], each] {
            let parts = self.execute(simd, operands, &pieces);
            assert!(same_bits(all, &parts), "chunks {pieces:?} computed apart give other bits");
        }
    }
}

/// Whether two outputs are equal bit for bit.
pub(crate) fn same_bits(a: &[f32], b: &[f32]) -> bool {
    a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a.to_bits() == b.to_bits())
}

/// The range of the output, in floats, that contains these chunks.
fn part(partition: Partition, chunks: &Range<usize>) -> Range<usize> {
    let (start, end) = partition.part(chunks.start, chunks.end);
    start..end
}

/// A call of a shape that is known only at run time.
struct Run<'a, C>(C, Call<'a>);

impl<C: Case> SimdTask for Run<'_, C> {
    type Output = ();
    type CodegenUnit = C;

    #[inline(always)]
    fn run<S: Simd>(self, simd: S) {
        C::compute(simd, Runtime(self.0), self.1);
    }
}

/// An EESP unit that workers can run in halves.
pub(crate) trait Halved: Case {
    /// The fusion whose haloed map the workers fill together.
    fn hff(&self) -> Hff;

    /// The number of floats of scratch without that map.
    fn band_len(&self) -> usize;
}

/// A unit in halves: first every range is projected, then every range is computed.
#[derive(Clone, Copy, Debug)]
pub(crate) struct InHalves<C>(pub C);

impl<C: Halved> Kernel for InHalves<C> {
    #[inline(always)]
    fn compute<S: Simd, Q: ShapeParam<Self>>(simd: S, shape: Q, call: Call<'_>) {
        C::compute(simd, Runtime(shape.shape().0), call);
    }

    fn portable(self, call: Call<'_>) {
        self.0.portable(call);
    }
}

impl<C: Halved> Case for InHalves<C> {
    fn output(&self) -> Output {
        self.0.output()
    }

    fn partition(&self) -> Partition {
        self.0.partition()
    }

    fn execute(&self, simd: AnySimd, operands: Operands<'_>, pieces: &[Range<usize>]) -> Vec<f32> {
        let (unit, hff) = (&self.0, self.0.hff());
        let Output { map, in_place, .. } = self.output();
        let (input, mut output) = match in_place {
            true => (operands.previous, operands.previous.to_vec()),
            false => (operands.input, vec![SENTINEL; map.span()]),
        };
        let mut halo = vec![f32::NAN; hff.scratch_len()];
        let pieces = pieces.iter().filter(|chunks| !chunks.is_empty());
        // The input is divided in the same proportions as the output.
        let partition = self.partition();
        let bound = |chunk: usize| chunk * hff.input.height / partition.chunks;
        for rows in pieces.clone().map(|chunks| bound(chunks.start)..bound(chunks.end)) {
            let (start, end) = hff.halo_part(rows.start, rows.end);
            let scratch = &mut vec![f32::NAN; unit.band_len()];
            let first = Operands { weights: operands.weights, input, ..Operands::default() };
            let call = Call {
                portion: Portion::First,
                ..first.call(&mut halo[start..end], scratch, rows)
            };
            simd.run(Run(*unit, call));
        }
        for chunks in pieces {
            let scratch = &mut vec![f32::NAN; unit.band_len()];
            let output = &mut output[part(partition, chunks)];
            let call = Call {
                portion: Portion::Second,
                shared: &halo,
                ..operands.call(output, scratch, chunks.clone())
            };
            simd.run(Run(*unit, call));
        }
        output
    }
}

/// A map with `gap` floats between pixels.
pub(crate) fn strided(channels: usize, height: usize, width: usize, gap: usize) -> Map {
    Map { channels, height, width, stride: channels + gap }
}

/// Maps with this many channels that a kernel resizes.
pub(crate) fn resizable(channels: usize) -> impl Strategy<Value = Map> {
    (1..12_usize, prop_oneof![1..6_usize, 1..40_usize], 0..4_usize)
        .prop_map(move |(height, width, gap)| strided(channels, height, width, gap))
}

/// Numbers of channels: less than a block, whole blocks, and blocks with a remainder.
pub(crate) fn channels() -> impl Strategy<Value = usize> {
    prop_oneof![1..20_usize, prop::sample::select(&[1_usize, 3, 10, 16, 21, 32, 50, 64][..])]
}

/// `len` floats between −1 and 1. The same seed gives the same floats.
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

/// Epilogues of any stages in any order. If the residual is a separate map, its pixels are `stride` floats
/// apart.
pub(crate) fn epilogues(stride: usize) -> impl Strategy<Value = Epilogue> {
    let residual = prop::sample::select(vec![Residual::InPlace, Residual::map(stride)]);
    let stage = prop_oneof![
        Just(Stage::Affine),
        Just(Stage::Prelu),
        Just(Stage::Relu),
        Just(Stage::clamp(-0.5, 0.75)),
        Just(Stage::Gate),
        residual.prop_map(Stage::Add),
        Just(Stage::Sigmoid),
    ];
    (any::<bool>(), prop::collection::vec(stage, 0..7)).prop_map(|(bias, stages)| {
        let bias = bias.then_some(Stage::Bias);
        // A second gate or sum is left out.
        bias.into_iter().chain(stages).fold(Epilogue::NONE, |epilogue, stage| {
            Epilogue::try_new(&[epilogue.stages(), &[stage]].concat()).unwrap_or(epilogue)
        })
    })
}

/// The same epilogue without the stages for which `drop` returns true.
pub(crate) fn without(epilogue: &Epilogue, drop: impl Fn(Stage) -> bool) -> Epilogue {
    let kept: Vec<Stage> =
        epilogue.stages().iter().copied().filter(|&stage| !drop(stage)).collect();
    Epilogue::new(&kept)
}

/// The same epilogue, but its sum adds the previous output. If it has no sum, one is appended.
pub(crate) fn adding_in_place(epilogue: &Epilogue) -> Epilogue {
    let in_place = Stage::Add(Residual::InPlace);
    let mut stages = epilogue.stages().to_vec();
    match stages.iter_mut().find(|stage| matches!(stage, Stage::Add(_))) {
        Some(sum) => *sum = in_place,
        None => {
            stages.truncate(Epilogue::MAX - 1);
            stages.push(in_place);
        }
    }
    Epilogue::new(&stages)
}

/// Random tensors of a network, before packing.
pub(crate) struct Tensors {
    seed: u64,
    list: Vec<Vec<f32>>,
}

impl Tensors {
    pub(crate) fn new(seed: u64) -> Self {
        Tensors { seed, list: Vec::new() }
    }

    /// Adds a tensor of `len` floats between −1 and 1.
    pub(crate) fn add(&mut self, len: usize) -> TensorId {
        self.list.push(values(self.seed.wrapping_add(1000 + self.list.len() as u64), len));
        TensorId::new(self.list.len() - 1)
    }

    pub(crate) fn get(&self, id: TensorId) -> &[f32] {
        &self.list[id.index()]
    }

    pub(crate) fn get_mut(&mut self, id: TensorId) -> &mut [f32] {
        &mut self.list[id.index()]
    }

    /// Adds the tensors of a batch norm.
    pub(crate) fn norm(&mut self, channels: usize) -> Norm {
        let norm = Norm {
            weight: self.add(channels),
            bias: self.add(channels),
            running_mean: self.add(channels),
            running_var: self.add(channels),
            eps: 1e-5,
        };
        for variance in &mut self.list[norm.running_var.index()] {
            *variance = 1.0 + variance.abs();
        }
        norm
    }

    /// Adds the tensors of an epilogue.
    pub(crate) fn epilogue(&mut self, epilogue: &Epilogue, channels: usize) -> EpilogueTensors {
        epilogue.stages().iter().fold(EpilogueTensors::NONE, |tensors, stage| match stage {
            Stage::Affine => tensors.then(StageTensors::Affine(self.norm(channels))),
            Stage::Prelu => tensors.then(StageTensors::Prelu(self.add(channels))),
            Stage::Bias
            | Stage::Relu
            | Stage::Clamp { .. }
            | Stage::Gate
            | Stage::Add(_)
            | Stage::Sigmoid => tensors,
        })
    }

    /// The packed weights.
    pub(crate) fn pack(&self, packing: &Packing) -> Vec<f32> {
        let mut blob = vec![0.0; packing.len()];
        packing.pack(&self.list.iter().map(Vec::as_slice).collect::<Vec<_>>(), &mut blob);
        blob
    }

    /// The map that is added to `output`, if it is a separate one.
    pub(crate) fn residual(&self, epilogue: &Epilogue, output: Map) -> Vec<f32> {
        match epilogue.residual() {
            Residual::Map { stride } => {
                values(self.seed ^ 3, Map { stride: stride as usize, ..output }.span())
            }
            Residual::None | Residual::InPlace => Vec::new(),
        }
    }

    /// The factors of the gate, if there is one.
    pub(crate) fn gate(&self, epilogue: &Epilogue, channels: usize) -> Vec<f32> {
        values(self.seed ^ 4, if epilogue.gate() { channels } else { 0 })
    }

    /// Applies an epilogue by its definition to channel `c` of a pixel; `sum` already includes the bias.
    #[expect(clippy::too_many_arguments, reason = "the definition reads them all")]
    pub(crate) fn finish(
        &self,
        epilogue: &Epilogue,
        names: &EpilogueTensors,
        operands: Operands<'_>,
        output: Map,
        c: usize,
        pixel: usize,
        sum: f64,
    ) -> f64 {
        let at = |id: TensorId| f64::from(self.get(id)[c]);
        let (mut v, mut tensors) = (sum, names.stages());
        for stage in epilogue.stages() {
            v = match *stage {
                // The sum already includes it.
                Stage::Bias => v,
                Stage::Affine => {
                    let Some(StageTensors::Affine(norm)) = tensors.next() else {
                        panic!("the stages have their tensors")
                    };
                    let deviation = (at(norm.running_var) + f64::from(norm.eps)).sqrt();
                    (v - at(norm.running_mean)) / deviation * at(norm.weight) + at(norm.bias)
                }
                Stage::Prelu => {
                    let Some(StageTensors::Prelu(slopes)) = tensors.next() else {
                        panic!("the stages have their tensors")
                    };
                    if v > 0.0 { v } else { at(slopes) * v }
                }
                Stage::Relu => v.max(0.0),
                Stage::Clamp { low, high } => v.clamp(low.get().into(), high.get().into()),
                Stage::Gate => v * f64::from(operands.gate[c]),
                Stage::Add(Residual::None) => v,
                Stage::Add(Residual::InPlace) => {
                    v + f64::from(operands.previous[pixel * output.stride + c])
                }
                Stage::Add(Residual::Map { stride }) => {
                    v + f64::from(operands.residual[pixel * stride as usize + c])
                }
                Stage::Sigmoid => 1.0 / (1.0 + (-v).exp()),
            };
        }
        v
    }
}

/// Runs `check` on every shape from `shapes`, if this processor has the instruction set or one that can
/// replace it. There are 256 shapes, or as many as proptest's variable `PROPTEST_CASES` says; an emulated
/// processor needs a small number.
pub(crate) fn prop_check<T: Debug>(
    isa: espnet_abi::Isa,
    shapes: impl Strategy<Value = T>,
    check: impl Fn(AnySimd, T, u64),
) {
    let Some(simd) = AnySimd::for_test(isa) else { return };
    let config = proptest::test_runner::Config { failure_persistence: None, ..Default::default() };
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

/// Defines one test per instruction set, which calls `check(simd, shape, seed)` for shapes of the strategy.
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
