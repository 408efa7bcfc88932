//! Tensors as they are read from a checkpoint: their shape, and their elements in row-major order.

use alloc::vec::Vec;

use crate::dtype::Dtype;
use crate::error::{CheckpointError, ErrorKind};

/// The number of elements of a shape, or `None` if it does not fit a `usize`.
///
/// If a dimension is zero, the number is zero, however large the others are. Without dimensions (a scalar) it
/// is one.
pub(crate) fn element_count(shape: &[usize]) -> Option<usize> {
    if shape.contains(&0) {
        return Some(0);
    }
    shape.iter().try_fold(1usize, |count, &size| count.checked_mul(size))
}

/// Checks that a tensor of `shape` has this number of elements.
fn check_length(shape: &[usize], elements: usize) -> Result<(), CheckpointError> {
    if element_count(shape) == Some(elements) {
        return Ok(());
    }
    Err(CheckpointError::new(
        ErrorKind::InvalidTensor,
        alloc::format!("{elements} elements cannot fill a tensor of shape {shape:?}"),
    ))
}

/// A tensor of floating-point numbers. They are stored as `f32`, whatever their precision in the file.
///
/// Elements are in row-major order (the last dimension varies fastest) without gaps, so `data().len()` is
/// always the product of `shape()`.
#[derive(Debug, Clone, PartialEq)]
pub struct Tensor {
    pub(crate) shape: Vec<usize>,
    pub(crate) dtype: Dtype,
    pub(crate) data: Vec<f32>,
}

impl Tensor {
    /// A tensor of `shape` with `data` in row-major order; an empty shape is a scalar.
    ///
    /// # Errors
    ///
    /// If the length of `data` is not the product of `shape`.
    ///
    /// ```
    /// use espnet_checkpoint::Tensor;
    ///
    /// let tensor = Tensor::new(vec![2, 2], vec![1.0, 2.0, 3.0, 4.0])?;
    /// assert_eq!(tensor.shape(), [2, 2]);
    /// assert!(Tensor::new(vec![3], vec![1.0]).is_err());
    /// # Ok::<(), espnet_checkpoint::CheckpointError>(())
    /// ```
    pub fn new(shape: Vec<usize>, data: Vec<f32>) -> Result<Tensor, CheckpointError> {
        check_length(&shape, data.len())?;
        Ok(Tensor { shape, dtype: Dtype::F32, data })
    }

    /// The sizes of the dimensions, outermost first; empty for a scalar.
    pub fn shape(&self) -> &[usize] {
        &self.shape
    }

    /// The element type in the file: one of the floating-point types.
    pub fn dtype(&self) -> Dtype {
        self.dtype
    }

    /// The elements in row-major order.
    pub fn data(&self) -> &[f32] {
        &self.data
    }

    /// Returns the elements and drops the rest of the tensor.
    pub fn into_data(self) -> Vec<f32> {
        self.data
    }

    /// The row-major index of the first element that is infinite or not a number, if there is one.
    ///
    /// ```
    /// use espnet_checkpoint::Tensor;
    ///
    /// let tensor = Tensor::new(vec![2, 2], vec![0.0, 1.0, f32::NAN, 2.0])?;
    /// assert_eq!(tensor.first_non_finite(), Some(2));
    /// assert_eq!(tensor.coordinates(2), [1, 0]);
    /// # Ok::<(), espnet_checkpoint::CheckpointError>(())
    /// ```
    pub fn first_non_finite(&self) -> Option<usize> {
        self.data.iter().position(|value| !value.is_finite())
    }

    /// The coordinates, outermost dimension first, of the element at row-major `index`.
    ///
    /// An index after the last element wraps around.
    pub fn coordinates(&self, index: usize) -> Vec<usize> {
        let mut rest = index;
        let mut coordinates: Vec<usize> = self
            .shape
            .iter()
            .rev()
            .map(|&size| {
                let coordinate = rest.checked_rem(size).unwrap_or(0);
                rest = rest.checked_div(size).unwrap_or(0);
                coordinate
            })
            .collect();
        coordinates.reverse();
        coordinates
    }
}

/// A tensor of integers or booleans, such as the `num_batches_tracked` of a batch normalisation.
///
/// No weight of a network is a tensor of integers. They are kept so that a converted checkpoint is complete,
/// and so that binding can tell a tensor of integers from a missing one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IntegerTensor {
    pub(crate) shape: Vec<usize>,
    pub(crate) dtype: Dtype,
    pub(crate) data: Vec<i64>,
}

impl IntegerTensor {
    /// A tensor of `shape` with `data` in row-major order, of the type [`Dtype::I64`]; an empty shape is a scalar.
    ///
    /// # Errors
    ///
    /// If the length of `data` is not the product of `shape`.
    pub fn new(shape: Vec<usize>, data: Vec<i64>) -> Result<IntegerTensor, CheckpointError> {
        check_length(&shape, data.len())?;
        Ok(IntegerTensor { shape, dtype: Dtype::I64, data })
    }

    /// The sizes of the dimensions, outermost first; empty for a scalar.
    pub fn shape(&self) -> &[usize] {
        &self.shape
    }

    /// The element type in the file: an integer type or [`Dtype::Bool`].
    pub fn dtype(&self) -> Dtype {
        self.dtype
    }

    /// The elements in row-major order. Elements of [`Dtype::U64`] from 2⁶³ on are stored minus 2⁶⁴.
    pub fn data(&self) -> &[i64] {
        &self.data
    }
}
