//! Convolutions by their definition, in f64 on unpacked tensors, as the reference for tests of the kernels.

use core::slice::from_ref;
use std::{vec, vec::Vec};

use espnet_abi::{
    kernel::{Epilogue, Hff, Pointwise, Residual, ResizeBilinear},
    layout::{Dilations, Layout, Map},
    pack::{ConvTensors, HffTensors, Packing, TensorId},
};
use proptest::prelude::*;

use super::case::{Case, Operands, Tensors, same_bits, values};
use crate::simd::AnySimd;

/// A convolution without its tensors.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Convolution {
    pub input: Map,
    pub layout: Layout,
    pub output: Map,
    pub groups: usize,
    pub kernel: usize,
    pub stride: usize,
    pub padding: usize,
    pub dilation: usize,
    pub epilogue: Epilogue,
}

impl Convolution {
    /// A 1×1 convolution.
    pub(crate) fn pointwise(point: Pointwise) -> Self {
        let Pointwise { input, output, groups, epilogue } = point;
        Convolution {
            input,
            layout: Layout::Nhwc,
            output,
            groups,
            kernel: 1,
            stride: 1,
            padding: 0,
            dilation: 1,
            epilogue,
        }
    }

    /// Random tensors. The bias comes from a tensor, from a batch norm, or from both.
    pub(crate) fn tensors(&self, tensors: &mut Tensors, seed: u64) -> ConvTensors {
        let channels = self.output.channels;
        let kind = if self.epilogue.bias() { seed % 3 } else { 3 };
        let taps = self.kernel * self.kernel;
        ConvTensors {
            weight: tensors.add(channels * self.input.channels / self.groups * taps),
            bias: (kind == 0 || kind == 1).then(|| tensors.add(channels)),
            norm: (kind == 1 || kind == 2).then(|| tensors.norm(channels)),
            epilogue: tensors.epilogue(&self.epilogue, channels),
        }
    }

    /// The output, C×H×W; `input` is C×H×W.
    pub(crate) fn output(
        &self,
        tensors: &Tensors,
        conv: &ConvTensors,
        input: &[f64],
        operands: Operands<'_>,
    ) -> Vec<f64> {
        let at = |id: TensorId, i: usize| f64::from(tensors.get(id)[i]);
        let mut all = vec![];
        for o in 0..self.output.channels {
            for pixel in 0..self.output.pixels() {
                let (y, x) = (pixel / self.output.width, pixel % self.output.width);
                let mut v = self.sum(o, y, x, input, |i| at(conv.weight, i));
                if let Some(bias) = conv.bias {
                    v += at(bias, o);
                }
                if let Some(norm) = &conv.norm {
                    let deviation = (at(norm.running_var, o) + f64::from(norm.eps)).sqrt();
                    v = (v - at(norm.running_mean, o)) / deviation * at(norm.weight, o)
                        + at(norm.bias, o);
                }
                let (epilogue, names) = (&self.epilogue, &conv.epilogue);
                all.push(tensors.finish(epilogue, names, operands, self.output, o, pixel, v));
            }
        }
        all
    }

    /// The sum of output channel `o` at one pixel.
    fn sum(
        &self,
        o: usize,
        y: usize,
        x: usize,
        input: &[f64],
        weight: impl Fn(usize) -> f64,
    ) -> f64 {
        let Map { channels, height, width, .. } = self.input;
        let (per_input, per_output) = (channels / self.groups, self.output.channels / self.groups);
        let within = |i: usize, tap: usize, size: usize| {
            let padded = i * self.stride + tap * self.dilation;
            padded.checked_sub(self.padding).filter(|&i| i < size)
        };
        let mut sum = 0.0;
        for j in 0..per_input {
            let channel = o / per_output * per_input + j;
            for ky in 0..self.kernel {
                for kx in 0..self.kernel {
                    if let (Some(row), Some(column)) = (within(y, ky, height), within(x, kx, width))
                    {
                        let at = ((o * per_input + j) * self.kernel + ky) * self.kernel + kx;
                        sum += weight(at) * input[(channel * height + row) * width + column];
                    }
                }
            }
        }
        sum
    }

    /// Checks a kernel of this convolution on random tensors and maps.
    pub(crate) fn check<C: Case>(
        &self,
        case: C,
        packing: impl Fn(ConvTensors) -> Packing,
        simd: AnySimd,
        seed: u64,
        tolerance: f64,
    ) {
        let mut tensors = Tensors::new(seed);
        let conv = self.tensors(&mut tensors, seed);
        let (numbers, floats) = random_map(seed ^ 1, &self.input, self.layout);
        let (weights, gate) =
            (tensors.pack(&packing(conv)), tensors.gate(&self.epilogue, self.output.channels));
        let residual = match self.epilogue.residual() {
            Residual::Map { stride } => {
                random_map(seed ^ 2, &Map { stride: stride as usize, ..self.output }, Layout::Nhwc)
                    .1
            }
            Residual::None | Residual::InPlace => vec![],
        };
        let (_, previous) = random_map(seed ^ 3, &self.output, Layout::Nhwc);
        let operands = Operands {
            weights: &weights,
            input: &floats,
            gate: &gate,
            residual: &residual,
            previous: &previous,
        };
        let expected = self.output(&tensors, &conv, &numbers, operands);
        case.check(simd, operands, seed, &expected, tolerance);
    }

    /// Compares two variants of a kernel of this convolution: one resizes and adds a map, the other adds a
    /// map that has been resized separately. They must give the same bits, for any division into chunks.
    /// `case` creates both.
    pub(crate) fn check_resized<C: Case>(
        &self,
        case: impl Fn(Option<Map>) -> C,
        from: Map,
        packing: impl Fn(ConvTensors) -> Packing,
        simd: AnySimd,
        seed: u64,
    ) {
        let mut tensors = Tensors::new(seed);
        let weights = packing(self.tensors(&mut tensors, seed));
        let (weights, gate) =
            (tensors.pack(&weights), tensors.gate(&self.epilogue, self.output.channels));
        let (_, input) = random_map(seed ^ 1, &self.input, self.layout);
        let (_, residual) = random_map(seed ^ 2, &from, Layout::Nhwc);
        let resize = ResizeBilinear { input: from, output: self.output, layout: Layout::Nhwc };
        let chunks = 0..resize.partition().chunks;
        let resized = Operands { input: &residual, ..Operands::default() };
        let previous = resize.execute(simd, resized, from_ref(&chunks));
        let operands = Operands {
            weights: &weights,
            input: &input,
            gate: &gate,
            residual: &residual,
            previous: &previous,
        };
        let expected = case(None).execute(simd, operands, from_ref(&chunks));
        let all = case(Some(from)).execute(simd, operands, from_ref(&chunks));
        assert!(same_bits(&expected, &all), "other bits than those of a map resized before");
        case(Some(from)).check_pieces(simd, operands, seed, &all);
    }
}

/// The values of a random map as C×H×W, and as floats in the given layout, with NaN between pixels.
pub(crate) fn random_map(seed: u64, map: &Map, layout: Layout) -> (Vec<f64>, Vec<f32>) {
    let numbers = values(seed, map.channels * map.pixels());
    let floats = match layout {
        Layout::Nchw => numbers.clone(),
        Layout::Nhwc => {
            let mut floats = vec![f32::NAN; map.span()];
            for (i, &x) in numbers.iter().enumerate() {
                floats[i % map.pixels() * map.stride + i / map.pixels()] = x;
            }
            floats
        }
    };
    (numbers.into_iter().map(f64::from).collect(), floats)
}

/// Bilinear resizing of planes, C×H×W, with aligned corners. The blend of four pixels is computed in f64.
pub(crate) fn interpolate(planes: &[f64], from: Map, to: Map) -> Vec<f64> {
    // In PyTorch, the source index is an f32.
    let between = |i: usize, input: usize, output: usize| {
        let scale = if output > 1 { (input - 1) as f32 / (output - 1) as f32 } else { 0.0 };
        let source = scale * i as f32;
        let first = (source.floor() as usize).min(input - 1);
        let share = f64::from(source - first as f32);
        (first, (first + 1).min(input - 1), share)
    };
    let mut all = vec![];
    for i in 0..to.channels * to.pixels() {
        let (c, y, x) = (i / to.pixels(), i % to.pixels() / to.width, i % to.width);
        let (top, bottom, v) = between(y, from.height, to.height);
        let (left, right, h) = between(x, from.width, to.width);
        let at = |y: usize, x: usize| planes[(c * from.height + y) * from.width + x];
        let row = |y: usize| (1.0 - h) * at(y, left) + h * at(y, right);
        all.push((1.0 - v) * row(top) + v * row(bottom));
    }
    all
}

/// Hierarchical feature fusion by its definition: C×H×W to K·C×H×W.
pub(crate) fn fuse(hff: &Hff, tensors: &Tensors, names: &HffTensors, input: &[f64]) -> Vec<f64> {
    let n = hff.input.channels;
    let at = |id: TensorId, i: usize| f64::from(tensors.get(id)[i]);
    let mut sums = vec![0.0; n * hff.output.pixels()];
    let mut all = vec![];
    for branch in 0..hff.dilations.len() {
        let dilation = hff.dilations.get(branch);
        let convolution = Convolution {
            input: hff.input,
            layout: Layout::Nhwc,
            output: Map { channels: n, ..hff.output },
            groups: n,
            kernel: 3,
            stride: hff.stride,
            padding: dilation,
            dilation,
            epilogue: Epilogue::NONE,
        };
        for (i, sum) in sums.iter_mut().enumerate() {
            let (c, pixel) = (i / hff.output.pixels(), i % hff.output.pixels());
            let (y, x) = (pixel / hff.output.width, pixel % hff.output.width);
            *sum += convolution.sum(c, y, x, input, |i| at(names.branches[branch], i));
            let channel = branch * n + c;
            let norm = &names.norm;
            let deviation = (at(norm.running_var, channel) + f64::from(norm.eps)).sqrt();
            let v = (*sum - at(norm.running_mean, channel)) / deviation * at(norm.weight, channel)
                + at(norm.bias, channel);
            all.push(if v > 0.0 { v } else { v * at(names.prelu, channel) });
        }
    }
    all
}

/// Tensors of random numbers for hierarchical feature fusion.
pub(crate) fn fusion_tensors(hff: &Hff, tensors: &mut Tensors) -> HffTensors {
    let mut branches = [TensorId::new(0); Dilations::MAX];
    for branch in &mut branches[..hff.dilations.len()] {
        *branch = tensors.add(hff.input.channels * 9);
    }
    HffTensors {
        branches,
        norm: tensors.norm(hff.output.channels),
        prelu: tensors.add(hff.output.channels),
    }
}

/// Any dilations that a unit can have.
pub(crate) fn dilations() -> impl Strategy<Value = Dilations> {
    prop::collection::vec(1..=5_u8, 1..=Dilations::MAX).prop_map(|mut list| {
        list.sort();
        Dilations::new(&list)
    })
}

/// The first four of these dilations; if there are fewer, they repeat.
pub(crate) fn four_of(dilations: Dilations) -> Dilations {
    let mut list: Vec<u8> = dilations.as_slice().iter().copied().cycle().take(4).collect();
    list.sort();
    Dilations::new(&list)
}
