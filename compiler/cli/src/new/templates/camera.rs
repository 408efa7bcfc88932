//! The sources of frames: standard input, or a camera of Linux.

use std::{error::Error, io::Read};

use espnet::image::{Frame, PixelFormat, Yuv};

/// A source of frames.
pub trait Camera {
    /// The next frame, valid until the one after it is read; `None` after the last one.
    fn frame(&mut self) -> Result<Option<Frame<'_>>, Box<dyn Error>>;
}

/// The format with this name.
pub fn format(name: &str) -> Result<PixelFormat, String> {
    Ok(match name {
        "rgb" => PixelFormat::Rgb,
        "bgr" => PixelFormat::Bgr,
        "rgba" => PixelFormat::Rgba,
        "bgra" => PixelFormat::Bgra,
        "grey" => PixelFormat::Grey,
        "nv12" => PixelFormat::Nv12(Yuv::default()),
        "i420" => PixelFormat::I420(Yuv::default()),
        "yuyv" => PixelFormat::Yuyv(Yuv::default()),
        _ => {
            return Err(format!(
                "{name} is no format: give rgb, bgr, rgba, bgra, grey, nv12, i420 or yuyv"
            ));
        }
    })
}

/// Frames one after another, without gaps between rows, planes and frames.
pub struct RawFrames<R> {
    source: R,
    format: PixelFormat,
    width: usize,
    height: usize,
    bytes: Vec<u8>,
}

impl<R: Read> RawFrames<R> {
    /// Frames of this format and this size: width and height.
    pub fn new(
        source: R,
        format: PixelFormat,
        (width, height): (usize, usize),
    ) -> Result<Self, Box<dyn Error>> {
        let length = format.frame_bytes(width, height, format.row_bytes(width));
        match length {
            Some(length) if (1..=1 << 30).contains(&length) => {
                Ok(RawFrames { source, format, width, height, bytes: vec![0; length] })
            }
            _ => Err(format!("{width}×{height} pixels make no frame").into()),
        }
    }
}

impl<R: Read> Camera for RawFrames<R> {
    fn frame(&mut self) -> Result<Option<Frame<'_>>, Box<dyn Error>> {
        let mut read = 0;
        while read < self.bytes.len() {
            match self.source.read(&mut self.bytes[read..])? {
                0 => break,
                more => read += more,
            }
        }
        match read {
            0 => Ok(None),
            _ if read == self.bytes.len() => {
                Ok(Some(Frame::new(&self.bytes, self.width, self.height, self.format)?))
            }
            _ => Err(format!(
                "the last frame has {read} bytes, but {}×{} pixels in {} have {}",
                self.width,
                self.height,
                self.format,
                self.bytes.len()
            )
            .into()),
        }
    }
}

/// A camera of Linux, with a path such as /dev/video0.
#[cfg(feature = "v4l2")]
pub struct Device {
    stream: linuxvideo::stream::ReadStream,
    width: usize,
    height: usize,
    stride: usize,
    bytes: Vec<u8>,
}

#[cfg(feature = "v4l2")]
impl Device {
    /// Opens the camera and requests 640×480 pixels in the format YUYV; the camera may choose
    /// another size.
    pub fn open(path: &std::path::Path) -> Result<Self, Box<dyn Error>> {
        use linuxvideo::format::{PixFormat, PixelFormat};

        let wanted = PixFormat::new(640, 480, PixelFormat::YUYV);
        let name = path.display();
        let named = |error| format!("{name}: {error}");
        let device = linuxvideo::Device::open(path).map_err(named)?;
        let capture = device.video_capture(wanted).map_err(named)?;
        let format = capture.format();
        if format.pixel_format() != PixelFormat::YUYV {
            return Err(format!("{name} gives {}, not YUYV", format.pixel_format()).into());
        }
        let (width, height) = (format.width() as usize, format.height() as usize);
        let stride = format.bytes_per_line() as usize;
        let stream = capture.into_stream().map_err(named)?;
        Ok(Device { stream, width, height, stride, bytes: Vec::new() })
    }
}

#[cfg(feature = "v4l2")]
impl Camera for Device {
    fn frame(&mut self) -> Result<Option<Frame<'_>>, Box<dyn Error>> {
        let bytes = &mut self.bytes;
        self.stream.dequeue(|frame| {
            bytes.clear();
            bytes.extend_from_slice(&frame);
            Ok(())
        })?;
        Ok(Some(Frame {
            bytes: &self.bytes,
            width: self.width,
            height: self.height,
            stride: self.stride,
            format: PixelFormat::Yuyv(Yuv::default()),
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn frames_end_where_the_source_does() {
        let bytes: Vec<u8> = (0..12).collect();
        let mut frames = RawFrames::new(&bytes[..], PixelFormat::Rgb, (2, 1)).unwrap();
        assert_eq!(frames.frame().unwrap().unwrap().bytes, [0, 1, 2, 3, 4, 5]);
        assert_eq!(frames.frame().unwrap().unwrap().bytes, [6, 7, 8, 9, 10, 11]);
        assert!(frames.frame().unwrap().is_none());
        let mut cut = RawFrames::new(&bytes[..5], PixelFormat::Rgb, (2, 1)).unwrap();
        insta::assert_snapshot!(
            cut.frame().unwrap_err(),
            @"the last frame has 5 bytes, but 2×1 pixels in RGB have 6"
        );
    }

    #[test]
    fn formats_have_names() {
        assert_eq!(format("nv12"), Ok(PixelFormat::Nv12(Yuv::default())));
        insta::assert_snapshot!(
            format("mjpeg").unwrap_err(),
            @"mjpeg is no format: give rgb, bgr, rgba, bgra, grey, nv12, i420 or yuyv"
        );
    }
}
