//! Reads the elements of a tensor from a storage, by offset, strides, byte order and element type.

use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use crate::dtype::{Dtype, bf16_to_f32, f16_to_f32};
use crate::tensor::{IntegerTensor, Tensor, element_count};

/// The largest number of dimensions of a tensor. PyTorch's own operators also stop at 64.
pub(crate) const MAX_RANK: usize = 64;

/// The order of the bytes within an element.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ByteOrder {
    Little,
    Big,
}

/// The number of elements that may still be read from a file.
///
/// Tensors with separate bytes have at most as many elements as the file has bytes, whatever their type.
/// Views of one storage may exceed that, since a zero stride repeats an element without end. A budget of one
/// element per byte of the file allows f32 tensors to be shared, but does not allow a small file to use
/// gigabytes.
#[derive(Debug)]
pub(crate) struct Budget {
    left: usize,
}

impl Budget {
    pub(crate) fn for_file(bytes: &[u8]) -> Budget {
        Budget { left: bytes.len() }
    }

    fn take(&mut self, elements: usize) -> Result<(), String> {
        match self.left.checked_sub(elements) {
            Some(left) => {
                self.left = left;
                Ok(())
            }
            None => Err(format!(
                "its {elements} elements bring the tensors above one element per byte of the file"
            )),
        }
    }
}

/// The elements of a tensor within the bytes of a storage.
#[derive(Debug, Clone, Copy)]
pub(crate) struct View<'a> {
    /// The whole storage, whose length is a multiple of the element size.
    pub storage: &'a [u8],
    pub dtype: Dtype,
    pub byte_order: ByteOrder,
    /// The index of the first element, in elements.
    pub offset: usize,
    pub shape: &'a [usize],
    /// The distance between neighbours along each dimension, in elements.
    pub strides: &'a [usize],
}

/// A tensor that was read: of floating-point numbers, or of integers.
#[derive(Debug)]
pub(crate) enum AnyTensor {
    Float(Tensor),
    Integer(IntegerTensor),
}

impl AnyTensor {
    /// Negates a tensor of floats; negated integer tensors are not supported.
    pub(crate) fn negated(mut self) -> Result<AnyTensor, String> {
        match &mut self {
            AnyTensor::Float(tensor) => tensor.data.iter_mut().for_each(|value| *value = -*value),
            AnyTensor::Integer(_) => {
                return Err("its metadata says `neg`, which is read for floats only".to_string());
            }
        }
        Ok(self)
    }
}

impl View<'_> {
    /// Reads the elements into row-major order.
    pub(crate) fn read(&self, budget: &mut Budget) -> Result<AnyTensor, String> {
        let count = self.checked_count()?;
        budget.take(count)?;
        let float =
            |data| AnyTensor::Float(Tensor { shape: self.shape.to_vec(), dtype: self.dtype, data });
        let integer = |data| {
            AnyTensor::Integer(IntegerTensor {
                shape: self.shape.to_vec(),
                dtype: self.dtype,
                data,
            })
        };
        Ok(match self.dtype {
            Dtype::F32 => float(self.gather(count, f32::from_le_bytes)),
            Dtype::F16 => float(self.gather(count, |b| f16_to_f32(u16::from_le_bytes(b)))),
            Dtype::Bf16 => float(self.gather(count, |b| bf16_to_f32(u16::from_le_bytes(b)))),
            // An f64 rounds to the nearest f32, and to infinity beyond the range of f32.
            Dtype::F64 => float(self.gather(count, |b| f64::from_le_bytes(b) as f32)),
            Dtype::Bool => integer(self.gather(count, |[b]| i64::from(b != 0))),
            Dtype::I8 => integer(self.gather(count, |b| i64::from(i8::from_le_bytes(b)))),
            Dtype::I16 => integer(self.gather(count, |b| i64::from(i16::from_le_bytes(b)))),
            Dtype::I32 => integer(self.gather(count, |b| i64::from(i32::from_le_bytes(b)))),
            Dtype::I64 | Dtype::U64 => integer(self.gather(count, i64::from_le_bytes)),
            Dtype::U8 => integer(self.gather(count, |[b]| i64::from(b))),
            Dtype::U16 => integer(self.gather(count, |b| i64::from(u16::from_le_bytes(b)))),
            Dtype::U32 => integer(self.gather(count, |b| i64::from(u32::from_le_bytes(b)))),
        })
    }

    /// The number of elements, after a check that all of them are inside the storage.
    fn checked_count(&self) -> Result<usize, String> {
        let overflow = || format!("its shape {:?} has too many elements", self.shape);
        if self.shape.len() > MAX_RANK {
            return Err(format!("it has {} dimensions, more than {MAX_RANK}", self.shape.len()));
        }
        if self.shape.len() != self.strides.len() {
            return Err(format!(
                "its shape has {} dimensions but its strides {}",
                self.shape.len(),
                self.strides.len()
            ));
        }
        let count = element_count(self.shape).ok_or_else(overflow)?;
        if count == 0 {
            return Ok(0);
        }
        let last = self
            .shape
            .iter()
            .zip(self.strides)
            .try_fold(self.offset, |last, (&size, &stride)| {
                last.checked_add((size - 1).checked_mul(stride)?)
            })
            .ok_or_else(overflow)?;
        let available = self.storage.len() / self.dtype.size();
        if last >= available {
            return Err(format!("it reaches element {last} of a storage that has {available}"));
        }
        Ok(count)
    }

    /// Converts `count` elements; `checked_count` has checked that all of them exist.
    fn gather<const N: usize, T>(&self, count: usize, convert: impl Fn([u8; N]) -> T) -> Vec<T> {
        let (elements, _) = self.storage.as_chunks::<N>();
        let convert = |bytes: &[u8; N]| {
            let mut bytes = *bytes;
            if self.byte_order == ByteOrder::Big {
                bytes.reverse();
            }
            convert(bytes)
        };
        if count == 0 {
            return Vec::new();
        }
        if self.is_contiguous() {
            return elements[self.offset..][..count].iter().map(convert).collect();
        }
        let mut data = Vec::with_capacity(count);
        let mut position = self.offset;
        let mut coordinates = [0usize; MAX_RANK];
        loop {
            data.push(convert(&elements[position]));
            // Counts like an odometer: the last dimension first, then carries to the one before.
            let mut dimension = self.shape.len();
            loop {
                let Some(next) = dimension.checked_sub(1) else {
                    return data;
                };
                dimension = next;
                coordinates[dimension] += 1;
                if coordinates[dimension] < self.shape[dimension] {
                    position += self.strides[dimension];
                    break;
                }
                position -= (self.shape[dimension] - 1) * self.strides[dimension];
                coordinates[dimension] = 0;
            }
        }
    }

    /// Whether the elements are in row-major order without gaps.
    fn is_contiguous(&self) -> bool {
        let mut expected = 1usize;
        for (&size, &stride) in self.shape.iter().zip(self.strides).rev() {
            // The stride of a dimension of size one is never used and may have any value.
            if size != 1 && stride != expected {
                return false;
            }
            expected = expected.saturating_mul(size);
        }
        true
    }
}

/// The strides, in elements, of a tensor of `shape` in row-major order without gaps.
pub(crate) fn contiguous_strides(shape: &[usize]) -> Vec<usize> {
    let mut strides: Vec<usize> = shape
        .iter()
        .rev()
        .scan(1usize, |stride, &size| {
            let this = *stride;
            *stride = stride.saturating_mul(size);
            Some(this)
        })
        .collect();
    strides.reverse();
    strides
}

/// The message for an element type that is not read; it names the types that are.
pub(crate) fn unsupported_dtype(name: &str) -> String {
    "its element type ".to_string()
        + &crate::error::quoted(name)
        + " is not supported (floating-point numbers of 16 to 64 bits and integers are)"
}
