//! Frames and inputs that are refused, with their messages.

use espnet::image::{Frame, Normalization, PixelFormat, Preprocess, Preprocessing, Yuv};

#[test]
fn a_frame_says_all_that_is_wrong_with_its_bytes() {
    let message = |len: usize, width, height, stride, format| {
        let bytes = vec![0; len];
        let frame = Frame { bytes: &bytes, width, height, stride, format };
        frame.check().unwrap_err().to_string()
    };
    assert_eq!(
        message(20, 5, 3, 10, PixelFormat::Rgb),
        "the frame cannot be read: its stride is 10 bytes, but a row of 5 RGB pixels takes 15; it has \
         20 bytes, but 5×3 RGB pixels (width×height) with a stride of 15 bytes take 45"
    );
    let nv12 = PixelFormat::Nv12(Yuv::default());
    assert_eq!(
        message(29, 5, 3, 6, nv12),
        "the frame cannot be read: it has 29 bytes, but 5×3 NV12 pixels (width×height) with a stride of \
         6 bytes take 30"
    );
    assert_eq!(
        message(0, 2, 2, 18_446_744_073_709_551_615, PixelFormat::Grey),
        "the frame cannot be read: it has 0 bytes, but 2×2 grey pixels (width×height) with a stride of \
         18446744073709551615 bytes take more than memory can hold"
    );
    assert!(message(0, 0, 2, 0, nv12).contains("is empty"));
    assert!(message(0, usize::MAX, 2, 0, nv12).contains("too large"));
    assert!(Frame::new(&[0; 3], 2, 2, PixelFormat::Grey).is_err());
}

/// A frame with exactly the bytes that it needs is accepted; with one byte fewer it is refused.
#[test]
fn the_last_byte_counts() {
    let yuv = Yuv::default();
    for (format, needed) in [
        (PixelFormat::Rgb, 20 * 2 + 15),
        (PixelFormat::Bgra, 20 * 2 + 20),
        (PixelFormat::Grey, 20 * 2 + 5),
        (PixelFormat::Nv12(yuv), 20 * 3 + 20 + 6),
        (PixelFormat::I420(yuv), 20 * 3 + 10 * 3 + 3),
        (PixelFormat::Yuyv(yuv), 20 * 2 + 12),
    ] {
        let bytes = vec![1; needed];
        let frame = Frame { bytes: &bytes, width: 5, height: 3, stride: 20, format };
        assert_eq!(format.frame_bytes(5, 3, 20), Some(needed), "{format}");
        frame.to_rgb8().unwrap();
        let preprocessing = Preprocessing::IMAGENET;
        let mut preprocess = Preprocess::for_frame(&preprocessing, [1, 3, 4, 4], &frame).unwrap();
        let mut input = [0.0; 48];
        preprocess.run(&frame, &mut input).unwrap();
        let short = Frame { bytes: &bytes[1..], ..frame };
        let mut untouched = [5.0; 48];
        assert!(preprocess.run(&short, &mut untouched).is_err(), "{format}");
        assert_eq!(untouched, [5.0; 48]);
    }
}

#[test]
fn another_frame_or_input_is_an_error_that_says_both() {
    let bytes = [0; 48];
    let frame = Frame::new(&bytes, 4, 4, PixelFormat::Rgb).unwrap();
    let mut preprocess =
        Preprocess::for_frame(&Preprocessing::IMAGENET, [1, 3, 2, 2], &frame).unwrap();
    let mut input = [0.0; 12];
    let other = Frame::new(&bytes, 4, 4, PixelFormat::Bgr).unwrap();
    assert_eq!(
        preprocess.run(&other, &mut input).unwrap_err().to_string(),
        "the preprocessing was made for 4×4 RGB pixels (width×height), but got 4×4 BGR pixels \
         (width×height)"
    );
    assert_eq!(
        preprocess.run(&frame, &mut input[..11]).unwrap_err().to_string(),
        "a network's input of shape 3×2×2 needs 12 floats, but got 11"
    );
    preprocess.run(&frame, &mut input).unwrap();
}

#[test]
fn what_no_network_takes_is_refused_all_at_once() {
    let normalization = Normalization { scale: -1.0, ..Normalization::IMAGENET };
    let preprocessing = Preprocessing { normalization, ..Preprocessing::IMAGENET };
    let error = Preprocess::new(&preprocessing, [2, 3, 0, 8], 0, 3, PixelFormat::Rgb).unwrap_err();
    assert_eq!(
        error.to_string(),
        "no network input can be made from the picture: the scale must be finite and above zero, but is \
         -1; a picture is one input, but the network takes 2 at a time; the network's input of 8×0 pixels \
         (width×height) is empty: both sides must be at least 1; a frame of 0×3 pixels (width×height) is \
         empty: both sides must be at least 1"
    );
    let error = Preprocess::new(&Preprocessing::IMAGENET, [1, 4, 8, 8], 3, 3, PixelFormat::Rgb);
    assert!(error.unwrap_err().to_string().contains("takes 4"));
}
