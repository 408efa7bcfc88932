//! The intermediate representation: a petgraph graph of operators on feature maps of shape 1×C×H×W.
//!
//! A node holds one operator and makes one value; the node's name is the PyTorch path of the module
//! whose output the value is. An edge carries an operand; its weight is the operand's port. The
//! graph is edited through [`Rewriter`] alone, checked by [`verify`], printed by [`text`] and
//! [`dot`], and executed, in any state between passes, by [`interpret`].

pub mod cost;
pub mod dot;
mod fused;
mod graph;
pub mod interpret;
mod op;
mod placement;
mod rewriter;
mod shape;
pub mod text;
pub mod verify;

pub use fused::{EespUnit, Head, Hff, PyramidBranch, PyramidPool, StridedEespUnit};
pub use graph::{Branches, Graph, Limit, Node, NodeId, Output};
pub use op::{
    AdaptiveAvgPool, AvgPool, BatchNorm, ChannelShuffle, Conv2d, Epilogue, Linear, Op, PRelu,
    Param, ResizeBilinear,
};
pub use placement::{Placement, Placements};
pub use rewriter::Rewriter;
pub use shape::{Shape, ShapeError, output_shape};
