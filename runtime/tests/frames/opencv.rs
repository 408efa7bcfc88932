//! Bytes recorded from OpenCV: conversion of luma and chroma to RGB, and bilinear resize.

use espnet::image::{Frame, PixelFormat, Rgb8, Yuv, resize_bilinear_opencv};

/// Returns bytes by a formula that is easy to write in any language.
fn formula(len: usize) -> Vec<u8> {
    (0..len as u64).map(|i| ((i * 2_654_435_761) >> 11) as u8).collect()
}

/// The 64-bit FNV-1a hash.
fn fnv1a(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x100_0000_01b3)
    })
}

/// Width and height in pixels.
type Size = (usize, usize);

/// Results of OpenCV 5.0's `cvtColor` for [`formula`], with `COLOR_YUV2RGB_NV12`, `_I420` and `_YUY2`:
/// the hash of all bytes, and the pixel at half width and height.
#[test]
fn colours_are_those_of_opencv() {
    let yuv = Yuv::default();
    #[rustfmt::skip]
    let cases: [(PixelFormat, Size, u64, [u8; 3]); 12] = [
        (PixelFormat::Nv12(yuv), (2, 2), 0x38b1f0d81c75e0e8, [255, 161, 255]),
        (PixelFormat::I420(yuv), (2, 2), 0x38b1f0d81c75e0e8, [255, 161, 255]),
        (PixelFormat::Yuyv(yuv), (2, 2), 0x47b04a59ce24d4d9, [178, 136, 251]),
        (PixelFormat::Nv12(yuv), (4, 6), 0x3398a6c7a2f2c431, [195, 0, 0]),
        (PixelFormat::I420(yuv), (4, 6), 0x815039626051d04f, [140, 0, 0]),
        (PixelFormat::Yuyv(yuv), (4, 6), 0x59bd6f8861088b08, [219, 0, 0]),
        (PixelFormat::Nv12(yuv), (64, 48), 0xdcdfb7aff615e2b7, [0, 178, 0]),
        (PixelFormat::I420(yuv), (64, 48), 0xce3d2216f637e678, [210, 0, 0]),
        (PixelFormat::Yuyv(yuv), (64, 48), 0xd74f15f075976557, [0, 180, 0]),
        (PixelFormat::Nv12(yuv), (130, 34), 0xafc857868cad911c, [255, 162, 255]),
        (PixelFormat::I420(yuv), (130, 34), 0xf331b0d739d86928, [206, 184, 255]),
        (PixelFormat::Yuyv(yuv), (130, 34), 0xaad1dd080e2b255f, [179, 136, 251]),
    ];
    for (format, (width, height), hash, middle) in cases {
        let bytes = formula(format.frame_bytes(width, height, format.row_bytes(width)).unwrap());
        let picture = Frame::new(&bytes, width, height, format).unwrap().to_rgb8().unwrap();
        assert_eq!(picture.pixel(width / 2, height / 2), Some(middle), "{format} {width}×{height}");
        assert_eq!(fnv1a(picture.as_bytes()), hash, "{format} {width}×{height}");
    }
}

/// Results of OpenCV 5.0's `resize` with `INTER_LINEAR` for [`formula`]: size before, size after, the
/// hash of all bytes, and the pixel at half width and height.
#[rustfmt::skip]
const RESIZED: [(Size, Size, u64, [u8; 3]); 14] = [
    ((7, 5), (3, 2), 0xfa59ff5e4c6ca525, [111, 94, 77]),
    ((7, 5), (14, 10), 0x263bf9e7b9f459f3, [130, 113, 113]),
    ((64, 48), (17, 13), 0x31b5cec86890a017, [103, 86, 133]),
    ((17, 13), (64, 48), 0xed69490e88afc23d, [77, 90, 74]),
    ((1, 1), (5, 4), 0x4262c90dbed39109, [0, 239, 222]),
    ((9, 9), (1, 1), 0xbba9ee17ca546f11, [33, 16, 255]),
    ((31, 1), (8, 3), 0xd517a02a80c31f3a, [170, 153, 137]),
    ((1, 31), (3, 8), 0x616b3bd35ee29a6c, [170, 153, 137]),
    ((640, 427), (224, 224), 0xf2e71cef3f539e35, [49, 32, 27]),
    ((100, 50), (33, 50), 0xcea4873a1c2530ab, [104, 87, 71]),
    ((5, 300), (6, 7), 0x2a5cd2eaf8898c02, [96, 229, 212]),
    ((300, 200), (299, 201), 0x95208ef9084f69c6, [93, 76, 59]),
    ((640, 480), (320, 240), 0x66498a6757039457, [141, 125, 108]),
    ((2, 2), (101, 97), 0xd07659d8d434f594, [116, 163, 147]),
];

#[test]
fn every_resized_byte_equals_opencv() {
    for (from, (width, height), hash, middle) in RESIZED {
        let picture = Rgb8::new(from.0, from.1, formula(3 * from.0 * from.1)).unwrap();
        let resized = resize_bilinear_opencv(&picture, width, height).unwrap();
        let case = format!("{from:?} to {width}×{height}");
        assert_eq!(resized.pixel(width / 2, height / 2), Some(middle), "{case}");
        assert_eq!(fnv1a(resized.as_bytes()), hash, "{case}");
    }
}

#[test]
fn sizes_that_cannot_be_are_refused() {
    let picture = Rgb8::new(1, 1, vec![1, 2, 3]).unwrap();
    let message =
        |width, height| resize_bilinear_opencv(&picture, width, height).unwrap_err().to_string();
    assert!(message(0, 7).contains("is empty"));
    assert!(message(1 << 14, 1 << 14).contains("too large"));
}
