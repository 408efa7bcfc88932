//! Says what the network in `network.rs` sees in the frames of a camera.
//!
//! Raw frames on standard input, here three bytes for each pixel, blue first:
//!
//! ```text
//! ffmpeg -i VIDEO -f rawvideo -pix_fmt bgr24 -s 320x240 - | cargo run --release -- bgr 320 240
//! ```
//!
//! Formats are rgb, bgr, rgba, bgra, grey, nv12, i420 and yuyv. A camera of Linux:
//! `cargo run --release --features v4l2 -- /dev/video0`.

mod camera;
mod network;

use std::{env, error::Error, io, process::ExitCode};

use camera::{Camera, RawFrames};
use network::{Net, Observer};

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
        [format, width, height] => {
            let (format, size) = (camera::format(format)?, (width.parse()?, height.parse()?));
            Ok(Box::new(RawFrames::new(io::stdin().lock(), format, size)?))
        }
        #[cfg(feature = "v4l2")]
        [device] => Ok(Box::new(camera::Device::open(device)?)),
        _ => Err("give FORMAT, WIDTH and HEIGHT of frames on standard input, such as bgr 320 240, or, \
                  with --features v4l2, a camera such as /dev/video0"
            .into()),
    }
}

fn watch(camera: &mut dyn Camera) -> Result<(), Box<dyn Error>> {
    let network = Net::try_new()?;
    // Keeps its memory: after the first frame nothing is allocated but the line that is printed.
    let mut observer = Observer::new(&network);
    let mut number = 0;
    while let Some(frame) = camera.frame()? {
        number += 1;
        println!("frame {number}: {}", observer.look(frame)?);
    }
    Ok(())
}
