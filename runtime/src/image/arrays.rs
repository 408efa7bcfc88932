//! Views between `ndarray` and this crate's frames, pictures and masks; no view copies its data.

use ndarray::{ArrayView2, ArrayView3, ArrayView4};

use super::{Frame, ImageError, Mask, PixelFormat, Rgb8};

impl Rgb8 {
    /// Returns the picture's bytes as an H×W×3 array view.
    ///
    /// ```
    /// use espnet::image::Rgb8;
    ///
    /// let picture = Rgb8::new(2, 1, vec![1, 2, 3, 4, 5, 6])?;
    /// assert_eq!(picture.view()[[0, 1, 2]], 6);
    /// # Ok::<(), espnet::image::ImageError>(())
    /// ```
    #[must_use]
    pub fn view(&self) -> ArrayView3<'_, u8> {
        view(ArrayView3::from_shape((self.height(), self.width(), 3), self.as_bytes()))
    }
}

impl Mask {
    /// Returns the class of every pixel as an H×W array view.
    #[must_use]
    pub fn view(&self) -> ArrayView2<'_, u8> {
        view(ArrayView2::from_shape((self.height(), self.width()), self.classes()))
    }
}

/// Unwraps a view of a buffer whose length its type keeps equal to the product of the shape.
fn view<V>(made: Result<V, ndarray::ShapeError>) -> V {
    made.unwrap_or_else(|error| unreachable!("the type keeps size and elements alike: {error}"))
}

impl<'a> Frame<'a> {
    /// Borrows an H×W×C array of bytes as a frame. `format` determines C: 1 for grey, 3 for RGB and BGR,
    /// 4 for RGBA and BGRA.
    ///
    /// # Errors
    ///
    /// [`ImageError::Frame`] if `format` is a YUV format, if C is not the format's number of channels, or
    /// if the elements are not contiguous in memory, as in a slice of a larger array; else the errors of
    /// [`check`](Self::check).
    ///
    /// ```
    /// use espnet::image::{Frame, PixelFormat};
    /// use ndarray::Array3;
    ///
    /// let array = Array3::<u8>::zeros((4, 6, 3));
    /// let frame = Frame::from_view(array.view(), PixelFormat::Bgr)?;
    /// assert_eq!((frame.width, frame.height, frame.stride), (6, 4, 18));
    /// # Ok::<(), espnet::image::ImageError>(())
    /// ```
    pub fn from_view(view: ArrayView3<'a, u8>, format: PixelFormat) -> Result<Self, ImageError> {
        let (height, width, channels) = view.dim();
        let problem = |text: String| ImageError::Frame { problems: vec![text] };
        let expected = match format {
            PixelFormat::Grey => 1,
            PixelFormat::Rgb | PixelFormat::Bgr => 3,
            PixelFormat::Rgba | PixelFormat::Bgra => 4,
            PixelFormat::Nv12(_) | PixelFormat::I420(_) | PixelFormat::Yuyv(_) => {
                return Err(problem(format!(
                    "an array of H×W×C bytes cannot hold {format} pixels"
                )));
            }
        };
        if channels != expected {
            return Err(problem(format!(
                "the array of {height}×{width}×{channels} has {channels} channels, but {format} pixels have {expected}"
            )));
        }
        let bytes = view.to_slice().ok_or_else(|| {
            problem(
                "the array's elements do not follow one another: copy it with `as_standard_layout`"
                    .into(),
            )
        })?;
        Self::new(bytes, width, height, format)
    }
}

/// Returns a network's input or output of N×C×H×W floats as an array view of that shape.
///
/// # Errors
///
/// If the number of floats is not N·C·H·W.
///
/// ```
/// use espnet::image::tensor_view;
///
/// let logits = [0.0, 1.0, 2.0, 3.0, 4.0, 5.0];
/// assert_eq!(tensor_view(&logits, [1, 3, 1, 2])?[[0, 2, 0, 1]], 5.0);
/// # Ok::<(), espnet::image::ImageError>(())
/// ```
pub fn tensor_view(floats: &[f32], shape: [usize; 4]) -> Result<ArrayView4<'_, f32>, ImageError> {
    ArrayView4::from_shape(shape, floats).ok().filter(|view| view.len() == floats.len()).ok_or_else(
        || ImageError::WrongLength {
            what: "a tensor",
            shape: shape.to_vec(),
            unit: "floats",
            actual: floats.len(),
        },
    )
}
