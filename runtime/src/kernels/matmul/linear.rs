//! The linear layer: panels of outputs. Each panel reads a stream of weights once, and several streams are
//! read at a time.
//!
//! Only the input is used more than once, so the kernel is limited by reading weights. Integer weights are
//! converted to floats in registers. The sums of a panel run over the inputs in order, independent of the
//! panels beside it. Therefore the division of panels among workers does not change any bit of the result.

use espnet_abi::{
    kernel::{self, Form, Precision},
    layout::BLOCK,
};

use crate::{
    kernels::common::{
        call::Call,
        kernel::{ConstShape, Kernel, Partition, Specialised, portable},
        lanes::{store, whole},
        shape_param::ShapeParam,
    },
    simd::Simd,
};

/// The number of panels that are computed together. The processor prefetches each of their streams by itself,
/// and their sums do not depend on one another.
const STREAMS: usize = 4;

/// A form in which sixteen weights are stored in `N` floats.
trait LoadWeights<const N: usize> {
    /// The form that this type loads.
    const FORM: Form;

    /// Loads sixteen weights. Implementations are `#[inline(always)]`.
    fn load<S: Simd>(simd: S, from: &[f32; N]) -> S::Block;
}

/// Loads weights of [`Form::F32`].
struct FloatWeights;

impl LoadWeights<BLOCK> for FloatWeights {
    const FORM: Form = Form::F32;

    #[inline(always)]
    fn load<S: Simd>(simd: S, from: &[f32; BLOCK]) -> S::Block {
        simd.load(from)
    }
}

/// Loads weights of [`Form::I16`].
struct IntegerWeights;

impl LoadWeights<{ BLOCK / 2 }> for IntegerWeights {
    const FORM: Form = Form::I16;

    #[inline(always)]
    fn load<S: Simd>(simd: S, from: &[f32; BLOCK / 2]) -> S::Block {
        simd.load_integers(from)
    }
}

/// Loads weights of [`Form::I24`].
struct LongIntegerWeights;

impl LoadWeights<{ BLOCK / 4 * 3 }> for LongIntegerWeights {
    const FORM: Form = Form::I24;

    #[inline(always)]
    fn load<S: Simd>(simd: S, from: &[f32; BLOCK / 4 * 3]) -> S::Block {
        simd.load_long_integers(from)
    }
}

/// A linear layer. The chunks of a call are panels of sixteen outputs.
impl Kernel for kernel::Linear {
    #[inline(always)]
    fn compute<S: Simd, Q: ShapeParam<Self>>(simd: S, shape: Q, call: Call<'_>) {
        let shape = &shape.shape();
        match shape.weights {
            Precision::F32 => panels::<S, FloatWeights, BLOCK>(simd, shape, call),
            Precision::I16 => panels::<S, IntegerWeights, { BLOCK / 2 }>(simd, shape, call),
            Precision::Auto => match shape.form(call.weights) {
                Form::I24 => panels::<S, LongIntegerWeights, { BLOCK / 4 * 3 }>(simd, shape, call),
                _ => panels::<S, IntegerWeights, { BLOCK / 2 }>(simd, shape, call),
            },
        }
    }

    portable!();
}

impl<P: ConstShape<Kernel = Self>> Specialised<P> for kernel::Linear {
    const PARTITION: Partition = P::SHAPE.partition();

    const STREAMED: Option<usize> = Some(P::SHAPE.panel(P::SHAPE.weights.shortest()));
}

/// Computes the panels of a call, [`STREAMS`] at a time.
#[inline(always)]
fn panels<S: Simd, F: LoadWeights<N>, const N: usize>(
    simd: S,
    shape: &kernel::Linear,
    call: Call<'_>,
) {
    let (first, end) = (call.chunks.start, call.chunks.end);
    assert!(end <= shape.panels());
    let few = end - first < STREAMS;
    let mut next = first;
    while next < end {
        // If fewer panels than streams are left, some of the panels before them are computed again.
        let panel = if few || next + STREAMS <= end { next } else { end - STREAMS };
        let output = &mut call.output[(panel - first) * BLOCK..];
        if few {
            group::<S, F, N, 1>(simd, shape, call.weights, call.input, panel, output);
            next += 1;
        } else {
            group::<S, F, N, STREAMS>(simd, shape, call.weights, call.input, panel, output);
            next = panel + STREAMS;
        }
    }
}

/// Computes `B` panels from panel `panel` on; `output` begins with their outputs.
#[inline(always)]
fn group<S: Simd, F: LoadWeights<N>, const N: usize, const B: usize>(
    simd: S,
    shape: &kernel::Linear,
    packed: &[f32],
    input: &[f32],
    panel: usize,
    output: &mut [f32],
) {
    let input = &input[..shape.input.channels];
    let mut streams: [&[[f32; N]]; B] = [&[]; B];
    let mut b = 0;
    while b < B {
        let len = shape.panel(F::FORM);
        let weights = &packed[(panel + b) * len..][..len];
        // Cut to the length of the loop over the inputs, which then needs no bounds checks.
        streams[b] = &weights.as_chunks().0[..input.len()];
        b += 1;
    }
    // The powers of two of the inputs, which only `I24` has.
    let scales = match (F::FORM, shape.scales()) {
        (Form::I24, Some(scales)) => &packed[scales..][..input.len()],
        _ => &[],
    };
    let mut sums = [simd.splat(0.0); B];
    for (i, &x) in input.iter().enumerate() {
        let x = simd.splat(if F::FORM == Form::I24 { x * scales[i] } else { x });
        let mut b = 0;
        while b < B {
            sums[b] = simd.mul_add(x, F::load(simd, &streams[b][i]), sums[b]);
            b += 1;
        }
    }
    let constants = shape.vectors() * BLOCK;
    let mut b = 0;
    while b < B {
        let mut constants = &packed[shape.constants() + (panel + b) * constants..][..constants];
        let mut sum = sums[b];
        if shape.scaled() {
            sum = simd.mul(sum, simd.load(whole(constants)));
            constants = &constants[BLOCK..];
        }
        if shape.bias {
            sum = simd.add(sum, simd.load(whole(constants)));
        }
        store(simd, sum, &mut output[b * BLOCK..], shape.outputs(panel + b));
        b += 1;
    }
}

#[cfg(test)]
mod tests {
    use core::slice::from_ref;
    use std::vec::Vec;

    use espnet_abi::{
        fixed::{self, Long},
        kernel::{self, Form, Precision},
        layout::{BLOCK, Layout, Map},
        pack::{ConvTensors, LinearTensors, Packing},
    };
    use proptest::prelude::*;

    use crate::{
        kernels::{
            common::kernel::Partition,
            testing::{Case, Operands, Output, Tensors, per_isa, values},
        },
        simd::AnySimd,
    };

    impl Case for kernel::Linear {
        fn output(&self) -> Output {
            // The map has a row for each panel. Only the last panel can have a gap after it.
            let map = Map {
                channels: self.outputs(self.panels() - 1),
                height: self.panels(),
                width: 1,
                stride: BLOCK,
            };
            Output { map, layout: Layout::Nhwc, in_place: false, scratch: 0 }
        }

        fn partition(&self) -> Partition {
            kernel::Linear::partition(self)
        }
    }

    fn shapes() -> impl Strategy<Value = kernel::Linear> {
        let outputs = prop_oneof![1..40_usize, 60..70_usize, 100..200_usize];
        let weights = prop::sample::select(&[Precision::F32, Precision::I16, Precision::Auto][..]);
        (1..150_usize, outputs, weights, any::<bool>()).prop_map(
            |(inputs, outputs, weights, bias)| kernel::Linear {
                input: Map::dense(inputs, 1, 1),
                output: Map::dense(outputs, 1, 1),
                weights,
                bias,
            },
        )
    }

    fn agrees(simd: AnySimd, shape: kernel::Linear, seed: u64) {
        let (inputs, outputs) = (shape.input.channels, shape.output.channels);
        let mut tensors = Tensors::new(seed);
        let names = LinearTensors {
            weight: tensors.add(inputs * outputs),
            bias: shape.bias.then(|| tensors.add(outputs)),
            features: None,
        };
        // Some outputs have weights of very different sizes, the smallest of which round to zero. Others have
        // weights that are stored without rounding.
        for (i, weight) in tensors.get_mut(names.weight).iter_mut().enumerate() {
            match i / inputs % 4 {
                0 => (),
                1 => *weight *= 1e-30,
                2 => *weight *= 0.5_f32.powi((i % 50) as i32),
                _ => *weight = (*weight * 256.0).round() / 256.0,
            }
        }
        let shortest = shape.weights.shortest();
        assert_eq!(check(simd, shape, &names, &tensors, seed), shortest);

        // One input is always zero, and its weights are now so large that 16 bits do not suffice for the
        // other inputs.
        let features = ConvTensors {
            weight: tensors.add(inputs),
            norm: Some(tensors.norm(inputs)),
            ..ConvTensors::new(0)
        };
        let dead = seed as usize % inputs;
        tensors.get_mut(features.weight)[dead] = 0.0;
        let norm = features.norm.expect("it has just been added");
        tensors.get_mut(norm.bias)[dead] = 0.0;
        tensors.get_mut(norm.running_mean)[dead] = 0.0;
        let largest = 10.0_f32.powi((seed % 30) as i32 + 3);
        for row in tensors.get_mut(names.weight).chunks_mut(inputs) {
            row[dead] *= largest;
        }
        let names = LinearTensors { features: Some(features), ..names };
        let form = check(simd, shape, &names, &tensors, seed);
        assert!(inputs < 4 || form == shape.weights.longest(), "{form:?}");
    }

    /// Runs the layer, compares its outputs with exact sums, and returns the form of its weights.
    fn check(
        simd: AnySimd,
        shape: kernel::Linear,
        names: &LinearTensors,
        tensors: &Tensors,
        seed: u64,
    ) -> Form {
        let (inputs, panels) = (shape.input.channels, shape.panels());
        let packed = tensors.pack(&Packing::Linear(shape, *names));
        let input = values(seed ^ 1, inputs);
        let operands = Operands { weights: &packed, input: &input, ..Operands::default() };
        let all = shape.execute(simd, operands, from_ref(&(0..panels)));
        assert_eq!(all.len(), shape.output.channels);

        let form = shape.form(&packed);
        let long = Long::new(tensors.get(names.weight), inputs);
        // The sum of the magnitudes of all inputs, each times its scale. If every integer is off by one, an
        // output changes by at most this sum.
        let total: f64 = match form {
            Form::I24 => {
                input.iter().zip(long.scales()).map(|(x, c)| f64::from((x * c).abs())).sum()
            }
            _ => input.iter().map(|&x| f64::from(x).abs()).sum(),
        };
        for (o, (row, &got)) in tensors.get(names.weight).chunks(inputs).zip(&all).enumerate() {
            let exact: Vec<f64> = row.iter().copied().map(f64::from).collect();
            let (stored, step) = match form {
                Form::I16 => (fixed::rounded(row).collect(), fixed::step(row)),
                Form::I24 => (long.rounded(row).collect(), long.step(row)),
                Form::F32 => (exact.clone(), 0.0),
            };
            let bias = names.bias.map_or(0.0, |id| f64::from(tensors.get(id)[o]));
            let products = |weights: &[f64]| -> Vec<f64> {
                weights.iter().zip(&input).map(|(w, &x)| w * f64::from(x)).collect()
            };
            let off =
                |weights| (f64::from(got) - products(weights).iter().sum::<f64>() - bias).abs();
            let magnitude: f64 = products(&stored).iter().map(|product| product.abs()).sum();
            // Each addition of floats adds an error of 2⁻²⁴ of the magnitude of the sum.
            let of_sums = (inputs + 2) as f64 * 0.5_f64.powi(24) * (magnitude + bias.abs());
            let off_stored = off(&stored);
            assert!(off_stored <= of_sums, "output {o} is off by {off_stored:e} > {of_sums:e}");
            let bound = of_sums + 0.500_001 * f64::from(step) * total;
            let off_exact = off(&exact);
            assert!(off_exact <= bound, "output {o} is off by {off_exact:e} > {bound:e}");
            let whole = form == Form::F32 || o % 4 == 3 && row.iter().all(|w| w.abs() < 128.0);
            assert!(!whole || stored == exact, "output {o} has weights that fit");
        }

        shape.check_pieces(simd, operands, seed, &all);
        form
    }

    per_isa!(agrees, shapes());
}
