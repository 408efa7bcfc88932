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

use std::{
    env,
    error::Error,
    ffi::{OsStr, OsString},
    io::{self, Write},
    process::ExitCode,
};

use camera::{Camera, RawFrames};
use network::{Net, Observer};

fn main() -> ExitCode {
    let arguments: Vec<OsString> = env::args_os().skip(1).collect();
    let result = open(&arguments).and_then(|mut camera| watch(&mut *camera));
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn open(arguments: &[OsString]) -> Result<Box<dyn Camera>, Box<dyn Error>> {
    match arguments {
        [format, width, height] => {
            let format = camera::format(&format.to_string_lossy())?;
            let size = (pixels("WIDTH", width)?, pixels("HEIGHT", height)?);
            Ok(Box::new(RawFrames::new(io::stdin().lock(), format, size)?))
        }
        #[cfg(feature = "v4l2")]
        [device] => Ok(Box::new(camera::Device::open(device.as_ref())?)),
        _ => Err("give FORMAT, WIDTH and HEIGHT of frames on standard input, such as bgr 320 240, or, \
                  with --features v4l2, a camera such as /dev/video0"
            .into()),
    }
}

fn pixels(name: &str, argument: &OsStr) -> Result<usize, String> {
    let number = argument.to_str().and_then(|text| text.parse().ok());
    number.ok_or_else(|| format!("{name} is {argument:?}; give a number of pixels, such as 320"))
}

fn watch(camera: &mut dyn Camera) -> Result<(), Box<dyn Error>> {
    let network = Net::try_new()?;
    // The predictor keeps its memory: after the first frame, only the printed line is allocated.
    let mut observer = Observer::new(&network);
    let mut out = io::stdout().lock();
    let mut number = 0;
    while let Some(frame) = camera.frame()? {
        number += 1;
        match writeln!(out, "frame {number}: {}", observer.look(frame)?) {
            // The reader of the output has closed it, as `head` does; that is no error.
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => break,
            written => written.map_err(|error| format!("standard output: {error}"))?,
        }
    }
    Ok(())
}
