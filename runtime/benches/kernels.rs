//! Benchmarks of the convolution kernels at shapes of the classifier at 224×224, for width multipliers 1 and
//! 2. Throughput counts multiplications.

use divan::{Bencher, counter::ItemsCount};
use espnet::{
    kernels::{Call, ConstShape, Portion, Specialised, execute},
    simd::{AnySimd, Simd, SimdTask},
};
use espnet_abi::{
    Isa,
    kernel::{self, Epilogue, Residual, Stage},
    layout::{Dilations, Layout, Map},
};

fn main() {
    divan::main();
}

/// Instruction sets of this processor.
fn isas() -> impl Iterator<Item = Isa> {
    AnySimd::available().map(AnySimd::isa)
}

/// `len` floats, aligned as arenas are. They are small: a unit that runs in place many times hardly changes
/// its map, and no number becomes denormal.
struct Floats {
    all: Vec<f32>,
    first: usize,
}

impl Floats {
    fn new(len: usize) -> Self {
        let all =
            (0..len + 16).map(|i| ((i * 37 % 127) as f32 - 63.0) / 6300.0).collect::<Vec<_>>();
        let first = all.as_ptr().align_offset(64);
        Floats { all, first }
    }

    fn get(&mut self) -> &mut [f32] {
        &mut self.all[self.first..]
    }
}

/// The numbers of floats that a shape needs.
#[derive(Default)]
struct Sizes {
    weights: usize,
    input: usize,
    image: usize,
    output: usize,
    scratch: usize,
    chunks: usize,
    multiplications: usize,
}

fn run<P: ConstShape>(bencher: Bencher<'_, '_>, isa: Isa, sizes: Sizes) {
    struct Invoke<'a, P>(Call<'a>, std::marker::PhantomData<P>);

    impl<P: ConstShape> SimdTask for Invoke<'_, P> {
        type Output = ();
        type CodegenUnit = P;

        fn run<S: Simd>(self, simd: S) {
            execute::<P, S>(simd, self.0);
        }
    }

    let simd = AnySimd::for_isa(isa).expect("listed as available");
    let (mut weights, mut input) = (Floats::new(sizes.weights), Floats::new(sizes.input));
    let mut image = Floats::new(sizes.image);
    let (mut output, mut scratch) = (Floats::new(sizes.output), Floats::new(sizes.scratch));
    bencher.counter(ItemsCount::new(sizes.multiplications)).bench_local(|| {
        let call = Call {
            portion: Portion::Whole,
            weights: weights.get(),
            input: input.get(),
            gate: &[],
            residual: image.get(),
            next_weights: &[],
            shared: &[],
            output: output.get(),
            scratch: scratch.get(),
            chunks: 0..sizes.chunks,
        };
        simd.run(Invoke::<P>(call, std::marker::PhantomData));
    });
}

/// A convolution's bias and PReLU.
const ACTIVATED: Epilogue = Epilogue::new(&[Stage::Bias, Stage::Prelu]);

/// A benchmark of a kernel, for every instruction set.
macro_rules! bench {
    ($name:ident: $kernel:ident, $shape:expr, $multiplications:expr, $scratch:expr) => {
        bench!($name: $kernel, $shape, $multiplications, $scratch, |_| 0);
    };
    ($name:ident: $kernel:ident, $shape:expr, $multiplications:expr, $scratch:expr, $image:expr) => {
        bench!($name: $kernel, $shape, $multiplications, $scratch, $image, |shape| {
            (shape.input, shape.output)
        });
    };
    (
        $name:ident: $kernel:ident, $shape:expr, $multiplications:expr, $scratch:expr, $image:expr,
        |$of:ident| $maps:expr
    ) => {
        #[divan::bench(args = isas())]
        fn $name(bencher: Bencher<'_, '_>, isa: Isa) {
            struct This;

            impl ConstShape for This {
                type Kernel = kernel::$kernel;

                const SHAPE: kernel::$kernel = $shape;
            }

            let shape = This::SHAPE;
            let (input, output): (Map, Map) = {
                let $of = shape;
                $maps
            };
            let sizes = Sizes {
                weights: shape.weights_len(),
                input: input.channels * input.pixels(),
                image: $image(&shape),
                output: output.span(),
                scratch: $scratch(&shape),
                chunks: <kernel::$kernel as Specialised<This>>::PARTITION.chunks,
                multiplications: $multiplications(&shape),
            };
            run::<This>(bencher, isa, sizes);
        }
    };
}

fn none(_: &kernel::Pointwise) -> usize {
    0
}

fn point(shape: &kernel::Pointwise) -> usize {
    shape.input.pixels() * shape.input.channels * shape.output.channels / shape.groups
}

fn fusion(shape: &kernel::Hff) -> usize {
    shape.output.channels * shape.output.pixels() * 9
}

fn whole(shape: &kernel::EespUnit) -> usize {
    point(&shape.project()) + fusion(&shape.hff()) + point(&shape.expand())
}

fn strided(shape: &kernel::StridedEespUnit) -> usize {
    let shortcut = shape.shortcut().map_or(0, |shortcut| point(&shortcut));
    point(&shape.project()) + fusion(&shape.hff()) + point(&shape.expand()) + shortcut
}

fn dense(shape: &kernel::Conv2d) -> usize {
    let taps = shape.kernel * shape.kernel;
    shape.output.pixels() * shape.output.channels * shape.input.channels * taps / shape.groups
}

const fn unit(
    channels: usize,
    (height, width): (usize, usize),
    dilations: &[u8],
    band: usize,
) -> kernel::EespUnit {
    let map = Map::dense(channels, height, width);
    kernel::EespUnit {
        input: map,
        output: map,
        dilations: Dilations::new(dilations),
        residual: Residual::InPlace,
        band,
    }
}

/// A strided unit with the shortcut from the image.
const fn down(
    (channels, outputs): (usize, usize),
    (height, width): (usize, usize),
    dilations: &[u8],
    band: usize,
) -> kernel::StridedEespUnit {
    kernel::StridedEespUnit {
        input: Map::dense(channels, height, width),
        output: Map::dense(outputs, height / 2, width / 2),
        dilations: Dilations::new(dilations),
        image: Some(Map::dense(3, height / 2, width / 2)),
        interleaved: false,
        band,
    }
}

fn image(shape: &kernel::StridedEespUnit) -> usize {
    shape.image.map_or(0, |image| image.span())
}

/// Benchmarks of strided units, with the band height that the compiler chooses.
macro_rules! bench_down {
    ($($name:ident: $channels:expr, $size:expr, $dilations:expr, $band:expr;)+) => {
        $(bench!(
            $name: StridedEespUnit,
            down($channels, $size, $dilations, $band),
            strided,
            kernel::StridedEespUnit::scratch_len,
            image
        );)+
    };
}

/// Dilations of levels 3, 4 and 5.
const LEVELS: [&[u8]; 3] = [&[1, 2, 3, 4], &[1, 1, 2, 3], &[1, 1, 1, 2]];

mod s05 {
    //! Width multiplier 0.5.
    use super::*;

    bench_down! {
        level2_0: (16, 32), (112, 112), LEVELS[0], 1;
        level3_0: (32, 64), (56, 56), LEVELS[0], 1;
    }
}

mod s1 {
    //! Width multiplier 1.
    use super::*;

    bench_down! {
        level2_0: (32, 64), (112, 112), LEVELS[0], 1;
        level3_0: (64, 128), (56, 56), LEVELS[0], 1;
        level4_0: (128, 256), (28, 28), LEVELS[0], 2;
        level5_0: (256, 512), (14, 14), LEVELS[1], 7;
    }

    const UNITS: [kernel::EespUnit; 3] = [
        unit(128, (28, 28), LEVELS[0], 1),
        unit(256, (14, 14), LEVELS[1], 7),
        unit(512, (7, 7), LEVELS[2], 7),
    ];

    bench!(level3_unit: EespUnit, UNITS[0], whole, kernel::EespUnit::scratch_len);
    bench!(level4_unit: EespUnit, UNITS[1], whole, kernel::EespUnit::scratch_len);
    bench!(level5_unit: EespUnit, UNITS[2], whole, kernel::EespUnit::scratch_len);
    bench!(level3_project: Pointwise, UNITS[0].project(), point, none);
    bench!(level4_project: Pointwise, UNITS[1].project(), point, none);
    bench!(level5_project: Pointwise, UNITS[2].project(), point, none);
    bench!(level3_hff: Hff, UNITS[0].hff(), fusion, kernel::Hff::scratch_len);
    bench!(level4_hff: Hff, UNITS[1].hff(), fusion, kernel::Hff::scratch_len);
    bench!(level5_hff: Hff, UNITS[2].hff(), fusion, kernel::Hff::scratch_len);
    bench!(level3_expand: Pointwise, UNITS[0].expand(), point, none);
    bench!(level4_expand: Pointwise, UNITS[1].expand(), point, none);
    bench!(level5_expand: Pointwise, UNITS[2].expand(), point, none);

    // Projections of the strided units.
    const fn reduce(channels: usize, side: usize, outputs: usize) -> kernel::Pointwise {
        kernel::Pointwise {
            input: Map::dense(channels, side, side),
            output: Map::dense(outputs, side, side),
            groups: 4,
            epilogue: ACTIVATED,
        }
    }

    bench!(level2_0_project: Pointwise, reduce(32, 112, 8), point, none);
    bench!(level3_0_project: Pointwise, reduce(64, 56, 16), point, none);
    bench!(level4_0_project: Pointwise, reduce(128, 28, 32), point, none);
    bench!(level5_0_project: Pointwise, reduce(256, 14, 64), point, none);

    bench!(
        level2_0_hff: Hff,
        kernel::Hff {
            input: Map::dense(8, 112, 112),
            output: Map::dense(32, 56, 56),
            dilations: Dilations::new(LEVELS[0]),
            stride: 2,
        },
        fusion,
        kernel::Hff::scratch_len
    );

    const STEM: kernel::Conv2d = kernel::Conv2d {
        input: Map::dense(3, 224, 224),
        layout: Layout::Nchw,
        output: Map::dense(32, 112, 112),
        groups: 1,
        kernel: 3,
        stride: 2,
        padding: 1,
        dilation: 1,
        interleaved: false,
        epilogue: ACTIVATED,
    };

    bench!(stem: Conv2d, STEM, dense, kernel::Conv2d::scratch_len);
    bench!(
        stem_and_wide_level2_0: StemUnit,
        kernel::StemUnit::new(STEM, down((32, 128), (112, 112), LEVELS[0], 1))
            .interleaved_where_faster(),
        |both: &kernel::StemUnit| dense(&both.stem) + strided(&both.unit),
        kernel::StemUnit::scratch_len,
        |both: &kernel::StemUnit| image(&both.unit),
        |both| (both.stem.input, both.output())
    );
    bench!(
        stem_and_level2_0: StemUnit,
        kernel::StemUnit::new(STEM, down((32, 64), (112, 112), LEVELS[0], 1))
            .interleaved_where_faster(),
        |both: &kernel::StemUnit| dense(&both.stem) + strided(&both.unit),
        kernel::StemUnit::scratch_len,
        |both: &kernel::StemUnit| image(&both.unit),
        |both| (both.stem.input, both.output())
    );

    bench!(
        level5_4: Pointwise,
        kernel::Pointwise {
            input: Map::dense(512, 7, 7),
            output: Map::dense(1024, 7, 7),
            groups: 4,
            epilogue: ACTIVATED,
        },
        point,
        none
    );

    bench!(
        head: Head,
        {
            let made = Map::dense(512, 7, 7);
            kernel::Head {
                depthwise: kernel::Hff {
                    input: made,
                    output: made,
                    dilations: Dilations::new(&[1]),
                    stride: 1,
                },
                pointwise: kernel::Pointwise {
                    input: made,
                    output: Map::dense(1024, 7, 7),
                    groups: 4,
                    epilogue: ACTIVATED,
                },
            }
        },
        |head: &kernel::Head| fusion(&head.depthwise) + point(&head.pointwise),
        kernel::Head::scratch_len,
        |_| 0,
        |head| (head.depthwise.input, head.output())
    );

    bench!(
        classifier: Pointwise,
        kernel::Pointwise {
            input: Map::dense(1024, 1, 1),
            output: Map::dense(1000, 1, 1),
            groups: 1,
            epilogue: Epilogue::new(&[Stage::Bias]),
        },
        point,
        none
    );
}

mod city {
    //! Width multiplier 2 at 1024×512.
    use super::*;

    bench_down! {
        level2_0: (32, 128), (256, 512), LEVELS[0], 1;
        level3_0: (128, 256), (128, 256), LEVELS[0], 1;
    }

    const UNITS: [kernel::EespUnit; 2] =
        [unit(256, (64, 128), LEVELS[0], 1), unit(512, (32, 64), LEVELS[1], 1)];

    bench!(level3_unit: EespUnit, UNITS[0], whole, kernel::EespUnit::scratch_len);
    bench!(level4_unit: EespUnit, UNITS[1], whole, kernel::EespUnit::scratch_len);
}

mod decoder {
    //! Transposed convolutions of ESPNet's decoder at 1024×512, and 1×1 convolutions with as many
    //! multiplications and outputs, in whose speed they are meant to be.
    use super::*;

    fn transposed(shape: &kernel::ConvTranspose2d) -> usize {
        shape.output.pixels() * shape.output.channels * shape.input.channels
    }

    fn no_scratch(_: &kernel::ConvTranspose2d) -> usize {
        0
    }

    /// From 20 to 20 channels, twice the size. The output has `stride` floats from pixel to pixel.
    const fn twice(height: usize, width: usize, stride: usize) -> kernel::ConvTranspose2d {
        let output = Map { channels: 20, height: 2 * height, width: 2 * width, stride };
        kernel::ConvTranspose2d::new(Map::dense(20, height, width), output).kernel(2)
    }

    /// From 20 to 80 channels.
    const fn four_times(height: usize, width: usize) -> kernel::Pointwise {
        kernel::Pointwise::new(Map::dense(20, height, width), Map::dense(80, height, width))
    }

    bench!(classifier: ConvTranspose2d, twice(256, 512, 20), transposed, no_scratch);
    bench!(classifier_pointwise: Pointwise, four_times(256, 512), point, none);
    bench!(up_l3: ConvTranspose2d, twice(64, 128, 20), transposed, no_scratch);
    bench!(up_l3_in_concat: ConvTranspose2d, twice(64, 128, 40), transposed, no_scratch);
    bench!(up_l3_pointwise: Pointwise, four_times(64, 128), point, none);
}

mod s2 {
    //! Width multiplier 2.
    use super::*;

    bench_down! {
        level2_0: (32, 128), (112, 112), LEVELS[0], 1;
        level3_0: (128, 256), (56, 56), LEVELS[0], 1;
        level4_0: (256, 512), (28, 28), LEVELS[0], 5;
    }

    const UNITS: [kernel::EespUnit; 3] = [
        unit(256, (28, 28), LEVELS[0], 1),
        unit(512, (14, 14), LEVELS[1], 7),
        unit(1024, (7, 7), LEVELS[2], 7),
    ];

    bench!(level3_unit: EespUnit, UNITS[0], whole, kernel::EespUnit::scratch_len);
    bench!(level4_unit: EespUnit, UNITS[1], whole, kernel::EespUnit::scratch_len);
    bench!(level5_unit: EespUnit, UNITS[2], whole, kernel::EespUnit::scratch_len);
}
