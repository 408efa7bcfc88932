//! Packing of tensors into the blob that kernels read: batch norms folded, outputs in panels.
//!
//! The compiler packs weights that are known when code is generated, the runtime those that are
//! loaded later; both run [`Packing::pack`] over the same [`Recipe`].
//!
//! Folding computes in f64 and rounds once: a batch norm y = γ·(x − μ)/√(σ² + ε) + β behind a
//! convolution becomes weights w·γ/√(σ² + ε) and a bias.

use alloc::{vec, vec::Vec};

use crate::{
    kernel::{Conv2d, DepthwiseConv2d, Epilogue, GroupedConv2d, Hff, Pointwise},
    layout::{BLOCK, Panel, Panels, round_up},
    quads::Quads,
};

mod features;
mod linear;
mod order;
mod pyramid;
mod recipe;
mod strided_eesp;

pub use linear::LINEAR_BAR;
pub use pyramid::PyramidTensors;
pub use recipe::{
    ConvTensors, EespTensors, EpilogueTensors, HffTensors, LinearForm, LinearTensors, Norm,
    Packing, Parameter, Recipe, StridedEespTensors, TensorId,
};

impl Packing {
    /// Floats that it takes.
    pub const fn len(&self) -> usize {
        match self {
            Packing::Pointwise(kernel, _) => kernel.weights_len(),
            Packing::Linear(kernel, _) => kernel.weights_len(),
            Packing::Conv2d(kernel, _) => kernel.weights_len(),
            Packing::DepthwiseConv2d(kernel, _) => kernel.weights_len(),
            Packing::GroupedConv2d(kernel, _) => kernel.weights_len(),
            Packing::Hff(kernel, _) => kernel.weights_len(),
            Packing::EespUnit(kernel, _) => kernel.weights_len(),
            Packing::StridedEespUnit(kernel, _) => kernel.weights_len(),
            Packing::PyramidPool(kernel, _) => kernel.weights_len(),
            Packing::Elementwise(kernel, _) => kernel.weights_len(),
        }
    }

    /// Whether it takes nothing.
    pub const fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Packs into `out`, which is zero and [`Packing::len`] long; `tensors` is indexed by
    /// [`TensorId`].
    pub fn pack(&self, tensors: &[&[f32]], out: &mut [f32]) {
        match self {
            Packing::Pointwise(kernel, conv) => pack_pointwise(kernel, None, conv, tensors, out),
            Packing::Linear(kernel, layer) => linear::pack(kernel, layer, tensors, out),
            Packing::Conv2d(kernel, conv) if kernel.interleaved => {
                let tensors = order::outputs(conv, kernel.output.channels, tensors);
                pack_conv(kernel, conv, &tensors.views(), out);
            }
            Packing::Conv2d(kernel, conv) => pack_conv(kernel, conv, tensors, out),
            Packing::DepthwiseConv2d(kernel, conv) => pack_depthwise(kernel, conv, tensors, out),
            Packing::GroupedConv2d(kernel, conv) => pack_grouped(kernel, conv, tensors, out),
            Packing::Hff(kernel, hff) => pack_hff(kernel, hff, tensors, out),
            Packing::EespUnit(kernel, unit) => {
                let (project, rest) = out.split_at_mut(kernel.project().weights_len());
                let (hff, expand) = rest.split_at_mut(kernel.hff().weights_len());
                pack_pointwise(&kernel.project(), None, &unit.project, tensors, project);
                pack_hff(&kernel.hff(), &unit.hff, tensors, hff);
                pack_pointwise(&kernel.expand(), None, &unit.expand, tensors, expand);
            }
            Packing::StridedEespUnit(kernel, unit) => {
                strided_eesp::pack(kernel, unit, tensors, out)
            }
            Packing::PyramidPool(kernel, names) => pyramid::pack(kernel, names, tensors, out),
            Packing::Elementwise(kernel, epilogue) => {
                let channels = kernel.output.channels;
                let constants = constants(&kernel.epilogue, vec![], epilogue, tensors);
                pack_constants(&constants, blocks(channels), out);
            }
        }
    }
}

/// Scale and shift that a batch norm amounts to, per channel.
fn scale_and_shift(norm: &Norm, tensors: &[&[f32]]) -> Vec<(f64, f64)> {
    let at = |id: TensorId, c: usize| f64::from(tensors[id.0][c]);
    (0..tensors[norm.weight.0].len())
        .map(|c| {
            let scale = at(norm.weight, c) / sqrt(at(norm.running_var, c) + f64::from(norm.eps));
            (scale, at(norm.bias, c) - at(norm.running_mean, c) * scale)
        })
        .collect()
}

/// Square root by Newton's method, since `core` has none: exact to the last bit or the one before
/// it, far finer than the f32 it ends in.
fn sqrt(x: f64) -> f64 {
    if !(x > 0.0 && x.is_finite()) {
        return if x == 0.0 || x == f64::INFINITY { x } else { f64::NAN };
    }
    // Halving the exponent gives a start within a factor of two; five steps square the error away.
    let mut root = f64::from_bits((x.to_bits() >> 1) + (1023 << 51));
    for _ in 0..6 {
        root = 0.5 * (root + x / root);
    }
    root
}

/// A convolution's weights and biases with its batch norm folded in.
struct Folded {
    /// Scale of each output's weights.
    scale: Vec<f64>,
    bias: Vec<f32>,
}

impl Folded {
    fn new(conv: &ConvTensors, outputs: usize, tensors: &[&[f32]]) -> Self {
        let norm = match &conv.norm {
            Some(norm) => scale_and_shift(norm, tensors),
            None => vec![(1.0, 0.0); outputs],
        };
        let bias = |c: usize| conv.bias.map_or(0.0, |id| f64::from(tensors[id.0][c]));
        Folded {
            scale: norm.iter().map(|&(scale, _)| scale).collect(),
            bias: norm
                .iter()
                .enumerate()
                .map(|(c, &(scale, shift))| (bias(c) * scale + shift) as f32)
                .collect(),
        }
    }

    fn weight(&self, output: usize, weight: f32) -> f32 {
        (f64::from(weight) * self.scale[output]) as f32
    }
}

/// The constant vectors of an epilogue, per channel, in the order of [`Epilogue`]'s fields.
fn constants(
    epilogue: &Epilogue,
    bias: Vec<f32>,
    names: &EpilogueTensors,
    tensors: &[&[f32]],
) -> Vec<Vec<f32>> {
    let slopes = |id: Option<TensorId>| tensors[id.expect("the epilogue has slopes").0].to_vec();
    let mut vectors = Vec::new();
    if epilogue.bias {
        vectors.push(bias);
    }
    if epilogue.prelu {
        vectors.push(slopes(names.prelu));
    }
    if epilogue.affine {
        let norm = names.affine.as_ref().expect("the epilogue has a norm");
        let norm = scale_and_shift(norm, tensors);
        vectors.push(norm.iter().map(|&(scale, _)| scale as f32).collect());
        vectors.push(norm.iter().map(|&(_, shift)| shift as f32).collect());
    }
    if epilogue.final_prelu {
        vectors.push(slopes(names.final_prelu));
    }
    vectors
}

/// Blocks of 16 channels: first channel and number of channels of each.
fn blocks(channels: usize) -> impl Iterator<Item = (usize, usize)> {
    (0..channels.div_ceil(BLOCK))
        .map(move |block| (block * BLOCK, BLOCK.min(channels - block * BLOCK)))
}

fn pack_constants(
    vectors: &[Vec<f32>],
    panels: impl Iterator<Item = (usize, usize)>,
    out: &mut [f32],
) {
    let mut out = out.chunks_exact_mut(BLOCK);
    for (first, channels) in panels {
        for vector in vectors {
            let block = out.next().expect("the shape counts its constants");
            block[..channels].copy_from_slice(&vector[first..][..channels]);
        }
    }
}

fn pack_pointwise(
    kernel: &Pointwise,
    quads: Option<Quads>,
    conv: &ConvTensors,
    tensors: &[&[f32]],
    out: &mut [f32],
) {
    let folded = Folded::new(conv, kernel.output.channels, tensors);
    let vectors = constants(&kernel.epilogue, folded.bias.clone(), &conv.epilogue, tensors);
    pack_product((kernel, quads), conv, &folded, &vectors, tensors, out);
}

/// A 1×1 convolution's weights, and the constants of its epilogue.
fn pack_product(
    (kernel, quads): (&Pointwise, Option<Quads>),
    conv: &ConvTensors,
    folded: &Folded,
    vectors: &[Vec<f32>],
    tensors: &[&[f32]],
    out: &mut [f32],
) {
    let (weights, rest) = out.split_at_mut(kernel.packed(quads)[0]);
    let tensor = tensors[conv.weight.0];
    let mut place = |position: &dyn Fn(usize, usize) -> usize| {
        let per_group = kernel.input.channels / kernel.groups;
        for (i, &weight) in tensor.iter().enumerate() {
            let (output, input) = (i / per_group, i % per_group);
            weights[position(output, input)] = folded.weight(output, weight);
        }
    };
    match (quads, kernel.folded()) {
        (Some(quads), _) => place(&|output, input| quads.position(output, input)),
        (None, Some(layout)) => place(&|output, input| layout.position(output, input)),
        (None, None) => pack_panels(kernel.panels(), 1, folded, tensor, weights),
    }
    pack_output_vectors((kernel, quads), vectors, rest);
}

/// Vectors per output channel, block by block as the convolution computes them.
fn pack_output_vectors(
    (kernel, quads): (&Pointwise, Option<Quads>),
    vectors: &[Vec<f32>],
    out: &mut [f32],
) {
    match (quads, kernel.folded()) {
        (Some(quads), _) => {
            for (i, vector) in vectors.iter().enumerate() {
                for (output, &x) in vector.iter().enumerate() {
                    let (block, lane) = quads.lane(output);
                    out[(block * vectors.len() + i) * BLOCK + lane] = x;
                }
            }
        }
        (None, Some(_)) => pack_constants(vectors, blocks(kernel.output.channels), out),
        (None, None) => pack_constants(vectors, kernel.panels().iter().map(outputs_of), out),
    }
}

fn pack_conv(kernel: &Conv2d, conv: &ConvTensors, tensors: &[&[f32]], out: &mut [f32]) {
    let folded = Folded::new(conv, kernel.output.channels, tensors);
    let vectors = constants(&kernel.epilogue, folded.bias.clone(), &conv.epilogue, tensors);
    let (weights, rest) = out.split_at_mut(kernel.constants());
    let taps = kernel.kernel * kernel.kernel;
    pack_panels(kernel.panels(), taps, &folded, tensors[conv.weight.0], weights);
    pack_constants(&vectors, kernel.panels().iter().map(outputs_of), rest);
}

/// First output and number of outputs of a panel.
fn outputs_of(panel: Panel) -> (usize, usize) {
    (panel.output, panel.outputs)
}

/// `[tap][input][16]` for each panel; zero where the groups do not join input and output.
fn pack_panels(panels: Panels, taps: usize, folded: &Folded, weight: &[f32], out: &mut [f32]) {
    let per_group = panels.group_inputs();
    for panel in panels.iter() {
        let base = panel.before * taps * BLOCK;
        for lane in 0..panel.outputs {
            let output = panel.output + lane;
            let first = panels.group_of(output) * per_group - panel.input;
            for input in 0..per_group {
                for tap in 0..taps {
                    out[base + (tap * panel.inputs + first + input) * BLOCK + lane] =
                        folded.weight(output, weight[(output * per_group + input) * taps + tap]);
                }
            }
        }
    }
}

fn pack_depthwise(
    kernel: &DepthwiseConv2d,
    conv: &ConvTensors,
    tensors: &[&[f32]],
    out: &mut [f32],
) {
    let weight = tensors[conv.weight.0];
    let (inputs, taps) = (kernel.inputs_per_output(), kernel.kernel * kernel.kernel);
    let channels = kernel.output.channels;
    let folded = Folded::new(conv, channels, tensors);
    for (first, lanes) in blocks(channels) {
        for (j, tap, lane) in (0..inputs)
            .flat_map(|j| (0..taps).flat_map(move |tap| (0..lanes).map(move |lane| (j, tap, lane))))
        {
            let output = first + lane;
            out[first * inputs * taps + (j * taps + tap) * BLOCK + lane] =
                folded.weight(output, weight[(output * inputs + j) * taps + tap]);
        }
    }
    let vectors = constants(&kernel.epilogue, folded.bias, &conv.epilogue, tensors);
    pack_constants(&vectors, blocks(channels), &mut out[kernel.constants()..]);
}

fn pack_grouped(kernel: &GroupedConv2d, conv: &ConvTensors, tensors: &[&[f32]], out: &mut [f32]) {
    let channels = kernel.output.channels;
    let folded = Folded::new(conv, channels, tensors);
    for (i, &weight) in tensors[conv.weight.0].iter().enumerate() {
        out[i] = folded.weight(i / kernel.filter_len(), weight);
    }
    let vectors = constants(&kernel.epilogue, folded.bias, &conv.epilogue, tensors);
    pack_constants(&vectors, blocks(channels), &mut out[kernel.constants()..]);
}

fn pack_hff(kernel: &Hff, hff: &HffTensors, tensors: &[&[f32]], out: &mut [f32]) {
    let (n, branches) = (kernel.input.channels, kernel.dilations.len());
    let norm = scale_and_shift(&hff.norm, tensors);
    let slopes = tensors[hff.prelu.0];
    let mut out = out.chunks_exact_mut(BLOCK);
    for (first, lanes) in blocks(n) {
        for branch in 0..branches {
            let weight = tensors[hff.branches[branch].0];
            let vectors = (0..9)
                .map(|tap| (0..lanes).map(|l| weight[(first + l) * 9 + tap]).collect::<Vec<_>>());
            let channel = |l: usize| branch * n + first + l;
            let rest = [
                (0..lanes).map(|l| norm[channel(l)].0 as f32).collect(),
                (0..lanes).map(|l| norm[channel(l)].1 as f32).collect(),
                (0..lanes).map(|l| slopes[channel(l)]).collect(),
            ];
            for vector in vectors.chain(rest) {
                out.next().expect("the shape counts its blocks")[..lanes].copy_from_slice(&vector);
            }
        }
    }
    debug_assert_eq!(round_up(n) / BLOCK, kernel.blocks());
}
