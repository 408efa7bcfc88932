//! Conversion of frames of one size and format to a network's input, in memory that is allocated once.

use super::{
    Fit, Frame, ImageError, PixelFormat, Placement, Preprocessing, Resize, checked_pixels,
    lined::Lined,
    normalise::request_problems,
    passes::{ByteLayout, Wide},
    planes::{Pixel, Planes},
    resize::vertical_first,
    taps::{Columns, Lines},
    wide::{Registers, Windows},
};
use crate::{
    Isa, IsaError,
    simd::{AnySimd, select},
};

mod run;

/// Converts frames of one size and format to a network's input, as the network's [`Preprocessing`]
/// describes. The memory is allocated in advance; [`run`](Self::run) allocates nothing.
///
/// The numbers are bit for bit the result of [`Frame::to_rgb8`], then
/// [`resize_bilinear`](super::resize_bilinear) or [`resize_bilinear_opencv`](super::resize_bilinear_opencv),
/// then [`normalise`](super::normalise).
///
/// ```
/// use espnet::image::{Frame, PixelFormat, Preprocess, Preprocessing};
///
/// let bytes = [128; 6 * 4 * 3];
/// let frame = Frame::new(&bytes, 6, 4, PixelFormat::Bgr)?;
/// let mut preprocess = Preprocess::for_frame(&Preprocessing::IMAGENET, [1, 3, 8, 8], &frame)?;
/// let mut input = [0.0; 3 * 8 * 8];
/// preprocess.run(&frame, &mut input)?;
/// assert_eq!(input[0], (128.0 / 255.0 - 0.485) / 0.229);
/// # Ok::<(), espnet::image::ImageError>(())
/// ```
#[derive(Clone, Debug)]
pub struct Preprocess {
    width: usize,
    height: usize,
    format: PixelFormat,
    preprocessing: Preprocessing,
    /// C, H, W of the input.
    input: [usize; 3],
    placement: Placement,
    columns: Columns,
    lines: Lines,
    /// The number of stretched rows that are kept: the largest number of rows that one resized row is a sum
    /// of.
    ring: usize,
    planes: Planes,
    simd: AnySimd,
    /// The registers that the passes use; `None` for passes in plain Rust.
    registers: Option<Registers>,
    /// The taps for these registers; `None` if there are no registers, if rows are too short or if a pixel
    /// has too many taps.
    windows: Option<Windows>,
    /// Whether each resized row is a sum of two rows that no other resized row needs.
    apart: bool,
    memory: PassBuffers,
}

/// Rows between the passes are padded to a multiple of this number of pixels, to fill whole registers.
const PADDED: usize = 16;

/// Resized rows are collected up to this number of pixels before they are written; few enough for the
/// first-level cache.
const WAITING: usize = 2048;

/// The buffers between the passes.
#[derive(Clone, Debug)]
struct PassBuffers {
    /// Two rows of the frame, converted from luma and chroma to pixels; empty for other formats.
    pixels: [Lined<Pixel>; 2],
    /// Stretched rows, each with padding. Row y of the frame has index y modulo the number of rows. If rows
    /// are summed up first, there is one row.
    stretched: Lined<Wide>,
    /// Weighted sums of the frame's rows, whose bytes go to `summed`. Both are empty unless rows are summed
    /// up before they are stretched.
    sums: Lined<i32>,
    summed: Lined<u8>,
    /// Resized rows that are not yet written to the input, with padding.
    line: Lined<Pixel>,
}

/// The buffers of [`PassBuffers`], borrowed for the passes.
struct Views<'a> {
    pixels: [&'a mut [Pixel]; 2],
    stretched: &'a mut [Wide],
    sums: &'a mut [i32],
    summed: &'a mut [u8],
    line: &'a mut [Pixel],
}

impl PassBuffers {
    /// Empty buffers, which replace the memory while a run uses it.
    const EMPTY: Self = Self {
        pixels: [Lined::EMPTY, Lined::EMPTY],
        stretched: Lined::EMPTY,
        sums: Lined::EMPTY,
        summed: Lined::EMPTY,
        line: Lined::EMPTY,
    };

    fn views(&mut self) -> Views<'_> {
        Views {
            pixels: self.pixels.each_mut().map(Lined::as_mut_slice),
            stretched: self.stretched.as_mut_slice(),
            sums: self.sums.as_mut_slice(),
            summed: self.summed.as_mut_slice(),
            line: self.line.as_mut_slice(),
        }
    }
}

impl Preprocess {
    /// Allocates the memory for frames of `width`×`height` pixels in `format`, and for a network's `input`
    /// of shape N×C×H×W with N = 1 and C = 1 or 3.
    ///
    /// If C is 1, the network gets the luma of the resized picture, as [`normalise`](super::normalise)
    /// computes it.
    ///
    /// # Errors
    ///
    /// If the frame or the input has no pixels, if the frame, the input or the resized frame has more than
    /// [`MAX_PIXELS`](super::MAX_PIXELS) pixels, if N is not 1, if C is neither 1 nor 3, if
    /// [`Normalization`](super::Normalization) does not allow the mean, the standard deviation or the
    /// scale, or if `ESPNET_ISA` names an instruction set that does not exist or that this processor lacks.
    pub fn new(
        preprocessing: &Preprocessing,
        input: [usize; 4],
        width: usize,
        height: usize,
        format: PixelFormat,
    ) -> Result<Self, ImageError> {
        let [images, channels, rows, across] = input;
        let mut problems = request_problems(channels, &preprocessing.normalization);
        if images != 1 {
            problems
                .push(format!("a picture is one input, but the network takes {images} at a time"));
        }
        for size in [("the network's input", across, rows), ("a frame", width, height)] {
            if let Err(error) = checked_pixels(size.0, size.1, size.2) {
                problems.push(error.to_string());
            }
        }
        if !problems.is_empty() {
            return Err(ImageError::InvalidInput { problems });
        }
        let placement = Placement::new((width, height), (across, rows), preprocessing.fit)?;
        let visible = |resized: usize, input: usize, offset: isize| {
            let start = usize::try_from(-offset).unwrap_or(0);
            start..start + resized.min(input)
        };
        let (resized, offset) = (placement.resized(), placement.offset());
        let rule = preprocessing.resize;
        let columns = Columns::new(rule, width, resized.0, visible(resized.0, across, offset.0));
        let lines = Lines::new(rule, height, resized.1, visible(resized.1, rows, offset.1));
        let simd = select()?;
        let planes = Planes::new(channels, &preprocessing.normalization, simd);
        let mut made = Self {
            width,
            height,
            format,
            preprocessing: *preprocessing,
            input: [channels, rows, across],
            placement,
            columns,
            ring: lines.most(),
            apart: lines.apart(),
            lines,
            planes,
            simd,
            registers: None,
            windows: None,
            memory: PassBuffers::EMPTY,
        };
        made.memory = made.memory();
        made.choose_registers();
        Ok(made)
    }

    /// Allocates the memory for frames of the size and format of `frame`; see [`new`](Self::new).
    ///
    /// # Errors
    ///
    /// The errors of [`new`](Self::new).
    pub fn for_frame(
        preprocessing: &Preprocessing,
        input: [usize; 4],
        frame: &Frame<'_>,
    ) -> Result<Self, ImageError> {
        Self::new(preprocessing, input, frame.width, frame.height, frame.format)
    }

    /// Uses the instruction set `isa` from now on; the numbers are the same, bit for bit.
    ///
    /// # Errors
    ///
    /// If this processor lacks the instruction set.
    pub fn with_isa(mut self, isa: Isa) -> Result<Self, ImageError> {
        self.simd = AnySimd::for_isa(isa).ok_or_else(|| IsaError::lacking(isa))?;
        self.planes = Planes::new(self.input[0], &self.preprocessing.normalization, self.simd);
        self.choose_registers();
        Ok(self)
    }

    /// Chooses the registers of the instruction set, and lays the taps out for them.
    fn choose_registers(&mut self) {
        self.registers = Registers::of(self.simd);
        self.windows = self.registers.and_then(|registers| {
            let (rule, layout) = (self.preprocessing.resize, self.layout());
            registers.windows(rule, &self.columns, layout, self.width * layout.bytes)
        });
    }

    /// Allocates the buffers between the passes.
    fn memory(&self) -> PassBuffers {
        let width = self.columns.len().next_multiple_of(PADDED);
        let bytes = match self.sums_first() {
            true => self.width * self.layout().bytes,
            false => 0,
        };
        let stretched = width * if self.sums_first() { 1 } else { self.ring };
        let pixels = if self.converts() { self.width } else { 0 };
        PassBuffers {
            pixels: [Lined::new(pixels), Lined::new(pixels)],
            stretched: Lined::new(stretched),
            sums: Lined::new(bytes),
            summed: Lined::new(bytes),
            line: Lined::new(width * self.waiting()),
        }
    }

    /// Returns the position of a frame in the input, which also maps boxes and masks back to the frame.
    #[must_use]
    pub fn placement(&self) -> Placement {
        self.placement
    }

    /// Returns whether this `Preprocess` was created for frames of this size and format. Any stride is
    /// accepted.
    #[must_use]
    pub fn takes(&self, frame: &Frame<'_>) -> bool {
        let Frame { width, height, format, .. } = *frame;
        (width, height, format) == (self.width, self.height, self.format)
    }

    /// Converts a frame to the network's input of C×H×W floats and writes it to `input`. Allocates nothing.
    ///
    /// # Errors
    ///
    /// If the frame has another size or format, if [`Frame::check`] fails, or if the length of `input` is
    /// not C·H·W. Each message says what was expected and what was given. On an error, `input` is
    /// unchanged.
    pub fn run(&mut self, frame: &Frame<'_>, input: &mut [f32]) -> Result<(), ImageError> {
        if !self.takes(frame) {
            return Err(ImageError::OtherFrame {
                expected: Frame::kind(self.width, self.height, self.format),
                actual: Frame::kind(frame.width, frame.height, frame.format),
            });
        }
        frame.check()?;
        if input.len() != self.input.iter().product::<usize>() {
            return Err(ImageError::WrongLength {
                what: "a network's input",
                shape: self.input.to_vec(),
                unit: "floats",
                actual: input.len(),
            });
        }
        if let Fit::Letterbox(colour) = self.preprocessing.fit {
            self.fill_border(colour, input);
        }
        self.simd.run(run::Run { preprocess: self, frame, input });
        Ok(())
    }

    /// Fills the border of a letterbox with its colour, normalised.
    fn fill_border(&self, colour: [u8; 3], input: &mut [f32]) {
        let [_, height, width] = self.input;
        let len = height * width;
        let [columns, rows] = self.placement.shown(width, height);
        let mut fill = |start: usize, end: usize| {
            self.planes.fill(colour, input, len, start, end - start);
        };
        fill(0, rows.start * width);
        fill(rows.end * width, len);
        for row in rows {
            fill(row * width, row * width + columns.start);
            fill(row * width + columns.end, (row + 1) * width);
        }
    }

    /// Returns the number of resized rows that are written at a time: several if they are whole rows of the
    /// input and need no padding, else one.
    fn waiting(&self) -> usize {
        let width = self.columns.len();
        let whole = width == self.input[2] && width.is_multiple_of(PADDED);
        if whole { (WAITING / width).clamp(1, self.lines.len()) } else { 1 }
    }

    /// Returns whether rows are converted from luma and chroma to pixels before they are resized.
    fn converts(&self) -> bool {
        matches!(self.format, PixelFormat::Nv12(_) | PixelFormat::I420(_) | PixelFormat::Yuyv(_))
    }

    /// Returns the layout of the pixels that are resized.
    fn layout(&self) -> ByteLayout {
        let (bytes, colours) = match self.format {
            PixelFormat::Rgb => (3, [0, 1, 2]),
            PixelFormat::Bgr => (3, [2, 1, 0]),
            PixelFormat::Bgra => (4, [2, 1, 0]),
            PixelFormat::Grey => (1, [0; 3]),
            PixelFormat::Rgba
            | PixelFormat::Nv12(_)
            | PixelFormat::I420(_)
            | PixelFormat::Yuyv(_) => (4, [0, 1, 2]),
        };
        ByteLayout { bytes, colours }
    }

    /// Returns whether rows are summed up before they are stretched, in the order of Pillow's passes.
    fn sums_first(&self) -> bool {
        self.preprocessing.resize == Resize::Pillow
            && vertical_first((self.width, self.height), self.placement.resized())
    }
}
