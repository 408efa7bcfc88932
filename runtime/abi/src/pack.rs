//! Packing of tensors into the blob of weights that kernels read: batch norms are folded, and outputs are
//! arranged in panels.
//!
//! The compiler packs weights that are known when code is generated; the runtime packs weights that are
//! loaded later. Both call [`Packing::pack`] for the same [`Recipe`].
//!
//! Folding computes in f64 and rounds once. A batch norm y = γ·(x − μ)/√(σ² + ε) + β after a convolution
//! becomes weights w·γ/√(σ² + ε) and a bias.

use crate::kernel::{self, construct::Expression, kernels};

mod blocks;
mod conv;
mod conv_transpose;
mod eesp;
mod elementwise;
mod features;
mod folding;
mod hff;
mod linear;
mod order;
mod pointwise;
mod pyramid;
mod recipe;
mod strided_eesp;
mod tensors;

pub use eesp::EespTensors;
pub use hff::HffTensors;
pub use linear::{LINEAR_BAR, LinearTensors};
pub use pyramid::PyramidTensors;
pub use recipe::{LinearForm, Parameter, Recipe};
pub use strided_eesp::StridedEespTensors;
pub use tensors::{ConvTensors, EpilogueTensors, Norm, StageTensors, TensorId};

/// A kernel with packed weights.
trait Pack {
    /// The tensors that are packed.
    type Tensors;

    /// Packs into `out`, which contains zeros and has the length of the packed weights. `tensors` is indexed
    /// by [`TensorId`].
    fn pack(&self, names: &Self::Tensors, tensors: &[&[f32]], out: &mut [f32]);

    /// Returns the expression that constructs `names`.
    fn expression(&self, names: &Self::Tensors) -> Expression;
}

/// Makes [`Packing`] of the list of kernels.
macro_rules! packing_enum {
    (
        packed { $($(#[$meta:meta])* $Kernel:ident($Tensors:ident),)* }
        $($without:ident { $($others:tt)* })*
    ) => {
        /// The packed weights of one kernel call: the kernel and its tensors.
        #[derive(Clone, Copy, Debug, PartialEq)]
        pub enum Packing {
            $($(#[$meta])* $Kernel(kernel::$Kernel, $Tensors),)*
        }

        impl Packing {
            /// The number of floats of the packed weights.
            pub const fn len(&self) -> usize {
                match self {
                    $(Packing::$Kernel(kernel, _) => kernel.weights_len(),)*
                }
            }

            /// Packs into `out`, which contains [`Packing::len`] zeros. `tensors` is indexed by [`TensorId`].
            pub fn pack(&self, tensors: &[&[f32]], out: &mut [f32]) {
                match self {
                    $(Packing::$Kernel(kernel, names) => kernel.pack(names, tensors, out),)*
                }
            }

            /// Returns the expression that constructs the packing.
            pub fn expression(&self) -> Expression {
                match self {
                    $(Packing::$Kernel(kernel, names) => {
                        let arguments = [Expression::shape(*kernel), kernel.expression(names)];
                        let variant = concat!("pack::Packing::", stringify!($Kernel));
                        Expression::Call(variant, arguments.into())
                    })*
                }
            }
        }
    };
}

kernels!(packing_enum);

impl Packing {
    /// Whether there are no packed weights.
    pub const fn is_empty(&self) -> bool {
        self.len() == 0
    }
}
