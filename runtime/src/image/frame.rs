//! Pictures in borrowed memory, as cameras and video decoders provide them.

use std::fmt;

use super::{ImageError, Rgb8, checked_pixels, yuv::Coefficients};

/// The layout of a frame's bytes: the values of a pixel, and their order in memory.
///
/// w and h are width and height in pixels; ⌈w/2⌉ is half the width, rounded up. Each row may have
/// padding up to the stride; the padding is never read.
///
/// | format | bytes of a row | bytes after the h rows of `stride` bytes |
/// |---|---|---|
/// | `Rgb`, `Bgr` | 3·w | nothing |
/// | `Rgba`, `Bgra` | 4·w; the fourth value of a pixel is ignored | nothing |
/// | `Grey` | w | nothing |
/// | `Nv12` | w of luma, but at least 2·⌈w/2⌉ | ⌈h/2⌉ rows of `stride` bytes, each ⌈w/2⌉ pairs of U and V |
/// | `I420` | w of luma | ⌈h/2⌉ rows of ⌈`stride`/2⌉ bytes with ⌈w/2⌉ values of U, then the same of V |
/// | `Yuyv` | 4·⌈w/2⌉: Y, U, Y, V for two pixels | nothing |
///
/// In `Nv12` and `I420` a block of 2×2 pixels shares one U and one V; in `Yuyv` two neighbouring pixels share
/// them. Chroma is not interpolated: each pixel uses the U and V of its block. If a side is odd, the last
/// block is only partly inside the picture; in `Yuyv` the bytes of its missing pixel are still present.
///
/// Motion JPEG has no format here because each frame is a JPEG file: decode it with `decode_bytes`
/// (feature `image`), and pass the picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
pub enum PixelFormat {
    /// Red, green, blue.
    Rgb,
    /// Blue, green, red: OpenCV's order.
    Bgr,
    /// Red, green, blue, and a fourth value that is ignored.
    Rgba,
    /// Blue, green, red, and a fourth value that is ignored.
    Bgra,
    /// One value, used for red, green and blue.
    Grey,
    /// A plane of luma, then a plane of interleaved U and V, one pair for each 2×2 pixels.
    Nv12(Yuv),
    /// A plane of luma, then a plane of U and a plane of V, one value for each 2×2 pixels; also named
    /// YU12.
    I420(Yuv),
    /// Y, U, Y, V for each pair of neighbouring pixels; also named YUY2.
    Yuyv(Yuv),
}

impl PixelFormat {
    /// Returns the bytes of a row of `width` pixels without padding; for planar formats, of a row of
    /// luma.
    ///
    /// Saturates at `usize::MAX`.
    #[must_use]
    pub const fn row_bytes(self, width: usize) -> usize {
        match self {
            Self::Rgb | Self::Bgr => width.saturating_mul(3),
            Self::Rgba | Self::Bgra => width.saturating_mul(4),
            Self::Grey | Self::I420(_) => width,
            // A row of chroma has a pair of U and V for every two pixels, even if the width is odd.
            Self::Nv12(_) => width.div_ceil(2).saturating_mul(2),
            Self::Yuyv(_) => width.div_ceil(2).saturating_mul(4),
        }
    }

    /// Returns the smallest number of bytes that a frame of this size and stride can have, or `None` if
    /// it overflows. Padding after the last row is not required.
    #[must_use]
    pub fn frame_bytes(self, width: usize, height: usize, stride: usize) -> Option<usize> {
        let rows = |count: usize, stride: usize, last: usize| {
            count.checked_sub(1)?.checked_mul(stride)?.checked_add(last)
        };
        let half = height.div_ceil(2);
        let luma = height.checked_mul(stride);
        match self {
            Self::Nv12(_) => luma?.checked_add(rows(half, stride, self.row_bytes(width))?),
            Self::I420(_) => {
                let stride = stride.div_ceil(2);
                luma?.checked_add(rows(half.checked_mul(2)?, stride, width.div_ceil(2))?)
            }
            _ => rows(height, stride, self.row_bytes(width)),
        }
    }
}

impl fmt::Display for PixelFormat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (name, yuv) = match self {
            Self::Rgb => ("RGB", None),
            Self::Bgr => ("BGR", None),
            Self::Rgba => ("RGBA", None),
            Self::Bgra => ("BGRA", None),
            Self::Grey => ("grey", None),
            Self::Nv12(yuv) => ("NV12", Some(yuv)),
            Self::I420(yuv) => ("I420", Some(yuv)),
            Self::Yuyv(yuv) => ("YUYV", Some(yuv)),
        };
        f.write_str(name)?;
        match yuv {
            Some(yuv) if *yuv != Yuv::default() => write!(f, " ({yuv})"),
            _ => Ok(()),
        }
    }
}

/// The conversion from luma and chroma to RGB. The default is BT.601 with limited range, which webcams
/// use.
///
/// Y, U and V are bytes; c = max(0, Y − 16) for limited and c = Y for full range, u = U − 128 and v = V
/// − 128:
///
/// ```text
/// red   = (y·c + rv·v        + 2¹⁹) >> 20
/// green = (y·c + gu·u + gv·v + 2¹⁹) >> 20
/// blue  = (y·c + bu·u        + 2¹⁹) >> 20
/// ```
///
/// The results are integers, clamped to 0 and 255. For BT.601 with limited range the factors, and
/// therefore the bytes, are those of OpenCV's `cvtColor`; the other factors are those of the standard
/// times 2²⁰, rounded.
///
/// | matrix, range | y | rv | gu | gv | bu |
/// |---|---|---|---|---|---|
/// | BT.601, limited | 1220542 | 1673527 | −409993 | −852492 | 2116026 |
/// | BT.601, full | 1048576 | 1470104 | −360853 | −748826 | 1858077 |
/// | BT.709, limited | 1220945 | 1879825 | −223607 | −558796 | 2215014 |
/// | BT.709, full | 1048576 | 1651297 | −196424 | −490864 | 1945738 |
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Yuv {
    /// The standard that defines the weights of red, green and blue.
    pub matrix: YuvMatrix,
    /// The bytes that stand for black and white.
    pub range: YuvRange,
}

impl fmt::Display for Yuv {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let matrix = match self.matrix {
            YuvMatrix::Bt601 => "BT.601",
            YuvMatrix::Bt709 => "BT.709",
        };
        let range = match self.range {
            YuvRange::Limited => "limited",
            YuvRange::Full => "full",
        };
        write!(f, "{matrix}, {range} range")
    }
}

/// The standard that defines the weights of red, green and blue in luma.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
pub enum YuvMatrix {
    /// ITU-R BT.601: standard definition, webcams, JPEG.
    #[default]
    Bt601,
    /// ITU-R BT.709: high definition.
    Bt709,
}

/// The bytes that stand for black and white.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
pub enum YuvRange {
    /// Luma from 16 to 235, chroma from 16 to 240.
    #[default]
    Limited,
    /// Luma and chroma from 0 to 255.
    Full,
}

/// A picture in borrowed memory; creating one copies nothing.
///
/// ```
/// use espnet::image::{Frame, PixelFormat};
///
/// // Two rows of three BGR pixels; each row is padded to 12 bytes.
/// let bytes = [7; 24];
/// let frame = Frame { bytes: &bytes, width: 3, height: 2, stride: 12, format: PixelFormat::Bgr };
/// assert_eq!(frame.to_rgb8()?.pixel(2, 1), Some([7; 3]));
///
/// let error = Frame { stride: 8, ..frame }.check().unwrap_err();
/// assert_eq!(
///     error.to_string(),
///     "the frame cannot be read: its stride is 8 bytes, but a row of 3 BGR pixels takes 9"
/// );
/// # Ok::<(), espnet::image::ImageError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Frame<'a> {
    /// The bytes, beginning with the first pixel of the top row; bytes beyond the end of the frame are
    /// ignored.
    pub bytes: &'a [u8],
    /// Width in pixels.
    pub width: usize,
    /// Height in pixels.
    pub height: usize,
    /// Distance between the beginnings of two consecutive rows, in bytes.
    pub stride: usize,
    /// The layout of the bytes.
    pub format: PixelFormat,
}

impl<'a> Frame<'a> {
    /// Creates a frame whose rows follow one another without padding.
    ///
    /// # Errors
    ///
    /// The errors of [`check`](Self::check).
    ///
    /// ```
    /// use espnet::image::{Frame, PixelFormat};
    ///
    /// let nv12 = PixelFormat::Nv12(Default::default());
    /// let frame = Frame::new(&[235, 235, 16, 16, 128, 128], 2, 2, nv12)?;
    /// assert_eq!(frame.to_rgb8()?.pixels(), [[255; 3], [255; 3], [0; 3], [0; 3]]);
    /// # Ok::<(), espnet::image::ImageError>(())
    /// ```
    pub fn new(
        bytes: &'a [u8],
        width: usize,
        height: usize,
        format: PixelFormat,
    ) -> Result<Self, ImageError> {
        let frame = Self { bytes, width, height, stride: format.row_bytes(width), format };
        frame.check()?;
        Ok(frame)
    }

    /// Checks that the bytes are sufficient for a picture of this size, stride and format.
    ///
    /// # Errors
    ///
    /// If a side is zero, if there are more than [`MAX_PIXELS`](super::MAX_PIXELS) pixels, if the stride
    /// is less than the bytes of a row, or if there are too few bytes; the last two are reported
    /// together.
    pub fn check(&self) -> Result<(), ImageError> {
        let Self { bytes, width, height, stride, format } = *self;
        checked_pixels("a frame", width, height)?;
        let mut problems = Vec::new();
        let row = format.row_bytes(width);
        if stride < row {
            problems.push(format!(
                "its stride is {stride} bytes, but a row of {width} {format} pixels takes {row}"
            ));
        }
        let needed = format.frame_bytes(width, height, stride.max(row));
        if needed.is_none_or(|needed| bytes.len() < needed) {
            let needed = needed.map_or("more than memory can hold".into(), |n| n.to_string());
            problems.push(format!(
                "it has {} bytes, but {width}×{height} {format} pixels (width×height) with a stride of {} bytes take {needed}",
                bytes.len(),
                stride.max(row)
            ));
        }
        if problems.is_empty() { Ok(()) } else { Err(ImageError::Frame { problems }) }
    }

    /// Copies the frame into a picture: values are reordered to red, green, blue; grey values are
    /// repeated; luma and chroma are converted by the formula of [`Yuv`].
    ///
    /// # Errors
    ///
    /// The errors of [`check`](Self::check).
    pub fn to_rgb8(&self) -> Result<Rgb8, ImageError> {
        self.check()?;
        let mut bytes = Vec::with_capacity(3 * self.width * self.height);
        for y in 0..self.height {
            bytes.extend((0..self.width).flat_map(|x| self.rgb(x, y)));
        }
        Rgb8::new(self.width, self.height, bytes)
    }

    /// Returns red, green and blue of a pixel of a frame that has been checked.
    fn rgb(&self, x: usize, y: usize) -> [u8; 3] {
        let row = &self.bytes[y * self.stride..];
        match self.format {
            PixelFormat::Rgb => [row[3 * x], row[3 * x + 1], row[3 * x + 2]],
            PixelFormat::Bgr => [row[3 * x + 2], row[3 * x + 1], row[3 * x]],
            PixelFormat::Rgba => [row[4 * x], row[4 * x + 1], row[4 * x + 2]],
            PixelFormat::Bgra => [row[4 * x + 2], row[4 * x + 1], row[4 * x]],
            PixelFormat::Grey => [row[x]; 3],
            PixelFormat::Nv12(yuv) => {
                let chroma = &self.bytes[(self.height + y / 2) * self.stride + x / 2 * 2..];
                Coefficients::of(yuv).rgb(row[x], chroma[0], chroma[1])
            }
            PixelFormat::I420(yuv) => {
                let [u, v] = self.i420_rows(y);
                Coefficients::of(yuv).rgb(row[x], u[x / 2], v[x / 2])
            }
            PixelFormat::Yuyv(yuv) => {
                let pair = &row[x / 2 * 4..];
                Coefficients::of(yuv).rgb(row[2 * x], pair[1], pair[3])
            }
        }
    }

    /// Returns the rows of U and V for row `y` of a checked frame in I420.
    pub(super) fn i420_rows(&self, y: usize) -> [&'a [u8]; 2] {
        let (stride, half) = (self.stride.div_ceil(2), self.height.div_ceil(2));
        let start = self.height * self.stride + y / 2 * stride;
        [start, start + half * stride].map(|start| &self.bytes[start..][..self.width.div_ceil(2)])
    }

    /// Formats size and format for messages.
    pub(super) fn kind(width: usize, height: usize, format: PixelFormat) -> String {
        format!("{width}×{height} {format} pixels (width×height)")
    }
}

impl fmt::Debug for Frame<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Frame")
            .field("bytes", &self.bytes.len())
            .field("width", &self.width)
            .field("height", &self.height)
            .field("stride", &self.stride)
            .field("format", &self.format)
            .finish()
    }
}

impl<'a> From<&Frame<'a>> for Frame<'a> {
    fn from(frame: &Frame<'a>) -> Self {
        *frame
    }
}

impl<'a> From<&'a Rgb8> for Frame<'a> {
    fn from(picture: &'a Rgb8) -> Self {
        Self {
            bytes: picture.as_bytes(),
            width: picture.width(),
            height: picture.height(),
            stride: 3 * picture.width(),
            format: PixelFormat::Rgb,
        }
    }
}
