//! The kernels, each as a shape: all properties of one call that are known when code is generated. The
//! compiler chooses shapes, and the runtime implements a kernel for each of them.
//!
//! A shape states the input and output maps, the number of floats of packed weights and of scratch, and the
//! layout of the weights. The runtime has one function per kernel, generic over the shape.
//!
//! [`Kernel`] lists all kernels.

use alloc::{string::String, vec, vec::Vec};
use core::fmt;

use crate::layout::Map;

pub mod construct;
mod conv;
mod conv_transpose;
mod declare;
mod eesp;
mod epilogue;
mod grouped;
mod head;
mod hff;
mod linear;
mod mask;
mod partition;
mod permute;
mod pool;
mod pyramid;
mod stem_unit;
mod strided_eesp;

use construct::Expression;
pub use conv::{Conv2d, DepthwiseConv2d, Pointwise};
pub use conv_transpose::ConvTranspose2d;
pub use declare::{Field, FieldValue, KernelShape};
pub use eesp::EespUnit;
pub use epilogue::{Elementwise, Epilogue, Number, Residual, Stage};
pub use grouped::GroupedConv2d;
pub use head::Head;
pub use hff::{Hff, Phase};
pub use linear::{Form, Linear, Precision};
pub use mask::{Argmax, ArgmaxBilinear, Bands, MAX_MASK_CHANNELS};
pub use partition::{Partition, PixelChunks};
pub use permute::{ChannelShuffle, Relayout};
pub use pool::{AdaptiveAvgPool, AvgPool, MaxPool, ResizeBilinear, Stretch};
pub use pyramid::{Branch, Branches, PyramidPool, Scale, Scales};
pub use stem_unit::StemUnit;
pub use strided_eesp::StridedEespUnit;

/// The list of all kernels, which it hands to the macro `$then`. A kernel that is not listed cannot be chosen.
///
/// Kernels with weights of their own come first, each with the tensors that it packs: [`Packing`] is made of
/// the same list. The weights of the composed ones are those of the kernels that they consist of.
///
/// [`Packing`]: crate::pack::Packing
macro_rules! kernels {
    ($then:ident) => {
        $then! {
            packed {
                /// 1×1 convolution, grouped or dense.
                Pointwise(ConvTensors),
                /// A linear layer.
                Linear(LinearTensors),
                /// k×k convolution whose outputs read many channels each, such as the stem.
                Conv2d(ConvTensors),
                /// k×k convolution whose outputs read few channels each.
                DepthwiseConv2d(ConvTensors),
                /// k×k convolution in groups of a few inputs and outputs, or to few outputs.
                GroupedConv2d(ConvTensors),
                /// Transposed k×k convolution of stride k.
                ConvTranspose2d(ConvTensors),
                /// The dilated depth-wise branches of an EESP unit, summed hierarchically.
                Hff(HffTensors),
                /// A whole EESP unit of stride 1.
                EespUnit(EespTensors),
                /// A whole EESP unit of stride 2, with its pooled shortcut and the shortcut of the image.
                StridedEespUnit(StridedEespTensors),
                /// Efficient pyramid pooling after its projection.
                PyramidPool(PyramidTensors),
                /// An epilogue without a convolution: norms, activations, sums, gates, copies.
                Elementwise(EpilogueTensors),
            }
            composed {
                /// The stem and the strided EESP unit after it.
                StemUnit,
                /// The last convolutions of a classifier and the global average.
                Head,
            }
            without_weights {
                /// Average pooling.
                AvgPool,
                /// Max pooling.
                MaxPool,
                /// Adaptive and global average pooling.
                AdaptiveAvgPool,
                /// Bilinear resizing, corners aligned.
                ResizeBilinear,
                /// The largest channel of every pixel.
                Argmax,
                /// The largest channel of every pixel after bilinear resizing.
                ArgmaxBilinear,
                /// Channel shuffle.
                ChannelShuffle,
                /// Conversion from planes to channels last, or back.
                Relayout,
            }
        }
    };
}
pub(crate) use kernels;

/// Makes [`Kernel`] of the list.
macro_rules! kernel_enum {
    (
        packed { $($(#[$packed_doc:meta])* $Packed:ident($Tensors:ident),)* }
        composed { $($(#[$composed_doc:meta])* $Composed:ident,)* }
        without_weights { $($(#[$other_doc:meta])* $Other:ident,)* }
    ) => {
        kernel_enum! {
            $($(#[$packed_doc])* $Packed,)*
            $($(#[$composed_doc])* $Composed,)*
            $($(#[$other_doc])* $Other,)*
        }
    };
    ($($(#[$meta:meta])* $Shape:ident,)*) => {
        /// A kernel with its shape.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Kernel {
            $($(#[$meta])* $Shape($Shape),)*
        }

        impl Kernel {
            /// Returns the shape.
            pub fn shape(&self) -> &dyn KernelShape {
                match self {
                    $(Kernel::$Shape(shape) => shape,)*
                }
            }
        }

        $(impl From<$Shape> for Kernel {
            fn from(shape: $Shape) -> Self {
                Kernel::$Shape(shape)
            }
        })*
    };
}

kernels!(kernel_enum);

/// The functions of [`KernelShape`] for the shape of the kernel.
impl Kernel {
    /// Returns the name of the shape's type, such as `Conv2d`.
    pub fn type_name(&self) -> &'static str {
        self.shape().type_name()
    }

    /// Returns the name: the name of the type in snake case.
    pub fn name(&self) -> String {
        self.shape().name()
    }

    /// Returns the input map.
    pub fn input(&self) -> Map {
        self.shape().input()
    }

    /// Returns the output map.
    pub fn output(&self) -> Map {
        self.shape().output()
    }

    /// Returns the number of floats of the packed weights.
    pub fn weights_len(&self) -> usize {
        self.shape().weights_len()
    }

    /// Returns the number of floats of the packed weights that the kernel may leave unread, depending on the
    /// checkpoint. In a linear layer, this is the room for 24-bit integers that 16-bit integers leave unused.
    pub fn spare_weights_len(&self) -> usize {
        self.shape().spare_weights_len()
    }

    /// Returns the number of floats of scratch.
    pub fn scratch_len(&self) -> usize {
        self.shape().scratch_len()
    }

    /// Returns the map that the kernel resizes and adds.
    pub fn resized(&self) -> Option<Map> {
        self.shape().resized()
    }

    /// Returns the kernels that this one is composed of, in the order of their weights, or the kernel itself
    /// if it is not composed of others.
    pub fn parts(self) -> Vec<Kernel> {
        let parts = self.shape().parts();
        if parts.is_empty() { vec![self] } else { parts }
    }

    /// Returns the expression that constructs the shape.
    pub fn expression(&self) -> Expression {
        self.shape().expression()
    }
}

impl fmt::Display for Kernel {
    /// Writes the kernel and its shape on one line: `pointwise 128×28×28 -> 32×28×28 groups 4 +bias +prelu`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.shape().text(f)
    }
}
