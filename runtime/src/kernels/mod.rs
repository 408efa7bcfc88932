//! The kernels: one function each, generic over the shape and over the instruction set.

mod adaptive_avg_pool;
mod ahead;
mod alike;
mod argmax_bilinear;
mod avg_pool;
mod call;
mod channel_shuffle;
mod conv2d;
mod depthwise;
mod eesp;
mod elementwise;
mod epilogue;
mod folded;
mod grouped;
mod haloed;
mod halve;
mod head;
mod hff;
mod hff_tiles;
mod kernel;
mod lanes;
mod linear;
mod panels;
mod pointwise;
mod product;
mod projection;
mod pyramid;
mod pyramid_branches;
mod pyramid_enlarged;
mod pyramid_merge;
mod pyramid_pool;
mod pyramid_sources;
mod quads;
#[cfg(test)]
mod reference;
mod relayout;
mod resize_bilinear;
mod ring;
mod shape_param;
mod stem_unit;
mod stretched;
mod strided_eesp;
mod taps;
#[cfg(test)]
mod testing;
mod tile;
mod unfold;
mod unroll;

pub use call::{Call, Stage};
pub use espnet_abi::kernel::Division;
pub use kernel::{Halves, Kernel, Specialised, execute};
pub use shape_param::{ConstShape, ShapeParam};
