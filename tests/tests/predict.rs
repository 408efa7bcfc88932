//! The methods of generated code that lead from a picture to a named answer, compared with the same
//! steps one by one.

use espnet::{
    Network,
    image::{
        ColourOrder, Fit, Frame, Normalization, PixelFormat, Predict, Preprocess, Preprocessing,
        Resize, Rgb8, class_mask, top_k,
    },
};
use espnet_compiler::{compile, spec::Overrides};
use espnet_tests::checkpoint;

espnet::espnet! {
    /// A classifier with a second output.
    pub struct Named;
    spec = "specs/tiny.json";
    labels = ["ant", "bee", "cat"];
    weights = "fixtures/tiny.safetensors";
}

espnet::espnet! {
    /// The same without labels.
    pub struct Unnamed;
    spec = "specs/tiny.json";
    weights = "fixtures/tiny.safetensors";
}

espnet::espnet! {
    /// A map of logits, with no default preprocessing.
    pub struct Pictures;
    spec = "specs/pictures.json";
}

espnet::espnet! {
    /// Logits that a resize enlarges, so that the network has masks.
    pub struct Enlarged;
    spec = "specs/enlarged.json";
    labels = ["a", "b", "c", "d", "e"];
}

/// Returns a picture whose colours differ from pixel to pixel.
fn picture(width: usize, height: usize) -> Rgb8 {
    let byte = |i: usize| (i * i * 31 + i * 7) as u8;
    Rgb8::new(width, height, (0..3 * width * height).map(byte).collect()).expect("it is one")
}

fn weights(spec: &str) -> Vec<u8> {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(spec);
    let text = std::fs::read_to_string(path).expect("the spec exists");
    let compiled = compile(&text, &Overrides::default()).expect("it is right");
    checkpoint::random(&compiled.plan, 7)
}

/// Converts a picture to the network's input, by the preprocessing in its constants.
fn input<N: Network>(picture: &Rgb8) -> Vec<f32> {
    let frame = Frame::from(picture);
    let shape = N::INPUT_SHAPE;
    let mut input = vec![0.0; shape.iter().product()];
    let mut preprocess =
        Preprocess::new(&N::PREPROCESSING, shape, frame.width, frame.height, frame.format)
            .expect("the network takes pictures");
    preprocess.run(&frame, &mut input).expect("the input has that length");
    input
}

#[test]
fn constants_say_what_the_spec_says() {
    assert_eq!(<Named as Network>::NAME, "tiny");
    assert_eq!(<Named as Network>::LABELS, ["ant", "bee", "cat"]);
    assert_eq!(<Named as Network>::OUTPUTS, Named::OUTPUT_SHAPES);
    assert_eq!(<Pictures as Network>::OUTPUTS, [("logits", [1, 3, 6, 8])]);
    assert_eq!(Unnamed::LABELS, [""; 0]);
    assert_eq!(Named::PREPROCESSING, Preprocessing::IMAGENET);
    assert_eq!(
        <Pictures as Network>::PREPROCESSING,
        Preprocessing {
            normalization: Normalization {
                mean: [103.5, 116.25, -1.0],
                std: [57.0, 58.0, 59.0],
                order: ColourOrder::Bgr,
                scale: 1.0,
            },
            resize: Resize::OpenCv,
            fit: Fit::Letterbox([114; 3]),
        }
    );
    assert_eq!(Pictures::LABELS, ["sky", "road", "car"]);
}

#[test]
fn classifiers_answer_with_names() {
    let picture = picture(37, 29);
    let (named, unnamed) = (Named::new(), Unnamed::new());
    let mut workspace = Named::workspace();
    let logits = named
        .try_forward(&input::<Named>(&picture), &mut workspace)
        .expect("the input has that length")
        .logits;
    let expected = top_k(logits, 5);
    assert_eq!(expected.len(), 3);
    let answer = named.predict(&picture).expect("it takes pictures");
    assert_eq!(answer.best().len(), 3);
    for (found, expected) in answer.best().iter().zip(&expected) {
        assert_eq!((found.class, found.logit), (expected.class, expected.logit));
        assert_eq!(found.label, Some(["ant", "bee", "cat"][expected.class]));
    }
    let answer = unnamed.predict(&picture).expect("it takes pictures");
    assert_eq!(answer.best()[0].name(), format!("class {}", expected[0].class));
    let mut predictor = named.predictor().with_best(1);
    let answer = predictor.predict(&picture).expect("it takes pictures");
    assert_eq!(answer.best().len(), 1);
}

#[test]
fn segmentation_networks_answer_with_masks_and_names() {
    // The first network computes its mask from logits; the second computes it in place of its logits.
    let picture = picture(50, 20);
    let pictures = Pictures::from_bytes(&weights("specs/pictures.json")).expect("they fit");
    let enlarged = Enlarged::from_bytes(&weights("specs/enlarged.json")).expect("they fit");

    let mut workspace = Pictures::workspace();
    let floats = input::<Pictures>(&picture);
    let logits = pictures.try_forward(&floats, &mut workspace).expect("it has that length");
    let mask = class_mask(logits, 3, 6, 8).expect("it is a map");
    let answer = pictures.predict(&picture).expect("it takes pictures");
    assert_eq!(answer.mask(), &mask);
    let share = answer.legend()[0];
    assert_eq!(share.label, Some(Pictures::LABELS[usize::from(share.class)]));

    let mut workspace = Enlarged::workspace();
    let floats = input::<Enlarged>(&picture);
    let logits = enlarged.try_forward(&floats, &mut workspace).expect("it has that length");
    let mask = class_mask(logits, 5, 121, 133).expect("it is a map");
    let threads = espnet::Threads::new(2).expect("the system has threads");
    let mut predictor = enlarged.predictor().with_threads(threads);
    assert_eq!(predictor.predict(&picture).expect("it takes pictures").mask(), &mask);
    let answer = Predict::predict(&enlarged, &picture).expect("it takes pictures");
    assert_eq!(answer.mask(), &mask);
    assert!(mask.classes().iter().any(|&class| class != mask.classes()[0]));
}

#[test]
fn other_numbers_of_floats_and_other_frames_are_refused() {
    let network = Named::new();
    let mut workspace = Named::workspace();
    let error = network.try_forward(&[0.0; 7], &mut workspace).expect_err("seven are too few");
    let text = error.to_string();
    assert!(text.contains('7') && text.contains("1152"), "{text}");
    let short = Frame { bytes: &[0; 5], width: 2, height: 1, stride: 6, format: PixelFormat::Rgb };
    assert!(network.predict(short).is_err());
}
