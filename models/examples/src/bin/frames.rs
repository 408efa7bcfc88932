//! A loop over the frames of a camera: one network, one workspace, threads that share every frame.
//!
//! `cargo run --release -p espnet-examples --bin frames`

use std::{
    error::Error,
    thread,
    time::{Duration, Instant},
};

use espnet::{
    Threads,
    image::{Mask, Normalization, Rgb8, legend, resize_bilinear, to_input},
};
use espnet_shapes::{Class, Scene, networks::Segmentation};

/// Stands in for a camera: a window that wanders over a large picture.
struct Camera {
    panorama: Rgb8,
    frame: usize,
}

impl Camera {
    const WIDTH: usize = 320;
    const HEIGHT: usize = 240;

    fn open() -> Result<Self, espnet::image::ImageError> {
        let panorama = resize_bilinear(&Scene::new(1_000_000).picture, 640, 480)?;
        Ok(Camera { panorama, frame: 0 })
    }

    fn grab(&mut self) -> Result<Rgb8, espnet::image::ImageError> {
        let (left, top) = (self.frame % Self::WIDTH, self.frame % Self::HEIGHT);
        self.frame += 1;
        let rows = self.panorama.pixels().chunks_exact(self.panorama.width());
        let window =
            rows.skip(top).take(Self::HEIGHT).flat_map(|row| &row[left..left + Self::WIDTH]);
        Rgb8::new(Self::WIDTH, Self::HEIGHT, window.flatten().copied().collect())
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    // Made once: what a frame costs is its forward pass, and that allocates nothing.
    let network = Segmentation::try_new()?;
    let mut workspace = Segmentation::workspace();
    let mut threads = Threads::new(thread::available_parallelism()?.get())?;
    let mut camera = Camera::open()?;

    let [_, channels, height, width] = Segmentation::INPUT_SHAPE;
    let mut spent = Duration::ZERO;
    const FRAMES: u32 = 240;
    for number in 1..=FRAMES {
        let frame = camera.grab()?;
        let input = to_input(&frame, channels, height, width, &Normalization::IMAGENET)?;
        let input = input.as_slice().try_into()?;

        let start = Instant::now();
        let mask = network.forward_mask_with_threads(input, &mut workspace, &mut threads);
        spent += start.elapsed();

        if number % 60 == 0 {
            let mask = Mask::new(width, height, mask.to_vec())?;
            let seen: Vec<&str> = legend(&mask)
                .iter()
                .filter(|share| share.fraction > 0.02)
                .map(|share| Class::ALL[usize::from(share.class)].name())
                .collect();
            println!("frame {number}: {}", seen.join(", "));
        }
    }
    println!("{:.2?} a frame in the network", spent / FRAMES);
    Ok(())
}
