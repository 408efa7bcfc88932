//! The recipe of a network: the tensors that it needs from a checkpoint, and their positions in its packed
//! weights.

use alloc::vec::Vec;

use super::{Packing, linear};
use crate::kernel::Form;

/// A tensor that a network needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Parameter<'a> {
    /// The name in PyTorch.
    pub name: &'a str,
    /// The shape in PyTorch.
    pub shape: &'a [usize],
}

impl<'a> Parameter<'a> {
    /// A tensor with this name and shape.
    pub const fn new(name: &'a str, shape: &'a [usize]) -> Self {
        Parameter { name, shape }
    }
}

/// The conversion of a network's checkpoint to its blob.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Recipe<'a> {
    /// The tensors that the network needs.
    pub parameters: &'a [Parameter<'a>],
    /// Tensors that released checkpoints contain but inference does not read.
    pub unused: &'a [Parameter<'a>],
    /// The packings, each with its offset in the blob in floats.
    pub packings: &'a [(usize, Packing)],
    /// The length of the blob in floats.
    pub len: usize,
}

impl<'a> Recipe<'a> {
    /// Creates a recipe without unused tensors.
    pub const fn new(
        parameters: &'a [Parameter<'a>],
        packings: &'a [(usize, Packing)],
        len: usize,
    ) -> Self {
        Recipe { parameters, unused: &[], packings, len }
    }

    /// Sets the tensors that inference does not read.
    #[must_use]
    pub const fn unused(self, unused: &'a [Parameter<'a>]) -> Self {
        Recipe { unused, ..self }
    }
}

impl Recipe<'_> {
    /// Packs `tensors` into a blob of [`Recipe::len`] zeros. `tensors` contains the data of
    /// [`Recipe::parameters`], in the same order.
    ///
    /// # Panics
    /// If a tensor does not have the shape of its parameter. [`Recipe::bind`] checks the shapes.
    pub fn pack(&self, tensors: &[&[f32]], blob: &mut [f32]) {
        assert_eq!(tensors.len(), self.parameters.len());
        assert_eq!(blob.len(), self.len);
        for (offset, packing) in self.packings {
            packing.pack(tensors, &mut blob[*offset..][..packing.len()]);
        }
    }

    /// Returns the form and the predicted error of each linear layer's weights. `tensors` are those of
    /// [`Recipe::pack`].
    ///
    /// # Panics
    /// If a tensor does not have the shape of its parameter. [`Recipe::bind`] checks the shapes.
    pub fn linear_layers(&self, tensors: &[&[f32]]) -> Vec<LinearForm<'_>> {
        assert_eq!(tensors.len(), self.parameters.len());
        let layers = self.packings.iter().filter_map(|(_, packing)| match packing {
            Packing::Linear(kernel, layer) => Some((kernel, layer)),
            _ => None,
        });
        layers
            .map(|(kernel, layer)| {
                let error = |form| linear::error(kernel.input.channels, layer, form, tensors);
                let form = linear::form(kernel, layer, tensors);
                LinearForm {
                    weight: self.parameters[layer.weight.index()].name,
                    form,
                    error: error(form),
                    error_of_16_bits: error(Form::I16),
                }
            })
            .collect()
    }
}

/// The form of a linear layer's weights, and its predicted error.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LinearForm<'a> {
    /// The name of the weights in PyTorch.
    pub weight: &'a str,
    /// The form of the weights.
    pub form: Form,
    /// The predicted error from rounding the weights, relative to the layer's largest output.
    pub error: f64,
    /// The predicted error of 16-bit weights, relative to the layer's largest output.
    pub error_of_16_bits: f64,
}
