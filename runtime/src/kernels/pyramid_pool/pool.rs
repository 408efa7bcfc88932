//! Efficient pyramid pooling after its projection (ESPNetv2, section 3.3), without the maps of its branches
//! and their concatenation.
//!
//! The kernel works row by row, and on a chunk of columns at a time. It computes all branches of the chunk,
//! with one more column on either side, and adds them immediately to the sums of the three output rows whose
//! windows contain them. The sums of an output row are complete after the next row of the branches. The 1×1
//! convolution then turns them into a row of the output.

use core::{hint::black_box, ops::Range};

use espnet_abi::{
    Isa,
    kernel::PyramidPool as Pool,
    layout::{BLOCK, Layout},
};

use super::{
    branches::{fill, prepare},
    inputs::{PoolLayout, ProjectedRows, RowInputs},
    merge::merge,
};
use crate::{
    kernels::{
        common::{
            call::Call,
            kernel::{ConstShape, Kernel, Partition, Specialised, portable},
            shape_param::{ShapeParam, derived, part_of},
        },
        matmul::{Matmul, MatmulWeights, Pixels, Walk, multiply},
    },
    simd::{AnySimd, Simd, SimdTask},
};

/// The layout of a pool as a shape parameter. It is one constant for all instruction sets, because it takes a
/// while to evaluate.
#[derive(Clone, Copy)]
struct WholeLayout<Q>(Q);

part_of!(WholeLayout: Pool => PoolLayout, |pool| PoolLayout::new(pool));

/// The 1×1 convolution of a row as a matmul.
#[derive(Clone, Copy)]
struct Expand<Q>(Q);

part_of!(Expand: Pool => Matmul, |pool| {
    Matmul::pointwise(&pool.expand(), pool.input.width, pool.input.width)
});

/// Efficient pyramid pooling of a projected map.
impl Kernel for Pool {
    #[inline(always)]
    fn compute<S: Simd, Q: ShapeParam<Self>>(simd: S, shape: Q, call: Call<'_>) {
        let (layout, weights) = (WholeLayout(shape).shape(), call.weights);
        let expand = |merged: &[f32], output: &mut [f32]| {
            simd.run(ExpandTask { shape, weights, merged, output });
        };
        shared(simd.any(), &layout, call, &expand);
    }

    portable!();
}

impl<P: ConstShape<Kernel = Self>> Specialised<P> for Pool {
    const PARTITION: Partition = Partition::of(&P::SHAPE.output, Layout::Nhwc);
}

/// Computes a row of the output from a row of merged pixels by the 1×1 convolution.
type ExpandRow<'a> = dyn Fn(&[f32], &mut [f32]) + 'a;

/// Computes the rows up to the 1×1 convolution, which is passed as a closure. Only that convolution must know
/// its shape to be fast, so this function is shared by all pools. A separate function for each pool would be
/// a quarter of the code of a segmentation network.
#[inline(never)]
fn shared(simd: AnySimd, layout: &PoolLayout, call: Call<'_>, expand: &ExpandRow<'_>) {
    simd.run(MergeTask { layout, call, expand });
}

struct MergeTask<'a> {
    layout: &'a PoolLayout,
    call: Call<'a>,
    expand: &'a ExpandRow<'a>,
}

impl SimdTask for MergeTask<'_> {
    type Output = ();
    type CodegenUnit = Self;

    #[inline(always)]
    fn run<S: Simd>(self, simd: S) {
        if const { matches!(S::ISA, Isa::Avx512) } {
            rows::<S, { Pool::TILE }, { Pool::TILE / 3 }>(simd, self);
        } else if const { matches!(S::ISA, Isa::Avx2) } {
            rows::<S, AVX2_TILE, { AVX2_TILE / 3 }>(simd, self);
        } else {
            rows::<S, SCALAR_TILE, 1>(simd, self);
        }
    }
}

/// The number of pixels of a tile on AVX2, where a block is two registers of sixteen.
const AVX2_TILE: usize = 6;

/// The number of pixels of a tile without vectors.
const SCALAR_TILE: usize = 2;

/// Computes the output rows, in tiles of `N` pixels, or of `M` pixels if each has three sums.
#[inline(always)]
fn rows<S: Simd, const N: usize, const M: usize>(simd: S, kernel: MergeTask<'_>) {
    let MergeTask { layout, call, expand } = kernel;
    let pool = &layout.pool;
    let (projected, rest) = call.scratch.split_at_mut(layout.ring() * pool.padded_row());
    let (sums, rest) = rest.split_at_mut(pool.sums_len());
    let (prepared, rest) = rest.split_at_mut(layout.branches.prepared_len());
    let (between, chunk) = rest.split_at_mut(pool.between_len());
    let chunk = &mut chunk[..pool.scales.len() * Pool::CHUNK_LEN];

    let (height, width, weights) = (pool.input.height, pool.input.width, call.weights);
    let mut projected = ProjectedRows::new(projected);
    // Row `below` − 1 of the branches is in the windows of three output rows. It is the first row of the
    // window of `below` and the last row of the window of `below` − 2, whose sums it completes.
    for below in call.chunks.start..call.chunks.end + 2 {
        let y = below.checked_sub(1).filter(|&y| y < height);
        if let Some(y) = y {
            projected.advance(simd, layout, call.input, y);
            prepare(simd, layout, weights, call.residual, y, prepared);
        }
        for start in (0..width).step_by(Pool::CHUNK) {
            let end = width.min(start + Pool::CHUNK);
            for block in 0..pool.blocks() {
                if let Some(y) = y {
                    let inputs = RowInputs { weights, projected: &projected, prepared, y };
                    branches::<S, N, M>(simd, layout, inputs, block, start..end, between, chunk);
                }
                // Hidden from the optimiser: one merge in a loop is faster than three unrolled ones.
                for row in 0..black_box(3) {
                    let Some(line) = below.checked_sub(row).filter(|y| call.chunks.contains(y))
                    else {
                        continue;
                    };
                    let sums = &mut sums[line % 3 * pool.sums_row()..][..pool.sums_row()];
                    let chunk = y.is_some().then_some(&*chunk);
                    merge::<S, N>(simd, layout, weights, (block, row), chunk, start..end, sums);
                }
            }
        }
        if let Some(y) = below.checked_sub(2).filter(|y| call.chunks.contains(y)) {
            let line = y - call.chunks.start;
            let output = &mut call.output[line * width * pool.output.stride..];
            expand(&sums[y % 3 * pool.sums_row()..], output);
        }
    }
}

/// Computes columns of all branches, with one neighbouring column on either side. Columns outside the map are
/// zero.
#[inline(always)]
fn branches<S: Simd, const N: usize, const M: usize>(
    simd: S,
    layout: &PoolLayout,
    inputs: RowInputs<'_>,
    block: usize,
    Range { start, end }: Range<usize>,
    between: &mut [f32],
    chunk: &mut [f32],
) {
    let width = layout.pool.input.width;
    let columns = start.saturating_sub(1)..width.min(end + 1);
    let left = usize::from(start == 0);
    for (branch, to) in
        layout.branches.as_slice().iter().zip(chunk.chunks_exact_mut(Pool::CHUNK_LEN))
    {
        let within = &mut to[left * BLOCK..];
        fill::<S, N, M>(simd, layout, branch, inputs, block, columns.clone(), between, within);
        if start == 0 {
            to[..BLOCK].fill(0.0);
        }
        if end == width {
            to[(1 + end - start) * BLOCK..][..BLOCK].fill(0.0);
        }
    }
}

/// The task of the 1×1 convolution of a row of merged pixels.
struct ExpandTask<'a, Q> {
    shape: Q,
    weights: &'a [f32],
    merged: &'a [f32],
    output: &'a mut [f32],
}

impl<Q: ShapeParam<Pool>> SimdTask for ExpandTask<'_, Q> {
    type Output = ();
    type CodegenUnit = Self;

    #[inline(always)]
    fn run<S: Simd>(self, simd: S) {
        let ExpandTask { shape, weights, merged, output } = self;
        let pool = shape.shape();
        let point = derived!(Q: pool, |pool| pool.expand());
        let [start, len, constants] = derived!(Q: pool, |pool| [
            pool.expand_weights(),
            pool.expand().weights_len(),
            pool.expand().constants(),
        ]);
        let (from, to) = (point.input, point.output);
        assert!(merged.len() >= from.width * from.stride);
        assert!(output.len() >= (to.width - 1) * to.stride + to.channels && to.width == from.width);
        let weights = MatmulWeights::new(&weights[start..][..len], constants, &[]);
        // SAFETY: the assertions cover the pixels up to the last channel of the last one. Panels read and
        // write only channels of the maps. There is no residual.
        unsafe {
            let pixels = Pixels::new(
                from.width,
                (merged.as_ptr(), from.stride),
                (output.as_mut_ptr(), to.stride),
            );
            multiply(simd, Expand(shape), &Walk::POINT, weights, pixels);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::vec::Vec;

    use espnet_abi::{
        kernel::{Epilogue, PyramidPool, Scale, Scales, Stage},
        layout::{Layout, Map},
        pack::{EpilogueTensors, Packing, PyramidTensors, StageTensors, TensorId},
        resample::adaptive_window,
    };
    use proptest::prelude::*;

    use crate::{
        kernels::testing::{
            Case, Convolution, Operands, Output, Tensors, epilogues, interpolate, per_isa,
            random_map, strided, without,
        },
        simd::AnySimd,
    };

    impl Case for PyramidPool {
        fn output(&self) -> Output {
            Output {
                map: self.output,
                layout: Layout::Nhwc,
                in_place: false,
                scratch: self.scratch_len(),
            }
        }
    }

    fn shapes() -> impl Strategy<Value = PyramidPool> {
        let size = (1..9_usize, prop_oneof![1..9_usize, 40..60_usize, Just(97_usize)]);
        let channels = prop_oneof![Just(10_usize), 1..=40_usize];
        let scale = prop_oneof![
            Just(None),
            prop::sample::select(&[2.0, 1.5, 1.1, 1.9, 3.0, 1.0][..]).prop_map(Some),
            prop::sample::select(&[0.5, 0.1, 0.75][..]).prop_map(Some)
        ];
        let scales = prop::collection::vec((scale, any::<bool>()), 1..=Scales::MAX);
        (size, channels, 1..40_usize, scales, (0..3_usize, 0..3_usize), epilogues(0)).prop_map(
            |((height, width), q, outputs, scales, gaps, epilogue)| {
                let scaled =
                    |size: usize, scale: f64| ((size as f64 * scale).ceil() as usize).max(1);
                let scales = scales.into_iter().map(|(scale, up)| match scale {
                    None => Scale::Same,
                    Some(scale) if scale >= 1.0 && up => {
                        Scale::Up { height: scaled(height, scale), width: scaled(width, scale) }
                    }
                    Some(scale) => {
                        Scale::Given { height: scaled(height, scale), width: scaled(width, scale) }
                    }
                });
                PyramidPool {
                    input: strided(q, height, width, gaps.0),
                    output: strided(outputs, height, width, gaps.1),
                    scales: Scales::new(&scales.collect::<Vec<_>>()),
                    epilogue: without(&epilogue, |stage| {
                        matches!(stage, Stage::Gate | Stage::Add(_))
                    }),
                }
            },
        )
    }

    /// A convolution of stride 1 that keeps the size of the map.
    fn convolution(input: Map, outputs: usize, groups: usize, kernel: usize) -> Convolution {
        Convolution {
            input,
            layout: Layout::Nhwc,
            output: Map::dense(outputs, input.height, input.width),
            groups,
            kernel,
            stride: 1,
            padding: kernel / 2,
            dilation: 1,
            epilogue: Epilogue::NONE,
        }
    }

    /// Adaptive average pooling of planes.
    fn average(planes: &[f64], from: Map, height: usize, width: usize) -> Vec<f64> {
        (0..from.channels * height * width)
            .map(|i| {
                let (c, y, x) = (i / (height * width), i / width % height, i % width);
                let rows = adaptive_window(y, from.height, height);
                let columns = adaptive_window(x, from.width, width);
                let size = rows.len() * columns.len();
                let pixels = rows.flat_map(|y| columns.clone().map(move |x| (y, x)));
                let sum: f64 =
                    pixels.map(|(y, x)| planes[(c * from.height + y) * from.width + x]).sum();
                sum / size as f64
            })
            .collect()
    }

    fn agrees(simd: AnySimd, pool: PyramidPool, seed: u64) {
        let q = pool.input.channels;
        let dense = Map { stride: q, ..pool.input };
        let mut tensors = Tensors::new(seed);
        let mut names = [TensorId::new(0); Scales::MAX];
        for name in &mut names {
            *name = tensors.add(9 * q);
        }
        let concatenated = Map::dense(q * pool.scales.len(), dense.height, dense.width);
        let merge =
            Convolution { epilogue: PyramidPool::MERGED, ..convolution(concatenated, q, q, 3) };
        let expand = Convolution {
            output: pool.output,
            epilogue: pool.epilogue,
            ..convolution(dense, pool.output.channels, 1, 1)
        };
        let pyramid = PyramidTensors {
            branches: names,
            norm: tensors.norm(concatenated.channels),
            prelu: tensors.add(concatenated.channels),
            merge: merge.tensors(&mut tensors, seed),
            expand: expand.tensors(&mut tensors, seed ^ 1),
        };

        let (numbers, input) = random_map(seed ^ 1, &pool.input, Layout::Nhwc);
        let mut given = Vec::new();
        let mut branches = Vec::new();
        for (branch, &scale) in pool.scales.as_slice().iter().enumerate() {
            let depthwise = |planes: &[f64], map: Map| {
                let names = espnet_abi::pack::ConvTensors {
                    weight: pyramid.branches[branch],
                    bias: None,
                    norm: None,
                    epilogue: EpilogueTensors::NONE,
                };
                convolution(map, q, q, 3).output(&tensors, &names, planes, Operands::default())
            };
            branches.extend(match scale {
                Scale::Same => depthwise(&numbers, dense),
                Scale::Up { height, width } => {
                    let large = Map::dense(q, height, width);
                    let planes = depthwise(&interpolate(&numbers, dense, large), large);
                    average(&planes, large, dense.height, dense.width)
                }
                Scale::Given { height, width } => {
                    let small = Map::dense(q, height, width);
                    let (numbers, floats) =
                        random_map(seed ^ (branch as u64 + 2), &small, Layout::Nhwc);
                    given.extend(floats);
                    interpolate(&numbers, small, dense)
                }
            });
        }
        let norm = Epilogue::new(&[Stage::Affine, Stage::Prelu]);
        let norm_names = EpilogueTensors::NONE
            .then(StageTensors::Affine(pyramid.norm))
            .then(StageTensors::Prelu(pyramid.prelu));
        let nothing = Operands::default();
        let normed = branches.iter().enumerate().map(|(i, &v)| {
            let (c, pixel) = (i / dense.pixels(), i % dense.pixels());
            tensors.finish(&norm, &norm_names, nothing, concatenated, c, pixel, v)
        });
        // The shuffle makes the same channel of all branches adjacent.
        let normed = normed.collect::<Vec<_>>();
        let planes = normed.chunks(dense.pixels()).collect::<Vec<_>>();
        let shuffled = (0..concatenated.channels)
            .flat_map(|c| planes[c % pool.scales.len() * q + c / pool.scales.len()])
            .copied()
            .collect::<Vec<_>>();
        let merged = merge.output(&tensors, &pyramid.merge, &shuffled, nothing);
        let expected = expand.output(&tensors, &pyramid.expand, &merged, nothing);

        let weights = tensors.pack(&Packing::PyramidPool(pool, pyramid));
        let operands = Operands { weights: &weights, input: &input, residual: &given, ..nothing };
        // From numbers below 1 come sums of up to 72 products of about 3, and from these, sums of up to 40
        // products.
        pool.check(simd, operands, seed, &expected, 3e-4);
    }

    per_isa!(agrees, shapes());
}
