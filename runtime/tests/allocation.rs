//! Preprocessing and answers allocate only when they are created.

use std::{
    alloc::{GlobalAlloc, Layout, System},
    sync::atomic::{AtomicUsize, Ordering},
};

use espnet::{
    Isa, LengthError, Network, Threads,
    detection::{HeapMemory, Outputs, PostProcessing, Room},
    image::{
        Classification, Detections, Fit, Frame, PixelFormat, Predict, Predictor, Preprocess,
        Preprocessing, Resize, Segmentation, Yuv,
    },
    simd::AnySimd,
};

/// The system's allocator with a counter of allocations.
struct Counting;

static ALLOCATIONS: AtomicUsize = AtomicUsize::new(0);

// SAFETY: every call is passed on to the system's allocator unchanged.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        ALLOCATIONS.fetch_add(1, Ordering::SeqCst);
        // SAFETY: the caller keeps the contract of `alloc`.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        // SAFETY: the caller keeps the contract of `dealloc`.
        unsafe { System.dealloc(pointer, layout) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

/// A network that returns its input.
struct Echo;

impl Network for Echo {
    const NAME: &'static str = "echo";
    const INPUT_SHAPE: [usize; 4] = [1, 3, 20, 24];
    const OUTPUTS: &'static [(&'static str, [usize; 4])] = &[("output", [1, 3, 20, 24])];
    const LABELS: &'static [&'static str] = &["red", "green", "blue"];

    type Input = [f32; 3 * 20 * 24];
    type Output<'w> = &'w [f32; 3 * 20 * 24];
    type Workspace = [f32; 3 * 20 * 24];

    fn workspace() -> Box<Self::Workspace> {
        Box::new([0.0; 3 * 20 * 24])
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
impl Predict for Echo {
    type Answer = Segmentation;

    fn answer(
        &self,
        input: &Self::Input,
        workspace: &mut Self::Workspace,
        _threads: Option<&mut Threads>,
        answer: &mut Segmentation,
    ) {
        answer.take_logits(self.forward(input, workspace)).expect("as many logits as pixels");
    }
}

/// Returns the number of allocations that `work` makes.
fn allocations(work: impl FnOnce()) -> usize {
    let before = ALLOCATIONS.load(Ordering::SeqCst);
    work();
    ALLOCATIONS.load(Ordering::SeqCst) - before
}

// This file has a single test, because allocations of tests that run at the same time would count.
#[test]
fn frames_become_answers_without_an_allocation() {
    let yuv = Yuv::default();
    let bytes: Vec<u8> = (0..200_000_u32).map(|i| (i * 37 % 251) as u8).collect();
    let mut input = vec![0.0; 3 * 40 * 40];
    for format in [
        PixelFormat::Rgb,
        PixelFormat::Bgra,
        PixelFormat::Grey,
        PixelFormat::Nv12(yuv),
        PixelFormat::I420(yuv),
        PixelFormat::Yuyv(yuv),
    ] {
        // The second size is resized vertically before it is resized horizontally.
        for (width, height) in [(201, 113), (60, 301)] {
            let frame = Frame::new(&bytes, width, height, format).expect("enough bytes");
            for resize in [Resize::Pillow, Resize::OpenCv] {
                for fit in [Fit::Stretch, Fit::Letterbox([1, 2, 3]), Fit::CenterCrop] {
                    let preprocessing = Preprocessing { resize, fit, ..Preprocessing::IMAGENET };
                    let made = Preprocess::for_frame(&preprocessing, [1, 3, 40, 40], &frame);
                    for isa in Isa::ALL {
                        let preprocess = made.as_ref().expect("it can be made").clone();
                        let Ok(mut preprocess) = preprocess.with_isa(isa) else { continue };
                        let count = allocations(|| {
                            preprocess.run(&frame, &mut input).expect("the frame fits");
                        });
                        assert_eq!(count, 0, "{isa} {frame:?} {preprocessing:?}");
                    }
                }
            }
        }
    }

    let frame = Frame::new(&bytes, 64, 48, PixelFormat::Bgr).expect("enough bytes");
    let mut classes = vec![0; 64 * 48];
    let mut predictor = Predictor::new(&Echo);
    predictor.predict(frame).expect("the frame fits");
    let count = allocations(|| {
        let answer = predictor.predict(frame).expect("the frame fits");
        answer.to_frame_size_into(&mut classes).expect("as many pixels as the frame has");
    });
    assert_eq!(count, 0);

    let mut answer = Classification::new(&["a", "b"], 3);
    let logits: Vec<f32> = (0..1000).map(|class| (class * 7 % 1000) as f32).collect();
    answer.rank(&logits);
    assert_eq!(allocations(|| answer.rank(&logits)), 0);
    let outputs = Outputs::new(2, &[0.0, 1.0, 1.0, 3.0], &[0.0; 8], &[[0.5; 4]; 2]);
    let outputs = outputs.expect("two priors and two classes");
    let mut memory = HeapMemory::new(Room::new(2, 2, 200));
    let mut answer = Detections::new(&["background", "a"], 40, 40).expect("a small input");
    answer.reserve(1);
    for simd in AnySimd::available() {
        let count = allocations(|| {
            let found = PostProcessing::PICTURES.run(simd, &outputs, memory.buffers());
            answer.take(found.expect("enough memory"));
        });
        assert_eq!((count, answer.found().len()), (0, 1), "{simd:?}");
    }
    assert!(allocations(|| drop(vec![1])) > 0, "the allocator counts");
}
