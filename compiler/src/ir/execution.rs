//! The interface between operators and their kernels: the role of each operand in a call, the shape of the
//! kernel, and the tensors from which its weights are packed.

use std::{collections::BTreeMap, ops::Range};

use espnet_abi::{
    kernel::{Kernel, Residual},
    layout::{Layout, Map},
    pack::{ConvTensors, Norm, Packing, TensorId},
};

use super::{BatchNorm, Op, PRelu};
use crate::shape::Shape;

/// An operator that has a kernel.
pub trait Execute {
    /// Returns the role of each operand in a call of the kernel.
    fn roles(&self) -> Roles {
        Roles::default()
    }

    /// Returns the shape of the kernel for these maps.
    fn kernel(&self, maps: &OperandLayouts) -> Kernel;

    /// Returns the packing of each part of the kernel that has weights, in the order of [`Kernel::parts`].
    /// `before` is the operator that computes the first operand, or the map whose average the first operand
    /// is.
    fn packings(
        &self,
        _kernel: &Kernel,
        _ids: &TensorIds<'_>,
        _before: Option<&Op>,
    ) -> Vec<Packing> {
        Vec::new()
    }

    /// Returns the tensors of the convolution that computes the value, or the map whose average the value is.
    /// The statistics of its batch norm predict the inputs of a linear layer. `None` if the convolution has
    /// no batch norm, or if anything but a PReLU follows it.
    fn features(&self, _ids: &TensorIds<'_>) -> Option<ConvTensors> {
        None
    }
}

/// The layouts in which a kernel can read its first operand and write its value.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PlaneSupport {
    /// The kernel reads and writes channels last.
    #[default]
    No,
    /// The kernel reads either layout and writes channels last.
    Read,
    /// The kernel reads either layout and writes the same.
    Keep,
    /// The kernel reads channels last and writes either layout.
    Write,
}

/// The roles of operands in a kernel's call, as indices of the operator's operands. Operand 0 is the input
/// map.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Roles {
    /// The layouts that the kernel supports.
    pub planes: PlaneSupport,
    /// The operand of shape 1×C×1×1 that is the gate.
    pub gate: Option<usize>,
    /// The operand that the kernel adds. The value may take its place in memory.
    pub residual: Option<usize>,
    /// Whether the kernel can resize the residual bilinearly as it adds it.
    pub resizes: bool,
    /// The image that the kernel reads beside operand 0, channels last.
    pub image: Option<usize>,
    /// The operands that the kernel expects one after another in one buffer.
    pub gathered: Range<usize>,
    /// Whether the kernel works number by number. The value may then take the place of operand 0 in memory.
    pub elementwise: bool,
    /// Whether operand 0 and the residual can be exchanged.
    pub commutes: bool,
}

/// The maps and layouts of the operands and the value of a call.
#[derive(Clone, Debug)]
pub struct OperandLayouts {
    /// The first operand.
    pub input: Map,
    /// The layout of the first operand.
    pub layout: Layout,
    /// The value.
    pub output: Map,
    /// The layout of the value.
    pub output_layout: Layout,
    /// The place of the residual that the kernel adds.
    pub residual: Residual,
    /// The map that the kernel resizes to the residual.
    pub resized: Option<Map>,
    /// The image.
    pub image: Option<Map>,
    /// The shapes of the operands that are one after another in one buffer.
    pub gathered: Vec<Shape>,
    /// Whether the value takes the place of the first operand in memory.
    pub in_place: bool,
}

/// The indices of a network's parameters in its recipe, by name.
pub struct TensorIds<'a>(BTreeMap<&'a str, usize>);

impl<'a> TensorIds<'a> {
    /// Assigns indices to parameters in their order.
    pub fn new(names: impl IntoIterator<Item = &'a str>) -> Self {
        TensorIds(names.into_iter().enumerate().map(|(index, name)| (name, index)).collect())
    }

    /// Returns the index of a parameter.
    ///
    /// # Panics
    /// If there is no such parameter.
    pub fn id(&self, name: &str) -> TensorId {
        TensorId::new(self.0[name])
    }

    /// Returns the indices of a batch norm's tensors.
    pub fn norm(&self, norm: &BatchNorm) -> Norm {
        let [weight, bias, running_mean, running_var] =
            norm.tensors().map(|param| self.id(&param.name));
        Norm { weight, bias, running_mean, running_var, eps: norm.eps }
    }

    /// Returns the index of a PReLU's slopes.
    pub fn prelu(&self, prelu: &PRelu) -> TensorId {
        self.id(&prelu.weight)
    }
}
