//! Benchmarks of post-processing at the size of the largest network: 512×512 pixels, the classes of COCO.

use divan::Bencher;
use espnet::{
    Isa,
    detection::{HeapMemory, Outputs, PostProcessing, Room},
    simd::AnySimd,
};

fn main() {
    divan::main();
}

#[path = "../tests/detection/ssd.rs"]
mod ssd;

/// Instruction sets of this processor, by name.
fn isas() -> impl Iterator<Item = Isa> {
    AnySimd::available().map(AnySimd::isa)
}

const CLASSES: usize = 81;

/// Pseudo-random numbers from −1 to 1.
fn noise() -> impl Iterator<Item = f32> {
    let mut state = 1_u64;
    std::iter::repeat_with(move || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        (state >> 40) as f32 / (1 << 23) as f32 - 1.0
    })
}

/// Runs post-processing on priors whose background is `background` above the other classes, except for every
/// `objects`-th one, in which one class is as far above the background.
fn run(
    bencher: Bencher<'_, '_>,
    isa: Isa,
    settings: PostProcessing,
    background: f32,
    objects: usize,
) {
    let priors: Vec<[f32; 4]> = ssd::priors([512, 512]);
    let mut numbers = noise();
    let mut confidences: Vec<f32> = numbers.by_ref().take(priors.len() * CLASSES).collect();
    for (prior, logits) in confidences.chunks_exact_mut(CLASSES).enumerate() {
        logits[0] += background;
        if prior % objects == 0 {
            logits[1 + prior / objects % (CLASSES - 1)] += 2.0 * background;
        }
    }
    let locations: Vec<f32> = numbers.take(4 * priors.len()).collect();
    let simd = AnySimd::for_isa(isa).expect("listed as available");
    let outputs =
        Outputs::new(CLASSES, &confidences, &locations, priors.as_slice()).expect("as many floats");
    let mut memory = HeapMemory::new(Room::new(priors.len(), CLASSES, settings.top_k));
    bencher.bench_local(|| settings.run(simd, &outputs, memory.buffers()).map(<[_]>::len));
}

/// A picture: a hundred priors with an object, at the threshold for pictures.
#[divan::bench(args = isas())]
fn hundred_candidates(bencher: Bencher<'_, '_>, isa: Isa) {
    run(bencher, isa, PostProcessing::PICTURES, 10.0, 327);
}

/// Every prior is a candidate of every class.
#[divan::bench(args = isas(), sample_count = 20)]
fn all_are_candidates(bencher: Bencher<'_, '_>, isa: Isa) {
    let settings = PostProcessing { score_threshold: 0.0, ..PostProcessing::PICTURES };
    run(bencher, isa, settings, 0.0, usize::MAX);
}

/// Every prior is a candidate, and no class has as many detections as would end its search: a hard case.
#[divan::bench(args = isas(), sample_count = 20)]
fn all_are_compared(bencher: Bencher<'_, '_>, isa: Isa) {
    let settings =
        PostProcessing { score_threshold: 0.0, iou_threshold: 0.05, ..PostProcessing::PICTURES };
    run(bencher, isa, settings, 0.0, usize::MAX);
}
