//! Benchmarks of the kernels that pool, resize, shuffle and finish maps, at shapes of the networks: the
//! decoder at 1024×512 (ten channels before twenty classes) and the classifier at 224².

use divan::Bencher;
use espnet::{
    kernels::{Call, ConstShape, Portion, Specialised, execute},
    simd::{AnySimd, Simd, SimdTask},
};
use espnet_abi::{
    Isa,
    kernel::{self, Epilogue, Scale, Scales, Stage},
    layout::{Layout, Map},
    pack::{ConvTensors, EpilogueTensors, Norm, Packing, PyramidTensors},
};

fn main() {
    divan::main();
}

/// Instruction sets of this processor, by name.
fn isas() -> impl Iterator<Item = Isa> {
    AnySimd::available().map(AnySimd::isa)
}

/// The numbers of floats that a kernel needs.
#[derive(Default)]
struct Sizes {
    weights: usize,
    input: usize,
    residual: usize,
    output: usize,
    scratch: usize,
    chunks: usize,
}

/// `len` floats, aligned to 64 bytes as in the arena, and the index of the first of them.
fn floats(len: usize) -> (Vec<f32>, usize) {
    let values = (0..len + 16).map(|i| (i % 61) as f32 / 30.0 - 1.0).collect::<Vec<_>>();
    let before = values.as_ptr().align_offset(64);
    (values, before)
}

fn run<P: ConstShape>(bencher: Bencher<'_, '_>, isa: Isa, sizes: Sizes) {
    let (weights, first) = floats(sizes.weights);
    run_with::<P>(bencher, isa, sizes, &weights[first..]);
}

/// As [`run`], with valid packed weights instead of arbitrary numbers.
fn run_with<P: ConstShape>(bencher: Bencher<'_, '_>, isa: Isa, sizes: Sizes, weights: &[f32]) {
    struct Invoke<'a, P>(Call<'a>, std::marker::PhantomData<P>);

    impl<P: ConstShape> SimdTask for Invoke<'_, P> {
        type Output = ();
        type CodegenUnit = P;

        fn run<S: Simd>(self, simd: S) {
            execute::<P, S>(simd, self.0);
        }
    }

    let simd = AnySimd::for_isa(isa).expect("listed as available");
    let (input, residual) = (floats(sizes.input), floats(sizes.residual));
    let (mut output, mut scratch) = (floats(sizes.output), floats(sizes.scratch));
    bencher.bench_local(|| {
        let call = Call {
            portion: Portion::Whole,
            weights: &weights[..sizes.weights],
            input: &input.0[input.1..][..sizes.input],
            gate: &[],
            residual: &residual.0[residual.1..][..sizes.residual],
            next_weights: &[],
            shared: &[],
            output: &mut output.0[output.1..][..sizes.output],
            scratch: &mut scratch.0[scratch.1..][..sizes.scratch],
            chunks: 0..sizes.chunks,
        };
        simd.run(Invoke::<P>(call, std::marker::PhantomData));
    });
}

/// Benchmarks a kernel at a shape, on every instruction set. The lengths of weights and scratch come from
/// methods of the shape, if it has any.
macro_rules! bench {
    ($name:ident: $kernel:ident $shape:expr $(, $size:ident: $method:ident)* $(; residual: $len:expr)?) => {
        #[divan::bench(args = isas())]
        fn $name(bencher: Bencher<'_, '_>, isa: Isa) {
            struct P;

            impl ConstShape for P {
                type Kernel = kernel::$kernel;

                const SHAPE: kernel::$kernel = $shape;
            }

            let shape = P::SHAPE;
            let sizes = Sizes {
                input: shape.input.span(),
                output: shape.output.span(),
                chunks: <kernel::$kernel as Specialised<P>>::PARTITION.chunks,
                ..Sizes::default()
            };
            $(let sizes = Sizes { $size: shape.$method(), ..sizes };)*
            $(let sizes = Sizes { residual: $len, ..sizes };)?
            run::<P>(bencher, isa, sizes);
        }
    };
}

/// A map of the decoder: ten of the fifty channels of a concatenation.
const fn slice(height: usize, width: usize) -> Map {
    Map { channels: 10, height, width, stride: 50 }
}

bench!(resize_up: ResizeBilinear kernel::ResizeBilinear {
    input: Map::dense(10, 256, 512),
    output: Map::dense(10, 512, 1024),
    layout: Layout::Nhwc,
}, scratch: scratch_len);

bench!(resize_back: ResizeBilinear kernel::ResizeBilinear {
    input: Map::dense(10, 128, 256),
    output: slice(256, 512),
    layout: Layout::Nhwc,
}, scratch: scratch_len);

bench!(resize_classes: ResizeBilinear kernel::ResizeBilinear {
    input: Map::dense(20, 256, 512),
    output: Map::dense(20, 512, 1024),
    layout: Layout::Nchw,
}, scratch: scratch_len);

bench!(resize_classes_small: ResizeBilinear kernel::ResizeBilinear {
    input: Map::dense(21, 128, 128),
    output: Map::dense(21, 256, 256),
    layout: Layout::Nchw,
}, scratch: scratch_len);

bench!(argmax_pixels: Argmax kernel::Argmax {
    input: Map::dense(20, 512, 1024),
    output: Map::dense(1, 512, 1024),
});

bench!(argmax_classes: ArgmaxBilinear kernel::ArgmaxBilinear {
    input: Map::dense(20, 256, 512),
    output: Map::dense(1, 512, 1024),
}, scratch: scratch_len);

bench!(argmax_classes_small: ArgmaxBilinear kernel::ArgmaxBilinear {
    input: Map::dense(21, 128, 128),
    output: Map::dense(1, 256, 256),
}, scratch: scratch_len);

/// The time of a mask from the planes that `resize_classes` and `resize_classes_small` produce.
#[cfg(feature = "image")]
#[divan::bench(args = [(20, 512, 1024), (21, 256, 256)])]
fn class_mask(bencher: Bencher<'_, '_>, (classes, height, width): (usize, usize, usize)) {
    let (planes, before) = floats(classes * height * width);
    let planes = &planes[before..][..classes * height * width];
    bencher.bench_local(|| espnet::image::class_mask(planes, classes, height, width));
}

bench!(adaptive_pool_back: AdaptiveAvgPool kernel::AdaptiveAvgPool {
    input: Map::dense(10, 512, 1024),
    output: slice(256, 512),
});

bench!(adaptive_pool_down: AdaptiveAvgPool kernel::AdaptiveAvgPool {
    input: Map::dense(10, 256, 512),
    output: Map::dense(10, 26, 52),
});

bench!(global_pool: AdaptiveAvgPool kernel::AdaptiveAvgPool {
    input: Map::dense(32, 256, 512),
    output: Map::dense(32, 1, 1),
});

bench!(global_pool_wide: AdaptiveAvgPool kernel::AdaptiveAvgPool {
    input: Map::dense(128, 128, 256),
    output: Map::dense(128, 1, 1),
});

bench!(avg_pool: AvgPool kernel::AvgPool {
    input: Map::dense(32, 112, 112),
    output: Map { channels: 32, height: 56, width: 56, stride: 64 },
    layout: Layout::Nhwc,
    kernel: 3,
    stride: 2,
    padding: 1,
});

bench!(avg_pool_image: AvgPool kernel::AvgPool {
    input: Map::dense(3, 224, 224),
    output: Map::dense(3, 112, 112),
    layout: Layout::Nchw,
    kernel: 3,
    stride: 2,
    padding: 1,
}, scratch: scratch_len);

bench!(avg_pool_tiny_image: AvgPool kernel::AvgPool {
    input: Map::dense(3, 28, 28),
    output: Map::dense(3, 14, 14),
    layout: Layout::Nchw,
    kernel: 3,
    stride: 2,
    padding: 1,
}, scratch: scratch_len);

bench!(max_pool: MaxPool kernel::MaxPool {
    input: Map::dense(24, 112, 112),
    output: Map::dense(24, 56, 56),
    layout: Layout::Nhwc,
    kernel: 3,
    stride: 2,
    padding: 1,
});

bench!(max_pool_image: MaxPool kernel::MaxPool {
    input: Map::dense(3, 224, 224),
    output: Map::dense(3, 112, 112),
    layout: Layout::Nchw,
    kernel: 3,
    stride: 2,
    padding: 1,
}, scratch: scratch_len);

bench!(shuffle: ChannelShuffle kernel::ChannelShuffle {
    input: Map::dense(50, 256, 512),
    output: Map::dense(50, 256, 512),
    groups: 5,
});

bench!(to_planes: Relayout kernel::Relayout {
    input: Map::dense(20, 256, 512),
    output: Map::dense(20, 256, 512),
    to: Layout::Nchw,
});

bench!(to_channels_last: Relayout kernel::Relayout {
    input: Map::dense(3, 256, 512),
    output: Map::dense(3, 256, 512),
    to: Layout::Nhwc,
});

/// A 3×3 convolution of the decoder in groups of one output.
const fn depthwise(
    input: Map,
    output: Map,
    shuffle: usize,
    epilogue: Epilogue,
) -> kernel::DepthwiseConv2d {
    kernel::DepthwiseConv2d {
        input,
        output,
        groups: output.channels,
        shuffle,
        kernel: 3,
        stride: 1,
        padding: 1,
        dilation: 1,
        epilogue,
        resized: None,
    }
}

const BIAS_PRELU: Epilogue = Epilogue::new(&[Stage::Bias, Stage::Prelu]);

/// The last pyramid of the decoder for twenty classes. The maps that it is given are half and a tenth as
/// large.
const fn pyramid(height: usize, width: usize) -> kernel::PyramidPool {
    kernel::PyramidPool {
        input: Map::dense(10, height, width),
        output: Map::dense(20, height, width),
        scales: Scales::new(&[
            Scale::Up { height: 2 * height, width: 2 * width },
            Scale::Up { height: height.div_ceil(2) * 3, width: width.div_ceil(2) * 3 },
            Scale::Same,
            Scale::Given { height: height.div_ceil(2), width: width.div_ceil(2) },
            Scale::Given { height: height.div_ceil(10), width: width.div_ceil(10) },
        ]),
        epilogue: Epilogue::new(&[Stage::Bias]),
    }
}

/// Packed weights of a pyramid. Its tables must be valid; its numbers are arbitrary.
fn pyramid_weights(pool: kernel::PyramidPool) -> Vec<f32> {
    let (q, outputs, branches) = (pool.input.channels, pool.output.channels, pool.scales.len());
    let tensors = [9 * q, branches * q, q * branches * 9, outputs * q, outputs]
        .map(|len| (0..len).map(|i| (i % 61) as f32 / 30.0 - 1.0).collect::<Vec<_>>());
    let (norm, conv) = (Norm::consecutive(1, 1e-5), ConvTensors::new);
    let norm =
        Norm { running_mean: norm.weight, running_var: norm.weight, bias: norm.weight, ..norm };
    let merge = conv(2).bias(1).epilogue(EpilogueTensors::NONE.prelu(1));
    let names = PyramidTensors::new([0; 5], norm, 1, merge, conv(3).bias(4));
    let packing = Packing::PyramidPool(pool, names);
    let mut weights = vec![0.0; packing.len()];
    packing.pack(&tensors.each_ref().map(Vec::as_slice), &mut weights);
    // Replaces square roots of negative numbers.
    for weight in weights.iter_mut().filter(|weight| weight.is_nan()) {
        *weight = 0.5;
    }
    weights
}

macro_rules! bench_pyramid {
    ($($name:ident: $height:literal x $width:literal),+) => {
        $(#[divan::bench(args = isas())]
        fn $name(bencher: Bencher<'_, '_>, isa: Isa) {
            struct P;

            impl ConstShape for P {
                type Kernel = kernel::PyramidPool;

                const SHAPE: kernel::PyramidPool = pyramid($height, $width);
            }

            let shape = P::SHAPE;
            let sizes = Sizes {
                weights: shape.weights_len(),
                input: shape.input.span(),
                residual: shape.given_len(),
                output: shape.output.span(),
                scratch: shape.scratch_len(),
                chunks: shape.output.height,
            };
            run_with::<P>(bencher, isa, sizes, &pyramid_weights(shape));
        })+
    };
}

bench_pyramid!(pyramid_256x512: 256 x 512, pyramid_128x128: 128 x 128, pyramid_16x16: 16 x 16);

bench!(depthwise_merge: DepthwiseConv2d depthwise(
    Map::dense(50, 128, 256),
    Map::dense(10, 128, 256),
    5,
    BIAS_PRELU,
), weights: weights_len, scratch: scratch_len);

bench!(depthwise_plain: DepthwiseConv2d depthwise(
    Map::dense(10, 256, 512),
    slice(256, 512),
    1,
    Epilogue::NONE,
), weights: weights_len, scratch: scratch_len);

/// The map that the last merge enlarges.
const SMALL: Map = Map::dense(32, 128, 256);

bench!(depthwise_onto_resized: DepthwiseConv2d kernel::DepthwiseConv2d {
    resized: Some(SMALL),
    ..depthwise(
        Map::dense(32, 256, 512),
        Map::dense(32, 256, 512),
        1,
        Epilogue::new(&[Stage::Bias, Stage::Prelu, Stage::Add(kernel::Residual::InPlace)]),
    )
}, weights: weights_len, scratch: scratch_len; residual: SMALL.span());

/// A 3×3 convolution of the decoder's merges, in groups of a few channels.
const fn grouped(input: Map, output: Map, groups: usize) -> kernel::GroupedConv2d {
    let epilogue = BIAS_PRELU;
    kernel::GroupedConv2d {
        input,
        layout: Layout::Nhwc,
        output,
        groups,
        kernel: 3,
        padding: 1,
        dilation: 1,
        epilogue,
        resized: None,
    }
}

bench!(grouped_image: GroupedConv2d kernel::GroupedConv2d {
    layout: Layout::Nchw,
    ..grouped(Map::dense(3, 56, 56), Map::dense(3, 56, 56), 1)
}, weights: weights_len, scratch: scratch_len);

bench!(grouped_pairs: GroupedConv2d grouped(
    Map::dense(128, 64, 128),
    Map::dense(64, 64, 128),
    64,
), weights: weights_len, scratch: scratch_len);

bench!(grouped_fours: GroupedConv2d grouped(
    Map::dense(64, 128, 256),
    Map::dense(48, 128, 256),
    16,
), weights: weights_len, scratch: scratch_len);

bench!(grouped_eights: GroupedConv2d grouped(
    Map::dense(128, 128, 256),
    Map::dense(48, 128, 256),
    16,
), weights: weights_len, scratch: scratch_len);

bench!(grouped_classes: GroupedConv2d grouped(
    Map::dense(32, 256, 512),
    Map::dense(20, 256, 512),
    4,
), weights: weights_len, scratch: scratch_len);

bench!(depthwise_small: DepthwiseConv2d depthwise(
    Map::dense(512, 7, 7),
    Map::dense(512, 7, 7),
    1,
    BIAS_PRELU,
), weights: weights_len, scratch: scratch_len);

bench!(prelu_in_place: Elementwise kernel::Elementwise {
    input: Map::dense(50, 128, 256),
    output: Map::dense(50, 128, 256),
    in_place: true,
    epilogue: Epilogue::new(&[Stage::Affine, Stage::Prelu]),
}, weights: weights_len);

bench!(copy_into_slice: Elementwise kernel::Elementwise {
    input: Map::dense(10, 256, 512),
    output: slice(256, 512),
    in_place: false,
    epilogue: Epilogue::NONE,
}, weights: weights_len);
