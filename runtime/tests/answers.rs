//! Named answers about frames, and the mapping back to the frame.

use espnet::{
    LengthError, Network, Threads,
    image::{
        Classification, ColourOrder, Fit, Frame, ImageError, Mask, Normalization, PixelFormat,
        Placement, Predict, Predictor, Preprocessing, Resize, Rgb8, Segmentation, UNSEEN,
        class_mask, top_k,
    },
};
use proptest::prelude::*;

/// A network that returns its input; its constants depend on `LETTERBOX`.
struct Echo<const LETTERBOX: bool>;

impl<const LETTERBOX: bool> Network for Echo<LETTERBOX> {
    const NAME: &'static str = "echo";
    const INPUT_SHAPE: [usize; 4] = [1, 3, 8, 8];
    const OUTPUTS: &'static [(&'static str, [usize; 4])] = &[("output", [1, 3, 8, 8])];
    const LABELS: &'static [&'static str] = &["red", "green"];
    const PREPROCESSING: Preprocessing = Preprocessing {
        normalization: Normalization { mean: [0.0; 3], std: [1.0; 3], ..Normalization::IMAGENET },
        resize: Resize::OpenCv,
        fit: if LETTERBOX { Fit::Letterbox([0, 0, 255]) } else { Fit::CenterCrop },
    };

    type Input = [f32; 192];
    type Output<'w> = &'w [f32; 192];
    type Workspace = [f32; 192];

    fn workspace() -> Box<Self::Workspace> {
        Box::new([0.0; 192])
    }

    fn input(floats: &[f32]) -> Result<&Self::Input, LengthError> {
        floats
            .try_into()
            .map_err(|_| LengthError { expected: Self::INPUT_SHAPE, actual: floats.len() })
    }

    fn forward<'w>(
        &self,
        input: &Self::Input,
        workspace: &'w mut Self::Workspace,
    ) -> Self::Output<'w> {
        *workspace = *input;
        workspace
    }

    fn forward_with_threads<'w>(
        &self,
        input: &Self::Input,
        workspace: &'w mut Self::Workspace,
        _threads: &mut Threads,
    ) -> Self::Output<'w> {
        self.forward(input, workspace)
    }
}

/// Answers with the brightest colour of each pixel.
impl Predict for Echo<true> {
    type Answer = Segmentation;

    fn answer(
        &self,
        input: &Self::Input,
        workspace: &mut Self::Workspace,
        _threads: Option<&mut Threads>,
        answer: &mut Segmentation,
    ) {
        answer.take_logits(self.forward(input, workspace)).unwrap();
    }
}

/// Answers with the pixel in the middle, which has three classes.
impl Predict for Echo<false> {
    type Answer = Classification;

    fn answer(
        &self,
        input: &Self::Input,
        workspace: &mut Self::Workspace,
        threads: Option<&mut Threads>,
        answer: &mut Classification,
    ) {
        let output = match threads {
            Some(threads) => self.forward_with_threads(input, workspace, threads),
            None => self.forward(input, workspace),
        };
        answer.rank(&[output[36], output[64 + 36], output[128 + 36]]);
    }
}

/// Returns a frame in BGR whose left half is red and whose right half is green.
fn frame_bytes(width: usize, height: usize) -> Vec<u8> {
    let row: Vec<u8> =
        (0..width).flat_map(|x| if 2 * x < width { [0, 0, 200] } else { [0, 220, 10] }).collect();
    row.repeat(height)
}

#[test]
fn a_frame_becomes_a_mask_of_its_own_size_with_names() {
    let bytes = frame_bytes(16, 8);
    let frame = Frame::new(&bytes, 16, 8, PixelFormat::Bgr).unwrap();
    let mut predictor = Predictor::new(&Echo::<true>);
    let answer = predictor.predict(frame).unwrap();
    // The picture is 8×4 pixels of 8×8; the border is blue, class 2.
    assert_eq!(answer.mask().classes()[..8], [2; 8]);
    assert_eq!(answer.mask().classes()[16..24], [0, 0, 0, 0, 1, 1, 1, 1]);
    assert_eq!(answer.to_string(), "red (50.0 %), green (50.0 %)");
    let legend: Vec<_> = answer.legend().iter().map(|share| (share.name(), share.pixels)).collect();
    assert_eq!(legend, [("red".into(), 16), ("green".into(), 16)]);
    let whole = answer.to_frame_size();
    assert_eq!((whole.width(), whole.height()), (16, 8));
    for row in whole.classes().chunks(16) {
        assert_eq!(row, [[0; 8], [1; 8]].concat());
    }
    let mut into = [9; 128];
    answer.to_frame_size_into(&mut into).unwrap();
    assert_eq!(into, whole.classes());
    assert_eq!(
        answer.to_frame_size_into(&mut into[1..]).unwrap_err().to_string(),
        "a mask of shape 8×16 needs 128 class indices, but got 127"
    );

    // A frame of another size and format needs another `Preprocess`.
    let grey = [77; 36];
    let answer = predictor.predict(Frame::new(&grey, 6, 6, PixelFormat::Grey).unwrap()).unwrap();
    assert_eq!(answer.to_frame_size(), Mask::new(6, 6, vec![0; 36]).unwrap());
    assert!(predictor.predict(Frame { width: 7, ..frame }).is_ok(), "a part of each row");
    assert!(matches!(
        predictor.predict(Frame { height: 9, ..frame }),
        Err(ImageError::Frame { .. })
    ));
}

#[test]
fn a_picture_becomes_named_classes() {
    let picture = Rgb8::new(9, 8, [10, 250, 20].repeat(72)).unwrap();
    let network = Echo::<false>;
    let answer = network.predict(&picture).unwrap();
    let names: Vec<_> = answer.best().iter().map(|class| class.name()).collect();
    assert_eq!(names, ["green", "class 2", "red"]);
    assert_eq!(answer.top().unwrap().label, Some("green"));
    let expected = top_k(&[10.0 / 255.0, 250.0 / 255.0, 20.0 / 255.0], 3);
    for (class, expected) in answer.best().iter().zip(expected) {
        assert_eq!((class.class, class.logit), (expected.class, expected.logit));
        assert_eq!(class.probability, expected.probability);
    }
    let mut predictor =
        Predictor::new(&network).with_best(1).with_threads(Threads::new(2).unwrap());
    assert_eq!(predictor.predict(&picture).unwrap().best(), &answer.best()[..1]);
    assert_eq!(predictor.input()[64], 250.0 / 255.0);
}

#[test]
fn try_forward_names_both_lengths() {
    let mut workspace = Echo::<true>::workspace();
    let error = Echo::<true>.try_forward(&[0.0; 191], &mut workspace).unwrap_err();
    assert_eq!(
        error.to_string(),
        "the network's input of shape 1×3×8×8 has 192 floats, but got 191"
    );
    assert_eq!(Echo::<true>.try_forward(&[2.0; 192], &mut workspace).unwrap(), &[2.0; 192]);
}

#[test]
fn nan_and_infinities_never_win_wrongly() {
    let (nan, inf) = (f32::NAN, f32::INFINITY);
    // The logits of three classes for five pixels.
    #[rustfmt::skip]
    let logits = [
        nan, nan, inf,  -inf, 1.0,
        1.0, nan, inf,  -inf, nan,
        nan, nan, -inf, -5.0, inf,
    ];
    let mask = class_mask(&logits, 3, 1, 5).unwrap();
    assert_eq!(mask.classes(), [1, 0, 0, 2, 2]);
    let mut answer = Segmentation::new(&[], 5, 1).unwrap();
    answer.take_logits(&logits).unwrap();
    assert_eq!(answer.mask(), &mask);

    let mut answer = Classification::new(&[], 2);
    answer.rank(&[nan, 3.0, inf]);
    let best: Vec<_> = answer.best().iter().map(|class| class.class).collect();
    assert_eq!(best, [2, 1]);
    assert!(answer.best().iter().all(|class| class.probability.is_nan()));
    answer.rank(&[inf, 3.0, 0.0]);
    assert!(answer.best()[0].probability.is_nan(), "∞ − ∞, as PyTorch's softmax has it");
    answer.rank(&[-inf, 3.0, 3.0]);
    assert_eq!(answer.best()[0].probability, 0.5);
}

#[test]
fn logits_that_do_not_fit_are_refused() {
    let mut answer = Segmentation::new(&[], 2, 2).unwrap();
    assert_eq!(
        answer.take_logits(&[0.0; 7]).unwrap_err().to_string(),
        "a segmentation output of shape 1×2×2 needs 4 logits, but got 7"
    );
    assert!(answer.take_logits(&[]).is_err());
    assert!(answer.take_logits(&[0.0; 257 * 4]).is_err());
}

#[test]
fn placements_follow_the_fields_rules() {
    let place = |frame, input, fit| {
        let placement = Placement::new(frame, input, fit).unwrap();
        (placement.resized(), placement.offset())
    };
    let letterbox = Fit::Letterbox([0; 3]);
    // These are the numbers of Ultralytics' `letterbox`: the ratio is min(W/w, H/h), and padding is
    // halved.
    assert_eq!(place((640, 480), (640, 640), letterbox), ((640, 480), (0, 80)));
    assert_eq!(place((1280, 721), (640, 640), letterbox), ((640, 360), (0, 140)));
    assert_eq!(place((480, 641), (320, 320), letterbox), ((240, 320), (40, 0)));
    assert_eq!(place((10_000, 3), (20, 21), letterbox), ((20, 1), (0, 10)));
    // These are the numbers of torchvision's `Resize(224)` and `CenterCrop(224)`.
    assert_eq!(place((640, 480), (224, 224), Fit::CenterCrop), ((298, 224), (-37, 0)));
    assert_eq!(place((500, 375), (224, 224), Fit::CenterCrop), ((298, 224), (-37, 0)));
    assert_eq!(place((335, 500), (224, 224), Fit::CenterCrop), ((224, 334), (0, -55)));
    assert_eq!(place((227, 224), (224, 224), Fit::CenterCrop), ((227, 224), (-2, 0)));
    assert_eq!(place((225, 224), (224, 224), Fit::CenterCrop), ((225, 224), (0, 0)));
    assert_eq!(place((7, 9), (5, 3), Fit::Stretch), ((5, 3), (0, 0)));
    assert!(Placement::new((1, 1 << 20), (1024, 1024), Fit::CenterCrop).is_err());
}

#[test]
fn what_a_crop_left_out_is_unseen() {
    let placement = Placement::new((8, 4), (4, 4), Fit::CenterCrop).unwrap();
    let mask = Mask::new(4, 4, vec![5; 16]).unwrap();
    let whole = placement.mask_to_frame(&mask);
    let unseen = UNSEEN;
    assert_eq!(whole.classes()[..8], [unseen, unseen, 5, 5, 5, 5, unseen, unseen]);
    // A mask of half the size covers the same area.
    let half = Mask::new(2, 2, vec![5; 4]).unwrap();
    assert_eq!(placement.mask_to_frame(&half), whole);
}

proptest! {
    #[test]
    fn places_go_to_the_frame_and_back(
        frame in (1_usize..2000, 1_usize..2000),
        input in (1_usize..700, 1_usize..700),
        fit in prop_oneof![
            Just(Fit::Stretch), Just(Fit::Letterbox([0; 3])), Just(Fit::CenterCrop)
        ],
        at in (-10.0_f32..2000.0, -10.0_f32..2000.0),
    ) {
        let Ok(placement) = Placement::new(frame, input, fit) else { return Ok(()) };
        let there = placement.to_input(at);
        let back = placement.to_frame(there);
        // If the input is much smaller than the frame, rounding in the input moves the place in the
        // frame further.
        let coarse = 1e-5 * (1.0 + there.0.abs().max(there.1.abs()))
            * (frame.0 as f32 / placement.resized().0 as f32)
                .max(frame.1 as f32 / placement.resized().1 as f32);
        prop_assert!((back.0 - at.0).abs() <= 1e-3 + coarse, "{placement:?} {at:?} {back:?}");
        prop_assert!((back.1 - at.1).abs() <= 1e-3 + coarse, "{placement:?} {at:?} {back:?}");
    }

    /// A stretched mask is resized as [`Mask::resize_nearest`] does it, and every pixel takes the class of
    /// the mask's pixel that contains its centre.
    #[test]
    fn masks_go_to_the_frame(
        frame in (1_usize..60, 1_usize..60),
        input in (1_usize..40, 1_usize..40),
        shrunk in 1_usize..4,
        fit in prop_oneof![
            Just(Fit::Stretch), Just(Fit::Letterbox([0; 3])), Just(Fit::CenterCrop)
        ],
    ) {
        let placement = Placement::new(frame, input, fit).unwrap();
        let size = (input.0.div_ceil(shrunk), input.1.div_ceil(shrunk));
        let classes = (0..size.0 * size.1).map(|i| (i * 31 % 251) as u8).collect();
        let mask = Mask::new(size.0, size.1, classes).unwrap();
        let whole = placement.mask_to_frame(&mask);
        if fit == Fit::Stretch {
            prop_assert_eq!(&whole, &mask.resize_nearest(frame.0, frame.1).unwrap());
        }
        for y in 0..frame.1 {
            for x in 0..frame.0 {
                // The place of the centre is computed in integers, as a fraction.
                let axis = |at: usize, frame: usize, resized: usize, offset: isize, input: usize, mask: usize| {
                    let numerator = ((2 * at + 1) * resized) as i64 + 2 * frame as i64 * offset as i64;
                    (numerator * mask as i64).div_euclid((2 * frame * input) as i64)
                };
                let (resized, offset) = (placement.resized(), placement.offset());
                let column = axis(x, frame.0, resized.0, offset.0, input.0, size.0);
                let row = axis(y, frame.1, resized.1, offset.1, input.1, size.1);
                let inside = (0..size.0 as i64).contains(&column) && (0..size.1 as i64).contains(&row);
                let expected = match inside {
                    true => mask.classes()[row as usize * size.0 + column as usize],
                    false => UNSEEN,
                };
                prop_assert_eq!(whole.classes()[y * frame.0 + x], expected);
            }
        }
    }
}

#[test]
fn the_order_of_colours_is_the_networks() {
    let picture = Rgb8::new(1, 1, vec![10, 20, 30]).unwrap();
    let normalization =
        Normalization { order: ColourOrder::Bgr, ..Normalization::uniform(0.0, 1.0) };
    let preprocessing = Preprocessing { normalization, ..Preprocessing::IMAGENET };
    let frame = Frame::from(&picture);
    let mut input = [0.0; 3];
    espnet::image::Preprocess::for_frame(&preprocessing, [1, 3, 1, 1], &frame)
        .unwrap()
        .run(&frame, &mut input)
        .unwrap();
    assert_eq!(input, [30.0 / 255.0, 20.0 / 255.0, 10.0 / 255.0]);
}

#[cfg(feature = "serde")]
#[test]
fn answers_and_settings_go_through_serde() {
    use espnet::image::Answer;

    let mut answer = Classification::new(&["cat"], 2);
    answer.rank(&[0.0, 0.0]);
    assert_eq!(
        serde_json::to_string(&answer).unwrap(),
        r#"[{"class":0,"name":"cat","probability":0.5,"logit":0.0},{"class":1,"name":"class 1","probability":0.5,"logit":0.0}]"#
    );
    let mut answer = Segmentation::new(&["sky"], 2, 1).unwrap();
    answer.place(Placement::new((2, 1), (2, 1), Fit::Stretch).unwrap());
    answer.count();
    assert_eq!(
        serde_json::to_string(&answer).unwrap(),
        r#"{"legend":[{"class":0,"name":"sky","pixels":2,"fraction":1.0}],"mask":{"width":2,"height":1,"classes":[0,0]},"placement":{"frame":[2,1],"input":[2,1],"resized":[2,1],"offset":[0,0]}}"#
    );
    let preprocessing = Preprocessing { fit: Fit::Letterbox([1, 2, 3]), ..Preprocessing::IMAGENET };
    let text = serde_json::to_string(&preprocessing).unwrap();
    assert_eq!(serde_json::from_str::<Preprocessing>(&text).unwrap(), preprocessing);
    let error =
        serde_json::from_str::<Mask>(r#"{"width":2,"height":1,"classes":[0]}"#).unwrap_err();
    assert!(error.to_string().contains("needs 2 class indices, but got 1"), "{error}");
}

#[cfg(feature = "ndarray")]
#[test]
fn arrays_are_frames_where_they_lie() {
    use ndarray::{Array3, s};

    let array = Array3::from_shape_fn((4, 6, 3), |(y, x, c)| (18 * y + 3 * x + c) as u8);
    let frame = Frame::from_view(array.view(), PixelFormat::Rgb).unwrap();
    let picture = frame.to_rgb8().unwrap();
    assert_eq!(picture.view(), array);
    let message = |view, format| Frame::from_view(view, format).unwrap_err().to_string();
    assert_eq!(
        message(array.slice(s![.., ..2, ..]), PixelFormat::Rgb),
        "the frame cannot be read: the array's elements do not follow one another: copy it with \
         `as_standard_layout`"
    );
    assert_eq!(
        message(array.view(), PixelFormat::Bgra),
        "the frame cannot be read: the array of 4×6×3 has 3 channels, but BGRA pixels have 4"
    );
    assert!(message(array.view(), PixelFormat::Nv12(Default::default())).contains("NV12"));
    let mask = Mask::new(2, 3, (0..6).collect()).unwrap();
    assert_eq!(mask.view()[[2, 1]], 5);
    assert!(espnet::image::tensor_view(&[0.0; 5], [1, 1, 2, 3]).is_err());
    assert!(espnet::image::tensor_view(&[0.0; 7], [1, 1, 2, 3]).is_err());
}
