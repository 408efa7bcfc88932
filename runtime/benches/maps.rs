//! The kernels that pool, resize, shuffle and finish maps, at shapes of the networks: the
//! decoder at 1024×512 (ten planes before twenty classes) and the classifier at 224².

use divan::Bencher;
use espnet::{
    kernels::{self, Call, Shape, Step, invoke},
    simd::{AnySimd, Kernel, Simd},
};
use espnet_abi::{
    Isa,
    kernel::{self, Epilogue},
    layout::{Layout, Map},
};

fn main() {
    divan::main();
}

/// Instruction sets of this processor, by name.
fn isas() -> impl Iterator<Item = Isa> {
    AnySimd::available().map(AnySimd::isa)
}

/// Floats that a kernel needs.
#[derive(Default)]
struct Sizes {
    weights: usize,
    input: usize,
    output: usize,
    scratch: usize,
    rows: usize,
}

/// `len` floats that begin at a multiple of 64 bytes, as in the arena, and what lies before them.
fn floats(len: usize) -> (Vec<f32>, usize) {
    let values = (0..len + 16).map(|i| (i % 61) as f32 / 30.0 - 1.0).collect::<Vec<_>>();
    let before = values.as_ptr().align_offset(64);
    (values, before)
}

fn run<K: Step>(bencher: Bencher<'_, '_>, isa: Isa, sizes: Sizes) {
    struct Invoke<'a, K>(Call<'a>, std::marker::PhantomData<K>);

    impl<K: Step> Kernel for Invoke<'_, K> {
        type Output = ();

        fn run<S: Simd>(self, simd: S) {
            invoke::<K, S>(simd, self.0);
        }
    }

    let simd = AnySimd::for_isa(isa).expect("listed as available");
    let (weights, input) = (floats(sizes.weights), floats(sizes.input));
    let (mut output, mut scratch) = (floats(sizes.output), floats(sizes.scratch));
    bencher.bench_local(|| {
        let call = Call {
            weights: &weights.0[weights.1..][..sizes.weights],
            input: &input.0[input.1..][..sizes.input],
            gate: &[],
            residual: &[],
            output: &mut output.0[output.1..][..sizes.output],
            scratch: &mut scratch.0[scratch.1..][..sizes.scratch],
            rows: 0..sizes.rows,
        };
        simd.run(Invoke::<K>(call, std::marker::PhantomData));
    });
}

/// A benchmark of a kernel at a shape, on every instruction set; the shape's floats of weights
/// and of scratch where it has any.
macro_rules! bench {
    ($name:ident: $kernel:ident $shape:expr $(, $size:ident: $method:ident)*) => {
        #[divan::bench(args = isas())]
        fn $name(bencher: Bencher<'_, '_>, isa: Isa) {
            struct P;

            impl Shape<kernel::$kernel> for P {
                const SHAPE: kernel::$kernel = $shape;
            }

            let shape = P::SHAPE;
            let sizes = Sizes {
                input: shape.input.span(),
                output: shape.output.span(),
                rows: shape.output.height,
                ..Sizes::default()
            };
            $(let sizes = Sizes { $size: shape.$method(), ..sizes };)*
            run::<kernels::$kernel<P>>(bencher, isa, sizes);
        }
    };
}

/// A map of the decoder: ten channels within the fifty of a concatenation.
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
    }
}

const BIAS_PRELU: Epilogue = Epilogue { bias: true, prelu: true, ..Epilogue::NONE };

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

bench!(depthwise_pairs: DepthwiseConv2d depthwise(
    Map::dense(128, 64, 128),
    Map::dense(64, 64, 128),
    1,
    Epilogue { bias: true, ..Epilogue::NONE },
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
    epilogue: Epilogue { affine: true, final_prelu: true, ..Epilogue::NONE },
}, weights: weights_len);

bench!(copy_into_slice: Elementwise kernel::Elementwise {
    input: Map::dense(10, 256, 512),
    output: slice(256, 512),
    in_place: false,
    epilogue: Epilogue::NONE,
}, weights: weights_len);
