//! The intermediate representation: a petgraph graph of operators on feature maps of shape 1×C×H×W.
//!
//! A node holds one operator and makes one value; the node's name is the PyTorch path of the module
//! whose output the value is. An edge carries an operand; its weight is the operand's port. The
//! graph is edited through [`Rewriter`] alone, checked by [`verify`], printed by [`text`] and
//! [`dot`], and executed, in any state between passes, by [`interpret`].
//!
//! | module | what is in it |
//! |---|---|
//! | [`ops`] | the operators, one file each |
//! | [`execution`] | what an operator says of the kernel that computes it |
//! | [`window`] | the arithmetic of receptive fields |
//! | [`onnx`], [`pytorch`] | the forms in which operators are written for others |

pub mod cost;
pub mod dot;
pub mod execution;
mod graph;
pub mod interpret;
pub mod onnx;
pub mod ops;
mod param;
mod placement;
pub mod pytorch;
mod rewriter;
pub mod text;
pub mod verify;
pub mod window;

pub use crate::shape::Shape;
pub use graph::{Graph, Node, NodeId, Output};
pub use ops::*;
pub use param::Param;
pub use placement::{Placement, Placements};
pub use rewriter::Rewriter;
