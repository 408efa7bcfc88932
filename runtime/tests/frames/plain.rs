//! The fast conversion gives the same bits as the slow one, on every instruction set of this machine.

use espnet::{
    Isa,
    image::{
        ColourOrder, Fit, Frame, Normalization, PixelFormat, Preprocess, Preprocessing, Resize,
        Yuv, YuvMatrix, YuvRange,
    },
};
use proptest::prelude::*;

use super::pictures::plain;

fn yuvs() -> impl Strategy<Value = Yuv> {
    let matrix = prop_oneof![Just(YuvMatrix::Bt601), Just(YuvMatrix::Bt709)];
    let range = prop_oneof![Just(YuvRange::Limited), Just(YuvRange::Full)];
    (matrix, range).prop_map(|(matrix, range)| Yuv { matrix, range })
}

fn formats() -> impl Strategy<Value = PixelFormat> {
    prop_oneof![
        Just(PixelFormat::Rgb),
        Just(PixelFormat::Bgr),
        Just(PixelFormat::Rgba),
        Just(PixelFormat::Bgra),
        Just(PixelFormat::Grey),
        yuvs().prop_map(PixelFormat::Nv12),
        yuvs().prop_map(PixelFormat::I420),
        yuvs().prop_map(PixelFormat::Yuyv),
    ]
}

fn preprocessings() -> impl Strategy<Value = Preprocessing> {
    let order = prop_oneof![Just(ColourOrder::Rgb), Just(ColourOrder::Bgr)];
    let normalization = prop_oneof![
        order.prop_map(|order| Normalization { order, ..Normalization::IMAGENET }),
        Just(Normalization {
            mean: [104.0, 117.0, 123.0],
            std: [1.0; 3],
            order: ColourOrder::Bgr,
            scale: 1.0,
        }),
        // A multiplication in f32 instead of the division would give different bits for these numbers.
        Just(Normalization { std: [1e-40, 3e38, -7.0], ..Normalization::IMAGENET }),
    ];
    let resize = prop_oneof![Just(Resize::Pillow), Just(Resize::OpenCv)];
    let fit = prop_oneof![
        Just(Fit::Stretch),
        any::<[u8; 3]>().prop_map(Fit::Letterbox),
        Just(Fit::CenterCrop),
    ];
    (normalization, resize, fit).prop_map(|(normalization, resize, fit)| Preprocessing {
        normalization,
        resize,
        fit,
    })
}

/// Returns random bytes for a frame with padded rows, and the stride.
fn bytes_of(
    format: PixelFormat,
    (width, height): (usize, usize),
    padding: usize,
    seed: u64,
) -> (Vec<u8>, usize) {
    let stride = format.row_bytes(width) + padding;
    let len = format.frame_bytes(width, height, stride).unwrap();
    let mut state = seed | 1;
    let bytes = (0..len)
        .map(|_| {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            (state >> 56) as u8
        })
        .collect();
    (bytes, stride)
}

fn check(
    format: PixelFormat,
    size: (usize, usize),
    padding: usize,
    preprocessing: Preprocessing,
    input: [usize; 4],
    seed: u64,
) -> Result<(), TestCaseError> {
    let (bytes, stride) = bytes_of(format, size, padding, seed);
    let frame = Frame { bytes: &bytes, width: size.0, height: size.1, stride, format };
    check_frame(&frame, preprocessing, input)
}

fn check_frame(
    frame: &Frame<'_>,
    preprocessing: Preprocessing,
    input: [usize; 4],
) -> Result<(), TestCaseError> {
    let preprocess = match Preprocess::for_frame(&preprocessing, input, frame) {
        Ok(preprocess) => preprocess,
        Err(error) => panic!("{error}"),
    };
    let expected = plain(frame, &preprocessing, input);
    for isa in Isa::ALL {
        let Ok(mut preprocess) = preprocess.clone().with_isa(isa) else { continue };
        // The second run must not depend on the first.
        for start in [f32::NAN, 7.0] {
            let mut made = vec![start; expected.len()];
            preprocess.run(frame, &mut made).unwrap();
            let differing =
                made.iter().zip(&expected).position(|(a, b)| a.to_bits() != b.to_bits());
            let kind = (frame.width, frame.height, frame.format);
            prop_assert_eq!(differing, None, "{} {:?} {:?} {:?}", isa, kind, preprocessing, input);
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn small_frames_give_the_bits_of_pictures(
        format in formats(),
        size in (1_usize..48, 1_usize..48),
        padding in 0_usize..9,
        preprocessing in preprocessings(),
        channels in prop_oneof![Just(1_usize), Just(3)],
        to in (1_usize..40, 1_usize..40),
        seed: u64,
    ) {
        check(format, size, padding, preprocessing, [1, channels, to.1, to.0], seed)?;
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn frames_of_cameras_give_the_bits_of_pictures(
        format in formats(),
        size in (100_usize..700, 100_usize..500),
        padding in 0_usize..70,
        preprocessing in preprocessings(),
        to in (16_usize..260, 16_usize..260),
        seed: u64,
    ) {
        check(format, size, padding, preprocessing, [1, 3, to.1, to.0], seed)?;
    }
}

#[test]
fn usual_sizes_give_the_bits_of_pictures() {
    let yuv = Yuv::default();
    for (format, size, to) in [
        (PixelFormat::Bgr, (640, 480), (224, 224)),
        (PixelFormat::Rgb, (480, 640), (224, 224)),
        (PixelFormat::Rgba, (1920, 1080), (224, 224)),
        (PixelFormat::Grey, (1920, 108), (96, 96)),
        (PixelFormat::Nv12(yuv), (1280, 720), (512, 256)),
        (PixelFormat::Yuyv(yuv), (720, 1280), (224, 224)),
        (PixelFormat::I420(yuv), (224, 224), (224, 224)),
        (PixelFormat::Bgr, (256, 128), (512, 256)),
        // Neighbours that just fit into a window of 16 bytes, and neighbours that just do not.
        (PixelFormat::Rgb, (960, 40), (320, 16)),
        (PixelFormat::Rgb, (1000, 40), (320, 16)),
        (PixelFormat::Bgra, (640, 40), (320, 16)),
        (PixelFormat::Bgra, (700, 40), (320, 16)),
        (PixelFormat::Grey, (2000, 40), (131, 16)),
        (PixelFormat::Rgb, (4000, 3), (5, 7)),
        (PixelFormat::Rgb, (3, 4000), (7, 5)),
    ] {
        for resize in [Resize::Pillow, Resize::OpenCv] {
            for fit in [Fit::Stretch, Fit::Letterbox([1, 2, 3]), Fit::CenterCrop] {
                let preprocessing = Preprocessing { resize, fit, ..Preprocessing::IMAGENET };
                let input = [1, 3, to.1, to.0];
                check(format, size, 5, preprocessing, input, 3).unwrap();
            }
        }
    }
}

/// Pictures that are all black or all white, whose sums reach their bounds.
#[test]
fn extremes_give_the_bits_of_pictures() {
    for value in [0, 255] {
        let bytes = vec![value; 3 * 301 * 203];
        let frame = Frame::new(&bytes, 301, 203, PixelFormat::Bgr).unwrap();
        for resize in [Resize::Pillow, Resize::OpenCv] {
            for side in [7, 100, 400] {
                let preprocessing = Preprocessing { resize, ..Preprocessing::IMAGENET };
                check_frame(&frame, preprocessing, [1, 3, side, side]).unwrap();
            }
        }
    }
}

/// Every pair of U and V, and every luma, by each formula.
#[test]
fn all_colours_give_the_bits_of_pictures() {
    let side = 512;
    let luma = (0..side * side).map(|i| ((i * 7 + i / side * 31) % 256) as u8);
    let chroma = (0..side / 2).flat_map(|v| (0..side / 2).flat_map(move |u| [u as u8, v as u8]));
    let bytes: Vec<u8> = luma.chain(chroma).collect();
    for matrix in [YuvMatrix::Bt601, YuvMatrix::Bt709] {
        for range in [YuvRange::Limited, YuvRange::Full] {
            let format = PixelFormat::Nv12(Yuv { matrix, range });
            let frame = Frame::new(&bytes, side, side, format).unwrap();
            check_frame(&frame, Preprocessing::IMAGENET, [1, 3, side, side]).unwrap();
        }
    }
}

/// The frame is so wide that the rounded weights of a pixel sum up to much more than one; bytes above 255
/// become 255.
#[test]
fn sums_above_a_byte_give_the_bits_of_pictures() {
    let width = 5_400_000;
    let bytes: Vec<u8> = (0..2 * width).map(|i| if i < width { 255 } else { 0 }).collect();
    let frame = Frame::new(&bytes, width, 2, PixelFormat::Grey).unwrap();
    check_frame(&frame, Preprocessing::IMAGENET, [1, 3, 3, 1]).unwrap();
}
