//! Benchmarks of converting camera frames to a network's input, on one thread.

use divan::Bencher;
use espnet::{
    Isa,
    image::{Frame, PixelFormat, Preprocess, Preprocessing, Resize, Yuv},
    simd::AnySimd,
};

fn main() {
    divan::main();
}

/// Returns the instruction sets of this processor.
fn isas() -> impl Iterator<Item = Isa> {
    AnySimd::available().map(AnySimd::isa)
}

/// Width and height in pixels.
type Size = (usize, usize);

fn run(
    bencher: Bencher<'_, '_>,
    isa: Isa,
    format: PixelFormat,
    from: Size,
    to: Size,
    resize: Resize,
) {
    let (width, height) = from;
    let len = format.frame_bytes(width, height, format.row_bytes(width)).expect("a small frame");
    let bytes: Vec<u8> = (0..len as u64).map(|i| ((i * 2_654_435_761) >> 11) as u8).collect();
    let frame = Frame::new(&bytes, width, height, format).expect("as many bytes as it takes");
    let preprocessing = Preprocessing { resize, ..Preprocessing::IMAGENET };
    let mut preprocess = Preprocess::for_frame(&preprocessing, [1, 3, to.1, to.0], &frame)
        .and_then(|preprocess| preprocess.with_isa(isa))
        .expect("listed as available");
    let mut input = vec![0.0; 3 * to.0 * to.1];
    bencher.bench_local(|| preprocess.run(&frame, &mut input));
}

#[divan::bench(args = isas())]
fn bgr_vga_to_224_opencv(bencher: Bencher<'_, '_>, isa: Isa) {
    run(bencher, isa, PixelFormat::Bgr, (640, 480), (224, 224), Resize::OpenCv);
}

#[divan::bench(args = isas())]
fn bgr_vga_to_224_pillow(bencher: Bencher<'_, '_>, isa: Isa) {
    run(bencher, isa, PixelFormat::Bgr, (640, 480), (224, 224), Resize::Pillow);
}

#[divan::bench(args = isas())]
fn nv12_720p_to_1024x512_opencv(bencher: Bencher<'_, '_>, isa: Isa) {
    run(bencher, isa, PixelFormat::Nv12(Yuv::default()), (1280, 720), (1024, 512), Resize::OpenCv);
}

#[divan::bench(args = isas())]
fn nv12_720p_to_1024x512_pillow(bencher: Bencher<'_, '_>, isa: Isa) {
    run(bencher, isa, PixelFormat::Nv12(Yuv::default()), (1280, 720), (1024, 512), Resize::Pillow);
}
