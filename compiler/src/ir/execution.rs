//! The computation of an operator by a kernel: the part that each operand plays in the call, the kernel's
//! shape, and the tensors from which its weights are packed.

use std::{collections::BTreeMap, ops::Range};

use espnet_abi::{
    kernel::{Kernel, Residual},
    layout::{Layout, Map},
    pack::{ConvTensors, Norm, Packing, TensorId},
};

use super::{BatchNorm, Op, PRelu};
use crate::shape::Shape;

/// The kernel that computes an operator.
pub trait Execute {
    /// The part that each operand plays.
    fn roles(&self) -> Roles {
        Roles::default()
    }

    /// The kernel for operands and a value with these layouts.
    fn kernel(&self, layouts: &OperandLayouts) -> Kernel;

    /// The packing of each part of the kernel that has weights, in the order of [`Kernel::parts`].
    /// `before` is the operator whose value, perhaps averaged, is the first operand.
    fn packings(
        &self,
        _kernel: &Kernel,
        _ids: &TensorIds<'_>,
        _before: Option<&Op>,
    ) -> Vec<Packing> {
        Vec::new()
    }

    /// The tensors of the convolution that makes the value, or whose average it is, if that
    /// convolution has a batch norm and nothing but a PReLU follows it.
    fn features(&self, _ids: &TensorIds<'_>) -> Option<ConvTensors> {
        None
    }
}

/// Whether a kernel can read its first operand in planes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PlaneSupport {
    /// It reads channels last only.
    #[default]
    No,
    /// It reads either, and writes channels last.
    Read,
    /// It reads either, and writes what it reads.
    Keep,
    /// It reads channels last, and writes either.
    Write,
}

/// The parts that operands play in a kernel's call, as indices of the operator's operands. Operand 0
/// is the map that goes in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Roles {
    /// Whether the kernel reads or writes planes.
    pub planes: PlaneSupport,
    /// The operand of shape 1×C×1×1 that the kernel multiplies with.
    pub gate: Option<usize>,
    /// The operand that is added; the value may take its place.
    pub residual: Option<usize>,
    /// Whether the kernel can make the residual by bilinear resizing.
    pub resizes: bool,
    /// A further map that is read beside the first, channels last.
    pub image: Option<usize>,
    /// Operands that lie one after another in one buffer.
    pub gathered: Range<usize>,
    /// Whether the kernel works number by number, so that the value may take the first operand's place.
    pub elementwise: bool,
    /// Whether the first operand and the residual can change places.
    pub commutes: bool,
}

/// The layouts of a call's operands and of its value.
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
    /// How the residual is added.
    pub residual: Residual,
    /// The map that is resized to be the residual.
    pub resized: Option<Map>,
    /// The further map.
    pub image: Option<Map>,
    /// The shapes of the operands that lie in one buffer.
    pub gathered: Vec<Shape>,
    /// Whether the value takes the first operand's place.
    pub in_place: bool,
}

/// The numbers of parameters in a recipe, by name.
pub struct TensorIds<'a>(BTreeMap<&'a str, usize>);

impl<'a> TensorIds<'a> {
    /// Numbers parameters in their order.
    pub fn new(names: impl IntoIterator<Item = &'a str>) -> Self {
        TensorIds(names.into_iter().enumerate().map(|(number, name)| (name, number)).collect())
    }

    /// The number of a parameter.
    ///
    /// # Panics
    /// If there is no such parameter.
    pub fn id(&self, name: &str) -> TensorId {
        TensorId(self.0[name])
    }

    /// The numbers of a batch norm's tensors.
    pub fn norm(&self, norm: &BatchNorm) -> Norm {
        let [weight, bias, running_mean, running_var] =
            norm.tensors().map(|param| self.id(&param.name));
        Norm { weight, bias, running_mean, running_var, eps: norm.eps }
    }

    /// The number of a PReLU's slopes.
    pub fn prelu(&self, prelu: &PRelu) -> TensorId {
        self.id(&prelu.weight)
    }
}
