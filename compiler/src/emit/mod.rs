//! From a plan to Rust: tokens for the macro, formatted text for files; and to the languages of
//! others.
//!
//! | module | emits |
//! |---|---|
//! | `network` | the type, its constants and methods |
//! | `outputs` | what its methods return |
//! | `mask` | what it has besides where the class of every pixel can be asked for |
//! | `predict` | its methods from a picture to an answer |
//! | `program` | the tables of kernel calls, and a type for each distinct kernel shape |
//! | `expression` | expressions of constructors |
//! | `recipe` | what checkpoints are bound and packed by |
//! | `format` | tokens as a file |
//! | `onnx` | a model in ONNX, for other engines; a feature of this crate |
//! | `pytorch` | a PyTorch module in Python, to train weights with |
//! | `stub` | a type in the place of one that does not compile |
//!
//! Weights never become tokens: they are packed into a blob that the code includes, or are loaded.

mod expression;
mod format;
mod mask;
mod network;
#[cfg(feature = "onnx")]
mod onnx;
mod outputs;
mod predict;
mod program;
mod pytorch;
mod recipe;
mod stub;

pub use format::format;
pub use network::{Embedding, Item, check_name, network, runtime_path};
#[cfg(feature = "onnx")]
pub use onnx::{Batch, NoBatch, onnx};
pub use pytorch::pytorch;
pub use stub::stub;
