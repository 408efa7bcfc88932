//! Benchmarks of the classifier's last layer at width multiplier 1, with weights of each form, which
//! exceed the first two caches. Throughput counts the bytes of weights and of the constants beside them.

use divan::{Bencher, counter::BytesCount};
use espnet::{
    kernels::{Call, ConstShape, Portion, execute},
    simd::{AnySimd, Simd, SimdTask},
};
use espnet_abi::{
    Isa,
    kernel::{self, Form, Precision},
    layout::Map,
};

fn main() {
    divan::main();
}

/// Instruction sets of this processor.
fn isas() -> impl Iterator<Item = Isa> {
    AnySimd::available().map(AnySimd::isa)
}

/// Bytes of weights that are read before the same weights are read again: more than fit into second-level
/// caches.
const APART: usize = 16 << 20;

/// One call.
struct Forward<'a, P>(Call<'a>, std::marker::PhantomData<P>);

impl<P: ConstShape<Kernel = kernel::Linear>> SimdTask for Forward<'_, P> {
    type Output = ();
    type CodegenUnit = P;

    fn run<S: Simd>(self, simd: S) {
        execute::<P, S>(simd, self.0);
    }
}

fn run<P: ConstShape<Kernel = kernel::Linear>>(bencher: Bencher<'_, '_>, isa: Isa, form: Form) {
    let simd = AnySimd::for_isa(isa).expect("listed as available");
    let kernel::Linear { input, output, .. } = P::SHAPE;
    // Aligned to cache lines as packed weights are, and small both as floats and as integers.
    let floats = P::SHAPE.weights_len().next_multiple_of(16);
    let copies = APART / (floats * size_of::<f32>());
    let mut weights = vec![0.01; copies * floats + 16];
    let first = weights.as_ptr().align_offset(64);
    let weights = &mut weights[first..];
    if let Some(choice) = P::SHAPE.choice() {
        for blob in weights.chunks_exact_mut(floats) {
            blob[choice] = form.bits() as f32;
        }
    }
    let read = P::SHAPE.panels() * P::SHAPE.panel(form) + floats - P::SHAPE.constants();
    let (input, mut output) = (vec![0.01; input.channels], vec![0.0; output.channels]);
    let mut copy = 0;
    bencher.counter(BytesCount::new(read * size_of::<f32>())).bench_local(|| {
        copy = (copy + 1) % copies;
        let call = Call {
            portion: Portion::Whole,
            weights: &weights[copy * floats..][..floats],
            input: &input,
            gate: &[],
            residual: &[],
            next_weights: &[],
            shared: &[],
            output: &mut output,
            scratch: &mut [],
            chunks: 0..P::SHAPE.panels(),
        };
        simd.run(Forward::<P>(call, std::marker::PhantomData));
    });
}

/// Defines the benchmark of one form, under a precision that allows it, for every instruction set.
macro_rules! bench {
    ($name:ident: $weights:expr, $form:expr) => {
        #[divan::bench(args = isas(), sample_count = 500)]
        fn $name(bencher: Bencher<'_, '_>, isa: Isa) {
            struct This;

            impl ConstShape for This {
                type Kernel = kernel::Linear;

                const SHAPE: kernel::Linear = kernel::Linear {
                    input: Map::dense(1024, 1, 1),
                    output: Map::dense(1000, 1, 1),
                    weights: $weights,
                    bias: true,
                };
            }

            run::<This>(bencher, isa, $form);
        }
    };
}

bench!(auto_i16: Precision::Auto, Form::I16);
bench!(auto_i24: Precision::Auto, Form::I24);
bench!(i16: Precision::I16, Form::I16);
bench!(f32: Precision::F32, Form::F32);
