//! Emits code. A plan becomes Rust: tokens for the macro, formatted text for files. A network can also be
//! emitted as a PyTorch module or an ONNX model.
//!
//! | module | output |
//! |---|---|
//! | `network` | the type and its methods |
//! | `constants` | the constants of the type |
//! | `with_std` | the methods that need files, an allocator or threads |
//! | `outputs` | the return types of its methods |
//! | `mask` | further constants and methods if the network can return the class of every pixel |
//! | `predict` | methods that turn a picture into an answer |
//! | `program` | the tables of kernel calls, and a type for each distinct kernel shape |
//! | `expression` | expressions of constructors |
//! | `recipe` | the recipe for binding and packing checkpoints |
//! | `format` | tokens as the text of a file |
//! | `onnx` | a model in ONNX, for other engines; a feature of this crate |
//! | `pytorch` | a PyTorch module in Python, for training |
//! | `stub` | a type that replaces one that does not compile |
//!
//! Weights never become tokens: they are packed into a blob that the code includes, or they are loaded at run
//! time.

mod constants;
mod detection;
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
mod with_std;

pub use format::format;
pub use network::{Declaration, Embedding, check_name, network, runtime_path};
#[cfg(feature = "onnx")]
pub use onnx::{Batch, NoBatch, OnnxOptions, onnx};
pub use pytorch::pytorch;
pub use stub::stub;
