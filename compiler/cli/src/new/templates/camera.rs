//! Where frames come from.

use std::{error::Error, io::Read};

use espnet::image::Rgb8;

/// Something that gives frames.
pub trait Camera {
    /// The next frame; none when there are no more.
    fn frame(&mut self) -> Result<Option<Rgb8>, Box<dyn Error>>;
}

/// Frames one after another, three bytes for each pixel, red first.
pub struct RawFrames<R> {
    source: R,
    width: usize,
    height: usize,
}

impl<R: Read> RawFrames<R> {
    /// Frames of that size.
    pub fn new(source: R, width: usize, height: usize) -> Self {
        RawFrames { source, width, height }
    }
}

impl<R: Read> Camera for RawFrames<R> {
    fn frame(&mut self) -> Result<Option<Rgb8>, Box<dyn Error>> {
        let length = 3 * self.width * self.height;
        let mut bytes = Vec::with_capacity(length);
        let read = (&mut self.source).take(length as u64).read_to_end(&mut bytes)?;
        match read {
            0 => Ok(None),
            _ if read == length => Ok(Some(Rgb8::new(self.width, self.height, bytes)?)),
            _ => Err(format!(
                "the last frame has {read} bytes, but {}×{} pixels of three bytes have {length}",
                self.width, self.height
            )
            .into()),
        }
    }
}

/// A camera that Linux knows by a path such as /dev/video0.
#[cfg(feature = "v4l2")]
pub struct Device {
    stream: linuxvideo::stream::ReadStream,
    width: usize,
    height: usize,
    stride: usize,
}

#[cfg(feature = "v4l2")]
impl Device {
    /// Opens it; it is asked for 640×480 pixels in the format YUYV, and may choose another size.
    pub fn open(path: &str) -> Result<Self, Box<dyn Error>> {
        use linuxvideo::format::{PixFormat, PixelFormat};

        let wanted = PixFormat::new(640, 480, PixelFormat::YUYV);
        let capture = linuxvideo::Device::open(path)?.video_capture(wanted)?;
        let format = capture.format();
        if format.pixel_format() != PixelFormat::YUYV {
            return Err(format!("{path} gives {}, not YUYV", format.pixel_format()).into());
        }
        let (width, height) = (format.width() as usize, format.height() as usize);
        let stride = format.bytes_per_line() as usize;
        Ok(Device { stream: capture.into_stream()?, width, height, stride })
    }
}

#[cfg(feature = "v4l2")]
impl Camera for Device {
    fn frame(&mut self) -> Result<Option<Rgb8>, Box<dyn Error>> {
        let (width, stride) = (self.width, self.stride);
        let mut bytes = Vec::with_capacity(3 * width * self.height);
        self.stream.dequeue(|frame| {
            for row in frame.chunks(stride) {
                bytes.extend(row.as_chunks().0.iter().take(width / 2).flat_map(|pair| rgb(*pair)));
            }
            Ok(())
        })?;
        Ok(Some(Rgb8::new(width, self.height, bytes)?))
    }
}

/// Two pixels of YUYV as red, green and blue (BT.601, limited range).
#[cfg(feature = "v4l2")]
fn rgb([y0, u, y1, v]: [u8; 4]) -> [u8; 6] {
    let (u, v) = (i32::from(u) - 128, i32::from(v) - 128);
    let pixel = |y: u8| {
        let y = 298 * (i32::from(y) - 16) + 128;
        [y + 409 * v, y - 100 * u - 208 * v, y + 516 * u].map(|x| (x >> 8).clamp(0, 255) as u8)
    };
    let ([r0, g0, b0], [r1, g1, b1]) = (pixel(y0), pixel(y1));
    [r0, g0, b0, r1, g1, b1]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn frames_end_where_the_source_does() {
        let bytes: Vec<u8> = (0..12).collect();
        let mut frames = RawFrames::new(&bytes[..], 2, 1);
        assert_eq!(frames.frame().unwrap().unwrap().as_bytes(), [0, 1, 2, 3, 4, 5]);
        assert_eq!(frames.frame().unwrap().unwrap().as_bytes(), [6, 7, 8, 9, 10, 11]);
        assert!(frames.frame().unwrap().is_none());
        let cut = RawFrames::new(&bytes[..5], 2, 1).frame().unwrap_err();
        insta::assert_snapshot!(
            cut,
            @"the last frame has 5 bytes, but 2×1 pixels of three bytes have 6"
        );
    }
}
