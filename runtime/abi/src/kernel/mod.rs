//! The kernels, each as a shape: everything about one call that is known when code is generated.
//!
//! A shape says which maps go in and out, how many floats of packed weights and of scratch the call
//! needs, and how its weights lie. The runtime has one function per kernel, generic over the shape.
//!
//! | kernel | computes |
//! |---|---|
//! | [`Pointwise`] | 1×1 convolution, grouped or dense |
//! | [`Linear`] | a linear layer |
//! | [`Conv2d`] | k×k convolution, each output reading many channels: the stem |
//! | [`DepthwiseConv2d`] | k×k convolution, each output reading few channels of its own |
//! | [`GroupedConv2d`] | k×k convolution in groups of a few inputs and outputs, or to few outputs |
//! | [`Hff`] | the dilated depth-wise branches of an EESP unit, summed hierarchically |
//! | [`EespUnit`] | a whole EESP unit of stride 1 |
//! | [`StridedEespUnit`] | a whole EESP unit of stride 2 with its pooled shortcut and the image's |
//! | [`StemUnit`] | the stem and such a unit behind it |
//! | [`Head`] | the last convolutions of a classifier and the global average |
//! | [`PyramidPool`] | efficient pyramid pooling behind its projection |
//! | [`AvgPool`], [`AdaptiveAvgPool`] | average pooling |
//! | [`ResizeBilinear`] | bilinear resizing, corners aligned |
//! | [`ArgmaxBilinear`] | the largest channel of what bilinear resizing would give |
//! | [`Elementwise`] | an epilogue on its own: norms, activations, sums, gates, copies |
//! | [`ChannelShuffle`], [`Relayout`] | movements |

mod conv;
mod division;
mod eesp;
mod epilogue;
mod grouped;
mod head;
mod hff;
mod linear;
mod moving;
mod pool;
mod pyramid;
mod stem_unit;
mod strided_eesp;

pub use conv::{Conv2d, DepthwiseConv2d, Pointwise};
pub use division::{Division, Runs};
pub use eesp::EespUnit;
pub use epilogue::{Elementwise, Epilogue, Residual};
pub use grouped::GroupedConv2d;
pub use head::Head;
pub use hff::{Hff, Phase};
pub use linear::{Form, Linear, Precision};
pub use moving::{ChannelShuffle, Relayout};
pub use pool::{AdaptiveAvgPool, ArgmaxBilinear, AvgPool, ResizeBilinear, Stretch};
pub use pyramid::{Branch, Branches, PyramidPool, Scale, Scales};
pub use stem_unit::StemUnit;
pub use strided_eesp::StridedEespUnit;
