//! From the outputs of a detection network to detections: softmax, boxes, and non-maximum suppression.
//!
//! A detection network of the SSD family (arXiv 1512.02325) has P priors: boxes at fixed places of the picture
//! ([`priors`](espnet_abi::priors)). For each prior it computes two things:
//!
//! - *confidences*: a logit for each class. Class 0 is the background and means that there is no object.
//! - *locations*: four numbers that say how the prior is moved and stretched to the object's box.
//!
//! [`PostProcessing::run`] turns them into [`Detection`]s by the rules of the authors' implementation:
//!
//! 1. The scores of a prior are the softmax of its logits.
//! 2. Each class except the background is processed on its own. Its candidates are the priors whose score is
//!    above [`score_threshold`](PostProcessing::score_threshold).
//! 3. Greedy non-maximum suppression (NMS) goes through the candidates by descending score; of equal scores the
//!    lower prior is first. It keeps a candidate unless the box overlaps a kept one too much: their
//!    intersection over union (IoU) is above [`iou_threshold`](PostProcessing::iou_threshold).
//! 4. At most [`top_k`](PostProcessing::top_k) candidates of a class are kept.
//!
//! Nothing is allocated. The caller gives all memory, and [`Room`] says at compile time how much is enough for
//! any outputs.
//!
//! ```
//! use espnet::{detection::{Memory, Outputs, PostProcessing, Room}, simd::AnySimd};
//!
//! const ROOM: Room = Room::new(2, 3, 200); // two priors, three classes, top_k
//!
//! let priors = [[0.25, 0.5, 0.5, 0.5], [0.75, 0.5, 0.5, 0.5]]; // centre x and y, width, height
//! let confidences = [0.0, 4.0, 1.0, 5.0, 0.0, 0.0]; // the second prior is background
//! let locations = [0.0; 8];
//! let outputs = Outputs::new(3, &confidences, &locations, &priors)?;
//!
//! let mut memory = Memory::<{ ROOM.priors }, { ROOM.blocks }, { ROOM.detections }>::new();
//! let found = PostProcessing::PICTURES.run(AnySimd::best(), &outputs, memory.buffers())?;
//! assert_eq!(found.len(), 1);
//! assert_eq!((found[0].class, found[0].prior), (1, 0));
//! assert_eq!(found[0].bounds, [0.0, 0.25, 0.5, 0.75]);
//! # Ok::<(), espnet::detection::DetectionError>(())
//! ```
//!
//! # NaN and infinities
//!
//! Scores and boxes are NaN or infinite where the arithmetic of PyTorch makes them so, and the result is
//! defined for any floats:
//!
//! - A prior with a NaN or +∞ among its logits, or with −∞ as all of them, has NaN as all of its scores. NaN is
//!   not above the threshold, so such a prior is never detected. A single logit of −∞ is a score of zero.
//! - Locations do not change scores. A prior whose locations are not finite can be detected, and the bounds
//!   of the detection are then not finite either; each NaN is [`f32::NAN`]. The IoU with such a box is zero or
//!   NaN, so it neither suppresses a box nor is suppressed.
//!
//! # Same bits everywhere
//!
//! The instruction set decides how fast the outputs are searched, not what is found. No sum depends on
//! the width of vectors, and exponentials are those of `libm` on every processor.

mod decode;
mod error;
mod memory;
mod outputs;
mod run;
mod settings;
mod softmax;
mod suppress;

#[cfg(all(test, feature = "std"))]
mod testing;

pub use decode::decode;
pub use error::DetectionError;
#[cfg(feature = "std")]
pub use memory::HeapMemory;
pub use memory::{Buffers, Memory, Room};
pub use outputs::{Outputs, Priors};
pub use run::Detection;
pub use settings::PostProcessing;

pub use espnet_abi::priors::VARIANCES;
