//! A slow version of `Preprocess`, which makes a picture at every step. The tests of this package and
//! the fuzz target for frames compare the fast version with it.

use espnet::image::{
    Fit, Frame, Placement, Preprocessing, Resize, Rgb8, normalise, resize_bilinear,
    resize_bilinear_opencv,
};

/// Converts a frame to the input of a network by way of pictures.
pub fn plain(frame: &Frame<'_>, preprocessing: &Preprocessing, input: [usize; 4]) -> Vec<f32> {
    let [_, channels, height, width] = input;
    let placement =
        Placement::new((frame.width, frame.height), (width, height), preprocessing.fit).unwrap();
    let resized = placement.resized();
    let picture = frame.to_rgb8().unwrap();
    let picture = match preprocessing.resize {
        Resize::Pillow => resize_bilinear(&picture, resized.0, resized.1),
        Resize::OpenCv => resize_bilinear_opencv(&picture, resized.0, resized.1),
    }
    .unwrap();
    let border = match preprocessing.fit {
        Fit::Letterbox(colour) => colour,
        _ => [0; 3],
    };
    let mut bytes = Vec::new();
    for y in 0..height as isize {
        for x in 0..width as isize {
            let (left, top) = placement.offset();
            let inside = usize::try_from(x - left).ok().zip(usize::try_from(y - top).ok());
            let pixel = inside.and_then(|(x, y)| picture.pixel(x, y));
            bytes.extend(pixel.unwrap_or(border));
        }
    }
    let picture = Rgb8::new(width, height, bytes).unwrap();
    normalise(&picture, channels, &preprocessing.normalization).unwrap()
}
