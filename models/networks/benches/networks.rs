//! Benchmarks of the ready-made networks whose features are on: forward passes on one thread and on two,
//! on usual and on denormal inputs, and loading a checkpoint.

use divan::Bencher;
use espnet::{Network, Threads};

fn main() {
    divan::main();
}

/// Returns varied numbers that are not denormal.
fn usual(i: usize) -> f32 {
    (i * 37 % 127) as f32 / 63.0 - 1.0
}

/// Returns denormal numbers, which make processors slow unless they are set to treat them as zero.
fn denormal(i: usize) -> f32 {
    f32::from_bits(1 + i as u32 % 1000)
}

fn forward<N: Network>(bencher: Bencher<'_, '_>, network: &N, input: &N::Input, threads: usize) {
    let mut workspace = N::workspace();
    let mut threads = Threads::new(threads).expect("the system has threads");
    bencher.bench_local(|| {
        drop(network.forward_with_threads(input, &mut workspace, &mut threads));
    });
}

/// Defines the benchmarks of each network.
macro_rules! bench {
    ($($feature:literal $module:ident: $network:ident, $spec:literal, $width:literal, $classes:literal;)*) => {$(
        #[cfg(feature = $feature)]
        mod $module {
            use espnet_compiler::{compile, random::random_checkpoint, spec::Overrides};
            use espnet_networks::$network as Net;

            use super::*;

            fn checkpoint() -> Vec<u8> {
                let [_, channels, height, width] = Net::INPUT_SHAPE.map(Some);
                let overrides = Overrides {
                    width_multiplier: Some($width),
                    classes: Some($classes),
                    channels,
                    height,
                    width,
                    ..Overrides::default()
                };
                let spec = espnet_models::specs::named($spec).expect("it is shipped");
                let plan = compile(spec, &overrides).expect("the spec is right").plan;
                let tensors = random_checkpoint(&plan, 0);
                let tensors = tensors.iter().map(|(name, tensor)| (name.as_str(), tensor));
                espnet::checkpoint::write_safetensors(tensors).expect("names are distinct")
            }

            fn network() -> Net {
                Net::from_bytes(&checkpoint()).expect("the weights are the network's")
            }

            fn input(number: fn(usize) -> f32) -> Box<[f32; Net::INPUT_LEN]> {
                let numbers: Vec<f32> = (0..Net::INPUT_LEN).map(number).collect();
                numbers.try_into().expect("of that length")
            }

            #[divan::bench(args = [1, 2])]
            fn usual_numbers(bencher: Bencher<'_, '_>, threads: usize) {
                forward(bencher, &network(), &input(usual), threads);
            }

            #[divan::bench]
            fn denormal_numbers(bencher: Bencher<'_, '_>) {
                forward(bencher, &network(), &input(denormal), 1);
            }

            #[divan::bench(sample_count = 10, sample_size = 1)]
            fn loading(bencher: Bencher<'_, '_>) {
                let bytes = checkpoint();
                bencher.bench_local(|| Net::from_bytes(&bytes).expect("as above"));
            }
        }
    )*};
}

bench! {
    "classifier-0-5" classifier_0_5: ClassifierX0_5, "espnetv2", 0.5, 1000;
    "classifier-1-0" classifier_1_0: ClassifierX1_0, "espnetv2", 1.0, 1000;
    "classifier-2-0" classifier_2_0: ClassifierX2_0, "espnetv2", 2.0, 1000;
    "pascal-voc-1-0" pascal_voc_1_0: PascalVocX1_0, "espnetv2_seg", 1.0, 21;
    "cityscapes-2-0" cityscapes_2_0: CityscapesX2_0, "espnetv2_seg", 2.0, 20;
}
