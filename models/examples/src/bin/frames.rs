//! A loop over the frames of a camera, with one predictor and with threads that share the work of each
//! frame.
//!
//! `cargo run --release -p espnet-examples --bin frames`

use std::{
    error::Error,
    thread,
    time::{Duration, Instant},
};

use espnet::{
    Threads,
    image::{Frame, ImageError, PixelFormat, Rgb8, resize_bilinear},
};
use espnet_shapes::{Scene, networks::Segmentation};

/// Stands in for a camera: a window that wanders over a large picture.
struct Camera {
    panorama: Rgb8,
    frame: usize,
}

impl Camera {
    const WIDTH: usize = 320;
    const HEIGHT: usize = 240;

    fn open() -> Result<Self, ImageError> {
        let panorama = resize_bilinear(&Scene::new(1_000_000).picture, 640, 480)?;
        Ok(Camera { panorama, frame: 0 })
    }

    /// Returns the next frame. It borrows the panorama's bytes, so that its stride is the panorama's.
    fn grab(&mut self) -> Frame<'_> {
        let (left, top) = (self.frame % Self::WIDTH, self.frame % Self::HEIGHT);
        self.frame += 1;
        let stride = 3 * self.panorama.width();
        Frame {
            bytes: &self.panorama.as_bytes()[top * stride + 3 * left..],
            width: Self::WIDTH,
            height: Self::HEIGHT,
            stride,
            format: PixelFormat::Rgb,
        }
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    // The predictor is created once; after the first frame, only the printed line is allocated.
    let network = Segmentation::try_new()?;
    let threads = Threads::new(thread::available_parallelism()?.get())?;
    let mut predictor = network.predictor().with_threads(threads);
    let mut camera = Camera::open()?;

    let mut spent = Duration::ZERO;
    const FRAMES: u32 = 240;
    for number in 1..=FRAMES {
        let frame = camera.grab();
        let start = Instant::now();
        let answer = predictor.predict(frame)?;
        spent += start.elapsed();

        if number % 60 == 0 {
            let large = answer.legend().iter().filter(|share| share.fraction > 0.02);
            let seen: Vec<String> = large.map(|share| share.name().into_owned()).collect();
            println!("frame {number}: {}", seen.join(", "));
        }
    }
    println!("{:.2?} from a frame to its classes", spent / FRAMES);
    Ok(())
}
