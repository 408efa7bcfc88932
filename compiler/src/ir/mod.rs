//! The intermediate representation: a petgraph graph of operators on feature maps of shape 1×C×H×W.
//!
//! A node has one operator and computes one value; its name is the PyTorch path of the module with this
//! output. An edge is an operand; its weight is the operand's port. The graph is edited through [`Rewriter`]
//! alone, checked by [`verify`], printed by [`text`] and [`dot`], and executed by [`interpret`], in any state
//! between passes.
//!
//! | module | content |
//! |---|---|
//! | [`ops`] | the operators, one file each |
//! | [`execution`] | the interface between an operator and the kernel that computes it |
//! | [`window`] | the arithmetic of receptive fields |
//! | [`onnx`], [`pytorch`] | the forms of operators in other formats |

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
pub use graph::{Graph, Node, NodeId, Output, positions};
pub use ops::*;
pub use param::Param;
pub use placement::{Placement, Placements};
pub use rewriter::Rewriter;
