//! Says what the network in `network.rs` sees in the frames of a camera.
//!
//! Raw frames on standard input, three bytes for each pixel, red first:
//!
//! ```text
//! ffmpeg -i VIDEO -f rawvideo -pix_fmt rgb24 -s 320x240 - | cargo run --release -- 320 240
//! ```
//!
//! A camera of Linux: `cargo run --release --features v4l2 -- /dev/video0`.

mod camera;
mod network;

use std::{env, error::Error, io, process::ExitCode};

use camera::{Camera, RawFrames};
use network::Observer;

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let result = open(&arguments).and_then(|mut camera| watch(&mut *camera));
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn open(arguments: &[String]) -> Result<Box<dyn Camera>, Box<dyn Error>> {
    match arguments {
        [width, height] => {
            let (width, height) = (width.parse()?, height.parse()?);
            Ok(Box::new(RawFrames::new(io::stdin().lock(), width, height)))
        }
        #[cfg(feature = "v4l2")]
        [device] => Ok(Box::new(camera::Device::open(device)?)),
        _ => Err("give the WIDTH and HEIGHT of frames on standard input, or, with --features v4l2, a \
                  camera such as /dev/video0"
            .into()),
    }
}

fn watch(camera: &mut dyn Camera) -> Result<(), Box<dyn Error>> {
    // Made once; a frame costs its forward pass.
    let mut observer = Observer::new()?;
    let mut number = 0;
    while let Some(frame) = camera.frame()? {
        number += 1;
        print!("frame {number}\n{}", observer.look(&frame)?);
    }
    Ok(())
}
