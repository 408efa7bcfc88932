//! What a network needs of a checkpoint, and where it goes.

use alloc::vec::Vec;

use super::{PyramidTensors, linear};
use crate::{
    kernel::{
        Conv2d, DepthwiseConv2d, EespUnit, Elementwise, Form, GroupedConv2d, Hff, Linear,
        Pointwise, PyramidPool, StridedEespUnit,
    },
    layout::Dilations,
};

/// Index of a parameter in [`Recipe::parameters`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TensorId(pub usize);

/// A tensor that a network needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Parameter<'a> {
    /// PyTorch's name.
    pub name: &'a str,
    /// PyTorch's shape.
    pub shape: &'a [usize],
}

impl<'a> Parameter<'a> {
    /// A tensor of that name and shape.
    pub const fn new(name: &'a str, shape: &'a [usize]) -> Self {
        Parameter { name, shape }
    }
}

/// The tensors of a batch norm.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Norm {
    /// γ.
    pub weight: TensorId,
    /// β.
    pub bias: TensorId,
    /// μ.
    pub running_mean: TensorId,
    /// σ².
    pub running_var: TensorId,
    /// ε.
    pub eps: f32,
}

impl Norm {
    /// A batch norm whose tensors are neighbours: γ, β, μ, σ² from `first` on.
    pub const fn consecutive(first: usize, eps: f32) -> Self {
        Norm {
            weight: TensorId(first),
            bias: TensorId(first + 1),
            running_mean: TensorId(first + 2),
            running_var: TensorId(first + 3),
            eps,
        }
    }
}

/// The tensors of an [`Epilogue`](crate::kernel::Epilogue); its bias belongs to the convolution.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct EpilogueTensors {
    /// Slopes of the first PReLU.
    pub prelu: Option<TensorId>,
    /// The batch norm that could not be folded.
    pub affine: Option<Norm>,
    /// Slopes of the last PReLU.
    pub final_prelu: Option<TensorId>,
}

impl EpilogueTensors {
    /// No tensors.
    pub const NONE: EpilogueTensors =
        EpilogueTensors { prelu: None, affine: None, final_prelu: None };

    /// With slopes of the first PReLU.
    pub const fn prelu(self, slopes: usize) -> Self {
        EpilogueTensors { prelu: Some(TensorId(slopes)), ..self }
    }

    /// With a batch norm.
    pub const fn affine(self, norm: Norm) -> Self {
        EpilogueTensors { affine: Some(norm), ..self }
    }

    /// With slopes of the last PReLU.
    pub const fn final_prelu(self, slopes: usize) -> Self {
        EpilogueTensors { final_prelu: Some(TensorId(slopes)), ..self }
    }
}

/// The tensors of a convolution or linear layer.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ConvTensors {
    /// Weights, output × input of a group × k × k.
    pub weight: TensorId,
    /// Bias.
    pub bias: Option<TensorId>,
    /// The batch norm that follows and is folded.
    pub norm: Option<Norm>,
    /// What follows after that.
    pub epilogue: EpilogueTensors,
}

impl ConvTensors {
    /// A convolution of weights and nothing else.
    pub const fn new(weight: usize) -> Self {
        let weight = TensorId(weight);
        ConvTensors { weight, bias: None, norm: None, epilogue: EpilogueTensors::NONE }
    }

    /// With a bias.
    pub const fn bias(self, bias: usize) -> Self {
        ConvTensors { bias: Some(TensorId(bias)), ..self }
    }

    /// With a batch norm that is folded.
    pub const fn norm(self, norm: Norm) -> Self {
        ConvTensors { norm: Some(norm), ..self }
    }

    /// With an epilogue.
    pub const fn epilogue(self, epilogue: EpilogueTensors) -> Self {
        ConvTensors { epilogue, ..self }
    }
}

/// The tensors of a linear layer.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LinearTensors {
    /// Weights, output × input.
    pub weight: TensorId,
    /// Bias.
    pub bias: Option<TensorId>,
    /// The convolution that computes the layer's inputs, directly or before an average over its map, if
    /// it has a norm and then at most a PReLU: its statistics predict the inputs.
    pub features: Option<ConvTensors>,
}

impl LinearTensors {
    /// Creates a layer without a bias and without known inputs; `weight` is the index of the weights.
    pub const fn new(weight: usize) -> Self {
        LinearTensors { weight: TensorId(weight), bias: None, features: None }
    }

    /// Adds a bias.
    pub const fn bias(self, bias: usize) -> Self {
        LinearTensors { bias: Some(TensorId(bias)), ..self }
    }

    /// Adds the convolution that computes the inputs.
    pub const fn features(self, conv: ConvTensors) -> Self {
        LinearTensors { features: Some(conv), ..self }
    }
}

/// The tensors of hierarchical feature fusion.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct HffTensors {
    /// Weights of each branch, n × 1 × 3 × 3; only the first K count.
    pub branches: [TensorId; Dilations::MAX],
    /// The batch norm behind the concatenation.
    pub norm: Norm,
    /// Slopes of the PReLU behind it.
    pub prelu: TensorId,
}

impl HffTensors {
    /// Of `K` branches.
    pub const fn new<const K: usize>(branches: [usize; K], norm: Norm, prelu: usize) -> Self {
        let mut ids = [TensorId(0); Dilations::MAX];
        let mut i = 0;
        while i < K {
            ids[i] = TensorId(branches[i]);
            i += 1;
        }
        HffTensors { branches: ids, norm, prelu: TensorId(prelu) }
    }
}

/// What one kernel call packs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Packing {
    /// A 1×1 convolution.
    Pointwise(Pointwise, ConvTensors),
    /// A linear layer.
    Linear(Linear, LinearTensors),
    /// A k×k convolution.
    Conv2d(Conv2d, ConvTensors),
    /// A k×k convolution of few inputs per output.
    DepthwiseConv2d(DepthwiseConv2d, ConvTensors),
    /// A k×k convolution in narrow groups.
    GroupedConv2d(GroupedConv2d, ConvTensors),
    /// Hierarchical feature fusion.
    Hff(Hff, HffTensors),
    /// A whole EESP unit.
    EespUnit(EespUnit, EespTensors),
    /// A whole strided EESP unit.
    StridedEespUnit(StridedEespUnit, StridedEespTensors),
    /// Efficient pyramid pooling.
    PyramidPool(PyramidPool, PyramidTensors),
    /// An epilogue on its own.
    Elementwise(Elementwise, EpilogueTensors),
}

/// The tensors of an EESP unit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct EespTensors {
    /// `proj_1x1`.
    pub project: ConvTensors,
    /// `spp_dw` and `br_after_cat`.
    pub hff: HffTensors,
    /// `conv_1x1_exp` and `module_act`.
    pub expand: ConvTensors,
}

/// The tensors of a strided EESP unit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct StridedEespTensors {
    /// `eesp.proj_1x1`.
    pub project: ConvTensors,
    /// `eesp.spp_dw` and `eesp.br_after_cat`.
    pub hff: HffTensors,
    /// `eesp.conv_1x1_exp`.
    pub expand: ConvTensors,
    /// The 1×1 convolution of `inp_reinf`, if the unit has it.
    pub shortcut: Option<ConvTensors>,
    /// Slopes of `act`, one for each output channel.
    pub act: TensorId,
}

/// How a network's checkpoint becomes its blob.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Recipe<'a> {
    /// What the network needs.
    pub parameters: &'a [Parameter<'a>],
    /// Tensors that released checkpoints hold and inference never reads.
    pub unused: &'a [Parameter<'a>],
    /// What goes where: offset in the blob, in floats, and the packing.
    pub packings: &'a [(usize, Packing)],
    /// Length of the blob, in floats.
    pub len: usize,
}

impl Recipe<'_> {
    /// Packs `tensors`, the data of [`Recipe::parameters`] in their order, into a blob of
    /// [`Recipe::len`] floats that is zero.
    ///
    /// # Panics
    /// If a tensor is not of its parameter's shape: bind them first.
    pub fn pack(&self, tensors: &[&[f32]], blob: &mut [f32]) {
        assert_eq!(tensors.len(), self.parameters.len());
        assert_eq!(blob.len(), self.len);
        for (offset, packing) in self.packings {
            packing.pack(tensors, &mut blob[*offset..][..packing.len()]);
        }
    }

    /// Returns the form of each linear layer's weights and its predicted error; `tensors` are those that
    /// [`Recipe::pack`] takes.
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
                    weight: self.parameters[layer.weight.0].name,
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
    /// PyTorch's name of the weights.
    pub weight: &'a str,
    /// The form of the weights.
    pub form: Form,
    /// The predicted error of rounding the weights, as a share of the layer's largest output.
    pub error: f64,
    /// The predicted error of 16-bit weights, as a share of the layer's largest output.
    pub error_of_16_bits: f64,
}
