//! OpenCV's resize on the reference vectors, if these are beside the project.

use espnet::image::{
    Frame, PixelFormat, Preprocess, Preprocessing, Resize, Rgb8, resize_bilinear_opencv,
};
use safetensors::SafeTensors;

#[path = "../../../tests/src/reference.rs"]
mod shared;

/// Reads a picture from H×W×3 bytes.
fn picture(tensors: &SafeTensors<'_>, name: &str) -> Rgb8 {
    let tensor = tensors.tensor(name).unwrap();
    let [height, width, 3] = *tensor.shape() else { panic!("{name} is no picture") };
    Rgb8::new(width, height, tensor.data().to_vec()).unwrap()
}

#[test]
fn reference_vectors_are_met_bit_for_bit() {
    let Some(folder) = shared::folder() else { return };
    let bytes = std::fs::read(folder.join("det/resize.safetensors")).unwrap();
    let tensors = SafeTensors::deserialize(&bytes).unwrap();
    for case in 0..6 {
        let source = picture(&tensors, &format!("source_{case}"));
        let expected = picture(&tensors, &format!("resized_{case}"));
        let (width, height) = (expected.width(), expected.height());
        let resized = resize_bilinear_opencv(&source, width, height).unwrap();
        assert!(resized == expected, "case {case}");

        let bgr: Vec<u8> = source.pixels().iter().flat_map(|[r, g, b]| [*b, *g, *r]).collect();
        let frame = Frame::new(&bgr, source.width(), source.height(), PixelFormat::Bgr).unwrap();
        let preprocessing = Preprocessing { resize: Resize::OpenCv, ..Preprocessing::IMAGENET };
        let mut preprocess =
            Preprocess::for_frame(&preprocessing, [1, 3, height, width], &frame).unwrap();
        let mut input = vec![0.0; 3 * height * width];
        preprocess.run(&frame, &mut input).unwrap();
        let expected =
            espnet::image::normalise(&expected, 3, &preprocessing.normalization).unwrap();
        assert!(input == expected, "case {case}");
    }
}
