//! Packs the weights of the efficient pyramid pooling.

use alloc::{vec, vec::Vec};

use super::{
    ConvTensors, Norm, Pack, TensorId,
    blocks::{blocks, constants, pack_constants},
    folding::{FoldedNorm, scale_and_shift},
};
use crate::{
    kernel::{
        Branch, PyramidPool, Scale, Scales,
        construct::{Construct, Expression},
    },
    layout::BLOCK,
    resample::{Axis, Band, Between},
};

/// The tensors of a pyramid pool.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PyramidTensors {
    /// The weights of each branch, q × 1 × 3 × 3. Those of branches with given maps are not used.
    pub branches: [TensorId; Scales::MAX],
    /// `merge_layer.0`, the batch norm after the concatenation.
    pub norm: Norm,
    /// The slopes of the PReLU after the batch norm.
    pub prelu: TensorId,
    /// `merge_layer.2`, the grouped 3×3 convolution.
    pub merge: ConvTensors,
    /// `merge_layer.3`, the 1×1 convolution.
    pub expand: ConvTensors,
}

impl PyramidTensors {
    /// Creates the tensors of `B` branches.
    pub const fn new<const B: usize>(
        branches: [usize; B],
        norm: Norm,
        prelu: usize,
        merge: ConvTensors,
        expand: ConvTensors,
    ) -> Self {
        let mut ids = [TensorId::new(0); Scales::MAX];
        let mut i = 0;
        while i < B {
            ids[i] = TensorId::new(branches[i]);
            i += 1;
        }
        PyramidTensors { branches: ids, norm, prelu: TensorId::new(prelu), merge, expand }
    }
}

impl Pack for PyramidPool {
    type Tensors = PyramidTensors;

    fn pack(&self, pyramid: &PyramidTensors, tensors: &[&[f32]], out: &mut [f32]) {
        let channels = self.input.channels;
        let norm = scale_and_shift(&pyramid.norm, tensors);
        let slopes = tensors[pyramid.prelu.index()];
        let branches = self.branches();
        for (branch, &Branch { scale, filter, .. }) in branches.as_slice().iter().enumerate() {
            let mut out = out[filter..].chunks_exact_mut(BLOCK);
            let weight = tensors[pyramid.branches[branch].index()];
            for (first, lanes) in blocks(channels) {
                let mut vector = |value: &dyn Fn(usize) -> f64| {
                    let block = out.next().expect("the shape counts its blocks");
                    for (lane, out) in block[..lanes].iter_mut().enumerate() {
                        *out = value(first + lane) as f32;
                    }
                };
                let of_branch = |c: usize| norm[branch * channels + c];
                match scale {
                    Scale::Same | Scale::Up { .. } => (0..9).for_each(|tap| {
                        vector(&|c| f64::from(weight[c * 9 + tap]) * of_branch(c).0);
                    }),
                    Scale::Given { .. } => vector(&|c| of_branch(c).0),
                }
                vector(&|c| of_branch(c).1);
                vector(&|c| f64::from(slopes[branch * channels + c]));
            }
        }
        pack_merge(self, &pyramid.merge, tensors, &mut out[self.merge()..]);
        let expand = self.expand();
        let expand_out = &mut out[self.expand_weights()..][..expand.weights_len()];
        expand.pack(&pyramid.expand, tensors, expand_out);
        for branch in branches.as_slice() {
            let tables = tables(self, branch.scale);
            out[branch.tables[0]..][..tables.len()].copy_from_slice(&tables);
        }
    }

    fn expression(&self, pyramid: &PyramidTensors) -> Expression {
        let branches = pyramid.branches[..self.scales.len()].iter().map(Construct::expression);
        let arguments = [
            Expression::Array(branches.collect()),
            pyramid.norm.expression(),
            pyramid.prelu.expression(),
            pyramid.merge.expression(),
            pyramid.expand.expression(),
        ];
        Expression::Call("pack::PyramidTensors::new", arguments.into())
    }
}

/// Packs the grouped convolution: output c reads channel c of every branch.
fn pack_merge(kernel: &PyramidPool, conv: &ConvTensors, tensors: &[&[f32]], out: &mut [f32]) {
    let (channels, branches) = (kernel.input.channels, kernel.scales.len());
    let folded = FoldedNorm::new(conv, channels, tensors);
    let weight = tensors[conv.weight.index()];
    let mut vectors = out.chunks_exact_mut(BLOCK);
    for (first, lanes) in blocks(channels) {
        for (row, branch, column) in (0..3).flat_map(|row| {
            (0..branches).flat_map(move |branch| (0..3).map(move |column| (row, branch, column)))
        }) {
            let vector = vectors.next().expect("the shape counts its blocks");
            for (lane, out) in vector[..lanes].iter_mut().enumerate() {
                let tap = ((first + lane) * branches + branch) * 9 + row * 3 + column;
                *out = folded.weight(first + lane, weight[tap]);
            }
        }
    }
    let constants = constants(&PyramidPool::MERGED, folded.bias, &conv.epilogue, tensors);
    let at = kernel.merge_constants() - kernel.merge();
    pack_constants(&constants, blocks(channels), &mut out[at..]);
}

/// The tables of a branch's rows and columns.
fn tables(kernel: &PyramidPool, scale: Scale) -> Vec<f32> {
    let size = kernel.input;
    match scale {
        Scale::Same => vec![],
        Scale::Up { height, width } => {
            [band(kernel.rows(height)), band(kernel.columns(width))].concat()
        }
        Scale::Given { height, width } => {
            [between(height, size.height), between(width, size.width)].concat()
        }
    }
}

fn band(band: Band) -> Vec<f32> {
    let width = band.width();
    (0..band.size)
        .flat_map(|i| {
            let mut coefficients = vec![0.0; 3 * width];
            band.coefficients(i, &mut coefficients);
            let numbers = coefficients.into_iter().map(|coefficient| coefficient as f32);
            [index(band.first(i, width))].into_iter().chain(numbers)
        })
        .collect()
}

fn between(input: usize, output: usize) -> Vec<f32> {
    let axis = Axis::new(input, output);
    let entry = |i| {
        let Between { indices, shares } = axis.at(i);
        [index(indices[0]), shares[0], shares[1]]
    };
    (0..output).flat_map(entry).collect()
}

/// An index as the bits of a float.
fn index(index: usize) -> f32 {
    f32::from_bits(u32::try_from(index).expect("maps are smaller than that"))
}
