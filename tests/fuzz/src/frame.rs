//! Frames of any format, size, stride and bytes are either refused with a readable error, or converted
//! to the same input as by the slow version, on every instruction set.

use espnet::{
    Isa,
    image::{
        ColourOrder, Fit, Frame, Mask, Normalization, PixelFormat, Preprocess, Preprocessing,
        Resize, Yuv, YuvMatrix, YuvRange,
    },
};

use crate::assert_readable;

#[path = "../../../runtime/tests/frames/pictures.rs"]
mod pictures;

/// Largest number of pixels, of the frame and after resizing; the slow version would take too long for
/// more.
const MAX_PIXELS: usize = 1 << 16;

/// Number of leading bytes that determine the frame's fields.
const CHOICES: usize = 16;

/// Reads a format, sizes, a stride, a preprocessing and the frame's bytes from `data`.
pub fn frame(data: &[u8]) -> bool {
    let Some((&choices, bytes)) = data.split_first_chunk::<CHOICES>() else { return false };
    let [format, yuv, width_low, width_high, height_low, height_high, rest @ ..] = choices;
    let [stride, far, settings, colour, across, down, channels, repeated, ..] = rest;
    let format = pixel_format(format, yuv);
    let side = |low: u8, high: u8| usize::from(u16::from_le_bytes([low, high]));
    let (width, height) = (side(width_low, width_high), side(height_low, height_high));
    // The stride is near the bytes of a row, or arbitrary.
    let stride = match far {
        255 => usize::MAX - usize::from(stride),
        _ => (format.row_bytes(width) + usize::from(stride)).saturating_sub(usize::from(far)),
    };
    // Repeated bytes let a short input make a large frame.
    let repeated = bytes.repeat(usize::from(repeated));
    let bytes = if repeated.is_empty() { bytes } else { &repeated };
    let frame = Frame { bytes, width, height, stride, format };
    let input = [1, usize::from(channels % 4), usize::from(down), usize::from(across)];
    let preprocessing = preprocessing(settings, colour);

    let checked = frame.check();
    if let Err(error) = &checked {
        assert_readable(&error.to_string());
        assert!(frame.to_rgb8().is_err());
    }
    let mut preprocess = match Preprocess::for_frame(&preprocessing, input, &frame) {
        Ok(preprocess) => preprocess,
        Err(error) => {
            assert_readable(&error.to_string());
            return false;
        }
    };
    let mut made = vec![f32::NAN; input.iter().product()];
    if checked.is_err() {
        assert!(preprocess.run(&frame, &mut made).is_err());
        assert!(made.iter().all(|x| x.is_nan()), "a refused frame has written");
        return false;
    }
    let placement = preprocess.placement();
    let resized = placement.resized().0 * placement.resized().1;
    if width * height > MAX_PIXELS || resized > MAX_PIXELS {
        preprocess.run(&frame, &mut made).expect("the frame has been checked");
        return true;
    }
    let expected = pictures::plain(&frame, &preprocessing, input);
    for isa in Isa::ALL {
        let Ok(mut preprocess) = preprocess.clone().with_isa(isa) else { continue };
        made.fill(f32::NAN);
        preprocess.run(&frame, &mut made).expect("the frame has been checked");
        let same = made.iter().zip(&expected).all(|(a, b)| a.to_bits() == b.to_bits());
        assert!(same, "another input on {isa}: {frame:?} {preprocessing:?} {input:?}");
    }
    let mask = Mask::new(input[3], input[2], vec![7; input[2] * input[3]]).expect("a small mask");
    let whole = placement.mask_to_frame(&mask);
    assert_eq!((whole.width(), whole.height()), (width, height));
    true
}

fn pixel_format(format: u8, yuv: u8) -> PixelFormat {
    let yuv = Yuv {
        matrix: if yuv & 1 == 0 { YuvMatrix::Bt601 } else { YuvMatrix::Bt709 },
        range: if yuv & 2 == 0 { YuvRange::Limited } else { YuvRange::Full },
    };
    match format % 8 {
        0 => PixelFormat::Rgb,
        1 => PixelFormat::Bgr,
        2 => PixelFormat::Rgba,
        3 => PixelFormat::Bgra,
        4 => PixelFormat::Grey,
        5 => PixelFormat::Nv12(yuv),
        6 => PixelFormat::I420(yuv),
        _ => PixelFormat::Yuyv(yuv),
    }
}

fn preprocessing(settings: u8, colour: u8) -> Preprocessing {
    let caffe =
        Normalization { order: ColourOrder::Bgr, scale: 1.0, ..Normalization::uniform(104.0, 2.0) };
    Preprocessing {
        normalization: if settings & 1 == 0 { Normalization::IMAGENET } else { caffe },
        resize: if settings & 2 == 0 { Resize::Pillow } else { Resize::OpenCv },
        fit: match settings / 4 % 3 {
            0 => Fit::Stretch,
            1 => Fit::Letterbox([colour, colour.wrapping_mul(3), 114]),
            _ => Fit::CenterCrop,
        },
    }
}
